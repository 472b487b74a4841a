// rt_int.h - what the parts of the runtime share among themselves
//
// The runtime is freestanding C11: no libc, no thread-local data, one mutable record (rt). Builtins
// used: clz/ctz, overflow arithmetic, expect, memcpy/memset/memcmp, unreachable.
#ifndef RT_INT_H
#define RT_INT_H

#include "runtime/os/os.h"

typedef uint8_t u8;
typedef uint16_t u16;
typedef uint32_t u32;
typedef uint64_t u64;
typedef int8_t i8;
typedef int16_t i16;
typedef int32_t i32;
typedef int64_t i64;
typedef struct RtObj RtObj;

#define RT_LIKELY(x) __builtin_expect(!!(x), 1)
#define RT_UNLIKELY(x) __builtin_expect(!!(x), 0)
#define RT_NORETURN __attribute__((noreturn))
#define RT_COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define RT_MEMCPY(d, s, n) __builtin_memcpy((d), (s), (u64)(n))

/* State of the running program; all zero at start. */
typedef struct RtState {
    const RtProgram *prog;
    const char *const *envp;
    i64 argc;
    const char *const *argv;
    i32 cli_bound;   // main was called with bound arguments: errors exit with 2
    i32 fail_fd;     // > 0: a test in a child process; the message of a failure goes there
    i32 failing;     // exit code of the failure being reported; a second one ends at once
    i32 out_tty;     // stdout: 0 not asked yet, 1 terminal, 2 not
    u64 out_n;       // bytes waiting in the output buffer
    void (*trace)(void);  // set by a crash: prints the functions that were active
} RtState;
extern RtState rt;

/* Around access to an object that only whole steps may see (core/atomic.c). Gives what the other
 * takes. */
u32 rt_atomic_lock(const void *p);
void rt_atomic_unlock(const void *p, u32 was);

/* alloc.c - memory by size class; a class number and a size determine each other */
enum { RT_CLASS_SMALL = 47, RT_NCLASS = 200 };
typedef struct RtHeap {
    u8 *at, *end;                    // free part of the newest chunk
    u64 chunk;                       // size of the next chunk
    void *free[RT_CLASS_SMALL + 1];  // one list for each class up to 128 KB
    RtObj **pend;                    // objects whose count reached 0, waiting to be taken apart
    u64 npend, cpend;
} RtHeap;
extern RtHeap rt_heap;
void *rt_mem_slow(u32 cls);
void rt_mem_free_large(void *p, u32 cls);
void *rt_mem_grow(void *p, u32 from, u32 to, u64 used);  // moves `used` bytes

static inline u32 rt_class(u64 size)  // size > 0
{
    if (size <= 128)
        return (u32)((size + 15) >> 4) - 1;
    u64 s = size - 1;
    u32 top = 63 - (u32)__builtin_clzll(s);
    return 8 + (top - 7) * 4 + (u32)(s >> (top - 2) & 3);
}
static inline u64 rt_class_size(u32 cls)
{
    if (cls < 8)
        return ((u64)cls + 1) << 4;
    return (u64)(5 + ((cls - 8) & 3)) << ((cls - 8) / 4 + 5);
}
static inline void *rt_mem_alloc(u32 cls)
{
    if (RT_LIKELY(cls <= RT_CLASS_SMALL)) {
        void *p = rt_heap.free[cls];
        if (RT_LIKELY(p != NULL)) {
            rt_heap.free[cls] = *(void **)p;
            return p;
        }
    }
    return rt_mem_slow(cls);
}
static inline void rt_mem_free(void *p, u32 cls)
{
    if (RT_LIKELY(cls <= RT_CLASS_SMALL)) {
        *(void **)p = rt_heap.free[cls];
        rt_heap.free[cls] = p;
    } else {
        rt_mem_free_large(p, cls);
    }
}

/* mem.c */
void *memcpy(void *d, const void *s, size_t n);
void *memmove(void *d, const void *s, size_t n);
void *memset(void *d, int c, size_t n);
int memcmp(const void *a, const void *b, size_t n);
size_t strlen(const char *s);

/* object.c */
void rt_retain(void *o);
void rt_retain_null(void *o);
void rt_release(void *o);
void rt_release_null(void *o);
void rt_drop(void *o);
void *rt_uniq(void *o);
void *rt_copy(void *o);
void rt_val_retain(const RtType *t, const void *m);
void rt_val_release(const RtType *t, const void *m);
void rt_val_copy(const RtType *t, void *to, const void *from);
void rt_dyn_retain(i64 tag, i64 payload);
void rt_dyn_release(i64 tag, i64 payload);
RtRec *rt_rec_new(const RtType *t);
RtRec *rt_enum_new(const RtType *t, i64 variant);
RtRec *rt_box_new(const RtType *t, const void *m);
RtRec *rt_cell_new(const RtType *t, const void *m);
i8 rt_val_eq(const RtType *t, const void *a, const void *b);
i8 rt_type_same(const RtType *a, const RtType *b);

