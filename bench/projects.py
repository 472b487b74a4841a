#!/usr/bin/env python3
"""projects.py - compile SQLite, Lua and zlib, and run SQLite's speedtest1 and a Lua script, beside gcc, clang and tcc

Compilers take turns; every time is the least processor time of the runs, memory is the largest resident set of one
compiler process. What a program prints must be what gcc's prints. The last table is fuse's time by pass.

usage: bench/projects.py [--fuse PATH] [--repeat N]
"""
import argparse
import glob
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..')
SQLITE = ['-DSQLITE_THREADSAFE=1', '-DSQLITE_ENABLE_FTS5', '-DSQLITE_ENABLE_RTREE', '-DSQLITE_ENABLE_MATH_FUNCTIONS', '-I.']
ZLIB = ['adler32', 'compress', 'crc32', 'deflate', 'inffast', 'inflate', 'inftrees', 'trees', 'uncompr', 'zutil']


def run(cmd, cwd, out=None):
    """Processor seconds and kilobytes of one run; output to the file `out` or nowhere."""
    pid = os.fork()
    if pid == 0:
        os.chdir(cwd)
        os.dup2(os.open(out or os.devnull, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 1)
        os.execvp(cmd[0], cmd)
    _, status, usage = os.wait4(pid, 0)
    if status:
        sys.exit(f'{" ".join(cmd)}: failed')
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def compilers(fuse):
    table = {}
    clang = shutil.which('clang-14') or shutil.which('clang')
    for name, cmd in (('gcc', ['gcc']), ('clang', [clang] if clang else None), ('fuse', [fuse, 'cc', '-j1'])):
        for level in ('-O0', '-O1', '-O2'):
            if cmd:
                table[name + level] = cmd + [level, '-w']
    if shutil.which('tcc'):
        table['tcc'] = ['tcc', '-w']
    return table


def prepare(tmp):
    """Sources of the projects: name -> (folder, flags, files, library flags)."""
    deps = os.path.join(ROOT, 'build/projects')
    subprocess.run([os.path.join(ROOT, 'scripts/fetch-deps.sh'), deps, os.path.join(ROOT, 'tests/projects/projects.list')],
                   check=True, stdout=sys.stderr)
    for name in ('sqlite3', 'lua5.4', 'zlib'):
        shutil.copytree(os.path.join(deps, name), os.path.join(tmp, name), symlinks=True)
    subprocess.run('./configure --disable-shared && make sqlite3.c', shell=True, check=True, cwd=os.path.join(tmp, 'sqlite3'),
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    lua = os.path.join(tmp, 'lua5.4/src')
    return {
        'sqlite': (os.path.join(tmp, 'sqlite3'), SQLITE, ['sqlite3.c']),
        'lua': (lua, ['-DLUA_USE_POSIX'], sorted(f for f in os.listdir(lua) if f.endswith('.c') and f != 'luac.c')),
        'zlib': (os.path.join(tmp, 'zlib'), ['-DHAVE_UNISTD_H=1'], [f + '.c' for f in ZLIB]),
    }


def compile_all(cc, project, folder):
    """One process per file, as make does: seconds in all, memory of the largest."""
    where, flags, files = project
    seconds, memory = 0, 0
    for f in files:
        s, m = run([*cc, *flags, '-c', f, '-o', os.path.join(folder, f + '.o')], where)
        seconds, memory = seconds + s, max(memory, m)
    return seconds, memory


def text_size(folder):
    out = subprocess.run(['size', '-A', *glob.glob(folder + '/*.o')], check=True, capture_output=True, text=True).stdout
    return sum(int(line.split()[1]) for line in out.splitlines() if re.match(r'\.text|\.init|\.fini', line))


def lines(project):
    where, _, files = project
    return sum(open(os.path.join(where, f), 'rb').read().count(b'\n') for f in files)


def table(title, rows, names, form):
    print(f'\n{title}')
    print(' ' * 12 + ''.join(n.rjust(10) for n in names))
    for row, figures in rows.items():
        print(row.ljust(12) + ''.join((form % figures[n] if n in figures else '-').rjust(10) for n in names))


def programs(cc, n, projects, folders, tmp):
    """Links what was compiled: commands that run it."""
    sq, lua = os.path.join(tmp, n + '.speed'), os.path.join(tmp, n + '.lua')
    where, flags, _ = projects['sqlite']
    subprocess.run([*cc, *flags, 'test/speedtest1.c', os.path.join(folders['sqlite'], 'sqlite3.c.o'), '-o', sq,
                    '-lm', '-lpthread', '-ldl'], check=True, cwd=where)
    subprocess.run([*cc, *glob.glob(folders['lua'] + '/*.o'), '-o', lua, '-lm'], check=True)
    return {'speedtest1': [sq, '--size', '30', '--verify', '--testset', 'main'],
            'lua': [lua, os.path.join(ROOT, 'bench/script.lua')]}


def printed(path):
    return re.sub(r' +[0-9.]+s$', '', open(path).read(), flags=re.M)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--fuse', default=os.environ.get('FUSE', os.path.join(ROOT, 'build/release/fuse')))
    parser.add_argument('--repeat', type=int, default=3)
    args = parser.parse_args()
    ccs = compilers(os.path.abspath(args.fuse))
    with tempfile.TemporaryDirectory() as tmp:
        projects = prepare(tmp)
        seconds, memory, size, times, cmds = {}, {}, {}, {}, {}
        for n, cc in ccs.items():
            folders = {}
            for p, project in projects.items():
                folders[p] = os.path.join(tmp, n, p)
                os.makedirs(folders[p])
                s, m = compile_all(cc, project, folders[p])
                for _ in range(args.repeat - 1 if s < 3 else 0):
                    s = min(s, compile_all(cc, project, folders[p])[0])
                seconds.setdefault(p, {})[n] = s
                memory.setdefault(p, {})[n] = m / 1024
                size.setdefault(p, {})[n] = text_size(folders[p])
            cmds[n] = programs(cc, n, projects, folders, tmp)
        for _ in range(args.repeat):
            for n in ccs:
                for prog, cmd in cmds[n].items():
                    out = os.path.join(tmp, f'{n}.{prog}.out')
                    s = run(cmd, tmp, out)[0]
                    times.setdefault(prog, {})[n] = min(s, times.get(prog, {}).get(n, math.inf))
                    if printed(out) != printed(os.path.join(tmp, f'gcc-O0.{prog}.out')):
                        sys.exit(f'{prog}: {n} prints something else than gcc')
        names = list(ccs)
        table('compile, processor seconds', seconds, names, '%.2f')
        table('thousand lines a second', {p: {n: lines(projects[p]) / s / 1e3 for n, s in f.items()} for p, f in seconds.items()},
              names, '%.0f')
        table('peak memory of the compiler, MB', memory, names, '%.0f')
        table('code, gcc -O2 = 1', {p: {n: s / f['gcc-O2'] for n, s in f.items()} for p, f in size.items()}, names, '%.2f')
        table('run time, gcc -O2 = 1', {p: {n: s / f['gcc-O2'] for n, s in f.items()} for p, f in times.items()}, names, '%.2f')
        print('\nfuse -O2 of SQLite by pass', flush=True)
        where, flags, files = projects['sqlite']
        subprocess.run([args.fuse, 'cc', '-j1', '-O2', '-w', '--time-passes', *flags, '-c', files[0], '-o', tmp + '/o'],
                       check=True, cwd=where, stderr=sys.stdout)


if __name__ == '__main__':
    main()
