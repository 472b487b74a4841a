// cache.c - what __builtin___clear_cache calls where stores are seen by the fetching of code: x86,
// and Cortex-M without caches
#define TEXT_OF(x) #x
#define TEXT(x) TEXT_OF(x)
void clear_cache(void *from, void *to) __asm__(TEXT(__USER_LABEL_PREFIX__) "__clear_cache");

void clear_cache(void *from, void *to)
{
    (void)from, (void)to;
}
