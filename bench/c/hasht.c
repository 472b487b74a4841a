// hasht.c - open addressing with string keys: insert, look up, count
#include "kernel.h"

enum { SLOTS = 1 << 17, KEYS = 80000, LEN = 12 };
typedef struct Entry {
    char key[LEN];
    u32 hash;
    u32 count;
} Entry;
static Entry table[SLOTS];

static u32 hash(const char *p)
{
    u32 h = 2166136261u;
    for (int i = 0; i < LEN; i++)
        h = (h ^ (u8)p[i]) * 16777619u;
    return h ? h : 1;
}

static int equal(const char *a, const char *b)
{
    for (int i = 0; i < LEN; i++)
        if (a[i] != b[i])
            return 0;
    return 1;
}

static Entry *find(const char *key)
{
    u32 h = hash(key), i = h & (SLOTS - 1);
    while (table[i].hash && (table[i].hash != h || !equal(table[i].key, key)))
        i = (i + 1) & (SLOTS - 1);
    if (!table[i].hash) {
        table[i].hash = h;
        for (int k = 0; k < LEN; k++)
            table[i].key[k] = key[k];
    }
    return &table[i];
}

static void make_key(char *key, u32 x)
{
    for (int i = 0; i < LEN; i++, x = x * 1103515245u + 12345u)
        key[i] = (char)('a' + (x >> 16) % 26);
}

u64 kernel(u32 n)
{
    char key[LEN];
    u64 sum = 0;
    for (u32 k = 0; k < n * 40; k++)
        for (u32 i = 0; i < KEYS; i++) {
            make_key(key, i);
            sum += ++find(key)->count * (u64)i;
        }
    return sum;
}
