#!/usr/bin/env bash
# 37-tls.sh - thread-local variables in all models: our objects and gcc's, our linker and GNU ld, libraries loaded late
# packages: gcc binutils gcc-aarch64-linux-gnu qemu-user
set -u
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$tmp" || exit 1
passed=0 failed=0

bad() { failed=$((failed + 1)); echo "FAIL $*"; }
# same NAME WANTED GOT
same() {
    if [ "$2" = "$3" ]; then
        passed=$((passed + 1))
    else
        bad "$1"
        printf 'wanted: %s\ngot:    %s\n' "$2" "$3" | head -8
    fi
}

cat >lib.c <<'END'
__thread int general = 1; static __thread int local = 2; static __thread char pad[300]; __thread long zero;
__attribute__((visibility("hidden"))) extern __thread int hidden;
__attribute__((tls_model("initial-exec"))) __thread int initial = 4;
static __thread int initial2 __attribute__((__tls_model__("initial-exec"))) = 5;
int *where(void) { return &general; }
int step(int n)
{
    static _Thread_local int calls = 10;
    static __thread struct { char c; int v[20]; } s;
    for (int k = 0; k < n; k++) { general += k; local += general; s.v[k] += local; pad[k * 9]++; }
    calls++; zero += 2; hidden++; initial++; initial2 += initial;
    return general + local * 3 + s.v[n - 1] + pad[9] + calls * 100 + (int)zero + hidden + initial2 * 1000;
}
double mixed(double x, long a, int (*f)(int)) { double y = x * general; return y + f(local) * a + zero; }
END
echo '__attribute__((visibility("hidden"))) __thread int hidden = 3;' >hidden.c
cat >main.c <<'END'
#include <pthread.h>
#include <stdio.h>
extern __thread int general, initial; extern __thread long zero; int *where(void), step(int); double mixed(double, long, int (*)(int));
static __thread int mine = 7; _Thread_local int also[3] = {1, 2, 3};
static int twice(int x) { return 2 * x + mine; }
static void *run(void *p)
{
    for (int k = 1; k < 4; k++) { mine += k; also[k - 1] += mine; general += 5; printf("%d ", step(k)); }
    printf("%d %d %d %d %ld %d %g\n", mine, also[2], general, initial, zero, where() == &general, mixed(1.5, 3, twice));
    return p;
}
int main(void)
{
    pthread_t t;
    run(0); run(0);
    pthread_create(&t, 0, run, 0); pthread_join(t, 0);
    return 0;
}
END
cat >late.c <<'END'
#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
static int (*step)(int), *(*where)(void);
static void *run(void *p) { *where() += 100; int n = step(3); printf("%d %d\n", n, *where()); return p; }
int main(void)
{
    void *h = dlopen("./libtls.so", RTLD_NOW);
    if (!h) { puts(dlerror()); return 1; }
    step = (int (*)(int))dlsym(h, "step"); where = (int *(*)(void))dlsym(h, "where");
    pthread_t t;
    run(0); pthread_create(&t, 0, run, 0); pthread_join(t, 0); run(0);
    return 0;
}
END
gcc lib.c hidden.c main.c -o ref -pthread && want=$(./ref) || bad "gcc's own program"
gcc -DLATE -shared -fPIC lib.c hidden.c -o libtls.so && gcc late.c -o late -pthread && want_late=$(./late) || bad "gcc's own library"

