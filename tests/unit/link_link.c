// link_link.c - linking into memory and into images: what is taken, dropped, merged and refused
#include "link/link_int.h"
#include "objfmt/elf.h"
#include "tests/unit/unit.h"

#include <sys/mman.h>

typedef struct Env {
    Arena a;
    Sources src;
    Diags d;
    Link *l;
} Env;

static void begin(Env *e, bool gc)
{
    memset(e, 0, sizeof *e);
    sources_init(&e->src, &e->a);
    diags_init(&e->d, &e->a, &e->src);
    LinkOpts o = {.entry = STR("main"), .gc = gc, .merge = true, .map = true};
    e->l = link_new(&e->a, &o, &e->d);
}

static void end(Env *e) { arena_free(&e->a); }

static bool said(const Env *e, const char *text)
{
    for (u32 i = 0; i < e->d.list.n; i++)
        if (strstr(e->d.list.v[i].msg.p, text))
            return true;
    return false;
}

static u32 code(Obj *o, const char *name, const void *bytes, size_t n, ObjBind bind)
{
    u32 s = obj_sect(o, str_fmt(o->mem, ".text.%s", name), SF_ALLOC | SF_EXEC, 16);
    o->sect.v[s].data = arena_dup(o->mem, bytes, n);
    o->sect.v[s].size = n;
    obj_sym(o, str_of(name), bind, SK_FUNC, s, 0, n);
    return s;
}

static u32 data(Obj *o, const char *name, const char *sect, u32 flags, u64 value)
{
    u32 s = obj_sect(o, str_of(sect), SF_ALLOC | flags, 8);
    u8 *p = arena_alloc(o->mem, 8, 8);
    wr64(p, value);
    o->sect.v[s].data = flags & SF_ZERO ? NULL : p;
    o->sect.v[s].size = 8;
    obj_sym(o, str_of(name), SB_GLOBAL, SK_DATA, s, 0, 8);
    return s;
}

static u8 *map_pages(void *ctx, u64 size)
{
    u8 *p = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    *(u64 *)ctx += size;
    return p == MAP_FAILED ? NULL : p;
}

typedef int (*IntFn)(void);

static int host_answer(void) { return 40; }

/* Code that calls a function of this program and adds a variable; the call goes far. */
static void runs_in_memory(void **state)
{
    (void)state;
    static const u8 add[] = {0x48, 0x83, 0xec, 8, 0xe8, 0,    0,    0,    0, 0x03,
                             5,    0,    0,    0, 0,    0x48, 0x83, 0xc4, 8, 0xc3};
    Env e;
    begin(&e, true);
    Obj *o = obj_new(&e.a, STR("jit.o"));
    u32 s = code(o, "main", add, sizeof add, SB_GLOBAL);
    data(o, "two", ".data.two", SF_WRITE, 2);
    IntFn host = host_answer;
    u64 at;
    memcpy(&at, &host, sizeof at);
    u32 h = obj_sym(o, STR("host"), SB_GLOBAL, SK_FUNC, SECT_ABS, at, 0);
    obj_fix(o, s, 5, FIX_BR32, h, -4);
    obj_fix(o, s, 11, FIX_PC32, 2, -4);
    link_add_obj(e.l, o);
    LinkMem m;
    u64 asked = 0;
    assert_int_equal(link_memory(e.l, map_pages, &asked, &m), 0);
    assert_int_equal(asked, m.size);
    assert_int_equal(m.exec_size % 4096, 0);
    assert_int_equal(mprotect(m.base, m.exec_size, PROT_READ | PROT_EXEC), 0);
    u64 addr;
    IntFn fn;
    assert_true(link_addr(e.l, STR("main"), &addr));
    assert_false(link_addr(e.l, STR("nothing"), &addr));
    assert_in_range(addr, (u64)(uintptr_t)m.base, (u64)(uintptr_t)m.base + m.exec_size - 1);
    memcpy(&fn, &addr, sizeof fn);
    assert_int_equal(fn(), 42);
    munmap(m.base, m.size);
    end(&e);
}

static const u8 ret[] = {0xc3};
static const u8 call[] = {0xe8, 0, 0, 0, 0, 0xc3};

static int run(Env *e, LinkOut *out)
{
    int r = link_run(e->l, out);
    if (r == 0)
        buf_byte(&out->map, 0);
    return r;
}

