// type.c - facts about operations and types
#include "ir/ir.h"

const OpInfo op_info[OP_COUNT] = {
#define OP(id, text, nargs, flags) [OP_##id] = {text, nargs, flags},
#include "ir/op.def"
#undef OP
};

const u8 type_sizes[T_ALL] = {[T_I8] = 1,  [T_I16] = 2, [T_I32] = 4,  [T_I64] = 8, [T_F32] = 4,
                              [T_F64] = 8, [T_PTR] = 8, [T_F80] = 16, [T_F128] = 16, [T_C80] = 32};

const char *type_name(Type t)
{
    static const char *const name[T_ALL] = {"void", "i8", "i16", "i32", "i64", "f32", "f64",
                                            "ptr", "f80", "f128", "c80"};
    return t < T_ALL ? name[t] : "?";
}
