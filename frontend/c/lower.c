// lower.c - functions and statements to IR, symbols and signatures
#include "frontend/c/low_int.h"

/* ---- locations, symbols, signatures ---- */

u32 loc_of(Par *p, Span at)
{
    if (!at.file)
        return 0;
    if (at.file != p->loc_file) {
        p->loc_file = at.file;
        p->loc_mod = mod_file(p->m, path_mapped(p->out, p->o->path_map, p->o->npath_map, PATH_DEBUG,
                                                p->src->file.v[at.file].path));
        p->loc_line_lo = p->loc_line_hi = 0;
    }
    if (at.lo < p->loc_line_lo || at.lo >= p->loc_line_hi) {
        u32 line, col;
        src_line_col(p->src, at.file, at.lo, &line, &col);
        const SrcFile *f = &p->src->file.v[at.file];
        p->loc_line = line;
        if (f->mark.n) {
            Str path;
            src_shown(p->src, at.file, at.lo, &path, &p->loc_line, &col);
            path = path_mapped(p->out, p->o->path_map, p->o->npath_map, PATH_DEBUG, path);
            p->loc_mod = mod_file(p->m, path);
        }
        p->loc_line_lo = f->line[line - 1];
        p->loc_line_hi = line < f->nline ? f->line[line] : (u32)f->text.n + 1;
    }
    return p->loc_mod ? LOC(p->loc_mod, p->loc_line) : 0;
}

static void queue_pending(Par *p, Decl *d)
{
    Body *b = d->body;
    if (!b)
        return;
    d->body = NULL;
    if (p->work_last)
        p->work_last->next = b;
    else
        p->work = b;
    p->work_last = b;
}

SymId decl_sym(Par *p, Decl *d)
{
    d->used = true;
    if (d->kind == D_FUNC)
        queue_pending(p, d);
    if (d->sym)
        return d->sym;
    Str name = d->at.asm_name.n ? d->at.asm_name : d->name;
    // The body may call the function that it stands for, by another name (glibc's btowc).
    if (d->inline_only)
        name = str_fmt(p->out, "%.*s.inline", STR_ARG(name));
    u32 n_before = p->m->sym.n; // why: a weak reference leaves alone what is used or defined anyway
    d->sym = mod_sym(p->m, name);
    if (d->kind == D_FUNC && p->m->sym.v[d->sym].kind != SYM_FN) {  // by an asm label it may be
        u32 sig = ty_sig(p, d->ty, NULL, 0);
        if ((d->at.flags & AT_NORETURN) && !p->m->sig.v[sig].noreturn) {
            Sig s = p->m->sig.v[sig];
            s.noreturn = true;
            sig = mod_sig(p->m, &s);
        }
        p->m->sym.v[d->sym].sig = sig;
    }
    Sym *s = &p->m->sym.v[d->sym];
    if ((d->at.flags & AT_WEAK) && !((d->at.flags & AT_WEAKREF) && n_before > d->sym))
        s->bind = BIND_WEAK;
    if (d->at.flags & AT_HIDDEN)
        s->flags |= SYM_HIDDEN;
    if (d->tls)
        s->flags |= SYM_TLS | d->at.tls_model;
    return d->sym;
}

bool decl_hidden(const Par *p, const Decl *d)
{
    return d->at.flags & AT_HIDDEN || (p->o->hidden && !(d->at.flags & AT_VISIBLE));
}

bool decl_imported(const Par *p, const Decl *d)
{
    return (d->at.flags & AT_DLLIMPORT) && p->o->dllimport && !d->body && !d->init;
}

// What lies in another image is found through a pointer that its loader fills.
Ref decl_addr(Low *l, Decl *d)
{
    if (!decl_imported(l->p, d))
        return ir_sym(l->f, decl_sym(l->p, d), 0);
    d->used = true;
    Str name = str_fmt(l->p->out, "__imp_%.*s", STR_ARG(d->name));
    return ir_load(&l->b, T_PTR, ir_sym(l->f, mod_sym(l->p->m, name), 0), 3);
}

static bool empty_rec(Par *p, const CType *t)
{
    return is_rec(t) && ty_size(p, t) == 0;
}

