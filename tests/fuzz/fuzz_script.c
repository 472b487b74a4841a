// fuzz_script.c - libFuzzer: any text as a linker script, a version script, a list of exported
// names and a module definition file, each in a link of one small object that is sound
//
// The link succeeds, or says why not.
#include "link/elf/elf.h"
#include "link/link.h"
#include "link/pe/pe.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

// Three functions and data that refer to each other, one name with a version of its own.
static Obj *small(Arena *a)
{
    static const u8 code[16] = {0xe8, 0, 0, 0, 0, 0xc3, 0x90, 0x90, 0xc3};
    Obj *o = obj_new(a, STR("small.o"));
    u32 text = obj_sect(o, STR(".text"), SF_ALLOC | SF_EXEC, 16);
    u32 data = obj_sect(o, STR(".data"), SF_ALLOC | SF_WRITE, 8);
    o->sect.v[text].data = code;
    o->sect.v[text].size = sizeof code;
    o->sect.v[data].data = arena_alloc(a, 8, 8);
    o->sect.v[data].size = 8;
    obj_sym(o, STR("start"), SB_GLOBAL, SK_FUNC, text, 0, 6);
    u32 f = obj_sym(o, STR("f"), SB_GLOBAL, SK_FUNC, text, 8, 1);
    obj_sym(o, STR("g@V1"), SB_GLOBAL, SK_FUNC, text, 8, 1);
    obj_sym(o, STR("v"), SB_WEAK, SK_DATA, data, 0, 8);
    obj_fix(o, text, 1, FIX_BR32, f, -4);
    obj_fix(o, data, 0, FIX_ABS64, f, 0);
    return o;
}

// Every name that a script asks for is that same object.
static int open_small(void *ctx, const char *path, Str *bytes)
{
    (void)path;
    *bytes = *(Str *)ctx;
    return 0;
}

static void run(Arena *a, Str object, const char *name, Str text, const LinkOpts *opt)
{
    Sources src;
    Diags d;
    LinkOut out;
    LinkOpts o = *opt;
    sources_init(&src, a);
    diags_init(&d, a, &src);
    o.open = open_small;
    o.open_ctx = &object;
    Link *l = link_new(a, &o, &d);
    link_search(l, STR("lib"));
    link_add_file(l, STR("small.o"), object);
    if (name)
        link_add_file(l, str_of(name), text);
    if (link_run(l, &out) == 0) {
        buf_free(&out.image);
        buf_free(&out.map);
        buf_free(&out.implib);
    } else if (!d.errors) {
        abort();             // a failure says why
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena a = {0};
    Buf elf = {0}, coff = {0};
    Obj *o = small(&a);
    elf_write_obj(o, &elf);
    o->sym.n--;              // COFF knows no versions, and the name is the last but one
    o->sym.v[o->sym.n - 1].name = STR("h");
    coff_write_obj(o, &coff);
    Str e = {(const char *)elf.p, elf.n}, c = {(const char *)coff.p, coff.n};
    char *exact = xmalloc(size + 1);
    memcpy(exact, data, size);
    Str text = {exact, size};
    ElfOpts v = {.versions = text, .versions_name = STR("v")};
    ElfOpts l = {.dynamic_list = text, .dynamic_list_name = STR("l"), .export_all = size & 1};
    PeOpts pe = {.implib = true};
    run(&a, e, "libx.so", text, &(LinkOpts){.entry = STR("start"), .gc = true, .map = true});
    run(&a, e, NULL, text, &(LinkOpts){.kind = LINK_SHARED, .elf = &v});
    run(&a, e, NULL, text, &(LinkOpts){.kind = LINK_PIE, .entry = STR("start"), .elf = &l});
    run(&a, c, "x.def", text, &(LinkOpts){.image = IMAGE_PE, .kind = LINK_SHARED, .pe = &pe,
                                          .entry = STR("start")});
    free(exact);
    buf_free(&elf);
    buf_free(&coff);
    arena_free(&a);
    return 0;
}
