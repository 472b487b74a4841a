Conversions: chains become one, what is cut off again was not needed.
-- t.ir --
module "t"
fn global @r1(i8) -> i64 {
.1(%x: i8):
    %a = sext i32 %x
    %b = sext i64 %a
    ret %b
}
fn global @r2(i8) -> i64 {
.1(%x: i8):
    %a = zext i32 %x
    %b = sext i64 %a
    ret %b
}
fn global @r3(i8) -> i32 {
.1(%x: i8):
    %a = sext i64 %x
    %b = trunc i32 %a
    ret %b
}
fn global @r4(i8) -> i8 {
.1(%x: i8):
    %a = zext i64 %x
    %b = trunc i8 %a
    ret %b
}
fn global @r5(i64) -> i64 {
.1(%x: i64):
    %a = trunc i8 %x
    %b = zext i64 %a
    ret %b
}
fn global @r6(i64) -> i64 {
.1(%x: i64):
    %a = bitcast f64 %x
    %b = bitcast i64 %a
    ret %b
}
fn global @r7(f32) -> f32 {
.1(%x: f32):
    %a = fext f64 %x
    %b = ftrunc f32 %a
    ret %b
}
fn global @r8(i32) -> f64 {
.1(%x: i32):
    %a = sext i64 %x
    %b = stof f64 %a
    ret %b
}
-- cmd --
fuse opt --passes=fold,dce t.ir
-- out --
module "t"

fn global @r1(i8) -> i64 {
.1(%1: i8):
    %2 = sext i64 %1
    ret %2
}

fn global @r2(i8) -> i64 {
.1(%1: i8):
    %2 = zext i64 %1
    ret %2
}

fn global @r3(i8) -> i32 {
.1(%1: i8):
    %2 = sext i32 %1
    ret %2
}

fn global @r4(i8) -> i8 {
.1(%1: i8):
    ret %1
}

fn global @r5(i64) -> i64 {
.1(%1: i64):
    %2 = and i64 %1, 255
    ret %2
}

fn global @r6(i64) -> i64 {
.1(%1: i64):
    ret %1
}

fn global @r7(f32) -> f32 {
.1(%1: f32):
    ret %1
}

fn global @r8(i32) -> f64 {
.1(%1: i32):
    %2 = stof f64 %1
    ret %2
}
