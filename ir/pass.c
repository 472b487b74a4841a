// pass.c - the table of passes, the lists that make up the levels, and running them
//
// To add a pass: one line in `table`, its name in a level's list, and a line in `order` for every
// pass that it must follow.
#include "ir/opt/opt.h"

static const PassDef *const table[] = {
    &pass_simplcfg, &pass_mem2reg, &pass_fold, &pass_dce,     &pass_gvn,
    &pass_sccp,     &pass_loadopt, &pass_inline, &pass_inlines, &pass_inline0, &pass_ipcp,
    &pass_rotate,   &pass_licm,    &pass_indvar,
    &pass_tailrec,  &pass_ifconv,   &pass_thread, &pass_objsize,
};

static const char *const level0[] = {"inline0", NULL};
static const char *const level1[] = {"simplcfg", "mem2reg", "inline0", "objsize", "fold",
                                     "simplcfg", "gvn", "simplcfg", "dce", NULL};
static const char *const level2[] = {
    "simplcfg", "mem2reg", "fold", "simplcfg", "gvn", "dce", "tailrec", "ipcp", "inline",
    "simplcfg", "mem2reg", "objsize", "sccp", "fold", "simplcfg", "loadopt", "gvn", "thread",
    "simplcfg", "gvn", "dce", "simplcfg",
    "indvar", "gvn", "dce", "rotate", "simplcfg", "licm", "gvn", "loadopt", "mem2reg", "gvn",
    "ifconv", "dce", "simplcfg", NULL};
// No strength reduction or rotation: an index costs an addressing mode, a second counter an
// instruction in each round.
static const char *const level_size[] = {
    "simplcfg", "mem2reg", "fold", "simplcfg", "gvn", "dce", "tailrec", "ipcp", "inlines",
    "simplcfg", "mem2reg", "objsize", "sccp", "fold", "simplcfg", "loadopt", "gvn", "thread",
    "simplcfg", "gvn", "dce", "simplcfg", "loadopt", "mem2reg", "gvn", "ifconv", "dce",
    "simplcfg", NULL};
static const char *const *const level[] = {level0, level1, level2, [OPT_SIZE] = level_size};
static const char level_name[] = {'0', '1', '2', [OPT_SIZE] = 's'};

// Each pass of a list must have the one named here somewhere before it.
typedef struct Order {
    const char *pass, *after, *reason;
} Order;
static const Order order[] = {
    {"mem2reg", "simplcfg", "works on reachable blocks"},
    {"fold", "mem2reg", "sees values, not slots"},
    {"dce", "mem2reg", "a store to a promoted slot is gone"},
    {"gvn", "mem2reg", "sees values, not slots"},
    {"gvn", "fold", "equal values have been brought to one form"},
    {"sccp", "mem2reg", "follows constants through values only"},
    {"loadopt", "mem2reg", "leaves slots that can be promoted alone"},
    {"licm", "rotate", "moves code in front of loops that are entered"},
    {"indvar", "gvn", "looks for one product and one extension of a counter"},
    {"rotate", "indvar", "keeps the test at the head, which bounds the counter"},
    {"inline", "dce", "measures what is left of a callee"},
    {"objsize", "mem2reg", "sees values, not slots"},
    {"inlines", "dce", "measures what is left of a callee"},
};

static const PassDef *find(const char *name)
{
    for (u32 k = 0; k < COUNT(table); k++)
        if (!strcmp(table[k]->name, name))
            return table[k];
    return NULL;
}

// Takes the next name off a list with commas; NULL when it is no pass.
static const PassDef *next_named(const char **names)
{
    char one[32] = {0};
    size_t n = strcspn(*names, ",");
    memcpy(one, *names, MIN(n, sizeof one - 1));
    *names += n + ((*names)[n] == ',');
    return find(one);
}

bool passes_known(const char *names)
{
    while (*names)
        if (!next_named(&names))
            return false;
    return true;
}

void passes_check(void)
{
    for (u32 l = 0; l < COUNT(level); l++)
        for (u32 k = 0; level[l][k]; k++) {
            assert(find(level[l][k]) && "a level names a pass that is not in the table");
            for (u32 o = 0; o < COUNT(order); o++) {
                if (strcmp(order[o].pass, level[l][k]))
                    continue;
                bool before = false;
                for (u32 q = 0; q < k; q++)
                    before |= !strcmp(level[l][q], order[o].after);
                if (!before)
                    fprintf(stderr, "-O%u: %s must come after %s, because it %s\n", l,
                            order[o].pass, order[o].after, order[o].reason);
                assert(before && "a level breaks an order constraint");
            }
        }
}

