Selection folds loads, addresses, read-modify-write, compare and branch, and divides by a constant.
-- t.ir --
fn global @f(i64, ptr, i32) -> i64 {
.1(%1: i64, %2: ptr, %3: i32):
    %4 = load i64 %2 align 8
    %5 = add i64 %4, %1
    store i64 %2, %5 align 8
    %6 = shl i64 %1, i8 3
    %7 = add ptr %2, %6
    %8 = load i64 %7 align 8
    %9 = add i64 %8, 5
    %10 = slt i8 %1, i64 10
    br %10, .2, .3
.2:
    ret %9
.3:
    %11 = udiv i32 %3, 10
    %12 = zext i64 %11
    ret %12
}
-- cmd --
fuse opt -O0 --print-after=isel --emit obj -o t.o t.ir
-- out --
; f after isel
b0:
    entry rdi, rsi, rdx
    copy %7, %9, %5 = rdi, rsi, edx
    jmp b1
b1:
    add.8 [%9], %7
    mov.8 %8, [%9+%7*8]
    lea.8 %6, [%8+5]
    cmp.8 %7, 10
    jl b2
    jmp b3
b2:
    copy rax = %6
    ret rax
b3:
    mov.4 %4, %5
    mov.4 %3, -858993459
    imul.8 %2, %4(tied), %3
    shr.8 %1, %2(tied), 35
    mov.4 %0, %1
    copy rax = %0
    ret rax
