// langinfo.c - words and signs of the one locale there is (POSIX)
#include <langinfo.h>

static char text[][22] = {
    [CODESET] = "UTF-8", [RADIXCHAR] = ".", [THOUSEP] = "", [D_T_FMT] = "%a %b %e %H:%M:%S %Y",
    [D_FMT] = "%m/%d/%y", [T_FMT] = "%H:%M:%S", [T_FMT_AMPM] = "%I:%M:%S %p", [AM_STR] = "AM",
    [PM_STR] = "PM", [YESEXPR] = "^[yY]", [NOEXPR] = "^[nN]", [CRNCYSTR] = "-",
    [DAY_1] = "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
    [ABDAY_1] = "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat",
    [MON_1] = "January", "February", "March", "April", "May", "June", "July", "August",
    "September", "October", "November", "December",
    [ABMON_1] = "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
};

char *nl_langinfo(nl_item item)
{
    return item >= 0 && item <= ABMON_12 ? text[item] : text[THOUSEP];
}
