// setjmp.h - jumps out of functions (C11 7.13, POSIX); only the machine's kept registers are saved
#ifndef _SETJMP_H
#define _SETJMP_H
#include <stdint.h>
/* x86-64 has 8 words, 22 more on Windows; AArch64 22; Thumb 27 halves at most. */
typedef struct {
    _Alignas(16) uint64_t __reg[34];
} jmp_buf[1];
typedef struct {
    jmp_buf __jump;
    uint64_t __mask;
    int __saved;
} sigjmp_buf[1];

_Noreturn void longjmp(jmp_buf env, int value);
int setjmp(jmp_buf env);
#define setjmp(env) setjmp(env)

#if defined(__linux__) || defined(__APPLE__) || defined(_WIN32)
_Noreturn void siglongjmp(sigjmp_buf env, int value);
void __lc_sigsave(sigjmp_buf env, int save);
#define sigsetjmp(env, save) (__lc_sigsave((env), (save)), setjmp((env)->__jump))
#define _setjmp(env) setjmp(env)
#define _longjmp(env, value) longjmp(env, value)
#endif
#endif
