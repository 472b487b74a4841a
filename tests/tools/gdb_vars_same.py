"""gdb_vars_same.py TRUE OTHER - compares what gdb_vars.py printed of two builds of one program: what the other build
shows of a variable must be what the true one has in some frame of that function at that moment. "same N of M": so
many of the true ones does it show."""
import sys


def load(path):
    found = {}
    for line in open(path, errors="replace"):
        field = line.split(None, 8)
        if field[:1] == ["VAR"] and len(field) == 9:
            hit, _, function, at, name, declared, argument, value = field[1:]
            known = value.strip() != "<optimized out>"
            if known and (argument == "1" or int(declared) < int(at)):      # not those that are still to come
                found.setdefault((hit, function, name, declared), set()).add(value.strip())
    return found


true, other = load(sys.argv[1]), load(sys.argv[2])
same = 0
for key, values in sorted(other.items()):
    if key in true:
        for value in sorted(values - true[key]):
            print("wrong", *key, "shown", value, "is", *sorted(true[key]))
        same += len(values & true[key])
print("same", same, "of", sum(len(v) for v in true.values()))
