#!/usr/bin/env bash
# 35-dynamic.sh - dynamic programs and shared libraries: gcc and clang drive our linker, ld.so runs the result
# packages: gcc g++ clang binutils elfutils llvm lld-19 gcc-aarch64-linux-gnu qemu-user
. "$(dirname "$0")/common.sh"
export LC_ALL=C

first() { local c; for c; do command -v "$c" && return; done; echo "$1"; }
readobj=$(first llvm-readobj-19 llvm-readobj llvm-readobj-14)
clang=$(first clang clang-19 clang-14)
ld() { "$FUSE" ld "$@"; }

# A compiler driver that is told to look here for its linker finds ours.
mkdir bin
printf '#!/bin/sh\nexec "%s" ld "$@"\n' "$FUSE" >bin/ld
chmod +x bin/ld
gccl() { gcc -B "$tmp/bin" "$@"; }
gxxl() { g++ -B "$tmp/bin" "$@"; }

# lint FILE - every reader accepts the file
lint() {
    local out
    # eu-elflint does not count .bss as writable: it says so of GNU ld's files without .data, too.
    out=$(eu-elflint --gnu-ld "$1" 2>&1 | grep -v 'is writable but contains no writable sections')
    same "eu-elflint $1 ($2)" 'No errors' "${out:-No errors}"
    out=$(readelf -aW "$1" 2>&1 >/dev/null)
    same "readelf $1 ($2)" '' "$out"
    out=$("$readobj" --all "$1" 2>&1 >/dev/null)
    same "llvm-readobj $1 ($2)" '' "$out"
}

# The libc's own linker script, calls, a variable that is copied (without -fPIC) or not, functions
# looked up when first called or at start.
cat >hello.c <<'END'
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
extern char **environ;
static int cmp(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }
int (*const table[])(const char *, const char *) = {strcmp, strcasecmp};
int (*same)(const char *) = puts;
int main(int argc, char **argv)
{
    const char *w[] = {"b", "c", "a"};
    qsort(w, 3, sizeof *w, cmp);
    fprintf(stdout, "hello %s%s%s %d\n", w[0], w[1], w[2], argc);
    errno = 0;
    printf("%d %d %d %d\n", table[0]("x", "X") != 0, table[1]("x", "X"), same == puts, environ != 0 && argv[argc] == 0);
    return 3;
}
END
for cc in gcc "$clang"; do
    for pic in '-fno-pie -no-pie' '-fPIE -pie' '-fPIC -pie' '-fno-pie -no-pie -fno-plt' '-fPIE -pie -fno-plt'; do
        for opt in -O0 '-O2 -g -ffunction-sections'; do
            for how in '' -Wl,-z,now '-Wl,--gc-sections,-s'; do
                # shellcheck disable=SC2086
                must "hello ($cc $pic $opt $how)" "$cc" -w -D_GNU_SOURCE -B "$tmp/bin" $pic $opt $how hello.c -o hello
                same "hello ($cc $pic $opt $how) runs" $'hello abc 1\n1 0 1 1\n3' "$(./hello; echo $?)"
            done
        done
        lint hello "$cc $pic"
        readelf -dW hello >dyn
        has needed 'Shared library: [libc.so.6]' dyn
    done
done

