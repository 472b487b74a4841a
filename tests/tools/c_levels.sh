#!/usr/bin/env bash
# c_levels.sh FILE... - a C program that checks itself: main returns 0, or the line of the first check that
# failed. It must return 0 in the interpreter and compiled at every level.
rc=0
report() {
    [ "$2" = 0 ] || { echo "$1: exit code $2"; rc=1; }
}
fuse cc --interp "$@"
report interpreter $?
for level in -O0 -O1 -O2; do
    rm -f levels.out
    fuse cc $level "$@" -o levels.out && ./levels.out
    report "$level" $?
done
exit $rc
