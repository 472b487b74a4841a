_Atomic of scalar types: plain and compound assignment, increment, and every generic builtin of GCC's names.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
static _Atomic int ai;
static _Atomic(long long) al = 5;
static _Atomic unsigned char ac;
static _Atomic short as = -1;
static _Atomic _Bool ab;
static int *_Atomic ap;
static _Atomic double ad = 1.5;
static int arr[4];
struct S { int a; _Atomic int n; };
int main(void)
{
    ai = 3; CHECK(ai == 3);
    ai += 4; CHECK(ai == 7);
    CHECK(ai++ == 7 && ai == 8 && ++ai == 9 && ai-- == 9 && --ai == 7);
    ai *= 6; ai -= 2; ai /= 4; ai %= 6; ai <<= 3; ai |= 3; ai ^= 1; ai &= ~2; ai >>= 1;
    CHECK(ai == 16);
    ac = 250; ac += 10; CHECK(ac == 4 && ac-- == 4);
    as--; CHECK(as == -2);
    ab = 5; CHECK(ab == 1);
    ap = arr; ap++; ap = ap + 2; CHECK(ap == arr + 3 && ap-- == arr + 3 && ap == arr + 2);
    ad = ad * 2; CHECK(ad == 3);
    struct S s = {1, 2}; s.n += s.a; CHECK(s.n == 3 && sizeof s == 8 && sizeof ac == 1 && sizeof(_Atomic long long) == 8);
    long long x = 1;
    int i = 10;
    CHECK(__atomic_load_n(&x, __ATOMIC_ACQUIRE) == 1);
    __atomic_store_n(&x, 2, __ATOMIC_RELEASE); CHECK(x == 2);
    CHECK(__atomic_exchange_n(&x, 7, __ATOMIC_SEQ_CST) == 2 && x == 7);
    CHECK(__atomic_fetch_add(&i, 5, 5) == 10 && __atomic_fetch_sub(&i, 3, 0) == 15 && i == 12);
    CHECK(__atomic_fetch_and(&i, 6, 5) == 12 && __atomic_fetch_or(&i, 3, 5) == 4 && __atomic_fetch_xor(&i, 1, 5) == 7 && i == 6);
    CHECK(__atomic_add_fetch(&i, 1, 5) == 7 && __atomic_sub_fetch(&i, 2, 5) == 5 && __atomic_or_fetch(&i, 8, 5) == 13);
    CHECK(__atomic_and_fetch(&i, 12, 5) == 12 && __atomic_xor_fetch(&i, 5, 5) == 9);
    int want = 8;
    CHECK(!__atomic_compare_exchange_n(&i, &want, 1, 0, 5, 5) && want == 9 && i == 9);
    CHECK(__atomic_compare_exchange_n(&i, &want, 1, 0, 5, 5) && i == 1);
    CHECK(__sync_fetch_and_add(&i, 2) == 1 && __sync_bool_compare_and_swap(&i, 3, 4) && __sync_val_compare_and_swap(&i, 3, 5) == 4);
    __sync_synchronize();
    __atomic_thread_fence(__ATOMIC_SEQ_CST);
    unsigned char b = 255;
    CHECK(__atomic_fetch_add(&b, 1, 5) == 255 && b == 0);
    short h = -5;
    CHECK(__atomic_add_fetch(&h, 3, 5) == -2 && __atomic_fetch_sub(&h, 1, 5) == -2 && h == -3);
    unsigned u = 0xff; // nand: the complement of and
    CHECK(__atomic_fetch_nand(&u, 0x0f, 5) == 0xff && u == 0xfffffff0 && __atomic_nand_fetch(&u, 0xf3, 0) == 0xffffff0f);
    CHECK(__sync_fetch_and_nand(&h, 6) == -3 && h == -5 && __sync_nand_and_fetch(&b, 1) == 255 && __sync_nand_and_fetch(&b, 1) == 254);
    CHECK(__atomic_fetch_nand(&x, -1LL, 5) == 7 && x == -8 && __sync_nand_and_fetch(&x, 9) == -9);
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