# Programs and libraries of three linkers in every mix: data, functions and thread-local variables
# across the border, symbols that the program replaces, constructors, hidden and protected ones.
cat >lib.c <<'END'
#include <stdio.h>
__thread int tv = 7; static __thread int tl = 3; static __thread char pad[100];
__thread int ie __attribute__((tls_model("initial-exec"))) = 11;
int data = 42; const char *msg = "msg"; static int priv = 5; int *ptr = &data; const int ro[3] = {4, 5, 6};
int __attribute__((visibility("protected"))) prot(void) { return 1; }
int __attribute__((visibility("hidden"))) hid(void) { return 2; }
__attribute__((weak)) int weakdef(void) { return 3; }
int replaced(void) { return 4; }
extern int undefweak(void) __attribute__((weak)); int from_program(int);
static int one(void) { return 1000; } static void *pick(void) { return (void *)one; }
int chosen(void) __attribute__((ifunc("pick"))); int (*chosen_p)(void) = chosen;
int cb(int (*f)(int)) { return f(priv) + hid() + prot() + weakdef() + (undefweak ? 100 : 0) + replaced() + from_program(1); }
int tls_sum(void) { tv++; tl += 2; pad[3]++; return tv * 100 + tl * 10 + pad[3] + ie * 10000; }
int *tv_addr(void) { return &tv; }
int via_p(void) { return chosen() + chosen_p(); }
int (*fp(void))(int (*)(int)) { return cb; }
__attribute__((constructor)) static void in(void) { puts("in"); }
__attribute__((destructor)) static void out(void) { puts("out"); fflush(stdout); }
END
cat >prog.c <<'END'
#include <pthread.h>
#include <stdio.h>
extern __thread int tv, ie; extern int data, *ptr; extern const char *msg; extern const int ro[3]; int chosen(void), via_p(void);
int cb(int (*f)(int)); int tls_sum(void); int *tv_addr(void); int (*fp(void))(int (*)(int)); int replaced(void) { return 40; }
int from_program(int x) { return x + 7; }
static int dbl(int x) { return 2 * x; }
static void *th(void *p) { int s = tls_sum(); (void)p; printf("%d %d\n", s, tv); return 0; }
int main(void)
{
    pthread_t t;
    data++;
    printf("%d %d %d %s %d %d\n", cb(dbl), data, *ptr, msg, ptr == &data, ro[2]);
    tv = 20;
    int s = tls_sum();
    printf("%d %d %d %d %d\n", s, tv, *tv_addr(), &tv == tv_addr(), ie);
    printf("%d %d %d\n", fp() == cb, chosen(), via_p());
    pthread_create(&t, 0, th, 0);
    pthread_join(t, 0);
    return 0;
}
END
want=$'in\n64 43 43 msg 1 6\n112151 21 21 1 11\n1 1000 2000\n110851 8\nout'
lld=$(first ld.lld-19 ld.lld)
mkdir -p lld && ln -s "$(command -v "$lld")" lld/ld
linker() { case $1 in ours) echo "-B $tmp/bin" ;; gnu) echo ;; lld) echo "-B $tmp/lld" ;; esac; }
for by in ours gnu lld; do
    mkdir "by_$by"
    for dialect in '' '-mtls-dialect=gnu2' '-fno-plt -O2 -ffunction-sections'; do
        # shellcheck disable=SC2046,SC2086
        gcc $(linker $by) -shared -fPIC $dialect -Wl,-soname,liblib.so.1 lib.c -o "by_$by/liblib.so.1${dialect//[^a-z0-9]/}" ||
            bad "lib.c by $by"
    done
    ln -s liblib.so.1 "by_$by/liblib.so"
done
for f in by_ours/liblib.so.1*; do lint2=$(eu-elflint --gnu-ld "$f" | grep -v 'prot): symbol in dynamic symbol table with non-default'); same "eu-elflint $f" '' "$lint2"; done
for by in ours gnu lld; do
    for pic in '-fno-pie -no-pie' '-fPIE -pie' '-fPIC -pie -fno-plt -O2' '-fPIC -pie -mtls-dialect=gnu2' '-fno-pie -no-pie -O2 -Wl,-z,now,--gc-sections'; do
        # shellcheck disable=SC2046,SC2086
        gcc $(linker $by) $pic prog.c -o "prog_$by" -L "by_$by" -llib || { bad "prog.c by $by ($pic)"; continue; }
        [ $by = ours ] && lint "prog_$by" "$pic"
        for lib in ours gnu lld; do
            [ "$by$lib" = gnugnu ] || [ "$by$lib" = lldlld ] && continue
            for file in by_$lib/liblib.so.1*; do
                mkdir -p run && cp "$file" run/liblib.so.1
                same "prog ($by, $pic) with $file" "$want" "$(LD_LIBRARY_PATH=run ./prog_$by 2>&1)"
            done
        done
        same "prog ($by, $pic), all at start" "$want" "$(LD_BIND_NOW=1 LD_LIBRARY_PATH=by_ours ./prog_$by 2>&1)"
    done
