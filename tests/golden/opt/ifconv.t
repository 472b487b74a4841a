A branch over a cheap computation becomes a select; one over a load or a long computation stays.
-- t.ir --
module "t"
fn global @max(i64, i64) -> i64 {
.1(%x: i64, %y: i64):
    %c = slt i8 %x, %y
    br %c, .2(%y), .2(%x)
.2(%m: i64):
    ret %m
}
fn global @abs(i64) -> i64 {
.1(%x: i64):
    %c = slt i8 %x, i64 0
    br %c, .2, .3(%x)
.2:
    %n = neg i64 %x
    jmp .3(%n)
.3(%m: i64):
    ret %m
}
fn global @both(i64, i64) -> i64 {
.1(%x: i64, %y: i64):
    %c = slt i8 %x, %y
    br %c, .2, .3
.2:
    %a = sub i64 %y, %x
    jmp .4(%a)
.3:
    %b = sub i64 %x, %y
    jmp .4(%b)
.4(%m: i64):
    ret %m
}
fn global @load(i64, ptr) -> i64 {
.1(%x: i64, %p: ptr):
    %c = eq i8 %p, ptr 0
    br %c, .3(%x), .2
.2:
    %v = load i64 %p
    jmp .3(%v)
.3(%m: i64):
    ret %m
}
-- cmd --
fuse opt --passes=ifconv,simplcfg t.ir
-- out --
module "t"

fn global @max(i64, i64) -> i64 {
.1(%1: i64, %2: i64):
    %3 = slt i8 %1, %2
    %4 = select i64 %3, %2, %1
    ret %4
}

fn global @abs(i64) -> i64 {
.1(%1: i64):
    %2 = slt i8 %1, i64 0
    %3 = neg i64 %1
    %4 = select i64 %2, %3, %1
    ret %4
}

fn global @both(i64, i64) -> i64 {
.1(%1: i64, %2: i64):
    %3 = slt i8 %1, %2
    %4 = sub i64 %2, %1
    %5 = sub i64 %1, %2
    %6 = select i64 %3, %4, %5
    ret %6
}

fn global @load(i64, ptr) -> i64 {
.1(%1: i64, %2: ptr):
    %3 = eq i8 %2, ptr 0
    br %3, .3(%1), .2
.2:
    %4 = load i64 %2
    jmp .3(%4)
.3(%5: i64):
    ret %5
}
