#!/usr/bin/env bash
# 33-pe.sh - COFF objects both ways with mingw and clang; PE images run by wine and OVMF, read back strictly
# packages: gcc-mingw-w64-x86-64 clang-19 lld-19 llvm-19 wine64 wine python3 python3-pefile qemu-system-x86 ovmf mtools
. "$(dirname "$0")/common.sh"
trap 'wineserver -k 2>/dev/null; rm -rf "$tmp"' EXIT
export LC_ALL=C WINEPREFIX=$tmp/wine WINEDEBUG=-all WINEDLLOVERRIDES="mscoree,mshtml=;winedbg.exe=d"
unset DISPLAY
gcc=x86_64-w64-mingw32-gcc
lib=/usr/x86_64-w64-mingw32/lib
first() { local c; for c; do command -v "$c" && return; done; echo "$1"; }
clang="$(first clang-19 clang) --target=x86_64-w64-mingw32"
readobj=$(first llvm-readobj-19 llvm-readobj)
dwarfdump=$(first llvm-dwarfdump-19 llvm-dwarfdump)
python=$(for p in /usr/bin/python3 python3; do "$p" -c 'import pefile' 2>/dev/null && echo "$p" && break; done)

cc() { "$FUSE" cc --target windows-x64 "$@"; }
ld() { "$FUSE" ld --target windows-x64 "$@"; }
dlls=$(for d in /usr/lib/*/wine/x86_64-windows /usr/lib/wine/x86_64-windows; do [ -d "$d" ] && echo "$d" && break; done)
check() {            # sound, and wine's DLLs have what it imports
    must "pecheck $1" python3 "$root/tests/tools/pecheck.py" ${dlls:+--dlls "$dlls"} "$1"
}
# runs FILE EXIT OUTPUT - it is sound, and wine's run of it gives that
runs() {
    local out code
    check "$1"
    out=$(wine "./$1" 2>&1 | tr -d '\r'; exit "${PIPESTATUS[0]}")
    code=$?
    same "$1 exit" "$2" "$code"
    same "$1 output" "$3" "$out"
}

wineboot -i >/dev/null 2>&1

## objects
cat >lib.h <<'END'
typedef void *H; typedef unsigned u32; typedef unsigned long long u64;
__declspec(dllimport) H GetStdHandle(u32);
int WriteFile(H, const void *, u32, u32 *, void *);
void ExitProcess(u32);
END
cat >a.c <<'END'
#include "lib.h"
struct S { int a, b, c; };
extern int from_b(struct S s, double d, int (*back)(int)), table[4], common_here;
extern _Thread_local int tls_b;
extern int maybe(void) __attribute__((weak));
_Thread_local int tls_a = 40;
__attribute__((weak)) int chosen(void) { return 1; }
static int twice(int x) { return 2 * x; }
int (*const pointer)(int) = twice;
static void say(const char *s)
{
    u32 n = 0, done;
    while (s[n]) n++;
    WriteFile(GetStdHandle((u32)-11), s, n, &done, 0);
}
void start(void)
{
    struct S s = {1, 2, 3};
    say(from_b(s, 2.5, pointer) == 18 ? "b\n" : "not b\n");
    say(table[2] == 30 && common_here == 0 ? "data\n" : "not data\n");
    say(chosen() == 2 ? "strong\n" : "weak\n");
    say(maybe ? "there\n" : "absent\n");
    tls_b++;
    ExitProcess((u32)(tls_a + tls_b));
}
END
cat >b.c <<'END'
struct S { int a, b, c; };
int table[4] = {10, 20, 30, 40}, common_here;
_Thread_local int tls_b = 1;
int chosen(void) { return 2; }
int from_b(struct S s, double d, int (*back)(int)) { return s.a + s.b + s.c + (int)(d * 2) + back(s.c) + (s.a == 1); }
END
for o in 0 2; do
    cc -O$o -c a.c -o a$o.ours.o && cc -O$o -g -c b.c -o b$o.ours.o || bad "compile at $o"
    for f in a$o b$o; do
        must "$readobj $f" bash -c "$readobj -hSrst --unwind $f.ours.o 2>&1 >/dev/null"
        must "objdump $f" bash -c "x86_64-w64-mingw32-objdump -dr $f.ours.o 2>&1 >/dev/null"
    done
    # shellcheck disable=SC2086
    $clang -O$o -c a.c -o a$o.clang.o && $clang -O$o -c b.c -o b$o.clang.o || bad "clang at $o"
    for pair in "ours ours" "ours clang" "clang ours" "clang clang"; do
        read -r x y <<<"$pair"
        ld -e start a$o.$x.o b$o.$y.o -o mix$o.exe 2>err || { bad "link $pair at $o: $(head -2 err)"; continue; }
        runs mix$o.exe 42 $'b\ndata\nstrong\nabsent'
    done
done
# code that is defined anew keeps its rows of the unwind table to itself
for linker in "ld -e start" "$gcc -nostdlib -Wl,-estart"; do
    cc -c -x c - -o weak.o <<<'__attribute__((weak)) int chosen(void) { volatile char big[300]; big[1] = 1; return big[1]; } int start(void) { return chosen(); }'
    cc -c -x c - -o strong.o <<<'int leaf(int); int chosen(void) { return leaf(1) + leaf(2); } int leaf(int x) { return x; }'
    $linker weak.o strong.o -o weak.exe || bad "weak: $linker"
    same "one row for each function ($linker)" "3 3" "$("$python" - <<'END'
import pefile
p = pefile.PE('weak.exe')
rows = [e.struct.BeginAddress for e in p.DIRECTORY_ENTRY_EXCEPTION]
print(len(rows), len(set(rows)))
END
)"
done
want=$'b\ndata\nstrong\nabsent'
ld --gc-sections -e start a2.ours.o b2.ours.o -o gc.exe && runs gc.exe 42 "$want"
# the same objects by other linkers, which want the directory of thread-local storage from a C runtime
cat >tls.c <<'END'
unsigned _tls_index;
__attribute__((section(".tls"))) char _tls_start;
__attribute__((section(".tls$ZZZ"))) char _tls_end;
const struct { void *from, *to; unsigned *index; void *calls; unsigned zero, flags; } _tls_used =
    {&_tls_start, &_tls_end, &_tls_index, 0, 0, 0};
END
$gcc -c tls.c
$gcc -nostdlib -Wl,-estart a2.ours.o b2.ours.o tls.o -lkernel32 -o gnu.exe &&
    same "GNU ld" "$want 42" "$(wine ./gnu.exe | tr -d '\r') $(wine ./gnu.exe >/dev/null; echo $?)"
"$(first lld-link-19 lld-link)" /entry:start /subsystem:console /nodefaultlib a0.ours.o b0.ours.o tls.o \
    "$lib/libkernel32.a" /out:lld.exe &&
    same "lld" "$want 42" "$(wine ./lld.exe | tr -d '\r') $(wine ./lld.exe >/dev/null; echo $?)"
ld -e start a2.ours.o b0.ours.o tls.o -o tls.exe && runs tls.exe 42 "$want"
$gcc -c -O1 -x c - -o main.o <<'END'
#include <stdio.h>
struct S { int a, b, c; };
int from_b(struct S s, double d, int (*back)(int));
extern int table[4];
static int twice(int x) { return 2 * x; }
int main(void) { struct S s = {1, 2, 3}; printf("%d %d\n", from_b(s, 2.5, twice), table[3]); return 3; }
END
$gcc main.o b2.ours.o -o crt.exe && same "C runtime" "18 40" "$(wine ./crt.exe | tr -d '\r')"
# long names, COMDAT, many relocations
cat >once.c <<'END'
__declspec(selectany) int shared_between_objects = 7;
int *NAME(void) { return &shared_between_objects; }
END
# shellcheck disable=SC2086
for n in one two; do $clang -O1 -DNAME=$n -c once.c -o $n.o; done
cat >comdat.c <<'END'
#include "lib.h"
int *one(void), *two(void);
void start(void) { *one() += 1; ExitProcess((u32)(one() == two()) + (u32)*two()); }
END
cc -O1 -c comdat.c -o comdat.o && ld -e start comdat.o one.o two.o -o comdat.exe && runs comdat.exe 9 ""
cat >big1.s <<'END'
.section .data$big,"dw",largest,big
.globl big
big: .long 1
.section .data$same,"dw",same_size,same
.globl same
same: .long 5
END
sed 's/^big:.*/big: .long 2, 30/' big1.s >big2.s
sed 's/^same:.*/same: .long 5, 6/' big1.s >big3.s
cat >big.c <<'END'
void ExitProcess(unsigned);
extern int big[2], same;
void start(void) { ExitProcess((unsigned)(big[0] + big[1] + same)); }
END
# shellcheck disable=SC2086
for n in 1 2 3; do $clang -c big$n.s -o big$n.o; done
cc -O1 -c big.c -o big.o
ld -e start big.o big1.o big2.o -o last.exe && runs last.exe 37 ""
ld -e start big.o big2.o big1.o -o first.exe && runs first.exe 37 ""
same "COMDAT of two sizes" "error: \`same\` has different sizes in two objects [L0603]
note: defined in big1.o [L0105]
note: defined in big3.o [L0105]" "$(ld -e start big.o big1.o big3.o -o no.exe 2>&1)"
{ echo 'extern int x; int *many[] = {'; yes '&x,' | head -70000; echo '}; int x;'; } >many.c
cc -c many.c -o many.o && same "many relocations" 70000 \
    "$("$readobj" -r many.o 2>&1 | grep -c IMAGE_REL_AMD64_ADDR64)"

## names that stand in for others: /alternatename, and a weak external that archives are searched for
cat >alt.s <<'END'
.section .drectve,"yn"
.ascii " /alternatename:missing=fallback -alternatename:have=unused /alternatename:\"quoted\"=\"fall back\""
END
for n in fallback have; do echo "int $n(void) { return ${#n}; }" >alt_$n.c && cc -O1 -c alt_$n.c -o alt_$n.o; done
"$FUSE" ar crs alt.a alt_fallback.o alt_have.o
cat >alt.c <<'END'
void ExitProcess(unsigned);
int missing(void), have(void);
void start(void) { ExitProcess((unsigned)(missing() * 10 + have())); }
END
# shellcheck disable=SC2086
$clang -c alt.s -o alt_s.o
cc -O1 -c alt.c -o alt.o && ld -e start alt.o alt_s.o alt.a -o alt.exe && runs alt.exe 84 ""
same "without the directive" "error: undefined symbol \`missing\` [L0101]" "$(ld -e start alt.o alt.a -o no.exe 2>&1 | head -1)"
for kind in 1 2; do     # 1: no library is searched, 2: they are
    printf 'extern int late(void) __attribute__((weak)); void ExitProcess(unsigned);\nvoid start(void) { ExitProcess(late ? (unsigned)late() : 3); }\n' >weak.c
    cc -O1 -c weak.c -o weak.o
    echo 'int late(void) { return 21; }' >late.c && cc -O1 -c late.c -o late.o && rm -f late.a && "$FUSE" ar crs late.a late.o
    python3 - $kind <<'END'
import struct, sys
b = bytearray(open('weak.o', 'rb').read())
at, n = struct.unpack_from('<II', b, 8)
k = found = 0
while k < n:
    p = at + 18 * k
    if b[p + 16] == 105:
        struct.pack_into('<I', b, p + 18 + 4, int(sys.argv[1]))
        found += 1
    k += 1 + b[p + 17]
assert found == 1
open('weak.o', 'wb').write(b)
END
    ld -e start weak.o late.a -o weak.exe && runs weak.exe $((kind == 2 ? 21 : 3)) ""
done

## what fuse.toml says of the program
mkdir -p pkg
printf '[package]\nname = "Prüfung"\nentry = "m.fuse"\nversion = "2.5.1-rc1"\ndescription = "It tests"\ncompany = "Us & them"\ncopyright = "2026"\n[windows]\nmanifest = "app.xml"\nsubsystem = "gui"\n' >pkg/fuse.toml
echo '<assembly xmlns="urn:schemas-microsoft-com:asm.v1" manifestVersion="1.0"/>' >pkg/app.xml
printf 'app "m":\n  print("x")\n' >pkg/m.fuse
"$FUSE" build --aot --release --target windows-x64 -o pkg.exe pkg >said 2>&1 || bad "package: $(tail -3 said)"
"$python" - >got <<'END'
import pefile
p = pefile.PE('pkg.exe')
print(p.verify_checksum(), p.OPTIONAL_HEADER.Subsystem)
print(sorted((k.decode(), v.decode()) for s in p.FileInfo[0] if s.Key == b'StringFileInfo'
             for t in s.StringTable for k, v in t.entries.items()))
f = p.VS_FIXEDFILEINFO[0]
print(f.FileVersionMS >> 16, f.FileVersionMS & 65535, f.FileVersionLS >> 16, f.FileVersionLS & 65535)
m = [e for e in p.DIRECTORY_ENTRY_RESOURCE.entries if e.id == 24][0].directory.entries[0].directory.entries[0].data.struct
print(p.get_data(m.OffsetToData, m.Size) == open('pkg/app.xml', 'rb').read())
END
same "resources from fuse.toml" "True 2
[('CompanyName', 'Us & them'), ('FileDescription', 'It tests'), ('FileVersion', '2.5.1-rc1'), ('LegalCopyright', '2026'), ('OriginalFilename', 'pkg.exe'), ('ProductName', 'Prüfung'), ('ProductVersion', '2.5.1-rc1')]
2 5 1 0
True" "$(cat got)"
"$python" "$root/tests/tools/pecheck.py" pkg.exe >said && ok || bad "pecheck pkg.exe: $(cat said)"

## imports
cat >imp.c <<'END'
#include "lib.h"
__declspec(dllimport) u32 GetCurrentProcessId(void);
__declspec(dllimport) int lstrlenA(const char *);
void start(void) { ExitProcess(GetCurrentProcessId() ? (u32)lstrlenA("four") : 1); }
END
printf 'LIBRARY kernel32.dll ; the system\nEXPORTS\n  ExitProcess\n  GetCurrentProcessId @ 77\n  "lstrlenA"\n' >k.def
cc -O1 -c imp.c -o imp.o
ld -e start imp.o -o list.exe && runs list.exe 4 ""
ld -e start imp.o k.def -o def.exe && runs def.exe 4 ""
ld -e start imp.o "$lib/libkernel32.a" -o long.exe && runs long.exe 4 ""
"$(first llvm-dlltool-19 llvm-dlltool)" -m i386:x86-64 -d k.def -l short.lib &&
    ld -e start imp.o short.lib -o short.exe && runs short.exe 4 ""
printf 'LIBRARY a\nEXPORTS\n  f @0\n' >bad.def
same "bad .def" "error: bad.def:3: an ordinal is from 1 to 65535 [L0602]" "$(ld -e start imp.o bad.def -o no.exe 2>&1)"
[ ! -e no.exe ] && ok || bad "output in spite of an error"

## libraries that the system has: -l finds them without a file
ld -e start imp.o -lkernel32 -luser32 -lmsvcrt -lm -o lib.exe && runs lib.exe 4 ""
same "a library that nobody knows" "error: no library \`gdi33\` [L0006]" "$(ld -e start imp.o -lgdi33 -o no.exe 2>&1 | head -1)"

## headers, resources
printf '<assembly xmlns="urn:schemas-microsoft-com:asm.v1" manifestVersion="1.0"/>' >app.manifest
ld -e start imp.o --subsystem gui --stack 0x200000 --heap 65536 --resource version=1.2.3.4 --resource product=Prüfung \
    --resource company=Us --resource manifest=app.manifest -o res.exe && runs res.exe 4 ""
"$python" - >got <<'END'
import pefile
p = pefile.PE('res.exe')
o = p.OPTIONAL_HEADER
print(p.verify_checksum(), o.Subsystem, o.SizeOfStackReserve, o.SizeOfHeapReserve, p.FILE_HEADER.TimeDateStamp)
print(sorted((k.decode(), v.decode()) for s in p.FileInfo[0] if s.Key == b'StringFileInfo'
             for t in s.StringTable for k, v in t.entries.items()))
f = p.VS_FIXEDFILEINFO[0]
print(f.FileVersionMS >> 16, f.FileVersionMS & 65535, f.FileVersionLS >> 16, f.FileVersionLS & 65535)
m = [e for e in p.DIRECTORY_ENTRY_RESOURCE.entries if e.id == 24][0].directory.entries[0].directory.entries[0].data.struct
print(p.get_data(m.OffsetToData, m.Size) == open('app.manifest', 'rb').read())
END
same "pefile" "True 2 2097152 65536 0
[('CompanyName', 'Us'), ('FileVersion', '1.2.3.4'), ('ProductName', 'Prüfung'), ('ProductVersion', '1.2.3.4')]
1 2 3 4
True" "$(cat got)"
for f in mix0.exe gc.exe long.exe; do
    same "checksum $f" True "$("$python" -c "import pefile; print(pefile.PE('$f').verify_checksum())")"
done

## the checker sees what is wrong, the checksum apart
python3 - "$root/tests/tools" >got <<'END'
import struct, sys
sys.path.insert(0, sys.argv[1])
import pecheck
data = open('mix0.exe', 'rb').read()
good = pecheck.Image(data)
assert not good.check_all()
pe = struct.unpack_from('<I', data, 0x3c)[0]
opt, table = pe + 24, pe + 24 + 240
section = {s['name']: (table + 40 * k, s) for k, s in enumerate(good.sections)}

def sound(b):
    struct.pack_into('<I', b, good.checksum_at, 0)
    padded = bytes(b) + b'\0' * (len(b) % 2)
    n = sum(struct.unpack(f'<{len(padded) // 2}H', padded))
    while n >> 16:
        n = (n & 0xffff) + (n >> 16)
    struct.pack_into('<I', b, good.checksum_at, n + len(b))

def add(fmt, at, by):
    def f(b):
        v = struct.unpack_from('<' + fmt, b, at)[0]
        struct.pack_into('<' + fmt, b, at, (v + by) % (1 << 8 * struct.calcsize(fmt)))
    return f

def swap(at, other, n):
    def f(b):
        b[at:at + n], b[other:other + n] = b[other:other + n], b[at:at + n]
    return f

def at(name, field):
    return section[name][0] + field

pdata, reloc, idata, tls = (section[n][1]['raw'] for n in ('.pdata', '.reloc', '.idata', '.tls'))
directory = {n: opt + 112 + 8 * k for k, n in enumerate(pecheck.NAMES)}
tls_dir = good.offset(good.dirs[9][0])
xdata = good.offset(struct.unpack_from('<I', data, pdata + 8)[0])
damage = {
    'size of the image': add('I', opt + 56, 4096), 'size of the headers': add('I', opt + 60, 512),
    'entry in data': add('I', opt + 16, section['.rdata'][1]['rva'] - good.entry), 'machine': add('H', pe + 4, 1),
    'size of the code': add('I', opt + 4, 512), 'section alignment': add('I', opt + 32, 1),
    'image base': add('Q', opt + 24, 4096), 'subsystem': add('H', opt + 68, 40), 'no-execute': add('H', opt + 70, -0x100),
    'stack': add('Q', opt + 80, 1 << 40), 'reserved field': add('I', opt + 104, 1),
    'overlap': add('I', at('.data', 12), -4096), 'gap': add('I', at('.data', 12), 4096),
    'grows into the next': add('I', at('.rdata', 8), 8192), 'file offset': add('I', at('.rdata', 20), 512),
    'file size': add('I', at('.rdata', 16), 1), 'writable code': add('I', at('.text', 36), 1 << 31),
    'bytes of zeros': add('I', at('.bss', 36), -0x80) if '.bss' in section else add('I', at('.text', 8), 4096),
    'padding': lambda b: b.__setitem__(section['.text'][1]['raw'] + section['.text'][1]['rawsize'] - 1, 1),
    'function order': swap(pdata, pdata + 12, 12), 'function in data': add('I', pdata, 1 << 20),
    'function without bytes': add('I', pdata + 4, -4096), 'unwind version': add('B', xdata, 3),
    'unwind operation': lambda b: b.__setitem__(xdata + 5, 0x0f), 'unwind count': add('B', xdata + 2, 1),
    'relocation page': add('I', reloc, 1), 'relocation kind': add('H', reloc + 8, -0x1000),
    'relocation size': add('I', reloc + 4, 1), 'relocation outside': add('I', reloc, 1 << 24),
    'relocation of no address': add('H', reloc + 8, 8), 'import directory': add('I', directory['import'] + 4, 4),
    'address table': add('I', directory['iat'], 8), 'imports differ': add('Q', good.offset(good.dirs[12][0]), 2),
    'DLL name': add('I', idata + 12, 1 << 20), 'exceptions': add('I', directory['exception'] + 4, 4),
    'directory outside': add('I', directory['resource'], 5), 'unexpected': add('I', directory['clr'], 4096),
    'thread block': add('Q', tls_dir, 1 << 30), 'thread index': add('Q', tls_dir + 16, -0x2000),
    'thread flags': add('I', tls_dir + 36, 1),
    'symbols': add('I', pe + 12, 18), 'tail': lambda b: b.extend(b'x'),
}
for name, f in damage.items():
    b = bytearray(data)
    f(b)
    sound(b)
    if not pecheck.Image(bytes(b)).check_all():
        print('passes:', name)
b = bytearray(data)
b[-1] ^= 1
if not pecheck.Image(bytes(b)).check_all():
    print('passes: checksum')
for n in range(0, len(data), 37):
    if not pecheck.Image(data[:n]).check_all():
        print('passes: cut at', n)
END
same "damaged images that pass" "" "$(cat got)"

## DLLs: exports that the code declares and that a .def file names, forwards, import libraries
cat >lib.c <<'END'
__declspec(dllexport) int shared_var = 5;
__declspec(dllexport) int add(int a, int b) { return a + b + shared_var; }
int plain(int x) { return x * 2; }
__declspec(dllexport) int twice(int x) { return plain(x); }
int by_number(void) { return 77; }
static int attached;
int DllMain(void *h, unsigned why, void *r) { attached += why == 1; return 1; }
__declspec(dllexport) int count(void) { return attached; }
END
cat >lib.def <<'END'
LIBRARY thelib
EXPORTS
  renamed=plain
  by_number @7 NONAME      ; no name at all
  Sleep=kernel32.Sleep
  secret=twice @20 PRIVATE
END
cat >use.c <<'END'
__declspec(dllimport) extern int shared_var; __declspec(dllimport) int add(int, int);
int twice(int), renamed(int), by_number(void), count(void), printf(const char *, ...);
void Sleep(unsigned), *LoadLibraryA(const char *), *GetProcAddress(void *, const char *);
int run(void)
{
    void *h = LoadLibraryA("thelib.dll"), *k = LoadLibraryA("kernel32.dll");
    int (*number)(void) = GetProcAddress(h, (const char *)7), (*secret)(int) = GetProcAddress(h, "secret");
    int forward = GetProcAddress(h, "Sleep") == GetProcAddress(k, "Sleep"), hidden = !GetProcAddress(h, "plain");
    shared_var++;
    Sleep(0);
    printf("%d %d %d %d %d ", add(1, 2), twice(4), renamed(5), by_number(), count());
    printf("%d %d %d %d\n", number(), secret(6), forward, hidden);
    return 3;
}
END
echo 'int run(void); int main(void) { return run(); }' >main.c
for who in ours gcc clang; do
    case $who in ours) cc -O1 -c lib.c -o lib.o ;; gcc) $gcc -O1 -c lib.c -o lib.o ;; *) $clang -O1 -c lib.c -o lib.o ;; esac
    must "DLL $who" ld -shared lib.o lib.def -o thelib.dll --out-implib lib$who.a
    check thelib.dll
    cc -c use.c -o use.ours.o && $gcc -w -c use.c -o use.gcc.o && cc -c main.c -o main.ours.o || bad "use.c"
    for user in ours gcc; do
        must "program $who $user" cc main.ours.o use.$user.o lib$who.a -o use-$who-$user.exe
        runs use-$who-$user.exe 3 '9 8 10 77 1 77 12 1 1'
    done
    must "program by GNU ld $who" $gcc main.c use.gcc.o lib$who.a -o use-gnu.exe
    same "GNU ld with $who" '9 8 10 77 1 77 12 1 1' "$(wine ./use-gnu.exe | tr -d '\r')"
    must "program by lld $who" "$(first lld-link-19 lld-link)" /entry:main /subsystem:console /nodefaultlib main.ours.o \
        use.gcc.o lib$who.a "$lib/libkernel32.a" "$lib/libmsvcrt.a" /out:use-lld.exe
    same "lld with $who" '9 8 10 77 1 77 12 1 1' "$(wine ./use-lld.exe | tr -d '\r')"