/* A payload word as an address and back; the pointer stored at m. On 32-bit targets a pointer takes
 * 8 bytes too, of which the upper 4 mean nothing: never look at a stored pointer as a word. */
static inline void *rt_ptr(i64 payload) { return (void *)(uintptr_t)payload; }
static inline void *rt_load_ptr(const void *m) { return *(void *const *)m; }
static inline i64 rt_word(const void *p) { return (i64)(uintptr_t)p; }
static inline i8 rt_tag_is_obj(i64 tag)
{
    return (tag >= RT_STRING && tag <= RT_BOX) || tag == RT_RESULT || tag == RT_CELL ||
           tag == RT_HTML;
}
/* The value stored at m as a payload word (see "Values"); two-word types give the word of a cell.
 */
static inline i64 rt_load_word(const RtType *t, const void *m)
{
    if (t->size == 1)
        return *(const i8 *)m;
    if (sizeof(void *) < 8 && t->flags & RT_TF_PTR)
        return rt_word(rt_load_ptr(m));
    return *(const i64 *)m;
}
static inline double rt_bits_f64(i64 x)
{
    double d;
    RT_MEMCPY(&d, &x, 8);
    return d;
}
static inline i64 rt_f64_bits(double d)
{
    i64 x;
    RT_MEMCPY(&x, &d, 8);
    return x;
}
/* Address of a payload word seen as a value of type t: the word itself, or the inside of a cell. */
static inline const void *rt_payload_mem(const RtType *t, const i64 *word)
{
    return t->size == 16 ? (const u8 *)rt_ptr(*word) + RT_REC_DATA : (const u8 *)word;
}
/* Move the value at m into a payload word. */
i64 rt_payload_of(const RtType *t, const void *m);

/* str.c */
#define RT_STATIC_STR(name, text)                                     \
    static const struct {                                             \
        i32 count;                                                    \
        u8 kind, flags;                                               \
        u16 tag;                                                      \
        i64 len;                                                      \
        char text_[sizeof(text)];                                     \
    } name = {RT_IMMORTAL, RT_STRING, 0, 0, sizeof(text) - 1, text}
#define RT_S(name) ((RtStr *)(uintptr_t)&(name))
static inline char *rt_chars(const RtStr *s) { return (char *)(uintptr_t)s + RT_STR_DATA; }
RtStr *rt_str_alloc(i64 n, u8 kind);   // n bytes, not filled; NUL set
RtStr *rt_str_new(const void *p, i64 n);
RtStr *rt_bytes_new(const void *p, i64 n);
RtStr *rt_str_concat(RtStr *a, const RtStr *b);
RtStr *rt_str_join(const RtStr *const *parts, i64 n);
i8 rt_str_eq(const RtStr *a, const RtStr *b);
i64 rt_str_cmp(const RtStr *a, const RtStr *b);
i64 rt_str_len(const RtStr *s);
RtStr *rt_int_str(i64 x);
RtStr *rt_float_str(double x);
RtStr *rt_bool_str(i8 x);
RtStr *rt_val_str(const RtType *t, const void *m);
RtStr *rt_dyn_str(i64 tag, i64 payload);
i8 rt_str_is(const RtStr *s, const char *z);
i8 rt_bytes_eqz(const char *p, u64 n, const char *z);
int rt_utf8_put(u32 cp, char out[4]);
int rt_utf8_get(const char *p, const char *end, u32 *cp);  // bytes used; malformed: 1 and U+FFFD
u64 rt_utf8_valid(const char *p, u64 n);                   // length of the valid prefix

/* buf.c */
void rt_buf_init(RtBuf *b);
void rt_buf_str(RtBuf *b, const RtStr *s);
void rt_buf_bytes(RtBuf *b, const void *p, i64 n);
void rt_buf_int(RtBuf *b, i64 x);
void rt_buf_float(RtBuf *b, double x);
void rt_buf_bool(RtBuf *b, i8 x);
void rt_buf_val(RtBuf *b, const RtType *t, const void *m);
void rt_buf_dyn(RtBuf *b, i64 tag, i64 payload);
RtStr *rt_buf_done(RtBuf *b);
void rt_buf_z(RtBuf *b, const char *z);
void rt_buf_ch(RtBuf *b, char c);
void rt_buf_free(RtBuf *b);
static inline char *rt_buf_chars(const RtBuf *b) { return rt_chars(b->str); }

