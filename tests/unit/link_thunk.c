// link_thunk.c - branches that do not reach: thunks are made, shared, and only where needed
#include "link/link_int.h"
#include "tests/unit/unit.h"

typedef struct Case {
    Arch arch;
    FixKind call;
    u64 gap;             // more than a branch reaches
    i64 bias;
    u8 word[4];          // the branch with an empty field
} Case;

static const Case cases[] = {
    {ARCH_A64, FIX_A64_CALL26, (u64)129 << 20, 0, {0, 0, 0, 0x94}},
    {ARCH_T32, FIX_T32_CALL, (u64)17 << 20, -4, {0xff, 0xf7, 0xfe, 0xff}},
};

typedef struct Env {
    Arena a;
    Sources src;
    Diags d;
    Link *l;
    Obj *o;
} Env;

static void begin(Env *e, const Case *c)
{
    memset(e, 0, sizeof *e);
    sources_init(&e->src, &e->a);
    diags_init(&e->d, &e->a, &e->src);
    e->l = link_new(&e->a, &(LinkOpts){.entry = STR("near1"), .gc = false}, &e->d);
    e->o = obj_new(&e->a, STR("far.o"));
    e->o->arch = c->arch;
}

/* A function of one call, then what else belongs to its section. */
static void add(Env *e, const Case *c, const char *name, u64 size, const char *callee)
{
    u32 s = obj_sect(e->o, str_fmt(&e->a, ".text.%s", name), SF_ALLOC | SF_EXEC, 4);
    u8 *p = arena_alloc(&e->a, size, 4);
    memcpy(p, c->word, 4);
    e->o->sect.v[s].data = p;
    e->o->sect.v[s].size = size;
    u32 sym = obj_sym(e->o, str_of(name), SB_GLOBAL, SK_FUNC, s, 0, 4);
    for (u32 i = 1; i < e->o->sym.n; i++)
        if (str_eqz(e->o->sym.v[i].name, callee))
            sym = i;
    obj_fix(e->o, s, 0, c->call, sym, c->bias);
}

static u64 addr(Env *e, const char *name)
{
    u64 x = 0;
    assert_true(link_addr(e->l, str_of(name), &x));
    return x;
}

/* Where the branch in the image at `at` goes. */
static u64 goes_to(const Env *e, const Case *c, const Buf *image, u64 at)
{
    for (u32 i = 0; i < e->l->nseg; i++) {
        const Seg *s = &e->l->seg[i];
        if (at >= s->addr && at < s->addr + s->filesz)
            return at + (u64)(fix_addend(c->call, image->p + s->off + (at - s->addr)) - c->bias);
    }
    return 0;
}

static void reaches_far(void **state)
{
    (void)state;
    for (size_t k = 0; k < COUNT(cases); k++) {
        const Case *c = &cases[k];
        Env e;
        LinkOut out;
        begin(&e, c);
        add(&e, c, "far", 8, "");
        add(&e, c, "beside", 8, "far");
        add(&e, c, "gap", c->gap, "far");
        add(&e, c, "near1", 8, "far");
        add(&e, c, "near2", 8, "far");
        link_add_obj(e.l, e.o);
        assert_int_equal(link_run(e.l, &out), 0);
        assert_int_equal(e.l->thunk.n, 1);
        u64 thunk = atom_addr(e.l->thunk.v[0]->atom);
        assert_int_equal(goes_to(&e, c, &out.image, addr(&e, "near1")), thunk);
        assert_int_equal(goes_to(&e, c, &out.image, addr(&e, "near2")), thunk);
        assert_int_equal(goes_to(&e, c, &out.image, addr(&e, "beside")), addr(&e, "far"));
        assert_int_equal(goes_to(&e, c, &out.image, addr(&e, "gap")), addr(&e, "far"));
        buf_free(&out.image);
        arena_free(&e.a);
    }
}

/* Back again: a thunk that is made pushes later code further away, and the layout settles. */
static void both_ways(void **state)
{
    (void)state;
    for (size_t k = 0; k < COUNT(cases); k++) {
        const Case *c = &cases[k];
        Env e;
        LinkOut out;
        begin(&e, c);
        add(&e, c, "near1", 8, "");
        add(&e, c, "gap", c->gap, "near1");
        add(&e, c, "last", 8, "near1");
        e.o->sect.v[0].fix.v[0].sym = e.o->sym.n - 1;   // near1 calls last
        link_add_obj(e.l, e.o);
        assert_int_equal(link_run(e.l, &out), 0);
        assert_int_equal(e.l->thunk.n, 2);
        for (u32 i = 0; i < 2; i++) {
            const Thunk *t = e.l->thunk.v[i];
            u64 from = atom_addr(t->behind);
            assert_int_equal(goes_to(&e, c, &out.image, from), atom_addr(t->atom));
        }
        buf_free(&out.image);
        arena_free(&e.a);
    }
}

/* From the middle of a section larger than a branch reaches, no thunk behind it helps. */
static void says_too_far(void **state)
{
    (void)state;
    const Case *c = &cases[1];
    Env e;
    LinkOut out;
    begin(&e, c);
    add(&e, c, "near1", c->gap, "");
    add(&e, c, "last", 8, "last");
    e.o->sect.v[0].fix.v[0].sym = e.o->sym.n - 1;
    link_add_obj(e.l, e.o);
    assert_int_equal(link_run(e.l, &out), -1);
    assert_int_equal(e.l->thunk.n, 1);
    assert_non_null(strstr(e.d.list.v[0].msg.p, "does not fit a field of kind thm_call"));
    arena_free(&e.a);
}

int test_link_thunk(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reaches_far),
        cmocka_unit_test(both_ways),
        cmocka_unit_test(says_too_far),
    };
    return cmocka_run_group_tests_name("link_thunk", tests, NULL, NULL);
}
