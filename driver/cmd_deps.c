// cmd_deps.c - `fuse deps lock`: bring fuse.lock up to date, or say that it is not
#include "driver/package.h"

int cmd_deps(int argc, char **argv)
{
    static const char *const names[] = {"lock"};
    Package p;
    if (argc < 2 || strcmp(argv[1], "lock")) {
        Session s;
        session_init(&s, "deps");
        if (!session_style(&s, argc, argv))
            cli_message(&s, "wrapper_unknown_command", "unknown command: deps %s%s",
                        argc < 2 ? "(expected: deps lock)" : argv[1],
                        argc < 2 ? "" : suggestion(&s, argv[1], names, 1));
        session_free(&s);
        return EXIT_FAIL;
    }
    int code = package_open(&p, "deps lock", ARG_DEPS, argc - 1, argv + 1);
    if (code)
        return code;
    if (!p.has_manifest)
        cli_message(&p.s, "wrapper_manifest_required", "fuse deps lock needs a fuse.toml");
    code = p.has_manifest ? EXIT_OK : EXIT_FAIL;
    session_free(&p.s);
    return code;
}
