// unwind.c - .eh_frame: records follow their functions, equal CIEs are written once, and a sorted
// index
//
// Source: LSB Core 5.0, chapter 10.6 (.eh_frame and .eh_frame_hdr); DWARF 5 section 6.4.
#include "link/link_int.h"

enum { HDR_FIXED = 12, HDR_ROW = 8, TERMINATOR = 4 };

static void add_record(Link *l, LFile *f, u32 *cap, UwRec r)
{
    if (f->ncie == *cap)
        f->cie = vec_grow(l->mem, f->cie, f->ncie, cap, sizeof(UwRec));
    f->cie[f->ncie++] = r;
}

/* What the first field of an FDE points at, in this file: another file's copy has its own records.
 */
static Atom *described(const LFile *f, const Atom *a, const UwRec *r)
{
    if (!r->nfix || a->fix[r->fix].off != r->off + 8)
        return NULL;
    const ObjSym *s = &f->obj->sym.v[a->fix[r->fix].sym];
    return s->sect < f->obj->sect.n ? &f->atom[s->sect] : NULL;
}

static bool split_section(Link *l, LFile *f, Atom *a, u32 *cap)
{
    u32 fix = 0, first = f->ncie;
    for (u64 off = 0; off + 4 <= a->size;) {
        u64 len = rd32(a->data + off);
        if (len == 0) {
            off += 4;
            continue;
        }
        UwRec r = {.atom = a, .off = off, .size = len + 4};
        if (len < 8 || len > a->size - off - 4) {
            link_say(l, L_UNWIND, str_z(l->mem, f->name), (unsigned long long)off);
            return false;
        }
        while (fix < a->nfix && a->fix[fix].off < off)
            fix++;
        r.fix = fix;
        while (fix < a->nfix && a->fix[fix].off + fix_info[a->fix[fix].kind].bytes <= off + r.size)
            fix++;
        r.nfix = fix - r.fix;
        u64 id = rd32(a->data + off + 4);
        r.is_cie = id == 0;
        if (!r.is_cie) {
            u32 c = first;
            while (c < f->ncie && !(f->cie[c].is_cie && f->cie[c].off + id == off + 4))
                c++;
            if (c == f->ncie || r.size < 16) {
                link_say(l, L_UNWIND, str_z(l->mem, f->name), (unsigned long long)off);
                return false;
            }
            r.cie = c;
            r.fn = described(f, a, &r);
        }
        add_record(l, f, cap, r);
        off += r.size;
    }
    return true;
}

void unwind_split(Link *l)
{
    for (u32 i = 0; i < l->file.n; i++) {
        LFile *f = l->file.v[i];
        u32 cap = 0;
        for (u32 k = 0; k < f->obj->sect.n; k++)
            if (f->atom[k].flags & SF_UNWIND && !f->atom[k].dead &&
                !split_section(l, f, &f->atom[k], &cap))
                break;
        for (u32 k = f->ncie; k-- > 0;) {
            UwRec *r = &f->cie[k];
            if (r->fn) {
                r->next = r->fn->uw;
                r->fn->uw = r;
            }
        }
    }
}

static void mark_record(Link *l, LFile *f, UwRec *r, u32 skip,
                        void (*mark)(Link *, LFile *, const Fix *))
{
    if (r->live)
        return;
    r->live = true;
    for (u32 i = skip; i < r->nfix; i++)
        mark(l, f, &r->atom->fix[r->fix + i]);
}

void unwind_mark(Link *l, Atom *fn, void (*mark)(Link *, LFile *, const Fix *))
{
    for (UwRec *r = fn->uw; r; r = r->next) {
        LFile *f = fn->file;
        mark_record(l, f, r, 1, mark);
        mark_record(l, f, &f->cie[r->cie], 0, mark);
    }
}

/* Two CIEs are equal when their bytes are and their fixups mean the same. */
static Str cie_key(Link *l, const LFile *f, const UwRec *r)
{
    Buf b = {0};
    buf_put(&b, r->atom->data + r->off, r->size);
    for (u32 i = 0; i < r->nfix; i++) {
        const Fix *x = &r->atom->fix[r->fix + i];
        const LSym *s = f->sym[x->sym];
        buf_u64(&b, x->off - r->off);
        buf_u64(&b, x->kind);
        buf_u64(&b, (u64)x->add + (s->atom ? s->value : 0));
        buf_u64(&b, (u64)(uintptr_t)(s->atom ? (const void *)s->atom : (const void *)s));
    }
    return buf_take(&b, l->mem);
}

// Records that people write may end anywhere: bytes that say nothing (DW_CFA_nop) follow them.
static u64 whole_size(const UwRec *r)
{
    return ALIGN_UP((u64)r->size, 4);
}

