// rtpack.c - the runtime that the tool carries: made by the bootstrap tool, unpacked when needed
//
// The pack is a directory and streams that are compressed one by one, so that a run unpacks only
// what its target needs: the headers that `fuse cc` offers, and for each target an object of each
// runtime source, the IR of those that inlining takes, and, for the tool's own target, the IR of
// the others, which the vm runs; and the headers and objects of the C library. A stream is a list
// of items {name, bytes}; streams of equal bytes are stored once. CMakeLists.txt calls `fuse-boot
// __rtpack` and compiles the C array it writes.
//
// A target is in the pack when its instruction set selects code and runtime/sources.list has a
// section for its system. runtime/libc/sources.list has the same form.
#include "driver/driver.h"

#include <errno.h>
#include <zlib.h>

extern const u8 rt_blob[];
extern const u32 rt_blob_size;

typedef struct Stream {
    RtKind kind;
    const char *target;      // "" for the headers
    Buf raw;                 // freed once compressed
    size_t nraw;
    u8 *z;                   // compressed
    uLongf nz;
    u32 at;                  // in the data of the pack
    u32 same;                // index of an earlier stream of equal bytes, or its own
} Stream;

static void put_item(Buf *b, Str name, Str bytes)
{
    buf_uleb(b, name.n);
    buf_put(b, name.p, name.n);
    buf_uleb(b, bytes.n);
    buf_put(b, bytes.p, bytes.n);
}

typedef struct PackDirs {
    Str root;       // folder that holds runtime/
    Str include;    // root/runtime/include
    Str libc;       // root/runtime/libc/include
} PackDirs;

// A path without the folder it lies in: where the tool was built must not reach what it makes.
static Str below(Str root, Str path)
{
    if (path.n > root.n && !memcmp(path.p, root.p, root.n) && path.p[root.n] == '/')
        return (Str){path.p + root.n + 1, path.n - root.n - 1};
    return path;
}

static Mod *compile_unit(Session *s, const PackDirs *d, Str path, bool libc)
{
    u32 file;
    Str inc[1] = {d->root};
    Str sys[2] = {d->include, d->libc};
    COptions o = {
        .inc = inc,
        .ninc = 1,
        .sysinc = sys,
        .nsysinc = 1 + (u32)libc,
        .freestanding = true,
        .warn_all = true,
        .opt = 2,
    };
    session_c_target(s, &o);
    if (session_read(s, path_join(&s->mem, d->root, path), &file))
        return NULL;
    Mod *m = c_compile(&s->mem, &s->src, &s->diags, file, &o);
    for (u32 i = 1; m && i < m->file.n; i++)
        m->file.v[i] = below(d->root, m->file.v[i]);
    if (m)
        m->name = below(d->root, m->name);
    return m;
}

// One line of a list: "path" or "path inline". `out` is indexed by RtKind; `objects` is the kind
// that its object goes to.
static int pack_unit(Session *s, const PackDirs *d, Str line, RtKind objects, Stream *out)
{
    bool in = str_ends(line, " inline");
    Str path = {line.p, in ? line.n - 7 : line.n};
    Mod *m = compile_unit(s, d, path, objects == RT_LIBC);
    if (!m)
        return -1;
    pipe_optimise(s, m);
    Buf ir = {0}, obj = {0};
    ir_write(m, &ir);
    Obj *o = pipe_codegen(s, m, path, 0x1d);
    if (pipe_object(s, o, &obj))
        return -1;
    if (objects == RT_OBJECT && (in || s->t == target_host()))
        put_item(&out[in ? RT_IR_INLINE : RT_IR].raw, path, (Str){(char *)ir.p, ir.n});
    put_item(&out[objects].raw, path, (Str){(char *)obj.p, obj.n});
    buf_free(&ir);
    buf_free(&obj);
    return 0;
}

// The words of a line "[linux x64]", one after the other; false after the last.
static bool section_word(Str line, size_t *at, Str *word)
{
    size_t i = *at;
    while (i < line.n && (line.p[i] == ' ' || line.p[i] == '['))
        i++;
    size_t from = i;
    while (i < line.n && line.p[i] != ' ' && line.p[i] != ']')
        i++;
    *word = (Str){line.p + from, i - from};
    *at = i;
    return i > from;
}