/* num.c dtoa.c strtod.c */
enum { RT_INT_MAX = 20, RT_FLOAT_MAX = 352 };
int rt_fmt_int(char *out, i64 x);        // bytes written
int rt_fmt_float(char *out, double x);   // as the language prints it; at most RT_FLOAT_MAX
i8 rt_parse_int(const char *p, u64 n, i64 *out);      // [+-]digits, in range
i8 rt_parse_float(const char *p, u64 n, double *out); // decimal, inf, infinity, nan; nearest double
double rt_decimal(const char *p, u64 n);  // digits[.digits][e[+-]digits], already checked
int rt_decimal_cmp(const char *p, u64 n, u64 m, i64 e);  // such a text with m * 2^e: < 0, 0, > 0
typedef struct RtPow10 { u64 hi, lo; } RtPow10;
RtPow10 rt_pow10(int k);  // ceil(10^k * 2^(127 - floor(log2 10^k))), -292 - 50 <= k <= 340
void rt_mul64(u64 a, u64 b, u64 *hi, u64 *lo);

/* bytes.c */
RtStr *rt_bytes_base64(const RtStr *b);
RtStr *rt_base64_decode(const char *p, u64 n, RtBuf *why);  // NULL and the reason in `why`
void rt_base64_put(RtBuf *b, const u8 *p, u64 n);

/* list.c map.c */
RtList *rt_list_new(const RtType *t, i64 len);
RtList *rt_list_push(RtList *l, const void *m);
RtList *rt_list_concat(RtList *a, const RtList *b);
RtList *rt_list_range(const RtType *t, i64 lo, i64 hi);
RtList *rt_list_frange(const RtType *t, double lo, double hi);
void *rt_list_at(const RtList *l, i64 i);
RtList *rt_list_alloc(const RtType *t, i64 len, i64 cap);  // elements not filled
RtList *rt_list_reserve(RtList *l, i64 cap);               // unshared list; may move
static inline u8 *rt_list_data(const RtList *l) { return (u8 *)(uintptr_t)l + RT_LIST_DATA; }
RtMap *rt_map_new(const RtType *t, i64 n);
void *rt_map_find(const RtMap *m, const RtStr *key);
void *rt_map_find_bytes(const RtMap *m, const char *p, u64 n);
void *rt_map_slot(RtMap *m, RtStr *key);
RtMap *rt_map_put(RtMap *m, RtStr *key, const void *value);
void rt_map_sort(RtMap *m);
void *rt_map_entry(const RtMap *m, i64 i);
void rt_map_free(RtMap *m);              // buffers and the object; not its parts
RtMap *rt_map_copy(const RtMap *m);
static inline RtStr *rt_entry_key(const RtMap *m, i64 i)
{
    return *(RtStr **)(void *)(m->entry + i * m->stride);
}
static inline u8 *rt_entry_value(const RtMap *m, i64 i)
{
    return m->entry + i * m->stride + RT_ENTRY_VALUE;
}

/* dyn.c conv.c */
extern const RtType rt_type_dyn, rt_type_string, rt_type_int, rt_type_float, rt_type_bool;
extern const RtType rt_type_list_dyn, rt_type_map_dyn;
typedef struct RtPath {  // a path under construction, on the C stack; rendered on errors only
    const struct RtPath *up;
    const char *name;            // after a dot, or the root text; NULL: an index
    i64 n;                       // length of name, or the index
} RtPath;
RtStr *rt_path_text(const RtPath *p);
RtDyn rt_dyn_of(const RtType *t, const void *m);
RtDyn rt_dyn_copy(const RtType *t, const void *m);  // as rt_dyn_of, the value stays
RtRec *rt_dyn_to(const RtType *t, void *out, i64 tag, i64 payload, const RtStr *path);
RtRec *rt_conv(const RtType *t, void *out, i64 tag, i64 payload,
               const RtPath *path);  // payload borrowed
RtDyn rt_dyn_unbox(i64 tag, i64 payload);
const char *rt_dyn_type_name(i64 tag, i64 payload, i64 *n);
RtDyn rt_dyn_peel(i64 tag, i64 payload);      // look into boxes, borrowed

