// objfmt_coff.c - COFF objects written and read again, short imports, damaged files
#include "objfmt/coff.h"
#include "tests/unit/unit.h"

static const u8 bytes[64] = {0xe8, 0, 0, 0, 0, 0x48, 0x8d, 0x05};

static Obj *sample(Arena *a)
{
    Obj *o = obj_new(a, STR("s.o"));
    vec_push(a, &o->group, ((ObjGroup){.name = STR("shared")}));
    u32 text = obj_sect(o, STR(".text.main"), SF_ALLOC | SF_EXEC, 16);
    u32 once = obj_sect(o, STR(".text.shared"), SF_ALLOC | SF_EXEC, 16);
    u32 data = obj_sect(o, STR(".data.a_variable_with_a_long_name"), SF_ALLOC | SF_WRITE, 32);
    u32 zero = obj_sect(o, STR(".bss"), SF_ALLOC | SF_WRITE | SF_ZERO, 8);
    u32 tls = obj_sect(o, STR(".tbss.t"), SF_ALLOC | SF_WRITE | SF_ZERO | SF_TLS, 4);
    u32 empty = obj_sect(o, STR("/99"), SF_ALLOC, 1);   // no place in the string table
    for (u32 k = 0; k < 3; k++) {
        o->sect.v[k].data = bytes;
        o->sect.v[k].size = sizeof bytes;
    }
    o->sect.v[once].group = 1;
    o->sect.v[zero].size = 4096;
    o->sect.v[tls].size = 4;
    u32 main = obj_sym(o, STR("main"), SB_GLOBAL, SK_FUNC, text, 0, 64);
    u32 weak = obj_sym(o, STR("weak_here"), SB_WEAK, SK_FUNC, text, 32, 32);
    u32 maybe = obj_sym(o, STR("maybe"), SB_WEAK, SK_NONE, SECT_UNDEF, 0, 0);
    u32 shared = obj_sym(o, STR("shared"), SB_GLOBAL, SK_FUNC, once, 0, 64);
    u32 var = obj_sym(o, STR("a_variable_with_a_long_name"), SB_GLOBAL, SK_DATA, data, 8, 8);
    u32 t = obj_sym(o, STR("t"), SB_GLOBAL, SK_TLS, tls, 0, 4);
    obj_sym(o, STR("common"), SB_GLOBAL, SK_DATA, SECT_COMMON, 64, 12);
    u32 puts = obj_undef(o, STR("puts"));
    u32 stand_in = obj_sym(o, STR("stand_in"), SB_WEAK, SK_NONE, SECT_UNDEF, 0, 0);
    o->sym.v[stand_in].alt = puts;
    obj_export(o, STR("main"), false);
    vec_push(a, &o->exp, ((ObjExport){.name = STR("odd name,=x"), .of = STR("other.#3"),
                                      .ordinal = 9, .noname = true, .data = true,
                                      .secret = true}));
    obj_fix(o, text, 1, FIX_BR32, puts, -4);
    obj_fix(o, text, 8, FIX_PC32, var, 0x1234);
    obj_fix(o, text, 16, FIX_BR32, shared, -4);
    obj_fix(o, text, 24, FIX_GOTPCRX, maybe, -4);
    obj_fix(o, text, 32, FIX_TPOFF32, t, 0);
    obj_fix(o, data, 0, FIX_ABS64, weak, 7);
    obj_fix(o, data, 8, FIX_RVA32, main, 3);
    obj_fix(o, empty, 0, FIX_NONE, main, 0);            // all there is to say: main is needed
    return o;
}

static const ObjSym *find(const Obj *o, const char *name)
{
    for (u32 k = 1; k < o->sym.n; k++)
        if (str_eqz(o->sym.v[k].name, name))
            return &o->sym.v[k];
    return NULL;
}

static const Fix *fix_at(const Obj *o, u32 sect, u64 off)
{
    for (u32 k = 0; k < o->sect.v[sect].fix.n; k++)
        if (o->sect.v[sect].fix.v[k].off == off)
            return &o->sect.v[sect].fix.v[k];
    return NULL;
}

