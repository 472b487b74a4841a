Every operation on every type prints and parses back to the same text, and to the same bytes.
-- ops.ir --
module "ops"
data local ro @d size 32 align 8
extern global @two (i64) -> i64, i32 internal
extern global @printf (ptr, ...) -> i32
extern weak @agg ({16 8 0:i64 8:f64}) -> {24 8 0:i64 8:i64 16:i64}
extern global @die () -> void noreturn

fn global @int_i8(i8, i8) -> void {
.1(%1: i8, %2: i8):
    %3 = add i8 %1, %2
    %4 = sub i8 %1, %2
    %5 = mul i8 %1, %2
    %6 = sdiv i8 %1, %2
    %7 = udiv i8 %1, %2
    %8 = srem i8 %1, %2
    %9 = urem i8 %1, %2
    %10 = mulhs i8 %1, %2
    %11 = mulhu i8 %1, %2
    %12 = and i8 %1, %2
    %13 = or i8 %1, %2
    %14 = xor i8 %1, %2
    %15 = shl i8 %1, %2
    %16 = shr i8 %1, %2
    %17 = sar i8 %1, %2
    %18 = rotl i8 %1, %2
    %19 = rotr i8 %1, %2
    %20 = saddo i8 %1, %2
    %21 = uaddo i8 %1, %2
    %22 = ssubo i8 %1, %2
    %23 = usubo i8 %1, %2
    %24 = smulo i8 %1, %2
    %25 = umulo i8 %1, %2
    %26 = res i8 %20 #1
    %27 = res i8 %21 #1
    %28 = res i8 %22 #1
    %29 = res i8 %23 #1
    %30 = res i8 %24 #1
    %31 = res i8 %25 #1
    %32 = neg i8 %1
    %33 = not i8 %1
    %34 = clz i8 %1
    %35 = ctz i8 %1
    %36 = popcnt i8 %1
    %37 = eq i8 %1, %2
    %38 = ne i8 %1, %2
    %39 = slt i8 %1, %2
    %40 = sge i8 %1, %2
    %41 = sgt i8 %1, %2
    %42 = sle i8 %1, %2
    %43 = ult i8 %1, %2
    %44 = uge i8 %1, %2
    %45 = ugt i8 %1, %2
    %46 = ule i8 %1, %2
    %47 = select i8 %1, %2, 7
    ret
}

fn global @int_i16(i16, i16) -> void {
.1(%1: i16, %2: i16):
    %3 = add i16 %1, %2
    %4 = sub i16 %1, %2
    %5 = mul i16 %1, %2
    %6 = sdiv i16 %1, %2
    %7 = udiv i16 %1, %2
    %8 = srem i16 %1, %2
    %9 = urem i16 %1, %2
    %10 = mulhs i16 %1, %2
    %11 = mulhu i16 %1, %2
    %12 = and i16 %1, %2
    %13 = or i16 %1, %2
    %14 = xor i16 %1, %2
    %15 = shl i16 %1, %2
    %16 = shr i16 %1, %2
    %17 = sar i16 %1, %2
    %18 = rotl i16 %1, %2
    %19 = rotr i16 %1, %2
    %20 = saddo i16 %1, %2
    %21 = uaddo i16 %1, %2
    %22 = ssubo i16 %1, %2
    %23 = usubo i16 %1, %2
    %24 = smulo i16 %1, %2
    %25 = umulo i16 %1, %2
    %26 = res i8 %20 #1
    %27 = res i8 %21 #1
    %28 = res i8 %22 #1
    %29 = res i8 %23 #1
    %30 = res i8 %24 #1
    %31 = res i8 %25 #1
    %32 = neg i16 %1
    %33 = not i16 %1
    %34 = clz i16 %1
    %35 = ctz i16 %1
    %36 = popcnt i16 %1
    %37 = bswap i16 %1
    %38 = eq i8 %1, %2
    %39 = ne i8 %1, %2
    %40 = slt i8 %1, %2
    %41 = sge i8 %1, %2
    %42 = sgt i8 %1, %2
    %43 = sle i8 %1, %2
    %44 = ult i8 %1, %2
    %45 = uge i8 %1, %2
    %46 = ugt i8 %1, %2
    %47 = ule i8 %1, %2
    %48 = select i16 %1, %2, 7
    ret
}

