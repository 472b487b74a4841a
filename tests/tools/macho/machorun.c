// machorun.c - load and run a Mach-O executable on Linux, natively or under qemu-user
//
// machorun [-v] [-slide N] PROGRAM ARGUMENTS. Maps the segments at a slide, applies chained fixups
// or the older dyld opcodes, binds the names of libSystem to shims, runs initialisers, serves
// thread-local variables, and calls the entry. Refused are what the kernel and dyld refuse and can
// be seen here: misaligned segments, writable code, no signature. Not seen are raw system calls,
// page hashes (machocheck.py recomputes them), and whether libSystem has a name.
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <stdint.h>
#include <string.h>
#include <stdarg.h>
#include <unistd.h>
#include <fcntl.h>
#include <errno.h>
#include <time.h>
#include <pthread.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/socket.h>
#include <sys/epoll.h>
#include <sys/random.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#define DIE(...)                                                                                   \
    do {                                                                                           \
        fprintf(stderr, "machorun: " __VA_ARGS__);                                                 \
        fputc('\n', stderr);                                                                       \
        _exit(126);                                                                                \
    } while (0)
static int verbose;
/* ---- errno translation ---- */
static __thread int derr;
static int te(int e)
{
    switch (e) {
    case EAGAIN: return 35;
    case EDEADLK: return 11;
    case EINPROGRESS: return 36;
    case EALREADY: return 37;
    case ENOTSOCK: return 38;
    case EADDRINUSE: return 48;
    case EADDRNOTAVAIL: return 49;
    case ECONNABORTED: return 53;
    case ECONNRESET: return 54;
    case ENOTCONN: return 57;
    case ETIMEDOUT: return 60;
    case ECONNREFUSED: return 61;
    case ENAMETOOLONG: return 63;
    case ENOTEMPTY: return 66;
    case ENOSYS: return 78;
    default: return e;
    }
}
#define R(x)                                                                                       \
    ({                                                                                             \
        __typeof__(x) _r = (x);                                                                    \
        if ((long)_r == -1)                                                                        \
            derr = te(errno);                                                                      \
        _r;                                                                                        \
    })
static int *s_error(void)
{
    return &derr;
}
static int oflags(int f)
{
    int r = f & 3;
    if (f & 4)
        r |= O_NONBLOCK;
    if (f & 8)
        r |= O_APPEND;
    if (f & 0x200)
        r |= O_CREAT;
    if (f & 0x400)
        r |= O_TRUNC;
    if (f & 0x800)
        r |= O_EXCL;
    if (f & 0x1000000)
        r |= O_CLOEXEC;
    return r;
}
/* Darwin's commands and flags; struct flock has start, len, pid, type, whence. */
static int host_fcntl(int fd, int c, uint64_t a)
{
    struct {
        int64_t start, len;
        int32_t pid;
        int16_t type, whence;
    } *k = (void *)a;
    static const short to_host[] = {0, F_RDLCK, F_UNLCK, F_WRLCK};
    switch (c) {
    case 3: {
        int r = fcntl(fd, F_GETFL);
        return r < 0 ? R(r) : (r & 3) | (r & O_NONBLOCK ? 4 : 0) | (r & O_APPEND ? 8 : 0);
    }
    case 4: return R(fcntl(fd, F_SETFL, oflags((int)a)));
    case 0:
    case 1:
    case 2: return R(fcntl(fd, c, (int)a));
    case 67: return R(fcntl(fd, F_DUPFD_CLOEXEC, (int)a));
    case 7:
    case 8:
    case 9: {
        struct flock f = {to_host[k->type & 3], k->whence, k->start, k->len, 0};
        int r = fcntl(fd, c - 7 + F_GETLK, &f);
        if (r == 0 && c == 7) {
            k->type = f.l_type == F_RDLCK ? 1 : f.l_type == F_UNLCK ? 2 : 3;
            k->pid = f.l_pid;
        }
        return R(r);
    }
    default: derr = 22; return -1;
    }
}
/* ---- variadics: on arm64 a trampoline passes a pointer to the stacked arguments ---- */
#ifdef __aarch64__
typedef struct {
    void *stack, *gr, *vr;
    int go, vo;
} AV; /* AAPCS64 va_list; offsets 0 = everything from the stack, 8-byte slots: exactly Apple's
         layout */
#define VA(ap, p)                                                                                  \
    va_list ap;                                                                                    \
    {                                                                                              \
        AV _a = {p, 0, 0, 0, 0};                                                                   \
        memcpy(&ap, &_a, sizeof _a);                                                               \
    }
