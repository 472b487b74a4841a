// emulate.c - run an executable, for another machine under an emulator that is installed here
#include "driver/driver.h"
#include "link/firmware/firmware.h"

#include <errno.h>
#include <spawn.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

/* One emulator. Its arguments are words; BOARD stands for the board's name; the program follows. */
typedef struct Emulator {
    Os os;
    Arch arch;
    const char *command, *args;
} Emulator;

// Every target has a row.
static const Emulator emulators[] = {
    {OS_LINUX, ARCH_A64, "qemu-aarch64", ""},
    {OS_LINUX, ARCH_X64, "qemu-x86_64", ""},
    {OS_MACOS, ARCH_A64, "machorun", ""},
    {OS_MACOS, ARCH_X64, "machorun", ""},
    {OS_WINDOWS, ARCH_X64, "wine64", ""},
    {OS_WINDOWS, ARCH_X64, "wine", ""},
    {OS_NONE, ARCH_T32, "qemu-system-arm",
     "-M BOARD -display none -monitor none -serial stdio "
     "-semihosting-config enable=on,target=native -kernel"},
};

// A command as the shell would find it.
static bool installed(Session *s, const char *command)
{
    const char *path = getenv("PATH");
    while (path && *path) {
        const char *end = strchr(path, HOST_PATH_LIST);
        size_t n = end ? (size_t)(end - path) : strlen(path);
        Str file = path_join(&s->mem, (Str){path, n}, str_of(command));
        file = str_fmt(&s->mem, "%.*s" HOST_EXE, STR_ARG(file));
        if (n && access(str_z(&s->mem, file), X_OK) == 0)
            return true;
        path += n + (end != NULL);
    }
    return false;
}

static bool serves(const Emulator *e, const Target *t)
{
    return e->os == t->os && e->arch == t->isa->arch;
}

static const Emulator *find(Session *s)
{
    for (u32 i = 0; i < COUNT(emulators); i++)
        if (serves(&emulators[i], s->t) && installed(s, emulators[i].command))
            return &emulators[i];
    return NULL;
}

int emulator_find(Session *s)
{
    Buf names = {0};
    if (find(s))
        return 0;
    for (u32 i = 0; i < COUNT(emulators); i++)
        if (serves(&emulators[i], s->t))
            buf_fmt(&names, "%s%s", names.n ? " or " : "", emulators[i].command);
    ddiag(s, D_NO_EMULATOR, s->t->name, (int)names.n, (const char *)names.p);
    buf_free(&names);
    return -1;
}

typedef VEC(const char *) Words;

static void add_args(Session *s, const Emulator *e, Words *v)
{
    const Board *b = session_board(s);
    vec_push(&s->mem, v, e->command);
    for (const char *a = e->args; *a;) {
        size_t n = strcspn(a, " ");
        Str word = {a, n};
        if (str_eqz(word, "BOARD"))
            word = str_of(b->name);
        vec_push(&s->mem, v, str_z(&s->mem, word));
        a += n + (a[n] == ' ');
    }
}

// What an emulator says about itself must not mix with what the program says.
static void quieten(void)
{
    setenv("WINEDEBUG", "-all", 0);
    setenv("WINEDLLOVERRIDES", "mscoree,mshtml=;winedbg.exe=d", 0);
}

static int wait_for(pid_t pid)
{
    int status = 0;
    while (waitpid(pid, &status, 0) < 0)
        if (errno != EINTR)
            return EXIT_FAIL;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

extern char **environ;

static int execute_words(const char *const *word)
{
    pid_t pid;
    fflush(NULL);
    quieten();
    int err = posix_spawnp(&pid, word[0], NULL, NULL, (char *const *)(uintptr_t)word, environ);
    if (!err)
        return wait_for(pid);
    fprintf(stderr, "fuse: cannot run %s: %s\n", word[0], strerror(err));
    return 127;
}

int emulate(Session *s, const char *program, u32 argc, char **argv)
{
    const Emulator *e = target_is_host(s->t) ? NULL : find(s);
    Words v = {0};
    char text[80];
    if (argc && platform_of(s->t)->lacks & FUSE_ARGUMENTS) {
        ddiag(s, D_NO_ARGS, s->t->name);
        return EXIT_FAIL;
    }
    if (e)
        add_args(s, e, &v);
    vec_push(&s->mem, &v, program);
    for (u32 i = 0; i < argc; i++)
        vec_push(&s->mem, &v, argv[i]);
    vec_push(&s->mem, &v, NULL);
    const Board *b = session_board(s);
    if (e) {
        snprintf(text, sizeof text, "emulator %s%s%s", e->command, b ? ", board " : "",
                 b ? b->name : "");
        step_mark(s, text);
    }
    return execute_words(v.v);
}
