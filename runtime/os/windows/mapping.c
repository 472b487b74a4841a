// mapping.c - mapped files and pages of C programs on Windows
#include "runtime/os/hosted.h"
#include "runtime/os/windows/sys.h"

typedef struct Region {                  // MEMORY_BASIC_INFORMATION
    u8 *base, *allocation;
    u32 allocation_protect, partition;
    u64 size;
    u32 state, protect, type;
} Region;

u64 VirtualQuery(const void *p, Region *r, u64 n);
i32 VirtualProtect(void *p, u64 n, u32 protect, u32 *old);
Handle CreateFileMappingW(Handle h, void *security, u32 protect, u32 hi, u32 lo, const Wide *name);
void *MapViewOfFileEx(Handle h, u32 access, u32 hi, u32 lo, u64 n, void *at);
i32 UnmapViewOfFile(const void *p);

enum { NOACCESS = 1, READONLY = 2, READWRITE = 4, WRITECOPY = 8, EXECUTE = 0x10 };
enum { EXECUTE_READ = 0x20, EXECUTE_READWRITE = 0x40, EXECUTE_WRITECOPY = 0x80 };
enum { MEM_COMMIT = 0x1000, MEM_RESERVE = 0x2000, MEM_DECOMMIT = 0x4000, MEM_RELEASE = 0x8000 };
enum { GRANULARITY = 1 << 16 };

/* By PROT_READ 1, PROT_WRITE 2, PROT_EXEC 4. */
static const u8 own_pages[8] = {NOACCESS, READONLY, READWRITE, READWRITE,
                                EXECUTE, EXECUTE_READ, EXECUTE_READWRITE, EXECUTE_READWRITE};
static const u8 copied_pages[8] = {READONLY, READONLY, WRITECOPY, WRITECOPY,
                                   EXECUTE_READ, EXECUTE_READ, EXECUTE_WRITECOPY,
                                   EXECUTE_WRITECOPY};

static i64 map_file(void *at, u64 n, i32 prot, i32 flags, i32 fd, i64 off)
{
    enum { VIEW_COPY = 1, VIEW_WRITE = 2, VIEW_READ = 4, VIEW_EXECUTE = 0x20 };
    i8 copy = (flags & RT_MAP_PRIVATE) != 0;
    u32 view = prot & 2 ? (copy ? VIEW_COPY : VIEW_WRITE) : VIEW_READ;
    Handle h = rt_handle(fd);
    if (!h)
        return -9;
    Handle section = CreateFileMappingW(h, NULL, (copy ? copied_pages : own_pages)[prot & 7], 0, 0,
                                        NULL);
    if (!section)
        return rt_failed();
    void *p = MapViewOfFileEx(section, view | (prot & 4 ? VIEW_EXECUTE : 0),
                              (u32)((u64)off >> 32), (u32)off, n, at);
    i64 r = p ? rt_word(p) : rt_failed();
    (void)CloseHandle(section);          // the view keeps it
    return r;
}

i64 rt_os_mmap(void *at, u64 n, i32 prot, i32 flags, i32 fd, i64 off)
{
    if (!n || off % GRANULARITY || flags & RT_MAP_FIXED || prot & ~7)
        return -22;
    if (!(flags & RT_MAP_ANON))
        return map_file(at, n, prot, flags, fd, off);
    void *p = VirtualAlloc(NULL, n, MEM_COMMIT | MEM_RESERVE, own_pages[prot & 7]);
    return p ? rt_word(p) : -12;
}

i64 rt_os_munmap(void *p, u64 n)
{
    enum { MAPPED = 0x40000 };
    Region r;
    if (!VirtualQuery(p, &r, sizeof r))
        return -22;
    if (r.type == MAPPED)
        return p == r.allocation && UnmapViewOfFile(p) ? 0 : -22;
    const u8 *end = p;
    while (VirtualQuery(end, &r, sizeof r) && r.allocation == p)
        end = r.base + r.size;
    if (end > (u8 *)p && end <= (u8 *)p + ((n + 4095) & ~(u64)4095))
        return VirtualFree(p, 0, MEM_RELEASE) ? 0 : rt_failed();
    return VirtualFree(p, n, MEM_DECOMMIT) ? 0 : rt_failed();  // its addresses stay taken
}

i64 rt_os_mprotect(void *p, u64 n, i32 prot)
{
    u32 old;
    return VirtualProtect(p, n, own_pages[prot & 7], &old) ? 0 : rt_failed();
}

u64 rt_os_page(void)
{
    return GRANULARITY;
}
