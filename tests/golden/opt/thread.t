A jump that brings a constant to a test goes where the test sends it.
-- t.ir --
module "t"
fn global @f(i64, i64) -> i64 {
.1(%x: i64, %y: i64):
    %c = slt i8 %x, %y
    br %c, .4(i32 -1), .2
.2:
    %d = sgt i8 %x, %y
    br %d, .4(i32 1), .3
.3:
    %z = call i32 @g() : () -> i32
    jmp .4(%z)
.4(%r: i32):
    %e = slt i8 %r, i32 0
    br %e, .5, .6
.5:
    ret %x
.6:
    ret %y
}
extern global @g () -> i32
-- cmd --
fuse opt --passes=thread,simplcfg t.ir
-- out --
module "t"

fn global @f(i64, i64) -> i64 {
.1(%1: i64, %2: i64):
    %3 = slt i8 %1, %2
    br %3, .4, .2
.2:
    %4 = sgt i8 %1, %2
    br %4, .5, .3
.3:
    %5 = call i32 @g() : () -> i32
    %6 = slt i8 %5, i32 0
    br %6, .4, .5
.4:
    ret %1
.5:
    ret %2
}
extern global @g () -> i32
