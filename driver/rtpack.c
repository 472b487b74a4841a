// rtpack.c - the runtime that the tool carries: made by the bootstrap tool, unpacked when needed
//
// The pack is a list of items {kind, name, bytes}, compressed with zlib as one stream: headers that
// `fuse cc` offers, and for each runtime source an object for linking and its IR for the vm and for
// inlining. scripts and CMakeLists.txt call `fuse-boot __rtpack` and compile the C array it writes.
#include "driver/driver.h"

#include <errno.h>
#include <zlib.h>

extern const u8 rt_blob[];
extern const u32 rt_blob_size;

static void put_item(Buf *b, u8 kind, Str name, Str bytes)
{
    buf_byte(b, kind);
    buf_uleb(b, name.n);
    buf_put(b, name.p, name.n);
    buf_uleb(b, bytes.n);
    buf_put(b, bytes.p, bytes.n);
}

typedef struct PackDirs {
    Str root;       // folder that holds runtime/
    Str include;    // root/runtime/include
} PackDirs;

// A path without the folder it lies in: where the tool was built must not reach what it makes.
static Str below(Str root, Str path)
{
    if (path.n > root.n && !memcmp(path.p, root.p, root.n) && path.p[root.n] == '/')
        return (Str){path.p + root.n + 1, path.n - root.n - 1};
    return path;
}

