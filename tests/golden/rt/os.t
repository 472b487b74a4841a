The system interface of the runtime: threads wait on a word and are woken, random bytes differ, time goes on, memory moves with its contents, files.
-- a.c --
#include <stddef.h>
#include <stdint.h>

typedef int64_t i64;
typedef uint32_t u32;
typedef uint64_t u64;
i64 rt_os_thread(void (*f)(void *), void *arg);
void rt_os_join(i64 t);
void rt_os_wait(const u32 *word, u32 value, i64 ms);
void rt_os_wake(const u32 *word, u32 n);
u32 rt_os_ncpu(void);
i64 rt_os_random(void *p, u64 n);
i64 rt_os_mono_ns(void);
i64 rt_os_now_ms(void);
void rt_os_sleep_ms(i64 ms);
void *rt_os_map(u64 n);
void *rt_os_remap(void *p, u64 from, u64 to);
void rt_os_unmap(void *p, u64 n);
i64 rt_os_open(const char *path, u32 how);
i64 rt_os_write(int32_t fd, const void *p, u64 n);
i64 rt_os_read(int32_t fd, void *p, u64 n);
void rt_os_close(int32_t fd);
int8_t rt_os_isatty(int32_t fd);
const char *rt_os_error(i64 err);
i64 rt_os_pid(void);

static void say(const char *what, int ok)
{
    u64 n = 0;
    while (what[n])
        n++;
    rt_os_write(1, what, n);
    rt_os_write(1, ok ? " ok\n" : " WRONG\n", ok ? 4 : 7);
}

static _Thread_local int mine = 7;
static _Atomic u32 count, go, bad;

static void work(void *arg)
{
    while (!go)
        rt_os_wait((u32 *)&go, 0, -1);
    bad += mine != 7;
    mine = (int)*(u32 *)arg;
    for (int i = 0; i < 10000; i++)
        count++;
    bad += mine != (int)*(u32 *)arg;
}

static void threads(void)
{
    i64 t[8];
    u32 arg[8], started = 0;
    mine = 1;
    for (u32 i = 0; i < 8; i++) {
        arg[i] = 100 + i;
        started += (t[i] = rt_os_thread(work, &arg[i])) > 0;
    }
    say("started", started == 8);
    go = 1;
    rt_os_wake((u32 *)&go, 100);
    for (u32 i = 0; i < 8; i++)
        rt_os_join(t[i]);
    say("counted", count == 80000);
    say("thread-local", !bad && mine == 1);
    say("processors", rt_os_ncpu() > 0);
}

static void waits(void)
{
    u32 word = 5;
    i64 from = rt_os_mono_ns();
    rt_os_wait(&word, 4, -1);
    say("no wait for another value", 1);
    while (rt_os_mono_ns() - from < 20000000)
        rt_os_wait(&word, 5, 20);
    say("wait ends in time", rt_os_mono_ns() - from < 10000000000);
    from = rt_os_mono_ns();
    rt_os_sleep_ms(15);
    say("sleep", rt_os_mono_ns() - from >= 15000000);
    say("date", rt_os_now_ms() > 1600000000000);
}

static void memory(void)
{
    u64 mb = 1 << 20, sum = 0;
    unsigned char *p = rt_os_map(mb);
    for (u64 i = 0; i < mb; i++)
        sum += p[i];
    say("zeroed", sum == 0);
    for (u64 i = 0; i < mb; i++)
        p[i] = (unsigned char)(i * 7 >> 3);
    p = rt_os_remap(p, mb, 4 * mb);
    for (u64 i = 0; i < 4 * mb; i++)
        sum += p[i] != (i < mb ? (unsigned char)(i * 7 >> 3) : 0);
    say("moved", sum == 0);
    rt_os_unmap(p, 4 * mb);
}

static void files(void)
{
    char in[8] = {0};
    i64 fd = rt_os_open("no such file", 0);
    say("missing", fd == -2 && rt_os_error(fd)[0]);
    fd = rt_os_open("h\xc3\xa9.txt", 1);
    say("create", fd > 2 && rt_os_write((int32_t)fd, "a\nb", 3) == 3);
    rt_os_close((int32_t)fd);
    fd = rt_os_open("h\xc3\xa9.txt", 2);
    say("append", fd > 2 && rt_os_write((int32_t)fd, "c", 1) == 1);
    rt_os_close((int32_t)fd);
    fd = rt_os_open("h\xc3\xa9.txt", 0);
    say("not a terminal", !rt_os_isatty((int32_t)fd));
    say("read", rt_os_read((int32_t)fd, in, 8) == 4 && in[0] == 'a' && in[1] == '\n' && in[3] == 'c');
    say("end", rt_os_read((int32_t)fd, in, 8) == 0);
    rt_os_close((int32_t)fd);
}

int main(void)
{
    u64 r[4] = {0};
    threads();
    waits();
    memory();
    files();
    say("random", rt_os_random(r, sizeof r) == 0 && r[0] != r[1] && r[1] != r[2] && r[2] != r[3]);
    say("pid", rt_os_pid() > 0);
    return 0;
}
-- cmd --
fuse cc --libc=none -O2 -Wall -Wextra a.c -o a
./a
-- out --
started ok
counted ok
thread-local ok
processors ok
no wait for another value ok
wait ends in time ok
sleep ok
date ok
zeroed ok
moved ok
missing ok
create ok
append ok
not a terminal ok
read ok
end ok
random ok
pid ok
