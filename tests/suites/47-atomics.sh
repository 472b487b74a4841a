#!/usr/bin/env bash
# 47-atomics.sh - atomics of every size in threads: our code beside gcc's on the same objects, with libatomic and our own
# packages: gcc gcc-aarch64-linux-gnu qemu-user
set -u
here=$(cd "$(dirname "$0")" && pwd)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$tmp" || exit 1
passed=0 failed=0

bad() { failed=$((failed + 1)); echo "FAIL $*"; }
# runs NAME COMMAND... - the program finds nothing lost
runs() {
    local name=$1
    shift
    if "$@" >out 2>&1 && grep -q '^nothing lost$' out; then passed=$((passed + 1)); else bad "$name"; head -4 out; fi
}

cat >objects.h <<'END'
typedef struct { int a, b; } S8;
typedef struct { long long a, b; } S16;
typedef struct { long long a, b, c; } S24;
typedef struct { unsigned char b[3]; } S3;
extern _Atomic S8 s8; extern _Atomic S16 s16; extern _Atomic S24 s24; extern _Atomic S3 s3;
extern _Atomic unsigned char u8; extern _Atomic short u16; extern _Atomic int u32; extern _Atomic long long u64;
extern _Atomic float f32; extern _Atomic double f64; extern _Atomic __int128 i128;
extern _Atomic(float _Complex) cf; extern _Atomic(double _Complex) cd;
#define ROUNDS 20000
END
# Each thread adds ROUNDS to everything; the parts of a record must stay equal.
cat >work.c <<'END'
#include <stdatomic.h>
#include "objects.h"
#define ADD(p, T, ...) do { T v = atomic_load(p), w; do { w = v; __VA_ARGS__ } while (!atomic_compare_exchange_weak(p, &v, w)); } while (0)
int NAME(void)
{
    int torn = 0;
    for (int k = 0; k < ROUNDS; k++) {
        u8++; u16 += 1; ++u32; u64 += 3; f32 += 1; f64 += 0.5; i128 += ((__int128)1 << 64) + 1; cf += 1 - 1.0if; cd += 2.0i;
        S8 a = s8; S16 b = s16; S24 c = s24; __int128 d = i128;
        torn += a.a != a.b || b.a != b.b || c.a != c.b || c.b != c.c || (long long)(d >> 64) != (long long)d;
#ifdef GCC     /* by the library's names, which gcc's macros for records come down to */
#define LOAD(p, v) __atomic_load(p, v, 5)
#else
#define LOAD(p, v) (*(v) = *(p))
#endif
        do { LOAD(&s8, &a); } while (!__atomic_compare_exchange(&s8, &a, (&(S8){a.a + 1, a.b + 1}), 0, 5, 5));
        do { LOAD(&s16, &b); } while (!__atomic_compare_exchange(&s16, &b, (&(S16){b.a + 1, b.b + 1}), 0, 5, 5));
        do { LOAD(&s24, &c); } while (!__atomic_compare_exchange(&s24, &c, (&(S24){c.a + 1, c.b + 1, c.c + 1}), 0, 5, 5));
        S3 e, f;
        do { LOAD(&s3, &e); int n = e.b[0] + e.b[1] * 256 + e.b[2] * 65536 + 1; f = (S3){{n, n >> 8, n >> 16}}; } while (!__atomic_compare_exchange(&s3, &e, &f, 0, 5, 5));
    }
    return torn;
}
END
cat >main.c <<'END'
#include <pthread.h>
#include <stdio.h>
#include "objects.h"
_Atomic S8 s8; _Atomic S16 s16; _Atomic S24 s24; _Atomic S3 s3; _Atomic unsigned char u8; _Atomic short u16; _Atomic int u32;
_Atomic long long u64; _Atomic float f32; _Atomic double f64; _Atomic __int128 i128;
_Atomic(float _Complex) cf; _Atomic(double _Complex) cd;
int one(void), two(void);
static int torn[4];
static void *run(void *p) { int *t = p; *t = (t - torn) & 1 ? one() : two(); return 0; }
int main(void)
{
    pthread_t t[4];
    for (int k = 0; k < 4; k++) pthread_create(&t[k], 0, run, &torn[k]);
    for (int k = 0; k < 4; k++) pthread_join(t[k], 0);
    int n = 4 * ROUNDS;
    S8 a = s8; S16 b = s16; S24 c = s24; S3 d = s3;
    int ok = !(torn[0] | torn[1] | torn[2] | torn[3]) && u8 == (unsigned char)n && u16 == (short)n && u32 == n && u64 == 3 * n && f32 == n &&
        f64 == n / 2 && i128 == (((__int128)n << 64) + n) && cf == n - n * 1.0if && cd == n * 2.0i && a.a == n && a.b == n && b.a == n && b.b == n && c.a == n && c.c == n &&
        d.b[0] + d.b[1] * 256 + d.b[2] * 65536 == n;
    puts(ok ? "nothing lost" : "lost");
    return !ok;
}
END
# the golden cases of one thread are right when gcc compiles them; with -O1 it asks for functions of raised exceptions
# that -fno-trapping-math does without
for case in atomic_wide atomic_complex; do
    awk '/^-- cmd/ { exit } f { print } /^-- t.c/ { f = 1 }' "$here/../golden/c/$case.t" >wide.c
    gcc -w -O1 -fno-trapping-math wide.c -o x -latomic && ./x && passed=$((passed + 1)) || bad "$case.t by gcc"
done
for level in 0 2; do
    "$FUSE" cc -O$level -DNAME=one -c work.c -o one.ours.o && "$FUSE" cc -O$level -DNAME=two -c work.c -o two.ours.o &&
        gcc -w -O$level -DGCC -DNAME=two -c work.c -o two.gcc.o && "$FUSE" cc -O$level -c main.c -o main.ours.o && gcc -c main.c -o main.gcc.o || bad "compile -O$level"
    gcc one.ours.o two.gcc.o main.ours.o -o x -pthread -latomic && runs "ours and gcc's, -O$level" ./x
    "$FUSE" cc one.ours.o two.ours.o main.gcc.o -o x -pthread -latomic && runs "ours, linked by us with libatomic, -O$level" ./x
    "$FUSE" cc -O$level --libc=own -static -DNAME=one -c work.c -o one.o && "$FUSE" cc -O$level --libc=own -DNAME=two -c work.c -o two.o &&
        "$FUSE" cc -O$level --libc=own -static one.o two.o main.c -o x && runs "our C library, -O$level" ./x
    for o in one two; do "$FUSE" cc --target linux-arm64 -O$level --libc=own -DNAME=$o -c work.c -o $o.o || bad "arm64 compile"; done
    "$FUSE" cc --target linux-arm64 -O$level --libc=own -static one.o two.o main.c -o x && runs "arm64, our C library, -O$level" qemu-aarch64 ./x
done
echo "atomics: $passed passed, $failed failed"
[ $failed = 0 ]