static Mod *compile_unit(Session *s, const PackDirs *d, Str path)
{
    u32 file;
    Str inc[] = {d->root};
    Str sys[] = {d->include};
    COptions o = {
        .inc = inc,
        .ninc = 1,
        .sysinc = sys,
        .nsysinc = 1,
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
    return m;
}

// One line of runtime/sources.list: "path" or "path inline".
static int pack_unit(Session *s, const PackDirs *d, Str line, Buf *out)
{
    bool in = str_ends(line, " inline");
    Str path = {line.p, in ? line.n - 7 : line.n};
    Mod *m = compile_unit(s, d, path);
    if (!m)
        return -1;
    pipe_optimise(s, m);
    Buf ir = {0}, elf = {0};
    ir_write(m, &ir);
    Obj *o = pipe_codegen(s, m, path, 0x1d);
    elf_write_obj(o, &elf);
    put_item(out, in ? RT_IR_INLINE : RT_IR, path, (Str){(char *)ir.p, ir.n});
    put_item(out, RT_OBJECT, path, (Str){(char *)elf.p, elf.n});
    buf_free(&ir);
    buf_free(&elf);
    return 0;
}

// A line "[linux x64]": do all words hold for the target?
static bool section_holds(const Target *t, Str line)
{
    static const char *const os_name[] = {"bare", "linux", "macos", "windows"};
    for (size_t i = 1; i + 1 < line.n;) {
        size_t end = i;
        while (end < line.n && line.p[end] != ' ' && line.p[end] != ']')
            end++;
        Str word = {line.p + i, end - i};
        if (!str_eq(word, str_of(t->isa->name)) && !str_eq(word, str_of(os_name[t->os])))
            return false;
        i = end + 1;
    }
    return true;
}

static int pack_sources(Session *s, const PackDirs *d, Buf *out)
{
    Str list;
    const char *path = str_z(&s->mem, path_join(&s->mem, d->root, STR("runtime/sources.list")));
    if (file_read(&s->mem, path, &list)) {
        ddiag(s, D_NO_FILE, path, strerror(errno));
        return -1;
    }
    bool on = true;
    for (size_t at = 0; at < list.n;) {
        const char *nl = memchr(list.p + at, '\n', list.n - at);
        size_t end = nl ? (size_t)(nl - list.p) : list.n;
        Str line = {list.p + at, end - at};
        at = end + 1;
        if (line.n && line.p[0] == '[')
            on = section_holds(s->t, line);
        else if (line.n && line.p[0] != '#' && on && pack_unit(s, d, line, out))
            return -1;
    }
    return 0;
}

static int pack_headers(Session *s, const PackDirs *d, Buf *out)
{
    Str *name;
    u32 n;
    if (dir_list(&s->mem, str_z(&s->mem, d->include), &name, &n))
        return -1;
    for (u32 i = 0; i < n; i++) {
        Str text;
        const char *path = str_z(&s->mem, path_join(&s->mem, d->include, name[i]));
        if (str_starts(name[i], "rt_"))
            continue;
        if (file_read(&s->mem, path, &text))
            return -1;
        put_item(out, RT_HEADER, name[i], text);
    }
    return 0;
}

static int write_blob(Session *s, const Buf *raw, const char *path)
{
    uLongf n = compressBound(raw->n);
    u8 *z = arena_array(&s->mem, u8, n);
    if (compress2(z, &n, raw->p, raw->n, 9) != Z_OK)
        return -1;
    Buf c = {0};
    buf_fmt(&c, "// the runtime, packed by __rtpack: 4 bytes of unpacked size, then a zlib stream\n"
                "#include <stdint.h>\nextern const uint8_t rt_blob[];\n"
                "extern const uint32_t rt_blob_size;\n"
                "const uint8_t rt_blob[] = {%u,%u,%u,%u,", (unsigned)(raw->n & 255),
                (unsigned)(raw->n >> 8 & 255),
            (unsigned)(raw->n >> 16 & 255), (unsigned)(raw->n >> 24 & 255));
    for (uLongf i = 0; i < n; i++)
        buf_fmt(&c, i % 32 ? "%u," : "\n%u,", z[i]);
    buf_fmt(&c, "};\nconst uint32_t rt_blob_size = %u;\n", (unsigned)n + 4);
    int bad = file_write(path, c.p, c.n, 0644);
    buf_free(&c);
    return bad;
}

// fuse-boot __rtpack ROOT OUT.c
int cmd_rtpack(int argc, char **argv)
{
    Session s;
    session_init(&s, "rtpack");
    s.opt = 2;
    if (argc != 3)
        return EXIT_FAIL;
    PackDirs d = {.root = str_of(argv[1])};
    d.include = path_join(&s.mem, d.root, STR("runtime/include"));
    Buf raw = {0};
    int bad = pack_headers(&s, &d, &raw) || pack_sources(&s, &d, &raw) || s.diags.errors;
    if (!bad && write_blob(&s, &raw, argv[2])) {
        ddiag(&s, D_NO_WRITE, argv[2], strerror(errno));
        bad = 1;
    }
    buf_free(&raw);
    int code = session_end(&s);
    session_free(&s);
    return bad ? EXIT_FAIL : code;
}

static Str unpack(Session *s)
{
    if (rt_blob_size < 4)
        return (Str){0};
    uLongf n = rd32(rt_blob);
    u8 *raw = arena_alloc(&s->mem, n + 1, 16);
    int z = uncompress(raw, &n, rt_blob + 4, rt_blob_size - 4);
    assert(z == Z_OK && "the runtime in this tool is damaged");
    (void)z;
    return (Str){(char *)raw, n};
}

static Str take(Rdr *r)
{
    size_t n = rdr_uleb(r);
    const u8 *p = rdr_bytes(r, n);
    return (Str){(const char *)p, p ? n : 0};
}

const RtPack *rt_pack(Session *s)
{
    if (s->rt)
        return s->rt;
    Str raw = unpack(s);
    RtPack *k = arena_new(&s->mem, RtPack);
    VEC(RtItem) items = {0};
    for (Rdr r = {(const u8 *)raw.p, raw.n, 0, false}; r.at < r.n && !r.bad;) {
        RtItem it = {.kind = rdr_u8(&r)};
        it.name = take(&r);
        it.bytes = take(&r);
        vec_push(&s->mem, &items, it);
    }
    k->n = items.n;
    k->item = items.v;
    return s->rt = k;
}

bool rt_header(void *session, Str name, Str *text)
{
    const RtPack *k = rt_pack(session);
    for (u32 i = 0; i < k->n; i++)
        if (k->item[i].kind == RT_HEADER && str_eq(k->item[i].name, name)) {
            *text = k->item[i].bytes;
            return true;
        }
    return false;
}

void rt_link_archive(Session *s, Link *l)
{
    const RtPack *k = rt_pack(s);
    ArMember *m = arena_array(&s->mem, ArMember, k->n + 1);
    u32 n = 0;
    for (u32 i = 0; i < k->n; i++)
        if (k->item[i].kind == RT_OBJECT)
            m[n++] = (ArMember){k->item[i].name, k->item[i].bytes};
    link_add_archive(l, STR("runtime"), m, n);
}
