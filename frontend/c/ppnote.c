// ppnote.c - say which macro a message about an expansion comes from, and where it is defined
#include "frontend/c/pp_int.h"

static bool name_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// The macro whose name stands where the span begins: tokens of an expansion carry the place of its
// name. An #undef since then goes unnoticed, but then there is only no note.
static const Macro *macro_at(Pp *p, Span s, const char **name)
{
    Str text = p->src->file.v[s.file].text;
    u32 lo = s.lo, hi = lo;
    if (lo >= text.n || (lo && name_char(text.p[lo - 1])) ||
        (text.p[lo] >= '0' && text.p[lo] <= '9'))
        return NULL;
    while (hi < text.n && name_char(text.p[hi]))
        hi++;
    if (hi == lo)
        return NULL;
    const PpName *n = pp_name(p, text.p + lo, hi - lo);
    *name = n->text.p;
    return n->macro && n->macro->kind == MK_NORMAL && n->macro->span.file ? n->macro : NULL;
}

bool pp_foreign(void *pp, Span at)
{
    Pp *p = pp;
    const char *name;
    const Macro *m = macro_at(p, at, &name);
    return m && p->src->file.v[m->span.file].system;
}

void pp_notes(Pp *p, u32 first)
{
    Diags *d = p->d;
    u32 n = d->list.n;
    if (first >= n)
        return;
    Diag *old = arena_array(p->mem, Diag, n - first);
    memcpy(old, d->list.v + first, (n - first) * sizeof *old);
    d->list.n = first;
    for (u32 k = 0; k < n - first; k++) {
        const char *name;
        const Macro *m = NULL;
        vec_push(d->mem, &d->list, old[k]);
        bool own = old[k].def >= &c_diag[PPE_CHAR] && old[k].def <= &c_diag[PPN_EXPANDED];
        if (old[k].sev != SEV_NOTE && old[k].span.file && !own)
            m = macro_at(p, old[k].span, &name);
        if (m && !d->dropped)
            ppdiag(p, PPN_EXPANDED, m->span, name);
    }
}
