// cmd_build.c - `fuse build`: check a package, or make an executable of it ahead of time
#include "driver/package.h"
#include "runtime/include/rt_abi.h"

#include <errno.h>
#include <unistd.h>

#define DEFAULT_OUTPUT ".fuse/build/program.aot"

static const char *output_path(Package *p)
{
    if (p->out)
        return p->out;
    Str bin = p->has_manifest ? toml_get(&p->manifest, "build.native_bin") : (Str){0};
    if (!bin.n)
        bin = STR(DEFAULT_OUTPUT);
    return image_name(
        &p->s, &p->image,
        path_rooted(bin) ? bin : path_clean(&p->s.mem, path_join(&p->s.mem, p->dir, bin)));
}

static const char *profile_name(const Package *p)
{
    return p->symbols ? "release-with-symbols" : p->release ? "release" : "debug";
}

// --emit ir|asm|obj: the program before linking, on -o or standard output.
static int emit(Package *p, Mod *m)
{
    Buf b = {0};
    int code = EXIT_OK;
    if (!strcmp(p->emit, "ir"))
        ir_print_mod(m, &b);
    else if (!strcmp(p->emit, "asm"))
        cg_listing(p->s.t, pipe_codegen(&p->s, m, p->entry, DW_LANG_FUSE), &b);
    else
        pipe_object(&p->s, pipe_codegen(&p->s, m, p->entry, DW_LANG_FUSE), &b);
    if (p->s.diags.errors)
        code = EXIT_FAIL;
    else if (!p->out)
        fwrite(b.p, 1, b.n, stdout);
    else if (file_write(p->out, b.p, b.n, 0644)) {
        ddiag(&p->s, D_NO_WRITE, p->out, strerror(errno));
        code = EXIT_FAIL;
    }
    buf_free(&b);
    return code;
}

static int make_image(Package *p, Mod *m)
{
    const char *path = output_path(p);
    p->image.strip = p->release;
    return package_image(p, m, path);
}

static int build(Package *p)
{
    bool aot = p->aot;
    if (aot)
        package_stage(p, 1, "check program");
    if (package_check(p))
        return EXIT_FAIL;
    if (!aot && !p->emit)
        return EXIT_OK;
    if (aot)
        package_stage(p, 2, "lower and optimise");
    if (p->emit)
        p->s.pass.shuffle = 0;   // what is printed is the same in every build
    Mod *m = package_lower(p, RT_MODE_AOT, package_info(p, "aot", profile_name(p)));
    if (!m)
        return EXIT_FAIL;
    return p->emit ? emit(p, m) : make_image(p, m);
}

// Removes what earlier builds of the package wrote.
static int clean(Package *p)
{
    Str other = path_clean(&p->s.mem, path_join(&p->s.mem, p->dir, STR(DEFAULT_OUTPUT)));
    const char *path[2] = {output_path(p), image_name(&p->s, &p->image, other)};
    for (int i = 0; i < 2; i++)
        if (file_exists(path[i]) && unlink(path[i])) {
            ddiag(&p->s, D_NO_WRITE, path[i], strerror(errno));
            return EXIT_FAIL;
        }
    return EXIT_OK;
}

int cmd_build(int argc, char **argv)
{
    Package p;
    int code = package_open(&p, "build", ARG_BUILD, argc, argv);
    if (code)
        return code;
    if ((p.release || p.symbols) && !p.aot) {
        cli_message(&p.s, "wrapper_release_requires_aot", "--release requires --aot");
        session_free(&p.s);
        return EXIT_FAIL;
    }
    if (p.emit && strcmp(p.emit, "ir") && strcmp(p.emit, "asm") && strcmp(p.emit, "obj")) {
        cli_message(&p.s, "wrapper_option", "invalid --emit value: %s (expected ir|asm|obj)",
                    p.emit);
        session_free(&p.s);
        return EXIT_FAIL;
    }
    p.s.opt = p.release || p.symbols ? 2 : p.s.opt;
    p.s.debug = !p.release;
    step_mark(&p.s, "start");
    code = p.clean ? clean(&p) : EXIT_OK;
    return package_close(&p, code ? code : build(&p));
}
