// elf_arm.c - what ELF for the Arm Architecture says otherwise than the object model
//
// Functions in Thumb code have bit 0 set in their symbols. "$t" and "$d" mark where code begins and
// where data in it. Addends lie in the fields that relocations change. A section of attributes says
// for which processor the code is. Sources: ELF for the Arm Architecture (IHI 0044), 5.5 and 5.6;
// Addenda to, and Errata in, the ABI for the Arm Architecture (IHI 0045), build attributes.
#include "objfmt/elf.h"

enum {
    TAG_FILE = 1, TAG_CPU_ARCH = 6, TAG_CPU_PROFILE = 7, TAG_ARM_ISA = 8, TAG_THUMB_ISA = 9,
    TAG_FP_ARCH = 10, TAG_WCHAR = 18, TAG_FP_DENORMAL = 20, TAG_FP_MODEL = 23,
    TAG_ALIGN_NEEDED = 24, TAG_ALIGN_PRESERVED = 25, TAG_HARDFP_USE = 27, TAG_VFP_ARGS = 28,
    TAG_COMPATIBILITY = 32, TAG_UNALIGNED = 34, TAG_DSP = 46, TAG_TEXT_4 = 4, TAG_TEXT_5 = 5
};

static void attr(Buf *b, u32 tag, u32 value)
{
    if (value) {    // 0 is what is not written
        buf_uleb(b, tag);
        buf_uleb(b, value);
    }
}

void elf_arm_put_attr(Buf *out, const ObjCpu *c)
{
    Buf b = {0};
    attr(&b, TAG_CPU_ARCH, c->arch);
    attr(&b, TAG_CPU_PROFILE, c->profile);
    attr(&b, TAG_THUMB_ISA, c->arch >= ARM_V8M ? 3 : 2);
    attr(&b, TAG_FP_ARCH, c->fpu);
    attr(&b, TAG_WCHAR, 4);
    attr(&b, TAG_FP_DENORMAL, c->floats);
    attr(&b, TAG_FP_MODEL, c->floats ? 3 : 0);      // all of IEEE 754
    attr(&b, TAG_ALIGN_NEEDED, 1);  // of 8-byte data
    attr(&b, TAG_ALIGN_PRESERVED, 1);
    attr(&b, TAG_HARDFP_USE, c->single);
    attr(&b, TAG_VFP_ARGS, c->hard);
    attr(&b, TAG_UNALIGNED, 1);
    attr(&b, TAG_DSP, c->dsp && c->arch >= ARM_V8M);
    static const char vendor[] = "aeabi";
    buf_byte(out, 'A');
    buf_u32(out, (u32)(4 + sizeof vendor + 5 + b.n));
    buf_put(out, vendor, sizeof vendor);
    buf_byte(out, TAG_FILE);
    buf_u32(out, (u32)(5 + b.n));
    buf_put(out, b.p, b.n);
    buf_free(&b);
}

u32 elf_arm_flags(const ObjCpu *c) { return c->hard ? EF_ARM_HARD : EF_ARM_SOFT; }

typedef struct Bytes {
    const u8 *p, *end;
} Bytes;

static u32 uleb(Bytes *b)
{
    u32 x = 0;
    for (u32 shift = 0; b->p < b->end; shift += 7) {
        u8 c = *b->p++;
        if (shift < 28)
            x |= (u32)(c & 127) << shift;
        if (!(c & 128))
            break;
    }
    return x;
}

/* Tags above 32 carry text when they are odd (IHI 0045, "Coding extensibility"). */
static bool is_text(u32 tag)
{
    return tag == TAG_TEXT_4 || tag == TAG_TEXT_5 || (tag > TAG_COMPATIBILITY && tag & 1);
}

static void file_attrs(Bytes b, ObjCpu *c)
{
    while (b.p < b.end) {
        u32 tag = uleb(&b), v = is_text(tag) ? 0 : uleb(&b);
        if (is_text(tag) || tag == TAG_COMPATIBILITY) {
            const u8 *z = b.p < b.end ? memchr(b.p, 0, (size_t)(b.end - b.p)) : NULL;
            b.p = z ? z + 1 : b.end;
        }
        switch (tag) {
        case TAG_CPU_ARCH: c->arch = (u8)v; break;
        case TAG_CPU_PROFILE: c->profile = (u8)v; break;
        case TAG_FP_ARCH: c->fpu = (u8)v; break;
        case TAG_FP_MODEL: c->floats = v; break;
        case TAG_HARDFP_USE: c->single = v == 1; break;
        case TAG_VFP_ARGS: c->hard = v == 1; break;
        case TAG_DSP: c->dsp = v; break;
        }
    }
}

/* Nothing here can spoil an image: what is cut or unknown is left out. */
void elf_arm_get_attr(Str s, ObjCpu *c)
{
    Bytes b = {(const u8 *)s.p, (const u8 *)s.p + s.n};
    if (s.n < 1 || *b.p++ != 'A')
        return;
    while (b.end - b.p >= 10) {
        u32 n = rd32(b.p);
        if (n < 10 || n > (size_t)(b.end - b.p))
            return;
        Bytes v = {b.p + 10, b.p + n};
        bool ours = !memcmp(b.p + 4, "aeabi", 6);
        while (ours && v.end - v.p >= 5) {
            u32 size = rd32(v.p + 1);
            if (size < 5 || size > (size_t)(v.end - v.p))
                return;
            if (v.p[0] == TAG_FILE)
                file_attrs((Bytes){v.p + 5, v.p + size}, c);
            v.p += size;
        }
        b.p += n;
    }
}

static bool is_code_symbol(const Obj *o, const ObjSym *s)
{
    return (s->kind == SK_FUNC || s->kind == SK_IFUNC) && s->sect < o->sect.n;
}

