// codegen_ra.c - parallel moves keep every value; the checker refuses a wrong allocation
#include "codegen/target.h"
#include "tests/fuzz/irgen.h"
#include "tests/unit/unit.h"

enum { NPLACE = 20 };

// Places 0..7 integer registers, 8..13 slots, 14..19 vector registers.
static MOp place(MFn *m, u32 k)
{
    if (k < 8)
        return (MOp){.kind = MO_REG, .size = 8, .reg = m->t->isa->order[RC_INT][k]};
    if (k >= 14)
        return (MOp){.kind = MO_REG, .size = 8, .reg = m->t->isa->order[RC_FLT][k - 14]};
    return (MOp){.kind = MO_MEM, .size = 8, .flags = MOF_SLOT, .slot = k - 8};
}

static u32 index_of(const MOp *o)
{
    return o->kind == MO_REG ? o->reg : 64 + o->slot;
}

static void run(const MBlk *b, u32 *val)
{
    for (const MIns *i = b->first; i; i = i->next) {
        u32 x = index_of(&i->op_[0]), y = index_of(&i->op_[1]);
        if (i->op_[1].flags & MOF_DEF) {
            u32 t = val[x];
            val[x] = val[y];
            val[y] = t;
        } else {
            val[x] = val[y];
        }
    }
}

static void moves(void **state)
{
    (void)state;
    u64 seed = 88172645463325252u;
    for (int round = 0; round < 3000; round++) {
        Arena a = {0};
        MFn *m = arena_new(&a, MFn);
        m->mem = &a;
        m->t = target_host();
        for (u32 k = 0; k < 6; k++)
            m_slot(m, 8, 8);
        MBlk *b = m_blk(m);
        PMove mv[12];
        u32 n = 0, src[12], val[256];
        bool used[NPLACE] = {false};
        MIns *end = m_ins(m, M_CFI, 8, 0, 0);
        m_before(b, NULL, end);
        while (n < 1 + irgen_random(&seed) % 12) {
            // integers among places 0..13, vectors among 8..19
            u32 low = irgen_random(&seed) % 2 ? 0 : 8, d = low + irgen_random(&seed) % 12;
            src[n] = low + irgen_random(&seed) % 12;
            if ((low ? d < 8 : d > 13) || used[d])
                break;
            if (low ? src[n] < 8 : src[n] > 13)
                break;
            used[d] = true;
            mv[n].dst = place(m, d);
            mv[n].src = place(m, src[n]);
            n++;
        }
        u32 want[12], at[12];
        for (u32 k = 0; k < 256; k++)
            val[k] = k;
        for (u32 k = 0; k < n; k++) {
            want[k] = val[index_of(&mv[k].src)];
            at[k] = index_of(&mv[k].dst);
        }
        parmove(m, b, end, mv, n);
        m_remove(b, end);
        run(b, val);
        for (u32 k = 0; k < n; k++)
            assert_int_equal(val[at[k]], want[k]);
        arena_free(&a);
    }
}

static MFn *allocated(Arena *a, const CgOpts *o, Fn *f)
{
    MFn *m = arena_new(a, MFn);
    m->mem = a;
    m->t = target_host();
    m->f = f;
    m->o = o;
    legalize(m->t, f, false);
    fill_cfg(f);
    fill_use(f);
    fill_loops(f);
    m->t->isa->select(m);
    layout_split_edges(m);
    layout_order(m);
    regalloc(m);
    return m;
}

// Every operand in turn reads a register that was never written: the checker must see each.
static void refuses(void **state)
{
    (void)state;
    Arena a = {0};
    Fn *f = irgen(mod_new(&a, &target_host()->dl, STR("gen")), 3, "f");
    CgOpts o = {.level = 2};
    MFn *m = allocated(&a, &o, f);
    Buf err = {0};
    assert_int_equal(racheck(m, &err), 0);
    u32 tried = 0;
    for (u32 k = 0; k < m->order.n && tried < 40; k++)
        for (MIns *i = m->blk.v[m->order.v[k]]->first; i; i = i->next)
            for (u32 j = 0; j < (u32)i->nop + i->nx && tried < 40; j++) {
                MOp *op = &i->op_[j];
                if (op->kind != MO_REG || !(op->flags & MOF_USE) || i->flags & MIF_RA ||
                    !reg_virt(op->vreg))
                    continue;
                Reg was = op->reg;
                op->reg = m->t->isa->scratch_flt;
                assert_true(racheck(m, &err) > 0);
                op->reg = was;
                tried++;
            }
    assert_int_equal(tried, 40);
    assert_int_equal(racheck(m, &err), 0);
    buf_free(&err);
    arena_free(&a);
}

// Dropping any one of the allocator's moves must be seen too, unless its value is read no more.
static void misses_move(void **state)
{
    (void)state;
    Arena a = {0};
    Fn *f = irgen(mod_new(&a, &target_host()->dl, STR("gen")), 14, "f");
    CgOpts o = {.level = 2};
    MFn *m = allocated(&a, &o, f);
    Buf err = {0};
    assert_int_equal(racheck(m, &err), 0);
    u32 seen = 0, tried = 0;
    for (u32 k = 0; k < m->order.n; k++) {
        MBlk *b = m->blk.v[m->order.v[k]];
        for (MIns *i = b->first, *next; i && tried < 60; i = next) {
            next = i->next;
            if (!(i->flags & MIF_RA) || i->op_[0].kind != MO_REG)
                continue;
            m_remove(b, i);
            seen += racheck(m, &err) > 0;
            tried++;
            m_before(b, next, i);
        }
    }
    assert_true(tried > 20 && seen * 10 >= tried * 8);
    assert_int_equal(racheck(m, &err), 0);
    buf_free(&err);
    arena_free(&a);
}

int test_codegen_ra(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(moves), cmocka_unit_test(refuses),
                                       cmocka_unit_test(misses_move)};
    return cmocka_run_group_tests_name("codegen_ra", tests, NULL, NULL);
}