static void drop_out(LinkOut *out)
{
    buf_free(&out->image);
    buf_free(&out->map);
}

static void drops_the_unused(void **state)
{
    (void)state;
    for (int gc = 0; gc < 2; gc++) {
        Env e;
        LinkOut out;
        begin(&e, gc);
        Obj *o = obj_new(&e.a, STR("a.o"));
        u32 m = code(o, "main", call, sizeof call, SB_GLOBAL);
        code(o, "used", ret, 1, SB_GLOBAL);
        code(o, "unused", ret, 1, SB_GLOBAL);
        data(o, "hook", ".init_array", SF_WRITE | SF_INIT, 0);
        obj_fix(o, m, 1, FIX_BR32, 2, -4);
        link_add_obj(e.l, o);
        assert_int_equal(run(&e, &out), 0);
        const char *map = (const char *)out.map.p, *dropped = strstr(map, "Dropped");
        assert_true(strstr(map, ".text.used") < dropped);
        assert_true(strstr(map, "hook") < dropped);
        assert_int_equal(strstr(map, ".text.unused") > dropped, gc);
        assert_int_equal(link_addr(e.l, STR("unused"), &(u64){0}), !gc);
        drop_out(&out);
        end(&e);
    }
}

static u64 value_of(Env *e, const char *name)
{
    u64 x = 0;
    assert_true(link_addr(e->l, str_of(name), &x));
    return x;
}

/* Strong beats common beats weak; the larger of two commons counts; the first of two weak ones
 * stays. */
static void resolves(void **state)
{
    (void)state;
    Env e;
    LinkOut out;
    begin(&e, false);
    Obj *x = obj_new(&e.a, STR("x.o")), *y = obj_new(&e.a, STR("y.o"));
    code(x, "main", ret, 1, SB_GLOBAL);
    obj_sym(x, STR("abs"), SB_WEAK, SK_NONE, SECT_ABS, 1, 0);
    obj_sym(x, STR("both_weak"), SB_WEAK, SK_NONE, SECT_ABS, 3, 0);
    obj_sym(x, STR("com"), SB_GLOBAL, SK_DATA, SECT_COMMON, 4, 4);
    obj_sym(x, STR("com2"), SB_WEAK, SK_NONE, SECT_ABS, 7, 0);
    obj_sym(x, STR("com3"), SB_GLOBAL, SK_DATA, SECT_COMMON, 4, 4);
    obj_sym(y, STR("abs"), SB_GLOBAL, SK_NONE, SECT_ABS, 2, 0);
    obj_sym(y, STR("both_weak"), SB_WEAK, SK_NONE, SECT_ABS, 4, 0);
    obj_sym(y, STR("com"), SB_GLOBAL, SK_DATA, SECT_COMMON, 64, 100);
    obj_sym(y, STR("com2"), SB_GLOBAL, SK_DATA, SECT_COMMON, 4, 4);
    obj_sym(y, STR("com3"), SB_GLOBAL, SK_NONE, SECT_ABS, 9, 0);
    link_add_obj(e.l, x);
    link_add_obj(e.l, y);
    assert_int_equal(run(&e, &out), 0);
    assert_int_equal(value_of(&e, "abs"), 2);
    assert_int_equal(value_of(&e, "both_weak"), 3);
    assert_int_equal(value_of(&e, "com") % 64, 0);
    assert_true(value_of(&e, "com2") > 0x400000);
    assert_int_equal(value_of(&e, "com3"), 9);
    drop_out(&out);
    end(&e);
}

/* In an image that moves: whole addresses are cells, in the order of the files and then the slots;
 * fixed values are none; less than an address is refused. */
