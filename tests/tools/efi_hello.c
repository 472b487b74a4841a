// efi_hello.c - an application of UEFI that prints and switches the machine off (33-pe.sh)
//
// Source: UEFI Specification 2.10, chapters 4 (system table), 8 (ResetSystem), 12 (text output).
typedef unsigned long long u64;
typedef struct Out {
    u64 (*reset)(struct Out *, int);
    u64 (*print)(struct Out *, const unsigned short *text);
} Out;
typedef struct Runtime {
    unsigned char header[24];
    void *other[10];
    void (*reset)(int kind, u64 status, u64 size, void *data);
} Runtime;
typedef struct System {
    unsigned char header[24];
    void *vendor;
    unsigned revision;
    void *in_handle, *in, *out_handle;
    Out *out;
    void *err_handle, *err;
    Runtime *runtime;
} System;

static const char *const text[] = {"hello from ", "an image of ours", "\r\n"};   // relocated

u64 efi_main(void *image, System *s)
{
    (void)image;
    for (int k = 0; k < 3; k++)
        for (const char *p = text[k]; *p; p++) {
            unsigned short c[2] = {(unsigned short)*p, 0};
            s->out->print(s->out, c);
        }
    s->runtime->reset(2, 0, 0, 0);
    return 0;
}
