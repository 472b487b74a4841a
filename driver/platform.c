// platform.c - which target, processor and board the options mean, and what a system's images are
#include "driver/driver.h"
#include "link/firmware/firmware.h"

static const Platform platforms[] = {
    [OS_NONE] = {.name = "bare", .family = "bare", .image = IMAGE_FIRMWARE, .kind = LINK_STATIC,
                 .fixed = LINK_STATIC, .entry = "_start", .suffix = ".elf",
                 .lacks = FUSE_ENVIRONMENT | FUSE_FILES | FUSE_ARGUMENTS | FUSE_NETWORK |
                          FUSE_DATABASE | FUSE_THREADS,
                 .mapped = true, .small = true, .assembles = true},
    [OS_LINUX] = {.name = "linux", .family = "hosted", .image = IMAGE_ELF, .kind = LINK_PIE,
                  .fixed = LINK_STATIC, .entry = "_start", .suffix = "", .lacks = FUSE_DEVICE,
                  .processes = true, .assembles = true, .shared = true, .in_memory = true},
    [OS_MACOS] = {.name = "macos", .family = "hosted", .image = IMAGE_MACHO, .kind = LINK_PIE,
                  .fixed = LINK_PIE, .entry = "rt_start", .suffix = "", .lacks = FUSE_DEVICE,
                  .libs = "System c m pthread dl info dbm poll rpcsvc proc", .processes = true},
    [OS_WINDOWS] = {.name = "windows", .family = "hosted", .image = IMAGE_PE, .kind = LINK_PIE,
                    .fixed = LINK_PIE, .entry = "rt_start", .attach = "rt_dll_start",
                    .suffix = ".exe", .lacks = FUSE_DEVICE, .resources = true, .processes = true},
};

const Platform *platform_of(const Target *t) { return &platforms[t->os]; }

bool target_is_host(const Target *t) { return !strcmp(t->name, target_host()->name); }

// Keeps what is nearest to the given word: few typing errors, else a name that contains it.
typedef struct Nearest {
    Near near;
    Str inside;              // the first that contains what was given
} Nearest;

static Nearest nearest_to(const char *given)
{
    Str s = str_of(given);
    return (Nearest){.near = near_new(s, s.n < 9 ? 2 : (int)s.n / 4)};
}

static bool contains(Str text, Str part)
{
    for (size_t i = 0; part.n > 1 && i + part.n <= text.n; i++)
        if (!memcmp(text.p + i, part.p, part.n))
            return true;
    return false;
}

static void offer(Nearest *n, Str name)
{
    if (!near_try(&n->near, name) && !n->inside.n && contains(name, n->near.name))
        n->inside = name;
}

static const char *did_you_mean(Session *s, const Nearest *n)
{
    return near_text(s, n->near.best.n ? n->near.best : n->inside);
}

static void offer_words(Nearest *n, const char *words)
{
    while (words && *words) {
        size_t w = strcspn(words, " ");
        offer(n, (Str){words, w});
        words += w + (words[w] == ' ');
    }
}

static const char *near_target(Session *s, const char *given)
{
    Nearest n = nearest_to(given);
    const Target *t;
    for (u32 i = 0; (t = target_at(i)); i++)
        offer(&n, str_of(t->name));
    for (u32 i = 0; (t = target_at(i)); i++) {
        offer(&n, str_of(t->triple));
        offer_words(&n, t->alias);
    }
    return did_you_mean(s, &n);
}

static const Cpu *find_cpu(const Isa *isa, Str name)
{
    for (const Cpu *c = isa->cpu; c && c->name; c++)
        if (str_eqz(name, c->name))
            return c;
    return NULL;
}

static const CpuFeature *find_feature(const Isa *isa, Str name)
{
    for (const CpuFeature *f = isa->feature; f && f->name; f++)
        if (str_eqz(name, f->name))
            return f;
    return NULL;
}

static void unknown_cpu(Session *s, Str name)
{
    Nearest n = nearest_to(str_z(&s->mem, name));
    for (const Cpu *c = s->t->isa->cpu; c && c->name; c++)
        offer(&n, str_of(c->name));
    ddiag(s, D_BAD_CPU, s->t->name, str_z(&s->mem, name), did_you_mean(s, &n));
}

