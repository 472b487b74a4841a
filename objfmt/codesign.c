// codesign.c - an ad-hoc signature: a code directory with the SHA-256 of each page of the file
//
// Everything is big-endian. A kernel compares a page with its hash when it maps the page, so the
// file must not change afterwards. "Linker-signed" says that nobody vouches for the content and
// that signing tools may replace the signature. Source: Apple's <Kernel/kern/cs_blobs.h>.
#include "objfmt/codesign.h"

#define MAGIC_SUPERBLOB 0xfade0cc0u
#define MAGIC_DIRECTORY 0xfade0c02u
enum {
    PAGE_LOG = 12,
    HASH = 32,
    HASH_SHA256 = 2,
    INDEX = 20,          // of the superblob: header and one entry
    DIRECTORY = 88,      // fixed part of a code directory of version 0x20400
    VERSION_EXECSEG = 0x20400,
    FLAG_ADHOC = 2,
    FLAG_LINKER_SIGNED = 0x20000,
    EXECSEG_MAIN = 1
};

static void be32(Buf *b, u32 x)
{
    for (int i = 24; i >= 0; i -= 8)
        buf_byte(b, (u8)(x >> i));
}

static void be64(Buf *b, u64 x)
{
    be32(b, (u32)(x >> 32));
    be32(b, (u32)x);
}

static u32 pages(const CodeSign *c)
{
    return (u32)((c->limit + (1 << PAGE_LOG) - 1) >> PAGE_LOG);
}

static u32 hash_offset(const CodeSign *c) { return (u32)(DIRECTORY + c->ident.n + 1); }

static u32 directory_size(const CodeSign *c) { return hash_offset(c) + HASH * pages(c); }

u64 codesign_size(const CodeSign *c)
{
    return ALIGN_UP((u64)INDEX + directory_size(c), 16);
}

static void put_directory(const CodeSign *c, Buf *b)
{
    be32(b, MAGIC_DIRECTORY);
    be32(b, directory_size(c));
    be32(b, VERSION_EXECSEG);
    be32(b, FLAG_ADHOC | FLAG_LINKER_SIGNED);
    be32(b, hash_offset(c));
    be32(b, DIRECTORY);          // the identifier follows
    be32(b, 0);                  // special slots
    be32(b, pages(c));
    be32(b, (u32)c->limit);
    buf_byte(b, HASH);
    buf_byte(b, HASH_SHA256);
    buf_byte(b, 0);              // platform
    buf_byte(b, PAGE_LOG);
    be32(b, 0);
    be32(b, 0);                  // scatter
    be32(b, 0);                  // team
    be32(b, 0);
    be64(b, 0);                  // 64-bit limit: only beyond 4 GiB
    be64(b, c->text_off);
    be64(b, c->text_size);
    be64(b, c->main_binary ? EXECSEG_MAIN : 0);
    buf_put(b, c->ident.p, c->ident.n);
    buf_byte(b, 0);
}

void codesign_put(const CodeSign *c, const u8 *file, Buf *b)
{
    size_t from = b->n;
    be32(b, MAGIC_SUPERBLOB);
    be32(b, INDEX + directory_size(c));
    be32(b, 1);                  // one blob: slot 0, the code directory
    be32(b, 0);
    be32(b, INDEX);
    put_directory(c, b);
    for (u64 at = 0; at < c->limit; at += 1 << PAGE_LOG) {
        u8 hash[HASH];
        Sha256 s;
        sha256_init(&s);
        sha256_add(&s, file + at, MIN(c->limit - at, (u64)1 << PAGE_LOG));
        sha256_end(&s, hash);
        buf_put(b, hash, HASH);
    }
    buf_zero(b, codesign_size(c) - (b->n - from));
}
