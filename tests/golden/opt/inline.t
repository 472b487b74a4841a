A small function, the only caller of a local one, a recursive one that stays, several results.
-- t.ir --
module "t"
fn local @sq(i64) -> i64 {
.1(%x: i64):
    %a = mul i64 %x, %x
    ret %a
}
fn global @fac(i64) -> i64 {
.1(%n: i64):
    %c = sle i8 %n, i64 1
    br %c, .2, .3
.2:
    ret 1
.3:
    %m = add i64 %n, -1
    %r = call i64 @fac(%m) : (i64) -> i64
    %p = mul i64 %n, %r
    ret %p
}
fn local @two(i64) -> i64, i64 internal {
.1(%x: i64):
    %c = slt i8 %x, i64 0
    br %c, .2, .3
.2:
    %n = neg i64 %x
    ret %n, 1
.3:
    ret %x, 0
}
fn global @f(i64) -> i64 {
.1(%x: i64):
    %a = call i64 @sq(%x) : (i64) -> i64
    %b = call i64 @two(%a) : (i64) -> i64, i64 internal
    %s = res i64 %b #1
    %d = call i64 @fac(%b) : (i64) -> i64
    %e = add i64 %d, %s
    ret %e
}
-- cmd --
fuse opt --passes=simplcfg,mem2reg,inline t.ir
-- out --
module "t"
extern local @sq (i64) -> i64

fn global @fac(i64) -> i64 {
.1(%1: i64):
    %2 = sle i8 %1, i64 1
    br %2, .2, .3
.2:
    ret 1
.3:
    %3 = add i64 %1, -1
    %4 = call i64 @fac(%3) : (i64) -> i64
    %5 = mul i64 %1, %4
    ret %5
}
extern local @two (i64) -> i64, i64 internal

fn global @f(i64) -> i64 {
.1(%1: i64):
    %2 = mul i64 %1, %1
    %3 = slt i8 %2, i64 0
    br %3, .2, .3(%2, i64 0)
.2:
    %4 = neg i64 %2
    jmp .3(%4, i64 1)
.3(%5: i64, %6: i64):
    %7 = slt i8 %5, i64 2
    br %7, .5(i64 1), .4
.4:
    %8 = add i64 %5, -1
    %9 = call i64 @fac(%8) : (i64) -> i64
    %10 = mul i64 %5, %9
    jmp .5(%10)
.5(%11: i64):
    %12 = add i64 %11, %6
    ret %12
}