static void collects_cells(void **state)
{
    (void)state;
    static const u8 lea[] = {0x48, 0x3b, 0x05, 0, 0, 0, 0, 0xc3};   // cmp rax, [rip + slot]
    for (int narrow = 0; narrow < 2; narrow++) {
        Env e;
        LinkOut out;
        begin(&e, true);
        e.l->opt.kind = LINK_PIE;
        Obj *o = obj_new(&e.a, STR("p.o"));
        u32 m = code(o, "main", lea, sizeof lea, SB_GLOBAL);
        u32 x = data(o, "x", ".data.x", SF_WRITE, 0), y = data(o, "y", ".data.y", SF_WRITE, 0);
        u32 fixed = obj_sym(o, STR("fixed"), SB_GLOBAL, SK_DATA, SECT_ABS, 5, 0);
        obj_fix(o, m, 3, FIX_GOTPC32, 2, -4);
        obj_fix(o, x, 0, FIX_ABS64, 3, 16);
        obj_fix(o, y, 0, narrow ? FIX_ABS32 : FIX_ABS64, narrow ? 2 : fixed, 0);
        link_add_obj(e.l, o);
        assert_int_equal(run(&e, &out), narrow ? -1 : 0);
        assert_int_equal(said(&e, "kind abs32 cannot hold the address of `x`"), narrow);
        if (!narrow) {
            assert_int_equal(e.l->dyn.n, 2);
            assert_true(str_eqz(e.l->dyn.v[0].sym->name, "y") && e.l->dyn.v[0].add == 16);
            assert_true(str_eqz(e.l->dyn.v[0].atom->name, ".data.x"));
            assert_true(str_eqz(e.l->dyn.v[1].sym->name, "x") && e.l->dyn.v[1].atom == e.l->got);
            assert_true(e.l->got->cells);
        }
        drop_out(&out);
        end(&e);
    }
}

/* A distance to what does not move is refused, unless it is that of a call never made. */
static void refuses_fixed_distances(void **state)
{
    (void)state;
    static const u8 lea[] = {0xe8, 0, 0, 0, 0, 0x48, 0x8d, 0x05, 0, 0, 0, 0, 0xc3};
    for (int k = 0; k < 3; k++) {
        Env e;
        LinkOut out;
        begin(&e, true);
        e.l->opt.kind = k == 2 ? LINK_STATIC : LINK_PIE;
        Obj *o = obj_new(&e.a, STR("p.o"));
        u32 m = code(o, "main", lea, sizeof lea, SB_GLOBAL);
        u32 weak = obj_sym(o, STR("absent"), SB_WEAK, SK_NONE, SECT_UNDEF, 0, 0);
        obj_fix(o, m, 1, FIX_BR32, weak, -4);
        obj_fix(o, m, 8, FIX_PC32, k ? weak : 1, -4);
        link_add_obj(e.l, o);
        assert_int_equal(run(&e, &out), k == 1 ? -1 : 0);
        assert_int_equal(said(&e, "`absent` does not move with the image"), k == 1);
        drop_out(&out);
        end(&e);
    }
}

/* One half of a load from the GOT that cannot be rewritten would spoil the other. */
static void refuses_half_a_load(void **state)
{
    (void)state;
    for (int bad = 0; bad < 2; bad++) {
        u8 pair[] = {0x00, 0x00, 0x00, 0x90, 0x00, 0x00, 0x40, bad ? 0xb9 : 0xf9};
        Env e;
        LinkOut out;
        begin(&e, true);
        Obj *o = obj_new(&e.a, STR("got.o"));
        o->arch = ARCH_A64;
        u32 m = code(o, "main", pair, sizeof pair, SB_GLOBAL);
        data(o, "x", ".data.x", SF_WRITE, 0);
        obj_fix(o, m, 0, FIX_A64_GOT_PAGE, 2, 0);
        obj_fix(o, m, 4, FIX_A64_GOT_LO12, 2, 0);
        link_add_obj(e.l, o);
        assert_int_equal(run(&e, &out), bad ? -1 : 0);
        assert_int_equal(said(&e, "address of `x` is loaded from a table in a form"), bad);
        if (!bad)
            assert_null(e.l->got);
        drop_out(&out);
        end(&e);
    }
}

/* Two instruction sets in one image have no machine to run on. */
static void refuses_a_mixture(void **state)
{
    (void)state;
    Env e;
    LinkOut out;
    begin(&e, true);
    Obj *x = obj_new(&e.a, STR("x.o")), *y = obj_new(&e.a, STR("y.o"));
    code(x, "main", ret, 1, SB_GLOBAL);
    y->arch = ARCH_A64;
    code(y, "other", ret, 1, SB_GLOBAL);
    link_add_obj(e.l, x);
    link_add_obj(e.l, y);
    assert_int_equal(link_run(e.l, &out), -1);
    assert_true(said(&e, "`y.o` is for arm64, but `x.o` is for x64"));
    assert_int_equal(out.image.n, 0);
    end(&e);
}

