#!/usr/bin/env python3
"""link.py - how long linkers take for the same link: fuse itself out of its objects and glibc, with debug information

usage: link.py [--fuse PATH] [--repeat N]
The objects are compiled by gcc -O1 -g into a folder of its own; processor time of the linker alone, the least of N.
"""
import argparse
import glob
import os
import shlex
import shutil
import subprocess
import tempfile

from bench import least

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
LAYERS = ['base', 'ir', 'codegen', 'objfmt', 'link', 'frontend', 'driver']


def sources():
    files = []
    for layer in LAYERS:
        files += glob.glob(os.path.join(ROOT, layer, '**', '*.c'), recursive=True)
    zlib = os.path.join(ROOT, 'build', 'deps', 'zlib')
    names = 'adler32 compress crc32 deflate inffast inflate inftrees trees uncompr zutil'
    return zlib, sorted(files) + [os.path.join(zlib, n + '.c') for n in names.split()]


def compile_all(tmp):
    zlib, files = sources()
    jobs, objects = [], []
    for i, f in enumerate(files):
        objects.append(os.path.join(tmp, f'{i}.o'))
        jobs.append(shlex.join(['gcc', '-std=gnu11', '-D_DEFAULT_SOURCE', '-O1', '-g', '-w', '-ffunction-sections',
                                '-I' + ROOT, '-I' + zlib, '-c', f, '-o', objects[-1]]))
    subprocess.run(['xargs', '-P2', '-I{}', 'sh', '-c', '{}'], input='\n'.join(shlex.quote(j) for j in jobs), text=True,
                   check=True)
    return objects


def linker_arguments(tmp, objects, flags):
    """What gcc tells its linker."""
    script = os.path.join(tmp, 'ld')
    with open(script, 'w') as f:
        f.write('#!/bin/sh\nfor a; do printf "%s\\n" "$a"; done >"' + tmp + '/args"\nexec /usr/bin/ld "$@"\n')
    os.chmod(script, 0o755)
    subprocess.run(['gcc', '-B', tmp, *flags, '-o', os.path.join(tmp, 'out'), *objects, '-lm', '-lpthread'], check=True)
    with open(os.path.join(tmp, 'args')) as f:
        words = f.read().split('\n')[:-1]
    plugin = words.index('-plugin') if '-plugin' in words else -1
    words = words[:plugin] + words[plugin + 2:] if plugin >= 0 else words
    return [w for w in words if not w.startswith('-plugin-opt')]


def main():
    p = argparse.ArgumentParser()
    p.add_argument('--fuse', default=os.path.join(ROOT, 'build', 'release', 'fuse'))
    p.add_argument('--repeat', type=int, default=5)
    a = p.parse_args()
    linkers = {'fuse ld': [os.path.abspath(a.fuse), 'ld'], 'GNU ld': ['/usr/bin/ld']}
    lld = shutil.which('ld.lld-19') or shutil.which('ld.lld')
    if lld:
        linkers['lld'] = [lld]
        linkers['lld, 1 thread'] = [lld, '--threads=1']
    with tempfile.TemporaryDirectory() as tmp:
        objects = compile_all(tmp)
        print(f'link of {len(objects)} objects, {sum(map(os.path.getsize, objects)) >> 10} KB')
        print('linker'.ljust(18) + ''.join(k.rjust(14) for k in ('pie s', 'static s', 'KB')))
        args = [linker_arguments(tmp, objects, f) for f in (['-pie'], ['-static', '-Wl,--gc-sections'])]
        for name, cmd in linkers.items():
            times = [least({'x': cmd + x}, a.repeat)['x'] for x in args]
            size = os.path.getsize(os.path.join(tmp, 'out')) >> 10
            print(name.ljust(18) + f'{times[0]:14.3f}{times[1]:14.3f}{size:14}')


if __name__ == '__main__':
    main()