// A line "[linux x64]": do all words hold for the target? *system: one of them is its system;
// "hosted" is every system but bare metal.
static bool section_holds(const Target *t, Str line, bool *system)
{
    const Platform *p = platform_of(t);
    Str word;
    for (size_t at = 0; section_word(line, &at, &word);) {
        bool os = str_eqz(word, p->name);
        *system |= os;
        if (!os && !str_eqz(word, p->family) && !str_eqz(word, t->isa->name))
            return false;
    }
    return true;
}

// Compiles what the list says for the session's target; *system: there is a section for its system.
static int pack_sources(Session *s, const PackDirs *d, Str list, bool dry, RtKind objects,
                        Stream *out, bool *system)
{
    bool on = true;
    for (size_t at = 0; at < list.n;) {
        const char *nl = memchr(list.p + at, '\n', list.n - at);
        size_t end = nl ? (size_t)(nl - list.p) : list.n;
        Str line = {list.p + at, end - at};
        at = end + 1;
        if (line.n && line.p[0] == '[')
            on = section_holds(s->t, line, system);
        else if (line.n && line.p[0] != '#' && on && !dry &&
                 pack_unit(s, d, line, objects, out))
            return -1;
    }
    return 0;
}

// The headers in a folder and in those below it, which have `prefix` before their names.
static int pack_headers(Session *s, Str dir, Str prefix, Buf *out)
{
    Str *name;
    u32 n;
    if (dir_list(&s->mem, str_z(&s->mem, dir), &name, &n))
        return -1;
    for (u32 i = 0; i < n; i++) {
        Str text, path = path_join(&s->mem, dir, name[i]);
        Str as = str_fmt(&s->mem, "%.*s%.*s", STR_ARG(prefix), STR_ARG(name[i]));
        const char *z = str_z(&s->mem, path);
        if (str_starts(name[i], "rt_"))
            continue;
        if (file_is_dir(z)) {
            if (pack_headers(s, path, str_fmt(&s->mem, "%.*s/", STR_ARG(as)), out))
                return -1;
            continue;
        }
        if (file_read(&s->mem, z, &text))
            return -1;
        put_item(out, as, text);
    }
    return 0;
}

typedef struct Pack {
    PackDirs dir;
    Str list, libc;          // the texts of runtime/sources.list and runtime/libc/sources.list
    Stream *stream;          // RT_KINDS for each target, in the order of the table
    int *code;               // exit code by target
} Pack;

static bool is_header(RtKind kind) { return kind == RT_HEADER || kind == RT_LIBC_HEADER; }

// One target, in a session of its own: targets are packed in parallel.
static void pack_target(void *ctx, u32 i, Arena *tmp)
{
    (void)tmp;
    Pack *p = ctx;
    Session s;
    bool system = false;
    session_init(&s, "rtpack");
    s.opt = 2;
    s.jobs = 1;
    s.t = target_at(i);
    s.size = platform_of(s.t)->small;
    Stream *out = p->stream + i * RT_KINDS;
    for (u32 k = 0; k < RT_KINDS; k++)
        out[k] = (Stream){.kind = (RtKind)k, .target = is_header((RtKind)k) ? "" : s.t->name};
    if (i == 0 && (pack_headers(&s, p->dir.include, STR(""), &out[RT_HEADER].raw) ||
                   pack_headers(&s, p->dir.libc, STR(""), &out[RT_LIBC_HEADER].raw)))
        p->code[i] = EXIT_FAIL;
    pack_sources(&s, &p->dir, p->list, true, RT_OBJECT, out, &system);
    if (system && s.t->isa->select &&
        (pack_sources(&s, &p->dir, p->list, false, RT_OBJECT, out, &system) ||
         pack_sources(&s, &p->dir, p->libc, false, RT_LIBC, out, &system)))
        p->code[i] = EXIT_FAIL;
    p->code[i] |= session_end(&s);
    session_free(&s);
}

