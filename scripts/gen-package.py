#!/usr/bin/env python3
"""gen-package.py - a FUSE package of a given size, for measuring the compiler

Every module has structs, enums, matches, lists, maps, loops, strings and results, in shapes that differ
by the seed; the same seed gives the same package. The app prints one checksum, which every backend
must agree on.

usage: gen-package.py [--lines N] [--modules N] [--seed N] FOLDER
"""
import argparse
import os
import random

WORDS = ('amber basin cedar delta ember fjord grove haven inlet jetty knoll larch maple north ocean prism '
         'quartz ridge slate thorn umber vapor willow xenon yarrow zephyr').split()


class Module:
    """One module: functions over Int, all of them total, so that the app can add up their results."""

    def __init__(self, number, rng):
        self.number, self.rng, self.out, self.ints = number, rng, [], []

    def word(self):
        return self.rng.choice(WORDS)

    def put(self, *lines):
        self.out.extend(lines)

    def expr(self, names, depth=2):
        """An Int expression that cannot overflow or divide by zero, for |names| below a million."""
        if depth == 0 or self.rng.random() < 0.2:
            return self.rng.choice(names + [str(self.rng.randrange(1, 97))])
        a, b = self.expr(names, depth - 1), self.expr(names, depth - 1)
        op = self.rng.choice(['+', '-', '*', '/', '%', '+', '-'])
        if op == '*':
            return f'({a} % 97) * ({b} % 89)'
        if op in '/%':
            return f'({a}) {op} {self.rng.randrange(2, 60)}'
        return f'({a} {op} {b})'

    def struct(self, k):
        name = f'Part{self.number}x{k}'
        fields = [f'{self.word()}{i}' for i in range(self.rng.randrange(3, 7))]
        self.put(f'type {name}:', *[f'  {f}: Int = {self.rng.randrange(9)}' for f in fields],
                 '  label: String = "none"', '')
        self.put(f'fn weigh{k}(p: {name}) -> Int:', '  var sum = 0')
        for f in fields:
            self.put(f'  sum = sum + p.{f} * {self.rng.randrange(1, 50)}')
        self.put('  if p.label == "heavy":', '    sum = sum + 1000', '  return sum', '')
        self.put(f'fn make{k}(n: Int) -> Int:',
                 f'  var part = {name}({fields[0]}=n % 100, label="{self.word()}")',
                 f'  part.{fields[1]} = part.{fields[0]} + {self.rng.randrange(50)}')
        if self.rng.random() < 0.5:
            self.put('  let copy = part', f'  part.{fields[2]} = n % 7', f'  return weigh{k}(part) + weigh{k}(copy)', '')
        else:
            self.put(f'  return weigh{k}(part)', '')
        self.ints.append(f'make{k}')

    def enum(self, k):
        name = f'Kind{self.number}x{k}'
        variants = [f'{self.word().capitalize()}{i}' for i in range(self.rng.randrange(3, 8))]
        self.put(f'enum {name}:')
        for i, v in enumerate(variants):
            self.put(f'  {v}' + ['', '(Int)', '(Int, String)'][i % 3])
        self.put('', f'fn rate{k}(x: {name}) -> Int:', '  match x:')
        for i, v in enumerate(variants):
            n = self.rng.randrange(100)
            self.put([f'    {v} -> {n}', f'    {v}(n) -> n + {n}', f'    {v}(n, s) -> n * {n % 9 + 1}'][i % 3])
        self.put('', f'fn pick{k}(n: Int) -> {name}:')
        for i, v in enumerate(variants[:-1]):
            value = [v, f'{v}(n)', f'{v}(n, "{self.word()}")'][i % 3]
            self.put(f'  if n % {len(variants)} == {i}:', f'    return {name}.{value}')
        i = len(variants) - 1
        self.put(f'  return {name}.' + [variants[i], f'{variants[i]}(n)', f'{variants[i]}(n, "{self.word()}")'][i % 3], '')
        self.put(f'fn choose{k}(n: Int) -> Int:', f'  return rate{k}(pick{k}(n)) + rate{k}(pick{k}(n + 1))', '')
        self.ints.append(f'choose{k}')

    def listing(self, k):
        self.put(f'fn gather{k}(n: Int) -> Int:', '  var items = [' + ', '.join(
            str(self.rng.randrange(1000)) for _ in range(self.rng.randrange(3, 12))) + ']',
            '  var sum = n', '  for item in items:', f'    if item % {self.rng.randrange(2, 9)} == 0:', '      continue',
            f'    sum = sum + {self.expr(["item"])}', f'  for i in 0..{self.rng.randrange(2, 20)}:',
            f'    sum = (sum + {self.expr(["i", "n % 1000"])}) % 100003', '  return sum', '')
        self.ints.append(f'gather{k}')

    def mapping(self, k):
        keys = self.rng.sample(WORDS, self.rng.randrange(3, 8))
        self.put(f'fn lookup{k}(n: Int) -> Int:', '  var table = {' + ', '.join(
            f'"{w}": {self.rng.randrange(100)}' for w in keys) + '}', f'  table["{keys[0]}"] = n % 50',
            '  var sum = 0', '  for value in table:', '    sum = sum + value',
            f'  return sum + table["{keys[1]}"]', '')
        self.ints.append(f'lookup{k}')

    def loop(self, k):
        self.put(f'fn spin{k}(n: Int) -> Int:', '  var a = n % 1000', '  var b = 1', '  var turns = 0',
                 f'  while turns < {self.rng.randrange(5, 30)}:', '    turns = turns + 1',
                 f'    let next = {self.expr(["a", "b", "turns"], 3)}', '    a = b % 1000', '    b = next % 1000',
                 f'    if b < 0 and a > {self.rng.randrange(5)}:', '      b = 0 - b',
                 f'    else if b == {self.rng.randrange(900)}:', '      break', '  return a + b + turns', '')
        self.ints.append(f'spin{k}')

    def text(self, k):
        w = self.word()
        self.put(f'fn speak{k}(n: Int) -> Int:', f'  let name = "{w}${{n % 10}}"', '  var line = ""',
                 f'  for i in 1..{self.rng.randrange(2, 6)}:', '    line = line + "${name}:${i} "',
                 f'  if line == "{w}0:1 {w}0:2 ":', '    return 7', f'  if name == "{w}3":', '    return 3',
                 f'  return {self.rng.randrange(100)}', '')
        self.ints.append(f'speak{k}')

    def result(self, k):
        e = f'Fault{self.number}x{k}'
        self.put(f'type {e}:', '  code: Int', '', f'fn divide{k}(n: Int, by: Int) -> Int!{e}:', '  if by == 0:',
                 f'    return null ?! {e}(code={self.rng.randrange(100)})', '  return n / by', '',
                 f'fn chain{k}(n: Int) -> Int!{e}:', f'  let first = divide{k}(n, n % {self.rng.randrange(2, 6)}) ?!',
                 f'  let second = divide{k}(first + {self.rng.randrange(50)}, 3) ?!', '  return first + second', '',
                 f'fn settle{k}(n: Int) -> Int:', f'  let r = chain{k}(n)', '  match r:', '    Ok(v) -> v % 1000',
                 '    Err(e) -> e.code', '')
        self.ints.append(f'settle{k}')

    def option(self, k):
        self.put(f'fn find{k}(n: Int) -> Int?:', f'  if n % {self.rng.randrange(2, 5)} == 0:', '    return null',
                 f'  return {self.expr(["n % 1000"])}', '', f'fn known{k}(n: Int) -> Int:',
                 f'  return (find{k}(n) ?? {self.rng.randrange(100)}) % 1000', '')
        self.ints.append(f'known{k}')

    def write(self, lines, before):
        self.put(f'# Module {self.number} of a generated package.', '')
        if before is not None:
            self.put(f'import Before from "./m{before}"', '')
        makers = [self.struct, self.enum, self.listing, self.mapping, self.loop, self.text, self.result, self.option]
        k = 0
        while len(self.out) < lines - 12 - len(self.ints):
            self.rng.choice(makers)(k)
            k += 1
        self.put('fn total(n: Int) -> Int:', '  var sum = 0')
        for f in self.ints:
            self.put(f'  sum = sum + {f}(n) % 10007')
        if before is not None:
            self.put('  sum = sum + Before.total(n) % 10007')
        self.put('  return sum', '', f'test "module {self.number}":', '  assert(total(3) == total(3))')
        return '\n'.join(self.out) + '\n'


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--lines', type=int, default=10000)
    parser.add_argument('--modules', type=int, default=12)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('folder')
    args = parser.parse_args()
    rng = random.Random(args.seed)
    os.makedirs(os.path.join(args.folder, 'src'), exist_ok=True)
    total = 0
    for i in range(args.modules):
        text = Module(i, rng).write(args.lines // args.modules, i - 1 if i else None)
        total += text.count('\n')
        with open(os.path.join(args.folder, 'src', f'm{i}.fuse'), 'w') as f:
            f.write(text)
    last = args.modules - 1
    with open(os.path.join(args.folder, 'src', 'main.fuse'), 'w') as f:
        f.write(f'import Last from "./m{last}"\n\napp "generated":\n  var sum = 0\n  for i in 0..20:\n'
                '    sum = sum + Last.total(i)\n  print(sum)\n')
    with open(os.path.join(args.folder, 'fuse.toml'), 'w') as f:
        f.write('[package]\nname = "generated"\nentry = "src/main.fuse"\napp = "generated"\n')
    print(total + 7, 'lines')


if __name__ == '__main__':
    main()
