#!/usr/bin/env bash
# 44-firmware.sh - firmware images and the bare-metal runtime: six boards under qemu, other tools' view of our files
# packages: gcc-arm-none-eabi libnewlib-arm-none-eabi binutils-arm-none-eabi qemu-system-arm elfutils python3 gdb-multiarch
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$tmp" || exit 1
passed=0 failed=0
export LC_ALL=C ASAN_OPTIONS=detect_leaks=0

ok() { passed=$((passed + 1)); }
bad() { failed=$((failed + 1)); printf 'FAIL %s\n' "$*"; }
same() { if [ "$2" = "$3" ]; then ok; else bad "$1: got '$3', wanted '$2'"; fi; }
has() { if grep -qE -- "$2" "$3"; then ok; else bad "$1: no '$2' in:"; head -20 "$3"; fi; }
gcc=arm-none-eabi-gcc

# boards: name, processor for gcc, and whether an address without a device is a bus fault in qemu
boards='mps2-an385:cortex-m3:1 mps2-an386:cortex-m4:1 mps2-an500:cortex-m7:0 mps2-an505:cortex-m33:1
lm3s6965evb:cortex-m3:0 netduinoplus2:cortex-m4:1'

cflags() { echo "-mcpu=$1 -mthumb -ffreestanding -ffunction-sections -fdata-sections -Os"; }

# emulate BOARD FILE [OPTION...] - runs it; `out` has the text, `status` the exit code
emulate() {
    local board=$1 file=$2
    shift 2
    out=$(timeout 20 qemu-system-arm -M "$board" -display none -monitor none -serial stdio \
        -semihosting-config enable=on,target=native "$@" -device loader,file="$file" 2>qemu.err </dev/null)
    status=$?
}

