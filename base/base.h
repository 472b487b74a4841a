// base.h - what every layer stands on: arenas, strings, tables, diagnostics, files, threads
#ifndef BASE_H
#define BASE_H

#include <assert.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef uint8_t u8;
typedef uint16_t u16;
typedef uint32_t u32;
typedef uint64_t u64;
typedef int8_t i8;
typedef int16_t i16;
typedef int32_t i32;
typedef int64_t i64;

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define MIN(a, b) ((a) < (b) ? (a) : (b))
#define MAX(a, b) ((a) > (b) ? (a) : (b))
#define ALIGN_UP(x, a) (((x) + (a) - 1) & ~((a) - 1)) // a is a power of two

#if defined(__GNUC__)
#define PRINTF_LIKE(f, a) __attribute__((format(printf, f, a)))
#define NORETURN __attribute__((noreturn))
#define NOINLINE __attribute__((noinline))  // what is rare stays out of what is common
#else
#define PRINTF_LIKE(f, a)
#define NORETURN
#define NOINLINE
#endif

/* arena.c - bump memory with one lifetime. Memory comes zeroed; nothing is freed alone; running
 * out of memory ends the process with a message and exit code 70. Not thread safe: one arena
 * belongs to one thread at a time. */
typedef struct ArenaBlock ArenaBlock;
typedef struct Arena {
    ArenaBlock *block;  // newest block; older ones are chained behind it
    char *at, *end;     // free part of the newest block
    char *clear;        // bytes from `at` up to here are zero already
    size_t total;       // bytes obtained from the system
} Arena;                // all zero is a valid empty arena

#if defined(__SANITIZE_ADDRESS__)
#define ARENA_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_ASAN 1
#endif
#endif

// Under the address sanitizer every allocation is followed by bytes that may not be touched, so
// that running over the end of one is reported although the block goes on.
#ifdef ARENA_ASAN
enum { ARENA_REDZONE = 16 };
#else
enum { ARENA_REDZONE = 0 };
#endif

typedef struct ArenaMark {
    ArenaBlock *block;
    char *at;
} ArenaMark;

void *arena_more(Arena *a, size_t size, size_t align);  // arena_alloc where more must be cleared
void *arena_grow(Arena *a, size_t size, size_t align);  // arena_take where the block may be full
void *arena_dup(Arena *a, const void *p, size_t size);
ArenaMark arena_mark(Arena *a);
void arena_reset(Arena *a, ArenaMark m);  // everything allocated since the mark is gone
void arena_free(Arena *a);                // leaves an empty arena
void arena_empty(Arena *a);               // the same, but keeps a block for what comes next
void arena_room(Arena *a, size_t n);      // the next n bytes come from one block
void arena_adopt(Arena *to, Arena *from); // what `from` holds lives as long as `to`; empties it
static inline void *arena_alloc(Arena *a, size_t size, size_t align)
{
    uintptr_t p = ((uintptr_t)a->at + align - 1) & ~(uintptr_t)(align - 1);
    uintptr_t clear = (uintptr_t)a->clear;
    if (p >= clear || clear - p < size)
        return arena_more(a, size, align);
    a->at = (char *)p + size;
    return (char *)p;
}
// arena_alloc, but not zeroed
static inline void *arena_take(Arena *a, size_t size, size_t align)
{
    uintptr_t p = ((uintptr_t)a->at + align - 1) & ~(uintptr_t)(align - 1);
    uintptr_t end = (uintptr_t)a->end;
    if (ARENA_REDZONE > 0 || p >= end || end - p < size)
        return arena_grow(a, size, align);
    a->at = (char *)p + size;
    return (char *)p;
}
#define arena_new(a, T) ((T *)arena_alloc((a), sizeof(T), _Alignof(T)))
#define arena_array(a, T, n) ((T *)arena_alloc((a), sizeof(T) * (size_t)(n), _Alignof(T)))
// not zeroed
#define arena_raw(a, T, n) ((T *)arena_take((a), sizeof(T) * (size_t)(n), _Alignof(T)))
void memory_init(void);                   // once, first of all in main
void *xmalloc(size_t n);                  // malloc and realloc that never return NULL
void *xrealloc(void *p, size_t n);
NORETURN void fatal_oom(void);

