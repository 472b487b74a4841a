// objfmt_macho.c - Mach-O objects survive writing and reading; damaged files are refused
#include "objfmt/macho.h"
#include "tests/unit/unit.h"

/* call; mov; lea; movq tlv / bl; adrp; ldr q; adrp; ldr */
static const u8 x64_code[] = {0xe8, 0, 0, 0, 0, 0x48, 0x8b, 5, 0, 0, 0, 0, 0xc7, 5, 0, 0, 0, 0,
                              1, 0, 0, 0, 0x48, 0x8b, 0x3d, 0, 0, 0, 0, 0xc3, 0, 0};
static const u8 a64_code[] = {0, 0, 0, 0x94, 0, 0, 0, 0x90, 0, 0, 0xc0, 0x3d, 0, 0, 0, 0x90,
                              0, 0, 0x40, 0xf9, 0, 0, 0, 0x90, 0, 0, 0x40, 0xf9, 0, 0, 0, 0x14};
static const u8 zeros[64];

static u32 sect(Obj *o, Str name, u32 flags, u32 align, const void *data, u64 size)
{
    u32 s = obj_sect(o, name, flags, align);
    o->sect.v[s].data = flags & SF_ZERO ? NULL : data;
    o->sect.v[s].size = size;
    return s;
}

static Obj *sample(Arena *a, Arch arch)
{
    Obj *o = obj_new(a, STR("sample.o"));
    o->arch = arch;
    bool arm = arch == ARCH_A64;
    u32 rw = SF_ALLOC | SF_WRITE;
    u32 text = sect(o, STR(".text.f"), SF_ALLOC | SF_EXEC, 16, arm ? a64_code : x64_code, 32);
    u32 more = sect(o, STR(".text.g"), SF_ALLOC | SF_EXEC, 4, zeros, 12);
    u32 str = sect(o, STR(".rodata.str"), SF_ALLOC | SF_MERGE | SF_STRINGS, 1, "one\0two", 8);
    u32 bss = sect(o, STR(".bss.b"), rw | SF_ZERO, 32, NULL, 1000);
    u32 init = sect(o, STR(".init_array"), rw | SF_INIT, 8, zeros, 8);
    u32 tls = sect(o, STR(".tdata.t"), rw | SF_TLS, 8, "12345678", 8);
    u32 keep = sect(o, STR(".data.keep"), rw | SF_KEEP, 16, zeros, 24);
    o->sect.v[str].entsize = 1;
    u32 f = obj_sym(o, STR("f"), SB_GLOBAL, SK_FUNC, text, 0, 32);
    u32 local = obj_sym(o, STR("local"), SB_LOCAL, SK_DATA, bss, 16, 8);
    obj_sym(o, STR("g"), SB_WEAK, SK_FUNC, more, 0, 12);
    obj_sym(o, STR("inner"), SB_GLOBAL, SK_FUNC, more, 8, 4);
    obj_sym(o, STR("\1plain"), SB_GLOBAL, SK_FUNC, more, 4, 4);
    obj_sym(o, STR("common"), SB_GLOBAL, SK_DATA, SECT_COMMON, 8, 24);
    obj_sym(o, STR("absolute"), SB_GLOBAL, SK_NONE, SECT_ABS, 0x123456789a, 0);
    u32 t = obj_sym(o, STR("t"), SB_GLOBAL, SK_TLS, tls, 0, 8);
    u32 weak = obj_sym(o, STR("maybe"), SB_WEAK, SK_NONE, SECT_UNDEF, 0, 0);
    u32 puts_ = obj_undef(o, STR("puts"));
    u32 s = obj_sym(o, STR(""), SB_LOCAL, SK_SECTION, str, 0, 0);
    u32 second = obj_sym(o, STR("two"), SB_LOCAL, SK_DATA, str, 4, 4);
    obj_sym(o, STR("kept"), SB_GLOBAL, SK_DATA, keep, 0, 24);
    o->sym.v[f].hidden = true;
    if (arm) {
        obj_fix(o, text, 0, FIX_A64_CALL26, puts_, 0);
        obj_fix(o, text, 4, FIX_A64_ADRP, local, 32);
        obj_fix(o, text, 8, FIX_A64_LD128_LO12, local, 32);
        obj_fix(o, text, 12, FIX_A64_GOT_PAGE, weak, 0);
        obj_fix(o, text, 16, FIX_A64_GOT_LO12, weak, 0);
        obj_fix(o, text, 20, FIX_A64_TLVP_PAGE, t, 0);
        obj_fix(o, text, 24, FIX_A64_TLVP_LO12, t, 0);
        obj_fix(o, text, 28, FIX_A64_JUMP26, f, 0);
    } else {
        obj_fix(o, text, 1, FIX_BR32, puts_, -4);
        obj_fix(o, text, 8, FIX_GOTPCRX, weak, -4);
        obj_fix(o, text, 14, FIX_PC32, local, -8);
        obj_fix(o, text, 25, FIX_TLVP32, t, -4);
    }
    obj_fix(o, init, 0, FIX_ABS64, f, 0);
    obj_fix(o, keep, 0, FIX_ABS64, s, 0);
    obj_fix(o, keep, 8, FIX_ABS64, second, 1);
    obj_fix(o, keep, 16, FIX_PC64, f, 3);
    return o;
}

