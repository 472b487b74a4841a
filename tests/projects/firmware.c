// firmware.c - zlib and BearSSL's hashes in one program that needs no system: what comes out is printed
#include <bearssl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

static unsigned char text[100000], packed[60000], back[100000];

static void *take(void *opaque, unsigned n, unsigned size)
{
    (void)opaque;
    return calloc(n, size);
}

static void give(void *opaque, void *p)
{
    (void)opaque;
    free(p);
}

static void fill(void)
{
    static const char *const words[] = {"bytes ", "and ", "words ", "that ", "return", ".\n"};
    unsigned x = 1;
    for (size_t n = 0; n < sizeof text;) {
        x = x * 1664525 + 1013904223;
        for (const char *w = words[(x >> 24) % 6]; *w && n < sizeof text; w++)
            text[n++] = (unsigned char)*w;
        if (n < sizeof text && x >> 28 == 3)
            text[n++] = (unsigned char)(x >> 16);
    }
}

static void deflate_at(int level)
{
    z_stream d = {.zalloc = take, .zfree = give}, i = {.zalloc = take, .zfree = give};
    int r = deflateInit2(&d, level, Z_DEFLATED, 12, 5, Z_DEFAULT_STRATEGY);
    d.next_in = text, d.avail_in = sizeof text;
    d.next_out = packed, d.avail_out = sizeof packed;
    int end = r == Z_OK ? deflate(&d, Z_FINISH) : r;
    unsigned n = (unsigned)d.total_out;
    deflateEnd(&d);
    memset(back, 0, sizeof back);
    r = inflateInit2(&i, 12);
    i.next_in = packed, i.avail_in = n;
    i.next_out = back, i.avail_out = sizeof back;
    r = r == Z_OK ? inflate(&i, Z_FINISH) : r;
    inflateEnd(&i);
    printf("level %d: %d, %u bytes, crc %08lx; %d, %s\n", level, end, n,
           (unsigned long)crc32(0, packed, n), r,
           memcmp(text, back, sizeof text) ? "different" : "the same");
}

static void hash(const char *name, const br_hash_class *c, size_t n)
{
    br_hash_compat_context ctx;
    unsigned char out[64];
    c->init(&ctx.vtable);
    c->update(&ctx.vtable, text, n);
    c->out(&ctx.vtable, out);
    printf("%s of %u:", name, (unsigned)n);
    for (unsigned i = 0; i < (c->desc >> BR_HASHDESC_OUT_OFF & BR_HASHDESC_OUT_MASK); i++)
        printf("%s%02x", i ? "" : " ", out[i]);
    puts("");
}

int main(void)
{
    fill();
    printf("adler %08lx, crc %08lx\n", (unsigned long)adler32(1, text, sizeof text),
           (unsigned long)crc32(0, text, sizeof text));
    for (int level = 0; level <= 9; level += 3)
        deflate_at(level);
    for (size_t n = 0; n <= sizeof text; n = n * 3 + 55) {
        hash("md5", &br_md5_vtable, n);
        hash("sha1", &br_sha1_vtable, n);
        hash("sha224", &br_sha224_vtable, n);
        hash("sha256", &br_sha256_vtable, n);
        hash("sha384", &br_sha384_vtable, n);
        hash("sha512", &br_sha512_vtable, n);
    }
    return 0;
}
