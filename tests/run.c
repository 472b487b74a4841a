// run.c - the golden runner: writes a case's files, runs its commands, compares their output
#include "base/base.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

typedef enum { SECT_FILE, SECT_CMD, SECT_OUT } SectKind;
typedef struct Sect {
    SectKind kind;
    Str name;   // of a file
    Str text;   // with all its newlines
    u32 line;   // of the header, from 1
    bool got;   // SECT_OUT: `actual` is known
    Str actual;
} Sect;

typedef struct Case {
    Str path;
    Arena mem;
    Str text, head;  // head: the description, up to the first section
    VEC(Sect) sect;
    Str dir;         // the case's own directory: work/, home/, out
    Buf report;      // what to print; empty when it passed
    bool failed;
} Case;

extern char **environ;
enum { MATRIX_MAX = 16 };

typedef struct Run {
    Arena mem;
    VEC(Case) cases;
    Str temp;        // one directory of this run
    Str path_env;    // PATH=...
    Str root_env;    // ROOT=...
    Str asan_env;    // ASAN_OPTIONS=..., passed on like MATRIX_...; may be empty
    VEC(char *) matrix_env;  // MATRIX_...=..., what tests/matrix tells the cases' scripts
    const char *tool, *root, *repro;
    bool bless, keep;
    int jobs, timeout;
} Run;

static PRINTF_LIKE(3, 4) void fail(Case *c, u32 line, const char *fmt, ...)
{
    c->failed = true;
    buf_fmt(&c->report, "FAIL %.*s:%u: ", STR_ARG(c->path), line);
    va_list ap;
    va_start(ap, fmt);
    buf_vfmt(&c->report, fmt, ap);
    va_end(ap);
    buf_byte(&c->report, '\n');
}

/* reading a case */

static Str next_line(Str text, size_t *at)  // with its newline
{
    size_t lo = *at, hi = lo;
    while (hi < text.n && text.p[hi] != '\n') hi++;
    if (hi < text.n) hi++;
    *at = hi;
    return (Str){text.p + lo, hi - lo};
}

static Str chomp(Str s)
{
    if (s.n && s.p[s.n - 1] == '\n') s.n--;
    return s;
}

static bool is_header(Str line, Str *name)
{
    line = chomp(line);
    if (line.n < 7 || !str_starts(line, "-- ") || !str_ends(line, " --")) return false;
    *name = (Str){line.p + 3, line.n - 6};
    return true;
}

static bool case_read(Case *c)
{
    const char *path = str_z(&c->mem, c->path);
    if (file_read(&c->mem, path, &c->text)) {
        fail(c, 0, "%s", strerror(errno));
        return false;
    }
    size_t at = 0;
    u32 line = 0;
    c->head = (Str){c->text.p, 0};
    while (at < c->text.n) {
        Str l = next_line(c->text, &at), name;
        line++;
        if (is_header(l, &name)) {
            Sect s = {.name = name, .text = {c->text.p + at, 0}, .line = line};
            s.kind = str_eqz(name, "cmd") ? SECT_CMD : str_eqz(name, "out") ? SECT_OUT : SECT_FILE;
            vec_push(&c->mem, &c->sect, s);
        } else if (c->sect.n) {
            vec_last(&c->sect).text.n += l.n;
        } else {
            c->head.n += l.n;
        }
    }
    return true;
}

static bool bad_name(Str s)
{
    if (s.n == 0 || s.p[0] == '/') return true;
    for (size_t i = 0; i + 1 < s.n; i++)
        if (s.p[i] == '.' && s.p[i + 1] == '.') return true;
    return false;
}

