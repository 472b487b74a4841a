// apply.c - bytes of every atom into the image, fixups resolved to values
#include "link/link_int.h"

u64 stub_addr(const Link *l, const LSym *s)
{
    if (s->jump)
        return atom_addr(l->lazy_plt) + link_plt_head(l) + (u64)(s->jump - 1) * l->arch->plt_entry;
    return atom_addr(l->plt) + (u64)(s->stub - 1) * l->arch->stub_size;
}
u64 slot_addr(const Link *l, u32 slot)
{
    return atom_addr(l->got) + (u64)l->arch->ptr * (slot - 1);
}

u64 link_got_base(const Link *l)
{
    const Atom *a = l->arch->got_is_plt && l->gotplt ? l->gotplt : l->got;
    return a ? atom_addr(a) : 0;
}

u64 code_bit(const Link *l, const LSym *s)
{
    bool code = s->kind == SK_FUNC || s->kind == SK_IFUNC;
    return code && s->state == LS_DEF ? l->arch->code_bit : 0;
}

/* Where a definition itself is: the resolver, for a function chosen at start. */
static u64 def_addr(const Link *l, const LSym *s, i64 *add)
{
    const Atom *a = s->atom;
    if (s->state == LS_ABS || s->state == LS_LINKER)
        return s->value;
    if (s->state != LS_DEF || !a->live)
        return 0;
    if (a->merge) {
        u64 off = s->value;
        if (s->kind == SK_SECTION) {
            off += (u64)*add;
            *add = 0;
        }
        return merge_addr(a, off);
    }
    if (a->flags & SF_UNWIND && a->file != &l->own)
        return unwind_addr(l, a, s->value);
    return atom_addr(a) + s->value;
}

u64 sym_addr(const Link *l, const LSym *s, i64 *add)
{
    if (s->jump || ((s->kind == SK_IFUNC || s->state == LS_IMPORT) && s->stub))
        return stub_addr(l, s);
    return def_addr(l, s, add);
}

u64 link_fix_target(const Link *l, const LFile *f, const Fix *x)
{
    i64 add = x->add;
    u64 s = sym_addr(l, f->sym[x->sym], &add);
    return s + (u64)add;
}

/* The highest address is what consumers of DWARF 5 skip; the old range tables give it a meaning
 * (DWARF 4, 2.17.3) and must not end early at a 0 either; in the index of addresses 0 is skipped.
 */
u64 link_tombstone(const Link *l, const Atom *a, FixKind k)
{
    if (str_eqz(a->name, ".debug_ranges") || str_eqz(a->name, ".debug_loc"))
        return 1;
    if (fix_info[k].bytes != l->arch->ptr || !(a->flags & SF_DEBUG) ||
        str_eqz(a->name, ".debug_aranges"))
        return 0;
    return l->arch->ptr == 8 ? ~(u64)0 : ~(u32)0;
}

static bool is_dropped(const LSym *s) { return s->state == LS_DEF && !s->atom->live; }

/* What a field counts from: the place, the GOT, or nothing; whole pages where it says pages. */
static u64 page_of(u32 flags, u64 v) { return flags & FF_PAGE ? v & ~(u64)0xfff : v; }
static u64 origin(const Link *l, u32 flags, u64 place)
{
    if (flags & FF_GOTREL)
        return page_of(flags, link_got_base(l));
    if (flags & FF_RVA)
        return l->base;
    return flags & FF_PC ? page_of(flags, place) : 0;
}

/* A branch does not reach v: by way of a thunk, or of a stub (into the host's code). */
static u64 far_target(const Link *l, const LSym *s, FixKind k, i64 add, u64 place, u64 v)
{
    u64 t = link_thunk_for(l, s, add, k, place);
    return t ? t : s->stub ? stub_addr(l, s) + (u64)add : v;
}

static u32 slot_of(const Link *l, const LSym *s, u32 flags)
{
    return flags & FF_PAIR ? s->pair : flags & FF_MODULE ? l->module : flags & FF_DESC ? s->desc
           : flags & FF_TLS ? s->gottp : s->got;
}

/* Offset in the block of thread-local variables, or from the thread pointer. In a program the code
 * that adds an offset in the block has been rewritten to add it to the thread pointer. */
static u64 tls_offset(const Link *l, const Atom *a, const LSym *s, u32 flags, u64 v)
{
    if (flags & FF_TPREL || (a->flags & SF_ALLOC && l->opt.kind != LINK_SHARED))
        return s->state == LS_UNDEF ? 0 : v - l->tp;
    return v - l->tls_addr;
}

