// cache.c - what __builtin___clear_cache calls on macOS: the system's function, on any processor
#define TEXT_OF(x) #x
#define TEXT(x) TEXT_OF(x)
void sys_icache_invalidate(void *from, __SIZE_TYPE__ n);
void clear_cache(char *from, char *to) __asm__(TEXT(__USER_LABEL_PREFIX__) "__clear_cache");

void clear_cache(char *from, char *to)
{
    sys_icache_invalidate(from, (__SIZE_TYPE__)(to - from));
}
