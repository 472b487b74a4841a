// diag.c - the table of the linker's messages
#include "link/link_int.h"

const DiagDef link_diag[L_DIAG_COUNT] = {
#define DIAG(id, code, sev, text, help) {code, sev, text, help},
#include "link/diag.def"
#undef DIAG
};