# ---- the runtime by gcc, once for each processor
for cpu in cortex-m3 cortex-m4 cortex-m7 cortex-m33; do
    mkdir -p "rt-$cpu"
    for f in "$root"/runtime/os/bare/*.c "$root"/runtime/arch/t32/*.c "$root"/runtime/core/*.c; do
        # shellcheck disable=SC2046
        $gcc $(cflags $cpu) -fno-tree-loop-distribute-patterns -w -I"$root" -isystem "$root/runtime/include" \
            -c "$f" -o "rt-$cpu/$(basename "$(dirname "$f")")-$(basename "$f" .c).o" || bad "gcc $cpu $f"
    done
    arm-none-eabi-ar rcs "rt-$cpu.a" "rt-$cpu"/*.o
done

# build NAME CPU SOURCE LINK-OPTION... - a program on the runtime, into NAME
build() {
    local name=$1 cpu=$2 src=$3
    shift 3
    # shellcheck disable=SC2046
    $gcc $(cflags "$cpu") -c "$src" -o "$src.o" || bad "gcc $src"
    if "$FUSE" ld -o "$name" --gc-sections "$@" "$src.o" "rt-$cpu.a" \
        "$($gcc -mcpu="$cpu" -mthumb -print-libgcc-file-name)" 2>ld.err; then ok; else bad "ld $*"; cat ld.err; fi
}

cat >rt.h <<'END'
#include <stdint.h>
int64_t rt_os_write(int32_t fd, const void *p, uint64_t n);
int64_t rt_os_read(int32_t fd, void *p, uint64_t n);
int64_t rt_os_mono_ns(void);
void rt_os_sleep_ms(int64_t ms);
void *rt_os_map(uint64_t n);
void rt_os_unmap(void *p, uint64_t n);
void *rt_os_remap(void *p, uint64_t from, uint64_t to);
static void print(const char *s) { int n = 0; while (s[n]) n++; rt_os_write(1, s, n); }
END

cat >hello.c <<'END'
#include "rt.h"
static int data = 42, zero;
static const char *const text[] = {"hello ", "board\n"};
int main(void)
{
    print(text[0]);
    print(text[1]);
    return data == 42 && zero == 0 ? 7 : 1;
}
END
cat >busfault.c <<'END'
#include "rt.h"
int main(void) { return *(volatile int *)0xa0000000; }
END
cat >illegal.c <<'END'
#include "rt.h"
int main(void)
{
    __asm__ volatile("movw r0, #0x1111; movw r1, #0x2222; movw r2, #0x3333; movw r3, #0x4444\n"
                     "movw r12, #0x5555; udf #1" ::: "r0", "r1", "r2", "r3", "r12");
    return 0;
}
END
cat >overflow.c <<'END'
#include "rt.h"
static int deep(int n) { volatile char b[64]; b[n & 63] = (char)n; return n ? deep(n - 1) + b[1] : 0; }
int main(void) { print("down\n"); return deep(1 << 30); }
END
# All of the heap once; then what is freed comes back whole; a block moved keeps its bytes.
cat >heap.c <<'END'
#include "rt.h"
static char *p[5000];
int main(void)
{
    int n = 0, again = 0;
    while (n < 5000 && (p[n] = rt_os_map(4096))) {
        for (int i = 0; i < 4096; i += 512)
            if (p[n][i]) return 1;
        p[n][0] = 1;
        p[n++][4095] = 2;
    }
    for (int i = 0; i < n; i += 2) rt_os_unmap(p[i], 4096);
    for (int i = 1; i < n; i += 2) rt_os_unmap(p[i], 4096);
    char *all = rt_os_map((uint64_t)n * 4096);
    if (!all) return 2;
    for (int i = 0; i < n * 4096; i += 256) if (all[i]) return 3;
    rt_os_unmap(all, (uint64_t)n * 4096);
    while (rt_os_map(4096)) again++;
    if (again != n || n < 4) return 4;
    rt_os_unmap(p[0], 8192);
    char *q = rt_os_map(100);
    for (int i = 0; i < 100; i++) q[i] = (char)i;
    q = rt_os_remap(q, 100, 200);
    for (int i = 0; i < 200; i++) if (q[i] != (i < 100 ? i : 0)) return 5;
    return rt_os_remap(q, 200, 1 << 30) ? 6 : 0;
}
END
cat >clock.c <<'END'
#include "rt.h"
int main(void)
{
    int64_t a = rt_os_mono_ns(), b;
    for (int i = 0; i < 2000; i++, a = b)
        if ((b = rt_os_mono_ns()) < a) return 1;
    a = rt_os_mono_ns();
    rt_os_sleep_ms(500);
    b = rt_os_mono_ns() - a;
    return b >= 499000000 && b < 503000000 ? 0 : 2;
}
END

regs='pc=0x[0-9a-f]{8} lr=0x[0-9a-f]{8} sp=0x[0-9a-f]{8} xpsr=0x[0-9a-f]{8} cfsr=0x[0-9a-f]{8}'
for row in $boards; do
    IFS=: read -r board cpu faults <<<"$row"
    build hello.elf "$cpu" hello.c --board "$board"
    emulate "$board" hello.elf
    same "$board hello" 'hello board' "$out"
    same "$board exit code" 7 $status
    emulate "$board" hello.elf -icount shift=0
    same "$board hello, by counted instructions" 'hello board 7' "$out $status"

    if [ "$faults" = 1 ]; then
        build busfault.elf "$cpu" busfault.c --board "$board"
        emulate "$board" busfault.elf
        echo "$out" >out
        has "$board bus fault" "^fatal: class=panic pid=0 message=panic_kind=panic_string memory fault at 0xa0000000 $regs " out
        same "$board bus fault code" 101 $status
    fi
    build illegal.elf "$cpu" illegal.c --board "$board"
    emulate "$board" illegal.elf
    echo "$out" >out
    has "$board illegal instruction" "panic_string illegal instruction $regs r0=0x00001111 r1=0x00002222 r2=0x00003333 r3=0x00004444 r12=0x00005555\$" out
    same "$board illegal instruction code" 101 $status
    # The pc of the report is the udf's.
    pc=$(sed -n 's/.* pc=0x\([0-9a-f]*\).*/\1/p' out)
    same "$board pc of the report" udf "$(arm-none-eabi-objdump -d illegal.elf | awk -v p="$(printf %x "0x0$pc")" '$1 == p ":" {print $3}')"

    build overflow.elf "$cpu" overflow.c --board "$board"
    emulate "$board" overflow.elf
    same "$board stack overflow" $'down\nfatal: class=runtime_fatal pid=0 message=stack overflow 1' "$out $status"
    build heap.elf "$cpu" heap.c --board "$board"
    emulate "$board" heap.elf
    same "$board heap" 0 $status
    build clock.elf "$cpu" clock.c --board "$board"
    begin=$(date +%s%N)
    emulate "$board" clock.elf
    took=$((($(date +%s%N) - begin) / 1000000))
    same "$board clock" 0 $status
    if [ $took -ge 500 ] && [ $took -lt 5000 ]; then ok; else bad "$board: 500 ms took $took ms"; fi
