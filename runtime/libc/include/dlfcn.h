// dlfcn.h - refused: a static program cannot load code
#ifndef _DLFCN_H
#define _DLFCN_H
#error "dlfcn.h: programs with --libc=own are static and cannot load shared objects"
#endif