fn global @int_i32(i32, i32) -> void {
.1(%1: i32, %2: i32):
    %3 = add i32 %1, %2
    %4 = sub i32 %1, %2
    %5 = mul i32 %1, %2
    %6 = sdiv i32 %1, %2
    %7 = udiv i32 %1, %2
    %8 = srem i32 %1, %2
    %9 = urem i32 %1, %2
    %10 = mulhs i32 %1, %2
    %11 = mulhu i32 %1, %2
    %12 = and i32 %1, %2
    %13 = or i32 %1, %2
    %14 = xor i32 %1, %2
    %15 = shl i32 %1, %2
    %16 = shr i32 %1, %2
    %17 = sar i32 %1, %2
    %18 = rotl i32 %1, %2
    %19 = rotr i32 %1, %2
    %20 = saddo i32 %1, %2
    %21 = uaddo i32 %1, %2
    %22 = ssubo i32 %1, %2
    %23 = usubo i32 %1, %2
    %24 = smulo i32 %1, %2
    %25 = umulo i32 %1, %2
    %26 = res i8 %20 #1
    %27 = res i8 %21 #1
    %28 = res i8 %22 #1
    %29 = res i8 %23 #1
    %30 = res i8 %24 #1
    %31 = res i8 %25 #1
    %32 = neg i32 %1
    %33 = not i32 %1
    %34 = clz i32 %1
    %35 = ctz i32 %1
    %36 = popcnt i32 %1
    %37 = bswap i32 %1
    %38 = eq i8 %1, %2
    %39 = ne i8 %1, %2
    %40 = slt i8 %1, %2
    %41 = sge i8 %1, %2
    %42 = sgt i8 %1, %2
    %43 = sle i8 %1, %2
    %44 = ult i8 %1, %2
    %45 = uge i8 %1, %2
    %46 = ugt i8 %1, %2
    %47 = ule i8 %1, %2
    %48 = select i32 %1, %2, 7
    ret
}

fn global @int_i64(i64, i64) -> void {
.1(%1: i64, %2: i64):
    %3 = add i64 %1, %2
    %4 = sub i64 %1, %2
    %5 = mul i64 %1, %2
    %6 = sdiv i64 %1, %2
    %7 = udiv i64 %1, %2
    %8 = srem i64 %1, %2
    %9 = urem i64 %1, %2
    %10 = mulhs i64 %1, %2
    %11 = mulhu i64 %1, %2
    %12 = and i64 %1, %2
    %13 = or i64 %1, %2
    %14 = xor i64 %1, %2
    %15 = shl i64 %1, %2
    %16 = shr i64 %1, %2
    %17 = sar i64 %1, %2
    %18 = rotl i64 %1, %2
    %19 = rotr i64 %1, %2
    %20 = saddo i64 %1, %2
    %21 = uaddo i64 %1, %2
    %22 = ssubo i64 %1, %2
    %23 = usubo i64 %1, %2
    %24 = smulo i64 %1, %2
    %25 = umulo i64 %1, %2
    %26 = res i8 %20 #1
    %27 = res i8 %21 #1
    %28 = res i8 %22 #1
    %29 = res i8 %23 #1
    %30 = res i8 %24 #1
    %31 = res i8 %25 #1
    %32 = neg i64 %1
    %33 = not i64 %1
    %34 = clz i64 %1
    %35 = ctz i64 %1
    %36 = popcnt i64 %1
    %37 = bswap i64 %1
    %38 = eq i8 %1, %2
    %39 = ne i8 %1, %2
    %40 = slt i8 %1, %2
    %41 = sge i8 %1, %2
    %42 = sgt i8 %1, %2
    %43 = sle i8 %1, %2
    %44 = ult i8 %1, %2
    %45 = uge i8 %1, %2
    %46 = ugt i8 %1, %2
    %47 = ule i8 %1, %2
    %48 = select i64 %1, %2, 7
    ret
}