/* vec - growing array in an arena. VEC(int) v = {0}; vec_push(a, &v, 3); v.v[0]; v.n */
#define VEC(T)      \
    struct {        \
        T *v;       \
        u32 n, cap; \
    }
void *vec_grow(Arena *a, void *v, u32 n, u32 *cap, size_t elem);
#define vec_push(a, vp, x)                                                                  \
    ((vp)->n == (vp)->cap                                                                   \
         ? (void)((vp)->v = vec_grow((a), (vp)->v, (vp)->n, &(vp)->cap, sizeof *(vp)->v))   \
         : (void)0,                                                                         \
     (vp)->v[(vp)->n++] = (x))
#define vec_last(vp) ((vp)->v[(vp)->n - 1])

/* str.c - a string is a pointer and a length; it need not end in NUL, unless made by str_z or
 * str_fmt, whose p is NUL-terminated. */
typedef struct Str {
    const char *p;
    size_t n;
} Str;
#define STR(lit) ((Str){"" lit, sizeof(lit) - 1})
#define STR_ARG(s) (int)(s).n, (s).p  // for "%.*s"
Str str_of(const char *z);
bool str_eq(Str a, Str b);
static inline bool str_eqz(Str a, const char *z)
{
    return (!a.n || a.p[0] == z[0]) && str_eq(a, str_of(z));
}
int str_cmp(Str a, Str b);            // by bytes, shorter first when one is a prefix
bool str_starts(Str s, const char *prefix);
bool str_ends(Str s, const char *suffix);
Str str_dup(Arena *a, Str s);         // the copy is NUL-terminated
const char *str_z(Arena *a, Str s);
Str str_join(Arena *a, Str x, Str y); // one behind the other, NUL-terminated
Str str_fmt(Arena *a, const char *fmt, ...) PRINTF_LIKE(2, 3);
u64 str_hash(Str s);                  // FNV-1a based; the same on every host
int edit_distance(Str a, Str b, int limit);  // Damerau-Levenshtein; limit + 1 when above it
/* Of names that are offered the nearest to `name`, of equal ones the first; best.n 0: none is
 * within the limit, a number of edits. */
typedef struct Near {
    Str name, best;
    int limit, dist;
} Near;
Near near_new(Str name, int limit);
bool near_try(Near *n, Str offered);         // true: it is the nearest so far
int utf8_decode(const char *p, const char *end, u32 *cp);  // bytes used; 0 when invalid
int utf8_encode(u32 cp, char out[4]);                      // bytes written

/* map.c - open addressing, for look-up only: iteration order is insertion order, by index. */
typedef struct Map {
    struct MapEnt {
        Str key;
        u64 hash;
        u64 val;
    } *ent;         // in insertion order
    u32 n, cap;
    u32 *slot;      // index + 1 into ent
    u32 nslot;
    Arena *mem;
} Map;
Map map_new(Arena *a);
u64 *map_get(const Map *m, Str key);          // NULL when absent
// slot of key, made with value 0; key is kept by reference
u64 *map_put(Map *m, Str key, bool *is_new);
void *map_getp(const Map *m, Str key);        // value as a pointer; NULL when absent
void map_setp(Map *m, Str key, void *val);

typedef struct IMap {   // u64 -> u64, of which nobody asks for an order
    struct IMapEnt {
        u64 key, val;
    } *slot;        // key 0: free
    u32 n, nslot;
    u64 zero;       // the value of key 0
    bool has_zero;
    Arena *mem;
} IMap;
IMap imap_new(Arena *a);
u64 *imap_get(const IMap *m, u64 key);
u64 *imap_put(IMap *m, u64 key, bool *is_new);  // the slot moves when another is put

/* bits.c - sets of small integers */
typedef struct Bits {
    u64 *w;
    u32 n;  // words
} Bits;
Bits bits_new(Arena *a, u32 nbits);
static inline bool bits_has(Bits b, u32 i) { return b.w[i >> 6] >> (i & 63) & 1; }
static inline void bits_add(Bits b, u32 i) { b.w[i >> 6] |= (u64)1 << (i & 63); }
static inline void bits_del(Bits b, u32 i) { b.w[i >> 6] &= ~((u64)1 << (i & 63)); }
bool bits_or(Bits to, Bits from);     // true when `to` changed
void bits_copy(Bits to, Bits from);
int bits_next(Bits b, u32 from);      // first member >= from; -1 when none
#if defined(__GNUC__)
static inline int clz64(u64 x) { return x ? __builtin_clzll(x) : 64; }
static inline int ctz64(u64 x) { return x ? __builtin_ctzll(x) : 64; }
#else
int clz64(u64 x);                     // 64 for 0
int ctz64(u64 x);                     // 64 for 0
#endif
int popcount64(u64 x);

