Streams: modes, buffers, positions, pushing back, lines, standard output and error, exact numbers.
-- a.c --
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char text[100];

static void files(void)
{
    FILE *f = fopen("t.txt", "w+x");
    char *line = NULL;
    size_t cap = 0;
    long n;
    fpos_t at;
    FILE *none = fopen("t.txt", "wx");
    printf("%d %d %s\n", f != NULL, none == NULL, strerror(errno));
    none = fopen("none", "r");
    printf("%d %s\n", none == NULL, strerror(errno));
    fprintf(f, "one\ntwo %d\nthree", 22);
    printf("%ld\n", ftell(f));
    rewind(f);
    printf("%s", fgets(text, 100, f));
    fgetpos(f, &at);
    printf("%c", getc(f));
    n = ungetc('W', f);
    printf("%ld %c", n, getc(f));
    while ((n = getline(&line, &cap, f)) > 0)
        printf("[%ld %s]", n, line);
    printf("%d %d %d\n", feof(f), ferror(f), getc(f));
    fsetpos(f, &at);
    fputs("TWO", f);
    printf("%ld\n", ftell(f));
    fseek(f, -3, SEEK_END);
    printf("%s\n", fgets(text, 100, f));
    fseek(f, 0, SEEK_SET);
    n = (long)fread(text, 1, sizeof text, f);
    printf("%ld %.*s\n", n, (int)n, text);
    printf("%d\n", fclose(f));
    f = fopen("t.txt", "a+");
    setvbuf(f, NULL, _IONBF, 0);
    fputs("+more", f);
    printf("%ld\n", ftell(f));
    rewind(f);
    n = (long)fread(text, 1, 5, f);
    printf("%.5s\n", text);
    f = freopen("t.txt", "r", f);
    n = fputc('x', f);
    printf("%ld %d %d\n", n, errno == EBADF, ferror(f) != 0);
    printf("%d\n", fclose(f));
    printf("%d\n", rename("t.txt", "u.txt"));
    printf("%d\n", remove("t.txt"));
    printf("%d\n", remove("u.txt"));
    free(line);
}

static void blocks(void)
{
    FILE *f = tmpfile();
    unsigned sum = 0, want = 0;
    for (unsigned i = 0; i < 50000; i++) {
        want += i % 251;
        putc((int)(i % 251), f);
    }
    rewind(f);
    for (int n = 1; n; n = (int)fread(text, 1, 99, f))
        for (int i = 0; i < n && ftell(f); i++)
            sum += (unsigned char)text[i];
    printf("%d\n", sum == want);
    fclose(f);
}

static void memory(void)
{
    char *p;
    size_t n;
    FILE *f = open_memstream(&p, &n);
    fprintf(f, "%s %05.1f", "streams in memory", 2.25);
    fflush(f);
    printf("%zu %s\n", n, p);
    for (int i = 0; i < 10000; i++)
        fputc('x', f);
    fclose(f);
    printf("%zu %zu\n", n, strlen(p));
    f = fmemopen(p, 10, "r");
    fgets(text, 100, f);
    printf("%s|%d\n", text, feof(f) != 0);
    fclose(f);
    free(p);
    if (asprintf(&p, "%#g %#.3g %#G %a", 999999.5, 1.0, 1e300, 1.0) > 0)
        puts(p);
    free(p);
}

int main(void)
{
    int n;
    files();
    blocks();
    memory();
    printf("%.60g\n%.1100f\n", 0.1, 5e-324);
    fprintf(stderr, "%s %s\n", "to", "standard error");
    n = snprintf(NULL, 0, "%1000d", 1);
    printf("%d\n", (int)n);
    printf("no newline at the end");
    return 0;
}
-- cmd --
fuse cc --libc=own -static -O1 a.c -o a
./a
-- out --
to standard error
1 1 File exists
1 No such file or directory
16
one
t87 W[6 wo 22
][5 three]1 0 -1
7
ree
16 one
TWO 22
three
0
21
one
T
-1 1 1
0
0
-1
0
1
23 streams in memory 002.2
10023 10023
streams in|1
1.00000e+06 1.00 1.00000E+300 0x1p+0
0.1000000000000000055511151231257827021181583404541015625
0.00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000494065645841246544176568792868221372365059802614324764425585682500675507270208751865299836361635992379796564695445717730926656710355939796398774796010781878126300713190311404527845817167848982103688718636056998730723050006387409153564984387312473397273169615140031715385398074126238565591171026658556686768187039560310624931945271591492455329305456544401127480129709999541931989409080416563324524757147869014726780159355238611550134803526493472019379026810710749170333222684475333572083243193609238289345836806010601150616980975307834227731832924790498252473077637592724787465608477820373446969953364701797267771758512566055119913150489110145103786273816725095583738973359899366480994116420570263709027924276754456522908753868250641971826553344726562500000000000000000000000000
1000
no newline at the end
\ no newline at the end
