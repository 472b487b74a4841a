// link_int.h - state of one link: files, atoms, symbols, output sections
//
// An atom is the smallest thing that is kept, dropped or placed: a section of an input object, or
// bytes that the linker makes (GOT, stubs, merged strings, unwind tables, common symbols).
#ifndef LINK_INT_H
#define LINK_INT_H

#include "link/link.h"
#include "objfmt/elf.h"
#include "objfmt/strtab.h"

typedef enum {
#define DIAG(id, code, sev, text, help) id,
#include "link/diag.def"
#undef DIAG
    L_DIAG_COUNT
} LinkDiag;
extern const DiagDef link_diag[L_DIAG_COUNT];

typedef struct LFile LFile;
typedef struct Atom Atom;
typedef struct LSym LSym;
typedef struct OutSect OutSect;
typedef struct MergeTab MergeTab;
typedef struct UwRec UwRec;
typedef struct Thunk Thunk;
typedef struct Dso Dso;

/* Reports row `id` of link/diag.def; the arguments are those of its text. */
#define link_say(l, id, ...) diag((l)->d, &link_diag[id], (Span){0}, __VA_ARGS__)

/* How a symbol is known so far. LINKER: the linker gives the address once everything is placed. */
typedef enum { LS_UNDEF, LS_DEF, LS_ABS, LS_COMMON, LS_LINKER,
               LS_IMPORT /* another image has it; see ImageFormat.imports */ } LSymState;

/* Addresses that only the layout knows. */
typedef enum {
    LD_NONE,
    LD_START,
    LD_STOP /* of `edge` */,
    LD_HEADER,
    LD_ETEXT,
    LD_EDATA,
    LD_END,
    LD_BSS,
    LD_GOT,
    LD_TLS               // what offsets in the thread-local block count from
} LinkerDef;

struct LSym {
    Str name;
    LFile *file;         // that defines it, or first asked for it
    Atom *atom;          // LS_DEF
    u64 value, size;     // LS_COMMON: value is the alignment
    u8 state, bind, kind;
    u8 linker;           // LinkerDef
    bool hidden, protect, unique;   // ObjSym
    LSym *alt;           // stands in when nobody defines this one (COFF)
    bool asked;          // some reference is not weak
    bool wanted;         // some shared library has or asks for this name
    bool exported;       // other images see it
    bool preempt;        // ... and may have a definition that is used instead
    bool direct;         // of another image, but its address is that of the stub here
    bool copied;         // a variable of another image that lives here
    bool nondefault;     // of a version that only references which name it get
    Dso *dso;            // LS_IMPORT, copied: the library; NULL: none is known to have it
    const ElfDsoSym *dsym;
    Str version;         // that its object gives it ("f@@V"); empty: none
    u16 verndx;          // of the version it has or needs in this image
    u32 dynsym;          // index in .dynsym, 0: not there
    bool root;           // named by link_root or the entry
    bool in_field;       // LINK_OBJECT: some fixup names it
    u32 joined;          // ... its number in the object
    bool edge_marked;    // gc has followed LD_START, LD_STOP
    Str edge_name;       // LD_START, LD_STOP: the output section
    OutSect *edge;       // for LS_LINKER: the section its address belongs to
    u32 got, gottp, stub;   // slot + 1; 0: none
    u32 jump, pair, desc;   // the same: stub and slot of .plt; TLS pair; TLS descriptor
    Thunk *thunk;        // chain, latest first
    u32 undef;           // entry + 1 of the report of undefined symbols
};

typedef struct Piece {   // part of a mergeable atom
    u32 off;             // in the atom
    bool live;
    u32 ent;             // entry of the merge table
} Piece;

struct Atom {
    Str name;
    LFile *file;
    u32 index;           // section of the file's object
    u32 flags, align;    // SF_*
    u64 size;
    const u8 *data;
    const Fix *fix;
    u32 nfix;
    bool dead;           // lost to another COMDAT group of the same name, or of no use in an image
    bool live;           // part of the image
    bool cells;          // some DynCell is in it
    bool relro;          // a constant that is written at start, since it holds addresses
    OutSect *out;
    u64 off;             // in out
    Str into;            // output section that a memory map names; empty: by the usual rules
    MergeTab *merge;     // NULL: placed as a whole
    Piece *piece;
    u32 npiece;
    UwRec *uw;           // unwind records of this function, chained
    Atom *link_next;     // chain of atoms that live with this one
    Atom *linked;        // head of that chain
};

