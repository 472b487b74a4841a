#!/usr/bin/env python3
"""unwind.py FILE: every row of __unwind_info that points into __eh_frame finds the FDE of its own function,
the rows ascend, and every FDE has a row. Reads what llvm-objdump and llvm-dwarfdump print."""
import re
import subprocess
import sys

BASE = 1 << 32


def output(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def main(path):
    frames = {}
    for line in output('llvm-dwarfdump-19', '--eh-frame', path).splitlines():
        m = re.match(r'([0-9a-f]{8}) .* FDE .* pc=([0-9a-f]+)\.\.\.', line)
        if m:
            frames[int(m[1], 16)] = int(m[2], 16) - BASE
    rows = re.findall(r'\[\d+\]: function offset=0x([0-9a-f]+), encoding=0x([0-9a-f]+)',
                      output('llvm-objdump-19', '--macho', '--unwind-info', path))
    rows = [(int(start, 16), int(code, 16)) for start, code in rows]
    assert rows and rows == sorted(rows) and len({r[0] for r in rows}) == len(rows), 'rows do not ascend'
    arm = 'arm64' in output('llvm-otool-19', '-hv', path).lower()
    dwarf = {code & 0xffffff: start for start, code in rows if code >> 24 & 15 == (3 if arm else 4)}
    assert dwarf == frames, f'{len(dwarf)} rows for {len(frames)} frames: {dwarf} {frames}'
    print(f'{len(rows) > 511} {bool(frames)}')


main(sys.argv[1])
