// synth.c - what a Mach-O image has beside the atoms of its files
//
// A thread-local variable is reached through a slot that points at its descriptor: a function of
// dyld, a key that dyld fills, the offset in the block of the thread. Cells that dyld fills must be
// in writable segments. A personality function of the unwind tables is named by a slot.
#include "link/macho/macho_int.h"

static void move_cells(Link *l)
{
    for (u32 i = 0; i < l->dyn.n; i++) {
        const DynCell *d = &l->dyn.v[i];
        Atom *a = d->atom;
        if (a->flags & (SF_EXEC | SF_UNWIND)) {
            link_say(l, L_MACHO_CODE_CELL, link_place(l, a, d->off).p);
        } else if (!(a->flags & SF_WRITE)) {
            a->flags |= SF_WRITE;
            a->name = STR(".data.rel.ro");
        }
    }
}

static void add_cell(Link *l, Atom *a, u64 off, LSym *s)
{
    a->cells = true;
    vec_push(l->mem, &l->dyn, ((DynCell){a, off, s, 0}));
}

/* The slot of a variable points at a symbol of its own: the descriptor. */
static void add_descriptor(Link *l, u32 slot)
{
    Macho *m = l->macho;
    Slot *s = &l->slot.v[slot];
    if (s->sym->state != LS_DEF) {
        link_say(l, L_MACHO_TLV, link_name(l, s->sym->name));
        return;
    }
    LSym *d = arena_new(l->mem, LSym);
    d->name = s->sym->name;
    d->file = &l->own;
    d->state = LS_DEF;
    d->atom = m->vars;
    d->value = (u64)TLV_SIZE * m->tlv.n;
    vec_push(l->mem, &m->tlv, s->sym);
    *s = (Slot){d, SLOT_ADDR};
    add_cell(l, l->got, (u64)l->arch->ptr * slot, d);
    add_cell(l, m->vars, d->value, m->bootstrap);
}

static void add_descriptors(Link *l)
{
    Macho *m = l->macho;
    for (u32 i = 0; i < l->slot.n; i++) {
        if (l->slot.v[i].kind != SLOT_TPOFF)
            continue;
        if (!m->vars)
            m->vars = link_own_atom(l, STR(".thread_vars"), SF_ALLOC | SF_WRITE, 8, 0);
        add_descriptor(l, i);
    }
    if (!m->vars)
        return;
    m->vars->size = (u64)TLV_SIZE * m->tlv.n;
    m->bootstrap->asked = true;
    if (m->bootstrap->state != LS_IMPORT)
        link_say(l, L_UNDEF, link_name(l, m->bootstrap->name));
}

void macho_write_descriptors(Link *l)
{
    Macho *m = l->macho;
    for (u32 i = 0; i < m->tlv.n; i++) {
        i64 add = 0;
        u8 *p = m->vars->out->mem + m->vars->off + (size_t)TLV_SIZE * i;
        wr64(p + 16, sym_addr(l, m->tlv.v[i], &add) - l->tls_addr);
    }
}

static void need_slot(Link *l, LSym *s)
{
    if (s->got)
        return;
    if (!l->got)
        l->got = link_own_atom(l, STR(".got"), SF_ALLOC | SF_WRITE, l->arch->ptr, 0);
    vec_push(l->mem, &l->slot, ((Slot){s, SLOT_ADDR}));
    s->got = l->slot.n;
    l->got->size = (u64)l->arch->ptr * l->slot.n;
    add_cell(l, l->got, (u64)l->arch->ptr * (l->slot.n - 1), s);
}

static void add_personality(Link *l, LSym *s)
{
    Macho *m = l->macho;
    for (u32 i = 0; i < m->personality.n; i++)
        if (m->personality.v[i] == s)
            return;
    vec_push(l->mem, &m->personality, s);
    if (m->personality.n > 3)
        link_say(l, L_MACHO_PERSONALITY, link_name(l, s->name));
    need_slot(l, s);
}

static void unwind_needs(Link *l)
{
    bool any = l->nfde != 0;
    for (u32 i = 0; i < l->file.n; i++)
        for (u32 k = 0; k < l->file.v[i]->obj->sect.n; k++) {
            Atom *a = &l->file.v[i]->atom[k];
            if (!a->live || !str_eqz(a->name, CU_SECTION))
                continue;
            any = true;
            for (u32 x = 0; x < a->nfix; x++)
                if (a->fix[x].off == 16)
                    add_personality(l, a->file->sym[a->fix[x].sym]);
        }
    if (any)     // its size follows from the addresses of functions
        l->macho->unwind = link_own_atom(l, STR(".unwind_info"), SF_ALLOC, 4, 4);
}

/* The thread pointer is the system's: there is no fixed distance from it. */
static void refuse_offsets(Link *l, const Atom *a)
{
    for (u32 i = 0; i < a->nfix; i++) {
        u32 flags = fix_info[a->fix[i].kind].flags;
        if (flags & FF_TLS && !(flags & FF_GOT))
            link_say(l, L_MACHO_TLS_MODEL, link_place(l, a, a->fix[i].off).p,
                     str_z(l->mem, a->file->sym[a->fix[i].sym]->name));
    }
}

static void check_atoms(Link *l)
{
    for (u32 i = 0; i < l->file.n; i++)
        for (u32 k = 0; k < l->file.v[i]->obj->sect.n; k++) {
            const Atom *a = &l->file.v[i]->atom[k];
            if (a->live && a->flags & SF_ALLOC)
                refuse_offsets(l, a);
        }
}

void macho_synth(Link *l)
{
    check_atoms(l);
    if (l->eh_hdr)
        l->eh_hdr->live = false;
    l->eh_hdr = NULL;
    if (l->nirel) {
        link_say(l, L_MACHO_IFUNC, "");
        return;
    }
    unwind_needs(l);
    add_descriptors(l);
    move_cells(l);
}
