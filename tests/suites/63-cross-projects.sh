#!/usr/bin/env bash
# 63-cross-projects.sh - zlib with BearSSL's hashes on our own C library, on every system and on Cortex-M
# packages: gcc gcc-aarch64-linux-gnu qemu-user qemu-system-arm wine wine64
exec "$(dirname "$0")/../projects/cross" firmware