static Str written(Arena *a, const Obj *o)
{
    Buf b = {0};
    macho_write_obj(o, &b);
    return buf_take(&b, a);
}

static const ObjSym *named(const Obj *o, const char *name)
{
    for (u32 i = 1; i < o->sym.n; i++)
        if (str_eqz(o->sym.v[i].name, name))
            return &o->sym.v[i];
    return NULL;
}

static const ObjSect *home(const Obj *o, const char *name)
{
    const ObjSym *s = named(o, name);
    assert_non_null(s);
    assert_true(s->sect < o->sect.n);
    return &o->sect.v[s->sect];
}

static void same_symbol(const ObjSym *s, const ObjSym *t)
{
    assert_non_null(t);
    assert_int_equal(s->value, t->value);
    assert_int_equal(s->bind, t->bind);
    assert_int_equal(s->hidden, t->hidden);
    if (s->sect > SECT_COMMON - 1)
        assert_int_equal(s->sect, t->sect);
    else
        assert_int_equal(s->kind, t->kind);
}

static void same_fixups(const Obj *x, const ObjSect *s, const Obj *y, const ObjSect *t)
{
    assert_int_equal(s->fix.n, t->fix.n);
    for (u32 k = 0; k < s->fix.n; k++) {
        const Fix *f = &s->fix.v[k], *g = &t->fix.v[k];
        const ObjSym *m = &x->sym.v[f->sym], *n = &y->sym.v[g->sym];
        assert_int_equal(f->off, g->off);
        assert_int_equal(f->kind, g->kind);
        assert_int_equal(f->add, g->add);
        assert_int_equal(m->value, n->value);
        if (m->name.n)
            assert_true(str_eq(m->name, n->name));
    }
}

static void round_trip(void **state)
{
    (void)state;
    for (Arch arch = ARCH_X64; arch <= ARCH_A64; arch++) {
        Arena a = {0};
        Str err;
        Obj *o = sample(&a, arch);
        Str bytes = written(&a, o);
        Obj *p = macho_read_obj(&a, STR("again.o"), bytes, &err);
        assert_non_null(p);
        assert_int_equal(p->arch, arch);
        for (u32 i = 1; i < o->sym.n; i++)
            if (o->sym.v[i].name.n)
                same_symbol(&o->sym.v[i], named(p, str_z(&a, o->sym.v[i].name)));
        same_fixups(o, home(o, "f"), p, home(p, "f"));
        same_fixups(o, home(o, "kept"), p, home(p, "kept"));
        assert_true(home(p, "kept")->flags & SF_KEEP);
        assert_int_equal(home(p, "f")->align, 16);
        assert_int_equal(home(p, "t")->flags, SF_ALLOC | SF_WRITE | SF_TLS);
        assert_true(home(p, "two")->flags & SF_STRINGS);
        assert_int_equal(home(p, "g")->size, 12);
        assert_true(home(p, "g") == home(p, "inner"));
        Obj *q = macho_read_obj(&a, STR("q.o"), written(&a, p), &err);
        assert_non_null(q);
        Str third = written(&a, q);
        assert_true(str_eq(third, written(&a, macho_read_obj(&a, STR("r.o"), third, &err))));
        arena_free(&a);
    }
}

