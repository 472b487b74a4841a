// rt_program.c - whole programs: start-up switches, config, command line, tests, envelopes, exit
// codes
#include "tests/unit/unit.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/unit/rt_types.h"

N(s_info, "mode=aot profile=debug target=linux-x64 rustc=none cli=1 runtime_cache=1 contract=1");

static char output[65536];  // stdout and stderr together
static int status;

typedef struct Setup {
    const char *arg[8];
    const char *env[8];
    const char *config;   // contents of config.toml
    const char *input;
    u64 memory;           // limit of the address space
} Setup;

/* Runs the program in a child process and collects its output. Every pid= becomes pid=N. */
static const char *run(const RtProgram *p, const Setup *s)
{
    int out[2], in[2];
    char dir[] = "/tmp/rt_program_XXXXXX", path[64];
    assert_int_equal(pipe(out), 0);
    assert_int_equal(pipe(in), 0);
    assert_non_null(mkdtemp(dir));
    snprintf(path, sizeof path, "%s/config.toml", dir);
    if (s->config) {
        FILE *f = fopen(path, "w");
        fputs(s->config, f);
        fclose(f);
    }
    fflush(NULL);
    pid_t pid = fork();
    if (pid == 0) {
        const char *argv[10] = {"prog"};
        i64 argc = 1;
        for (; argc < 9 && s->arg[argc - 1]; argc++)
            argv[argc] = s->arg[argc - 1];
        dup2(in[0], 0);
        dup2(out[1], 1);
        dup2(out[1], 2);
        close(in[1]);
        close(out[0]);
        if (chdir(dir))
            _exit(99);
        if (s->memory) {
            struct rlimit r = {s->memory, s->memory};
            setrlimit(RLIMIT_AS, &r);
        }
        rt_os_exit(rt_main(p, argc, argv, s->env));
    }
    close(out[1]);
    close(in[0]);
    if (s->input && write(in[1], s->input, strlen(s->input)) < 0)
        abort();
    close(in[1]);
    size_t n = 0;
    ssize_t k;
    while ((k = read(out[0], output + n, sizeof output - 1 - n)) > 0)
        n += (size_t)k;
    output[n] = 0;
    close(out[0]);
    waitpid(pid, &status, 0);
    status = WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
    for (char *c = output; (c = strstr(c, "pid=")); c += 5) {
        size_t digits = strspn(c + 4, "0123456789");
        c[4] = 'N';
        memmove(c + 5, c + 4 + digits, strlen(c + 4 + digits) + 1);
    }
    unlink(path);
    rmdir(dir);
    return output;
}

#define INFO                                                                                       \
    " mode=aot profile=debug target=linux-x64 rustc=none cli=1 runtime_cache=1 contract=1\n"
#define FATAL(message) "fatal: class=runtime_fatal pid=N message=" message INFO
#define PROGRAM(f)                                                                                 \
    {                                                                                              \
        .abi = 1, .mode = RT_MODE_AOT, .info = SREF(s_info), .entry = f,                           \
        .report = rt_run_report, .error_text = rt_error_text                                       \
    }

N(s_hello, "Hello");
static RtRec *hello(void)
{
    rt_print_str(SREF(s_hello));
    return NULL;
}

static void startup(void **state)
{
    (void)state;
    RtProgram p = PROGRAM(hello);
    assert_string_equal(run(&p, &(Setup){.config = NULL}), "Hello\n");
    assert_int_equal(status, 0);
    assert_string_equal(
        run(&p, &(Setup){.env = {"FUSE_AOT_BUILD_INFO=1", "FUSE_AOT_STARTUP_TRACE=1"}}), &INFO[1]);
    assert_int_equal(status, 0);
    assert_string_equal(run(&p, &(Setup){.env = {"FUSE_AOT_STARTUP_TRACE=1"}}),
                        "startup: pid=N" INFO "Hello\n");
    assert_string_equal(run(&p, &(Setup){.env = {"FUSE_AOT_BUILD_INFO=true"}}), "Hello\n");
}

