// scan.c - which symbols need a slot in the GOT or a jump stub, and which cells hold addresses
#include "link/link_int.h"

/* Accesses to thread-local variables are shortened in programs, whose block is at a known distance
 * from the thread pointer, and for variables of libraries loaded with them. In a library they stay.
 */
static u32 relax_tls(const Link *l, const LSym *s, u32 flags, u32 r)
{
    if (l->opt.kind == LINK_SHARED)
        return RX_NONE;
    if (!sym_outside(s) || flags & FF_MODULE)
        return r;
    return l->arch->initial_exec ? l->arch->initial_exec(r) : RX_NONE;
}

/* GOT entries become direct where the symbol has a place in this image: a function or variable at
 * an unknown distance (absolute, or undefined and weak, or of another image) keeps its entry. */
u32 link_relax(const Link *l, const Atom *a, const Fix *x, const LSym *s)
{
    u32 flags = fix_info[x->kind].flags;
    if (!l->arch->relax || !(flags & FF_TLS || (flags & FF_GOT && sym_here(s))))
        return RX_NONE;
    u32 r = l->arch->relax((FixKind)x->kind, x->add, a->data + x->off, x->off, a->size - x->off);
    return flags & FF_TLS ? relax_tls(l, s, flags, r) : r;
}

/* The rewritten TLS sequences swallow the call that follows, with its fixup. */
bool link_skips_next(const Link *l, const Atom *a, u32 i, u32 r)
{
    return r && l->arch->swallows && l->arch->swallows(r) && i + 1 < a->nfix &&
           a->fix[i + 1].off >= a->fix[i].off + 4 && a->fix[i + 1].off <= a->fix[i].off + 8;
}

/* A sequence in a form that cannot be rewritten: of an access to a thread-local variable, when
 * nobody answers at run time; of a load from the GOT, whose other half is. */
static void check_sequence(Link *l, const Atom *a, const Fix *x, const LSym *s)
{
    u32 flags = fix_info[x->kind].flags;
    bool answered = l->opt.kind == LINK_SHARED || l->dso.n;
    if (flags & FF_SEQ && (flags & FF_GOT ? sym_here(s) : !answered))
        link_say(l, flags & FF_GOT ? L_GOT_SEQ : L_TLS_SEQ, link_place(l, a, x->off).p,
                 link_name(l, s->name));
}

static u32 new_slot(Link *l, LSym *s, SlotKind k)
{
    vec_push(l->mem, &l->slot, ((Slot){s, k}));
    if (k == SLOT_IREL)
        l->nirel++;
    return l->slot.n;
}

void link_need_stub(Link *l, LSym *s, SlotKind k)
{
    if (s->stub || s->jump)
        return;
    if (k == SLOT_ADDR && l->fmt && l->fmt->jump_slots && sym_outside(s)) {
        vec_push(l->mem, &l->jump, s);
        s->jump = l->jump.n;
        return;
    }
    u32 slot = k == SLOT_ADDR && s->got ? s->got : new_slot(l, s, k);
    if (k == SLOT_ADDR)
        s->got = slot;
    vec_push(l->mem, &l->stub, ((Stub){s, slot}));
    s->stub = l->stub.n;
}

/* Moves with the image, or is in another one. */
static bool moves(const LSym *s)
{
    return s->state == LS_DEF || s->state == LS_LINKER || s->state == LS_IMPORT;
}

static void add_cell(Link *l, DynCell c)
{
    c.atom->cells = true;
    vec_push(l->mem, &l->dyn, c);
}

/* What stays where it is while the image moves is at no constant distance. Calls are left: one of a
 * weak function that nobody has is never made. */
static void scan_relative(Link *l, Atom *a, LSym *s, const Fix *x)
{
    u32 flags = fix_info[x->kind].flags;
    bool stays = s->state == LS_UNDEF || (s->state == LS_ABS && s->name.n);
    if (flags & FF_PC && stays && !(flags & (FF_GOT | FF_TLS | FF_BRANCH)))
        link_say(l, L_STAYS, link_place(l, a, x->off).p, fix_info[x->kind].text,
                 link_name(l, s->name));
}

