// link_firmware.c - linker map files, boards, and the forms of a firmware image
#include "link/firmware/firmware.h"
#include "link/link.h"
#include "tests/unit/unit.h"

typedef struct Env {
    Arena a;
    Sources src;
    Diags d;
    FwMap map;
} Env;

static bool read_map(Env *e, const char *text)
{
    memset(e, 0, sizeof *e);
    sources_init(&e->src, &e->a);
    diags_init(&e->d, &e->a, &e->src);
    u32 file = sources_add(&e->src, STR("m.map"), str_of(text));
    return fw_map_read(&e->a, &e->d, file, &e->map);
}

/* "line:column text" of every message, one a line. */
static const char *messages(Env *e)
{
    Buf b = {0};
    for (u32 i = 0; i < e->d.list.n; i++) {
        u32 line, col;
        const Diag *x = &e->d.list.v[i];
        src_line_col(&e->src, x->span.file, x->span.lo, &line, &col);
        buf_fmt(&b, "%u:%u %s\n", line, col, x->msg.p);
        if (x->help.n && x->help.p[0] == 'd')   // suggestions, not the general ways out
            buf_fmt(&b, "    %s\n", x->help.p);
    }
    return buf_take(&b, &e->a).p;
}

static void map_is_read(void **state)
{
    Env e;
    (void)state;
    assert_true(read_map(&e, "# a part with two memories\n"
                             "region ROM rx origin 0x08000000 length 1M  # flash\n"
                             "region CCM rw origin 0x10000000 length 64K\r\n"
                             "region RAM rwx origin 0x20000000 length 131072\n"
                             "\n"
                             "place .fast .faster in RAM load ROM\n"
                             "place .ccm in CCM\n"
                             "stack 8K in CCM\n"
                             "heap 0x4000 in RAM\n"
                             "guard 512\n"
                             "entry Reset_Handler\n"
                             "console stm32 0x40011000\n"
                             "clock 168MHz\n"
                             "uart-clock 84MHz\n"
                             "set 0x40023844 0x10\n"
                             "exit halt\n"
                             "family 0x57755a57"));
    const FwMap *m = &e.map;
    assert_int_equal(m->region.n, 3);
    assert_int_equal(m->region.v[0].length, 1 << 20);
    assert_int_equal(m->region.v[1].access, FW_READ | FW_WRITE);
    assert_int_equal(m->region.v[2].length, 128 * 1024);
    assert_int_equal(m->flash, 0);
    assert_int_equal(m->ram, 1);
    assert_int_equal(m->place.n, 3);
    assert_int_equal(m->place.v[1].region, 2);
    assert_int_equal(m->place.v[1].load, 0);
    assert_int_equal(m->place.v[2].region, 1);
    assert_int_equal(m->place.v[2].load, 0);
    assert_int_equal(m->stack, 8192);
    assert_int_equal(m->stack_in, 1);
    assert_int_equal(m->heap, 0x4000);
    assert_int_equal(m->heap_in, 2);
    assert_false(m->heap_rest);
    assert_int_equal(m->guard, 512);
    assert_true(str_eqz(m->entry, "Reset_Handler"));
    assert_int_equal(m->console, FW_CONSOLE_STM32);
    assert_int_equal(m->uart, 0x40011000);
    assert_int_equal(m->cpu_hz, 168000000);
    assert_int_equal(m->uart_hz, 84000000);
    assert_int_equal(m->nsetup, 1);
    assert_int_equal(m->setup[0].bits, 0x10);
    assert_int_equal(m->flags, 0);
    assert_int_equal(m->family, 0x57755a57);
    arena_free(&e.a);
}

static void defaults(void **state)
{
    Env e;
    (void)state;
    assert_true(read_map(&e, "region ALL rwx origin 0 length 4G\n") == false);    // no suffix G
    arena_free(&e.a);
    assert_true(read_map(&e, "region ALL rwx origin 0x80000000 length 0x80000000\nclock 1kHz"));
    assert_int_equal(e.map.flash, 0);
    assert_int_equal(e.map.ram, 0);
    assert_int_equal(e.map.stack, 4096);
    assert_int_equal(e.map.guard, 256);
    assert_true(e.map.heap_rest);
    assert_int_equal(e.map.uart_hz, 1000);
    assert_int_equal(e.map.console, FW_CONSOLE_SEMIHOST);
    arena_free(&e.a);
    assert_true(read_map(&e, "region A rwx origin 0 length 1K\nregion B rx origin 1K length 1K\n"));
    assert_int_equal(e.map.flash, 1);
    assert_int_equal(e.map.ram, 0);
    arena_free(&e.a);
}

