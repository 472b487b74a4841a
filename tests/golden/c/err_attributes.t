An attribute that changes what the program does, and that we do not have, is an error, and __has_attribute says so.
-- t.c --
#if __has_attribute(scalar_storage_order) || !__has_attribute(cleanup) || !__has_attribute(alias) || !__has_attribute(packed)
#error __has_attribute is wrong
#endif
void close_it(int *x);
int f(void)
{
    int fd __attribute__((ms_abi)) = 3;
    return fd;
}
int old(void);
int new(void) __attribute__((alias("old")));
int g(void) { return new(); }
-- cmd --
fuse cc -c t.c -o t.o; echo $?; ls t.o 2>&1 | grep -c 'No such'
-- out --
t.c:7:27: error: the attribute ms_abi is not supported [C0282]
      int fd __attribute__((ms_abi)) = 3;
                            ^^^^^^
  help: without it the program would do something else, so it is not passed over
1
1