/* Can the field be filled when the image is loaded? */
static bool is_cell(const Link *l, const Atom *a, const Fix *x)
{
    return (FixKind)x->kind == l->arch->ptr_fix && !(a->flags & (SF_EXEC | SF_UNWIND));
}

/* An absolute field: a cell where it holds a whole address. Low bits of an address stay the same,
 * since an image moves by whole pages; more of it must be known at link time. */
static void scan_absolute(Link *l, Atom *a, LSym *s, const Fix *x)
{
    u32 flags = fix_info[x->kind].flags;
    if (l->in_memory || !(link_moves(l) ? moves(s) : sym_outside(s)) ||
        flags & (FF_PC | FF_GOT | FF_GOTREL | FF_TLS | FF_SIZE | FF_LOW | FF_RVA))
        return;
    if (is_cell(l, a, x))
        add_cell(l, (DynCell){a, x->off, s, x->add});
    else if (link_moves(l))
        link_say(l, L_MOVES, link_place(l, a, x->off).p, fix_info[x->kind].text,
                 str_z(l->mem, s->name.n ? s->name : s->atom->name));
}

/* What another image has is reached through a slot that the loader fills: a call and the address of
 * a function by way of a stub; a variable only by code that loads its address from the slot. */
static void scan_import(Link *l, Atom *a, LSym *s, const Fix *x)
{
    u32 flags = fix_info[x->kind].flags;
    bool absolute = !(flags & (FF_PC | FF_GOTREL | FF_LOW | FF_RVA));
    if (flags & (FF_GOT | FF_SEQ | FF_SIZE) || is_cell(l, a, x))
        return;
    if (!l->fmt->adopt && (FixKind)x->kind == l->arch->ptr_fix)
        return;
    if (flags & FF_BRANCH)
        link_need_stub(l, s, SLOT_ADDR);
    else if (l->fmt->adopt && !(absolute && link_moves(l)))
        l->fmt->adopt(l, a, s, x);
    else if (l->fmt->adopt)
        ;       // scan_absolute has said so
    else if (s->kind == SK_DATA || s->kind == SK_TLS)
        link_say(l, L_IMPORT_DATA, link_place(l, a, x->off).p, link_name(l, s->name));
    else
        link_need_stub(l, s, SLOT_ADDR);
}

static u32 new_pair(Link *l, LSym *s, SlotKind first, SlotKind second)
{
    u32 slot = new_slot(l, s, first);
    new_slot(l, s, second);
    return slot;
}

/* The slots that an access to a thread-local variable goes through, as it stays after rewriting. */
static void scan_tls(Link *l, const Atom *a, LSym *s, const Fix *x, u32 r)
{
    u32 flags = fix_info[x->kind].flags;
    bool ie = r == RX_TLSGD_IE || r == RX_TLSDESC_IE || (r == RX_NONE && flags & FF_GOT);
    if (ie && !s->gottp)
        s->gottp = new_slot(l, s, SLOT_TPOFF);
    l->static_tls |= ie && sym_outside(s);
    if (r != RX_NONE)
        return;
    if (flags & FF_PAIR && !s->pair)
        s->pair = new_pair(l, s, SLOT_MODULE, SLOT_OFFSET);
    if (flags & FF_MODULE && !l->module)
        l->module = new_pair(l, NULL, SLOT_MODULE, SLOT_NONE);
    if (flags & FF_DESC && !s->desc)
        s->desc = new_pair(l, s, SLOT_DESC, SLOT_NONE);
    l->static_tls |= ie;
    if (flags & FF_TPREL && a->flags & SF_ALLOC && (sym_outside(s) || l->opt.kind == LINK_SHARED))
        link_say(l, L_TLS_LOCAL, link_place(l, a, x->off).p, link_name(l, s->name));
}

