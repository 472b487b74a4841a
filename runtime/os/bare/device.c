// device.c - registers of the board for programs that require device
#include "runtime/os/bare/bare.h"

static void *at(i64 addr)
{
    if (addr < 0 || addr > 0xffffffff)
        rt_failz("device address out of range");
    return (void *)(uintptr_t)addr;
}

i64 rt_device_read8(i64 addr) { return *(volatile u8 *)at(addr); }
i64 rt_device_read16(i64 addr) { return *(volatile u16 *)at(addr); }
i64 rt_device_read32(i64 addr) { return *(volatile u32 *)at(addr); }
void rt_device_write8(i64 addr, i64 x) { *(volatile u8 *)at(addr) = (u8)x; }
void rt_device_write16(i64 addr, i64 x) { *(volatile u16 *)at(addr) = (u16)x; }
void rt_device_write32(i64 addr, i64 x) { *(volatile u32 *)at(addr) = (u32)x; }
