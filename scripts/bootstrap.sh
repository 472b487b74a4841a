#!/usr/bin/env bash
# bootstrap.sh - fuse built by fuse: build/stage1 by the host's compiler, stage2 by stage 1, stage3 by stage 2
# usage: scripts/bootstrap.sh [--cc COMMAND | --from FUSE] [--libc own|system] [--two | --stages | --cross] [--out FOLDER] [-jN]
#
# --from: FUSE is stage 1 as it is. At the end stage 2 makes the tool for other machines, OUT/cross/TARGET/fuse:
# --stages leaves that out, --two stage 3, too, and --cross does only that, by stage 1.
# Stages 2 and 3 must be the same bytes (docs/bootstrap.md). Sources are compiled from the top folder under
# their relative names, so that no path of this machine gets into an object.
set -euo pipefail
cd "$(dirname "$0")/.."
cc=cc from='' libc=own out=build parts='two three cross' jobs=${JOBS:-$(nproc)}
while [ $# -gt 0 ]; do
    case $1 in
        --cc) cc=$2 && shift ;;
        --from) from=$2 && shift ;;
        --libc) libc=$2 && shift ;;
        --cross) parts=cross ;;
        --stages) parts='two three' ;;
        --out) out=$2 && shift ;;
        --two) parts=two ;;
        -j*) jobs=${1#-j} ;;
        *) sed -n '3s/^# //p' "$0" >&2 && exit 2 ;;
    esac
    shift
done
scripts/fetch-deps.sh build/deps
zlib=build/deps/zlib
flags=(-O2 -std=c11 -D_DEFAULT_SOURCE -DHAVE_UNISTD_H=1 -fno-strict-aliasing -ffp-contract=off -w -I. "-I$zlib")
flags+=(-Dfdopen=fdopen)  # zlib 1.2.13 thinks that whoever defines TARGET_OS_MAC has none
mapfile -t sources < <(find base ir codegen objfmt link frontend driver -name '*.c' | LC_ALL=C sort)
for f in adler32 compress crc32 deflate inffast inflate inftrees trees uncompr zutil; do
    sources+=("$zlib/$f.c")
done

# link FOLDER BLOB OUTPUT COMPILER... - all objects but the other blob, in the order of the sources
link() {
    local dir=$1 blob=$2 output=$3 f objects=()
    shift 3
    for f in "${sources[@]}"; do
        [ "$f" = driver/rtblob_none.c ] || objects+=("$dir/obj/${f//\//-}.o")
    done
    "$@" "${static[@]}" "${objects[@]}" "$dir/obj/$blob.o" -o "$output" -lm -pthread
}

# compile FOLDER COMPILER... - every source
compile() {
    local dir=$1
    shift
    rm -rf "$dir"
    mkdir -p "$dir/obj"
    # shellcheck disable=SC2016
    printf '%s\n' "${sources[@]}" | dir=$dir xargs -P "$jobs" -I{} bash -c \
        'o=${1//\//-}; shift; exec "$@" -o "$dir/obj/$o.o"' sh {} "$@" "${flags[@]}" -c {}
}

say() { echo "$1: $(sha256sum <"$2" | cut -d' ' -f1) $(stat -c %s "$2") bytes, $((SECONDS - $3)) s"; }

# stage N COMPILER... - compile everything, link, pack the runtime with that, link again
stage() {
    local n=$1 dir=$out/stage$1 begin=$SECONDS
    shift
    compile "$dir" "$@"
    link "$dir" driver-rtblob_none.c "$dir/fuse-boot" "$@"
    "$dir/fuse-boot" __rtpack . "$dir/rt_blob.c"
    "$@" "${flags[@]}" -c "$dir/rt_blob.c" -o "$dir/obj/rt_blob.c.o"
    link "$dir" rt_blob.c "$dir/fuse" "$@"
    say "stage $n" "$dir/fuse" $begin
}

# cross TARGET FUSE - the tool for another machine; what it carries is the same
cross() {
    local target=$1 dir=$out/cross/$1 begin=$SECONDS
    local compiler=("$2" cc --libc=own "--target=$1")
    compile "$dir" "${compiler[@]}"
    "${compiler[@]}" "${flags[@]}" -c "$out/cross/rt_blob.c" -o "$dir/obj/rt_blob.c.o"
    link "$dir" rt_blob.c "$dir/fuse" "${compiler[@]}"
    say "$target" "$dir/fuse" $begin
}

static=()   # stage 1 is as its compiler links by default: tcc makes no usable static executable
if [ -n "$from" ]; then
    mkdir -p "$out/stage1"
    cp "$from" "$out/stage1/fuse"
else
    read -ra host <<<"$cc"
    stage 1 "${host[@]}"
fi
static=(-static)
tool=$out/stage1/fuse
if [[ $parts = *two* ]]; then
    stage 2 "$tool" cc "--libc=$libc"
    tool=$out/stage2/fuse
fi
if [[ $parts = *three* ]]; then
    stage 3 "$tool" cc "--libc=$libc"
    cmp "$out/stage2/fuse" "$out/stage3/fuse"
    echo "stage 2 = stage 3"
fi
if [[ $parts = *cross* ]]; then
    mkdir -p "$out/cross"
    "$tool" __rtpack . "$out/cross/rt_blob.c"
    for target in linux-arm64 macos-arm64 windows-x64; do
        cross $target "$tool"
    done
fi
