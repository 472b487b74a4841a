A local function that every call gives the same function, itself included, calls that one.
-- t.ir --
module "t"
fn local @c(i64) -> i64 {
.1(%x: i64):
    ret %x
}
fn local noinline @walk(i64, ptr) -> i64 {
.1(%n: i64, %f: ptr):
    %c = sgt i8 %n, i64 0
    br %c, .2, .3
.2:
    %a = call i64 %f(%n) : (i64) -> i64
    %m = add i64 %n, -1
    %r = call i64 @walk(%m, %f) : (i64, ptr) -> i64
    %s = add i64 %a, %r
    ret %s
.3:
    ret 0
}
fn global @f(i64) -> i64 {
.1(%x: i64):
    %r = call i64 @walk(%x, @c) : (i64, ptr) -> i64
    ret %r
}
-- cmd --
fuse opt --passes=ipcp t.ir
-- out --
module "t"

fn local @c(i64) -> i64 {
.1(%1: i64):
    ret %1
}

fn local noinline @walk(i64, ptr) -> i64 {
.1(%1: i64, %2: ptr):
    %3 = sgt i8 %1, i64 0
    br %3, .2, .3
.2:
    %4 = call i64 @c(%1) : (i64) -> i64
    %5 = add i64 %1, -1
    %6 = call i64 @walk(%5, @c) : (i64, ptr) -> i64
    %7 = add i64 %4, %6
    ret %7
.3:
    ret 0
}

fn global @f(i64) -> i64 {
.1(%1: i64):
    %2 = call i64 @walk(%1, @c) : (i64, ptr) -> i64
    ret %2
}
