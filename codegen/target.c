// target.c - the table of targets, and finding one by name
//
// Each column stands for itself: instruction set, features, system, object format, data layout,
// conventions. What a system's name means to a program (its macros) is data too.
#include "codegen/target.h"

#include "codegen/conv.h"

static const struct CDefinePair linux_macros[] = {
    {"__linux__", "1"}, {"__linux", "1"}, {"__gnu_linux__", "1"}, {"linux", "1"},
    {"__unix__", "1"}, {"__unix", "1"}, {"unix", "1"}, {"__ELF__", "1"},
    {NULL, NULL},
};
static const struct CDefinePair macos_macros[] = {
    {"__INT64_TYPE__", "long long int"}, {"__UINT64_TYPE__", "long long unsigned int"},
    {"__LITTLE_ENDIAN__", "1"}, {"__USER_LABEL_PREFIX__", "_"},
    {"__ENVIRONMENT_OS_VERSION_MIN_REQUIRED__", "110000"}, {"TARGET_OS_MAC", "1"},
    {"TARGET_OS_OSX", "1"}, {"TARGET_OS_IPHONE", "0"},
    {"__APPLE__", "1"}, {"__MACH__", "1"}, {"__APPLE_CC__", "6000"},
    {"__DYNAMIC__", "1"}, {"__ENVIRONMENT_MAC_OS_X_VERSION_MIN_REQUIRED__", "110000"},
    {NULL, NULL},
};
static const struct CDefinePair windows_macros[] = {
    {"__MSVCRT__", "1"}, {"_INTEGRAL_MAX_BITS", "64"},
    {"__WINNT", "1"}, {"__WINNT__", "1"}, {"WINNT", "1"}, {"__WIN32", "1"}, {"__WIN64", "1"},
    {"__declspec(x)", "__attribute__((x))"},
    {"__cdecl", ""}, {"__stdcall", ""}, {"__fastcall", ""}, {"__thiscall", ""},
    {"_cdecl", ""}, {"_stdcall", ""}, {"_fastcall", ""}, {"_thiscall", ""},
    {"_WIN32", "1"}, {"_WIN64", "1"}, {"__MINGW32__", "1"}, {"__MINGW64__", "1"},
    {"WIN32", "1"}, {"WIN64", "1"}, {"__WIN32__", "1"}, {"__WIN64__", "1"},
    {NULL, NULL},
};
static const struct CDefinePair bare_macros[] = {
    {"__ELF__", "1"},
    {NULL, NULL},
};

// as glibc, Apple's C library, Microsoft's and newlib have them
#define GLIBC_INTS .fast = {1, 8, 8}, .wint_size = 4
#define APPLE_INTS .fast = {1, 2, 4}, .wint_size = 4, .wint_signed = true
#define MS_INTS .fast = {1, 2, 4}, .wint_size = 2
#define NEWLIB_INTS .fast = {4, 4, 4}, .wint_size = 4
#define LP64(csign, wsign, va, va_array, max, rule, prefix, ld, ints)                           \
    {.ptr_size = 8, .long_size = 8, .wchar_size = 4, .wchar_signed = wsign, .char_signed = csign, \
     .i64_align = 8, .f64_align = 8, .max_align = max, .valist_size = va, .valist_align = 8,    \
     .valist_is_array = va_array, .array_align = (va_array) ? 16 : 0, .word = T_I64,            \
     .ldouble = ld, .bits = rule, .c_prefix = prefix, ints}
#define LLP64                                                                                   \
    {.ptr_size = 8, .long_size = 4, .wchar_size = 2, .wchar_signed = false, .char_signed = true, \
     .i64_align = 8, .f64_align = 8, .max_align = 16, .valist_size = 8, .valist_align = 8,      \
     .word = T_I64, .ldouble = T_F64, .bits = BITS_MS, MS_INTS}
#define ILP32                                                                                   \
    {.ptr_size = 4, .long_size = 4, .wchar_size = 4, .wchar_signed = false, .char_signed = false, \
     .i64_align = 8, .f64_align = 8, .max_align = 8, .valist_size = 4, .valist_align = 4,       \
     .word = T_I32, .ldouble = T_F64, .bits = BITS_AAPCS, NEWLIB_INTS}