struct LFile {
    Str name;
    const Obj *obj;
    u32 index;           // in the order of linking
    Atom *atom;          // by section
    LSym **sym;          // by symbol
    UwRec *cie;          // unwind records in order of offset
    u32 ncie;
    bool any_live;
};

struct UwRec {           // one record of an .eh_frame
    Atom *atom;          // the .eh_frame section
    u64 off, size;       // with its length field
    u32 fix, nfix;       // range in atom->fix
    bool is_cie, live;
    u32 cie;             // FDE: index of its CIE in the file's records
    Atom *fn;            // FDE: what it describes
    UwRec *next;         // next FDE of the same function
    u64 out_off;         // in the output section
    UwRec *same;         // CIE: the equal one that is written
};

struct MergeTab {        // one output area of merged entries
    Atom *atom;          // the synthetic atom that holds the result
    u32 flags, entsize;
    Map ent;             // bytes -> offset in the result
    u32 align;
};

struct OutSect {
    Str name;
    u32 flags, align, entsize, rank;
    u32 kind;            // the flags that atoms must share to be put together
    VEC(Atom *) atom;
    u64 addr, off, size; // off: in the file
    u64 load;            // firmware: where its bytes lie before the start-up copies them
    u8 *mem;             // where its bytes are written; NULL for SF_ZERO
    u32 shndx;
    bool mixed;          // atoms differ in entsize or merge flags
};

/* MODULE and OFFSET stand next to each other, as __tls_get_addr wants them; so do DESC and NONE. */
typedef enum { SLOT_ADDR, SLOT_TPOFF, SLOT_IREL, SLOT_MODULE, SLOT_OFFSET, SLOT_DESC,
               SLOT_NONE } SlotKind;
typedef struct Slot {
    LSym *sym;
    SlotKind kind;
} Slot;

typedef struct Stub {    // jump through a slot: functions chosen at start, and far ones in memory
    LSym *sym;
    u32 slot;
} Stub;

struct Thunk {           // a jump that reaches further than the branch that needs it
    LSym *sym;
    i64 add;             // of the branch
    Atom *atom;
    const Atom *behind;  // the atom it was made for
    Thunk *next;
};

typedef struct Lazy {    // an archive member that may be asked for
    Str archive;
    ArMember member;
    Dso *dso;            // or a shared library, whose symbols are in Link.offer
    bool taken;
} Lazy;

struct Dso {             // a shared library
    Str name, soname;
    const ElfDso *elf;
    bool as_needed, used;
    u32 version0;        // first of its entries in Link.need
};

typedef struct Alias {   // link_define
    LSym *sym, *of;      // of NULL: a number
    i64 add;
} Alias;

typedef struct VerNeed { // a version of a library that the image asks for
    Dso *dso;
    Str name;
    u16 ndx;
    bool strong;
} VerNeed;

typedef struct UndefRef {
    Atom *atom;
    u64 off;
} UndefRef;
typedef struct Undef {
    LSym *sym;
    VEC(UndefRef) ref;   // the first few
    u32 count;
} Undef;

/* A cell of the image that holds an address, for images that move: the loader adds the distance, or
 * for an import (sym->state == LS_IMPORT) writes the address. Filled by link_scan in the order of
 * the files; fixed addresses make no entry. */
typedef struct DynCell {
    Atom *atom;
    u64 off;             // in the atom
    LSym *sym;
    i64 add;
} DynCell;

/* How files of libraries are called; shared ones are left out after -Bstatic. */
typedef struct LibForm {
    const char *before, *after;
    bool shared;
} LibForm;