done

# Without a protection unit the guard's pattern is looked at.
emulate mps2-an385 overflow.elf
sed 's/print("down/rt_os_sleep_ms(2); print("down/; s/deep(1 << 30)/deep(930)/; s/main(void) {/main(void) { int r;/; s/return deep(\(.*\)); }$/r = deep(\1); print("unseen\\n"); return r; }/' \
    overflow.c >canary.c
printf 'region F rx origin 0 length 4M\nregion R rw origin 0x20000000 length 256K\nstack 64K\nguard 64K\nconsole cmsdk 0x40004000\nclock 25MHz\n' >canary.map
build canary.elf cortex-m3 canary.c --memory canary.map
emulate mps2-an385 canary.elf -global arm-cpu.pmsav7-dregion=0 -global cortex-m3-arm-cpu.pmsav7-dregion=0
same 'stack overflow without protection' $'down\nfatal: class=runtime_fatal pid=0 message=stack overflow 1' "$out $status"

# ---- interrupts: the timer three times; the UART's, once for each byte sent, as it is switched off between
cat >irq.c <<'END'
#include "rt.h"
void rt_device_timer(int64_t ms);
void rt_device_enable(int64_t irq);
void rt_device_disable(int64_t irq);
int64_t rt_device_wait(void);
void rt_device_write32(int64_t addr, int64_t x);
int64_t rt_device_read32(int64_t addr);
int main(void)
{
    int64_t begin = rt_os_mono_ns();
    rt_device_timer(10);
    for (int i = 0; i < 3; i++)
        if (rt_device_wait() != -1) return 1;
    rt_device_timer(0);
    int64_t took = rt_os_mono_ns() - begin;
    if (took < 29000000 || took > 40000000) return 2;
    print("timer\n");
    rt_device_write32(0x40004008, rt_device_read32(0x40004008) | 4);   // interrupt when sent
    rt_device_enable(1);
    for (int i = 0; i < 3; i++) {
        rt_device_write32(0x40004000, 'a' + i);
        if (rt_device_wait() != 1) return 3;
        rt_device_write32(0x4000400c, 1);                               // seen
    }
    rt_device_disable(1);
    rt_device_write32(0x40004000, 10);
    rt_device_timer(5);
    return rt_device_wait() == -1 ? 0 : 4;
}
END
build irq.elf cortex-m3 irq.c --board mps2-an385
emulate mps2-an385 irq.elf
same 'interrupts' $'timer\nabc 0' "$out $status"
same 'vectors of the board follow those of the processor' 00000040 "$(arm-none-eabi-nm irq.elf | awk '$3 == "rt_irq_vectors" {print $1}')"
cat >handlers.c <<'END'
#include "rt.h"
static volatile unsigned calls, pended, ticks;
void SVC_Handler(void) { calls++; *(volatile uint32_t *)0xe000ed04 = 1u << 28; }
void PendSV_Handler(void) { pended += calls; }
void SysTick_Handler(void) { ticks++; }
int main(void)
{
    volatile uint32_t *systick = (volatile uint32_t *)0xe000e010;
    unsigned quiet = systick[0] & 7;
    systick[1] = 10000;
    systick[2] = 0;
    systick[0] = 7;
    __asm__ volatile("svc 0");
    while (ticks < 3)
        ;
    return (int)(quiet * 100 + calls * 10 + pended);
}
END
build handlers.elf cortex-m3 handlers.c --board mps2-an385
emulate mps2-an385 handlers.elf
same 'handlers of the program, and its own timer' ' 11' "$out $status"

# ---- text through a debugger; input
printf 'region F rx origin 0 length 4M\nregion R rw origin 0x20000000 length 4M\nconsole semihosting\nclock 25MHz\n' >semi.map
build semi.elf cortex-m3 hello.c --memory semi.map
emulate mps2-an385 semi.elf
same 'semihosting console' 'hello board 7' "$out $status"
cat >echo.c <<'END'
#include "rt.h"
int main(void)
{
    char c;
    while (rt_os_read(0, &c, 1) == 1) rt_os_write(1, &c, 1);
    return 3;
}
END
build echo.elf cortex-m3 echo.c --board lm3s6965evb
out=$(printf 'typed\rtwo\r\nthree\n\004' | timeout 20 qemu-system-arm -M lm3s6965evb -display none -monitor none -serial stdio \
    -semihosting-config enable=on,target=native -kernel echo.elf 2>/dev/null)