done

# C++: exceptions through the library's frames, type information that is copied, unique symbols.
cat >cxx.cc <<'END'
#include <iostream>
#include <map>
#include <stdexcept>
#include <string>
#include <thread>
thread_local std::string local = "tls";
thread_local int tl = 5;
struct A { virtual ~A() {} virtual int f() { return 1; } };
struct B : A { int f() override { return 2; } };
template <class T> struct Box { static int v; };
template <class T> int Box<T>::v = 6;
static int depth(int n) { if (!n) throw std::runtime_error("deep"); std::string k("kept"); return depth(n - 1) + (int)k.size(); }
int main(int argc, char **)
{
    std::map<std::string, int> m; m["a"] = argc; A *p = new B;
    try { depth(3); } catch (const std::exception &e) { std::cout << e.what() << " " << dynamic_cast<B *>(p)->f() << " " << local << "\n"; }
    int r = 0; std::thread t([&] { tl += 2; r = tl; }); t.join();
    try { std::stoi("x"); } catch (std::invalid_argument &) { std::cout << r << tl << Box<int>::v << std::endl; }
    delete p;
}
END
for pic in '-fno-pie -no-pie' '-fPIE -pie' '-fPIC -pie -O2 -fno-plt -Wl,--gc-sections,-z,now' '-static' '-static-pie -O2 -ffunction-sections -Wl,--gc-sections'; do
    # shellcheck disable=SC2086
    must "C++ ($pic)" g++ -B "$tmp/bin" $pic cxx.cc -o cxx
    same "C++ ($pic) runs" $'deep 2 tls\n756' "$(./cxx)"
    case $pic in *static*) ;; *) lint cxx "$pic" ;; esac
done
g++ -B "$tmp/bin" -shared -fPIC cxx.cc -o cxx.so
has 'a unique symbol' 'UNIQUE DEFAULT' <(readelf --dyn-syms -W cxx.so | grep Box)

# Versions: defined by a script and by .symver, asked for by name, and hidden ones.
cat >v.map <<'END'
V_1.0 { global: f; extern "C" { old*; "star*" }; local: *; };  # a comment
V_2.0 { global: g; f; [w-z]?o; /* and another */ } V_1.0;
END
cat >v.c <<'END'
int f1(void) { return 1; } int f2(void) { return 2; }
__asm__(".symver f1,f@V_1.0"); __asm__(".symver f2,f@@V_2.0");
int g(void) { return f2() + 10; } int old_a(void) { return 5; } int inside(void) { return 6; } int zoo(void) { return 7; } int boo(void) { return 8; }
END
cat >vm.c <<'END'
#include <stdio.h>
int f(void), g(void), old_a(void), oldf(void), zoo(void);
__asm__(".symver oldf,f@V_1.0");
int main(void) { printf("%d %d %d %d %d\n", f(), oldf(), g(), old_a(), zoo()); return 0; }
END
for by in ours gnu; do
    # shellcheck disable=SC2046
    gcc $(linker $by) -shared -fPIC v.c -Wl,-soname,libv.so,--version-script,v.map -o by_$by/libv.so || bad "libv by $by"
done
lint by_ours/libv.so versions
syms() { readelf --dyn-syms -W "$1" | awk '$7 != "UND" && $4 == "FUNC" { print $8 }' | sort; }
same 'versions are as with GNU ld' "$(syms by_gnu/libv.so)" "$(syms by_ours/libv.so)"
for by in ours gnu; do
    for lib in ours gnu; do
        # shellcheck disable=SC2046
        gcc $(linker $by) vm.c -Lby_$lib -lv -o vm || bad "vm by $by"
        same "versions ($by with $lib)" '2 1 12 5 7' "$(LD_LIBRARY_PATH=by_ours ./vm)"
        same "versions ($by with $lib)" '2 1 12 5 7' "$(LD_LIBRARY_PATH=by_gnu ./vm)"
    done
