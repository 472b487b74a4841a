// target.c - the table of targets
#include "codegen/target.h"

static const Target *const table[] = {&target_linux_x64};

const Target *target_find(const char *name)
{
    for (u32 i = 0; i < COUNT(table); i++)
        if (strcmp(table[i]->name, name) == 0 || strcmp(table[i]->triple, name) == 0)
            return table[i];
    return NULL;
}

const Target *target_host(void)
{
    return &target_linux_x64;
}
