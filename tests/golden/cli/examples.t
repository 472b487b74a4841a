The programs in examples/ do the same on every backend; the demonstration runs.
-- cmd --
cp -r $ROOT/examples/orders .
rm -f orders/orders
fuse test orders
fuse run orders >native 2>/dev/null
fuse run --backend vm orders >vm 2>/dev/null
fuse build --aot --release orders 2>/dev/null
cd orders && ./orders >../aot
cmp native vm
cmp native aot
cat aot
-- out --
[test] start
ok totals
ok two digits
ok (2 tests)
[test] ok
Corner Shop: 20.70 EUR by cash
Corner Shop: 20.70 EUR by card ending in 4242
Corner Shop: 21.11 EUR by invoice to Ada, due in 30 days
refused: over the limit
