A store that may write there keeps the load in the loop.
-- t.ir --
module "t"
data global @a size 800 align 8
data global @k size 8 align 8
fn global @f(i32) -> i64 {
.1(%n: i32):
    jmp .2(i32 0, i64 0)
.2(%i: i32, %s: i64):
    %c = slt i8 %i, %n
    br %c, .3, .4
.3:
    %w = sext i64 %i
    %o = shl i64 %w, i8 3
    %p = add ptr @a, %o
    %v = load i64 %p
    %k = load i64 @k
    %m = mul i64 %v, %k
    %t = add i64 %s, %m
    store i64 @k, %t
    %j = add i32 %i, 1
    jmp .2(%j, %t)
.4:
    ret %s
}
-- cmd --
fuse opt --passes=rotate,simplcfg,licm,simplcfg t.ir
-- out --
module "t"
data global @a size 800 align 8
data global @k size 8 align 8

fn global @f(i32) -> i64 {
.1(%1: i32):
    %2 = slt i8 i32 0, %1
    br %2, .2(i32 0, i64 0), .3(i64 0)
.2(%3: i32, %4: i64):
    %5 = sext i64 %3
    %6 = shl i64 %5, i8 3
    %7 = add ptr @a, %6
    %8 = load i64 %7
    %9 = load i64 @k
    %10 = mul i64 %8, %9
    %11 = add i64 %4, %10
    store i64 @k, %11
    %12 = add i32 %3, 1
    %13 = slt i8 %12, %1
    br %13, .2(%12, %11), .3(%11)
.3(%14: i64):
    ret %14
}