#define CORTEX(n, tri, al, ft, conv, cp, what)                                                  \
    {.name = n, .triple = tri, .alias = al, .about = what, .isa = &t32_isa, .feat = ft,         \
     .cpu = cp, .os = OS_NONE, .fmt = FMT_ELF, .dl = ILP32,                                     \
     .cc = {&conv, &conv##_internal}, .predef = bare_macros,                                    \
     .attributes = "interrupt isr", /* the processor itself saves registers, ARMv7-M B1.5.6 */ \
     .unwind = debug_frame_add}

#define CPU(ar, fp, sp, hf, ds)                                                                \
    {.arch = ar, .profile = 'M', .fpu = fp, .single = sp, .hard = hf, .floats = true, .dsp = ds}
#define CPU_M3 CPU(ARM_V7M, ARM_FP_NONE, false, false, false)
#define CPU_M4 CPU(ARM_V7EM, ARM_FP_V4, true, true, true)
#define CPU_M4_NOFP CPU(ARM_V7EM, ARM_FP_NONE, false, false, true)
#define CPU_M7 CPU(ARM_V7EM, ARM_FP_V5, false, true, true)
#define CPU_M33 CPU(ARM_V8M, ARM_FP_V5, true, true, true)

static const Target table[] = {
    {.name = "linux-x64", .triple = "x86_64-unknown-linux-gnu",
     .alias = "x86_64-linux-gnu x86_64-linux x86_64-unknown-linux-musl linux-amd64 linux-x86_64",
     .about = "Linux on 64-bit x86: static ELF executable",
     .isa = &x64_isa, .os = OS_LINUX, .fmt = FMT_ELF,
     .dl = LP64(true, true, 24, true, 16, BITS_SYSV, 0, T_F80, GLIBC_INTS),
     .cc = {&x64_cc_c, &x64_cc_internal}, .got_fn = true, .ifunc = true,
     .attributes = "sysv_abi",
     .predef = linux_macros, .lib_syms = x64_elf_syms, .debug_tls = true},
    {.name = "linux-arm64", .triple = "aarch64-unknown-linux-gnu",
     .alias = "aarch64-linux-gnu aarch64-linux aarch64-unknown-linux-musl linux-aarch64",
     .about = "Linux on 64-bit ARM (ARMv8.0): static ELF executable",
     .isa = &a64_isa, .os = OS_LINUX, .fmt = FMT_ELF,
     .dl = LP64(false, false, 32, false, 16, BITS_AAPCS, 0, T_F128, GLIBC_INTS),
     .cc = {&a64_cc_c, &a64_cc_internal}, .got_undef = true, .ifunc = true,
     .predef = linux_macros},
    {.name = "macos-arm64", .triple = "arm64-apple-macos11",
     .alias = "aarch64-apple-darwin arm64-apple-darwin aarch64-apple-macos macos-aarch64 "
              "darwin-arm64",
     .about = "macOS 11 or later on Apple silicon: signed Mach-O executable",
     .isa = &a64_isa, .os = OS_MACOS, .fmt = FMT_MACHO,
     .dl = LP64(true, true, 8, false, 8, BITS_SYSV, '_', T_F64, APPLE_INTS),
     .cc = {&a64_cc_apple, &a64_cc_internal}, .reserved = A64_X18,
     .tls = TLS_DESCRIPTOR, .got_undef = true,
     .predef = macos_macros},
    {.name = "macos-x64", .triple = "x86_64-apple-macos11",
     .alias = "x86_64-apple-darwin x86_64-apple-macos macos-x86_64 macos-amd64 darwin-x64",
     .about = "macOS 11 or later on 64-bit Intel: Mach-O executable",
     .isa = &x64_isa, .os = OS_MACOS, .fmt = FMT_MACHO,
     .dl = LP64(true, true, 24, true, 16, BITS_SYSV, '_', T_F80, APPLE_INTS),
     .cc = {&x64_cc_c, &x64_cc_internal}, .tls = TLS_DESCRIPTOR, .got_undef = true,
     .attributes = "sysv_abi",
     .predef = macos_macros},
    {.name = "windows-x64", .triple = "x86_64-pc-windows-msvc",
     .alias = "x86_64-w64-mingw32 x86_64-pc-windows-gnu x86_64-windows windows-amd64 "
              "windows-x86_64",
     .about = "Windows 10 or later on 64-bit x86: PE32+ executable",
     .isa = &x64_isa, .os = OS_WINDOWS, .fmt = FMT_COFF, .dl = LLP64,
     .cc = {&x64_cc_win, &x64_cc_win_internal},
     .tls = TLS_INDEX, .probes = true, .dllimport = true, .uw_codes = true,
     .attributes = "ms_abi",
     .predef = windows_macros,
     .lib_syms = x64_win_syms, .unwind = pdata_add},
    CORTEX("cortex-m3", "thumbv7m-none-eabi", "armv7m-none-eabi", 0, t32_cc_soft, CPU_M3,
           "bare metal, Cortex-M3 (ARMv7-M, no FPU): firmware image"),
    CORTEX("cortex-m4", "thumbv7em-none-eabihf", "armv7em-none-eabihf cortex-m4f",
           T32_DSP | T32_FP32, t32_cc_hard, CPU_M4,
           "bare metal, Cortex-M4 (ARMv7E-M, single-precision FPU): firmware image"),
    CORTEX("cortex-m4-nofp", "thumbv7em-none-eabi", "armv7em-none-eabi", T32_DSP, t32_cc_soft,
           CPU_M4_NOFP,
           "bare metal, Cortex-M4 without an FPU: firmware image"),
    CORTEX("cortex-m7", "thumbv7em-none-eabihf-m7", "cortex-m7d",
           T32_DSP | T32_FP32 | T32_FP64, t32_cc_hard, CPU_M7,
           "bare metal, Cortex-M7 (ARMv7E-M, double-precision FPU): firmware image"),
    CORTEX("cortex-m33", "thumbv8m.main-none-eabihf", "armv8m.main-none-eabihf",
           T32_DSP | T32_FP32 | T32_V8M, t32_cc_hard, CPU_M33,
           "bare metal, Cortex-M33 (ARMv8-M mainline, single-precision FPU): firmware image"),
};

bool target_by_got(const Target *t, const Sym *y)
{
    bool shared = t->got_undef || (t->got_fn && y->sig);
    if (y->kind == SYM_UNDEF)
        return y->bind == BIND_WEAK || (shared && !(y->flags & SYM_HIDDEN));
    return t->replaced && y->bind != BIND_LOCAL && !(y->flags & SYM_HIDDEN);
}

TlsAccess target_tls_access(const Target *t, const Sym *y)
{
    for (u32 k = 0; k < 4; k++)
        if (y->flags & (u32)SYM_TLS_GENERAL << k)
            return (TlsAccess)k;
    bool here = y->kind != SYM_UNDEF || y->flags & SYM_HIDDEN;
    bool ours = here && (y->bind == BIND_LOCAL || y->flags & SYM_HIDDEN);
    TlsAccess a = t->replaced ? ours ? TLS_LOCAL : TLS_GENERAL : here ? TLS_EXEC : TLS_INITIAL;
    return MAX(a, t->tls_least);
}

static bool has_alias(const char *alias, const char *name)
{
    size_t n = strlen(name);
    while (alias && *alias) {
        size_t w = strcspn(alias, " ");
        if (w == n && !memcmp(alias, name, n))
            return true;
        alias += w + (alias[w] == ' ');
    }
    return false;
}

const Target *target_find(const char *name)
{
    for (u32 i = 0; i < COUNT(table); i++)
        if (!strcmp(table[i].name, name) || !strcmp(table[i].triple, name) ||
            has_alias(table[i].alias, name))
            return &table[i];
    return NULL;
}

const Target *target_at(u32 i)
{
    return i < COUNT(table) ? &table[i] : NULL;
}

const Target *target_host(void)
{
#if defined(__aarch64__) && defined(__APPLE__)
    return target_find("macos-arm64");
#elif defined(__APPLE__)
    return target_find("macos-x64");
#elif defined(__aarch64__)
    return target_find("linux-arm64");
#elif defined(_WIN32)
    return target_find("windows-x64");
#else
    return target_find("linux-x64");
#endif
}