typedef struct Bad {
    const char *text, *says;
} Bad;

static const Bad bad[] = {
    {"reigon R rx origin 0 length 1\n  blob\nstack 4Q",
     "1:1 `reigon` begins no statement of a linker map file\n    did you mean `region`?\n"
     "2:3 `blob` begins no statement of a linker map file\n"
     "3:7 `4Q` is not a number from 0 to 0xffffffff\n"
     "    decimal, or hexadecimal with 0x; sizes may end in K or M, clock rates in kHz or MHz\n"},
    {"region\nregion R\nregion R rq\nregion R w\nregion R r origin",
     "1:7 expected the name of the region, found the end of the line\n"
     "2:9 expected what may be done there, of the letters r, w and x (always r), found the end of "
     "the line\n"
     "3:10 expected what may be done there, of the letters r, w and x, found `rq`\n"
     "4:10 expected what may be done there, of the letters r, w and x (always r), found `w`\n"
     "5:18 expected a number, found the end of the line\n"},
    {"region R rx origin 0 length 16 more\nregion 1R rx origin 0 length 1",
     "1:32 expected the end of the line, found `more`\n"
     "2:8 expected the name of the region, found `1R`\n"},
    {"region F rx origin 0 length 1K\nregion F rx origin 1K length 1K\nheap rest\nheap 1",
     "2:8 `F` is given twice\n4:1 `heap` is given twice\n"},
    {"region F rx origin 0xfffff000 length 4097\nregion G rx origin 0 length 0",
     "1:8 region `F` ends beyond the 32-bit address space\n2:8 region `G` has no bytes\n"},
    {"region F rx origin 0 length 1K\nregion R rw origin 0x300 length 1K",
     "2:8 region `R` overlaps `F` by 256 bytes, from 0x00000300 on\n"},
    {"region F rx origin 0 length 1K", "1:1 no region for data and the stack: none has the access "
                                       "`rw`\n"},
    {"", "1:1 no region for code: none has the access `rx`\n"
         "1:1 no region for data and the stack: none has the access `rw`\n"},
    {"region F rx origin 0 length 1K\nregion RAM rw origin 1M length 1K\nplace .x in RAMS\n"
     "place .x in RAM\nplace .y in\nplace in RAM\nstack 1K in F",
     "4:7 `.x` is given twice\n5:12 expected the name of a region, found the end of the line\n"
     "6:7 expected the name of a section, found `in`\n"},
    {"region F rx origin 0 length 1K\nregion RAM rw origin 1M length 1K\nplace .x in RAMS\n"
     "place .z in RAM load FLASHES",
     "3:13 no region is called `RAMS`\n    did you mean `RAM`?\n"
     "4:22 no region is called `FLASHES`\n"},
    {"region F rx origin 0 length 1K\nregion RAM rw origin 1M length 1K\nstack 1K in F",
     "1:8 the stack cannot be in region `F`, which is not writable\n"
     "1:8 the heap cannot be in region `F`, which is not writable\n"},
    {"guard 48\nguard 16\nconsole usb\nconsole pl011\nexit now\nclock 5G\nset 1\n"
     "family 0x123456789",
     "1:7 a stack guard of 48 bytes cannot be made\n2:1 `guard` is given twice\n"
     "3:9 expected a console (none, semihosting, cmsdk, pl011 or stm32), found `usb`\n"
     "4:1 `console` is given twice\n5:6 expected `semihosting` or `halt`, found `now`\n"
     "6:7 `5G` is not a number from 0 to 0xffffffff\n"
     "    decimal, or hexadecimal with 0x; sizes may end in K or M, clock rates in kHz or MHz\n"
     "7:6 expected a number, found the end of the line\n"
     "8:8 `0x123456789` is not a number from 0 to 0xffffffff\n"
     "    decimal, or hexadecimal with 0x; sizes may end in K or M, clock rates in kHz or MHz\n"},
};

static void map_errors(void **state)
{
    Env e;
    (void)state;
    for (size_t i = 0; i < COUNT(bad); i++) {
        assert_false(read_map(&e, bad[i].text));
        assert_string_equal(messages(&e), bad[i].says);
        arena_free(&e.a);
    }
}

