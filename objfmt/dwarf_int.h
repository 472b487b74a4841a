// dwarf_int.h - private to the DWARF writer: sections being written, numbers of the standard
#ifndef DWARF_INT_H
#define DWARF_INT_H

#include "objfmt/obj.h"

enum {
    DW_TAG_array_type = 0x01, DW_TAG_enumeration_type = 0x04, DW_TAG_formal_parameter = 0x05,
    DW_TAG_lexical_block = 0x0b, DW_TAG_member = 0x0d, DW_TAG_pointer_type = 0x0f,
    DW_TAG_compile_unit = 0x11, DW_TAG_structure_type = 0x13, DW_TAG_subroutine_type = 0x15,
    DW_TAG_typedef = 0x16, DW_TAG_union_type = 0x17, DW_TAG_inlined_subroutine = 0x1d,
    DW_TAG_unspecified_parameters = 0x18, DW_TAG_subrange_type = 0x21, DW_TAG_base_type = 0x24,
    DW_TAG_const_type = 0x26, DW_TAG_enumerator = 0x28, DW_TAG_subprogram = 0x2e,
    DW_TAG_variable = 0x34, DW_TAG_volatile_type = 0x35, DW_TAG_restrict_type = 0x37,
    DW_TAG_atomic_type = 0x47,
    DW_AT_location = 0x02, DW_AT_name = 0x03, DW_AT_byte_size = 0x0b, DW_AT_bit_size = 0x0d,
    DW_AT_stmt_list = 0x10, DW_AT_low_pc = 0x11, DW_AT_high_pc = 0x12, DW_AT_language = 0x13,
    DW_AT_comp_dir = 0x1b, DW_AT_const_value = 0x1c, DW_AT_inline = 0x20, DW_AT_producer = 0x25,
    DW_AT_prototyped = 0x27, DW_AT_abstract_origin = 0x31, DW_AT_count = 0x37,
    DW_AT_data_member_location = 0x38, DW_AT_decl_file = 0x3a, DW_AT_decl_line = 0x3b,
    DW_AT_declaration = 0x3c, DW_AT_encoding = 0x3e, DW_AT_external = 0x3f, DW_AT_frame_base = 0x40,
    DW_AT_type = 0x49, DW_AT_ranges = 0x55, DW_AT_call_file = 0x58, DW_AT_call_line = 0x59,
    DW_AT_data_bit_offset = 0x6b,
    DW_FORM_addr = 0x01, DW_FORM_data2 = 0x05, DW_FORM_data1 = 0x0b, DW_FORM_flag = 0x0c,
    DW_FORM_sdata = 0x0d, DW_FORM_strp = 0x0e, DW_FORM_udata = 0x0f, DW_FORM_ref4 = 0x13,
    DW_FORM_sec_offset = 0x17, DW_FORM_exprloc = 0x18, DW_FORM_flag_present = 0x19,
    DW_FORM_line_strp = 0x1f,
    DW_UT_compile = 1,
    DW_OP_addr = 0x03, DW_OP_deref = 0x06, DW_OP_const4u = 0x0c, DW_OP_const8u = 0x0e,
    DW_OP_constu = 0x10, DW_OP_div = 0x1b, DW_OP_minus = 0x1c,
    DW_OP_push_object_address = 0x97, DW_OP_reg0 = 0x50, DW_OP_breg0 = 0x70, DW_OP_regx = 0x90,
    DW_OP_fbreg = 0x91, DW_OP_bregx = 0x92, DW_OP_form_tls_address = 0x9b,
    DW_OP_call_frame_cfa = 0x9c, DW_OP_consts = 0x11, DW_OP_implicit_value = 0x9e,
    DW_OP_stack_value = 0x9f,
    DW_INL_inlined = 1,
    DW_RLE_end_of_list = 0, DW_RLE_offset_pair = 4, DW_RLE_base_address = 5,
    DW_RLE_start_length = 7,
    DW_LLE_end_of_list = 0, DW_LLE_offset_pair = 4, DW_LLE_base_address = 6,
    DW_LNCT_path = 1, DW_LNCT_directory_index = 2,
    DW_LNS_copy = 1, DW_LNS_advance_pc = 2, DW_LNS_advance_line = 3, DW_LNS_set_file = 4,
    DW_LNS_negate_stmt = 6,
    DW_LNE_end_sequence = 1, DW_LNE_set_address = 2
};

