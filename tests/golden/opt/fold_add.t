Sums: zero, constants together, negation, differences taken back, addresses of objects.
-- t.ir --
module "t"
data global @g size 64 align 8
fn global @r1(i64, i64) -> i64 {
.1(%x: i64, %y: i64):
    %a = add i64 %x, 0
    ret %a
}
fn global @r2(i64, i64) -> i64 {
.1(%x: i64, %y: i64):
    %a = add i64 %x, 3
    %b = add i64 %a, 4
    ret %b
}
fn global @r3(i64, i64) -> i64 {
.1(%x: i64, %y: i64):
    %a = sub i64 5, %x
    %b = add i64 %a, 4
    ret %b
}
fn global @r4(i64, i64) -> i64 {
.1(%x: i64, %y: i64):
    %a = neg i64 %y
    %b = add i64 %x, %a
    ret %b
}
fn global @r5(i64, i64) -> i64 {
.1(%x: i64, %y: i64):
    %a = sub i64 %x, %y
    %b = add i64 %a, %y
    ret %b
}
fn global @r6(i64, i64) -> i64 {
.1(%x: i64, %y: i64):
    %a = not i64 %x
    %b = add i64 %a, 1
    ret %b
}
fn global @r7(i64, i64) -> ptr {
.1(%x: i64, %y: i64):
    %a = add ptr @g, 8
    %b = add ptr %a, 16
    ret %b
}
fn global @r8(ptr, i64) -> ptr {
.1(%x: ptr, %y: i64):
    %a = add i64 %y, 24
    %b = add ptr %x, %a
    ret %b
}
fn global @r9(i64, i64) -> i64 {
.1(%x: i64, %y: i64):
    %a = add i64 9223372036854775807, 1
    ret %a
}
-- cmd --
fuse opt --passes=fold,dce t.ir
-- out --
module "t"
data global @g size 64 align 8

fn global @r1(i64, i64) -> i64 {
.1(%1: i64, %2: i64):
    ret %1
}

fn global @r2(i64, i64) -> i64 {
.1(%1: i64, %2: i64):
    %3 = add i64 %1, 7
    ret %3
}

fn global @r3(i64, i64) -> i64 {
.1(%1: i64, %2: i64):
    %3 = sub i64 9, %1
    ret %3
}

fn global @r4(i64, i64) -> i64 {
.1(%1: i64, %2: i64):
    %3 = sub i64 %1, %2
    ret %3
}

fn global @r5(i64, i64) -> i64 {
.1(%1: i64, %2: i64):
    ret %1
}

fn global @r6(i64, i64) -> i64 {
.1(%1: i64, %2: i64):
    %3 = neg i64 %1
    ret %3
}

fn global @r7(i64, i64) -> ptr {
.1(%1: i64, %2: i64):
    ret @g+24
}

fn global @r8(ptr, i64) -> ptr {
.1(%1: ptr, %2: i64):
    %3 = add ptr %1, %2
    %4 = add ptr %3, 24
    ret %4
}

fn global @r9(i64, i64) -> i64 {
.1(%1: i64, %2: i64):
    ret -9223372036854775808
}
