__DATE__ and __TIME__ come from SOURCE_DATE_EPOCH; without it they are the first second of 1970, with a warning. The clock is not asked.
-- t.c --
const char *when = __DATE__ " " __TIME__;
const char *file = __TIMESTAMP__;
-- cmd --
SOURCE_DATE_EPOCH=1709210096 fuse cc -E -P t.c
SOURCE_DATE_EPOCH=0 fuse cc -E -P t.c
env -u SOURCE_DATE_EPOCH fuse cc -E -P t.c
-- out --
const char *when = "Feb 29 2024" " " "12:34:56";
const char *file = "Thu Feb 29 12:34:56 2024";
const char *when = "Jan  1 1970" " " "00:00:00";
const char *file = "Thu Jan  1 00:00:00 1970";
t.c:1:20: warning: __DATE__ is a fixed text, so that the output depends on the input only [C0144]
  const char *when = __DATE__ " " __TIME__;
                     ^^^^^^^^
t.c:1:33: warning: __TIME__ is a fixed text, so that the output depends on the input only [C0144]
  const char *when = __DATE__ " " __TIME__;
                                  ^^^^^^^^
t.c:2:20: warning: __TIMESTAMP__ is a fixed text, so that the output depends on the input only [C0144]
  const char *file = __TIMESTAMP__;
                     ^^^^^^^^^^^^^
const char *when = "Jan  1 1970" " " "00:00:00";
const char *file = "Thu Jan  1 00:00:00 1970";