same 'input of a UART' $'typed\ntwo\nthree 3' "$out $?"

# ---- several regions: code that is copied, data in another memory, memory that nobody clears
cat >parts.c <<'END'
#include "rt.h"
__attribute__((section(".fast"), noinline)) int fast(int x) { return x * 3 + 1; }
__attribute__((section(".ccm.a"))) int a = 5;
__attribute__((section(".ccm.b"))) int b[3] = {1, 2, 3};
__attribute__((section(".ccmzero"))) int z[8];
__attribute__((section(".noinit,\"aw\",%nobits@"))) int kept;
int plain = 9;
int main(void)
{
    uintptr_t f = (uintptr_t)fast;
    if (f < 0x20100000 || f >= 0x20101000) return 1;
    if ((uintptr_t)&a < 0x20200000 || (uintptr_t)z < 0x20200000) return 2;
    if (a != 5 || b[2] != 3 || plain != 9) return 3;
    for (int i = 0; i < 8; i++) if (z[i]) return 4;
    kept++;
    return fast(13);
}
END
cat >parts.map <<'END'
region FLASH rx  origin 0x00000000 length 64K   # code
region RAM   rw  origin 0x20000000 length 64K
region TCM   rwx origin 0x20100000 length 4K
region CCM   rw  origin 0x20200000 length 4K
place .fast in TCM load FLASH
place .ccm .ccmzero in CCM
stack 2K
heap 1K
console cmsdk 0x40004000
clock 25MHz
END
build parts.elf cortex-m3 parts.c --memory parts.map --report parts.txt
emulate mps2-an385 parts.elf
same 'sections in four regions' ' 40' "$out $status"
arm-none-eabi-readelf -SW parts.elf >sections
has '.noinit takes no bytes' '\.noinit +NOBITS' sections
has '.fast runs in the third region' '\.fast +PROGBITS +20100000' sections
has 'report of regions' '^CCM +0x20200000 +4096 +48 +4048 +1\.2%' parts.txt
has 'report of functions' ' fast  \(parts.c.o\)' parts.txt

# ---- every form has the bytes that objcopy makes of the executable, by other readers
cat >uf2.py <<'END'
import struct, sys
want = int(sys.argv[2], 0)
data = open(sys.argv[1], 'rb').read()
assert len(data) % 512 == 0
mem, total = {}, len(data) // 512
for n in range(total):
    b = data[512 * n:512 * n + 512]
    m0, m1, flags, addr, size, no, count, family = struct.unpack('<8I', b[:32])
    assert (m0, m1) == (0x0A324655, 0x9E5D5157) and b[508:] == struct.pack('<I', 0x0AB16F30)
    assert no == n and count == total and size == 256 and addr % 256 == 0
    assert (flags, family) == ((0x2000, want) if want else (0, 0)), (flags, family)
    for i in range(size):
        assert addr + i not in mem
        mem[addr + i] = b[32 + i]
