// link_macho.c - the parts of a Mach-O image one by one, and a whole image of objects made here
#include "link/macho/macho_int.h"
#include "objfmt/codesign.h"
#include "tests/unit/unit.h"

/* ---- exports ---- */

/* Looks a name up as the loader does: by the edges from the root. */
static bool trie_find(Str trie, const char *name, u64 *addr)
{
    size_t node = 0;
    for (;;) {
        Rdr r = {.p = (const u8 *)trie.p, .n = trie.n, .at = node};
        u64 size = rdr_uleb(&r);
        size_t kids = r.at + size;
        if (!*name) {
            rdr_uleb(&r);
            *addr = rdr_uleb(&r);
            return size != 0 && !r.bad;
        }
        r.at = kids;
        u32 n = rdr_u8(&r);
        bool found = false;
        while (n-- && !found && !r.bad) {
            const char *edge = (const char *)r.p + r.at;
            size_t len = strlen(edge);
            r.at += len + 1;
            node = rdr_uleb(&r);
            found = !strncmp(name, edge, len);
            name += found ? len : 0;
        }
        if (!found)
            return false;
    }
}

static void exports(void **state)
{
    (void)state;
    enum { N = 700 };
    Arena a = {0};
    Buf b = {0};
    TrieSym *sym = arena_array(&a, TrieSym, N);
    for (u32 i = 0; i < N; i++)
        sym[i] = (TrieSym){str_fmt(&a, "_f%u%s", i * 7919 % 1000, i % 3 ? "" : "_more"),
                           (u64)i * 0x1234};
    trie_put(&a, &b, sym, N);
    Str t = buf_take(&b, &a);
    u64 addr;
    for (u32 i = 0; i < N; i++) {
        assert_true(trie_find(t, str_z(&a, sym[i].name), &addr));
        assert_int_equal(addr, sym[i].addr);
    }
    assert_false(trie_find(t, "_f", &addr));
    assert_false(trie_find(t, "_main", &addr));
    arena_free(&a);
}

/* ---- chained fixups ---- */

enum { PAGE = 4096, SEG = 3 * PAGE };

static void chains(void **state)
{
    (void)state;
    Arena a = {0};
    u8 *mem = arena_array(&a, u8, SEG);
    const MCell cell[] = {
        {.addr = 0x4008}, {.addr = 0x4010, .bind = true, .import = 1, .add = 5},
        {.addr = 0x4ff8}, {.addr = 0x6004, .bind = true}};
    const FixupSeg seg[] = {{0, 0, NULL}, {0x4000, SEG, mem}};
    const FixupName name[] = {{STR("_puts"), 1, false, 0}, {STR("_maybe"), 2, true, 0}};
    wr64(mem + 8, 0x100001234);
    wr64(mem + 0xff8, 0x5500000100005678);
    Buf b = {0};
    assert_int_equal(fixups_put(&b, seg, 2, PAGE, cell, 4, name, 2), 0);
    assert_int_equal(rd64(mem + 8), 0x100001234 | (u64)2 << 51);
    assert_int_equal(rd64(mem + 16), (u64)1 << 63 | 5 << 24 | 1 | (u64)(0xfe8 / 4) << 51);
    assert_int_equal(rd64(mem + 0xff8), 0x100005678 | (u64)0x55 << 36);
    assert_int_equal(rd64(mem + 0x2004), (u64)1 << 63);
    const u8 *p = b.p + rd32(b.p + 4), *s = p + rd32(p + 8);
    assert_int_equal(rd32(p), 2);
    assert_int_equal(rd32(p + 4), 0);
    assert_int_equal(rd16(s + 20), 3);
    assert_int_equal(rd16(s + 22), 8);
    assert_int_equal(rd16(s + 24), 0xffff);
    assert_int_equal(rd16(s + 26), 4);
    const u8 *imports = b.p + rd32(b.p + 8);
    assert_int_equal(rd32(imports) & 0x1ff, 1);
    assert_int_equal(rd32(imports + 4) & 0x1ff, 0x102);
    assert_string_equal((const char *)b.p + rd32(b.p + 12) + (rd32(imports + 4) >> 9), "_maybe");
    buf_free(&b);
    arena_free(&a);
}