static u64 field_value(Link *l, const Atom *a, const Fix *x, LSym *s, FixKind k, i64 add, u64 place)
{
    u32 flags = fix_info[k].flags;
    if (flags & FF_SIZE)
        return s->size + (u64)add;
    if (flags & (FF_GOT | FF_PAIR | FF_MODULE | FF_DESC)) {
        u32 slot = slot_of(l, s, flags);
        if (!slot) {    // only loaded sections are looked through for slots
            link_say(l, L_GOT_INFO, link_place(l, a, x->off).p, fix_info[k].text);
            return 0;
        }
        u64 at = slot_addr(l, slot) + (u64)add;
        return (flags & FF_GOTREL ? at : page_of(flags, at)) - origin(l, flags, place);
    }
    if (is_dropped(s) && !(a->flags & SF_ALLOC) && !s->atom->merge)
        return s->atom->flags & SF_ALLOC ? link_tombstone(l, a, k) : 0;
    u64 v = sym_addr(l, s, &add);
    v += (u64)add;
    if (a->flags & SF_DEBUG && s->kind == SK_TLS && !(flags & FF_TLS) && l->fmt->tls_place)
        return l->fmt->tls_place(l, s, &v) ? v : link_tombstone(l, a, k);
    if (flags & FF_TLS) {
        if (s->state == LS_DEF && !(s->atom->flags & SF_TLS))
            link_say(l, L_TLS, link_place(l, a, x->off).p, link_name(l, s->name));
        return tls_offset(l, a, s, flags, v);
    }
    if (flags & FF_BRANCH && s->state == LS_UNDEF && (l->arch->thunk || link_moves(l)))
        v = place + 4 + (u64)add;       // weak: as if it returned at once
    if (flags & FF_BRANCH && !link_reaches(k, place, v))
        v = far_target(l, s, k, add, place, v);
    if (!(flags & FF_BRANCH) && a->flags & SF_ALLOC && !(a->flags & SF_UNWIND))
        v |= code_bit(l, s);
    v = page_of(flags, v) - origin(l, flags, place);
    if (l->arch->ptr == 4)      // addresses wrap around
        v = flags & FF_UNSIGNED ? (u32)v : (u64)(i64)(i32)v;
    return v;
}

static void say_range(Link *l, const Atom *a, const Fix *x, const LSym *s, FixKind k, u64 v)
{
    Str name = s->name.n ? s->name : s->atom ? s->atom->name : STR("0");
    link_say(l, L_RANGE, link_place(l, a, x->off).p, (unsigned long long)v, link_name(l, name),
             fix_info[k].text);
}

void link_apply_fix(Link *l, Atom *a, const Fix *x, u32 r, u8 *p, u64 place)
{
    LSym *s = a->file->sym[x->sym];
    FixKind k = (FixKind)x->kind;
    i64 add = x->add;
    int field = 0;
    if (r != RX_NONE)
        l->arch->rewrite(r, p, k, &field, &k, &add);
    if (k == FIX_NONE)
        return;
    if (a->flags & SF_ALLOC && is_dropped(s) && s->atom->dead) {
        link_say(l, L_DROPPED, link_place(l, a, x->off).p,
                 str_z(l->mem, s->name.n ? s->name : s->atom->name));
        return;
    }
    u64 v = field_value(l, a, x, s, k, add, place + (u64)(i64)field);
    if (fix_patch(k, p + field, (i64)v) != FIX_OK)
        say_range(l, a, x, s, k, v);
}

static void apply_atom(Link *l, Atom *a)
{
    u8 *p = a->out->mem + a->off;
    u64 addr = a->flags & SF_ALLOC ? atom_addr(a) : 0;
    for (u32 i = 0; i < a->nfix; i++) {
        const Fix *x = &a->fix[i];
        u32 r = a->flags & SF_ALLOC ? link_relax(l, a, x, a->file->sym[x->sym]) : RX_NONE;
        link_apply_fix(l, a, x, r, p + x->off, addr + x->off);
        if (link_skips_next(l, a, i, r))
            i++;
    }
}

u64 resolver_addr(const Link *l, const LSym *s)
{
    i64 add = 0;
    return def_addr(l, s, &add) | code_bit(l, s);
}

