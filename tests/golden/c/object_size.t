__builtin_object_size of what the expression itself tells: the object, a member, of two the larger or smaller.
-- t.c --
struct S {
    char a[10];
    int b;
    char c[20];
} s;
struct F {
    int n;
    char tail[];
};
char buf[100], *p;
extern char ext[];
#define IS(e, x0, x1, x2, x3)                                                               \
    _Static_assert(__builtin_object_size(e, 0) == (__SIZE_TYPE__)(x0), "0");                \
    _Static_assert(__builtin_object_size(e, 1) == (__SIZE_TYPE__)(x1), "1");                \
    _Static_assert(__builtin_object_size(e, 2) == (__SIZE_TYPE__)(x2), "2");                \
    _Static_assert(__builtin_dynamic_object_size(e, 3) == (__SIZE_TYPE__)(x3), "3")
int main(void)
{
    struct S arr[4], *sp = &s;
    int side = 0;
    IS(buf, 100, 100, 100, 100);
    IS(&buf[10], 90, 90, 90, 90);
    IS(buf + 200, 0, 0, 0, 0);
    IS(s.a, 36, 10, 36, 10);
    IS(&s.a[3], 33, 7, 33, 7);
    IS(&s.b, 24, 4, 24, 4);
    IS(&arr[2], 72, 72, 72, 72);
    IS(&arr[1].c[5], 87, 15, 87, 15);
    IS("hello", 6, 6, 6, 6);
    IS((void *)(buf + 1), 99, 99, 99, 99);
    IS(p ? buf : buf + 50, 100, 100, 50, 50);
    IS(p, -1, -1, 0, 0);
    IS(ext, -1, -1, 0, 0);
    IS(sp->a, -1, 10, 0, 0);
    IS(((struct F *)p)->tail, -1, -1, 0, 0);
    IS(main, -1, -1, 0, 0);
    (void)__builtin_object_size(buf + side++, 0); // not evaluated
    return side;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh -w t.c
-- out --
