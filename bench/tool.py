#!/usr/bin/env python3
"""tool.py - FUSE programs beside the same C, cold start, and the speed of the compiler itself

FUSE kernels run as `build --aot --release` and are compared with gcc -O2 of the C beside them; both must
print the same. usage: tool.py [--fuse PATH] [--repeat N]
"""
import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time

from bench import geomean, least

HERE = os.path.dirname(os.path.abspath(__file__))
EXIT_ONLY = '.globl _start\n_start:\n mov $60,%eax\n xor %edi,%edi\n syscall\n'
HELLO_C = '#include <stdio.h>\nint main(void) { puts("hello, world"); }\n'
HELLO_FUSE = 'app "hello":\n  print("hello, world")\n'


def run(*cmd):
    return subprocess.run(cmd, check=True, capture_output=True, text=True).stdout


def equal(a, b):
    """The same lines; numbers may be written in different ways."""
    def value(line):
        try:
            return float(line)
        except ValueError:
            return line
    return [value(x) for x in a.splitlines()] == [value(x) for x in b.splitlines()]


def kernels(fuse, tmp, repeat):
    print('\nFUSE programs, processor time (the same C at gcc -O2 = 1)')
    print('kernel'.ljust(10) + 'gcc-O2 s'.rjust(10) + 'fuse s'.rjust(10) + 'ratio'.rjust(10))
    ratios = []
    for name in sorted(f[:-5] for f in os.listdir(os.path.join(HERE, 'fuse')) if f.endswith('.fuse')):
        source = os.path.join(HERE, 'fuse', name)
        ours, theirs = os.path.join(tmp, name), os.path.join(tmp, name + '-c')
        run(fuse, 'build', '--aot', '--release', '-o', ours, source + '.fuse')
        if not os.path.exists(source + '.c'):
            print(name.ljust(10) + '-'.rjust(10) + f'{least({"fuse": [ours]}, repeat)["fuse"]:10.3f}')
            continue
        run('gcc', '-O2', '-o', theirs, source + '.c')
        if not equal(run(ours), run(theirs)):
            sys.exit(f'{name}: fuse and gcc print different results')
        best = least({'fuse': [ours], 'gcc': [theirs]}, repeat)
        ratios.append(best['fuse'] / best['gcc'])
        print(name.ljust(10) + f'{best["gcc"]:10.3f}{best["fuse"]:10.3f}{ratios[-1]:10.2f}')
    print('geomean'.ljust(30) + f'{geomean(ratios):10.2f}')


def write(path, text):
    with open(path, 'w') as f:
        f.write(text)
    return path


def cold_start(fuse, tmp):
    at = lambda name: os.path.join(tmp, name)
    run('gcc', '-O2', '-o', at('start'), os.path.join(HERE, 'start.c'))
    run('gcc', '-nostdlib', '-static', '-o', at('exit-only'), write(at('exit.s'), EXIT_ONLY))
    run('gcc', '-O2', '-static', '-o', at('glibc-hello'), write(at('hello.c'), HELLO_C))
    run('gcc', '-O2', '-o', at('dynamic-hello'), at('hello.c'))
    run(fuse, 'build', '--aot', '--release', '-o', at('fuse-hello'), write(at('hello.fuse'), HELLO_FUSE))
    names = ['exit-only', 'fuse-hello', 'glibc-hello', 'dynamic-hello']
    out = run(at('start'), '2000', *[at(n) for n in names])
    median = dict(zip(names, [float(line.split()[0]) for line in out.splitlines()]))
    print('\ncold start, median of 2000 (static assembly that only exits = 1; goal at most 1.15)')
    for n in names:
        print(f'{n:16}{median[n]:8.1f} us{median[n] / median["exit-only"]:8.2f}{os.path.getsize(at(n)):10} bytes')


def measure(cmd, repeat):
    """Least processor seconds, least wall seconds, and peak memory in MB."""
    cpu, wall, peak = 1e9, 1e9, 0
    for _ in range(repeat):
        start = time.perf_counter()
        pid = os.posix_spawn(cmd[0], cmd, os.environ, file_actions=[
            (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0), (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)])
        _, status, usage = os.wait4(pid, 0)
        if status:
            sys.exit(f'{" ".join(cmd)}: failed')
        wall = min(wall, time.perf_counter() - start)
        cpu = min(cpu, usage.ru_utime + usage.ru_stime)
        peak = max(peak, usage.ru_maxrss / 1024)
    return cpu, wall, peak


def compiler(fuse, tmp, repeat):
    package = os.path.join(tmp, 'generated')
    lines = int(run(sys.executable, os.path.join(HERE, '../scripts/gen-package.py'), package).split()[0])
    exe = os.path.join(tmp, 'generated.aot')
    print(f'\nthe compiler on a generated package of {lines} lines, one thread')
    print('command'.ljust(24) + 'cpu ms'.rjust(8) + 'wall ms'.rjust(9) + 'lines/s'.rjust(10) + 'peak MB'.rjust(9) + '  goal')
    for args, goal in ((['check'], '60 ms'), (['build', '--aot', '-o', exe], '400 ms, 150 MB'),
                       (['build', '--aot', '--release', '-o', exe], '')):
        cpu, wall, peak = measure([fuse, *args, '-j1', package], repeat)
        title = ' '.join(a for a in args if a not in ('-o', exe))
        print(f'{title:24}{cpu * 1e3:8.0f}{wall * 1e3:9.0f}{lines / max(cpu, 1e-3):10.0f}{peak:9.0f}  {goal}')


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--fuse', default=os.environ.get('FUSE', os.path.join(HERE, '../build/release/fuse')))
    parser.add_argument('--repeat', type=int, default=5)
    args = parser.parse_args()
    fuse = os.path.abspath(args.fuse)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with tempfile.TemporaryDirectory() as tmp:
        kernels(fuse, tmp, args.repeat)
        cold_start(fuse, tmp)
        compiler(fuse, tmp, args.repeat)


if __name__ == '__main__':
    main()
