// main.c - the command line: find the subcommand
#include "driver/driver.h"

typedef struct Command {
    const char *name;
    int (*run)(int argc, char **argv);
} Command;

static int cmd_help(int argc, char **argv);
static int cmd_version(int argc, char **argv);
static int cmd_dump(int argc, char **argv);

static const Command commands[] = {
    {"check", cmd_check},
    {"run", cmd_run},
    {"test", cmd_test},
    {"build", cmd_build},
    {"deps", cmd_deps},
    {"cc", cmd_cc},
    {"ld", cmd_ld},
    {"opt", cmd_opt},
    {"ar", cmd_ar},
    {"ranlib", cmd_ranlib},
    {"nm", cmd_nm},
    {"objdump", cmd_objdump},
    {"size", cmd_size},
    {"strip", cmd_strip},
    {"targets", cmd_targets},
    {"version", cmd_version},
    {"help", cmd_help},
    {"--dump=passes", cmd_dump},
    {"--version", cmd_version},
    {"--help", cmd_help},
    {"-h", cmd_help},
    {"__rtpack", cmd_rtpack},  // the build's own step: pack the runtime into the tool
};

enum { PUBLIC_COMMANDS = 16 };

static int unknown_command(int argc, char **argv)
{
    const char *name[PUBLIC_COMMANDS];
    for (u32 i = 0; i < PUBLIC_COMMANDS; i++)
        name[i] = commands[i].name;
    Session s;
    session_init(&s, argv[0]);
    if (!session_style(&s, argc, argv))
        cli_message(&s, "wrapper_unknown_command", "unknown command: %s%s", argv[0],
                    suggestion(&s, argv[0], name, PUBLIC_COMMANDS));
    session_free(&s);
    return EXIT_FAIL;
}

static int cmd_help(int argc, char **argv)
{
    if (argc < 2)
        help_commands(stdout);
    else if (!help_command(argv[1], stdout))
        return unknown_command(argc - 1, argv + 1);
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

int main(int argc, char **argv)
{
    memory_init();
    if (argc < 2) {
        help_commands(stderr);
        return EXIT_FAIL;
    }
    // to objdump, -h is an option
    bool asks = argc > 2 && (!strcmp(argv[2], "--help") ||
                             (!strcmp(argv[2], "-h") && strcmp(argv[1], "objdump")));
    if (asks && help_command(argv[1], stdout))
        return EXIT_OK;
    for (u32 i = 0; i < COUNT(commands); i++)
        if (!strcmp(argv[1], commands[i].name))
            return commands[i].run(argc - 1, argv + 1);
    return unknown_command(argc - 1, argv + 1);
}
