// ir_interp.c - the interpreter computes what docs/ir.md says and stops where it says
#include "tests/unit/ir_help.h"

static bool native(void *ctx, Interp *in, Str name, const Sig *s, const u64 *a, u32 n, u64 *ret)
{
    (void)ctx;
    (void)s;
    if (str_eqz(name, "sum3") && n == 3) {
        ret[0] = a[0] + a[1] + a[2];
        return true;
    }
    if (str_eqz(name, "quit")) {
        interp_exit(in, (int)a[0]);
        return true;
    }
    if (str_eqz(name, "twice")) { // calls back
        u64 r[4];
        if (interp_call(in, (SymId)((u64)a[0] >> 4 & 0xffffff), &a[1], 1, r) != IN_OK)
            return true;
        return interp_call(in, (SymId)((u64)a[0] >> 4 & 0xffffff), r, 1, ret) == IN_OK;
    }
    return false;
}

typedef struct Case {
    const char *fn;
    u64 args[3];
    u32 n;
    InterpEnd end;
    u64 ret;
    const char *error;
} Case;

static void run(const char *text, const Case *c, u32 n)
{
    Arena a = {0};
    Mod *m = ir_of(&a, text);
    for (u32 k = 0; k < n; k++) {
        InterpOpts o = {.native = native, .max_steps = 5000000, .stack_size = 1 << 20};
        Interp *in = interp_new(m, &o);
        u64 ret[4];
        InterpEnd end = interp_call(in, mod_sym(m, str_of(c[k].fn)), c[k].args, c[k].n, ret);
        if (end != c[k].end || (end == IN_OK && ret[0] != c[k].ret))
            fail_msg("%s(%lld): end %d, result %lld (%.*s)", c[k].fn, (long long)c[k].args[0], end,
                     (long long)ret[0], STR_ARG(interp_error(in)));
        if (c[k].error && end != IN_EXIT)
            assert_string_equal(interp_error(in).p, c[k].error);
        interp_free(in);
    }
    arena_free(&a);
}

// One operation on two 64-bit arguments, narrowed to the type and widened again.
static u64 compute(const char *op, const char *type, u64 x, u64 y, InterpEnd *end)
{
    Arena a = {0};
    bool wide = !strcmp(type, "i64");
    bool cmp = !strcmp(op, "ult") || !strcmp(op, "slt");
    Str narrow = wide ? STR("") : str_fmt(&a, "    %%p = trunc %s %%x\n"
                                              "    %%q = trunc %s %%y\n", type, type);
    const char *p = wide ? "%x" : "%p", *q = wide ? "%y" : "%q", *rt = cmp ? "i8" : type;
    Str t = str_fmt(&a, "fn @f(i64, i64) -> i64 {\n.1(%%x: i64, %%y: i64):\n"
                        "%.*s    %%r = %s %s %s, %s\n%s"
                        "    ret %%%s\n}\n", STR_ARG(narrow), op, rt, p, q,
                    wide && !cmp ? "" : "    %s = sext i64 %r\n", wide && !cmp ? "r" : "s");
    Mod *m = ir_of(&a, t.p);
    InterpOpts o = {0};
    Interp *in = interp_new(m, &o);
    u64 args[2] = {x, y}, ret[4];
    *end = interp_call(in, mod_sym(m, STR("f")), args, 2, ret);
    interp_free(in);
    arena_free(&a);
    return ret[0];
}