done
echo 'int inside(void); int main(void) { return inside(); }' >vbad.c
gccl vbad.c -Lby_ours -lv -o vbad >said 2>&1 && bad 'a local symbol' || has 'a local symbol' 'undefined symbol `inside`' said
for script in 'V { global: f' 'V { f } g; };' 'V { extern "C++" { f; }; };' 'V { extern "C" { f; };' 'V { extern "C" f; };' 'V { extern "C" { { } };' '{ a; }; V { b; };' 'V { a; }; V { b; };' 'V { a; } W;'; do
    echo "$script" >bad.map
    gccl -shared -fPIC v.c -Wl,--version-script,bad.map -o bad.so >said 2>&1 && bad "script $script" || has "script $script" 'L0220' said
done

# dlopen: of our library by a program of GNU ld, of GNU ld's by ours; symbols of the program.
cat >plug.c <<'END'
int host(int); int shared_name = 1; int *where(void) { return &shared_name; } int plug(int x) { return host(x) + 1; }
static int twice(int x) { return 2 * x; } int (*table[2])(int) = {plug, twice}; __thread int big[1000] = {5};
int use(int i, int x) { big[999] += 1; return table[i](x) + big[0] + big[999]; }
END
cat >open.c <<'END'
#include <dlfcn.h>
#include <stdio.h>
int host(int x) { return x * 100; } int shared_name = 2;
int main(int argc, char **argv)
{
    void *h = dlopen(argv[1], argc > 2 ? RTLD_NOW : RTLD_LAZY);
    if (!h) return puts(dlerror());
    int (*use)(int, int) = (int (*)(int, int))dlsym(h, "use");
    int *(*where)(void) = (int *(*)(void))dlsym(h, "where");
    int a = use(0, 3), b = use(1, 3);
    printf("%d %d %d %d\n", a, b, *where(), dlsym(h, "twice") == 0);
    return dlclose(h);
}
END
for by in ours gnu; do
    for lib in ours gnu; do
        # shellcheck disable=SC2046
        gcc $(linker $by) -rdynamic open.c -o open || bad "open by $by"
        for how in '' -Wl,-Bsymbolic -Wl,-z,now,--hash-style=both -Wl,--hash-style=sysv '-Wl,-z,norelro -fno-plt'; do
            # shellcheck disable=SC2046,SC2086
            gcc $(linker $lib) -shared -fPIC $how plug.c -o plug.so || bad "plug by $lib"
            case $how in *Bsymbolic*) name=1 ;; *) name=2 ;; esac
            same "dlopen ($by of $lib $how)" "307 13 $name 1" "$(./open ./plug.so)"
            same "dlopen now ($by of $lib $how)" "307 13 $name 1" "$(./open ./plug.so now)"
            [ $lib = ours ] && lint plug.so "$how"
        done
    done
done
gccl open.c -o open
has 'without -rdynamic' 'undefined symbol: host' <(./open ./plug.so now)

# What is needed, and what only might be.
echo 'int spare(void) { return 1; }' >spare.c
gccl -shared -fPIC spare.c -Wl,-soname,libspare.so -o libspare.so
echo 'int spare(void) __attribute__((weak)); int main(void) { return spare ? spare() : 0; }' >weak.c
echo 'int spare(void); int main(void) { return !spare(); }' >strong.c
needs() { readelf -dW "$1" | sed -n 's/.*Shared library: \[\(.*\)\]/\1/p' | tr '\n' ' '; }
gccl strong.c -Wl,--as-needed -L. -lspare -lm -o needed
same 'as needed' 'libspare.so libc.so.6 ' "$(needs needed)"
gccl weak.c -Wl,--as-needed -L. -lspare -o needed
same 'not needed by a weak reference' 'libc.so.6 ' "$(needs needed)"
gccl weak.c -Wl,--no-as-needed -L. -lspare -lm -Wl,-rpath,/a -Wl,-rpath,/b -o needed
same 'needed since it is named' 'libspare.so libm.so.6 libc.so.6 ' "$(needs needed)"
has 'where it is looked for' 'Library runpath: [/a:/b]' <(readelf -dW needed)
LD_LIBRARY_PATH=. ./needed; same 'a weak function of a library' 1 $?
gccl strong.c -Wl,-l:libspare.so -L. -o needed && LD_LIBRARY_PATH=. ./needed; same 'a library by its file' 0 $?
# An archive member takes part in place of a library that stands behind it, and the other way round.
gcc -c spare.c -o spare.o && ar rcs libspare.a spare.o
gccl strong.c -L. -Wl,--no-as-needed,-Bstatic -lspare -Wl,-Bdynamic -lspare -o needed
same 'an archive stands first' 'libspare.so libc.so.6 ' "$(needs needed)"
same 'an archive stands first' 1 "$(nm needed | grep -c ' T spare')"