static void scans_definitions(void **state)
{
    (void)state;
    Arena a = {0};
    Str *names;
    u32 n;
    assert_int_equal(macho_scan_defs(&a, written(&a, sample(&a, ARCH_A64)), &names, &n), 0);
    assert_int_equal(n, 8);
    assert_true(str_eqz(names[0], "f"));
    assert_true(str_eqz(names[3], "\1plain"));
    arena_free(&a);
}

static void names_in_files(void **state)
{
    (void)state;
    Arena a = {0};
    static const char *const pair[][2] = {
        {"_main", "main"}, {"__x", "_x"}, {"dyld_stub_binder", "\1dyld_stub_binder"}, {"_", ""}};
    for (size_t i = 0; i < COUNT(pair); i++) {
        Buf b = {0};
        assert_true(str_eqz(macho_name_in(&a, str_of(pair[i][0])), pair[i][1]));
        macho_name_out(&b, str_of(pair[i][1]));
        assert_true(str_eqz(buf_take(&b, &a), pair[i][0]));
    }
    arena_free(&a);
}

/* The size of a load or store, which one relocation type leaves to the instruction. */
static void sizes_of_loads(void **state)
{
    (void)state;
    static const struct {
        u32 insn;
        FixKind kind;
    } row[] = {
        {0x91000000 /* add x */, FIX_A64_LO12},      {0x39400000 /* ldrb */, FIX_A64_LD8_LO12},
        {0x79400000 /* ldrh */, FIX_A64_LD16_LO12},  {0xb9400000 /* ldr w */, FIX_A64_LD32_LO12},
        {0xf9400000 /* ldr x */, FIX_A64_LD64_LO12}, {0x3dc00000 /* ldr q */, FIX_A64_LD128_LO12},
        {0x3d400000 /* ldr b */, FIX_A64_LD8_LO12},  {0xfd000000 /* str d */, FIX_A64_LD64_LO12},
        {0xb9800000 /* ldrsw */, FIX_A64_LD32_LO12}, {0x3d800000 /* str q */, FIX_A64_LD128_LO12},
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        u8 p[4];
        FixKind k;
        i64 add;
        MachoReloc r = {.type = ARM64_PAGEOFF12, .len = 2, .ext = true};
        wr32(p, row[i].insn);
        assert_true(macho_reloc_kind(ARCH_A64, &r, p, &k, &add));
        assert_int_equal(k, row[i].kind);
    }
}

static void read_copy(const u8 *p, size_t n)
{
    Arena a = {0};
    Str err = {0};
    u8 *exact = xmalloc(n ? n : 1);     // so that a sanitizer sees any step over the end
    memcpy(exact, p, n);
    Obj *o = macho_read_obj(&a, STR("x.o"), (Str){(const char *)exact, n}, &err);
    assert_true(o || err.n);
    if (o) {
        Buf b = {0};
        macho_write_obj(o, &b);
        buf_free(&b);
    }
    free(exact);
    arena_free(&a);
}

static void cut_anywhere(void **state)
{
    (void)state;
    Arena a = {0};
    Str bytes = written(&a, sample(&a, ARCH_X64));
    for (size_t n = 0; n < bytes.n; n++)
        read_copy((const u8 *)bytes.p, n);
    arena_free(&a);
}

