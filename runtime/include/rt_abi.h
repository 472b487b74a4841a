// rt_abi.h - what the compiler and the runtime share: kinds, layouts, descriptors, the function
// table
//
// The compiler includes this header only; the runtime includes it too, so neither can drift. The
// records come from runtime/layout.def, the functions from runtime/rt.def. docs/runtime-abi.md is
// the reference.
#ifndef RT_ABI_H
#define RT_ABI_H

#include <stddef.h>
#include <stdint.h>

enum { RT_ABI_VERSION = 1 };

/* Kinds: of a type (RtType.kind), of an object (RtObj.kind) and of a dynamic value (RtDyn.tag). */
enum {
    RT_NULL = 0,    // dyn only: null / None
    RT_BOOL = 1,    // i8 0 or 1
    RT_INT = 2,     // i64
    RT_FLOAT = 3,   // f64
    RT_STRING = 4,  // RtStr * (also Id and Email: a String type with a refinement)
    RT_BYTES = 5,   // RtStr *
    RT_LIST = 6,    // RtList *
    RT_MAP = 7,     // RtMap *, keys are Strings
    RT_STRUCT = 8,  // RtRec *
    RT_ENUM = 9,    // RtRec *: some variant carries a payload; variant number in the header's tag
    RT_BOX = 10,    // RtRec *: the shared mutable cell; value at 16
    RT_OPTION =
        11,  // type only: pointer or null when elem is a pointer kind, else {i64 tag, i64 payload}
    RT_RESULT =
        12,         // {i64 tag, i64 payload}; as an object (dyn payload): RtRec with the pair at 16
    RT_DYN = 13,    // {i64 tag, i64 payload}; type only
    RT_UNIT = 14,   // i64 0
    RT_TAG = 15,    // i64: an enum none of whose variants carries a payload
    RT_CELL = 16,   // object only: a two-word value that is itself a payload; value at 16
    RT_HTML = 17,   // RtRec * (reserved)
    RT_TASK = 18,   // (reserved)
    RT_QUERY = 19,  // (reserved)
    RT_FN = 20      // (reserved)
};
enum { RT_NONE = 0, RT_SOME = 1 };  // tag of an Option pair
enum { RT_OK = 0, RT_ERR = 1 };     // tag of a Result pair
enum { RT_IMMORTAL = -1 };          // count of static objects
enum { RT_STR_DATA = 16, RT_REC_DATA = 16, RT_LIST_DATA = 32, RT_ENTRY_VALUE = 16 };

/* RtType.flags */
enum {
    RT_TF_PTR = 1,  // a value is one pointer to an object (never null unless the type is an Option)
    RT_TF_REFS = 2  // a value holds references: retain and release do something
};
/* RtField.flags */
enum { RT_FF_DEFAULT = 1 };  // init computes the default
/* RtProgram.mode and flags */
enum { RT_MODE_AOT = 0, RT_MODE_RUN = 1, RT_MODE_TEST = 2 };
enum {
    RT_PF_JSON = 1,    // run: errors are printed as validation JSON (fuse --diagnostics json)
    RT_PF_RELEASE = 2,
    RT_PF_NOSIGNALS = 4  // no crash handlers: the host has its own (interpreter)
};

typedef struct RtDyn {  // dynamic value: tag is a kind, payload an integer, float bits, or object
                        // address
    int64_t tag;
    int64_t payload;
} RtDyn;
typedef struct RtPairF {  // Option<Float> as returned in registers
    int64_t tag;
    double value;
} RtPairF;

struct RtObj;
struct RtStr;
struct RtRec;
struct RtType;
struct RtField;
struct RtRefine;
struct RtProgram;
/* All function pointers use the C calling convention. An error is an owned object (a struct or an
 * enum: RtRec), NULL means success. */
typedef struct RtRec *(*RtInitFn)(
    void *out, const void *base);  // default value; base: the record being filled
typedef struct RtRec *(*RtCheckFn)(const struct RtRefine *r, const struct RtType *t,
                                   const void *value, const struct RtStr *path);
typedef struct RtRec *(*RtPredFn)(const void *value, int8_t *ok);  // value in memory form, borrowed
typedef struct RtRec *(*RtEntryFn)(void);
typedef struct RtRec *(*RtCallFn)(void *args);  // consumes the arguments
typedef struct RtRec *(*RtLoadFn)(const struct RtProgram *p);
typedef int32_t (*RtBindFn)(const struct RtProgram *p, int64_t argc, const char *const *argv);
typedef int32_t (*RtTestFn)(const struct RtProgram *p, int64_t argc, const char *const *argv);
typedef struct RtStr *(*RtTextFn)(struct RtRec *error);
typedef void (*RtExitFn)(int32_t code);  // does not return
typedef int32_t (*RtReportFn)(int8_t panic, const char *text, int64_t n);  // gives the exit code
typedef int32_t (*RtMainFn)(const struct RtProgram *p, int64_t argc, const char *const *argv,
                            const char *const *envp);

/* The same offsets everywhere: what is a pointer takes 8 bytes on 32-bit targets too. */
#define STRUCT(T) typedef struct T {
#define FIELD(T, ct, name, off) _Alignas((off) % 8 ? _Alignof(ct) : 8) ct name;
#define END(T, sz) } T;
#include "runtime/layout.def"
#undef STRUCT
#undef FIELD
#undef END

/* RT_OFF_RtList_len, RT_SIZE_RtList, ... */
#define STRUCT(T) enum {
#define FIELD(T, ct, name, off) RT_OFF_##T##_##name = off,
#define END(T, sz) RT_SIZE_##T = sz };
#include "runtime/layout.def"
#undef STRUCT
#undef FIELD
#undef END

/* Function table flags (last column of rt.def) */
enum {
    RTF_OWNED = 1,     // the result (or the pair's payload) is a reference that the caller owns
    RTF_NORETURN = 2,
    RTF_PURE = 4,      // reads memory at most, always returns: may be dropped when unused
    RTF_INLINE = 8,    // small: its IR ships for inlining
    RTF_ERR = 16       // the result is NULL or an error object that the caller owns and must throw
};
#endif
