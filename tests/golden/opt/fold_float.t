Floats: only what is exact, also for minus zero; results that are not numbers are left to the program.
-- t.ir --
module "t"
fn global @r1(f64) -> f64 {
.1(%x: f64):
    %a = fadd f64 %x, 0.0
    ret %a
}
fn global @r2(f64) -> f64 {
.1(%x: f64):
    %a = fadd f64 %x, -0.0
    ret %a
}
fn global @r3(f64) -> f64 {
.1(%x: f64):
    %a = fsub f64 %x, 0.0
    ret %a
}
fn global @r4(f64) -> f64 {
.1(%x: f64):
    %a = fmul f64 %x, 1.0
    ret %a
}
fn global @r5(f64) -> f64 {
.1(%x: f64):
    %a = fmul f64 %x, 0.0
    ret %a
}
fn global @r6(f64) -> f64 {
.1(%x: f64):
    %a = fdiv f64 %x, 4.0
    ret %a
}
fn global @r7(f64) -> f64 {
.1(%x: f64):
    %a = fdiv f64 %x, 3.0
    ret %a
}
fn global @r8(f64) -> f64 {
.1(%x: f64):
    %a = fneg f64 %x
    %b = fneg f64 %a
    ret %b
}
fn global @r9() -> f64 {
.1():
    %a = fdiv f64 1.0, 3.0
    ret %a
}
fn global @r10() -> f64 {
.1():
    %a = fdiv f64 0.0, 0.0
    ret %a
}
fn global @r11() -> i32 {
.1():
    %a = ftos i32 f64 1e10
    ret %a
}
-- cmd --
fuse opt --passes=fold,dce t.ir
-- out --
module "t"

fn global @r1(f64) -> f64 {
.1(%1: f64):
    %2 = fadd f64 %1, 0.0
    ret %2
}

fn global @r2(f64) -> f64 {
.1(%1: f64):
    ret %1
}

fn global @r3(f64) -> f64 {
.1(%1: f64):
    ret %1
}

fn global @r4(f64) -> f64 {
.1(%1: f64):
    ret %1
}

fn global @r5(f64) -> f64 {
.1(%1: f64):
    %2 = fmul f64 %1, 0.0
    ret %2
}

fn global @r6(f64) -> f64 {
.1(%1: f64):
    %2 = fmul f64 %1, 0.25
    ret %2
}

fn global @r7(f64) -> f64 {
.1(%1: f64):
    %2 = fdiv f64 %1, 3.0
    ret %2
}

fn global @r8(f64) -> f64 {
.1(%1: f64):
    ret %1
}

fn global @r9() -> f64 {
.1:
    ret 0.3333333333333333
}

fn global @r10() -> f64 {
.1:
    %1 = fdiv f64 0.0, 0.0
    ret %1
}

fn global @r11() -> i32 {
.1:
    ret -2147483648
}
