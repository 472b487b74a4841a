Shifts: counts are taken modulo the width, so masks and extensions of counts go; shifts join.
-- t.ir --
module "t"
fn global @r1(i64, i64) -> i64 {
.1(%x: i64, %y: i64):
    %a = shl i64 %x, i32 64
    ret %a
}
fn global @r2(i64, i64) -> i64 {
.1(%x: i64, %y: i64):
    %a = and i64 %y, 63
    %b = shl i64 %x, %a
    ret %b
}
fn global @r3(i64, i64) -> i64 {
.1(%x: i64, %y: i64):
    %a = shl i64 %x, i32 3
    %b = shl i64 %a, i32 4
    ret %b
}
fn global @r4(i64, i64) -> i64 {
.1(%x: i64, %y: i64):
    %a = shr i64 %x, i32 40
    %b = shr i64 %a, i32 30
    ret %b
}
fn global @r5(i64, i64) -> i64 {
.1(%x: i64, %y: i64):
    %a = sar i64 %x, i32 40
    %b = sar i64 %a, i32 30
    ret %b
}
fn global @r6(i64, i64) -> i64 {
.1(%x: i64, %y: i64):
    %a = shl i64 %x, i8 32
    %b = sar i64 %a, i8 32
    ret %b
}
fn global @r7(i64, i64) -> i64 {
.1(%x: i64, %y: i64):
    %a = shl i64 %x, i8 48
    %b = shr i64 %a, i8 48
    ret %b
}
fn global @r8(i64, i64) -> i64 {
.1(%x: i64, %y: i64):
    %a = shr i64 %x, i8 4
    %b = shl i64 %a, i8 4
    ret %b
}
-- cmd --
fuse opt --passes=fold,dce t.ir
-- out --
module "t"

fn global @r1(i64, i64) -> i64 {
.1(%1: i64, %2: i64):
    ret %1
}

fn global @r2(i64, i64) -> i64 {
.1(%1: i64, %2: i64):
    %3 = shl i64 %1, %2
    ret %3
}

fn global @r3(i64, i64) -> i64 {
.1(%1: i64, %2: i64):
    %3 = shl i64 %1, i8 7
    ret %3
}

fn global @r4(i64, i64) -> i64 {
.1(%1: i64, %2: i64):
    ret 0
}

fn global @r5(i64, i64) -> i64 {
.1(%1: i64, %2: i64):
    %3 = sar i64 %1, i8 63
    ret %3
}

fn global @r6(i64, i64) -> i64 {
.1(%1: i64, %2: i64):
    %3 = trunc i32 %1
    %4 = sext i64 %3
    ret %4
}

fn global @r7(i64, i64) -> i64 {
.1(%1: i64, %2: i64):
    %3 = and i64 %1, 65535
    ret %3
}

fn global @r8(i64, i64) -> i64 {
.1(%1: i64, %2: i64):
    %3 = and i64 %1, -16
    ret %3
}