/* Cells that no chain can hold are named, not written. */
static void bad_cells(void **state)
{
    (void)state;
    static const u64 at[] = {0x4002, 0x4ffc, 0x6ffc, 0x9000};
    u8 *mem = xmalloc(SEG);
    memset(mem, 0, SEG);
    const FixupSeg seg = {0x4000, SEG, mem};
    for (size_t i = 0; i < COUNT(at); i++) {
        MCell cell = {.addr = at[i]};
        Buf b = {0};
        assert_int_equal(fixups_put(&b, &seg, 1, PAGE, &cell, 1, NULL, 0), at[i]);
        buf_free(&b);
    }
    const MCell twice[] = {{.addr = 0x4008}, {.addr = 0x400c}};
    Buf b = {0};
    assert_int_equal(fixups_put(&b, &seg, 1, PAGE, twice, 2, NULL, 0), 0x400c);
    buf_free(&b);
    free(mem);
}

/* ---- signature ---- */

static u32 be32(const u8 *p) { return (u32)p[0] << 24 | p[1] << 16 | p[2] << 8 | p[3]; }

static void signature(void **state)
{
    (void)state;
    u8 file[10000], hash[32];
    Sha256 sha;
    Buf b = {0};
    for (u32 i = 0; i < sizeof file; i++)
        file[i] = (u8)(i * 7);
    CodeSign c = {.ident = STR("prog"), .limit = sizeof file, .text_size = 8192,
                  .main_binary = true};
    codesign_put(&c, file, &b);
    assert_int_equal(b.n, codesign_size(&c));
    assert_int_equal(b.n % 16, 0);
    const u8 *d = b.p + be32(b.p + 16);
    assert_int_equal(be32(d), 0xfade0c02);
    assert_string_equal((const char *)d + be32(d + 20), "prog");
    assert_int_equal(be32(d + 28), 3);
    for (u32 i = 0; i < 3; i++) {
        sha256_init(&sha);
        sha256_add(&sha, file + 4096 * i, MIN(4096, sizeof file - 4096 * i));
        sha256_end(&sha, hash);
        assert_memory_equal(d + be32(d + 16) + 32 * i, hash, 32);
    }
    buf_free(&b);
}

/* ---- stub libraries ---- */

static const char tbd[] =
    "--- !tapi-tbd\n"
    "tbd-version:     4\n"
    "targets:         [ x86_64-macos, arm64-macos, \n"
    "                   arm64e-macos ]   # a comment\n"
    "install-name:    '/usr/lib/libX.dylib'\n"
    "current-version: 12.3.4\n"
    "reexported-libraries:\n"
    "  - targets:     [ arm64-macos ]\n"
    "    libraries:   [ '/usr/lib/libY.dylib', \"/usr/lib/libGone.dylib\" ]\n"
    "exports:\n"
    "- targets:     [ x86_64-macos ]\n"
    "  symbols:     [ '_open$INODE64' ]\n"
    "- targets:     [ x86_64-macos, arm64-macos ]\n"
    "  symbols:     [ _one, __two,\n"
    "                 dyld_stub_binder ]\n"
    "  weak-symbols:\n"
    "    - _weak\n"
    "  thread-local-symbols: [ _tls ]\n"
    "...\n"
    "--- !tapi-tbd\n"
    "tbd-version:     4\n"
    "targets:         [ arm64-macos ]\n"
    "install-name:    '/usr/lib/libY.dylib'\n"
    "exports:\n"
    "  - symbols:     [ _inner ]\n"
    "...\n";

static void stub_library(void **state)
{
    (void)state;
    Arena a = {0};
    Str err;
    MachoLib *b = tbd_read(&a, str_of(tbd), ARCH_A64, &err);
    assert_non_null(b);
    assert_true(str_eqz(b->install, "/usr/lib/libX.dylib"));
    assert_int_equal(b->version, 12 << 16 | 3 << 8 | 4);
    assert_int_equal(b->compat, 1 << 16);
    assert_non_null(map_get(&b->sym, STR("one")));
    assert_non_null(map_get(&b->sym, STR("_two")));
    assert_non_null(map_get(&b->sym, STR("\1dyld_stub_binder")));
    assert_non_null(map_get(&b->sym, STR("inner")));
    assert_int_equal(*map_get(&b->sym, STR("weak")), MLS_WEAK);
    assert_int_equal(*map_get(&b->sym, STR("tls")), MLS_TLS);
    assert_null(map_get(&b->sym, STR("open$INODE64")));
    b = tbd_read(&a, str_of(tbd), ARCH_X64, &err);
    assert_non_null(b);
    assert_non_null(map_get(&b->sym, STR("open$INODE64")));
    assert_null(map_get(&b->sym, STR("inner")));
    arena_free(&a);
}

