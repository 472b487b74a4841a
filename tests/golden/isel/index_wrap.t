An index computed in 32 bits wraps before it becomes part of an address.
-- t.c --
static char bytes[16] = "0123456789abcde";
__attribute__((noinline)) static int at(const char *p, unsigned i)
{
    return p[(unsigned long)(i - 4294967290u)] == '8';
}
__attribute__((noinline)) static int scaled(const int *p, unsigned char i)
{
    return p[(unsigned)(i + 4294967295u)];
}
int main(void)
{
    static const int words[4] = {5, 6, 7, 8};
    volatile unsigned two = 2;
    return !(at(bytes, two) && scaled(words, (unsigned char)two) == 6);
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
