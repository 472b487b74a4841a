// objfmt_elf.c - objects survive writing and reading; damaged files are refused, never followed
#include "objfmt/elf.h"
#include "objfmt/obj.h"
#include "tests/unit/unit.h"

static const u8 code[] = {0xe8, 0, 0, 0, 0, 0x48, 0x8b, 5, 0, 0, 0, 0, 0xc3, 0, 0, 0};

static Obj *sample(Arena *a)
{
    Obj *o = obj_new(a, STR("sample.o"));
    u32 text = obj_sect(o, STR(".text.f"), SF_ALLOC | SF_EXEC, 16);
    u32 str = obj_sect(o, STR(".rodata.str1.1"), SF_ALLOC | SF_MERGE | SF_STRINGS, 1);
    u32 bss = obj_sect(o, STR(".bss"), SF_ALLOC | SF_WRITE | SF_ZERO, 32);
    u32 init = obj_sect(o, STR(".init_array"), SF_ALLOC | SF_WRITE | SF_INIT, 8);
    u32 tls = obj_sect(o, STR(".tdata"), SF_ALLOC | SF_WRITE | SF_TLS, 8);
    u32 keep = obj_sect(o, STR("hooks"), SF_ALLOC | SF_KEEP, 1);
    u32 once = obj_sect(o, STR(".text.once"), SF_ALLOC | SF_EXEC, 1);
    u32 with = obj_sect(o, STR("about_f"), SF_ALLOC, 1);
    o->sect.v[text].data = code;
    o->sect.v[text].size = sizeof code;
    o->sect.v[str].data = (const u8 *)"one\0two";
    o->sect.v[str].size = 8;
    o->sect.v[str].entsize = 1;
    o->sect.v[bss].size = 1000;
    o->sect.v[init].data = code;
    o->sect.v[init].size = 8;
    o->sect.v[tls].data = code;
    o->sect.v[tls].size = 8;
    o->sect.v[keep].data = code;
    o->sect.v[keep].size = 3;
    o->sect.v[once].data = code;
    o->sect.v[once].size = 5;
    o->sect.v[with].data = code;
    o->sect.v[with].size = 1;
    o->sect.v[with].link = text + 1;
    vec_push(a, &o->group, ((ObjGroup){.name = STR("once")}));
    o->sect.v[once].group = 1;
    obj_sym(o, STR("sample.c"), SB_LOCAL, SK_FILE, SECT_ABS, 0, 0);
    u32 f = obj_sym(o, STR("f"), SB_GLOBAL, SK_FUNC, text, 0, 13);
    u32 local = obj_sym(o, STR("local"), SB_LOCAL, SK_DATA, bss, 16, 8);
    obj_sym(o, STR("once"), SB_WEAK, SK_FUNC, once, 0, 5);
    obj_sym(o, STR("common"), SB_GLOBAL, SK_DATA, SECT_COMMON, 8, 24);
    obj_sym(o, STR("absolute"), SB_GLOBAL, SK_NONE, SECT_ABS, 0x123456789a, 0);
    obj_sym(o, STR("t"), SB_GLOBAL, SK_TLS, tls, 0, 8);
    u32 weak = obj_sym(o, STR("maybe"), SB_WEAK, SK_NONE, SECT_UNDEF, 0, 0);
    u32 puts_ = obj_undef(o, STR("puts"));
    u32 sect = obj_sym(o, STR(""), SB_LOCAL, SK_SECTION, str, 0, 0);
    o->sym.v[f].hidden = true;
    obj_fix(o, text, 1, FIX_BR32, puts_, -4);
    obj_fix(o, text, 8, FIX_GOTPCRX, weak, -4);
    obj_fix(o, init, 0, FIX_ABS64, f, 0);
    obj_fix(o, once, 1, FIX_PC32, local, -4);
    obj_fix(o, tls, 0, FIX_ABS64, sect, 4);
    return o;
}

