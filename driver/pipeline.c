// pipeline.c - from a checked module to an executable: optimise, generate code, link
#include "driver/driver.h"

#include <errno.h>

void pipe_optimise(Session *s, Mod *m)
{
    PassOpts o = s->pass;
    o.level = s->opt;
    o.verify = s->checks;
    o.jobs = s->jobs;
    passes_run(m, &o);
}

Obj *pipe_codegen(Session *s, Mod *m, Str unit, u16 dw_lang)
{
    CgOpts o = {
        .level = s->opt,
        .checks = s->checks,
        .debug = s->debug,
        .unwind = true,
        .print_after = s->print_after,
        .out = stdout,
        .jobs = s->jobs,
    };
    return cg_mod(s->t, m, &o, &s->mem, unit, STR("fuse " FUSE_VERSION), dw_lang);
}

void pipe_link_opts(const Session *s, const ImageOpts *o, LinkOpts *lo)
{
    *lo = (LinkOpts){
        .kind = LINK_STATIC,
        .entry = o->entry.n ? o->entry : STR("_start"),
        .gc = true,
        .strip = o->strip,
        .strip_debug = o->strip_debug,
        .merge = true,
        .map = o->map != NULL,
        .jobs = s->jobs,
    };
}

int pipe_link(Session *s, Link *l, const ImageOpts *o, const char *path)
{
    LinkOut out = {0};
    int bad = link_run(l, &out);
    if (!bad && file_write(path, out.image.p, out.image.n, 0755)) {
        ddiag(s, D_NO_WRITE, path, strerror(errno));
        bad = -1;
    }
    if (!bad && o->map && file_write(o->map, out.map.p, out.map.n, 0644)) {
        ddiag(s, D_NO_WRITE, o->map, strerror(errno));
        bad = -1;
    }
    buf_free(&out.image);
    buf_free(&out.map);
    return bad;
}
