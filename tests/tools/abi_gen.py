#!/usr/bin/env python3
"""abi_gen.py - random functions whose caller and callee are compiled by different compilers

Writes into a folder: abi.h (types and prototypes), caller.c (passes known values, checks results),
callee.c (checks every argument, returns known values), main.c (counts what was wrong and prints it; the
exit code is 0 only when nothing was). No file needs a header; main.c needs a printf at run time. Nothing depends on the data model, so every calling convention can be tried.

usage: abi_gen.py [--seed N] [--count N] [--align16] [--int128] [--ldouble] [--apple] [--complex-int] FOLDER
"""
import argparse
import os
import random

INTS = {'signed char': 8, 'unsigned char': 8, 'short': 16, 'unsigned short': 16, 'int': 32, 'unsigned': 32,
        'long long': 64, 'unsigned long long': 64, '__int128': 128, 'unsigned __int128': 128}
WIDE = ['__int128', 'unsigned __int128']
FLOATS = ['float', 'double']
LONG, LONG_COMPLEX = 'long double', 'long double _Complex'
COMPLEX = {'float _Complex': 'float', 'double _Complex': 'double'}
COMPLEX_INTS = {'signed char _Complex': 8, 'unsigned short _Complex': 16, 'int _Complex': 32,
                'unsigned long long _Complex': 64}


class Scalar:
    def __init__(self, name):
        self.name = name

    def value(self, r):
        if self.name in COMPLEX:
            third = '3333333333333333333L' if self.name == LONG_COMPLEX else 'f'
            return f'({r.randint(-9999, 9999)}.5f + {r.randint(-9999, 9999)}.25i{third})' if third == 'f' else \
                f'({r.randint(-9999, 9999)}.5{third} + {r.randint(-9999, 9999)}.25{third}i)'
        if self.name in COMPLEX_INTS:
            bits = min(COMPLEX_INTS[self.name], 40) - 1
            return f'({r.getrandbits(bits)} + {r.getrandbits(bits)}i)'
        if self.name in FLOATS:
            suffix = {'float': 'f', LONG: 'L'}.get(self.name, '')
            more = '3333333333333333333' if suffix == 'L' else ''    # which no double has
            return f'{r.randint(-9999, 9999)}.{r.choice(["0", "5", "25", "125"])}{more}{suffix}'
        if self.name == '_Bool':
            return r.choice(['0', '1'])
        if self.name == 'void *':
            return f'(void *){r.randrange(1 << 30)}u'
        bits = INTS[self.name]
        unsigned = self.name.startswith('unsigned')
        x = r.getrandbits(bits) if r.random() < 0.7 else r.choice([0, 1, (1 << bits) - 1, 1 << (bits - 1)])
        if not unsigned and x >> (bits - 1):
            x -= 1 << bits
        suffix = 'u' if unsigned else ''
        if bits == 128:
            return f'(({self.name})((unsigned __int128){x >> 64 & (1 << 64) - 1}u << 64 | {x & (1 << 64) - 1}u))'
        if x == -(1 << 63):
            return '(-9223372036854775807ll - 1)'
        return f'({x}{suffix}{"ll" if bits == 64 else ""})'

    def checks(self, place, value):
        return [f'{place} == ({self.name}){value}']

    def init(self, value):
        return value


class Array:
    def __init__(self, of, n):
        self.of, self.n = of, n

    def value(self, r):
        return [self.of.value(r) for _ in range(self.n)]

    def checks(self, place, value):
        return [c for k, v in enumerate(value) for c in self.of.checks(f'{place}[{k}]', v)]

    def init(self, value):
        return '{' + ', '.join(self.of.init(v) for v in value) + '}'