static void reports_everything(void **state)
{
    (void)state;
    Env e;
    LinkOut out;
    begin(&e, true);
    Obj *x = obj_new(&e.a, STR("x.o")), *y = obj_new(&e.a, STR("y.o"));
    u32 m = code(x, "main", call, sizeof call, SB_GLOBAL);
    obj_fix(x, m, 1, FIX_BR32, obj_undef(x, STR("nowhere")), -4);
    u32 dead = code(x, "dead", call, sizeof call, SB_GLOBAL);
    obj_fix(x, dead, 1, FIX_BR32, obj_undef(x, STR("unneeded")), -4);
    code(x, "same", ret, 1, SB_GLOBAL);
    code(y, "same", ret, 1, SB_GLOBAL);
    u32 n = code(y, "start2", call, sizeof call, SB_GLOBAL);
    obj_fix(y, n, 1, FIX_BR32, obj_undef(y, STR("nowhere")), -4);
    link_add_obj(e.l, x);
    link_add_obj(e.l, y);
    link_root(e.l, STR("start2"));
    link_root(e.l, STR("start3"));
    assert_int_equal(link_run(e.l, &out), -1);
    assert_null(out.image.p);
    assert_true(said(&e, "undefined symbol `nowhere`"));
    assert_true(said(&e, "x.o: function `main` (.text.main+0x1)"));
    assert_true(said(&e, "y.o: function `start2` (.text.start2+0x1)"));
    assert_false(said(&e, "unneeded"));
    assert_true(said(&e, "symbol `same` is defined twice"));
    assert_true(said(&e, "`start3`"));
    end(&e);
}

static void refuses_far_values(void **state)
{
    (void)state;
    Env e;
    LinkOut out;
    begin(&e, true);
    Obj *o = obj_new(&e.a, STR("far.o"));
    u32 m = code(o, "main", call, sizeof call, SB_GLOBAL);
    u32 far = obj_sym(o, STR("far"), SB_GLOBAL, SK_NONE, SECT_ABS, (u64)1 << 40, 0);
    obj_fix(o, m, 1, FIX_PC32, far, -4);
    link_add_obj(e.l, o);
    assert_int_equal(link_run(e.l, &out), -1);
    assert_true(said(&e, "far.o: function `main` (.text.main+0x1)"));
    assert_true(said(&e, "`far` does not fit"));
    end(&e);
}

static Str member(Arena *a, const char *defines, const char *wants)
{
    Buf b = {0};
    Obj *o = obj_new(a, STR("m"));
    u32 s = code(o, defines, call, sizeof call, SB_GLOBAL);
    if (wants)
        obj_fix(o, s, 1, FIX_BR32, obj_undef(o, str_of(wants)), -4);
    elf_write_obj(o, &b);
    return buf_take(&b, a);
}

/* Members join by need, also out of order and for each other; a weak reference asks for nothing. */
static void pulls_members(void **state)
{
    (void)state;
    Env e;
    LinkOut out;
    Buf b = {0};
    begin(&e, false);
    ArMember m[] = {{.name = STR("c.o"), .bytes = member(&e.a, "c", NULL)},
                    {.name = STR("b.o"), .bytes = member(&e.a, "b", "c")},
                    {.name = STR("no.o"), .bytes = member(&e.a, "no", "missing")},
                    {.name = STR("a.o"), .bytes = member(&e.a, "a", "b")}};
    ar_write(m, COUNT(m), 0, &b);
    Obj *o = obj_new(&e.a, STR("main.o"));
    u32 s = code(o, "main", call, sizeof call, SB_GLOBAL);
    obj_fix(o, s, 1, FIX_BR32, obj_undef(o, STR("a")), -4);
    obj_sym(o, STR("no"), SB_WEAK, SK_NONE, SECT_UNDEF, 0, 0);
    link_add_file(e.l, STR("lib.a"), (Str){(char *)b.p, b.n});
    link_add_obj(e.l, o);
    assert_int_equal(run(&e, &out), 0);
    const char *map = (const char *)out.map.p, *files = strstr(map, "Files");
    assert_non_null(strstr(files, "main.o\n    lib.a(a.o)\n    lib.a(b.o)\n    lib.a(c.o)\n"));
    assert_null(strstr(files, "no.o"));
    drop_out(&out);
    buf_free(&b);
    end(&e);
}

static u32 strings(Obj *o, const char *bytes, size_t n)
{
    u32 s = obj_sect(o, STR(".rodata.str1.1"), SF_ALLOC | SF_MERGE | SF_STRINGS, 1);
    o->sect.v[s].data = (const u8 *)bytes;
    o->sect.v[s].size = n;
    o->sect.v[s].entsize = 1;
    return s;
}

