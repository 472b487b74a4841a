"""gdb_lines_same.py TRUE OTHER SOURCE - compares what gdb_lines.py printed of two builds of one program.

The stops of the other build must be, in their order, stops of the true one at which all the variables shown have the
same values. The head of a for loop is left out: at -O0 it is no place of its own in each turn."""
import json
import sys


def load(path):
    for line in open(path, errors="replace"):
        field = line.split(None, 3)
        if field[:1] == ["AT"]:
            yield field[1], int(field[2]), json.loads(field[3])


source = open(sys.argv[3], errors="replace").read().splitlines()
several = {k + 1 for k, text in enumerate(source) if text.lstrip().startswith("for ")}
true, other = list(load(sys.argv[1])), list(load(sys.argv[2]))
at = wrong = shown = known = 0
for function, line, values in other:
    if line in several:
        continue
    best = None
    for k in range(at, len(true)):
        if true[k][0] != function or true[k][1] != line:
            continue
        bad = [n for n in values if n in true[k][2] and true[k][2][n] != values[n]]
        if not bad:
            best = k
            break
    if best is None:
        rest = [t for t in true[at:] if t[0] == function and t[1] == line]
        if not rest and len(true) >= int(sys.argv[4]):
            break
        wrong += 1
        if rest:
            bad = {n: (values[n], rest[0][2][n]) for n in values if n in rest[0][2] and rest[0][2][n] != values[n]}
            print("wrong", function, line, "shown, true:", bad)
        else:
            print("wrong", function, line, "is not reached any more")
        continue
    at = best
    known += len(true[best][2])
    shown += sum(n in values for n in true[best][2])
print("stops", len(other), "wrong", wrong, "shown", shown, "of", known)
