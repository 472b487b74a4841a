// mapfile.c - reads a linker map file: one statement a line, errors with line and column
//
// The language is in docs/firmware.md. A line with an error is left out and reading goes on, so one
// run shows them all; what only the whole file tells (overlaps, a missing region) comes last, and
// only when every line was fine.
#include "link/firmware/firmware.h"
#include "link/link_int.h"

typedef struct Tok {
    Str text;            // empty at the end of the line
    Span at;
} Tok;

typedef struct Reader {
    Arena *mem;
    Diags *d;
    FwMap *map;
    Str text;
    u32 file, at;        // at: where the next token is looked for
    Tok tok;             // the current one
    VEC(Tok) region_name;   // of place, stack and heap statements: looked up when all are known
    VEC(u32 *) region_of;
    bool entry, console, clock, uart_clock, family, stack, heap, guard, exit;
    u32 errors;
} Reader;

#define say(r, id, span, ...) diag((r)->d, &link_diag[id], (span), __VA_ARGS__)

static bool blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

/* The next word of the line; at its end an empty one, again and again. */
static void next(Reader *r)
{
    const char *p = r->text.p;
    while (r->at < r->text.n && blank(p[r->at]))
        r->at++;
    u32 lo = r->at;
    while (r->at < r->text.n && !blank(p[r->at]) && p[r->at] != '\n' && p[r->at] != '#')
        r->at++;
    r->tok = (Tok){{p + lo, r->at - lo}, {r->file, lo, MAX(r->at, lo + 1)}};
}

static const char *shown(Reader *r)
{
    enum { LONGEST = 40 };
    Str s = r->tok.text;
    return s.n ? str_fmt(r->mem, "`%.*s`", (int)MIN(s.n, LONGEST), s.p).p : "the end of the line";
}

static bool expected(Reader *r, const char *what)
{
    say(r, L_MAP_EXPECT, r->tok.at, what, shown(r));
    return false;
}

static bool is(const Reader *r, const char *word) { return str_eqz(r->tok.text, word); }

static bool keyword(Reader *r, const char *word)
{
    if (!is(r, word))
        return expected(r, str_fmt(r->mem, "`%s`", word).p);
    next(r);
    return true;
}

static bool line_end(Reader *r) { return !r->tok.text.n || expected(r, "the end of the line"); }

static int digit(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10 : 16;
}

typedef struct Unit {
    const char *text;
    u32 factor;
} Unit;
static const Unit sizes[] = {{"", 1}, {"K", 1024}, {"M", 1024 * 1024}, {NULL, 0}};
static const Unit rates[] = {{"", 1}, {"Hz", 1}, {"kHz", 1000}, {"MHz", 1000000}, {NULL, 0}};
static const Unit plain[] = {{"", 1}, {NULL, 0}};

/* 4096, 0x1000, 4K, 25MHz; at most 4 GiB. */
static bool parse_number(Str s, const Unit *unit, u64 *out)
{
    bool hex = s.n > 2 && s.p[0] == '0' && (s.p[1] == 'x' || s.p[1] == 'X');
    size_t i = hex ? 2 : 0, first = i;
    u64 x = 0, base = hex ? 16 : 10;
    for (; i < s.n && digit(s.p[i]) < (int)base; i++) {
        x = x * base + (u64)digit(s.p[i]);
        if (x > (u64)1 << 32)
            return false;
    }
    Str rest = {s.p + i, s.n - i};
    while (unit->text && !str_eqz(rest, unit->text))
        unit++;
    *out = x * unit->factor;
    return i > first && unit->text && *out <= (u64)1 << 32;
}

static bool number(Reader *r, const Unit *unit, u64 max, u64 *out)
{
    if (!r->tok.text.n)
        return expected(r, "a number");
    if (!parse_number(r->tok.text, unit, out) || *out > max) {
        say(r, L_MAP_NUMBER, r->tok.at, shown(r),
            max > 0xffffffffu ? "4G" : str_fmt(r->mem, "0x%llx", (unsigned long long)max).p);
        return false;
    }
    next(r);
    return true;
}

static bool name_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == '_' || c == '.' || c == '$' || c == '-';
}

static bool name(Reader *r, const char *what, Tok *out)
{
    Str s = r->tok.text;
    bool good = s.n && !(s.p[0] >= '0' && s.p[0] <= '9');
    for (size_t i = 0; i < s.n; i++)
        good &= name_char(s.p[i]);
    if (!good)
        return expected(r, what);
    *out = r->tok;
    next(r);
    return true;
}

