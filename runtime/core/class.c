// class.c - the stable code of a run-time error message, for the JSON that `fuse run` prints
#include "runtime/rt_int.h"

static i8 starts(const char *p, u64 n, const char *z)
{
    u64 i = 0;
    while (z[i] && i < n && p[i] == z[i])
        i++;
    return !z[i];
}

static i8 contains(const char *p, u64 n, const char *z)
{
    for (u64 i = 0; i < n; i++)
        if (starts(p + i, n - i, z))
            return 1;
    return 0;
}

enum { IS, STARTS, CONTAINS };
static const struct {
    u8 how;
    const char *text, *code;
} rules[] = {
    {STARTS, "invalid JSON value:", "runtime_config_decode"},
    {STARTS, "invalid Int:", "runtime_config_decode"},
    {STARTS, "invalid Float:", "runtime_config_decode"},
    {STARTS, "invalid Bool:", "runtime_config_decode"},
    {STARTS, "invalid Bytes", "runtime_config_decode"},
    {STARTS, "env override not supported for type ", "runtime_config_decode"},
    {CONTAINS, "config env overrides", "runtime_config_decode"},
    {STARTS, "validation not supported for ", "runtime_type_spec_error"},
    {IS, "null access", "runtime_null_access"},
    {IS, "index out of bounds", "runtime_index_bounds"},
    {IS, "list index must be Int", "runtime_invalid_index"},
    {IS, "map keys must be strings", "runtime_invalid_index"},
    {STARTS, "field lookup failed:", "runtime_field_access"},
    {IS, "assignment target must be an indexable value", "runtime_invalid_assignment_target"},
    {IS, "assignment target must be a struct field", "runtime_invalid_assignment_target"},
    {IS, "await expects a Task value", "runtime_task_expected"},
    {STARTS, "range expects", "runtime_range_error"},
    {IS, "range start must be <= end", "runtime_range_error"},
    {IS, "invalid range bounds", "runtime_range_error"},
    {STARTS, "unsupported comparison", "runtime_type_error"},
    {IS, "unsupported + operands", "runtime_type_error"},
    {IS, "cannot iterate over value", "runtime_type_error"},
    {STARTS, "expected iterator, got", "runtime_type_error"},
    {CONTAINS, " expects ", "runtime_invalid_arguments"},
    {STARTS, "expected ", "runtime_invalid_arguments"},
};

const char *rt_error_class(const char *msg, u64 n)
{
    n = rt_trim(&msg, n);
    for (u64 i = 0; i < RT_COUNT(rules); i++) {
        const char *z = rules[i].text;
        i8 hit = rules[i].how == CONTAINS
                     ? contains(msg, n, z)
                     : starts(msg, n, z) && (rules[i].how == STARTS || strlen(z) == n);
        if (hit)
            return rules[i].code;
    }
    return "runtime_error";
}
