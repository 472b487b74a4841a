Selects and branches: decided, inverted, and on truth values.
-- t.ir --
module "t"
fn global @r1(i64, i64) -> i64 {
.1(%x: i64, %y: i64):
    %a = select i64 %x, %y, %y
    ret %a
}
fn global @r2(i64, i64) -> i64 {
.1(%x: i64, %y: i64):
    %c = eq i8 %x, i64 0
    %a = select i64 %c, %x, %y
    ret %a
}
fn global @r3(i64, i64) -> i32 {
.1(%x: i64, %y: i64):
    %c = slt i8 %x, %y
    %a = select i32 %c, 1, 0
    ret %a
}
fn global @r4(i64, i64) -> i32 {
.1(%x: i64, %y: i64):
    %c = slt i8 %x, %y
    %a = select i32 %c, 0, 1
    ret %a
}
fn global @b(i64, i64) -> i64 {
.1(%x: i64, %y: i64):
    %c = eq i8 %x, i64 0
    br %c, .2, .3
.2:
    ret %x
.3:
    ret %y
}
-- cmd --
fuse opt --passes=fold,dce t.ir
-- out --
module "t"

fn global @r1(i64, i64) -> i64 {
.1(%1: i64, %2: i64):
    ret %2
}

fn global @r2(i64, i64) -> i64 {
.1(%1: i64, %2: i64):
    %3 = select i64 %1, %2, %1
    ret %3
}

fn global @r3(i64, i64) -> i32 {
.1(%1: i64, %2: i64):
    %3 = slt i8 %1, %2
    %4 = zext i32 %3
    ret %4
}

fn global @r4(i64, i64) -> i32 {
.1(%1: i64, %2: i64):
    %3 = sge i8 %1, %2
    %4 = zext i32 %3
    ret %4
}

fn global @b(i64, i64) -> i64 {
.1(%1: i64, %2: i64):
    br %1, .3, .2
.2:
    ret %1
.3:
    ret %2
}