static bool case_check(Case *c)
{
    bool cmd = false;
    for (u32 i = 0; i < c->sect.n; i++) {
        Sect *s = &c->sect.v[i];
        if (s->kind == SECT_CMD) cmd = true;
        if (s->kind == SECT_OUT && (i == 0 || c->sect.v[i - 1].kind != SECT_CMD))
            fail(c, s->line, "an out section must follow a cmd section");
        if (s->kind == SECT_FILE && bad_name(s->name))
            fail(c, s->line, "file name leaves the case's directory: %.*s", STR_ARG(s->name));
    }
    if (!cmd) fail(c, 1, "the case runs no command");
    return !c->failed;
}

/* running commands */

typedef struct Cmd {
    Str text;
    bool fails;  // `fail`
    int code;    // exit code wanted; -1: any from 1 to 127
    u32 line;
} Cmd;

// One command is one line; a line ending in a backslash goes on in the next.
static bool next_cmd(Case *c, Sect *s, size_t *at, u32 *line, Cmd *out)
{
    Buf b = {0};
    u32 first = *line + 1;
    while (*at < s->text.n) {
        Str l = chomp(next_line(s->text, at));
        ++*line;
        bool more = str_ends(l, "\\");
        buf_put(&b, l.p, l.n - more);
        if (!more) break;
    }
    *out = (Cmd){.text = buf_take(&b, &c->mem), .line = first};
    if (str_starts(out->text, "fail ")) {
        out->fails = true;
        out->code = -1;
        Str t = {out->text.p + 5, out->text.n - 5};
        size_t k = 0;
        int code = 0;
        for (; k < t.n && k < 3 && t.p[k] >= '0' && t.p[k] <= '9'; k++)
            code = code * 10 + (t.p[k] - '0');
        if (k && k < t.n && t.p[k] == ' ') {
            out->code = code;
            t.p += k + 1, t.n -= k + 1;
        }
        out->text = t;
    }
    return out->text.n > 0;
}

static void child(const char *dir, int out, char *const argv[], char *const env[])
{
    struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    setpgid(0, 0);
    int in = open("/dev/null", O_RDONLY);
    if (in < 0 || dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(out, 2) < 0 || chdir(dir)) _exit(126);
    if (in > 2) close(in);
    execve("/bin/bash", argv, env);
    _exit(126);
}

// Waits, sleeping longer and longer; -1 when the time was up.
static int wait_for(pid_t pid, int seconds)
{
    struct timespec start, now, nap = {0, 200000};
    clock_gettime(CLOCK_MONOTONIC, &start);
    for (;;) {
        int st;
        pid_t r = waitpid(pid, &st, WNOHANG);
        if (r == pid) return WIFEXITED(st) ? WEXITSTATUS(st) : 128 + WTERMSIG(st);
        if (r < 0 && errno != EINTR) return 126;
        clock_gettime(CLOCK_MONOTONIC, &now);
        if (now.tv_sec - start.tv_sec >= seconds) {
            kill(-pid, SIGKILL);
            while (waitpid(pid, &st, 0) < 0 && errno == EINTR) continue;
            return -1;
        }
        nanosleep(&nap, NULL);
        if (nap.tv_nsec < 10000000) nap.tv_nsec = nap.tv_nsec * 3 / 2;
    }
}

