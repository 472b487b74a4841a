Blocks that nothing reaches go too: their jumps would pass arguments to parameters that are gone.
-- t.ir --
module "t"
fn global @f(i64, i64) -> i64 {
.1(%x: i64, %y: i64):
    jmp .3(%x, %y)
.2:
    %a = sub i64 %y, %x
    jmp .3(%a, %a)
.3(%m: i64, %n: i64):
    ret %n
}
-- cmd --
fuse opt --passes=dce t.ir
-- out --
module "t"

fn global @f(i64, i64) -> i64 {
.1(%1: i64, %2: i64):
    jmp .2(%2)
.2(%3: i64):
    ret %3
}