static Param param_of(Par *p, const CType *t)
{
    if (by_bytes(p, t))
        return (Param){.type = T_PTR, .agg = ty_agg(p, t)};
    Param a = {.type = (u8)ty_ir(p, t)};
    if (a.type == T_I8 || a.type == T_I16)
        a.ext = ty_unsigned(p, t) ? EXT_ZERO : EXT_SIGN;
    return a;
}

// The type that a parameter of an unprototyped definition is passed as.
static CType *passed_type(Par *p, const CType *fty, CType *t)
{
    if (!fty->old_style)
        return t;
    if (t->kind == TY_FLOAT)
        return &p->basic[TY_DOUBLE];
    return is_int(t) ? ty_promote(p, t) : t;
}

u32 ty_sig(Par *p, const CType *fty, Node **arg, u32 narg)
{
    Param small[16];
    u32 n = MAX(narg, fty->nparam);
    Param *ps = n <= 16 ? small : arena_array(p->mem, Param, n);
    Sig s = {.param = ps, .cc = CC_C, .variadic = fty->variadic, .noreturn = fty->noreturn};
    u32 k = 0;
    for (u32 i = 0; i < (arg ? narg : fty->nparam); i++) {
        const CType *t = i < fty->nparam && !(arg && fty->old_style)
                             ? passed_type(p, fty, fty->param[i].ty) : arg[i]->ty;
        if (i == fty->nparam)
            s.nfixed = k;
        if (!empty_rec(p, t) && !is_err(t))
            ps[k++] = param_of(p, t);
    }
    s.nparam = k;
    if (!arg || narg <= fty->nparam || !fty->variadic)
        s.nfixed = k;
    if (!is_void(fty->base) && !empty_rec(p, fty->base)) {
        s.nret = 1;
        s.ret[0] = param_of(p, fty->base);
    }
    return mod_sig(p->m, &s);
}

/* ---- blocks ---- */

BlkId blk_new(Low *l)
{
    return fn_blk(l->f, (Str){0});
}

void place(Low *l, BlkId b)
{
    l->b.blk = b;
    l->dead = false;
}

void end_dead(Low *l)
{
    l->b.blk = blk_new(l);
    ssa_seal(l->ssa, l->b.blk);
    l->dead = true;
}

void jump(Low *l, BlkId to)
{
    ssa_edge(l->ssa, l->b.blk, to);
    ir_jmp(&l->b, to, NULL, 0);
    l->dead = true;
}

void branch(Low *l, Ref c, BlkId yes, BlkId no, u32 hint)
{
    ssa_edge(l->ssa, l->b.blk, yes);
    ssa_edge(l->ssa, l->b.blk, no);
    Ref r = ir_br(&l->b, c, yes, NULL, 0, no, NULL, 0);
    ir_ins(l->f, r)->aux = hint;
    l->dead = true;
}

static void seal(Low *l, BlkId b)
{
    ssa_seal(l->ssa, b);
}

/* ---- statements ---- */

static bool in_ssa(Low *l, const Decl *d)
{
    if (l->p->dbg && l->p->o->opt == 0)
        return false;    // debuggers watch and change what lies in memory
    return is_scalar(d->ty) && !by_address(d->ty) && !d->addr_taken &&
           !(d->ty->qual & (Q_VOLATILE | Q_ATOMIC)) && !l->body->calls_setjmp;
}

static u32 decl_align(Par *p, const Decl *d)
{
    u32 a = ty_align(p, d->ty);
    return MAX(a, d->at.align);
}

u32 var_align(Par *p, const Decl *d)
{
    u32 a = decl_align(p, d), array = p->dl->array_align;
    bool raised = d->ty->kind == TY_ARRAY && !d->at.align && ty_size(p, d->ty) >= array;
    return raised ? MAX(a, array) : a;
}

// Gives a local its place: an SSA variable or a slot.
static void settle(Low *l, Decl *d)
{
    if (d->slot || d->var || d->ref)
        return;
    if (in_ssa(l, d)) {
        d->var = var_new(l, d->ty) + 1;
        return;
    }
    u64 size = ty_size(l->p, d->ty);
    if (is_rec(d->ty) && d->ty->rec->flexible && d->init)
        size = MAX(size, d->init->end);
    d->slot = fn_slot(l->f, (u32)size, var_align(l->p, d), d->name) + 1;
}

