A constant of 64 bits is compared with zero where its upper word is no immediate: -O0 leaves it to selection.
-- z.c --
int main(void)
{
    volatile int three = 3;
    int n = three | !(0, 10325427259948);
    n += !(0, 0x100000000) + !(0, 0x96400000000);
    return n - 3;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh z.c
for t in cortex-m3 cortex-m33 linux-arm64; do fuse cc -w -O0 --target $t -c -o z.o z.c || echo $t; done
-- out --