static Str written(Arena *a, const Obj *o)
{
    Buf b = {0};
    elf_write_obj(o, &b);
    return buf_take(&b, a);
}

static const ObjSym *named(const Obj *o, const char *name)
{
    for (u32 i = 1; i < o->sym.n; i++)
        if (str_eqz(o->sym.v[i].name, name))
            return &o->sym.v[i];
    return NULL;
}

static void same_section(const Obj *x, const ObjSect *s, const Obj *y, const ObjSect *t)
{
    assert_true(str_eq(s->name, t->name));
    assert_int_equal(s->flags, t->flags);
    assert_int_equal(s->align, t->align);
    assert_int_equal(s->entsize, t->entsize);
    assert_int_equal(s->size, t->size);
    assert_int_equal(s->group, t->group);
    assert_int_equal(s->link, t->link);
    if (s->data)
        assert_memory_equal(s->data, t->data, s->size);
    assert_int_equal(s->fix.n, t->fix.n);
    for (u32 k = 0; k < s->fix.n; k++) {
        assert_int_equal(s->fix.v[k].off, t->fix.v[k].off);
        assert_int_equal(s->fix.v[k].kind, t->fix.v[k].kind);
        assert_int_equal(s->fix.v[k].add, t->fix.v[k].add);
        assert_true(str_eq(x->sym.v[s->fix.v[k].sym].name, y->sym.v[t->fix.v[k].sym].name));
    }
}

static void round_trip(void **state)
{
    (void)state;
    Arena a = {0};
    Str err;
    Obj *o = sample(&a);
    Str bytes = written(&a, o);
    Obj *p = elf_read_obj(&a, STR("again.o"), bytes, &err);
    assert_non_null(p);
    assert_int_equal(p->sect.n, o->sect.n);
    for (u32 i = 0; i < o->sect.n; i++)
        same_section(o, &o->sect.v[i], p, &p->sect.v[i]);
    assert_int_equal(p->group.n, 1);
    assert_true(str_eqz(p->group.v[0].name, "once"));
    assert_int_equal(p->sym.n, o->sym.n);
    for (u32 i = 1; i < o->sym.n; i++) {
        const ObjSym *s = &o->sym.v[i], *t = named(p, str_z(&a, s->name));
        assert_non_null(t);
        assert_int_equal(s->sect, t->sect);
        assert_int_equal(s->value, t->value);
        assert_int_equal(s->size, t->size);
        assert_int_equal(s->bind, t->bind);
        assert_int_equal(s->kind, t->kind);
        assert_int_equal(s->hidden, t->hidden);
    }
    Str second = written(&a, p);    // locals stand first now, and do not move again
    assert_true(str_eq(second, bytes));
    arena_free(&a);
}

/* ELF for the Arm Architecture: addends in the fields, bit 0 of functions, marks, attributes; the
 * object that is read means the same, and gives the same bytes again. */
