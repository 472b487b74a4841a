// tls.c - thread-local storage of C programs: one block a thread
//
// ELF Handling for Thread-Local Storage (Drepper 2005). AMD64, variant II: the block lies below the
// thread pointer, which points at a word that holds its own address. AArch64, variant I: the block
// follows the thread pointer after two words, aligned as the segment asks.
#include "runtime/os/linux/image.h"

enum { ARCH_SET_FS = 0x1002 };

typedef struct Init {            // the segment that every thread gets a copy of
    const char *data;
    u64 filesz, memsz, align;
} Init;
static Init init;

#if defined(__aarch64__)
static u64 place(u64 block)      // address of the thread pointer in a block that starts here
{
    return (block + init.align - 1) & ~(init.align - 1);
}

static char *data_of(u64 tp)
{
    return (char *)(tp + ((16 + init.align - 1) & ~(init.align - 1)));
}
#else
static u64 below(void)           // what the linker counts offsets from
{
    return (init.memsz + init.align - 1) & ~(init.align - 1);
}

static u64 place(u64 block)
{
    u64 align = init.align < 16 ? 16 : init.align;
    return (block + below() + align - 1) & ~(align - 1);
}

static char *data_of(u64 tp)
{
    return (char *)(tp - below());
}
#endif

void *rt_tls_new(void **block, u64 *size)
{
    if (!init.memsz)
        return NULL;
    *size = init.memsz + 3 * init.align + 64;
    *block = rt_os_map(*size);
    if (!*block)
        rt_failz("out of memory");
    u64 tp = place((u64)*block);
    *(u64 *)tp = tp;
    __builtin_memcpy(data_of(tp), init.data, init.filesz);
    return (void *)tp;
}

#if defined(__aarch64__)
void rt_set_thread_pointer(void *tp);  // arch/a64/clone.c: a register that user code may write

static void set_pointer(void *tp)
{
    rt_set_thread_pointer(tp);
}
#else
static void set_pointer(void *tp)
{
    (void)sys2(SYS_arch_prctl, ARCH_SET_FS, tp);
}
#endif

void rt_os_tls_init(const char *const *envp)
{
    Image m = image_of(envp);
    for (u64 i = 0; i < m.n; i++)
        if (m.ph[i].type == PT_TLS)
            init = (Init){m.bias + m.ph[i].vaddr, m.ph[i].filesz, m.ph[i].memsz,
                          m.ph[i].align ? m.ph[i].align : 1};
    void *block;
    u64 size;
    void *tp = rt_tls_new(&block, &size);
    if (tp)
        set_pointer(tp);
}
