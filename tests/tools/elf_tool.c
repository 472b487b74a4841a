// elf_tool.c - for the suites: objects through our reader and writer, archives, debug rows by rule
//
//   elf_tool copy IN.o OUT.o         read and write
//   elf_tool ar OUT.a IN.o...        write an archive
//   elf_tool copyar IN.a OUT.a       read and write an archive and every object in it
//   elf_tool debug IN.o OUT.o NAME   replace unwind tables and debug information: function number n
//                                    of the object starts at line 10n of NAME, its code after the
//                                    prologue at 10n+1
#include "objfmt/obj.h"

static int fail(const char *what, Str why)
{
    fprintf(stderr, "%s: %.*s\n", what, STR_ARG(why));
    return 1;
}

static Str load(Arena *a, const char *path)
{
    Str s = {0};
    if (file_read(a, path, &s) < 0) {
        perror(path);
        exit(1);
    }
    return s;
}

static int save(const char *path, Buf *b)
{
    int bad = file_write(path, b->p, b->n, 0644);
    buf_free(b);
    return bad ? 1 : 0;
}

static int save_obj(const char *path, const Obj *o)
{
    Buf b = {0};
    elf_write_obj(o, &b);
    return save(path, &b);
}

static int write_ar(Arena *a, const char *out, char **in, int n)
{
    Buf b = {0};
    ArMember *m = arena_array(a, ArMember, n);
    for (int i = 0; i < n; i++)
        m[i] = (ArMember){.name = path_base(str_of(in[i])), .bytes = load(a, in[i])};
    ar_write(m, (u32)n, 0, &b);
    return save(out, &b);
}

static int copy_ar(Arena *a, const char *in, const char *out)
{
    ArMember *m;
    u32 n;
    Str err;
    Buf b = {0};
    if (ar_read(a, load(a, in), &m, &n, &err) < 0)
        return fail(in, err);
    for (u32 i = 0; i < n; i++) {
        Obj *o = elf_is_obj(m[i].bytes) ? elf_read_obj(a, m[i].name, m[i].bytes, &err) : NULL;
        Buf one = {0};
        if (!o)
            return fail(str_z(a, m[i].name), err);
        elf_write_obj(o, &one);
        m[i].bytes = buf_take(&one, a);
    }
    ar_write(m, n, 0, &b);
    return save(out, &b);
}

/* The code of gcc -O0: push rbp; mov rsp, rbp. */
static const CfiRow frame[] = {
    {1, CFI_DEF_CFA_OFFSET, 0, 16}, {1, CFI_OFFSET, 6, -16}, {4, CFI_DEF_CFA_REG, 6, 0}};

static void add_rows(Arena *a, Obj *o, const char *name)
{
    VEC(DwFn) fn = {0};
    VEC(UwFn) uw = {0};
    for (u32 i = 1; i < o->sym.n; i++) {
        const ObjSym *s = &o->sym.v[i];
        if (s->kind != SK_FUNC || s->sect >= o->sect.n)
            continue;
        u32 line = 10 * (fn.n + 1);
        DwLine *row = arena_array(a, DwLine, 2);
        row[0] = (DwLine){.off = s->value, .line = line};
        row[1] = (DwLine){.off = s->value + MIN(s->size, 4), .line = line + 1};
        DwFn f = {.name = s->name, .sym = i, .size = s->size, .line = line,
                  .external = s->bind != SB_LOCAL, .row = row, .nrow = s->size > 4 ? 2 : 1};
        vec_push(a, &fn, f);
        vec_push(a, &uw, ((UwFn){i, s->size, frame, COUNT(frame)}));
    }
    Str file = str_of(name);
    dwarf_add(o, &(DwUnit){.name = file, .dir = STR("."), .producer = STR("elf_tool"), .lang = 0x1d,
                           .file = &file, .nfile = 1, .fn = fn.v, .nfn = fn.n});
    static const UwInit init[ARCH_COUNT] = {[ARCH_X64] = {16, 7, 8, -8, -8, 1},
                                            [ARCH_A64] = {30, 31, 0, 0, -8, 4},
                                            [ARCH_T32] = {14, 13, 0, 0, -4, 2}};
    eh_frame_add(o, &init[o->arch], uw.v, uw.n);
}

static int debug(Arena *a, const char *in, const char *out, const char *name)
{
    Str err;
    Obj *o = elf_read_obj(a, str_of(in), load(a, in), &err);
    if (!o)
        return fail(in, err);
    add_rows(a, o, name);
    return save_obj(out, o);
}

static int copy(Arena *a, const char *in, const char *out)
{
    Str err;
    Obj *o = elf_read_obj(a, str_of(in), load(a, in), &err);
    return o ? save_obj(out, o) : fail(in, err);
}

int main(int argc, char **argv)
{
    Arena a = {0};
    int bad = 2;
    if (argc == 4 && !strcmp(argv[1], "copy"))
        bad = copy(&a, argv[2], argv[3]);
    else if (argc > 3 && !strcmp(argv[1], "ar"))
        bad = write_ar(&a, argv[2], argv + 3, argc - 3);
    else if (argc == 4 && !strcmp(argv[1], "copyar"))
        bad = copy_ar(&a, argv[2], argv[3]);
    else if (argc == 5 && !strcmp(argv[1], "debug"))
        bad = debug(&a, argv[2], argv[3], argv[4]);
    else
        fprintf(stderr, "usage: elf_tool copy|ar|copyar|debug FILES (see its source)\n");
    arena_free(&a);
    return bad;
}
