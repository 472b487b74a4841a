Members far into an object of another file, whose address comes from a table where other images may define it.
-- t.c --
struct S { char head[6624]; int a; char b; char gap[70000]; int c; long long d; };
extern struct S far;
extern int *where(int k);
int main(void)
{
    far.a = 1;
    far.b = 2;
    far.c = 3;
    far.d = 4;
    for (int k = 0; k < 3; k++)
        *where(k) += 10;
    char *p = &far.b;
    *p += 5;
    return !(far.a == 11 && far.b == 7 && far.c == 13 && far.d == 14 && &far.a == where(0));
}
-- u.c --
struct S { char head[6624]; int a; char b; char gap[70000]; int c; long long d; };
struct S far;
extern struct S far;
int *where(int k) { return k == 0 ? &far.a : k == 1 ? &far.c : (int *)(void *)&far.d; }
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c u.c
for t in linux-x64 linux-arm64; do for o in 0 1 2; do fuse cc --target $t -fPIC -O$o -c t.c -o t.o || echo $t $o; done; done
-- out --
