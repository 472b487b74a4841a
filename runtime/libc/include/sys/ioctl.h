// ioctl.h - control of devices: no request is known, each is refused with ENOTTY
#ifndef _SYS_IOCTL_H
#define _SYS_IOCTL_H
int ioctl(int fd, unsigned long request, ...);
#endif