/* buf.c - growing bytes on the C heap; buf_free releases */
typedef struct Buf {
    u8 *p;
    size_t n, cap;
} Buf;
void buf_put(Buf *b, const void *p, size_t n);
void buf_more(Buf *b, size_t n);      // room for n more bytes
static inline void buf_byte(Buf *b, u8 x)
{
    if (b->n == b->cap) buf_more(b, 1);
    b->p[b->n++] = x;
}
void buf_u16(Buf *b, u16 x);          // little-endian, as all of these
void buf_u32(Buf *b, u32 x);
void buf_u64(Buf *b, u64 x);
void buf_str(Buf *b, const char *z);
void buf_fmt(Buf *b, const char *fmt, ...) PRINTF_LIKE(2, 3);
void buf_vfmt(Buf *b, const char *fmt, va_list ap);
void buf_zero(Buf *b, size_t n);
void buf_align(Buf *b, size_t align); // pads with zero bytes
void buf_uleb(Buf *b, u64 x);
void buf_sleb(Buf *b, i64 x);
Str buf_take(Buf *b, Arena *a);       // copies into the arena (NUL-terminated) and frees the buffer
void buf_free(Buf *b);
static inline u16 rd16(const u8 *p) { return (u16)(p[0] | p[1] << 8); }
static inline u32 rd32(const u8 *p) { return rd16(p) | (u32)rd16(p + 2) << 16; }
static inline u64 rd64(const u8 *p) { return rd32(p) | (u64)rd32(p + 4) << 32; }
static inline void wr16(u8 *p, u16 x) { p[0] = (u8)x; p[1] = (u8)(x >> 8); }
static inline void wr32(u8 *p, u32 x) { wr16(p, (u16)x); wr16(p + 2, (u16)(x >> 16)); }
static inline void wr64(u8 *p, u64 x) { wr32(p, (u32)x); wr32(p + 4, (u32)(x >> 32)); }

/* rdr - bounded little-endian reader for hostile input: past the end it gives zeros and sets bad */
typedef struct Rdr {
    const u8 *p;
    size_t n, at;
    bool bad;
} Rdr;
u8 rdr_u8(Rdr *r);
u16 rdr_u16(Rdr *r);
u32 rdr_u32(Rdr *r);
u64 rdr_u64(Rdr *r);
u64 rdr_uleb(Rdr *r);
i64 rdr_sleb(Rdr *r);
const u8 *rdr_bytes(Rdr *r, size_t n);  // NULL when short

/* sort.c - stable merge sort; cmp returns <0, 0, >0 */
void sort_stable(void *base, size_t n, size_t elem, int (*cmp)(const void *, const void *, void *),
                 void *ctx);

/* hash.c - SHA-256 (FIPS 180-4) */
typedef struct Sha256 {
    u32 h[8];
    u64 len;
    u8 block[64];
} Sha256;
void sha256_init(Sha256 *s);
void sha256_add(Sha256 *s, const void *p, size_t n);
void sha256_end(Sha256 *s, u8 out[32]);
void sha256_hex(const u8 in[32], char out[65]);

/* span.c - source files of a session and positions in them. A Span is a file and a byte range;
 * file 0 is "no file". Lines and columns count from 1; a column counts bytes. */
