// lasterr.c - the system's error numbers as those of Linux
#include "runtime/os/windows/sys.h"

enum { UNKNOWN = 5 };                    // EIO

static const struct {
    u16 system;
    u8 number;
} numbers[] = {
    {ERROR_FILE_NOT_FOUND, 2}, {ERROR_PATH_NOT_FOUND, 2}, {ERROR_INVALID_NAME, 2},
    {15, 2}, {53, 2}, {161, 2},          // no such drive, network path; bad path name
    {ERROR_TOO_MANY_OPEN_FILES, 24}, {ERROR_ACCESS_DENIED, 13}, {ERROR_INVALID_HANDLE, 9},
    {8, 12}, {14, 12}, {1455, 12},       // no memory, no room for a page
    {ERROR_NOT_SAME_DEVICE, 18}, {19, 30}, {ERROR_SHARING_VIOLATION, 16},
    {33, 11}, {158, 22}, {50, 95}, {120, 38},  // locked, not locked, not supported, not there
    {ERROR_FILE_EXISTS, 17}, {ERROR_ALREADY_EXISTS, 17}, {ERROR_INVALID_PARAMETER, 22},
    {ERROR_BROKEN_PIPE, 32}, {ERROR_NO_DATA, 32}, {ERROR_DISK_FULL, 28}, {39, 28},
    {ERROR_NEGATIVE_SEEK, 22}, {ERROR_DIR_NOT_EMPTY, 39}, {193, 8}, {206, 36},  // no program, long
    {ERROR_DIRECTORY, 20}, {303, 16}, {487, 22}, {998, 14}, {1142, 31}, {1314, 1},
};

i64 rt_failed(void)
{
    u32 e = GetLastError();
    for (u32 i = 0; i < RT_COUNT(numbers); i++)
        if (numbers[i].system == e)
            return -(i64)numbers[i].number;
    return -UNKNOWN;
}
