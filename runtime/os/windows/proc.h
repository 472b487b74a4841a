// proc.h - what processes and signals of C programs share on Windows
#ifndef RT_WINDOWS_PROC_H
#define RT_WINDOWS_PROC_H

/* The exit code of a process that a signal ended, with the signal's number in it: an error, of an
 * application (NTSTATUS), whose low byte is what a shell says. */
enum { SIGNALLED = (int)0xe0f55380 };

#endif
