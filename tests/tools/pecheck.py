#!/usr/bin/env python3
"""pecheck.py - a strict reader of PE32+ images: everything a loader could trip over is an error

usage: pecheck.py [--dlls FOLDER] FILE...
With --dlls, every import must be exported by the DLL of that name beside the file or in the folder (read by this
program, too).
Prints one line for each defect; the exit code is 0 only when there is none.
Source: Microsoft, "PE Format" and "x64 exception handling".
"""
import os
import struct
import sys

NAMES = ['export', 'import', 'resource', 'exception', 'certificate', 'reloc', 'debug', 'architecture', 'global pointer',
         'tls', 'load config', 'bound import', 'iat', 'delay import', 'clr', 'reserved']


class Bad(Exception):
    pass


class Image:
    def __init__(self, data):
        self.data, self.errors = data, []

    def bad(self, text):
        self.errors.append(text)

    def need(self, ok, text):
        if not ok:
            raise Bad(text)

    def get(self, fmt, off):
        size = struct.calcsize('<' + fmt)
        self.need(0 <= off and off + size <= len(self.data), f'a read of {size} bytes at {off:#x} leaves the file')
        v = struct.unpack_from('<' + fmt, self.data, off)
        return v if len(v) > 1 else v[0]

    def offset(self, rva, size=1, what='data'):
        """File offset of size bytes at an address that must have bytes in the file."""
        if rva + size <= self.headers:
            return rva
        for s in self.sections:
            if s['rva'] <= rva < s['rva'] + s['vsize']:
                self.need(rva + size <= s['rva'] + min(s['vsize'], s['rawsize']), f'{what} at {rva:#x} ends beyond its section')
                return rva - s['rva'] + s['raw']
        raise Bad(f'{what} at {rva:#x} is in no section')

    def section(self, rva):
        for s in self.sections:
            if s['rva'] <= rva < s['rva'] + s['vsize']:
                return s
        return None

    def string(self, rva, what):
        off = self.offset(rva, 1, what)
        end = self.data.find(b'\0', off, off + 512)
        self.need(end > off, f'{what} at {rva:#x} is no string')
        text = self.data[off:end]
        self.need(all(32 < c < 127 for c in text), f'{what} at {rva:#x} has strange characters')
        return text.decode()

    def read_headers(self):
        self.need(self.data[:2] == b'MZ', 'no MZ')
        pe = self.get('I', 0x3c)
        self.need(pe % 8 == 0, 'the PE header is not aligned to 8')
        self.need(pe >= 64 and self.data[pe:pe + 4] == b'PE\0\0', 'no PE signature')
        machine, nsect, stamp, symtab, nsym, optsize, self.flags = self.get('HHIIIHH', pe + 4)
        self.need(machine == 0x8664, 'not for x86-64')
        self.need(1 <= nsect <= 96, f'{nsect} sections')
        self.need(self.flags & 2, 'not marked executable')
        self.is_dll = bool(self.flags & 0x2000)
        opt = pe + 24
        self.need(self.get('H', opt) == 0x20b, 'not PE32+')
        (_, _, _, code, idata, udata, self.entry, base_of_code, self.base, self.align, self.filealign) = self.get('HBBIIIIIQII', opt)
        (osver, _, _, _, subver, _, zero, self.size, self.headers, self.checksum, self.subsystem, self.dllflags) = \
            self.get('HHHHHHIIIIHH', opt + 40)
        stack, stackc, heap, heapc, loader, ndir = self.get('QQQQII', opt + 72)
        self.checksum_at = opt + 64
        self.need(ndir == 16 and optsize == 112 + 8 * ndir, 'the optional header has a wrong size')
        self.dirs = [self.get('II', opt + 112 + 8 * k) for k in range(ndir)]
        self.need(self.align >= 4096 and self.align & (self.align - 1) == 0, 'section alignment')
        self.need(self.filealign in (512, 1024, 2048, 4096), 'file alignment')
        if self.base % 65536:
            self.bad('the image base is not a multiple of 64 KiB')
        if zero or loader:
            self.bad('reserved fields are not zero')
        if self.subsystem not in (2, 3, 10):
            self.bad(f'subsystem {self.subsystem}')
        if self.subsystem != 10 and (osver < 6 or subver < 6):
            self.bad('version of the system or subsystem below 6')
        if not self.dllflags & 0x100:
            self.bad('not NX compatible')
        if self.dllflags & 0x20 and not self.dllflags & 0x40:
            self.bad('high-entropy addresses without a dynamic base')
        if self.dllflags & 0x40 and self.flags & 1:
            self.bad('a dynamic base, and relocations stripped')
        if not 0 < stackc <= stack or not 0 < heapc <= heap or stack > 1 << 32:
            self.bad('stack or heap sizes')
        table = opt + optsize
        end = table + 40 * nsect
        self.need(end <= self.headers, 'headers end after SizeOfHeaders')
        self.sections = []
        for k in range(nsect):
            name, vsize, rva, rawsize, raw, rel, lines, nrel, nlines, flags = self.get('8sIIIIIIHHI', table + 40 * k)
            self.sections.append(dict(name=name.rstrip(b'\0').decode('latin1'), vsize=vsize, rva=rva, rawsize=rawsize,
                                      raw=raw, flags=flags))
            if rel or lines or nrel or nlines:
                self.bad(f'section {k} has object relocations or lines')
        self.sizes = code, idata, udata, base_of_code
        self.strings_at = symtab + 18 * nsym
        if symtab:
            self.need(self.strings_at + 4 <= len(self.data), 'the symbol table leaves the file')
            n = self.get('I', self.strings_at)
            if self.strings_at + n != len(self.data):
                self.bad('the string table does not end with the file')
            self.check_symbols(symtab, nsym, n)

    def check_symbols(self, at, count, strings):
        k = 0
        while k < count:
            name, value, sect, kind, cls, aux = self.get('8sIhHBB', at + 18 * k)
            if name[:4] == b'\0\0\0\0' and not 4 <= struct.unpack('<I', name[4:])[0] < strings:
                self.bad(f'symbol {k}: its name is outside the string table')
            if not -2 <= sect <= len(self.sections):
                self.bad(f'symbol {k}: no such section')
            elif sect > 0 and value > self.sections[sect - 1]['vsize']:
                self.bad(f'symbol {k}: outside its section')
            k += 1 + aux

    def check_sections(self):
        if self.headers % self.filealign or self.headers > len(self.data):
            self.bad('SizeOfHeaders is not aligned or beyond the file')
        rva, raw = -(-self.headers // self.align) * self.align, self.headers
        for s in self.sections:
            name = s['name']
            if name.startswith('/'):
                off = int(name[1:])
                end = self.data.find(b'\0', self.strings_at + off)
                self.need(4 <= off < self.get('I', self.strings_at), f'section name {name} outside the string table')
                name = s['name'] = self.data[self.strings_at + off:end].decode('latin1')
            if s['rva'] != rva:
                self.bad(f'section {name} is at {s["rva"]:#x}, not next after the one before ({rva:#x})')
            if s['vsize'] == 0:
                self.bad(f'section {name} is empty')
            if s['raw'] % self.filealign or s['rawsize'] % self.filealign:
                self.bad(f'section {name} is not aligned in the file')
            if s['rawsize']:
                if s['raw'] != raw:
                    self.bad(f'section {name} is at {s["raw"]:#x} of the file, not at {raw:#x}')
                raw += s['rawsize']
                self.need(raw <= len(self.data), f'section {name} leaves the file')
                if s['rawsize'] - s['vsize'] >= self.filealign:
                    self.bad(f'section {name} has more bytes in the file than in memory')
                tail = self.data[s['raw'] + min(s['vsize'], s['rawsize']):s['raw'] + s['rawsize']]
                if any(tail):
                    self.bad(f'section {name} is padded with other than zeros')
            elif s['raw'] or not s['flags'] & 0x80:
                self.bad(f'section {name} has no bytes and is not marked so')
            if s['flags'] & 0x20000000 and s['flags'] & 0x80000000:
                self.bad(f'section {name} is writable and executable')
            if not s['flags'] & 0x40000000:
                self.bad(f'section {name} is not readable')
            rva = -(-(s['rva'] + s['vsize']) // self.align) * self.align
        if self.size != rva:
            self.bad(f'SizeOfImage is {self.size:#x}, not {rva:#x}')
        code, idata, udata, base_of_code = self.sizes
        if code != sum(s['rawsize'] for s in self.sections if s['flags'] & 0x20):
            self.bad('SizeOfCode')
        if idata != sum(s['rawsize'] for s in self.sections if s['flags'] & 0x40):
            self.bad('SizeOfInitializedData')
        end = max([self.headers] + [s['raw'] + s['rawsize'] for s in self.sections])
        if end != len(self.data) and end != self.get('I', self.get('I', 0x3c) + 12):
            self.bad('bytes after the last section that belong to nothing')

    def check_checksum(self):
        data = self.data + b'\0' * (len(self.data) % 2)
        total = sum(struct.unpack(f'<{len(data) // 2}H', data))
        total -= (self.checksum & 0xffff) + (self.checksum >> 16)
        while total >> 16:
            total = (total & 0xffff) + (total >> 16)
        if total + len(self.data) != self.checksum:
            self.bad(f'checksum {self.checksum:#x}, should be {total + len(self.data):#x}')

    def check_entry(self):
        s = self.section(self.entry)
        if self.entry == 0 and self.is_dll:
            return
        if not s or not s['flags'] & 0x20000000:
            self.bad('the entry point is not in code')

    def check_dirs(self):
        for k, (rva, size) in enumerate(self.dirs):
            if not rva and not size:
                continue
            if not rva or not size:
                self.bad(f'{NAMES[k]} directory: address without size, or size without address')
            elif k == 4:
                self.need(rva + size <= len(self.data), 'certificates leave the file')
            else:
                self.offset(rva, size, f'{NAMES[k]} directory')
        for k in (7, 8, 14, 15):
            if self.dirs[k] != (0, 0):
                self.bad(f'{NAMES[k]} directory is not expected')

    def read_imports(self):
        rva, size = self.dirs[1]
        iat_lo, iat_n = self.dirs[12]
        self.imports = []
        if not rva:
            if iat_n:
                self.bad('an import address table without imports')
            return
        at = rva
        while True:
            want, stamp, chain, name, fill = self.get('IIIII', self.offset(at, 20, 'import descriptor'))
            at += 20
            if not any((want, stamp, chain, name, fill)):
                break
            self.need(want and name and fill, 'an import descriptor is incomplete')
            dll = self.string(name, 'DLL name')
            k = 0
            while True:
                w = self.get('Q', self.offset(want + 8 * k, 8, 'wanted'))
                f = self.get('Q', self.offset(fill + 8 * k, 8, 'filled'))
                if w != f:
                    self.bad(f'{dll}: the two tables of imports differ at {k}')
                if not iat_lo <= fill + 8 * k <= iat_lo + iat_n - 8:
                    self.bad(f'{dll}: a cell is outside the import address table')
                if not w:
                    break
                if w >> 63:
                    self.imports.append((dll, w & 0xffff))
                    if w & 0x7fffffffffff0000:
                        self.bad(f'{dll}: an ordinal with further bits')
                else:
                    self.need(w < 1 << 31 and w % 2 == 0, f'{dll}: the address of a name is odd')
                    self.imports.append((dll, self.string(w + 2, 'imported name')))
                k += 1
            if not k:
                self.bad(f'{dll}: nothing is imported')
        if at != rva + size:
            self.bad('the import directory has a wrong size')
        dlls = [d.lower() for d in dict.fromkeys(d for d, _ in self.imports)]
        if len(dlls) != len(set(dlls)):
            self.bad('a DLL is listed twice')

    def check_pdata(self):
        rva, size = self.dirs[3]
        if size % 12:
            self.bad('the exception directory is no whole number of entries')
        last = 0
        for k in range(size // 12):
            begin, end, info = self.get('III', self.offset(rva + 12 * k, 12, 'function entry'))
            if begin < last or end <= begin:
                self.bad(f'function entry {k} is out of order or empty')
            s = self.section(begin)
            if not s or not s['flags'] & 0x20000000 or end > s['rva'] + s['vsize']:
                self.bad(f'function entry {k} is not in code')
            last = end
            self.check_unwind(k, end - begin, info)

    def check_unwind(self, k, length, info):
        self.need(info % 4 == 0, f'function {k}: its unwind information is not aligned')
        off = self.offset(info, 4, 'unwind information')
        head, prolog, count, frame = self.get('BBBB', off)
        if head & 7 not in (1, 2):
            self.bad(f'function {k}: unwind version {head & 7}')
        if prolog > length:
            self.bad(f'function {k}: its entry code is longer than itself')
        self.offset(info, 4 + 2 * (count + count % 2), 'unwind codes')
        j, before, has_frame = 0, 256, False
        while j < count:
            at, op = self.get('BB', off + 4 + 2 * j)
            op, extra = op & 15, op >> 4
            slots = {0: 1, 1: 2 + bool(extra), 2: 1, 3: 1, 4: 2, 5: 3, 6: 2, 8: 2, 9: 3, 10: 1}.get(op)
            self.need(slots, f'function {k}: unwind operation {op}')
            self.need(op != 1 or extra <= 1, f'function {k}: a large allocation of form {extra}')
            if not at:
                self.bad(f'function {k}: an unwind code for no instruction')
            if at > prolog or at > before:
                self.bad(f'function {k}: unwind codes are not in descending order')
            has_frame |= op == 3
            before = at
            j += slots
        if j != count:
            self.bad(f'function {k}: the last unwind code is cut off')
        if has_frame != bool(frame & 15):
            self.bad(f'function {k}: frame register without its code, or the code without it')
        if head >> 3 & 4:
            self.bad(f'function {k}: chained')

    def check_relocs(self):
        rva, size = self.dirs[5]
        at, last = rva, -1
        while at < rva + size:
            page, n = self.get('II', self.offset(at, 8, 'relocation block'))
            self.need(n >= 8 and n % 4 == 0 and at + n <= rva + size, 'a relocation block has a wrong size')
            if page % 4096:
                self.bad('a relocation block does not begin at a page')
            entries = self.get(f'{(n - 8) // 2}H', self.offset(at + 8, n - 8, 'relocations'))
            for k, e in enumerate(entries if isinstance(entries, tuple) else (entries,)):
                if e == 0 and k == (n - 8) // 2 - 1:
                    continue
                self.need(e >> 12 == 10, f'relocation of kind {e >> 12}')
                where = page + (e & 4095)
                if where <= last:
                    self.bad('relocations are not in ascending order')
                if where < last + 8:
                    self.bad('relocations overlap')
                last = where
                s = self.section(where)
                if s and s['flags'] & 0x20000000:
                    self.bad('a relocation is in code')
                v = self.get('Q', self.offset(where, 8, 'relocated address'))
                if not self.base <= v <= self.base + self.size:
                    self.bad(f'the relocated value {v:#x} is outside the image')
            at += n
        if size and self.flags & 1:
            self.bad('relocations, and marked as without')

    def check_tls(self):
        rva, size = self.dirs[9]
        if not size:
            return
        if size != 40 or rva % 8:
            self.bad('the thread-local directory has a wrong size or alignment')
        start, end, index, calls, zero, flags = self.get('QQQQII', self.offset(rva, 40))
        if not self.base < start <= end <= self.base + self.size:
            self.bad('the thread-local block')
        s = self.section(index - self.base)
        if not s or not s['flags'] & 0x80000000:
            self.bad('the thread-local index is not in writable memory')
        if flags & ~0xf00000:
            self.bad('the thread-local directory has further flags')

    def check_resources(self):
        rva, size = self.dirs[2]
        if size:
            self.resource_dir(rva, size, 0, 0)

    def resource_dir(self, rva, size, off, depth):
        self.need(depth < 3 and off + 16 <= size, 'the tree of resources')
        _, _, _, _, named, ids = self.get('IIHHHH', self.offset(rva + off, 16, 'resource directory'))
        last = -1
        for k in range(named + ids):
            name, to = self.get('II', self.offset(rva + off + 16 + 8 * k, 8, 'resource entry'))
            if k >= named:
                if name <= last:
                    self.bad('resources are not sorted')
                last = name
            if to >> 31:
                self.resource_dir(rva, size, to & 0x7fffffff, depth + 1)
                continue
            self.need(depth == 2 and to + 16 <= size, 'a resource at a wrong level')
            at, n, page, zero = self.get('IIII', self.offset(rva + to, 16, 'resource data'))
            self.offset(at, n, 'resource')
            if not rva <= at <= at + n <= rva + size:
                self.bad('a resource is outside the directory')

    def exports(self):
        rva, size = self.dirs[0]
        if not rva:
            return set(), set()
        _, _, _, _, name, base, count, names, funcs, namep, ords = self.get('IIHHIIIIIII', self.offset(rva, 40))
        found = set()
        for k in range(names):
            found.add(self.string(self.get('I', self.offset(namep + 4 * k, 4)), 'exported name'))
        return found, set(range(base, base + count))

    def check_exports(self):
        """Tables inside the directory and apart, names sorted, each ordinal an address or a forward or a hole."""
        rva, size = self.dirs[0]
        if not rva:
            return
        flags, stamp, _, _, name, base, count, names, funcs, namep, ords = \
            self.get('IIHHIIIIIII', self.offset(rva, 40, 'export directory'))
        if flags or stamp:
            self.bad('the export directory has flags or a time stamp')
        if not 1 <= base <= base + count - 1 <= 0xffff:
            self.bad(f'ordinals {base} to {base + count - 1}')
        spans = sorted([(rva, 40), (funcs, 4 * count), (namep, 4 * names), (ords, 2 * names)])
        for (at, n), (next_at, _) in zip(spans, spans[1:] + [(rva + size, 0)]):
            if at < rva or at + n > next_at:
                self.bad('tables of exports overlap or are outside of the directory')
        if not rva <= name < rva + size or not self.string(name, 'name of the DLL'):
            self.bad('the name of the DLL is outside of the directory or empty')
        last, named = '', set()
        for k in range(names):
            at, o = self.get('I', self.offset(namep + 4 * k, 4)), self.get('H', self.offset(ords + 2 * k, 2))
            text = self.string(at, 'exported name')
            if not rva <= at < rva + size or not text or k and text <= last:
                self.bad(f'exported name {k} ({text}) is outside of the directory, empty or out of order')
            if o >= count or not self.get('I', self.offset(funcs + 4 * o, 4)):
                self.bad(f'{text} has no address')
            last = text
            named.add(o)
        for k in range(count):
            at = self.get('I', self.offset(funcs + 4 * k, 4))
            if rva <= at < rva + size:
                if '.' not in self.string(at, 'forward')[1:-1]:
                    self.bad(f'export {base + k} forwards to what has no DLL')
            elif at and not self.section(at):
                self.bad(f'export {base + k} is outside of all sections')
            elif not at and k in (0, count - 1):
                self.bad(f'export {base + k} at an end of the table is a hole')

    def check_all(self):
        try:
            self.read_headers()
            for step in (self.check_sections, self.check_checksum, self.check_entry, self.check_dirs, self.read_imports,
                         self.check_exports, self.check_pdata, self.check_relocs, self.check_tls, self.check_resources):
                step()
        except (Bad, struct.error, ValueError) as e:
            self.bad(str(e))
        return self.errors


def exports_of(folder, dll, cache):
    if dll not in cache:
        cache[dll] = None
        for f in os.listdir(folder):
            if f.lower() == dll:
                image = Image(open(os.path.join(folder, f), 'rb').read())
                try:
                    image.read_headers()
                    image.check_sections()
                    cache[dll] = image.exports()
                except Bad:
                    pass
    return cache[dll]


def main():
    args, folder, cache, failed = sys.argv[1:], None, {}, 0
    if args[:1] == ['--dlls']:
        folder, args = args[1], args[2:]
    if not args:
        sys.exit(__doc__)
    for path in args:
        image = Image(open(path, 'rb').read())
        errors = image.check_all()
        for dll, what in getattr(image, 'imports', []) if folder else []:
            names = exports_of(os.path.dirname(path) or '.', dll.lower(), {}) or exports_of(folder, dll.lower(), cache)
            if names is None:
                errors.append(f'no {dll} among the DLLs')
            elif what not in names[isinstance(what, int)]:
                errors.append(f'{dll} does not export {what}')
        for e in errors:
            print(f'{path}: {e}')
        failed += bool(errors)
    sys.exit(failed != 0)


if __name__ == '__main__':
    main()
