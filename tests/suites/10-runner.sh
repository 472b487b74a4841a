#!/usr/bin/env bash
# 10-runner.sh - the golden runner fails when it must, passes when it may, and blesses
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
passed=0 failed=0
export FUSE=/bin/true

# expect NAME STATUS TEXT ARGUMENT... - runs the runner; its output must contain TEXT
expect() {
    local name=$1 status=$2 text=$3 out rc=0
    shift 3
    out=$("$root/tests/run" "$@" 2>&1) || rc=$?
    if [ "$rc" = "$status" ] && [[ $out == *"$text"* ]]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'FAIL %s: exit %s, wanted %s and "%s"; output:\n%s\n' "$name" "$rc" "$status" "$text" "$out"
    fi
}

# put NAME - a case from standard input
put() { cat >"$tmp/$1.t"; }

put good <<'END'
Files, commands, output and a second step.
-- dir/a.txt --
one
-- cmd --
cat dir/a.txt
echo err >&2
-- out --
one
err
-- dir/a.txt --
two
-- cmd --
cat dir/a.txt
-- out --
two
END
expect 'a good case passes' 0 'golden: 1 passed, 0 failed' "$tmp/good.t"

put bad <<'END'
-- cmd --
echo got
-- out --
want
END
expect 'other output fails' 1 '- want' "$tmp/bad.t"
expect 'other output shows what came' 1 '+ got' "$tmp/bad.t"
expect 'the failure says how to repeat it' 1 'reproduce: tests/run' "$tmp/bad.t"
expect 'one bad case fails the run' 1 'golden: 1 passed, 1 failed' "$tmp/good.t" "$tmp/bad.t"
expect 'a filter of the path selects' 1 'golden: 0 passed, 0 failed' no-such-case-anywhere
expect 'an empty selection fails' 1 'no case selected' no-such-case-anywhere
mkdir "$tmp/empty"
expect 'an empty folder fails' 1 'no case selected' "$tmp/empty"

printf -- '-- cmd --\nfalse\n' | put exit
expect 'a failing command fails' 1 'exited with 1, wanted 0' "$tmp/exit.t"
printf -- '-- cmd --\nfail false\nfail 3 exit 3\n' | put fail
expect 'fail wants a failure' 0 '1 passed' "$tmp/fail.t"
printf -- '-- cmd --\nfail true\n' | put fail0
expect 'fail refuses success' 1 'wanted nonzero' "$tmp/fail0.t"
printf -- '-- cmd --\nfail 3 exit 4\n' | put fail34
expect 'fail N refuses another code' 1 'exited with 4, wanted 3' "$tmp/fail34.t"
printf -- '-- cmd --\nfail kill -SEGV $$\n' | put crash
expect 'fail refuses a crash' 1 'exited with 139' "$tmp/crash.t"
printf -- '-- cmd --\nfalse | echo x\n-- out --\nx\n' | put pipe
expect 'a line may be a pipe' 0 '1 passed' "$tmp/pipe.t"
printf -- '-- cmd --\necho a \\\n  b\n-- out --\na b\n' | put cont
expect 'a line may go on' 0 '1 passed' "$tmp/cont.t"
printf -- '-- cmd --\necho x\n-- out --\n' | put empty
expect 'an empty out section wants no output' 1 '+ x' "$tmp/empty.t"
printf -- '-- cmd --\necho x\n' | put any
expect 'without out section any output will do' 0 '1 passed' "$tmp/any.t"
printf -- '-- a --\nx\n' | put nocmd
expect 'a case without command fails' 1 'runs no command' "$tmp/nocmd.t"
printf -- '-- out --\nx\n' | put noout
expect 'an out section needs a command' 1 'must follow a cmd section' "$tmp/noout.t"
printf -- '-- ../x --\nx\n-- cmd --\ntrue\n' | put escape
expect 'a file stays in the directory' 1 "leaves the case's directory" "$tmp/escape.t"
printf -- '-- cmd --\nprintf x\n-- out --\nx\n' | put nonl
expect 'a missing last newline shows' 1 'no newline at the end' "$tmp/nonl.t"
printf -- '-- cmd --\npwd; fuse; echo $LC_ALL ${NO_COLOR-unset} ${JOBS-unset}; touch $HOME/x\n' | put env
printf -- '-- out --\n$DIR\nC unset unset\n' >>"$tmp/env.t"
NO_COLOR=1 JOBS=3 expect 'the environment is clean' 0 '1 passed' "$tmp/env.t"
printf -- '-- cmd --\nsleep 30\n' | put slow
expect 'a command may take too long' 1 'ran longer than 1 s' --timeout 1 "$tmp/slow.t"
expect 'an unknown option is refused' 2 'unknown option' --wrong

sed 's/want/old/' "$tmp/bad.t" >"$tmp/bless.t"
expect 'bless rewrites' 0 'blessed' --bless "$tmp/bless.t"
expect 'a blessed case passes' 0 '1 passed' "$tmp/bless.t"
expect 'bless keeps a failing command failing' 1 'exited with 1' --bless "$tmp/exit.t"
cp "$tmp/good.t" "$tmp/same.t"
expect 'bless leaves a right case' 0 'golden: 1 passed' --bless "$tmp/same.t"
cmp -s "$tmp/good.t" "$tmp/same.t" || { echo 'FAIL bless changed a right case'; failed=$((failed + 1)); }

mkdir "$tmp/many"
for i in $(seq 30); do
    printf -- '-- cmd --\necho %s >f; cat f\n-- out --\n%s\n' "$i" "$i" >"$tmp/many/$i.t"
done
expect 'cases run side by side' 0 'golden: 30 passed, 0 failed' -j4 "$tmp/many"

echo "runner: $passed passed, $failed failed"
[ $failed = 0 ]