/* error.c */
RtRec *rt_error_validation(RtStr *path, RtStr *code, RtStr *message);
RtRec *rt_error_new(RtStr *message);
RtStr *rt_error_text(RtRec *e);
RtRec *rt_err_cast(const RtType *t, RtRec *e);
i8 rt_err_is(const RtType *t, const RtRec *e);
RtRec *rt_verror(const RtPath *path, const char *code, RtBuf *message);  // takes and frees message
RtRec *rt_verrorz(const RtPath *path, const char *code, const char *message);
const RtField *rt_field_find(const RtType *t, const char *name, u64 n);
const RtStr *rt_string_in(const RtType *t,
                          const void *m);  // the String there, through boxes; or NULL
void rt_json_field(RtBuf *b, const char *path, u64 npath, const char *code, u64 ncode,
                   const char *message, u64 nmessage);  // {"code":..,"message":..,"path":..}
const char *rt_error_class(const char *msg, u64 n);     // runtime_null_access, ...

/* line.c - a line for stderr that needs no heap, written in as few pieces as possible */
enum { RT_LINE_SIZE = sizeof(void *) == 8 ? 1024 : 128 };
typedef struct RtLine {
    i32 fd;
    u32 n;
    char text[RT_LINE_SIZE];
} RtLine;
void rt_line_init(RtLine *l, i32 fd);
void rt_line_z(RtLine *l, const char *z);
void rt_line_ch(RtLine *l, char c);
void rt_line_put(RtLine *l, const char *p, i64 n);  // line ends as \n and \r
void rt_line_int(RtLine *l, i64 x);
void rt_line_flush(RtLine *l);

/* fail.c failrun.c */
i32 rt_run_report(i8 panic, const char *text, i64 n);
RT_NORETURN void rt_fail(const RtStr *msg);
RT_NORETURN void rt_fail_text(const void *p, i64 n);
RT_NORETURN void rt_fail_error(RtRec *e);
RT_NORETURN void rt_fail_index(void);
RT_NORETURN void rt_fail_null(void);
RT_NORETURN void rt_fail_div(void);
RT_NORETURN void rt_fail_overflow(void);
RT_NORETURN void rt_fail_assert(const RtStr *msg);
RT_NORETURN void rt_fail_match(void);
RT_NORETURN void rt_panic(const RtStr *msg);
RT_NORETURN void rt_failz(const char *z);
RT_NORETURN void rt_fail_buf(RtBuf *b);
RT_NORETURN void rt_exit(i32 code);      // flushes stdout
/* A memory fault at addr while the stack pointer was sp, from a handler on another stack. */
RT_NORETURN void rt_fault(u64 addr, u64 sp);

/* cfi.c trace.c: only what handles crashes links them */
i8 rt_cfi_step(RtFrame *f, const u8 *eh, u64 n, i8 innermost);  // n bytes of .eh_frame at eh
void rt_trace(const RtFrame *crash);

/* io.c log.c env.c */
void rt_out(const char *p, u64 n);       // stdout, buffered
void rt_out_flush(void);
void rt_err_line(const char *p, u64 n);  // stderr, one write, newline added
void rt_err_buf(RtBuf *b);               // line from b, which is freed
const char *rt_getenv(const char *name, u64 n);  // value, NUL-terminated, or NULL
i8 rt_getenv_is1(const char *name);
i8 rt_word_is(const char *p, u64 n, const char *lower);  // equal but for ASCII case
RtStr *rt_env(const RtStr *s);
u64 rt_trim(const char **p, u64 n);      // white space at both ends

/* check.c textval.c - validation and text values */
RtRec *rt_check(const RtType *t, const void *m, const RtStr *path);
RtRec *rt_check_at(const RtType *t, const void *m, const RtPath *path);
/* Text of an environment variable, config value or flag. NULL and why->len 0: done; NULL and a
 * message in `why`: not a value of that type; else an error at or below `path`. */
RtRec *rt_parse_text(const RtType *t, void *out, const char *p, u64 n, const RtPath *path,
                     RtBuf *why);

/* regex.c */
typedef struct RtRegex RtRegex;
RtRegex *rt_regex_compile(const char *p, u64 n,
                          const char **why);  // NULL and *why: not a pattern we know
i8 rt_regex_match(RtRegex *r, const char *p, u64 n);
void rt_regex_free(RtRegex *r);
i8 rt_is_word(u32 c);    // unicode.c
i8 rt_is_letter(u32 c);
i8 rt_is_digit(u32 c);
i8 rt_is_space(u32 c);