static void round_trip_arm(void **state)
{
    (void)state;
    static const u8 thumb[] = {0xff, 0xf7, 0xfe, 0xff, 0x40, 0xf2, 0, 0, 0xc0, 0xf2, 0, 0,
                               0x70, 0x47, 0,    0xbf, 0,    0,    0, 0};
    Arena a = {0};
    Str err;
    Obj *o = obj_new(&a, STR("arm.o"));
    o->arch = ARCH_T32;
    o->cpu = (ObjCpu){.arch = ARM_V7EM, .profile = 'M', .fpu = ARM_FP_V4, .single = true,
                      .hard = true};
    u32 text = obj_sect(o, STR(".text.f"), SF_ALLOC | SF_EXEC, 4);
    u32 info = obj_sect(o, STR(".debug_info"), SF_DEBUG, 1);
    o->sect.v[text].data = o->sect.v[info].data = thumb;
    o->sect.v[text].size = o->sect.v[info].size = sizeof thumb;
    u32 f = obj_sym(o, STR("f"), SB_GLOBAL, SK_FUNC, text, 0, 16);
    u32 puts_ = obj_undef(o, STR("puts"));
    vec_push(&a, &o->sect.v[text].inlaid, ((ObjRange){16, 4}));
    obj_fix(o, text, 0, FIX_T32_CALL, puts_, -4);
    obj_fix(o, text, 4, FIX_T32_MOVW, f, -300);
    obj_fix(o, text, 8, FIX_T32_MOVT, f, 70000);    // more than the field can say
    obj_fix(o, text, 16, FIX_ABS32, puts_, -8);
    obj_fix(o, info, 0, FIX_ABS32, f, 2);
    Str bytes = written(&a, o);
    assert_int_equal(bytes.p[4], 1);
    Obj *p = elf_read_obj(&a, STR("again.o"), bytes, &err);
    assert_non_null(p);
    assert_int_equal(p->arch, ARCH_T32);
    assert_memory_equal(&p->cpu, &o->cpu, sizeof o->cpu);
    assert_int_equal(named(p, "f")->value, 0);
    assert_non_null(named(p, "$t"));
    assert_int_equal(named(p, "$d")->value, 16);
    assert_int_equal(p->sect.v[0].inlaid.n, 1);
    assert_int_equal(p->sect.v[0].inlaid.v[0].off, 16);
    assert_int_equal(p->sect.v[0].inlaid.v[0].size, 4);
    const ObjSect *t = &p->sect.v[0];
    assert_int_equal(t->fix.n, 4);
    assert_int_equal(t->fix.v[0].add, -4);
    assert_int_equal(t->fix.v[1].add, -300);
    assert_int_equal(t->fix.v[2].add + (i64)p->sym.v[t->fix.v[2].sym].value, 70000);
    assert_int_equal((i32)t->fix.v[3].add, -8);
    const Fix *d = &p->sect.v[1].fix.v[0];
    assert_int_equal(p->sym.v[d->sym].kind, SK_SECTION);
    assert_int_equal(d->add, 2);
    Str second = written(&a, p);
    p = elf_read_obj(&a, STR("again.o"), second, &err);
    assert_true(str_eq(written(&a, p), second));
    arena_free(&a);
}

/* A function without bit 0 is code that no processor of this set runs. */
static void refuses_arm_state(void **state)
{
    (void)state;
    Arena a = {0};
    Str err;
    Obj *o = obj_new(&a, STR("arm.o"));
    o->arch = ARCH_T32;
    u32 text = obj_sect(o, STR(".text"), SF_ALLOC | SF_EXEC, 4);
    o->sect.v[text].data = code;
    o->sect.v[text].size = 16;
    obj_sym(o, STR("f"), SB_GLOBAL, SK_FUNC, text, 0, 4);
    Str bytes = written(&a, o);
    u8 *p = arena_dup(&a, bytes.p, bytes.n);
    const ElfArch *e = &elf_arch[ARCH_T32];
    for (u32 i = 1; i < rd16(p + 48); i++) {
        ElfShdr s = elf_get_shdr(e, p + rd32(p + 32) + (size_t)i * e->shdr);
        for (u64 k = 0; s.type == SHT_SYMTAB && k < s.size; k += e->sym)
            if (p[s.off + k + 12] % 16 == STT_FUNC)
                p[s.off + k + 4] = 0;
    }
    assert_null(elf_read_obj(&a, STR("x.o"), (Str){(const char *)p, bytes.n}, &err));
    assert_non_null(strstr(err.p, "another state than Thumb"));
    arena_free(&a);
}

static void scans_definitions(void **state)
{
    (void)state;
    Arena a = {0};
    Str *names;
    u32 n;
    assert_int_equal(elf_scan_defs(&a, written(&a, sample(&a)), &names, &n), 0);
    assert_int_equal(n, 5);
    assert_true(str_eqz(names[0], "f"));
    assert_true(str_eqz(names[4], "t"));
    arena_free(&a);
}

