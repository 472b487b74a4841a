// powi.c - what __builtin_powi calls: powers of floating-point numbers with whole exponents
//
// The names are libgcc's, and so is the order of the products, which the last bits depend on: by
// squaring, from the lowest bit of the exponent up, and the reciprocal at the end.

#define POWI(name, type)                                 \
    type name(type x, int n);                            \
    type name(type x, int n)                             \
    {                                                    \
        unsigned k = n < 0 ? 0u - (unsigned)n : (unsigned)n; \
        type y = k % 2 ? x : 1;                          \
        while (k >>= 1) {                                \
            x *= x;                                      \
            if (k % 2)                                   \
                y *= x;                                  \
        }                                                \
        return n < 0 ? 1 / y : y;                        \
    }

POWI(__powisf2, float)
POWI(__powidf2, double)
#if __LDBL_MANT_DIG__ == 64
POWI(__powixf2, long double)
#elif __LDBL_MANT_DIG__ == 113
POWI(__powitf2, long double)
#endif
