#!/usr/bin/env python3
# names.py HEADER - a C program that needs each name c11names.txt lists for HEADER: it includes nothing
# else, and links only if every function exists. Without HEADER: the names of the headers.
import os
import sys

sections, name = {}, None
for line in open(os.path.join(os.path.dirname(sys.argv[0]), "c11names.txt")):
    words = line.split("#")[0].split()
    if len(words) == 1 and words[0].endswith(".h"):
        name = words[0]
        sections[name] = []
    elif words:
        sections[name].append(words)
if len(sys.argv) < 2:
    print(*sections, sep="\n")
    sys.exit()


def c_type(word):
    return word.replace("struct_", "struct ")


out, body = [f"#include <{sys.argv[1]}>"], []
for kind, *words in sections[sys.argv[1]]:
    if kind == "each":
        kind, words = "f", [w + s for w in words for s in ("", "f", "l")]
    for i, w in enumerate(words):
        if kind == "f":
            # parentheses: the function, not a macro; an initialiser: linked
            out.append(f"void (*use_{w})(void) = (void (*)(void))(({w}));")
        elif kind == "d":
            out.append(f"#ifndef {w}\n#error {w} is not defined\n#endif")
        elif kind == "m":
            defined = w not in ("errno",) and not w.startswith(("mtx_", "thrd_", "memory_order"))
            if defined:
                out.append(f"#ifndef {w}\n#error {w} is not defined\n#endif")
            body.append(f"    (void)({w});")
        elif kind == "t" and w.endswith("*"):
            out.append(f"{c_type(w)}pointer_{i};")
        elif kind == "t":
            out.append(f"unsigned char size_{len(out)}[sizeof({c_type(w)})];")
        elif kind == "s" and i:
            body.append(f"    (void)sizeof((({c_type(words[0])} *)0)->{w});")
print(*out, "int main(void)", "{", *body, "    return 0;", "}", sep="\n")
