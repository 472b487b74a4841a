Equal computations are done once, also with operands exchanged; a decided compare is not made again.
-- t.ir --
module "t"
fn global @f(i64, i64) -> i64 {
.1(%x: i64, %y: i64):
    %a = add i64 %x, %y
    %c = slt i8 %x, %y
    br %c, .2, .3
.2:
    %b = add i64 %y, %x
    %d = sgt i8 %y, %x
    br %d, .4(%b), .3
.3:
    %m = mul i64 %a, %a
    ret %m
.4(%p: i64):
    %e = sub i64 %p, %a
    ret %e
}
fn global @join(i8, i64) -> i64 {
.1(%c: i8, %x: i64):
    br %c, .2, .3
.2:
    jmp .4(%x, %x)
.3:
    jmp .4(%x, i64 1)
.4(%p: i64, %q: i64):
    %s = add i64 %p, %q
    ret %s
}
-- cmd --
fuse opt --passes=gvn,simplcfg,dce t.ir
-- out --
module "t"

fn global @f(i64, i64) -> i64 {
.1(%1: i64, %2: i64):
    %3 = add i64 %1, %2
    %4 = slt i8 %1, %2
    br %4, .2, .3
.2:
    ret 0
.3:
    %5 = mul i64 %3, %3
    ret %5
}

fn global @join(i8, i64) -> i64 {
.1(%1: i8, %2: i64):
    br %1, .2(%2), .2(i64 1)
.2(%3: i64):
    %4 = add i64 %2, %3
    ret %4
}