static void merges(void **state)
{
    (void)state;
    Env e;
    LinkOut out;
    begin(&e, false);
    Obj *x = obj_new(&e.a, STR("x.o")), *y = obj_new(&e.a, STR("y.o"));
    code(x, "main", ret, 1, SB_GLOBAL);
    u32 s = strings(x, "alpha\0beta", 11);
    obj_sym(x, STR("x_alpha"), SB_GLOBAL, SK_DATA, s, 0, 6);
    obj_sym(x, STR("x_beta"), SB_GLOBAL, SK_DATA, s, 6, 5);
    obj_sym(x, STR("x_eta"), SB_GLOBAL, SK_DATA, s, 7, 4);
    s = strings(y, "eta\0alpha\0", 11);
    obj_sym(y, STR("y_eta"), SB_GLOBAL, SK_DATA, s, 0, 4);
    obj_sym(y, STR("y_alpha"), SB_GLOBAL, SK_DATA, s, 4, 6);
    for (int k = 0; k < 2; k++) {
        Obj *o = k ? y : x;
        u32 c = data(o, k ? "y_const" : "x_const", ".rodata.cst8", SF_MERGE, 0x4045000000000000);
        o->sect.v[c].entsize = 8;
    }
    link_add_obj(e.l, x);
    link_add_obj(e.l, y);
    assert_int_equal(run(&e, &out), 0);
    assert_int_equal(value_of(&e, "x_alpha"), value_of(&e, "y_alpha"));
    assert_int_equal(value_of(&e, "x_beta") + 1, value_of(&e, "y_eta"));
    assert_int_equal(value_of(&e, "x_eta"), value_of(&e, "y_eta"));
    assert_int_equal(value_of(&e, "x_const"), value_of(&e, "y_const"));
    assert_int_equal(value_of(&e, "x_const") % 8, 0);
    drop_out(&out);
    end(&e);
}

/* Damage at every byte of a small object: the link says something or succeeds. */
static void survives_damage(void **state)
{
    (void)state;
    Arena keep = {0};
    Buf b = {0};
    Obj *o = obj_new(&keep, STR("m"));
    u32 s = code(o, "main", call, sizeof call, SB_GLOBAL);
    obj_fix(o, s, 1, FIX_BR32, 1, -4);
    u32 t = strings(o, "alpha\0beta", 11);
    u32 sym = obj_sym(o, STR("text"), SB_LOCAL, SK_DATA, t, 6, 5);
    u32 d = data(o, "ptr", ".data", SF_WRITE, 0);
    obj_fix(o, d, 0, FIX_ABS64, sym, 1);
    const CfiRow row = {1, CFI_DEF_CFA_OFFSET, 0, 16};
    eh_frame_add(o, &(UwInit){16, 7, 8, -8, -8, 1}, &(UwFn){1, 6, &row, 1}, 1);
    elf_write_obj(o, &b);
    u32 good = 0;
    for (size_t i = 0; i < 2 * b.n; i++) {
        Env e;
        LinkOut out;
        begin(&e, i & 1);
        u8 *exact = xmalloc(b.n);
        memcpy(exact, b.p, b.n);
        exact[i / 2] ^= (u8)(i & 1 ? 0xff : 1 << (i % 7));
        link_add_file(e.l, STR("damaged.o"), (Str){(char *)exact, b.n});
        if (link_run(e.l, &out) == 0) {
            good++;
            drop_out(&out);
        } else {
            assert_true(e.d.errors > 0);
        }
        free(exact);
        end(&e);
    }
    assert_true(good > 0);
    buf_free(&b);
    arena_free(&keep);
}

int test_link_link(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(runs_in_memory),     cmocka_unit_test(drops_the_unused),
        cmocka_unit_test(resolves),           cmocka_unit_test(collects_cells),
        cmocka_unit_test(refuses_fixed_distances),
        cmocka_unit_test(refuses_half_a_load),
        cmocka_unit_test(refuses_a_mixture),
        cmocka_unit_test(reports_everything),
        cmocka_unit_test(refuses_far_values), cmocka_unit_test(pulls_members),
        cmocka_unit_test(merges),             cmocka_unit_test(survives_damage),
    };
    return cmocka_run_group_tests_name("link_link", tests, NULL, NULL);
}
