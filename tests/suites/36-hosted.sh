#!/usr/bin/env bash
# 36-hosted.sh - `fuse cc` as the C compiler of this machine: the system's C library in every form of image,
# shared libraries with gcc's programs and ours, flags as gcc takes them, dependency files as gcc writes them
# packages: gcc binutils libc6-dev
. "$(dirname "$0")/common.sh"
export LC_ALL=C

fuse() { "$FUSE" "$@"; }

# glibc's checked functions: plain ones where the size of the object is not known, and its own by name.
cat >fortify.c <<'END'
#define _GNU_SOURCE
#define _FORTIFY_SOURCE 2
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>
int main(int argc, char **argv)
{
    char b[40], d[40];
    memset(b, 'x', 10);
    b[10] = 0;
    strcpy(d, b);
    strncat(strcat(d, "yz"), "123", 2);
    memmove(d, d + 1, 5);
    snprintf(b, sizeof b, "%s-%d", d, argc);
    printf("%s %s\n", b, d);
    *(char *)mempcpy(b, d, 3) = 0;
    stpcpy(stpncpy(b, "qqq", 3), "k");
    fprintf(stdout, "%s %d\n", b, btowc('a') == 'a' && read(0, b, 0) == 0);
    __builtin___memcpy_chk(b, d, 5, sizeof b);
    fflush(stdout);
    __builtin___memcpy_chk(b, d, 30, argc);
    return argv[0] == 0;
}
END
for opt in -O0 -O2; do
    must "fortified $opt" fuse cc $opt fortify.c -o fortify
    same "fortified $opt runs" "$(./fortify 2>&1 </dev/null)" $'xxxxxxxxxxyz12-1 xxxxxxxxxxyz12\nqqqk 1\n*** buffer overflow detected ***: terminated'
done

# <tgmath.h> is ours: the types of results and their values as with gcc's
cat >tgmath.c <<'END'
#include <tgmath.h>
#include <stdio.h>
#define KIND(e) _Generic((e), float: "f", double: "d", long double: "l", float _Complex: "cf", double _Complex: "cd", long double _Complex: "cl", long: "long", default: "?")
#define SHOW(e) printf("%s %s %.6Lg %.6Lg\n", #e, KIND(e), (long double)creal(e), (long double)cimag(e))
int main(void)
{
    float f = 2; double d = 3; long double l = 5; int i = 7;
    float _Complex cf = CMPLXF(1, 2); double _Complex cd = CMPLX(3, 4);
    SHOW(sqrt(f)); SHOW(sqrt(d)); SHOW(sqrt(l)); SHOW(sqrt(i)); SHOW(sqrt(cf)); SHOW(sqrt(cd));
    SHOW(pow(f, i)); SHOW(pow(f, f)); SHOW(pow(d, l)); SHOW(pow(cf, d)); SHOW(fabs(cd)); SHOW(fabs(f));
    SHOW(atan2(f, l)); SHOW(fma(f, d, i)); SHOW(lrint(f)); SHOW(carg(cf)); SHOW(conj(cd)); SHOW(creal(l)); SHOW(ldexp(f, 3)); SHOW(fmax(f, f));
    return 0;
}
END
must 'type-generic functions' fuse cc tgmath.c -o tgmath -lm
gcc -w tgmath.c -o theirs -lm
same 'type-generic functions run' "$(./tgmath)" "$(./theirs)"

cat >hello.c <<'END'
#include <errno.h>
#include <math.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
extern char **environ;
static int cmp(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }
static void *thread(void *p) { errno = 7; *(int *)p += 1; return p; }
static void at_end(void) { puts("end"); }
int (*const put)(const char *) = puts;
static int (*also_put(void))(const char *) { return puts; }
int main(int argc, char **argv)
{
    const char *w[] = {"b", "c", "a"};
    char text[64];
    int n = 1;
    pthread_t t;
    void *r;
    errno = 3;
    atexit(at_end);
    qsort(w, 3, sizeof *w, cmp);
    pthread_create(&t, NULL, thread, &n);
    pthread_join(t, &r);
    snprintf(text, sizeof text, "%s%s%s %.3f %d", w[0], w[1], w[2], sqrt(argc + 1.0), n);
    put(text);
    fprintf(stdout, "%d %d %d\n", errno, environ != 0 && argv[argc] == 0, r == &n && also_put() == put);
    return time(NULL) > 0 && getpid() > 1 ? 3 : 4;
}
END
wanted=$'abc 1.414 2\n3 1 1\nend\n3'
for form in '' -pie -no-pie -static -static-pie; do
    for opt in '' -O1 -O2 '-Os -g' '-O2 -fPIC' '-fPIE -Wl,--gc-sections,-s' '-Wl,-z,now'; do
        # shellcheck disable=SC2086
        must "hello $form $opt" fuse cc $form $opt -pthread hello.c -o hello -lm
        same "hello $form $opt runs" "$wanted" "$(./hello; echo $?)"
    done
    kind=$(readelf -h hello | sed -n 's/.*Type: *\([A-Z]*\).*/\1/p')
    interp=$(readelf -l hello | grep -c 'program interpreter')
    case $form in
        '' | -pie) same "kind of $form" 'DYN 1' "$kind $interp" ;;
        -no-pie) same "kind of $form" 'EXEC 1' "$kind $interp" ;;
        -static) same "kind of $form" 'EXEC 0' "$kind $interp" ;;
        -static-pie) same "kind of $form" 'DYN 0' "$kind $interp" ;;
    esac