# What a library leaves open is reported where all that it needs is at hand.
echo 'int spare(void); int open_end(void) { return spare(); }' >openend.c
gccl -shared -fPIC openend.c -o libopenend.so
echo 'int open_end(void); int main(void) { return open_end() - 1; }' >useopen.c
gccl useopen.c -L. -lopenend -o useopen >said 2>&1 && bad 'an open library' || has 'an open library' 'undefined symbol `spare`, asked for by the library ./libopenend.so' said
gccl useopen.c -L. -Wl,--no-as-needed -lopenend -l:libspare.so -o useopen && LD_LIBRARY_PATH=. ./useopen; same 'two libraries' 0 $?
must 'an open library is allowed' gcc -B "$tmp/bin" useopen.c -L. -lopenend -Wl,--allow-shlib-undefined -o useopen
gccl -shared -fPIC openend.c -Wl,-z,defs -o no.so >said 2>&1 && bad '-z defs' || has '-z defs' 'undefined symbol `spare`' said

# --wrap, --defsym.
cat >wrap.c <<'END'
#include <stdio.h>
#include <stdlib.h>
void *__real_malloc(size_t); static int n; extern int alias(int), alias4[]; extern char number[];
int table[4] = {1, 2, 3, 4};
void *__wrap_malloc(size_t x) { n++; return __real_malloc(x); }
int target(int x) { return x + 5; }
int main(void) { free(malloc(3)); free(malloc(4)); printf("%d %d %d %d\n", n, alias(1), *alias4, (int)(long)number); return 0; }
END
for how in '-fno-pie -no-pie -Wl,--gc-sections' '-fno-pie -no-pie -static -ffunction-sections -Wl,--gc-sections'; do
    # shellcheck disable=SC2086
    must "wrap ($how)" gcc -w -B "$tmp/bin" $how wrap.c -Wl,--wrap=malloc,--defsym=alias=target,--defsym=alias4=table+12,--defsym,number=0x123 -o wrap
    # GNU ld drops what only a --defsym names
    # shellcheck disable=SC2086
    gcc -w ${how%-Wl,--gc-sections} wrap.c -Wl,--wrap=malloc,--defsym=alias=target,--defsym=alias4=table+12,--defsym,number=0x123 -o wrap_gnu
    same "wrap ($how)" "$(./wrap_gnu)" "$(./wrap)"
done
gccl wrap.c -Wl,--defsym=alias=nothing >said 2>&1 && bad 'defsym' || has defsym '`alias` is to stand for `nothing`' said

# Properties: features only where all objects have them, and then stubs have their mark, too.
cat >cet.c <<'END'
#include <stdio.h>
#include <stdlib.h>
int main(void) { puts("marked"); fflush(stdout); printf("%d\n", atoi("12")); fflush(stdout); _Exit(0); }
END
for how in '' -Wl,-z,now; do
    must 'marked code' gcc -B "$tmp/bin" -fcf-protection $how cet.c -nostartfiles -Wl,-e,main -o cet
    same 'marked code runs' $'marked\n12' "$(./cet)"
    lint cet 'marked code'
    has 'features of all objects' 'x86 feature: IBT, SHSTK' <(readelf -nW cet)
    same 'all stubs are marked' "$(($(readelf -rW cet | grep -c JUMP_SLO) + 1))" "$(objdump -d -j .plt cet | grep -c endbr64)"
