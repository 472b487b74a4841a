// x87.c - x87 instructions that work on the register stack alone: AT&T syntax in, Intel syntax out
//
// What has an operand in memory is in rows.def. In AT&T syntax fsub and fdiv with st as the second
// operand have each other's reverse (Using as, "i386-Bugs"), which the table says by two rows.
#include "codegen/asm.h"
#include "codegen/x64/x64.h"

typedef enum {
    F_NONE,  // no operand; opc, then reg as a whole byte
    F_ST,    // %st(i)
    F_ST1,   // the same, st(1) where it is left out
    F_TO0,   // %st(i), %st; or %st(i); or nothing (st(1))
    F_TOI,   // %st, %st(i)
    F_POP,   // %st, %st(i); or %st(i); or nothing (st(1))
    F_MOV    // %st(i), %st
} Form;

typedef struct X87 {
    const char *att, *intel;
    u8 form, opc, reg;       // the i-th register is reg + i
} X87;

static const X87 all[] = {
    {"f2xm1", 0, F_NONE, 0xd9, 0xf0}, {"fabs", 0, F_NONE, 0xd9, 0xe1},
    {"fchs", 0, F_NONE, 0xd9, 0xe0}, {"fcos", 0, F_NONE, 0xd9, 0xff},
    {"fdecstp", 0, F_NONE, 0xd9, 0xf6}, {"fincstp", 0, F_NONE, 0xd9, 0xf7},
    {"fld1", 0, F_NONE, 0xd9, 0xe8}, {"fldl2t", 0, F_NONE, 0xd9, 0xe9},
    {"fldl2e", 0, F_NONE, 0xd9, 0xea}, {"fldpi", 0, F_NONE, 0xd9, 0xeb},
    {"fldlg2", 0, F_NONE, 0xd9, 0xec}, {"fldln2", 0, F_NONE, 0xd9, 0xed},
    {"fldz", 0, F_NONE, 0xd9, 0xee}, {"fnop", 0, F_NONE, 0xd9, 0xd0},
    {"fpatan", 0, F_NONE, 0xd9, 0xf3}, {"fprem", 0, F_NONE, 0xd9, 0xf8},
    {"fprem1", 0, F_NONE, 0xd9, 0xf5}, {"fptan", 0, F_NONE, 0xd9, 0xf2},
    {"frndint", 0, F_NONE, 0xd9, 0xfc}, {"fscale", 0, F_NONE, 0xd9, 0xfd},
    {"fsin", 0, F_NONE, 0xd9, 0xfe}, {"fsincos", 0, F_NONE, 0xd9, 0xfb},
    {"fsqrt", 0, F_NONE, 0xd9, 0xfa}, {"ftst", 0, F_NONE, 0xd9, 0xe4},
    {"fxam", 0, F_NONE, 0xd9, 0xe5}, {"fxtract", 0, F_NONE, 0xd9, 0xf4},
    {"fyl2x", 0, F_NONE, 0xd9, 0xf1}, {"fyl2xp1", 0, F_NONE, 0xd9, 0xf9},
    {"fcompp", 0, F_NONE, 0xde, 0xd9}, {"fucompp", 0, F_NONE, 0xda, 0xe9},
    {"fnclex", 0, F_NONE, 0xdb, 0xe2}, {"fninit", 0, F_NONE, 0xdb, 0xe3},
    {"fld", 0, F_ST, 0xd9, 0xc0}, {"fst", 0, F_ST, 0xdd, 0xd0}, {"fstp", 0, F_ST, 0xdd, 0xd8},
    {"ffree", 0, F_ST, 0xdd, 0xc0}, {"fxch", 0, F_ST1, 0xd9, 0xc8},
    {"fucom", 0, F_ST1, 0xdd, 0xe0}, {"fucomp", 0, F_ST1, 0xdd, 0xe8},
    {"fcom", 0, F_ST1, 0xd8, 0xd0}, {"fcomp", 0, F_ST1, 0xd8, 0xd8},
    {"fadd", 0, F_TO0, 0xd8, 0xc0}, {"fmul", 0, F_TO0, 0xd8, 0xc8},
    {"fsub", 0, F_TO0, 0xd8, 0xe0}, {"fsubr", 0, F_TO0, 0xd8, 0xe8},
    {"fdiv", 0, F_TO0, 0xd8, 0xf0}, {"fdivr", 0, F_TO0, 0xd8, 0xf8},
    {"fadd", 0, F_TOI, 0xdc, 0xc0}, {"fmul", 0, F_TOI, 0xdc, 0xc8},
    {"fsub", "fsubr", F_TOI, 0xdc, 0xe0}, {"fsubr", "fsub", F_TOI, 0xdc, 0xe8},
    {"fdiv", "fdivr", F_TOI, 0xdc, 0xf0}, {"fdivr", "fdiv", F_TOI, 0xdc, 0xf8},
    {"faddp", 0, F_POP, 0xde, 0xc0}, {"fmulp", 0, F_POP, 0xde, 0xc8},
    {"fsubp", "fsubrp", F_POP, 0xde, 0xe0}, {"fsubrp", "fsubp", F_POP, 0xde, 0xe8},
    {"fdivp", "fdivrp", F_POP, 0xde, 0xf0}, {"fdivrp", "fdivp", F_POP, 0xde, 0xf8},
    {"fcmovb", 0, F_MOV, 0xda, 0xc0}, {"fcmove", 0, F_MOV, 0xda, 0xc8},
    {"fcmovbe", 0, F_MOV, 0xda, 0xd0}, {"fcmovu", 0, F_MOV, 0xda, 0xd8},
    {"fcmovnb", 0, F_MOV, 0xdb, 0xc0}, {"fcmovne", 0, F_MOV, 0xdb, 0xc8},
    {"fcmovnbe", 0, F_MOV, 0xdb, 0xd0}, {"fcmovnu", 0, F_MOV, 0xdb, 0xd8},
    {"fucomi", 0, F_TO0, 0xdb, 0xe8}, {"fcomi", 0, F_TO0, 0xdb, 0xf0},
    {"fucomip", 0, F_TO0, 0xdf, 0xe8}, {"fcomip", 0, F_TO0, 0xdf, 0xf0},
    {"fucompi", "fucomip", F_TO0, 0xdf, 0xe8}, {"fcompi", "fcomip", F_TO0, 0xdf, 0xf0},
};

