// pe_opts.c - options of Windows images: subsystem, sizes of stack and heap, resources
#include "driver/driver.h"

#include <errno.h>

static void set_subsystem(Session *s, PeOpts *o, const char *v)
{
    static const struct { const char *name; PeSubsystem is; } names[] = {
        {"console", PE_CONSOLE}, {"gui", PE_GUI}, {"windows", PE_GUI}, {"efi", PE_EFI}};
    for (u32 k = 0; k < COUNT(names); k++)
        if (!strcmp(v, names[k].name)) {
            o->subsystem = names[k].is;
            return;
        }
    ddiag(s, D_BAD_VALUE, "--subsystem", v);
}

// Bytes, in decimal or hexadecimal; whole pages, as the loader reserves them.
static void set_size(Session *s, const char *option, const char *v, u64 *out)
{
    char *end;
    errno = 0;
    unsigned long long n = strtoull(v, &end, 0);
    if (errno || end == v || *end || *v == '-' || n < 4096 || n > (1ull << 32))
        ddiag(s, D_BAD_VALUE, option, v);
    else
        *out = ALIGN_UP((u64)n, (u64)4096);
}

static void set_resource(Session *s, PeOpts *o, const char *v)
{
    const struct { const char *key; Str *to; } keys[] = {
        {"version", &o->version}, {"product", &o->product}, {"company", &o->company},
        {"description", &o->description}, {"copyright", &o->copyright}, {"file", &o->file_name},
    };
    const char *eq = strchr(v, '=');
    size_t n = eq ? (size_t)(eq - v) : 0;
    for (u32 k = 0; eq && k < COUNT(keys); k++)
        if (strlen(keys[k].key) == n && !memcmp(keys[k].key, v, n)) {
            *keys[k].to = str_of(eq + 1);
            if (keys[k].to->n > RESOURCE_TEXT)
                ddiag(s, D_LONG_TEXT, keys[k].key, RESOURCE_TEXT);
            return;
        }
    if (n != 8 || memcmp(v, "manifest", n))
        ddiag(s, D_BAD_VALUE, "--resource", v);
    else if (file_read(&s->mem, eq + 1, &o->manifest))
        ddiag(s, D_NO_FILE, eq + 1, strerror(errno));
}

bool image_pe_option(Session *s, ImageOpts *o, int argc, char **argv, int *i)
{
    const char *v;
    if ((v = option_value(argc, argv, i, "--subsystem")))
        set_subsystem(s, &o->pe, v);
    else if ((v = option_value(argc, argv, i, "--stack")))
        set_size(s, "--stack", v, &o->pe.stack);
    else if ((v = option_value(argc, argv, i, "--heap")))
        set_size(s, "--heap", v, &o->pe.heap);
    else if ((v = option_value(argc, argv, i, "--out-implib")))
        o->implib = v, o->pe.implib = true;
    else if ((v = option_value(argc, argv, i, "--resource")))
        set_resource(s, &o->pe, v);
    else
        return false;
    return true;
}
