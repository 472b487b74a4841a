#!/usr/bin/env bash
# 61-libc-posix.sh - threads, time, files and processes of our C library against the host's
# packages: gcc gcc-aarch64-linux-gnu qemu-user wine wine64 tzdata
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
tmp=$(mktemp -d)
trap 'WINEPREFIX=$tmp/wine wineserver -k 2>/dev/null; rm -rf "$tmp"' EXIT
passed=0 failed=0
unset DISPLAY
export WINEDEBUG=-all WINEPREFIX=$tmp/wine

same() # name expected command...
{
    local name=$1 want=$2
    shift 2
    if timeout 120 "$@" 2>"$tmp/err" | tr -d '\r' >"$tmp/out" && cmp -s "$want" "$tmp/out"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED $name"
        diff "$want" "$tmp/out" | head -4
        head -3 "$tmp/err"
    fi
}

own() # target source output
{
    "$FUSE" cc -O2 --target="$1" --libc=own -static "$root/tests/libc/$2.c" -o "$3"
}

for program in threads times; do
    gcc -O1 -D_GNU_SOURCE "$root/tests/libc/$program.c" -o "$tmp/$program.host" -lpthread
    own linux-x64 $program "$tmp/$program.x64"
    own linux-arm64 $program "$tmp/$program.a64"
done
own windows-x64 threads "$tmp/threads.exe"

"$tmp/threads.host" >"$tmp/threads.want"
for round in 1 2 3; do
    same "threads, linux-x64, $round" "$tmp/threads.want" "$tmp/threads.x64"
done
same "threads, linux-arm64" "$tmp/threads.want" qemu-aarch64 "$tmp/threads.a64"
same "threads, windows-x64" "$tmp/threads.want" wine "$tmp/threads.exe"

# Each in a folder of its own. Where the program needs an emulator it does not start itself.
in_folder() # command...
{
    rm -rf "$tmp/folder" && mkdir "$tmp/folder" && cd "$tmp/folder" || return 1
    "$@"
    local code=$?
    cd "$tmp" || return 1
    echo "exit $code"
}
gcc -O1 -w -D_GNU_SOURCE "$root/tests/libc/files.c" -o "$tmp/files.host"
aarch64-linux-gnu-gcc -O2 -w -static -pthread -ffixed-x18 "$root/tests/tools/macho/machorun.c" -o "$tmp/machorun"
gcc -O2 -w -pthread "$root/tests/tools/macho/machorun.c" -o "$tmp/machorun_x64"
for target in linux-x64 linux-arm64 macos-arm64 macos-x64; do own $target files "$tmp/files.$target"; done
own windows-x64 files "$tmp/files.exe"
in_folder "$tmp/files.host" >"$tmp/files.want"
in_folder "$tmp/files.host" emulated >"$tmp/emulated.want"
for program in linux-x64 linux-arm64 macos-arm64 macos-x64 exe; do
    run=("$tmp/files.$program") want=$tmp/files.want
    case $program in
    exe) run=(wine "${run[@]}") ;;
    linux-arm64) run=(qemu-aarch64 "${run[@]}" emulated) want=$tmp/emulated.want ;;
    macos-arm64) run=(env "MACHORUN_COMMAND=qemu-aarch64 $tmp/machorun" qemu-aarch64 "$tmp/machorun" "${run[@]}") ;;
    macos-x64) run=(env "MACHORUN_COMMAND=$tmp/machorun_x64" "$tmp/machorun_x64" "${run[@]}") ;;
    esac
    in_folder "${run[@]}" >"$tmp/files.got" 2>"$tmp/err"
    same "files, $program" "$want" cat "$tmp/files.got"
done

# Before the year 1000 glibc writes %C in one digit; before 1970 a rule's days differ from ours, which
# go on as the calendar does.
for zone in UTC Europe/Berlin America/New_York Asia/Kolkata Australia/Lord_Howe Europe/Dublin \
    "<+0330>-3:30" "EST5EDT,M3.2.0,M11.1.0" "CET-1CEST,M3.5.0,M10.5.0/3" \
    "AEST-10AEDT,M10.1.0,M4.1.0/3" "XXX3YYY,J60,J300/12" "XXX-2YYY,59,300"; do
    case $zone in *,*) lowest=0 ;; *) lowest=-30610224000 ;; esac
    "$tmp/times.host" "$zone" $lowest >"$tmp/times.want"
    same "times, $zone" "$tmp/times.want" "$tmp/times.x64" "$zone" $lowest
done
same "times, linux-arm64" "$tmp/times.want" qemu-aarch64 "$tmp/times.a64" "$zone" $lowest
echo "libc-posix: $passed passed, $failed failed"
[ "$failed" = 0 ]
