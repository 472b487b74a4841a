// main.c - run the test groups of one area, or those whose name contains the argument
#include "tests/unit/unit.h"

#include <stdio.h>
#include <string.h>

#define UNIT(name) int test_##name(void);
#include "unit_list.def"
#undef UNIT

static const struct {
    const char *name;
    int (*run)(void);
} group[] = {
#define UNIT(name) {#name, test_##name},
#include "unit_list.def"
#undef UNIT
};

int main(int argc, char **argv)
{
    int failed = 0, ran = 0;
    for (size_t i = 0; i < sizeof group / sizeof *group; i++) {
        if (argc > 1 && !strstr(group[i].name, argv[1])) continue;
        failed += group[i].run();
        ran++;
    }
    if (ran == 0) fprintf(stderr, "no such group: %s\n", argv[1]);
    return failed || ran == 0;
}
