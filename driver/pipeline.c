// pipeline.c - from a checked module to an object: optimise, generate code
#include "driver/driver.h"

void pipe_optimise(Session *s, Mod *m)
{
    PassOpts o = s->pass;
    o.level = s->size ? OPT_SIZE : s->opt;
    o.verify = s->checks;
    o.jobs = s->jobs;
    passes_run(m, &o);
}

// Joins one unit and marks what it defines.
static void join_unit(Session *s, Mod *m, const RtItem *item)
{
    Str err = {0};
    Mod *r = ir_read(&s->mem, item->bytes, &err);
    if (!r || mod_link(m, r, &err)) {
        ddiag(s, D_BAD_IR, str_z(&s->mem, item->name), str_z(&s->mem, err));
        return;
    }
    for (u32 k = 1; k < r->sym.n; k++) {
        const Sym *from = &r->sym.v[k];
        u64 *id = from->bind != BIND_LOCAL && from->name.n ? map_get(&m->sym_by_name, from->name)
                                                           : NULL;
        if (id && from->kind != SYM_UNDEF)
            m->sym.v[*id].flags |= SYM_INTERNAL_RT;
    }
}

void pipe_join_runtime(Session *s, Mod *m)
{
    const RtPack *k = rt_pack(s, RT_IR_INLINE);
    for (u32 i = 0; i < k->n; i++)
        join_unit(s, m, &k->item[i]);
}

// The archive has these too, compiled once and for all: what was not inlined is linked from there.
void pipe_leave_runtime(Mod *m)
{
    for (u32 k = 1; k < m->sym.n; k++) {
        Sym *y = &m->sym.v[k];
        if (!(y->flags & SYM_INTERNAL_RT) || y->kind == SYM_UNDEF)
            continue;
        y->kind = SYM_UNDEF;
        y->fn = NULL;
        y->data = NULL;
        y->size = 0;
        y->reloc.n = 0;
    }
}

void pipe_assembly_error(void *ctx, Str file, u32 line, Str text)
{
    Session *s = ctx;
    for (u32 k = 1; k < s->src.file.n; k++) {
        Str all = s->src.file.v[k].text;
        if (!str_eq(s->src.file.v[k].path, file) || !all.n)
            continue;
        Str t = src_line_text(&s->src, k, line);
        size_t lo = t.n ? (size_t)(t.p - all.p) : 0, hi = lo + t.n;
        while (lo < hi && (all.p[lo] == ' ' || all.p[lo] == '\t'))
            lo++;
        Span at = {k, (u32)lo, (u32)hi};
        if (t.n) {
            diag(&s->diags, &drv_diags[D_ASM_FILE], at, STR_ARG(text));
            return;
        }
    }
    ddiag(s, D_ASSEMBLY, STR_ARG(file), line, STR_ARG(text));
}

Obj *pipe_codegen(Session *s, Mod *m, Str unit, u16 dw_lang)
{
    CgOpts o = {
        .level = s->opt,
        .size = s->size,
        .checks = s->checks,
        .debug = s->debug,
        .frame_pointer = s->debug && !s->opt,    // debuggers find the end of the entry code by it
        .unwind = true,
        .print_after = s->print_after,
        .out = stdout,
        .jobs = s->jobs,
        .time = s->pass.time,
        .consume = true,
        .error = pipe_assembly_error,
        .error_ctx = s,
    };
    if (!s->t->isa->select) {
        ddiag(s, D_NO_CODEGEN, s->t->name);
        return obj_new(&s->mem, unit);
    }
    return cg_mod(s->t, m, &o, &s->mem, unit, STR("fuse " FUSE_VERSION), dw_lang);
}

int pipe_object(Session *s, const Obj *o, Buf *out)
{
    Str err = obj_write(o, s->t->fmt, out);
    if (err.n)
        ddiag(s, D_NO_OBJECT, STR_ARG(o->name), STR_ARG(err));
    return err.n ? -1 : 0;
}