static void compress_stream(void *ctx, u32 i, Arena *tmp)
{
    (void)tmp;
    Stream *x = (Stream *)ctx + i;
    if (!x->raw.n)
        return;
    x->nraw = x->raw.n;
    x->nz = compressBound(x->raw.n);
    x->z = malloc(x->nz);
    int z = x->z ? compress2(x->z, &x->nz, x->raw.p, x->raw.n, 9) : Z_MEM_ERROR;
    assert(z == Z_OK && "out of memory");
    (void)z;
    buf_free(&x->raw);
}

// Drops empty streams, gives the others their places and finds equal ones. Returns how many.
static u32 place_streams(Stream *v, u32 n)
{
    u32 kept = 0, at = 0;
    for (u32 i = 0; i < n; i++) {
        if (!v[i].nraw)
            continue;
        Stream x = v[i];
        x.same = kept;
        x.at = at;
        for (u32 k = 0; k < kept; k++)
            if (v[k].nz == x.nz && !memcmp(v[k].z, x.z, x.nz)) {
                x.same = v[k].same;
                x.at = v[k].at;
                break;
            }
        if (x.same == kept)
            at += (u32)x.nz;
        v[kept++] = x;
    }
    return kept;
}

static void put_array(Buf *c, const u8 *p, size_t n)
{
    for (size_t i = 0; i < n; i++)
        buf_fmt(c, i % 32 ? "%u," : "\n%u,", p[i]);
}

static int write_blob(const Stream *v, u32 n, const char *path)
{
    Buf dir = {0}, c = {0};
    u32 size = 0;
    buf_uleb(&dir, n);
    for (u32 i = 0; i < n; i++) {
        buf_byte(&dir, (u8)v[i].kind);
        buf_uleb(&dir, strlen(v[i].target));
        buf_put(&dir, v[i].target, strlen(v[i].target));
        buf_uleb(&dir, v[i].nraw);
        buf_uleb(&dir, v[i].nz);
        buf_uleb(&dir, v[i].at);
    }
    buf_fmt(&c, "// the runtime, packed by __rtpack: a directory, then zlib streams\n"
                "#include <stdint.h>\nextern const uint8_t rt_blob[];\n"
                "extern const uint32_t rt_blob_size;\nconst uint8_t rt_blob[] = {");
    put_array(&c, dir.p, dir.n);
    for (u32 i = 0; i < n; i++)
        if (v[i].same == i) {
            put_array(&c, v[i].z, v[i].nz);
            size += (u32)v[i].nz;
        }
    buf_fmt(&c, "};\nconst uint32_t rt_blob_size = %u;\n", (unsigned)dir.n + size);
    int bad = file_write(path, c.p, c.n, 0644);
    buf_free(&dir);
    buf_free(&c);
    return bad;
}

static u32 target_count(void)
{
    u32 n = 0;
    while (target_at(n))
        n++;
    return n;
}

static void read_list(Session *s, Str root, Str name, Str *text)
{
    const char *path = str_z(&s->mem, path_join(&s->mem, root, name));
    if (file_read(&s->mem, path, text))
        ddiag(s, D_NO_FILE, path, strerror(errno));
}

// fuse-boot __rtpack ROOT OUT.c
int cmd_rtpack(int argc, char **argv)
{
    Session s;
    session_init(&s, "rtpack");
    if (argc != 3)
        return EXIT_FAIL;
    Pack p = {.dir.root = str_of(argv[1])};
    p.dir.include = path_join(&s.mem, p.dir.root, STR("runtime/include"));
    p.dir.libc = path_join(&s.mem, p.dir.root, STR("runtime/libc/include"));
    read_list(&s, p.dir.root, STR("runtime/sources.list"), &p.list);
    read_list(&s, p.dir.root, STR("runtime/libc/sources.list"), &p.libc);
    u32 n = target_count(), kept = 0;
    p.stream = arena_array(&s.mem, Stream, n * RT_KINDS);
    p.code = arena_array(&s.mem, int, n);
    int code = session_end(&s);
    if (!code) {
        parallel_for(n, s.jobs, pack_target, &p);
        parallel_for(n * RT_KINDS, s.jobs, compress_stream, p.stream);
    }
    for (u32 i = 0; i < n; i++)
        code |= p.code[i];
    if (!code) {
        kept = place_streams(p.stream, n * RT_KINDS);
        if (write_blob(p.stream, kept, argv[2])) {
            ddiag(&s, D_NO_WRITE, argv[2], strerror(errno));
            code = session_end(&s);
        }
    }
    for (u32 i = 0; i < kept; i++)
        free(p.stream[i].z);
    session_free(&s);
    return code;
}

