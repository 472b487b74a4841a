Builtin rotations of every width, by any count.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
int main(void)
{
    volatile unsigned char b = 0x81; volatile unsigned short h = 0x8001; volatile unsigned w = 0x80000001u;
    volatile unsigned long long d = 0x8000000000000001u;
    volatile int n = 1, z = 0, big = 65;
    CHECK(__builtin_rotateleft8(b, n) == 3 && __builtin_rotateright8(b, n) == 0xc0 && __builtin_rotateleft8(b, z) == 0x81);
    CHECK(__builtin_rotateleft8(b, big) == 3 && __builtin_rotateright8(b, z) == 0x81 && __builtin_rotateright8(b, 8) == 0x81);
    CHECK(__builtin_rotateleft16(h, n) == 3 && __builtin_rotateright16(h, n) == 0xc000 && __builtin_rotateleft16(h, 16) == h);
    CHECK(__builtin_rotateleft32(w, n) == 3 && __builtin_rotateright32(w, n) == 0xc0000000u && __builtin_rotateleft32(w, 33) == 3);
    CHECK(__builtin_rotateleft64(d, n) == 3 && __builtin_rotateright64(d, big) == 0xc000000000000000u && __builtin_rotateleft64(d, 0) == d);
    CHECK(sizeof(__builtin_rotateleft8(b, 1)) == 1 && sizeof(__builtin_rotateright64(1, 1)) == 8);
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
