#!/usr/bin/env bash
# 31-elf-arm.sh - arm64 and arm: objects of gcc and clang through our reader, writer and linker, run under qemu
# packages: gcc-aarch64-linux-gnu gcc-arm-none-eabi clang-19 llvm-19 elfutils qemu-user gdb-multiarch binutils
. "$(dirname "$0")/common.sh"
tool=${ELF_TOOL:-${FUSE_BUILD:-$(dirname "$FUSE")}/elf_tool}

ld() { "$FUSE" ld "$@"; }

# lint FILE - every reader accepts it. elfutils 0.188 does not know R_AARCH64_IRELATIVE in executables
# (it says so of GNU ld's, too), and does not count .bss as writable.
lint() {
    local out
    out=$(eu-elflint --gnu-ld "$1" 2>&1 | grep -v -e 'is writable but contains no writable sections' -e "iplt'.*invalid type" \
        -e "rela.dyn'.*invalid type")
    same "eu-elflint $1" 'No errors' "${out:-No errors}"
    out=$(readelf -aW "$1" 2>&1 >/dev/null)
    same "readelf $1" '' "$out"
    out=$(llvm-readobj-19 --all "$1" 2>&1 >/dev/null)
    same "llvm-readobj $1" '' "$out"
    [ "${2:-}" = foreign ] && return    # libgcc's assembly and gcc's inlined calls displease the verifier
    out=$(timeout 60 llvm-dwarfdump-19 --verify "$1" 2>&1 | grep 'error:')
    same "llvm-dwarfdump $1" '' "$out"
}

# segments FILE - addresses go on at the offset modulo the page, each permission has pages of its own
# whatever the page size of the kernel, and none is writable and executable
segments() {
    local off at size end=0 n=0
    while read -r off at size; do
        [ $((off % 65536)) = $((at % 65536)) ] && [ $((at / 65536)) -ge $(((end + 65535) / 65536)) ] || bad "segment at $at of $1"
        end=$((at + size)) n=$((n + 1))
    done < <(readelf -lW "$1" | awk '$1 == "LOAD" { print $2, $3, $6 }')
    [ $n -ge 2 ] && ok || bad "segments of $1: $n"
    same "writable and executable segments of $1" '' "$(readelf -lW "$1" | grep ' RWE ')"
}

### arm64
cat >sys.h <<'END'
static long sys3(long n, long a, long b, long c)
{
    register long x8 __asm__("x8") = n, x0 __asm__("x0") = a, x1 __asm__("x1") = b, x2 __asm__("x2") = c;
    __asm__ volatile("svc 0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2) : "memory");
    return x0;
}
static void print(const char *s) { long n = 0; while (s[n]) n++; sys3(64, 1, (long)s, n); }
static void num(long x) { char b[24]; int i = 23; b[i] = 0; do b[--i] = '0' + x % 10; while (x /= 10); print(b + i); print("\n"); }
static void quit(int c) { for (;;) sys3(93, c, 0, 0); }
END
flags='-ffreestanding -fno-stack-protector -nostdinc -fno-builtin'
a64() { case $1 in gcc) shift; aarch64-linux-gnu-gcc "$@" ;; *) shift; clang-19 --target=aarch64-linux-gnu "$@" ;; esac; }

