// strings.c - the algorithm of strings.fuse
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void)
{
    int same = 0;
    char *before = calloc(1, 1);
    for (int i = 1; i <= 2000; i++) {
        char piece[32], *text = calloc(1, 1);
        size_t len = 0, room = 1;
        for (int j = 1; j <= 100; j++) {
            int n = sprintf(piece, "%d%d,", j % 10, i % 3);
            if (len + n + 1 > room)
                text = realloc(text, room = 2 * (len + n + 1));
            memcpy(text + len, piece, n + 1);
            len += n;
        }
        same += strcmp(text, before) == 0;
        free(before);
        before = text;
    }
    printf("%d\n%s\n", same, before);
}
