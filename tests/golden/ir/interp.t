fuse opt --interp and --jit: results, traps, what may not be touched, calls that do not fit.
-- t.ir --
data local ro @tab size 8 align 8 { "\01\02\03\04" }
fn global @main() -> i64 {
.1:
    ret 42
}
fn global @fact(i64) -> i64 {
.1(%n: i64):
    jmp .2(%n, i64 1)
.2(%i: i64, %r: i64):
    %c = sgt i8 %i, i64 0
    br %c, .3, .4
.3:
    %p = mul i64 %r, %i
    %j = sub i64 %i, 1
    jmp .2(%j, %p)
.4:
    ret %r
}
fn global @div(i64, i64) -> i64 {
.1(%a: i64, %b: i64):
    %q = sdiv i64 %a, %b
    ret %q
}
fn global @tab_at(i64) -> i64 {
.1(%i: i64):
    %p = add ptr @tab, %i
    %b = load i8 %p
    %r = zext i64 %b
    ret %r
}
fn global @write() -> i64 {
.1:
    store i8 @tab, 1
    ret 0
}
fn global @stop() -> i64 {
.1:
    trap
}
fn global @null() -> i64 {
.1:
    %r = load i64 ptr 0
    ret %r
}
fn local @gone() -> ptr {
    slot $0 size 8 align 8
.1:
    store i64 $0, 7
    ret $0
}
fn global @stale() -> i64 {
.1:
    %p = call ptr @gone() : () -> ptr
    %r = load i64 %p
    ret %r
}
fn global @three() -> i64 {
.1:
    %a = call i64 @pair(i64 5) : (i64) -> i64, i64 internal
    %b = res i64 %a #1
    %c = mul i64 %a, %b
    ret %c
}
fn local @pair(i64) -> i64, i64 internal {
.1(%a: i64):
    %b = add i64 %a, 1
    ret %a, %b
}
-- cmd --
fuse opt --interp t.ir
for m in --interp --jit; do fuse opt $m --call fact --arg 20 t.ir; fuse opt -O2 $m --call fact --arg 0x5 t.ir; fuse opt $m --call div --arg -100 --arg 7 t.ir; fuse opt $m --call three t.ir; fuse opt $m --call tab_at --arg 2 t.ir; done
fuse opt --interp --call div --arg 1 --arg 0 t.ir
fuse opt --interp --call div --arg -9223372036854775808 --arg -1 t.ir
fuse opt --interp --call tab_at --arg 8 t.ir
fuse opt --interp --call tab_at --arg -1 t.ir
fuse opt --interp --call write t.ir
fuse opt --interp --call stop t.ir
fuse opt --interp --call null t.ir
fuse opt --interp --call stale t.ir
fuse opt --interp --call nosuch t.ir
fuse opt --interp --call fact t.ir
-- out --
42
2432902008176640000
120
-14
30
3
2432902008176640000
120
-14
30
3
stopped: division by zero in function div, block .1 (sdiv)
stopped: division overflow in function div, block .1 (sdiv)
stopped: access outside of memory in function tab_at, block .1 (load)
stopped: access outside of memory in function tab_at, block .1 (load)
stopped: write to read-only data or access past an object's end in function write, block .1 (store)
stopped: trap in function stop, block .1 (trap)
stopped: access through a null pointer in function null, block .1 (load)
stopped: access outside of memory in function stale, block .1 (load)
stopped: call of an undefined function
stopped: call with too few arguments in function fact
