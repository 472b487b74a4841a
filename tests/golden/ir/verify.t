The verifier: types, terminators, edges, dominance, signatures; every message names where.
-- a.ir --
fn @types(i64, f64, ptr) -> i64 {
.1(%a: i64, %x: f64, %p: ptr):
    %b = add i32 %a, 1
    %c = fadd f64 %x, %a
    %d = load i64 %a
    %e = zext i32 %a
    %g = trunc i64 i32 5
    %h = bitcast f32 %a
    %i = select i64 %x, %a, %a
    store i64 %p, %x
    %k = res i8 %a #1
    ret %a
}
fn @dom(i64) -> i64 {
.1(%a: i64):
    br %a, .2, .3
.2:
    %b = add i64 %a, 1
    jmp .3
.3:
    ret %b
}
fn @edges(i64) -> i64 {
.1(%a: i64):
    br %a, .2, .2(f64 1.0)
.2(%b: i64):
    ret %b
}
fn @entry(i64) -> i64 {
.1(%a: i64):
    jmp .1(%a)
}
fn @ends(i64) -> i64 {
.1(%a: i64):
    %b = add i64 %a, 1
}
fn @after(i64) -> i64 {
.1(%a: i64):
    ret %a
    ret %a
}
fn @result(i64) -> i64 {
.1(%a: i64):
    br %a, .2, .3
.2:
    ret
.3:
    ret f64 1.5
}
fn @call(i64) -> i64 {
.1(%a: i64):
    %b = call i64 @call(%a, %a) : (i64) -> i64
    %c = call i32 @call(%a) : (i64) -> i64
    %d = call i64 @call(f64 1.0) : (i64) -> i64
    tailcall i32 @call(%a) : (i64) -> i32
}
fn @cases(i64) -> i64 {
.1(%a: i64):
    switch %a, .2 [1: .2, 1: .3]
.2:
    ret 1
.3:
    ret 2
}
-- cmd --
fail 1 fuse opt a.ir
-- out --
error: a.ir: function @types, block .1, %4 (add): operand 1 is i64, not i32 [D0008]
error: a.ir: function @types, block .1, %5 (fadd): operand 2 is i64, not f64 [D0008]
error: a.ir: function @types, block .1, %6 (load): operand 1 is i64, not ptr [D0008]
error: a.ir: function @types, block .1, %7 (zext): cannot convert i64 to i32 [D0008]
error: a.ir: function @types, block .1, %8 (trunc): cannot convert i32 to i64 [D0008]
error: a.ir: function @types, block .1, %9 (bitcast): cannot convert i64 to f32 [D0008]
error: a.ir: function @types, block .1, %10 (select): operand 1 is f64, not an integer [D0008]
error: a.ir: function @types, block .1 (store): operand 2 is f64, not i64 [D0008]
error: a.ir: function @types, block .1, %11 (res): the operand has only one result [D0008]
error: a.ir: function @dom, block .3 (ret): uses %2, which is not defined on every way here [D0008]
error: a.ir: function @edges, block .1 (br): edge 0 passes 0 arguments to block .2, which takes 1 [D0008]
error: a.ir: function @edges, block .1 (br): edge 1: argument 1 is f64, not i64 [D0008]
error: a.ir: function @entry, block .1 (jmp): edge 0 goes to the entry [D0008]
error: a.ir: function @ends, block .1: the block does not end in a terminator [D0008]
error: a.ir: function @after, block .1 (ret): a terminator stands in the middle of the block [D0008]
error: a.ir: function @result, block .2 (ret): 0 results, but the signature has 1 [D0008]
error: a.ir: function @result, block .3 (ret): operand 1 is f64, not i64 [D0008]
error: a.ir: function @call, block .1, %2 (call): 2 arguments, but the signature has 1 [D0008]
error: a.ir: function @call, block .1, %3 (call): the result is i32, but the signature says i64 [D0008]
error: a.ir: function @call, block .1, %4 (call): operand 2 is f64, not i64 [D0008]
error: a.ir: function @call, block .1 (tailcall): the callee's results are not the function's [D0008]
error: a.ir: function @cases, block .1 (switch): case 1 is there twice [D0008]