lo, hi = min(mem), max(mem) + 1
sys.stdout.buffer.write(bytes(mem.get(a, 0xff) for a in range(lo, hi)))
END
for row in mps2-an385:cortex-m3:0 netduinoplus2:cortex-m4:0x57755a57 mps2-an505:cortex-m33:0; do
    IFS=: read -r board cpu family <<<"$row"
    build forms.elf "$cpu" hello.c --board "$board"
    for form in bin hex uf2; do build "forms.$form" "$cpu" hello.c --board "$board"; done
    arm-none-eabi-objcopy -O binary --gap-fill 0xff forms.elf want.bin
    if cmp -s want.bin forms.bin; then ok; else bad "$board: bin differs from objcopy's"; fi
    arm-none-eabi-objcopy -I ihex -O binary --gap-fill 0xff forms.hex hex.bin
    if cmp -s want.bin hex.bin; then ok; else bad "$board: hex reads back otherwise"; fi
    python3 uf2.py forms.uf2 $family >uf2.bin || bad "$board: uf2"
    if cmp -s -n "$(stat -c %s want.bin)" want.bin uf2.bin; then ok; else bad "$board: uf2 reads back otherwise"; fi
    same "$board: entry in hex" "$(arm-none-eabi-readelf -h forms.elf | sed -n 's/.*Entry point address: *//p')" \
        "$(printf '0x%x' "0x$(sed -n 's/^:04000005\(........\)...*/\1/p' forms.hex)")"
    out=$(eu-elflint --gnu-ld forms.elf 2>&1 | grep -v 'is writable but contains no writable sections')
    same "eu-elflint $board" 'No errors' "${out:-No errors}"
    same "readelf $board" '' "$(arm-none-eabi-readelf -aW forms.elf 2>&1 >/dev/null)"
    emulate "$board" forms.hex
    [ "$board" = mps2-an505 ] || same "$board runs the hex file" 'hello board 7' "$out $status"
    # The same bytes from another folder, and from a second link.
    mkdir -p elsewhere
    cp hello.c.o "rt-$cpu.a" elsewhere/
    (cd elsewhere && env -i "$FUSE" ld -o forms.uf2 --gc-sections --board "$board" hello.c.o "rt-$cpu.a" \
        "$($gcc -mcpu="$cpu" -mthumb -print-libgcc-file-name)")
    if cmp -s forms.uf2 elsewhere/forms.uf2; then ok; else bad "$board: not the same from another folder"; fi
done

# ---- instructions from reset to the first byte of text, against a program written by hand with the C library
steps() { # FILE - how many instructions run before the first write of data to the UART
    timeout 60 qemu-system-arm -M mps2-an385 -display none -monitor none -serial null -singlestep \
        -semihosting-config enable=on,target=native -d exec,nochain -trace cmsdk_apb_uart_write -D steps.log \
        -device loader,file="$1" 2>/dev/null </dev/null
    grep -n 'uart_write.*offset 0x0 ' steps.log | head -1 | cut -d: -f1
}
cat >hand.c <<'END'
#include <stdint.h>
#include <stdio.h>
#define REG(a) (*(volatile uint32_t *)(a))
extern uint32_t __stack_top[], _sdata[], _edata[], _sidata[], _sbss[], _ebss[];
extern char end[];
int main(void) { puts("hello board"); fflush(stdout); return 7; }
void _exit(int code)
{
    uint32_t block[2] = {0x20026, code};
    register int r0 __asm__("r0") = 0x20;
    register void *r1 __asm__("r1") = block;
    __asm__ volatile("bkpt 0xab" : "+r"(r0) : "r"(r1) : "memory");
    for (;;) ;
}
void _start(void)
{
    uint32_t *from = _sidata;
    for (uint32_t *p = _sdata; p < _edata;) *p++ = *from++;
    for (uint32_t *p = _sbss; p < _ebss;) *p++ = 0;
    REG(0x40004010) = 25000000 / 115200;
    REG(0x40004008) = 1;
    _exit(main());
}
int _write(int fd, const char *p, int n)
{
    for (int i = 0; i < n; i++) {
        while (REG(0x40004004) & 1) ;
        REG(0x40004000) = p[i];
    }
    return n;
}
void *_sbrk(int n) { static char *at; char *p = at ? at : end; at = p + n; return p; }
int _close(int fd) { return -1; }
int _fstat(int fd, void *s) { return -1; }
int _isatty(int fd) { return 1; }
int _lseek(int fd, int off, int how) { return 0; }
int _read(int fd, void *p, int n) { return 0; }
int _kill(int pid, int sig) { return -1; }
int _getpid(void) { return 1; }
static void fault(void) { for (;;) ; }
__attribute__((section(".isr_vector"), used)) void *const table[16] = {__stack_top, _start, fault, fault, fault,
                                                                       fault, fault};
