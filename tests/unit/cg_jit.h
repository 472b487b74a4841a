// cg_jit.h - compile a module's functions into memory and call them, for the code generator's tests
#ifndef CG_JIT_H
#define CG_JIT_H

#include "codegen/target.h"
#include "objfmt/fixup.h"

typedef struct Jit {
    u8 *base, *at;
    u64 size;
    u64 *addr;       // by SymId
} Jit;

static inline void *jit_place(Jit *j, u64 n, u64 align)
{
    j->at = j->base + ALIGN_UP((u64)(j->at - j->base), align);
    void *p = j->at;
    j->at += n;
    assert(j->at <= j->base + j->size);
    return p;
}

// A far function behind a near jump.
static inline u64 jit_stub(Jit *j, u64 to)
{
    u8 *p = jit_place(j, 16, 16);
    p[0] = 0x49, p[1] = 0xbb;     // mov r11, to
    wr64(p + 2, to);
    p[10] = 0x41, p[11] = 0xff, p[12] = 0xe3;   // jmp r11
    return (u64)(uintptr_t)p;
}

typedef u64 (*JitExtern)(Str name);

static inline void jit_fix(Jit *j, const AsmFix *fx, u8 *sect, u64 ro, u64 self)
{
    u64 s = fx->sym == ASM_RO ? ro : fx->sym == ASM_SELF || fx->sym == 0 ? self : j->addr[fx->sym];
    u8 *p = sect + fx->off;
    i64 v = (i64)(s + (u64)fx->add);
    if (fix_info[fx->kind].flags & FF_PC)
        v -= (i64)(uintptr_t)p;
    if (fix_patch((FixKind)fx->kind, p, v) != FIX_OK)
        abort();
}

static inline u64 jit_block(const Code *c, BlkId b)
{
    for (u32 k = 0; k < c->blkaddr.n; k++)
        if (c->blkaddr.v[k].blk == b)
            return c->blkaddr.v[k].off;
    abort();
}

// Everything lies in one area, whose code is made executable at the end; data follows on pages of
// its own.
static inline void jit_load(Jit *j, Mod *m, const CgOpts *o, Arena *mem, JitExtern ext)
{
    const Target *t = target_host();
    u64 size = 1 << 16, code_size;
    Code *code = arena_array(mem, Code, m->sym.n + 4);
    u64 *ro = arena_array(mem, u64, m->sym.n + 4);
    for (SymId k = 1; k < m->sym.n; k++) {
        if (m->sym.v[k].kind == SYM_FN && m->sym.v[k].fn)
            cg_fn(t, m->sym.v[k].fn, o, mem, mem, &code[k]);
        size += code[k].nbytes + code[k].nro + m->sym.v[k].size + 256;
        if (k + 4 >= m->sym.n)
            continue;
    }
    j->size = ALIGN_UP(size, 4096) + 8192;
    j->base = j->at = jit_alloc(j->size);
    j->addr = arena_array(mem, u64, m->sym.n + 4);
    for (SymId k = 1; k < m->sym.n; k++) {
        Sym *y = &m->sym.v[k];
        if (y->kind == SYM_FN) {
            u8 *p = jit_place(j, code[k].nbytes, 16);
            memcpy(p, code[k].bytes, code[k].nbytes);
            j->addr[k] = (u64)(uintptr_t)p;
        } else if (y->kind == SYM_UNDEF && ext && ext(y->name)) {
            j->addr[k] = jit_stub(j, ext(y->name));
        }
    }
    j->at = j->base + ALIGN_UP((u64)(j->at - j->base), 4096);
    code_size = (u64)(j->at - j->base);
    for (SymId k = 1; k < m->sym.n; k++) {
        Sym *y = &m->sym.v[k];
        if (y->kind == SYM_DATA || y->kind == SYM_COMMON) {
            u8 *p = jit_place(j, y->size, MAX(y->align, 1));
            if (y->data)
                memcpy(p, y->data, y->size);
            j->addr[k] = (u64)(uintptr_t)p;
        } else if (code[k].nro) {
            u8 *p = jit_place(j, code[k].nro, 16);
            memcpy(p, code[k].ro, code[k].nro);
            ro[k] = (u64)(uintptr_t)p;
        }
    }
    for (SymId k = 1; k < m->sym.n; k++) {
        u8 *self = (u8 *)(uintptr_t)j->addr[k];
        for (u32 n = 0; n < code[k].fix.n; n++)
            jit_fix(j, &code[k].fix.v[n], self, ro[k], j->addr[k]);
        for (u32 n = 0; n < code[k].ro_fix.n; n++)
            jit_fix(j, &code[k].ro_fix.v[n], (u8 *)(uintptr_t)ro[k], ro[k], j->addr[k]);
        for (u32 n = 0; n < m->sym.v[k].reloc.n; n++) {
            const Reloc *r = &m->sym.v[k].reloc.v[n];
            u64 a = j->addr[r->sym] + (u64)r->add;
            if (r->blk)
                a += jit_block(&code[r->sym], r->blk);
            wr64(self + r->off, a);
        }
    }
    if (jit_seal(j->base, code_size, 0, j->size))
        abort();
}

#endif
