# same_obj.py - are two ELF objects the same to a linker? Prints how they differ; see 21-listing.sh
import struct, sys

def load32(path):        # ELF32 of Arm: addends are in the fields; those of both objects are compared
    b = open(path, 'rb').read()
    shoff, = struct.unpack_from('<I', b, 32)
    size, n, strndx = struct.unpack_from('<HHH', b, 46)
    sh = [struct.unpack_from('<10I', b, shoff + i * size) for i in range(n)]
    text = lambda tab, at: b[sh[tab][4] + at:b.index(b'\0', sh[tab][4] + at)].decode()
    name = [text(strndx, s[0]) for s in sh]
    body = lambda s: b[s[4]:s[4] + s[5]]
    key = [(nm, name[:i].count(nm)) for i, nm in enumerate(name)]
    symtab = next(i for i, s in enumerate(sh) if s[1] == 2)
    syms = [(text(sh[symtab][6], x[0]), *x[1:]) for x in struct.iter_unpack('<IIIBBH', body(sh[symtab]))]
    out, symbols = {}, {}
    for i, s in enumerate(sh):
        if s[2] & 2 and not name[i].startswith('.ARM.') and s[5]:
            out[key[i]] = [s[1], s[2] & ~0x200, s[8], s[9], s[5], bytearray(b'' if s[1] == 8 else body(s)), []]
    for s in sh:
        if s[1] == 9 and key[s[7]] in out:
            for off, info in struct.iter_unpack('<II', body(s)):
                nm, value, _, kind, other, at = syms[info >> 8]
                section = kind & 15 == 3
                out[key[s[7]]][6].append((off, info & 255, key[at] if section else nm, value if section else 0))
            out[key[s[7]]][6].sort(key=str)
    for nm, value, size, info, other, at in syms:
        if nm and nm[:2] not in ('$t', '$d', '$a') and info & 15 not in (3, 4) and (info >> 4 or not nm.startswith('.L')):
            if info >> 4 or at:
                symbols.setdefault(nm, []).append((info, other, key[at] if at < 0xff00 else at, value, size))
    return out, {k: sorted(v, key=str) for k, v in symbols.items()}

def load(path):
    b = open(path, 'rb').read()
    if b[4] == 1:
        return load32(path)
    shoff, = struct.unpack_from('<Q', b, 40)
    size, n, strndx = struct.unpack_from('<HHH', b, 58)
    sh = [struct.unpack_from('<IIQQQQIIQQ', b, shoff + i * size) for i in range(n)]
    text = lambda tab, at: b[sh[tab][4] + at:b.index(b'\0', sh[tab][4] + at)].decode()
    name = [text(strndx, s[0]) for s in sh]
    body = lambda s: b[s[4]:s[4] + s[5]]
    # Sections of one name are told apart by their order.
    key = [(nm, name[:i].count(nm)) for i, nm in enumerate(name)]
    symtab = next(i for i, s in enumerate(sh) if s[1] == 2)
    syms = [(text(sh[symtab][6], x[0]), *x[1:]) for x in struct.iter_unpack('<IBBHQQ', body(sh[symtab]))]

    def place(i):
        nm, info, other, shndx, value, _ = syms[i]
        if info >> 4 == 0 and 0 < shndx < 0xff00:
            return key[shndx], value
        return nm, 0

    out, symbols = {}, {}
    for i, s in enumerate(sh):
        if s[2] & 2 and name[i] != '.eh_frame' and s[5]:
            out[key[i]] = [s[1], s[2] & ~0x200, s[8], s[9], s[5], bytearray(b'' if s[1] == 8 else body(s)), []]
    for s in sh:
        if s[1] == 4 and key[s[7]] in out:
            data = out[key[s[7]]]
            for off, info, add in struct.iter_unpack('<QQq', body(s)):
                where, value = place(info >> 32)
                kind = info & 0xffffffff
                if kind == 4 and where in key:
                    kind = 2  # PLT32 to what is local: as says PC32
                if kind == 2 and where == key[s[7]]:  # as fills such a field in
                    data[5][off:off + 4] = struct.pack('<i', value + add - off)
                    continue
                if kind in (282, 283) and where == key[s[7]]:  # and in bl and b of arm64
                    word, = struct.unpack_from('<I', data[5], off)
                    word = word & 0xfc000000 | (value + add - off >> 2) & 0x3ffffff
                    data[5][off:off + 4] = struct.pack('<I', word)
                    continue
                data[6].append((off, kind, where, value + add))
            data[6].sort()
    for nm, info, other, shndx, value, size in syms:
        if nm in ('$x', '$d') and not info >> 4:  # arm64: where code and data begin
            continue
        if nm and nm != '_GLOBAL_OFFSET_TABLE_' and info & 15 not in (3, 4) and (info >> 4 or not nm.startswith('.L')):
            at = key[shndx] if shndx < 0xff00 else shndx
            if info >> 4 or shndx:
                symbols.setdefault(nm, []).append((info, other, at, value, size))
    return out, {k: sorted(v, key=str) for k, v in symbols.items()}

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
