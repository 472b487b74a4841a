// arch.c - what linking asks of an instruction set: stubs, padding, thread pointer, rewriting
//
// Sources: AMD64 psABI 1.0; ELF for the Arm 64-bit Architecture (IHI 0056) and its ABI for thread
// local storage; ELF for the Arm Architecture (IHI 0044). Drepper, "ELF Handling For Thread-Local
// Storage", for the two variants of the thread pointer.
#include "link/link_int.h"

/* jmp *slot(%rip), with a nop to fill */
static void x64_stub(u8 *p, u64 at, u64 slot) { fix_x64_stub(p, (i64)(slot - at)); }

static void x64_pad(u8 *p, u64 n, bool runs_on) { memset(p, runs_on ? 0x90 : 0xcc, n); }

static u32 x64_relax(FixKind k, i64 add, const u8 *p, u64 before, u64 after)
{
    return fix_x64_relax(k, add, p, before, after);
}

static void x64_rewrite(u32 r, u8 *p, FixKind k, int *field, FixKind *kind, i64 *add)
{
    *kind = k;
    fix_x64_rewrite((FixRelax)r, p, field, kind, add);
}

static bool x64_swallows(u32 r) { return r == RX_TLSGD || r == RX_TLSLD || r == RX_TLSGD_IE; }

/* push link_map; jmp *resolver: the entry has pushed its index. With guard, for the other form of
 * entries, which leaves its index in r11. */
static void x64_plt0(u8 *p, u64 at, u64 gotplt, bool guard)
{
    static const u8 plain[16] = {0xff, 0x35, 0, 0, 0, 0, 0xff, 0x25, 0, 0, 0, 0,
                                 0x0f, 0x1f, 0x40, 0x00};
    static const u8 marked[18] = {0xf3, 0x0f, 0x1e, 0xfa, 0x41, 0x53, 0xff, 0x35, 0, 0, 0, 0,
                                  0xff, 0x25, 0, 0, 0, 0};
    u32 k = guard ? 6 : 0;
    memset(p, 0xcc, guard ? 32 : 16);
    memcpy(p, guard ? marked : plain, guard ? sizeof marked : sizeof plain);
    wr32(p + k + 2, (u32)(gotplt + 8 - (at + k + 6)));
    wr32(p + k + 8, (u32)(gotplt + 16 - (at + k + 12)));
}

/* jmp *slot; push index; jmp plt0: the slot holds the address of the push until it is filled. With
 * guard: endbr64; mov index, r11d; jmp *slot, and the slot holds plt0. */
static void x64_plt(u8 *p, u64 at, u64 slot, u64 head, u32 index, bool guard)
{
    static const u8 plain[16] = {0xff, 0x25, 0, 0, 0, 0, 0x68, 0, 0, 0, 0, 0xe9};
    static const u8 marked[16] = {0xf3, 0x0f, 0x1e, 0xfa, 0x41, 0xbb, 0, 0, 0, 0, 0xff, 0x25};
    memcpy(p, guard ? marked : plain, 16);
    if (guard) {
        wr32(p + 6, index);
        wr32(p + 12, (u32)(slot - (at + 16)));
    } else {
        wr32(p + 2, (u32)(slot - (at + 6)));
        wr32(p + 7, index);
        wr32(p + 12, (u32)(head - (at + 16)));
    }
}

static u32 x64_initial_exec(u32 r)
{
    return r == RX_TLSGD ? RX_TLSGD_IE : r == RX_TLSDESC ? RX_TLSDESC_IE : RX_NONE;
}

static void words(u8 *p, u64 n, u32 word, u32 size)
{
    for (u64 i = 0; i + size <= n; i += size)
        for (u32 k = 0; k < size; k++)
            p[i + k] = (u8)(word >> (8 * k));
    memset(p + n / size * size, 0, n % size);
}

/* adrp x16, slot; ldr x16, [x16, lo12]; br x16; nop */
static void a64_stub(u8 *p, u64 at, u64 slot)
{
    wr32(p, 0x90000010);
    wr32(p + 4, 0xf9400210);
    wr32(p + 8, 0xd61f0200);
    wr32(p + 12, 0xd503201f);
    fix_patch(FIX_A64_ADRP, p, (i64)((slot & ~(u64)0xfff) - (at & ~(u64)0xfff)));
    fix_patch(FIX_A64_LD64_LO12, p + 4, (i64)slot);
}

