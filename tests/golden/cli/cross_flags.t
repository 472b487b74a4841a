Options and libraries that makefiles for macOS and Windows give: -lm is there, resources, frameworks, what is refused, names without their mark.
-- main.c --
int main(void) { return 0; }
-- label.c --
extern int gone(void) __asm__("gone$real");
int both(void) __asm__("both$x");
int both(void) { return 1; }
int main(void) { return gone(); }
-- label2.c --
int both(void) __asm__("both$x");
int both(void) { return 2; }
-- sdk/Foo.framework/Foo.tbd --
--- !tapi-tbd
tbd-version:     4
targets:         [ arm64-macos, x86_64-macos ]
install-name:    '/System/Library/Frameworks/Foo.framework/Versions/A/Foo'
exports:
  - targets:         [ arm64-macos, x86_64-macos ]
    symbols:         [ _foo ]
...
-- foo.c --
int foo(void);
int main(void) { return foo(); }
-- cmd --
fuse cc --target macos-arm64 main.c -lm -lc -lpthread -lSystem -Wl,-dead_strip -mmacosx-version-min=11.0 -o m
fuse cc --target macos-arm64 --libc=own main.c -lm -lSystem -o m
fuse cc --target macos-arm64 foo.c -F sdk -framework Foo -o m
fail 1 fuse cc --target macos-arm64 foo.c -framework Foo -o no
fail 1 fuse cc --target macos-arm64 foo.c -Fsdk -framework Bar -o no
fail 1 fuse cc --target macos-arm64 main.c -lfoo -o no
fail 1 fuse cc --target macos-arm64 main.c -arch arm64 -o no
fail 1 fuse cc --target macos-arm64 main.c -dynamiclib -o no
fail 1 fuse cc --target macos-arm64 main.c -mmacosx-version-min=10.9 -o no
fuse cc --target windows-x64 main.c -lm -lkernel32 -lws2_32 -mwindows -mthreads -Wl,--nxcompat,--dynamicbase -o w.exe
fuse cc --target windows-x64 main.c -mconsole -Wl,--subsystem,windows -static-libgcc -o w.exe
fail 1 fuse cc --target windows-x64 main.c -lgdi33 -o no
fail 1 fuse cc --target windows-x64 main.c -municode -o no
fail 1 fuse cc --target windows-x64 main.c -Wl,/opt:ref -o no
fail 1 fuse cc --target windows-x64 main.c -Wl,--subsystem,posix -o no
fail 1 fuse cc --target windows-x64 main.c --resource version=1 --resource company=$(head -c 1025 /dev/zero | tr '\0' x) -o no
fuse cc --target linux-arm64 --libc=own main.c -lm -lpthread -o l
fail 1 fuse cc --target linux-arm64 --libc=own main.c -lz -o no
ls
fail 1 fuse cc --target macos-arm64 label.c label2.c -o no
fail 1 fuse cc --target macos-arm64 label.c -o no
for i in $(seq 300); do echo "__attribute__((section(\"s$i\"))) int v$i = $i;"; done >many.c
fail 1 fuse cc --target macos-arm64 -c many.c
test ! -e many.o
fuse cc --target windows-x64 -c many.c
-- out --
error: no framework `Foo` [D0043]
  help: -F names a folder of an SDK that has NAME.framework/NAME.tbd
error: no framework `Bar` [D0043]
  help: -F names a folder of an SDK that has NAME.framework/NAME.tbd
error: no library `foo` [L0006]
  help: -L names a directory to look in
error: option -archarm64 is refused: choose the target with --target [D0029]
error: option -dynamiclib is refused: images for macOS are programs [D0029]
error: option -mmacosx-version-min=10.9 is refused: programs are for macOS 11 and later [D0029]
error: no library `gdi33` [L0006]
  help: -L names a directory to look in
error: option -municode is refused: programs begin at main; GetCommandLineW has the arguments [D0029]
error: option /opt:ref is refused: options have the names of GNU ld, not of link.exe [D0029]
error: option --subsystem does not take posix [D0009]
error: company: text for the resources of an image is longer than 1024 bytes [D0044]
error: no library `z` [L0006]
  help: -L names a directory to look in
foo.c
l
label.c
label2.c
m
main.c
sdk
w.exe
error: symbol `both$x` is defined twice [L0104]
  help: rename one, or make one of them weak or local (static)
note: defined in label.c [L0105]
note: defined in label2.c [L0105]
error: undefined symbol `gone$real` [L0101]
note: asked for by label.c: function `main` (.text.main+0x8) [L0102]
error: undefined symbol `gone$real` [L0101]
note: asked for by label.c: function `main` (.text.main+0x8) [L0102]
error: no object file of many.c: 300 sections are more than a Mach-O object has (255) [D0042]
