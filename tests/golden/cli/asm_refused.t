Statements of assembly without the operands that they need are refused (found by tests/fuzz/run asm).
-- thumb.s --
 .syntax unified
 .thumb
 bfi
 bfc
 bfi r0
-- cmd --
fail fuse cc --target cortex-m4 -c thumb.s
test ! -e thumb.o
-- out --
thumb.s:3:2: error: unknown instruction, or it does not take these operands [D0038]
   bfi
   ^
thumb.s:4:2: error: unknown instruction, or it does not take these operands [D0038]
   bfc
   ^
thumb.s:5:2: error: unknown instruction, or it does not take these operands [D0038]
   bfi r0
   ^
