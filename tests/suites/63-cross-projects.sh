#!/usr/bin/env bash
# 63-cross-projects.sh - Lua, zlib and BearSSL's hashes on our own C library, on every system, the latter on Cortex-M too
# packages: gcc gcc-aarch64-linux-gnu qemu-user qemu-system-arm wine wine64
exec "$(dirname "$0")/../projects/cross" firmware lua