static int run_cmd(Run *r, Case *c, Cmd *cmd, const char *out)
{
    Arena *m = &c->mem;
    const char *work = str_fmt(m, "%.*s/work", STR_ARG(c->dir)).p;
    char *home = (char *)str_fmt(m, "HOME=%.*s/home", STR_ARG(c->dir)).p;
    char *temp = (char *)str_fmt(m, "TMPDIR=%.*s/home", STR_ARG(c->dir)).p;
    char *env[7 + MATRIX_MAX] = {(char *)r->path_env.p, (char *)r->root_env.p, home, temp,
                                 "LC_ALL=C"};
    u32 n = 5;
    if (r->asan_env.n) env[n++] = (char *)r->asan_env.p;
    for (u32 i = 0; i < r->matrix_env.n && i < MATRIX_MAX; i++) env[n++] = r->matrix_env.v[i];
    char *argv[] = {"bash", "--norc", "-c", (char *)str_z(m, cmd->text), NULL};
    int fd = open(out, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    if (fd < 0) return 126;
    pid_t pid = fork();
    if (pid == 0) child(work, fd, argv, env);
    close(fd);
    if (pid < 0) return 126;
    setpgid(pid, pid);
    int rc = wait_for(pid, r->timeout);
    kill(-pid, SIGKILL);  // whatever it left behind
    return rc;
}

static bool exit_ok(const Cmd *cmd, int rc)
{
    if (!cmd->fails) return rc == 0;
    return cmd->code >= 0 ? rc == cmd->code : rc > 0 && rc < 128;
}

static void exit_report(Run *r, Case *c, const Cmd *cmd, int rc, Str out)
{
    char want[32] = "nonzero, not a signal";
    if (!cmd->fails) strcpy(want, "0");
    else if (cmd->code >= 0) snprintf(want, sizeof want, "%d", cmd->code);
    if (rc < 0) fail(c, cmd->line, "`%.*s` ran longer than %d s", STR_ARG(cmd->text), r->timeout);
    else fail(c, cmd->line, "`%.*s` exited with %d, wanted %s", STR_ARG(cmd->text), rc, want);
    size_t skip = out.n > 4000 ? out.n - 4000 : 0;
    if (out.n) buf_str(&c->report, skip ? "  its output ends with:\n" : "  its output:\n");
    for (size_t at = skip; at < out.n;) {
        Str l = chomp(next_line(out, &at));
        buf_fmt(&c->report, "  | %.*s\n", STR_ARG(l));
    }
}

// The output as it is compared: the case's directory reads $DIR, and a missing last newline shows.
static Str output_of(Case *c, const char *file)
{
    Str raw = {"", 0};
    if (file_exists(file)) file_read(&c->mem, file, &raw);
    Buf b = {0};
    Str dir = str_fmt(&c->mem, "%.*s/work", STR_ARG(c->dir));
    for (size_t i = 0; i < raw.n;) {
        if (raw.n - i >= dir.n && memcmp(raw.p + i, dir.p, dir.n) == 0) {
            buf_str(&b, "$DIR");
            i += dir.n;
        } else {
            buf_byte(&b, (u8)raw.p[i++]);
        }
    }
    if (b.n && b.p[b.n - 1] != '\n') buf_str(&b, "\n\\ no newline at the end\n");
    return buf_take(&b, &c->mem);
}

/* showing a difference */

typedef VEC(Str) Lines;

static Lines split(Arena *a, Str text)
{
    Lines l = {0};
    for (size_t at = 0; at < text.n;) vec_push(a, &l, chomp(next_line(text, &at)));
    return l;
}

typedef struct DiffLine {
    char mark;  // ' ', '-' or '+'
    Str text;
} DiffLine;
typedef VEC(DiffLine) Diff;

// By a longest common subsequence; very long outputs are compared by their first lines.
static Diff diff_lines(Arena *m, Str want, Str got)
{
    Lines a = split(m, want), b = split(m, got);
    Diff d = {0};
    if ((u64)a.n * b.n > 4000000) {
        a.n = MIN(a.n, 2000);
        b.n = MIN(b.n, 2000);
    }
    u32 w = b.n + 1, i = 0, j = 0;
    u32 *len = arena_array(m, u32, (size_t)(a.n + 1) * w);
    for (u32 x = a.n; x-- > 0;)
        for (u32 y = b.n; y-- > 0;)
            len[x * w + y] = str_eq(a.v[x], b.v[y]) ? len[(x + 1) * w + y + 1] + 1
                             : MAX(len[(x + 1) * w + y], len[x * w + y + 1]);
    while (i < a.n || j < b.n) {
        bool same = i < a.n && j < b.n && str_eq(a.v[i], b.v[j]);
        bool del = !same && i < a.n && (j == b.n || len[(i + 1) * w + j] >= len[i * w + j + 1]);
        DiffLine l = {same ? ' ' : del ? '-' : '+', same || del ? a.v[i] : b.v[j]};
        vec_push(m, &d, l);
        i += same || del;
        j += same || !del;
    }
    return d;
}

static void diff(Case *c, Str want, Str got)
{
    enum { AROUND = 3, MOST = 60 };
    Diff d = diff_lines(&c->mem, want, got);
    u32 shown = 0, next = 0;  // next: first line not yet shown or skipped
    for (u32 i = 0; i < d.n && shown < MOST; i++) {
        bool near = false;
        for (u32 k = i > AROUND ? i - AROUND : 0; k < d.n && k <= i + AROUND; k++)
            near |= d.v[k].mark != ' ';
        if (!near) continue;
        if (i > next) buf_str(&c->report, "  ...\n");
        buf_fmt(&c->report, "  %c %.*s\n", d.v[i].mark, STR_ARG(d.v[i].text));
        next = i + 1;
        shown++;
    }
    if (next < d.n) buf_str(&c->report, "  ...\n");
}

/* one case */

static bool write_file(Case *c, Sect *s)
{
    Str path = str_fmt(&c->mem, "%.*s/work/%.*s", STR_ARG(c->dir), STR_ARG(s->name));
    const char *dir = str_z(&c->mem, path_dir(path));
    if (file_mkdirs(dir) == 0 && file_write(path.p, s->text.p, s->text.n, 0666) == 0) return true;
    fail(c, s->line, "cannot write %.*s: %s", STR_ARG(s->name), strerror(errno));
    return false;
}

static bool run_section(Run *r, Case *c, Sect *s, Sect *out)
{
    const char *file = str_fmt(&c->mem, "%.*s/out", STR_ARG(c->dir)).p;
    unlink(file);
    size_t at = 0;
    u32 line = s->line;
    while (at < s->text.n) {
        Cmd cmd;
        if (!next_cmd(c, s, &at, &line, &cmd)) continue;
        int rc = run_cmd(r, c, &cmd, file);
        if (exit_ok(&cmd, rc)) continue;
        exit_report(r, c, &cmd, rc, output_of(c, file));
        return false;
    }
    if (!out) return true;
    out->got = true;
    out->actual = output_of(c, file);
    if (r->bless || str_eq(out->text, out->actual)) return true;
    fail(c, out->line, "output differs (- expected, + got)");
    diff(c, out->text, out->actual);
    return true;
}

static void bless(Case *c)
{
    Buf b = {0};
    buf_put(&b, c->head.p, c->head.n);
    for (u32 i = 0; i < c->sect.n; i++) {
        Sect *s = &c->sect.v[i];
        buf_fmt(&b, "-- %.*s --\n", STR_ARG(s->name));
        Str text = s->got ? s->actual : s->text;
        buf_put(&b, text.p, text.n);
        Str name;
        for (size_t at = 0; s->got && at < text.n;)
            if (is_header(next_line(text, &at), &name))
                fail(c, s->line, "the output has a line that looks like a section header");
    }
    bool same = b.n == c->text.n && memcmp(b.p, c->text.p, b.n) == 0;
    if (!same && !c->failed) {
        if (file_write(str_z(&c->mem, c->path), b.p, b.n, 0666))
            fail(c, 0, "cannot write: %s", strerror(errno));
        else buf_fmt(&c->report, "blessed %.*s\n", STR_ARG(c->path));
    }
    buf_free(&b);
}

static void remove_tree(Arena *a, const char *path)
{
    struct stat st;
    if (lstat(path, &st)) return;
    if (S_ISDIR(st.st_mode)) {
        chmod(path, 0700);
        Str *name;
        u32 n;
        if (dir_list(a, path, &name, &n) == 0)
            for (u32 i = 0; i < n; i++) remove_tree(a, path_join(a, str_of(path), name[i]).p);
        rmdir(path);
    } else {
        unlink(path);
    }
}

static void case_run(void *ctx, u32 index, Arena *tmp)
{
    (void)tmp;
    Run *r = ctx;
    Case *c = &r->cases.v[index];
    if (!case_read(c) || !case_check(c)) return;
    c->dir = str_fmt(&c->mem, "%.*s/c%u", STR_ARG(r->temp), index);
    if (file_mkdirs(str_fmt(&c->mem, "%.*s/work", STR_ARG(c->dir)).p) ||
        file_mkdirs(str_fmt(&c->mem, "%.*s/home", STR_ARG(c->dir)).p)) {
        fail(c, 0, "cannot make its directory: %s", strerror(errno));
        return;
    }
    for (u32 i = 0; i < c->sect.n; i++) {
        Sect *s = &c->sect.v[i];
        bool ok = true;
        if (s->kind == SECT_FILE) ok = write_file(c, s);
        if (s->kind == SECT_CMD) {
            bool has_out = i + 1 < c->sect.n && s[1].kind == SECT_OUT;
            ok = run_section(r, c, s, has_out ? s + 1 : NULL);
        }
        if (!ok) break;
    }
    if (r->bless && !c->failed) bless(c);
    if (c->failed) {
        if (r->keep) buf_fmt(&c->report, "  kept: %.*s/work\n", STR_ARG(c->dir));
        buf_fmt(&c->report, "  reproduce: %s %.*s\n", r->repro, STR_ARG(c->path));
    }
    if (!r->keep) remove_tree(&c->mem, c->dir.p);
    Buf keep = c->report;
    bool failed = c->failed;
    Str path = c->path;  // in the run's memory
    arena_free(&c->mem);
    *c = (Case){.path = path, .report = keep, .failed = failed};
}

/* choosing cases */

static void add_cases(Run *r, Str path, const char *filter)
{
    const char *z = str_z(&r->mem, path);
    if (file_is_dir(z)) {
        Str *name;
        u32 n;
        if (dir_list(&r->mem, z, &name, &n)) return;
        for (u32 i = 0; i < n; i++) add_cases(r, path_join(&r->mem, path, name[i]), filter);
        return;
    }
    if (!str_ends(path, ".t") || (filter && !strstr(z, filter))) return;
    for (u32 i = 0; i < r->cases.n; i++)
        if (str_eq(r->cases.v[i].path, path)) return;
    vec_push(&r->mem, &r->cases, ((Case){.path = path}));
}

static const char usage[] =
    "usage: tests/run [OPTION]... [CASE|FOLDER|TEXT]...\n"
    "Runs the golden cases of tests/golden, or named files, folders and paths containing TEXT.\n"
    "  -jN        run N cases at once (as many as there are processors)\n"
    "  --timeout SECONDS   for one command (60)\n"
    "  --tool FILE         what the commands get as `fuse`\n"
    "  --bless    write the output that commands gave into the out sections\n"
    "  --keep     leave the directories of the cases in place\n";

static int bad_usage(const char *what)
{
    fprintf(stderr, "tests/run: %s\n%s", what, usage);
    return 2;
}

static int number(const char *s)
{
    char *end;
    long n = strtol(s, &end, 10);
    return *s && !*end && n > 0 && n < 100000 ? (int)n : -1;
}

// 0, or an exit code + 1 to end with
static int read_args(Run *r, int argc, char **argv)
{
    bool any = false;
    for (int i = 1; i < argc; i++) {
        char *a = argv[i];
        bool last = i + 1 == argc;
        if (!strcmp(a, "--bless")) r->bless = true;
        else if (!strcmp(a, "--keep")) r->keep = true;
        else if (!strcmp(a, "--tool") && !last) r->tool = argv[++i];
        else if (!strcmp(a, "--root") && !last) r->root = argv[++i];
        else if (!strcmp(a, "--repro") && !last) r->repro = argv[++i];
        else if (!strcmp(a, "--timeout") && !last) r->timeout = number(argv[++i]);
        else if (!strcmp(a, "-j") && !last) r->jobs = number(argv[++i]);
        else if (!strncmp(a, "-j", 2)) r->jobs = number(a + 2);
        else if (!strcmp(a, "--help")) return fputs(usage, stdout), 1;
        else if (a[0] == '-') return bad_usage("unknown option") + 1;
        if (r->timeout < 0 || r->jobs < 0) return bad_usage("not a number") + 1;
    }
    Str golden = str_fmt(&r->mem, "%s/tests/golden", r->root);
    if (!strcmp(r->root, ".")) golden = STR("tests/golden");
    for (int i = 1; i < argc; i++) {
        const char *a = argv[i];
        bool pair = !strcmp(a, "--tool") || !strcmp(a, "--root") || !strcmp(a, "--repro") ||
                    !strcmp(a, "--timeout") || !strcmp(a, "-j");
        if (pair) i++;
        if (a[0] == '-') continue;
        any = true;
        if (file_exists(a)) add_cases(r, path_clean(&r->mem, str_of(a)), NULL);
        else add_cases(r, golden, a);
    }
    if (!any) add_cases(r, golden, NULL);
    return 0;
}

// A directory with the tool under the name `fuse`, first in PATH.
static bool set_up(Run *r)
{
    const char *base = getenv("TMPDIR");
    Str name = str_fmt(&r->mem, "%s/fuse-golden-XXXXXX", base && base[0] ? base : "/tmp");
    char *made = mkdtemp((char *)name.p);
    char *tool = r->tool ? realpath(r->tool, NULL) : NULL, *root = realpath(r->root, NULL);
    if (!made || !tool || !root) {
        fprintf(stderr, "tests/run: %s: %s\n", !made ? name.p : r->tool, strerror(errno));
        if (made) rmdir(made);
        return false;
    }
    r->temp = str_of(made);
    Str bin = str_fmt(&r->mem, "%s/bin", made);
    bool ok = file_mkdirs(bin.p) == 0 && symlink(tool, str_fmt(&r->mem, "%s/fuse", bin.p).p) == 0;
    r->path_env = str_fmt(&r->mem, "PATH=%s:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", bin.p);
    r->root_env = str_fmt(&r->mem, "ROOT=%s", root);
    const char *asan = getenv("ASAN_OPTIONS");
    if (asan) r->asan_env = str_fmt(&r->mem, "ASAN_OPTIONS=%s", asan);
    for (char **e = environ; *e; e++)
        if (!strncmp(*e, "MATRIX_", 7)) vec_push(&r->mem, &r->matrix_env, *e);
    free(tool);
    free(root);
    return ok;
}

static const char *tool_beside(Run *r, const char *argv0)
{
    Str dir = path_dir(str_of(argv0));
    return str_fmt(&r->mem, "%.*s/fuse", STR_ARG(dir)).p;
}

int main(int argc, char **argv)
{
    Run r = {.jobs = cpu_count(), .timeout = 60, .root = ".", .repro = "tests/run"};
    r.tool = tool_beside(&r, argv[0]);
    int rc = read_args(&r, argc, argv);
    if (rc) return rc - 1;
    u32 passed = 0, failed = 0;
    if (r.cases.n == 0) {
        fprintf(stderr, "tests/run: no case selected\n");
    } else {
        if (!set_up(&r)) return 2;
        parallel_for(r.cases.n, r.jobs, case_run, &r);
        for (u32 i = 0; i < r.cases.n; i++) {
            Case *c = &r.cases.v[i];
            if (c->report.n)
                fwrite(c->report.p, 1, c->report.n, stdout);
            if (c->failed) failed++;
            else passed++;
            buf_free(&c->report);
            arena_free(&c->mem);
        }
        if (!r.keep) remove_tree(&r.mem, r.temp.p);
    }
    printf("golden: %u passed, %u failed\n", passed, failed);
    arena_free(&r.mem);
    return failed || passed == 0;
}
