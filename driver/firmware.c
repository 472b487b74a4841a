// firmware.c - what commands that make firmware share: the memory map that was named, and the files
#include "driver/driver.h"

#include "link/firmware/firmware.h"

static bool unknown_board(const char *name)
{
    const Board *near = board_near(str_of(name)), *b;
    fprintf(stderr, "fuse: no board is called %s", name);
    if (near) {
        fprintf(stderr, "; did you mean %s?\n", near->name);
        return false;
    }
    for (u32 i = 0; (b = board_at(i)); i++)
        fprintf(stderr, "%s%s", i ? ", " : "; known are ", b->name);
    fprintf(stderr, "\n");
    return false;
}

bool firmware_map(Arena *a, Diags *d, const char *board, const char *file, FwMap *out)
{
    Str text;
    if (board) {
        const Board *b = board_find(board);
        if (!b)
            return unknown_board(board);
        board_map(a, b, out);
        return true;
    }
    if (file_read(a, file, &text) < 0) {
        fprintf(stderr, "fuse: cannot read %s\n", file);
        return false;
    }
    return fw_map_read(a, d, sources_add(d->src, str_of(file), text), out);
}

/* The form a file's name asks for; FW_FORM_COUNT: the executable itself. */
static FwForm form_of(const char *path)
{
    for (u32 f = 0; f < FW_FORM_COUNT; f++) {
        size_t n = strlen(path), k = strlen(fw_form_name((FwForm)f));
        if (n > k && path[n - k - 1] == '.' && !strcmp(path + n - k, fw_form_name((FwForm)f)))
            return (FwForm)f;
    }
    return FW_FORM_COUNT;
}

int firmware_write(Arena *a, const char *path, const Buf *elf, const FwMap *map)
{
    FwForm form = form_of(path);
    if (form == FW_FORM_COUNT) {
        if (file_write(path, elf->p, elf->n, 0755) == 0)
            return 0;
        fprintf(stderr, "fuse: cannot write %s\n", path);
        return 1;
    }
    Buf b = {0};
    FwLoad load;
    const char *why = fw_load(a, (Str){(const char *)elf->p, elf->n}, &load);
    if (!why)
        why = fw_write(form, &load, map->family, &b);
    if (!why && file_write(path, b.p, b.n, 0644) != 0)
        why = "cannot be written";
    if (why)
        fprintf(stderr, "fuse: %s: %s\n", path, why);
    buf_free(&b);
    return why ? 1 : 0;
}
