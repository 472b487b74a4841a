Trigraphs are replaced with -trigraphs and with the strict standards before C23; a backslash joins lines over blanks, too.
-- t.c --
??=define S "a??!b??/
c" ??( ??) ??< ??> ??' ??- ??x ???=
S // what??/
is this
/* nor here: ??= */
-- lines.c --
#define TWO a, \ 
    b
int TWO;
int at = __LINE__ + nowhere;
-- ask.c --
int puts(const char *);
int main(void)
{
    return puts("what??!");
}
-- cmd --
fuse cc -trigraphs -E -P t.c
fuse cc -std=c11 -E -P t.c
fuse cc -std=c23 -E -P ask.c | tail -n 2
fuse cc -std=c11 -Wall -E -P t.c 2>&1 >/dev/null | grep warning
fuse cc -Wall -c ask.c
fuse cc -Wall -Wno-trigraphs -c ask.c
fail fuse cc -c lines.c
-- out --
"a|bc" [ ] { } ^ ~ ??x ?#
"a|bc" [ ] { } ^ ~ ??x ?#
return puts("what??!");
}
t.c:1:1: warning: the trigraph ??= stands for # [C0154]
t.c:1:15: warning: the trigraph ??! stands for | [C0154]
t.c:1:19: warning: the trigraph ??/ stands for \ [C0154]
t.c:2:4: warning: the trigraph ??( stands for [ [C0154]
t.c:2:8: warning: the trigraph ??) stands for ] [C0154]
t.c:2:12: warning: the trigraph ??< stands for { [C0154]
t.c:2:16: warning: the trigraph ??> stands for } [C0154]
t.c:2:20: warning: the trigraph ??' stands for ^ [C0154]
t.c:2:24: warning: the trigraph ??- stands for ~ [C0154]
t.c:2:33: warning: the trigraph ??= stands for # [C0154]
t.c:3:3: warning: a // comment of several lines [C0153]
ask.c:4:22: warning: the trigraph ??! is not replaced by | [C0155]
      return puts("what??!");
                       ^^^
  help: -trigraphs turns them on
lines.c:1:16: warning: blanks between the backslash and the end of the line [C0156]
  #define TWO a, \ 
                 ^
  help: the lines are joined nevertheless
lines.c:4:21: error: nowhere is not declared [C0300]
  int at = __LINE__ + nowhere;
                      ^^^^^^^
  help: declare it, or include its header