static void integer_operations(void **state)
{
    (void)state;
    static const struct { const char *op, *type; i64 x, y, r; InterpEnd end; } c[] = {
        {"add", "i8", 127, 1, -128, IN_OK},
        {"add", "i32", INT32_MAX, 1, INT32_MIN, IN_OK},
        {"sub", "i16", -32768, 1, 32767, IN_OK},
        {"mul", "i64", INT64_MAX, 2, -2, IN_OK},
        {"mul", "i16", 300, 300, 24464, IN_OK},
        {"sdiv", "i32", -7, 2, -3, IN_OK},
        {"srem", "i32", -7, 2, -1, IN_OK},
        {"udiv", "i32", -7, 2, 0x7ffffffc, IN_OK},
        {"udiv", "i8", -1, 2, 127, IN_OK},
        {"urem", "i64", -1, 10, 5, IN_OK},
        {"sdiv", "i64", 1, 0, 0, IN_TRAP},
        {"urem", "i8", 1, 256, 0, IN_TRAP},
        {"sdiv", "i32", INT32_MIN, -1, 0, IN_TRAP},
        {"srem", "i8", -128, -1, 0, IN_TRAP},
        {"mulhs", "i64", INT64_MIN, INT64_MIN, (i64)1 << 62, IN_OK},
        {"mulhs", "i64", -5, 7, -1, IN_OK},
        {"mulhu", "i64", -1, -1, -2, IN_OK},
        {"mulhu", "i32", -1, -1, -2, IN_OK},
        {"mulhs", "i8", -128, -128, 64, IN_OK},
        {"shl", "i32", 1, 33, 2, IN_OK},
        {"shl", "i8", 1, 7, -128, IN_OK},
        {"shr", "i8", -1, 1, 127, IN_OK},
        {"sar", "i8", -128, 9, -64, IN_OK},
        {"shr", "i64", -1, 64, -1, IN_OK},
        {"rotl", "i8", 0x81, 1, 3, IN_OK},
        {"rotr", "i16", 1, 1, -32768, IN_OK},
        {"rotl", "i64", INT64_MIN, 1, 1, IN_OK},
        {"ult", "i8", 1, -1, -0 + 1, IN_OK},
        {"slt", "i8", 1, -1, 0, IN_OK},
        {"ult", "i64", -1, 1, 0, IN_OK},
    };
    for (u32 k = 0; k < COUNT(c); k++) {
        InterpEnd end;
        i64 r = (i64)compute(c[k].op, c[k].type, (u64)c[k].x, (u64)c[k].y, &end);
        if (end != c[k].end || (end == IN_OK && r != c[k].r))
            fail_msg("%s %s %lld, %lld: end %d, %lld", c[k].op, c[k].type, (long long)c[k].x,
                     (long long)c[k].y, end, (long long)r);
    }
}

static void overflow_flags(void **state)
{
    (void)state;
    static const struct { const char *op, *type; i64 x, y; int flag; } c[] = {
        {"saddo", "i64", INT64_MAX, 1, 1}, {"saddo", "i64", -1, 1, 0},   {"uaddo", "i64", -1, 1, 1},
        {"ssubo", "i64", INT64_MIN, 1, 1}, {"usubo", "i64", 0, 1, 1},    {"usubo", "i64", 1, 1, 0},
        {"smulo", "i64", INT64_MIN, -1, 1}, {"smulo", "i64", -3, 5, 0},  {"umulo", "i64", -1, 2, 1},
        {"umulo", "i64", 1 << 30, 4, 0},   {"saddo", "i8", 127, 1, 1},   {"uaddo", "i8", 127, 1, 0},
        {"uaddo", "i8", -1, 1, 1},         {"smulo", "i32", 65536, 65536, 1},
        {"umulo", "i32", 65536, 65535, 0}, {"usubo", "i16", 3, 4, 1},
        {"ssubo", "i16", -32768, 1, 1},
    };
    for (u32 k = 0; k < COUNT(c); k++) {
        Arena a = {0};
        Str t = str_fmt(&a, "fn @f(%s, %s) -> i8 {\n.1(%%x: %s, %%y: %s):\n"
                            "    %%r = %s %s %%x, %%y\n"
                            "    %%f = res i8 %%r #1\n    ret %%f\n}\n", c[k].type, c[k].type,
                            c[k].type,
                        c[k].type, c[k].op, c[k].type);
        Mod *m = ir_of(&a, t.p);
        InterpOpts o = {0};
        Interp *in = interp_new(m, &o);
        u64 args[2] = {(u64)c[k].x, (u64)c[k].y}, ret[4];
        assert_int_equal(interp_call(in, mod_sym(m, STR("f")), args, 2, ret), IN_OK);
        if ((int)ret[0] != c[k].flag)
            fail_msg("%s %s %lld, %lld", c[k].op, c[k].type, (long long)c[k].x, (long long)c[k].y);
        interp_free(in);
        arena_free(&a);
    }
}

