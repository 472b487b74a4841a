// objfmt_fixup.c - fixups write what fits and refuse what does not, to the last value; relaxations
#include "objfmt/fixup.h"
#include "tests/unit/unit.h"

typedef struct Limit {
    FixKind k;
    i64 lo, hi;
} Limit;

static const Limit limits[] = {
    {FIX_PC32, INT32_MIN, INT32_MAX},    {FIX_BR32, INT32_MIN, INT32_MAX},
    {FIX_ABS32S, INT32_MIN, INT32_MAX},  {FIX_GOTPC32, INT32_MIN, INT32_MAX},
    {FIX_TPOFF32, INT32_MIN, INT32_MAX}, {FIX_ABS32, 0, UINT32_MAX},
    {FIX_SIZE32, 0, UINT32_MAX},         {FIX_PC16, INT16_MIN, INT16_MAX},
    {FIX_ABS16, INT16_MIN, UINT16_MAX},  {FIX_PC8, INT8_MIN, INT8_MAX},
    {FIX_ABS8, INT8_MIN, UINT8_MAX},     {FIX_ABS64, INT64_MIN, INT64_MAX},
    {FIX_PC64, INT64_MIN, INT64_MAX},
};

static void at_the_limits(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(limits); i++) {
        const Limit *l = &limits[i];
        u8 p[10] = {0}, same[10];
        int n = fix_info[l->k].bytes;
        memset(p, 0x5a, sizeof p);
        assert_int_equal(fix_patch(l->k, p + 1, l->lo), FIX_OK);
        assert_int_equal(fix_patch(l->k, p + 1, l->hi), FIX_OK);
        assert_int_equal(p[0], 0x5a);
        assert_int_equal(p[1 + n], 0x5a);
        memcpy(same, p, sizeof p);
        if (n == 8)
            continue;
        assert_int_equal(fix_patch(l->k, p + 1, l->lo - 1), FIX_RANGE);
        assert_int_equal(fix_patch(l->k, p + 1, l->hi + 1), FIX_RANGE);
        assert_memory_equal(p, same, sizeof p);
    }
}

/* What the field says after the addend was written is the addend, in every kind that has room. */
static void reads_back(void **state)
{
    (void)state;
    static const i64 add[] = {-8, -4096, 16, 4096, 0x7ff0};
    for (int k = 1; k < FIX_COUNT; k++) {
        int known = 0;
        for (size_t i = 0; i < COUNT(add); i++) {
            u8 p[8] = {0};
            if (fix_patch((FixKind)k, p, add[i]) != FIX_OK)
                continue;
            i64 mask = fix_info[k].bytes == 1 ? 0xff : fix_info[k].bytes == 2 ? 0xffff : -1;
            bool low = fix_addend((FixKind)k, p) == (add[i] & 0xfff);   // low 12 bits only
            known += low || ((fix_addend((FixKind)k, p) ^ add[i]) & mask) == 0;
        }
        bool half = strstr(fix_info[k].text, "mov") || strstr(fix_info[k].text, "tp_g");
        if (!half && fix_info[k].patch != fix_a64_none)
            assert_in_range(known, 1, COUNT(add));
    }
}

static void reads_half_words(void **state)
{
    (void)state;
    u8 p[4] = {0x40, 0xf2, 0, 0};
    assert_int_equal(fix_patch(FIX_T32_MOVW, p, 0x8765), FIX_OK);
    assert_int_equal(fix_addend(FIX_T32_MOVW, p), 0x8765 - 0x10000);
    assert_int_equal(fix_patch(FIX_T32_MOVT, p, 0x12345678), FIX_OK);
    assert_int_equal(fix_addend(FIX_T32_MOVT, p), 0x1234);
    assert_int_equal(fix_patch(FIX_A64_MOVW_G1, p, 0x12345678), FIX_OK);
    assert_int_equal(fix_addend(FIX_A64_MOVW_G1, p), 0x1234);
    assert_int_equal(fix_patch(FIX_A64_MOVW_G1C, p, 0x112345678), FIX_RANGE);
    assert_int_equal(fix_patch(FIX_A64_MOVW_G1C, p, 0xfff00000), FIX_OK);
}

static void types_are_unique(void **state)
{
    (void)state;
    static bool seen[3][1100];
    memset(seen, 0, sizeof seen);
    for (int k = 0; k < FIX_COUNT; k++)
        for (int a = 0; a < 3; a++) {
            int n = fix_info[k].elf[a];
            if (n < 0)
                continue;
            assert_in_range(n, 0, 1099);
            assert_false(seen[a][n]);
            seen[a][n] = true;
        }
}

typedef struct Relax {
    FixKind k;
    u8 from[16];
    int at, n;           // the field; bytes in all
    FixRelax r;
    u8 to[16];
    int field;
    FixKind out;
} Relax;