u32 elf_arm_read(Obj *o)
{
    for (u32 i = 1; i < o->sym.n; i++) {
        ObjSym *s = &o->sym.v[i];
        if (!is_code_symbol(o, s))
            continue;
        if (!(s->value & 1))
            return i;
        s->value--;
    }
    return 0;
}

/* A symbol that says where a section or a place in it is, without the bit. */
static u32 plain_symbol(Obj *o, u32 *of_sect, u32 sect)
{
    if (!of_sect[sect])
        of_sect[sect] = obj_sym(o, STR(""), SB_LOCAL, SK_SECTION, sect, 0, 0);
    return of_sect[sect];
}

static bool holds_half(FixKind k)
{
    return k == FIX_T32_MOVW || k == FIX_T32_MOVT || k == FIX_T32_MOVW_PC || k == FIX_T32_MOVT_PC;
}

static bool put_addend(const Fix *f, u8 *p)
{
    bool half = holds_half((FixKind)f->kind);
    bool word = fix_info[f->kind].flags & FF_UNSIGNED && fix_info[f->kind].bytes == 4;
    return (!half || f->add == (i16)f->add) &&
           fix_patch(half ? FIX_T32_MOVW : (FixKind)f->kind, p,
                     word ? (i64)(u32)f->add : f->add) == FIX_OK;
}

/* Addends go into a copy of the bytes. One that a field cannot hold moves into a symbol; what a
 * branch adds for the place of the processor stays. */
static void place_addends(Obj *o, ObjSect *s)
{
    u8 *data = arena_dup(o->mem, s->data, s->size);
    s->data = data;
    for (u32 i = 0; i < s->fix.n; i++) {
        Fix *f = &s->fix.v[i];
        ObjSym y = o->sym.v[f->sym];
        if (put_addend(f, data + f->off) || y.sect >= o->sect.n)
            continue;
        i64 stays = fix_info[f->kind].flags & FF_BRANCH ? -4 : 0;
        f->sym = obj_sym(o, str_fmt(o->mem, ".L%u", o->sym.n), SB_LOCAL, SK_NONE, y.sect,
                         y.value + (u64)(f->add - stays), 0);
        f->add = stays;
        put_addend(f, data + f->off);
    }
}

typedef struct Marks {
    Obj *o;
    u32 sect;
} Marks;

static void add_mark(void *ctx, u64 off, bool data)
{
    Marks *m = ctx;
    obj_sym(m->o, data ? STR("$d") : STR("$t"), SB_LOCAL, SK_NONE, m->sect, off, 0);
}

/* In sections that have no marks of their own. */
static void mark_code(Obj *o)
{
    bool *marked = arena_array(o->mem, bool, o->sect.n + 1);
    for (u32 i = 1; i < o->sym.n; i++)
        if (o->sym.v[i].sect < o->sect.n && elf_is_mapping(o->sym.v[i].name))
            marked[o->sym.v[i].sect] = true;
    for (u32 i = 0; i < o->sect.n; i++) {
        const ObjSect *s = &o->sect.v[i];
        Marks m = {o, i};
        int state = -1;
        if (s->flags & SF_EXEC && !marked[i])
            elf_marks(s->inlaid.v, s->inlaid.n, s->size, &state, add_mark, &m);
    }
}

/* What describes code, to debuggers and unwinders, means the instruction itself. */
static void without_bit(Obj *o, ObjSect *s, u32 *of_sect)
{
    if (s->flags & SF_ALLOC && !(s->flags & SF_UNWIND))
        return;
    for (u32 i = 0; i < s->fix.n; i++) {
        Fix *f = &s->fix.v[i];
        const ObjSym *y = &o->sym.v[f->sym];
        if (is_code_symbol(o, y)) {
            f->add += (i64)y->value;
            f->sym = plain_symbol(o, of_sect, y->sect);
        }
    }
}

static void add_attributes(Obj *o)
{
    Buf b = {0};
    elf_arm_put_attr(&b, &o->cpu);
    u32 s = obj_sect(o, STR(".ARM.attributes"), 0, 1);
    o->sect.v[s].size = b.n;
    o->sect.v[s].data = (const u8 *)buf_take(&b, o->mem).p;
}

Obj *elf_arm_write(Arena *a, const Obj *in)
{
    Obj *o = arena_new(a, Obj);
    *o = *in;
    o->mem = a;
    o->sect.v = arena_dup(a, in->sect.v, sizeof(ObjSect) * (size_t)in->sect.n);
    o->sect.cap = o->sect.n;
    o->sym.v = arena_dup(a, in->sym.v, sizeof(ObjSym) * (size_t)in->sym.n);
    o->sym.cap = o->sym.n;
    u32 *of_sect = arena_array(a, u32, o->sect.n + 1);
    for (u32 i = 1; i < o->sym.n; i++)
        if (o->sym.v[i].kind == SK_SECTION && o->sym.v[i].sect < o->sect.n)
            of_sect[o->sym.v[i].sect] = i;
    for (u32 i = 0; i < o->sect.n; i++) {
        ObjSect *s = &o->sect.v[i];
        if (!s->fix.n)
            continue;
        s->fix.v = arena_dup(a, s->fix.v, sizeof(Fix) * (size_t)s->fix.n);
        s->fix.cap = s->fix.n;
        without_bit(o, s, of_sect);
        place_addends(o, s);
    }
    mark_code(o);
    for (u32 i = 1; i < o->sym.n; i++)
        if (is_code_symbol(o, &o->sym.v[i]))
            o->sym.v[i].value |= 1;
    add_attributes(o);
    return o;
}