/* What kinds of images differ in. */
typedef struct ImageFormat {
    void (*begin)(Link *l);      // before resolution; NULL: nothing to do
    void (*join)(Link *l);       // before a LINK_OBJECT is put together: atoms of the format's own;
                                 // NULL: such objects cannot be made
    void (*imports)(Link *l);    // after resolution: undefined symbols that a library offers become
                                 // LS_IMPORT; NULL: none do
    /* A field needs the address of something of another image, as a number of this one: gives it a
     * place here (copy of a variable, stub of a function), or says why not. NULL: functions get a
     * stub. */
    void (*adopt)(Link *l, Atom *a, LSym *s, const Fix *x);
    const LibForm *lib_form;     // of -lNAME, in order; ends with one that is empty
    bool (*has_lib)(Str name);   // what we know of the system contains that; NULL: nothing
    bool dso;                    // takes shared libraries of ELF as inputs
    bool jump_slots;             // calls into other images go through .plt, not through the GOT
    void (*synth)(Link *l);      // after link_scan: atoms of the format's own; may be NULL
    /* What debug information takes for the address of a thread-local variable; false: nothing
     * here is that. NULL: its initial value. */
    bool (*tls_place)(const Link *l, const LSym *s, u64 *at);
    bool (*layout)(Link *l);     // addresses and file offsets; false: said why
    void (*write)(Link *l, Buf *out);
} ImageFormat;
extern const ImageFormat link_elf_image, link_firmware_image, link_macho_image, link_pe_image;
const ImageFormat *link_format(ImageKind k);     // NULL: no images of that kind

/* What instruction sets differ in (arch.c). */
typedef struct LinkArch {
    const char *name;
    u8 ptr;              // bytes of an address
    u8 code_bit;         // set in the address of a function, unless a branch goes there (Thumb)
    u8 tcb;              // bytes between the thread pointer and the thread-local block above it
    bool tls_below;      // the block ends at the thread pointer (variant II) instead
    u8 stub_size;
    FixKind ptr_fix;
    u32 page;            // segments keep apart by the largest page that a kernel may use
    void (*stub)(u8 *p, u64 at, u64 slot);          // jump to the address in `slot`
    i8 pc_bias;          // addend of a branch to the symbol itself, where thunks are made
    u8 thunk_size;
    u32 branch;          // code smaller than this has no branch that does not reach
    void (*thunk)(u8 *p, u64 at, u64 to);           // jump anywhere; NULL: every branch does
    void (*pad)(u8 *p, u64 n, bool runs_on);        // between functions; runs_on: through it
    /* Rewriting (fixup.h); the three may be NULL. swallows: the next fixup goes with this one. */
    u32 (*relax)(FixKind k, i64 add, const u8 *p, u64 before, u64 after);
    void (*rewrite)(u32 r, u8 *p, FixKind k, int *field, FixKind *kind, i64 *add);
    bool (*swallows)(u32 r);
    /* The rewriting for a thread-local variable of another image, whose offset is in the GOT. */
    u32 (*initial_exec)(u32 r);
    /* Stubs that look their function up when first called, behind a head that they share. */
    u8 plt_head, guard_head, plt_entry;
    u8 plt_lazy;         // where in an entry the second half begins, which looks up; 0: the head
    u32 guard_type;      // property whose bit 0 says that targets of indirect jumps are marked
    bool got_is_plt;     // _GLOBAL_OFFSET_TABLE_ is .got.plt, otherwise .got
    void (*plt0)(u8 *p, u64 at, u64 gotplt, bool guard);
    void (*plt)(u8 *p, u64 at, u64 slot, u64 head, u32 index, bool guard);
} LinkArch;
extern const LinkArch link_arch[ARCH_COUNT];

typedef struct Seg {
    u32 flags;           // PF_*
    u64 addr, off, filesz, memsz;
    u64 load;            // where its bytes are before the start-up copies them; else addr
    u32 align;
} Seg;
enum { LINK_SEGS = 32, GOTPLT_HEAD = 3 };

