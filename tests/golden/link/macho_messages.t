What a Mach-O link says: every undefined name, a stub library with a defect, one for another machine.
-- a.c --
int puts(const char *), missing_one(void), missing_two(int);
extern int missing_data;
static int unused(void) { return missing_two(0); }
int main(void) { puts("x"); return missing_one() + missing_two(missing_data); }
-- other.tbd --
--- !tapi-tbd
tbd-version: 4
targets: [ i386-macos ]
install-name: /usr/lib/libother.dylib
-- broken.tbd --
--- !tapi-tbd
tbd-version: 4
targets: [ x86_64-macos
install-name: /usr/lib/libbroken.dylib
-- more.tbd --
--- !tapi-tbd
tbd-version: 4
targets: [ x86_64-macos ]
install-name: /usr/lib/libmore.dylib
exports:
  - targets: [ x86_64-macos ]
    symbols: [ _missing_one, _missing_two, _missing_data ]
-- cmd --
fail fuse cc --target macos-x64 a.c -o a
fail fuse cc --target macos-x64 a.c other.tbd -o a
fail fuse cc --target macos-x64 a.c broken.tbd -o a
test ! -e a
fuse cc --target macos-x64 a.c more.tbd -o a
test -x a
-- out --
error: undefined symbol `missing_one` [L0101]
note: asked for by a.c: function `main` (.text.main+0xe) [L0102]
error: undefined symbol `missing_data` [L0101]
note: asked for by a.c: function `main` (.text.main+0x17) [L0102]
error: undefined symbol `missing_two` [L0101]
note: asked for by a.c: function `main` (.text.main+0x1e) [L0102]
error: `other.tbd` cannot be read: the library is not for x86_64-macos [L0002]
error: undefined symbol `missing_one` [L0101]
note: asked for by a.c: function `main` (.text.main+0xe) [L0102]
error: undefined symbol `missing_data` [L0101]
note: asked for by a.c: function `main` (.text.main+0x17) [L0102]
error: undefined symbol `missing_two` [L0101]
note: asked for by a.c: function `main` (.text.main+0x1e) [L0102]
error: `broken.tbd` cannot be read: line 4: expected a comma or the end of the list [L0002]
error: undefined symbol `missing_one` [L0101]
note: asked for by a.c: function `main` (.text.main+0xe) [L0102]
error: undefined symbol `missing_data` [L0101]
note: asked for by a.c: function `main` (.text.main+0x17) [L0102]
error: undefined symbol `missing_two` [L0101]
note: asked for by a.c: function `main` (.text.main+0x1e) [L0102]
