// exports.c - what a DLL (or program) offers: gathered, numbered, written as the export directory
//
// Exports are those of .def files, then those that objects ask for. A DLL for which nobody names
// any offers every global symbol that its own objects define, as other linkers for mingw do. The
// directory is an object of ours whose cells the linker fills like any others.
// Source: Microsoft, "PE Format", "The .edata Section"; "Module-Definition (.def) files".
#include "link/pe/pe_int.h"

enum { DIRECTORY = 40 };

static bool is_forward(const ObjExport *x) { return memchr(x->of.p, '.', x->of.n) != NULL; }

void pe_add_export(Link *l, ObjExport x)
{
    PeLink *p = l->pe;
    for (u32 k = 0; k < p->exp.n; k++) {
        ObjExport *have = &p->exp.v[k];
        if (!str_eq(have->name, x.name))
            continue;
        if (!str_eq(have->of, x.of) && !str_eq(have->of, have->name) && !str_eq(x.of, x.name))
            link_say(l, L_PE_EXPORT, STR_ARG(x.name), "it stands for two symbols");
        return;                  // a .def file knows more than the object
    }
    vec_push(l->mem, &p->exp, x);
}

void pe_ask_exports(Link *l)
{
    for (u32 k = 0; k < l->pe->exp.n; k++)
        if (!is_forward(&l->pe->exp.v[k]))
            link_root(l, l->pe->exp.v[k].of);
}

/* Everything that the files given by name define, as opposed to members of archives. */
static void export_all(Link *l)
{
    u32 own = l->input.n;
    for (u32 i = 0; i < l->global.n; i++) {
        const LSym *s = (const LSym *)(uintptr_t)l->global.ent[i].val;
        bool here = (s->state == LS_DEF || s->state == LS_COMMON) && s->file->index < own;
        if (here && !s->hidden && s->kind != SK_TLS && !str_eq(s->name, l->opt.entry) &&
            !str_eqz(s->name, "DllMain") && !str_starts(s->name, "__imp_") &&
            !str_starts(s->name, ".") && str_eq(l->global.ent[i].key, s->name))
            pe_add_export(l, (ObjExport){.name = s->name, .of = s->name,
                                         .data = s->kind != SK_FUNC &&
                                                 !(s->atom && s->atom->flags & SF_EXEC)});
    }
}

static int by_name(const void *a, const void *b, void *ctx)
{
    (void)ctx;
    return str_cmp(((const ObjExport *)a)->name, ((const ObjExport *)b)->name);
}

/* Those without a number get the lowest free ones from the first in use, in order of names. */
static bool number(Link *l, u32 *base, u32 *n)
{
    PeLink *p = l->pe;
    u8 *taken = arena_array(l->mem, u8, 0x10001);
    u32 lo = 0x10000, hi = 0, next;
    for (u32 k = 0; k < p->exp.n; k++) {
        u32 o = p->exp.v[k].ordinal;
        if (!o)
            continue;
        if (taken[o])
            link_say(l, L_PE_EXPORT, STR_ARG(p->exp.v[k].name), "its ordinal is another's, too");
        taken[o] = 1;
        lo = MIN(lo, o);
        hi = MAX(hi, o);
    }
    *base = next = lo == 0x10000 ? 1 : lo;
    for (u32 k = 0; k < p->exp.n; k++) {
        ObjExport *x = &p->exp.v[k];
        if (x->ordinal)
            continue;
        while (next <= 0xffff && taken[next])
            next++;
        if (next > 0xffff) {
            link_say(l, L_PE_EXPORT, STR_ARG(x->name), "65535 are the most there can be");
            return false;
        }
        x->ordinal = (u16)next++;
        hi = MAX(hi, x->ordinal);
    }
    *n = hi + 1 - *base;
    return true;
}

/* Addresses by ordinal, names in order, the ordinals of the names, then texts: names, forwards. */
static Obj *directory(Link *l, u32 base, u32 n)
{
    PeLink *p = l->pe;
    Obj *o = obj_new(l->mem, STR("<exports>"));
    u32 s = obj_sect(o, STR(".edata"), SF_ALLOC | SF_KEEP, 4), named = 0, at = 0;
    u32 self = obj_sym(o, (Str){0}, SB_LOCAL, SK_SECTION, s, 0, 0);
    for (u32 k = 0; k < p->exp.n; k++)
        named += !p->exp.v[k].noname;
    u32 addr = DIRECTORY, names = addr + 4 * n, ords = names + 4 * named, text = ords + 2 * named;
    Buf b = {0};
    buf_zero(&b, text);
    buf_put(&b, p->dll.p, p->dll.n);
    buf_byte(&b, 0);
    u32 *to = arena_array(l->mem, u32, n), *name = arena_array(l->mem, u32, named + 1);
    for (u32 k = 0; k < p->exp.n; k++) {
        const ObjExport *x = &p->exp.v[k];
        to[x->ordinal - base] = k + 1;
        if (x->noname)
            continue;
        wr16(b.p + ords + 2 * at, (u16)(x->ordinal - base));
        name[at++] = (u32)b.n;
        buf_put(&b, x->name.p, x->name.n);
        buf_byte(&b, 0);
    }
    obj_fix(o, s, 12, FIX_RVA32, self, text);
    wr32(b.p + 16, base);
    wr32(b.p + 20, n);
    wr32(b.p + 24, named);
    obj_fix(o, s, 28, FIX_RVA32, self, addr);
    obj_fix(o, s, 32, FIX_RVA32, self, names);
    obj_fix(o, s, 36, FIX_RVA32, self, ords);
    for (u32 k = 0; k < n; k++) {
        const ObjExport *x = to[k] ? &p->exp.v[to[k] - 1] : NULL;
        if (x && is_forward(x)) {
            obj_fix(o, s, addr + 4 * k, FIX_RVA32, self, (i64)b.n);
            buf_put(&b, x->of.p, x->of.n);
            buf_byte(&b, 0);
        } else if (x) {
            obj_fix(o, s, addr + 4 * k, FIX_RVA32, obj_undef(o, x->of), 0);
        }
    }
    for (u32 k = 0; k < named; k++)
        obj_fix(o, s, names + 4 * k, FIX_RVA32, self, name[k]);
    o->sect.v[s].size = b.n;
    o->sect.v[s].data = (const u8 *)buf_take(&b, l->mem).p;
    return o;
}

void pe_exports(Link *l)
{
    PeLink *p = l->pe;
    u32 base, n;
    for (u32 i = 0; i < l->file.n; i++)
        for (u32 k = 0; k < l->file.v[i]->obj->exp.n; k++)
            pe_add_export(l, l->file.v[i]->obj->exp.v[k]);
    if (p->is_dll && !p->exp.n)
        export_all(l);
    sort_stable(p->exp.v, p->exp.n, sizeof(ObjExport), by_name, NULL);
    if (!p->exp.n || !number(l, &base, &n))
        return;
    p->edata = &link_take(l, directory(l, base, n))->atom[0];
}

void pe_import_library(Link *l, Buf *out)
{
    const PeLink *p = l->pe;
    CoffImport *i = arena_array(l->mem, CoffImport, p->exp.n + 1);
    u32 n = 0;
    for (u32 k = 0; k < p->exp.n; k++) {
        const ObjExport *x = &p->exp.v[k];
        if (!x->secret)
            i[n++] = (CoffImport){.dll = p->dll, .symbol = x->name, .data = x->data,
                                  .name = x->noname ? STR("") : x->name,
                                  .ordinal = x->noname ? x->ordinal : 0};
    }
    coff_import_library(l->mem, p->dll, i, n, out);
}
