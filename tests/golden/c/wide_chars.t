Wide and UTF characters: what has no value is an error (C11 6.4.3, 6.4.4.4, 6.4.5), what the implementation chooses a warning.
-- t.c --
int \u00e4b = 1;
int *p = &\U000000e4b;
int last = L'ab', many = 'abcde', octal = u'\777';
_Static_assert(L'ab' == 'b' && 'abcde' == 'bcde' && sizeof(U"\U0001F600") == 8);
_Static_assert(sizeof(u"\U0001F600") == 6 && sizeof(u8"\u00e4" "x") == 4);
-- bad.c --
char *s1 = "\u0041";
char *s2 = "\ud800";
char *s3 = "\U00110000";
char *s5 = "\u12";
int d = u'\U0001F600';
int e = L'';
int f = u'ab';
int x = '\400';
char a[] = L"a";
int \u0301a;
-- cmd --
fuse cc -c t.c
fail fuse cc -c bad.c 2>bad.txt
grep -c error bad.txt
-- out --
t.c:3:12: warning: only the last characters of this constant count [C0146]
  int last = L'ab', many = 'abcde', octal = u'\777';
             ^^^^^
t.c:3:26: warning: only the last characters of this constant count [C0146]
  int last = L'ab', many = 'abcde', octal = u'\777';
                           ^^^^^^^
t.c:4:16: warning: only the last characters of this constant count [C0146]
  _Static_assert(L'ab' == 'b' && 'abcde' == 'bcde' && sizeof(U"\U0001F600") == 8);
                 ^^^^^
t.c:4:32: warning: only the last characters of this constant count [C0146]
  _Static_assert(L'ab' == 'b' && 'abcde' == 'bcde' && sizeof(U"\U0001F600") == 8);
                                 ^^^^^^^
t.c:4:43: warning: character constant of several characters [C0134]
  _Static_assert(L'ab' == 'b' && 'abcde' == 'bcde' && sizeof(U"\U0001F600") == 8);
                                            ^^^^^^
10
