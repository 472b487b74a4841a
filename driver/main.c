// main.c - the command line: find the subcommand
#include "driver/driver.h"

typedef struct Command {
    const char *name;
    int (*run)(int argc, char **argv);
    const char *help;
} Command;

static int cmd_help(int argc, char **argv);
static int cmd_version(int argc, char **argv);
static int cmd_dump(int argc, char **argv);

static const Command commands[] = {
    {"check", cmd_check, "report errors in a FUSE package"},
    {"run", cmd_run, "run a FUSE program (--backend native|vm)"},
    {"test", cmd_test, "run the test blocks of a package (--filter TEXT)"},
    {"build", cmd_build, "compile; --aot [--release] makes an executable"},
    {"cc", cmd_cc, "compile and link C"},
    {"ld", cmd_ld, "link objects and archives"},
    {"opt", cmd_opt, "read IR text, run passes, print, interpret or compile it"},
    {"objdump", cmd_objdump, "disassemble an object file"},
    {"version", cmd_version, "print the version"},
    {"help", cmd_help, "print this"},
    {"--dump=passes", cmd_dump, NULL},
    {"--version", cmd_version, NULL},
    {"--help", cmd_help, NULL},
    {"-h", cmd_help, NULL},
    {"__rtpack", cmd_rtpack, NULL},  // the build's own step: pack the runtime into the tool
};

static int cmd_help(int argc, char **argv)
{
    (void)argc, (void)argv;
    printf("fuse %s: FUSE programs and C11 to native executables\n\nusage: fuse COMMAND [options] [files]\n\n",
           FUSE_VERSION);
    for (u32 i = 0; i < COUNT(commands); i++)
        if (commands[i].help)
            printf("  %-10s %s\n", commands[i].name, commands[i].help);
    printf("\ndocs/cli.md describes every option.\n");
    return EXIT_OK;
}

static int cmd_version(int argc, char **argv)
{
    (void)argc, (void)argv;
    printf("fuse %s\n", FUSE_VERSION);
    return EXIT_OK;
}

static int cmd_dump(int argc, char **argv)
{
    (void)argc, (void)argv;
    passes_check();
    passes_list(stdout);
    return EXIT_OK;
}

static int unknown_command(const char *name)
{
    const char *best = NULL;
    int best_distance = 3;
    for (u32 i = 0; i < COUNT(commands); i++) {
        int d = edit_distance(str_of(name), str_of(commands[i].name), 3);
        if (commands[i].help && d < best_distance) {
            best = commands[i].name;
            best_distance = d;
        }
    }
    Session s;
    session_init(&s, name);
    cli_message(&s, "wrapper_unknown_command", "unknown command: %s%s%s%s", name,
                best ? " (did you mean `" : "", best ? best : "", best ? "`?)" : "");
    session_free(&s);
    return EXIT_USAGE;
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        cmd_help(argc, argv);
        return EXIT_USAGE;
    }
    for (u32 i = 0; i < COUNT(commands); i++)
        if (!strcmp(argv[1], commands[i].name))
            return commands[i].run(argc - 1, argv + 1);
    return unknown_command(argv[1]);
}
