/* stdio.h - what csmith's programs use */
#ifndef SHIM_STDIO_H
#define SHIM_STDIO_H
int printf(const char *format, ...);
#endif
