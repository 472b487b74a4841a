#!/usr/bin/env python3
"""targets.py - code for other machines beside the cross compilers of Debian

AArch64: instructions executed by the C kernels under qemu-aarch64, counted by bench/insn.c, against
aarch64-linux-gnu-gcc -O2. Thumb-2: bytes of code and constants at -Os against arm-none-eabi-gcc -Os. A
checksum that differs ends the run with an error. Both figures repeat exactly.

usage: targets.py [--fuse PATH] [kernel ...]
"""
import argparse
import os
import re
import subprocess
import sys
import tempfile

from bench import HERE, KERNELS, table

CORTEX = {
    'cortex-m3': ['-mcpu=cortex-m3', '-mfloat-abi=soft'],
    'cortex-m4': ['-mcpu=cortex-m4', '-mfpu=fpv4-sp-d16', '-mfloat-abi=hard'],
    'cortex-m7': ['-mcpu=cortex-m7', '-mfpu=fpv5-d16', '-mfloat-abi=hard'],
}


def instructions(plugin, exe):
    done = subprocess.run(['qemu-aarch64', '-plugin', plugin, exe], check=True, capture_output=True, text=True)
    return done.stdout, int(re.search(r'instructions (\d+)', done.stderr).group(1))


def arm64(fuse, tmp, kernels):
    gcc = 'aarch64-linux-gnu-gcc'
    plugin, main_o = os.path.join(tmp, 'insn.so'), os.path.join(tmp, 'main.o')
    subprocess.run(['gcc', '-O2', '-shared', '-fPIC', '-o', plugin, os.path.join(HERE, 'insn.c')], check=True)
    subprocess.run([gcc, '-O2', '-c', os.path.join(HERE, 'c/main.c'), '-o', main_o], check=True)
    # gcc would fuse multiplications with additions, which changes results
    compilers = {'gcc-O2': [gcc, '-O2', '-ffp-contract=off'], 'gcc-O0': [gcc, '-O0', '-ffp-contract=off']}
    for level in '210':
        compilers['fuse-O' + level] = [fuse, 'cc', '--target', 'linux-arm64', '-O' + level]
    rows = {}
    for k in kernels:
        rows[k], sums = {}, {}
        for name, cc in compilers.items():
            obj, exe = os.path.join(tmp, 'k.o'), os.path.join(tmp, 'k')
            subprocess.run([*cc, '-c', os.path.join(HERE, 'c', k + '.c'), '-o', obj], check=True)
            subprocess.run([gcc, '-static', main_o, obj, '-lm', '-o', exe], check=True)
            sums[name], rows[k][name] = instructions(plugin, exe)
            if sums[name] != sums['gcc-O2']:
                sys.exit(f'{k}: {name} computes {sums[name]!r}, gcc {sums["gcc-O2"]!r}')
    table('linux-arm64: instructions executed', list(compilers), rows, 'gcc-O2')


def loaded_size(path):
    """Bytes of code and constants; what the loader would put into flash."""
    out = subprocess.run(['arm-none-eabi-size', '-A', path], check=True, capture_output=True, text=True).stdout
    return sum(int(line.split()[1]) for line in out.splitlines() if line.startswith(('.text', '.rodata')))


def thumb(fuse, tmp, kernels, target):
    compilers = {
        'gcc-Os': ['arm-none-eabi-gcc', '-mthumb', '-Os', '-ffunction-sections', *CORTEX[target]],
        'gcc-O2': ['arm-none-eabi-gcc', '-mthumb', '-O2', '-ffunction-sections', *CORTEX[target]],
        'fuse-Os': [fuse, 'cc', '--target', target, '-Os'],
        'fuse-O2': [fuse, 'cc', '--target', target, '-O2'],
    }
    rows = {}
    for k in kernels:
        rows[k] = {}
        for name, cc in compilers.items():
            obj = os.path.join(tmp, 'k.o')
            subprocess.run([*cc, '-c', os.path.join(HERE, 'c', k + '.c'), '-o', obj], check=True)
            rows[k][name] = loaded_size(obj)
    table(f'{target}: bytes of code and constants', list(compilers), rows, 'gcc-Os')


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--fuse', default=os.environ.get('FUSE', os.path.join(HERE, '../build/release/fuse')))
    parser.add_argument('--only', choices=['arm64', 'thumb'])
    parser.add_argument('kernels', nargs='*', default=KERNELS)
    args = parser.parse_args()
    fuse = os.path.abspath(args.fuse)
    with tempfile.TemporaryDirectory() as tmp:
        if args.only != 'thumb':
            arm64(fuse, tmp, args.kernels)
        if args.only != 'arm64':
            for target in CORTEX:
                thumb(fuse, tmp, args.kernels, target)


if __name__ == '__main__':
    main()
