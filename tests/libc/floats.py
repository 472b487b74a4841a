# floats.py - numbers of the formats of C as the bytes that the programs of tests/libc print
import mpmath as mp
from mpmath import mpf, inf, nan


class Format:
    def __init__(self, exponent, fraction, leading=False):
        self.exponent, self.fraction, self.leading = exponent, fraction, leading
        self.prec = fraction + (not leading)
        self.emin = 2 - (1 << exponent - 1)
        self.limit = mpf(2) ** (1 << exponent - 1)

    def number(self, text):
        """(sign, value): the value is an mpf, exact, infinite or NaN."""
        bits = int(text, 16)
        m = bits & (1 << self.fraction) - 1
        top = (1 << self.exponent) - 1
        e = bits >> self.fraction & top
        neg = bits >> self.fraction + self.exponent
        rest = m & (1 << self.fraction - self.leading) - 1
        if e == top:
            return neg, nan if rest else -inf if neg else inf
        if not self.leading:
            m |= (e != 0) << self.fraction
        v = mpf((0, m, max(e, 1) + self.emin - 1 - (self.prec - 1), m.bit_length()))
        return neg, -v if neg else v

    def ulps(self, r, v):
        """How far r is from the exact v, in units of the last place that v has."""
        if mp.isnan(v) or mp.isnan(r):
            return 0 if mp.isnan(v) and mp.isnan(r) else inf
        if mp.isinf(r) or mp.isinf(v) or abs(v) >= self.limit:
            large = abs(v) >= self.limit * (1 - mpf(2) ** -(self.prec + 1))
            return 0 if mp.isinf(r) and large and (r > 0) == (v > 0) else inf
        e = int(mp.mag(v)) - 1 if v else self.emin
        return abs(r - v) / mpf(2) ** (max(e, self.emin) - self.prec + 1)


FORMATS = {"single": Format(8, 23), "double": Format(11, 52), "x87": Format(15, 64, True),
           "quad": Format(15, 112)}