END
# shellcheck disable=SC2046
$gcc $(cflags cortex-m3) -w -c hand.c -o hand.o
libc=$($gcc -mcpu=cortex-m3 -mthumb -print-file-name=libc_nano.a)
libgcc=$($gcc -mcpu=cortex-m3 -mthumb -print-libgcc-file-name)
"$FUSE" ld -o hand.elf --gc-sections --board mps2-an385 hand.o "$libc" "$libgcc" || bad 'hand-written program'
emulate mps2-an385 hand.elf
same 'newlib, linked by us, with the names of its own start-up' 'hello board 7' "$out $status"
build hello.elf cortex-m3 hello.c --board mps2-an385
theirs=$(steps hand.elf) ours=$(steps hello.elf)
echo "instructions to the first byte: by hand with newlib $theirs, our runtime $ours"
if [ "$ours" -gt 0 ] && [ "$ours" -le $((2 * theirs)) ]; then ok; else bad 'start-up takes more than twice as long'; fi

# ---- the same by our own compiler: C, then FUSE, against what FUSE programs do on this machine
mkdir -p fuse
cat >fuse/hello.fuse <<'END'
app "hello":
  print("Hello, board")
END
cat >fuse/values.fuse <<'END'
enum Shape:
  Circle(Float)
  Rect(Int, Float)

type Reading:
  name: String
  values: List<Int> = [1, 2, 3]

fn area(s: Shape) -> Float:
  match s:
    Circle(r) -> 3.25 * r * r
    Rect(w, h) -> h * 2.5 + 1000.0 / w

app "values":
  var total = 0
  for i in 1..10:
    total = total * 31 + i
  print("${total} ${9223372036854775807 / 10} ${-7 % 3} ${0.1 + 0.2} ${123456789.0 / 0.007}")
  print("${area(Shape.Circle(1.5))} ${area(Shape.Rect(2, 3.5))}")
  let r = Reading(name="board")
  print(json.encode(r))
  print({"b": r.values[2], "a": 1})
  var s = "x"
  for i in 1..12:
    s = s + s
  print("${s == s + ""} umlaut ä €")
END
cat >fuse/division.fuse <<'END'
app "division":
  print("before")
  let none: List<Int> = []
  var zero = 0
  for x in none:
    zero = x
  print(1 / zero)
END
cat >fuse/overflow.fuse <<'END'
fn deep(n: Int) -> Int:
  return deep(n + 1) + 1

app "overflow":
  print(deep(0))
END
cat >fuse/memory.fuse <<'END'
app "memory":
  var s = "0123456789abcdef"
  while true:
    s = s + s
END
# like_here NAME BOARD TARGET - the program prints, says and returns what it does on this machine
like_here() {
    "$FUSE" build --aot --release "fuse/$1.fuse" -o "here-$1" 2>err || bad "build $1: $(cat err)"
    "./here-$1" >here.out 2>here.err
    local here=$?
    "$FUSE" build --aot --release --board "$2" "fuse/$1.fuse" -o there.elf 2>err || bad "build $1 for $2: $(cat err)"
    emulate "$2" there.elf
    grep -v '^  ' here.err | cat here.out - | sed "s/ pid=[0-9]*/ pid=0/; s/target=[^ ]*/target=$3/" >want
    printf '%s\n' "$out" >got
    same "$2 $1: exit code" $here $status
    if cmp -s want got; then ok; else bad "$2 $1: not what it prints here:"; diff want got; fi
}
for row in $boards; do
    IFS=: read -r board cpu faults <<<"$row"
    "$FUSE" cc --board "$board" -O2 -o own.elf hello.c 2>err || bad "cc for $board: $(cat err)"
    emulate "$board" own.elf
    same "$board C by our compiler" 'hello board 7' "$out $status"
    "$FUSE" cc --board "$board" -O2 -o own.elf overflow.c 2>err || bad "cc for $board: $(cat err)"
    emulate "$board" own.elf
    same "$board stack overflow of our code" $'down\nfatal: class=runtime_fatal pid=0 message=stack overflow 1' "$out $status"
    for program in hello values division overflow; do like_here $program "$board" "$cpu"; done
    "$FUSE" build --aot --release --board "$board" fuse/memory.fuse -o there.elf 2>err || bad "build memory: $(cat err)"
    emulate "$board" there.elf
    same "$board out of memory" "fatal: class=runtime_fatal pid=0 message=out of memory 1" "${out% mode=*} $status"
done
"$FUSE" build --aot --release --board mps2-an385 "$root/examples/blink.fuse" -o blink.elf 2>err || bad "blink: $(cat err)"
emulate mps2-an385 blink.elf
want=$(for on in 1 0 1 0 1 0; do echo "interrupt -1: LED $on"; done)
same 'examples/blink.fuse' "$want" "$out"
same 'fuse run on a board' "$want" "$("$FUSE" run --board mps2-an385 "$root/examples/blink.fuse" 2>/dev/null)"
cat >fuse/device.fuse <<'END'
requires device