static void stub_library_defects(void **state)
{
    (void)state;
    static const struct {
        const char *text, *err;
    } row[] = {
        {"--- !tapi-tbd\ntbd-version: 3\n", "line 3: not a stub library of version 4 "
                                            "(tbd-version: 4)"},
        {"--- !tapi-tbd\ntbd-version: 4\n", "line 3: the library has no install-name"},
        {"--- !tapi-tbd\n", "line 2: no library is described"},
        {"--- !tapi-tbd\ntargets: [ a, b\n", "line 3: a list does not end"},
        {"--- !tapi-tbd\nname: 'x\n", "line 2: a quoted text does not end"},
        {"--- !tapi-tbd\njust words\n", "line 2: expected a key and a colon"},
        {"--- !tapi-tbd\na: [ x ] y\n", "line 2: more on the line than expected"},
        {"--- !tapi-tbd\ntbd-version: 4\ninstall-name: x\ntargets: [ i386-macos ]\n",
         "the library is not for arm64-macos"},
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        Arena a = {0};
        Str err;
        assert_null(tbd_read(&a, str_of(row[i].text), ARCH_A64, &err));
        assert_string_equal(str_z(&a, err), row[i].err);
        arena_free(&a);
    }
}

/* ---- an image ---- */

/* main: bl puts; tlv access; ret. A table of addresses, a thread-local variable, a constructor. */
static const u8 code[] = {0, 0, 0, 0x94, 0, 0, 0, 0x90, 0, 0, 0x40, 0xf9, 0xc0, 3, 0x5f, 0xd6};
static const u8 zeros[32];

static Obj *program(Arena *a)
{
    Obj *o = obj_new(a, STR("main.o"));
    o->arch = ARCH_A64;
    u32 text = obj_sect(o, STR(".text.main"), SF_ALLOC | SF_EXEC, 4);
    u32 tab = obj_sect(o, STR(".rodata.tab"), SF_ALLOC, 8);
    u32 tls = obj_sect(o, STR(".tdata.t"), SF_ALLOC | SF_WRITE | SF_TLS, 8);
    u32 init = obj_sect(o, STR(".init_array"), SF_ALLOC | SF_WRITE | SF_INIT, 8);
    o->sect.v[text].data = code;
    o->sect.v[text].size = sizeof code;
    o->sect.v[tab].data = o->sect.v[tls].data = o->sect.v[init].data = zeros;
    o->sect.v[tab].size = 24;
    o->sect.v[tls].size = o->sect.v[init].size = 8;
    u32 m = obj_sym(o, STR("main"), SB_GLOBAL, SK_FUNC, text, 0, sizeof code);
    u32 t = obj_sym(o, STR("t"), SB_GLOBAL, SK_TLS, tls, 0, 8);
    u32 table = obj_sym(o, STR("table"), SB_GLOBAL, SK_DATA, tab, 0, 24);
    u32 puts_ = obj_undef(o, STR("puts"));
    obj_fix(o, text, 0, FIX_A64_CALL26, puts_, 0);
    obj_fix(o, text, 4, FIX_A64_TLVP_PAGE, t, 0);
    obj_fix(o, text, 8, FIX_A64_TLVP_LO12, t, 0);
    obj_fix(o, tab, 0, FIX_ABS64, m, 0);
    obj_fix(o, tab, 8, FIX_ABS64, puts_, 0);
    obj_fix(o, tab, 16, FIX_ABS64, puts_, 1000);
    obj_fix(o, init, 0, FIX_ABS64, table, 0);
    return o;
}

static int make(Arena *a, const Obj *o, LinkOut *out, Diags *d)
{
    static const LinkOpts opt = {.image = IMAGE_MACHO, .entry = {"main", 4}, .gc = true,
                                 .merge = true, .ident = {"prog", 4}};
    Sources *src = arena_new(a, Sources);
    sources_init(src, a);
    diags_init(d, a, src);
    Link *l = link_new(a, &opt, d);
    link_add_obj(l, o);
    return link_run(l, out);
}