static void control(void **state)
{
    (void)state;
    static const char text[] =
        "extern @sum3 (i64, i64, i64) -> i64\nextern @quit (i64) -> void\nextern @nope () -> void\n"
        "extern @twice (ptr, i64) -> i64\n"
        "file 1 \"t.c\"\n"
        "fn @fib(i64) -> i64 {\n.1(%n: i64):\n    %c = slt i8 %n, i64 2\n    br %c, .2, .3\n"
        ".2:\n    ret %n\n.3:\n    %a = sub i64 %n, 1\n    %b = call i64 @fib(%a) : (i64) -> i64\n"
        "    %d = sub i64 %n, 2\n    %e = call i64 @fib(%d) : (i64) -> i64\n"
        "    %f = add i64 %b, %e\n"
        "    ret %f\n}\n"
        "fn @swap(i64) -> i64 {\n.1(%n: i64):\n    jmp .2(i64 1, i64 2, i64 0)\n"
        ".2(%x: i64, %y: i64, %i: i64):\n    %j = add i64 %i, 1\n    %c = slt i8 %j, %n\n"
        "    br %c, .2(%y, %x, %j), .3\n.3:\n    %r = mul i64 %x, 10\n    %s = add i64 %r, %y\n"
        "    ret %s\n}\n"
        "fn @sw(i32) -> i32 {\n.1(%n: i32):\n"
        "    switch %n, .d [1: .a, 2: .b(i32 7), -5: .c, 100000: .b(i32 9)]\n"
        ".a:\n    ret 11\n.b(%q: i32):\n    ret %q\n.c:\n    ret 13\n.d:\n    ret -1\n}\n"
        "fn @dense(i8) -> i32 {\n.1(%n: i8):\n    switch %n, .d [-1: .a, 0: .b, 1: .c, 3: .a]\n"
        ".a:\n    ret 1\n.b:\n    ret 2\n.c:\n    ret 3\n.d:\n    ret 4\n}\n"
        "fn @tail(i64, i64) -> i64 {\n.1(%n: i64, %acc: i64):\n    br %n, .2, .3\n.2:\n"
        "    %m = sub i64 %n, 1\n"
        "    %a = add i64 %acc, %n\n    tailcall i64 @tail(%m, %a) : (i64, i64) -> i64\n.3:\n"
        "    ret %acc\n}\n"
        "data @tab size 24 align 8 {\n    0: @lab &.x\n    8: @lab &.y\n    16: @fib\n}\n"
        "fn @lab(i64) -> i64 {\n.1(%i: i64):\n    %o = shl i64 %i, i8 3\n"
        "    %p = add ptr @tab, %o\n"
        "    %l = load ptr %p align 8\n    ijmp %l [.x, .y]\n.x:\n    ret 100\n.y:\n"
        "    %f = load ptr @tab+16 align 8\n    %r = call i64 %f(i64 10) : (i64) -> i64\n"
        "    ret %r\n}\n"
        "fn @two(i64) -> i64, i8 internal {\n.1(%a: i64):\n"
        "    %r = saddo i64 %a, 0x7fffffffffffffff\n"
        "    %f = res i8 %r #1\n    ret %r, %f\n}\n"
        "fn @usetwo(i64) -> i64 {\n.1(%a: i64):\n"
        "    %r = call i64 @two(%a) : (i64) -> i64, i8 internal\n"
        "    %f = res i8 %r #1\n    %g = sext i64 %f\n    ret %g\n}\n"
        "fn @nat() -> i64 {\n.1:\n"
        "    %r = call i64 @sum3(i64 1, i64 2, i64 3) : (i64, i64, i64) -> i64\n"
        "    ret %r\n}\n"
        "fn @back(i64) -> i64 {\n.1(%n: i64):\n"
        "    %r = call i64 @twice(@fib, %n) : (ptr, i64) -> i64\n    ret %r\n}\n"
        "fn @quits() -> void {\n.1:\n    call void @quit(i64 7) : (i64) -> void\n    ret\n}\n"
        "fn @nopes() -> void {\n.1:\n    call void @nope() : () -> void !1:3\n    ret\n}\n"
        "fn @rec(i64) -> i64 {\n.1(%n: i64):\n    %r = call i64 @rec(%n) : (i64) -> i64\n"
        "    ret %r\n}\n"
        "fn @spin() -> void {\n.1:\n    jmp .2\n.2:\n    jmp .2\n}\n"
        "fn @traps() -> void {\n.1:\n    trap !1:9\n}\n"
        "fn @undefined() -> i64 {\n.1:\n    %r = add i64 undef, 5\n    ret %r\n}\n"
        "fn @bad(i64) -> i64 {\n.1(%n: i64):\n    %p = bitcast ptr %n\n"
        "    %r = call i64 %p() : () -> i64\n    ret %r\n}\n";
    static const Case c[] = {
        {"fib", {20}, 1, IN_OK, 6765, NULL},
        {"swap", {3}, 1, IN_OK, 12, NULL},
        {"swap", {4}, 1, IN_OK, 21, NULL},
        {"sw", {1}, 1, IN_OK, 11, NULL},
        {"sw", {2}, 1, IN_OK, 7, NULL},
        {"sw", {(u64)-5}, 1, IN_OK, 13, NULL},
        {"sw", {0xfffffffbu}, 1, IN_OK, 13, NULL},
        {"sw", {100000}, 1, IN_OK, 9, NULL},
        {"sw", {3}, 1, IN_OK, (u64)-1, NULL},
        {"dense", {255}, 1, IN_OK, 1, NULL},
        {"dense", {1}, 1, IN_OK, 3, NULL},
        {"dense", {2}, 1, IN_OK, 4, NULL},
        {"dense", {4}, 1, IN_OK, 4, NULL},
        {"tail", {1000000, 0}, 2, IN_OK, 500000500000, NULL},
        {"lab", {0}, 1, IN_OK, 100, NULL},
        {"lab", {1}, 1, IN_OK, 55, NULL},
        {"lab", {2}, 1, IN_BOUNDS, 0,
         "jump to something that is no label in function lab, block .1 (ijmp)"},
        {"usetwo", {1}, 1, IN_OK, 1, NULL},
        {"usetwo", {0}, 1, IN_OK, 0, NULL},
        {"nat", {0}, 0, IN_OK, 6, NULL},
        {"back", {8}, 1, IN_OK, 10946, NULL},
        {"quits", {0}, 0, IN_EXIT, 0, NULL},
        {"nopes", {0}, 0, IN_UNDEF, 0,
         "undefined function nope called in function nopes, block .1 (call) at t.c:3"},
        {"rec", {1}, 1, IN_STACK, 0, "stack overflow in function rec, block .1 (call)"},
        {"spin", {0}, 0, IN_STEPS, 0, NULL},
        {"traps", {0}, 0, IN_TRAP, 0, "trap in function traps, block .1 (trap) at t.c:9"},
        {"undefined", {0}, 0, IN_OK, 5, NULL},
        {"bad", {4096}, 1, IN_BOUNDS, 0,
         "call of something that is no function in function bad, block .1 (call)"},
    };
    run(text, c, COUNT(c));
}

