Structures of mixed integer and floating members by value: each class of the calling convention.
-- t.c --
static int failed, step;
#define CHECK(...) do { step++; if (!(__VA_ARGS__) && !failed) failed = step; } while (0)
struct T0 { float m0; };
static struct T0 t0 = {3.5};
static int a0(struct T0 s) { return s.m0 == 3.5; }
static struct T0 r0(struct T0 *p) { return *p; }
static int b0(int i, double d, struct T0 s, float f, long l, struct T0 t) { return i == 1 && d == 2 && f == 3 && l == 4 && a0(s) && a0(t); }
static int c0(double a, double b, double c, double d, double e, double f, double g, int h, int i, int j, int k, int l, struct T0 s, double m)
{ return a + b + c + d + e + f + g == 28 && h + i + j + k + l == 15 && m == 8 && a0(s); }
struct T1 { double m0; };
static struct T1 t1 = {8.5};
static int a1(struct T1 s) { return s.m0 == 8.5; }
static struct T1 r1(struct T1 *p) { return *p; }
static int b1(int i, double d, struct T1 s, float f, long l, struct T1 t) { return i == 1 && d == 2 && f == 3 && l == 4 && a1(s) && a1(t); }
static int c1(double a, double b, double c, double d, double e, double f, double g, int h, int i, int j, int k, int l, struct T1 s, double m)
{ return a + b + c + d + e + f + g == 28 && h + i + j + k + l == 15 && m == 8 && a1(s); }
struct T2 { float m0; float m1; };
static struct T2 t2 = {13.5, 26.5};
static int a2(struct T2 s) { return s.m0 == 13.5 && s.m1 == 26.5; }
static struct T2 r2(struct T2 *p) { return *p; }
static int b2(int i, double d, struct T2 s, float f, long l, struct T2 t) { return i == 1 && d == 2 && f == 3 && l == 4 && a2(s) && a2(t); }
static int c2(double a, double b, double c, double d, double e, double f, double g, int h, int i, int j, int k, int l, struct T2 s, double m)
{ return a + b + c + d + e + f + g == 28 && h + i + j + k + l == 15 && m == 8 && a2(s); }
struct T3 { float m0; float m1; float m2; };
static struct T3 t3 = {18.5, 31.5, 44.5};
static int a3(struct T3 s) { return s.m0 == 18.5 && s.m1 == 31.5 && s.m2 == 44.5; }
static struct T3 r3(struct T3 *p) { return *p; }
static int b3(int i, double d, struct T3 s, float f, long l, struct T3 t) { return i == 1 && d == 2 && f == 3 && l == 4 && a3(s) && a3(t); }
static int c3(double a, double b, double c, double d, double e, double f, double g, int h, int i, int j, int k, int l, struct T3 s, double m)
{ return a + b + c + d + e + f + g == 28 && h + i + j + k + l == 15 && m == 8 && a3(s); }
struct T4 { float m0; float m1; float m2; float m3; };
static struct T4 t4 = {23.5, 36.5, 49.5, 62.5};
static int a4(struct T4 s) { return s.m0 == 23.5 && s.m1 == 36.5 && s.m2 == 49.5 && s.m3 == 62.5; }
static struct T4 r4(struct T4 *p) { return *p; }
static int b4(int i, double d, struct T4 s, float f, long l, struct T4 t) { return i == 1 && d == 2 && f == 3 && l == 4 && a4(s) && a4(t); }
static int c4(double a, double b, double c, double d, double e, double f, double g, int h, int i, int j, int k, int l, struct T4 s, double m)
{ return a + b + c + d + e + f + g == 28 && h + i + j + k + l == 15 && m == 8 && a4(s); }
struct T5 { double m0; double m1; };
static struct T5 t5 = {28.5, 41.5};
static int a5(struct T5 s) { return s.m0 == 28.5 && s.m1 == 41.5; }
static struct T5 r5(struct T5 *p) { return *p; }
static int b5(int i, double d, struct T5 s, float f, long l, struct T5 t) { return i == 1 && d == 2 && f == 3 && l == 4 && a5(s) && a5(t); }
static int c5(double a, double b, double c, double d, double e, double f, double g, int h, int i, int j, int k, int l, struct T5 s, double m)
{ return a + b + c + d + e + f + g == 28 && h + i + j + k + l == 15 && m == 8 && a5(s); }
struct T6 { double m0; double m1; double m2; };
static struct T6 t6 = {33.5, 46.5, 59.5};
static int a6(struct T6 s) { return s.m0 == 33.5 && s.m1 == 46.5 && s.m2 == 59.5; }
static struct T6 r6(struct T6 *p) { return *p; }
static int b6(int i, double d, struct T6 s, float f, long l, struct T6 t) { return i == 1 && d == 2 && f == 3 && l == 4 && a6(s) && a6(t); }
static int c6(double a, double b, double c, double d, double e, double f, double g, int h, int i, int j, int k, int l, struct T6 s, double m)
{ return a + b + c + d + e + f + g == 28 && h + i + j + k + l == 15 && m == 8 && a6(s); }
struct T7 { int m0; float m1; };
static struct T7 t7 = {38, 51.5};
static int a7(struct T7 s) { return s.m0 == 38 && s.m1 == 51.5; }
static struct T7 r7(struct T7 *p) { return *p; }
static int b7(int i, double d, struct T7 s, float f, long l, struct T7 t) { return i == 1 && d == 2 && f == 3 && l == 4 && a7(s) && a7(t); }
static int c7(double a, double b, double c, double d, double e, double f, double g, int h, int i, int j, int k, int l, struct T7 s, double m)
{ return a + b + c + d + e + f + g == 28 && h + i + j + k + l == 15 && m == 8 && a7(s); }
struct T8 { float m0; int m1; };
static struct T8 t8 = {43.5, 56};
static int a8(struct T8 s) { return s.m0 == 43.5 && s.m1 == 56; }
static struct T8 r8(struct T8 *p) { return *p; }
static int b8(int i, double d, struct T8 s, float f, long l, struct T8 t) { return i == 1 && d == 2 && f == 3 && l == 4 && a8(s) && a8(t); }
static int c8(double a, double b, double c, double d, double e, double f, double g, int h, int i, int j, int k, int l, struct T8 s, double m)
{ return a + b + c + d + e + f + g == 28 && h + i + j + k + l == 15 && m == 8 && a8(s); }
struct T9 { long m0; double m1; };
static struct T9 t9 = {48, 61.5};
static int a9(struct T9 s) { return s.m0 == 48 && s.m1 == 61.5; }
static struct T9 r9(struct T9 *p) { return *p; }
static int b9(int i, double d, struct T9 s, float f, long l, struct T9 t) { return i == 1 && d == 2 && f == 3 && l == 4 && a9(s) && a9(t); }
static int c9(double a, double b, double c, double d, double e, double f, double g, int h, int i, int j, int k, int l, struct T9 s, double m)
{ return a + b + c + d + e + f + g == 28 && h + i + j + k + l == 15 && m == 8 && a9(s); }
struct T10 { double m0; long m1; };
static struct T10 t10 = {53.5, 66};
static int a10(struct T10 s) { return s.m0 == 53.5 && s.m1 == 66; }
static struct T10 r10(struct T10 *p) { return *p; }
static int b10(int i, double d, struct T10 s, float f, long l, struct T10 t) { return i == 1 && d == 2 && f == 3 && l == 4 && a10(s) && a10(t); }
static int c10(double a, double b, double c, double d, double e, double f, double g, int h, int i, int j, int k, int l, struct T10 s, double m)
{ return a + b + c + d + e + f + g == 28 && h + i + j + k + l == 15 && m == 8 && a10(s); }
struct T11 { float m0; float m1; int m2; };
static struct T11 t11 = {58.5, 71.5, 84};
static int a11(struct T11 s) { return s.m0 == 58.5 && s.m1 == 71.5 && s.m2 == 84; }
static struct T11 r11(struct T11 *p) { return *p; }
static int b11(int i, double d, struct T11 s, float f, long l, struct T11 t) { return i == 1 && d == 2 && f == 3 && l == 4 && a11(s) && a11(t); }
static int c11(double a, double b, double c, double d, double e, double f, double g, int h, int i, int j, int k, int l, struct T11 s, double m)
{ return a + b + c + d + e + f + g == 28 && h + i + j + k + l == 15 && m == 8 && a11(s); }
struct T12 { int m0; int m1; float m2; };
static struct T12 t12 = {63, 76, 89.5};
static int a12(struct T12 s) { return s.m0 == 63 && s.m1 == 76 && s.m2 == 89.5; }
static struct T12 r12(struct T12 *p) { return *p; }
static int b12(int i, double d, struct T12 s, float f, long l, struct T12 t) { return i == 1 && d == 2 && f == 3 && l == 4 && a12(s) && a12(t); }
static int c12(double a, double b, double c, double d, double e, double f, double g, int h, int i, int j, int k, int l, struct T12 s, double m)
{ return a + b + c + d + e + f + g == 28 && h + i + j + k + l == 15 && m == 8 && a12(s); }
struct T13 { char m0; double m1; };
static struct T13 t13 = {68, 81.5};
static int a13(struct T13 s) { return s.m0 == 68 && s.m1 == 81.5; }
static struct T13 r13(struct T13 *p) { return *p; }
static int b13(int i, double d, struct T13 s, float f, long l, struct T13 t) { return i == 1 && d == 2 && f == 3 && l == 4 && a13(s) && a13(t); }
static int c13(double a, double b, double c, double d, double e, double f, double g, int h, int i, int j, int k, int l, struct T13 s, double m)
{ return a + b + c + d + e + f + g == 28 && h + i + j + k + l == 15 && m == 8 && a13(s); }
struct T14 { double m0; char m1; };
static struct T14 t14 = {73.5, 86};
static int a14(struct T14 s) { return s.m0 == 73.5 && s.m1 == 86; }
static struct T14 r14(struct T14 *p) { return *p; }
static int b14(int i, double d, struct T14 s, float f, long l, struct T14 t) { return i == 1 && d == 2 && f == 3 && l == 4 && a14(s) && a14(t); }
static int c14(double a, double b, double c, double d, double e, double f, double g, int h, int i, int j, int k, int l, struct T14 s, double m)
{ return a + b + c + d + e + f + g == 28 && h + i + j + k + l == 15 && m == 8 && a14(s); }
struct T15 { short m0; float m1; double m2; };
static struct T15 t15 = {78, 91.5, 4.5};
static int a15(struct T15 s) { return s.m0 == 78 && s.m1 == 91.5 && s.m2 == 4.5; }
static struct T15 r15(struct T15 *p) { return *p; }
static int b15(int i, double d, struct T15 s, float f, long l, struct T15 t) { return i == 1 && d == 2 && f == 3 && l == 4 && a15(s) && a15(t); }
static int c15(double a, double b, double c, double d, double e, double f, double g, int h, int i, int j, int k, int l, struct T15 s, double m)
{ return a + b + c + d + e + f + g == 28 && h + i + j + k + l == 15 && m == 8 && a15(s); }
struct T16 { float m0; double m1; };
static struct T16 t16 = {83.5, 96.5};
static int a16(struct T16 s) { return s.m0 == 83.5 && s.m1 == 96.5; }
static struct T16 r16(struct T16 *p) { return *p; }
static int b16(int i, double d, struct T16 s, float f, long l, struct T16 t) { return i == 1 && d == 2 && f == 3 && l == 4 && a16(s) && a16(t); }
static int c16(double a, double b, double c, double d, double e, double f, double g, int h, int i, int j, int k, int l, struct T16 s, double m)
{ return a + b + c + d + e + f + g == 28 && h + i + j + k + l == 15 && m == 8 && a16(s); }
struct T17 { double m0; float m1; };
static struct T17 t17 = {88.5, 1.5};
static int a17(struct T17 s) { return s.m0 == 88.5 && s.m1 == 1.5; }
static struct T17 r17(struct T17 *p) { return *p; }
static int b17(int i, double d, struct T17 s, float f, long l, struct T17 t) { return i == 1 && d == 2 && f == 3 && l == 4 && a17(s) && a17(t); }
static int c17(double a, double b, double c, double d, double e, double f, double g, int h, int i, int j, int k, int l, struct T17 s, double m)
{ return a + b + c + d + e + f + g == 28 && h + i + j + k + l == 15 && m == 8 && a17(s); }
struct T18 { int m0; float m1; float m2; int m3; };
static struct T18 t18 = {93, 6.5, 19.5, 32};
static int a18(struct T18 s) { return s.m0 == 93 && s.m1 == 6.5 && s.m2 == 19.5 && s.m3 == 32; }
static struct T18 r18(struct T18 *p) { return *p; }
static int b18(int i, double d, struct T18 s, float f, long l, struct T18 t) { return i == 1 && d == 2 && f == 3 && l == 4 && a18(s) && a18(t); }
static int c18(double a, double b, double c, double d, double e, double f, double g, int h, int i, int j, int k, int l, struct T18 s, double m)
{ return a + b + c + d + e + f + g == 28 && h + i + j + k + l == 15 && m == 8 && a18(s); }
struct T19 { char m0; char m1; short m2; float m3; long m4; };
static struct T19 t19 = {98, 11, 24, 37.5, 50};
static int a19(struct T19 s) { return s.m0 == 98 && s.m1 == 11 && s.m2 == 24 && s.m3 == 37.5 && s.m4 == 50; }
static struct T19 r19(struct T19 *p) { return *p; }
static int b19(int i, double d, struct T19 s, float f, long l, struct T19 t) { return i == 1 && d == 2 && f == 3 && l == 4 && a19(s) && a19(t); }
static int c19(double a, double b, double c, double d, double e, double f, double g, int h, int i, int j, int k, int l, struct T19 s, double m)
{ return a + b + c + d + e + f + g == 28 && h + i + j + k + l == 15 && m == 8 && a19(s); }
struct T20 { long m0; long m1; };
static struct T20 t20 = {3, 16};
static int a20(struct T20 s) { return s.m0 == 3 && s.m1 == 16; }
static struct T20 r20(struct T20 *p) { return *p; }
static int b20(int i, double d, struct T20 s, float f, long l, struct T20 t) { return i == 1 && d == 2 && f == 3 && l == 4 && a20(s) && a20(t); }
static int c20(double a, double b, double c, double d, double e, double f, double g, int h, int i, int j, int k, int l, struct T20 s, double m)
{ return a + b + c + d + e + f + g == 28 && h + i + j + k + l == 15 && m == 8 && a20(s); }
struct T21 { long m0; long m1; long m2; };
static struct T21 t21 = {8, 21, 34};
static int a21(struct T21 s) { return s.m0 == 8 && s.m1 == 21 && s.m2 == 34; }
static struct T21 r21(struct T21 *p) { return *p; }
static int b21(int i, double d, struct T21 s, float f, long l, struct T21 t) { return i == 1 && d == 2 && f == 3 && l == 4 && a21(s) && a21(t); }
static int c21(double a, double b, double c, double d, double e, double f, double g, int h, int i, int j, int k, int l, struct T21 s, double m)
{ return a + b + c + d + e + f + g == 28 && h + i + j + k + l == 15 && m == 8 && a21(s); }
struct T22 { float m0; char m1; float m2; char m3; };
static struct T22 t22 = {13.5, 26, 39.5, 52};
static int a22(struct T22 s) { return s.m0 == 13.5 && s.m1 == 26 && s.m2 == 39.5 && s.m3 == 52; }
static struct T22 r22(struct T22 *p) { return *p; }
static int b22(int i, double d, struct T22 s, float f, long l, struct T22 t) { return i == 1 && d == 2 && f == 3 && l == 4 && a22(s) && a22(t); }
static int c22(double a, double b, double c, double d, double e, double f, double g, int h, int i, int j, int k, int l, struct T22 s, double m)
{ return a + b + c + d + e + f + g == 28 && h + i + j + k + l == 15 && m == 8 && a22(s); }
struct T23 { int m0; double m1; };
static struct T23 t23 = {18, 31.5};
static int a23(struct T23 s) { return s.m0 == 18 && s.m1 == 31.5; }
static struct T23 r23(struct T23 *p) { return *p; }
static int b23(int i, double d, struct T23 s, float f, long l, struct T23 t) { return i == 1 && d == 2 && f == 3 && l == 4 && a23(s) && a23(t); }
static int c23(double a, double b, double c, double d, double e, double f, double g, int h, int i, int j, int k, int l, struct T23 s, double m)
{ return a + b + c + d + e + f + g == 28 && h + i + j + k + l == 15 && m == 8 && a23(s); }
struct T24 { char m0; short m1; int m2; long m3; };
static struct T24 t24 = {23, 36, 49, 62};
static int a24(struct T24 s) { return s.m0 == 23 && s.m1 == 36 && s.m2 == 49 && s.m3 == 62; }
static struct T24 r24(struct T24 *p) { return *p; }
static int b24(int i, double d, struct T24 s, float f, long l, struct T24 t) { return i == 1 && d == 2 && f == 3 && l == 4 && a24(s) && a24(t); }
static int c24(double a, double b, double c, double d, double e, double f, double g, int h, int i, int j, int k, int l, struct T24 s, double m)
{ return a + b + c + d + e + f + g == 28 && h + i + j + k + l == 15 && m == 8 && a24(s); }
struct T25 { double m0; float m1; float m2; };
static struct T25 t25 = {28.5, 41.5, 54.5};
static int a25(struct T25 s) { return s.m0 == 28.5 && s.m1 == 41.5 && s.m2 == 54.5; }
static struct T25 r25(struct T25 *p) { return *p; }
static int b25(int i, double d, struct T25 s, float f, long l, struct T25 t) { return i == 1 && d == 2 && f == 3 && l == 4 && a25(s) && a25(t); }
static int c25(double a, double b, double c, double d, double e, double f, double g, int h, int i, int j, int k, int l, struct T25 s, double m)
{ return a + b + c + d + e + f + g == 28 && h + i + j + k + l == 15 && m == 8 && a25(s); }
struct T26 { float m0; float m1; double m2; };
static struct T26 t26 = {33.5, 46.5, 59.5};
static int a26(struct T26 s) { return s.m0 == 33.5 && s.m1 == 46.5 && s.m2 == 59.5; }
static struct T26 r26(struct T26 *p) { return *p; }
static int b26(int i, double d, struct T26 s, float f, long l, struct T26 t) { return i == 1 && d == 2 && f == 3 && l == 4 && a26(s) && a26(t); }
static int c26(double a, double b, double c, double d, double e, double f, double g, int h, int i, int j, int k, int l, struct T26 s, double m)
{ return a + b + c + d + e + f + g == 28 && h + i + j + k + l == 15 && m == 8 && a26(s); }
struct T27 { float m0; float m1; float m2; int m3; };
static struct T27 t27 = {38.5, 51.5, 64.5, 77};
static int a27(struct T27 s) { return s.m0 == 38.5 && s.m1 == 51.5 && s.m2 == 64.5 && s.m3 == 77; }
static struct T27 r27(struct T27 *p) { return *p; }
static int b27(int i, double d, struct T27 s, float f, long l, struct T27 t) { return i == 1 && d == 2 && f == 3 && l == 4 && a27(s) && a27(t); }
static int c27(double a, double b, double c, double d, double e, double f, double g, int h, int i, int j, int k, int l, struct T27 s, double m)
{ return a + b + c + d + e + f + g == 28 && h + i + j + k + l == 15 && m == 8 && a27(s); }
struct T28 { int m0; float m1; long m2; };
static struct T28 t28 = {43, 56.5, 69};
static int a28(struct T28 s) { return s.m0 == 43 && s.m1 == 56.5 && s.m2 == 69; }
static struct T28 r28(struct T28 *p) { return *p; }
static int b28(int i, double d, struct T28 s, float f, long l, struct T28 t) { return i == 1 && d == 2 && f == 3 && l == 4 && a28(s) && a28(t); }
static int c28(double a, double b, double c, double d, double e, double f, double g, int h, int i, int j, int k, int l, struct T28 s, double m)
{ return a + b + c + d + e + f + g == 28 && h + i + j + k + l == 15 && m == 8 && a28(s); }
int main(void)
{
    CHECK(a0(t0) && a0(r0(&t0)) && b0(1, 2, t0, 3, 4, r0(&t0)) && c0(1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5, t0, 8));
    CHECK(a1(t1) && a1(r1(&t1)) && b1(1, 2, t1, 3, 4, r1(&t1)) && c1(1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5, t1, 8));
    CHECK(a2(t2) && a2(r2(&t2)) && b2(1, 2, t2, 3, 4, r2(&t2)) && c2(1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5, t2, 8));
    CHECK(a3(t3) && a3(r3(&t3)) && b3(1, 2, t3, 3, 4, r3(&t3)) && c3(1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5, t3, 8));
    CHECK(a4(t4) && a4(r4(&t4)) && b4(1, 2, t4, 3, 4, r4(&t4)) && c4(1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5, t4, 8));
    CHECK(a5(t5) && a5(r5(&t5)) && b5(1, 2, t5, 3, 4, r5(&t5)) && c5(1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5, t5, 8));
    CHECK(a6(t6) && a6(r6(&t6)) && b6(1, 2, t6, 3, 4, r6(&t6)) && c6(1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5, t6, 8));
    CHECK(a7(t7) && a7(r7(&t7)) && b7(1, 2, t7, 3, 4, r7(&t7)) && c7(1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5, t7, 8));
    CHECK(a8(t8) && a8(r8(&t8)) && b8(1, 2, t8, 3, 4, r8(&t8)) && c8(1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5, t8, 8));
    CHECK(a9(t9) && a9(r9(&t9)) && b9(1, 2, t9, 3, 4, r9(&t9)) && c9(1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5, t9, 8));
    CHECK(a10(t10) && a10(r10(&t10)) && b10(1, 2, t10, 3, 4, r10(&t10)) && c10(1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5, t10, 8));
    CHECK(a11(t11) && a11(r11(&t11)) && b11(1, 2, t11, 3, 4, r11(&t11)) && c11(1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5, t11, 8));
    CHECK(a12(t12) && a12(r12(&t12)) && b12(1, 2, t12, 3, 4, r12(&t12)) && c12(1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5, t12, 8));
    CHECK(a13(t13) && a13(r13(&t13)) && b13(1, 2, t13, 3, 4, r13(&t13)) && c13(1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5, t13, 8));
    CHECK(a14(t14) && a14(r14(&t14)) && b14(1, 2, t14, 3, 4, r14(&t14)) && c14(1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5, t14, 8));
    CHECK(a15(t15) && a15(r15(&t15)) && b15(1, 2, t15, 3, 4, r15(&t15)) && c15(1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5, t15, 8));
    CHECK(a16(t16) && a16(r16(&t16)) && b16(1, 2, t16, 3, 4, r16(&t16)) && c16(1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5, t16, 8));
    CHECK(a17(t17) && a17(r17(&t17)) && b17(1, 2, t17, 3, 4, r17(&t17)) && c17(1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5, t17, 8));
    CHECK(a18(t18) && a18(r18(&t18)) && b18(1, 2, t18, 3, 4, r18(&t18)) && c18(1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5, t18, 8));
    CHECK(a19(t19) && a19(r19(&t19)) && b19(1, 2, t19, 3, 4, r19(&t19)) && c19(1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5, t19, 8));
    CHECK(a20(t20) && a20(r20(&t20)) && b20(1, 2, t20, 3, 4, r20(&t20)) && c20(1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5, t20, 8));
    CHECK(a21(t21) && a21(r21(&t21)) && b21(1, 2, t21, 3, 4, r21(&t21)) && c21(1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5, t21, 8));
    CHECK(a22(t22) && a22(r22(&t22)) && b22(1, 2, t22, 3, 4, r22(&t22)) && c22(1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5, t22, 8));
    CHECK(a23(t23) && a23(r23(&t23)) && b23(1, 2, t23, 3, 4, r23(&t23)) && c23(1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5, t23, 8));
    CHECK(a24(t24) && a24(r24(&t24)) && b24(1, 2, t24, 3, 4, r24(&t24)) && c24(1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5, t24, 8));
    CHECK(a25(t25) && a25(r25(&t25)) && b25(1, 2, t25, 3, 4, r25(&t25)) && c25(1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5, t25, 8));
    CHECK(a26(t26) && a26(r26(&t26)) && b26(1, 2, t26, 3, 4, r26(&t26)) && c26(1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5, t26, 8));
    CHECK(a27(t27) && a27(r27(&t27)) && b27(1, 2, t27, 3, 4, r27(&t27)) && c27(1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5, t27, 8));
    CHECK(a28(t28) && a28(r28(&t28)) && b28(1, 2, t28, 3, 4, r28(&t28)) && c28(1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5, t28, 8));
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
