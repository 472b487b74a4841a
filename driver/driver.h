// driver.h - private to the driver: what the subcommands share
#ifndef DRIVER_H
#define DRIVER_H

#include "base/base.h"
#include "codegen/target.h"
#include "frontend/c/c.h"
#include "frontend/fuse/fuse.h"
#include "ir/ir.h"
#include "link/elf/elf.h"
#include "link/link.h"
#include "link/pe/pe.h"

#define FUSE_VERSION "0.1.0"
#define DW_LANG_FUSE 0x8001  // DW_LANG_lo_user + 1

// Exit codes of the tool itself. A program's arguments that are refused give 2 (docs/cli.md).
enum { EXIT_OK = 0, EXIT_FAIL = 1 };

typedef enum {
#define DIAG(id, code, sev, text, help) id,
#include "driver/diag.def"
#undef DIAG
    DRV_DIAG_COUNT
} DrvDiag;
extern const DiagDef drv_diags[DRV_DIAG_COUNT];
#define ddiag(s, id, ...) diag(&(s)->diags, &drv_diags[id], (Span){0, 0, 0}, __VA_ARGS__)

/* What the tool carries of the runtime: headers, objects, the IR of what is inlined, and the IR of
 * the rest, which only the vm needs; headers and objects of our C library. */
typedef enum {
    RT_HEADER, RT_OBJECT, RT_IR_INLINE, RT_IR, RT_LIBC_HEADER, RT_LIBC, RT_KINDS
} RtKind;

/* One run of the tool: memory, sources, messages, and the options every subcommand takes. */
typedef struct Session {
    Arena mem;
    Sources src;
    Diags diags;
    DiagStyle style;
    const Target *t;          // valid at once; the one that is meant after session_target
    const char *target_name, *cpu, *board_name, *memory;   // the options, or NULL
    const struct Board *board;
    const struct FwMap *firmware;   // what an image of firmware was linked for
    int opt;                  // 0, 1, 2
    bool size;                // -Os: level 2 for size
    int jobs;
    bool debug;               // -g
    bool libc;                // --libc=own: C programs get the headers and objects of our library
    bool checks;              // verify after passes, prove allocations
    PassOpts pass;
    const char *print_after;
    const char *command;      // for step markers
    const struct RtPack *rt[RT_KINDS];  // the parts of the runtime that were unpacked
} Session;

void session_init(Session *s, const char *command);
void session_free(Session *s);
/* Prints the collected messages; returns EXIT_OK or EXIT_FAIL. */
int session_end(Session *s);
/* Reads a file into the sources; when that fails, a message and -1. */
int session_read(Session *s, Str path, u32 *file);
/* Data layout and predefined macros of the target, for a run of the C front end. */
void session_c_target(Session *s, COptions *o);
/* Options that every subcommand takes (-O, -g, -j, --target, --color, --diagnostics, --print-after
 * ...): returns the number of arguments consumed, 0 when argv[i] is none of them, -1 when it is
 * wrong. */
int session_option(Session *s, int argc, char **argv, int i);
/* Reads --diagnostics and --color ahead of the other options, so that every message has its form.
 * Returns 0, or an exit code after saying which value is wrong. */
int session_style(Session *s, int argc, char **argv);
/* " (did you mean `x`?)" for this name, or for the one nearest to what was given; or "". */
const char *near_text(Session *s, Str best);
const char *suggestion(Session *s, const char *given, const char *const *name, u32 n);
/* The value of "--name=v" or of "--name v" at argv[*i], which is advanced past it; NULL: another
 * option. */
const char *option_value(int argc, char **argv, int *i, const char *name);
/* args.c: replaces @FILE by the words in it; argv[0] is left alone. */
void args_expand(Session *s, int *argc, char ***argv);
/* "[run] start" on stderr, or its JSON line. */
void step_mark(const Session *s, const char *what);
/* A message of the wrapper, outside compiler diagnostics, with a stable code. */
void cli_message(const Session *s, const char *code, const char *fmt, ...) PRINTF_LIKE(3, 4);

/* pipeline.c - checked module to bytes */
void pipe_optimise(Session *s, Mod *m);
/* Joins the runtime's units marked for inlining with m, before pipe_optimise; afterwards
 * pipe_leave_runtime turns what is left of them back into references. */
void pipe_join_runtime(Session *s, Mod *m);
void pipe_leave_runtime(Mod *m);
/* A mistake in assembly, found by line; shown with the line if the file was read. */
void pipe_assembly_error(void *session, Str file, u32 line, Str text);
Obj *pipe_codegen(Session *s, Mod *m, Str unit, u16 dw_lang);
/* The object file of the target's format; -1 with a message when the format cannot say it. */
int pipe_object(Session *s, const Obj *o, Buf *out);

/* platform.c - what is meant by --target, --cpu, --board, --memory, and what the target's system
 * wants of an image */
typedef struct Platform {
    ImageKind image;
    LinkKind kind;
    LinkKind fixed;           // with -no-pie
    const char *entry;        // symbol of the first instruction
    const char *attach;       // ... of what the loader calls for a library, or NULL
    const char *libs;         // -lNAME of what its images have anyway, with spaces; or NULL
    const char *suffix;       // of executables
    const char *name, *family; // as sections in the lists of the runtime's sources call it
    u32 lacks;                // FUSE_*: what programs cannot have
    bool mapped;              // images are laid out by a memory map, of a board or a file
    bool resources;           // images say what they are: version, manifest
    bool small;               // memory is short: the runtime is compiled for size
    bool processes;           // programs start programs: each test has a process of its own
    bool assembles;           // files of assembly are read: their directives are those of ELF
    bool shared;              // its images may be libraries that others' definitions come before
    bool in_memory;           // programs need no library of the system: the tool can be their host
} Platform;
const Platform *platform_of(const Target *t);
bool target_is_host(const Target *t);
/* Sets the target from the options once all are read; -1 with messages. */
int session_target(Session *s);
/* The board that was named, else the first that runs the target's code; NULL: there is none. */
const struct Board *session_board(const Session *s);

