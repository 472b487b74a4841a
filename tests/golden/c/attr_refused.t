Attributes of gcc 12 that change what a program does are refused, unless the target does so anyway; those that ask for a guard or other instructions are told to be missing; the rest has its effect or none that shows.
-- interrupt.c --
void tick(void) __attribute__((interrupt));
void tick(void) { }
-- isr.c --
volatile int n;
void __attribute__((interrupt("IRQ"))) SysTick_Handler(void) { n++; }
#if !__has_attribute(interrupt)
#error it is there
#endif
-- abi.c --
int __attribute__((ms_abi)) f(int a);
int __attribute__((sysv_abi)) g(int a);
#if __has_attribute(interrupt)
#error it is not there
#endif
-- more.c --
int a(void) __attribute__((no_caller_saved_registers));
int b __attribute__((noinit));
int c(void) __attribute__((symver("c@V1")));
int d(void) __attribute__((patchable_function_entry(2)));
-- told.c --
int a(int x) __attribute__((target("avx2")));
int b(int x) __attribute__((zero_call_used_regs("used"), stack_protect));
int c(int x) __attribute__((regparm(3), fastcall, no_icf, simd, tainted_args, cf_check));
int d __attribute__((warn_if_not_aligned(8)));
struct s { int x; } __attribute__((designated_init));
-- cmd --
fail fuse cc --target linux-x64 -fsyntax-only interrupt.c
fuse cc --target cortex-m4 -c isr.c -o isr.o
fail fuse cc --target linux-x64 -fsyntax-only abi.c
fail fuse cc --target windows-x64 -fsyntax-only abi.c
fail fuse cc --target linux-x64 -fsyntax-only more.c
fuse cc --target linux-x64 -fsyntax-only told.c
-- out --
interrupt.c:1:32: error: the attribute interrupt is not supported [C0282]
  void tick(void) __attribute__((interrupt));
                                 ^^^^^^^^^
  help: without it the program would do something else, so it is not passed over
abi.c:1:20: error: the attribute ms_abi is not supported [C0282]
  int __attribute__((ms_abi)) f(int a);
                     ^^^^^^
  help: without it the program would do something else, so it is not passed over
abi.c:2:20: error: the attribute sysv_abi is not supported [C0282]
  int __attribute__((sysv_abi)) g(int a);
                     ^^^^^^^^
  help: without it the program would do something else, so it is not passed over
more.c:1:28: error: the attribute no_caller_saved_registers is not supported [C0282]
  int a(void) __attribute__((no_caller_saved_registers));
                             ^^^^^^^^^^^^^^^^^^^^^^^^^
  help: without it the program would do something else, so it is not passed over
more.c:2:22: error: the attribute noinit is not supported [C0282]
  int b __attribute__((noinit));
                       ^^^^^^
  help: without it the program would do something else, so it is not passed over
more.c:3:28: error: the attribute symver is not supported [C0282]
  int c(void) __attribute__((symver("c@V1")));
                             ^^^^^^
  help: without it the program would do something else, so it is not passed over
more.c:4:28: error: the attribute patchable_function_entry is not supported [C0282]
  int d(void) __attribute__((patchable_function_entry(2)));
                             ^^^^^^^^^^^^^^^^^^^^^^^^
  help: without it the program would do something else, so it is not passed over
told.c:1:29: warning: the attribute target has no effect here [C0497]
  int a(int x) __attribute__((target("avx2")));
                              ^^^^^^
told.c:2:29: warning: the attribute zero_call_used_regs has no effect here [C0497]
  int b(int x) __attribute__((zero_call_used_regs("used"), stack_protect));
                              ^^^^^^^^^^^^^^^^^^^
told.c:2:58: warning: the attribute stack_protect has no effect here [C0497]
  int b(int x) __attribute__((zero_call_used_regs("used"), stack_protect));
                                                           ^^^^^^^^^^^^^