class Record:
    """A struct, or a union of which the first member is used."""

    def __init__(self, name, members, union=False):
        self.name, self.members, self.union = name, members, union

    def aligned(self):
        return hasattr(self, 'align') or hasattr(self, 'own') or any(isinstance(m, Record) and m.aligned() for m in self.members)

    def floats(self):
        """The floating types in it, or None when there is anything else."""
        inner = [m.of if isinstance(m, Array) else m for m in self.members]
        found = [m.floats() if isinstance(m, Record) else {COMPLEX.get(m.name, m.name)}
                 if m.name in FLOATS or m.name in COMPLEX else None for m in inner]
        return None if None in found else set().union(*found)

    def used(self):
        return self.members[:1] if self.union else self.members

    def value(self, r):
        return [m.value(r) for m in self.used()]

    def checks(self, place, value):
        return [c for k, m in enumerate(self.used()) for c in m.checks(f'{place}.m{k}', value[k])]

    def init(self, value):
        return '{' + ', '.join(m.init(v) for m, v in zip(self.used(), value)) + '}'

    def define(self):
        body = ''.join(f'    {declare(m, "m" + str(k))};\n' for k, m in enumerate(self.members))
        align = getattr(self, 'align', '')
        own = ' __attribute__((aligned(16)))' if getattr(self, 'own', False) else ''
        return f'typedef {"union" if self.union else "struct"} {self.name} {{\n{align}{body}}}{own} {self.name};\n'


def declare(t, name):
    if isinstance(t, Array):
        return declare(t.of, f'{name}[{t.n}]')
    return f'{t.name} {name}'


class Generator:
    def __init__(self, seed, align16, apple, int128):
        self.r = random.Random(seed)
        self.records = []
        self.align16, self.apple = align16, apple
        self.ints = [name for name in INTS if int128 or name not in WIDE]
        self.cints = []

    def scalar(self):
        return Scalar(self.r.choice(self.ints * 2 + FLOATS * 4 + list(COMPLEX) + self.cints + ['void *', '_Bool']))

    def member(self, depth):
        x = self.r.random()
        if x < 0.15 and depth < 2:
            return self.record(depth + 1)
        if x < 0.3:
            return Array(self.scalar(), self.r.randint(1, 5))
        return self.scalar()

    def record(self, depth=0):
        r = self.r
        if self.records and r.random() < 0.4:
            return r.choice(self.records)
        kind = r.random()
        if kind < 0.3:      # all of one floating type: a homogeneous aggregate, or just too long for one
            of = Scalar(r.choice(FLOATS * 3 + list(COMPLEX)))
            members = [of] * r.randint(1, 5) if r.random() < 0.7 else [Array(of, r.randint(1, 5))]
            t = Record('', members)
        elif kind < 0.4:
            members = sorted((self.scalar() for _ in range(r.randint(1, 3))), key=lambda m: -INTS.get(m.name, 32))
            if self.apple:  # clang for Apple keeps to the psABI before 0.98: X87UP alone is not memory
                members = [m for m in members if m.name not in (LONG, LONG_COMPLEX)] or [Scalar('int')]
            t = Record('', members, union=True)
        else:
            t = Record('', [self.member(depth) for _ in range(r.choice([1, 1, 2, 2, 3, 4, 6]))])
        t.name = f'S{len(self.records)}'
        if self.align16 and r.random() < 0.1:
            if self.apple or r.random() < 0.5:
                t.align = '    _Alignas(16)\n'
            else:
                t.own = True
        self.records.append(t)
        return t

    def any_type(self):
        return self.record() if self.r.random() < 0.35 else self.scalar()

    def promoted(self):
        """A type that may stand behind the "..."."""
        if self.r.random() < 0.25:
            t = self.record()
            # For Apple, clang 19 writes aligned homogeneous aggregates at multiples of 8 and reads them at multiples of 16.
            if not (self.apple and t.aligned() and len(t.floats() or '') == 1):
                return t
        wide = WIDE if len(self.ints) == len(INTS) else []
        return Scalar(self.r.choice(wide + ['int', 'unsigned', 'long long', 'unsigned long long', 'double', LONG if LONG in FLOATS else 'double', 'void *'] +
                                    list(COMPLEX)))

    def function(self, n):
        r = self.r
        fixed = [self.any_type() for _ in range(r.choice([0, 1, 2, 3, 4, 5, 7, 9, 12]))]
        more = []
        if r.random() < 0.25:
            fixed = fixed[:4] or [Scalar('int')]
            if isinstance(fixed[-1], Scalar) and fixed[-1].name in ('float', '_Bool', 'signed char', 'unsigned char',
                                                                    'short', 'unsigned short'):
                fixed[-1] = Scalar('int')   # va_start names the last one
            more = [self.promoted() for _ in range(r.randint(1, 8))]
        ret = None if r.random() < 0.1 else self.any_type()
        return Function(n, ret, fixed, more, r)


