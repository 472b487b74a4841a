#!/usr/bin/env bash
# 38-assembly.sh - files of assembly: what gcc writes and what people write, against GNU as, and run
# packages: gcc binutils gcc-aarch64-linux-gnu gcc-arm-none-eabi python3
#
# Compared as in 21-listing.sh: sections, bytes, relocations and symbols of the two objects, and the
# unwind rows as readelf prints them. GNU as is told to keep relocations of jumps to global symbols.
. "$(dirname "$0")/common.sh"
needs gcc as readelf python3 aarch64-linux-gnu-gcc
same_obj() { python3 "$root/tests/tools/same_obj.py" "$@"; }
frames() { readelf --debug-dump=frames-interp "$1" 2>/dev/null | grep -E '^ *[0-9a-f]{16} rsp|^ *[0-9a-f]{16} rbp|^ *[0-9a-f]{16} r' | awk '{ $1 = ""; print }'; }
both() {             # both NAME FILE.s [TARGET AS OPTION...] - the objects are the same
    local name=$1 file=$2 target=${3:-linux-x64}
    shift $(($# > 3 ? 3 : $#))
    [ $# -gt 0 ] || set -- as -mshared
    if ! "$FUSE" cc --target "$target" -c "$file" -o ours.o >said 2>&1; then
        bad "$name: $(head -4 said)"
    elif ! "$@" "$file" -o gnu.o; then
        bad "$name: GNU as refuses it"
    elif ! same_obj ours.o gnu.o >said; then
        bad "$name: $(head -4 said)"
    else
        ok
    fi
}

# gcc's output at every level: bytes, relocations, symbols, unwind rows
[ $# -gt 0 ] || set -- "$root"/bench/c/{hasht,interp,nbody,qsort,sieve,sha256,fannkuch}.c "$root"/base/{str,flt,map,buf}.c
for f; do
    [ -f "$f" ] || continue
    for o in -O0 -O1 -O2 -Os '-O2 -fPIC' '-O1 -fcf-protection=none -fomit-frame-pointer'; do
        # shellcheck disable=SC2086
        gcc -w -std=gnu11 $o -D_DEFAULT_SOURCE -I"$root" -S "$f" -o one.s || { bad "gcc $f"; continue; }
        both "gcc $o $f" one.s
        same "unwind rows of $f $o" "$(frames gnu.o)" "$(frames ours.o)"
    done
done

# the same for AArch64; -O2 makes vectors of loops
for f in "${@:1:12}"; do
    [ -f "$f" ] || continue
    for o in -O0 -O2; do
        aarch64-linux-gnu-gcc -w -std=gnu11 $o -D_DEFAULT_SOURCE -I"$root" -S "$f" -o one.s || { bad "gcc $f"; continue; }
        both "aarch64 gcc $o $f" one.s linux-arm64 aarch64-linux-gnu-as
    done
done

# and for Thumb, with and without an FPU
for f in "${@:1:8}"; do
    [ -f "$f" ] || continue
    for o in -O0 -O2; do
        for cpu in m3 m4 m33; do
            flags="-mcpu=cortex-$cpu -mthumb"
            [ $cpu = m3 ] || flags="$flags -mfloat-abi=hard"
            # shellcheck disable=SC2086
            arm-none-eabi-gcc -w -std=gnu11 $o $flags -I"$root" -S "$f" -o one.s 2>said || continue
            # shellcheck disable=SC2086
            both "arm gcc $flags $o $f" one.s cortex-$cpu arm-none-eabi-as $flags
        done
    done
done
# distances from labels, and what reaches too far
printf ' jmp .+4\n nop\n nop\n.L1: jmp .L1+1\n jz .L1-1\n lea .L1+5(%%rip), %%rax\n call .L1+2\n.globl x\nx: nop\n' >near.s
both 'beside labels' near.s
printf 'f: imul $2, %%rcx\n imulq $1000, %%rdx, %%rax\n imul $1000, %%ecx\n imulw $3, %%cx\n imul (%%rsi), %%rax\n' >imul.s
both 'imul of one register and a constant' imul.s
printf ' b .+8\n nop\n.L1: cbz x0, .L1+8\n b.eq .-4\n bl .L1+4\n adr x0, .L1+4\n adrp x1, .L1\n add x1, x1, :lo12:.L1\n b.eq ext\n cbz x0, ext\n tbz x0, 3, ext\n b ext+4\n' >near64.s
both 'beside labels, AArch64' near64.s linux-arm64 aarch64-linux-gnu-as
cat >near32.s <<'END'
 .syntax unified
 .thumb
 .global f
 .thumb_func
f: push {r4, lr}
 ldr r0, =0x12345678
 ldr.w r1, =f
 ldr r2, =0xffffff00
 ldr r3, near+4
 adr r4, near
 cbz r0, 1f
 it ne
 bxne lr
 itte eq
 moveq r0, r1
 addeq r0, #1
 movne r0, #2
 tbb [pc, r0]
2: .byte (1f-2b)/2, (near-2b)/2
 .align 2
 .ltorg
1: ldmia r0!, {r4-r11}
 stmdb r0!, {r4-r11}
 vstmdb r0!, {s16-s31}
 vpop {d8-d9}
 ldrd r0, r1, [r2], #8
 strd r0, [r2, #-8]!
 orr lr, #0xd
 cpsie f
 ssat r0, #8, r1, asr #3
 smlabb r0, r1, r2, r3
 vfma.f32 s0, s1, s2
 vmov.f32 s3, #1.5
 b.w 1b
 beq f
 bl f
 negs r1, r2
 movs r1, r2
 ldr pc, [r1, r2, lsl #2]
 pop {r4, pc}
 .align 2
near: .word f, near - ., 1
END
both 'by hand, Thumb' near32.s cortex-m4 arm-none-eabi-as -mcpu=cortex-m4 -mthumb -mfloat-abi=hard -mfpu=fpv4-sp-d16
# x87, by mnemonic and by operand; ah, bh, ch, dh; state; rows of unwind information as they are
{
    for i in f2xm1 fabs fchs fcos fdecstp fincstp fld1 fldl2t fldl2e fldpi fldlg2 fldln2 fldz fnop fpatan fprem fprem1 fptan \
        frndint fscale fsin fsincos fsqrt ftst fxam fxtract fyl2x fyl2xp1 fcompp fucompp fnclex fninit fclex finit fwait \
        faddp fmulp fsubp fsubrp fdivp fdivrp fxch fucom fucomp fcom fcomp fucomi fucomip fcomi fcomip 'fnstsw %ax' 'fstsw %ax'; do
        echo " $i"
    done
    for i in fadd fmul fsub fsubr fdiv fdivr; do
        printf ' %s %%st(3), %%st\n %s %%st, %%st(5)\n %s %%st(2)\n %sp %%st, %%st(4)\n %sp %%st(6)\n %ss (%%rax)\n %sl 8(%%r9)\n' $i $i $i $i $i $i $i
    done
    for i in fld fst fstp ffree fxch fucom fucomp fcom fcomp; do echo " $i %st(7)"; done
    for i in fcmovb fcmove fcmovbe fcmovu fcmovnb fcmovne fcmovnbe fcmovnu fucomi fcomi fucomip fcomip; do echo " $i %st(1), %st"; done
    for i in flds fldl fldt fsts fstl fstps fstpl fstpt filds fildl fildll fists fistl fistps fistpl fistpll fisttps fisttpl fisttpll \
        fiadds fiaddl fimuls ficoml ficomps fisubl fisubrs fidivl fidivrs fcoms fcompl fldcw fnstcw fstcw fnstsw fstsw fldenv \
        fnstenv fstenv frstor fnsave fsave fbld fbstp ldmxcsr stmxcsr fxsave fxrstor fxsave64 fxrstor64 clflush prefetchnta \
        prefetcht0 prefetcht1 prefetcht2 prefetchw; do
        printf ' %s (%%rsi)\n %s -24(%%r10,%%r11,4)\n' $i $i
    done
    printf ' mov 9(%%rsp), %%ah\n or %%ch, 1(%%rsp)\n movb $7, %%bh\n add %%ah, %%dl\n movzbl %%dh, %%ecx\n cmpb $1, %%ah\n mov %%ah, %%al\n'
    printf ' pinsrw $3, (%%rdi,%%rax,4), %%xmm0\n pinsrw $1, %%ecx, %%xmm9\n pextrw $5, %%xmm8, %%r9d\n movd 16(%%r9), %%xmm9\n movd %%xmm3, 48(%%rsp)\n'
    printf ' .p2align 6\n nop\n .p2align 7\n nop\n .p2align 8\n ret\n'
    printf '.globl h\n.hidden h\nh: jz h\n call h\n lea h(%%rip), %%rax\n'
    printf ' .cfi_startproc\n nop\n .cfi_register %%rbx, %%r8\n .cfi_undefined %%rcx\n .cfi_same_value %%rdx\n nop\n'
    printf ' .cfi_escape 0x0f,0x05,0x77,0x18,0x06,0x23,0x08\n ret\n .cfi_endproc\n'
} >x87.s
both 'x87, and what no compiler writes' x87.s
same 'unwind rows by hand' "$(readelf --debug-dump=frames gnu.o | grep DW_CFA)" "$(readelf --debug-dump=frames ours.o | grep DW_CFA)"
{
    echo ' .arch armv8.2-a+sha3+sha2+aes+crypto'
    for i in 'bic x0, x1, #15' 'bic w1, w1, #0xc00000' 'bic x2, x3, 0xff' 'add x0, x1, #-16' \
        'sub w2, w3, #-1' 'cmp x4, #-5' 'cmn w5, #-7' 'adds x6, x7, #-9' '.inst 0xd503233f, 0x5e280803' 'aese v0.16b, v1.16b' \
        'aesd v2.16b, v3.16b' 'aesmc v4.16b, v5.16b' 'aesimc v6.16b, v7.16b' 'ldr d31, [x1], #8' 'str q3, [x4, #-16]!' \
        'ldr s5, [x6, #4]!' 'str b1, [x2], #1' 'ldr h9, [x3], #-2'; do
        echo " $i"
    done
    for i in 'sha1c q0, s1, v2.4s' 'sha1h s3, s4' 'sha1m q5, s6, v7.4s' 'sha1p q8, s9, v10.4s' 'sha1su0 v0.4s, v1.4s, v2.4s' \
        'sha1su1 v3.4s, v4.4s' 'sha256h q0, q1, v2.4s' 'sha256h2 q3, q4, v5.4s' 'sha256su0 v6.4s, v7.4s' 'sha256su1 v0.4s, v1.4s, v2.4s' \
        'sha512h q0, q1, v2.2d' 'sha512h2 q3, q4, v5.2d' 'sha512su0 v6.2d, v7.2d' 'sha512su1 v0.2d, v1.2d, v2.2d' \
        'eor3 v0.16b, v1.16b, v2.16b, v3.16b' 'bcax v4.16b, v5.16b, v6.16b, v7.16b' 'rax1 v0.2d, v1.2d, v2.2d' \
        'pmull v0.1q, v1.1d, v2.1d' 'pmull2 v3.1q, v4.2d, v5.2d'; do
        echo " $i"
    done
} >a64hand.s
both 'AArch64 by other names' a64hand.s linux-arm64 aarch64-linux-gnu-as
cat >load64.s <<'END'
f: ldr x0, near
 ldr w1, near+4
 ldrsw x2, near
 ldr s3, near
 ldr d4, near
 ldr q5, near
 nop
near: .quad 1, 2
 .org f+64
 ldr x0, 1f
1: .word 1
END
both 'loads of places, AArch64' load64.s linux-arm64 aarch64-linux-gnu-as
printf ' .intel_syntax noprefix\n mov eax, 1\n' >intel.s
"$FUSE" cc --target linux-x64 -c intel.s -o intel.o >said 2>&1 && bad 'Intel syntax is refused' || has 'Intel syntax' 'write AT&T syntax' said
printf ' cbz r0, 1f\n .space 200\n1: nop\n' >far.s
"$FUSE" cc --target cortex-m3 -c far.s -o far.o >said 2>&1 && bad 'cbz reaches 200 bytes' || has 'too far' 'too far' said

# by hand: what each directive makes
cat >hand.s <<'END'
# a comment
	.file "hand.c"
	.text
	.globl	_f, g
	.type	_f, @function
_f:	.cfi_startproc
	endbr64; pushq %rbp; .cfi_def_cfa_offset 16
	.cfi_offset 6, -16
	movq	%rsp, %rbp
	.cfi_def_cfa_register %rbp
1:	decl	counter(%rip)
	jnz	1b
	jmp	1f
	.p2align 4,,10
	.p2align 3
1:	movq	here@GOTPCREL(%rip), %rax
	movq	%fs:0, %rdx
	leaq	per_thread@TPOFF(%rdx), %rcx
	addq	other_thread@GOTTPOFF(%rip), %rdx
	movl	$table, %esi
	movl	table+8(,%rdi,4), %edi
	movabsq	$here+5, %r8
	call	away@PLT
	call	*pointer(%rip)
	lock; incl (%rax)
	rep stosl
	repz cmpsb
	movzbl	%ah, %ecx
	testb	$4, %bh
	xorb	%ch, %dh
	notrack jmp *%rax
	popq %rbp
	.cfi_def_cfa 7, 8
	.cfi_remember_state
	ret
	.cfi_restore_state
	.cfi_adjust_cfa_offset 8
	leave
	ret
	.cfi_endproc
	.size	_f, .-_f
g = _f
	.set	number, 3*(4+2)-(1<<2)|1
	.section .rodata.str1.1,"aMS",@progbits,1
.LC0:	.string "a\tb\"\\\101\n", "two"
	.asciz "x"
	.ascii "no nul"
	.section	.rodata
	.align 8
table:	.long	.L1-table, .L2-table, number, -1
	.quad	here, .LC0+2, away-4
	.long	_f-., 2f-1f
1:	.byte 1, 'a', 0x10, 0b11, 017, ~0
2:	.value 0x1234
	.single 1.5
	.double -0.1
	.uleb128 300
	.sleb128 -300
	.data
	.globl here
here:	.quad 1
	.hidden	secret
secret:	.zero 3
	.balign 4
pointer: .quad secret
	.weak	maybe
	.quad	maybe
	.bss
	.align 16
counter: .skip 4
	.space 12
	.comm	shared,24,16
	.local	mine
	.comm	mine,8,8
	.lcomm	lower,4
	.section .tdata,"awT",@progbits
	.type per_thread, @object
per_thread: .long 7
	.text
.L1:	nop
.L2:	hlt
	.section	.init_array,"aw",@init_array
	.quad	_f
	.section	.text.unlikely,"ax",@progbits
	.pushsection .rodata
	.long 5
	.popsection
	ud2
	.section	.text.comdat,"axG",@progbits,in_group,comdat
	.weak in_group
in_group: ret
	.ident	"by hand"
	.section	.note.GNU-stack,"",@progbits
END
both 'by hand' hand.s
same 'unwind rows by hand' "$(frames gnu.o)" "$(frames ours.o)"
# places that are asked for, parts of sections, what only reaches near
cat >places.s <<'END'
 .text
f: nop
1: jmp 2f
 .org f+16
 .byte 1
 .org f+32, 0xcc
2: loop 2b
 jrcxz 1b
 jecxz 2b
 loopne 1b
 loopz 1b
 .p2align 4, 0x55
 ret
 . = . + 8
 .p2align 3, 0x90
 .p2align 4, 0
 .data
a: .byte 1
 .align 8, 0xff
 .byte 2
 .org 32
 .byte 3
 .org a+40, 7
 .bss
 .org 24
c: .skip 8
END
both 'places and near jumps' places.s
printf ' .text\nf: nop\n1: nop\n2: ret\n .set .Lsize, 2b-1b\n .section .note.some,"a"\n .long .Lsize\n .set .Lsize, 2b-f\n .long .Lsize+1\n .uleb128 3\n' >sizes.s
both 'differences under a name' sizes.s
cat >parts.s <<'END'
 .text
f: jmp 1f
 .text 2
1: nop
 jmp 2f
 .p2align 4
 .text 1
2: ret
 .subsection 3
 .byte 9
 .previous
 .byte 8
 .text
 .byte 1
 .data 1
a: .quad b-a, f
 .data
b: .byte 7
 .pushsection .text
 nop
 .popsection
 .byte 6
 .section .text,"ax",@progbits
 .byte 5
 .pushsection .text, 2
 .byte 4
 .popsection
 .size f, .-f
END
both 'parts of sections' parts.s
{
    for i in 'pclmullqhqdq %xmm1, %xmm12' 'pclmulhqhqdq %xmm9, %xmm2' 'lea 0(%rip), %r14' 'movq 24(%rip), %r10' 'movl $3, 8(%rip)' \
        'jmp *16(%rip)' 'addsd 4(%rip), %xmm8' 'shld %cl, %rax, %rdx' 'shrd %cl, %eax, (%rdx)' 'shrdq $5, %rax, (%rdx)' \
        'shld $3, %eax, %ecx' 'movzb %al, %rbp' 'movzb (%rax), %ecx' 'movzw %ax, %ecx' 'movsb %dh, %ecx' 'movsl %eax, %rcx' pushf popf; do
        echo " $i"
    done
    for i in pshufb phaddd pmulhrsw packusdw pmulld pcmpgtq sha1nexte sha256rnds2 sha256msg1 aesenc aesdeclast aesimc ptest pabsd; do
        printf ' %s %%xmm14, %%xmm5\n %s 16(%%rax,%%r9,4), %%xmm11\n' $i $i
    done
    for i in palignr pclmulqdq sha1rnds4 pblendw aeskeygenassist; do
        printf ' %s $3, %%xmm7, %%xmm8\n %s $1, (%%r10), %%xmm1\n' $i $i
    done
} >vectors.s
both 'SSSE3, AES and SHA; distances from rip' vectors.s
cat >mmx.s <<'END'
 emms
 movq (%rsi), %mm0
 movq %mm6, %mm2
 movq %mm6, 8(%rdi,%r9,2)
 movq %rax, %mm3
 movq %mm3, %r9
 movd (%rax), %mm5
 movd %esi, %mm5
 movd %mm1, %ecx
 movd %mm1, (%r10)
 pxor %mm7, %mm7
 pcmpeqd %mm6, %mm6
 paddw (%rcx), %mm1
 pshufw $0x1b, %mm1, %mm2
 psllq $5, %mm3
 psrlw %mm2, %mm3
 psraw (%rax), %mm3
 packuswb %mm1, %mm0
 punpcklbw %mm7, %mm4
 punpckldq %mm0, %mm0
 movd %rcx, %mm6
 movd %mm7, %rax
 movzbl f+512(%r8d, %r9d, 2), %r9d
 movl (%eax), %eax
 addl $1, 4(,%ecx,4)
 pmovmskb %mm0, %eax
 movntq %mm0, (%rax)
 pavgb %mm1, %mm0
 paddsw %mm1, %mm0
 pinsrw $2, %eax, %mm1
 pextrw $2, %mm1, %eax
 pmaddubsw %mm1, %mm0
 palignr $3, %mm1, %mm0
 psllq %xmm3, %xmm2
 psubsw (%rax), %xmm9
END
both 'MMX registers' mmx.s
printf ' .section ".note.some", #alloc\n .long 1\n .section .own,#execinstr,#alloc\n nop\n' >words.s
printf ' .section ".note.some", "a"\n .long 1\n .section .own,"ax"\n nop\n' >letters.s
"$FUSE" cc -c words.s -o words.o && as letters.s -o gnu.o && same_obj words.o gnu.o >said && ok || bad "flags as words: $(head -3 said)"
for bad in ' nop\n .org 0' ' loop 1f\n .skip 200\n1: nop' ' .org a-b' ' .text 9000' ' .bss 1' ' .data\nx: .byte 1, 2\n .org x'; do
    printf "$bad\n" >wrong.s
    "$FUSE" cc -c wrong.s -o wrong.o >said 2>&1 && bad "accepted: $bad" || ok
done
# macros, repetitions, conditions, further files
printf 'abc\001' >data.bin
echo ' .byte 9' >part.inc
sed 's/"t.s"/"part.inc"/' "$root/tests/fuzz/asm_seed/macros.s" >macros.s   # the fuzzer knows one file, t.s
both 'macros' macros.s
for t in linux-x64; do
    cat >syscalls.S <<'END'
#ifndef __ASSEMBLER__
#error not assembly
#endif
#define FUNC(name) .globl name; .type name, @function; name:
/* write, as libraries without a C library have it */
FUNC(raw_write)
    mov $1, %eax        # the number
    syscall
    ret
.size raw_write, .-raw_write
.section .note.GNU-stack,"",@progbits
END
    echo 'long raw_write(int, const char *, long); int main(void) { return raw_write(1, "through\n", 8) != 8; }' >main.c
    "$FUSE" cc main.c syscalls.S -o prog >said 2>&1 && same 'a program with .S' through "$(./prog)" || bad "$(cat said)"
    "$FUSE" cc -c syscalls.S -o part.o && gcc main.c part.o -o prog && same 'with gcc' through "$(./prog)" || bad 'link by gcc'
done
# frames of ours unwind: an exception of C++ style through a function of assembly
cat >walk.c <<'END'
#include <unwind.h>
int depth; static _Unwind_Reason_Code step(struct _Unwind_Context *c, void *p) { (void)c; (void)p; depth++; return _URC_NO_REASON; }
void leaf(void) { _Unwind_Backtrace(step, 0); } void middle(void); int main(void) { leaf(); int a = depth; depth = 0; middle(); return depth != a + 1; }
END
printf '.globl middle\nmiddle: .cfi_startproc\nsubq $24, %%rsp\n.cfi_adjust_cfa_offset 24\ncall leaf\naddq $24, %%rsp\n.cfi_adjust_cfa_offset -24\nret\n.cfi_endproc\n.section .note.GNU-stack,"",@progbits\n' >middle.s
"$FUSE" cc -c middle.s -o middle.o && gcc walk.c middle.o -o walk && ./walk && ok || bad 'a backtrace through assembly'
# rows of unwind information that people write need not end at a word
cat >odd.s <<'END'
 .globl odd
odd: subq $24, %rsp
1: call leaf
 addq $24, %rsp
 ret
2: nop
3:
 .section .eh_frame,"a",@unwind
4: .long 6f-5f
5: .long 0
 .byte 1
 .ascii "zR\0"
 .byte 1, 0x78, 0x10, 1, 0x1b, 0xc, 7, 8, 0x80+16, 1
6: .long 8f-7f
7: .long 7b-4b
 .long odd-.
 .long 2b-odd
 .byte 0, 2, 1b-odd, 0xe, 32
8: .long 10f-9f
9: .long 9b-4b
 .long 2b-.
 .long 3b-2b
 .byte 0, 0, 0
10:
 .section .note.GNU-stack,"",@progbits
END
sed 's/middle/odd/g' walk.c >walkodd.c
both 'unwind rows by hand, of odd sizes' odd.s
gcc -c walkodd.c -o walkodd.o && "$FUSE" cc walkodd.o odd.s -o walkodd && ./walkodd && ok || bad 'a backtrace through rows of odd sizes'
readelf --debug-dump=frames walkodd >said 2>&1; grep -qi 'warning' said && bad "rows of odd sizes: $(grep -i warning said | head -1)" || ok
# nothing is accepted that is not understood
while IFS= read -r line; do
    printf '\n  %b\n' "$line" >wrong.s
    rm -f wrong.o
    "$FUSE" cc -c wrong.s -o wrong.o >said 2>&1 && bad "accepted: $line" || has "$line" 'wrong.s:2:' said
    [ ! -e wrong.o ] || bad "$line left an object"
done <<'END'
movq %rax, %foo
bogus %eax
movl %rax, %ebx
addl $1
.unknown 3
.quad (
.section
.type f, @nonsense
.align 3
.macro x
.endm
.include "absent.s"
.if absent
.rept 2
.else
.cfi_offset 6, 8
.byte "
jmp 1f
l: l: nop
.set x, a - b
.popsection
mov $1, (%rax)
pshufd $1, %mm1, %mm2
paddd %mm1, %xmm2
punpcklqdq %mm1, %mm2
addps %mm1, %mm2
END
finish assembly
