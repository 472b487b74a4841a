What the length of an array parameter, the expected value of a branch or a prefetched address do besides is done; a vector type is refused wherever its attribute stands.
-- e.c --
int printf(const char *, ...);
static int sub(int i, int array[i++], int j, int more[j++][2])
{
    array[0] += more[0][1];
    return i * 100 + j;
}
static int likely(int x, int z)
{
    if (__builtin_expect(x ? x > 5 : 0, z++))
        return 7;
    return z;
}
int main(void)
{
    int a[10] = {1}, b[4][2] = {{1, 2}};
    char text[] = "text", *p = text;
    __builtin_prefetch(p++, 0, 0);
    printf("%d %d %d %s\n", sub(10, a, 20, b), a[0], likely(1, 10), p);
    return 0;
}
-- v.c --
__attribute__((vector_size(16))) short v;
short w __attribute__((vector_size(16)));
int f(void)
{
    __attribute__((vector_size(16))) float x = {1};
    return sizeof x;
}
-- cmd --
for l in 0 1 2; do fuse cc -O$l -o e e.c && ./e; done
-- out --
1121 3 11 ext
1121 3 11 ext
1121 3 11 ext
-- cmd --
fail fuse cc -c v.c
-- out --
v.c:1:40: error: values of a vector type are not supported [C0281]
  __attribute__((vector_size(16))) short v;
                                         ^
  help: it can only be named in declarations
v.c:2:7: error: values of a vector type are not supported [C0281]
  short w __attribute__((vector_size(16)));
        ^
  help: it can only be named in declarations
v.c:5:44: error: values of a vector type are not supported [C0281]
      __attribute__((vector_size(16))) float x = {1};
                                             ^
  help: it can only be named in declarations
