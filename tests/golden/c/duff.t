Duff's device and loops entered through a switch in the middle.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
static void copy(char *to, const char *from, int count)
{
    int n = (count + 7) / 8;
    switch (count % 8) {
    case 0: do { *to++ = *from++;
    case 7:      *to++ = *from++;
    case 6:      *to++ = *from++;
    case 5:      *to++ = *from++;
    case 4:      *to++ = *from++;
    case 3:      *to++ = *from++;
    case 2:      *to++ = *from++;
    case 1:      *to++ = *from++;
            } while (--n > 0);
    }
}
static int coroutine(int *state, int *i)
{
    switch (*state) {
    case 0:
        for (*i = 0; *i < 3; ++*i) {
            *state = 1;
            return *i * 10;
    case 1:;
        }
    }
    *state = 2;
    return -1;
}
int main(void)
{
    char from[40], to[40];
    for (int i = 0; i < 40; i++) from[i] = (char)(i + 1);
    for (int n = 1; n < 40; n++) {
        for (int i = 0; i < 40; i++) to[i] = 0;
        copy(to, from, n);
        for (int i = 0; i < 40; i++) CHECK(to[i] == (i < n ? i + 1 : 0));
    }
    int s = 0, i;
    CHECK(coroutine(&s, &i) == 0 && coroutine(&s, &i) == 10 && coroutine(&s, &i) == 20 && coroutine(&s, &i) == -1);
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