done
gccl -fcf-protection hello.c -o hello 2>/dev/null
has 'features of some objects' 'Properties: x86 ISA needed: x86-64-baseline' <(readelf -nW hello)

# What cannot be linked is said, and leaves no file.
cat >bad.c <<'END'
extern int var, fun(void); extern __thread int tls; int get(void) { return var + tls + fun(); } int (*volatile f)(void) = fun;
END
gcc -c -O1 -fno-pic bad.c -o bad1.o
gcc -c -O1 -fPIC -ftls-model=local-exec bad.c -o bad2.o
for o in bad1.o bad2.o; do
    ld -shared -o bad.so $o >said 2>&1 && bad "$o in a library" || has "$o in a library" 'compile it with -fPIC' said
    [ -e bad.so ] && bad "$o left a file" || ok
done
echo 'extern int prot_data; int main(void) { return prot_data; }' >pm.c
echo '__attribute__((visibility("protected"))) int prot_data = 4;' >pl.c
gcc -shared -fPIC pl.c -o libpl.so
gccl -fno-pie -no-pie pm.c -L. -lpl -o bad.so >said 2>&1 && bad 'a copy of protected data' || has 'protected data' 'cannot be copied into the program' said
ld -o bad.so -lnosuch -L. -L/nowhere bad1.o >said 2>&1 && bad 'no library' || has 'no library' 'no library `nosuch`' said
has 'no library' 'not in /nowhere' said
head -c 3000 libpl.so >cut.so
ld -o bad.so bad1.o cut.so >said 2>&1 && bad 'a cut library' || has 'a cut library' '`cut.so` cannot be read' said
for script in 'GROUP ( bad1.o' 'INPUT' 'SECTIONS { }' 'INPUT ( { )' 'GROUP ( AS_NEEDED ( nofile.so ) )'; do
    echo "OUTPUT_FORMAT(x) $script" >bad.lds
    ld -o bad.so bad1.o bad.lds >said 2>&1 && bad "script $script" || has "script $script" 'error: ' said
done
printf 'OUTPUT_FORMAT(x)\nEXTERN(a \0b)\n' >bad.lds
ld -r -o bad.so bad1.o bad.lds >said 2>&1 && bad 'a zero byte in a script' ||
    has 'a zero byte in a script' '`bad.lds`, line 2: expected text, found a zero byte' said
printf 'V {\n a\0b; };\n' >bad.map
for option in version-script dynamic-list; do
    ld -shared -o bad.so bad1.o --$option bad.map >said 2>&1 && bad "a zero byte, $option" ||
        has "a zero byte, $option" 'bad.map, line 2: a zero byte is no text' said
done
[ -e bad.so ] && bad 'a failed link left a file' || ok

# The same bytes each time, from another folder.
mkdir -p other && cp hello.c prog.c by_ours/liblib.so.1 other
gcc -fPIE -c prog.c -o prog.o
crt=/usr/lib/$(gcc -print-multiarch)
set -- -pie --build-id -dynamic-linker /lib64/ld-linux-x86-64.so.2 "$crt/Scrt1.o" "$crt/crti.o" prog.o liblib.so.1 -L "$crt" -lc "$crt/crtn.o"
cp by_ours/liblib.so.1 . && cp prog.o other
ld -o one "$@" && (cd other && env -i HOME=/ LC_ALL=C.UTF-8 "$FUSE" ld -o two "$@")
must 'equal bytes' cmp one other/two
same 'linked by hand' "$want" "$(LD_LIBRARY_PATH=. ./one)"