done
must "DLL by cc" cc -O1 -shared lib.c lib.def -o thelib.dll -Wl,--out-implib,libcc.a
check thelib.dll
must "the same library" cmp libours.a libcc.a
runs use-ours-ours.exe 3 '9 8 10 77 1 77 12 1 1'
echo 'int one(void) { return 1; } int two = 2; static int not_me; int *me(void) { return &not_me; }' >all.c
must "DLL without a word on exports" cc -shared all.c -o all.dll
check all.dll
same "what it exports" 'me one two' "$(x86_64-w64-mingw32-objdump -p all.dll | sed -n 's/^\t\[ *[0-9]*\] \([a-z]*\)$/\1/p' | tr '\n' ' ' | sed 's/ $//')"
echo '__declspec(dllexport) int cb(void) { return 8; } int main(void) { return 0; }' >exp.c
must "program with exports" cc exp.c -o exp.exe
runs exp.exe 0 ''

## what runs before and after main and in a DLL, without a C runtime: the system's library has no atexit
cat >after.c <<'END'
int puts(const char *), atexit(void (*f)(void));
void exit(int);
static void one(void) { puts("one"); }
static void two(void) { puts("two"); }
__attribute__((constructor)) static void before(void) { puts("before"); }
__attribute__((destructor)) static void after(void) { puts("after"); }
int main(int argc, char **argv)
{
    if (NEEDED)
        atexit(one), atexit(two);
    if (LEAVES)
        exit(5);
    return 5;
}
END
for leaves in 0 1; do
    cc -O1 -w -DNEEDED=1 -DLEAVES=$leaves after.c -o after.exe && runs after.exe 5 $'before\ntwo\none\nafter'
    cc -O1 -w -DNEEDED=0 -DLEAVES=$leaves after.c -o after.exe && runs after.exe 5 $'before\nafter'
