# same_obj.py - are two ELF objects the same to a linker? Prints how they differ; see 21-listing.sh
import collections, struct, sys

# What ELF32 and ELF64 differ in: where the header says of the section headers, and records by
# their fields. Of REL relocations addends are in the bytes, which are compared.
Form = collections.namedtuple('Form', 'shoff shnum shdr sym sym_fields rel rel_type sym_shift')
forms = {
    1: Form('<32xI', '<46xHHH', '<10I', '<IIIBBH', 'name value size info other shndx', '<II', 9, 8),
    2: Form('<40xQ', '<58xHHH', '<IIQQQQIIQQ', '<IBBHQQ', 'name info other shndx value size', '<QQq', 4, 32),
}
Sect = collections.namedtuple('Sect', 'name type flags addr off size link info align entsize')
GROUP = 0x200            # SHF_GROUP says nothing that the sections do not
MARKS = '$x', '$d', '$t', '$a'   # where code and data begin

def load(path):
    b = open(path, 'rb').read()
    form = forms[b[4]]
    wide = b[4] == 2
    shoff, = struct.unpack_from(form.shoff, b)
    size, n, strndx = struct.unpack_from(form.shnum, b)
    sh = [Sect(*struct.unpack_from(form.shdr, b, shoff + i * size)) for i in range(n)]
    text = lambda tab, at: b[sh[tab].off + at:b.index(b'\0', sh[tab].off + at)].decode()
    name = [text(strndx, s.name) for s in sh]
    body = lambda s: b[s.off:s.off + s.size]
    # Sections of one name are told apart by their order.
    key = [(nm, name[:i].count(nm)) for i, nm in enumerate(name)]
    Sym = collections.namedtuple('Sym', form.sym_fields)
    syms = []
    for tab in (s for s in sh if s.type == 2):
        syms = [Sym(*x) for x in struct.iter_unpack(form.sym, body(tab))]
        syms = [s._replace(name=text(tab.link, s.name)) for s in syms]

    # A local symbol of ELF64 is its place; of ELF32, with addends in the bytes, only a section is.
    def place(i):
        s = syms[i]
        if (not s.info >> 4 if wide else s.info & 15 == 3) and 0 < s.shndx < 0xff00:
            return key[s.shndx], s.value
        return s.name, 0

    out, symbols = {}, {}
    for i, s in enumerate(sh):
        skip = name[i] == '.eh_frame' if wide else name[i].startswith('.ARM.')
        if s.flags & 2 and not skip and s.size:
            data = bytearray(b'' if s.type == 8 else body(s))
            out[key[i]] = [s.type, s.flags & ~GROUP, s.align, s.entsize, s.size, data, []]
    for s in sh:
        if s.type == form.rel_type and key[s.info] in out:
            for r in struct.iter_unpack(form.rel, body(s)):
                kind = r[1] & (1 << form.sym_shift) - 1
                relocate(out[key[s.info]], key, key[s.info], r[0], kind, place(r[1] >> form.sym_shift), r[2:])
            out[key[s.info]][6].sort(key=str)
    for s in syms:
        if not s.name or s.info & 15 in (3, 4) or s.name == '_GLOBAL_OFFSET_TABLE_':
            continue
        if not s.info >> 4 and (s.name[:2] in MARKS or s.name.startswith('.L') or not s.shndx):
            continue
        at = key[s.shndx] if s.shndx < 0xff00 else s.shndx
        symbols.setdefault(s.name, []).append((s.info, s.other, at, s.value, s.size))
    return out, {k: sorted(v, key=str) for k, v in symbols.items()}

# The relocation in the list of its section, or in the bytes where as fills such a field in.
def relocate(data, key, sect, off, kind, where, add):
    where, value = where
    if not add:
        data[6].append((off, kind, where, value))
        return
    value += add[0]
    if kind == 4 and where in key:
        kind = 2  # PLT32 to what is local: as says PC32
    if kind == 2 and where == sect:
        data[5][off:off + 4] = struct.pack('<i', value - off)
    elif kind in (282, 283) and where == sect:  # bl and b of arm64
        word, = struct.unpack_from('<I', data[5], off)
        data[5][off:off + 4] = struct.pack('<I', word & 0xfc000000 | (value - off >> 2) & 0x3ffffff)
    else:
        data[6].append((off, kind, where, value))

a, b = load(sys.argv[1]), load(sys.argv[2])
fields = 'type', 'flags', 'alignment', 'entry size', 'size', 'bytes', 'relocations'
bad = 0
for k in sorted(set(a[0]) | set(b[0])):
    x, y = a[0].get(k), b[0].get(k)
    if not x or not y:
        print(f'section {k}: only in', 'the first' if x else 'the second')
        bad = 1
        continue
    for f, p, q in zip(fields, x, y):
        if p != q:
            bad = 1
            if f == 'relocations':
                p, q = [r for r in p if r not in q][:3], [r for r in q if r not in p][:3]
            elif f == 'bytes':
                at = next((i for i in range(min(len(p), len(q))) if p[i] != q[i]), min(len(p), len(q)))
                p, q = f'at {at:#x}: ' + p[at:at + 12].hex(), q[at:at + 12].hex()
            print(f'section {k[0]}: {f}: {p}, then {q}')
for k in sorted(set(a[1]) | set(b[1])):
    if a[1].get(k) != b[1].get(k):
        print(f'symbol {k}: {a[1].get(k)}, then {b[1].get(k)}')
        bad = 1
sys.exit(bad)
