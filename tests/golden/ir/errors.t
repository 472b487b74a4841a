What is wrong in the text: every error of a file, each where it is; then a file cut anywhere.
-- a.ir --
module "t"
data local @d size 4 align 3
data local @d size 4 align 4
data local @e size 2 align 4 { "abc" }
data local @g size 8 align 8 { 4: @d }
what is this
fn @f(i64, i99) -> i64 {
.1(%a: i64):
    ret %a
}
fn @g(i64) -> i64 {
.1(%a: i32):
    ret %a
}
fn @h(i64) -> i64 {
.1(%a: i64):
    %b = foo i64 %a
    %c = add i64 %a 5
    %d = add i8 1, 300
    %e = add i64 %a
    %a = neg i64 %a
    jmp .2(
.2:
    %i = add i64 $3, @nosuch
    br %a, .2, .9
.2:
    ret %zz
}
fn @k() -> void {
}
fn @l() -> void {
.1:
    ret
-- b.ir --
fn @ok(i64) -> i64 {
.1(%a: i64):
    %b = mul i64 %a, 3
    br %b, .2, .3(%b)
.2:
    ret %a
.3(%c: i64):
    ret %c
}
-- cmd --
fail 1 fuse opt a.ir
fuse opt a.ir --diagnostics json 2>&1 | head -2
size=$(wc -c <b.ir); for n in $(seq 0 $((size - 2))); do head -c $n b.ir >c.ir; fuse opt -q c.ir >out 2>&1; [ $? -le 1 ] || echo "cut at $n"; done; echo cut
fuse opt --emit bin -o b.bin b.ir; size=$(wc -c <b.bin); for n in $(seq 1 $((size - 1))); do head -c $n b.bin >c.bin; fuse opt -q c.bin >out 2>&1; [ $? = 1 ] || echo "cut at $n"; done; echo cut
fail 1 head -c 20 b.bin >c.bin; fuse opt c.bin
-- out --
a.ir:3:1: error: an alignment is out of range [I0005]
  data local @d size 4 align 4
  ^^^^
a.ir:4:38: error: the data's size is out of range [I0005]
  data local @e size 2 align 4 { "abc" }
                                       ^
a.ir:5:32: error: a relocation's offset is out of range [I0005]
  data local @g size 8 align 8 { 4: @d }
                                 ^
a.ir:7:12: error: expected a type, found 'i99' [I0001]
  fn @f(i64, i99) -> i64 {
             ^^^
a.ir:11:4: error: symbol 'g' is defined twice [I0003]
  fn @g(i64) -> i64 {
     ^^
a.ir:17:10: error: unknown operation 'foo' [I0002]
      %b = foo i64 %a
           ^^^
a.ir:18:21: error: expected ',', found '5' [I0001]
      %c = add i64 %a 5
                      ^
a.ir:19:20: error: an integer literal is out of range [I0005]
      %d = add i8 1, 300
                     ^^^
a.ir:21:5: error: expected ',', found '%a' [I0001]
      %a = neg i64 %a
      ^^
a.ir:21:5: error: value 'a' is defined twice [I0003]
      %a = neg i64 %a
      ^^
a.ir:23:1: error: expected an operand with its type, found '.2' [I0001]
  .2:
  ^^
a.ir:24:18: error: slot '3' is not defined [I0004]
      %i = add i64 $3, @nosuch
                   ^^
a.ir:26:1: error: block '2' is defined twice [I0003]
  .2:
  ^^
a.ir:29:4: error: expected a function with a block, found 'none' [I0001]
  fn @k() -> void {
     ^^
a.ir:34:1: error: expected '}', found 'end of file' [I0001]
  
  ^
{"kind":"diagnostic","level":"error","message":"an alignment is out of range","path":"a.ir","line":3,"column":1,"span_start":40,"span_end":44,"code":"I0005"}
{"kind":"diagnostic","level":"error","message":"the data's size is out of range","path":"a.ir","line":4,"column":38,"span_start":106,"span_end":107,"code":"I0005"}
cut
cut
error: c.bin: a malformed data layout [D0008]
