Specifiers where they cannot stand: C11 6.7.1 to 6.7.5 and 6.7.6.2.
-- spec.c --
typedef void action(void);
_Alignas(16) typedef int wide;
_Alignas(16) void fn(void);
void takes(_Alignas(8) int p);
struct bits { _Alignas(8) int b : 3; _Atomic int c : 2; };
_Alignas(1) long packed;
_Alignas(struct later) char c;
int size = sizeof(_Alignas(8) long);
typedef _Noreturn void stops(void);
inline int number;
_Thread_local void tf(void);
_Thread_local int tv;
extern int tv;
int restrict r;
action *restrict ar;
_Atomic(const int) ac;
int two[static 2];
void inner(int a[2][const 3]);
struct known;
const struct known;
static struct fresh { int a; };
enum none;
struct dup { struct { int a; }; struct { int a; }; };
-- cmd --
fail fuse cc -c spec.c
-- out --
spec.c:2:1: error: _Alignas is not allowed for a typedef [C0288]
  _Alignas(16) typedef int wide;
  ^^^^^^^^
  help: it is for objects that are not register variables, and for members that are no bit-fields
spec.c:3:1: error: _Alignas is not allowed for a function [C0288]
  _Alignas(16) void fn(void);
  ^^^^^^^^
  help: it is for objects that are not register variables, and for members that are no bit-fields
spec.c:4:12: error: _Alignas is not allowed for a parameter [C0288]
  void takes(_Alignas(8) int p);
             ^^^^^^^^
  help: it is for objects that are not register variables, and for members that are no bit-fields
spec.c:5:15: error: _Alignas is not allowed for a bit-field [C0288]
  struct bits { _Alignas(8) int b : 3; _Atomic int c : 2; };
                ^^^^^^^^
  help: it is for objects that are not register variables, and for members that are no bit-fields
spec.c:5:50: error: a bit-field cannot have type _Atomic int [C0236]
  struct bits { _Alignas(8) int b : 3; _Atomic int c : 2; };
                                                   ^
  help: use an integer type
spec.c:6:1: error: alignment 1 is less than long has by itself (8) [C0289]
  _Alignas(1) long packed;
  ^^^^^^^^
spec.c:7:1: error: type struct later has no alignment [C0290]
  _Alignas(struct later) char c;
  ^^^^^^^^
spec.c:8:19: error: _Alignas is not allowed for a type name [C0288]
  int size = sizeof(_Alignas(8) long);
                    ^^^^^^^^
  help: it is for objects that are not register variables, and for members that are no bit-fields
spec.c:9:1: warning: _Noreturn is for functions, not for a typedef [C0291]
  typedef _Noreturn void stops(void);
  ^^^^^^^
spec.c:10:1: warning: inline is for functions, not for a variable [C0291]
  inline int number;
  ^^^^^^
spec.c:11:1: error: _Thread_local is not allowed here [C0224]
  _Thread_local void tf(void);
  ^^^^^^^^^^^^^
spec.c:13:12: error: tv is thread-local in one of its declarations, and not in the other [C0294]
  extern int tv;
             ^^
spec.c:12:19: note: the previous one is here [C0244]
  _Thread_local int tv;
                    ^^
spec.c:14:1: error: restrict on int, which is no pointer to an object [C0299]
  int restrict r;
  ^^^
spec.c:15:8: error: restrict on void (*)(void), which is no pointer to an object [C0299]
  action *restrict ar;
         ^
spec.c:16:1: error: _Atomic(const int): the type is qualified already [C0295]
  _Atomic(const int) ac;
  ^^^^^^^
  help: write the qualifiers outside of the parentheses
spec.c:17:16: error: static in [] is for the outermost array of a parameter [C0298]
  int two[static 2];
                 ^
spec.c:18:27: error: a qualifier in [] is for the outermost array of a parameter [C0298]
  void inner(int a[2][const 3]);
                            ^
spec.c:20:1: warning: the qualifier has no effect here: this declares neither an object nor a tag [C0293]
  const struct known;
  ^^^^^
spec.c:21:1: warning: the storage class has no effect here: no object is declared [C0292]
  static struct fresh { int a; };
  ^^^^^^
spec.c:23:46: error: member a declared twice [C0231]
  struct dup { struct { int a; }; struct { int a; }; };
                                               ^