# one NAME CFLAGS LDFLAGS EXPECTED FILE... - compile with both, copy through our writer, link, lint, run
one() {
    local name=$1 cflags=$2 ldflags=$3 want=$4 cc f objs copies
    shift 4
    for cc in gcc clang; do
        objs=() copies=()
        for f; do
            # shellcheck disable=SC2086
            a64 $cc -w $flags $cflags -c "$f.c" -o "$f.o" || bad "$name: $cc $f.c"
            must "copy $f.o ($cc $cflags)" "$tool" copy "$f.o" "$f.copy.o"
            must "copy of the copy ($cc $cflags)" "$tool" copy "$f.copy.o" "$f.again.o"
            must "equal copies ($cc $cflags)" cmp "$f.copy.o" "$f.again.o"
            objs+=("$f.o") copies+=("$f.copy.o")
        done
        # shellcheck disable=SC2086
        must "$name ($cc $cflags $ldflags)" ld $ldflags -o prog "${objs[@]}" || continue
        same "$name ($cc $cflags $ldflags) runs" "$want" "$(qemu-aarch64 ./prog 2>&1)"
        lint prog
        segments prog
        # shellcheck disable=SC2086
        must "$name: copies ($cc $cflags $ldflags)" ld $ldflags -o prog "${copies[@]}"
        same "$name: copies ($cc $cflags $ldflags) run" "$want" "$(qemu-aarch64 ./prog 2>&1)"
        [ "$name" = tls ] && continue   # its start code is told apart by our symbols
        case $ldflags in *-pie*) continue ;; esac
        # shellcheck disable=SC2086
        aarch64-linux-gnu-ld -o gnu "${copies[@]}" 2>gnu.out || bad "$name: GNU ld of our objects: $(cat gnu.out)"
        same "$name: GNU ld of our objects runs" "$want" "$(qemu-aarch64 ./gnu 2>&1)"
    done
}

cat >hello.c <<'END'
#include "sys.h"
int data = 41, bss[100];
static const char *const words[] = {"alpha", "beta", "alpha", "ha"};
static long big(long x) { switch (x) { case 0: return 5; case 1: return 9; case 2: return 77; case 3: return 1; case 4: return 12; case 5: return 8; } return 0; }
double half(double x) { return x * 0.5 + 0.25; }
extern int absent(void) __attribute__((weak));
void never(void) { print("never called\n"); }
void _start(void)
{
#ifdef PIE
    extern const unsigned char __ehdr_start[] __attribute__((visibility("hidden")));
    extern const struct { long tag, val; } _DYNAMIC[] __attribute__((visibility("hidden")));
    long at = 0, size = 0, base = (long)__ehdr_start;
    for (int i = 0; _DYNAMIC[i].tag; i++) { if (_DYNAMIC[i].tag == 7) at = _DYNAMIC[i].val; if (_DYNAMIC[i].tag == 8) size = _DYNAMIC[i].val; }
    struct { long off, info, add; } *r = (void *)(base + at);
    for (; size > 0; size -= 24, r++) *(volatile long *)(base + r->off) = base + r->add;
#endif
    bss[3] = data + 1;
    print("hello "); print(words[bss[3] - 41]); print("\n");
    num(bss[3] + big(bss[3] & 3)); num((long)(half(bss[3]) * 4)); num(absent != 0);
    quit(0);
}
END
want=$'hello beta\n119\n85\n0'
for opt in -O0 -O2 '-Os -ffunction-sections -fdata-sections' '-O1 -fPIC' '-O1 -fpic' '-O1 -g' '-O2 -g -ffunction-sections' '-O0 -gdwarf-4' \
    '-O1 -mcmodel=tiny' '-O1 -mcmodel=large -fno-pic'; do
    for link in '' '--gc-sections -s' '-S --build-id --no-merge'; do
        one hello "$opt" "$link" "$want" hello
    done
done
for opt in '-O1 -fPIE -DPIE -g' '-O2 -fPIC -DPIE' '-Os -fpie -DPIE'; do
    for link in -pie '-pie --gc-sections -s'; do
        one pie "$opt" "$link" "$want" hello
    done
done
same 'type of a static-PIE' DYN "$(readelf -hW prog | awk '/Type:/ { print $2 }')"