/* A statement that may stand once. */
static bool once(Reader *r, bool *seen, Tok head)
{
    if (*seen) {
        say(r, L_MAP_TWICE, head.at, str_z(r->mem, head.text));
        return false;
    }
    return *seen = true;
}

static u32 find_region(const FwMap *m, Str s)
{
    for (u32 i = 0; i < m->region.n; i++)
        if (str_eq(m->region.v[i].name, s))
            return i;
    return FW_NO_REGION;
}

/* [in NAME] or `load NAME`: the region is looked up at the end of the file. */
static bool region_ref(Reader *r, const char *word, u32 *out)
{
    Tok t;
    if (!keyword(r, word) || !name(r, "the name of a region", &t))
        return false;
    vec_push(r->mem, &r->region_name, t);
    vec_push(r->mem, &r->region_of, out);
    return true;
}

static bool access_word(Reader *r, u32 *out)
{
    Str s = r->tok.text;
    u32 bits = 0;
    for (size_t i = 0; i < s.n; i++) {
        u32 bit = s.p[i] == 'r' ? FW_READ : s.p[i] == 'w' ? FW_WRITE : s.p[i] == 'x' ? FW_EXEC : 0;
        if (!bit || bits & bit)
            return expected(r, "what may be done there, of the letters r, w and x");
        bits |= bit;
    }
    if (!(bits & FW_READ))
        return expected(r, "what may be done there, of the letters r, w and x (always r)");
    *out = bits;
    next(r);
    return true;
}

static bool do_region(Reader *r, Tok head)
{
    FwRegion x = {0};
    Tok t;
    u64 origin;
    (void)head;
    if (!name(r, "the name of the region", &t) || !access_word(r, &x.access) ||
        !keyword(r, "origin") || !number(r, sizes, 0xffffffffu, &origin) ||
        !keyword(r, "length") || !number(r, sizes, (u64)1 << 32, &x.length) || !line_end(r))
        return false;
    x.name = t.text;
    x.at = t.at;
    x.origin = (u32)origin;
    if (find_region(r->map, x.name) != FW_NO_REGION) {
        say(r, L_MAP_TWICE, t.at, str_z(r->mem, t.text));
        return false;
    }
    if (!x.length || origin + x.length > (u64)1 << 32) {
        say(r, x.length ? L_MAP_WRAP : L_MAP_EMPTY, t.at, str_z(r->mem, t.text));
        return false;
    }
    vec_push(r->mem, &r->map->region, x);
    return true;
}

static bool placed_already(Reader *r, Tok t)
{
    for (u32 i = 0; i < r->map->place.n; i++)
        if (str_eq(r->map->place.v[i].section, t.text)) {
            say(r, L_MAP_TWICE, t.at, str_z(r->mem, t.text));
            return true;
        }
    return false;
}

/* The sections of one line share the two region words. */
static bool do_place(Reader *r, Tok head)
{
    u32 first = r->map->place.n;
    u32 *where = arena_array(r->mem, u32, 2);
    Tok t;
    (void)head;
    do {
        bool named = is(r, "in") ? expected(r, "the name of a section")
                                 : name(r, "the name of a section", &t);
        if (!named || placed_already(r, t)) {
            r->map->place.n = first;
            return false;
        }
        vec_push(r->mem, &r->map->place,
                 ((FwPlace){.section = t.text, .at = t.at, .region = FW_NO_REGION}));
    } while (r->tok.text.n && !is(r, "in"));
    u32 refs = r->region_of.n;
    where[1] = FW_NO_REGION;
    bool fine = region_ref(r, "in", &where[0]) &&
                (!is(r, "load") || region_ref(r, "load", &where[1])) && line_end(r);
    if (!fine) {
        r->map->place.n = first;
        r->region_of.n = r->region_name.n = refs;
        return false;
    }
    for (u32 i = first; i < r->map->place.n; i++)   // until then: which line's pair
        r->map->place.v[i].region = r->map->place.v[i].load = refs;
    return true;
}

static bool do_stack(Reader *r, Tok head)
{
    return once(r, &r->stack, head) && number(r, sizes, 0xffffffffu, &r->map->stack) &&
           (!r->tok.text.n || region_ref(r, "in", &r->map->stack_in)) && line_end(r);
}

static bool do_heap(Reader *r, Tok head)
{
    if (!once(r, &r->heap, head))
        return false;
    r->map->heap_rest = is(r, "rest");
    if (r->map->heap_rest)
        next(r);
    else if (!number(r, sizes, 0xffffffffu, &r->map->heap))
        return false;
    return (!r->tok.text.n || region_ref(r, "in", &r->map->heap_in)) && line_end(r);
}