/* adrp x16, at; ldr x17, [x16, lo12]; add x16, x16, lo12; br x17 */
static void a64_load_jump(u8 *p, u64 at, u64 slot)
{
    wr32(p, 0x90000010);
    wr32(p + 4, 0xf9400211);
    wr32(p + 8, 0x91000210);
    wr32(p + 12, 0xd61f0220);
    fix_patch(FIX_A64_ADRP, p, (i64)((slot & ~(u64)0xfff) - (at & ~(u64)0xfff)));
    fix_patch(FIX_A64_LD64_LO12, p + 4, (i64)slot);
    fix_patch(FIX_A64_LO12, p + 8, (i64)slot);
}

/* stp x16, x30, [sp, #-16]!, then to the resolver with the place of its address in x16; the entry
 * has left the place of its slot there. */
static void a64_plt0(u8 *p, u64 at, u64 gotplt, bool guard)
{
    (void)guard;
    wr32(p, 0xa9bf7bf0);
    a64_load_jump(p + 4, at + 4, gotplt + 16);
    words(p + 20, 12, 0xd503201f /* nop */, 4);
}

static void a64_plt(u8 *p, u64 at, u64 slot, u64 head, u32 index, bool guard)
{
    (void)head;
    (void)index;
    (void)guard;
    a64_load_jump(p, at, slot);
}

static u32 a64_initial_exec(u32 r) { return r == RX_TLSDESC ? RX_TLSDESC_IE : RX_NONE; }

/* adrp x16, to; add x16, x16, lo12; br x16: IHI 0055 leaves x16 and x17 to such code */
static void a64_thunk(u8 *p, u64 at, u64 to)
{
    wr32(p, 0x90000010);
    wr32(p + 4, 0x91000210);
    wr32(p + 8, 0xd61f0200);
    fix_patch(FIX_A64_ADRP, p, (i64)((to & ~(u64)0xfff) - (at & ~(u64)0xfff)));
    fix_patch(FIX_A64_LO12, p + 4, (i64)to);
}

static void a64_pad(u8 *p, u64 n, bool runs_on)
{
    words(p, n, runs_on ? 0xd503201f /* nop */ : 0 /* udf */, 4);
}

/* movw ip, slot; movt ip, slot; ldr pc, [ip] */
static void t32_stub(u8 *p, u64 at, u64 slot)
{
    (void)at;
    wr32(p, 0x0c00f240);
    wr32(p + 4, 0x0c00f2c0);
    wr32(p + 8, 0xf000f8dc);
    fix_patch(FIX_T32_MOVW, p, (i64)slot);
    fix_patch(FIX_T32_MOVT, p + 4, (i64)slot);
}

/* movw ip, to; movt ip, to; bx ip; nop */
static void t32_thunk(u8 *p, u64 at, u64 to)
{
    (void)at;
    wr32(p, 0x0c00f240);
    wr32(p + 4, 0x0c00f2c0);
    wr32(p + 8, 0xbf004760);
    fix_patch(FIX_T32_MOVW, p, (i64)(to | 1));
    fix_patch(FIX_T32_MOVT, p + 4, (i64)to);
}

static void t32_pad(u8 *p, u64 n, bool runs_on)
{
    words(p, n, runs_on ? 0xbf00 /* nop */ : 0xde00 /* udf */, 2);
}

const LinkArch link_arch[ARCH_COUNT] = {
    [ARCH_X64] = {.name = "x64", .ptr = 8, .ptr_fix = FIX_ABS64, .page = 4096,
                  .tls_below = true, .stub_size = FIX_X64_STUB, .stub = x64_stub, .pad = x64_pad,
                  .relax = x64_relax, .rewrite = x64_rewrite, .swallows = x64_swallows,
                  .initial_exec = x64_initial_exec, .plt_head = 16, .guard_head = 32,
                  .plt_entry = 16, .plt_lazy = 6, .plt0 = x64_plt0, .plt = x64_plt,
                  .guard_type = 0xc0000002, .got_is_plt = true},
    [ARCH_A64] = {.name = "arm64", .ptr = 8, .ptr_fix = FIX_ABS64, .page = 65536, .tcb = 16,
                  .stub_size = 16, .stub = a64_stub, .pad = a64_pad,
                  .thunk_size = 12, .thunk = a64_thunk, .branch = 127 << 20,
                  .relax = fix_a64_relax, .rewrite = fix_a64_rewrite,
                  .initial_exec = a64_initial_exec, .plt_head = 32, .plt_entry = 16,
                  .plt0 = a64_plt0, .plt = a64_plt, .guard_type = 0xc0000000},
    [ARCH_T32] = {.name = "arm", .ptr = 4, .ptr_fix = FIX_ABS32, .page = 65536, .tcb = 8,
                  .code_bit = 1, .stub_size = 12, .stub = t32_stub, .pad = t32_pad,
                  .thunk_size = 12, .thunk = t32_thunk, .pc_bias = -4, .branch = 1023 << 10},
};
