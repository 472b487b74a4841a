// oserr.c - the texts of error numbers, the same on every system
#include "runtime/rt_int.h"

const char *rt_os_error(i64 err)
{
    switch (-err) {
    case 1: return "Operation not permitted (os error 1)";
    case 2: return "No such file or directory (os error 2)";
    case 5: return "Input/output error (os error 5)";
    case 9: return "Bad file descriptor (os error 9)";
    case 13: return "Permission denied (os error 13)";
    case 20: return "Not a directory (os error 20)";
    case 21: return "Is a directory (os error 21)";
    case 24: return "Too many open files (os error 24)";
    case 36: return "File name too long (os error 36)";
    case 40: return "Too many levels of symbolic links (os error 40)";
    case 95: return "Operation not supported (os error 95)";
    default: return "system error";
    }
}
