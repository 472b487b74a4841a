#!/usr/bin/env python3
"""Strict Mach-O 64 checker written from the format, independent of any linker:
   header/load-command bounds, segment layout (16K on arm64), __PAGEZERO, LC_MAIN, LC_BUILD_VERSION, LC_UUID,
   dylinker, linkedit order/containment, chained fixups walk, and full re-computation of the code-directory hashes."""
import sys, struct, hashlib
LC = {25: 'SEGMENT_64', 2: 'SYMTAB', 11: 'DYSYMTAB', 12: 'LOAD_DYLIB', 13: 'ID_DYLIB', 14: 'LOAD_DYLINKER', 27: 'UUID', 29: 'CODE_SIGNATURE', 30: 'SEGMENT_SPLIT_INFO', 38: 'FUNCTION_STARTS', 41: 'DATA_IN_CODE', 42: 'SOURCE_VERSION', 50: 'BUILD_VERSION', 36: 'VERSION_MIN_MACOSX', 2147483682: 'DYLD_INFO_ONLY', 34: 'DYLD_INFO', 2147483688: 'MAIN', 2147483699: 'DYLD_EXPORTS_TRIE', 2147483700: 'DYLD_CHAINED_FIXUPS', 5: 'UNIXTHREAD', 2147483676: 'RPATH', 24 | 2147483648: 'LOAD_WEAK_DYLIB', 43: 'DYLIB_CODE_SIGN_DRS', 46: 'LINKER_OPTIMIZATION_HINT'}

class M:
    pass

