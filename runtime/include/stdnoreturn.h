// stdnoreturn.h - noreturn (C11 7.23)
#ifndef _FUSE_STDNORETURN_H
#define _FUSE_STDNORETURN_H

#define noreturn _Noreturn

#endif
