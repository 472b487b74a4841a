// fuzz_pp.c - libFuzzer target: the C preprocessor
//
// The input is the main file, and without its own #include the header self.h. What -E prints must
// be the same tokens again when it is preprocessed a second time.
#include "frontend/c/c_int.h"

int LLVMFuzzerTestOneInput(const u8 *data, size_t size);
int __wrap_file_read(Arena *a, const char *path, Str *out);

enum { MAX_TOKENS = 200000 };

static const DataLayout lp64 = {.ptr_size = 8, .long_size = 8, .wchar_size = 4, .fast = {1, 8, 8},
                                .wchar_signed = true,
                                .char_signed = true, .max_align = 16};

// The files of the machine are not there.
int __wrap_file_read(Arena *a, const char *path, Str *out)
{
    (void)a;
    (void)path;
    *out = STR("");
    return -1;
}

static bool header(void *ctx, Str name, Str *text)
{
    *text = *(Str *)ctx;
    return str_eqz(name, "self.h");
}

static bool is_word(char c)
{
    return ((c | 32) >= 'a' && (c | 32) <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

// Misspelt directives are read as they are meant.
static bool may_include(Str word)
{
    static const char *const name[] = {"include", "include_next", "import"};
    bool may = false;
    for (size_t k = 0; k < COUNT(name) && word.n > 3; k++)
        may |= edit_distance(word, str_of(name[k]), 2) <= 2;
    return may;
}

// A header that includes itself twice would be read 2 to the power of 200 times.
static Str no_include(Arena *a, Str s)
{
    char *p = arena_dup(a, s.p, s.n);
    for (size_t k = 0, end; k < s.n; k = end + 1) {
        for (end = k; end < s.n && is_word(p[end]);)
            end++;
        if (may_include((Str){p + k, end - k}))
            memset(p + k, 'x', end - k);
    }
    return (Str){p, s.n};
}

static Pp *start(Arena *a, Sources *src, Diags *d, COptions *o, Str text)
{
    sources_init(src, a);
    diags_init(d, a, src);
    Pp *p = pp_new(a, src, d, o);
    pp_file(p, sources_add(src, STR("fuzz.c"), text));
    return p;
}

// The end of the tokens was reached.
static bool read_all(Pp *p)
{
    Tok t;
    for (u32 n = 0; n < MAX_TOKENS; n++) {
        pp_next(p, &t);
        if (t.kind == TK_EOF)
            return true;
        assert(t.kind != TK_PPNUM && t.kind != TK_NEWLINE);
        assert(t.kind != TK_KW || (t.id > KW_FIRST - 1 && t.id < KW_END));
    }
    return false;
}

static void compare(Arena *a, Str first, Str second)
{
    Sources s1, s2;
    Diags d1, d2;
    COptions o = {.dl = &lp64};
    Pp *p = start(a, &s1, &d1, &o, first), *q = start(a, &s2, &d2, &o, second);
    for (Tok t, u;;) {
        pp_next(p, &t);
        pp_next(q, &u);
        if (t.kind != u.kind || (t.kind != TK_STR && !str_eq(t.text, u.text))) {
            fprintf(stderr, "fuzz_pp: %d \"%.*s\" became %d \"%.*s\" in:\n"
                            "%.*s\n", t.kind, STR_ARG(t.text), u.kind,
                    STR_ARG(u.text), STR_ARG(second));
            abort();
        }
        if (t.kind == TK_EOF)
            break;
    }
    pp_done(p);
    pp_done(q);
}

static bool has(Str s, const char *what)
{
    size_t n = strlen(what);
    for (size_t k = 0; k + n <= s.n; k++)
        if (!memcmp(s.p + k, what, n))
            return true;
    return false;
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t size)
{
    Arena a = {0};
    Sources src;
    Diags d;
    Str in = {(const char *)data, size}, self = no_include(&a, in);
    COptions o = {.dl = &lp64, .builtin_header = header, .ctx = &self, .warn_all = true};
    Pp *first = start(&a, &src, &d, &o, in);
    bool whole = read_all(first);
    pp_done(first);
    if (whole && !d.errors) {
        Buf out = {0};
        bool markers = size & 1;
        Pp *p = start(&a, &src, &d, &o, in);
        pp_print(p, &out, markers);
        pp_done(p);
        Str text = buf_take(&out, &a);
        // Names that mean something to the preprocessor would be expanded in the second round only.
        if (!d.errors && !has(text, "__") && !has(text, "_P") && !has(text, "_L") &&
            (markers || !has(text, "#"))) {
            Str again = text;
            Buf b = {0};
            p = start(&a, &src, &d, &(COptions){.dl = &lp64}, again);
            pp_print(p, &b, false);
            pp_done(p);
            compare(&a, text, buf_take(&b, &a));
        }
    }
    arena_free(&a);
    return 0;
}
