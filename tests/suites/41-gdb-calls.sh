#!/usr/bin/env bash
# 41-gdb-calls.sh - at calls in optimised Lua gdb shows what variables are, or nothing; all and SQLite: tests/projects/debug
# packages: gdb python3 gcc binutils libc6-dev
exec "$(dirname "$0")/../projects/debug" --levels "1 2" --each 1 --sample 8 lua