static RtRec *bounds(void)
{
    rt_print_str(SREF(s_hello));
    rt_fail_index();
}
static RtRec *two_lines(void)
{
    rt_fail(zs("a\nb\rc"));
}
static RtRec *panics(void)
{
    rt_panic(zs("broken"));
}
static RtRec *throws(void)
{
    return rt_error_validation(zs("User.name"), zs("invalid_value"),
                               zs("length 0 out of range 1..80"));
}
#define NAME_ERROR                                                                                 \
    "{\"error\":{\"code\":\"validation_error\",\"fields\":[{\"code\":\"invalid_value\","           \
    "\"message\":"                                                                                 \
    "\"length 0 out of range 1..80\",\"path\":\"User.name\"}],\"message\":\"validation failed\"}}"

static void envelopes(void **state)
{
    (void)state;
    RtProgram p = PROGRAM(bounds), q = PROGRAM(two_lines), r = PROGRAM(panics), t = PROGRAM(throws);
    assert_string_equal(run(&p, &(Setup){.config = NULL}), "Hello\n" FATAL("index out of bounds"));
    assert_int_equal(status, 1);
    assert_string_equal(run(&q, &(Setup){.config = NULL}), FATAL("a\\nb\\rc"));
    assert_string_equal(run(&r, &(Setup){.config = NULL}),
                        "fatal: class=panic pid=N message=panic_kind=panic_string broken" INFO);
    assert_int_equal(status, 101);
    assert_string_equal(run(&t, &(Setup){.config = NULL}), FATAL(NAME_ERROR));
    p.mode = t.mode = RT_MODE_RUN;
    assert_string_equal(run(&p, &(Setup){.config = NULL}),
                        "Hello\nrun error: index out of bounds\n");
    assert_int_equal(status, 1);
    p.flags = t.flags = RT_PF_JSON;
    assert_string_equal(run(&p, &(Setup){.config = NULL}),
                        "Hello\n{\"error\":{\"code\":\"validation_error\",\"fields\":[{\"code\":"
                        "\"runtime_index_bounds\","
                        "\"message\":\"index out of "
                        "bounds\",\"path\":\"$\"}],\"message\":\"validation failed\"}}\n");
    assert_string_equal(run(&t, &(Setup){.config = NULL}), NAME_ERROR "\n");
}

#if !defined(__SANITIZE_ADDRESS__)  // which brings its own handler and needs the address space
static volatile int sink;
static int deep(int n)
{
    volatile char block[512];
    block[n & 511] = (char)n;
    return n < 0 ? 0 : deep(n + 1) + block[n & 511];
}
static RtRec *overflow(void)
{
    sink = deep(0);
    return NULL;
}
static RtRec *eats(void)
{
    RtStr *s = zs("0123456789");
    for (;;)
        s = rt_str_concat(s, s);
    return NULL;
}
#endif

static void exhaustion(void **state)
{
    (void)state;
#if !defined(__SANITIZE_ADDRESS__)
    RtProgram p = PROGRAM(overflow), q = PROGRAM(eats);
    if (sizeof(void *) == 8) {  // 32-bit machines that we have handlers for have no processes
        const char *want = FATAL("stack overflow") "  at 0x";
        assert_memory_equal(run(&p, &(Setup){.config = NULL}), want, strlen(want));
        assert_int_equal(status, 1);
    }
    assert_string_equal(run(&q, &(Setup){.memory = 64 << 20}), FATAL("out of memory"));
    assert_int_equal(status, 1);
#endif
}

