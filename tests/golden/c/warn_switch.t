A switch over an enumeration without default names the constants that have no case.
-- t.c --
enum color { RED, GREEN = 5, BLUE, YELLOW, BLACK, SAME = RED };
int f(enum color c, int n)
{
    switch (c) {
    case RED: return 1;
    case BLUE: return 2;
    }
    switch (c) {
    case RED ... BLACK: n++;
    }
    switch (c) {
    case RED: n++;
    default: n--;
    }
    switch ((int)c) {
    case 1: n++;
    }
    switch (c) {
    case GREEN: n++;
    }
    return n;
}
-- cmd --
fuse cc -c t.c
fuse cc -Wall -c t.c
-- out --
t.c:4:5: warning: this switch has no case for GREEN, YELLOW, BLACK [C0438]
      switch (c) {
      ^^^^^^
  help: add them, or default:
t.c:18:5: warning: this switch has no case for RED, BLUE, YELLOW and 2 more [C0438]
      switch (c) {
      ^^^^^^
  help: add them, or default:
