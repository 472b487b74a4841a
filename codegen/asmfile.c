// asmfile.c - a file of assembly to an object
//
// It is read twice: first for sections, labels and what is global, then for everything. Each
// section is a run of machine instructions, whose blocks start at labels, so that branches find
// their sizes and constants their pools as those of functions do.
#include "codegen/asmfile.h"

AfSym *af_sym(AsmFile *f, SymId id)
{
    while (f->sym.n <= id)
        vec_push(&f->tmp, &f->sym, ((AfSym){0}));
    return &f->sym.v[id];
}

MBlk *af_block(AsmFile *f)
{
    AfSect *s = &f->sect.v[f->cur];
    MBlk *b = m_blk(s->m);
    b->placed = true;
    return b;
}

static void start_block(AsmFile *f, MBlk *b)
{
    AfSub *s = &f->sect.v[f->cur].sub.v[f->sub];
    vec_push(&f->tmp, &s->order, b->id);
    s->b = b;
    f->in.b = b;
}

void af_label(AsmFile *f, SymId id)
{
    AfSym *y = af_sym(f, id);
    AfSect *s = &f->sect.v[f->cur];
    MBlk *b = y->sect == f->cur + 1 ? s->m->blk.v[y->blk] : af_block(f);
    if (!y->sect) {
        y->sect = f->cur + 1;
        y->blk = b->id;
    }
    b->ir = id;
    b->addr_taken = true;
    if (s->flags & SF_ZERO)
        y->value = (i64)s->zero;
    start_block(f, b);
}

SymId af_here(AsmFile *f)
{
    SymId id = mod_sym(f->mod, (Str){0});
    af_sym(f, id)->temporary = true;
    af_label(f, id);
    return id;
}

/* ---- sections ---- */

static MFn *section_code(AsmFile *f)
{
    MFn *m = arena_new(&f->tmp, MFn);
    m->mem = &f->tmp;
    m->t = f->t;
    m->f = f->fn;
    m->o = &f->opts;
    return m;
}

void af_enter(AsmFile *f, AfPlace at)
{
    f->last = (AfPlace){f->cur, f->sub};
    f->cur = at.sect;
    f->sub = at.sub;
    f->in.m = f->sect.v[at.sect].m;
    f->in.b = f->sect.v[at.sect].sub.v[at.sub].b;
}

static void add_part(AsmFile *f, AfSect *s, u32 number)
{
    AfSub x = {.number = number, .b = m_blk(s->m)};
    x.b->placed = true;
    vec_push(&f->tmp, &x.order, x.b->id);
    vec_push(&f->tmp, &s->sub, x);
}

void af_part(AsmFile *f, u32 number)
{
    AfSect *s = &f->sect.v[f->cur];
    u32 k = 0;
    while (k < s->sub.n && s->sub.v[k].number != number)
        k++;
    if (k == s->sub.n)
        add_part(f, s, number);
    af_enter(f, (AfPlace){f->cur, k});
}

// The blocks of all parts, by their numbers.
static void join_parts(AsmFile *f, AfSect *s)
{
    for (u32 done = 0; done < s->sub.n; done++) {
        AfSub *least = NULL;
        for (u32 k = 0; k < s->sub.n; k++) {
            AfSub *x = &s->sub.v[k];
            if (x->order.n && (!least || x->number < least->number))
                least = x;
        }
        for (u32 k = 0; k < least->order.n; k++)
            vec_push(&f->tmp, &s->m->order, least->order.v[k]);
        least->order.n = 0;
        s->sub.v[0].b = least->b;        // the last one: what ends a section goes there
    }
}

void af_section_unique(AsmFile *f, Str name, u32 flags, u32 entsize, Str group, u32 unique)
{
    u32 k = 0;
    while (k < f->sect.n &&
           (!str_eq(f->sect.v[k].name, name) || f->sect.v[k].unique != unique))
        k++;
    if (k == f->sect.n) {
        AfSect s = {.name = name, .flags = flags, .align = 1, .entsize = entsize,
                    .unique = unique, .m = section_code(f)};
        if (group.n) {
            vec_push(f->mem, &f->o->group, ((ObjGroup){.name = group}));
            s.group = f->o->group.n;
        }
        add_part(f, &s, 0);
        vec_push(&f->tmp, &f->sect, s);
    }
    af_enter(f, (AfPlace){k, 0});
}

void af_section(AsmFile *f, Str name, u32 flags, u32 entsize, Str group)
{
    af_section_unique(f, name, flags, entsize, group, 0);
}

/* ---- contents ---- */

static MIns *data_ins(AsmFile *f, u32 n)
{
    MIns *i = m_ins(f->in.m, M_DATA, 0, n, 0);
    i->cc = 1;           // constants, not part of an instruction
    m_before(f->in.b, NULL, i);
    return i;
}

void af_bytes(AsmFile *f, const void *p, size_t n)
{
    const u8 *q = p;
    AfSect *s = &f->sect.v[f->cur];
    if (s->flags & SF_ZERO) {
        for (size_t k = 0; k < n; k++)
            if (q[k]) {
                asm_fail(&f->in, "this section has no contents");
                return;
            }
        s->zero += n;
        return;
    }
    MIns *i = data_ins(f, (u32)((n + 7) / 8));
    for (size_t k = 0; k < n; k += 8) {
        u8 z = (u8)MIN(n - k, 8);
        u64 x = 0;
        for (u8 j = 0; j < z; j++)
            x |= (u64)q[k + j] << 8 * j;
        i->op_[k / 8] = (MOp){.kind = MO_IMM, .size = z, .imm = (i64)x};
    }
}

void af_value(AsmFile *f, AfVal v, u8 size)
{
    u8 bytes[8];
    for (u8 k = 0; k < 8; k++)
        bytes[k] = (u8)((u64)v.add >> 8 * k);
    if (!v.plus && !v.minus) {
        af_bytes(f, bytes, size);
        return;
    }
    if (f->sect.v[f->cur].flags & SF_ZERO) {
        asm_fail(&f->in, "this section has no contents");
        return;
    }
    MIns *i = data_ins(f, 1);
    i->op_[0] = (MOp){.kind = MO_IMM, .size = size, .sym = v.plus, .imm = v.add, .fix = v.fix};
    if (v.minus) {
        AfDiff d = {v, size};
        vec_push(&f->tmp, &f->diff, d);
        i->op_[0].sym = f->diff.n;       // FIX_NONE: a number of f->diff, from 1
        i->op_[0].ext = 1;
    }
}

/* ---- statements ---- */

static bool symbol_word(AsmFile *f, Str *name)
{
    AsmIn *a = &f->in;
    if (asm_peek(a) == '"')
        return asm_quoted(a, f->mem, name);
    *name = asm_word(a, false);
    return name->n != 0;
}

static bool is_number(Str s, u32 *n)
{
    *n = 0;
    for (size_t k = 0; k < s.n && s.n < 8; k++) {
        if (s.p[k] < '0' || s.p[k] > '9')
            return false;
        *n = 10 * *n + (u32)(s.p[k] - '0');
    }
    return s.n && s.n < 8;
}

// A number label met for the second time is the next one of this statement.
static void number_label(AsmFile *f, u32 n)
{
    for (u32 k = 0; k < f->number.n && !f->collecting; k++)
        if (f->number.v[k].number == n && f->number.v[k].line == f->line) {
            af_label(f, f->number.v[k].sym);
            return;
        }
    SymId id = mod_sym(f->mod, (Str){0});
    AfNumber x = {n, f->line, id};
    AfSym *y = af_sym(f, id);
    y->temporary = true;
    y->sect = f->cur + 1;
    y->blk = af_block(f)->id;
    vec_push(&f->tmp, &f->number, x);
}

static void name_label(AsmFile *f, Str name)
{
    SymId id = af_name(f, str_dup(f->mem, name));
    AfSym *y = af_sym(f, id);
    if (f->function)
        y->kind = SK_FUNC;
    f->function = false;
    if (!f->collecting) {
        af_label(f, id);
        return;
    }
    if (y->sect || y->fixed || y->common) {
        asm_fail(&f->in, "%.*s is defined twice", STR_ARG(name));
        return;
    }
    y->sect = f->cur + 1;
    y->blk = af_block(f)->id;
}

static void labels(AsmFile *f)
{
    AsmIn *a = &f->in;
    for (;;) {
        size_t from = a->i;
        Str name;
        u32 n;
        if (!symbol_word(f, &name) || !asm_eat(a, ':')) {
            a->i = from;
            return;
        }
        if (is_number(name, &n))
            number_label(f, n);
        else
            name_label(f, name);
        if (a->bad) {
            a->i = from;
            return;
        }
    }
}

// NAME = VALUE
static bool assignment(AsmFile *f)
{
    AsmIn *a = &f->in;
    size_t from = a->i;
    Str name;
    bool is = symbol_word(f, &name) && asm_peek(a) == '=' && a->s.p[a->i + 1 < a->s.n ? a->i + 1
                                                                                     : a->i] != '=';
    a->i = from;
    return is && af_directive(f, STR(".set"));
}

static void statement(AsmFile *f)
{
    AsmIn *a = &f->in;
    a->i = 0;
    a->bad = false;
    labels(f);
    if (a->bad || asm_end(a))
        return;
    if (assignment(f)) {
        if (!a->bad && !asm_end(a))
            asm_fail(a, "something follows the value");
        return;
    }
    size_t from = a->i;
    Str w = asm_word(a, true);
    bool known = w.n && w.p[0] == '.' && af_directive(f, w);
    if (!known && f->collecting)
        return;
    if (!known) {
        bool dot = w.n && w.p[0] == '.', bss = f->sect.v[f->cur].flags & SF_ZERO;
        if (dot || bss || !w.n || !f->t->isa->assemble(a, w)) {
            asm_fail(a, dot   ? "unknown directive"
                        : bss ? "this section has no contents"
                              : "unknown instruction, or it does not take these operands");
            a->i = from;
        }
    }
    if (!a->bad && !f->collecting && !asm_end(a))
        asm_fail(a, "something follows the statement");
}

// The place in the file of the statement that is read.
static size_t place(const AsmFile *f)
{
    size_t in = f->from.n ? f->from.v[0].in : 0;
    for (u32 lo = 0, hi = f->from.n; lo < hi;) {
        u32 mid = (lo + hi) / 2;
        if (f->from.v[mid].out <= f->at) {
            in = f->from.v[mid].in;
            lo = mid + 1;
        } else {
            hi = mid;
        }
    }
    return f->from.n ? in : f->at + MIN(f->in.i, f->in.s.n ? f->in.s.n - 1 : 0);
}

static void note_error(AsmFile *f, AsmFileError *err, u32 most)
{
    MFn *m = f->in.m;
    if (m->err.n && f->nerr < most)
        err[f->nerr] = (AsmFileError){place(f), str_dup(f->mem, m->err.v[0].text)};
    f->nerr += m->err.n > 0;
    m->err.n = 0;
}

// Comments between /* and */ become blanks, which keeps lines and columns; so do lines that start
// with # and are no markers.
char *af_without_comments(Arena *mem, Str text)
{
    char *p = arena_dup(mem, text.n ? text.p : "", text.n + 1);
    bool quote = false, start = true;
    p[text.n] = 0;
    for (size_t i = 0; i < text.n; i++) {
        if (quote && p[i] == '\\' && i + 1 < text.n) {
            i++;
            continue;
        }
        quote = p[i] == '"' ? !quote : quote && p[i] != '\n';
        if (!quote && p[i] == '/' && p[i + 1] == '*') {
            bool end = false;
            for (size_t k = 0; i < text.n && !end; i++, k++) {
                end = k > 2 && p[i] == '/' && text.p[i - 1] == '*';
                p[i] = p[i] == '\n' ? '\n' : ' ';
            }
            i--;
        }
        if (start && p[i] == '#')
            while (i < text.n && p[i] != '\n')
                p[i++] = ' ';
        start = p[i] == '\n' || (start && (p[i] == ' ' || p[i] == '\t'));
    }
    return p;
}

static void place_locals(AsmFile *f)
{
    af_section(f, STR(".bss"), SF_ALLOC | SF_WRITE | SF_ZERO, 0, (Str){0});
    for (u32 k = 0; k < f->local.n; k++) {
        AfSect *b = &f->sect.v[f->cur];
        b->zero = ALIGN_UP(b->zero, (u64)f->local.v[k].align);
        af_label(f, f->local.v[k].id);
        b->zero += f->local.v[k].size;
    }
}

// Blocks of labels are the first reading's; the rest is read anew.
static void read_text(AsmFile *f, AsmFileError *err, u32 most)
{
    size_t at = 0;
    f->line = 0;
    f->cur = f->sub = 0;
    f->stack.n = 0;
    af_section(f, STR(".text"), SF_ALLOC | SF_EXEC, 0, (Str){0});
    f->last = (AfPlace){f->cur, f->sub};
    for (f->at = 0; asm_statement(f->t->isa, f->text, &at, &f->in.s); f->at = at, f->line++) {
        f->in.line = f->line;
        statement(f);
        note_error(f, err, most);
    }
    if (f->local.n)
        place_locals(f);
    if (f->open && !f->collecting && f->nerr < most)
        err[f->nerr++] = (AsmFileError){f->size, STR(".cfi_endproc is missing")};
}

/* ---- the object ---- */


// Blocks are named by symbols; to look them up by number, they are sorted once.
static void index_places(AsmFile *f)
{
    for (u32 k = 0; k < f->sect.n; k++) {
        const Code *c = &f->sect.v[k].code;
        for (u32 j = 0; j < c->blkaddr.n && !(f->sect.v[k].flags & SF_ZERO); j++)
            af_sym(f, c->blkaddr.v[j].blk)->value = c->blkaddr.v[j].off;
    }
}

static void late_error(AsmFile *f, Str text, AsmFileError *err, u32 most)
{
    if (f->nerr < most)
        err[f->nerr] = (AsmFileError){0, text};
    f->nerr++;
}

// GNU as fills code sections of Arm up to their alignment, at most to a word.
static void pad_code(AsmFile *f, u32 k)
{
    AfSect *s = &f->sect.v[k];
    if (!f->t->isa->op_pool || !(s->flags & SF_EXEC))
        return;
    af_enter(f, (AfPlace){k, 0});
    asm_put(&f->in, f->t->isa->op_pool, 4, 0, NULL, 0);
    MOp o[2] = {{.kind = MO_IMM, .imm = MIN(s->align, 4)}, {.kind = MO_IMM}};
    asm_put(&f->in, M_ALIGN, 0, 0, o, 2);
}

static void emit_section(AsmFile *f, u32 k)
{
    AfSect *s = &f->sect.v[k];
    bool plain = str_eqz(s->name, ".text") || str_eqz(s->name, ".data") ||
                 str_eqz(s->name, ".bss");
    join_parts(f, s);
    pad_code(f, k);
    cg_emit(s->m, &f->opts, &s->code);
    // an empty section that every file starts with is none
    bool empty = !s->code.nbytes && !s->zero && plain;
    s->obj = ~0u;
    for (SymId i = 1; i < f->sym.n && empty; i++)
        empty = f->sym.v[i].sect != k + 1;
    if (empty)
        return;
    u32 least = s->flags & SF_EXEC ? f->t->isa->uw.code_align : 1;
    s->obj = obj_sect(f->o, s->name, s->flags, MAX(s->align, least));
    ObjSect *x = &f->o->sect.v[s->obj];
    x->entsize = s->entsize;
    x->group = s->group;
    x->size = s->flags & SF_ZERO ? s->zero : s->code.nbytes;
    x->data = s->flags & SF_ZERO ? NULL : arena_dup(f->mem, s->code.bytes, s->code.nbytes);
    for (u32 j = 0; j < s->code.data.n && s->flags & SF_EXEC; j++) {
        ObjRange r = {s->code.data.v[j].off, s->code.data.v[j].len};
        if (x->inlaid.n && vec_last(&x->inlaid).off + vec_last(&x->inlaid).size == r.off)
            vec_last(&x->inlaid).size += r.size;
        else
            vec_push(f->mem, &x->inlaid, r);
    }
}

// A symbol that the object has: of what it says and what the text says, one may be a definition.
static u32 join_symbol(AsmFile *f, const AfSym *y, Str name, u32 have, u32 sect, u64 value)
{
    ObjSym *o = &f->o->sym.v[have];
    bool here = sect != SECT_UNDEF;
    if (here && o->sect != SECT_UNDEF) {
        f->twice = str_dup(f->mem, name);
        return have;
    }
    if (here) {
        o->sect = sect;
        o->value = value;
        o->size = y->common ? (u64)y->value : 0;
        o->kind = y->kind;
        o->bind = y->bound || o->bind == SB_GLOBAL ? y->bind : o->bind;
    } else if (y->bound) {
        o->bind = y->bind;
    }
    o->hidden |= y->hidden;
    o->protect |= y->protect;
    return have;
}

static u32 make_symbol(AsmFile *f, SymId id)
{
    AfSym *y = af_sym(f, id);
    const Sym *m = &f->mod->sym.v[id];
    if (y->obj)
        return y->obj;
    bool here = y->sect != 0, number = y->fixed;
    u32 sect = here ? f->sect.v[y->sect - 1].obj : number ? SECT_ABS
               : y->common ? SECT_COMMON : SECT_UNDEF;
    ObjBind bind = !here && !number && !y->bound ? SB_GLOBAL : (ObjBind)y->bind;
    u64 value = y->common ? y->align : (u64)y->value;
    bool tls = here && f->sect.v[y->sect - 1].flags & SF_TLS;
    if (tls && (y->kind == SK_DATA || y->kind == SK_NONE))
        y->kind = SK_TLS;
    const u64 *have = map_get(&f->have, m->name);
    if (have)
        return y->obj = join_symbol(f, y, m->name, (u32)*have, sect, value);
    y->obj = obj_sym(f->o, str_dup(f->mem, m->name), bind, (ObjKind)y->kind, sect, value,
                     y->common ? (u64)y->value : 0);
    f->o->sym.v[y->obj].hidden = y->hidden;
    f->o->sym.v[y->obj].protect = y->protect;
    return y->obj;
}

static Str name_of(const AsmFile *f, SymId id) { return f->mod->sym.v[id].name; }

// A temporary label is its section and an offset; so are local data, as with GNU as.
static u32 target_of(AsmFile *f, SymId id, i64 *add)
{
    AfSym *y = af_sym(f, id);
    for (u32 k = 0; y->same && k < 16; k++) {
        *add += y->value;
        id = y->same;
        y = af_sym(f, id);
    }
    bool function = y->kind == SK_FUNC || y->kind == SK_IFUNC;
    bool merged = y->sect && f->sect.v[y->sect - 1].flags & (SF_MERGE | SF_TLS);
    bool own = y->bind == SB_LOCAL && !function && !merged && !map_get(&f->have, name_of(f, id));
    if (!y->sect || (!y->temporary && !own))
        return make_symbol(f, id);
    u32 s = f->sect.v[y->sect - 1].obj;
    *add += y->value;
    for (u32 k = 1; k < f->o->sym.n; k++)
        if (f->o->sym.v[k].kind == SK_SECTION && f->o->sym.v[k].sect == s)
            return k;
    return obj_sym(f->o, (Str){0}, SB_LOCAL, SK_SECTION, s, 0, 0);
}

static bool known(const AsmFile *f, SymId id) { return f->sym.v[id].sect != 0; }

static void bad_diff(AsmFile *f, AsmFileError *err, u32 most)
{
    late_error(f, STR("a difference of symbols that no relocation has"), err, most);
}

// plus - minus + add at `off`: a number, or relative to this place.
static void put_diff(AsmFile *f, u32 k, u64 off, const AfDiff *d, AsmFileError *err, u32 most)
{
    const AfSect *s = &f->sect.v[k];
    u8 *p = (u8 *)(uintptr_t)f->o->sect.v[s->obj].data + off;
    const AfSym *minus = &f->sym.v[d->v.minus];
    if (!known(f, d->v.minus)) {
        bad_diff(f, err, most);
        return;
    }
    if (d->v.plus && known(f, d->v.plus) && f->sym.v[d->v.plus].sect == minus->sect) {
        i64 n = f->sym.v[d->v.plus].value - minus->value + d->v.add;
        u64 v = (u64)(d->v.div ? n / d->v.div : n);
        for (u8 j = 0; j < d->size; j++)
            p[j] = (u8)(v >> 8 * j);
        return;
    }
    FixKind kind = d->size == 8 ? FIX_PC64 : d->size == 4 ? FIX_PC32 : FIX_NONE;
    if (minus->sect != k + 1 || !d->v.plus || kind == FIX_NONE || d->v.div) {
        bad_diff(f, err, most);
        return;
    }
    i64 add = d->v.add + (i64)off - minus->value;
    u32 to = target_of(f, d->v.plus, &add);
    obj_fix(f->o, s->obj, off, kind, to, add);
}

