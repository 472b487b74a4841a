// checkre.c - the regex refinement: patterns are compiled when first used and kept
#include "runtime/rt_int.h"

typedef struct Cached {
    const RtStr *pattern;
    RtRegex *regex;
    struct Cached *next;
} Cached;
static Cached *cache;

static RtRegex *compiled(const RtStr *pattern)
{
    const char *why = NULL;
    for (Cached *c = cache; c; c = c->next)
        if (c->pattern == pattern)
            return c->regex;
    RtRegex *re = rt_regex_compile(rt_chars(pattern), (u64)pattern->len, &why);
    if (!re) {
        RtBuf b;
        rt_buf_init(&b);
        rt_buf_z(&b, "invalid regex pattern ");
        rt_buf_str(&b, pattern);
        rt_buf_z(&b, ": ");
        rt_buf_z(&b, why);
        rt_fail_buf(&b);
    }
    Cached *c = rt_mem_alloc(rt_class(sizeof *c));
    *c = (Cached){pattern, re, cache};
    cache = c;
    return re;
}

RtRec *rt_check_regex(const RtRefine *r, const RtType *t, const void *m, const RtStr *path)
{
    const RtStr *s = *(RtStr *const *)m;
    RtBuf b;
    (void)t;
    if (rt_regex_match(compiled(r->text), rt_chars(s), (u64)s->len))
        return NULL;
    RtPath root = {NULL, rt_chars(path), path->len};
    rt_buf_init(&b);
    rt_buf_z(&b, "value does not match regex ");
    rt_buf_str(&b, r->text);
    return rt_verror(&root, "invalid_value", &b);
}
