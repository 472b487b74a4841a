The frame and the return address of a function, on every instruction set; through frame records also those of callers.
-- t.c --
typedef __UINTPTR_TYPE__ word;
__attribute__((noinline)) static word back(void)
{
    return (word)__builtin_return_address(0);
}
__attribute__((noinline)) static word back_of(int n, ...)
{
    __builtin_va_list ap;
    __builtin_va_start(ap, n);
    word w = (word)__builtin_extract_return_addr(__builtin_return_address(0));
    int k = __builtin_va_arg(ap, int);
    __builtin_va_end(ap);
    return w + (word)(k - n);
}
__attribute__((noinline)) static word frame(void)
{
    return (word)__builtin_frame_address(0);
}
__attribute__((noinline)) static word deep(volatile int *p)
{
    volatile int room[100];
    room[*p] = 3;
    word w = back();
    return room[*p] == 3 && w ? (word)__builtin_return_address(0) : 0;
}
__attribute__((noinline)) static int caller(void)
{
    volatile int zero = 0;
    word here = (word)&caller, a = back(), b = back_of(2, 2), c = deep(&zero), f = frame();
    if (a <= here || a > here + 1000 || b <= a || b > a + 200 || c <= b || c > b + 200)
        return __LINE__;
    word mine = (word)__builtin_frame_address(0);
    if (f >= mine || mine - f > 4000)
        return __LINE__;
    return zero;
}
int main(void)
{
    return caller();
}
-- bad.c --
void *f(int n)
{
    return __builtin_frame_address(n);
}
-- cmd --
INTERP=no $ROOT/tests/tools/c_levels.sh t.c
fail fuse cc -c bad.c
-- out --
bad.c:3:36: error: expected an integer constant [C0278]
      return __builtin_frame_address(n);
                                     ^
