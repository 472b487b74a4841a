// jit.c - run a module in this process: compiled into memory, or interpreted
//
// The compiled form is what `fuse build` writes, linked to the addresses where it runs. Code pages
// are written first and made executable afterwards; no page is ever both. The runtime makes system
// calls itself, so it and the tool's C library do not meet, but for the process they share.
#include "driver/driver.h"
#include "runtime/include/rt_abi.h"

#include <errno.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

static u8 *alloc_pages(void *ctx, u64 size)
{
    (void)ctx;
    return jit_alloc(size);
}

typedef struct Loaded {
    LinkMem mem;
    Link *link;
} Loaded;

// Code in memory, and the system calls that the vm makes, are those of this machine.
static int runs_here(Session *s)
{
    if (target_is_host(s->t))
        return 0;
    ddiag(s, D_NOT_HOST, s->t->name, target_host()->name);
    return -1;
}

static int interprets_here(Session *s)
{
    if (runs_here(s))
        return -1;
    if (interp_has_syscalls())
        return 0;
    ddiag(s, D_NO_VM, s->t->name);
    return -1;
}

static int load_native(Session *s, Mod *m, Str entry, Loaded *out)
{
    LinkOpts lo = {.kind = LINK_STATIC, .arch = s->t->isa->arch, .entry = entry, .gc = true,
                   .merge = true, .jobs = s->jobs};
    if (runs_here(s))
        return -1;
    Obj *o = pipe_codegen(s, m, m->name, 0x1d);
    if (s->diags.errors)
        return -1;
    out->link = link_new(&s->mem, &lo, &s->diags);
    link_add_obj(out->link, o);
    if (rt_link_archive(s, out->link))
        return -1;
    link_root(out->link, entry);
    if (link_memory(out->link, alloc_pages, NULL, &out->mem))
        return -1;
    if (jit_seal(out->mem.base, out->mem.exec_size, out->mem.ro_size, out->mem.size)) {
        ddiag(s, D_BAD_IR, "executable memory", strerror(errno));
        return -1;
    }
    return 0;
}

// A data address as a function: the one conversion ISO C leaves to the host (POSIX requires it).
typedef u64 (*CallFn)(u64, u64, u64, u64, u64, u64);

static void *as_pointer(u64 address)
{
    return (void *)(uintptr_t)address;
}

extern char **environ;

static u64 must_find(Link *l, const char *name)
{
    u64 at = 0;
    bool found = link_addr(l, str_of(name), &at);
    assert(found && "a root of the link has an address");
    (void)found;
    return at;
}

// The program runs in a child process: whatever happens to it (a crash, its own exit), the tool is
// there afterwards to say how it ended.
static int in_child(const RtProgram *p, int argc, char **argv)
{
    fflush(NULL);
    pid_t pid = fork();
    if (pid == 0)
        _exit(p->start(p, argc, (const char *const *)argv, (const char *const *)environ));
    int status = 0;
    while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR)
        ;
    if (pid < 0)
        return EXIT_FAIL;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int run_native(Session *s, Mod *m, int argc, char **argv)
{
    Loaded code;
    if (load_native(s, m, STR("rt_program"), &code))
        return EXIT_FAIL;
    int status = in_child(as_pointer(must_find(code.link, "rt_program")), argc, argv);
    jit_free(code.mem.base, code.mem.size);
    return status;
}

void call_native(Session *s, Mod *m, const char *name, const u64 *arg, u32 narg)
{
    Loaded code;
    u64 at, a[6] = {0};
    CallFn fn;
    if (load_native(s, m, str_of(name), &code) || !link_addr(code.link, str_of(name), &at))
        return;
    for (u32 i = 0; i < narg && i < 6; i++)
        a[i] = arg[i];
    void *p = as_pointer(at);
    memcpy(&fn, &p, sizeof fn);
    printf("%lld\n", (long long)fn(a[0], a[1], a[2], a[3], a[4], a[5]));
    jit_free(code.mem.base, code.mem.size);
}

// Join the IR of every runtime unit: the interpreter runs the runtime too.
static int add_units(Session *s, Mod *m, RtKind kind)
{
    const RtPack *k = rt_pack(s, kind);
    for (u32 i = 0; i < k->n; i++) {
        Str err = {0};
        Mod *r = ir_read(&s->mem, k->item[i].bytes, &err);
        if (!r || mod_link(m, r, &err)) {
            ddiag(s, D_BAD_IR, str_z(&s->mem, k->item[i].name), str_z(&s->mem, err));
            return -1;
        }
    }
    return 0;
}

// The runtime reports a stack overflow of native code from its signal handler; here the interpreter
// noticed, and the runtime is asked to report it in the same words.
static int report_overflow(Interp *in, Mod *m)
{
    static const char text[] = "stack overflow";
    u64 ret[4], arg[2] = {(u64)(uintptr_t)text, sizeof text - 1};
    interp_map(in, (void *)(uintptr_t)text, sizeof text, false);
    InterpEnd end = interp_call(in, mod_sym(m, STR("rt_fail_text")), arg, 2, ret);
    return end == IN_EXIT ? interp_exit_code(in) : 70;
}

int run_vm(Session *s, Mod *m, int argc, char **argv)
{
    u64 ret[4] = {0};
    const u64 *program = map_get(&m->sym_by_name, STR("rt_program"));
    bool is_fuse = program && m->sym.v[*program].kind == SYM_DATA;
    const u64 *start = map_get(&m->sym_by_name, STR("_start"));
    if (interprets_here(s))
        return EXIT_FAIL;
    bool own_start = start && m->sym.v[*start].kind == SYM_FN;  // a program that needs no runtime
    if (!own_start && (add_units(s, m, RT_IR) || add_units(s, m, RT_IR_INLINE)))
        return EXIT_FAIL;
    InterpOpts o = {
        .real_syscalls = true,
        .argv = (const char *const *)argv,
        .envp = (const char *const *)environ,
    };
    (void)argc;  // the list ends in NULL
    Interp *in = interp_new(m, &o);
    fflush(NULL);
    pid_t self = getpid();
    InterpEnd end = interp_call(in, mod_sym(m, STR("_start")), NULL, 0, ret);
    int status = end == IN_EXIT ? interp_exit_code(in) : 70;
    if (end == IN_STACK && is_fuse)
        status = report_overflow(in, m);
    else if (end != IN_EXIT && end != IN_OK)
        fprintf(stderr, "fuse: %.*s\n", STR_ARG(interp_error(in)));
    if (getpid() != self)  // the program forked (a test does): this is its child, not the tool
        _exit(status);
    interp_free(in);
    return status;
}
