And, or, xor, not: neutral and dominating constants, masks together, parts absorbed.
-- t.ir --
module "t"
fn global @r1(i64, i64) -> i64 {
.1(%x: i64, %y: i64):
    %a = and i64 %x, -1
    ret %a
}
fn global @r2(i64, i64) -> i64 {
.1(%x: i64, %y: i64):
    %a = and i64 %x, 12
    %b = and i64 %a, 10
    ret %b
}
fn global @r3(i64, i64) -> i64 {
.1(%x: i64, %y: i64):
    %a = or i64 %x, 3
    %b = and i64 %a, 3
    ret %b
}
fn global @r4(i64, i64) -> i64 {
.1(%x: i64, %y: i64):
    %a = or i64 %x, %y
    %b = and i64 %a, %x
    ret %b
}
fn global @r5(i64, i64) -> i64 {
.1(%x: i64, %y: i64):
    %a = or i64 %x, 1
    %b = or i64 %a, 2
    ret %b
}
fn global @r6(i64, i64) -> i64 {
.1(%x: i64, %y: i64):
    %a = and i64 %x, 12
    %b = and i64 %x, 3
    %c = or i64 %a, %b
    ret %c
}
fn global @r7(i64, i64) -> i64 {
.1(%x: i64, %y: i64):
    %a = not i64 %x
    %b = or i64 %a, %x
    ret %b
}
fn global @r8(i64, i64) -> i64 {
.1(%x: i64, %y: i64):
    %a = xor i64 %x, %y
    %b = xor i64 %a, %y
    ret %b
}
fn global @r9(i64, i64) -> i64 {
.1(%x: i64, %y: i64):
    %a = not i64 %x
    %b = not i64 %a
    ret %b
}
fn global @r10(i8) -> i64 {
.1(%x: i8):
    %a = zext i64 %x
    %b = and i64 %a, 255
    ret %b
}
fn global @r11(i8) -> i64 {
.1(%x: i8):
    %a = sext i64 %x
    %b = and i64 %a, 255
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
    %3 = and i64 %1, 8
    ret %3
}

fn global @r3(i64, i64) -> i64 {
.1(%1: i64, %2: i64):
    ret 3
}

fn global @r4(i64, i64) -> i64 {
.1(%1: i64, %2: i64):
    ret %1
}

fn global @r5(i64, i64) -> i64 {
.1(%1: i64, %2: i64):
    %3 = or i64 %1, 3
    ret %3
}

fn global @r6(i64, i64) -> i64 {
.1(%1: i64, %2: i64):
    %3 = and i64 %1, 15
    ret %3
}

fn global @r7(i64, i64) -> i64 {
.1(%1: i64, %2: i64):
    ret -1
}

fn global @r8(i64, i64) -> i64 {
.1(%1: i64, %2: i64):
    ret %1
}

fn global @r9(i64, i64) -> i64 {
.1(%1: i64, %2: i64):
    ret %1
}

fn global @r10(i8) -> i64 {
.1(%1: i8):
    %2 = zext i64 %1
    ret %2
}

fn global @r11(i8) -> i64 {
.1(%1: i8):
    %2 = zext i64 %1
    ret %2
}
