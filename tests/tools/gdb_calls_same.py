"""gdb_calls_same.py TRUE TRUE TRUE OTHER - compares what gdb_calls.py wrote of builds of one program.

The first three are unoptimised: two that another compiler made, which fills variables that have no value yet with one
byte or another, and ours. What all three agree on is determined by the program, and the other build must show it or
nothing. What the first two agree on and ours has otherwise is printed, too. Frames are found by their names from
both ends of the stack, since optimised code lacks those of tail calls."""
import json
import sys


def load(path):
    with open(path) as f:
        return dict(json.load(f))


def pairs(a, other):
    """The frames of `other`, each with the number of that of `a`, names of a stack, that it must be."""
    b = [f[0] for f in other]
    inner = outer = 0
    while inner < min(len(a), len(b)) and a[inner] == b[inner]:
        inner += 1
    while outer < min(len(a), len(b)) and a[-1 - outer] == b[-1 - outer]:
        outer += 1
    for k in range(len(b)):
        from_end = len(b) - 1 - k
        if len(a) == len(b) == inner or (k < inner and from_end >= outer):
            yield k, other[k]
        elif from_end < outer and k >= inner:
            yield len(a) - 1 - from_end, other[k]


class Leaves:
    """Counts the parts of a value: known ones of all, those that differ from what is determined."""

    def __init__(self):
        self.known = self.all = self.wrong = 0

    def take(self, truths, value):
        first = truths[0]
        if isinstance(first, (dict, list)) and all(type(t) is type(first) and len(t) == len(first) for t in truths):
            keys = first if isinstance(first, dict) else range(len(first))
            for k in keys:
                part = None
                if type(value) is type(first):
                    part = value.get(k) if isinstance(first, dict) else value[k] if k < len(value) else None
                elif value is not None:
                    part = "?"
                self.take([t.get(k) if isinstance(t, dict) else t[k] for t in truths], part)
            return
        self.all += 1
        if value is None:
            return
        self.known += 1
        determined = first not in (None, "?", "-") and all(t == first for t in truths)
        self.wrong += determined and value != first


class Count:
    def __init__(self):
        self.stops = self.variables = self.shown = self.wrong = self.apart = 0


def compare(what, truths, other, count):
    for where, frames in other.items():
        if any(where not in t for t in truths):
            count.apart += 1
            continue
        names = [[f[0] for f in t[where]] for t in truths]
        if any(n != names[0] for n in names):
            count.apart += 1
            continue
        count.stops += 1
        for k, mine in pairs(names[0], frames):
            frame, same = truths[0][where][k], [t[where][k][2] for t in truths]
            for name, (declared, argument, value) in frame[2].items():
                if any(name not in s for s in same) or not argument and (k == 0 or declared >= frame[1]):
                    continue         # not yet there
                leaves = Leaves()
                shown = mine[2].get(name, [0, 0, None])[2]
                leaves.take([s[name][2] for s in same], shown)
                count.variables += 1
                count.shown += leaves.all > 0 and leaves.known == leaves.all
                if leaves.wrong:
                    count.wrong += 1
                    print("wrong", what, where, frame[0], "line", mine[1], name, "shown", str(shown)[:90], "is", str(value)[:90])


one, two, ours, other = (load(p) for p in sys.argv[1:5])
base, found = Count(), Count()
compare("-O0", [one, two], ours, base)
compare("optimised", [one, two, ours], other, found)
print("stops", found.stops, "apart", found.apart, "wrong", found.wrong, "shown", found.shown, "of", found.variables,
      "unoptimised", base.wrong)
