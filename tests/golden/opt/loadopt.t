Stores reach loads, also through joins and loops that do not write there; overwritten stores go.
-- t.ir --
module "t"
data global @g size 16 align 8
fn global @f(ptr, i64) -> i64 {
.1(%p: ptr, %x: i64):
    store i64 %p, 1
    store i64 %p, %x
    %a = load i64 %p
    %q = add ptr %p, 8
    store i64 %q, 5
    %b = load i64 %p
    %s = add i64 %a, %b
    store i64 @g, %s
    %c = load i64 %p
    %r = add i64 %s, %c
    ret %r
}
fn global @join(i8, i64) -> i64 {
.1(%c: i8, %x: i64):
    br %c, .2, .3
.2:
    store i64 @g, %x
    jmp .4
.3:
    store i64 @g, 3
    jmp .4
.4:
    %a = load i64 @g
    ret %a
}
fn global @loop(i64) -> i64 {
.1(%n: i64):
    store i64 @g, %n
    jmp .2(i64 0)
.2(%i: i64):
    %v = load i64 @g
    %c = slt i8 %i, %v
    br %c, .3, .4
.3:
    store i64 @g+8, %i
    %j = add i64 %i, 1
    jmp .2(%j)
.4:
    ret %v
}
fn global @slot() -> i64 {
    slot $0 size 16 align 8
.1:
    store i64 $0, 1
    store i64 $0+8, 2
    %a = load i32 $0+8
    %b = sext i64 %a
    ret %b
}
-- cmd --
fuse opt --passes=loadopt,dce t.ir
-- out --
module "t"
data global @g size 16 align 8

fn global @f(ptr, i64) -> i64 {
.1(%1: ptr, %2: i64):
    store i64 %1, %2
    %3 = add ptr %1, 8
    store i64 %3, 5
    %4 = add i64 %2, %2
    store i64 @g, %4
    %5 = load i64 %1
    %6 = add i64 %4, %5
    ret %6
}

fn global @join(i8, i64) -> i64 {
.1(%1: i8, %2: i64):
    br %1, .2, .3
.2:
    store i64 @g, %2
    jmp .4(%2)
.3:
    store i64 @g, 3
    jmp .4(i64 3)
.4(%3: i64):
    ret %3
}

fn global @loop(i64) -> i64 {
.1(%1: i64):
    store i64 @g, %1
    jmp .2(i64 0)
.2(%2: i64):
    %3 = slt i8 %2, %1
    br %3, .3, .4
.3:
    store i64 @g+8, %2
    %4 = add i64 %2, 1
    jmp .2(%4)
.4:
    ret %1
}

fn global @slot() -> i64 {
.1:
    %1 = trunc i32 i64 2
    %2 = sext i64 %1
    ret %2
}