// "%st" or "%st(i)".
static bool stack_register(AsmIn *a, u32 *i)
{
    size_t from = a->i;
    *i = 0;
    if (asm_eat(a, '%') && str_eqz(asm_word(a, true), "st")) {
        if (!asm_eat(a, '('))
            return true;
        Str n = asm_word(a, false);
        if (n.n == 1 && n.p[0] >= '0' && n.p[0] <= '7' && asm_eat(a, ')')) {
            *i = (u32)(n.p[0] - '0');
            return true;
        }
    }
    a->i = from;
    return false;
}

// Which register the form means, with these n operands in the order of the text; -1: none.
static int chosen(u8 form, const u32 *reg, u32 n)
{
    switch ((Form)form) {
    case F_NONE: return n ? -1 : 0;
    case F_ST: return n == 1 ? (int)reg[0] : -1;
    case F_ST1: return n == 1 ? (int)reg[0] : n ? -1 : 1;
    case F_MOV: return n == 2 && !reg[1] ? (int)reg[0] : -1;
    case F_TO0: return n == 1 || (n == 2 && !reg[1]) ? (int)reg[0] : n ? -1 : 1;
    case F_TOI: return n == 2 && !reg[0] ? (int)reg[1] : -1;
    case F_POP: return n == 1 ? (int)reg[0] : n == 2 && !reg[0] ? (int)reg[1] : n ? -1 : 1;
    }
    return -1;
}

// With "n" these do not wait for what is pending, without it they do, by a byte before.
static bool waits(AsmIn *a, Str name)
{
    static const char *const waiting[] = {"fclex", "finit", "fstcw", "fstsw", "fstenv", "fsave"};
    for (u32 k = 0; k < COUNT(waiting); k++)
        if (str_eqz(name, waiting[k])) {
            asm_put_data(a, 0x9b, 1);
            return true;
        }
    return false;
}

bool x64_assemble_x87(AsmIn *a, Str name, bool *done)
{
    u32 reg[2] = {0}, n = 0;
    size_t from = a->i;
    *done = false;
    if (str_eqz(name, "fwait") || str_eqz(name, "wait")) {
        asm_put_data(a, 0x9b, 1);
        return *done = true;
    }
    if (waits(a, name)) {
        *done = x64_assemble(a, str_fmt(a->m->mem, "fn%.*s", (int)name.n - 1, name.p + 1));
        return true;
    }
    if (str_eqz(name, "fnstsw") && asm_eat(a, '%') && str_eqz(asm_word(a, true), "ax")) {
        asm_put_data(a, 0xe0df, 2);
        return *done = true;
    }
    a->i = from;
    while (n < 2 && stack_register(a, &reg[n])) {
        n++;
        if (!asm_eat(a, ','))
            break;
    }
    for (u32 k = 0; k < COUNT(all) && asm_end(a); k++) {
        int i = str_eqz(name, all[k].att) ? chosen(all[k].form, reg, n) : -1;
        if (i < 0)
            continue;
        asm_put_data(a, all[k].opc | (u64)(all[k].reg + i) << 8, 2);
        return *done = true;
    }
    a->i = from;
    return false;
}

int x64_disasm_x87(const u8 *p, size_t n, Buf *out)
{
    if (n >= 1 && p[0] == 0x9b) {
        buf_str(out, "fwait");
        return 1;
    }
    if (n >= 2 && p[0] == 0xdf && p[1] == 0xe0) {
        buf_str(out, "fnstsw ax");
        return 2;
    }
    for (u32 k = 0; k < COUNT(all) && n >= 2; k++) {
        const X87 *x = &all[k];
        u32 i = (u32)p[1] - x->reg;
        if (p[0] != x->opc || p[1] < x->reg || i >= (x->form == F_NONE ? 1 : 8))
            continue;
        buf_str(out, x->intel ? x->intel : x->att);
        if (x->form == F_ST || x->form == F_ST1)
            buf_fmt(out, " st(%u)", i);
        else if (x->form == F_TOI || x->form == F_POP)
            buf_fmt(out, " st(%u), st", i);
        else if (x->form != F_NONE)
            buf_fmt(out, " st, st(%u)", i);
        return 2;
    }
    return 0;
}
