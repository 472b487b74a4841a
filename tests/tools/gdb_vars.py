"""gdb_vars.py - run inside gdb: at each call of a function, the scalar variables of the frames above it.

Prints "VAR HIT FRAME FUNCTION LINE NAME DECLARED ARGUMENT VALUE" for every variable; with two programs made of one
source at different levels the values must agree wherever both have one."""
import os

import gdb

SCALAR = (gdb.TYPE_CODE_INT, gdb.TYPE_CODE_FLT, gdb.TYPE_CODE_ENUM, gdb.TYPE_CODE_BOOL, gdb.TYPE_CODE_CHAR)


def show(hit):
    frame, depth = gdb.newest_frame().older(), 0
    while frame is not None and frame.is_valid():
        sal = frame.find_sal()
        if frame.function() is not None and sal.symtab is not None:
            depth += 1
            seen = set()
            block = frame.block()
            while block is not None:
                for s in block:
                    if not (s.is_argument or s.is_variable) or s.name in seen or s.needs_frame is False:
                        continue
                    seen.add(s.name)
                    if s.type.strip_typedefs().code not in SCALAR:
                        continue
                    value = s.value(frame)
                    print("VAR", hit, depth, frame.function().name, sal.line, s.name, s.line, int(s.is_argument), value.format_string())
                if block.function is not None:
                    break
                block = block.superblock
        frame = frame.older()


gdb.execute("set pagination off")
gdb.execute("set confirm off")
stop = gdb.Breakpoint(os.environ.get("GDB_VARS_AT", "printf"))
stop.ignore_count = int(os.environ.get("GDB_VARS_SKIP", "0"))
try:
    gdb.execute("run %s > /dev/null" % os.environ.get("GDB_VARS_ARGS", ""), to_string=True)
    for hit in range(int(os.environ.get("GDB_VARS_HITS", "40"))):
        if gdb.selected_inferior().pid == 0:
            break
        show(hit)
        gdb.execute("continue", to_string=True)
except gdb.error as e:
    print("STOP", e)