static void memory(void **state)
{
    (void)state;
    static const char text[] =
        "file 1 \"m.c\"\n"
        "data local ro @ro size 5 align 1 {\n    \"abcde\"\n}\n"
        "data local @rw size 12 align 4\n"
        "fn @slot(i64) -> i64 {\n    slot $0 size 5 align 1\n    slot $1 size 8 align 8\n"
        ".1(%k: i64):\n"
        "    %p = add ptr $0, %k\n    store i8 %p, 5 !1:44\n    %v = load i8 %p !1:45\n"
        "    %w = sext i64 %v\n"
        "    ret %w\n}\n"
        "fn @inner() -> ptr {\n    slot $0 size 8 align 8\n.1:\n    store i64 $0, 1 align 8\n"
        "    ret $0\n}\n"
        "fn @dangling() -> i64 {\n.1:\n    %p = call ptr @inner() : () -> ptr\n"
        "    %v = load i64 %p align 8\n    ret %v\n}\n"
        "fn @rdro(i64) -> i64 {\n.1(%k: i64):\n    %p = add ptr @ro, %k\n    %v = load i8 %p\n"
        "    %w = zext i64 %v\n"
        "    ret %w\n}\n"
        "fn @wrro() -> void {\n.1:\n    store i8 @ro+1, 1 !1:9\n    ret\n}\n"
        "fn @edge(i64) -> i64 {\n.1(%k: i64):\n    %p = add ptr @rw, %k\n    store i64 %p, -2\n"
        "    %v = load i32 %p\n"
        "    %w = sext i64 %v\n    ret %w\n}\n"
        "fn @null() -> i64 {\n.1:\n    %v = load i64 ptr 8 align 8\n    ret %v\n}\n"
        "fn @copy(i64) -> i64 {\n    slot $0 size 16 align 8\n    slot $1 size 16 align 8\n"
        ".1(%n: i64):\n"
        "    set $0, 7, 16\n    copy $1, $0, %n\n    %v = load i64 $1+8 align 8\n    ret %v\n}\n"
        "fn @vla(i64) -> i64 {\n.1(%n: i64):\n    %s = savesp ptr\n"
        "    %p = alloca ptr %n align 32\n"
        "    %a = bitcast i64 %p\n    %m = and i64 %a, 31\n    set %p, 3, %n\n"
        "    %q = add ptr %p, %n\n"
        "    %r = sub ptr %q, 1\n    %v = load i8 %r\n    restsp %s\n    %w = zext i64 %v\n"
        "    %x = add i64 %w, %m\n"
        "    ret %x\n}\n"
        "fn @vlaend(i64) -> i64 {\n.1(%n: i64):\n    %s = savesp ptr\n"
        "    %p = alloca ptr %n align 16\n"
        "    store i8 %p, 1\n    restsp %s\n    %v = load i8 %p\n    %w = zext i64 %v\n    ret %w\n"
        "}\n"
        "fn @big() -> void {\n    slot $0 size 2000000 align 8\n.1:\n    ret\n}\n"
        "fn @atomic() -> i64 {\n    slot $0 size 4 align 4\n.1:\n    store i32 $0, -1 align 4\n"
        "    %a = aadd i32 $0, 3 align 4 seq_cst\n    %b = acas i32 $0, 2, 9 align 4 seq_cst\n"
        "    %c = axchg i32 $0, 100 align 4 seq_cst\n    %d = add i32 %a, %b\n"
        "    %e = mul i32 %c, 1000\n"
        "    %f = add i32 %d, %e\n    %g = sext i64 %f\n    ret %g\n}\n"
        "fn @sum(i32, ...) -> i64 {\n    slot $0 size 24 align 8\n    slot $1 size 24 align 8\n"
        ".1(%n: i32):\n"
        "    vastart $0\n    %f = vaarg f64 $0\n    copy $1, $0, 24\n    %a = vaarg i32 $0\n"
        "    %b = vaarg i32 $1\n"
        "    %x = sext i64 %a\n    %y = sext i64 %b\n    %z = ftos i64 %f\n"
        "    %s = mul i64 %x, %y\n"
        "    %t = add i64 %s, %z\n    %g = vaarg ptr $0 {16 8 0:i64 8:i64}\n"
        "    %gp = add ptr %g, 8\n"
        "    %h = load i64 %gp align 8\n    store i64 %gp, 0 align 8\n    %u = add i64 %t, %h\n"
        "    br %n, .2, .3\n"
        ".2:\n    ret %u\n.3:\n    %o = vaarg i64 $0\n    ret %o\n}\n"
        "fn @callsum(i32) -> i64 {\n    slot $0 size 16 align 8\n.1(%n: i32):\n"
        "    store i64 $0+8, 1000 align 8\n"
        "    %r = call i64 @sum(%n, f64 100.5, i32 -6, $0) : (i32, ..., f64, i32, {16 8 0:i64 "
        "8:i64}) -> i64\n"
        "    %k = load i64 $0+8 align 8\n    %s = add i64 %r, %k\n    ret %s\n}\n";
    static const Case c[] = {
        {"slot", {4}, 1, IN_OK, 5, NULL},
        {"slot", {5}, 1, IN_BOUNDS, 0,
         "access outside of memory in function slot, block .1 (store) at m.c:44"},
        {"slot", {(u64)-1}, 1, IN_BOUNDS, 0, NULL},
        {"dangling", {0}, 0, IN_BOUNDS, 0, NULL},
        {"rdro", {4}, 1, IN_OK, 'e', NULL},
        {"rdro", {5}, 1, IN_BOUNDS, 0, NULL},
        {"wrro", {0}, 0, IN_BOUNDS, 0,
         "write to read-only data or access past an object's end in function wrro, block .1 "
         "(store) at m.c:9"},
        {"edge", {4}, 1, IN_OK, (u64)-2, NULL},
        {"edge", {3}, 1, IN_OK, (u64)-2, NULL},
        {"edge", {5}, 1, IN_BOUNDS, 0, NULL},
        {"null", {0}, 0, IN_BOUNDS, 0,
         "access through a null pointer in function null, block .1 (load)"},
        {"copy", {16}, 1, IN_OK, 0x0707070707070707, NULL},
        {"copy", {17}, 1, IN_BOUNDS, 0, NULL},
        {"vla", {100}, 1, IN_OK, 3, NULL},
        {"vlaend", {10}, 1, IN_BOUNDS, 0, NULL},
        {"vla", {(u64)1 << 40}, 1, IN_STACK, 0, NULL},
        {"big", {0}, 0, IN_STACK, 0, NULL},
        {"atomic", {0}, 0, IN_OK, 9001, NULL},
        {"callsum", {1}, 1, IN_OK, 36 + 100 + 1000 + 1000, NULL},
        {"callsum", {0}, 1, IN_BOUNDS, 0,
         "no more variadic arguments in function sum, block .3 (vaarg)"},
    };
    run(text, c, COUNT(c));
}

