// coff_implib.c - import libraries: archives by which linkers reach what a DLL offers
//
// One short member for each symbol, and three objects from which a linker that knows only sections
// makes the tables of imports: the DLL's descriptor, the end of its list of symbols, and the end of
// the list of DLLs. Symbols of class SECTION stand for the start of a section of that name
// wherever it comes from.
// Source: Microsoft, "PE Format", "Import Library Format", "The .idata Section".
#include "objfmt/coff.h"

typedef struct Part {            // a section of one of the three objects
    const char *name;
    u32 align, size;
    Str text;                    // its bytes; zeros behind
    struct { u32 off, sym; } rel[3];
    u32 nrel;
} Part;
typedef struct Name {
    Str name;
    u16 sect;
    u8 cls;
} Name;

static void put_part(Buf *heads, Buf *body, size_t at, const Part *p)
{
    char name[8] = {0};
    memcpy(name, p->name, MIN(strlen(p->name), sizeof name));
    buf_put(heads, name, sizeof name);
    buf_u64(heads, 0);
    buf_u32(heads, p->size);
    buf_u32(heads, (u32)(at + body->n));
    buf_put(body, p->text.p, p->text.n);
    buf_zero(body, p->size - p->text.n);
    buf_u32(heads, p->nrel ? (u32)(at + body->n) : 0);
    buf_u32(heads, 0);
    buf_u16(heads, (u16)p->nrel);
    buf_u16(heads, 0);
    buf_u32(heads, CS_DATA | CS_READ | CS_WRITE |
                       (u32)(ctz64(p->align) + 1) << CS_ALIGN_SHIFT);
    for (u32 k = 0; k < p->nrel; k++) {
        buf_u32(body, p->rel[k].off);
        buf_u32(body, p->rel[k].sym);
        buf_u16(body, CR_ADDR32NB);
    }
}

static Str object(Arena *a, const Part *part, u32 nsect, const Name *sym, u32 nsym)
{
    Buf out = {0}, heads = {0}, body = {0}, strings = {0};
    size_t at = COFF_HEADER + (size_t)COFF_SECTION * nsect;
    for (u32 k = 0; k < nsect; k++)
        put_part(&heads, &body, at, &part[k]);
    buf_u16(&out, COFF_AMD64);
    buf_u16(&out, (u16)nsect);
    buf_u32(&out, 0);
    buf_u32(&out, (u32)(at + body.n));
    buf_u32(&out, nsym);
    buf_u32(&out, 0);
    buf_put(&out, heads.p, heads.n);
    buf_put(&out, body.p, body.n);
    for (u32 k = 0; k < nsym; k++) {
        char text[8] = {0};
        if (sym[k].name.n <= sizeof text) {
            memcpy(text, sym[k].name.p, sym[k].name.n);
        } else {
            wr32((u8 *)text + 4, (u32)strings.n + 4);
            buf_put(&strings, sym[k].name.p, sym[k].name.n);
            buf_byte(&strings, 0);
        }
        buf_put(&out, text, sizeof text);
        buf_u32(&out, 0);
        buf_u16(&out, sym[k].sect);
        buf_u16(&out, 0);
        buf_byte(&out, sym[k].cls);
        buf_byte(&out, 0);
    }
    buf_u32(&out, (u32)strings.n + 4);
    buf_put(&out, strings.p, strings.n);
    buf_free(&heads);
    buf_free(&body);
    buf_free(&strings);
    return buf_take(&out, a);
}

static Str short_import(Arena *a, const CoffImport *i)
{
    enum { CODE = 0, DATA = 1, BY_ORDINAL = 0, BY_NAME = 1 };
    Buf b = {0};
    buf_u16(&b, 0);
    buf_u16(&b, 0xffff);
    buf_u16(&b, 0);
    buf_u16(&b, COFF_AMD64);
    buf_u32(&b, 0);
    buf_u32(&b, (u32)(i->symbol.n + i->dll.n + 2));
    buf_u16(&b, i->ordinal);
    buf_u16(&b, (u16)((i->data ? DATA : CODE) | (i->name.n ? BY_NAME : BY_ORDINAL) << 2));
    buf_put(&b, i->symbol.p, i->symbol.n);
    buf_byte(&b, 0);
    buf_put(&b, i->dll.p, i->dll.n);
    buf_byte(&b, 0);
    return buf_take(&b, a);
}

void coff_import_library(Arena *a, Str dll, const CoffImport *i, u32 n, Buf *out)
{
    const char *dot = dll.n ? memchr(dll.p, '.', dll.n) : NULL;
    Str base = {dll.p, dot ? (size_t)(dot - dll.p) : dll.n};
    Str head = str_fmt(a, "__IMPORT_DESCRIPTOR_%.*s", STR_ARG(base));
    Str end = str_fmt(a, "\x7f%.*s_NULL_THUNK_DATA", STR_ARG(base));
    Str last = STR("__NULL_IMPORT_DESCRIPTOR");
    Str text = str_fmt(a, "%.*s%c", STR_ARG(dll), 0);
    Part descriptor[] = {
        {.name = ".idata$2", .align = 4, .size = 20, .rel = {{12, 2}, {0, 3}, {16, 4}}, .nrel = 3},
        {.name = ".idata$6", .align = 2, .size = (u32)ALIGN_UP(text.n, 2), .text = text}};
    Name first[] = {{head, 1, CY_EXTERNAL}, {STR(".idata$2"), 1, CY_SECTION},
                    {STR(".idata$6"), 2, CY_STATIC}, {STR(".idata$4"), 0, CY_SECTION},
                    {STR(".idata$5"), 0, CY_SECTION}, {last, 0, CY_EXTERNAL},
                    {end, 0, CY_EXTERNAL}};
    Part ends[] = {{.name = ".idata$5", .align = 8, .size = 8},
                   {.name = ".idata$4", .align = 8, .size = 8}};
    Part null[] = {{.name = ".idata$3", .align = 4, .size = 20}};
    ArMember *m = arena_array(a, ArMember, n + 3);
    m[0].bytes = object(a, descriptor, COUNT(descriptor), first, COUNT(first));
    m[1].bytes = object(a, null, 1, &(Name){last, 1, CY_EXTERNAL}, 1);
    m[2].bytes = object(a, ends, COUNT(ends), &(Name){end, 1, CY_EXTERNAL}, 1);
    for (u32 k = 0; k < n; k++)
        m[3 + k].bytes = short_import(a, &i[k]);
    for (u32 k = 0; k < n + 3; k++)
        m[k].name = dll;
    ar_write(m, n + 3, 0, out);
}