app "device":
  print("read ${device.read32(2684354560)}")
END
"$FUSE" build --aot --release --board mps2-an385 fuse/device.fuse -o device.elf 2>err || bad "device: $(cat err)"
emulate mps2-an385 device.elf
echo "$out" >out
has 'fault of a FUSE program' "^fatal: class=panic pid=0 message=panic_kind=panic_string memory fault at 0xa0000000 $regs .*mode=aot profile=release target=cortex-m3 " out
same 'its exit code' 101 $status
sed -i 's/print.*/device.enable(112)/' fuse/device.fuse
"$FUSE" build --aot --release --board mps2-an385 fuse/device.fuse -o device.elf 2>err || bad "device: $(cat err)"
emulate mps2-an385 device.elf
echo "$out" >out
has 'an interrupt that is not there' '^fatal: class=runtime_fatal pid=0 message=no such interrupt mode=' out
cat >fuse/ask.fuse <<'END'
app "ask":
  let name = input("name? ")
  print("hello ${name}")
END
"$FUSE" build --aot --release --board mps2-an385 fuse/ask.fuse -o ask.elf 2>err || bad "ask: $(cat err)"
out=$(printf 'Ada\r' | timeout 20 qemu-system-arm -M mps2-an385 -display none -monitor none -serial stdio \
    -semihosting-config enable=on,target=native -kernel ask.elf 2>/dev/null)
same 'input of a FUSE program' 'name? hello Ada 0' "$out $?"
"$FUSE" build --aot --release --board mps2-an385 --report hello.txt fuse/hello.fuse -o hello.elf 2>err || bad "$(cat err)"
out=$(timeout 2 qemu-system-arm -M mps2-an385 -display none -monitor none -serial stdio -kernel hello.elf 2>/dev/null </dev/null)
same 'the end without a debugger' 'Hello, board 124' "$out $?"
flash=$(awk '$1 == "FLASH" {print $4}' hello.txt) ours=$(steps hello.elf)
echo "FUSE hello: $flash bytes of flash, $ours instructions to the first byte"
if [ "$flash" -gt 1000 ] && [ "$flash" -le 12288 ]; then ok; else bad "hello takes $flash bytes of flash"; fi
if [ "$ours" -gt 0 ] && [ "$ours" -le $((2 * theirs)) ]; then ok; else bad 'start-up takes more than twice as long'; fi

# ---- a map file instead of a board; at the end the processor sleeps, and says nothing to a debugger
{ cat parts.map; echo 'exit halt'; } | grep -v '^place' >halt.map
"$FUSE" build --aot --release --target cortex-m3 --memory halt.map fuse/hello.fuse -o halt.elf 2>err || bad "halt: $(cat err)"
out=$(timeout 2 qemu-system-arm -M mps2-an385 -display none -monitor none -serial stdio \
    -semihosting-config enable=on,target=native -kernel halt.elf 2>/dev/null </dev/null)
same 'the end without a debugger' 'Hello, board 124' "$out $?"

# ---- a debugger finds the way from the console back to the start
for option in '' --release-with-symbols; do
    # shellcheck disable=SC2086
    "$FUSE" build --aot $option --board mps2-an385 fuse/hello.fuse -o debug.elf 2>err || bad "debug: $(cat err)"
    port=$((20000 + $$ % 20000))
    qemu-system-arm -M mps2-an385 -display none -monitor none -serial null -semihosting-config enable=on,target=native \
        -S -gdb tcp:127.0.0.1:$port -kernel debug.elf >/dev/null 2>&1 </dev/null &
    emulator=$!
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        sleep 0.2
        timeout 20 gdb-multiarch -nx -batch -ex "target remote 127.0.0.1:$port" -ex 'break rt_console_write' -ex c \
            -ex bt -ex kill debug.elf >gdb.txt 2>&1
        grep -q '^Breakpoint 1,' gdb.txt && break
    done
    kill $emulator 2>/dev/null
    wait $emulator 2>/dev/null
    same "backtrace (${option:-debug})" 'rt_console_write rt_os_write write_all rt_out_flush rt_main _start' \
        "$(sed -n 's/^#[0-9]* .* in \([a-z_]*\) ().*/\1/p' gdb.txt | uniq | tr '\n' ' ' | sed 's/ $//')"
