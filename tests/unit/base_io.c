// base_io.c - files, folders, path text, and loops on threads
#include "base/base.h"
#include "tests/unit/unit.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

static void files_round_trip(void **state)
{
    (void)state;
    Arena a = {0};
    char dir[] = "/tmp/fuse-unit-XXXXXX";
    assert_non_null(mkdtemp(dir));
    const char *sub = str_fmt(&a, "%s/x/y/z", dir).p;
    assert_int_equal(file_mkdirs(sub), 0);
    assert_int_equal(file_mkdirs(sub), 0);
    assert_true(file_is_dir(sub));
    const char *f = str_fmt(&a, "%s/f", sub).p, *g = str_fmt(&a, "%s/a", sub).p;
    char big[100000];
    for (size_t i = 0; i < sizeof big; i++) big[i] = (char)(i * 31);
    Str s;
    assert_int_equal(file_read(&a, f, &s), -1);
    assert_int_equal(errno, ENOENT);
    assert_int_equal(file_write(f, big, sizeof big, 0644), 0);
    assert_int_equal(file_read(&a, f, &s), 0);
    assert_int_equal(s.n, sizeof big);
    assert_memory_equal(s.p, big, sizeof big);
    assert_int_equal(s.p[s.n], 0);
    assert_int_equal(file_write(f, "", 0, 0755), 0);
    struct stat st;
    assert_int_equal(stat(f, &st), 0);
    assert_true(st.st_mode & S_IXUSR);
    assert_int_equal(file_read(&a, f, &s), 0);
    assert_int_equal(s.n, 0);
    assert_int_equal(file_write(g, "1", 1, 0644), 0);
    Str *names;
    u32 n;
    assert_int_equal(dir_list(&a, sub, &names, &n), 0);
    assert_int_equal(n, 2);  // and no temporary file is left
    assert_true(str_eqz(names[0], "a") && str_eqz(names[1], "f"));
    assert_int_equal(file_mkdirs(str_fmt(&a, "%s/q", f).p), -1);
    assert_int_equal(file_mkdirs(f), -1);
    assert_int_equal(errno, ENOTDIR);
    assert_int_equal(file_read(&a, sub, &s), -1);
    assert_int_equal(file_write(sub, "1", 1, 0644), -1);
    assert_int_equal(file_write("/dev/null", "1", 1, 0644), 0);
    assert_false(file_exists(str_fmt(&a, "%s/none", dir).p));
    assert_int_equal(unlink(f) | unlink(g), 0);
    for (int i = 0; i < 4; i++, *strrchr((char *)sub, '/') = 0) assert_int_equal(rmdir(sub), 0);
    arena_free(&a);
}

static void paths_are_text(void **state)
{
    (void)state;
    Arena a = {0};
    static const char *const clean[][2] = {
        {"a/b", "a/b"}, {"./a//b/", "a/b"}, {"a/../b", "b"}, {"a/..", "."}, {"", "."}, {".", "."},
        {"../a/../..", "../.."}, {"/../a", "/a"}, {"/", "/"}, {"/a/b/..", "/a"}, {"..", ".."},
        {"a/b/../../../c", "../c"}, {"/a/./b", "/a/b"},
    };
    for (size_t i = 0; i < COUNT(clean); i++)
        assert_string_equal(path_clean(&a, str_of(clean[i][0])).p, clean[i][1]);
    assert_true(str_eqz(path_dir(STR("a/b")), "a"));
    assert_true(str_eqz(path_dir(STR("b")), "."));
    assert_true(str_eqz(path_dir(STR("/b")), "/"));
    assert_true(str_eqz(path_base(STR("a/b.c")), "b.c"));
    assert_true(str_eqz(path_base(STR("b")), "b"));
    assert_string_equal(path_join(&a, STR("a"), STR("b")).p, "a/b");
    assert_string_equal(path_join(&a, STR("a/"), STR("b")).p, "a/b");
    assert_string_equal(path_join(&a, STR("a"), STR("/b")).p, "/b");
    assert_string_equal(path_join(&a, STR(""), STR("b")).p, "b");
    arena_free(&a);
}

static void square(void *ctx, u32 i, Arena *tmp)
{
    (void)tmp;
    ((u32 *)ctx)[i] += i * i;
}

static void loops_on_threads(void **state)
{
    (void)state;
    static const int jobs[] = {-1, 0, 1, 2, 7, 1000};
    for (size_t k = 0; k < COUNT(jobs); k++)
        for (u32 n = 0; n < 300; n += 50) {
            u32 v[300] = {0};
            parallel_for(n, jobs[k], square, v);
            for (u32 i = 0; i < 300; i++) assert_int_equal(v[i], i < n ? i * i : 0);
        }
    assert_true(cpu_count() >= 1);
}

int test_base_io(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_round_trip),
        cmocka_unit_test(paths_are_text),
        cmocka_unit_test(loops_on_threads),
    };
    return cmocka_run_group_tests_name("base_io", tests, NULL, NULL);
}
