#!/usr/bin/env bash
# 31-pp-gcc.sh - the preprocessor gives the same tokens as gcc's, on our sources and the system's headers
# packages: gcc python3 libc6-dev linux-libc-dev
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
export ROOT=$root TMP_DIR=$tmp FUSE=${FUSE:-$root/build/release/fuse}
command -v gcc >/dev/null || { echo "pp-gcc: gcc is missing"; exit 1; }
exec python3 - <<'END'
import glob, os, re, subprocess, sys

root, tmp, fuse = os.environ["ROOT"], os.environ["TMP_DIR"], os.environ["FUSE"]
system = [root + "/runtime/include", "/usr/include/x86_64-linux-gnu", "/usr/include"]
TOKEN = re.compile(r"""(?:u8|[uUL])?"(?:\\.|[^"\\\n])*"|[uUL]?'(?:\\.|[^'\\\n])*'|\.?[0-9](?:[eEpP][+-]|[\w.])*
    |[\w$]+|\.\.\.|<<=|>>=|->|\+\+|--|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&^|]=|\#\#|%:%:|<:|:>|<%|%>|%:|\S""", re.X)


def run(command):
    r = subprocess.run(command, capture_output=True, errors="surrogateescape")
    return r.returncode, r.stdout, r.stderr


def tokens(text):
    lines = [l for l in text.split("\n") if not re.match(r"\s*#\s*\d", l)]
    return TOKEN.findall("\n".join(lines))


# What fuse predefines, asked by name, so that both start from the same macros.
def predefined():
    names = set()
    for f in glob.glob(root + "/frontend/c/pp*.c") + glob.glob(root + "/codegen/**/*.[ch]", recursive=True):
        names |= set(re.findall(r"\b(_{1,2}[A-Za-z]\w*)\b", open(f).read()))
    names |= set(re.findall(r"#define (\w+)", run(["gcc", "-dM", "-E", "-x", "c", "/dev/null"])[1]))
    names -= {"__FILE__", "__LINE__", "__DATE__", "__TIME__", "__COUNTER__", "__INCLUDE_LEVEL__", "__BASE_FILE__"}
    names = {n for n in names if not n.startswith(("__STDC", "__VA_", "__has_"))}
    path = tmp + "/ask.c"
    with open(path, "w") as f:
        for n in sorted(names):
            f.write(f'#ifdef {n}\n"{n}" {n}\n#endif\n')
    with open(tmp + "/predef.h", "w") as f:
        for name, body in re.findall(r'"(\w+)" ?([^"\n]*)', run([fuse, "cc", "-E", "-P", "-ffreestanding", path])[1]):
            f.write(f"#define {name} {body.strip()}\n")


def same(path, include):
    common = ["-nostdinc"] + [f"-I{i}" for i in include] + [x for s in system for x in ("-isystem", s)] + [path]
    gcc = ["gcc", "-E", "-undef", "-std=gnu11", "-ffreestanding", "-w", "-include", tmp + "/predef.h"]
    code, want, _ = run(gcc + common)
    if code:
        return None  # not for a compiler without extensions: nothing to compare
    code, got, err = run([fuse, "cc", "-E", "-ffreestanding"] + common)
    if code:
        return err.split("\n")[0] or "exit code %d" % code
    a, b = tokens(want), tokens(got)
    if a == b:
        return ""
    k = next((k for k, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
    return "token %d: gcc %s, fuse %s" % (k, " ".join(a[k - 3:k + 5]), " ".join(b[k - 3:k + 5]))


predefined()
sources = [(f, [root]) for d in ("base", "ir", "frontend/c", "objfmt", "link", "driver")
           for f in sorted(glob.glob(f"{root}/{d}/*.c"))]
sources += [(f, [root + "/build/deps/zlib"]) for f in sorted(glob.glob(root + "/build/deps/zlib/*.c"))]
sources += [(f, []) for d in ("", "sys/", "linux/", "netinet/", "arpa/", "x86_64-linux-gnu/sys/", "x86_64-linux-gnu/bits/")
            for f in sorted(glob.glob(f"/usr/include/{d}*.h"))[:60]]
passed = failed = 0
for path, include in sources:
    why = same(path, include)
    if why:
        print(f"FAIL {path}: {why}")
        failed += 1
    elif why == "":
        passed += 1
print(f"pp-gcc: {passed} passed, {failed} failed")
sys.exit(failed > 0 or passed < 100)
END