/* Every board has a target, a map without overlap, and its own name back. */
static void boards(void **state)
{
    Arena a = {0};
    u32 n = 0;
    (void)state;
    for (const Board *b; (b = board_at(n)); n++) {
        FwMap m;
        assert_ptr_equal(board_find(b->name), b);
        board_map(&a, b, &m);
        assert_true(m.stack >= 4096 && m.stack < m.region.v[m.ram].length);
        u64 end = m.region.v[0].origin + m.region.v[0].length;
        assert_true(end <= m.region.v[1].origin);
        assert_true(b->uart && b->cpu_hz && b->uart_hz);
    }
    assert_int_equal(n, 6);
    assert_null(board_find("mps2"));
    assert_string_equal(board_near(STR("mps2-an365"))->name, "mps2-an385");
    assert_string_equal(board_near(STR("netduino-plus2"))->name, "netduinoplus2");
    assert_null(board_near(STR("raspberry")));
    arena_free(&a);
}

static FwLoad two_pieces(Arena *a)
{
    FwLoad l = {.entry = 0x08000009};
    char *p = arena_alloc(a, 300, 1);
    for (int i = 0; i < 300; i++)
        p[i] = (char)i;
    vec_push(a, &l.piece, ((FwPiece){0x0800fff8, {p, 20}}));
    vec_push(a, &l.piece, ((FwPiece){0x08010020, {p + 20, 280}}));
    return l;
}

static void bin_form(void **state)
{
    Arena a = {0};
    Buf b = {0};
    FwLoad l = two_pieces(&a);
    (void)state;
    assert_null(fw_write(FW_BIN, &l, 0, &b));
    assert_int_equal(b.n, 0x28 + 280);
    assert_int_equal(b.p[19], 19);
    assert_int_equal(b.p[20], 0xff);
    assert_int_equal(b.p[0x27], 0xff);
    assert_int_equal(b.p[0x28], 20);
    buf_free(&b);
    l.piece.v[1].addr = 0x20000000;
    assert_non_null(fw_write(FW_BIN, &l, 0, &b));
    l.piece.n = 0;
    assert_non_null(fw_write(FW_BIN, &l, 0, &b));
    buf_free(&b);
    arena_free(&a);
}

/* Records do not cross 64 KiB; the upper half is stated when it changes. */
static void hex_form(void **state)
{
    Arena a = {0};
    Buf b = {0};
    FwLoad l = two_pieces(&a);
    (void)state;
    l.piece.v[1].bytes.n = 1;
    assert_null(fw_write(FW_HEX, &l, 0, &b));
    assert_string_equal(buf_take(&b, &a).p,
                        ":020000040800F2\n"
                        ":08FFF8000001020304050607E5\n"
                        ":020000040801F1\n"
                        ":0C00000008090A0B0C0D0E0F1011121352\n"
                        ":0100200014CB\n"
                        ":0400000508000009E6\n"
                        ":00000001FF\n");
    arena_free(&a);
}

static void uf2_form(void **state)
{
    Arena a = {0};
    Buf b = {0};
    FwLoad l = two_pieces(&a);
    (void)state;
    assert_null(fw_write(FW_UF2, &l, 0x57755a57, &b));
    assert_int_equal(b.n, 3 * 512);     // the pieces share the second page
    for (u32 i = 0; i < 3; i++) {
        const u8 *p = b.p + 512 * i;
        assert_int_equal(rd32(p), 0x0A324655);
        assert_int_equal(rd32(p + 4), 0x9E5D5157);
        assert_int_equal(rd32(p + 8), 0x2000);
        assert_int_equal(rd32(p + 12), 0x0800ff00 + 256 * i);
        assert_int_equal(rd32(p + 16), 256);
        assert_int_equal(rd32(p + 20), i);
        assert_int_equal(rd32(p + 24), 3);
        assert_int_equal(rd32(p + 28), 0x57755a57);
        assert_int_equal(rd32(p + 508), 0x0AB16F30);
    }
    assert_int_equal(b.p[32 + 0xf7], 0xff);
    assert_int_equal(b.p[32 + 0xf8], 0);
    assert_int_equal(b.p[512 + 32 + 11], 19);
    assert_int_equal(b.p[512 + 32 + 12], 0xff);
    assert_int_equal(b.p[512 + 32 + 32], 20);
    assert_int_equal(b.p[1024 + 32], 20 + 256 - 32);
    assert_int_equal(b.p[1024 + 32 + 55], (20 + 279) & 0xff);
    assert_int_equal(b.p[1024 + 32 + 56], 0xff);
    buf_free(&b);
    arena_free(&a);
}

static void put_load(Buf *b, u32 off, u32 paddr, u32 filesz)
{
    const u32 w[8] = {1, off, paddr + 0x1000, paddr, filesz, filesz, 5, 4};
    for (int i = 0; i < 8; i++)
        buf_u32(b, w[i]);
}

