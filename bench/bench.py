#!/usr/bin/env python3
"""bench.py - compile time, code size and run time beside gcc and tcc, in one run

Prints ratios to gcc -O2 (run time, size) and to gcc -O0 (compile time); a machine's absolute seconds
mean nothing elsewhere. Every time is the least processor time of several runs; the compilers take turns.
A checksum that differs from gcc's ends the run with an error.

usage: bench.py [--fuse PATH] [--repeat N] [kernel ...]
"""
import argparse
import math
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
KERNELS = ['fannkuch', 'hasht', 'interp', 'mandel', 'matmul', 'nbody', 'qsort', 'sha256', 'sieve', 'spectral']
SCALE = {'spectral': 4, 'mandel': 3, 'nbody': 4, 'sieve': 4, 'matmul': 3}


def compilers(fuse):
    """Name -> function from (sources, output) to a command."""
    def cc(program, *flags):
        return lambda src, out, defs: [program, *flags, *defs, *src, '-o', out] + ([] if 'fuse' in program else ['-lm'])
    table = {
        'gcc-O2': cc('gcc', '-O2'),
        'gcc-O0': cc('gcc', '-O0'),
        'fuse-O2': lambda src, out, defs: [fuse, 'cc', '-j1', '-O2', *defs, *src, '-o', out],
        'fuse-O1': lambda src, out, defs: [fuse, 'cc', '-j1', '-O1', *defs, *src, '-o', out],
        'fuse-O0': lambda src, out, defs: [fuse, 'cc', '-j1', '-O0', *defs, *src, '-o', out],
    }
    if shutil.which('tcc'):
        table['tcc'] = cc('tcc')
    return table


def cpu_time(cmd):
    """Processor seconds of one run: other work on the machine counts less in them than in wall time."""
    with open(os.devnull, 'w') as null:
        pid = os.posix_spawnp(cmd[0], cmd, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, null.fileno(), 1)])
    _, status, usage = os.wait4(pid, 0)
    if status:
        sys.exit(f'{" ".join(cmd)}: failed')
    return usage.ru_utime + usage.ru_stime


def least(commands, repeat):
    """Least processor time of each command, the commands taking turns."""
    best = {name: math.inf for name in commands}
    for _ in range(repeat):
        for name, cmd in commands.items():
            best[name] = min(best[name], cpu_time(cmd))
    return best


def text_size(path):
    """Bytes of executable code that came from the kernel: .text of the object alone."""
    out = subprocess.run(['size', '-A', path], check=True, capture_output=True, text=True).stdout
    return sum(int(line.split()[1]) for line in out.splitlines() if line.startswith('.text'))


def geomean(values):
    values = [v for v in values if v]
    return math.exp(sum(map(math.log, values)) / len(values)) if values else float('nan')


def table(title, names, rows, base):
    print(f'\n{title} ({base} = 1)')
    print('kernel'.ljust(10) + ''.join(n.rjust(10) for n in names))
    for kernel, figures in rows.items():
        print(kernel.ljust(10) + ''.join(f'{figures[n] / figures[base]:10.2f}' for n in names))
    means = [geomean([f[n] / f[base] for f in rows.values()]) for n in names]
    print('geomean'.ljust(10) + ''.join(f'{m:10.2f}' for m in means))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--fuse', default=os.environ.get('FUSE', os.path.join(HERE, '../build/release/fuse')))
    parser.add_argument('--repeat', type=int, default=5)
    parser.add_argument('kernels', nargs='*', default=KERNELS)
    args = parser.parse_args()
    ccs = compilers(os.path.abspath(args.fuse))
    compile_time, size, run_time = {}, {}, {}
    with tempfile.TemporaryDirectory() as tmp:
        for k in args.kernels:
            src = [os.path.join(HERE, 'c', k + '.c')]
            both = src + [os.path.join(HERE, 'c/main.c')]
            defs = [f'-DN={SCALE.get(k, 2)}']
            exe = {n: os.path.join(tmp, f'{k}-{n}') for n in ccs}
            for n, cc in ccs.items():
                subprocess.run(cc(both, exe[n], defs), check=True)
            sums = {n: subprocess.run([exe[n]], check=True, capture_output=True).stdout for n in ccs}
            for n in ccs:
                if sums[n] != sums['gcc-O2']:
                    sys.exit(f'{k}: {n} computes {sums[n]!r}, gcc {sums["gcc-O2"]!r}')
            objects = {n: [a for a in cc(src, exe[n] + '.o', defs + ['-c']) if a != '-lm'] for n, cc in ccs.items()}
            compile_time[k] = least(objects, args.repeat)
            size[k] = {n: text_size(exe[n] + '.o') for n in ccs}
            run_time[k] = least({n: [exe[n]] for n in ccs}, args.repeat)
    names = list(ccs)
    table('run time', names, run_time, 'gcc-O2')
    table('compile time, source to object', names, compile_time, 'gcc-O0')
    table('code size', names, size, 'gcc-O2')


if __name__ == '__main__':
    main()