// config App: port: Int(0..130) = 42, dbUrl: String, ratio: Float?, tags: List<String> = []
N(s_app, "App");
N(s_port, "port");
N(s_dburl, "dbUrl");
N(s_ratio, "ratio");
static RtRec *port_default(void *out, const void *base)
{
    (void)base;
    *(i64 *)out = 42;
    return NULL;
}
static RtRec *url_default(void *out, const void *base)
{
    (void)base;
    *(RtStr **)out = zs("memory");
    return NULL;
}
static const RtField app_fields[] = {
    {SREF(s_port), &t_age, 0, RT_FF_DEFAULT, port_default},
    {SREF(s_dburl), &rt_type_string, 8, RT_FF_DEFAULT, url_default},
    {SREF(s_ratio), &t_opt_float, 16, 0, NULL},
    {SREF(s_tags), &t_strings, 32, RT_FF_DEFAULT, no_tags}};
static _Alignas(8) unsigned char app[40];
static const RtConfig configs[] = {{SREF(s_app), app_fields, app, 4}};
static RtRec *show_config(void)
{
    for (int i = 0; i < 4; i++)
        rt_print_val(app_fields[i].type, app + app_fields[i].off);
    return NULL;
}
#define FIELD_ERROR(path, code, message)                                                           \
    "{\"error\":{\"code\":\"validation_error\",\"fields\":[{\"code\":\"" code                      \
    "\",\"message\":\"" message "\",\"path\":\"" path "\"}],\"message\":\"validation failed\"}}"

static void config(void **state)
{
    (void)state;
    RtProgram p = PROGRAM(show_config);
    p.config = configs;
    p.nconfig = 1;
    p.config_load = rt_config_load;
    assert_string_equal(run(&p, &(Setup){.config = NULL}), "42\nmemory\nnull\n[]\n");
    assert_string_equal(
        run(&p, &(Setup){.config = "# c\n[Other]\nport=1\n [App] # x\nport = 7 # y\n"
                                   "dbUrl = \"a#b\\\"\\n\"\nratio=0.5\r\ntags=[\"q\"]\n"}),
        "7\na#b\"\n0.5\n[q]\n");
    assert_string_equal(
        run(&p, &(Setup){.config = "[App]\nport = 7\n", .env = {"APP_PORT= 8 ", "APP_DB_URL="}}),
        "8\n\nnull\n[]\n");
    assert_string_equal(
        run(&p, &(Setup){.env = {"APP_DBURL=x", "APP_X=1"}}),
        "config hint: env var APP_DBURL is ignored; did you mean APP_DB_URL for App.dbUrl?\n"
        "42\nmemory\nnull\n[]\n");
    assert_string_equal(run(&p, &(Setup){.env = {"APP_PORT=x"}}),
                        FATAL(FIELD_ERROR("App.port", "invalid_value", "invalid Int: x")));
    assert_string_equal(
        run(&p, &(Setup){.config = "[App]\nport=131"}),
        FATAL(FIELD_ERROR("App.port", "invalid_value", "value 131 out of range 0..130")));
    assert_string_equal(run(&p, &(Setup){.env = {"APP_TAGS=[1]"}}),
                        FATAL(FIELD_ERROR("App.tags[0]", "type_mismatch", "expected String")));
    assert_string_equal(run(&p, &(Setup){.env = {"APP_TAGS=["}}),
                        FATAL(FIELD_ERROR("App.tags", "invalid_value",
                                          "invalid JSON value: unexpected end of input")));
    assert_string_equal(run(&p, &(Setup){.env = {"FUSE_CONFIG=/proc"}}),
                        FATAL("failed to read config file: Is a directory (os error 21)"));
}

// fn main(name: String(1..80), excited: Bool = false, age: Int? ) prints its arguments
N(s_excited, "excited");
static RtRec *off(void *out, const void *base)
{
    (void)base;
    *(i8 *)out = 0;
    return NULL;
}
static const RtField params[] = {{SREF(s_name), &t_name, 0, 0, NULL},
                                 {SREF(s_excited), &rt_type_bool, 8, RT_FF_DEFAULT, off},
                                 {SREF(s_age), &t_opt_int, 16, 0, NULL}};