/* An ELF32 file of three segments out of order, two of them neighbours. */
static void elf_head(Buf *b)
{
    buf_put(b, "\177ELF\1\1\1", 7);
    buf_zero(b, 9);
    buf_u16(b, 2);
    buf_u16(b, 40);
    const u32 w[] = {1, 0x101, 52, 0, 0};
    for (int i = 0; i < 5; i++)
        buf_u32(b, w[i]);
    const u16 h[] = {52, 32, 3, 40, 0, 0};
    for (int i = 0; i < 6; i++)
        buf_u16(b, h[i]);
    put_load(b, 148, 0x208, 4);
    put_load(b, 152, 0x100, 8);
    put_load(b, 160, 0x108, 2);
    buf_str(b, "datacodecodero");
}

static void elf_is_loaded(void **state)
{
    Arena a = {0};
    Buf b = {0};
    FwLoad l;
    (void)state;
    elf_head(&b);
    Str elf = {(const char *)b.p, b.n};
    assert_null(fw_load(&a, elf, &l));
    assert_int_equal(l.entry, 0x101);
    assert_int_equal(l.piece.n, 2);
    assert_int_equal(l.piece.v[0].addr, 0x100);
    assert_true(str_eqz(l.piece.v[0].bytes, "codecodero"));
    assert_int_equal(l.piece.v[1].addr, 0x208);
    for (size_t n = 0; n < b.n; n++)    // cut anywhere: refused
        assert_non_null(fw_load(&a, (Str){elf.p, n}, &l));
    wr32(b.p + 52 + 64 + 12, 0x104);
    assert_string_equal(fw_load(&a, elf, &l), "two segments share a load address");
    buf_free(&b);
    arena_free(&a);
}

static u32 section(Obj *o, const char *name, u32 flags, u32 align, u32 size, u8 fill)
{
    u32 s = obj_sect(o, str_of(name), SF_ALLOC | flags, align);
    u8 *p = arena_alloc(o->mem, size, 4);
    memset(p, fill, size);
    o->sect.v[s].data = flags & SF_ZERO ? NULL : p;
    o->sect.v[s].size = size;
    return s;
}

/* Vectors that refer to the stack, the entry and the copy table; code, constants, data, zeros. */
static Obj *program(Arena *a, u32 zeros)
{
    Obj *o = obj_new(a, STR("p.o"));
    o->arch = ARCH_T32;
    u32 text = section(o, ".text", SF_EXEC, 4, 10, 0xaa);
    section(o, ".rodata", 0, 4, 6, 0xbb);
    u32 data = section(o, ".data", SF_WRITE, 4, 6, 0xcc);
    u32 bss = section(o, ".bss", SF_WRITE | SF_ZERO, 8, zeros, 0);
    section(o, ".noinit", SF_WRITE | SF_ZERO, 4, 4, 0);
    u32 vec = section(o, ".vectors", 0, 4, 32, 0);
    obj_sym(o, STR("_start"), SB_GLOBAL, SK_FUNC, text, 0, 10);
    obj_sym(o, STR("d"), SB_GLOBAL, SK_DATA, data, 0, 6);
    obj_sym(o, STR("b"), SB_GLOBAL, SK_DATA, bss, 0, zeros);
    static const char *const asked[] = {"__stack_top", "_start", "__copy_table", "__zero_table",
                                        "__data_load", "__heap_start", "rt_board", "_sidata"};
    for (u32 i = 0; i < COUNT(asked); i++)
        obj_fix(o, vec, 4 * i, FIX_ABS32,
                i == 1 ? 1 : obj_undef(o, str_of(asked[i])), 0);
    return o;
}

static int link_map(Env *e, const char *map, u32 zeros, LinkOut *out)
{
    assert_true(read_map(e, map));
    LinkOpts opt = {.image = IMAGE_FIRMWARE, .arch = ARCH_T32, .entry = STR("_start"),
                    .merge = true, .report = true, .firmware = &e->map};
    Link *l = link_new(&e->a, &opt, &e->d);
    link_add_obj(l, program(&e->a, zeros));
    return link_run(l, out);
}

static const char small_map[] = "region ROM rx origin 0x1000 length 1K\n"
                                "region RAM rw origin 0x20000000 length 2K\n"
                                "stack 512\nguard 32\nconsole pl011 0x40001000\nclock 8MHz\n"
                                "set 0x40 0x3\n";

