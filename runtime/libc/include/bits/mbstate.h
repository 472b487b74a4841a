// mbstate.h - how far a multibyte character has been read, for wchar.h and uchar.h
#ifndef _BITS_MBSTATE_H
#define _BITS_MBSTATE_H
typedef struct {
    unsigned int __cp, __left;
} mbstate_t;
#endif