static void check_exports(const Obj *o)
{
    assert_int_equal(o->exp.n, 2);
    assert_true(str_eqz(o->exp.v[0].name, "main") && str_eqz(o->exp.v[0].of, "main"));
    assert_false(o->exp.v[0].data || o->exp.v[0].noname || o->exp.v[0].ordinal);
    const ObjExport *x = &o->exp.v[1];
    assert_true(str_eqz(x->name, "odd name,=x") && str_eqz(x->of, "other.#3"));
    assert_true(x->ordinal == 9 && x->noname && x->data && x->secret);
    const ObjSym *s = find(o, "stand_in");
    assert_true(s && s->bind == SB_WEAK && s->sect == SECT_UNDEF);
    assert_true(str_eqz(o->sym.v[s->alt].name, "puts"));
}

static void test_round(void **state)
{
    (void)state;
    Arena a = {0};
    Buf one = {0}, two = {0};
    Str err;
    coff_write_obj(sample(&a), &one);
    Str file = {(const char *)one.p, one.n};
    assert_true(coff_is_obj(file));
    Obj *o = coff_read_obj(&a, STR("s.o"), file, &err);
    assert_non_null(o);
    const ObjSym *weak = find(o, "weak_here"), *maybe = find(o, "maybe"), *c = find(o, "common");
    assert_int_equal(weak->bind, SB_WEAK);
    assert_int_equal(weak->value, 32);
    assert_true(maybe->bind == SB_WEAK && maybe->sect == SECT_UNDEF);
    assert_true(c->sect == SECT_COMMON && c->size == 12 && c->value == 64);
    assert_int_equal(find(o, "t")->kind, SK_TLS);
    check_exports(o);
    u32 text = find(o, "main")->sect, data = find(o, "a_variable_with_a_long_name")->sect;
    assert_string_equal(str_z(&a, o->sect.v[text].name), ".text$main");
    assert_int_equal(fix_at(o, text, 1)->kind, FIX_BR32);
    assert_int_equal(fix_at(o, text, 1)->add, -4);
    assert_int_equal(fix_at(o, text, 8)->add, 0x1234);
    assert_int_equal(fix_at(o, text, 32)->kind, FIX_TPOFF32);
    assert_int_equal(fix_at(o, data, 0)->add, 7);
    assert_int_equal(fix_at(o, data, 8)->kind, FIX_RVA32);
    const ObjSym *shared = find(o, "shared");
    u32 g = o->sect.v[shared->sect].group;
    assert_true(g && str_eqz(o->group.v[g - 1].name, "shared"));
    coff_write_obj(sample(&a), &two);
    assert_true(one.n == two.n && !memcmp(one.p, two.p, one.n));
    buf_free(&one);
    buf_free(&two);
    arena_free(&a);
}

// What a weak symbol stands for lies within its section, or the object is refused.
static void test_weak_outside(void **state)
{
    (void)state;
    Arena a = {0};
    Buf b = {0};
    Str err;
    coff_write_obj(sample(&a), &b);
    u32 at = rd32(b.p + 8), n = rd32(b.p + 12), defined = 0;
    for (u32 k = 0; k < n; k += 1u + b.p[at + 18 * k + 17])
        if (b.p[at + 18 * k + 16] == 105) {     // IMAGE_SYM_CLASS_WEAK_EXTERNAL
            u8 *tag = b.p + at + 18 * rd32(b.p + at + 18 * (k + 1));
            if (rd16(tag + 12) == 0 || rd16(tag + 12) >= 0x8000)
                continue;
            wr32(tag + 8, 2304);
            defined++;
        }
    assert_int_equal(defined, 1);
    assert_null(coff_read_obj(&a, STR("s.o"), (Str){(const char *)b.p, b.n}, &err));
    assert_non_null(strstr(str_z(&a, err), "outside its section"));
    buf_free(&b);
    arena_free(&a);
}

// Each byte changed in turn: the reader answers or refuses, and touches nothing outside the file.
static void test_damaged(void **state)
{
    (void)state;
    Arena a = {0};
    Buf b = {0};
    coff_write_obj(sample(&a), &b);
    for (size_t k = 0; k < b.n; k++)
        for (u32 v = 0; v < 3; v++) {
            Arena tmp = {0};
            Str err, *names;
            u32 n;
            u8 *copy = arena_dup(&tmp, b.p, b.n);
            copy[k] = v == 0 ? 0xff : v == 1 ? 0 : (u8)(copy[k] + 1);
            Str file = {(const char *)copy, b.n};
            if (coff_is_obj(file) && !coff_read_obj(&tmp, STR("d.o"), file, &err))
                assert_true(err.n > 0);
            coff_scan_defs(&tmp, file, &names, &n);
            arena_free(&tmp);
        }
    for (size_t n = 0; n < b.n; n++) {
        Arena tmp = {0};
        Str err, file = {arena_dup(&tmp, b.p, n), n};
        if (coff_is_obj(file))
            coff_read_obj(&tmp, STR("d.o"), file, &err);
        arena_free(&tmp);
    }
    buf_free(&b);
    arena_free(&a);
}