LV decl_lv(Low *l, Decl *d)
{
    LV lv = {.ty = d->ty, .align = decl_align(l->p, d)};
    if (d->global || d->kind == D_FUNC) {
        lv.p = decl_addr(l, d);
        CType *e = d->ty;
        while (e->kind == TY_ARRAY)
            e = e->base;
        lv.readonly = (e->qual & Q_CONST) != 0 && !(e->qual & Q_VOLATILE);
        return lv;
    }
    settle(l, d);
    if (d->var) {
        lv.is_var = true;
        lv.var = d->var - 1;
    } else {
        lv.p = d->ref ? d->ref : ir_slot(l->f, d->slot - 1, 0);
        if (l->body->keeps_locals && is_scalar(d->ty))
            lv.ty = ty_qual(l->p, lv.ty, Q_VOLATILE);
    }
    return lv;
}

static void run_cleanups(Low *l, Leave *from, const Leave *to)
{
    for (Leave *k = from; k && k != to; k = k->up)
        if (k->call)
            lower_effect(l, k->call);
}

// The stack pointer of the outermost array left is that of all.
void leave_scopes(Low *l, Leave *from, const Leave *to)
{
    const Leave *vla = NULL;
    run_cleanups(l, from, to);
    for (Leave *k = from; k && k != to; k = k->up)
        if (k->var && !k->keep)
            vla = k;
    if (vla)
        ir_new(&l->b, OP_RESTSP, T_VOID, ssa_read(l->ssa, vla->var - 1, l->b.blk), 0, 0);
}

static void lower_goto(Low *l, Stmt *s)
{
    const Leave *to = s->lab->leave;
    for (; to; to = to->up) { // what both stand in stays
        const Leave *k = s->from;
        while (k && k != to)
            k = k->up;
        if (k)
            break;
    }
    leave_scopes(l, s->from, to);
    jump(l, label_blk(l, s->lab));
}

// Arrays of one block share the stack pointer before the first.
static void save_stack(Low *l, Leave *k)
{
    const Leave *up = k->up;
    if (up && up->var && !up->keep && up->d->depth == k->d->depth) {
        k->var = up->var;
        return;
    }
    k->var = ssa_var(l->ssa, T_PTR) + 1;
    ssa_write(l->ssa, k->var - 1, l->b.blk, ir_new(&l->b, OP_SAVESP, T_PTR, 0, 0, 0));
}

static void lower_local(Low *l, Decl *d)
{
    if (d->global) {     // static: only its row is wanted
        debug_local(l, d, 0);
        return;
    }
    if (ty_is_vla(d->ty)) {
        save_stack(l, d->leave);
        Ref r = ir_new(&l->b, OP_ALLOCA, T_PTR, vla_bytes(l, d->ty), 0, 0);
        ir_ins(l->f, r)->aux = MAX(16, decl_align(l->p, d));
        d->ref = r;
        debug_local(l, d, r);
        return;
    }
    settle(l, d);
    debug_local(l, d, 0);
    if (d->init) {
        const InitItem *it = d->init->first;
        d->unsure |= it && it->e->kind == N_VAR && it->e->u.d == d; // "int x = x;" is on purpose
        init_place(l, decl_lv(l, d), d->ty, d->init);
        if (d->var && is_scalar(d->ty))
            init_note(l, d, var_read(l, d->var - 1, d->ty), d->span, true);
    } else if (d->var) {
        var_write(l, d->var - 1, d->ty, undef_of(l, d->ty));
    }
}

static void lower_stmt(Low *l, Stmt *s);

static void lower_if(Low *l, Stmt *s)
{
    BlkId yes = blk_new(l), no = s->s2 ? blk_new(l) : 0, join = blk_new(l);
    lower_cond(l, s->e, yes, no ? no : join);
    seal(l, yes);
    place(l, yes);
    lower_stmt(l, s->s1);
    if (!l->dead)
        jump(l, join);
    else if (!blk_done(l->f, l->b.blk))
        jump(l, join);
    if (no) {
        seal(l, no);
        place(l, no);
        lower_stmt(l, s->s2);
        if (!blk_done(l->f, l->b.blk))
            jump(l, join);
    }
    seal(l, join);
    place(l, join);
}

typedef struct Loopy {
    BlkId brk, cont;
} Loopy;

static Loopy enter_loop(Low *l, BlkId brk, BlkId cont)
{
    Loopy old = {l->brk, l->cont};
    l->brk = brk;
    if (cont)
        l->cont = cont;
    return old;
}