typedef struct Span {
    u32 file, lo, hi;
} Span;
/* From offset `lo` on lines have other names: #line, the line markers of a preprocessor. */
typedef struct SrcMark {
    u32 lo;
    i64 delta;    // added to the number of the line
    Str name;     // of the file; empty: its own
    bool system;
} SrcMark;
typedef struct SrcFile {
    Str path;     // as it is shown to the user
    Str text;
    u32 *line;    // offset of each line start, filled on first use
    u32 nline;
    u32 near;     // index of the line asked for last
    bool system;  // not the user's: nothing is warned of
    Span from;    // the #include that it is being read for; file 0: none
    VEC(SrcMark) mark;  // ascending
} SrcFile;
typedef struct Sources {
    Arena *mem;
    VEC(SrcFile) file;  // file.v[0] is the empty "no file"
} Sources;
void sources_init(Sources *s, Arena *a);
u32 sources_add(Sources *s, Str path, Str text);
void src_line_col(Sources *s, u32 file, u32 off, u32 *line, u32 *col);
void src_mark(Sources *s, u32 file, SrcMark m);
/* The file and the line by the names that the user gave them. */
void src_shown(Sources *s, u32 file, u32 off, Str *path, u32 *line, u32 *col);
/* Is the text there not the user's? */
bool src_system(const Sources *s, Span at);
Str src_line_text(Sources *s, u32 file, u32 line);  // without its newline
static inline Span span_join(Span a, Span b) { return (Span){a.file, a.lo, b.hi}; }

/* diag.c - an ordered list of messages. Each area (c, fuse, link, ...) has its own diag.def of rows
 * DIAG(id, "E0201", SEV_ERROR, "text with %s", "help text or NULL") and makes an enum and a table
 * of DiagDef from it; the text is a printf format. */
typedef enum {
    SEV_NOTE, SEV_WARN, SEV_ERROR,
    SEV_ISO,            // against the standard: a warning, with -pedantic-errors an error
    SEV_EXT             // an extension: as SEV_ISO with -pedantic, otherwise nothing
} Sev;
typedef struct DiagDef {
    const char *code;   // stable; what --diagnostics json prints
    Sev sev;
    const char *text;
    const char *help;   // the way out; may be NULL
} DiagDef;
typedef struct Diag {
    const DiagDef *def;
    Sev sev;            // a note, warning or error, as the options make of def->sev
    Span span;
    Str msg;
    Str help;
    Span range[2];      // what else it is about; file 0: nothing
    Span fix;           // fix_text in its place would be right; file 0: nobody knows
    Str fix_text;
    Span from;          // the #include of its file, or file 0
} Diag;
// What becomes of a warning.
typedef enum { DIAG_AS_IT_IS, DIAG_NOT, DIAG_AS_ERROR, DIAG_AS_WARNING } DiagChoice;
typedef struct Diags {
    Arena *mem;
    Sources *src;
    VEC(Diag) list;     // notes follow the message they belong to
    u32 errors, warnings;
    u32 raised;         // errors that are warnings without -Werror
    u32 limit;          // errors after this many are counted, not kept (0: 100)
    bool werror;
    bool nowarn;        // no warnings
    bool pedantic, pedantic_errors;
    bool dropped;       // the last message was not kept, so its notes are not either
    bool stopped;       // what follows would only follow from what was said: nothing more is kept
    // Does a warning there come from what is not the user's, though the place is? May be NULL.
    bool (*foreign)(void *ctx, Span at);
    void *foreign_ctx;
    // Options about single warnings; as a warning: -Werror does not change it. May be NULL.
    DiagChoice (*choose)(void *ctx, const DiagDef *def, Span at);
    void *choose_ctx;
} Diags;
void diags_init(Diags *d, Arena *a, Sources *s);
void diag(Diags *d, const DiagDef *def, Span at, ...);           // arguments of def->text
// replaces the last message's help
void diag_help(Diags *d, const char *fmt, ...) PRINTF_LIKE(2, 3);
// of the last message: another place in its line to underline (two at most); and text that, in
// place of `at`, is certain to be what was meant
void diag_range(Diags *d, Span at);
void diag_fix(Diags *d, Span at, Str text);
typedef enum { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER } Color;
typedef struct DiagStyle {
    Color color;        // AUTO: a terminal and no NO_COLOR
    bool json;          // one JSON object a line
} DiagStyle;
bool color_wanted(Color c, FILE *out);
void diags_print(Diags *d, FILE *out, DiagStyle st);  // in the order of reporting
void json_quote(Buf *b, Str s);                       // a JSON string literal, quotes included

/* How the system that this tool is built for writes names of files and of folders of programs. */
#if defined(_WIN32)
#define HOST_EXE ".exe"
#define HOST_TEMP "TEMP"     // the variable that names the folder for temporary files
enum { HOST_PATH_LIST = ';', HOST_DRIVES = 1 };   // drives: "C:/x", and "\\" is a slash
#else
#define HOST_EXE ""
#define HOST_TEMP "TMPDIR"
enum { HOST_PATH_LIST = ':', HOST_DRIVES = 0 };
#endif

