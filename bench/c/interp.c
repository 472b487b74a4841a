// interp.c - a bytecode machine: the loop of every interpreter
#include "kernel.h"

enum { OP_PUSH, OP_LOAD, OP_STORE, OP_ADD, OP_MUL, OP_XOR, OP_LESS, OP_JZ, OP_JMP, OP_HALT };

// s = 1; for (i = 0; i < limit; i = i + 1) s = (s * 7 + i) ^ i;
static const int program[] = {
    OP_PUSH, 1, OP_STORE, 0, OP_PUSH, 0, OP_STORE, 1,
    OP_LOAD, 1, OP_LOAD, 2, OP_LESS, OP_JZ, 32,
    OP_LOAD, 0, OP_PUSH, 7, OP_MUL, OP_LOAD, 1, OP_ADD, OP_LOAD, 1, OP_XOR, OP_STORE, 0,
    OP_JMP, 33, OP_HALT, OP_HALT, OP_HALT,
    OP_LOAD, 1, OP_PUSH, 1, OP_ADD, OP_STORE, 1, OP_JMP, 8,
};

static u64 run(u64 limit)
{
    u64 stack[32], var[4] = {0, 0, limit, 0};
    u64 *sp = stack;
    const int *pc = program;
    for (;;)
        switch (*pc++) {
        case OP_PUSH: *sp++ = (u64)*pc++; break;
        case OP_LOAD: *sp++ = var[*pc++]; break;
        case OP_STORE: var[*pc++] = *--sp; break;
        case OP_ADD: sp--, sp[-1] += sp[0]; break;
        case OP_MUL: sp--, sp[-1] *= sp[0]; break;
        case OP_XOR: sp--, sp[-1] ^= sp[0]; break;
        case OP_LESS: sp--, sp[-1] = sp[-1] < sp[0]; break;
        case OP_JZ: pc = *--sp ? pc + 1 : program + *pc; break;
        case OP_JMP: pc = program + *pc; break;
        default: return var[0];
        }
}

u64 kernel(u32 n)
{
    return run((u64)n * 10000000);
}