done

# ---- mistakes
# refused NAME STATUS MESSAGE... - what `fuse ld` of the last arguments says, line by line
refuses() {
    local name=$1 map=$2
    shift 2
    printf '%b' "$map" >bad.map
    if "$FUSE" ld -o bad.elf --gc-sections --memory bad.map "${objs[@]}" >bad.txt 2>&1; then bad "$name: accepted"; return; fi
    [ -e bad.elf ] && bad "$name: left a file"
    for text; do has "$name" "$text" bad.txt; done
}
objs=(heap.c.o rt-cortex-m3.a "$libgcc")
ram='region RAM rw origin 0x20000000 length 64K\n'
refuses 'flash overflow' "region ROM rx origin 0 length 512\n${ram}heap 0\n" \
    'region `ROM` overflows by [0-9]+ bytes: it needs [0-9]+ and has 512' 'section `\.text` takes [0-9]+ bytes' 'bad.map:1:8'
refuses 'RAM overflow' 'region ROM rx origin 0 length 64K\nregion RAM rw origin 0x20000000 length 16K\nstack 8K\n' \
    'region `RAM` overflows by [0-9]+ bytes' 'section `.bss` takes 2[0-9]+ bytes' 'the stack and its guard takes 8448 bytes'
refuses 'heap too large' "region ROM rx origin 0 length 64K\n${ram}heap 64K\n" 'the heap takes 65536 bytes'
refuses 'vectors at a wrong address' "region ROM rx origin 0x10040 length 64K\n${ram}" \
    'vector table at 0x00010040, of 16 entries, must be at a multiple of 128'
refuses 'code where none runs' "region ROM rx origin 0 length 64K\n${ram}place .text in RAM\n" \
    'section `.text` has code, but region `RAM` does not have the access `x`'
refuses 'variables in flash' "region ROM rx origin 0 length 64K\n${ram}place .bss in ROM\n" \
    'section `.bss` has variables, but region `ROM` does not have the access `w`'
refuses 'two mistakes in a map' 'regoin ROM rx origin 0 length 64K\nstack 8Q\n' \
    'bad.map:1:1.*`regoin` begins no statement' 'did you mean `region`' 'bad.map:2:7.*`8Q` is not a number'
objs=(heap.c.o)
refuses 'nothing to start' "region ROM rx origin 0 length 64K\n${ram}entry main\n" 'undefined symbol `rt_os_map`'
printf 'int main(void) { return 0; }\n' >main.c
$gcc -mcpu=cortex-m3 -mthumb -c main.c
objs=(main.o)
refuses 'no vectors' "region ROM rx origin 0 length 64K\n${ram}entry main\n" 'no vector table'
printf '_Thread_local int t = 1; int main(void) { return t; }\n' >tls.c
$gcc -mcpu=cortex-m3 -mthumb -c tls.c
"$FUSE" ld -o bad.elf --board mps2-an358 main.o >bad.txt 2>&1 && bad 'unknown board accepted'
has 'unknown board' 'unknown board mps2-an358 .did you mean `mps2-an385`' bad.txt

# ---- the bytes of runtime/arch/t32 are the instructions that are written beside them
sed -n 's|^ *\(0x[0-9a-f, x]*\),  *// *\([a-z].*\)$|\1\t\2|p' "$root/runtime/arch/t32/intrin.c" >rows
{ echo '.syntax unified; .thumb; .arch armv8-m.main'; sed 's/.*\t//; s/:.*//' rows; } >rows.s
arm-none-eabi-as rows.s -o rows.o && arm-none-eabi-objdump -d rows.o |
    awk '/^ +[0-9a-f]+:/ {print $2 (length($3) == 4 && $3 !~ /[^0-9a-f]/ ? " " $3 : "")}' >got
sed 's/\t.*//; s/0x//g; s/,//g; s/ *$//' rows >want
same 'number of instructions as data' 28 "$(wc -l <rows)"
if cmp -s want got; then ok; else bad 'instructions as data differ from what stands beside them'; diff want got; fi

echo "firmware: $passed passed, $failed failed"
[ $failed = 0 ]
