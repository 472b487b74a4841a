#!/usr/bin/env bash
# arm_run.sh TARGET OUT OBJECT... - link for a board with newlib by arm-none-eabi-gcc, then run it under qemu
here=$(cd "$(dirname "$0")" && pwd)
target=$1 out=$2
shift 2
# shellcheck source=tests/tools/arm_flags.sh
. "$here/arm_flags.sh" "$target"
# shellcheck disable=SC2086
arm-none-eabi-gcc $arm_flags --specs=rdimon.specs -Wl,-Tdata=0x20000000 -Wl,--section-start=.vec=0 \
    "$here/mps2_start.S" "$@" -o "$out" >"$out.log" 2>&1 || { cat "$out.log"; exit 99; }
exec timeout "${LIMIT:-20}" qemu-system-arm -M "$arm_board" -display none -monitor none -serial none \
    -semihosting-config enable=on,target=native -kernel "$out" </dev/null
