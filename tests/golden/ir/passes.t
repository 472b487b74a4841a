Choosing and watching passes: levels, --passes, --print-after, --stop-after, --pass-limit, the table.
-- t.ir --
module "t"
fn global @sum(i64) -> i64 {
.1(%n: i64):
    jmp .2(i64 0, i64 0)
.2(%i: i64, %s: i64):
    %c = slt i8 %i, %n
    br %c, .3, .4
.3:
    %t = add i64 %s, %i
    %k = add i64 %i, 1
    jmp .2(%k, %t)
.4:
    %z = mul i64 %s, 1
    ret %z
}
fn global @two(i64) -> i64 {
.1(%n: i64):
    %a = add i64 %n, 0
    %b = call i64 @sum(%a) : (i64) -> i64
    %d = mul i64 %a, 7
    ret %b
}
-- cmd --
fuse opt -O1 t.ir
fuse opt --passes=fold --print-after fold t.ir >o.txt; grep -c '^; after fold' o.txt
fuse opt -O2 --print-after all t.ir | grep '^; after' | uniq | head -4
fuse opt -O1 --stop-after simplcfg t.ir | diff - t.ir | grep -c '^[<>]'
fuse opt -O2 --pass-limit 0 t.ir >zero.ir; fuse opt t.ir | diff - zero.ir && echo "limit 0 is no pass"
for n in 1 2 5 100; do fuse opt -O2 --pass-limit $n t.ir >l.ir; fuse opt --interp --call two --arg 10 l.ir; done
fuse opt -O2 --shuffle 7 --checks t.ir | fuse opt --interp --call two --arg 10 /dev/stdin
fuse --dump=passes | sed -n 's/^pass \([a-z0-9]*\).*/\1/p' | while read -r p; do fuse opt --passes=$p --checks -q t.ir || echo "$p failed"; done
fuse --dump=passes | grep -c '^-O'
fail 1 fuse opt --passes=fold,nope t.ir
fail 1 fuse opt --print-after nope t.ir
fail 1 fuse opt --stop-after fold,dce t.ir
fail 1 fuse opt --pass-limit many t.ir
-- out --
module "t"

fn global @sum(i64) -> i64 {
.1(%1: i64):
    jmp .2(i64 0, i64 0)
.2(%2: i64, %3: i64):
    %4 = slt i8 %2, %1
    br %4, .3, .4
.3:
    %5 = add i64 %3, %2
    %6 = add i64 %2, 1
    jmp .2(%6, %5)
.4:
    ret %3
}

fn global @two(i64) -> i64 {
.1(%1: i64):
    %2 = call i64 @sum(%1) : (i64) -> i64
    ret %2
}
2
; after simplcfg
; after mem2reg
; after fold
; after simplcfg
30
limit 0 is no pass
45
45
45
45
45
4
error: option --passes does not take fold,nope [D0009]
error: option --print-after does not take nope [D0009]
error: option --stop-after does not take fold,dce [D0009]
error: option --pass-limit does not take many [D0009]