/* A debug section being written: its bytes, its fixups, and a symbol for its start. */
typedef struct Ds {
    Obj *o;
    u32 sect, sym;       // 0: not opened
    Buf b;
} Ds;

typedef struct Strs {    // .debug_str or .debug_line_str
    Ds d;
    Map at;
} Strs;

typedef struct TypeRef {     // a field of .debug_info that is to hold a type's offset
    u32 at, type;
} TypeRef;

typedef struct Dw {
    Obj *o;
    const DwUnit *u;
    Ds info, abbrev, line, aranges, rnglists, loclists;
    size_t rng_unit, loc_unit;   // lengths to close
    Strs str, line_str;
    u32 *file;           // of the unit's files: index in the table, which holds each name once
    VEC(Str) name;
    u64 abbrevs;         // AB_* in use, as bits
    VEC(TypeRef) refs;
    u32 *type_at;        // by type: offset of its entry
    const DwPlace **whole;   // by variable: its place, where that is the same throughout
    u32 *body_at, *var_at, *block_at;    // offsets of what inlined bodies are instances of: by
                                         // callee, variable and block
} Dw;

/* Shapes of entries, each an abbreviation. */
typedef enum {
    AB_NONE, AB_UNIT, AB_FN_PLAIN, AB_FN, AB_FN_VOID, AB_MORE, AB_PARAM, AB_PARAM_LIST,
    AB_PARAM_GONE, AB_VAR, AB_VAR_LIST, AB_VAR_GONE, AB_STATIC, AB_BLOCK, AB_BLOCK_RANGES, AB_BASE,
    AB_PTR, AB_PTR_VOID, AB_CONST, AB_CONST_VOID, AB_VOLATILE, AB_VOLATILE_VOID, AB_RESTRICT,
    AB_RESTRICT_VOID, AB_ATOMIC, AB_ATOMIC_VOID, AB_TYPEDEF, AB_TYPEDEF_VOID, AB_ARRAY, AB_RANGE,
    AB_RANGE_OPEN, AB_RANGE_EXPR, AB_STRUCT, AB_STRUCT_ANON, AB_STRUCT_DECL, AB_UNION,
    AB_UNION_ANON, AB_UNION_DECL, AB_ENUM, AB_ENUM_ANON, AB_ENUM_DECL, AB_MEMBER, AB_MEMBER_ANON,
    AB_MEMBER_BITS, AB_BODY, AB_BODY_VOID, AB_BODY_BLOCK, AB_INLINED, AB_INLINED_RANGES,
    AB_BLOCK_OF, AB_BLOCK_OF_RANGES, AB_PARAM_OF, AB_PARAM_OF_LIST, AB_PARAM_OF_GONE, AB_VAR_OF,
    AB_VAR_OF_LIST, AB_VAR_OF_GONE, AB_ENUMERATOR, AB_ENUMERATOR_U, AB_SUBR, AB_SUBR_VOID,
    AB_SUBPARAM, AB_COUNT
} Abbrev;
_Static_assert(AB_COUNT <= 64, "Dw.abbrevs");
_Static_assert(AB_CONST_VOID == AB_CONST + 1 && AB_STRUCT_ANON == AB_STRUCT + 1 &&
               AB_STRUCT_DECL == AB_STRUCT + 2, "variants follow");

/* dwarf.c */
Ds dw_open(Obj *o, const char *name, u32 flags);
void dw_close(Ds *d);
void dw_word(Ds *d, u64 x);                          // of an address's size
void dw_addr(Ds *d, u32 sym, i64 add);
void dw_offset(Ds *d, const Ds *to, u64 off);
size_t dw_open_length(Ds *d);
void dw_close_length(Ds *d, size_t at);
void dw_string(Ds *d, Strs *s, Str text);

/* dwarf_info.c */
void dw_info(Dw *w);
void dw_begin(Dw *w, Abbrev a);                      // an entry of .debug_info
void dw_end(Dw *w);                                  // of the children of one
void dw_name(Dw *w, Str name);
void dw_decl(Dw *w, u32 file, u32 line);
void dw_type(Dw *w, u32 type);                       // a reference; not void
void dw_expr(Dw *w, const Buf *b);                   // takes the bytes
void dw_place(Buf *b, const DwPlace *p);             // the expression for a place

/* dwarf_type.c */
void dw_types(Dw *w);                                // all, and the references to them

#endif
