A call of itself in last place is a jump; the same with the result returned by a block of its own.
-- t.ir --
module "t"
fn global @f(i64, i64) -> i64 {
.1(%n: i64, %r: i64):
    %c = sle i8 %n, i64 1
    br %c, .2(%r), .3
.2(%p: i64):
    ret %p
.3:
    %m = add i64 %n, -1
    %q = mul i64 %n, %r
    %v = call i64 @f(%m, %q) : (i64, i64) -> i64
    jmp .2(%v)
}
-- cmd --
fuse opt --passes=tailrec t.ir
fuse opt --passes=tailrec --interp --call f --arg 10 --arg 1 t.ir
-- out --
module "t"

fn global @f(i64, i64) -> i64 {
.1(%1: i64, %2: i64):
    jmp .2(%1, %2)
.2(%3: i64, %4: i64):
    %5 = sle i8 %3, i64 1
    br %5, .3(%4), .4
.3(%6: i64):
    ret %6
.4:
    %7 = add i64 %3, -1
    %8 = mul i64 %3, %4
    jmp .2(%7, %8)
}
3628800