static void floats(void **state)
{
    (void)state;
    static const char text[] =
        "fn @toint(i64) -> i64 {\n.1(%b: i64):\n    %d = bitcast f64 %b\n    %r = ftos i64 %d\n"
        "    ret %r\n}\n"
        "fn @toint32(i64) -> i32 {\n.1(%b: i64):\n    %d = bitcast f64 %b\n    %r = ftos i32 %d\n"
        "    ret %r\n}\n"
        "fn @single(i32) -> i32 {\n.1(%b: i32):\n    %d = bitcast f32 %b\n"
        "    %e = fadd f32 %d, 0.1\n"
        "    %r = bitcast i32 %e\n    ret %r\n}\n"
        "fn @nan(i64) -> i8 {\n.1(%b: i64):\n    %d = bitcast f64 %b\n    %a = feq i8 %d, %d\n"
        "    %n = fne i8 %d, %d\n"
        "    %l = flt_ i8 %d, %d\n    %u = funo i8 %d, %d\n    %n2 = shl i8 %n, i8 1\n"
        "    %l2 = shl i8 %l, i8 2\n"
        "    %u2 = shl i8 %u, i8 3\n    %x = or i8 %a, %n2\n    %y = or i8 %l2, %u2\n"
        "    %z = or i8 %x, %y\n    ret %z\n}\n"
        "fn @unsig(i64) -> i64 {\n.1(%x: i64):\n    %d = utof f64 %x\n    %r = bitcast i64 %d\n"
        "    ret %r\n}\n"
        "fn @unsig32(i32) -> i64 {\n.1(%x: i32):\n    %d = utof f64 %x\n    %r = ftou i64 %d\n"
        "    ret %r\n}\n"
        "fn @root(i64) -> i64 {\n.1(%b: i64):\n    %d = bitcast f64 %b\n    %s = fsqrt f64 %d\n"
        "    %n = fneg f64 %s\n"
        "    %r = bitcast i64 %n\n    ret %r\n}\n";
    static const Case c[] = {
        {"toint", {0x4005999999999999}, 1, IN_OK, 2, NULL},
        {"toint", {0xc005999999999999}, 1, IN_OK, (u64)-2, NULL},
        {"toint", {0x43e0000000000000}, 1, IN_OK, (u64)INT64_MIN, NULL},
        {"toint", {0x7ff8000000000000}, 1, IN_OK, (u64)INT64_MIN, NULL},
        {"toint32", {0x41dfffffffc00000}, 1, IN_OK, INT32_MAX, NULL},
        {"toint32", {0x41e0000000000000}, 1, IN_OK, (u64)(i64)INT32_MIN, NULL},
        {"single", {0x3f800000}, 1, IN_OK, 0x3f8ccccd, NULL},
        {"nan", {0x7ff8000000000000}, 1, IN_OK, 10, NULL},
        {"nan", {0x3ff0000000000000}, 1, IN_OK, 1, NULL},
        {"unsig", {(u64)-1}, 1, IN_OK, 0x43f0000000000000, NULL},
        {"unsig32", {(u64)-1}, 1, IN_OK, 0xffffffffu, NULL},
        {"root", {0x4010000000000000}, 1, IN_OK, 0xc000000000000000, NULL},
    };
    run(text, c, COUNT(c));
}