static void leave_loop(Low *l, Loopy old)
{
    l->brk = old.brk;
    l->cont = old.cont;
}

static void close_block(Low *l, BlkId to)
{
    if (!blk_done(l->f, l->b.blk))
        jump(l, to);
}

static void loop_test(Low *l, Node *e, BlkId body, BlkId exit)
{
    l->loop_cond = true;
    lower_cond(l, e, body, exit);
    l->loop_cond = false;
}

static void lower_while(Low *l, Stmt *s)
{
    BlkId head = blk_new(l), body = blk_new(l), exit = blk_new(l);
    jump(l, head);
    place(l, head);
    loop_test(l, s->e, body, exit);
    seal(l, body);
    place(l, body);
    Loopy old = enter_loop(l, exit, head);
    lower_stmt(l, s->s1);
    leave_loop(l, old);
    close_block(l, head);
    seal(l, head);
    seal(l, exit);
    place(l, exit);
}

static void lower_do(Low *l, Stmt *s)
{
    BlkId body = blk_new(l), test = blk_new(l), exit = blk_new(l);
    jump(l, body);
    place(l, body);
    Loopy old = enter_loop(l, exit, test);
    lower_stmt(l, s->s1);
    leave_loop(l, old);
    close_block(l, test);
    seal(l, test);
    place(l, test);
    l->b.loc = loc_of(l->p, s->e->span);
    debug_stmt(l, s->e->span);
    loop_test(l, s->e, body, exit);
    seal(l, body);
    seal(l, exit);
    place(l, exit);
}

static void lower_for(Low *l, Stmt *s)
{
    BlkId head = blk_new(l), body = s->e ? blk_new(l) : head;
    BlkId step = blk_new(l), exit = blk_new(l);
    jump(l, head);
    place(l, head);
    if (s->e) {
        debug_stmt(l, s->span);
        loop_test(l, s->e, body, exit);
        seal(l, body);
        place(l, body);
    }
    Loopy old = enter_loop(l, exit, step);
    lower_stmt(l, s->s1);
    leave_loop(l, old);
    close_block(l, step);
    seal(l, step);
    place(l, step);
    if (s->e2) {
        l->b.loc = loc_of(l->p, s->e2->span);
        debug_stmt(l, s->e2->span);
        lower_effect(l, s->e2);
    }
    close_block(l, head);
    seal(l, head);
    seal(l, exit);
    place(l, exit);
}

enum { RANGE_EXPAND = 64 };

// Wide ranges are tested before the switch proper.
static void wide_ranges(Low *l, Stmt *s, Ref v, CType *t)
{
    Type ty = ty_ir(l->p, t);
    for (Case *c = s->cases; c; c = c->next) {
        u64 span = (u64)c->hi - (u64)c->lo;
        if (c->is_default || span < RANGE_EXPAND)
            continue;
        Ref d = ir_new(&l->b, OP_SUB, ty, v, ir_int(l->f, ty, c->lo), 0);
        Ref in = ir_new(&l->b, OP_ULE, T_I8, d, ir_int(l->f, ty, (i64)span), 0);
        BlkId rest = blk_new(l);
        branch(l, in, c->blk, rest, 0);
        seal(l, rest);
        place(l, rest);
    }
}

static void lower_switch(Low *l, Stmt *s)
{
    BlkId exit = blk_new(l), dflt = exit;
    CType *t = s->e->ty;
    Ref v = lower_expr(l, s->e);
    for (Case *c = s->cases; c; c = c->next) {
        c->blk = blk_new(l);
        if (c->is_default)
            dflt = c->blk;
    }
    wide_ranges(l, s, v, t);
    Type ty = ty_ir(l->p, t);
    u32 n = 0;
    for (Case *c = s->cases; c; c = c->next)
        n += !c->is_default && (u64)c->hi - (u64)c->lo < RANGE_EXPAND;
    if (n == 0) {
        jump(l, dflt);
    } else {
        Ref sw = ir_switch(&l->b, v, dflt);
        ssa_edge(l->ssa, l->b.blk, dflt);
        for (Case *c = s->cases; c; c = c->next) {
            u64 span = (u64)c->hi - (u64)c->lo;
            for (u64 k = 0; !c->is_default && span < RANGE_EXPAND && k <= span; k++) {
                i64 val = (i64)((u64)c->lo + k);
                ir_case(&l->b, sw, ty == T_I32 ? (i32)val : val, c->blk);
                ssa_edge(l->ssa, l->b.blk, c->blk);
            }
        }
        l->dead = true;
    }
    Loopy old = enter_loop(l, exit, 0);
    lower_stmt(l, s->s1);
    leave_loop(l, old);
    close_block(l, exit);
    seal(l, exit);
    place(l, exit);
}

