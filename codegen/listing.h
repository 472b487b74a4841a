// listing.h - assembly text of an object: what the formats of objects differ in
#ifndef LISTING_H
#define LISTING_H

#include "codegen/target.h"

typedef struct Listing {
    const Target *t;
    const Obj *o;
    const struct ListForm *form;
    const ObjSect *sect;
    u32 index;               // of sect
    Bits label;              // offsets in sect that a branch goes to
    Map cells;               // COFF: names that stand in a cell with their address
    Arena mem;
    Buf *out;
} Listing;

typedef struct ListForm {
    const char *label;       // begins names that are in no table of symbols
    const char *start;       // begins those of the starts of sections
    const char *rva;         // follows a name: its distance from the start of the image
    bool reloc;              // there is .reloc
    bool bare;               // a name stands there as it is: it may be a word of the language
    void (*name)(Str name, Buf *out);
    /* Text around a symbol that a fixup refers to. */
    const char *(*mark)(const AsmSyntax *x, FixKind k, bool after);
    void (*section)(const Listing *l);               // its directive, with alignment
    void (*define)(Listing *l, const ObjSym *s);     // here it is: what it is, and the label
    void (*other)(Listing *l, const ObjSym *s);      // one that is in no section
    void (*end)(Listing *l);                         // what no section of the object holds
} ListForm;
extern const ListForm list_form[FMT_COUNT];

/* listing.c */
void list_word(Str word, Buf *out);                  // between quotes where it must be
size_t list_plain_part(Str name);                    // "f@V" is a name that .symver gives

#endif
