A load of read-only data is its contents, an address cell the symbol; writable data and a cell in part stay loads.
-- t.ir --
module "t"
data local ro @t size 16 align 8 {
    "\01\00\00\00\fe\ff\ff\ff\00\00\00\00\00\00\00\00"
    8: @f
}
data local @w size 8 align 8
fn global @f() -> i64 {
.1:
    %a = load i32 @t+4
    %b = sext i64 %a
    %p = load ptr @t+8
    %q = bitcast i64 %p
    %h = load i32 @t+8
    %z = zext i64 %h
    %v = load i64 @w
    %s = add i64 %b, %q
    %u = add i64 %s, %z
    %r = add i64 %u, %v
    ret %r
}
-- cmd --
fuse opt --passes=fold,dce t.ir
-- out --
module "t"
data local ro @t size 16 align 8 {
    "\01\00\00\00\fe\ff\ff\ff"
    8: @f
}
data local @w size 8 align 8

fn global @f() -> i64 {
.1:
    %1 = bitcast i64 @f
    %2 = load i32 @t+8
    %3 = zext i64 %2
    %4 = load i64 @w
    %5 = add i64 %1, -2
    %6 = add i64 %5, %3
    %7 = add i64 %6, %4
    ret %7
}
