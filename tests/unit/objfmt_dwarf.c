// objfmt_dwarf.c - unwind rows and line rows become the bytes that DWARF names
#include "objfmt/obj.h"
#include "tests/unit/unit.h"

static const UwInit amd64 = {16, 7, 8, -8, -8, 1};

static Obj *with_functions(Arena *a, u64 size)
{
    Obj *o = obj_new(a, STR("d.o"));
    u32 s = obj_sect(o, STR(".text"), SF_ALLOC | SF_EXEC, 16);
    o->sect.v[s].size = 2 * size;
    o->sect.v[s].data = arena_alloc(a, 2 * size, 1);
    obj_sym(o, STR("f"), SB_GLOBAL, SK_FUNC, s, 0, size);
    obj_sym(o, STR("g"), SB_LOCAL, SK_FUNC, s, size, size);
    return o;
}

static const ObjSect *section(const Obj *o, const char *name)
{
    for (u32 i = 0; i < o->sect.n; i++)
        if (str_eqz(o->sect.v[i].name, name))
            return &o->sect.v[i];
    return NULL;
}

static void unwind_bytes(void **state)
{
    (void)state;
    Arena a = {0};
    Obj *o = with_functions(&a, 0x20000);
    const CfiRow rows[] = {
        {1, CFI_DEF_CFA_OFFSET, 0, 16}, {1, CFI_OFFSET, 6, -16},     {4, CFI_DEF_CFA_REG, 6, 0},
        {100, CFI_REMEMBER, 0, 0},      {100, CFI_DEF_CFA, 7, 8},    {101, CFI_RESTORE_STATE, 0, 0},
        {0x1000, CFI_RESTORE, 6, 0},    {0x12000, CFI_DEF_CFA, 7, 200},
    };
    eh_frame_add(o, &amd64, (UwFn[]){{1, 0x20000, rows, COUNT(rows)}, {2, 8, NULL, 0}}, 2);
    const ObjSect *s = section(o, ".eh_frame");
    static const u8 cie[] = {0x14, 0, 0, 0, 0, 0, 0, 0, 1, 'z', 'R', 0, 1, 0x78, 16, 1, 0x1b,
                             0x0c, 7, 8, 0x90, 1, 0, 0};
    assert_memory_equal(s->data, cie, sizeof cie);
    static const u8 fde[] = {0x1c, 0,    0,    0,    0,  0,    0,    0,    0,    0,    2,
                             0,    0,    0x41, 0x0e, 16, 0x86, 2,    0x43, 0x0d, 6,    2,
                             0x60, 0x0a, 0x0c, 7,    8,  0x41, 0x0b, 3,    0x9b, 0x0f, 0xc6,
                             4,    0,    0x10, 1,    0,  0x0c, 7,    0xc8, 1};
    assert_int_equal(rd32(s->data + 24 + 4), 0x1c);
    assert_memory_equal(s->data + 24 + 8, fde + 4, sizeof fde - 4);
    assert_int_equal(s->size % 8, 0);
    assert_int_equal(s->fix.n, 2);
    assert_int_equal(s->fix.v[0].off, 32);
    assert_int_equal(s->fix.v[0].kind, FIX_PC32);
    arena_free(&a);
}

typedef struct Row {
    u64 addr;
    u32 file, line;
} Row;

/* A line program machine of its own (DWARF 5, 6.2.5), fed with our program. */
static u32 run_lines(const ObjSect *s, Row *out)
{
    Rdr r = {.p = s->data, .n = s->size};
    rdr_u32(&r);
    assert_int_equal(rdr_u16(&r), 5);
    rdr_u16(&r);
    u32 header = rdr_u32(&r);
    r.at += header;
    u64 addr = 0;
    i64 line = 1;
    u32 file = 1, n = 0;
    while (r.at < r.n) {
        u8 op = rdr_u8(&r);
        if (op >= 13) {
            line += (op - 13) % 14 - 5;
            addr += (op - 13) / 14;
            out[n++] = (Row){addr, file, (u32)line};
        } else if (op == 2) {
            addr += rdr_uleb(&r);
        } else if (op == 3) {
            line += rdr_sleb(&r);
        } else if (op == 4) {
            file = (u32)rdr_uleb(&r);
        } else {
            assert_int_equal(op, 0);
            rdr_uleb(&r);
            if (rdr_u8(&r) == 2) {
                bool found = false;
                for (u32 i = 0; i < s->fix.n; i++)
                    if (s->fix.v[i].off == r.at) {
                        addr = (u64)s->fix.v[i].add + (s->fix.v[i].sym == 2 ? 0x1000 : 0);
                        found = true;
                    }
                assert_true(found);
                rdr_u64(&r);
            } else {
                out[n++] = (Row){addr, 0, 0};
                line = 1;
                file = 1;
            }
        }
        assert_false(r.bad);
    }
    return n;
}

static void line_rows(void **state)
{
    (void)state;
    Arena a = {0};
    Obj *o = with_functions(&a, 0x1000);
    const DwLine f_rows[] = {{0, 0, 10, 0, false}, {4, 0, 11, 0, false},
                             {5, 2, 5, 0, false}, {0x800, 1, 100000, 0, false},
                             {0x811, 0, 12, 0, false}};
    const DwLine g_rows[] = {{0x1000, 0, 20, 0, false}, {0x1003, 0, 29, 0, false}};
    const Str files[] = {STR("d.fuse"), STR("lib/e.fuse"), STR("d.fuse")};
    const DwFn fns[] = {{.name = STR("f"), .sym = 1, .size = 0x1000, .line = 10, .external = true,
                         .row = f_rows, .nrow = COUNT(f_rows)},
                        {.name = STR("g"), .sym = 2, .size = 0x1000, .line = 20, .row = g_rows,
                         .nrow = COUNT(g_rows)}};
    dwarf_add(o, &(DwUnit){.name = STR("d.fuse"), .dir = STR("."), .producer = STR("test"),
                           .lang = 0x1d, .file = files, .nfile = 3, .fn = fns, .nfn = 2});
    Row got[16];
    assert_int_equal(run_lines(section(o, ".debug_line"), got), 9);
    for (u32 i = 0; i < COUNT(f_rows); i++) {
        assert_int_equal(got[i].addr, f_rows[i].off);
        assert_int_equal(got[i].file, f_rows[i].file % 2);   // file 2 has the name of file 0
        assert_int_equal(got[i].line, f_rows[i].line);
    }
    assert_int_equal(got[5].addr, 0x1000);
    assert_int_equal(got[6].addr, 0x1000);
    assert_int_equal(got[7].line, 29);
    assert_int_equal(got[8].addr, 0x2000);
    arena_free(&a);
}

int test_objfmt_dwarf(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(unwind_bytes), cmocka_unit_test(line_rows)};
    return cmocka_run_group_tests_name("objfmt_dwarf", tests, NULL, NULL);
}
