"""gdb_calls.py - run inside gdb: what it shows of every variable at calls of a program's functions, as JSON.

Stops at the entry of functions (GDB_CALLS_FUNCTIONS names a file with one a line) the 1st, 2nd, 3rd, 5th, 8th ... time,
GDB_CALLS_EACH times each, and writes to GDB_CALLS_OUT [[FUNCTION/TIME, [[FUNCTION, LINE, {NAME: [DECLARED, ARGUMENT,
VALUE]}] by frame]]. Addresses are written as "p" and what they point to; what gdb does not know is null.
GDB_CALLS_FILL is a byte that the unused stack is filled with at each stop, so that what was never written differs
between runs; GDB_CALLS_LOOPS leaves out functions where gdb would stop in each turn of a
loop. gdb_calls_same.py compares what builds of one program give."""
import json
import os
import re

import gdb

EACH = int(os.environ.get("GDB_CALLS_EACH", "4"))
DEPTH = int(os.environ.get("GDB_CALLS_DEPTH", "5"))
FILL = os.environ.get("GDB_CALLS_FILL")
LOOPS = os.environ.get("GDB_CALLS_LOOPS")
RECORD = (gdb.TYPE_CODE_STRUCT, gdb.TYPE_CODE_UNION)
rows = []


def pointee(v, deep):
    to = v.type.strip_typedefs().target().strip_typedefs()
    if int(v) == 0:
        return 0
    if deep > 0 or to.code in (gdb.TYPE_CODE_FUNC, gdb.TYPE_CODE_VOID, gdb.TYPE_CODE_UNION):
        return "p"
    try:
        if to.code == gdb.TYPE_CODE_INT and to.sizeof == 1:
            return ["p", bytes(gdb.selected_inferior().read_memory(int(v), 1)).hex()]
        return ["p", show(v.dereference(), deep + 1)]
    except (gdb.error, RuntimeError):
        return "p"           # it leads nowhere


def show(v, deep=0):
    try:
        if v.is_optimized_out:
            return None
        t = v.type.strip_typedefs()
        if t.code == gdb.TYPE_CODE_PTR:
            return pointee(v, deep)
        if t.code == gdb.TYPE_CODE_UNION or (t.code == gdb.TYPE_CODE_STRUCT and deep > 2):
            return "-"
        if t.tag == "__jmp_buf_tag":        # registers of the moment
            return "-"
        if t.code == gdb.TYPE_CODE_STRUCT:
            return {f.name: show(v[f], deep + 1) for f in t.fields() if f.name}
        if t.code == gdb.TYPE_CODE_ARRAY:
            low, high = t.range()
            return [show(v[k], deep + 1) for k in range(low, min(high + 1, low + 8))]
        if t.code == gdb.TYPE_CODE_FLT or t.code == gdb.TYPE_CODE_COMPLEX:
            return v.format_string()
        return int(v)
    except (gdb.error, RuntimeError, ValueError, OverflowError) as e:
        return None if "optimized" in str(e) else "?"


def variables(frame):
    seen = {}
    try:
        block = frame.block()
    except RuntimeError:
        return seen
    while block is not None:
        for s in block:
            if (s.is_argument or s.is_variable) and s.needs_frame and s.name not in seen:
                try:
                    value = show(s.value(frame))
                except (gdb.error, RuntimeError) as e:
                    value = None if "optimized" in str(e) else "?"
                seen[s.name] = [s.line, int(s.is_argument), value]
        if block.function is not None:
            break
        block = block.superblock
    return seen


def look(where):
    frame, out = gdb.newest_frame(), []
    while frame is not None and frame.function() is not None:
        known = variables(frame) if len(out) < DEPTH else {}
        out.append([frame.function().name, frame.find_sal().line, known])
        if frame.function().name == "main":
            break
        frame = frame.older()
    rows.append([where, out])


def fill():
    sp = int(gdb.parse_and_eval("$sp"))
    room = 256 * 1024
    try:
        gdb.selected_inferior().write_memory(sp - 256 - room, bytes([int(FILL)]) * room)
    except gdb.MemoryError:
        pass


class Entry(gdb.Breakpoint):
    def stop(self):
        self.times = getattr(self, "times", 0) + 1
        self.next, self.after = getattr(self, "next", 1), getattr(self, "after", 2)
        if self.times == self.next and self not in done:
            look("%s/%d" % (self.location, self.times))
            self.next, self.after = self.after, self.next + self.after
            self.taken = getattr(self, "taken", 0) + 1
            if FILL:
                fill()
            if self.taken >= EACH:
                done.append(self)
                return len(done) % 16 == 0
        return False


def is_reentered(entry):
    """Does the function jump to where gdb stops for it? Then that is the head of a loop, not only its start."""
    at = entry.locations[0].address
    block = gdb.block_for_pc(at)
    while block is not None and block.function is None:
        block = block.superblock
    if block is None:
        return True
    text = gdb.execute("disassemble %d,%d" % (block.start, block.end), to_string=True)
    return re.search(r"\tj[a-z]+ +0x0*%x\b" % at, text) is not None


done = []
for setting in ("confirm off", "pagination off", "max-value-size 100000", "print repeats unlimited",
                "python print-stack none", "breakpoint pending off"):
    gdb.execute("set " + setting)
gdb.execute("tbreak main", to_string=True)
gdb.execute("run %s >/dev/null 2>&1 <%s" % (os.environ.get("GDB_CALLS_ARGS", ""), os.environ.get("GDB_CALLS_INPUT", "/dev/null")),
            to_string=True)
if FILL:
    fill()
for line in open(os.environ["GDB_CALLS_FUNCTIONS"]):
    try:
        entry = Entry(line.strip(), type=gdb.BP_BREAKPOINT)
        # inlined here and there, or several of one name; or at -O1 and above a loop without code before it
        if len(entry.locations) != 1 or (LOOPS and is_reentered(entry)):
            entry.delete()
    except gdb.error:
        pass
try:
    while gdb.selected_inferior().pid:
        gdb.execute("continue", to_string=True)
        for b in done:       # not in stop(), where gdb is at work with it
            if b.is_valid():
                b.delete()
        done.clear()
except gdb.error:
    pass
with open(os.environ["GDB_CALLS_OUT"], "w") as f:
    json.dump(rows, f)
