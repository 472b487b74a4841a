#pragma once knows a file by any of its names; another file with the same text is read.
-- h.h --
#pragma once
int a = 1;
-- two/h.h --
#pragma once
static int b;
#include "part.h"
-- three/h.h --
#pragma once
static int b;
#include "part.h"
-- two/part.h --
enum { TWO = 2 };
-- three/part.h --
enum { THREE = 3 };
-- m.c --
#include "h.h"
#include "./h.h"
#include "two/../h.h"
#include "two/link.h"
#include "two/h.h"
#include "three/h.h"
#include "two/../three/h.h"
int main(void)
{
    return a + TWO + THREE - 6;
}
-- cmd --
ln -s ../h.h two/link.h
fuse cc --interp m.c
fuse cc -MM m.c
-- out --
m.o: m.c h.h two/h.h two/part.h three/h.h three/part.h