static void put_fixups(AsmFile *f, u32 k, AsmFileError *err, u32 most)
{
    const AfSect *s = &f->sect.v[k];
    for (u32 j = 0; j < s->code.fix.n; j++) {
        const AsmFix *x = &s->code.fix.v[j];
        if (x->kind == FIX_NONE) {
            put_diff(f, k, x->off, &f->diff.v[x->sym - 1], err, most);
            continue;
        }
        i64 add = x->add;
        u32 to = target_of(f, x->sym, &add);
        obj_fix(f->o, s->obj, x->off, (FixKind)x->kind, to, add);
        if (fix_info[x->kind].flags & FF_TLS && f->o->sym.v[to].kind == SK_NONE)
            f->o->sym.v[to].kind = SK_TLS;
    }
}

static void put_sizes(AsmFile *f)
{
    for (SymId id = 1; id < f->sym.n; id++) {
        const AfSym *y = &f->sym.v[id];
        const AfVal *v = y->size;
        if (!v || !y->obj)
            continue;
        i64 size = v->add + (v->plus ? f->sym.v[v->plus].value : 0) -
                   (v->minus ? f->sym.v[v->minus].value : 0);
        f->o->sym.v[y->obj].size = (u64)size;
    }
}

// Where its rows begin, by a symbol that no other object or image can define anew.
static u32 proc_symbol(AsmFile *f, const AfProc *p)
{
    const AfSym *from = &f->sym.v[p->from];
    u32 s = f->sect.v[p->sect].obj;
    for (u32 k = 1; k < f->o->sym.n; k++)
        if (f->o->sym.v[k].sect == s && f->o->sym.v[k].value == (u64)from->value &&
            f->o->sym.v[k].bind == SB_LOCAL)
            return k;
    return obj_sym(f->o, str_fmt(f->mem, ".Lcfi%u", p->from), SB_LOCAL, SK_NONE, s,
                   (u64)from->value, 0);
}

static void put_unwind(AsmFile *f)
{
    UwFn *fn = arena_array(f->mem, UwFn, f->proc.n + 1);
    for (u32 k = 0; k < f->proc.n; k++) {
        const AfProc *p = &f->proc.v[k];
        CfiRow *row = arena_array(f->mem, CfiRow, p->row.n + 1);
        i64 from = f->sym.v[p->from].value;
        for (u32 j = 0; j < p->row.n; j++) {
            row[j] = p->row.v[j].row;
            row[j].off = (u32)(f->sym.v[p->row.v[j].at].value - from);
        }
        fn[k] = (UwFn){proc_symbol(f, p), (u64)(f->sym.v[p->to].value - from), row, p->row.n};
    }
    void (*put)(Obj *, const UwInit *, const UwFn *, u32) = f->t->unwind;
    if (f->proc.n)
        (put ? put : eh_frame_add)(f->o, &f->t->isa->uw, fn, f->proc.n);
}

// .symver: another name, with a version, for a definition; the only name of what is elsewhere, or
// when there are three @.
static void put_versions(AsmFile *f)
{
    for (u32 k = 0; k < f->version.n; k++) {
        const AfVersion *v = &f->version.v[k];
        const u64 *have = map_get(&f->have, f->mod->sym.v[v->of].name);
        u32 s = af_sym(f, v->of)->obj ? af_sym(f, v->of)->obj : have ? (u32)*have : 0;
        if (!s)
            continue;            // nobody refers to it
        bool here = f->o->sym.v[s].sect != SECT_UNDEF;
        Str name = v->base;
        name = str_fmt(f->mem, "%.*s%s%.*s", STR_ARG(name), !here || v->at == 1 ? "@" : "@@",
                       STR_ARG(v->version));
        if (!here || v->at == 3) {
            f->o->sym.v[s].name = name;
            continue;
        }
        ObjSym y = f->o->sym.v[s];
        y.name = name;
        vec_push(f->mem, &f->o->sym, y);
    }
}