static void scan_fix(Link *l, Atom *a, LSym *s, const Fix *x, u32 r)
{
    u32 flags = fix_info[x->kind].flags;
    if (x->kind == FIX_NONE)    // only says that the symbol is needed
        return;
    scan_absolute(l, a, s, x);
    if (link_moves(l) && !l->in_memory)
        scan_relative(l, a, s, x);
    if (flags & FF_TLS)
        scan_tls(l, a, s, x, r);
    else if (sym_outside(s))
        scan_import(l, a, s, x);
    if (flags & FF_GOTREL || s->linker == LD_GOT)
        l->wants_got = true;
    if (s->kind == SK_IFUNC && s->state == LS_DEF && !s->preempt) {
        if (l->in_memory)
            link_say(l, L_MEM_IFUNC, link_name(l, s->name));
        link_need_stub(l, s, SLOT_IREL);
    }
    if (flags & FF_GOT && !(flags & FF_TLS) && r == RX_NONE)
        s->got = s->got ? s->got : new_slot(l, s, SLOT_ADDR);
    if (l->in_memory && flags & FF_BRANCH && (s->state == LS_ABS || s->state == LS_UNDEF))
        link_need_stub(l, s, SLOT_ADDR);
}

static void scan_atom(Link *l, Atom *a)
{
    for (u32 i = 0; i < a->nfix; i++) {
        const Fix *x = &a->fix[i];
        LSym *s = a->file->sym[x->sym];
        u32 r = link_relax(l, a, x, s);
        if (r == RX_NONE)
            check_sequence(l, a, x, s);
        scan_fix(l, a, s, x, r);
        if (link_skips_next(l, a, i, r))
            i++;
    }
}

static void add_tables(Link *l)
{
    const ElfArch *e = &elf_arch[l->arch - link_arch];
    if (l->slot.n)
        l->got = link_own_atom(l, STR(".got"), SF_ALLOC | SF_WRITE, l->arch->ptr,
                               (u64)l->arch->ptr * l->slot.n);
    if (l->stub.n)
        l->plt = link_own_atom(l, STR(".iplt"), SF_ALLOC | SF_EXEC, 16,
                               (u64)l->arch->stub_size * l->stub.n);
    if (l->nirel && !link_moves(l) && !l->dso.n)
        l->rela = link_own_atom(l, e->rela ? STR(".rela.iplt") : STR(".rel.iplt"), SF_ALLOC,
                                l->arch->ptr, (u64)e->rel * l->nirel);
    for (u32 i = 0; i < l->slot.n && !l->in_memory; i++) {
        LSym *s = l->slot.v[i].sym;
        if (l->slot.v[i].kind == SLOT_ADDR && (link_moves(l) ? moves(s) : sym_outside(s)))
            add_cell(l, (DynCell){l->got, (u64)l->arch->ptr * i, s, 0});
    }
}

void link_scan(Link *l)
{
    for (u32 i = 0; i < l->file.n; i++) {
        LFile *f = l->file.v[i];
        for (u32 k = 0; k < f->obj->sect.n; k++) {
            Atom *a = &f->atom[k];
            if (a->live && a->flags & SF_ALLOC && !(a->flags & SF_UNWIND))
                scan_atom(l, a);
        }
        for (u32 k = 0; k < f->ncie; k++)
            for (u32 n = 0; f->cie[k].live && n < f->cie[k].nfix; n++) {
                Atom *a = f->cie[k].atom;
                const Fix *x = &a->fix[f->cie[k].fix + n];
                scan_fix(l, a, f->sym[x->sym], x, RX_NONE);
            }
    }
    for (u32 i = 0; i < l->global.n;
         i++) { // an ifunc that only link_addr or the symbol table shows
        LSym *s = (LSym *)(uintptr_t)l->global.ent[i].val;
        if (s->root && s->kind == SK_IFUNC && s->state == LS_DEF && !l->in_memory)
            link_need_stub(l, s, SLOT_IREL);
    }
    add_tables(l);
}
