#include: beside the including file first, then -I, then -isystem; #include_next goes on from there; guards and #pragma once.
-- main.c --
#include "a.h"
#include <a.h>
#include "sub/b.h"
#define NAME <guard.h>
#include NAME
#include NAME
#include "once.h"
#include "once.h"
#define part ./
#define file 1d.h
#define JOINED < part file >
#define IN(name) <./name.h>
#include JOINED
#include IN(1d)
-- a.h --
local a
-- inc/a.h --
inc a
#include_next <a.h>
-- sys/a.h --
sys a
-- sub/b.h --
sub b
#include "c.h"
-- inc/1d.h --
inc 1d
-- sub/c.h --
sub c
-- c.h --
wrong c
-- sys/guard.h --
// a comment before
#ifndef GUARD
#define GUARD
guarded
#endif /* GUARD */
-- once.h --
#pragma once
once
-- cmd --
fuse cc -E -P -I inc -isystem sys main.c
fuse cc -E -I inc -isystem sys main.c
-- out --
local a
inc a
sys a
sub b
sub c
guarded
once
inc 1d
inc 1d
# 1 "a.h"
local a
# 1 "inc/a.h"
inc a
# 1 "sys/a.h" 3
sys a
# 1 "sub/b.h"
sub b
# 1 "sub/c.h"
sub c
# 4 "sys/guard.h" 3
guarded
# 2 "once.h"
once
# 1 "inc/./1d.h"
inc 1d
# 1 "inc/./1d.h"
inc 1d
