// sqlite.c - run the SQL of standard input on a database and print the rows: what every system can do
#include <stdio.h>
#include <stdlib.h>

#include "sqlite3.h"

static int row(void *unused, int n, char **value, char **name)
{
    (void)unused;
    (void)name;
    for (int k = 0; k < n; k++)
        printf("%s%s", k ? "|" : "", value[k] ? value[k] : "");
    puts("");
    return 0;
}

static char *read_all(FILE *f)
{
    size_t n = 0, cap = 1 << 16;
    char *text = malloc(cap);
    for (size_t got; text && (got = fread(text + n, 1, cap - n - 1, f)) > 0; n += got)
        if (cap - n - got < 2)
            text = realloc(text, cap *= 2);
    if (text)
        text[n] = 0;
    return text;
}

// Up to the end of a statement; what follows an error is run, as the shell does.
static void run(sqlite3 *db, char *sql)
{
    for (char *end = sql; *end; end++) {
        if (*end != ';')
            continue;
        char next = end[1], *message = NULL;
        end[1] = 0;
        if (sqlite3_complete(sql)) {
            if (sqlite3_exec(db, sql, row, NULL, &message))
                printf("error: %s\n", message);
            sqlite3_free(message);
            sql = end + 1;
        }
        end[1] = next;
    }
}

/* Names are taken as they are: the way of "unix" to make them whole knows no letter before a path,
 * which getcwd has on Windows. */
static int whole_name(sqlite3_vfs *vfs, const char *name, int n, char *out)
{
    (void)vfs;
    return snprintf(out, (size_t)n, "%s", name) < n ? SQLITE_OK : SQLITE_CANTOPEN;
}

int main(int argc, char **argv)
{
    sqlite3 *db;
    char *sql = read_all(stdin);
    sqlite3_initialize();
    sqlite3_vfs_find(NULL)->xFullPathname = whole_name;
    if (argc < 2 || !sql || sqlite3_open(argv[1], &db) != SQLITE_OK) {
        puts("cannot open");
        return 1;
    }
    run(db, sql);
    free(sql);
    return sqlite3_close(db) != SQLITE_OK;
}
