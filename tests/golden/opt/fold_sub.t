Differences: equal operands, constants, negation, parts of sums.
-- t.ir --
module "t"
fn global @r1(i64, i64) -> i64 {
.1(%x: i64, %y: i64):
    %a = sub i64 %x, %x
    ret %a
}
fn global @r2(i64, i64) -> i64 {
.1(%x: i64, %y: i64):
    %a = sub i64 %x, 7
    ret %a
}
fn global @r3(i64, i64) -> i64 {
.1(%x: i64, %y: i64):
    %a = sub i64 0, %x
    ret %a
}
fn global @r4(i64, i64) -> i64 {
.1(%x: i64, %y: i64):
    %a = sub i64 -1, %x
    ret %a
}
fn global @r5(i64, i64) -> i64 {
.1(%x: i64, %y: i64):
    %a = add i64 %x, %y
    %b = sub i64 %a, %x
    ret %b
}
fn global @r6(i64, i64) -> i64 {
.1(%x: i64, %y: i64):
    %a = add i64 %x, %y
    %b = sub i64 %x, %a
    ret %b
}
fn global @r7(i64, i64) -> i64 {
.1(%x: i64, %y: i64):
    %a = sub i64 %x, %y
    %b = sub i64 %x, %a
    ret %b
}
fn global @r8(i64, i64) -> i64 {
.1(%x: i64, %y: i64):
    %a = sub i64 %x, %y
    %b = neg i64 %a
    ret %b
}
-- cmd --
fuse opt --passes=fold,dce t.ir
-- out --
module "t"

fn global @r1(i64, i64) -> i64 {
.1(%1: i64, %2: i64):
    ret 0
}

fn global @r2(i64, i64) -> i64 {
.1(%1: i64, %2: i64):
    %3 = add i64 %1, -7
    ret %3
}

fn global @r3(i64, i64) -> i64 {
.1(%1: i64, %2: i64):
    %3 = neg i64 %1
    ret %3
}

fn global @r4(i64, i64) -> i64 {
.1(%1: i64, %2: i64):
    %3 = not i64 %1
    ret %3
}

fn global @r5(i64, i64) -> i64 {
.1(%1: i64, %2: i64):
    ret %2
}

fn global @r6(i64, i64) -> i64 {
.1(%1: i64, %2: i64):
    %3 = neg i64 %2
    ret %3
}

fn global @r7(i64, i64) -> i64 {
.1(%1: i64, %2: i64):
    ret %2
}

fn global @r8(i64, i64) -> i64 {
.1(%1: i64, %2: i64):
    %3 = sub i64 %2, %1
    ret %3
}
