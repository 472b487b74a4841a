// win_rt.c - the Windows half of the runtime, tried out: command lines, environment, a console-less
// standard input, tests in processes of their own, memory faults
//
// usage: win_rt args | env | tests | overflow | fault | echo. Its rt_program is made by hand.
#include "runtime/os/windows/start.c"

static void out(const char *z)
{
    rt_out(z, strlen(z));
}

/* The examples of "Parsing C command-line arguments". */
static const Wide *const lines[] = {
    u"prog \"a b c\" d e",
    u"prog \"ab\\\"c\" \"\\\\\" d",
    u"prog a\\\\\\b d\"e f\"g h",
    u"prog a\\\\\\\"b c d",
    u"prog a\\\\\\\\\"b c\" d e",
    u"prog a\"b\"\" c d",
    u"\"C:\\a b\\\" x\\ \"\"  \t\u00e9\U0001f600",
    u"prog",
};

static void args(void)
{
    for (u64 i = 0; i < RT_COUNT(lines); i++) {
        const Wide *line = lines[i];
        do {
            Wide word[64];
            char text[200];
            u64 n = argument(&line, word, line == lines[i]);
            out("[");
            rt_out(text, rt_utf8_of(word, n, text));
            out("]");
        } while (*line);
        out("\n");
    }
}

static void env(void)
{
    const char *v = rt_getenv("Rt_Test", 7);
    out(v ? v : "none");
    out("\n");
}

static RtRec *fine(void)
{
    out("in the test\n");
    return NULL;
}

static RtRec *bad(void)
{
    rt_failz("it is wr\xc3\xb6ng");
}

static volatile int sink;

static int deep(int n)
{
    volatile char block[512];
    block[n & 511] = (char)n;
    return n < 0 ? 0 : deep(n + 1) + block[n & 511];
}

static RtRec *fault(void)
{
    sink = *(volatile int *)(rt_word(&sink) & 8);
    return NULL;
}

RT_STATIC_STR(s_info, "mode=aot target=windows-x64");
RT_STATIC_STR(s_fine, "fine");
RT_STATIC_STR(s_bad, "bad");
RT_STATIC_STR(s_fault, "fault");
#define SREF(s) ((const RtStr *)(const void *)&(s))
static const RtTest all[] = {{SREF(s_fine), fine}, {SREF(s_bad), bad}, {SREF(s_fault), fault}};

static i32 choose(const RtProgram *p, i64 argc, const char *const *argv, const char *const *envp)
{
    static RtProgram mine;
    const char *what = argc > 1 ? argv[1] : "";
    mine = *p;
    rt.prog = &mine;
    rt.envp = envp;
    rt_os_crash_handlers();
    if (rt_bytes_eqz(what, strlen(what), "args"))
        args();
    else if (rt_bytes_eqz(what, strlen(what), "env"))
        env();
    else if (rt_bytes_eqz(what, strlen(what), "overflow"))
        sink = deep(0);
    else if (rt_bytes_eqz(what, strlen(what), "fault"))
        (void)fault();
    else if (rt_bytes_eqz(what, strlen(what), "echo"))
        for (i64 i = 2; i < argc; i++)
            rt_print_str(rt_str_new(argv[i], (i64)strlen(argv[i])));
    else if (rt_bytes_eqz(what, strlen(what), "tests"))
        return rt_test_main(&mine, argc, argv);
    else
        return 3;
    return 0;
}

static i32 run(const RtProgram *p, i64 argc, const char *const *argv, const char *const *envp)
{
    i32 code = choose(p, argc, argv, envp);
    rt_out_flush();
    return code;
}

const RtProgram rt_program = {.abi = RT_ABI_VERSION, .info = SREF(s_info), .test = all, .ntest = 3,
                              .start = run};
