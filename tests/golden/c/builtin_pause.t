Instructions without operands as builtins, only where the target has them, as __has_builtin says.
-- t.c --
static int turns;
static void wait(void)
{
#if __has_builtin(__builtin_ia32_pause)
    __builtin_ia32_pause();
    __builtin_ia32_mfence();
#endif
    turns++;
}
int main(void)
{
    for (int i = 0; i < 3; i++)
        wait();
    return turns - 3;
}
-- wrong.c --
void f(void) { __builtin_ia32_pause(1); }
void g(void) { __builtin_ia32_nonsense(); }
-- cmd --
fuse cc t.c -o t && ./t
fuse cc --target linux-x64 -O1 -S t.c -o - | grep -E 'pause|mfence'
fuse cc --target linux-arm64 -O1 -S t.c -o - | grep -cE 'pause|mfence' || true
fail fuse cc --target linux-x64 -c wrong.c
-- out --
    pause
    mfence
0
wrong.c:1:16: error: __builtin_ia32_pause takes 0 arguments, 1 given [C0331]
  void f(void) { __builtin_ia32_pause(1); }
                 ^^^^^^^^^^^^^^^^^^^^
wrong.c:2:16: error: builtin __builtin_ia32_nonsense is not supported [C0333]
  void g(void) { __builtin_ia32_nonsense(); }
                 ^^^^^^^^^^^^^^^^^^^^^^^
