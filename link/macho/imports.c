// imports.c - which names come from dynamic libraries
//
// Two-level names: each import says which library has it. libSystem is always linked; what it
// offers is a list of ours unless a .tbd file describes it.
#include "link/macho/macho_int.h"

enum { MAX_LIBS = 253 };     // of what the import table's byte can say

static const char libsystem_path[] = "/usr/lib/libSystem.B.dylib";

static LFile *lib_file(Link *l, Str name)
{
    LFile *f = arena_new(l->mem, LFile);
    f->name = name;
    return f;
}

static void offer(Link *l, MachoLib *b, Str name, u32 what)
{
    bool is_new;
    *map_put(&b->sym, name, &is_new) |= what;
    (void)l;
}

static MachoLib *builtin_libsystem(Link *l)
{
    MachoLib *b = arena_new(l->mem, MachoLib);
    b->install = str_of(libsystem_path);
    b->version = 1292 << 16;     // macOS 11
    b->compat = 1 << 16;
    b->sym = map_new(l->mem);
    b->file = lib_file(l, b->install);
#define FN(name) offer(l, b, STR(#name), 0);
#define VAR(name) offer(l, b, STR(#name), MLS_DATA);
#define FN_RAW(name) offer(l, b, STR("\1" name), 0);
#define FN_X64(name)          \
    if (macho_of(l)->inode64) \
        offer(l, b, STR(name), 0);
#include "link/macho/libsystem.def"
#undef FN
#undef VAR
#undef FN_RAW
#undef FN_X64
    return b;
}

/* The libraries in the order of the command, libSystem first when no file describes it. */
static void read_libraries(Link *l)
{
    Macho *m = l->macho;
    bool have = false;
    for (u32 i = 0; i < l->library.n; i++) {
        const ArMember *f = &l->library.v[i];
        Str err;
        MachoLib *b = tbd_read(l->mem, f->bytes, (Arch)(l->arch - link_arch), &err);
        if (!b) {
            link_say(l, L_BAD_OBJ, str_z(l->mem, f->name), str_z(l->mem, err));
            continue;
        }
        have |= str_eqz(b->install, libsystem_path);
        b->file = lib_file(l, f->name);
        vec_push(l->mem, &m->lib, b);
    }
    if (!have)
        vec_push(l->mem, &m->lib, builtin_libsystem(l));
    if (m->lib.n > MAX_LIBS)
        link_say(l, L_MACHO_LIBS, MAX_LIBS);
}

void macho_begin(Link *l)
{
    l->macho = arena_new(l->mem, Macho);
    l->opt.kind = LINK_PIE;      // there are no others
    l->opt.build_id = false;     // the UUID is one
    if (l->note)
        l->note->live = false;
    l->note = NULL;
}

static u64 offered(const Macho *m, Str name, u32 *lib)
{
    for (u32 i = 0; i < m->lib.n; i++) {
        u64 *v = map_get(&m->lib.v[i]->sym, name);
        if (v) {
            *lib = i;
            return *v;
        }
    }
    *lib = m->lib.n;
    return 0;
}

/* NAME$libSystem: what libSystem calls NAME, even where the program has a function of that name. */
static Str imported_name(Str name)
{
    Str mark = STR("$libSystem");
    return str_ends(name, mark.p) ? (Str){name.p, name.n - mark.n} : name;
}

static void try_import(Link *l, LSym *s)
{
    Macho *m = l->macho;
    u32 lib;
    Str name = imported_name(s->name);
    u64 what = offered(m, name, &lib);
    if (lib == m->lib.n)
        return;
    s->name = name;
    s->state = LS_IMPORT;
    s->file = m->lib.v[lib]->file;
    s->value = lib + 1;
    if (what & MLS_DATA)
        s->kind = SK_DATA;
    if (what & MLS_TLS)
        s->kind = SK_TLS;
}

/* The start of the image, under the names that other tools give it. */
static void give_header(Link *l, const char *name)
{
    LSym *s = map_getp(&l->global, str_of(name));
    if (!s || s->state != LS_UNDEF)
        return;
    s->state = LS_LINKER;
    s->file = &l->own;
    s->linker = LD_HEADER;
    s->bind = SB_GLOBAL;
}

/* section$start$SEG$SECT and section$end$SEG$SECT, in files without the underscore of C: the edges
 * of a section. */
static void try_edge(Link *l, LSym *s)
{
    bool start = str_starts(s->name, "\1section$start$");
    if (!start && !str_starts(s->name, "\1section$end$"))
        return;
    size_t skip = start ? 15 : 13;
    Str rest = {s->name.p + skip, s->name.n - skip};
    const char *dollar = memchr(rest.p, '$', rest.n);
    if (!dollar)
        return;
    const char *seg = str_z(l->mem, (Str){rest.p, (size_t)(dollar - rest.p)});
    const char *sect = str_z(l->mem, (Str){dollar + 1, rest.n - (size_t)(dollar + 1 - rest.p)});
    u32 sf, es;
    const char *known = macho_sect_in(seg, sect, S_REGULAR, &sf, &es);
    s->state = LS_LINKER;
    s->file = &l->own;
    s->linker = start ? LD_START : LD_STOP;
    s->edge_name = known ? str_of(known) : str_fmt(l->mem, "%s,%s", seg, sect);
    s->bind = SB_GLOBAL;
}

void macho_imports(Link *l)
{
    Macho *m = l->macho;
    if (!l->arch || !macho_of(l)->cpu) {
        link_say(l, L_MACHO_ARCH, l->arch ? l->arch->name : "no machine at all");
        return;
    }
    m->page = macho_of(l)->page;
    read_libraries(l);
    give_header(l, "_mh_execute_header");
    give_header(l, "__dso_handle");
    m->bootstrap = link_global(l, STR("_tlv_bootstrap"));
    for (u32 i = 0; i < l->global.n; i++) {
        LSym *s = (LSym *)(uintptr_t)l->global.ent[i].val;
        if (s->state == LS_UNDEF)
            try_import(l, s);
        if (s->state == LS_UNDEF)
            try_edge(l, s);
    }
}