/* json */
void rt_json_put_str(RtBuf *b, const char *p, u64 n);  // quoted
void rt_json_put(RtBuf *b, const RtType *t, const void *m);
void rt_json_put_dyn(RtBuf *b, i64 tag, i64 payload);
void rt_json_put_float(RtBuf *b, double x);
i8 rt_json_parse(const char *p, u64 n, RtDyn *out, const char **why);
RtStr *rt_json_encode(const RtType *t, const void *m);
RtDyn rt_json_decode(const RtStr *s);

/* the rest of the table: defined where the name says */
void rt_print_str(const RtStr *s);
void rt_print_int(i64 x);
void rt_print_float(double x);
void rt_print_bool(i8 x);
void rt_print_val(const RtType *t, const void *m);
void rt_print_dyn(i64 tag, i64 payload);
RtStr *rt_input(const RtStr *prompt);
i64 rt_log_level(const RtStr *s);
i8 rt_log_on(i64 level);
void rt_log_text(i64 level, const RtStr *msg);
void rt_log_data(i64 level, const RtStr *msg, const RtDyn *data, i64 n);
RtDyn rt_env_int(const RtStr *name);
RtPairF rt_env_float(const RtStr *name);
RtDyn rt_env_bool(const RtStr *name);
i64 rt_time_now(void);
void rt_time_sleep(i64 ms);
i64 rt_device_read8(i64 addr);
i64 rt_device_read16(i64 addr);
i64 rt_device_read32(i64 addr);
void rt_device_write8(i64 addr, i64 x);
void rt_device_write16(i64 addr, i64 x);
void rt_device_write32(i64 addr, i64 x);
void rt_device_timer(i64 ms);
void rt_device_enable(i64 irq);
void rt_device_disable(i64 irq);
i64 rt_device_wait(void);
RtDyn rt_dyn_add(i64 ta, i64 pa, i64 tb, i64 pb);
RtDyn rt_dyn_sub(i64 ta, i64 pa, i64 tb, i64 pb);
RtDyn rt_dyn_mul(i64 ta, i64 pa, i64 tb, i64 pb);
RtDyn rt_dyn_div(i64 ta, i64 pa, i64 tb, i64 pb);
RtDyn rt_dyn_mod(i64 ta, i64 pa, i64 tb, i64 pb);
RtDyn rt_dyn_neg(i64 tag, i64 payload);
i8 rt_dyn_eq(i64 ta, i64 pa, i64 tb, i64 pb);
i64 rt_dyn_cmp(i64 ta, i64 pa, i64 tb, i64 pb);
i8 rt_dyn_bool(i64 tag, i64 payload);
void *rt_dyn_range(const RtType *t, i64 ta, i64 pa, i64 tb, i64 pb);
void *rt_dyn_iter(const RtType *t, i64 tag, i64 payload);
RtDyn rt_dyn_index(i64 tb, i64 pb, i64 ti, i64 pi);
RtDyn rt_dyn_field(i64 tag, i64 payload, const RtStr *name);
RtDyn rt_dyn_set_index(i64 tb, i64 pb, i64 ti, i64 pi, i64 tv, i64 pv);
RtDyn rt_dyn_set_field(i64 tb, i64 pb, const RtStr *name, i64 tv, i64 pv);
RtStr *rt_json_encode_dyn(i64 tag, i64 payload);
RtRec *rt_json_decode_as(const RtType *t, void *out, const RtStr *s);
RtRec *rt_check_range(const RtRefine *r, const RtType *t, const void *m, const RtStr *path);
RtRec *rt_check_frange(const RtRefine *r, const RtType *t, const void *m, const RtStr *path);
RtRec *rt_check_len(const RtRefine *r, const RtType *t, const void *m, const RtStr *path);
RtRec *rt_check_regex(const RtRefine *r, const RtType *t, const void *m, const RtStr *path);
RtRec *rt_check_pred(const RtRefine *r, const RtType *t, const void *m, const RtStr *path);
RtRec *rt_check_id(const RtRefine *r, const RtType *t, const void *m, const RtStr *path);
RtRec *rt_check_email(const RtRefine *r, const RtType *t, const void *m, const RtStr *path);

/* main.c config.c cli.c test.c */
i32 rt_main(const RtProgram *prog, i64 argc, const char *const *argv, const char *const *envp);
RtRec *rt_config_load(const RtProgram *prog);
i32 rt_cli_bind(const RtProgram *prog, i64 argc, const char *const *argv);
i32 rt_cli_plain(const RtProgram *prog, i64 argc, const char *const *argv);
i32 rt_test_main(const RtProgram *prog, i64 argc, const char *const *argv);

#endif
