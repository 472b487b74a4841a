Products, quotients and remainders by constants; a division that traps stays.
-- t.ir --
module "t"
fn global @r1(i64, i64) -> i64 {
.1(%x: i64, %y: i64):
    %a = mul i64 %x, 1
    ret %a
}
fn global @r2(i64, i64) -> i64 {
.1(%x: i64, %y: i64):
    %a = mul i64 %x, 0
    ret %a
}
fn global @r3(i64, i64) -> i64 {
.1(%x: i64, %y: i64):
    %a = mul i64 %x, -1
    ret %a
}
fn global @r4(i64, i64) -> i64 {
.1(%x: i64, %y: i64):
    %a = mul i64 %x, 8
    ret %a
}
fn global @r5(i64, i64) -> i64 {
.1(%x: i64, %y: i64):
    %a = mul i64 %x, 3
    %b = mul i64 %a, 5
    ret %b
}
fn global @r6(i64, i64) -> i64 {
.1(%x: i64, %y: i64):
    %a = add i64 %x, 2
    %b = mul i64 %a, 10
    ret %b
}
fn global @r7(i64, i64) -> i64 {
.1(%x: i64, %y: i64):
    %a = udiv i64 %x, 16
    ret %a
}
fn global @r8(i64, i64) -> i64 {
.1(%x: i64, %y: i64):
    %a = urem i64 %x, 16
    ret %a
}
fn global @r9(i64, i64) -> i64 {
.1(%x: i64, %y: i64):
    %a = sdiv i64 %x, 1
    ret %a
}
fn global @r10(i64, i64) -> i64 {
.1(%x: i64, %y: i64):
    %a = srem i64 %x, -1
    ret %a
}
fn global @r11(i64, i64) -> i64 {
.1(%x: i64, %y: i64):
    %a = sdiv i64 -7, 2
    ret %a
}
fn global @r12(i64, i64) -> i64 {
.1(%x: i64, %y: i64):
    %a = srem i64 -7, 2
    ret %a
}
fn global @r13(i64, i64) -> i64 {
.1(%x: i64, %y: i64):
    %a = sdiv i64 1, 0
    ret %a
}
fn global @r14(i64, i64) -> i64 {
.1(%x: i64, %y: i64):
    %a = sdiv i64 -9223372036854775808, -1
    ret %a
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
    ret 0
}

fn global @r3(i64, i64) -> i64 {
.1(%1: i64, %2: i64):
    %3 = neg i64 %1
    ret %3
}

fn global @r4(i64, i64) -> i64 {
.1(%1: i64, %2: i64):
    %3 = shl i64 %1, i8 3
    ret %3
}

fn global @r5(i64, i64) -> i64 {
.1(%1: i64, %2: i64):
    %3 = mul i64 %1, 15
    ret %3
}

fn global @r6(i64, i64) -> i64 {
.1(%1: i64, %2: i64):
    %3 = mul i64 %1, 10
    %4 = add i64 %3, 20
    ret %4
}

fn global @r7(i64, i64) -> i64 {
.1(%1: i64, %2: i64):
    %3 = shr i64 %1, i8 4
    ret %3
}

fn global @r8(i64, i64) -> i64 {
.1(%1: i64, %2: i64):
    %3 = and i64 %1, 15
    ret %3
}

fn global @r9(i64, i64) -> i64 {
.1(%1: i64, %2: i64):
    ret %1
}

fn global @r10(i64, i64) -> i64 {
.1(%1: i64, %2: i64):
    ret 0
}

fn global @r11(i64, i64) -> i64 {
.1(%1: i64, %2: i64):
    ret -3
}

fn global @r12(i64, i64) -> i64 {
.1(%1: i64, %2: i64):
    ret -1
}

fn global @r13(i64, i64) -> i64 {
.1(%1: i64, %2: i64):
    %3 = sdiv i64 1, 0
    ret %3
}

fn global @r14(i64, i64) -> i64 {
.1(%1: i64, %2: i64):
    %3 = sdiv i64 -9223372036854775808, -1
    ret %3
}
