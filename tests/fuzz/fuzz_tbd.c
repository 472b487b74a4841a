// fuzz_tbd.c - libFuzzer: any bytes as a stub library
#include "link/macho/macho_int.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    for (Arch arch = ARCH_X64; arch <= ARCH_A64; arch++) {
        Arena a = {0};
        Str err = {0};
        char *exact = xmalloc(size ? size : 1);      // a sanitizer sees any step over the end
        memcpy(exact, data, size);
        MachoLib *b = tbd_read(&a, (Str){exact, size}, arch, &err);
        if (!b == !err.n)
            abort();             // a library, or why not
        free(exact);
        arena_free(&a);
    }
    return 0;
}
