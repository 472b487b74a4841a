// win_unwind.c - walks its own frames as the system does for an exception, goes on there (33-pe)
//
// Frames of every shape are on the stack: saved integer and vector registers, a large frame, memory
// of a size known at run time, an aligned frame. The outermost one has values in as many registers
// as calls leave alone; it is resumed with what the walk found for them and compares. They are
// volatile in memory, so that no instruction that makes or uses them can cross a call.
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
void RtlRestoreContext(Context *, void *record);

enum { INTS = 8, FLOATS = 10 };
static _Alignas(16) Context now, start_of;
static volatile int whole[INTS] = {11, 22, 33, 44, 55, 66, 77, 88};
static volatile double part[FLOATS] = {0.5, 1.25, 2.5, 3.75, 4.5, 5.25, 6.5, 7.75, 8.5, 9.25};
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

/* Undoes frames up to the one whose rsp is `limit`, and leaves for it. */
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
    RtlRestoreContext(&now, 0);
    fail("not resumed\n");
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

/* What it keeps over the call is in registers that the frames below save. Gives how many differ. */
__attribute__((noinline)) static int outermost(int a, int b)
{
    int i0 = whole[0], i1 = whole[1], i2 = whole[2], i3 = whole[3], i4 = whole[4], i5 = whole[5],
        i6 = whole[6], i7 = whole[7];
    double d0 = part[0], d1 = part[1], d2 = part[2], d3 = part[3], d4 = part[4], d5 = part[5],
           d6 = part[6], d7 = part[7], d8 = part[8], d9 = part[9];
    RtlCaptureContext(&start_of);
    limit = start_of.rsp;
    both(keep, a, b);
    return (i0 != whole[0]) + (i1 != whole[1]) + (i2 != whole[2]) + (i3 != whole[3]) +
           (i4 != whole[4]) + (i5 != whole[5]) + (i6 != whole[6]) + (i7 != whole[7]) +
           (d0 != part[0]) + (d1 != part[1]) + (d2 != part[2]) + (d3 != part[3]) +
           (d4 != part[4]) + (d5 != part[5]) + (d6 != part[6]) + (d7 != part[7]) +
           (d8 != part[8]) + (d9 != part[9]);
}

void start(void)
{
    static char text[] = "unwound 0 frames\n";
    int bad = outermost(3 + zero, 4 + zero);
    text[8] = (char)('0' + frames);
    say(text);
    say(bad ? "registers differ\n" : "registers are back\n");
    ExitProcess(frames != 7 || bad);
}