void unwind_build(Link *l)
{
    Map seen = map_new(l->mem);
    u64 at = 0;
    for (u32 i = 0; i < l->file.n; i++) {
        LFile *f = l->file.v[i];
        for (u32 k = 0; k < f->ncie; k++) {
            UwRec *r = &f->cie[k], *c = &f->cie[r->cie];
            if (r->is_cie || !r->fn || !r->fn->live)
                continue;
            if (!c->same) {
                Str key = cie_key(l, f, c);
                c->same = map_getp(&seen, key);
                if (!c->same) {
                    c->same = c;
                    map_setp(&seen, key, c);
                    c->out_off = at;
                    at += whole_size(c);
                    vec_push(l->mem, &l->uw, c);
                }
            }
            r->out_off = at;
            at += whole_size(r);
            vec_push(l->mem, &l->uw, r);
            l->nfde++;
        }
    }
    if (!l->uw.n)
        return;
    if (l->opt.kind == LINK_OBJECT) {   // index and end are for the image's link
        u64 whole = ALIGN_UP(at, (u64)l->arch->ptr);
        l->eh = link_own_atom(l, STR(".eh_frame"), SF_ALLOC | SF_UNWIND, l->arch->ptr, whole);
        return;
    }
    l->eh = link_own_atom(l, STR(".eh_frame"), SF_ALLOC | SF_UNWIND, 8, at + TERMINATOR);
    l->eh_hdr = link_own_atom(l, STR(".eh_frame_hdr"), SF_ALLOC, 4,
                              HDR_FIXED + (u64)HDR_ROW * l->nfde);
}

u64 unwind_addr(const Link *l, const Atom *a, u64 off)
{
    if (!l->eh)
        return 0;
    const LFile *f = a->file;
    for (u32 k = 0; k < f->ncie; k++) {
        const UwRec *r = &f->cie[k];
        if (r->atom == a && r->off >= off && !r->is_cie && r->fn && r->fn->live)
            return atom_addr(l->eh) + r->out_off;
    }
    return atom_addr(l->eh);
}

typedef struct Row {
    u64 pc, fde;
} Row;

static int by_pc(const void *a, const void *b, void *ctx)
{
    (void)ctx;
    u64 x = ((const Row *)a)->pc, y = ((const Row *)b)->pc;
    return x < y ? -1 : x > y;
}

static void write_index(Link *l, Row *row)
{
    u8 *p = l->eh_hdr->out->mem + l->eh_hdr->off;
    u64 at = atom_addr(l->eh_hdr);
    sort_stable(row, l->nfde, sizeof *row, by_pc, NULL);
    p[0] = 1;       // version
    p[1] = 0x1b;    // pointer to .eh_frame: pc-relative, signed 4 bytes
    p[2] = 0x03;    // count: unsigned 4 bytes
    p[3] = 0x3b;    // rows: relative to this section, signed 4 bytes
    wr32(p + 4, (u32)(atom_addr(l->eh) - (at + 4)));
    wr32(p + 8, l->nfde);
    for (u32 i = 0; i < l->nfde; i++) {
        wr32(p + HDR_FIXED + (size_t)i * HDR_ROW, (u32)(row[i].pc - at));
        wr32(p + HDR_FIXED + (size_t)i * HDR_ROW + 4, (u32)(row[i].fde - at));
    }
}

void unwind_copy(Link *l)
{
    for (u32 i = 0; i < l->uw.n; i++) {
        const UwRec *r = l->uw.v[i];
        u8 *p = l->eh->out->mem + l->eh->off + r->out_off;
        memcpy(p, r->atom->data + r->off, r->size);
        memset(p + r->size, 0, whole_size(r) - r->size);
        wr32(p, (u32)(whole_size(r) - 4));
        if (!r->is_cie)
            wr32(p + 4, (u32)(r->out_off + 4 - r->atom->file->cie[r->cie].same->out_off));
        if (i + 1 == l->uw.n && l->opt.kind == LINK_OBJECT)     // a gap would end the section
            wr32(p, (u32)(l->eh->size - r->out_off - 4));
    }
}

void unwind_write(Link *l)
{
    if (!l->eh)
        return;
    unwind_copy(l);
    u8 *base = l->eh->out->mem + l->eh->off;
    u64 addr = atom_addr(l->eh);
    Row *row = arena_array(l->mem, Row, l->nfde + 1);
    u32 n = 0;
    for (u32 i = 0; i < l->uw.n; i++) {
        UwRec *r = l->uw.v[i];
        u8 *p = base + r->out_off;
        if (!r->is_cie)
            row[n++] =
                (Row){link_fix_target(l, r->atom->file, &r->atom->fix[r->fix]), addr + r->out_off};
        for (u32 k = 0; k < r->nfix; k++) {
            const Fix *x = &r->atom->fix[r->fix + k];
            u64 rel = x->off - r->off;
            link_apply_fix(l, r->atom, x, RX_NONE, p + rel, addr + r->out_off + rel);
        }
    }
    wr32(base + l->eh->size - TERMINATOR, 0);
    if (l->eh_hdr)
        write_index(l, row);
}
