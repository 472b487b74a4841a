// win_unwind.c - walks its own frames as the system does for an exception, for tests/suites/33-pe.sh
//
// Frames of every shape are on the stack: saved integer and vector registers, a large frame, memory of
// a size known at run time, an aligned frame. The registers of the outermost one must come back.
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
void *RtlVirtualUnwind(u32 kind, u64 base, u64 pc, void *function, Context *c, void **data, u64 *frame, void *places);

static _Alignas(16) Context now;
static u64 limit;
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

/* Up to the frame that lies above `limit`; gives how many frames were undone. */
__attribute__((noinline)) static int walk(void)
{
    int frames = 0;
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
    return frames;
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

__attribute__((noinline)) static int both(double x, int a, int b)
{
    double y = x * keep;
    int n = many(a, b, a + b, a - b, a * b, 6, 7);
    return n + (int)(y * x) * zero + (a + b) * zero;
}

/* What it keeps over the call is in registers that the frames below save. */
__attribute__((noinline)) static int outermost(int a, int b, double x, double y)
{
    int s = a * 3 + b, t = a + b * 5, n;
    double u = x * 2 + y, v = x - y * 2;
    u64 here;
    limit = (u64)&here;
    n = both(x, a, b);
    here = (u64)(s + t) + (u64)(u * v);
    return n + (int)here * zero;
}

void start(void)
{
    static char text[] = "unwound 0 frames\n";
    int n = outermost(3, 4, 1.5, 2.5);
    text[8] = (char)('0' + n);
    say(text);
    ExitProcess(n != 8);
}