static const u8 *command(const Buf *b, u32 cmd)
{
    const u8 *p = b->p + MH_SIZE;
    for (u32 i = 0; i < rd32(b->p + 16); i++, p += rd32(p + 4))
        if (rd32(p) == cmd)
            return p;
    return NULL;
}

static const u8 *segment(const Buf *b, const char *name)
{
    const u8 *p = b->p + MH_SIZE;
    for (u32 i = 0; i < rd32(b->p + 16); i++, p += rd32(p + 4))
        if (rd32(p) == LC_SEGMENT_64 && !strncmp((const char *)p + 8, name, 16))
            return p;
    return NULL;
}

static void image(void **state)
{
    (void)state;
    Arena a = {0};
    LinkOut x, y;
    Diags d;
    assert_int_equal(make(&a, program(&a), &x, &d), 0);
    assert_int_equal(make(&a, program(&a), &y, &d), 0);
    assert_int_equal(x.image.n, y.image.n);
    assert_memory_equal(x.image.p, y.image.p, x.image.n);
    const u8 *c = segment(&x.image, "__DATA_CONST");
    assert_non_null(c);
    assert_int_equal(rd32(c + 64), 3);               // __got, __mod_init_func, __const
    assert_int_equal(rd32(c + 68), SG_READ_ONLY);
    assert_int_equal(rd64(c + 40) % 16384, 0);
    const u8 *tab = x.image.p + rd32(c + SEG_SIZE + 2 * SECT_SIZE + 48);
    const u8 *entry = command(&x.image, LC_MAIN);
    assert_int_equal(rd64(tab) & 0xfffffffff, IMAGE_START + rd64(entry + 8));
    assert_int_equal(rd64(tab + 8) >> 63, 1);
    assert_int_not_equal(rd64(tab + 8) & 0xffffff, rd64(tab + 16) & 0xffffff);
    const u8 *f = x.image.p + rd32(command(&x.image, LC_DYLD_CHAINED_FIXUPS) + 8);
    assert_int_equal(rd32(f + 16), 3);               // puts, puts + 1000, _tlv_bootstrap
    assert_int_equal(rd32(f + 20), 2);               // addends are in the table
    assert_int_equal(rd32(x.image.p + 24) & MH_HAS_TLV, MH_HAS_TLV);
    buf_free(&x.image);
    buf_free(&y.image);
    arena_free(&a);
}

static void refuses(void **state)
{
    (void)state;
    Arena a = {0};
    LinkOut x;
    Diags d;
    Obj *o = program(&a);
    u32 s = obj_undef(o, STR("no_such_function"));
    o->sect.v[0].fix.v[0].sym = s;
    assert_int_equal(make(&a, o, &x, &d), -1);
    assert_int_equal(d.errors, 1);
    assert_string_equal(d.list.v[0].def->code, "L0101");
    o = program(&a);
    o->sect.v[1].fix.v[1].off = 10;
    assert_int_equal(make(&a, o, &x, &d), -1);
    assert_string_equal(d.list.v[0].def->code, "L0341");
    o = program(&a);
    o->sym.v[2].sect = SECT_UNDEF;
    o->sym.v[2].name = STR("environ");
    assert_int_equal(make(&a, o, &x, &d), -1);
    o = program(&a);
    o->arch = ARCH_T32;
    o->sect.v[0].fix.n = 0;
    for (u32 i = 1; i < 4; i++)
        o->sect.v[i].fix.n = 0;
    assert_int_equal(make(&a, o, &x, &d), -1);
    assert_string_equal(d.list.v[0].def->code, "L0340");
    assert_int_equal(x.image.n, 0);
    arena_free(&a);
}

int test_link_macho(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exports),      cmocka_unit_test(chains),
        cmocka_unit_test(bad_cells),    cmocka_unit_test(signature),
        cmocka_unit_test(stub_library), cmocka_unit_test(stub_library_defects),
        cmocka_unit_test(image),        cmocka_unit_test(refuses),
    };
    return cmocka_run_group_tests_name("link_macho", tests, NULL, NULL);
}
