// strict.c - --strict-architecture: capability purity, layer cycles, error-domain isolation
#include "frontend/fuse/fuse_int.h"

static void capability_purity(FuseProg *p, Module *m)
{
    for (u32 bit = 0; bit < CAP_COUNT; bit++)
        if ((m->caps & ~m->used) >> bit & 1)
            for (u32 i = 0; i < m->ast.nreq; i++)
                if (m->ast.req[i].cap == 1u << bit) {
                    diag(p->d, &fuse_diag[E_STRICT_CAP], m->ast.req[i].at, str_z(p->mem, m->path),
                         cap_name(1u << bit));
                    break;
                }
}

// A module's layer: the first folder below src/ of its package, or below the root.
static Str layer(Module *m)
{
    Str s = m->path;
    if (m->root.n && m->root.n < s.n && memcmp(s.p, m->root.p, m->root.n) == 0)
        s = (Str){s.p + m->root.n, s.n - m->root.n};
    while (s.n && s.p[0] == '/')
        s = (Str){s.p + 1, s.n - 1};
    if (str_starts(s, "src/"))
        s = (Str){s.p + 4, s.n - 4};
    const char *slash = memchr(s.p, '/', s.n);
    return slash ? (Str){s.p, (size_t)(slash - s.p)} : STR("root");
}

typedef struct Layers {
    VEC(Str) name;
    bool *edge;             // name.n squared
    u8 *state;
    VEC(u32) path;
} Layers;

static u32 layer_index(FuseProg *p, Layers *l, Str name)
{
    for (u32 i = 0; i < l->name.n; i++)
        if (str_eq(l->name.v[i], name))
            return i;
    vec_push(p->mem, &l->name, name);
    return l->name.n - 1;
}

static bool find_cycle(FuseProg *p, Layers *l, u32 at)
{
    l->state[at] = 1;
    vec_push(p->mem, &l->path, at);
    for (u32 k = 0; k < l->name.n; k++) {
        if (!l->edge[at * l->name.n + k] || k == at || l->state[k] == 2)
            continue;
        if (l->state[k] == 1) {
            vec_push(p->mem, &l->path, k);
            return true;
        }
        if (find_cycle(p, l, k))
            return true;
    }
    l->state[at] = 2;
    l->path.n--;
    return false;
}

static void layer_cycles(FuseProg *p)
{
    Layers l = {0};
    for (u32 i = 0; i < p->mod.n; i++)
        layer_index(p, &l, layer(p->mod.v[i]));
    if (l.name.n > 512)
        return;
    l.edge = arena_array(p->mem, bool, l.name.n * l.name.n);
    l.state = arena_array(p->mem, u8, l.name.n);
    for (u32 i = 0; i < p->mod.n; i++)
        for (u32 k = 0; k < p->mod.v[i]->bind.n; k++) {
            Bind *b = &p->mod.v[i]->bind.v[k];
            Module *to = b->kind == BN_MODULE ? b->mod : b->imported &&
                         b->item ? b->item->mod : NULL;
            if (to && !to->std)
                l.edge[layer_index(p, &l, layer(p->mod.v[i])) * l.name.n +
                       layer_index(p, &l, layer(to))] = true;
        }
    for (u32 i = 0; i < l.name.n; i++)
        if (!l.state[i] && find_cycle(p, &l, i)) {
            Buf b = {0};
            u32 from = 0;
            while (l.path.v[from] != vec_last(&l.path))
                from++;
            for (u32 k = from; k < l.path.n; k++)
                buf_fmt(&b, "%s%.*s", k > from ? " -> " : "", STR_ARG(l.name.v[l.path.v[k]]));
            diag(p->d, &fuse_diag[E_STRICT_CYCLE], (Span){p->root->file, 0, 0},
                 buf_take(&b, p->mem).p);
            return;
        }
}

static void domain_isolation(FuseProg *p, Module *m)
{
    VEC(Module *) from = {0};
    for (u32 i = 0; i < m->ast.n; i++) {
        Item *it = m->ast.item[i];
        if (it->kind != IT_FN || !it->fun->info->resolved)
            continue;
        for (Ty *r = it->fun->info->ret; r->kind == TY_RESULT; r = r->b) {
            Ty *d = r->b->kind == TY_RESULT ? r->b->a : r->b;
            if (!d->item || d->item->mod->std)
                continue;
            bool known = false;
            for (u32 k = 0; k < from.n; k++)
                known |= from.v[k] == d->item->mod;
            if (!known)
                vec_push(p->mem, &from, d->item->mod);
        }
    }
    if (from.n < 2)
        return;
    Buf b = {0};
    for (u32 k = 0; k < from.n; k++)
        buf_fmt(&b, "%s%.*s", k ? ", " : "", STR_ARG(from.v[k]->path));
    diag(p->d, &fuse_diag[E_STRICT_DOMAIN], (Span){m->file, 0, 0}, str_z(p->mem, m->path),
         buf_take(&b, p->mem).p);
}

bool check_strict(FuseProg *p)
{
    for (u32 i = 0; i < p->mod.n; i++)
        if (!p->mod.v[i]->std)
            capability_purity(p, p->mod.v[i]);
    layer_cycles(p);
    for (u32 i = 0; i < p->mod.n; i++)
        if (!p->mod.v[i]->std)
            domain_isolation(p, p->mod.v[i]);
    return p->d->errors == 0;
}
