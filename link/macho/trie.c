// trie.c - exported names as a tree of their prefixes
//
// A node: the size of what follows if it is a name (flags, address), the number of children, and
// for each child the text of its edge and its offset. Offsets are ULEB128 numbers, so the size of a
// node depends on where its children are; sizes only grow, and layout is repeated until nothing
// moves. Source: Apple's <mach-o/loader.h> and dyld's description of the export trie.
#include "link/macho/macho_int.h"

typedef struct Node {
    u32 first, n, depth;     // the names below it, and how much of them is already said
    u32 child, nchild;       // nodes, next to each other
    u32 off;
} Node;

typedef struct Trie {
    Arena *a;
    const TrieSym *sym;
    VEC(Node) node;          // breadth first: children follow one another
} Trie;

static u32 uleb_size(u64 x)
{
    u32 n = 1;
    while (x >>= 7)
        n++;
    return n;
}

static int by_name(const void *a, const void *b, void *ctx)
{
    (void)ctx;
    return str_cmp(((const TrieSym *)a)->name, ((const TrieSym *)b)->name);
}

static bool is_name(const Trie *t, const Node *d)
{
    return d->n && t->sym[d->first].name.n == d->depth;
}

/* The names of a node that begin with one byte share an edge as long as all agree. */
static void add_children(Trie *t, u32 at)
{
    Node d = t->node.v[at];
    u32 i = d.first + is_name(t, &d), end = d.first + d.n;
    t->node.v[at].child = t->node.n;
    while (i < end) {
        Str a = t->sym[i].name;
        u32 k = i, depth;
        while (k + 1 < end && t->sym[k + 1].name.p[d.depth] == a.p[d.depth])
            k++;
        Str b = t->sym[k].name;
        for (depth = d.depth; depth < a.n && depth < b.n && a.p[depth] == b.p[depth]; depth++)
            ;
        vec_push(t->a, &t->node, ((Node){.first = i, .n = k + 1 - i, .depth = depth}));
        t->node.v[at].nchild++;
        i = k + 1;
    }
}

static u32 terminal_size(const Trie *t, const Node *d)
{
    return is_name(t, d) ? 1 + uleb_size(t->sym[d->first].addr) : 0;
}

static u32 node_size(const Trie *t, const Node *d)
{
    u32 n = terminal_size(t, d);
    n += uleb_size(n) + 1;
    for (u32 i = 0; i < d->nchild; i++) {
        const Node *c = &t->node.v[d->child + i];
        n += c->depth - d->depth + 1 + uleb_size(c->off);
    }
    return n;
}

static void lay_out(Trie *t)
{
    for (bool moved = true; moved;) {
        u32 at = 0;
        moved = false;
        for (u32 i = 0; i < t->node.n; i++) {
            moved |= t->node.v[i].off != at;
            t->node.v[i].off = at;
            at += node_size(t, &t->node.v[i]);
        }
    }
}

static void put_node(const Trie *t, const Node *d, Buf *out)
{
    u32 n = terminal_size(t, d);
    buf_uleb(out, n);
    if (n) {
        buf_uleb(out, 0);        // a regular symbol
        buf_uleb(out, t->sym[d->first].addr);
    }
    buf_byte(out, (u8)d->nchild);
    for (u32 i = 0; i < d->nchild; i++) {
        const Node *c = &t->node.v[d->child + i];
        buf_put(out, t->sym[c->first].name.p + d->depth, c->depth - d->depth);
        buf_byte(out, 0);
        buf_uleb(out, c->off);
    }
}

void trie_put(Arena *a, Buf *out, TrieSym *sym, u32 n)
{
    Trie t = {.a = a, .sym = sym};
    sort_stable(sym, n, sizeof *sym, by_name, NULL);
    vec_push(a, &t.node, ((Node){.n = n}));
    for (u32 i = 0; i < t.node.n; i++)
        add_children(&t, i);
    lay_out(&t);
    for (u32 i = 0; i < t.node.n; i++)
        put_node(&t, &t.node.v[i], out);
}
