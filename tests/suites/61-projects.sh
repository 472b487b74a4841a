#!/usr/bin/env bash
# 61-projects.sh - zlib, Lua, SQLite and tcc built with `fuse cc`, their own checks; the others: tests/projects/run
# packages: gcc make binutils libc6-dev tcl
exec "$(dirname "$0")/../projects/run" --levels 2 zlib lua sqlite tcc