static u32 word_at(const FwLoad *l, u32 addr)
{
    for (u32 i = 0; i < l->piece.n; i++) {
        const FwPiece *p = &l->piece.v[i];
        if (addr >= p->addr && addr + 4 <= p->addr + p->bytes.n)
            return rd32((const u8 *)p->bytes.p + (addr - p->addr));
    }
    fail_msg("no byte at %x", addr);
    return 0;
}

/* Every address that the start-up reads leads to what is there. */
static void places(void **state)
{
    Env e;
    LinkOut out;
    FwLoad l;
    (void)state;
    assert_int_equal(link_map(&e, small_map, 40, &out), 0);
    assert_null(fw_load(&e.a, (Str){(char *)out.image.p, out.image.n}, &l));
    assert_int_equal(l.piece.v[0].addr, 0x1000);
    assert_int_equal(word_at(&l, 0x1000), 0x20000800);          // stack
    u32 entry = word_at(&l, 0x1004);
    assert_int_equal(entry & 1, 1);
    assert_int_equal(l.entry, entry);
    assert_int_equal(word_at(&l, entry - 1), 0xaaaaaaaa);
    u32 copy = word_at(&l, 0x1008), zero = word_at(&l, 0x100c), load = word_at(&l, 0x1010);
    assert_int_equal(word_at(&l, copy), load);
    assert_int_equal(word_at(&l, copy + 4), 0x20000000);
    assert_int_equal(word_at(&l, copy + 8), 0x20000008);
    assert_int_equal(word_at(&l, load), 0xcccccccc);
    assert_int_equal(word_at(&l, zero), word_at(&l, zero + 4)); // ROM has nothing to clear
    assert_int_equal(word_at(&l, zero + 8), 0x20000010);
    assert_int_equal(word_at(&l, zero + 12), 0x20000010 + 48);
    assert_int_equal(word_at(&l, 0x1014), 0x20000010 + 48 + 8); // heap, behind .noinit
    u32 board = word_at(&l, 0x1018);
    assert_int_equal(word_at(&l, board), FW_CONSOLE_PL011);
    assert_int_equal(word_at(&l, board + 4), 0x40001000);
    assert_int_equal(word_at(&l, board + 12), 8000000);
    assert_int_equal(word_at(&l, board + 28), 3);
    assert_int_equal(word_at(&l, 0x101c), load);
    assert_non_null(strstr((char *)out.report.p, "\n        0        40  .bss\n"));
    assert_non_null(strstr((char *)out.report.p, "        6         6  d  (p.o)\n"));
    buf_free(&out.image);
    buf_free(&out.report);
    arena_free(&e.a);
}

static void refusals(void **state)
{
    static const struct { const char *map, *says; u32 zeros; } row[] = {
        {small_map, "2:8 region `RAM` overflows by 88 bytes: it needs 2136 and has 2048\n"
                    "1:1 section `.bss` takes 1560 bytes\n"
                    "1:1 the stack and its guard takes 544 bytes\n"
                    "1:1 section `.data` takes 6 bytes\n", 1560},
        {"region ROM rx origin 0x1040 length 1K\nregion RAM rw origin 0x20000000 length 16K\n",
         "1:1 the vector table at 0x00001040, of 8 entries, must be at a multiple of 128\n", 8},
        {"region ROM rx origin 0 length 1K\nregion RAM rw origin 0x20000000 length 16K\n"
         "place .text in RAM\nplace .data in ROM\nplace .odd in RAM\n",
         "5:7 no file has a section `.odd`, which the map places\n"
         "1:1 section `.text` has code, but region `RAM` does not have the access `x`\n"
         "1:1 section `.data` has variables, but region `ROM` does not have the access `w`\n", 8},
    };
    (void)state;
    for (u32 i = 0; i < COUNT(row); i++) {
        Env e;
        LinkOut out;
        assert_int_equal(link_map(&e, row[i].map, row[i].zeros, &out), -1);
        assert_string_equal(messages(&e), row[i].says);
        arena_free(&e.a);
    }
}

int test_link_firmware(void)
{
    const struct CMUnitTest t[] = {
        cmocka_unit_test(map_is_read), cmocka_unit_test(defaults), cmocka_unit_test(map_errors),
        cmocka_unit_test(boards), cmocka_unit_test(bin_form), cmocka_unit_test(hex_form),
        cmocka_unit_test(uf2_form), cmocka_unit_test(elf_is_loaded),
        cmocka_unit_test(places), cmocka_unit_test(refusals),
    };
    return cmocka_run_group_tests_name("link_firmware", t, NULL, NULL);
}
