// symbol.c - what a crash report asks of the image: the caller of a frame, the name of an address
//
// The system unwinds by the image's own tables; names are in the file, as COFF symbols, when it was
// linked with them (Microsoft PE format, "COFF symbol table").
#include "runtime/os/windows/sys.h"

/* Where the machine's CONTEXT has the registers: in the order of instruction encoding, which is not
 * that of DWARF numbers. */
enum { CONTEXT_FLAGS = 0x30, CONTEXT_RAX = 0x78, CONTEXT_RIP = 0xf8, CONTEXT_SIZE = 1232 };
enum { CONTROL_AND_INTEGER = 0x100003, PATH_UNITS = 32768, SYM_SIZE = 18 };
static const u8 order[] = {0, 2, 1, 3, 6, 7, 5, 4, 8, 9, 10, 11, 12, 13, 14, 15};

void rt_frame_of(RtFrame *f, const u8 *context)
{
    for (u32 i = 0; i < RT_COUNT(order); i++)
        RT_MEMCPY(&f->reg[i], context + CONTEXT_RAX + 8 * order[i], 8);
    RT_MEMCPY(&f->pc, context + CONTEXT_RIP, 8);
}

static i8 in_image(u64 pc)
{
    const u8 *base = GetModuleHandleW(NULL);
    u32 pe, size;
    RT_MEMCPY(&pe, base + 0x3c, 4);
    RT_MEMCPY(&size, base + pe + 24 + 56, 4);
    return pc - (u64)base < size;
}

i8 rt_os_step(RtFrame *f, i8 innermost)
{
    static _Alignas(16) u8 context[CONTEXT_SIZE];
    u32 flags = CONTROL_AND_INTEGER;
    u64 base, frame, pc = f->pc - !innermost;
    void *data;
    const void *entry = RtlLookupFunctionEntry(pc, &base, NULL);
    memset(context, 0, sizeof context);
    RT_MEMCPY(context + CONTEXT_FLAGS, &flags, 4);
    for (u32 i = 0; i < RT_COUNT(order); i++)
        RT_MEMCPY(context + CONTEXT_RAX + 8 * order[i], &f->reg[i], 8);
    RT_MEMCPY(context + CONTEXT_RIP, &f->pc, 8);
    if (entry) {
        (void)RtlVirtualUnwind(0, base, f->pc, entry, context, &data, &frame, NULL);
        rt_frame_of(f, context);
    } else {                                 // a function that touches neither stack nor registers
        u64 sp = f->reg[7];
        RT_MEMCPY(&f->pc, rt_ptr((i64)sp), 8);
        f->reg[7] = sp + 8;
    }
    return in_image(f->pc);                  // not beyond the start, into the system
}

typedef struct File {
    u8 *p;
    u64 n;
} File;

static File own_file(void)
{
    File f = {NULL, 0};
    Wide *path = rt_os_map(PATH_UNITS * sizeof(Wide) + PATH_UNITS * 3);
    if (!path)
        return f;
    char *text = (char *)(path + PATH_UNITS);
    u32 len = GetModuleFileNameW(NULL, path, PATH_UNITS);
    text[rt_utf8_of(path, len, text)] = 0;
    i64 fd = rt_os_open(text, RT_OPEN_READ), k;
    rt_os_unmap(path, 0);
    if (fd < 0)
        return f;
    for (u64 cap = 0;; f.n += (u64)k) {
        if (f.n == cap) {
            u64 more = cap ? cap * 2 : 1 << 20;
            u8 *q = f.p ? rt_os_remap(f.p, cap, more) : rt_os_map(more);
            if (!q)
                break;
            f.p = q;
            cap = more;
        }
        k = rt_os_read((i32)fd, f.p + f.n, cap - f.n);
        if (k <= 0)
            break;
    }
    rt_os_close((i32)fd);
    return f;
}

static u32 get32(const File *f, u64 at)
{
    u32 x = 0;
    if (at + 4 <= f->n)
        RT_MEMCPY(&x, f->p + at, 4);
    return x;
}

static u32 get16(const File *f, u64 at)
{
    return get32(f, at) & 0xffff;
}

/* Eight bytes in place, or an offset into the strings behind the symbols. */
static void copy_name(const File *f, u64 sym, u64 strings, char *name, u64 cap)
{
    u64 at = get32(f, sym) ? sym : strings + get32(f, sym + 4);
    u64 most = get32(f, sym) ? 8 : f->n - at, k = 0;
    for (; k + 1 < cap && k < most && at + k < f->n && f->p[at + k]; k++)
        name[k] = (char)f->p[at + k];
    name[k] = 0;
}

u64 rt_os_symbol(u64 pc, char *name, u64 cap, u64 *off)
{
    static File f;
    u64 base = (u64)GetModuleHandleW(NULL), best = 0, best_at = 0;
    name[0] = 0;
    *off = 0;
    if (!f.p)
        f = own_file();
    u64 pe = get32(&f, 0x3c), table = get32(&f, pe + 12), n = get32(&f, pe + 16);
    u64 sections = pe + 24 + get16(&f, pe + 20), rva = pc - base;
    u64 wanted = 0, start = 0;               // the section of the address
    for (u64 i = 1; i <= get16(&f, pe + 6); i++) {
        u64 s = sections + (i - 1) * 40;
        if (rva - get32(&f, s + 12) < get32(&f, s + 8)) {
            wanted = i;
            start = get32(&f, s + 12);
        }
    }
    if (!wanted || !table || table + n * SYM_SIZE > f.n)
        return rva;
    for (u64 i = 0; i < n; i += 1 + f.p[table + i * SYM_SIZE + 17]) {
        u64 s = table + i * SYM_SIZE, at = start + get32(&f, s + 8);
        i8 function = get16(&f, s + 14) == 0x20;
        if (function && get16(&f, s + 12) == wanted && at <= rva && (!best || at >= best_at)) {
            best = s;
            best_at = at;
        }
    }
    if (!best)
        return rva;
    copy_name(&f, best, table + n * SYM_SIZE, name, cap);
    *off = rva - best_at;
    return rva;
}