def check(path, verbose=True):
    d = open(path, 'rb').read()
    E = []
    W = []
    I = []
    err = lambda c, s: None if c else E.append(s)
    warn = lambda c, s: None if c else W.append(s)
    magic, cpu, sub, ft, nc, sz, flags, res = struct.unpack_from('<8I', d, 0)
    err(magic == 4277009103, 'magic')
    arm = cpu == 16777228
    pg = 16384 if arm else 4096
    err(cpu in (16777228, 16777223), 'cputype')
    exe = ft == 2
    err(ft in (2, 6, 8), f'filetype {ft}')
    warn(not exe or flags & 2097152, 'not PIE')
    err(not exe or not arm or flags & 2097152, 'arm64 main executable must be PIE')
    err(flags & 4, 'no DYLDLINK')
    warn(flags & 128, 'no TWOLEVEL')
    err(res == 0, 'reserved!=0')
    err(32 + sz <= len(d), 'sizeofcmds')
    o = 32
    cmds = []
    seg = []
    for i in range(nc):
        if o + 8 > 32 + sz:
            E.append('load command past sizeofcmds')
            break
        c, s = struct.unpack_from('<2I', d, o)
        err(s >= 8 and s % 8 == 0, f'cmdsize {s} of {LC.get(c, hex(c))} not multiple of 8')
        err(o + s <= 32 + sz, 'cmd overruns')
        cmds.append((c, o, s))
        if c == 25:
            n, va, vs, fo, fs, mp, ip, ns, fl = struct.unpack_from('<16s4Q4I', d, o + 8)
            x = M()
            x.name = n.rstrip(b'\x00').decode()
            x.va, x.vs, x.fo, x.fs, x.mp, x.ip, x.ns = (va, vs, fo, fs, mp, ip, ns)
            x.secs = []
            err(s == 72 + 80 * ns, f'{x.name} nsects/cmdsize')
            for k in range(ns):
                sn, sg, a, l, off, al, ro, nr, f, r1, r2, r3 = struct.unpack_from('<16s16s2Q8I', d, o + 72 + 80 * k)
                y = M()
                y.name = sn.rstrip(b'\x00').decode()
                y.a, y.l, y.off, y.al, y.f, y.r1, y.r2 = (a, l, off, al, f, r1, r2)
                x.secs.append(y)
                err(vs == 0 and ip == 0 or (va <= a and a + l <= va + vs), f'section {y.name} outside segment')
                err(a % (1 << al) == 0, f'section {y.name} addr misaligned')
                zf = f & 255 in (1, 12, 18)
                if not zf:
                    err(off - fo == a - va, f'section {y.name} file offset/addr mismatch')
                    err(off + l <= fo + fs, f'section {y.name} file range')
                err(ro == 0 and nr == 0, f'section {y.name} has relocs')
            seg.append(x)
        o += s
    err(o == 32 + sz, 'sizeofcmds != sum of cmdsize')
    names = [LC.get(c, hex(c)) for c, _, _ in cmds]
    I.append('cmds: ' + ' '.join(names))
    for c in (2, 11, 29, 2147483688, 50, 27, 2147483700, 2147483682):
        err(sum((1 for q in cmds if q[0] == c)) <= 1, f'duplicate {LC[c]}')
    g = {s.name: s for s in seg}
    last = None
    for s in seg:
        if s.vs == 0 and s.ip == 0:
            continue
        err(s.va % pg == 0, f'{s.name} vmaddr not {pg:#x} aligned')
        err(s.fo % pg == 0, f'{s.name} fileoff not page aligned')
        warn(s.vs % pg == 0, f'{s.name} vmsize {s.vs:#x} not page aligned (lld and Go emit this too; the kernel rounds up)')
        err(s.fs <= s.vs, f'{s.name} filesize>vmsize')
        err(s.fo + s.fs <= len(d), f'{s.name} beyond file')
        err(not (s.ip & 2 and s.ip & 4), f'{s.name} W+X initprot')
        err(s.ip & ~s.mp == 0, f'{s.name} initprot>maxprot')
        if s.name != '__LINKEDIT' and s.fs:
            warn(s.fs % pg == 0, f'{s.name} filesize not page multiple')
        if last is not None:
            err(s.va >= last.va + last.vs, f'{s.name} overlaps/precedes {last.name} in memory')
            err(s.fs == 0 or s.fo >= last.fo + last.fs, f'{s.name} file overlap')
        last = s
    if exe:
        z = g.get('__PAGEZERO')
        err(z is not None, 'no __PAGEZERO')
        if z:
            err(z.va == 0 and z.vs >= 1 << 32 and (z.ip == 0) and (z.mp == 0) and (z.fs == 0), '__PAGEZERO must be 0..>=4G with no rights')
    t = g.get('__TEXT')
    err(t is not None and t.fo == 0 and (t.ip == 5), '__TEXT must map header, r-x')
    if t and t.secs:
        err(min((x.off for x in t.secs if x.off)) >= 32 + sz, 'first section overlaps load commands')
    le = g.get('__LINKEDIT')
    err(le is not None and last is le, '__LINKEDIT must exist and be last segment')
    err(le is None or le.fo + le.fs == len(d), f'__LINKEDIT does not end at EOF ({le.fo + le.fs:#x} vs {len(d):#x})')
    by = {c: (o, s) for c, o, s in cmds}
    if exe:
        err(2147483688 in by or 5 in by, 'no LC_MAIN')
        err(not arm or 2147483688 in by, 'arm64 exe needs LC_MAIN')
        if 2147483688 in by:
            eo, ss = struct.unpack_from('<2Q', d, by[2147483688][0] + 8)
            tx = [x for x in t.secs if x.f & 2147484672]
            err(any((x.off <= eo < x.off + x.l for x in tx)), 'LC_MAIN entryoff not inside an instruction section')
            err(eo % 4 == 0 or not arm, 'entry misaligned')
            I.append(f'entryoff {eo:#x} stack {ss}')
        err(14 in by, 'no LC_LOAD_DYLINKER')
        if 14 in by:
            o, s = by[14]
            p = d[o + struct.unpack_from('<I', d, o + 8)[0]:o + s].split(b'\x00')[0]
            err(p == b'/usr/lib/dyld', 'dylinker path')
        dl = [d[o + struct.unpack_from('<I', d, o + 8)[0]:o + s].split(b'\x00')[0].decode() for c, o, s in cmds if c in (12, 2147483672, 2147483679)]
        err('/usr/lib/libSystem.B.dylib' in dl or any(('libSystem' in x for x in dl)), 'does not link libSystem')
        I.append('dylibs: ' + ' '.join(dl))
    err(50 in by or 36 in by, 'no LC_BUILD_VERSION')
    warn(27 in by, 'no LC_UUID (dyld of macOS 26 SDK level refuses to load; debuggers/crash reports need it)')
    if 50 in by:
        pl, mn, sdk, nt = struct.unpack_from('<4I', d, by[50][0] + 8)
        err(pl == 1, f'platform {pl}')
        f = lambda v: f'{v >> 16}.{v >> 8 & 255}'
        I.append(f'minos {f(mn)} sdk {f(sdk)}')
        err(not arm or mn >= 720896, 'arm64 minos < 11.0')
    B = []

    def blob(n, off, size, al=8):
        if size:
            B.append((off, size, n, al))
    if 2 in by:
        so, ns, st, sts = struct.unpack_from('<4I', d, by[2][0] + 8)
        blob('symtab', so, ns * 16)
        blob('strtab', st, sts, 1)
        for i in range(ns):
            sx, ty, se, de, va = struct.unpack_from('<IBBHQ', d, so + 16 * i)
            err(sx < sts, f'sym {i} strx')
            err(ty & 224 or ty & 14 != 14 or 1 <= se <= sum((s.ns for s in seg)), f'sym {i} sect')
        if 11 in by:
            ds = struct.unpack_from('<18I', d, by[11][0] + 8)
            err(ds[0] + ds[1] <= ns and ds[2] + ds[3] <= ns and (ds[4] + ds[5] <= ns), 'dysymtab ranges')
            err(ds[1] + ds[3] + ds[5] == ns, 'dysymtab local+ext+undef != nsyms')
            blob('indirect', ds[12], ds[13] * 4, 4)
            for s in seg:
                for y in s.secs:
                    if y.f & 255 in (6, 7, 8):
                        n = y.l // (y.r2 if y.f & 255 == 8 else 8)
                        err(y.r1 + n <= ds[13], f'{y.name} indirect index range')
    for c, n in ((38, 'funcstarts'), (41, 'dataincode'), (29, 'codesig'), (2147483699, 'exports'), (2147483700, 'chained'), (30, 'splitinfo'), (46, 'loh')):
        if c in by:
            off, s = struct.unpack_from('<2I', d, by[c][0] + 8)
            blob(n, off, s, 16 if n == 'codesig' else 8)
    for c in (2147483682, 34):
        if c in by:
            v = struct.unpack_from('<10I', d, by[c][0] + 8)
            for n, k in (('rebase', 0), ('bind', 2), ('weakbind', 4), ('lazybind', 6), ('exports', 8)):
                blob(n, v[k], v[k + 1])
    B.sort()
    p = le.fo if le else 0
    for off, s, n, al in B:
        err(off >= p, f'linkedit blob {n} overlaps previous')
        err(off % al == 0, f'linkedit blob {n} offset {off:#x} not {al}-aligned')
        err(le and le.fo <= off and (off + s <= le.fo + le.fs), f'{n} outside __LINKEDIT')
        warn(off - p < 16, f'gap of {off - p} bytes before {n} in __LINKEDIT')
        p = off + s
    I.append('linkedit order: ' + ' '.join((b[2] for b in B)))
    order = ['chained', 'rebase', 'bind', 'weakbind', 'lazybind', 'exports', 'splitinfo', 'funcstarts', 'dataincode', 'loh', 'symtab', 'indirect', 'strtab', 'codesig']
    seq = [order.index(b[2]) for b in B]
    warn(seq == sorted(seq), 'linkedit order differs from ld64 order (codesign/strip want it)')
    err(not B or 'codesig' not in [b[2] for b in B] or B[-1][2] == 'codesig', 'code signature must be last')
    if 2147483700 in by:
        off, size = struct.unpack_from('<2I', d, by[2147483700][0] + 8)
        ver, so, io, sy, ni, fmt, sf = struct.unpack_from('<7I', d, off)
        err(ver == 0, 'fixups_version')
        nseg, = struct.unpack_from('<I', d, off + so)
        err(nseg == len(seg) or nseg <= len(seg), 'seg_count')
        tot = 0
        nb = 0
        imps = []
        for i in range(ni):
            if fmt == 1:
                v, = struct.unpack_from('<I', d, off + io + 4 * i)
                ordn = v & 255
                no = v >> 9
            else:
                ordn = no = 0
            nm = d[off + sy + no:d.index(b'\x00', off + sy + no)]
            imps.append(nm)
        for k in range(nseg):
            x, = struct.unpack_from('<I', d, off + so + 4 + 4 * k)
            if not x:
                continue
            b = off + so + x
            ssz, ps, pf, sof, mv, pc = struct.unpack_from('<IHHQIH', d, b)
            err(ps == pg, f'chain page size {ps:#x}')
            err(sof == seg[k].va - t.va, 'segment_offset')
            err(pf in (2, 6), f'pointer_format {pf}')
            for q in range(pc):
                st, = struct.unpack_from('<H', d, b + 22 + 2 * q)
                if st == 65535:
                    continue
                a = seg[k].fo + q * ps + st
                while 1:
                    v, = struct.unpack_from('<Q', d, a)
                    tot += 1
                    if v >> 63:
                        nb += 1
                        err(v & 16777215 < ni, 'bind ordinal out of imports')
                    else:
                        tg = v & (1 << 36) - 1
                        tg = tg + (t.va if pf == 6 else 0)
                        err(any((s.va <= tg < s.va + s.vs for s in seg)), f'rebase target {tg:#x} outside image')
                    nx = v >> 51 & 4095
                    if not nx:
                        break
                    a += nx * 4
                    err(a < seg[k].fo + (q + 1) * ps, 'chain crosses page')
        I.append(f'chained fixups: {tot} ({nb} binds), {ni} imports')
    if 29 not in by:
        (E if arm else W).append('no LC_CODE_SIGNATURE (arm64 kernels kill unsigned executables)')
    else:
        off, size = struct.unpack_from('<2I', d, by[29][0] + 8)
        mg, ln, cnt = struct.unpack_from('>3I', d, off)
        err(mg == 4208856256, 'superblob magic')
        err(ln <= size, 'superblob length')
        err(off + size == len(d), 'signature not at EOF')
        bl = {}
        for i in range(cnt):
            ty, bo = struct.unpack_from('>2I', d, off + 12 + 8 * i)
            bm, blen = struct.unpack_from('>2I', d, off + bo)
            bl[ty] = (off + bo, blen, bm)
        I.append('sig blobs: ' + ' '.join((f'{k:#x}:{v[2]:#x}({v[1]})' for k, v in bl.items())))
        ncd = 0
        for ty, (bo, blen, bm) in bl.items():
            if bm != 4208856066:
                continue
            ncd += 1
            _, _, cv, cf, ho, ido, nsp, ncs, cl, hs, ht, plat, ps, sp2 = struct.unpack_from('>9I4BI', d, bo)
            exb = exl = exf = None
            if cv >= 132096:
                exb, exl, exf = struct.unpack_from('>3Q', d, bo + 64)
            if cv >= 131840:
                cl64, = struct.unpack_from('>Q', d, bo + 56)
                cl = cl64 or cl
            ident = d[bo + ido:d.index(b'\x00', bo + ido)].decode()
            H = {1: hashlib.sha1, 2: hashlib.sha256, 3: hashlib.sha256, 4: hashlib.sha384}[ht]
            err(cl == off, f'codeLimit {cl:#x} != signature offset {off:#x}')
            P = 1 << ps
            err(ncs == (cl + P - 1) // P, 'nCodeSlots')
            bad = 0
            for i in range(ncs):
                if H(d[i * P:min((i + 1) * P, cl)]).digest()[:hs] != d[bo + ho + i * hs:bo + ho + (i + 1) * hs]:
                    bad += 1
            err(bad == 0, f'{bad}/{ncs} page hashes wrong')
            sb = 0
            for k in range(1, nsp + 1):
                h = d[bo + ho - k * hs:bo + ho - (k - 1) * hs]
                if h == bytes(hs):
                    continue
                if k in bl:
                    b0, l0, _ = bl[k]
                    ok = H(d[b0:b0 + l0]).digest()[:hs] == h
                    err(ok, f'special slot {k} hash wrong')
                    sb += 1
                else:
                    W.append(f'special slot {k} set but blob absent (Info.plist/Resources live outside the file)')
            if exe and exb is not None:
                err(exb == t.fo and exl == t.fs, f'execSeg {exb:#x}+{exl:#x} != __TEXT')
                err(exf & 1, 'CS_EXECSEG_MAIN_BINARY not set')
            warn(cf & 2 or 65536 in bl, 'neither adhoc nor CMS signed')
            err(P in (4096, 16384), 'hash page size')
            I.append(f"CD slot {ty:#x}: id={ident} v{cv:#x} flags={cf:#x} hash={ht}x{hs} page={P} slots={ncs}+{nsp} all page hashes recomputed {('OK' if not bad else 'BAD')} specials ok={sb} cdhash={H(d[bo:bo + blen]).hexdigest()[:40]}")
        err(ncd > 0, 'no CodeDirectory')
    print(f"{path}: {('OK' if not E else 'FAIL')}  errors={len(E)} warnings={len(W)}")
    for e in E[:12]:
        print('   E', e)
    for w in W[:8]:
        print('   W', w)
    if verbose:
        for i in I:
            print('   i', i)
    return not E
if __name__ == '__main__':
    v = '-q' not in sys.argv
    sys.exit(0 if all([check(p, v) for p in sys.argv[1:] if p != '-q']) else 1)
