// mathothers.h - functions of math.h of other types than double(double) and double(double, double)
//
// The includer's put(i, x, n, f) takes the results of operand i.
/* Functions of other types, one of them for each operand. */
static void others(void)
{
    for (uint64_t i = 0; i < OPERANDS; i++) {
        double x = pick(i), y = partner(i, x), z = pick(i / 49), w = 0;
        int e = 0, unused;
        float v = 0;
        if (i % 2)
            z = -x * y * (1 + (double)(chance() % 5) * 0x1p-52);
        switch (i / 2 % 11) {
        case 0: put(i, fma(x, y, z), 0, fmaf((float)x, (float)y, (float)z)); break;
        case 1:
            x = frexp(x, &e);
            put(i, x, x - x == 0 ? e : 0, frexpf((float)y, &unused));
            break;
        case 2:
            e = (int)(chance() % 4400) - 2200;
            put(i, scalbn(x, e), 0, ldexpf((float)x, e));
            break;
        case 3: x = modf(x, &w); put(i, x, 0, modff((float)z, &v)); break;
        case 4: x = modf(x, &w); put(i, w, 0, (float)w); break;
        case 5: x = remquo(x, y, &e); put(i, x + 0, x == x ? e & 7 : 0, 0); break;
        case 6: put(i, remainder(x, y) + 0, ilogb(x), logbf((float)z)); break;
        case 7: put(i, (double)llround(fabs(x) < 1e18 ? x : 1), ilogb(y), roundf((float)z)); break;
        case 8:
            put(i, (double)llrint(fabs(x) < 1e18 ? x : 1), fpclassify(y), rintf((float)z));
            break;
        case 9:
            put(i, nexttoward(x, y), isfinite(x) + 2 * isnan(y) + 4 * !!signbit(z) +
                8 * isunordered(x, y) + 16 * isless(x, z) + 32 * isnormal(y),
                nextafterf((float)x, (float)y));
            break;
        default: put(i, x == y ? 0 : fmax(x, y) - fmin(x, y), 0, fmaxf((float)x, -(float)x) + 0);
        }
    }
}

