// imports.c - what of an image comes from DLLs, from lists, and from this linker itself
//
// An undefined symbol that a DLL offers becomes an object with its import cell and stub, as if an
// import library had been given. Offers are those of .def files, then our list of system DLLs.
#include "link/pe/pe_int.h"

PeLink *pe_of(Link *l)
{
    if (!l->pe) {
        l->pe = arena_new(l->mem, PeLink);
        l->pe->offers = map_new(l->mem);
    }
    return l->pe;
}

/* Images move on Windows, all of them; what stays of symbols for the system's tools is our own. */
void pe_begin(Link *l)
{
    pe_of(l);
    l->pe->is_dll = l->opt.kind == LINK_SHARED;
    l->pe->dll = l->opt.ident;
    l->base = l->pe->is_dll ? PE_DLL_BASE : PE_BASE;
    l->opt.kind = LINK_PIE;
    if (l->opt.build_id)
        link_say(l, L_PE_BUILD_ID, "");
    pe_def_files(l);
    pe_ask_exports(l);
    const PeOpts none = {0};
    Obj *rsrc = pe_resources(l->mem, l->opt.pe ? l->opt.pe : &none);
    if (rsrc)
        link_add_obj(l, rsrc);
}

static bool asked_for(const Link *l, const char *name)
{
    const LSym *s = map_getp(&l->global, str_of(name));
    return s && s->state == LS_UNDEF;
}

/* The directory that tells the loader of the thread-local block. Whoever reads thread-local
 * variables asks for the index. */
static Obj *tls_obj(Arena *a)
{
    static const u8 zeros[40];
    Obj *o = obj_new(a, STR("<thread-local storage>"));
    u32 index = obj_sect(o, STR(".data._tls_index"), SF_ALLOC | SF_WRITE, 4);
    u32 dir = obj_sect(o, STR(".rdata"), SF_ALLOC, 8);
    o->sect.v[index].data = o->sect.v[dir].data = zeros;
    o->sect.v[index].size = 4;
    o->sect.v[dir].size = sizeof zeros;
    o->sect.v[dir].link = index + 1;
    u32 y = obj_sym(o, STR("_tls_index"), SB_GLOBAL, SK_DATA, index, 0, 4);
    obj_sym(o, STR("_tls_used"), SB_GLOBAL, SK_DATA, dir, 0, sizeof zeros);
    obj_fix(o, dir, 0, FIX_ABS64, obj_undef(o, STR("__tls_block_start")), 0);
    obj_fix(o, dir, 8, FIX_ABS64, obj_undef(o, STR("__tls_block_end")), 0);
    obj_fix(o, dir, 16, FIX_ABS64, y, 0);
    return o;
}

/* What ends the list of DLLs, when there is one. */
static Obj *import_end_obj(Arena *a)
{
    static const u8 zeros[20];
    Obj *o = obj_new(a, STR("<end of imports>"));
    u32 s = obj_sect(o, STR(".idata$3"), SF_ALLOC, 4);
    o->sect.v[s].data = zeros;
    o->sect.v[s].size = sizeof zeros;
    return o;
}

static void give(Link *l, const char *name, LinkerDef def, Str edge)
{
    LSym *s = map_getp(&l->global, str_of(name));
    if (!s || s->state != LS_UNDEF)
        return;
    s->state = LS_LINKER;
    s->file = &l->own;
    s->linker = (u8)def;
    s->edge_name = edge;
    s->bind = SB_GLOBAL;
}

static const CoffImport *offer(Link *l, Str name)
{
    PeLink *p = l->pe;
    const CoffImport *i = map_getp(&p->offers, name);
    if (i || p->listed)
        return i;
    p->listed = true;
    pe_system_dlls(l);
    return map_getp(&p->offers, name);
}

static void import(Link *l, LSym *s)
{
    bool cell = str_starts(s->name, "__imp_");
    Str name = cell ? (Str){s->name.p + 6, s->name.n - 6} : s->name;
    const CoffImport *i = offer(l, name);
    if (i && (cell || !i->data))
        link_take(l, coff_import_obj(l->mem, i->dll, i));
}

/* __imp_NAME of a function that is in this image: a cell with its address, as other linkers do for
 * code that was compiled for the function in a DLL. */
static void local_cell(Link *l, LSym *s)
{
    Str name = {s->name.p + 6, s->name.n - 6};
    const LSym *def = map_getp(&l->global, name);
    static const u8 zeros[8];
    if (!def || def->state == LS_UNDEF)
        return;
    Obj *o = obj_new(l->mem, STR("<import cell>"));
    u32 c = obj_sect(o, STR(".rdata"), SF_ALLOC, 8);
    o->sect.v[c].data = zeros;
    o->sect.v[c].size = 8;
    obj_sym(o, s->name, SB_GLOBAL, SK_DATA, c, 0, 8);
    obj_fix(o, c, 0, FIX_ABS64, obj_undef(o, name), 0);
    link_take(l, o);
}

/* What the loader calls when it attaches a DLL: a C runtime's start, or the function itself. */
static void dll_entry(Link *l)
{
    static const char *const names[] = {"DllMainCRTStartup", "rt_dll_start", "DllMain"};
    for (u32 k = 0; k < COUNT(names) && !l->opt.entry.n; k++) {
        LSym *s = map_getp(&l->global, str_of(names[k]));
        if (s && s->state == LS_DEF) {
            l->opt.entry = s->name;
            s->root = true;
        }
    }
}

void pe_imports(Link *l)
{
    if (l->pe->is_dll)
        dll_entry(l);
    pe_exports(l);
    if (asked_for(l, "___chkstk_ms") || asked_for(l, "__chkstk"))
        link_take(l, pe_probe_obj(l->mem));
    if (asked_for(l, "_tls_index"))
        l->pe->tls_dir = &link_take(l, tls_obj(l->mem))->atom[1];
    give(l, "__tls_block_start", LD_START, STR(".tls"));
    give(l, "__tls_block_end", LD_STOP, STR(".tls"));
    give(l, "__ImageBase", LD_HEADER, STR(""));
    give(l, "__image_base__", LD_HEADER, STR(""));
    l->pe->import_end = &link_take(l, import_end_obj(l->mem))->atom[0];
    for (u32 i = 0; i < l->global.n; i++) {      // grows
        LSym *s = (LSym *)(uintptr_t)l->global.ent[i].val;
        if (s->state == LS_UNDEF && str_starts(s->name, "__imp_"))
            local_cell(l, s);
        if (s->state == LS_UNDEF && (s->asked || s->root))
            import(l, s);
    }
}
