// chkstk.c - the routine that touches stack pages before a large frame takes them
//
// rax holds the size; no register changes. Windows commits stack by a guard page, so pages must be
// touched in order. Objects of other compilers call it by either name.
#include "link/pe/pe_int.h"

static const u8 code[] = {
    0x51,                                            // push rcx
    0x50,                                            // push rax
    0x48, 0x8d, 0x4c, 0x24, 0x18,                    // lea rcx, [rsp + 24]: the caller's rsp
    0xeb, 0x0d,                                      // jmp test
    0x48, 0x81, 0xe9, 0x00, 0x10, 0x00, 0x00,        // page: sub rcx, 4096
    0x48, 0x2d, 0x00, 0x10, 0x00, 0x00,              // sub rax, 4096
    0x48, 0x85, 0x09,                                // test [rcx], rcx
    0x48, 0x3d, 0x00, 0x10, 0x00, 0x00,              // test: cmp rax, 4096
    0x73, 0xe8,                                      // jae page
    0x48, 0x29, 0xc1,                                // sub rcx, rax
    0x48, 0x85, 0x09,                                // test [rcx], rcx
    0x58,                                            // pop rax
    0x59,                                            // pop rcx
    0xc3,                                            // ret
};

Obj *pe_probe_obj(Arena *a)
{
    static const CfiRow rows[] = {
        {1, CFI_DEF_CFA_OFFSET, 0, 16}, {1, CFI_OFFSET, 2, -16},
        {2, CFI_DEF_CFA_OFFSET, 0, 24}, {2, CFI_OFFSET, 0, -24},
    };
    Obj *o = obj_new(a, STR("<stack probe>"));
    u32 s = obj_sect(o, STR(".text.___chkstk_ms"), SF_ALLOC | SF_EXEC, 16);
    o->sect.v[s].data = code;
    o->sect.v[s].size = sizeof code;
    u32 y = obj_sym(o, STR("___chkstk_ms"), SB_WEAK, SK_FUNC, s, 0, sizeof code);
    obj_sym(o, STR("__chkstk"), SB_WEAK, SK_FUNC, s, 0, sizeof code);
    pdata_add(o, NULL, &(UwFn){.sym = y, .size = sizeof code, .row = rows, .nrow = COUNT(rows)}, 1);
    return o;
}