static RtRec *call_main(void *args)
{
    for (int i = 0; i < 3; i++)
        rt_print_val(params[i].type, (u8 *)args + params[i].off);
    return NULL;
}
static RtRec *call_fails(void *args)
{
    (void)args;
    rt_fail_div();
}
static const RtCli cli = {rt_cli_bind, params, call_main, 3, 32},
                   bad_cli = {rt_cli_bind, params, call_fails, 3, 32};
#define ONE(path, code, message)                                                                   \
    "{\"code\":\"" code "\",\"message\":\"" message "\",\"path\":\"" path "\"}"
#define ERRORS(list)                                                                               \
    "{\"error\":{\"code\":\"validation_error\",\"fields\":[" list                                  \
    "],\"message\":\"validation failed\"}}\n"

static void arguments(void **state)
{
    (void)state;
    RtProgram p = PROGRAM(hello);
    assert_string_equal(run(&p, &(Setup){.arg = {"--x"}}),
                        FATAL("no root fn main found for CLI binding"));
    p.mode = RT_MODE_RUN;
    p.cli = &cli;
    assert_string_equal(run(&p, &(Setup){.arg = {"--name=Ada"}}), "Ada\nfalse\nnull\n");
    assert_string_equal(run(&p, &(Setup){.arg = {"--name", "Ada", "--excited", "--age", "7"}}),
                        "Ada\ntrue\n7\n");
    assert_string_equal(run(&p, &(Setup){.arg = {"--name=", "--no-excited"}}),
                        ERRORS(ONE("name", "invalid_value", "length 0 out of range 1..80")));
    assert_int_equal(status, 2);
    assert_string_equal(run(&p, &(Setup){.arg = {"Ada"}}),
                        ERRORS(ONE("$", "invalid_args", "unexpected argument: Ada")));
    assert_int_equal(status, 2);
    assert_string_equal(
        run(&p, &(Setup){.arg = {"--zip=1", "--loud", "--age=x", "--excited", "--excited=1"}}),
        ERRORS(ONE("zip", "unknown_flag", "unknown flag") "," ONE(
            "loud", "unknown_flag",
            "unknown flag") "," ONE("name", "missing_field",
                                    "missing flag") "," ONE("age", "invalid_value",
                                                            "invalid Int: x")));
    assert_int_equal(status, 2);
    assert_string_equal(run(&p, &(Setup){.arg = {"--name=a", "--name=b"}}),
                        ERRORS(ONE("name", "invalid_type", "multiple values not supported")));
    assert_string_equal(run(&p, &(Setup){.arg = {"--name"}}),
                        ERRORS(ONE("name", "invalid_type", "expected Bool flag")));
    p.error_text = NULL;  // as the compiler leaves it when nothing in the program throws
    assert_string_equal(run(&p, &(Setup){.arg = {"--name="}}),
                        ERRORS(ONE("name", "invalid_value", "length 0 out of range 1..80")));
    p.cli = &bad_cli;
    assert_string_equal(run(&p, &(Setup){.arg = {"--name=a"}}),
                        ERRORS(ONE("$", "runtime_error", "division by zero")));
    assert_int_equal(status, 2);
    p.mode = RT_MODE_AOT;
    assert_string_equal(run(&p, &(Setup){.arg = {"--name=a"}}), FATAL("division by zero"));
    assert_int_equal(status, 1);
}

static RtRec *test_bad(void)
{
    rt_print_str(SREF(s_hello));
    rt_fail_assert(zs("one is two"));
}
static RtRec *test_crash(void)
{
    kill(getpid(), SIGTERM);
    return NULL;
}
N(s_t1, "a fine");
N(s_t2, "b bad");
N(s_t3, "c throws");
N(s_t4, "d crash");
static const RtTest all[] = {
    {SREF(s_t1), hello}, {SREF(s_t2), test_bad}, {SREF(s_t3), throws}, {SREF(s_t4), test_crash}};