done
cat >ctor.c <<'END'
static int n = 1;
__attribute__((constructor)) static void more(void) { n *= 7; }
#ifdef MAIN
int DllMain(void *h, unsigned why, void *r) { n += why == 1; return 1; }
#endif
__declspec(dllexport) int get(void) { return n; }
END
echo '__declspec(dllimport) int get(void); int main(void) { return get(); }' >getter.c
for more in '' -DMAIN; do
    must "DLL with a constructor" cc -O1 -shared $more ctor.c -o ctor.dll -Wl,--out-implib,libctor.a
    check ctor.dll
    cc getter.c libctor.a -o getter.exe && runs getter.exe $([ -z "$more" ] && echo 7 || echo 8) ''
done
refuses() {          # refuses NAME DEF MESSAGE
    local out
    printf "$2" >bad.def; rm -f bad.dll
    if out=$(ld -shared lib.o bad.def -o bad.dll 2>&1); then bad "$1: links"; else ok; fi
    same "$1" "$3" "$(head -1 <<<"$out")"
    same "$1: no output" no "$([ -e bad.dll ] && echo yes || echo no)"
}
refuses "one ordinal twice" 'EXPORTS\na=add @3\nb=add @3\n' 'error: export `b`: its ordinal is another'"'s, too [L0604]"
refuses "what is not there" 'EXPORTS\nnowhere\n' 'error: undefined symbol `nowhere` [L0101]'
refuses "one name twice" 'EXPORTS\nx=add\nx=plain\n' 'error: export `x`: it stands for two symbols [L0604]'
refuses "no ordinal" 'EXPORTS\nx=add NONAME\n' 'error: bad.def:2: NONAME needs an ordinal [L0602]'

