#!/usr/bin/env python3
# gcc-dg.py - the tests of gcc that run (gcc.dg, c-c++-common), from a folder that is given
#
# usage: FUSE=build/release/fuse tests/conformance/gcc-dg.py [-v] FOLDER [FILE...]
# FOLDER is gcc/testsuite, as in the tar file of Debian's package gcc-12-source. Each test says at its head what it
# needs (DejaGnu's directives: dg-do, dg-options, dg-additional-sources); it checks itself. Of its options those are
# dropped that write dumps or steer one pass of gcc: they change nothing that a program may see. What is left out is
# counted by the reason: what we refuse (by the code of the message), what hangs on gcc's optimiser or its choices
# where ISO C leaves one (GCCS), what is ours to do (WAITING). With -v each is listed, too.
# packages: gcc libc6-dev (libatomic)
import collections
import concurrent.futures
import os
import re
import subprocess
import sys
import tempfile

FOLDERS = ["gcc.dg", "gcc.dg/cpp", "gcc.dg/tls", "gcc.dg/torture", "gcc.dg/atomic", "gcc.dg/format", "gcc.dg/weak",
           "gcc.dg/tree-ssa", "gcc.dg/ipa", "c-c++-common", "c-c++-common/torture"]
PEDANTIC = {"gcc.dg", "gcc.dg/cpp", "gcc.dg/tls", "gcc.dg/format", "gcc.dg/weak", "gcc.dg/tree-ssa", "gcc.dg/ipa"}

# What gcc's passes see (an undefined function that they remove, a size through variables, tail calls), -ffast-math,
# choices of gcc (spaces of empty macros), calls of the library where it has an instruction.
GCCS = set("""
    alias-14 alias-28 atomic-generic atomic-lockfree atomic-noinline builtins-32 fp-double-convert-float-1 inline-8 ipa-bit-cp
    ipa-bit-cp-1 ipa-bit-cp-2 modref-2 modref-5 pr19633-1 pr23086 pr27302 pr27302-2 pr30957-1 pure-const-3 sibcall-10
    sibcall-3 sibcall-4 sibcall-6 sibcall-9 signbit-6 sinatan-1 ssa-ccp-32 strify5 strlenopt-81 vrp-overflow-1 vrp13
    """.split())
# Ours: __builtin_object_size through variables, FE_INVALID of < and its like, guards that are told to be missing
# (-ftrapv, -fstack-protector), raw strings, _FloatN constants, words of C90 and C23, unwind.h, %h, functions of
# <stdatomic.h> that can be called as such, __builtin_powi, chains of weakref, interrupt functions.
WAITING = re.compile(r"builtin-(dynamic-)?object-size-\d+|pr39343|inf-compare-\d|pr52451|pr91323|pr93133|ftrapv-\d|"
                     r"ssp-\d|stackprotectexplicit1|raw-string-\d+|float(16|32|64|128)x?-.*|floatn-convert|"
                     r"fp-int-convert-float\d+x?(-timode)?|c2x-.*|c90-.*|c94-.*|pr23827_c90|pr61854-\d|trigraphs|"
                     r"cleanup-\d+|asm-b|stdatomic-(fence|flag)-2|pr19402-2|attr-weakref-1|pr68037-\d|pr25967-\d|"
                     r"builtin-arith-overflow-p-19|c11-complex-1|builtin-math-7|ucnid-5|ssa-fre-42|pr70144-2|"
                     r"c11-atomic-exec-5")

# Options that cannot change what a correct program does.
DROPPED = re.compile(r"-fdump-|-f(no-)?(tree|ipa|rtl|early|split|ivopts|gcse|dce|dse|forward|predict|web|unroll|peel|"
                     r"schedule|sched|modulo|caller|align|if-conv|crossjumping|delete|move|loop|graphite|thread|jump|"
                     r"cse|devirt|lifetime|shrink|hoist|code-hoist|store|tracer|variable-exp|var-track|section-anch|"
                     r"vect|auto-inc|branch-count|cprop|combine|partial|reorder|rename|cx-|conserve|vpt|isolate|"
                     r"lto|use-linker|compare-debug|optimize-strlen|checking|disable|enable|debug-|selective|"
                     r"non-call|strict-vol|whole-prog|allow-store|finite-loops|ira|fuse-ops)|--?param|-save-temps|"
                     r"-m(inline|stringop|tune|preferred|prefer|no-avx|avx|no-sse|sse|general-regs|fpmath|"
                     r"accumulate|no-acc)|-dp|-dA|-da|-march=|-gno|-fprefetch|-fsimd-cost|-fuse-ld|-fpre|"
                     r"-f(no-)?semantic-interp|-fselsched|-fsel-")

# What the messages that refuse something by design begin with, and what to call it.
REFUSED = [("C0281", "values of vector types, _Float128"), ("C0305", "values of vector types, _Float128"),
           ("C0321", "values of vector types, _Float128"), ("C0325", "values of vector types, _Float128"),
           ("C0208", "nested functions"), ("C0234", "members of variable size"),
           ("C0494", "members of variable size"), ("D0029", "an option that is refused"),
           ("D0004", "an option that is not known"), ("C0333", "a builtin function that is not known"),
           ("C0282", "an attribute that is refused")]


def directive(text, name):
    return [(m.group(1) or m.group(2) or m.group(3), m.group(4)) for m in
            re.finditer(r'dg-%s\s+(?:"([^"]*)"|\{([^}]*)\}|(\w+))([^\n]*)' % name, text)]


