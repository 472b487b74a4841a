// wchar.h - for tests that run without a libc
#ifndef SHIM_WCHAR_H
#define SHIM_WCHAR_H
#include <stddef.h>
#endif
