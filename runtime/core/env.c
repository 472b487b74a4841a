// env.c - environment variables, typed and plain; the clock
#include "runtime/rt_int.h"

static i8 same(char a, char b)
{
    if (RT_ENV_FOLD && a != b) {
        a = a >= 'a' && a <= 'z' ? (char)(a - 32) : a;
        b = b >= 'a' && b <= 'z' ? (char)(b - 32) : b;
    }
    return a == b;
}

const char *rt_getenv(const char *name, u64 n)
{
    for (const char *const *e = rt.envp; e && *e; e++) {
        u64 i = 0;
        while (i < n && (*e)[i] && same((*e)[i], name[i]))
            i++;
        if (i == n && (*e)[i] == '=')
            return *e + n + 1;
    }
    return NULL;
}

i8 rt_getenv_is1(const char *name)
{
    const char *v = rt.envp && *rt.envp ? rt_getenv(name, strlen(name)) : NULL;
    return v && v[0] == '1' && !v[1];
}

static i8 is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

u64 rt_trim(const char **p, u64 n)
{
    while (n && is_space((*p)[0])) {
        (*p)++;
        n--;
    }
    while (n && is_space((*p)[n - 1]))
        n--;
    return n;
}

/* A variable that is not UTF-8 counts as unset, since no String could hold it. */
static const char *lookup(const RtStr *name)
{
    const char *v = rt_getenv(rt_chars(name), (u64)name->len);
    if (v && rt_utf8_valid(v, strlen(v)) != strlen(v))
        return NULL;
    return v;
}

RtStr *rt_env(const RtStr *name)
{
    const char *v = lookup(name);
    return v ? rt_str_new(v, (i64)strlen(v)) : NULL;
}

static RT_NORETURN void invalid(const char *type, const char *p, u64 n, const RtStr *name)
{
    RtBuf b;
    rt_buf_init(&b);
    rt_buf_z(&b, "invalid ");
    rt_buf_z(&b, type);
    rt_buf_z(&b, ": ");
    rt_buf_bytes(&b, p, (i64)n);
    rt_buf_z(&b, " (env ");
    rt_buf_str(&b, name);
    rt_buf_ch(&b, ')');
    rt_fail_buf(&b);
}

RtDyn rt_env_int(const RtStr *name)
{
    const char *v = lookup(name);
    RtDyn d = {RT_NONE, 0};
    if (v) {
        u64 n = rt_trim(&v, strlen(v));
        if (!rt_parse_int(v, n, &d.payload))
            invalid("Int", v, n, name);
        d.tag = RT_SOME;
    }
    return d;
}

RtPairF rt_env_float(const RtStr *name)
{
    const char *v = lookup(name);
    RtPairF r = {RT_NONE, 0};
    if (v) {
        u64 n = rt_trim(&v, strlen(v));
        if (!rt_parse_float(v, n, &r.value))
            invalid("Float", v, n, name);
        r.tag = RT_SOME;
    }
    return r;
}

i8 rt_word_is(const char *p, u64 n, const char *lower)
{
    u64 i = 0;
    for (; i < n && lower[i]; i++)
        if ((p[i] >= 'A' && p[i] <= 'Z' ? p[i] + 32 : p[i]) != lower[i])
            return 0;
    return i == n && !lower[i];
}

RtDyn rt_env_bool(const RtStr *name)
{
    const char *v = lookup(name);
    RtDyn d = {RT_NONE, 0};
    if (v) {
        u64 n = rt_trim(&v, strlen(v));
        d.payload = rt_word_is(v, n, "true");
        if (!d.payload && !rt_word_is(v, n, "false"))
            invalid("Bool", v, n, name);
        d.tag = RT_SOME;
    }
    return d;
}

i64 rt_time_now(void)
{
    return rt_os_now_ms();
}

void rt_time_sleep(i64 ms)
{
    rt_out_flush();
    if (ms < 0)
        rt_failz("time.sleep expects a non-negative Int");
    rt_os_sleep_ms(ms);
}
