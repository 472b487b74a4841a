Constants of several characters have the value that gcc gives them, and a warning.
-- t.c --
int main(void)
{
    return 'ab' == 'a' * 256 + 'b' && 'abcd' == 0x61626364 && '\377\1' == 0xff01 && sizeof 'ab' == 4 ? 0 : 1;
}
-- cmd --
fuse cc --interp t.c
-- out --
t.c:3:12: warning: character constant of several characters [C0134]
      return 'ab' == 'a' * 256 + 'b' && 'abcd' == 0x61626364 && '\377\1' == 0xff01 && sizeof 'ab' == 4 ? 0 : 1;
             ^^^^
t.c:3:39: warning: character constant of several characters [C0134]
      return 'ab' == 'a' * 256 + 'b' && 'abcd' == 0x61626364 && '\377\1' == 0xff01 && sizeof 'ab' == 4 ? 0 : 1;
                                        ^^^^^^
t.c:3:63: warning: character constant of several characters [C0134]
      return 'ab' == 'a' * 256 + 'b' && 'abcd' == 0x61626364 && '\377\1' == 0xff01 && sizeof 'ab' == 4 ? 0 : 1;
                                                                ^^^^^^^^
t.c:3:92: warning: character constant of several characters [C0134]
      return 'ab' == 'a' * 256 + 'b' && 'abcd' == 0x61626364 && '\377\1' == 0xff01 && sizeof 'ab' == 4 ? 0 : 1;
                                                                                             ^^^^
