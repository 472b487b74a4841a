#!/usr/bin/env python3
"""i128_gen.py - random expressions over 128-bit and other integers and floats, each worked out twice

Prints a C program that prints a line for each expression: once with its operands in volatile variables, once with
constants, which the compiler folds, and once kept in a static initialiser; the last line is a hash of all. With
-DWANT=HASH it prints nothing and returns whether the hash differs, for who has no printf. The program has no
undefined behaviour but signed overflow, which wraps (gcc -fwrapv).

usage: i128_gen.py [--seed N] [--count N]
"""
import argparse
import random

TYPES = {'I': 128, 'U': 128, 'll': 64, 'ull': 64, 'int': 32, 'unsigned': 32, 'sc': 8, 'us': 16, '_Bool': 1}
SIGNED = {'I', 'll', 'int', 'sc'}


def value(r, t):
    bits = TYPES[t]
    k = r.random()
    if k < 0.3:
        x = r.choice([0, 1, 2, 3, (1 << bits) - 1, (1 << bits) - 2, 1 << (bits - 1), (1 << (bits - 1)) - 1])
    elif k < 0.5:
        x = 1 << r.randrange(bits)
    elif k < 0.7:
        x = r.getrandbits(r.randint(1, bits))
    else:
        x = r.getrandbits(bits)
    x &= (1 << bits) - 1
    return f'(({t})((U){x >> 64:#x}u << 64 | {x & (1 << 64) - 1:#x}u))'


class Gen:
    def __init__(self, r):
        self.r, self.vars = r, []

    def leaf(self):
        t = self.r.choice(['I', 'U', 'I', 'U'] + list(TYPES))
        self.vars.append((t, value(self.r, t)))
        return f'X{len(self.vars) - 1}'

    def expr(self, depth):
        r = self.r
        if depth == 0 or r.random() < 0.1:
            return self.leaf()
        a = self.expr(depth - 1)
        k = r.randrange(15)
        if k == 0:
            return f'(-{a})'
        if k == 1:
            return f'(~{a})'
        if k == 2:
            return f'(!{a})'
        if k == 3:
            return f'(({r.choice(list(TYPES))}){a})'
        if k == 4:
            f = r.choice(['float', 'double'])
            return f'(I)({f})((I){a} >> 2)' if r.random() < 0.5 else f'(U)({f})((U){a} >> 1)'
        b = self.expr(depth - 1)
        if k == 5:
            return f'((U){a} {r.choice(["<<", ">>"])} ({b} & 127))'
        if k == 6:
            return f'((I){a} {r.choice(["<<", ">>"])} ({b} & 127))'
        if k == 7:
            return f'((U){a} {r.choice("/%")} ((U){b} | 1))'
        if k == 8:
            return f'((I){a} {r.choice("/%")} (((I){b} & ((I)((U)-1 >> 1))) | 1))'
        if k == 9:
            return f'((I){a} {r.choice("/%")} (-(((I){b} & ((I)((U)-1 >> 2))) | 2)))'
        if k == 10:
            return f'({a} {r.choice(["<", "<=", ">", ">=", "==", "!="])} {b})'
        if k == 11:
            return f'({a} {r.choice(["&&", "||"])} {b})'
        if k == 12:
            return f'({a} ? {b} : {self.expr(depth - 1)})'
        return f'({a} {r.choice(["+", "-", "*", "&", "|", "^"])} {b})'


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--count', type=int, default=100)
    args = parser.parse_args()
    r = random.Random(args.seed)
    print('typedef __int128 I;\ntypedef unsigned __int128 U;\ntypedef long long ll;\ntypedef unsigned long long ull;\n'
          'typedef signed char sc;\ntypedef unsigned short us;\nstatic ull hash;\n'
          '#ifndef WANT\nint printf(const char *, ...);\n#endif\nstatic void put(int n, U x)\n{\n'
          '    hash = (hash ^ (ull)x ^ n) * 0x100000001b3u;\n    hash = (hash ^ (ull)(x >> 64)) * 0x100000001b3u;\n'
          '#ifndef WANT\n    printf("%d %016llx%016llx\\n", n, (ull)(x >> 64), (ull)x);\n#endif\n}')
    for n in range(args.count):
        g = Gen(r)
        e = g.expr(r.randint(2, 4))
        folded = e
        for k in range(len(g.vars) - 1, -1, -1):
            folded = folded.replace(f'X{k}', g.vars[k][1])
        print(f'static U k{n} = {folded};\nstatic void f{n}(void)\n{{')
        for k, (t, v) in enumerate(g.vars):
            print(f'    volatile {t} V{k} = {v};\n    {t} X{k} = V{k};')
        print(f'    put({n}, {e});\n    put({n}, {folded});\n    put({n}, k{n});')
        op = r.choice(['+', '-', '*', '&', '|', '^'])
        t = r.choice(['I', 'U', 'll', 'us'])
        print(f'    {t} v = ({t})X0;\n    v {op}= {e};\n    put({n}, v++);\n    put({n}, --v);')
        res = r.choice(list(TYPES)[:8])
        print(f'    {res} o;\n    int lost = __builtin_{r.choice(["add", "sub", "mul"])}_overflow({e}, X0, &o);'
              f'\n    put(lost, o);\n}}')
    print('int main(void)\n{')
    for n in range(args.count):
        print(f'    f{n}();')
    print('#ifdef WANT\n    return hash != WANT;\n#else\n    printf("%#llx\\n", hash);\n    return 0;\n#endif\n}')


if __name__ == '__main__':
    main()
