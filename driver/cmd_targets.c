// cmd_targets.c - `fuse targets`: what programs can be made for, and on which boards
#include "driver/driver.h"
#include "link/firmware/firmware.h"

typedef struct ListArgs {
    bool json, cpus;
} ListArgs;

// What this tool lacks for a target; NULL: nothing.
static const char *missing(const Target *t)
{
    if (!t->isa->select)
        return "this tool generates no code for it";
    if (!rt_has_target(t, NULL))
        return "this tool has no runtime for it";
    return link_makes(platform_of(t)->image) ? NULL : "this tool links no executables for it";
}

static void text_targets(void)
{
    const Target *t;
    for (u32 i = 0; (t = target_at(i)); i++) {
        printf("%-15s %s%s\n", t->name, t->about, target_is_host(t) ? " (this machine)" : "");
        printf("%-15s also: %s %s\n", "", t->triple, t->alias);
        if (missing(t))
            printf("%-15s not built: %s\n", "", missing(t));
    }
}

static void text_boards(void)
{
    const Board *b;
    printf("\nboards:\n");
    for (u32 i = 0; (b = board_at(i)); i++)
        printf("%-15s %s (%s)\n", b->name, b->about, b->target);
}

static void text_cpus(void)
{
    const Target *t;
    for (u32 i = 0; (t = target_at(i)); i++) {
        printf("%s:", t->name);
        for (const Cpu *c = t->isa->cpu; c && c->name; c++)
            printf(" %s", c->name);
        for (const CpuFeature *f = t->isa->feature; f && f->name; f++)
            printf(" %c%s", (t->feat & f->set) == f->set ? '=' : '+', f->name);
        putchar('\n');
    }
}

static void json_text(Buf *b, const char *key, const char *text)
{
    buf_fmt(b, ",\"%s\":", key);
    json_quote(b, str_of(text));
}

static void json_target(Buf *b, const Target *t)
{
    u32 size = 0;
    buf_fmt(b, "{\"kind\":\"target\"");
    json_text(b, "name", t->name);
    json_text(b, "triple", t->triple);
    buf_fmt(b, ",\"aliases\":[");
    for (const char *a = t->alias; *a;) {
        size_t w = strcspn(a, " ");
        json_quote(b, (Str){a, w});
        a += w + (a[w] == ' ');
        buf_fmt(b, "%s", *a ? "," : "");
    }
    buf_fmt(b, "]");
    json_text(b, "about", t->about);
    rt_has_target(t, &size);
    buf_fmt(b, ",\"host\":%s,\"built\":%s,\"runtime_bytes\":%u}\n",
            target_is_host(t) ? "true" : "false", missing(t) ? "false" : "true", size);
}

static void json_all(void)
{
    Buf b = {0};
    const Target *t;
    const Board *d;
    for (u32 i = 0; (t = target_at(i)); i++)
        json_target(&b, t);
    for (u32 i = 0; (d = board_at(i)); i++) {
        buf_fmt(&b, "{\"kind\":\"board\"");
        json_text(&b, "name", d->name);
        json_text(&b, "target", d->target);
        json_text(&b, "about", d->about);
        buf_fmt(&b, "}\n");
    }
    fwrite(b.p, 1, b.n, stdout);
    buf_free(&b);
}

int cmd_targets(int argc, char **argv)
{
    ListArgs a = {0};
    Session s;
    session_init(&s, "targets");
    for (int i = 1; i < argc; i++)
        if (!strcmp(argv[i], "--json"))
            a.json = true;
        else if (!strcmp(argv[i], "--cpus"))
            a.cpus = true;
        else
            ddiag(&s, D_BAD_OPTION, argv[i]);
    int code = session_end(&s);
    if (!code && a.json)
        json_all();
    else if (!code && a.cpus)
        text_cpus();
    else if (!code) {
        text_targets();
        text_boards();
    }
    session_free(&s);
    return code;
}