# Objects of our compiler, linked by the three linkers, against libraries of all and the other way
# round. (Thread-local variables and constructors of libraries are tested with the compiler.)
cat >olib.c <<'END'
int data = 42, *ptr = &data; static int priv = 5; const char *const names[] = {"zero", "one"};
__attribute__((weak)) int replaced(void) { return 4; } int from_program(int); static int twice(int x) { return 2 * x; }
int (*const ops[])(int) = {twice, from_program};
__attribute__((visibility("hidden"))) int hid(void) { return priv; }
int call(int (*f)(int), int i) { return f(hid()) + replaced() + ops[i](data); }
END
cat >oprog.c <<'END'
#include <stdio.h>
#include <string.h>
extern int data, *ptr; extern const char *const names[]; int call(int (*)(int), int); int replaced(void) { return 40; }
int from_program(int x) { return x + 7; } static int neg(int x) { return -x; } static __thread int mine = 3; FILE **where = &stdout;
int main(void)
{
    data++; mine += strlen(names[1]);
    fprintf(*where, "%d %d %d %s %d\n", call(neg, 0), call(neg, 1), ptr == &data, names[1], mine);
    return 0;
}
END
for opt in -O0 -O2; do
    "$FUSE" cc $opt -fPIC -c olib.c -o olib.o || bad "fuse cc $opt olib.c"
    gcc $opt -fPIC -c olib.c -o glib.o
    "$FUSE" cc $opt -fPIC -c oprog.c -o oprog.o || bad "fuse cc $opt oprog.c"
    gcc $opt -fPIE -c oprog.c -o gprog.o
    for by in ours gnu lld; do
        for lib in olib glib; do
            mkdir -p o_$by
            # shellcheck disable=SC2046
            gcc $(linker $by) -shared $lib.o -o o_$by/lib$lib.so || bad "$lib.o by $by"
            for prog in oprog gprog; do
                # shellcheck disable=SC2046
                gcc $(linker $by) -pie $prog.o -L o_$by -l$lib -Wl,-rpath,"$tmp/o_$by" -o mix || bad "$prog.o by $by"
                same "$prog.o with $lib.o by $by ($opt)" '121 85 1 one 6' "$(./mix)"
            done
        done
    done
done

# The same for arm64: what differs is rows of two tables.
if command -v aarch64-linux-gnu-gcc >/dev/null && command -v qemu-aarch64 >/dev/null; then
    mkdir abin arun
    printf '#!/bin/sh\nexec "%s" ld --target linux-arm64 "$@"\n' "$FUSE" >abin/ld
    chmod +x abin/ld
    sys=/usr/aarch64-linux-gnu
    alinker() { case $1 in ours) echo "-B $tmp/abin" ;; gnu) echo ;; esac; }
    for dialect in '' -mtls-dialect=trad '-fno-plt -O2'; do
        for lib in ours gnu; do
            # shellcheck disable=SC2046,SC2086
            aarch64-linux-gnu-gcc $(alinker $lib) -shared -fPIC $dialect -Wl,-soname,liblib.so.1 lib.c -o arun/liblib.so.1 || bad "arm64 lib by $lib"
            [ $lib = ours ] && same "eu-elflint arm64 ($dialect)" '' "$(eu-elflint --gnu-ld arun/liblib.so.1 | grep -v 'prot): symbol in dynamic symbol table with non-default')"
            ln -sf liblib.so.1 arun/liblib.so
            for pic in '-fPIE -pie' '-fno-pie -no-pie' '-fPIC -pie -mtls-dialect=trad' '-fno-pie -no-pie -O2 -Wl,-z,now'; do
                for by in ours gnu; do
                    [ $lib$by = gnugnu ] && continue
                    # shellcheck disable=SC2046,SC2086
                    aarch64-linux-gnu-gcc $(alinker $by) $pic prog.c -Larun -llib -o aprog || bad "arm64 prog by $by"
                    same "arm64 prog ($by, $pic), library ($lib, $dialect)" "$want" "$(qemu-aarch64 -L $sys -E LD_LIBRARY_PATH=arun ./aprog 2>&1)"
                    [ $by = ours ] && lint aprog "arm64 $pic"
                done
            done
        done
    done
    for how in -static -static-pie '-static -mtls-dialect=trad -fPIC'; do
        # shellcheck disable=SC2086
        must "arm64 $how" aarch64-linux-gnu-gcc -w -D_GNU_SOURCE -B "$tmp/abin" $how hello.c -o ahello
        same "arm64 $how runs" $'hello abc 1\n1 0 1 1\n3' "$(qemu-aarch64 ./ahello; echo $?)"
    done
fi

finish dynamic