done
# objects of one compiler, linked by the other
for opt in -O0 -O2 '-O2 -g -fPIC'; do
    # shellcheck disable=SC2086
    must "our object $opt" fuse cc $opt -c hello.c -o ours.o
    # shellcheck disable=SC2086
    gcc $opt -c hello.c -o theirs.o
    must 'gcc links ours' gcc ours.o -o hello -lm -pthread
    same "our object, linked by gcc $opt" "$wanted" "$(./hello; echo $?)"
    must 'we link theirs' fuse cc theirs.o -o hello -lm -pthread
    same "gcc's object, linked by us $opt" "$wanted" "$(./hello; echo $?)"
done

cat >lib.c <<'END'
#include <stdio.h>
#include <stdlib.h>
int counter = 5;
int *where = &counter;
__attribute__((visibility("hidden"))) int secret = 2;
__attribute__((visibility("default"))) int shown(void) { return secret; }
static void bye(void) { puts("lib bye"); }
int helper(int x) { return x + counter; }
int many(int x)
{
    static const void *const to[] = {&&one, &&two, &&one};
    switch (x) { case 1: return 5; case 2: return 7; case 3: return 1; case 4: return 9; case 5: return 4; case 6: return 2; }
    goto *to[x & 1];
one: return 11;
two: return 13;
}
int api(int x) { atexit(bye); fprintf(stdout, "api %d %d\n", x, secret); return helper(x); }
END
cat >use.c <<'END'
#include <stdio.h>
int api(int), shown(void);
extern int counter, *where;
int main(void) { counter = 7; printf("%d %d %d\n", api(1), where == &counter, shown()); return 0; }
END
wanted=$'api 1 2\n8 1 2\nlib bye'
for opt in -O0 -O1 -O2; do
    must "library $opt" fuse cc $opt -fPIC -shared lib.c -o libours.so -Wl,-soname,libx.so
    "$FUSE" cc $opt -fPIC -shared -x c - -o libmany.so <<<'int many(int x) { switch (x) { case 1: return 5; case 2: return 7; case 3: return 1; case 4: return 9; case 5: return 4; case 6: return 2; } return 0; }' && ok || bad "jump table in a library $opt"
    must "object of a library $opt" fuse cc $opt -g -fPIC -c lib.c -o lib.o
    must "object of a library $opt, gcc" gcc -shared lib.o -o libtheirs.so -Wl,-soname,libx.so
    same "soname $opt" libx.so "$(readelf -d libours.so | sed -n 's/.*SONAME.*\[\(.*\)\]/\1/p')"
    for lib in ours theirs; do
        cp lib$lib.so libx.so
        for cc in gcc 'fuse cc'; do
            must "program $lib $cc $opt" $cc $opt use.c -L. -lx -Wl,-rpath,. -o use
            same "program with a library: $lib, $cc, $opt" "$wanted" "$(./use)"
        done
    done
done
same 'hidden stays inside' '' "$(nm -D libours.so | grep secret)"
must 'visibility' fuse cc -fPIC -fvisibility=hidden -shared lib.c -o libhidden.so
same 'visibility' shown "$(nm -D --defined-only libhidden.so | sed -n 's/.* [TDB] //p' | xargs)"
"$FUSE" cc -fPIC -shared -v lib.c -lm -o libv.so 2>said && grep -q '^ fuse ld -shared -o libv.so .* -lm -lc ' said && ok || bad "-v says no -lc, which libtool looks for: $(tail -1 said)"
must 'a library in one step' fuse cc -shared lib.c -o libno.so  # its code is position-independent
must 'an object without -fPIC' fuse cc -c lib.c -o no.o
"$FUSE" cc -shared no.o -o libno.so 2>err && bad 'a library without -fPIC was linked'
grep -q 'compile it with -fPIC' err && ok || bad "a library without -fPIC: $(head -3 err)"
must 'functions without -fPIC' fuse cc -c -x c - -o no.o <<<'int helper(int x) { return x + 1; } int api(int x) { return helper(x) * 2; }'
for cc in gcc 'fuse cc'; do
    must "a library of functions without -fPIC, $cc" $cc -shared no.o -o libno.so
    must "a program with it, $cc" $cc -x c - -x none -L. -lno -Wl,-rpath,. -o use <<<'int api(int); int main(void) { return api(2); }'
    same "a library of functions without -fPIC runs, $cc" 6 "$(./use; echo $?)"
done

