Bit-fields in packed structures cross storage units; neighbours stay untouched.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
struct __attribute__((packed)) P {
    unsigned char lead;
    unsigned a : 5;
    unsigned b : 17;
    long long c : 37;
    int d : 5;
    unsigned char tail;
};
int main(void)
{
#ifndef _WIN32  // there a unit of another size is a new one, packed or not
    CHECK(sizeof(struct P) == 10);
#endif
    struct P p = {0x11, 0, 0, 0, 0, 0x99};
    for (int i = 0; i < 37; i++) {
        p.c = 1LL << i;
        CHECK(p.c == (i == 36 ? -(1LL << 36) : 1LL << i));
        CHECK(p.a == 0 && p.b == 0 && p.d == 0 && p.lead == 0x11 && p.tail == 0x99);
    }
    p.c = -1;
    p.b = 0x15555;
    p.a = 0x0a;
    p.d = -7;
    CHECK(p.c == -1 && p.b == 0x15555 && p.a == 0x0a && p.d == -7 && p.lead == 0x11 && p.tail == 0x99);
    p.b++;
    p.c -= 2;
    CHECK(p.b == 0x15556 && p.c == -3 && p.a == 0x0a && p.d == -7);
    struct P q[2] = {p, p};
    q[1].d = 3;
    CHECK(q[0].d == -7 && q[1].d == 3 && q[1].lead == 0x11 && q[0].tail == 0x99);
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
