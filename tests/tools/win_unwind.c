// win_unwind.c - walks its own frames as the system does for an exception (33-pe.sh)
//
// Frames of every shape are on the stack: saved integer and vector registers, a large frame, memory
// of a size known at run time, an aligned frame. The registers of the outermost one must come back.
typedef unsigned long long u64;
typedef unsigned int u32;
typedef struct Xmm { u64 lo, hi; } Xmm;
typedef struct Context {
    u64 home[6];
    u32 flags, mxcsr;
    unsigned short seg[6];
    u32 eflags;
    u64 dr[6];
    u64 rax, rcx, rdx, rbx, rsp, rbp, rsi, rdi, r8, r9, r10, r11, r12, r13, r14, r15, rip;
    Xmm header[2], legacy[8], xmm[16];
    unsigned char rest[464];
} Context;

void *GetStdHandle(u32);
int WriteFile(void *, const void *, u32, u32 *, void *);
void ExitProcess(u32);
void RtlCaptureContext(Context *);
void *RtlLookupFunctionEntry(u64 pc, u64 *base, void *history);
void *RtlVirtualUnwind(u32 kind, u64 base, u64 pc, void *function, Context *c, void **data,
                       u64 *frame, void *places);

static _Alignas(16) Context now, after;
static u64 limit;
static int frames;
static volatile double keep = 1.5;
static volatile int zero;

static void say(const char *s)
{
    u32 n = 0, done;
    while (s[n])
        n++;
    WriteFile(GetStdHandle((u32)-11), s, n, &done, 0);
}

static void fail(const char *s)
{
    say(s);
    ExitProcess(1);
}

/* Undoes frames up to the one whose rsp is `limit`. */
__attribute__((noinline)) static int walk(void)
{
    RtlCaptureContext(&now);
    while (now.rsp < limit) {
        u64 base, frame;
        void *data, *f = RtlLookupFunctionEntry(now.rip, &base, 0);
        if (!f)
            fail("a function without an entry\n");
        RtlVirtualUnwind(0, base, now.rip, f, &now, &data, &frame, 0);
        if (++frames > 50)
            fail("no end\n");
    }
    return zero;
}

__attribute__((noinline)) static int floats(double a, double b, double c)
{
    double x = a * keep, y = b * keep, z = c + keep;
    int n = walk();
    return n + (int)(x + y + z) * zero;
}

__attribute__((noinline)) static int large(int k)
{
    volatile char buffer[20000];
    buffer[k] = 1;
    buffer[19999 - k] = 2;
    int n = floats(k, k + 1, k + 2);
    return n + buffer[k] - 1;
}

__attribute__((noinline)) static int dynamic(int k)
{
    volatile char buffer[k * 100 + 50];
    buffer[k] = 1;
    int n = large(k);
    return n + buffer[k] - 1;
}

__attribute__((noinline)) static int aligned(int k)
{
    _Alignas(64) volatile char line[64];
    line[k] = (char)((u64)line & 63);
    int n = dynamic(k);
    return n + line[k];
}

__attribute__((noinline)) static int many(int a, int b, int c, int d, int e, int f, int g)
{
    int n = aligned(a + zero);
    return n + (a + b + c + d + e + f + g) * zero;
}

__attribute__((noinline)) static void both(double x, int a, int b)
{
    double y = x * keep;
    int n = many(a, b, a + b, a - b, a * b, 6, 7);
    zero = n + (int)(y * x) * zero + (a + b) * zero;
}

static int same_registers(void)
{
    int bad = now.rbx != after.rbx || now.rbp != after.rbp || now.rsi != after.rsi ||
              now.rdi != after.rdi || now.r12 != after.r12 || now.r13 != after.r13 ||
              now.r14 != after.r14 || now.r15 != after.r15 || now.rsp != after.rsp;
    for (int k = 6; k < 16; k++)
        bad |= now.xmm[k].lo != after.xmm[k].lo || now.xmm[k].hi != after.xmm[k].hi;
    return !bad;
}

/* What it keeps over the call is in registers that the frames below save. */
__attribute__((noinline)) static int outermost(int a, int b, double x, double y)
{
    int s = a * 3 + b, t = a + b * 5;
    double u = x * 2 + y, v = x - y * 2;
    RtlCaptureContext(&after);
    limit = after.rsp;
    both(x, a, b);
    RtlCaptureContext(&after);   // as they were when the call returned
    return frames + (int)((double)(s + t) + u * v + x + y) * zero;
}

void start(void)
{
    static char text[] = "unwound 0 frames\n";
    int n = outermost(3 + zero, 4 + zero, 1.5 + keep, 2.5 + keep);
    text[8] = (char)('0' + n);
    say(text);
    say(same_registers() ? "registers are back\n" : "registers differ\n");
    ExitProcess(n != 7 || !same_registers());
}
