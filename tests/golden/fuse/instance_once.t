The instance of a variant without payload holds one address, also when an expression asks for it before its type is described.
-- a.fuse --
enum Kind:
  A
  B(Int)

app "x":
  log("info", Kind.A, Kind.B(2))
-- cmd --
fuse build --aot --emit ir -o m.ir a.fuse >/dev/null 2>&1
sed -nE '/data local ro @\.e[0-9]+\.0 /,/^}/p' m.ir | sed -E 's/@\.[et][0-9]+/@N/'
-- out --
data local ro @N.0 size 16 align 8 {
    "\ff\ff\ff\ff\09"
    8: @N
}
