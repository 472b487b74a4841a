#!/usr/bin/env python3
"""ldouble_gen.py - a random program that computes in long double and prints every bit of the results

usage: ldouble_gen.py SEED COUNT

Conversions stay in range and a NaN is printed without its sign, so that compilers must agree.
"""
import random
import sys

INTS = ['int', 'unsigned', 'long long', 'unsigned long long', 'short', 'unsigned char']


def constant(r):
    kind = r.random()
    if kind < 0.3:
        return f'{r.randint(-999, 999)}.{r.randint(0, 10**20)}L'
    if kind < 0.6:
        return f'0x{r.getrandbits(64):x}.{r.getrandbits(48):x}p{r.randint(-300, 300)}L'
    if kind < 0.8:
        return f'{r.randint(1, 9)}.{r.getrandbits(60)}e{r.choice([-4940, -4000, -30, 0, 20, 40, 300, 4900])}L'
    return r.choice(['0.0L', '-0.0L', '1.0L', '2.0L', '0x1p63L', '0x1p64L', '0x1p-16445L', '18446744073709551615.0L'])


def expression(r, depth):
    if depth == 0 or r.random() < 0.1:
        return r.choice([constant(r), f'x[{r.randint(0, 7)}]', f'd[{r.randint(0, 3)}]', f'u[{r.randint(0, 3)}]',
                         f's[{r.randint(0, 3)}]', 'f'])
    a, b = expression(r, depth - 1), expression(r, depth - 1)
    kind = r.random()
    if kind < 0.6:
        return f'((long double)({a}) {r.choice("+-*/")} ({b}))'
    if kind < 0.7:
        return f'(({a}) {r.choice(["<", "<=", ">", ">=", "==", "!="])} (long double)({b}) ? {constant(r)} : ({b}))'
    if kind < 0.8:
        return f'(long double)({r.choice(["double", "float"])})({a})'
    if kind < 0.9:
        return f'(long double)({r.choice(INTS)})small({a})'
    return r.choice([f'-({a})', f'__builtin_fabsl({a})', f'__builtin_copysignl({a}, {b})', f'(!({a}) + 0.5L)',
                     f'big({a})'])


def main():
    r = random.Random(int(sys.argv[1]))
    print('''int printf(const char *, ...);
static volatile long double x[8];
static volatile double d[4] = {0.1, -1e300, 4.9e-324, 3};
static volatile float f = 1.1f;
static volatile unsigned long long u[4] = {0, 1, 1ull << 63, ~0ull};
static volatile long long s[4] = {-1, -9223372036854775807ll - 1, 9223372036854775807ll, 12345};
static long double small(long double a) { return a > 0 && a < 250 ? a : 7; }
static long double big(long double a)
{
    if (a >= 0 && a < 0x1p64L)
        return (unsigned long long)a;
    return a > -0x1p63L && a < 0 ? (long long)a : 1;
}
static void put(long double a)
{
    if (a != a)
        printf("nan\\n");
    else
        printf("%La %.25Lg %.6Le\\n", a, a, a);
}
int main(void)
{''')
    for k in range(8):
        print(f'    x[{k}] = {constant(r)};')
    for k in range(int(sys.argv[2])):
        e = expression(r, r.randint(1, 4))
        print(f'    put({e});')
        if r.random() < 0.3:
            print(f'    x[{r.randint(0, 7)}] {r.choice(["=", "+=", "-=", "*=", "/="])} {e};')
    print('    return 0;\n}')


if __name__ == '__main__':
    main()
