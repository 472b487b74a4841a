#!/usr/bin/env bash
# bench.sh - every measurement: C kernels and projects beside gcc, clang and tcc, FUSE beside the same C, cold start, the compiler itself, linkers, other machines
# packages: gcc clang make tcl libc6-dev binutils tcc python3 qemu-user gcc-aarch64-linux-gnu gcc-arm-none-eabi lld-19
#
# usage: scripts/bench.sh [--repeat N]; FUSE names the tool.
set -euo pipefail
cd "$(dirname "$0")/.."
repeat=3
[ "${1:-}" = --repeat ] && repeat=$2
export PYTHONDONTWRITEBYTECODE=1
python3 bench/bench.py --repeat "$repeat"
python3 bench/projects.py --repeat "$repeat"
python3 bench/tool.py --repeat "$repeat"
python3 bench/link.py --repeat "$repeat"
python3 bench/targets.py
