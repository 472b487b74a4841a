Options of the preprocessor: -undef, preprocessed input, C90 with its amendment.
-- names.c --
#ifdef __SSE2__
no
#endif
#ifdef __GNUC__
no
#endif
__STDC__ __STDC_VERSION__ __LINE__ linux
-- done.i --
# 1 "done.c"
int __LINE__ = 1;
int main(void) { return __LINE__ - 1; }
-- done.txt --
int __FILE__;
-- cmd --
fuse cc -undef -E -P names.c
fuse cc -std=iso9899:199409 -undef -E -P names.c
fuse cc done.i -o done && ./done
fuse cc -x cpp-output -c done.txt -o done.o
fuse cc -fpreprocessed -x c -c done.txt -o done.o
fail fuse cc -x c -c done.txt -o done.o
fuse cc -ftrack-macro-expansion=0 -fno-canonical-system-headers -E -P -undef names.c
-- out --
1 201112L 7 linux
1 199409L 7 linux
done.txt:1:5: error: expected a name, found "done.txt" [C0200]
  int __FILE__;
      ^^^^^^^^
1 201112L 7 linux
