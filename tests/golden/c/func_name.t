__func__ is an array of const characters, an object of its own in each function, and no string literal (6.4.2.2).
-- t.c --
#define CHECK(x) if (!(x)) return __LINE__
static const char *other(void) { return __func__; }
int main(void)
{
    const char *twice = __func__;
    CHECK(twice == __func__ && twice[3] == 'n' && sizeof __func__ == 5);
    CHECK(__func__ != (const char *)"main" && other()[4] == 'r');
    CHECK(_Generic(__func__, const char *: 1, default: 0));
    return 0;
}
-- drops.c --
char *name(void) { return __func__; }
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
fuse cc -c drops.c
-- out --
drops.c:1:20: warning: return: const char * to char * drops a qualifier [C0402]
  char *name(void) { return __func__; }
                     ^^^^^^ ~~~~~~~~