static bool do_guard(Reader *r, Tok head)
{
    Tok t = r->tok;
    if (!once(r, &r->guard, head) || !number(r, sizes, 1 << 20, &r->map->guard) || !line_end(r))
        return false;
    u64 g = r->map->guard;
    if (g && (g < 32 || g & (g - 1))) {
        say(r, L_MAP_GUARD, t.at, (unsigned long long)g);
        return false;
    }
    return true;
}

static bool do_entry(Reader *r, Tok head)
{
    Tok t;
    if (!once(r, &r->entry, head) || !name(r, "the name of a function", &t) || !line_end(r))
        return false;
    r->map->entry = t.text;
    return true;
}

static const char *const consoles[FW_CONSOLE_COUNT] = {"none", "semihosting", "cmsdk", "pl011",
                                                       "stm32"};

static bool do_console(Reader *r, Tok head)
{
    u64 addr = 0;
    u32 k = 0;
    if (!once(r, &r->console, head))
        return false;
    while (k < FW_CONSOLE_COUNT && !is(r, consoles[k]))
        k++;
    if (k == FW_CONSOLE_COUNT)
        return expected(r, "a console (none, semihosting, cmsdk, pl011 or stm32)");
    next(r);
    if (k > FW_CONSOLE_SEMIHOST && !number(r, plain, 0xffffffffu, &addr))
        return false;
    r->map->console = (FwConsole)k;
    r->map->uart = (u32)addr;
    return line_end(r);
}

static bool do_clock(Reader *r, Tok head)
{
    u64 hz;
    bool uart = str_eqz(head.text, "uart-clock");
    if (!once(r, uart ? &r->uart_clock : &r->clock, head) || !number(r, rates, 0xffffffffu, &hz) ||
        !line_end(r))
        return false;
    *(uart ? &r->map->uart_hz : &r->map->cpu_hz) = (u32)hz;
    return true;
}

static bool do_set(Reader *r, Tok head)
{
    u64 addr, bits;
    if (r->map->nsetup == COUNT(r->map->setup)) {
        say(r, L_MAP_SETS, head.at, (unsigned)COUNT(r->map->setup));
        return false;
    }
    if (!number(r, plain, 0xffffffffu, &addr) || !number(r, plain, 0xffffffffu, &bits) ||
        !line_end(r))
        return false;
    r->map->setup[r->map->nsetup++] = (FwSetup){(u32)addr, (u32)bits};
    return true;
}

static bool do_exit(Reader *r, Tok head)
{
    if (!once(r, &r->exit, head))
        return false;
    if (!is(r, "semihosting") && !is(r, "halt"))
        return expected(r, "`semihosting` or `halt`");
    r->map->flags = is(r, "semihosting") ? FWB_SEMIHOST : 0;
    next(r);
    return line_end(r);
}

static bool do_family(Reader *r, Tok head)
{
    u64 x;
    if (!once(r, &r->family, head) || !number(r, plain, 0xffffffffu, &x) || !line_end(r))
        return false;
    r->map->family = (u32)x;
    return true;
}

typedef struct Statement {
    const char *word;
    bool (*read)(Reader *r, Tok head);
} Statement;

static const Statement statements[] = {
    {"region", do_region}, {"place", do_place}, {"stack", do_stack}, {"heap", do_heap},
    {"guard", do_guard}, {"entry", do_entry}, {"console", do_console}, {"clock", do_clock},
    {"uart-clock", do_clock}, {"set", do_set}, {"exit", do_exit}, {"family", do_family},
};

static void unknown_statement(Reader *r, Tok head)
{
    Near n = near_new(head.text, 2);
    say(r, L_MAP_WORD, head.at, shown(r));
    for (size_t i = 0; i < COUNT(statements); i++)
        near_try(&n, str_of(statements[i].word));
    if (n.best.n)
        diag_help(r->d, "did you mean `%.*s`?", STR_ARG(n.best));
}

static void read_line(Reader *r)
{
    next(r);
    Tok head = r->tok;
    const Statement *s = NULL;
    for (size_t i = 0; i < COUNT(statements); i++)
        if (str_eqz(head.text, statements[i].word))
            s = &statements[i];
    if (head.text.n && !s)
        unknown_statement(r, head);
    if (s) {
        next(r);
        s->read(r, head);
    }
    while (r->at < r->text.n && r->text.p[r->at] != '\n')   // a comment, or what an error left
        r->at++;
    r->at++;
}