cat >tls1.c <<'END'
#include "sys.h"
extern __thread int ext, zero __attribute__((aligned(64)));
static __thread long own = 5, own2;
int peek(void), peek_hidden(void); char *where(void);
struct ph { unsigned type, flags; unsigned long off, va, pa, filesz, memsz, align; };
extern const unsigned char __ehdr_start[] __attribute__((visibility("hidden")));
static char block[4096] __attribute__((aligned(64)));
__attribute__((noinline)) static void body(void)
{
    own += 1; zero += 2; own2 += zero;
    num(own + own2); num(ext); num(peek()); num(peek_hidden()); num((long)&zero % 64); num(where() == (char *)&zero);
    quit(0);
}
void _start(void)
{
    const struct ph *p = (const struct ph *)(__ehdr_start + 64);
    while (p->type != 7) p++;
    char *to = block + ((16 + p->align - 1) & ~(p->align - 1));
    for (unsigned long i = 0; i < p->filesz; i++) to[i] = ((const char *)p->va)[i];
    __asm__ volatile("msr tpidr_el0, %0" : : "r"(block));
    body();
}
END
cat >tls2.c <<'END'
__thread int ext = 11; __thread int zero __attribute__((aligned(64)));
static __thread int mine = 4, mine2 = 6; int peek(void) { return ext + zero + mine++; }
__attribute__((visibility("hidden"))) __thread int hidden_one = 9;
int peek_hidden(void) { return hidden_one + mine + mine2; } char *where(void) { return (char *)&zero; }
END
# In the order of the flags: local exec, initial exec, descriptors.
for c in '-O1 -fno-pic -ftls-model=local-exec' '-O0 -fno-pic' '-O1 -fpic -ftls-model=initial-exec' '-O1 -fPIC' '-O0 -fPIC'; do
    one tls "$c" '' $'8\n11\n17\n20\n0\n1' tls1 tls2
done

# glibc, at fixed addresses and anywhere.
cat >libc.c <<'END'
#include <errno.h>
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
static __thread int mine = 1;
__thread int ext = 5;
static void *work(void *p) { mine += *(int *)p; ext++; return (void *)(long)mine; }
static void bye(void) { puts("bye"); }
__attribute__((constructor)) static void hi(void) { puts("hi"); }
int main(int argc, char **argv)
{
    pthread_t t; void *r; int n = 41; char b[32];
    atexit(bye); pthread_create(&t, 0, work, &n); pthread_join(t, &r);
    snprintf(b, sizeof b, "%ld %.3f", (long)r, pow(2, argc + 0.5)); puts(b);
    errno = 0; printf("%d %zu %d %s\n", mine + ext, strlen(strchr(b, ' ')), strtol("x", 0, 10) == 0, strerror(2)); (void)argv;
    return 3;
}
END
# glibc KIND CC CRT1 BEGIN END - a program of the C library of CC, static or static-PIE
glibc() {
    local kind=$1 cc=$2 run=$3 crt lib libm more=()
    crt=$(dirname "$($cc -print-file-name=crt1.o)") lib=$(dirname "$($cc -print-file-name=libgcc.a)")
    libm=$(ls "$crt"/libm-*.a 2>/dev/null | head -1)
    [ -e "$crt/libmvec.a" ] && more=("$crt/libmvec.a")
    local first=crt1.o begin=crtbeginT.o end=crtend.o pie=() opt
    [ "$kind" = pie ] && first=rcrt1.o begin=crtbeginS.o end=crtendS.o pie=(-pie)
    for opt in '-O0 -g -fPIE' '-O2 -fPIC -ffunction-sections'; do
        # shellcheck disable=SC2086
        $cc $opt -c libc.c
        for link in '' --gc-sections; do
            # shellcheck disable=SC2086
            must "glibc $kind ($cc $opt $link)" ld "${pie[@]}" $link -o prog "$crt/$first" "$crt/crti.o" "$lib/$begin" libc.o \
                "${libm:-$crt/libm.a}" "${more[@]}" "$crt/libc.a" "$lib/libgcc.a" "$lib/libgcc_eh.a" "$lib/$end" "$crt/crtn.o"
            out=$($run ./prog); status=$?
            same "glibc $kind ($cc $opt $link)" $'hi\n42 2.828\n6 6 1 No such file or directory\nbye 3' "$out $status"
            lint prog
        done
    done
}
glibc static aarch64-linux-gnu-gcc qemu-aarch64
glibc pie aarch64-linux-gnu-gcc qemu-aarch64
glibc pie gcc ''

# A branch over 130 MiB of code goes through a thunk, once for both callers; conditional ones are checked.
cat >far.s <<'END'
    .globl _start, far, out
    .text