static void tests_run(void **state)
{
    (void)state;
    RtProgram p = PROGRAM(NULL);
    p.mode = RT_MODE_TEST;
    p.test = all;
    p.test_main = rt_test_main;
    assert_string_equal(run(&p, &(Setup){.config = NULL}), "0 tests\n");
    assert_int_equal(status, 0);
    p.ntest = 1;
    assert_string_equal(run(&p, &(Setup){.config = NULL}), "Hello\nok a fine\nok (1 tests)\n");
    assert_int_equal(status, 0);
    p.ntest = 4;
    assert_string_equal(run(&p, &(Setup){.config = NULL}),
                        "Hello\nHello\nok a fine\nFAILED b bad: assert failed: one is two\nFAILED "
                        "c throws: " NAME_ERROR
                        "\nFAILED d crash: ended by signal 15\nFAILED (3 failed of 4 tests)\n");
    assert_int_equal(status, 1);
}

N(s_ask, "name? ");
N(s_key, "RT_KEY");
static RtRec *asks(void)
{
    rt_print_str(rt_input(SREF(s_ask)));
    rt_print_str(rt_input(NULL));
    return NULL;
}
static RtRec *typed_env(void)
{
    RtDyn d = rt_env_int(SREF(s_key));
    if (d.tag == RT_SOME)
        rt_print_int(d.payload);
    return NULL;
}
static RtRec *logs(void)
{
    RtDyn data[2] = {{RT_INT, 7}, {RT_NULL, 0}};
    rt_log_text(2, SREF(s_hello));
    rt_log_text(1, SREF(s_hello));
    rt_print_str(SREF(s_hello));
    rt_log_data(3, SREF(s_hello), data, 1);
    rt_log_data(4, SREF(s_hello), data, 2);
    return NULL;
}

static void console(void **state)
{
    (void)state;
    RtProgram p = PROGRAM(asks), q = PROGRAM(typed_env), r = PROGRAM(logs);
    assert_string_equal(run(&p, &(Setup){.input = "Ada\r\nLovelace"}), "name? Ada\nLovelace\n");
    assert_string_equal(run(&p, &(Setup){.input = "Ada\n"}),
                        "name? Ada\n" FATAL("input requires stdin data in non-interactive mode"));
    assert_string_equal(run(&q, &(Setup){.env = {"RT_KEYS=1", "RT_KEY=12"}}), "12\n");
    assert_string_equal(run(&q, &(Setup){.env = {"RT_KEYS=1"}}), "");
    assert_string_equal(run(&q, &(Setup){.env = {"RT_KEY= 1x "}}),
                        FATAL("invalid Int: 1x (env RT_KEY)"));
    assert_string_equal(
        run(&r, &(Setup){.config = NULL}),
        "[INFO] Hello\nHello\n{\"level\":\"warn\",\"message\":\"Hello\",\"data\":7}\n"
        "{\"level\":\"error\",\"message\":\"Hello\",\"data\":[7,null]}\n");
    assert_string_equal(run(&r, &(Setup){.env = {"FUSE_LOG=error"}}),
                        "Hello\n{\"level\":\"error\",\"message\":\"Hello\",\"data\":[7,null]}\n");
    assert_string_equal(
        run(&r, &(Setup){.env = {"FUSE_LOG=debug", "FUSE_COLOR=always", "NO_COLOR=1"}}),
        "[\x1b[32mINFO\x1b[0m] Hello\n[\x1b[36mDEBUG\x1b[0m] Hello\nHello\n"
        "{\"level\":\"warn\",\"message\":\"Hello\",\"data\":7}\n"
        "{\"level\":\"error\",\"message\":\"Hello\",\"data\":[7,null]}\n");
}

int test_rt_program(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(startup),   cmocka_unit_test(envelopes),
                                       cmocka_unit_test(exhaustion), cmocka_unit_test(config),
                                       cmocka_unit_test(arguments), cmocka_unit_test(tests_run),
                                       cmocka_unit_test(console)};
    return cmocka_run_group_tests_name("rt_program", tests, NULL, NULL);
}
