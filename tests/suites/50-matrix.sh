#!/usr/bin/env bash
# 50-matrix.sh - a sample of tests/matrix: every target that the tool was built for runs the suites
# packages: csmith libcsmith-dev gcc gcc-aarch64-linux-gnu gcc-mingw-w64-x86-64 gcc-arm-none-eabi libnewlib-arm-none-eabi qemu-user qemu-system-arm wine wine64
cd "$(dirname "$0")/../.." && exec tests/matrix
