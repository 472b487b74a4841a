Compares: decided ones, one form for constants, narrow operands, tests of truth values.
-- t.ir --
module "t"
fn global @r1(i64, i64) -> i8 {
.1(%x: i64, %y: i64):
    %a = slt i8 %x, %x
    ret %a
}
fn global @r2(i64, i64) -> i8 {
.1(%x: i64, %y: i64):
    %a = sle i8 %x, i64 4
    ret %a
}
fn global @r3(i64, i64) -> i8 {
.1(%x: i64, %y: i64):
    %a = sge i8 %x, i64 4
    ret %a
}
fn global @r4(i64, i64) -> i8 {
.1(%x: i64, %y: i64):
    %a = ult i8 %x, i64 1
    ret %a
}
fn global @r5(i64, i64) -> i8 {
.1(%x: i64, %y: i64):
    %a = uge i8 %x, i64 0
    ret %a
}
fn global @r6(i64, i64) -> i8 {
.1(%x: i64, %y: i64):
    %a = add i64 %x, 3
    %b = eq i8 %a, i64 10
    ret %b
}
fn global @r7(i64, i64) -> i8 {
.1(%x: i64, %y: i64):
    %a = sub i64 %x, %y
    %b = ne i8 %a, i64 0
    ret %b
}
fn global @r8(i8) -> i8 {
.1(%x: i8):
    %a = zext i64 %x
    %b = slt i8 %a, i64 100
    ret %b
}
fn global @r9(i8) -> i8 {
.1(%x: i8):
    %a = zext i64 %x
    %b = eq i8 %a, i64 300
    ret %b
}
fn global @r10(i64, i64) -> i8 {
.1(%x: i64, %y: i64):
    %a = slt i8 %x, %y
    %b = zext i32 %a
    %c = ne i8 %b, i32 0
    ret %c
}
fn global @r11(i64, i64) -> i8 {
.1(%x: i64, %y: i64):
    %a = slt i8 %x, %y
    %b = eq i8 %a, i8 0
    ret %b
}
fn global @r12(f64, f64) -> i8 {
.1(%x: f64, %y: f64):
    %a = flt_ i8 %x, %y
    %b = eq i8 %a, i8 0
    ret %b
}
fn global @r13(i64, i64) -> i8 {
.1(%x: i64, %y: i64):
    %a = and i64 %x, 8
    %b = eq i8 %a, i64 8
    ret %b
}
-- cmd --
fuse opt --passes=fold,dce t.ir
-- out --
module "t"

fn global @r1(i64, i64) -> i8 {
.1(%1: i64, %2: i64):
    ret 0
}

fn global @r2(i64, i64) -> i8 {
.1(%1: i64, %2: i64):
    %3 = slt i8 %1, i64 5
    ret %3
}

fn global @r3(i64, i64) -> i8 {
.1(%1: i64, %2: i64):
    %3 = sgt i8 %1, i64 3
    ret %3
}

fn global @r4(i64, i64) -> i8 {
.1(%1: i64, %2: i64):
    %3 = eq i8 %1, i64 0
    ret %3
}

fn global @r5(i64, i64) -> i8 {
.1(%1: i64, %2: i64):
    ret 1
}

fn global @r6(i64, i64) -> i8 {
.1(%1: i64, %2: i64):
    %3 = eq i8 %1, i64 7
    ret %3
}

fn global @r7(i64, i64) -> i8 {
.1(%1: i64, %2: i64):
    %3 = ne i8 %1, %2
    ret %3
}

fn global @r8(i8) -> i8 {
.1(%1: i8):
    %2 = ult i8 %1, i8 100
    ret %2
}

fn global @r9(i8) -> i8 {
.1(%1: i8):
    ret 0
}

fn global @r10(i64, i64) -> i8 {
.1(%1: i64, %2: i64):
    %3 = slt i8 %1, %2
    ret %3
}

fn global @r11(i64, i64) -> i8 {
.1(%1: i64, %2: i64):
    %3 = sge i8 %1, %2
    ret %3
}

fn global @r12(f64, f64) -> i8 {
.1(%1: f64, %2: f64):
    %3 = flt_ i8 %1, %2
    %4 = xor i8 %3, 1
    ret %4
}

fn global @r13(i64, i64) -> i8 {
.1(%1: i64, %2: i64):
    %3 = and i64 %1, 8
    %4 = ne i8 %3, i64 0
    ret %4
}