static const Relax relaxations[] = {
    {FIX_GOTPCRX, {0x48, 0x8b, 0x0d}, 3, 7, RX_LEA, {0x48, 0x8d, 0x0d}, 0, FIX_PC32},
    {FIX_GOTPCX, {0x8b, 0x05}, 2, 6, RX_LEA, {0x8d, 0x05}, 0, FIX_PC32},
    {FIX_GOTPCX, {0xff, 0x15}, 2, 6, RX_CALL, {0x67, 0xe8}, 0, FIX_PC32},
    {FIX_GOTPCX, {0xff, 0x25}, 2, 6, RX_JMP, {0xe9, 0x25, 0, 0, 0, 0x90}, -1, FIX_PC32},
    {FIX_GOTTP32, {0x48, 0x8b, 0x1d}, 3, 7, RX_TP_MOV, {0x48, 0xc7, 0xc3}, 0, FIX_TPOFF32},
    {FIX_GOTTP32, {0x4c, 0x8b, 0x3d}, 3, 7, RX_TP_MOV, {0x49, 0xc7, 0xc7}, 0, FIX_TPOFF32},
    {FIX_GOTTP32, {0x4c, 0x03, 0x25}, 3, 7, RX_TP_ADD, {0x49, 0x81, 0xc4}, 0, FIX_TPOFF32},
    {FIX_TLSGD, {0x66, 0x48, 0x8d, 0x3d, 0, 0, 0, 0, 0x66, 0x66, 0x48, 0xe8}, 4, 16, RX_TLSGD,
     {0x64, 0x48, 0x8b, 4, 0x25, 0, 0, 0, 0, 0x48, 0x8d, 0x80}, 8, FIX_TPOFF32},
    {FIX_TLSLD, {0x48, 0x8d, 0x3d, 0, 0, 0, 0, 0xe8}, 3, 12, RX_TLSLD,
     {0x66, 0x66, 0x66, 0x64, 0x48, 0x8b, 4, 0x25}, 0, FIX_NONE},
    {FIX_GOTPCX, {0x3b, 0x05}, 2, 6, RX_NONE, {0}, 0, FIX_NONE},        // cmp keeps its entry
    {FIX_GOTPCRX, {0x48, 0x8b, 0x4d}, 3, 7, RX_NONE, {0}, 0, FIX_NONE}, // not rip-relative
};

static void relaxes(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(relaxations); i++) {
        const Relax *x = &relaxations[i];
        u8 p[16];
        int field;
        FixKind kind;
        i64 add;
        memcpy(p, x->from, 16);
        u64 after = (u64)(x->n - x->at);
        assert_int_equal(fix_x64_relax(x->k, -4, p + x->at, (u64)x->at, after), x->r);
        assert_int_equal(fix_x64_relax(x->k, -3, p + x->at, (u64)x->at, after), RX_NONE);
        assert_int_equal(fix_x64_relax(x->k, -4, p + x->at, 1, after), RX_NONE);
        if (x->k == FIX_TLSGD || x->k == FIX_TLSLD)
            assert_int_equal(fix_x64_relax(x->k, -4, p + x->at, (u64)x->at, after - 4), RX_NONE);
        if (x->r == RX_NONE)
            continue;
        fix_x64_rewrite(x->r, p + x->at, &field, &kind, &add);
        assert_memory_equal(p, x->to, 16);
        assert_int_equal(field, x->field);
        assert_int_equal(kind, x->out);
    }
}

typedef struct RelaxA64 {
    FixKind k;
    u32 from;
    FixRelax r;
    u32 to;
    FixKind out;
} RelaxA64;

static const RelaxA64 relaxations_a64[] = {
    {FIX_A64_GOT_PAGE, 0x90000005, RX_LEA, 0x90000005, FIX_A64_ADRP},        // adrp x5
    {FIX_A64_GOT_LO12, 0xf94000a7, RX_LEA, 0x910000a7, FIX_A64_LO12},        // ldr -> add x7, x5
    {FIX_A64_DESC_PAGE, 0x90000000, RX_TLSDESC, 0xd2a00000, FIX_A64_TP_G1},  // adrp -> movz x0
    {FIX_A64_DESC_LD64, 0xf9400001, RX_TLSDESC, 0xf2800000, FIX_A64_TP_G0_NC},  // ldr -> movk x0
    {FIX_A64_DESC_LO12, 0x91000000, RX_TLSDESC, 0xd503201f, FIX_NONE},       // add -> nop
    {FIX_A64_DESC_CALL, 0xd63f0020, RX_TLSDESC, 0xd503201f, FIX_NONE},       // blr -> nop
    {FIX_A64_GOT_LO12, 0xb94000a7, RX_NONE, 0, FIX_NONE},                    // a load of 32 bits
    {FIX_A64_DESC_PAGE, 0x90000001, RX_NONE, 0, FIX_NONE},                   // not x0
    {FIX_A64_LO12, 0x91000000, RX_NONE, 0, FIX_NONE},                        // no sequence
};

static void relaxes_a64(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(relaxations_a64); i++) {
        const RelaxA64 *x = &relaxations_a64[i];
        u8 p[4];
        int field = 1;
        FixKind kind = FIX_NONE;
        i64 add = 0;
        wr32(p, x->from);
        assert_int_equal(fix_a64_relax(x->k, 0, p, 0, 3), RX_NONE);
        assert_int_equal(fix_a64_relax(x->k, 0, p, 0, 4), x->r);
        if (x->r == RX_NONE)
            continue;
        fix_a64_rewrite(x->r, p, x->k, &field, &kind, &add);
        assert_int_equal(rd32(p), x->to);
        assert_int_equal(kind, x->out);
        assert_int_equal(field, 0);
    }
}

int test_objfmt_fixup(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(at_the_limits),
        cmocka_unit_test(reads_back),
        cmocka_unit_test(reads_half_words),
        cmocka_unit_test(types_are_unique),
        cmocka_unit_test(relaxes),
        cmocka_unit_test(relaxes_a64),
    };
    return cmocka_run_group_tests_name("objfmt_fixup", tests, NULL, NULL);
}