static void flipped_anywhere(void **state)
{
    (void)state;
    static const u8 with[] = {0x01, 0x80, 0xff};
    for (Arch arch = ARCH_X64; arch <= ARCH_A64; arch++) {
        Arena a = {0};
        Str bytes = written(&a, sample(&a, arch));
        u8 *p = arena_dup(&a, bytes.p, bytes.n);
        for (size_t i = 0; i < bytes.n; i++)
            for (size_t k = 0; k < sizeof with; k++) {
                p[i] ^= with[k];
                read_copy(p, bytes.n);
                p[i] ^= with[k];
            }
        arena_free(&a);
    }
}

static void says_what_is_wrong(void **state)
{
    (void)state;
    Arena a = {0};
    Str err;
    Str bytes = written(&a, sample(&a, ARCH_A64));
    u8 *p = arena_dup(&a, bytes.p, bytes.n);
    Str damaged = {(const char *)p, bytes.n};
    wr32(p + 4, 12);
    assert_null(macho_read_obj(&a, STR("x.o"), damaged, &err));
    assert_string_equal(err.p, "for another machine (12)");
    wr32(p + 4, CPU_ARM64);
    wr32(p + 20, (u32)bytes.n);
    assert_null(macho_read_obj(&a, STR("x.o"), damaged, &err));
    assert_string_equal(err.p, "load commands outside the file");
    assert_null(macho_read_obj(&a, STR("x.o"), STR("hello"), &err));
    assert_string_equal(err.p, "not a relocatable Mach-O file");
    arena_free(&a);
}

/* An unwind entry of a damaged file may name a place outside of the section it counts from. */
static void far_addends(void **state)
{
    (void)state;
    static const u8 zeros[32];
    Arena a = {0};
    Str err;
    Obj *o = obj_new(&a, STR("far.o"));
    u32 text = obj_sect(o, STR(".text.f"), SF_ALLOC | SF_EXEC, 1);
    u32 entry = obj_sect(o, STR(".compact_unwind"), 0, 8);
    o->sect.v[text].size = 16;
    o->sect.v[entry].size = 32;
    o->sect.v[text].data = o->sect.v[entry].data = zeros;
    u32 sym = obj_sym(o, STR("f"), SB_LOCAL, SK_FUNC, text, 0, 16);
    obj_fix(o, entry, 0, FIX_ABS64, sym, 4096);
    assert_non_null(macho_read_obj(&a, STR("again.o"), written(&a, o), &err));
    arena_free(&a);
}

// What the format cannot say is an error, and nothing is written.
static void has_no_form(void **state)
{
    (void)state;
    Arena a = {0};
    Buf b = {0};
    Obj *o = obj_new(&a, STR("n.o"));
    u32 text = obj_sect(o, STR(".text"), SF_ALLOC | SF_EXEC, 16);
    o->sect.v[text].size = 8;
    o->sect.v[text].data = arena_alloc(&a, 8, 1);
    obj_fix(o, text, 4, FIX_TLSGD, obj_undef(o, STR("\1x")), -4);
    Str err = macho_write_obj(o, &b);
    assert_string_equal(str_z(&a, err),
                        ".text at 4: `x` in a field of kind tlsgd, which Mach-O objects have not");
    assert_int_equal(b.n, 0);
    o->sect.v[text].fix.n = 0;
    for (u32 k = 0; k < 255; k++)
        obj_sect(o, str_fmt(&a, "s%u", k), SF_ALLOC, 1);
    err = macho_write_obj(o, &b);
    assert_string_equal(str_z(&a, err), "256 sections are more than a Mach-O object has (255)");
    assert_int_equal(b.n, 0);
    buf_free(&b);
    arena_free(&a);
}

int test_objfmt_macho(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(round_trip),       cmocka_unit_test(scans_definitions),
        cmocka_unit_test(names_in_files),   cmocka_unit_test(sizes_of_loads),
        cmocka_unit_test(cut_anywhere),     cmocka_unit_test(flipped_anywhere),
        cmocka_unit_test(says_what_is_wrong), cmocka_unit_test(far_addends),
        cmocka_unit_test(has_no_form),
    };
    return cmocka_run_group_tests_name("objfmt_macho", tests, NULL, NULL);
}