struct Link {
    Arena *mem;
    LinkOpts opt;
    Diags *d;
    VEC(const Obj *) input;
    VEC(Lazy *) lazy;
    Map lazy_by_name;    // symbol -> Lazy, the first archive that defines it
    VEC(Str) roots;
    VEC(LFile *) file;
    Map global;          // name -> LSym
    VEC(LSym *) asked;   // worklist of symbols for which a member is looked up
    Map group;           // signature -> LFile
    LFile own;           // atoms the linker makes
    VEC(Atom *) own_atom;
    VEC(MergeTab *) merge;
    Map merge_by_key;
    VEC(Atom *) work;    // of gc
    VEC(OutSect *) out;
    const ImageFormat *fmt;
    const LinkArch *arch; // of the first object
    const LFile *arch_file, *cpu_file;   // cpu_file: the first one that has floats
    ObjCpu cpu;          // what all objects need together
    VEC(DynCell) dyn;
    VEC(Slot) slot;
    VEC(Stub) stub;
    VEC(Thunk *) thunk;
    u32 nirel;
    Atom *got, *plt, *rela, *eh, *eh_hdr, *note;
    LinkHow how;
    VEC(Str) search;     // directories of libraries
    u32 script_depth;    // linker scripts that name linker scripts
    u32 scripts;         // read so far
    Map paths;           // of archives that link_add_path has taken
    VEC(Dso *) dso;
    Map offer;           // symbol -> library << 32 | its symbol, the first that has it
    Map wrap;            // name of a reference -> what it means
    VEC(Alias) alias;
    VEC(LSym *) jump;    // entries of .plt
    u32 module;          // slot + 1 of the pair that stands for the image itself
    bool guard;          // every object marks the targets of indirect jumps, and so do stubs
    bool wants_got;      // something counts from the start of the GOT
    bool static_tls;     // a library needs its thread-local block next to the program's
    struct ElfLink *elf; // IMAGE_ELF (elf/elf_int.h)
    Atom *dynamic, *rela_dyn, *dynsym, *dynstr, *hash;   // ELF images that are dynamic or move
    Atom *gotplt, *lazy_plt; // .got.plt, .plt
    Atom *interp, *property;
    bool no_relro;
    bool bind_now;       // nothing is looked up after start, so .got.plt is not written then
    const Seg *relro;    // what they make read-only after start
    VEC(UwRec *) uw;     // records written, in order
    u32 nfde;
    VEC(Undef) undef;
    Seg seg[LINK_SEGS];
    u32 nseg;
    u64 tls_addr, tls_size, tp;   // tp: what the thread pointer points at
    u64 base, image_end; // base: what FF_RVA fields count from
    struct FwLink *fw;   // IMAGE_FIRMWARE (firmware/fw_int.h)
    struct PeLink *pe;   // IMAGE_PE (pe/pe_int.h)
    Buf report;
    struct Macho *macho; // IMAGE_MACHO (macho/macho_int.h)
    Buf symbols, implib;
    VEC(ArMember) library;   // files that say what a dynamic library offers; the format reads them
    u32 errors;          // of the Diags when the link began
    bool in_memory, has_tls, done;
};

/* input.c */
LFile *link_take(Link *l, const Obj *o);      // makes atoms and symbols of an object
void link_set_import(LSym *s, Dso *d, u32 sym);     // from now on the library's
Atom *link_own_atom(Link *l, Str name, u32 flags, u32 align, u64 size);
bool link_pull(Link *l, Lazy *z); // reads and takes an archive member; false on a defect

/* words.c - scripts as words: text in quotes, characters of `alone`, or a run of anything else.
 * Comments are as in C, and from `note` to the end of the line if that is a character. */
typedef struct Words {
    const char *text, *p, *end;      // p: behind the current word
    const char *alone;
    char note;
    bool quoted;
    Str word;                        // current; empty at the end
} Words;
bool words_open(Words *r, Str text, const char *alone, char note);   // false: not text; p is where
void words_next(Words *r);
bool words_eat(Words *r, const char *text);                          // if it stands here, unquoted
bool words_end(const Words *r);
u32 words_line(const Words *r);

/* script.c - linker scripts that name files */
bool script_is(Str bytes);
void script_read(Link *l, Str name, Str bytes);

/* search.c - libraries by name */
bool link_open(Link *l, Str path, Str *bytes);

/* resolve.c */
LSym *link_global(Link *l, Str name);         // made undefined when new
void link_stand_ins(Link *l);                 // what LSym.alt is there for
void link_resolve(Link *l);
void link_aliases(Link *l);    // once their targets have their places
bool link_offer(const Link *l, Str name, Dso **d, u32 *sym);   // the library that has it
void link_linker_symbols(Link *l);
void link_commons(Link *l);
void link_report_undefined(Link *l);
void link_report_roots(Link *l);     // those among them that nobody has
const char *link_name(Link *l, Str name);        // of a symbol, as messages show it
Str link_place(Link *l, const Atom *a, u64 off);  // "a.o: function `main` (.text+0x12)"

