#!/usr/bin/env python3
# complexcheck.py FORMAT OTHER - what complexrun.c wrote on standard input, against mpmath and against
# OTHER, which it wrote with another library ("-": none). Each part of a result must be within 0.501
# units of its last place (cpow: 1). Where an operand has a zero, an infinity or a NaN, both libraries
# must agree: what Annex G of C11 leaves open is listed in `free`.
import sys
import mpmath as mp
from mpmath import mpf, mpc
from floats import FORMATS

form = FORMATS[sys.argv[1]]
mp.mp.prec = 320                        # operands are exact in it
other = None if sys.argv[2] == "-" else open(sys.argv[2]).read().split("\n")
BITS = 2 * (1 << form.exponent) + 800 if form.exponent < 12 else 1400
PART = {"cabs": abs, "carg": mp.arg, "creal": mp.re, "cimag": mp.im}
FUNCTION = {"cacos": mp.acos, "casin": mp.asin, "catan": mp.atan, "ccos": mp.cos, "csin": mp.sin,
            "ctan": mp.tan, "cacosh": mp.acosh, "casinh": mp.asinh, "catanh": mp.atanh,
            "ccosh": mp.cosh, "csinh": mp.sinh, "ctanh": mp.tanh, "cexp": mp.exp, "clog": mp.log,
            "csqrt": mp.sqrt, "conj": mp.conj, "cproj": lambda z: z, "cpow": mp.power}


def exact(name, z):
    """Parts of the value; None: out of what mpmath can do in the bits it gets."""
    mp.mp.prec = BITS
    largest = max(abs(mp.mag(p)) if p else 0 for x in z for p in (x.real, x.imag))
    if largest > BITS // 3:
        return None
    if name[-1] in "hnsp" and name not in ("casinh", "casin", "cacos", "cacosh", "catan", "catanh"):
        if largest > 400 and any(mp.mag(p) > 14 for x in z for p in (x.real, x.imag) if p):
            return None
        if any(abs(p) > 2 ** 15 for p in (z[0].real, z[0].imag)):
            return None
    if name in PART:
        return [PART[name](z[0])]
    v = FUNCTION[name](*z)
    return [mp.re(v), mp.im(v)]


def special(parts):
    return any(v == 0 or mp.isinf(v) or mp.isnan(v) for _, v in parts)


def kind(part):
    neg, v = part
    if mp.isnan(v):
        return "nan"
    return "-+"[not neg] + ("0" if v == 0 else "inf" if mp.isinf(v) else "")


def agree(name, args, ours, theirs):
    """As Annex G has it: the same kinds and signs, values within a few units."""
    for i, (a, b) in enumerate(zip(ours, theirs)):
        x, y = kind(a), kind(b)
        if x.lstrip("+-") != y.lstrip("+-") or (x != y and not free(name, args, i)):
            return False
        if x in ("+", "-") and form.ulps(a[1], b[1]) > 12:
            return False
    return True


def free(name, args, part):
    """Is the sign of this part of the result unspecified? (G.6, where it says so.)"""
    x, y = kind(args[0]).lstrip("+-"), kind(args[1]).lstrip("+-")
    if name in ("ccos", "csin", "ctan", "casin", "catan"):
        x, y = y, x
        part = 1 - part
    if name == "ccos":
        part = 1 - part
    if name in ("ccosh", "ccos"):
        return x in ("0", "nan") or (x == "inf" and y == "inf")
    if name in ("csinh", "csin", "cexp"):
        return x in ("0", "inf") and y in ("inf", "nan")
    if name in ("ctanh", "ctan"):
        return x == "inf" and y in ("inf", "nan")
    if name in ("casinh", "casin", "catanh", "catan", "cacos"):
        return "nan" in (x, y)
    return name == "csqrt" and x == "inf" and y == "nan"


worst, count, compared, wrong = {}, 0, 0, 0
for i, line in enumerate(sys.stdin):
    name, *words = line.split()
    parts = [form.number(w) for w in words]
    n = 1 if name in PART else 2
    args, got = parts[:-n], parts[-n:]
    if special(args):
        if other:
            theirs = other[i].split()
            compared += 1
            assert theirs[:-n] == [name] + words[:-n]
            if name != "cpow" and not agree(name, args, got, [form.number(w) for w in theirs[-n:]]):
                wrong += 1
                print("DIFFERENT", name, *[mp.nstr(v, 6) for _, v in args], "gives",
                      *[kind(p) + " " + mp.nstr(p[1], 12) for p in got], "and",
                      *[kind(form.number(w)) + " " + mp.nstr(form.number(w)[1], 12)
                        for w in theirs[-n:]])
        continue
    z = [mpc(args[k][1], args[k + 1][1]) for k in range(0, len(args), 2)]
    v = exact(name, z)
    if v is None:
        continue
    count += 1
    d = max(form.ulps(r, e) for (_, r), e in zip(got, v))
    worst[name] = max(worst.get(name, 0), d)
    if not d <= (1 if name == "cpow" else 0.501):
        wrong += 1
        if wrong < 30:
            print("WRONG", line.strip(), "off by", mp.nstr(d, 5), *[mp.nstr(p, 20) for p in v])
for name in worst:
    print(f"{name:8s} {float(worst[name]):.6f}")
print(f"{count} results, {compared} compared, {wrong} wrong")
sys.exit(wrong != 0 or count < 500)