fn global @flt_f32(f32, f32) -> void {
.1(%1: f32, %2: f32):
    %3 = fadd f32 %1, %2
    %4 = fsub f32 %1, %2
    %5 = fmul f32 %1, %2
    %6 = fdiv f32 %1, %2
    %7 = fneg f32 %1
    %8 = fsqrt f32 %1
    %9 = fabs f32 %1
    %10 = feq i8 %1, %2
    %11 = fne i8 %1, %2
    %12 = flt_ i8 %1, %2
    %13 = fle i8 %1, %2
    %14 = fgt i8 %1, %2
    %15 = fge i8 %1, %2
    %16 = ford i8 %1, %2
    %17 = funo i8 %1, %2
    %18 = ftos i32 %1
    %19 = ftos i64 %1
    %20 = ftou i32 %1
    %21 = ftou i64 %1
    %22 = stof f32 i32 9
    %23 = stof f32 i64 9
    %24 = utof f32 i32 9
    %25 = utof f32 i64 9
    %26 = fext f64 %1
    %27 = bitcast i32 %1
    %28 = fadd f32 %1, 0.0
    %29 = fadd f32 %1, -1.5
    %30 = fadd f32 %1, 10000000000.0
    ret
}

fn global @flt_f64(f64, f64) -> void {
.1(%1: f64, %2: f64):
    %3 = fadd f64 %1, %2
    %4 = fsub f64 %1, %2
    %5 = fmul f64 %1, %2
    %6 = fdiv f64 %1, %2
    %7 = fneg f64 %1
    %8 = fsqrt f64 %1
    %9 = fabs f64 %1
    %10 = feq i8 %1, %2
    %11 = fne i8 %1, %2
    %12 = flt_ i8 %1, %2
    %13 = fle i8 %1, %2
    %14 = fgt i8 %1, %2
    %15 = fge i8 %1, %2
    %16 = ford i8 %1, %2
    %17 = funo i8 %1, %2
    %18 = ftos i32 %1
    %19 = ftos i64 %1
    %20 = ftou i32 %1
    %21 = ftou i64 %1
    %22 = stof f64 i32 9
    %23 = stof f64 i64 9
    %24 = utof f64 i32 9
    %25 = utof f64 i64 9
    %26 = ftrunc f32 %1
    %27 = bitcast i64 %1
    %28 = fadd f64 %1, 0.0
    %29 = fadd f64 %1, -1.5
    %30 = fadd f64 %1, 1e300
    ret
}

fn global @conv(i8, i64, ptr) -> void {
.1(%1: i8, %2: i64, %3: ptr):
    %4 = sext i64 %1
    %5 = zext i32 %1
    %6 = trunc i16 %2
    %7 = trunc i8 %2
    %8 = sext i32 i16 -3
    %9 = add ptr %3, 8
    %10 = sub ptr %3, %2
    %11 = eq i8 %3, ptr 0
    %12 = bitcast i64 %3
    %13 = bitcast ptr %2
    %14 = bitcast f32 i32 5
    %15 = bitcast f64 %2
    %16 = select ptr %1, %3, @d
    %17 = shl i64 %2, %1
    %18 = add i64 %2, undef
    ret
}

fn global @mem(ptr, ptr, i64) -> void {
.1(%1: ptr, %2: ptr, %3: i64):
    %4 = load i8 %1
    %5 = load i16 %1
    %6 = load i32 %1
    %7 = load i64 %1
    %8 = load f32 %1
    %9 = load f64 %1
    %10 = load ptr %1
    %11 = load i32 %1 align 4 const
    %12 = load i32 %1 volatile
    store i16 %1, -2 align 2
    store ptr %1, @d+8 volatile
    store f32 %1, 0.5
    copy %1, @d, 24 align 8
    move %1, %2, %3
    set %1, -1, 16 align 4
    %13 = savesp ptr
    %14 = alloca ptr %3 align 16
    restsp %13
    %15 = cfa ptr
    ret
}