must 'assembly with rows' fuse cc -c -x assembler - -o no.o <<<$' .globl api\n .type api,@function\napi: .cfi_startproc\n lea (%rdi,%rdi),%eax\n ret\n .cfi_endproc\n .weak other\n .type other,@function\nother: .cfi_startproc\n ret\n .cfi_endproc'
for cc in gcc 'fuse cc'; do
    must "a library of assembly, $cc" $cc -shared no.o -o libno.so
    same "a library of assembly runs, $cc" 4 "$(./use; echo $?)"
done

# A weak function that another object defines anew: rows of the unwind tables and lines stay with
# its own code, which nobody calls.
cat >weak.c <<'END'
#include <execinfo.h>
int depth(int n);
__attribute__((weak)) int depth(int n)
{
    volatile char big[300] = {1};
    return big[n];
}
int between(int n) { return depth(n) + 1; }
END
cat >strong.c <<'END'
#include <execinfo.h>
#include <stdio.h>
#include <string.h>
int between(int n);
int depth(int n)
{
    void *at[9];
    return backtrace(at, 9) > 3 ? n : 9;
}
int main(void) { return between(3); }
END
for opt in -O0 -O2; do
    must "weak $opt" fuse cc $opt -g -c weak.c
    must "strong $opt" fuse cc $opt -g -c strong.c
    for cc in gcc 'fuse cc'; do
        said=$($cc weak.o strong.o -rdynamic -o weak 2>&1) || bad "weak, $cc"
        same "weak, $cc $opt: said" '' "$said"
        same "weak, $cc $opt: frames" 4 "$(./weak; echo $?)"
        at=$(nm weak | sed -n 's/^0*\(.*\) T depth$/\1/p')
        same "weak, $cc $opt: rows" 1 "$(readelf --debug-dump=frames weak | grep -c "FDE .*pc=0*$at\.")"
        same "weak, $cc $opt: lines" strong.c "$(addr2line -e weak "$at" | sed 's/.*\///; s/:.*//')"
    done
done

# flags: what configure scripts ask for
same dumpmachine "$(gcc -dumpmachine)" "$(fuse cc -dumpmachine)"
for f in crt1.o libc.so libgcc.a libm.a; do
    same "-print-file-name=$f" "$(realpath "$(gcc -print-file-name=$f)")" "$(realpath "$(fuse cc -print-file-name=$f)")"
done
printf 'int main(void) { return 0; }\n' >ok.c
for flag in -Wall -W -Wno-unused -Wmissing-prototypes -pedantic -pipe -fno-strict-aliasing -fwrapv -fno-common \
    -ffunction-sections -fdata-sections -fvisibility=hidden -fno-builtin -fomit-frame-pointer -m64 -mtune=native \
    -march=x86-64 -O -O3 -Og -Ofast -g3 -ggdb -gdwarf-4 -std=gnu99 -std=c17 -pthread -rdynamic -Wl,--as-needed -Wl,--verbose -Wl,-O1 \
    -Wl,-z,relro -Wl,-z,noexecstack -fno-stack-protector -U_FORTIFY_SOURCE -s; do
    must "flag $flag" fuse cc $flag ok.c -o flag
    ./flag || bad "flag $flag: the program fails"
done
for flag in -fbogus -mbogus -std=c3 -m32 -fsanitize=undefined -fopenmp -Wl,--bogus -Q -T x.ld; do
    # shellcheck disable=SC2086
    if fuse cc $flag ok.c -o flag >/dev/null 2>&1; then bad "accepted: $flag"; else ok; fi
done

# dependency files: word for word as gcc writes them, but for headers that only one of them has
mkdir -p inc/sub
printf '#include "b.h"\n#include <stdio.h>\n#include <sub/c d.h>\n' >dep.c
printf '#pragma once\n' >b.h
printf '#ifndef C\n#define C\n#endif\n' >'inc/sub/c d.h'
for flags in '-MM' '-MMD -c -o out/dep.o' '-MMD -MP -c' '-MMD -MF x.d -c' '-MMD -MQ a$b -MQ c -c' '-MM -MF y.d -MP' '-MMD -o prog -nostdlib -c'; do
    for cc in gcc 'fuse cc'; do
        rm -rf out run && mkdir out run
        # shellcheck disable=SC2086
        $cc -Iinc $flags dep.c >run/text 2>&1 || bad "$cc $flags: $(head -3 run/text)"
        for f in ./*.d out/*.d; do [ -e "$f" ] && { echo "$f"; cat "$f"; rm "$f"; }; done >>run/text
        cp run/text "deps.${cc%% *}"
    done
    same "dependencies $flags" "$(cat deps.gcc)" "$(cat deps.fuse)"
done
fuse cc -Iinc -M dep.c | grep -q /usr/include/stdio.h && ok || bad '-M without system headers'
# the preprocessor's answers, and standard input
same 'macros' 1 "$(fuse cc -dM -E -x c - </dev/null | grep -c '__x86_64__ 1')"
same 'from standard input' 5 "$(echo 'int main(void) { return 5; }' | fuse cc -x c - -o in && { ./in; echo $?; })"

finish hosted