## weak externals whose default is in another object
printf ' .weak maybe\n .set maybe, fallback\n' | $clang -x assembler -c - -o weak.o
printf ' .globl start\nstart: subq $40, %%rsp\n call maybe\n addq $40, %%rsp\n ret\n' | $clang -x assembler -c - -o call.o
echo 'int fallback(void) { return 7; }' >fallback.c; echo 'int maybe(void) { return 9; }' >maybe.c
cc -c fallback.c; cc -c maybe.c
must "default" ld -e start weak.o call.o fallback.o -o weak.exe
runs weak.exe 7 ''
must "default unused" ld -e start weak.o call.o fallback.o maybe.o -o strong.exe
runs strong.exe 9 ''
must "default absent" ld -e start weak.o call.o maybe.o -o strong.exe
runs strong.exe 9 ''
same "neither" 'error: undefined symbol `fallback` [L0101]' "$(ld -e start weak.o call.o -o none.exe 2>&1 | head -1)"

## unwinding
cp "$root/tests/tools/win_unwind.c" "$root/tests/tools/efi_hello.c" .
for o in 0 1 2; do
    cc -O$o -nostdlib --entry start win_unwind.c -o unwind$o.exe && runs unwind$o.exe 0 $'unwound 7 frames\nregisters are back'
