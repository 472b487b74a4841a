"""gdb_lines.py - run inside gdb: the scalar variables at each place of a program where a statement starts.

Prints "AT FUNCTION LINE {NAME: VALUE}" each time such a place of GDB_LINES_FILE is reached, but for the start of a
function, and at most GDB_LINES_MOST times; gdb_lines_same.py compares what builds of one program print."""
import json
import os
import re

import gdb

SCALAR = (gdb.TYPE_CODE_INT, gdb.TYPE_CODE_FLT, gdb.TYPE_CODE_ENUM, gdb.TYPE_CODE_BOOL, gdb.TYPE_CODE_CHAR)
name = os.environ["GDB_LINES_FILE"]
most = int(os.environ.get("GDB_LINES_MOST", "2000"))
found = []


def variables(frame):
    seen = {}
    block = frame.block()
    while block is not None:
        for s in block:
            if not (s.is_argument or s.is_variable) or s.name in seen or not s.needs_frame:
                continue
            seen[s.name] = None
            if s.type.strip_typedefs().code in SCALAR:
                value = s.value(frame)
                if not value.is_optimized_out and (s.is_argument or s.line < frame.find_sal().line):
                    seen[s.name] = value.format_string()
        if block.function is not None:
            break
        block = block.superblock
    return {k: v for k, v in seen.items() if v is not None}


class Place(gdb.Breakpoint):
    def stop(self):
        frame = gdb.newest_frame()
        sal = frame.find_sal()
        function = frame.function()
        first = function is not None and function.symtab is not None and frame.block().start == frame.pc()
        if function is not None and not first and len(found) < most:
            found.append((frame.function().name, sal.line, variables(frame)))
        return len(found) >= most


gdb.execute("set pagination off")
gdb.execute("set confirm off")
gdb.execute("break *main", to_string=True)
remote = os.environ.get("GDB_LINES_REMOTE")
if remote:
    gdb.execute("target remote " + remote, to_string=True)
    gdb.execute("continue", to_string=True)
else:
    gdb.execute("run > /dev/null", to_string=True)
gdb.execute("delete", to_string=True)
gdb.decode_line(name + ":1")     # its unit is read in
table, places = gdb.execute("maint info line-table %s$" % name, to_string=True), set()
for line in table.splitlines():
    m = re.match(r"\d+ +(\d+) +(0x[0-9a-f]+) +(?:0x[0-9a-f]+ +)?Y", line)
    if m:
        places.add(int(m.group(2), 16))
for at in sorted(places):
    Place("*%d" % at)
try:
    gdb.execute("continue", to_string=True)
except gdb.error:
    pass
for row in found:
    print("AT", *row[:2], json.dumps(row[2], sort_keys=True))