# all TARGET GCC RUN - programs and libraries for one target
all() {
    local target=$1 gcc=$2 run=$3 cc ld level model pic
    mkdir -p "$target/bin" && cd "$target" || exit 1
    printf '#!/bin/sh\nexec "%s" ld --target %s "$@"\n' "$FUSE" "$target" >bin/ld
    chmod +x bin/ld
    linker() { [ "$1" = ours ] && echo "-B $PWD/bin"; }
    compile() {                  # compile WHO OUT OPTIONS...
        local who=$1 out=$2
        shift 2
        case $who in
        ours) "$FUSE" cc --target "$target" --libc=system "$@" -c -o "$out" ;;
        *) "$gcc" "$@" -c -o "$out" ;;
        esac || bad "$target: $who does not compile $*"
    }
    for cc in ours gcc; do
        for level in 0 2; do
            compile $cc main.$cc.$level.o -O$level ../main.c
            compile $cc lib.$cc.$level.o -O$level -fPIC ../lib.c
            compile $cc hidden.$cc.$level.o -O$level -fPIC ../hidden.c
        done
    done
    for ld in ours gnu; do
        for level in 0 2; do
            # shellcheck disable=SC2046
            for cc in ours gcc; do
                other=gcc; [ $cc = gcc ] && other=ours
                "$gcc" $(linker $ld) -shared lib.$cc.$level.o hidden.$other.$level.o -o libtls.so &&
                    "$gcc" $(linker $ld) main.$other.$level.o -no-pie -L. -ltls -Wl,-rpath,"$PWD" -o x -pthread ||
                    bad "$target: $cc -O$level, library by $ld"
                same "$target: $cc's library, $other's program, -O$level, by $ld" "$want" "$($run ./x)"
            done
            # shellcheck disable=SC2046
            "$gcc" $(linker $ld) main.ours.$level.o lib.ours.$level.o hidden.gcc.$level.o -static -o x -pthread || bad "$target: static by $ld"
            same "$target: static, -O$level, by $ld: general-dynamic becomes local-exec" "$want" "$($run ./x)"
        done
        for model in global-dynamic local-dynamic initial-exec local-exec; do
            for pic in -fPIC -fPIE -fno-pic; do
                for f in main lib hidden; do compile ours $f.o -O1 $pic -ftls-model=$model ../$f.c; done
                pie=-pie; [ $pic = -fno-pic ] && pie=-no-pie
                # shellcheck disable=SC2046
                "$gcc" $(linker $ld) $pie main.o lib.o hidden.o -o x -pthread || bad "$target: $model $pic by $ld"
                same "$target: $model $pic, by $ld" "$want" "$($run ./x)"
            done
            [ $model = local-exec ] && continue
            for f in lib hidden; do compile ours $f.o -O1 -fPIC -ftls-model=$model ../$f.c; done
            # shellcheck disable=SC2046
            "$gcc" $(linker $ld) -shared lib.o hidden.o -o libtls.so && "$gcc" ../late.c -o late -pthread -ldl || bad "$target: $model library by $ld"
            same "$target: $model library loaded late, by $ld" "$want_late" "$($run ./late 2>&1)"
        done
    done
    cd ..
}
all linux-x64 gcc ''
all linux-arm64 aarch64-linux-gnu-gcc 'qemu-aarch64 -L /usr/aarch64-linux-gnu'

# What the compiler chooses is what gcc chooses, but that one call serves both dynamic models.
kinds() { readelf -rW "$1" | grep -o 'R_[A-Z0-9_]*TLS[A-Z]*\|R_X86_64_[A-Z]*TPOFF' | sed 's/TLSLD/TLSGD/' | grep -v DTPOFF | sort -u | tr '\n' ' '; }
for pic in '' -fPIC -fPIE '-fPIC -fvisibility=hidden' '-fPIC -ftls-model=initial-exec' '-fPIE -ftls-model=local-exec'; do
    for f in main lib hidden; do
        # shellcheck disable=SC2086
        "$FUSE" cc -O1 $pic -c $f.c -o a.o && gcc -fno-pic -O1 $pic -c $f.c -o b.o
        same "models of $f.c with '$pic'" "$(kinds b.o)" "$(kinds a.o)"
    done
done
# with our own C library there is no loader, and nothing to call
"$FUSE" cc -O1 -fPIC -static --libc=own lib.c hidden.c main.c -o own && same "own C library, -fPIC" "$want" "$(./own)"
echo "tls: $passed passed, $failed failed"
[ "$failed" = 0 ]