static Str take(Rdr *r)
{
    size_t n = rdr_uleb(r);
    const u8 *p = rdr_bytes(r, n);
    return (Str){(const char *)p, p ? n : 0};
}

typedef struct StreamAt {
    u64 raw, packed, at;     // sizes; place in rt_blob
} StreamAt;

static bool find_stream(RtKind kind, const char *target, StreamAt *found)
{
    Rdr r = {rt_blob, rt_blob_size, 0, false};
    bool any = false;
    for (u64 n = rdr_uleb(&r); n && !r.bad; n--) {
        u8 k = rdr_u8(&r);
        Str name = take(&r);
        StreamAt x = {0};
        x.raw = rdr_uleb(&r);
        x.packed = rdr_uleb(&r);
        x.at = rdr_uleb(&r);
        if (k == kind && str_eqz(name, target)) {
            *found = x;
            any = true;
        }
    }
    found->at += r.at;       // the data follow the directory
    return any;
}

bool rt_has_target(const Target *t, u32 *packed)
{
    StreamAt x = {0};
    bool has = find_stream(RT_OBJECT, t->name, &x);
    if (packed)
        *packed = (u32)x.packed;
    return has;
}

static Str unpack(Session *s, RtKind kind)
{
    StreamAt x;
    if (!find_stream(kind, is_header(kind) ? "" : s->t->name, &x))
        return (Str){0};
    uLongf n = x.raw;
    u8 *raw = arena_alloc(&s->mem, n + 1, 16);
    int z = uncompress(raw, &n, rt_blob + x.at, x.packed);
    assert(z == Z_OK && "the runtime in this tool is damaged");
    (void)z;
    return (Str){(char *)raw, n};
}

const RtPack *rt_pack(Session *s, RtKind kind)
{
    if (s->rt[kind])
        return s->rt[kind];
    Str raw = unpack(s, kind);
    RtPack *k = arena_new(&s->mem, RtPack);
    VEC(RtItem) items = {0};
    for (Rdr r = {(const u8 *)raw.p, raw.n, 0, false}; r.at < r.n && !r.bad;) {
        RtItem it = {0};
        it.name = take(&r);
        it.bytes = take(&r);
        vec_push(&s->mem, &items, it);
    }
    k->n = items.n;
    k->item = items.v;
    return s->rt[kind] = k;
}

static bool find_header(Session *s, RtKind kind, Str name, Str *text)
{
    const RtPack *k = rt_pack(s, kind);
    for (u32 i = 0; i < k->n; i++)
        if (str_eq(k->item[i].name, name)) {
            *text = k->item[i].bytes;
            return true;
        }
    return false;
}

bool rt_header(void *session, Str name, Str *text)
{
    Session *s = session;
    return (s->libc && find_header(s, RT_LIBC_HEADER, name, text)) ||
           find_header(s, RT_HEADER, name, text);
}

static void add_archive(Session *s, Link *l, RtKind kind, Str name)
{
    const RtPack *k = rt_pack(s, kind);
    ArMember *m = arena_array(&s->mem, ArMember, k->n + 1);
    for (u32 i = 0; i < k->n; i++)
        m[i] = (ArMember){.name = k->item[i].name, .bytes = k->item[i].bytes};
    link_add_archive(l, name, m, k->n);
}

int rt_link_archive(Session *s, Link *l)
{
    if (!rt_has_target(s->t, NULL)) {
        ddiag(s, D_NO_RUNTIME, s->t->name);
        return -1;
    }
    if (s->libc)
        add_archive(s, l, RT_LIBC, STR("libc"));
    add_archive(s, l, RT_OBJECT, STR("runtime"));
    return 0;
}
