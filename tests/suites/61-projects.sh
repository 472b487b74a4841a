#!/usr/bin/env bash
# 61-projects.sh - zlib and Lua built with `fuse cc`, their own checks; the others: tests/projects/run
# packages: gcc make binutils libc6-dev
exec "$(dirname "$0")/../projects/run" --levels 2 zlib lua