// 70,000 relocations do not fit the header's field.
static void test_many(void **state)
{
    (void)state;
    Arena a = {0};
    Buf b = {0};
    Str err;
    Obj *o = obj_new(&a, STR("many.o"));
    u32 s = obj_sect(o, STR(".data"), SF_ALLOC | SF_WRITE, 8), n = 70000;
    o->sect.v[s].size = 8 * n;
    o->sect.v[s].data = arena_alloc(&a, 8 * n, 8);
    u32 y = obj_undef(o, STR("x"));
    for (u32 k = 0; k < n; k++)
        obj_fix(o, s, 8 * k, FIX_ABS64, y, k);
    coff_write_obj(o, &b);
    Obj *r = coff_read_obj(&a, STR("many.o"), (Str){(const char *)b.p, b.n}, &err);
    assert_non_null(r);
    assert_int_equal(r->sect.v[0].fix.n, n);
    assert_int_equal(r->sect.v[0].fix.v[n - 1].add, n - 1);
    buf_free(&b);
    arena_free(&a);
}

static void put_import(Buf *b, u16 bits, u16 ordinal, const char *names, size_t n)
{
    buf_u16(b, 0);
    buf_u16(b, 0xffff);
    buf_u16(b, 0);
    buf_u16(b, COFF_AMD64);
    buf_u32(b, 0);
    buf_u32(b, (u32)n);
    buf_u16(b, ordinal);
    buf_u16(b, bits);
    buf_put(b, names, n);
}

static void test_import(void **state)
{
    (void)state;
    static const char names[] = "_Beep@8\0KERNEL32.dll";
    Arena a = {0};
    Buf b = {0};
    Str err, *defs;
    u32 n;
    CoffImport i;
    put_import(&b, 3 << 2, 17, names, sizeof names);
    Str file = {(const char *)b.p, b.n};
    assert_true(coff_read_short_import(&a, file, &i, &err));
    assert_true(str_eqz(i.name, "Beep") && str_eqz(i.dll, "KERNEL32.dll") && i.ordinal == 17);
    assert_int_equal(coff_scan_defs(&a, file, &defs, &n), 0);
    assert_int_equal(n, 2);
    Obj *o = obj_read(&a, STR("k.lib(k)"), file, &err);
    assert_non_null(o);
    assert_non_null(find(o, "__imp__Beep@8"));
    assert_int_equal(find(o, "_Beep@8")->kind, SK_FUNC);
    b.n -= 3;
    assert_null(obj_read(&a, STR("k.lib(k)"), (Str){(const char *)b.p, b.n}, &err));
    buf_free(&b);
    arena_free(&a);
}

// A field of a kind that COFF has no relocation for is an error, and nothing is written.
static void test_no_form(void **state)
{
    (void)state;
    Arena a = {0};
    Buf b = {0};
    Obj *o = obj_new(&a, STR("n.o"));
    u32 text = obj_sect(o, STR(".text"), SF_ALLOC | SF_EXEC, 16);
    o->sect.v[text].size = 8;
    o->sect.v[text].data = arena_alloc(&a, 8, 1);
    obj_fix(o, text, 4, FIX_GOTPC32, obj_undef(o, STR("fine")), -4);
    assert_int_equal(coff_write_obj(o, &b).n, 0);
    b.n = 0;
    obj_fix(o, text, 4, FIX_TLSGD, obj_undef(o, STR("\1x")), -4);
    Str err = coff_write_obj(o, &b);
    assert_string_equal(str_z(&a, err),
                        ".text at 4: `x` in a field of kind tlsgd, which COFF objects have not");
    assert_int_equal(b.n, 0);
    buf_free(&b);
    arena_free(&a);
}

int test_objfmt_coff(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round),
        cmocka_unit_test(test_weak_outside),
        cmocka_unit_test(test_damaged),
        cmocka_unit_test(test_many),
        cmocka_unit_test(test_no_form),
        cmocka_unit_test(test_import),
    };
    return cmocka_run_group_tests_name("objfmt_coff", tests, NULL, NULL);
}