BlkId label_blk(Low *l, Label *lab)
{
    if (!lab->blk)
        lab->blk = fn_blk(l->f, lab->name);
    return lab->blk;
}

static void lower_igoto(Low *l, Stmt *s)
{
    Ref p = lower_expr(l, s->e);
    VEC(BlkId) to = {0};
    Body *b = l->body;
    for (u32 i = 0; i < b->taken.n; i++) {
        vec_push(&b->mem, &to, label_blk(l, b->taken.v[i]));
        ssa_edge(l->ssa, l->b.blk, to.v[i]);
    }
    if (to.n)
        ir_ijmp(&l->b, p, to.v, to.n);
    else
        ir_new(&l->b, OP_UNREACH, T_VOID, 0, 0, 0);
    l->dead = true;
}

// The result of two parts goes to where the caller wants its bytes.
static void return_pair(Low *l, CType *ret, Ref v)
{
    pair_store(l, ty_part(l->p, ret), l->ret_ptr, v, align_aux(ty_align(l->p, ret)));
    ir_ret(&l->b, NULL, 0);
}

static void lower_return(Low *l, Stmt *s)
{
    CType *ret = l->body->fty->base;
    Ref v = 0;
    if (!s->e || is_void(ret)) {
        if (s->e)
            lower_effect(l, s->e);
        if (!is_void(ret) && !by_bytes(l->p, ret))
            v = ir_undef(l->f, ty_ir(l->p, ret));
    } else {
        v = lower_expr(l, s->e);
        if (by_address(ret)) {
            if (l->ret_ptr) {
                Ref c = ir_new(&l->b, OP_COPY, T_VOID, l->ret_ptr, v,
                               word_int(l, (i64)ty_size(l->p, ret)));
                ir_ins(l->f, c)->aux = align_aux(ty_align(l->p, ret));
            }
            v = 0;
        }
    }
    run_cleanups(l, s->from, NULL);
    if (v && s->e && ty_part(l->p, ret))
        return_pair(l, ret, v);
    else
        ir_ret(&l->b, &v, v != 0);
    l->dead = true;
}

void lower_list(Low *l, Stmt *s, Stmt *stop)
{
    for (; s && s != stop; s = s->next)
        lower_stmt(l, s);
}

static void lower_block(Low *l, Stmt *s)
{
    LowScope scope = {.up = l->scope, .block = s};
    if (s != l->body->block)     // the parameters are in the same scope as that
        l->scope = &scope;
    lower_list(l, s->s1, NULL);
    l->scope = scope.up;
    if (!l->dead)
        leave_scopes(l, s->from, s->to);
}

// What has no code of its own in front of the statements or tests in it.
static bool begins_inside(StmtKind k)
{
    return k == S_BLOCK || k == S_CASE || k == S_LABEL || k == S_WHILE || k == S_DO || k == S_FOR;
}

