Constants through branches and around loops, where one pass over the values would not see them.
-- t.ir --
module "t"
fn global @f(i64) -> i64 {
.1(%n: i64):
    jmp .2(i64 1, i64 0)
.2(%k: i64, %i: i64):
    %c = slt i8 %i, %n
    br %c, .3, .6
.3:
    %d = eq i8 %k, i64 1
    br %d, .4, .5
.4:
    %j = add i64 %i, 1
    jmp .2(i64 1, %j)
.5:
    %l = add i64 %i, 2
    jmp .2(i64 7, %l)
.6:
    ret %k
}
-- cmd --
fuse opt --passes=sccp,simplcfg,dce t.ir
-- out --
module "t"

fn global @f(i64) -> i64 {
.1(%1: i64):
    jmp .2(i64 0)
.2(%2: i64):
    %3 = slt i8 %2, %1
    br %3, .3, .4
.3:
    %4 = add i64 %2, 1
    jmp .2(%4)
.4:
    ret 1
}
