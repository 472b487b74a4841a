#!/usr/bin/env bash
# fuzz_map.sh [SECONDS] - build and run the fuzzer of linker map files and firmware forms (libFuzzer, clang)
# packages: clang libclang-rt-14-dev gcc-arm-none-eabi
set -eu
cd "$(dirname "$0")/../.."
out=${FUZZ_DIR:-build/fuzz/map}
mkdir -p "$out/corpus"
clang=$(command -v clang-14 || command -v clang)
"$clang" -std=c11 -D_DEFAULT_SOURCE -g -O1 -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all -I. -Ibuild/deps/zlib \
    tests/fuzz/fuzz_map.c base/*.c objfmt/*.c link/*.c link/*/*.c \
    build/deps/zlib/{adler32,compress,crc32,deflate,inffast,inflate,inftrees,trees,uncompr,zutil}.c -lm -lpthread -o "$out/fuzz_map"

cat >"$out/corpus/full.map" <<'END'
# every statement
region ROM rx origin 0x08000000 length 1M
region CCM rw origin 0x10000000 length 64K
region RAM rwx origin 0x20000000 length 131072
place .fast .faster in RAM load ROM
place .ccm in CCM
stack 8K in CCM
heap rest in RAM
guard 512
entry Reset_Handler
console stm32 0x40011000
clock 168MHz
uart-clock 84MHz
set 0x40023844 0x10
exit halt
family 0x57755a57
END
echo 'int d = 1; int z; int _start(void) { return d + z; }' >"$out/a.c"
arm-none-eabi-gcc -mcpu=cortex-m3 -mthumb -O1 -nostdlib -Wl,-n "$out/a.c" -o "$out/corpus/a.elf"
for word in region place stack heap guard entry console clock uart-clock set exit family origin length \
    in load rest 0x rwx MHz; do
    echo "\" $word \""
done >"$out/dict"
exec "$out/fuzz_map" -max_total_time="${1:-600}" -timeout=10 -rss_limit_mb=3000 -max_len=4000 \
    -dict="$out/dict" -artifact_prefix="$out/" -print_final_stats=1 "$out/corpus"