_start:
    mov x0, 40
    bl far
    bl far
    bl back
    mov x8, 93
    svc 0
back: ret
END
cat >gap.s <<'END'
    .text
    .space 130 << 20
END
cat >far2.s <<'END'
    .globl far
    .text
far: add x0, x0, 1
    ret
END
for f in far gap far2; do aarch64-linux-gnu-as $f.s -o $f.o; done
must 'far call' ld --map map -o prog far.o gap.o far2.o
qemu-aarch64 ./prog
same 'far call runs' 42 $?
same 'thunks of the far call' 1 "$(grep -c 'text.thunk.far)' map)"
printf '.globl _start\n_start: tbz x0, 3, there\ncbz x1, there\n' >near.s
printf '.globl there\n.space 64 << 10\nthere: ret\n' >near2.s
for f in near near2; do aarch64-linux-gnu-as $f.s -o $f.o; done
ld -o prog near.o near2.o >said 2>&1 && bad 'tbz over 64 KiB' || has tbz 'for `there` does not fit a field of kind br14' said
same 'cbz over 64 KiB' '' "$(grep br19 said)"

# gdb reads lines, frames and names of an image.
cat >dbg.c <<'END'
#include "sys.h"
static int leaf(int x) { return *(volatile int *)8 + x; }
int middle(int x) { return leaf(x + 1) * 2; }
void _start(void) { middle(3); quit(0); }
END
a64 gcc $flags -O0 -fno-asynchronous-unwind-tables -fno-unwind-tables -c dbg.c
must 'debug rows' "$tool" debug dbg.o dbg2.o dbg.fuse
lint dbg2.o
for link in '' --gc-sections; do
    # shellcheck disable=SC2086
    must "link debug rows ($link)" ld $link -o prog dbg2.o
    lint prog
    gdb-multiarch -nx -batch -ex 'info line middle' -ex 'info scope leaf' -ex 'list leaf' ./prog >gdb.out 2>&1
    has "gdb ($link)" 'Line 60 of "./dbg.fuse" starts at address' gdb.out
    fdes=$(readelf --debug-dump=frames prog | grep -c ' FDE ')
    rows=$(objdump -s -j .eh_frame_hdr prog | awk 'NR == 5 { print substr($4, 1, 2) }')
    same "rows of the unwind index ($link)" "$fdes" "$((16#$rows))"
done

