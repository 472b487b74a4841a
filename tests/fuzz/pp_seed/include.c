#include "self.h"
#include <self.h>
#define H "self.h"
#include H
#include_next <self.h>
#if __has_include("self.h") && __has_include(<no.h>) || __has_attribute(packed) + __has_builtin(__builtin_clz)
#elif defined X || !defined(Y)
#warning "w" x
#else
#error e
#endif
#line 3 "f"
#pragma once
__FILE__ __LINE__ __DATE__ __TIME__ __COUNTER__ __INCLUDE_LEVEL__ __BASE_FILE__
