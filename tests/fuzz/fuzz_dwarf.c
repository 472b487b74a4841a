// fuzz_dwarf.c - libFuzzer: any bytes as the debug sections of an object
//
// The input is cut at the mark "\n--8<--\n" into the sections below. Fixups that come of it lie in
// their sections, in order, and point into others.
#include "objfmt/obj.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const Obj *o)
{
    for (u32 k = 0; k < o->sect.n; k++) {
        const ObjSect *s = &o->sect.v[k];
        for (u32 i = 0; i < s->fix.n; i++) {
            const Fix *f = &s->fix.v[i];
            if (f->off > s->size || fix_info[f->kind].bytes > s->size - f->off ||
                f->sym >= o->sym.n || (i && f->off < s->fix.v[i - 1].off))
                abort();
            const ObjSym *y = &o->sym.v[f->sym];
            if (f->kind == FIX_ABS32 && (u64)f->add > o->sect.v[y->sect].size)
                abort();
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char mark[] = "\n--8<--\n";
    static const char *const names[] = {".debug_info", ".debug_abbrev", ".debug_line", ".debug_str",
                                        ".debug_line_str", ".debug_str_offsets", ".debug_aranges",
                                        ".debug_addr", ".debug_loc", ".debug_ranges"};
    Arena a = {0};
    Obj *o = obj_new(&a, STR("fuzz.o"));
    u32 text = obj_sect(o, STR(".text"), SF_ALLOC | SF_EXEC, 1);
    u32 sym = obj_sym(o, STR("f"), SB_GLOBAL, SK_FUNC, text, 0, 0);
    void *part[COUNT(names)] = {0};
    u32 n = 0;
    for (size_t lo = 0, hi; lo < size && n < COUNT(names); lo = hi + sizeof mark - 1, n++) {
        for (hi = lo; hi < size; hi++)
            if (size - hi >= sizeof mark - 1 && !memcmp(data + hi, mark, sizeof mark - 1))
                break;
        u32 s = obj_sect(o, str_of(names[n]), SF_DEBUG, 1);
        part[n] = xmalloc(hi - lo + 1);
        memcpy(part[n], data + lo, hi - lo);
        o->sect.v[s].data = part[n];
        o->sect.v[s].size = hi - lo;
        // every address that lines may set
        for (u64 at = 0; str_eqz(o->sect.v[s].name, ".debug_line") && hi - lo >= 8 &&
                         at <= hi - lo - 8; at++)
            vec_push(&a, &o->sect.v[s].fix, ((Fix){at, sym, FIX_ABS64, 0}));
    }
    if (dwarf_refs(&a, o))
        check(o);
    for (u32 k = 0; k < COUNT(names); k++)
        free(part[k]);
    arena_free(&a);
    return 0;
}