### arm: Thumb-2 under qemu's user mode
cat >sys32.h <<'END'
__attribute__((naked, noinline)) static long sys3(long n, long a, long b, long c)
{
    __asm__("push {r7, lr}\n mov r7, r0\n mov r0, r1\n mov r1, r2\n mov r2, r3\n svc 0\n pop {r7, pc}");
}
static void print(const char *s) { long n = 0; while (s[n]) n++; sys3(4, 1, (long)s, n); }
static void num(long x) { char b[24]; int i = 23; b[i] = 0; do b[--i] = '0' + x % 10; while (x /= 10); print(b + i); print("\n"); }
static void quit(int c) { for (;;) sys3(1, c, 0, 0); }
END
cat >thumb1.c <<'END'
#include "sys32.h"
int data = 41, bss[100];
static const char *const words[] = {"alpha", "beta"};
extern int absent(void) __attribute__((weak));
long sel(long x), two(long x), add3(long x);
static long one(long x) { return x + 1; }
long (*const fns[])(long) = {one, two, sel};
long (*volatile fp)(long) = two;
extern unsigned char table[100000];
extern long (*init[])(long);
double scale(double);
long long divide(long long a, long long b);
__attribute__((noinline)) int outside(void) { return table[99999] + table[70000]; }
void _start(void)
{
    bss[3] = data + 1;
    print(words[bss[3] - 41]); print("\n");
    num(fns[1](3) + fp(4) + fns[0](1) + outside());
    num(absent ? 7 : sel(2)); num(init[0](5)); num((long)(scale(bss[3]) * 4)); num((long)divide(1LL << 40, 1 << 20));
    num(((long)fns[0] & 1) + ((long)&sys3 & 1));
    quit(0);
}
END
cat >thumb2.c <<'END'
unsigned char table[100000] = {[70000] = 4, [99999] = 5};
long sel(long x) { switch (x) { case 0: return 5; case 1: return 9; case 2: return 77; case 3: return 1; case 4: return 12; } return 0; }
long two(long x) { return x + 2; }
long add3(long x) { return x + 3; }
long (*init[])(long) = {add3};
double scale(double x) { return x * 0.5 + 0.25; }
long long divide(long long a, long long b) { return a / b; }
END
want=$'beta\n22\n77\n8\n85\n1048576\n2'
libgcc() { arm-none-eabi-gcc -mthumb "$@" -print-libgcc-file-name; }
arm() { case $1 in gcc) shift; arm-none-eabi-gcc -mthumb "$@" ;; *) shift; clang-19 --target=thumbv7em-none-eabi "$@" ;; esac; }
for cpu in 'cortex-m3 -mfloat-abi=soft' 'cortex-m4 -mfloat-abi=soft' 'cortex-m4 -mfpu=fpv4-sp-d16 -mfloat-abi=hard'; do
    for cc in gcc clang; do
        for opt in -O0 -O2 '-Os -g' '-O1 -fPIC' '-Os -ffunction-sections -fdata-sections -funwind-tables' '-O1 -mslow-flash-data'; do
            case "$cc $opt" in 'clang -O1 -mslow-flash-data') continue ;; esac
            name="thumb ($cc -mcpu=$cpu $opt)"
            for f in thumb1 thumb2; do
                # shellcheck disable=SC2086
                arm $cc -w $flags -mcpu=$cpu $opt -c $f.c -o $f.o || bad "$name: $f.c"
                must "copy $f.o, $name" "$tool" copy $f.o $f.copy.o
                must "copy of the copy, $name" "$tool" copy $f.copy.o $f.again.o
                must "equal copies, $name" cmp $f.copy.o $f.again.o
                lint $f.copy.o foreign
            done
            # shellcheck disable=SC2086
            lib=$(libgcc -mcpu=$cpu)
            for objs in 'thumb1.o thumb2.o' 'thumb1.copy.o thumb2.o' 'thumb1.o thumb2.copy.o'; do
                # shellcheck disable=SC2086
                must "$name, $objs" ld --gc-sections -o prog $objs "$lib"
                same "$name, $objs runs" "$want" "$(qemu-arm ./prog 2>&1)"
            done
            lint prog foreign
            segments prog
            case $opt in *unwind*) continue ;; esac     # needs a library that unwinds
            # shellcheck disable=SC2086
            arm-none-eabi-ld -e _start -Ttext 0x10000 -o gnu thumb1.copy.o thumb2.o "$lib" 2>gnu.out || bad "GNU ld, $name: $(cat gnu.out)"
            same "GNU ld of our object, $name" "$want" "$(qemu-arm ./gnu 2>&1)"
        done
    done
done
arm gcc $flags -w -mcpu=cortex-m4 -mfpu=fpv4-sp-d16 -mfloat-abi=hard -Os -c thumb1.c
arm gcc $flags -w -mcpu=cortex-m3 -mfloat-abi=soft -Os -c thumb2.c
ld -o prog thumb1.o thumb2.o >said 2>&1 && bad 'mixed float conventions' ||
    has 'mixed float conventions' '`thumb1.o` passes floating-point numbers in registers of the FPU, `thumb2.o` does not' said
arm gcc $flags -w -mcpu=cortex-m3 -Os -c thumb1.c && must 'attributes' "$tool" copy thumb1.o copy.o
for tag in CPU_arch: CPU_arch_profile THUMB_ISA_use; do
    same "attribute $tag" "$(arm-none-eabi-readelf -A thumb1.o | grep -F $tag)" "$(arm-none-eabi-readelf -A copy.o | grep -F $tag)"
