// cdiag.c - the table of the C front end's messages
#include "frontend/c/c_int.h"

const DiagDef c_diag[C_DIAG_COUNT] = {
#define DIAG(id, code, sev, text, help) [id] = {code, sev, text, help},
#include "frontend/c/diag_pp.def"
#include "frontend/c/diag.def"
#undef DIAG
};
