// time_int.h - what time.c, zone.c and strftime.c share
#ifndef LIBC_TIME_INT_H
#define LIBC_TIME_INT_H

#include "runtime/rt_int.h"

#include <time.h>

i64 __lc_days(i64 year, int month);
int __lc_gmtime(i64 t, struct tm *out);  // 0: the year does not fit
i64 __lc_seconds(const struct tm *t);

#endif