fn global @atomics(ptr) -> void {
.1(%1: ptr):
    %2 = aload i8 %1 relaxed
    %3 = aload i16 %1 relaxed
    %4 = aload i32 %1 relaxed
    %5 = aload i64 %1 relaxed
    astore %1, i8 1 consume
    astore %1, i16 1 consume
    astore %1, i32 1 consume
    astore %1, i64 1 consume
    %6 = axchg i8 %1, 3 align 8 acquire
    %7 = axchg i16 %1, 3 align 8 acquire
    %8 = axchg i32 %1, 3 align 8 acquire
    %9 = axchg i64 %1, 3 align 8 acquire
    %10 = aadd i8 %1, 3 align 8 release
    %11 = aadd i16 %1, 3 align 8 release
    %12 = aadd i32 %1, 3 align 8 release
    %13 = aadd i64 %1, 3 align 8 release
    %14 = asub i8 %1, 3 align 8 acq_rel
    %15 = asub i16 %1, 3 align 8 acq_rel
    %16 = asub i32 %1, 3 align 8 acq_rel
    %17 = asub i64 %1, 3 align 8 acq_rel
    %18 = aand i8 %1, 3 align 8 seq_cst
    %19 = aand i16 %1, 3 align 8 seq_cst
    %20 = aand i32 %1, 3 align 8 seq_cst
    %21 = aand i64 %1, 3 align 8 seq_cst
    %22 = aor i8 %1, 3 align 8 relaxed
    %23 = aor i16 %1, 3 align 8 relaxed
    %24 = aor i32 %1, 3 align 8 relaxed
    %25 = aor i64 %1, 3 align 8 relaxed
    %26 = axor i8 %1, 3 align 8 consume
    %27 = axor i16 %1, 3 align 8 consume
    %28 = axor i32 %1, 3 align 8 consume
    %29 = axor i64 %1, 3 align 8 consume
    %30 = acas i8 %1, 1, 2 acquire
    %31 = acas i16 %1, 1, 2 acquire
    %32 = acas i32 %1, 1, 2 acquire
    %33 = acas i64 %1, 1, 2 acquire
    fence consume
    fence acquire
    fence release
    fence acq_rel
    fence seq_cst
    ret
}

fn global @calls(ptr, i64) -> i64 {
.1(%1: ptr, %2: i64):
    call void %1() : () -> void
    %3 = call i64 @two(%2) : (i64) -> i64, i32 internal
    %4 = res i32 %3 #1
    %5 = call i32 @printf(%1, f64 1.5, %4) : (ptr, ..., f64, i32) -> i32
    call void @agg(%1, %1) : ({16 8 0:i64 8:f64}) -> {24 8 0:i64 8:i64 16:i64}
    %6 = syscall i64 i64 39
    %7 = syscall i64 i64 1, i64 2, %1, i64 4
    call void @die() : () -> void noreturn
    tailcall i64 @calls(%1, %2) : (ptr, i64) -> i64
}

fn global @rest(i64, ...) -> void {
    slot $0 size 24 align 8 "ap"
.1(%1: i64):
    vastart $0
    %2 = vaarg i32 $0
    %3 = vaarg f64 $0
    %4 = vaarg ptr $0 {16 8 0:i64 8:f64}
    br %1, .2, .3 likely
.2:
    switch %2, .4 [-1: .3, 0: .5(%1), 2147483647: .4]
.3:
    br %2, .4, .5(i64 3) unlikely
.4:
    %5 = and i8 1, 1
    br %5, .6, .7
.5(%6: i64):
    ijmp &.8 [.6, .8]
.6:
    trap
.7:
    unreach
.8 addrtaken:
    jmp .9
.9:
    ret
}
-- cmd --
fuse opt -O0 ops.ir | diff ops.ir - && echo "same text"
fuse opt --emit bin -o ops.bin ops.ir
fuse opt ops.bin | diff ops.ir - && echo "same text from the binary form"
fuse opt --emit bin ops.bin | cmp - ops.bin && echo "same bytes"
for o in 1 2; do fuse opt -O$o --checks ops.ir >o$o.ir && fuse opt o$o.ir | cmp - o$o.ir && echo "level $o"; done
fuse opt -O2 --emit obj -o a.o ops.ir && fuse opt -O2 --emit obj -o b.o ops.bin && cmp a.o b.o && echo "same object"
fuse opt -O1 --emit asm -o a.s ops.ir && grep -c 'lock' a.s
-- out --
same text
same text from the binary form
same bytes
level 1
level 2
same object
24
