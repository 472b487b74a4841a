// jit.c - memory for code made at run time, never writable and executable at once
#include "codegen/codegen.h"

#include <sys/mman.h>

u8 *jit_alloc(u64 size)
{
    void *p = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return p == MAP_FAILED ? NULL : p;
}

int jit_seal(u8 *p, u64 exec_size, u64 ro_size, u64 size)
{
    (void)size;  // what follows stays writable data
    if (exec_size && mprotect(p, exec_size, PROT_READ | PROT_EXEC))
        return -1;
    return ro_size ? mprotect(p + exec_size, ro_size, PROT_READ) : 0;
}

void jit_free(u8 *p, u64 size)
{
    munmap(p, size);
}
