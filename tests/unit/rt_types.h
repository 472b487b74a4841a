// rt_types.h - descriptors for the runtime's tests, as the compiler would emit them
#ifndef RT_TYPES_H
#define RT_TYPES_H

#include "runtime/rt_int.h"

#define N(name, text) RT_STATIC_STR(name, text)
#define SREF(s) ((const RtStr *)(const void *)&(s))
#define PTR .flags = RT_TF_PTR | RT_TF_REFS, .align = 8, .size = 8

N(s_user, "User");
N(s_name, "name");
N(s_age, "age");
N(s_mail, "mail");
N(s_score, "score");
N(s_tags, "tags");
N(s_list, "List");
N(s_map, "Map");
N(s_option, "Option");
N(s_result, "Result");
N(s_color, "Color");
N(s_red, "Red");
N(s_rgb, "Rgb");
N(s_gray, "Gray");
N(s_dir, "Dir");
N(s_north, "North");
N(s_south, "South");
N(s_box, "Box");

static const RtRefine len_1_80[] = {{rt_check_len, 1, 80, NULL, NULL}};
static const RtRefine int_0_130[] = {{rt_check_range, 0, 130, NULL, NULL}};
static const RtRefine email[] = {{rt_check_email, 0, 0, NULL, NULL}};
static const RtType t_name = {
    .kind = RT_STRING, PTR, .name = SREF(s_name), .nrefine = 1, .refine = len_1_80};
static const RtType t_age = {
    .kind = RT_INT, .align = 8, .size = 8, .name = SREF(s_age), .nrefine = 1, .refine = int_0_130};
static const RtType t_email = {
    .kind = RT_STRING, PTR, .name = SREF(s_mail), .nrefine = 1, .refine = email};
static const RtType t_opt_email = {
    .kind = RT_OPTION, PTR, .name = SREF(s_option), .elem = &t_email};
static const RtType t_opt_float = {
    .kind = RT_OPTION, .align = 8, .size = 16, .name = SREF(s_option), .elem = &rt_type_float};
static const RtType t_opt_int = {.kind = RT_OPTION, .align = 8, .size = 16, .name = SREF(s_option),
                                 .elem = &rt_type_int};
static const RtType t_ints = {.kind = RT_LIST, PTR, .name = SREF(s_list), .elem = &rt_type_int};
static const RtType t_strings = {
    .kind = RT_LIST, PTR, .name = SREF(s_list), .elem = &rt_type_string};
static const RtType t_map_int = {.kind = RT_MAP, PTR, .name = SREF(s_map), .elem = &rt_type_int,
                                 .elem2 = &rt_type_string};
static const RtType t_result = {.kind = RT_RESULT,
                                .flags = RT_TF_REFS,
                                .align = 8,
                                .size = 16,
                                .name = SREF(s_result),
                                .elem = &t_opt_int,
                                .elem2 = &rt_type_string};
static const RtType t_box_int = {
    .kind = RT_BOX, PTR, .name = SREF(s_box), .elem = &rt_type_int, .obj_size = 24};

static RtRec *no_tags(void *out, const void *base)
{
    (void)base;
    *(RtList **)out = rt_list_new(&t_strings, 0);
    return NULL;
}

// type User: name: String(1..80), age: Int(0..130), mail: Email?, score: Float?, tags: List<String>
// = []
static const RtField f_user[] = {{SREF(s_name), &t_name, 16, 0, NULL},
                                 {SREF(s_age), &t_age, 24, 0, NULL},
                                 {SREF(s_mail), &t_opt_email, 32, 0, NULL},
                                 {SREF(s_score), &t_opt_float, 40, 0, NULL},
                                 {SREF(s_tags), &t_strings, 56, RT_FF_DEFAULT, no_tags}};
static const RtType t_user = {
    .kind = RT_STRUCT, PTR, .obj_size = 64, .nfield = 5, .name = SREF(s_user), .field = f_user};
static const RtType t_users = {.kind = RT_LIST, PTR, .name = SREF(s_list), .elem = &t_user};
static const RtType t_opt_user = {.kind = RT_OPTION, PTR, .name = SREF(s_option), .elem = &t_user};

// enum Color: Red, Rgb(Int, Int, Int), Gray(Float)
extern const RtType t_color;
static const RtRec i_red = {RT_IMMORTAL, RT_ENUM, 0, 0, &t_color};
static const RtField f_rgb[] = {{SREF(s_rgb), &rt_type_int, 16, 0, NULL},
                                {SREF(s_rgb), &rt_type_int, 24, 0, NULL},
                                {SREF(s_rgb), &rt_type_int, 32, 0, NULL}};
static const RtField f_gray[] = {{SREF(s_gray), &rt_type_float, 16, 0, NULL}};
static const RtVariant v_color[] = {{SREF(s_red), NULL, &i_red, 0, 16},
                                    {SREF(s_rgb), f_rgb, NULL, 3, 40},
                                    {SREF(s_gray), f_gray, NULL, 1, 24}};
__attribute__((weak)) const RtType t_color = {
    .kind = RT_ENUM, PTR, .nvariant = 3, .name = SREF(s_color), .variant = v_color};

// enum Dir: North, South
static const RtVariant v_dir[] = {{SREF(s_north), NULL, NULL, 0, 16},
                                  {SREF(s_south), NULL, NULL, 0, 16}};
static const RtType t_dir = {
    .kind = RT_TAG, .align = 8, .size = 8, .nvariant = 2, .name = SREF(s_dir), .variant = v_dir};

static inline RtStr *zs(const char *z)
{
    return rt_str_new(z, (i64)strlen(z));
}

static void (*failure_f)(const void *);
static const void *failure_arg;

static inline void failure_run(i64 n)
{
    (void)n;
    failure_f(failure_arg);
}

/* The message with which f(arg) fails, in a child process; "" when it does not. */
static inline const char *failure(void (*f)(const void *), const void *arg, char out[512])
{
    RtBuf b;
    rt_buf_init(&b);
    failure_f = f;
    failure_arg = arg;
    i32 bad = rt_os_child(failure_run, 0, &b);
    u64 n = b.len < 511 ? (u64)b.len : 511;
    if (n)
        memcpy(out, rt_buf_chars(&b), n);
    out[n] = 0;
    if (bad && !n)
        return "?";
    rt_buf_free(&b);
    return out;
}

#endif
