Windows: __declspec, calling convention words and imports through a pointer; elsewhere they are unknown.
-- a.c --
__declspec(dllimport) int __stdcall get_it(int);
extern __declspec(dllimport) int counter;
__declspec(thread) int per_thread;
__declspec(align(32)) int aligned;
_Static_assert(sizeof(long) == 4 && sizeof(L"a") == 4 && sizeof(void *) == 8, "LLP64");
int f(void) { return get_it(3) + counter + per_thread + aligned; }
int (*through_a_thunk)(int) = get_it;
-- b.c --
extern __declspec(dllimport) int counter;
int *not_constant = &counter;
-- cmd --
fuse cc --target windows-x64 -O1 --emit ir a.c -o -
fail fuse cc --target windows-x64 --emit ir b.c -o -
fail fuse cc --target linux-x64 --emit ir b.c -o -
-- out --
module "a.c"
file 1 "a.c"

fn global @f() -> i32 !1:6 {
.1:
    %1 = load ptr @__imp_get_it align 8 !1:6
    %2 = call i32 %1(i32 3) : (i32) -> i32 !1:6
    %3 = load ptr @__imp_counter align 8 !1:6
    %4 = load i32 %3 align 4 !1:6
    %5 = add i32 %2, %4 !1:6
    %6 = load i32 @per_thread align 4 !1:6
    %7 = add i32 %5, %6 !1:6
    %8 = load i32 @aligned align 32 !1:6
    %9 = add i32 %7, %8 !1:6
    ret %9 !1:6
}
extern global @__imp_get_it
extern global @__imp_counter
data global tls @per_thread size 4 align 4 !1:3
data global @aligned size 4 align 32 !1:4
data global @through_a_thunk size 8 align 8 !1:7 {
    0: @get_it
}
extern global @get_it (i32) -> i32
b.c:2:21: error: the initialiser of a static object must be constant [C0277]
  int *not_constant = &counter;
                      ^
  help: assign the value when the program runs
b.c:1:8: warning: __declspec is declared without a type [C0221]
  extern __declspec(dllimport) int counter;
         ^^^^^^^^^^
  help: write int before it
b.c:1:34: error: counter is not in the parameter list [C0266]
  extern __declspec(dllimport) int counter;
                                   ^^^^^^^
b.c:2:6: error: not_constant is not in the parameter list [C0266]
  int *not_constant = &counter;
       ^^^^^^^^^^^^
b.c:2:19: error: expected ;, found = [C0200]
  int *not_constant = &counter;
                    ^
b.c:2:19: error: expected a type, found = [C0201]
  int *not_constant = &counter;
                    ^
b.c:2:30: error: expected the function's body, found the end of the file [C0200]
  int *not_constant = &counter;
                               ^
