Everything a module can hold: kinds of symbols, data with addresses, signatures, aggregates, names.
-- m.ir --
module "m\0a\22x"
debug
file 1 "a.c"
file 2 "dir/b.h"
data local ro @text size 16 align 1 !1:3 {
    "abc\00\ff\22\5c"
}
data global @addresses size 40 align 8 {
    "head"
    8: @text+2
    16: @puts-4
    24: @f &.3
    32: @#7
}
data local @zero size 4096 align 64
data weak hidden @weakly size 4 align 4
data local tls @each size 4 align 4
data local ro merge string @str size 3 align 1 {
    "hi"
}
data local used section ".mine" @#7 size 8 align 8
data local rt @kept size 8 align 8
common global @shared size 12 align 4
extern global @puts (ptr) -> i32 sext
extern weak @maybe
alias weak hidden @other = @addresses
alias global @g2 = @f (i64 sext) -> i32 sext
extern global @"odd name\22"

fn local noinline @f(i64 sext, i8 zext, {16 8 0:i64 8:f64}, ...) -> i64 !2:10 {
    slot $0 size 16 align 8 "x y"
    slot $1 size 1 align 1
.1(%1: i64, %2: i8, %3: ptr):
    store i64 $0+8, %1 align 8 !2:11
    %4 = load i64 @text-1 !1:4000
    ijmp &.3 [.2, .3]
.2:
    ret %4
.3 "label" addrtaken:
    ret 0
}

fn weak hidden always_inline cold @agg() -> {24 8 0:i64 8:i64 16:f32} {
.1(%1: ptr):
    ret
}

fn global used section ".hot" inline noreturn realign frame @"a b"() -> void noreturn {
.1:
    trap
}

fn global @four(f32) -> i64, f64, ptr, i8 internal {
.1(%1: f32):
    ret 0, 1.5, 0, undef
}
-- cmd --
fuse opt m.ir >n.ir; diff m.ir n.ir && echo same
fuse opt n.ir | diff n.ir - && echo "text"
fuse opt --emit bin -o m.bin n.ir && fuse opt m.bin | diff n.ir - && echo "binary"
-- out --
same
text
binary
