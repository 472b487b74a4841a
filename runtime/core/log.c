// log.c - the log builtin: levels, FUSE_LOG, colour, the JSON form
#include "runtime/rt_int.h"

static const char *const level_name[] = {"trace", "debug", "info", "warn", "error"};

static i64 level_of(const char *p, u64 n)
{
    n = rt_trim(&p, n);
    for (i64 i = 0; i < 5; i++)
        if (rt_word_is(p, n, level_name[i]))
            return i;
    return rt_word_is(p, n, "warning") ? 3 : -1;
}

i64 rt_log_level(const RtStr *s)
{
    return level_of(rt_chars(s), (u64)s->len);
}

i8 rt_log_on(i64 level)
{
    const char *v = rt_getenv("FUSE_LOG", 8);
    i64 least = v ? level_of(v, strlen(v)) : -1;
    return level >= (least < 0 ? 2 : least);
}

static i8 colour(void)
{
    const char *v = rt_getenv("FUSE_COLOR", 10);
    if (v) {
        u64 n = rt_trim(&v, strlen(v));
        if (rt_word_is(v, n, "always"))
            return 1;
        if (rt_word_is(v, n, "never"))
            return 0;
    }
    if (rt_getenv("NO_COLOR", 8))
        return 0;
    const char *force = rt_getenv("FUSE_COLOR_FORCE_TTY", 20);
    if (force)
        return force[0] == '1' && !force[1];
    return rt_os_isatty(2);
}

void rt_log_text(i64 level, const RtStr *msg)
{
    static const char *const name[] = {"TRACE", "DEBUG", "INFO", "WARN", "ERROR"};
    static const char *const code[] = {"90", "36", "32", "33;1", "31;1"};
    RtBuf b;
    if (!rt_log_on(level))
        return;
    rt_buf_init(&b);
    rt_buf_ch(&b, '[');
    if (colour()) {
        rt_buf_z(&b, "\x1b[");
        rt_buf_z(&b, code[level]);
        rt_buf_ch(&b, 'm');
        rt_buf_z(&b, name[level]);
        rt_buf_z(&b, "\x1b[0m");
    } else {
        rt_buf_z(&b, name[level]);
    }
    rt_buf_z(&b, "] ");
    rt_buf_str(&b, msg);
    rt_err_buf(&b);
}

void rt_log_data(i64 level, const RtStr *msg, const RtDyn *data, i64 n)
{
    RtBuf b;
    if (!rt_log_on(level))
        return;
    rt_buf_init(&b);
    rt_buf_z(&b, "{\"level\":\"");
    rt_buf_z(&b, level_name[level]);
    rt_buf_z(&b, "\",\"message\":");
    rt_json_put_str(&b, rt_chars(msg), (u64)msg->len);
    rt_buf_z(&b, n == 1 ? ",\"data\":" : ",\"data\":[");
    for (i64 i = 0; i < n; i++) {
        if (i)
            rt_buf_ch(&b, ',');
        rt_json_put_dyn(&b, data[i].tag, data[i].payload);
    }
    rt_buf_z(&b, n == 1 ? "}" : "]}");
    rt_err_buf(&b);
}