done
same 'disassembly of a copy' "$(arm-none-eabi-objdump -d thumb1.o | tail -n +5)" "$(arm-none-eabi-objdump -d copy.o | tail -n +5)"
echo 'int twice(int x) { return 2 * x; }' >state.c
arm-none-eabi-gcc -marm -mcpu=arm926ej-s -Os -c $flags state.c
ld -o prog state.o >said 2>&1 && bad 'code in ARM state' || has 'code in ARM state' 'another state than Thumb' said
ld -o prog hello.o thumb1.o -e _start >said 2>&1 && bad 'two machines' || has 'two machines' '`thumb1.o` is for arm, but `hello.o` is for arm64' said

# Objects of our compiler with gcc's, by our linker and GNU ld's.
for cpu in 'cortex-m3 -mfloat-abi=soft' 'cortex-m4 -mfpu=fpv4-sp-d16 -mfloat-abi=hard'; do
    # shellcheck disable=SC2086
    arm gcc -w $flags -mcpu=$cpu -O1 -c thumb1.c
    # shellcheck disable=SC2086
    lib=$(libgcc -mcpu=$cpu)
    for opt in -O0 -O2 -Os; do
        name="fuse cc $opt for ${cpu%% *}"
        must "$name" "$FUSE" cc --target "${cpu%% *}" -g $opt -c thumb2.c -o thumb2.o
        lint thumb2.o
        must "$name, our linker" ld -o prog thumb1.o thumb2.o "$lib"
        same "$name, our linker" "$want" "$(qemu-arm ./prog 2>&1)"
        arm-none-eabi-ld -e _start -Ttext 0x10000 -o gnu thumb1.o thumb2.o "$lib" 2>gnu.out || bad "$name, GNU ld: $(cat gnu.out)"
        same "$name, GNU ld" "$want" "$(qemu-arm ./gnu 2>&1)"
    done
done

# Debug rows with addresses of 4 bytes, without bit 0, also for other linkers; functions that are dropped.
sed -i 's/sys.h/sys32.h/' dbg.c
echo 'int unused(int x) { return x * 3; }' >>dbg.c
for opt in '' -ffunction-sections; do
    # shellcheck disable=SC2086
    arm gcc $flags -w -mcpu=cortex-m3 -O0 $opt -c dbg.c
    must "debug rows of Thumb ($opt)" "$tool" debug dbg.o dbg2.o dbg.fuse
    lint dbg2.o
    arm-none-eabi-ld -e _start -Ttext 0x10000 -o gnu dbg2.o 2>/dev/null
    for link in '' --gc-sections gnu; do
        # shellcheck disable=SC2086
        if [ "$link" = gnu ]; then cp gnu prog; else must "link debug rows of Thumb ($opt $link)" ld $link -o prog dbg2.o && lint prog; fi
        gdb-multiarch -nx -batch -ex 'info line middle' -ex 'info address middle' ./prog >gdb.out 2>&1
        has "gdb of Thumb ($opt $link)" 'Line 60 of "./dbg.fuse" starts at address' gdb.out
        at=$(readelf -sW prog | awk '$8 == "middle" { print $2 }')
        has "gdb of Thumb ($opt $link), without bit 0" "$(printf '0x%x <middle>' $((0x$at - 1)))" gdb.out
    done
done

# A call over 17 MiB.
cat >far.s <<'END'
    .syntax unified
    .thumb
    .globl _start
    .type _start, %function
_start:
    movs r0, 40
    bl far
    bl far
    movs r7, 1
    svc 0
END
printf '.syntax unified\n.thumb\n.space 17 << 20\n' >gap.s
printf '.syntax unified\n.thumb\n.globl far\n.type far, %%function\nfar: adds r0, 1\nbx lr\n' >far2.s
for f in far gap far2; do arm-none-eabi-as -mcpu=cortex-m3 $f.s -o $f.o; done
must 'far Thumb call' ld --map map -o prog far.o gap.o far2.o
qemu-arm ./prog
same 'far Thumb call runs' 42 $?
same 'thunks of the far Thumb call' 1 "$(grep -c 'text.thunk.far)' map)"

finish elf-arm