/* io.c - files. Functions return 0, or -1 with errno set; nothing is printed. */
int file_read(Arena *a, const char *path, Str *out);        // out.p is NUL-terminated
int file_write(const char *path, const void *p, size_t n, int mode);  // temporary name, then rename
int file_mkdirs(const char *path);                          // like mkdir -p
bool file_exists(const char *path);
bool file_is_dir(const char *path);
bool file_same(const char *a, const char *b);   // two names of one file, where systems can tell
int dir_list(Arena *a, const char *path, Str **names, u32 *n);  // sorted, without . and ..
Str path_join(Arena *a, Str dir, Str name);
Str path_dir(Str path);     // "a/b" -> "a"; "b" -> "."
Str path_base(Str path);
Str path_clean(Arena *a, Str path);  // removes "." and "x/.." textually
bool path_rooted(Str path);          // "/a", and "C:/a" where there are drives
enum { PATH_MACRO = 1, PATH_DEBUG = 2 };
typedef struct PathMap {    // paths that begin with `from` have `to` instead
    Str from, to;
    u8 uses;                // PATH_*: where
} PathMap;
/* The path for one use; of several rows that fit the last counts. */
Str path_mapped(Arena *a, const PathMap *map, u32 n, u8 use, Str path);

/* thread.c - run fn(ctx, i, tmp) for i in 0..n-1 on `jobs` threads; returns when all are done.
 * Results are placed by index by the callee, so the schedule cannot be seen. jobs <= 1 runs inline.
 * tmp is the thread's: what is in it is gone after the call. */
typedef void ParallelFn(void *ctx, u32 i, Arena *tmp);
void parallel_for(u32 n, int jobs, ParallelFn *fn, void *ctx);
int cpu_count(void);
double clock_now(void);     // seconds; for what --time-passes prints, and nothing else

/* flt.c - text to binary floating point and back, exactly, equal on every host, no locale.
 * flt_parse takes a decimal or hexadecimal C floating literal without suffix (a sign, and integers
 * such as "12" or "0x1f", are accepted too), rounds to nearest, ties to even, and returns 0, -1
 * when malformed (*out is 0), 1 on overflow (*out is infinite). flt_parse32 rounds once, directly
 * to binary32. flt_shortest writes the shortest decimal that reads back equal, and of those the
 * nearest to x, laid out "12", "0.001", "1e21" (from there on), "1.5e-7" (below 1e-6), "-0", "inf",
 * "nan"; it is NUL-terminated; returns the length. */
int flt_parse(Str s, double *out);
int flt_parse32(Str s, float *out);
int flt_shortest(double x, char out[32]);

/* lfloat.c - the formats of long double that no host need have: x87's 80 bits, of which hi holds
 * sign and exponent in its low 16 bits and lo the significand, and IEEE binary128. Operations round
 * to nearest, ties to even. lflt_cmp gives -1, 0, 1, or 2 when one of them is a NaN. lflt_to_int
 * cuts towards zero and is false for what is not below 2^64 in magnitude. lflt_parse: as
 * flt_parse. In memory both are little-endian, the 80-bit format in 10 of 16 bytes. */
typedef enum { LF_X87, LF_QUAD } LFormat;
typedef struct LFlt {
    u64 lo, hi;
} LFlt;
LFlt lflt_add(LFormat k, LFlt a, LFlt b);
LFlt lflt_sub(LFormat k, LFlt a, LFlt b);
LFlt lflt_mul(LFormat k, LFlt a, LFlt b);
LFlt lflt_div(LFormat k, LFlt a, LFlt b);
LFlt lflt_neg(LFormat k, LFlt a);
int lflt_cmp(LFormat k, LFlt a, LFlt b);
LFlt lflt_of_u64(LFormat k, u64 x);
LFlt lflt_of_i64(LFormat k, i64 x);
LFlt lflt_of_double(LFormat k, double x);
double lflt_to_double(LFormat k, LFlt x);
float lflt_to_float(LFormat k, LFlt x);
bool lflt_to_int(LFormat k, LFlt x, u64 *magnitude, bool *neg);
int lflt_parse(LFormat k, Str s, LFlt *out);
void lflt_bytes(LFlt x, u8 out[16]);
LFlt lflt_of_bytes(LFormat k, const u8 in[16]);

#endif
