Rotations and byte swaps written as shifts; a sum of shifts by a variable count is none.
-- t.ir --
module "t"
fn global @r1(i64, i64) -> i64 {
.1(%x: i64, %y: i64):
    %a = shl i64 %x, i8 13
    %b = shr i64 %x, i8 51
    %c = or i64 %a, %b
    ret %c
}
fn global @r2(i64, i64) -> i64 {
.1(%x: i64, %y: i64):
    %a = shl i64 %x, %y
    %n = sub i64 64, %y
    %b = shr i64 %x, %n
    %c = or i64 %b, %a
    ret %c
}
fn global @r3(i64, i64) -> i64 {
.1(%x: i64, %y: i64):
    %a = shr i64 %x, %y
    %n = neg i64 %y
    %b = shl i64 %x, %n
    %c = or i64 %a, %b
    ret %c
}
fn global @r4(i64, i64) -> i64 {
.1(%x: i64, %y: i64):
    %a = shl i64 %x, %y
    %n = sub i64 64, %y
    %b = shr i64 %x, %n
    %c = add i64 %b, %a
    ret %c
}
fn global @r5(i64, i64) -> i64 {
.1(%x: i64, %y: i64):
    %a = shl i64 %x, i8 8
    %b = shr i64 %x, i8 56
    %c = add i64 %b, %a
    ret %c
}
fn global @r6(i32) -> i32 {
.1(%x: i32):
    %a = shl i32 %x, i8 24
    %b = shr i32 %x, i8 24
    %c = and i32 %x, 65280
    %d = shl i32 %c, i8 8
    %e = shr i32 %x, i8 8
    %f = and i32 %e, 65280
    %g = or i32 %a, %b
    %h = or i32 %g, %d
    %i = or i32 %h, %f
    ret %i
}
-- cmd --
fuse opt --passes=fold,dce t.ir
-- out --
module "t"

fn global @r1(i64, i64) -> i64 {
.1(%1: i64, %2: i64):
    %3 = rotl i64 %1, i8 13
    ret %3
}

fn global @r2(i64, i64) -> i64 {
.1(%1: i64, %2: i64):
    %3 = rotl i64 %1, %2
    ret %3
}

fn global @r3(i64, i64) -> i64 {
.1(%1: i64, %2: i64):
    %3 = rotr i64 %1, %2
    ret %3
}

fn global @r4(i64, i64) -> i64 {
.1(%1: i64, %2: i64):
    %3 = shl i64 %1, %2
    %4 = sub i64 64, %2
    %5 = shr i64 %1, %4
    %6 = add i64 %5, %3
    ret %6
}

fn global @r5(i64, i64) -> i64 {
.1(%1: i64, %2: i64):
    %3 = rotl i64 %1, i8 8
    ret %3
}

fn global @r6(i32) -> i32 {
.1(%1: i32):
    %2 = bswap i32 %1
    ret %2
}
