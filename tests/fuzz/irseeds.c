// irseeds.c - seeds for fuzz_ir: generated functions as text and in the binary form, into a folder
#include "tests/fuzz/irgen.h"

enum { SEEDS = 20 };

static void put(Arena *a, const char *folder, u64 seed, const char *ending, const Buf *b)
{
    Str path = str_fmt(a, "%s/g%d.%s", folder, (int)seed, ending);
    if (file_write(path.p, b->p, b->n, 0644)) {
        fprintf(stderr, "irseeds: cannot write %s\n", path.p);
        exit(1);
    }
}

int main(int argc, char **argv)
{
    for (u64 seed = 1; seed <= SEEDS && argc > 1; seed++) {
        Arena a = {0};
        DataLayout dl = irgen_layout();
        Buf t = {0}, b = {0};
        Mod *m = mod_new(&a, &dl, STR("seed"));
        irgen(m, seed, "f");
        ir_print_mod(m, &t);
        buf_byte(&b, 'B');
        ir_write(m, &b);
        put(&a, argv[1], seed, "ir", &t);
        put(&a, argv[1], seed, "bin", &b);
        buf_free(&t);
        buf_free(&b);
        arena_free(&a);
    }
    return argc > 1 ? 0 : 1;
}