done

## debug information
cc -O1 -g -nostdlib --entry start a.c b.c -o dbg.exe && runs dbg.exe 42 "$want"
same "dwarfdump" "No errors." "$(timeout 60 "$dwarfdump" --verify dbg.exe 2>&1 | tail -1)"
same "line" 1 "$("$dwarfdump" --debug-line dbg.exe | grep -c 'name: "b.c"')"
cc -O1 -g -nostdlib --entry start -s a.c b.c -o strip.exe && runs strip.exe 42 "$want"
same "stripped" 0 "$("$readobj" -S strip.exe | grep -c debug_)"

## same input, same bytes
mkdir -p other/place && cp lib.h a.c b.c other/place
(cd other/place && TZ=Asia/Tokyo cc -O1 -g -nostdlib --entry start a.c b.c -o dbg.exe)
must "same bytes from another path" cmp dbg.exe other/place/dbg.exe

## firmware of a PC
cc -O1 -ffreestanding -nostdlib --entry efi_main --subsystem efi efi_hello.c -o BOOTX64.EFI && check BOOTX64.EFI
ovmf=$(for f in /usr/share/ovmf/OVMF.fd /usr/share/qemu/OVMF.fd; do [ -e $f ] && echo $f && break; done)
mkdir -p esp/EFI/BOOT && cp BOOTX64.EFI esp/EFI/BOOT/
timeout 120 qemu-system-x86_64 -bios "$ovmf" -m 128 -display none -monitor none -serial file:serial.txt -net none \
    -drive file=fat:rw:esp,format=raw >/dev/null 2>&1