static void lower_stmt(Low *l, Stmt *s)
{
    if (l->dead && !s->has_label)
        return;
    if (blk_done(l->f, l->b.blk) && s->kind != S_CASE && s->kind != S_LABEL && s->kind != S_BLOCK)
        end_dead(l);
    l->b.loc = loc_of(l->p, s->span);
    if (!begins_inside(s->kind))
        debug_stmt(l, s->span);
    switch (s->kind) {
    case S_EXPR: lower_effect(l, s->e); break;
    case S_BLOCK: lower_block(l, s); break;
    case S_IF: lower_if(l, s); break;
    case S_WHILE: lower_while(l, s); break;
    case S_DO: lower_do(l, s); break;
    case S_FOR: lower_for(l, s); break;
    case S_SWITCH: lower_switch(l, s); break;
    case S_CASE:
        for (; s->kind == S_CASE; s = s->s1) {
            if (!s->cases->blk) // the switch is not reached
                continue;
            close_block(l, s->cases->blk);
            seal(l, s->cases->blk);
            place(l, s->cases->blk);
        }
        lower_stmt(l, s);
        break;
    case S_LABEL: {
        BlkId b = label_blk(l, s->lab);
        close_block(l, b);
        place(l, b);
        if (s->s1)
            lower_stmt(l, s->s1);
        break;
    }
    case S_GOTO: lower_goto(l, s); break;
    case S_IGOTO: lower_igoto(l, s); break;
    case S_BREAK:
        leave_scopes(l, s->from, s->to);
        jump(l, l->brk);
        break;
    case S_CONTINUE:
        leave_scopes(l, s->from, s->to);
        jump(l, l->cont);
        break;
    case S_RETURN: lower_return(l, s); break;
    case S_ASM: lower_asm(l, s->assembly); break;
    case S_DECL: lower_local(l, s->decl); break;
    case S_VLATYPE: {
        Ref n = lower_expr(l, s->e);
        CType *e = s->ty->base;
        Ref z = ty_is_vla(e) ? vla_bytes(l, e) : word_int(l, (i64)ty_size(l->p, e));
        Ref v = ir_new(&l->b, OP_MUL, l->p->dl->word, n, z, 0);
        LV lv = decl_lv(l, s->ty->size_var);
        debug_local(l, s->ty->size_var, 0);
        store_lv(l, &lv, v);
        break;
    }
    default: break;
    }
}

/* ---- functions ---- */

// An argument may lie at less than its type's alignment (pass_align), and what came in registers
// at that of a word; the parameter does not.
static Ref aligned_param(Low *l, CType *ty, Ref at)
{
    u32 align = ty_align(l->p, ty), passed = pass_align(l->p, ty);
    if (!is_rec(ty) || (passed == align && align <= 8))
        return at;
    Ref own = ir_slot(l->f, fn_slot(l->f, (u32)ty_size(l->p, ty), align, (Str){0}), 0);
    Ref size = word_int(l, (i64)ty_size(l->p, ty));
    Ref c = ir_new(&l->b, OP_COPY, T_VOID, own, at, size);
    ir_ins(l->f, c)->aux = align_aux(MIN(passed, 8));
    return own;
}

static void lower_params(Low *l)
{
    Body *b = l->body;
    const Sig *g = &l->m->sig.v[l->f->sig];
    const Blk *e = ir_blk(l->f, l->f->entry);
    u32 at = 0;
    if (g->nret && g->ret[0].agg)
        l->ret_ptr = e->param.v[at++];
    for (u32 i = 0; i < b->fty->nparam; i++) {
        CParam *c = &b->fty->param[i];
        Decl *d = c->decl;
        if (is_err(c->ty))
            continue;
        if (empty_rec(l->p, c->ty))
            continue; // gets a slot when it is used
        Ref r = ir_blk(l->f, l->f->entry)->param.v[at++];
        if (!d)
            continue;
        if (by_address(c->ty)) {
            d->ref = r = aligned_param(l, c->ty, r);
            debug_local(l, d, r);
            continue;
        }
        Type part = ty_part(l->p, c->ty);
        if (part)
            r = pair_load(l, part, r, align_aux(ty_align(l->p, c->ty)));
        r = conv(l, r, passed_type(l->p, b->fty, c->ty), c->ty);
        LV lv = decl_lv(l, d);
        debug_local(l, d, 0);
        store_lv(l, &lv, r);
        debug_param(l, d, r);
    }
}

static u32 fn_flags(const Decl *d)
{
    u32 f = 0;
    if (d->at.flags & AT_NOINLINE)
        f |= FN_NOINLINE;
    if (d->at.flags & AT_ALWAYS_INLINE)
        f |= FN_ALWAYS_INLINE;
    if (d->is_inline)
        f |= FN_INLINE;
    if (d->at.flags & AT_NORETURN)
        f |= FN_NORETURN;
    if (d->at.flags & AT_REALIGN)
        f |= FN_REALIGN;
    if (d->at.flags & AT_COLD)
        f |= FN_COLD;
    if (d->at.flags & AT_NAKED)
        f |= FN_NAKED;
    return f;
}

