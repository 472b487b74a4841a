#!/usr/bin/env python3
# ldcheck.py FORMAT [OTHER] - what ldrun.c wrote on standard input against mpmath, which computes in
# as many bits as are asked for. FORMAT is x87 or quad. OTHER is what ldrun.c wrote with another
# library: where an operand or a result is zero, infinite or no number, both must agree, errno, too.
# A result must be within 0.501 units of its last place; of lgamma near its zeros below 0, within 2^-160. Prints the largest error of each function.
import sys
import mpmath as mp
from mpmath import mpf, inf, nan
from floats import FORMATS

mp.mp.prec = 320
form = FORMATS[sys.argv[1]]
other = open(sys.argv[2]).read().split("\n") if len(sys.argv) > 2 else None
bound = 0.501
EDOM, ERANGE = 33, 34


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


def error_fits(args, r, error):
    """What math_errhandling promises: EDOM for no number, ERANGE for too large."""
    if mp.isnan(r):
        return error == (0 if any(mp.isnan(a) for a in args) else EDOM)
    if mp.isinf(r):
        return error == (0 if any(mp.isinf(a) for a in args) else ERANGE)
    return error == 0 or (error == ERANGE and abs(r) < mpf(2)**form.emin)


def special(words):
    values = [form.number(w) for w in words]
    return any(v == 0 or mp.isinf(v) or mp.isnan(v) for _, v in values)


def same(ours, theirs):
    """The same call and result; NaNs have no sign."""
    a, b = ours.split(), theirs.split()
    if mp.isnan(form.number(a[-2])[1]) and mp.isnan(form.number(b[-2])[1]):
        a[-2] = b[-2]
    return a == b


worst, count, wrong = {}, 0, 0
for i, line in enumerate(sys.stdin):
    name, *words, error = line.split()
    if other and special(words) and not same(line, other[i]):
        wrong += 1
        print("DIFFERENT", line.strip(), "and", other[i])
    *args, (neg, r) = [form.number(w) for w in words]
    args = [a for _, a in args]
    if any(mp.isnan(a) or mp.isinf(a) for a in args):
        continue
    v = exact(name, args)
    if name == "atan2" and args[0] == 0:
        r = abs(r)                       # mpmath has no zero with a sign
    if v is None:
        continue
    d = form.ulps(r, v)
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
