#!/usr/bin/env bash
# c_levels.sh FILE... - a C program that checks itself: main returns 0, or the line of the first check that
# failed. It must return 0 in the interpreter and compiled at every level; for tests/matrix, compiled for
# MATRIX_TARGET at MATRIX_LEVELS. INTERP=no: not in the interpreter, which refuses what the program does.
# -g, which may change no instruction, goes with the levels that have most to say to a debugger.
rc=0 levels=(0 1 2) run=() build=(--libc=none)
report() {
    [ "$2" = 0 ] || { echo "$1: exit code $2"; rc=1; }
}
if [ -n "${MATRIX_TARGET:-}" ]; then
    read -ra levels <<<"$MATRIX_LEVELS"
    run=("$ROOT/tests/tools/target_run" "$MATRIX_TARGET") build=(--target "$MATRIX_TARGET")
    [ -z "${MATRIX_MEMORY:-}" ] || build+=(--memory "$MATRIX_MEMORY")
elif [ "${INTERP:-yes}" = yes ]; then
    fuse cc --interp "$@"
    report interpreter $?
fi
for level in "${levels[@]}"; do
    rm -f levels.out
    debug=()
    [ "$level" = 0 ] || [ -n "${MATRIX_TARGET:-}" ] || debug=(-g)
    fuse cc "${build[@]}" "-O$level" "${debug[@]}" "$@" -o levels.out && "${run[@]}" ./levels.out
    report "-O$level" $?
done
exit $rc