/* gc.c */
void link_gc(Link *l);

/* unwind.c */
void unwind_split(Link *l);
void unwind_mark(Link *l, Atom *fn, void (*mark)(Link *l, LFile *f, const Fix *x));
void unwind_build(Link *l);                   // sizes, after gc
void unwind_copy(Link *l);                    // records with their distances, not their fixups
void unwind_write(Link *l);                   // contents, after layout
u64 unwind_addr(const Link *l, const Atom *a, u64 off);

/* merge.c */
void merge_split(Link *l);
void merge_mark(Atom *a, u64 off);
void merge_build(Link *l);
u64 merge_addr(const Atom *a, u64 off);

/* scan.c */
void link_scan(Link *l);                      // GOT slots and stubs
void link_need_stub(Link *l, LSym *s, SlotKind k);
u32 link_relax(const Link *l, const Atom *a, const Fix *x, const LSym *s);   // FixRelax
bool link_skips_next(const Link *l, const Atom *a, u32 i, u32 r);

/* layout.c */
void link_output_sections(Link *l);
bool link_layout_image(Link *l);
u64 link_layout_memory(Link *l, u64 *exec_size, u64 *ro_size);
void link_place_linker_symbols(Link *l);
u32 link_phnum(const Link *l);

/* Offsets of a section's atoms, and its size; from how they stand in its list. */
void link_place_atoms(OutSect *o);

/* thunk.c */
bool link_thunks(Link *l);     // after layout: true when it added some, and layout must run again
void link_write_thunks(Link *l);
bool link_reaches(FixKind k, u64 place, u64 target);
/* What a branch of kind k at `place` aims at to come to a thunk that it reaches; 0: none. */
u64 link_thunk_for(const Link *l, const LSym *s, i64 add, FixKind k, u64 place);

/* apply.c */
u64 sym_addr(const Link *l, const LSym *s, i64 *add);   // S; *add becomes 0 when it chose the piece
u64 slot_addr(const Link *l, u32 slot_plus_1);
u64 stub_addr(const Link *l, const LSym *s);
u64 link_got_base(const Link *l);             // _GLOBAL_OFFSET_TABLE_
u64 resolver_addr(const Link *l, const LSym *s);        // of an ifunc: what chooses it
u64 code_bit(const Link *l, const LSym *s);   // what an address of s carries beside sym_addr
void link_apply(Link *l);
void link_pad_code(const Link *l, const OutSect *o);
/* What stands in debug sections for the address of something dropped. */
u64 link_tombstone(const Link *l, const Atom *a, FixKind k);
void link_apply_fix(Link *l, Atom *a, const Fix *x, u32 r, u8 *p, u64 place);
u64 link_fix_target(const Link *l, const LFile *f, const Fix *x);   // S + A

/* elf/note.c - a note with a hash of the file that it lies in */
u32 elf_build_id_size(const Link *l);
void elf_put_build_id(const Link *l, u8 *note, const u8 *file, size_t n);

/* join.c */
Obj *link_join(Link *l);       // LINK_OBJECT: what stays, as one object; NULL: said why not

/* map.c */
void link_write_trace(Link *l, Buf *out);
void link_write_map(Link *l, Buf *out);

static inline u64 atom_addr(const Atom *a) { return a->out->addr + a->off; }
static inline u32 link_plt_head(const Link *l)
{
    return l->guard ? l->arch->guard_head : l->arch->plt_head;
}
static inline bool link_moves(const Link *l) { return l->opt.kind != LINK_STATIC; }
/* Its address is known when the program runs, not now. */
static inline bool sym_outside(const LSym *s) { return s->state == LS_IMPORT || s->preempt; }
/* In this image for good. */
static inline bool sym_here(const LSym *s)
{
    return (s->state == LS_DEF || s->state == LS_LINKER) && !s->preempt;
}
static inline bool sym_live(const LSym *s) { return s->state == LS_DEF && s->atom->live; }

#endif
