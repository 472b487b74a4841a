// tls.c - thread-local storage of a C program's only thread
//
// The block lies below the thread pointer, which points at a word that holds its own address (ELF
// Handling for Thread-Local Storage, variant II). The kernel tells where the program headers are.
#include "runtime/os/linux/sys.h"

enum { AT_PHDR = 3, AT_PHNUM = 5, PT_TLS = 7, ARCH_SET_FS = 0x1002 };

typedef struct Phdr {
    u32 type, flags;
    u64 off, vaddr, paddr, filesz, memsz, align;
} Phdr;

void rt_os_tls_init(const char *const *envp)
{
    const Phdr *ph = 0;
    u64 n = 0;
    while (*envp)
        envp++;
    for (const u64 *aux = (const u64 *)(envp + 1); aux[0]; aux += 2) {
        if (aux[0] == AT_PHDR)
            ph = (const Phdr *)aux[1];
        if (aux[0] == AT_PHNUM)
            n = aux[1];
    }
    for (; ph && n; ph++, n--) {
        if (ph->type != PT_TLS)
            continue;
        u64 own = ph->align ? ph->align : 1, align = own < 16 ? 16 : own;
        u64 size = (ph->memsz + own - 1) & ~(own - 1);  // what the linker counts offsets from
        char *block = rt_os_map(size + align + sizeof(u64));
        if (!block)
            rt_os_exit(1);
        u64 *tp = (u64 *)(((u64)block + size + align - 1) & ~(align - 1));
        *tp = (u64)tp;
        __builtin_memcpy((char *)tp - size, (const char *)ph->vaddr, ph->filesz);
        sys2(SYS_arch_prctl, ARCH_SET_FS, tp);
    }
}
