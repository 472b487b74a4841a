// start.c - the kernel enters here, for FUSE and C programs alike: argc is where the stack pointer
// points (AMD64 and AAPCS64 process initialisation)
//
// A position-independent image relocates itself first, and until then must use no pointer that was
// stored when linking.
#include "runtime/os/linux/image.h"

enum { DT_RELA = 7, DT_RELASZ = 8 };

typedef struct Dyn {
    u64 tag, val;
} Dyn;

typedef struct Rela {
    u64 off, info, addend;
} Rela;

extern const RtProgram rt_program;

#ifdef __x86_64__
enum { R_IRELATIVE = 37 };
#else
enum { R_IRELATIVE = 1032 };
#endif

// What the word at r->off is to hold: an address, or what the function there finds (psABI,
// R_*_IRELATIVE). A static image has no other relocations.
static u64 relocated(char *bias, const Rela *r)
{
    u64 at = (u64)bias + r->addend;
    return (u32)r->info == R_IRELATIVE ? ((u64 (*)(void))at)() : at;
}

// The linker puts those of an image that stays where it was linked here.
extern const Rela __rela_iplt_start[], __rela_iplt_end[];

static void relocate(char *bias, const Dyn *d)
{
    u64 at = 0, size = 0;
    for (; d->tag; d++) {
        if (d->tag == DT_RELA)
            at = d->val;
        if (d->tag == DT_RELASZ)
            size = d->val;
    }
    const Rela *r = (const Rela *)(const void *)(bias + at);
    for (u64 n = size / sizeof *r; n; n--, r++)
        *(u64 *)(void *)(bias + r->off) = relocated(bias, r);
}

/* Nobody writes what held addresses any more. It has its pages to itself; where pages are larger
 * than these it stays writable. */
static void protect(char *bias, const Phdr *p)
{
    enum { PAGE = 4096, READ = 1 };
    char *from = bias + (p->vaddr & ~(u64)(PAGE - 1));
    char *to = bias + ((p->vaddr + p->memsz + PAGE - 1) & ~(u64)(PAGE - 1));
    (void)sys3(SYS_mprotect, from, to - from, READ);
}

__attribute__((noreturn, force_align_arg_pointer)) void _start(void)
{
    i64 *sp = (i64 *)(void *)((char *)__builtin_dwarf_cfa() - CFA_ABOVE_SP);
    const char *const *argv = (const char *const *)(sp + 1);
    const char *const *envp = argv + sp[0] + 1;
    Image m = image_of(envp);
    for (u64 i = 0; i < m.n; i++) {
        if (m.ph[i].type == PT_DYNAMIC)
            relocate(m.bias, (const Dyn *)(const void *)(m.bias + m.ph[i].vaddr));
        if (m.ph[i].type == PT_GNU_RELRO)   // stands after PT_DYNAMIC
            protect(m.bias, &m.ph[i]);
    }
    for (const Rela *r = __rela_iplt_start; !m.bias && r != __rela_iplt_end; r++)
        *(u64 *)(void *)r->off = relocated(NULL, r);
    rt_image = m;
    rt_os_exit(rt_program.start(&rt_program, sp[0], argv, envp));
}
