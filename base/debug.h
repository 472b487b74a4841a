// debug.h - what a debugger is to know of a program's types and variables, as neutral rows
//
// A front end fills them, the IR carries them beside the code, the writer of debug information
// (objfmt/dwarf_info.c) turns them into its format. Types are numbered from 1; 0 is void.
#ifndef DEBUG_H
#define DEBUG_H

#include "base/base.h"

typedef enum {
    DT_NONE, DT_BASE, DT_PTR, DT_CONST, DT_VOLATILE, DT_RESTRICT, DT_ATOMIC, DT_TYPEDEF, DT_ARRAY,
    DT_STRUCT, DT_UNION, DT_ENUM, DT_FUNC
} DbgKind;

/* How the bits of a base type are read, numbered as in DWARF 5, 7.8. */
typedef enum {
    DE_BOOL = 2, DE_COMPLEX = 3, DE_FLOAT = 4, DE_SIGNED = 5, DE_SCHAR = 6, DE_UNSIGNED = 7,
    DE_UCHAR = 8,
    DE_COMPLEX_INT = 0x80    // GNU's, in the range for users
} DbgEncoding;

typedef struct DbgItem {     // a member, an enumerator, or a parameter of a function type
    Str name;                // may be empty
    u32 type;
    u32 file, line;          // file 0: unknown
    i64 val;                 // member: offset in bytes; bit-field: in bits; enumerator: the value
    u32 bits;                // width of a bit-field, else 0
} DbgItem;

typedef struct DbgType {
    u8 kind;                 // DbgKind
    u8 enc;                  // BASE: DbgEncoding; ENUM: of its integers
    bool decl;               // STRUCT UNION ENUM: the unit does not know what is in it
    bool open;               // ARRAY: length unknown; FUNC: takes further arguments
    bool proto;              // FUNC: has a prototype
    Str name;                // BASE TYPEDEF STRUCT UNION ENUM; may be empty
    u32 base;                // what it points to, qualifies, names, is made of or returns
    u32 file, line;
    u64 size;                // bytes; ARRAY: elements
    u32 len_var;             // ARRAY whose size is computed: 1 + variable that holds it in bytes
    i64 len_back;            // ARRAY: its length is a word so many bytes before it; 0: none is
    u32 item, nitem;         // in DbgInfo.item
} DbgType;

enum { DV_PARAM = 1, DV_STATIC = 2, DV_GLOBAL = 4, DV_HIDDEN = 8 /* made by the compiler */,
       DV_BEHIND = 16 /* the place it is bound to holds its address */ };
typedef struct DbgVar {
    Str name;
    u32 type;
    u32 file, line;
    u32 scope;               // local: block + 1 in DbgInfo.scope; 0: that of the whole function
    u32 flags;               // DV_*
    u32 sym;                 // DV_STATIC: its symbol, numbered by who carries the rows
} DbgVar;

typedef struct DbgScope {    // a block of a function: the lines lo to hi of a file
    u32 up;                  // block around it + 1, 0: the function
    u32 file, lo, hi;
} DbgScope;

typedef struct DbgFn {
    u32 sym;                 // as DbgVar.sym
    u32 type;                // of its result
    bool proto, open;        // as in DbgType
    u32 var, nvar;           // parameters first, in order
    u32 scope, nscope;       // outer ones first
} DbgFn;

typedef struct DbgInfo {
    VEC(DbgType) type;       // type.v[0] is unused
    VEC(DbgItem) item;
    VEC(DbgVar) var;
    VEC(DbgScope) scope;
    VEC(DbgFn) fn;
    VEC(u32) global;         // variables with a symbol that belong to no function
} DbgInfo;

#endif
