Formats of scanf: each conversion wants a pointer to what it stores.
-- t.c --
int scanf(const char *f, ...);
int sscanf(const char *s, const char *f, ...);
int mine(const char *f, ...) __attribute__((format(__scanf__, 1, 2)));
void good(int *i, char *c, long *l, double *d, float *f, short *h, void **v, unsigned *u)
{
    char s[10], *made;
    signed char b;
    scanf("%d %c %s %lf %f %ld %hd %p %x", i, c, s, d, f, l, h, v, u);
    scanf("%*d %[]a-z] %ms%% %[^]]%hhi%5c", s, &made, c, &b, s);
}
void bad(int i, long *l, double *d, float *f, char *s, const int *k)
{
    scanf("%d", i);
    scanf("%f", d);
    sscanf(s, "%lf", f);
    mine("%d", l);
    scanf("%d", k);
    scanf("%s", l);
    scanf("%d %d", &i);
    scanf("%d", &i, &i);
    scanf("%[abc", s);
    scanf("%hd", &i);
    scanf("%y", s);
}
-- cmd --
fuse cc -Wall -c t.c 2>&1 | grep warning
-- out --
t.c:13:17: warning: format %d wants int *, the argument is int [C0426]
t.c:14:17: warning: format %f wants float *, the argument is double * [C0426]
t.c:15:22: warning: format %lf wants double *, the argument is float * [C0426]
t.c:16:16: warning: format %d wants int *, the argument is long * [C0426]
t.c:17:17: warning: format %d wants int *, the argument is const int * [C0426]
t.c:18:17: warning: format %s wants char *, the argument is long * [C0426]
t.c:19:5: warning: the format asks for more arguments than are given [C0424]
t.c:20:21: warning: more arguments than the format uses [C0425]
t.c:21:5: warning: the format ends in the middle of a conversion [C0428]
t.c:22:18: warning: format %hd wants short *, the argument is int * [C0426]
t.c:23:5: warning: unknown conversion %y in the format [C0427]
