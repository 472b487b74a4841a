// pe.h - what a Windows image is told beside LinkOpts
#ifndef PE_H
#define PE_H

#include "base/base.h"

typedef enum { PE_CONSOLE, PE_GUI, PE_EFI } PeSubsystem;

typedef struct PeOpts {
    PeSubsystem subsystem;
    u64 stack, heap;             // reserved bytes; 0: 1 MiB (stack 8 MiB as on other systems)
    bool implib;                 // a DLL: fill LinkOut.implib
    Str manifest;                // text of the application manifest; empty: none
    /* Version resource, when `version` is given: four numbers with dots; the texts may be empty. */
    Str version, product, company, description, copyright, file_name;
} PeOpts;

#endif