/* More sections than 16 bits can number: gABI, "Extended Section Header". */
static void many_sections(void **state)
{
    (void)state;
    enum { N = 66000 };
    Arena a = {0};
    Str err;
    Obj *o = obj_new(&a, STR("many.o"));
    for (u32 i = 0; i < N; i++) {
        u32 s = obj_sect(o, STR(".text"), SF_ALLOC | SF_EXEC, 1);
        o->sect.v[s].data = code;
        o->sect.v[s].size = 1;
    }
    obj_sym(o, STR("low"), SB_GLOBAL, SK_FUNC, 5, 0, 1);
    obj_sym(o, STR("high"), SB_GLOBAL, SK_FUNC, N - 1, 0, 1);
    Obj *p = elf_read_obj(&a, STR("many.o"), written(&a, o), &err);
    assert_non_null(p);
    assert_int_equal(p->sect.n, N);
    assert_int_equal(named(p, "low")->sect, 5);
    assert_int_equal(named(p, "high")->sect, N - 1);
    arena_free(&a);
}

static void read_copy(const u8 *p, size_t n)
{
    Arena a = {0};
    Str err = {0};
    u8 *exact = xmalloc(n ? n : 1);     // so that a sanitizer sees any step over the end
    memcpy(exact, p, n);
    Obj *o = elf_read_obj(&a, STR("x.o"), (Str){(const char *)exact, n}, &err);
    assert_true(o || err.n);
    if (o) {
        Buf b = {0};
        elf_write_obj(o, &b);
        buf_free(&b);
    }
    free(exact);
    arena_free(&a);
}

static void cut_anywhere(void **state)
{
    (void)state;
    Arena a = {0};
    Str bytes = written(&a, sample(&a));
    for (size_t n = 0; n < bytes.n; n++)
        read_copy((const u8 *)bytes.p, n);
    arena_free(&a);
}

static void flipped_anywhere(void **state)
{
    (void)state;
    static const u8 with[] = {0x01, 0x80, 0xff};
    Arena a = {0};
    Str bytes = written(&a, sample(&a));
    u8 *p = arena_dup(&a, bytes.p, bytes.n);
    for (size_t i = 0; i < bytes.n; i++)
        for (size_t k = 0; k < sizeof with; k++) {
            p[i] ^= with[k];
            read_copy(p, bytes.n);
            p[i] ^= with[k];
        }
    arena_free(&a);
}

static void says_what_is_wrong(void **state)
{
    (void)state;
    Arena a = {0};
    Str err;
    Str bytes = written(&a, sample(&a));
    u8 *p = arena_dup(&a, bytes.p, bytes.n);
    Str damaged = {(const char *)p, bytes.n};
    wr16(p + 18, 8);
    assert_null(elf_read_obj(&a, STR("x.o"), damaged, &err));
    assert_string_equal(err.p, "for another machine (8)");
    wr16(p + 18, EM_X86_64);
    wr64(p + 40, bytes.n + 1);
    assert_null(elf_read_obj(&a, STR("x.o"), damaged, &err));
    assert_non_null(strstr(err.p, "outside the file"));
    assert_null(elf_read_obj(&a, STR("x.o"), STR("hello"), &err));
    assert_string_equal(err.p, "not an ELF file");
    arena_free(&a);
}

int test_objfmt_elf(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(round_trip),
        cmocka_unit_test(round_trip_arm), cmocka_unit_test(refuses_arm_state),
           cmocka_unit_test(scans_definitions),
        cmocka_unit_test(many_sections),  cmocka_unit_test(cut_anywhere),
        cmocka_unit_test(flipped_anywhere), cmocka_unit_test(says_what_is_wrong),
    };
    return cmocka_run_group_tests_name("objfmt_elf", tests, NULL, NULL);
}