static void unknown_region(Reader *r, Tok t)
{
    Near n = near_new(t.text, 2);
    say(r, L_MAP_REGION, t.at, str_z(r->mem, t.text));
    for (u32 i = 0; i < r->map->region.n; i++)
        near_try(&n, r->map->region.v[i].name);
    if (n.best.n)
        diag_help(r->d, "did you mean `%.*s`?", STR_ARG(n.best));
}

/* Region words become numbers of regions; places take those of their line. */
static void look_up_regions(Reader *r)
{
    for (u32 i = 0; i < r->region_of.n; i++) {
        *r->region_of.v[i] = find_region(r->map, r->region_name.v[i].text);
        if (*r->region_of.v[i] == FW_NO_REGION)
            unknown_region(r, r->region_name.v[i]);
    }
    for (u32 i = 0; i < r->map->place.n; i++) {
        FwPlace *p = &r->map->place.v[i];
        u32 *where = r->region_of.v[p->region];
        p->region = where[0];
        p->load = where[1];
    }
}

static void check_overlaps(Reader *r)
{
    const FwMap *m = r->map;
    for (u32 i = 0; i < m->region.n; i++)
        for (u32 k = 0; k < i; k++) {
            const FwRegion *x = &m->region.v[k], *y = &m->region.v[i];
            u64 lo = MAX(x->origin, y->origin);
            u64 hi = MIN(x->origin + x->length, y->origin + y->length);
            if (lo < hi)
                say(r, L_MAP_OVERLAP, y->at, str_z(r->mem, y->name), str_z(r->mem, x->name),
                    (unsigned long long)(hi - lo), (unsigned long long)lo);
        }
}

u32 fw_load_region(const FwMap *m, u32 run)
{
    return m->region.v[run].access & FW_WRITE && m->flash != FW_NO_REGION ? m->flash : run;
}

/* What the file does not say: code goes to the first region that cannot be written but run, data to
 * the first that can be written; one region that can do all may hold both. */
static void fill_defaults(Reader *r)
{
    FwMap *m = r->map;
    m->flash = m->ram = FW_NO_REGION;
    for (u32 pass = 0; pass < 2; pass++)
        for (u32 i = m->region.n; i-- > 0;) {
            u32 acc = m->region.v[i].access;
            if (acc & FW_EXEC && (pass == 1) == !(acc & FW_WRITE))
                m->flash = i;
            if (acc & FW_WRITE)
                m->ram = i;
        }
    Span whole = {r->file, 0, 1};
    if (m->flash == FW_NO_REGION)
        say(r, L_MAP_NEED, whole, "code", "rx");
    if (m->ram == FW_NO_REGION)
        say(r, L_MAP_NEED, whole, "data and the stack", "rw");
    m->stack_in = m->stack_in == FW_NO_REGION ? m->ram : m->stack_in;
    m->heap_in = m->heap_in == FW_NO_REGION ? m->stack_in : m->heap_in;
    if (!r->uart_clock)
        m->uart_hz = m->cpu_hz;
    for (u32 i = 0; i < m->place.n; i++)
        if (m->place.v[i].load == FW_NO_REGION)
            m->place.v[i].load = fw_load_region(m, m->place.v[i].region);
}

static void check_writable(Reader *r)
{
    static const char *const what[] = {"stack", "heap"};
    for (u32 i = 0; i < 2; i++) {
        u32 k = i ? r->map->heap_in : r->map->stack_in;
        if (k != FW_NO_REGION && !(r->map->region.v[k].access & FW_WRITE))
            say(r, L_MAP_READONLY, r->map->region.v[k].at, what[i],
                str_z(r->mem, r->map->region.v[k].name));
    }
}

enum { DEFAULT_STACK = 4096, DEFAULT_GUARD = 256 };

bool fw_map_read(Arena *a, Diags *d, u32 file, FwMap *out)
{
    Reader r = {.mem = a, .d = d, .map = out, .file = file, .text = d->src->file.v[file].text,
                .errors = d->errors};
    *out = (FwMap){.name = d->src->file.v[file].path, .stack_in = FW_NO_REGION,
                   .heap_in = FW_NO_REGION, .stack = DEFAULT_STACK, .guard = DEFAULT_GUARD,
                   .heap_rest = true, .flags = FWB_SEMIHOST, .console = FW_CONSOLE_SEMIHOST};
    while (r.at < r.text.n)
        read_line(&r);
    if (d->errors == r.errors)
        look_up_regions(&r);
    if (d->errors == r.errors)
        check_overlaps(&r);
    if (d->errors == r.errors)
        fill_defaults(&r);
    if (d->errors == r.errors)
        check_writable(&r);
    return d->errors == r.errors;
}
