// cmd_objdump.c - `fuse objdump`: the code of an object file as text
#include "driver/driver.h"

#include <errno.h>

// Any target of the instruction set that the object is for: only its disassembler is asked.
static const Target *target_of(Arch arch)
{
    const Target *t = NULL;
    for (u32 i = 0; (t = target_at(i)) && t->isa->arch != arch; i++)
        ;
    return t;
}

static void put_line(u64 at, const Buf *b)
{
    printf("%8llx:  %.*s\n", (unsigned long long)at, (int)b->n, (const char *)b->p);
}

// Constants between instructions: words as far as there are whole ones.
static u64 dump_data(const ObjSect *x, u64 at, u64 end)
{
    while (at < end) {
        Buf b = {0};
        u64 n = at % 4 || end - at < 4 ? 1 : 4;
        if (n == 4)
            buf_fmt(&b, ".word 0x%08x", rd32(x->data + at));
        else
            buf_fmt(&b, ".byte 0x%02x", x->data[at]);
        put_line(at, &b);
        buf_free(&b);
        at += n;
    }
    return at;
}

static void dump_code(const Target *t, const ObjSect *x)
{
    u32 k = 0;
    for (u64 at = 0; at < x->size;) {
        if (k < x->inlaid.n && at >= x->inlaid.v[k].off) {
            at = dump_data(x, at, x->inlaid.v[k].off + x->inlaid.v[k].size);
            k++;
            continue;
        }
        Buf b = {0};
        int n = cg_disasm(t, x->data + at, x->size - at, at, NULL, &b);
        if (n <= 0) {
            n = (int)MIN(t->isa->uw.code_align, x->size - at);
            for (int j = 0; j < n; j++)
                buf_fmt(&b, "%s0x%02x", j ? ", " : ".byte ", x->data[at + (u64)j]);
        }
        put_line(at, &b);
        buf_free(&b);
        at += (u64)n;
    }
}

static int dump(Session *s, const char *path)
{
    Str bytes, err = {0};
    if (file_read(&s->mem, path, &bytes)) {
        ddiag(s, D_NO_FILE, path, strerror(errno));
        return -1;
    }
    Obj *o = obj_read(&s->mem, str_of(path), bytes, &err);
    if (!o) {
        ddiag(s, D_BAD_IR, path, str_z(&s->mem, err));
        return -1;
    }
    const Target *t = target_of(o->arch);
    if (!t->isa->disasm) {
        ddiag(s, D_NO_CODEGEN, t->name);
        return -1;
    }
    for (u32 i = 0; i < o->sect.n; i++) {
        const ObjSect *x = &o->sect.v[i];
        if (!(x->flags & SF_EXEC) || !x->data)
            continue;
        printf("%.*s:\n", STR_ARG(x->name));
        dump_code(t, x);
    }
    return 0;
}

int cmd_objdump(int argc, char **argv)
{
    Session s;
    session_init(&s, "objdump");
    if (argc < 2)
        diag(&s.diags, &drv_diags[D_NO_INPUT], (Span){0, 0, 0});
    for (int i = 1; i < argc; i++)
        dump(&s, argv[i]);
    int code = session_end(&s);
    session_free(&s);
    return code;
}