/* image.c - the file at the end */
typedef struct ImageOpts {
    Str entry;
    bool strip, strip_debug;
    bool fixed;               // at fixed addresses, where the system has such images
    bool object;              // no image, but an object of all inputs (-r)
    const char *map;          // path for --map, or NULL
    const char *format;       // --format: elf, bin, hex, uf2; NULL: as the name's ending says
    const char *report;       // path for --report, or NULL
    bool size;                // --size: the report on standard output
    PeOpts pe;                // Windows
    const char *implib;       // ... path for --out-implib, or NULL
} ImageOpts;
/* pe_opts.c: takes --subsystem, --stack, --heap, --resource, --out-implib; false: another. */
bool image_pe_option(Session *s, ImageOpts *o, int argc, char **argv, int *i);
enum { RESOURCE_TEXT = 1024 };       // bytes of each text of the version resource, at most
/* Is --format known, and one that the target has? 0, or -1 with a message. */
int image_check_format(Session *s, const ImageOpts *o);
/* A name with the ending that the target's executables have (.exe, .elf, that of the format). */
const char *image_name(Session *s, const ImageOpts *o, Str base);
/* What a link that makes `path` is told; -1 with messages. */
int image_link_opts(Session *s, const ImageOpts *o, const char *path, LinkOpts *lo);
/* Links and writes the executable; messages in s->diags. Returns 0 or -1. */
int image_link(Session *s, Link *l, const ImageOpts *o, const char *path);

/* ldopts.c - what linkers are told, in `fuse ld` and behind -Wl, */
typedef enum { LD_PATH, LD_LIB, LD_OBJ } LdInputKind;
typedef struct LdInput {
    LdInputKind kind;
    Str name;
    LinkHow how;
    const Obj *obj;           // LD_OBJ
} LdInput;
typedef struct LdDefine {
    Str name, of;             // of empty: a number
    i64 add;
} LdDefine;
typedef struct LdOpts {
    bool gc, no_merge, build_id, strip, strip_debug, pie, shared, object, commons;
    bool discard_temps, discard_locals, first_wins, ignore_undef, say_dropped, trace, print_map;
    const char *sysroot, *init, *fini;
    Str id;                   // --build-id=0x...
    VEC(Str) exports, excluded, watch;
    const char *out, *map, *entry, *soname, *interp, *versions, *dynamic_list;
    ElfOpts elf;
    VEC(LdInput) input;       // in the order given
    VEC(Str) dir, root, wrap, frameworks;
    VEC(LdDefine) define;
    LinkHow how;              // of the inputs that follow
    VEC(LinkHow) saved;
} LdOpts;
/* Takes argv[i], an option or an input: the number of arguments consumed, 0 when it is an option of
 * somebody else, -1 when its value is wrong. */
int ld_option(Session *s, LdOpts *o, int argc, char **argv, int i);
/* Fills in what the options say; lo is already right for the target. 0, or -1 with a message. */
int ld_setup(Session *s, LdOpts *o, LinkOpts *lo);
void ld_add_inputs(Session *s, LdOpts *o, Link *l);

/* emulate.c - executables in a process of their own */
int emulator_find(Session *s);   // is one installed for the target? 0, or -1 with a message
/* Runs a program with arguments, under an emulator (and says which) unless it is for this machine;
 * its exit code, 128 + N when signal N ended it. */
int emulate(Session *s, const char *program, u32 argc, char **argv);

/* rtpack.c - the runtime that the tool carries, by kind and target, compressed */
typedef struct RtItem {
    Str name, bytes;
} RtItem;
typedef struct RtPack {
    u32 n;
    RtItem *item;
} RtPack;
/* One part for the session's target, unpacked at the first call; empty when the tool has none. */
const RtPack *rt_pack(Session *s, RtKind kind);
/* Does the tool carry objects for a target, and of how many bytes (compressed)? */
bool rt_has_target(const Target *t, u32 *packed);
bool rt_header(void *session, Str name, Str *text);
/* Adds the runtime's objects; -1 with a message when there are none for the target. */
int rt_link_archive(Session *s, Link *l);
int cmd_rtpack(int argc, char **argv);

/* one per subcommand: argv[0] is the subcommand's name */
void help_commands(FILE *out);
/* Prints the usage of one command; false when there is no such command. */
bool help_command(const char *name, FILE *out);
int cmd_ar(int argc, char **argv);
int cmd_build(int argc, char **argv);
int cmd_cc(int argc, char **argv);
int cmd_check(int argc, char **argv);
int cmd_deps(int argc, char **argv);
int cmd_ld(int argc, char **argv);
int cmd_nm(int argc, char **argv);
int cmd_objdump(int argc, char **argv);
int cmd_opt(int argc, char **argv);
int cmd_ranlib(int argc, char **argv);
int cmd_run(int argc, char **argv);
int cmd_size(int argc, char **argv);
int cmd_strip(int argc, char **argv);
int cmd_targets(int argc, char **argv);
int cmd_test(int argc, char **argv);

/* jit.c - run a module in this process: links it with the runtime in memory and calls its entry */
int run_native(Session *s, Mod *m, int argc, char **argv);
int run_vm(Session *s, Mod *m, int argc, char **argv);
/* Compiles, calls one function and prints its integer result (fuse opt --jit). */
void call_native(Session *s, Mod *m, const char *name, const u64 *arg, u32 narg);

#endif
