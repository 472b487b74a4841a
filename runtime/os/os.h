// os.h - all that the runtime asks of a system; each folder beside this file provides it
//
// Numbers < 0 are errors: the negative of Linux's error number on every system, so that programs
// print the same. Text in and out is UTF-8. docs/runtime-os.md: who provides what, and what bare
// metal lacks.
#ifndef RT_OS_H
#define RT_OS_H

#include "runtime/include/rt_abi.h"

enum { RT_ENOENT = -2 };                 // there is no such file
enum { RT_ENOTSUP = -95 };               // this system cannot do that

/* ---- memory: whole pages ---- */
void *rt_os_map(uint64_t size);          // zeroed; NULL when there is no more
void rt_os_unmap(void *p, uint64_t size);
void *rt_os_remap(void *p, uint64_t from, uint64_t to);  // may move; NULL when there is no more

/* ---- files and console: descriptors 0, 1, 2 are standard input, output, error ---- */
enum { RT_OPEN_READ = 0, RT_OPEN_CREATE = 1, RT_OPEN_APPEND = 2 };  // create: empty, for writing
int64_t rt_os_open(const char *path, uint32_t how);      // descriptor
void rt_os_close(int32_t fd);
int64_t rt_os_read(int32_t fd, void *p, uint64_t n);     // bytes read; 0: the end
int64_t rt_os_write(int32_t fd, const void *p, uint64_t n);  // bytes written, perhaps fewer than n
int8_t rt_os_isatty(int32_t fd);
const char *rt_os_error(int64_t err);    // text of a negative result (core/oserr.c has them all)

/* What C programs want of files besides. how: one of the first three, and more of the others. */
enum {
    RT_FILE_READ = 0, RT_FILE_WRITE = 1, RT_FILE_BOTH = 2,
    RT_FILE_CREATE = 0100, RT_FILE_EXCL = 0200, RT_FILE_TRUNC = 01000, RT_FILE_APPEND = 02000,
    RT_FILE_CLOEXEC = 02000000           // not in a program that this one becomes
};
int64_t rt_os_file(const char *path, uint32_t how, uint32_t mode);   // descriptor
int64_t rt_os_seek(int32_t fd, int64_t off, int32_t whence);  // new place; whence: 0 1 2 as in C
int64_t rt_os_remove(const char *path);  // a file or an empty folder
int64_t rt_os_rename(const char *from, const char *to);  // `to` may be a file, which is replaced

/* Names of environment variables that differ by case only: are they the same? */
#if defined(_WIN32)
enum { RT_ENV_FOLD = 1, RT_PATH_LIST = ';' };
#else
enum { RT_ENV_FOLD = 0, RT_PATH_LIST = ':' };    // between folders in PATH
#endif

/* ---- this process ---- */
__attribute__((noreturn)) void rt_os_exit(int32_t code);
int64_t rt_os_pid(void);                 // 0 where there are no processes
/* Memory faults become a fatal error: "stack overflow" near the stack, a panic elsewhere. */
void rt_os_crash_handlers(void);
/* Runs f(n) in a process of its own, where rt.fail_fd takes the text of a failure, which comes back
 * in *message: 0 fine, 1 failed. Systems that cannot copy a process start the program again;
 * rt_os_child_number is the n it was started for, -1 in a program that was not. */
int32_t rt_os_child(void (*f)(int64_t n), int64_t n, RtBuf *message);
int64_t rt_os_child_number(void);
/* C programs: thread-local storage of the first thread; envp as the program start was given it. */
void rt_os_tls_init(const char *const *envp);
/* C programs: what has the attributes constructor and destructor, unless the system's loader does
 * that; the second one after main, in reverse order. */
void rt_os_init_functions(int64_t argc, const char *const *argv, const char *const *envp);
void rt_os_fini_functions(void);         // a second call does nothing
/* C programs whose C library is the system's: its exit, once there is something to do there; main
 * returns to that. NULL: functions after main, and the end. */
extern void (*rt_os_leave)(int32_t code);

/* ---- the stack, for reports of crashes; not asked for on bare metal ---- */
enum { RT_FRAME_REGS = 34 };
typedef struct RtFrame {
    uint64_t pc;
    uint64_t reg[RT_FRAME_REGS];         // by their DWARF numbers
} RtFrame;
/* To the caller; 0 at the end. innermost: pc is an instruction, else the one after a call. */
int8_t rt_os_step(RtFrame *f, int8_t innermost);
/* Name of the function that holds pc ("" when not known) and the offset there; returns the address
 * in the file. */
uint64_t rt_os_symbol(uint64_t pc, char *name, uint64_t cap, uint64_t *off);

/* ---- time and chance ---- */
int64_t rt_os_now_ms(void);              // since 1970, UTC; since the start where there is no clock
int64_t rt_os_mono_ns(void);             // never goes back
void rt_os_sleep_ms(int64_t ms);
int64_t rt_os_random(void *p, uint64_t n);  // 0; fit for keys

/* ---- threads ---- */
int64_t rt_os_thread(void (*f)(void *arg), void *arg);   // its name, for rt_os_join; or < 0
void rt_os_join(int64_t thread);         // once for each thread
uint32_t rt_os_ncpu(void);               // at least 1
/* Sleeps while *word is `value`, at most ms milliseconds (< 0: no limit). May also return for no
 * reason: ask again. */
void rt_os_wait(const uint32_t *word, uint32_t value, int64_t ms);
void rt_os_wake(const uint32_t *word, uint32_t n);       // at most n of those who wait on it

#endif
