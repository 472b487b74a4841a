// symbol.c - what a crash report asks of the image: the caller of a frame, the name of an address
//
// Call frame information is in memory; symbols are only in the file, and only when it was not
// stripped.
#include "runtime/os/linux/image.h"

enum { PT_LOAD = 1, PF_X = 1, PT_GNU_EH_FRAME = 0x6474e550, SHT_SYMTAB = 2, STT_FUNC = 2 };
enum { MAP_PRIVATE = 2, SEEK_END = 2, PROT_READ = 1 };

Image rt_image;

typedef struct Shdr {
    u32 name, type;
    u64 flags, addr, off, size;
    u32 link, info;
    u64 align, entsize;
} Shdr;

typedef struct Sym {
    u32 name;
    u8 info, other;
    u16 shndx;
    u64 value, size;
} Sym;

/* What the kernel entered has no caller, though its stack holds a word in that place. */
static i8 is_code(u64 pc)
{
    for (u64 i = 0; i < rt_image.n; i++) {
        const Phdr *h = &rt_image.ph[i];
        if (h->type == PT_LOAD && h->flags & PF_X && pc - (u64)rt_image.bias - h->vaddr < h->memsz)
            return 1;
    }
    return 0;
}

i8 rt_os_step(RtFrame *f, i8 innermost)
{
    for (u64 i = 0; i < rt_image.n; i++) {
        if (rt_image.ph[i].type != PT_GNU_EH_FRAME)
            continue;
        const u8 *hdr = (const u8 *)rt_image.bias + rt_image.ph[i].vaddr;
        i32 rel;
        if (hdr[0] != 1 || hdr[1] != 0x1b)   // version; pointer relative to itself, 4 bytes
            return 0;
        RT_MEMCPY(&rel, hdr + 4, 4);
        return rt_cfi_step(f, hdr + 4 + rel, ~(u64)0, innermost) && is_code(f->pc);
    }
    return 0;
}

typedef struct File {
    const u8 *p;
    u64 n;
} File;

static File own_file(void)
{
    File f = {NULL, 0};
    i64 fd = rt_os_open("/proc/self/exe", RT_OPEN_READ);
    if (fd < 0)
        return f;
    i64 n = sys3(SYS_lseek, fd, 0, SEEK_END);
    i64 p = n > 0 ? sys6(SYS_mmap, 0, n, PROT_READ, MAP_PRIVATE, fd, 0) : -1;
    rt_os_close((i32)fd);
    if (p > 0)
        f = (File){rt_ptr(p), (u64)n};
    return f;
}

/* n records of `size` bytes at `off` of the file, or NULL when it is not so long. */
static const void *part(const File *f, u64 off, u64 n, u64 size)
{
    return off <= f->n && n <= (f->n - off) / size ? f->p + off : NULL;
}

/* Copies the name of the function that holds the address; its offset in that function. */
static u64 look_up(const Sym *s, u64 n, const char *names, u64 size, u64 address, char *name,
                   u64 cap)
{
    for (u64 i = 0; i < n; i++) {
        if ((s[i].info & 15) != STT_FUNC || address - s[i].value >= s[i].size || s[i].name >= size)
            continue;
        u64 k = 0;
        for (const char *z = names + s[i].name; k + 1 < cap && z[k]; k++)
            name[k] = z[k];
        name[k] = 0;
        return address - s[i].value;
    }
    return 0;
}

u64 rt_os_symbol(u64 pc, char *name, u64 cap, u64 *off)
{
    static File file;
    u64 address = pc - (u64)rt_image.bias;
    name[0] = 0;
    *off = 0;
    if (!file.p)
        file = own_file();
    const Ehdr *e = part(&file, 0, 1, sizeof *e);
    const Shdr *s = e ? part(&file, e->shoff, e->shnum, sizeof *s) : NULL;
    for (u32 i = 0; s && i < e->shnum; i++) {
        if (s[i].type != SHT_SYMTAB || s[i].link >= e->shnum)
            continue;
        const Shdr *t = &s[s[i].link];
        u64 n = s[i].size / sizeof(Sym);
        const Sym *sym = part(&file, s[i].off, n, sizeof(Sym));
        const char *names = part(&file, t->off, t->size, 1);
        if (sym && names && t->size && !names[t->size - 1])
            *off = look_up(sym, n, names, t->size, address, name, cap);
    }
    return address;
}