static void unknown_feature(Session *s, Str name)
{
    Buf b = {0};
    for (const CpuFeature *f = s->t->isa->feature; f && f->name; f++)
        buf_fmt(&b, "%s%s", b.n ? ", " : "", f->name);
    ddiag(s, D_BAD_FEATURE, s->t->name, str_z(&s->mem, name), b.n ? (int)b.n : 4,
          b.n ? (const char *)b.p : "none");
    buf_free(&b);
}

// "+fp" and "+nofp" after the processor's name.
static bool apply_feature(Session *s, Str word, u32 *feat)
{
    const CpuFeature *f = find_feature(s->t->isa, word);
    if (f) {
        *feat |= f->set;
        return true;
    }
    if (str_starts(word, "no"))
        f = find_feature(s->t->isa, (Str){word.p + 2, word.n - 2});
    if (f)
        *feat &= ~f->clear;
    else
        unknown_feature(s, word);
    return f != NULL;
}

// The runtime and the convention of a target are made for its own features: code may use more of
// the processor, but not less, and nothing that changes how arguments travel.
static bool fits_runtime(Session *s, u32 feat)
{
    for (const CpuFeature *f = s->t->isa->feature; f && f->name; f++) {
        bool had = (s->t->feat & f->set) == f->set, has = (feat & f->set) == f->set;
        if (had && !has) {
            ddiag(s, D_CPU_LACKS, s->cpu, f->name, s->t->name);
            return false;
        }
        if (f->abi && has && !had) {
            ddiag(s, D_CPU_ABI, f->name, s->t->name);
            return false;
        }
    }
    return true;
}

static void apply_cpu(Session *s)
{
    Str text = str_of(s->cpu);
    size_t n = strcspn(s->cpu, "+");
    const Cpu *c = find_cpu(s->t->isa, (Str){text.p, n});
    if (!c) {
        unknown_cpu(s, (Str){text.p, n});
        return;
    }
    u32 feat = c->feat;
    while (n < text.n) {
        size_t w = strcspn(text.p + n + 1, "+");
        if (!apply_feature(s, (Str){text.p + n + 1, w}, &feat))
            return;
        n += 1 + w;
    }
    if (!fits_runtime(s, feat))
        return;
    Target *t = arena_new(&s->mem, Target);
    *t = *s->t;
    t->feat = feat;
    s->t = t;
}

static bool runs_on(const Target *t, const Board *b)
{
    const Target *bt = target_find(b->target);
    return t->isa == bt->isa && t->os == bt->os && !(t->feat & ~bt->feat);
}

static void apply_board(Session *s)
{
    s->board = board_find(s->board_name);
    if (!s->board) {
        const Board *near = board_near(str_of(s->board_name));
        ddiag(s, D_BAD_BOARD, s->board_name, near ? " (did you mean `" : "",
              near ? near->name : "", near ? "`?)" : "");
        return;
    }
    if (!s->target_name)
        s->t = target_find(s->board->target);
    else if (!runs_on(s->t, s->board))
        ddiag(s, D_BOARD_TARGET, s->board->name, s->board->target, s->t->name);
}

int session_target(Session *s)
{
    u32 errors = s->diags.errors;
    if (s->target_name) {
        s->t = target_find(s->target_name);
        if (!s->t) {
            ddiag(s, D_BAD_TARGET, s->target_name, near_target(s, s->target_name));
            s->t = target_host();
            return -1;
        }
    }
    if (s->board_name)
        apply_board(s);
    if (s->cpu && s->diags.errors == errors)
        apply_cpu(s);
    if (s->memory && !platform_of(s->t)->mapped)
        ddiag(s, D_NOT_FIRMWARE, "--memory", s->t->name);
    return s->diags.errors == errors ? 0 : -1;
}

const struct Board *session_board(const Session *s)
{
    const Board *b;
    if (s->board || !platform_of(s->t)->mapped)
        return s->board;
    for (u32 i = 0; (b = board_at(i)); i++)
        if (!strcmp(b->target, s->t->name))
            return b;
    for (u32 i = 0; (b = board_at(i)); i++)
        if (runs_on(s->t, b))
            return b;
    return NULL;
}
