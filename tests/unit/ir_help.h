// ir_help.h - small tools of the IR's unit tests
#ifndef IR_HELP_H
#define IR_HELP_H

#include "ir/ir.h"
#include "tests/fuzz/irgen.h"
#include "tests/unit/unit.h"

// The module of a text that must be right.
static inline Mod *ir_of(Arena *a, const char *text)
{
    Sources src;
    Diags d;
    DataLayout dl = irgen_layout();
    sources_init(&src, a);
    diags_init(&d, a, &src);
    Mod *m = ir_parse(a, &src, sources_add(&src, STR("test.ir"), str_of(text)), &dl, &d);
    for (u32 k = 0; k < d.list.n; k++)
        print_message("%.*s at %u\n", STR_ARG(d.list.v[k].msg), d.list.v[k].span.lo);
    assert_non_null(m);
    Buf why = {0};
    if (ir_verify_mod(m, &why))
        fail_msg("%.*s", (int)why.n, (const char *)why.p);
    return m;
}

static inline Str ir_text(Arena *a, const Mod *m)
{
    Buf b = {0};
    ir_print_mod(m, &b);
    return buf_take(&b, a);
}

#endif