/* What a slot holds in the file: the rest is for who loads the image. */
static u64 slot_value(const Link *l, const Slot *s)
{
    i64 add = 0;
    if (s->kind == SLOT_NONE || s->kind == SLOT_DESC)
        return 0;
    if (s->kind == SLOT_MODULE)     // a program is the first of the modules
        return l->opt.kind == LINK_SHARED || (s->sym && sym_outside(s->sym)) ? 0 : 1;
    if (s->kind == SLOT_IREL)
        return elf_arch[l->arch - link_arch].rela ? 0 : resolver_addr(l, s->sym);
    if (sym_outside(s->sym) || s->sym->state == LS_UNDEF)
        return 0;
    u64 v = sym_addr(l, s->sym, &add) | code_bit(l, s->sym);
    return s->kind == SLOT_OFFSET ? v - l->tls_addr
           : s->kind == SLOT_ADDR ? v : l->opt.kind == LINK_SHARED ? 0 : v - l->tp;
}

static void write_got(Link *l)
{
    for (u32 i = 0; i < l->slot.n; i++)
        fix_patch(l->arch->ptr_fix, l->got->out->mem + l->got->off + (size_t)l->arch->ptr * i,
                  (i64)slot_value(l, &l->slot.v[i]));
}

/* The head of .got.plt is for the loader; each entry leads to the head of .plt until its function
 * is known, or is filled at start. */
static void write_plt(Link *l)
{
    u64 at = atom_addr(l->lazy_plt), got = atom_addr(l->gotplt);
    u8 *p = l->lazy_plt->out->mem + l->lazy_plt->off, *g = l->gotplt->out->mem + l->gotplt->off;
    l->arch->plt0(p, at, got, l->guard);
    for (u32 i = 0; i < l->jump.n; i++) {
        u64 off = link_plt_head(l) + (u64)i * l->arch->plt_entry;
        u64 slot = (u64)l->arch->ptr * (GOTPLT_HEAD + i);
        bool push = l->arch->plt_lazy && !l->guard;
        l->arch->plt(p + off, at + off, got + slot, at, i, l->guard);
        fix_patch(l->arch->ptr_fix, g + slot, (i64)(push ? at + off + l->arch->plt_lazy : at));
    }
}

static void write_stubs(Link *l)
{
    for (u32 i = 0; i < l->stub.n; i++) {
        u64 off = (u64)i * l->arch->stub_size;
        l->arch->stub(l->plt->out->mem + l->plt->off + off, atom_addr(l->plt) + off,
                      slot_addr(l, l->stub.v[i].slot));
    }
}

/* The start-up code walks these: each resolver's answer goes to its slot (psABI,
 * R_X86_64_IRELATIVE, R_AARCH64_IRELATIVE). */
static void write_irelative(Link *l)
{
    const ElfArch *e = &elf_arch[l->arch - link_arch];
    u32 n = 0;
    for (u32 i = 0; i < l->slot.n; i++) {
        if (l->slot.v[i].kind != SLOT_IREL)
            continue;
        elf_set_rel(l->rela->out->mem + l->rela->off + (size_t)e->rel * n++, e,
                    &(ElfRel){slot_addr(l, i + 1), 0, e->r_irelative,
                              (i64)resolver_addr(l, l->slot.v[i].sym)});
    }
}

/* Traps between functions; no operation in .init and .fini, whose pieces run one into the next. */
void link_pad_code(const Link *l, const OutSect *o)
{
    l->arch->pad(o->mem, o->size, str_eqz(o->name, ".init") || str_eqz(o->name, ".fini"));
}

void link_apply(Link *l)
{
    for (u32 i = 0; i < l->out.n; i++) {
        OutSect *o = l->out.v[i];
        if (o->flags & SF_ZERO || !o->mem)
            continue;
        if (o->flags & SF_EXEC)
            link_pad_code(l, o);
        for (u32 k = 0; k < o->atom.n; k++) {
            Atom *a = o->atom.v[k];
            if (a->data && a->size)
                memcpy(o->mem + a->off, a->data, a->size);
            else if (a->size)
                memset(o->mem + a->off, 0, a->size);
            if (a->file != &l->own)
                apply_atom(l, a);
        }
    }
    unwind_write(l);
    if (l->got)
        write_got(l);
    if (l->plt)
        write_stubs(l);
    if (l->lazy_plt)
        write_plt(l);
    if (l->gotplt)
        fix_patch(l->arch->ptr_fix, l->gotplt->out->mem + l->gotplt->off,
                  (i64)(l->dynamic ? atom_addr(l->dynamic) : 0));
    link_write_thunks(l);
    if (l->rela)
        write_irelative(l);
}