static void set_aliases(AsmFile *f)
{
    for (SymId id = 1; id < f->sym.n; id++) {
        AfSym *y = &f->sym.v[id];
        const AfSym *to = &f->sym.v[y->same];
        if (!y->same || !to->sect)
            continue;
        y->sect = to->sect;
        y->value += to->value;
        y->kind = y->kind ? y->kind : to->kind;
        y->size = y->size ? y->size : to->size;
        y->same = 0;
    }
}

static void finish(AsmFile *f, AsmFileError *err, u32 most)
{
    for (u32 k = 0; k < f->sect.n; k++) {
        emit_section(f, k);
        for (u32 j = 0; j < f->sect.v[k].m->err.n; j++)
            late_error(f, f->sect.v[k].m->err.v[j].text, err, most);
    }
    index_places(f);
    set_aliases(f);
    for (SymId id = 1; id < f->sym.n; id++) {
        const AfSym *y = &f->sym.v[id];
        bool named = f->mod->sym.v[id].name.n && !y->temporary;
        if (named && (y->sect || y->common || y->fixed || y->bound))
            make_symbol(f, id);
    }
    for (u32 k = 0; k < f->sect.n; k++)
        if (f->sect.v[k].obj != ~0u)
            put_fixups(f, k, err, most);
    put_sizes(f);
    put_versions(f);
    put_unwind(f);
    if (f->twice.n)
        late_error(f, str_fmt(f->mem, "%.*s is defined twice", STR_ARG(f->twice)), err, most);
}

// Names that the object has already: of the functions and data that the text stands between.
static void known_names(AsmFile *f)
{
    f->have = map_new(&f->tmp);
    for (u32 k = 1; k < f->o->sym.n; k++) {
        const ObjSym *y = &f->o->sym.v[k];
        bool is_new, named = y->name.n && y->kind != SK_SECTION && y->kind != SK_FILE;
        if (named)
            *map_put(&f->have, y->name, &is_new) = k;
    }
}

static bool assemble(AsmFile *f, const Target *t, Str unit, Str text, AsmFileError *err, u32 most)
{
    f->mem = f->o->mem;
    f->t = t;
    f->text = (Str){af_without_comments(&f->tmp, text), text.n};
    f->size = text.n;
    f->mod = mod_new(&f->tmp, &t->dl, unit);
    f->fn = arena_new(&f->tmp, Fn);
    f->fn->mod = f->mod;
    f->in.file = f;
    known_names(f);
    f->collecting = true;
    if (af_expand(f, err, most))
        read_text(f, err, most);
    for (u32 k = 0; k < f->sect.n; k++)
        f->sect.v[k].zero = 0;
    f->collecting = false;
    if (!f->nerr)
        read_text(f, err, most);
    if (!f->nerr)
        finish(f, err, most);
    arena_free(&f->tmp);
    return !f->nerr;
}

Obj *asm_file(const Target *t, Arena *mem, Str text, Str unit, const AsmFiles *files,
              AsmFileError *err, u32 most, u32 *nerr)
{
    AsmFile f = {.o = obj_new(mem, unit), .files = files};
    f.o->arch = t->isa->arch;
    f.o->cpu = t->cpu;
    bool good = assemble(&f, t, unit, text, err, most);
    *nerr = MIN(f.nerr, most);
    return good ? f.o : NULL;
}

void asm_lines(const Target *t, const Mod *m, const CgOpts *o, Obj *obj)
{
    enum { MOST = 50 };
    AsmFileError err[MOST];
    AsmFile f = {.o = obj};
    Buf text = {0};
    for (u32 k = 0; k < m->top.n; k++)
        buf_put(&text, m->top.v[k].text.p, m->top.v[k].text.n);
    Str all = {(const char *)text.p, text.n};
    assemble(&f, t, m->name, all, err, MOST);
    for (u32 k = 0; k < MIN(f.nerr, (u32)MOST) && o->error; k++) {
        u32 line = 0;
        size_t end = m->top.v[0].text.n;
        while (line + 1 < m->top.n && end <= err[k].off)
            end += m->top.v[++line].text.n;
        u32 loc = m->top.v[line].loc;
        o->error(o->error_ctx, LOC_FILE(loc) ? m->file.v[LOC_FILE(loc)] : m->name, LOC_LINE(loc),
                 err[k].text);
    }
    buf_free(&text);
}