class Function:
    def __init__(self, n, ret, fixed, more, r):
        self.n, self.ret, self.fixed, self.more = n, ret, fixed, more
        self.values = [t.value(r) for t in fixed + more]
        self.result = ret.value(r) if ret else None

    def prototype(self):
        params = [declare(t, f'a{k}') for k, t in enumerate(self.fixed)] + (['...'] if self.more else [])
        return f'{self.ret.name if self.ret else "void"} f{self.n}({", ".join(params) or "void"})'

    def callee(self):
        out = [self.prototype(), '{']
        if self.more:
            out += ['    __builtin_va_list ap;', f'    __builtin_va_start(ap, a{len(self.fixed) - 1});']
        for k, t in enumerate(self.fixed + self.more):
            if k >= len(self.fixed):
                out.append(f'    {declare(t, f"a{k}")} = __builtin_va_arg(ap, {t.name});')
            for c in t.checks(f'a{k}', self.values[k]):
                out.append(f'    if (!({c})) abi_fail({self.n}, {k});')
        if self.more:
            out.append('    __builtin_va_end(ap);')
        if self.ret:
            out += [f'    {declare(self.ret, "r")} = {self.ret.init(self.result)};', '    return r;']
        return '\n'.join(out + ['}', ''])

    def caller(self):
        out = [f'static void c{self.n}(void)', '{']
        args = []
        for k, t in enumerate(self.fixed + self.more):
            out.append(f'    {declare(t, f"a{k}")} = {t.init(self.values[k])};')
            args.append(f'a{k}')
        call = f'f{self.n}({", ".join(args)})'
        if self.ret:
            out.append(f'    {declare(self.ret, "r")} = {call};')
            for c in self.ret.checks('r', self.result):
                out.append(f'    if (!({c})) abi_fail({self.n}, -1);')
        else:
            out.append(f'    {call};')
        for k, t in enumerate(self.fixed + self.more):    # the caller's own copies are untouched
            if isinstance(t, Record):
                for c in t.checks(f'a{k}', self.values[k])[:1]:
                    out.append(f'    if (!({c})) abi_fail({self.n}, 100 + {k});')
        return '\n'.join(out + ['}', ''])


MAIN = '''int printf(const char *, ...);
void run_all(void);
static int bad;
void abi_fail(int fn, int arg)
{
    if (bad++ < 20)
        printf(arg == -1 ? "f%d: result\\n" : arg >= 100 ? "f%d: the caller's copy changed\\n" : "f%d: argument %d\\n", fn, arg);
}
int main(void)
{
    run_all();
    printf("%d wrong\\n", bad);
    return bad != 0;
}
'''


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--count', type=int, default=1000)
    parser.add_argument('--align16', action='store_true', help='some records are aligned to 16 bytes')
    parser.add_argument('--int128', action='store_true', help='with __int128')
    parser.add_argument('--ldouble', action='store_true', help='with long double')
    parser.add_argument('--complex-int', action='store_true', help='with complex integers')
    parser.add_argument('--apple', action='store_true', help='leave out what clang for Apple disagrees with itself on')
    parser.add_argument('folder')
    args = parser.parse_args()
    if args.ldouble:
        FLOATS.append(LONG)
        COMPLEX[LONG_COMPLEX] = LONG
    g = Generator(args.seed, args.align16, args.apple, args.int128)
    g.cints = list(COMPLEX_INTS) if args.complex_int else []
    functions = [g.function(n) for n in range(args.count)]
    os.makedirs(args.folder, exist_ok=True)

    def write(name, text):
        with open(os.path.join(args.folder, name), 'w') as f:
            f.write(text)
    write('abi.h', 'void abi_fail(int fn, int arg);\n' + ''.join(t.define() for t in g.records) +
          ''.join(f.prototype() + ';\n' for f in functions))
    write('callee.c', '#include "abi.h"\n\n' + '\n'.join(f.callee() for f in functions))
    write('caller.c', '#include "abi.h"\n\n' + '\n'.join(f.caller() for f in functions) +
          '\nvoid run_all(void);\nvoid run_all(void)\n{\n' + ''.join(f'    c{f.n}();\n' for f in functions) + '}\n')
    write('main.c', MAIN)


if __name__ == '__main__':
    main()
