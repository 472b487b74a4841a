// opt.h - private to ir/opt: what passes share
#ifndef OPT_H
#define OPT_H

#include "ir/ir.h"

#endif