static void list_analyses(FILE *out, const char *what, u32 set)
{
    static const char *const name[] = {"cfg", "dom", "loop", "use", "live"};
    if (!set)
        return;
    fprintf(out, " %s", what);
    for (u32 k = 0; k < COUNT(name); k++)
        if (set >> k & 1)
            fprintf(out, " %s", name[k]);
}

void passes_list(FILE *out)
{
    for (u32 k = 0; k < COUNT(table); k++) {
        fprintf(out, "pass %s%s", table[k]->name, table[k]->run_mod ? " (module)" : "");
        list_analyses(out, "needs", table[k]->needs);
        list_analyses(out, "keeps", table[k]->keeps);
        fputc('\n', out);
    }
    for (u32 l = 0; l < COUNT(level); l++) {
        fprintf(out, "-O%c:", level_name[l]);
        for (u32 k = 0; level[l][k]; k++)
            fprintf(out, " %s", level[l][k]);
        fputc('\n', out);
    }
    for (u32 k = 0; k < COUNT(order); k++)
        fprintf(out, "order: %s after %s: %s\n", order[k].pass, order[k].after, order[k].reason);
}

/* ---- shuffling: a pass may not depend on the order of independent instructions ---- */

static u64 next_random(u64 *s)
{
    u64 z = *s += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

static bool may_move(const Ins *i)
{
    return (op_info[i->op].flags & OF_PURE) && i->op != OP_RES &&
           !(op_info[i->op].flags & OF_MULTI);
}

typedef struct Shuffle {
    Fn *f;
    Ref *ins;        // of the block, without what follows its maker directly (RES)
    u32 n;
    u32 *at;         // by Ref: index in ins + 1
    u32 *wait;       // by index: operands not placed yet
    u32 *user, *user_at;
} Shuffle;

// The instruction that an operand waits for, as index + 1: a RES stands for its maker.
static u32 maker(const Shuffle *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    return i->op == OP_RES && !s->at[r] ? s->at[i->u.a[0]] : s->at[r];
}

static void dependences(Shuffle *s, bool count_only)
{
    u32 last_fixed = 0;
    for (u32 k = 0; k < s->n; k++) {
        const Ins *i = ir_ins(s->f, s->ins[k]);
        for (u32 a = 0; a <= i->narg; a++) {
            u32 on = a < i->narg ? maker(s, ir_args(s->f, i)[a]) : may_move(i) ? 0 : last_fixed;
            if (!on)
                continue;
            if (count_only)
                s->user_at[on]++;
            else
                s->user[s->user_at[on - 1]++] = k;
            s->wait[k] += count_only;
        }
        if (!may_move(i))
            last_fixed = k + 1;
    }
}

// Marks stay in their order before what does not move, so that it sees the variables it saw.
static void keep_marks(Fn *f, BlkId b)
{
    u32 list = 0;
    for (Ref r = ir_blk(f, b)->first; r && f->mark.n; r = ir_ins(f, r)->next) {
        bool stays = !may_move(ir_ins(f, r)) || r == ir_blk(f, b)->last;
        list = marks_join(f, list, ir_marks(f, r));
        marks_set(f, r, stays ? list : 0);
        list = stays ? 0 : list;
    }
}

static void shuffle_block(Fn *f, BlkId b, u64 *seed, u32 *at)
{
    Arena tmp = {0};
    Shuffle s = {.f = f, .at = at};
    u32 total = 0;
    for (Ref r = ir_blk(f, b)->first; r; r = ir_ins(f, r)->next)
        total++;
    s.ins = arena_array(&tmp, Ref, total + 1);
    Ref *res = arena_array(&tmp, Ref, total + 1); // the RES after each of ins, in order
    u32 *nres = arena_array(&tmp, u32, total + 2), n_all_res = 0;
    for (Ref r = ir_blk(f, b)->first; r; r = ir_ins(f, r)->next) {
        Ref of = ir_ins(f, r)->op == OP_RES ? ir_ins(f, r)->u.a[0] : 0;
        if (of && s.n && s.ins[s.n - 1] == of) {
            res[n_all_res++] = r;
        } else {
            s.ins[s.n] = r;
            at[r] = ++s.n;
        }
        nres[s.n] = n_all_res;
    }
    s.wait = arena_array(&tmp, u32, s.n + 1);
    s.user_at = arena_array(&tmp, u32, s.n + 2);
    dependences(&s, true);
    for (u32 k = 0; k <= s.n; k++)
        s.user_at[k + 1] += s.user_at[k];
    u32 *end = arena_dup(&tmp, s.user_at, (s.n + 2) * sizeof *end);
    s.user = arena_array(&tmp, u32, s.user_at[s.n] + 1);
    dependences(&s, false);
    u32 *ready = arena_array(&tmp, u32, s.n + 1), nready = 0;
    for (u32 k = 0; k + 1 < s.n; k++)
        if (!s.wait[k])
            ready[nready++] = k;
    keep_marks(f, b);
    ir_blk(f, b)->first = ir_blk(f, b)->last = 0;
    while (nready) {
        u32 pick = (u32)(next_random(seed) % nready), k = ready[pick];
        ready[pick] = ready[--nready];
        ir_append(f, b, s.ins[k]);
        for (u32 q = nres[k]; q < nres[k + 1]; q++)
            ir_append(f, b, res[q]);
        for (u32 q = end[k]; q < end[k + 1]; q++)
            if (--s.wait[s.user[q]] == 0 && s.user[q] + 1 < s.n)
                ready[nready++] = s.user[q];
    }
    ir_append(f, b, s.ins[s.n - 1]); // the terminator
    for (u32 k = 0; k < s.n; k++)
        at[s.ins[k]] = 0;
    arena_free(&tmp);
}

static void shuffle(Fn *f, u64 seed)
{
    Arena tmp = {0};
    u32 *at = arena_array(&tmp, u32, f->ins.n + 1);
    for (BlkId b = f->entry; b; b = ir_blk(f, b)->next)
        shuffle_block(f, b, &seed, at);
    arena_free(&tmp);
}

/* ---- running ---- */

typedef struct FnRun {
    Fn *f;
    Arena *home;         // where it is between the parts of the list
    Buf out;
    double *seconds;     // by pass of the list
} FnRun;

typedef struct Run {
    Mod *m;
    const PassOpts *o;
    const PassDef *list[256];
    u32 n;
    Arena *home;         // by SymId
    u32 nhome;
    FnRun *fn;
    u32 nfn;
    u32 from, to;        // the part of the list being run
    i64 done;            // pass runs before this part
} Run;

static void broken(const char *pass, const Fn *f, Buf *why)
{
    Buf text = {0};
    ir_print_fn(f, &text);
    fprintf(stderr, "internal error: pass %s broke a function\n%.*s%.*s", pass, (int)why->n,
            (const char *)why->p, (int)text.n, (const char *)text.p);
    abort();
}

static void verify(const char *pass, const Fn *f)
{
    Buf why = {0};
    if (ir_verify(f, &why))
        broken(pass, f, &why);
    buf_free(&why);
}

static void fill(Fn *f, u32 needs)
{
    if (needs & A_CFG)
        fill_cfg(f);
    if (needs & A_DOM)
        fill_dom(f);
    if (needs & A_LOOP)
        fill_loops(f);
    if (needs & A_USE)
        fill_use(f);
    if (needs & A_LIVE)
        fill_live(f);
}

static bool prints(const PassOpts *o, const PassDef *p)
{
    return o->print_after && (!strcmp(o->print_after, "all") || !strcmp(o->print_after, p->name));
}

static void run_pass(const Run *r, FnRun *x, u32 k)
{
    const PassDef *p = r->list[k];
    Fn *f = x->f;
    double start = r->o->time ? clock_now() : 0;
    fill(f, p->needs);
    int changes = p->run(f);
    drop_analyses(f, changes ? p->keeps : A_ALL);
    if (r->o->time)
        x->seconds[k] += clock_now() - start;
    if (r->o->verify)
        verify(p->name, f);
    if (prints(r->o, p)) {
        buf_fmt(&x->out, "; after %s\n", p->name);
        ir_print_fn(f, &x->out);
    }
    if (r->o->shuffle) {
        shuffle(f, r->o->shuffle ^ str_hash(r->m->sym.v[f->sym].name) ^ k);
        drop_analyses(f, A_CFG | A_DOM | A_LOOP | A_USE | A_LIVE);
        if (r->o->verify)
            verify("shuffle", f);
    }
}

// Passes work on the function in the thread's arena, so that functions can be done in parallel;
// then it is packed into another one, and what they left behind is gone.
static void run_fn(void *ctx, u32 index, Arena *work)
{
    Run *r = ctx;
    FnRun *x = &r->fn[index];
    i64 before = r->done + (i64)index * (r->to - r->from);
    fn_copy_to(x->f, work);
    arena_free(x->home);
    for (u32 k = r->from; k < r->to; k++)
        if (r->o->limit < 0 || before + (k - r->from) < r->o->limit)
            run_pass(r, x, k);
    fn_copy_to(x->f, x->home);
}

static void run_part(Run *r)
{
    parallel_for(r->nfn, r->o->jobs, run_fn, r);
    for (u32 k = 0; k < r->nfn; k++) {
        FnRun *x = &r->fn[k];
        if (r->o->out && x->out.n)
            fwrite(x->out.p, 1, x->out.n, r->o->out);
        buf_free(&x->out);
    }
    r->done += (i64)r->nfn * (r->to - r->from);
}

static void run_module_pass(Run *r, u32 k, double *seconds)
{
    const PassDef *p = r->list[k];
    if (r->o->limit >= 0 && r->done >= r->o->limit)
        return;
    double start = r->o->time ? clock_now() : 0;
    p->run_mod(r->m);
    *seconds += r->o->time ? clock_now() - start : 0;
    r->done++;
    for (SymId s = 1; s < r->m->sym.n; s++) {
        Fn *f = r->m->sym.v[s].fn;
        if (!f)
            continue;
        drop_analyses(f, 0);
        if (r->o->verify)
            verify(p->name, f);
        if (prints(r->o, p) && r->o->out) {
            Buf b = {0};
            buf_fmt(&b, "; after %s\n", p->name);
            ir_print_fn(f, &b);
            fwrite(b.p, 1, b.n, r->o->out);
            buf_free(&b);
        }
    }
}

// The arena of a symbol's function is another one from here on.
static void move_home(Mod *m, SymId s, Arena *from, Arena *to)
{
    Fn *f = m->sym.v[s].fn;
    if (f && f->mem == from)
        f->mem = f->konst.mem = to;
    arena_adopt(to, from);
}

// A module pass may have removed or added functions.
static void collect(Run *r, Arena *tmp)
{
    if (r->nhome < r->m->sym.n) {
        Arena *home = arena_array(tmp, Arena, r->m->sym.n);
        for (u32 k = 0; k < r->nhome; k++)
            move_home(r->m, k, &r->home[k], &home[k]);
        r->home = home;
        r->nhome = r->m->sym.n;
    }
    r->fn = arena_array(tmp, FnRun, r->m->sym.n);
    r->nfn = 0;
    for (SymId s = 1; s < r->m->sym.n; s++)
        if (r->m->sym.v[s].kind == SYM_FN) {
            FnRun x = {.f = r->m->sym.v[s].fn, .home = &r->home[s],
                       .seconds = arena_array(tmp, double, r->n + 1)};
            r->fn[r->nfn++] = x;
        }
}

static void report(const Run *r, const double *seconds)
{
    for (u32 k = 0; k < COUNT(table); k++) {
        double sum = 0;
        bool ran = false;
        for (u32 q = 0; q < r->n; q++)
            if (r->list[q] == table[k]) {
                sum += seconds[q];
                ran = true;
            }
        if (ran)
            fprintf(stderr, "%8.3f ms  %s\n", sum * 1e3, table[k]->name);
    }
}

void passes_run(Mod *m, const PassOpts *o)
{
    Arena tmp = {0};
    Run r = {.m = m, .o = o};
    int l = MIN(MAX(o->level, 0), (int)COUNT(level) - 1);
    for (const char *names = o->passes; names && *names && r.n < COUNT(r.list);) {
        const PassDef *p = next_named(&names);
        if (p)
            r.list[r.n++] = p;
    }
    for (u32 k = 0; !o->passes && level[l][k] && r.n < COUNT(r.list); k++) {
        r.list[r.n++] = find(level[l][k]);
        if (o->stop_after && !strcmp(level[l][k], o->stop_after))
            break;
    }
    double *seconds = arena_array(&tmp, double, r.n + 1);
    for (u32 k = 0; k < r.n;) {
        if (r.list[k]->run_mod) {
            run_module_pass(&r, k, &seconds[k]);
            k++;
            continue;
        }
        r.from = k;
        while (k < r.n && !r.list[k]->run_mod)
            k++;
        r.to = k;
        collect(&r, &tmp);
        run_part(&r);
        for (u32 q = 0; q < r.nfn; q++)
            for (u32 p = r.from; p < r.to; p++)
                seconds[p] += r.fn[q].seconds[p];
    }
    for (SymId s = 0; s < r.nhome; s++)
        move_home(m, s, &r.home[s], m->mem);
    if (o->time)
        report(&r, seconds);
    arena_free(&tmp);
}
