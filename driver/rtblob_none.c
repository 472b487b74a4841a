// rtblob_none.c - the empty runtime of the bootstrap tool, which compiles the real one
#include "base/base.h"

extern const u8 rt_blob[];
extern const u32 rt_blob_size;
const u8 rt_blob[] = {0};
const u32 rt_blob_size = 0;
