#!/usr/bin/env python3
# ldcheck.py FORMAT [OTHER] - what ldrun.c wrote on standard input against mpmath, which computes in
# as many bits as are asked for. FORMAT is x87 or quad. OTHER is what ldrun.c wrote with another
# library: where an operand or a result is zero, infinite or no number, both must agree, errno, too.
# A result must be within 0.501 units of its last place; of lgamma near its zeros below 0, within 2^-160. Prints the largest error of each function.
import sys
import mpmath as mp
from mpmath import mpf, inf, nan

mp.mp.prec = 320
quad = sys.argv[1] == "quad"
other = open(sys.argv[2]).read().split("\n") if len(sys.argv) > 2 else None
bound = 0.501
PREC, EMIN = (113 if quad else 64), -16382
EINVAL_DOMAIN, ERANGE = 33, 34


def number(text):
    """The sign, and the value as an mpf (exact)."""
    bits = int(text, 16)
    if quad:
        neg, e, m = bits >> 127, bits >> 112 & 0x7fff, bits & ((1 << 112) - 1)
        if e == 0x7fff:
            return neg, nan if m else -inf if neg else inf
        m |= (e != 0) << 112
    else:
        neg, e, m = bits >> 79, bits >> 64 & 0x7fff, bits & ((1 << 64) - 1)
        if e == 0x7fff:
            return neg, nan if m << 1 & ((1 << 64) - 1) else -inf if neg else inf
    v = mpf((0, m, max(e, 1) - 16383 - (PREC - 1), m.bit_length()))
    return neg, -v if neg else v


def log_gamma(x):
    return inf if x <= 0 and x == mp.floor(x) else mp.re(mp.loggamma(x)) if x > 0 else \
        mp.log(abs(mp.pi / (mp.sinpi(x) * x))) - mp.re(mp.loggamma(-x))




def power(x, y):
    if x < 0 and y != mp.floor(y):
        return nan
    if abs(y) > 2**80 and x not in (0, 1, -1):
        big = (abs(x) > 1) == (y > 0)
        return inf if big else mpf(0)
    return mp.power(x, y)


LIMIT = mpf(2)**15
reference = {
    "sin": mp.sin, "cos": mp.cos, "tan": mp.tan, "asin": mp.asin, "acos": mp.acos, "atan": mp.atan,
    "sinh": mp.sinh, "cosh": mp.cosh, "tanh": mp.tanh, "asinh": mp.asinh, "acosh": mp.acosh,
    "atanh": mp.atanh, "exp": mp.exp, "exp2": lambda x: mp.power(2, x), "expm1": mp.expm1,
    "log": mp.log, "log2": lambda x: mp.log(x) / mp.log(2), "log10": mp.log10, "log1p": mp.log1p,
    "cbrt": lambda x: mp.sign(x) * mp.cbrt(abs(x)), "erf": mp.erf, "erfc": mp.erfc,
    "tgamma": mp.gamma, "lgamma": log_gamma, "sqrt": mp.sqrt,
    "pow": power, "atan2": mp.atan2, "hypot": mp.hypot,
}


def exact(name, args):
    """The value to far more bits than the format has; None: judged by hand below."""
    x = args[0]
    if name in ("sin", "cos", "tan"):
        mp.mp.prec = 320 + max(0, int(mp.mag(x)) if x else 0)
    elif name in ("erf", "erfc", "exp", "expm1", "sinh", "cosh", "tanh", "exp2") and abs(x) > LIMIT:
        return {"erf": mp.sign(x), "tanh": mp.sign(x), "erfc": mpf(0) if x > 0 else mpf(2),
                "sinh": mp.sign(x) * inf, "cosh": inf, "expm1": inf if x > 0 else mpf(-1)}.get(
                    name, inf if x > 0 else mpf(0))
    elif name == "tgamma" and x < 0 and x == mp.floor(x):
        return nan
    elif name == "tgamma" and abs(x) > 2000:
        return inf if x > 0 else mpf(0)
    elif x and abs(x) < mpf(2)**-300 and name in ("asin", "atan", "sinh", "tanh", "asinh", "atanh",
                                                  "expm1", "log1p"):
        return x
    elif x and abs(x) < mpf(2)**-300 and name == "erf":
        return 2 * x / mp.sqrt(mp.pi)
    try:
        v = reference[name](*args)
    except (ZeroDivisionError, ValueError):
        return None
    finally:
        mp.mp.prec = 320
    if isinstance(v, mp.mpc):
        return nan if v.imag else v.real
    return v


def ulps(r, v):
    if mp.isnan(v) or mp.isnan(r):
        return 0 if mp.isnan(v) and mp.isnan(r) else inf
    largest = mpf(2)**16384
    if mp.isinf(r) or mp.isinf(v) or abs(v) >= largest:
        fits = mp.isinf(r) and (mp.isinf(v) or abs(v) >= largest * (1 - mpf(2)**-(PREC + 1)))
        return 0 if fits and (r > 0) == (v > 0) else inf
    e = max(int(mp.floor(mp.log(abs(v), 2))) if abs(v) > mpf(2)**-16500 else EMIN, EMIN)
    return abs(r - v) / mpf(2)**(e - PREC + 1)


def error_fits(args, r, error):
    """What math_errhandling promises: EDOM for no number, ERANGE for too large."""
    if mp.isnan(r):
        return error == (0 if any(mp.isnan(a) for a in args) else EINVAL_DOMAIN)
    if mp.isinf(r):
        return error == (0 if any(mp.isinf(a) for a in args) else ERANGE)
    return error == 0 or (error == ERANGE and abs(r) < mpf(2)**EMIN)


def special(words):
    values = [number(w) for w in words]
    return any(v == 0 or mp.isinf(v) or mp.isnan(v) for _, v in values)


def same(ours, theirs):
    """The same call and result; NaNs have no sign."""
    a, b = ours.split(), theirs.split()
    if mp.isnan(number(a[-2])[1]) and mp.isnan(number(b[-2])[1]):
        a[-2] = b[-2]
    return a == b


worst, count, wrong = {}, 0, 0
for i, line in enumerate(sys.stdin):
    name, *words, error = line.split()
    if other and special(words) and not same(line, other[i]):
        wrong += 1
        print("DIFFERENT", line.strip(), "and", other[i])
    *args, (neg, r) = [number(w) for w in words]
    args = [a for _, a in args]
    if any(mp.isnan(a) or mp.isinf(a) for a in args):
        continue
    v = exact(name, args)
    if name == "atan2" and args[0] == 0:
        r = abs(r)                       # mpmath has no zero with a sign
    if v is None:
        continue
    d = ulps(r, v)
    if name == "lgamma" and args[0] < 0 and d > bound and abs(r - v) < mpf(2)**-160:
        d, name = 0, "lgamma near zeros"  # only the absolute error is bounded there
    worst[name] = max(worst.get(name, 0), d)
    count += 1
    if not d <= bound or not error_fits(args, r, int(error)):
        wrong += 1
        if wrong < 20:
            print("WRONG", line.strip(), "off by", mp.nstr(d, 5), "not", mp.nstr(v, 25))
for name in worst:
    print(f"{name:18s} {float(worst[name]):.6f}")
print(f"{count} results, {wrong} wrong")
sys.exit(wrong != 0 or count < 1000)
