Computed goto (GNU): tables of labels, an interpreter loop, label differences.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
enum { PUSH, ADD, MUL, SUB, DUP, JNZ, HALT };
static int run(const int *code)
{
    static void *const op[] = {&&push, &&add, &&mul, &&sub, &&dup, &&jnz, &&halt};
    int stack[32], sp = 0;
    const int *pc = code;
#define NEXT goto *op[*pc++]
    NEXT;
push: stack[sp++] = *pc++; NEXT;
add: sp--; stack[sp - 1] += stack[sp]; NEXT;
mul: sp--; stack[sp - 1] *= stack[sp]; NEXT;
sub: sp--; stack[sp - 1] -= stack[sp]; NEXT;
dup: stack[sp] = stack[sp - 1]; sp++; NEXT;
jnz: if (stack[sp - 1]) pc = code + *pc; else pc++; NEXT;
halt: return stack[0] * 100 + sp;
}
static int pick(int i)
{
    void *to[3] = {&&a, &&b};
    to[2] = &&c;
    void *p = to[i];
    goto *p;
a: return 'a';
b: return 'b';
c: return 'c';
}
int main(void)
{
    static const int p1[] = {PUSH, 6, PUSH, 7, MUL, HALT};
    static const int p2[] = {PUSH, 10, PUSH, 1, SUB, JNZ, 2, HALT};
    static const int p3[] = {PUSH, 3, DUP, MUL, PUSH, 2, ADD, HALT};
    CHECK(run(p1) == 4201 && run(p2) == 1 && run(p3) == 1101);
    CHECK(pick(0) == 'a' && pick(1) == 'b' && pick(2) == 'c');
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
