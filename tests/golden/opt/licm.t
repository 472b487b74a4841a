A load that nothing in the loop can change leaves it; so does what is computed from it alone.
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
    %k3 = mul i64 %k, 3
    %m = mul i64 %v, %k3
    %t = add i64 %s, %m
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
    br %2, .2(i32 0, i64 0), .4(i64 0)
.2(%3: i32, %4: i64):
    %5 = load i64 @k
    %6 = mul i64 %5, 3
    jmp .3(%3, %4)
.3(%7: i32, %8: i64):
    %9 = sext i64 %7
    %10 = shl i64 %9, i8 3
    %11 = add ptr @a, %10
    %12 = load i64 %11
    %13 = mul i64 %12, %6
    %14 = add i64 %8, %13
    %15 = add i32 %7, 1
    %16 = slt i8 %15, %1
    br %16, .3(%15, %14), .4(%14)
.4(%17: i64):
    ret %17
}