same "OVMF" 0 $?
same "OVMF's console" 1 "$(tr -d '\0\r' <serial.txt | grep -c 'hello from an image of ours')"

## strip: debug sections, then symbols; ours and what mingw linked
echo '#include <stdio.h>
int main(void) { puts("stripped"); return 3; }' >strip.c
cc -g --libc=own strip.c -o strip1.exe
$gcc -g strip.c -o strip2.exe
for k in 1 2; do
    must "strip -g strip$k.exe" "$FUSE" strip -g -o "strip${k}g.exe" "strip$k.exe"
    must "strip strip$k.exe" "$FUSE" strip -o "strip${k}s.exe" "strip$k.exe"
    for f in "strip${k}g.exe" "strip${k}s.exe"; do
        out=$(wine "./$f" 2>&1 | tr -d '\r'; exit "${PIPESTATUS[0]}")
        same "$f runs" 3 $?
        same "$f says" stripped "$out"
        same "checksum of $f" True "$("$python" -c 'import pefile, sys; print(pefile.PE(sys.argv[1]).verify_checksum())' "$f")"
        same "readobj $f" '' "$($readobj --all "$f" 2>&1 >/dev/null)"
    done
done
must 'pecheck strip1g' python3 "$root/tests/tools/pecheck.py" strip1g.exe
must 'pecheck strip1s' python3 "$root/tests/tools/pecheck.py" strip1s.exe
python3 - <<'END'
b = bytearray(open('strip1.exe', 'rb').read())
pe = int.from_bytes(b[60:64], 'little')
b[pe + 6:pe + 8] = bytes(2)         # no sections, behind a header without directories
b[pe + 20:pe + 22] = bytes([65, 0])
open('short.exe', 'wb').write(b[:pe + 24 + 160])
END
same 'strip refuses a short header' 'error: short.exe: a PE image with too short a header [D0008]' "$("$FUSE" strip short.exe -o short2.exe 2>&1)"
same 'no debug sections' 0 "$($readobj --sections strip1g.exe | grep -c '\.debug')"
finish pe
