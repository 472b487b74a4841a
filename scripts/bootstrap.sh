#!/usr/bin/env bash
# bootstrap.sh - fuse built by fuse: build/stage1 by the host's compiler, stage2 by stage 1, stage3 by stage 2
# usage: scripts/bootstrap.sh [--cc COMMAND | --from FUSE] [--libc own|system] [--out FOLDER] [--two] [-jN]
#
# --from: FUSE is stage 1 as it is. --two: no stage 3.
# Stages 2 and 3 must be the same bytes (docs/bootstrap.md). Sources are compiled from the top folder under
# their relative names, so that no path of this machine gets into an object.
set -euo pipefail
cd "$(dirname "$0")/.."
cc=cc from='' libc=own out=build stages=3 jobs=${JOBS:-$(nproc)}
while [ $# -gt 0 ]; do
    case $1 in
        --cc) cc=$2 && shift ;;
        --from) from=$2 && shift ;;
        --libc) libc=$2 && shift ;;
        --out) out=$2 && shift ;;
        --two) stages=2 ;;
        -j*) jobs=${1#-j} ;;
        *) sed -n '3s/^# //p' "$0" >&2 && exit 2 ;;
    esac
    shift
done
scripts/fetch-deps.sh build/deps
zlib=build/deps/zlib
flags=(-O2 -std=c11 -D_DEFAULT_SOURCE -DHAVE_UNISTD_H=1 -fno-strict-aliasing -ffp-contract=off -w -I. "-I$zlib")
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

# stage N COMPILER... - compile everything, link, pack the runtime with that, link again
stage() {
    local n=$1 dir=$out/stage$1 begin=$SECONDS
    shift
    rm -rf "$dir"
    mkdir -p "$dir/obj"
    # shellcheck disable=SC2016
    printf '%s\n' "${sources[@]}" | dir=$dir xargs -P "$jobs" -I{} bash -c \
        'o=${1//\//-}; shift; exec "$@" -o "$dir/obj/$o.o"' sh {} "$@" "${flags[@]}" -c {}
    link "$dir" driver-rtblob_none.c "$dir/fuse-boot" "$@"
    "$dir/fuse-boot" __rtpack . "$dir/rt_blob.c"
    "$@" "${flags[@]}" -c "$dir/rt_blob.c" -o "$dir/obj/rt_blob.c.o"
    link "$dir" rt_blob.c "$dir/fuse" "$@"
    echo "stage $n: $(sha256sum <"$dir/fuse" | cut -d' ' -f1) $(stat -c %s "$dir/fuse") bytes, $((SECONDS - begin)) s"
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
stage 2 "$out/stage1/fuse" cc "--libc=$libc"
[ $stages = 3 ] || exit 0
stage 3 "$out/stage2/fuse" cc "--libc=$libc"
cmp "$out/stage2/fuse" "$out/stage3/fuse"
echo "stage 2 = stage 3"