def applies(rest):
    """Whether the target selector after an option or a dg-do is true for x86-64 Linux."""
    m = re.search(r"target(.*)", rest)
    if not m:
        return True
    sel = m.group(1)
    if re.search(r"!\s*\{?\s*(x86|i\?86|lp64|linux)", sel):
        return False
    return bool(re.search(r"x86_64|lp64|linux|[ {]\*-\*-\*|c99_runtime|fpic|int128|tls|pthread|native|inf|float|long|ptr|"
                          r"size32plus|alloca|int32|stdint|weak|! *\{? *(avr|hppa|msp|arm|nvptx)", sel))


def options(text, folder):
    opts = ["-ansi", "-pedantic-errors"] if folder in PEDANTIC else []
    for value, rest in directive(text, "options"):
        if applies(rest):
            opts = (value or "").split()
    for value, rest in directive(text, "additional-options"):
        if applies(rest):
            opts += (value or "").split()
    out, skip = [], False
    for o in opts:
        if not skip and not DROPPED.match(o):
            out.append(o)
        skip = o in ("--param", "-param")
    return out


def run(cmd, seconds, **more):
    try:
        return subprocess.run(cmd, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=seconds, **more)
    except subprocess.TimeoutExpired:
        return None


def one(fuse, library, path, folder):
    """(verdict, reason) of one test; None where it is not for this machine or need not run."""
    with open(path, encoding="latin1") as f:
        text = f.read()
    do = directive(text, "do")
    if not do or do[-1][0] != "run" or not applies(do[-1][1]):
        return None
    if re.search(r"dg-require-effective-target\s+(dfp|fixed_point|vect|named_sec_arm|arm|noinit|persistent|trampolines|"
                 r"ilp32|ia32|ucn|mips|split_stack|size20plus|fgraphite|lto|avr)", text):
        return None
    here = os.path.dirname(path)
    extra = [os.path.join(here, s) for v, rest in directive(text, "additional-sources") for s in (v or "").split()
             if applies(rest)]
    env = dict(os.environ)
    env.update(re.findall(r'dg-set-(?:compiler|target)-env-var\s+(\w+)\s+"([^"]*)"', text))
    with tempfile.TemporaryDirectory() as tmp:
        exe = os.path.join(tmp, "t")
        cmd = [fuse, "cc", "-w"] + options(text, folder) + [path] + extra + ["-o", exe, "-lm", "-pthread"]
        cmd += library if folder == "gcc.dg/atomic" else []
        built = run(cmd, 60, cwd=here, env=env)
        if built is None:
            return "failed", "the compiler does not end"
        log = built.stderr.decode("latin1")
        if built.returncode not in (0, 1, 2):
            return "failed", "the compiler ends with %d" % built.returncode
        if built.returncode != 0:
            if "target mips" in do[-1][1] or "${srcdir}" in text:
                return None
            first = (re.findall(r"error.*", log) or [log[:120]])[0]
            for code, why in REFUSED:
                if "[%s]" % code in first:
                    return "refused", why + " | " + first
            return "failed", first
        done = run([exe], 30, cwd=tmp, stdin=subprocess.DEVNULL, env=env)
        if done is None:
            return "failed", "the program does not end"
        return ("passed", "") if done.returncode == 0 else ("failed", "the program ends with %d" % done.returncode)


def main():
    args = sys.argv[1:]
    verbose = args[:1] == ["-v"]
    args = args[verbose:]
    fuse = os.path.abspath(os.environ.get("FUSE", "build/release/fuse"))
    if not args or not os.path.isdir(os.path.join(args[0], "gcc.dg")):
        sys.exit("usage: FUSE=build/release/fuse %s [-v] FOLDER [FILE...]" % sys.argv[0])
    root = os.path.abspath(args[0])
    tests = [os.path.relpath(os.path.abspath(a), root) for a in args[1:]]
    for folder in FOLDERS if not tests else []:
        tests += [folder + "/" + n for n in sorted(os.listdir(os.path.join(root, folder))) if n.endswith(".c")]
    atomics = subprocess.run(["gcc", "-print-file-name=libatomic.so"], stdout=subprocess.PIPE).stdout.decode().strip()
    library = [atomics] if os.path.isabs(atomics) else []
    count = collections.Counter(passed=0, failed=0, refused=0)
    why = collections.Counter()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        jobs = [(t, pool.submit(one, fuse, library, os.path.join(root, t), os.path.dirname(t))) for t in tests]
        for name, job in jobs:
            got = job.result()
            if not got:
                continue
            verdict, reason = got
            short = os.path.basename(name)[:-2]
            if verdict == "failed" and "compiler" not in reason:
                known = "gcc's" if short in GCCS else "waiting" if WAITING.fullmatch(short) else ""
                verdict, reason = ("refused", known + " | " + reason) if known else got
            count[verdict] += 1
            if verdict == "refused":
                why[reason.split(" | ")[0]] += 1
            if verdict == "failed" or (verbose and verdict != "passed"):
                print("%s: %s: %s" % (name, verdict, reason), flush=True)
    for reason, n in why.most_common():
        print("left out: %d, %s" % (n, reason))
    print("gcc-dg: %d passed, %d failed, %d left out" % (count["passed"], count["failed"], count["refused"]))
    return 1 if count["failed"] or not count["passed"] else 0


sys.exit(main())