// The allowance is by call: a run that was stopped leaves nothing behind.
static void steps_are_counted_by_call(void **state)
{
    (void)state;
    Arena a = {0};
    Mod *m = ir_of(&a, "fn @spin() -> void {\n.1:\n    jmp .2\n.2:\n    jmp .2\n}\n"
                       "fn @leaf() -> void {\n.1:\n    ret\n}\n");
    InterpOpts o = {.max_steps = 1000};
    Interp *in = interp_new(m, &o);
    for (u32 k = 0; k < 3; k++) {
        assert_int_equal(interp_call(in, mod_sym(m, STR("spin")), NULL, 0, NULL), IN_STEPS);
        assert_int_equal(interp_call(in, mod_sym(m, STR("leaf")), NULL, 0, NULL), IN_OK);
    }
    interp_free(in);
    arena_free(&a);
}

static void start_arguments(void **state)
{
    (void)state;
    Arena a = {0};
    Mod *m = ir_of(&a, "fn @_start() -> i64 {\n.1:\n    %c = cfa ptr\n    %ap = sub ptr %c, 8\n"
                       "    %n = load i64 %ap\n"
                       "    %a1p = add ptr %c, 8\n    %a1 = load ptr %a1p\n    %ch = load i8 %a1\n"
                       "    %w = zext i64 %ch\n"
                       "    %ep = add ptr %c, 24\n    %e = load ptr %ep\n    %eh = load i8 %e\n"
                       "    %x = zext i64 %eh\n"
                       "    %m = mul i64 %n, 65536\n    %q = mul i64 %x, 256\n"
                       "    %r = add i64 %m, %w\n"
                       "    %s = add i64 %r, %q\n    ret %s\n}\n");
    const char *argv[] = {"prog", "Arg", NULL}, *envp[] = {"Env=1", NULL};
    InterpOpts o = {.argv = argv, .envp = envp};
    Interp *in = interp_new(m, &o);
    u64 ret[4];
    assert_int_equal(interp_call(in, mod_sym(m, STR("_start")), NULL, 0, ret), IN_OK);
    assert_int_equal(ret[0], 2 << 16 | 'E' << 8 | 'A');
    interp_free(in);
    arena_free(&a);
}

int test_ir_interp(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(integer_operations), cmocka_unit_test(overflow_flags),
        cmocka_unit_test(control), cmocka_unit_test(memory),             cmocka_unit_test(floats),
        cmocka_unit_test(start_arguments), cmocka_unit_test(steps_are_counted_by_call),
    };
    return cmocka_run_group_tests_name("ir_interp", tests, NULL, NULL);
}
