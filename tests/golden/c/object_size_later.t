__builtin_object_size from -O1 on of what values tell after inlining: variables, parameters of inline functions, what malloc gave, of several the larger or the smaller.
-- t.c --
typedef __SIZE_TYPE__ size_t;
void *malloc(size_t); void *calloc(size_t,size_t);
struct S { char a[10]; int b; char c[20]; } s;
char buf[100];
extern char ext[];
static inline __attribute__((always_inline)) size_t osz(void *p) { return __builtin_object_size(p, 0); }
static inline __attribute__((always_inline)) size_t osz2(void *p) { return __builtin_object_size(p, 2); }
#define IS(e, v) do { if ((e) != (size_t)(v)) return __LINE__; } while (0)
volatile int zero;
int main(void)
{
    char local[40], *p = local, *q = buf + 10, *r;
    char *m = malloc(24), *c = calloc(3, 5);
    IS(__builtin_object_size(p, 0), 40); IS(__builtin_object_size(p + 8, 0), 32); IS(__builtin_object_size(q, 2), 90);
    IS(__builtin_object_size(m, 0), 24); IS(__builtin_object_size(m + 4, 1), 20); IS(__builtin_object_size(c, 0), 15);
    IS(osz(local + 1), 39); IS(osz(&s.b), 24); IS(osz(ext), -1); IS(osz2(ext), 0);
    r = zero ? local : q;
    IS(__builtin_object_size(r, 0), 90); IS(__builtin_object_size(r, 2), 40); IS(__builtin_object_size(r, 3), 0);
    if (zero) r = buf; else r = local + 30;
    IS(__builtin_object_size(r, 0), 100); IS(__builtin_object_size(r, 2), 10);
    IS(__builtin_object_size(p + zero, 0), 40); IS(__builtin_object_size(p + zero, 2), 0);
    IS(__builtin_object_size(p + 50, 0), 0);
    local[0] = 0; __builtin_memcpy(m, local, 1);
    return 0;
}
-- chk.c --
typedef __SIZE_TYPE__ size_t;
void *__memcpy_chk(void *to, const void *from, size_t n, size_t room);
static inline __attribute__((always_inline)) void *checked(void *to, const void *from, size_t n)
{
    return __builtin___memcpy_chk(to, from, n, __builtin_object_size(to, 0));
}
void known(const void *from, size_t n, void (*f)(char *))
{
    char local[16];
    checked(local, from, n);
    f(local);
}
void unknown(void *to, const void *from, size_t n)
{
    checked(to, from, n);
}
-- own.ir --
module "t"
fn global @f(ptr, i64) -> i64 {
    slot $0 size 24 align 8
.1(%p: ptr, %i: i64):
    %c = ne i8 %i, i64 0
    br %c, .2, .3($0)
.2:
    %b = add ptr $0, i64 8
    jmp .3(%b)
.3(%q: ptr):
    %m = objsize i64 %q, i64 -1
    %n = objsize i64 %q, i64 0
    %u = objsize i64 %p, i64 -1
    %s = sub i64 %m, %n
    %t = add i64 %s, %u
    ret %t
}
-- cmd --
fuse cc --libc=own -static -O1 -w t.c -o t && ./t
fuse cc --libc=own -static -O2 -w t.c -o t && ./t
fuse cc --libc=own -static -Os -w t.c -o t && ./t
fuse cc -O2 --shuffle 0 --emit ir chk.c -o - | grep -e 'call' -e '^fn' -e copy
fuse opt --shuffle 0 --passes=objsize own.ir
fuse opt --passes= --interp --call f --arg 0 --arg 1 own.ir
-- out --
fn global @known(ptr, i64, ptr) -> void !1:7 {
    %4 = call ptr @__memcpy_chk($0, %1, %2, i64 16) : (ptr, ptr, i64, i64) -> ptr !1:5
    call void %3($0) : (ptr) -> void !1:11
fn global @unknown(ptr, ptr, i64) -> void !1:13 {
    copy %1, %2, %3 !1:5
module "t"

fn global @f(ptr, i64) -> i64 {
    slot $0 size 24 align 8
.1(%1: ptr, %2: i64):
    %3 = ne i8 %2, i64 0
    br %3, .2, .3($0)
.2:
    %4 = add ptr $0, 8
    jmp .3(%4)
.3(%5: ptr):
    %6 = objsize i64 %5, i64 -1
    %7 = objsize i64 %5, i64 0
    %8 = objsize i64 %1, i64 -1
    %9 = sub i64 24, 16
    %10 = add i64 %9, -1
    ret %10
}
-2