static void fall_off(Low *l, Stmt *block)
{
    if (blk_done(l->f, l->b.blk))
        return;
    l->b.loc = loc_of(l->p, block->end);
    debug_stmt(l, block->end);
    CType *ret = l->body->fty->base;
    if (l->body->fn->at.flags & (AT_NORETURN | AT_NAKED)) {
        ir_new(&l->b, OP_UNREACH, T_VOID, 0, 0, 0);
    } else if (is_void(ret) || by_bytes(l->p, ret)) {
        ir_ret(&l->b, NULL, 0);
    } else {
        Type t = ty_ir(l->p, ret);
        Ref v = str_eqz(l->body->fn->name, "main") && t == T_I32 ? ir_int(l->f, t, 0)
                                                                 : ir_undef(l->f, t);
        ir_ret(&l->b, &v, 1);
    }
}

static void set_symbol(Par *p, Decl *d, SymId id)
{
    Sym *s = &p->m->sym.v[id];
    bool not_ours = d->is_inline && d->storage != SC_STATIC && !d->ext_inline;
    bool weak = (d->at.flags & AT_WEAK) || not_ours;
    bool local = d->storage == SC_STATIC || d->inline_only;
    s->bind = local ? BIND_LOCAL : weak ? BIND_WEAK : BIND_GLOBAL;
    if (decl_hidden(p, d))
        s->flags |= SYM_HIDDEN;
    if (d->at.flags & AT_USED)
        s->flags |= SYM_USED;
    if (d->at.flags & AT_DLLEXPORT)
        s->flags |= SYM_EXPORT;
    if (d->at.section.n)
        s->section = str_dup(p->out, d->at.section);
    s->loc = loc_of(p, d->span);
}

// Labels whose address data holds, now that they are blocks.
static void place_labels(Low *l)
{
    Body *b = l->body;
    for (u32 i = 0; i < b->label_relocs.n; i++) {
        LabelReloc *r = &b->label_relocs.v[i];
        BlkId to = label_blk(l, r->lab), from = r->from ? label_blk(l, r->from) : 0;
        ir_blkaddr(l->f, to); // marks it
        if (from)
            ir_blkaddr(l->f, from);
        mod_reloc(l->m, r->sym, r->off, l->f->sym, r->add);
        Sym *s = &l->m->sym.v[r->sym];
        for (u32 k = 0; k < s->reloc.n; k++)
            if (s->reloc.v[k].off == r->off) {
                s->reloc.v[k].blk = to;
                s->reloc.v[k].from = from;
                s->reloc.v[k].size = (u8)r->size;
            }
    }
}

// A label that nothing placed (its code was dropped) still needs an end.
static void end_labels(Low *l)
{
    for (Label *k = l->body->labels; k; k = k->next)
        if (k->blk && !blk_done(l->f, k->blk)) {
            l->b.blk = k->blk;
            ir_new(&l->b, OP_UNREACH, T_VOID, 0, 0, 0);
        }
}

void lower_body(Par *p, Body *b)
{
    Decl *d = b->fn;
    Arena *mem = p->mem;
    p->mem = &b->mem;
    SymId id = decl_sym(p, d);
    u32 sig = ty_sig(p, b->fty, NULL, 0);
    if (d->at.flags & AT_NORETURN)
        sig = p->m->sym.v[id].sig;
    // in another function's frame, that one's variables would change when control comes back
    u32 flags = fn_flags(d) | (b->calls_setjmp ? FN_NOINLINE : 0);
    Fn *f = mod_fn_in(p->m, &b->mem, id, sig, flags);
    set_symbol(p, d, id);
    f->loc = loc_of(p, d->span);
    Low *l = arena_new(&b->mem, Low);
    *l = (Low){.p = p, .m = p->m, .f = f, .body = b};
    l->b = (Build){.f = f, .blk = f->entry, .loc = f->loc};
    l->ssa = ssa_new(f);
    ssa_seal(l->ssa, f->entry);
    if (p->dbg)
        ssa_watch(l->ssa, debug_joined, l);
    debug_fn_open(l);
    if (!(d->at.flags & AT_NAKED))
        lower_params(l);
    place_labels(l);
    lower_list(l, b->proto, NULL);
    lower_stmt(l, b->block);
    fall_off(l, b->block);
    end_labels(l);
    debug_fn_close(l);
    ssa_finish(l->ssa);
    init_check(l);
    asm_check(l);
    fn_move_to(f, p->m->mem);
    p->mem = mem;
}
