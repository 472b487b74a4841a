// hashmap.c - the algorithm of hashmap.fuse, with open addressing
#include <stdio.h>
#include <string.h>

enum { KEYS = 5000, SLOTS = 16384 };
static char keys[KEYS][16];
static struct { const char *key; long long count; } table[SLOTS];

static long long *find(const char *key)
{
    unsigned h = 2166136261u;
    for (const char *p = key; *p; p++)
        h = (h ^ (unsigned char)*p) * 16777619u;
    for (h &= SLOTS - 1; table[h].key && strcmp(table[h].key, key); h = (h + 1) & (SLOTS - 1))
        ;
    table[h].key = key;
    return &table[h].count;
}

int main(void)
{
    long long sum = 0;
    for (int i = 0; i < KEYS; i++) {
        sprintf(keys[i], "key%d", i * 7919 % 100003);
        *find(keys[i]) = 0;
    }
    for (int i = 1, at = 0; i <= 2000000; i++) {
        at = (at + 1237) % KEYS;
        *find(keys[at]) += i % 7;
    }
    for (int i = 0; i < KEYS; i++)
        sum = (sum * 31 + *find(keys[i])) % 1000003;
    printf("%lld\n", sum);
}