#define TR(name, n)                                                                                \
    extern char t_##name[];                                                                        \
    asm(".text\n.p2align 2\n.global t_" #name "\nt_" #name ":\n mov x" #n ", sp\n b c_" #name "\n");
int c_printf(const char *f, void *p)
{
    VA(a, p) return vprintf(f, a);
}
TR(printf, 1)
int c_fprintf(FILE *o, const char *f, void *p)
{
    VA(a, p) return vfprintf(o, f, a);
}
TR(fprintf, 2)
int c_snprintf(char *b, size_t n, const char *f, void *p)
{
    VA(a, p) return vsnprintf(b, n, f, a);
}
TR(snprintf, 3)
int c_open(const char *p, int f, uint64_t *s)
{
    return R(open(p, oflags(f), (f & 0x200) ? (mode_t)s[0] : 0));
}
TR(open, 2)
int c_fcntl(int fd, int c, uint64_t *s)
{
    return host_fcntl(fd, c, s[0]);
}
TR(fcntl, 2)
#else
#define t_printf printf
#define t_fprintf fprintf
#define t_snprintf snprintf
static int t_open(const char *p, int f, int m)
{
    return R(open(p, oflags(f), m));
}
static int t_fcntl(int fd, int c, long a)
{
    return host_fcntl(fd, c, (uint64_t)a);
}
#endif
static ssize_t s_write(int f, const void *b, size_t n)
{
    return R(write(f, b, n));
}
static ssize_t s_read(int f, void *b, size_t n)
{
    return R(read(f, b, n));
}
static int s_close(int f)
{
    return R(close(f));
}
static void *s_mmap(void *a, size_t n, int p, int f, int fd, off_t o)
{
    int l = f & 0x13;
    if (f & 0x1000)
        l |= MAP_ANONYMOUS;
    return R(mmap(a, n, p, l, fd, o));
} /* MAP_JIT 0x800 dropped */
static int s_mprotect(void *a, size_t n, int p)
{
    if ((uintptr_t)a & 0x3fff)
        DIE("mprotect %p not 16K aligned (EINVAL on macOS arm64)", a);
    if ((p & 6) == 6)
        DIE("mprotect W+X refused on macOS arm64");
    return R(mprotect(a, n, p));
}
static uint64_t s_nsec(int c)
{
    struct timespec t;
    clock_gettime(c == 6 || c == 4 || c == 8 || c == 9 ? CLOCK_MONOTONIC : CLOCK_REALTIME, &t);
    return t.tv_sec * 1000000000ull + t.tv_nsec;
}
static uint64_t s_mat(void)
{
    return s_nsec(6);
}
static void s_arc(void *p, size_t n)
{
    while (n) {
        ssize_t k = getrandom(p, n > 256 ? 256 : n, 0);
        if (k > 0) {
            p = (char *)p + k;
            n -= k;
        }
    }
}
static void s_jit(int x)
{
    (void)x;
}
static void s_icache(void *p, size_t n)
{
    __builtin___clear_cache(p, (char *)p + n);
}
/* pthread: Darwin mutex 64 bytes {sig,...}, cond 48 bytes; glibc mutex 40/48, cond 48: keep ours
 * behind a pointer */
typedef struct {
    long sig;
    void *impl;
} DM;
static pthread_mutex_t biglock = PTHREAD_MUTEX_INITIALIZER;
static void *impl(DM *m, int cond)
{
    void *p = __atomic_load_n(&m->impl, __ATOMIC_ACQUIRE);
    if (p && m->sig == 0x4d4d4d4d)
        return p;
    pthread_mutex_lock(&biglock);
    if (!(m->sig == 0x4d4d4d4d)) {
        void *q = calloc(1, 64);
        if (cond)
            pthread_cond_init(q, 0);
        else
            pthread_mutex_init(q, 0);
        m->impl = q;
        __atomic_store_n(&m->sig, 0x4d4d4d4d, __ATOMIC_RELEASE);
    }
    p = m->impl;
    pthread_mutex_unlock(&biglock);
    return p;
}
static int s_mlock(DM *m)
{
    return te(pthread_mutex_lock(impl(m, 0)));
}
static int s_munlock(DM *m)
{
    return te(pthread_mutex_unlock(impl(m, 0)));
}
static int s_minit(DM *m, void *a)
{
    m->sig = 0;
    m->impl = 0;
    impl(m, 0);
    return 0;
}
static int s_cwait(DM *c, DM *m)
{
    return te(pthread_cond_wait(impl(c, 1), impl(m, 0)));
}
static int s_csig(DM *c)
{
    return pthread_cond_signal(impl(c, 1));
}
static int s_cbc(DM *c)
{
    return pthread_cond_broadcast(impl(c, 1));
}
static int s_pcreate(pthread_t *t, void *a, void *(*f)(void *), void *x)
{
    return te(pthread_create(t, 0, f, x));
}
/* sockets: Darwin sockaddr has sa_len,sa_family bytes */
static void sin_in(struct sockaddr_storage *d, const unsigned char *s, socklen_t n)
{
    memset(d, 0, sizeof *d);
    memcpy(d, s, n > sizeof *d ? sizeof *d : n);
    d->ss_family = s[1] == 30 ? AF_INET6 : s[1];
}
static void sin_out(unsigned char *s, socklen_t n)
{
    uint16_t f;
    memcpy(&f, s, 2);
    s[0] = n;
    s[1] = f == AF_INET6 ? 30 : f;
}
static int s_socket(int d, int t, int p)
{
    return R(socket(d == 30 ? AF_INET6 : d, t, p));
}
static int s_bind(int f, const void *a, socklen_t n)
{
    struct sockaddr_storage s;
    sin_in(&s, a, n);
    return R(bind(f, (void *)&s, n));
}
static int s_connect(int f, const void *a, socklen_t n)
{
    struct sockaddr_storage s;
    sin_in(&s, a, n);
    return R(connect(f, (void *)&s, n));
}
static int s_listen(int f, int n)
{
    return R(listen(f, n));
}
static int s_accept(int f, void *a, socklen_t *n)
{
    int r = R(accept(f, a, n));
    if (r >= 0 && a)
        sin_out(a, *n);
    return r;
}
static int s_gsn(int f, void *a, socklen_t *n)
{
    int r = R(getsockname(f, a, n));
    if (!r)
        sin_out(a, *n);
    return r;
}
static int s_sso(int f, int l, int o, const void *v, socklen_t n)
{
    if (l == 0xffff) {
        l = SOL_SOCKET;
        switch (o) {
        case 4: o = SO_REUSEADDR; break;
        case 0x200: o = SO_REUSEPORT; break;
        case 8: o = SO_KEEPALIVE; break;
        case 0x1022: return 0; /*SO_NOSIGPIPE*/
        case 0x1001: o = SO_SNDBUF; break;
        case 0x1002: o = SO_RCVBUF; break;
        default: derr = 42; return -1;
        }
    }
    return R(setsockopt(f, l, o, v, n));
}
static ssize_t s_send(int f, const void *b, size_t n, int fl)
{
    return R(send(f, b, n, (fl & ~0x80000) | MSG_NOSIGNAL));
}
static ssize_t s_recv(int f, void *b, size_t n, int fl)
{
    return R(recv(f, b, n, fl));
}
/* kqueue over epoll: EVFILT_READ/WRITE, EV_ADD/DELETE/CLEAR */
struct kev {
    uint64_t ident;
    int16_t filter;
    uint16_t flags;
    uint32_t fflags;
    int64_t data;
    void *udata;
};
static struct {
    int on;
    void *ud[2];
} * kt[1024];
static int s_kqueue(void)
{
    int k = R(epoll_create1(0));
    if (k >= 0)
        kt[k] = calloc(1024, sizeof **kt);
    return k;
}
static int s_kevent(int k, const struct kev *c, int nc, struct kev *e, int ne,
                    const struct timespec *ts)
{
    for (int i = 0; i < nc; i++) {
        int fd = c[i].ident, w = c[i].filter == -2;
        if (c[i].filter != -1 && c[i].filter != -2) {
            derr = 22;
            return -1;
        }
        int old = kt[k][fd].on, nw = c[i].flags & 1   ? old | 1 << w
                                     : c[i].flags & 2 ? old & ~(1 << w)
                                                      : old;
        kt[k][fd].on = nw;
        kt[k][fd].ud[w] = c[i].udata;
        struct epoll_event ev = {.events = (nw & 1 ? EPOLLIN | EPOLLRDHUP : 0) |
                                           (nw & 2 ? EPOLLOUT : 0) |
                                           (c[i].flags & 0x20 ? EPOLLET : 0),
                                 .data.fd = fd};
        if (epoll_ctl(k, old ? nw ? EPOLL_CTL_MOD : EPOLL_CTL_DEL : EPOLL_CTL_ADD, fd, &ev) &&
            errno == ENOENT)
            epoll_ctl(k, EPOLL_CTL_ADD, fd, &ev);
    }
    if (!ne)
        return 0;
    struct epoll_event ev[256];
    int ms = ts ? ts->tv_sec * 1000 + ts->tv_nsec / 1000000 : -1,
        n = R(epoll_wait(k, ev, ne / 2 ? ne / 2 > 256 ? 256 : ne / 2 : 1, ms)), o = 0;
    for (int i = 0; i < n; i++) {
        int fd = ev[i].data.fd;
        if (ev[i].events & (EPOLLIN | EPOLLHUP | EPOLLRDHUP | EPOLLERR))
            e[o++] = (struct kev){fd, -1, ev[i].events & (EPOLLHUP | EPOLLRDHUP) ? 0x8000 : 0,
                                  0,  1,  kt[k][fd].ud[0]};
        if (o < ne && ev[i].events & EPOLLOUT)
            e[o++] = (struct kev){fd, -2, 0, 0, 1, kt[k][fd].ud[1]};
    }
    return n < 0 ? -1 : o;
}
/* ---- thread-local variables ---- */
struct tlvd {
    void *thunk;
    unsigned long key, off;
};
static char *tlv_init;
static size_t tlv_isz, tlv_sz;
static __thread char *tlv_blk;
__attribute__((used)) void *c_tlv(struct tlvd *d)
{
    if (!tlv_blk) {
        if (posix_memalign((void **)&tlv_blk, 64, tlv_sz + 64))
            DIE("tlv");
        memcpy(tlv_blk, tlv_init, tlv_isz);
        memset(tlv_blk + tlv_isz, 0, tlv_sz - tlv_isz);
    }
    return tlv_blk + d->off;
}
#ifdef __aarch64__
extern char t_tlv[];
asm(".text\n.p2align 2\n.global t_tlv\nt_tlv:\n stp x29,x30,[sp,#-16]!\n mov x29,sp\n"
    " stp x1,x2,[sp,#-16]!\n stp x3,x4,[sp,#-16]!\n stp x5,x6,[sp,#-16]!\n stp x7,x8,[sp,#-16]!\n "
    "stp x9,x10,[sp,#-16]!\n stp x11,x12,[sp,#-16]!\n stp x13,x14,[sp,#-16]!\n stp "
    "x15,x16,[sp,#-16]!\n stp q0,q1,[sp,#-32]!\n stp q2,q3,[sp,#-32]!\n stp q4,q5,[sp,#-32]!\n stp "
    "q6,q7,[sp,#-32]!\n"
    " stp q16,q17,[sp,#-32]!\n stp q18,q19,[sp,#-32]!\n stp q20,q21,[sp,#-32]!\n stp "
    "q22,q23,[sp,#-32]!\n stp q24,q25,[sp,#-32]!\n stp q26,q27,[sp,#-32]!\n stp "
    "q28,q29,[sp,#-32]!\n stp q30,q31,[sp,#-32]!\n bl c_tlv\n"
    " ldp q30,q31,[sp],#32\n ldp q28,q29,[sp],#32\n ldp q26,q27,[sp],#32\n ldp q24,q25,[sp],#32\n "
    "ldp q22,q23,[sp],#32\n ldp q20,q21,[sp],#32\n ldp q18,q19,[sp],#32\n ldp q16,q17,[sp],#32\n "
    "ldp q6,q7,[sp],#32\n ldp q4,q5,[sp],#32\n ldp q2,q3,[sp],#32\n ldp q0,q1,[sp],#32\n"
    " ldp x15,x16,[sp],#16\n ldp x13,x14,[sp],#16\n ldp x11,x12,[sp],#16\n ldp x9,x10,[sp],#16\n "
    "ldp x7,x8,[sp],#16\n ldp x5,x6,[sp],#16\n ldp x3,x4,[sp],#16\n ldp x1,x2,[sp],#16\n ldp "
    "x29,x30,[sp],#16\n ret\n");
#else
extern char t_tlv[];
asm(".text\n.global t_tlv\nt_tlv:\n push %rbp\n mov %rsp,%rbp\n and $-16,%rsp\n push %rcx\n push "
    "%rdx\n push %rsi\n push %rdi\n push %r8\n push %r9\n push %r10\n push %r11\n sub $256,%rsp\n "
    "movups %xmm0,(%rsp)\n movups %xmm1,16(%rsp)\n movups %xmm2,32(%rsp)\n movups %xmm3,48(%rsp)\n "
    "movups %xmm4,64(%rsp)\n movups %xmm5,80(%rsp)\n movups %xmm6,96(%rsp)\n movups "
    "%xmm7,112(%rsp)\n movups %xmm8,128(%rsp)\n movups %xmm9,144(%rsp)\n movups %xmm10,160(%rsp)\n "
    "movups %xmm11,176(%rsp)\n movups %xmm12,192(%rsp)\n movups %xmm13,208(%rsp)\n movups "
    "%xmm14,224(%rsp)\n movups %xmm15,240(%rsp)\n call c_tlv\n movups (%rsp),%xmm0\n movups "
    "16(%rsp),%xmm1\n movups 32(%rsp),%xmm2\n movups 48(%rsp),%xmm3\n movups 64(%rsp),%xmm4\n "
    "movups 80(%rsp),%xmm5\n movups 96(%rsp),%xmm6\n movups 112(%rsp),%xmm7\n add $256,%rsp\n pop "
    "%r11\n pop %r10\n pop %r9\n pop %r8\n pop %rdi\n pop %rsi\n pop %rdx\n pop %rcx\n mov "
    "%rbp,%rsp\n pop %rbp\n ret\n");
#endif
#include "shims_rt.h"

static void s_binder(void)
{
    DIE("dyld_stub_binder reached: lazy binding was not resolved");
}
static long guard = 0x595e9fbd94fda766;
static void s_fail(void)
{
    DIE("stack check failed");
}
static const struct {
    const char *n;
    void *f;
} T[] = {
#define S(n, f)                                                                                    \
    {                                                                                              \
        "_" n, (void *)(f)                                                                         \
    }
    RT_SHIMS, S("printf", t_printf),
    S("fprintf", t_fprintf),
    S("snprintf", t_snprintf),
    S("open", t_open),
    S("fcntl", t_fcntl),
    S("write", s_write),
    S("read", s_read),
    S("close", s_close),
    S("exit", exit),
    S("atexit", atexit),
    S("_exit", _exit),
    S("abort", abort),
    S("puts", puts),
    S("fputs", fputs),
    S("fflush", fflush),
    S("getenv", getenv),
    S("malloc", malloc),
    S("free", free),
    S("calloc", calloc),
    S("realloc", realloc),
    S("memcpy", memcpy),
    S("memmove", memmove),
    S("memset", memset),
    S("memcmp", memcmp),
    S("bzero", bzero),
    S("strlen", strlen),
    S("strcmp", strcmp),
    S("__error", s_error),
    S("__stdoutp", &stdout),
    S("__stderrp", &stderr),
    S("usleep", usleep),
    S("getpid", getpid),
    S("fsync", fsync),
    S("mmap", s_mmap),
    S("munmap", munmap),
    S("mprotect", s_mprotect),
    S("clock_gettime_nsec_np", s_nsec),
    S("mach_absolute_time", s_mat),
    S("arc4random_buf", s_arc),
    S("pthread_jit_write_protect_np", s_jit),
    S("sys_icache_invalidate", s_icache),
    S("pthread_create", s_pcreate),
    S("pthread_join", pthread_join),
    S("pthread_detach", pthread_detach),
    S("pthread_self", pthread_self),
    S("pthread_mutex_lock", s_mlock),
    S("pthread_mutex_unlock", s_munlock),
    S("pthread_mutex_init", s_minit),
    S("pthread_cond_wait", s_cwait),
    S("pthread_cond_signal", s_csig),
    S("pthread_cond_broadcast", s_cbc),
    S("socket", s_socket),
    S("bind", s_bind),
    S("connect", s_connect),
    S("listen", s_listen),
    S("accept", s_accept),
    S("getsockname", s_gsn),
    S("setsockopt", s_sso),
    S("send", s_send),
    S("recv", s_recv),
    S("shutdown", shutdown),
    S("kqueue", s_kqueue),
    S("kevent", s_kevent),
    S("_tlv_bootstrap", t_tlv),
    {"dyld_stub_binder", s_binder},
    S("__stack_chk_guard", &guard),
    S("__stack_chk_fail", s_fail)};
static void *unres(const char *n)
{ /* small stub that names the missing symbol when called */
    static uint8_t *pg;
    static int off;
    if (!pg || off > 65000) {
        pg = mmap(0, 65536, 7, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        off = 0;
    }
    uint8_t *p = pg + off;
    extern void c_unres(const char *);
#ifdef __aarch64__
    uint32_t *q = (void *)p;
    q[0] = 0x58000060; /*ldr x0,.+12*/
    q[1] = 0x58000090; /*ldr x16,.+16*/
    q[2] = 0xd61f0200;
    memcpy(q + 3, &n, 8);
    void *f = (void *)c_unres;
    memcpy(q + 5, &f, 8);
    off += 32;
    __builtin___clear_cache((char *)p, (char *)p + 32);
#else
    p[0] = 0x48;
    p[1] = 0xbf;
    memcpy(p + 2, &n, 8);
    p[10] = 0x48;
    p[11] = 0xb8;
    void *f = (void *)c_unres;
    memcpy(p + 12, &f, 8);
    p[20] = 0xff;
    p[21] = 0xe0;
    off += 32;
#endif
    return p;
}
void c_unres(const char *n)
{
    DIE("unresolved import called: %s", n);
}
static int nunres;
static uint64_t sym(const char *n, int weak)
{
    for (size_t i = 0; i < sizeof T / sizeof *T; i++)
        if (!strcmp(T[i].n, n))
            return (uint64_t)T[i].f;
    if (weak)
        return 0;
    nunres++;
    if (verbose)
        fprintf(stderr, "  no shim for %s\n", n);
    return (uint64_t)unres(strdup(n));
}
/* ---- loader ---- */
struct seg {
    char name[16];
    uint64_t va, vs, fo, fs;
    uint32_t mp, ip, ns, fl;
};
static uint8_t *F;
static size_t FN;
static struct seg *sg[64];
static int nsg;
static int64_t slide;
static uint64_t base;
static uint32_t u32(size_t o)
{
    uint32_t v;
    if (o + 4 > FN)
        DIE("read past file");
    memcpy(&v, F + o, 4);
    return v;
}
static uint64_t uleb(const uint8_t **p)
{
    uint64_t r = 0;
    int s = 0;
    do
        r |= (uint64_t)(**p & 127) << s, s += 7;
    while (*(*p)++ & 128);
    return r;
}
static int64_t sleb(const uint8_t **p)
{
    int64_t r = 0;
    int s = 0;
    uint8_t b;
    do {
        b = *(*p)++;
        r |= (int64_t)(b & 127) << s;
        s += 7;
    } while (b & 128);
    if (s < 64 && b & 64)
        r |= -(1ll << s);
    return r;
}
static void st(int k, uint64_t off, uint64_t v)
{
    if (off + 8 > sg[k]->vs)
        DIE("fixup outside segment %s", sg[k]->name);
    if (!(sg[k]->ip & 2))
        DIE("fixup in non-writable segment %s", sg[k]->name);
    memcpy((void *)(sg[k]->va + slide + off), &v, 8);
}
static uint64_t ld(int k, uint64_t off)
{
    uint64_t v;
    memcpy(&v, (void *)(sg[k]->va + slide + off), 8);
    return v;
}
static int nreb, nbind;
static void rebase(const uint8_t *p, const uint8_t *e)
{
    int k = 0;
    uint64_t o = 0, n, sk;
    while (p < e) {
        int op = *p & 0xf0, im = *p++ & 15;
        switch (op) {
        case 0: return;
        case 0x10: break;
        case 0x20:
            k = im;
            o = uleb(&p);
            break;
        case 0x30: o += uleb(&p); break;
        case 0x40: o += im * 8; break;
        case 0x50:
            for (n = im; n--; o += 8)
                st(k, o, ld(k, o) + slide), nreb++;
            break;
        case 0x60:
            for (n = uleb(&p); n--; o += 8)
                st(k, o, ld(k, o) + slide), nreb++;
            break;
        case 0x70:
            st(k, o, ld(k, o) + slide);
            nreb++;
            o += 8 + uleb(&p);
            break;
        case 0x80:
            n = uleb(&p);
            sk = uleb(&p);
            for (; n--; o += 8 + sk)
                st(k, o, ld(k, o) + slide), nreb++;
            break;
        default: DIE("rebase op %x", op);
        }
    }
}
static void bind_(const uint8_t *p, const uint8_t *e, int lazy)
{
    int k = 0, wk = 0;
    uint64_t o = 0, n, sk;
    int64_t add = 0;
    const char *s = 0;
    while (p < e) {
        int op = *p & 0xf0, im = *p++ & 15;
        switch (op) {
        case 0:
            if (!lazy)
                return;
            break;
        case 0x10:
        case 0x30: break;
        case 0x20: uleb(&p); break;
        case 0x40:
            wk = im & 1;
            s = (const char *)p;
            p += strlen(s) + 1;
            break;
        case 0x50: break;
        case 0x60: add = sleb(&p); break;
        case 0x70:
            k = im;
            o = uleb(&p);
            break;
        case 0x80: o += uleb(&p); break;
        case 0x90:
            st(k, o, sym(s, wk) + add);
            o += 8;
            nbind++;
            break;
        case 0xa0:
            st(k, o, sym(s, wk) + add);
            o += 8 + uleb(&p);
            nbind++;
            break;
        case 0xb0:
            st(k, o, sym(s, wk) + add);
            o += 8 + im * 8;
            nbind++;
            break;
        case 0xc0:
            n = uleb(&p);
            sk = uleb(&p);
            for (; n--; o += 8 + sk)
                st(k, o, sym(s, wk) + add), nbind++;
            break;
        default: DIE("bind op %x", op);
        }
    }
}
static void chained(size_t off)
{
    uint32_t so = u32(off + 4), io = u32(off + 8), sy = u32(off + 12), ni = u32(off + 16),
             fmt = u32(off + 20);
    if (u32(off) || u32(off + 24))
        DIE("chained header");
    uint64_t *a = calloc(ni + 1, 8);
    for (uint32_t i = 0; i < ni; i++) {
        uint64_t no;
        int wk, addend = 0;
        if (fmt == 1) {
            uint32_t v = u32(off + io + 4 * i);
            wk = v >> 8 & 1;
            no = v >> 9;
        } else if (fmt == 2) {
            uint32_t v = u32(off + io + 8 * i);
            wk = v >> 8 & 1;
            no = v >> 9;
            addend = u32(off + io + 8 * i + 4);
        } else {
            uint64_t v;
            memcpy(&v, F + off + io + 16 * i, 8);
            wk = v >> 16 & 1;
            no = v >> 32;
            addend = u32(off + io + 16 * i + 8);
        }
        a[i] = sym((char *)F + off + sy + no, wk) + addend;
    }
    uint32_t n = u32(off + so);
    for (uint32_t k = 0; k < n; k++) {
        uint32_t x = u32(off + so + 4 + 4 * k);
        if (!x)
            continue;
        size_t b = off + so + x;
        uint32_t ps = u32(b + 4) & 0xffff, pf = u32(b + 4) >> 16;
        uint16_t pc;
        memcpy(&pc, F + b + 20, 2);
        if (pf != 2 && pf != 6)
            DIE("pointer_format %u", pf);
        for (int q = 0; q < pc; q++) {
            uint16_t s;
            memcpy(&s, F + b + 22 + 2 * q, 2);
            if (s == 0xffff)
                continue;
            uint64_t o = (uint64_t)q * ps + s;
            for (;;) {
                uint64_t v = ld(k, o);
                int nx = v >> 51 & 0xfff;
                if (v >> 63) {
                    uint32_t od = v & 0xffffff;
                    if (od >= ni)
                        DIE("ordinal");
                    st(k, o, a[od] + (v >> 24 & 0xff));
                    nbind++;
                } else {
                    uint64_t t = (v & 0xfffffffffull);
                    t += pf == 6 ? base + slide : slide;
                    st(k, o, t | (v >> 36 & 0xff) << 56);
                    nreb++;
                }
                if (!nx)
                    break;
                o += nx * 4;
            }
        }
    }
}
int main(int ac, char **av, char **ev)
{
    int i = 1;
    uint64_t want = 0;
    if (i < ac && !strcmp(av[i], "-v"))
        verbose = 1, i++;
    if (i + 1 < ac && !strcmp(av[i], "-slide"))
        want = strtoull(av[i + 1], 0, 0), i += 2;
    if (i >= ac)
        DIE("usage: machorun [-v] [-slide n] exe args");
    int fd = open(av[i], O_RDONLY);
    struct stat sb;
    if (fd < 0 || fstat(fd, &sb))
        DIE("open %s", av[i]);
    FN = sb.st_size;
    F = mmap(0, FN, PROT_READ, MAP_PRIVATE, fd, 0);
    if (u32(0) != 0xfeedfacf)
        DIE("not Mach-O 64");
#ifdef __aarch64__
    if (u32(4) != 0x0100000c)
        DIE("not arm64");
    const uint64_t PG = 0x4000;
#else
    if (u32(4) != 0x01000007)
        DIE("not x86-64");
    const uint64_t PG = 0x1000;
#endif
    if (u32(12) != 2)
        DIE("not an executable");
    size_t o = 32;
    uint32_t nc = u32(16);
    uint64_t lo = ~0ull, hi = 0, entry = 0;
    size_t dyi = 0, chn = 0;
    int sig = 0;
    for (uint32_t c = 0; c < nc; c++) {
        uint32_t cmd = u32(o), sz = u32(o + 4);
        switch (cmd) {
        case 0x19: {
            struct seg *s = (void *)(F + o + 8);
            sg[nsg++] = s;
            if (strcmp(s->name, "__PAGEZERO")) {
                if (s->va % PG || s->fo % PG)
                    DIE("segment %.16s misaligned for %#lx pages", s->name, (long)PG);
                if ((s->ip & 6) == 6)
                    DIE("W+X segment");
                if (s->fo + s->fs > FN)
                    DIE("segment past EOF");
                if (s->va < lo)
                    lo = s->va;
                if (s->va + s->vs > hi)
                    hi = s->va + s->vs;
                if (s->fo == 0 && s->fs)
                    base = s->va;
            }
            break;
        }
        case 0x80000022:
        case 0x22: dyi = o; break;
        case 0x80000034: chn = u32(o + 8); break;
        case 0x80000028: memcpy(&entry, F + o + 8, 8); break;
        case 0x1d: sig = 1; break;
        }
        o += sz;
    }
    if (!entry)
        DIE("no LC_MAIN");
#ifdef __aarch64__
    if (!sig)
        DIE("no LC_CODE_SIGNATURE (macOS arm64 would kill it)");
#endif
    hi = (hi + PG - 1) & ~(PG - 1);
    void *m = mmap((void *)(lo + want), hi - lo, PROT_READ | PROT_WRITE,
                   MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
    if (m == MAP_FAILED || (uint64_t)m != lo + want) {
        if (m != MAP_FAILED)
            munmap(m, hi - lo);
        m = mmap(0, hi - lo + PG, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        m = (void *)(((uint64_t)m + PG - 1) & ~(PG - 1));
    }
    slide = (int64_t)((uint64_t)m - lo);
    for (int k = 0; k < nsg; k++)
        if (strcmp(sg[k]->name, "__PAGEZERO"))
            memcpy((void *)(sg[k]->va + slide), F + sg[k]->fo, sg[k]->fs);
    if (dyi) {
        size_t d = dyi + 8;
        rebase(F + u32(d), F + u32(d) + u32(d + 4));
        bind_(F + u32(d + 8), F + u32(d + 8) + u32(d + 12), 0);
        bind_(F + u32(d + 16), F + u32(d + 16) + u32(d + 20), 0);
        bind_(F + u32(d + 24), F + u32(d + 24) + u32(d + 28), 1);
    }
    if (chn)
        chained(chn);
    typedef void (*init_t)(int, char **, char **, char **);
    static char ap[4200];
    snprintf(ap, sizeof ap, "executable_path=%s", av[i]);
    char *apple[] = {ap, 0};
    struct {
        uint64_t a, n;
        int offs;
    } in[16];
    int nin = 0;
    uint64_t tz = 0, te_ = 0, ti = 0;
    for (int k = 0; k < nsg; k++) {
        uint8_t *s = (uint8_t *)sg[k] + 64;
        for (uint32_t q = 0; q < sg[k]->ns; q++, s += 80) {
            uint64_t a, l;
            uint32_t f;
            memcpy(&a, s + 32, 8);
            memcpy(&l, s + 40, 8);
            memcpy(&f, s + 64, 4);
            switch (f & 255) {
            case 0x13:
                for (uint64_t x = 0; x < l; x += 24)
                    ((struct tlvd *)(a + slide + x))->thunk = t_tlv;
                break;
            case 0x11:
                if (!tz)
                    tz = a;
                ti = a + l;
                te_ = a + l;
                break;
            case 0x12:
                if (!tz)
                    tz = a, ti = a;
                te_ = a + l;
                break;
            case 9:
                in[nin].a = a + slide;
                in[nin].n = l / 8;
                in[nin++].offs = 0;
                break;
            case 0x16:
                in[nin].a = a + slide;
                in[nin].n = l / 4;
                in[nin++].offs = 1;
                break;
            }
        }
    }
    if (tz) {
        tlv_init = (char *)(tz + slide);
        tlv_isz = ti - tz;
        tlv_sz = te_ - tz;
    }
    for (int k = 0; k < nsg; k++)
        if (strcmp(sg[k]->name, "__PAGEZERO")) {
            uint32_t p = sg[k]->ip;
            if (sg[k]->fl & 0x10)
                p &= ~2u;
            if (mprotect((void *)(sg[k]->va + slide), (sg[k]->vs + PG - 1) & ~(PG - 1), p))
                DIE("mprotect");
            if (p & 4)
                __builtin___clear_cache((char *)sg[k]->va + slide,
                                        (char *)sg[k]->va + slide + sg[k]->vs);
        }
    if (verbose)
        fprintf(stderr,
                "machorun: base %#lx slide %#lx, %d rebases %d binds, %d unresolved, entry %#lx\n",
                (long)base, (long)slide, nreb, nbind, nunres, (long)(base + slide + entry));
    for (int k = 0; k < nin; k++)
        for (uint64_t q = 0; q < in[k].n; q++) {
            init_t f = in[k].offs ? (init_t)(base + slide + ((uint32_t *)in[k].a)[q])
                                  : ((init_t *)in[k].a)[q];
            f(ac - i, av + i, ev, apple);
        }
    exit(((int (*)(int, char **, char **, char **))(base + slide + entry))(ac - i, av + i, ev,
                                                                           apple));
}
