// Elementary functions, written once for one double and for eight; included twice by vector.h.
// DOUBLE is the floating type, LONG the integer type of the same width, NAME(x) the suffixed name.
// No libm: only +, -, *, /, fma and sqrt, so every processor gives the same bits.
// Polynomials: Tests/NumericCoreTests/Reference/coefficients.py; even and odd powers apart, a chain of dependent steps half as long.

// e^r with r = x - n ln 2, |r| <= ln 2/2, for |x| <= 746; n in the low bits of `shifted`.
CV_INLINE DOUBLE NAME(exp_reduced)(DOUBLE x, DOUBLE *shifted) {
  *shifted = FMA(x, SPLAT(0x1.71547652b82fep+0), SPLAT(0x1.8p+52));  // nearest integer of x/ln 2
  DOUBLE n = *shifted - SPLAT(0x1.8p+52);
  DOUBLE r = FMA(n, SPLAT(-0x1.62e42fefa39efp-1), x);
  r = FMA(n, SPLAT(-0x1.abc9e3b39803fp-56), r);
  DOUBLE square = r * r;
  DOUBLE even = SPLAT(0x1.28917ca046b86p-22);
  even = FMA(even, square, SPLAT(0x1.a019b9148739fp-16));
  even = FMA(even, square, SPLAT(0x1.6c16c17889f40p-10));
  even = FMA(even, square, SPLAT(0x1.5555555553d68p-5));
  even = FMA(even, square, SPLAT(0x1.0000000000001p-1));
  DOUBLE odd = SPLAT(0x1.af389eeb9e5e9p-26);
  odd = FMA(odd, square, SPLAT(0x1.71de0db2eafc6p-19));
  odd = FMA(odd, square, SPLAT(0x1.a01a01a7c2f2ep-13));
  odd = FMA(odd, square, SPLAT(0x1.11111111109b5p-7));
  odd = FMA(odd, square, SPLAT(0x1.5555555555556p-3));
  return SPLAT(1.0) + FMA(square, FMA(odd, r, even), r);
}

// e to the power x. Accuracy: 1.1 ulp. Below -745.13 it is 0, above 709.78 infinite; NaN stays NaN.
CV_INLINE DOUBLE NAME(exp)(DOUBLE x) {
  DOUBLE shifted;
  DOUBLE p = NAME(exp_reduced)(x, &shifted);
  // 2^n goes straight into the exponent, unless the result may not be a normal number.
  DOUBLE result = DOUBLE_OF(BITS(p) + (BITS(shifted) << 52));
  if (__builtin_expect(ANY(!(ABS(x) <= SPLAT(708.0))), 0)) {
    p = NAME(exp_reduced)(MIN(MAX(x, SPLAT(-746.0)), SPLAT(710.0)), &shifted);
    // In two factors, so that results below the normal range round once and large ones overflow late.
    LONG k = BITS(shifted) - BITS(SPLAT(0x1.8p+52));
    LONG half = k >> 1;
    result = p * DOUBLE_OF((half + 1023) << 52) * DOUBLE_OF((k - half + 1023) << 52);
    result = SELECT(x == x, result, x);
  }
  return result;
}

// x = 2^e m for a positive normal number, m in [sqrt(1/2), sqrt 2); gives m - 1. What is shifted stays positive: a logical shift.
CV_INLINE DOUBLE NAME(log_reduced)(DOUBLE x, DOUBLE *e) {
  LONG bits = BITS(x) - 0x3fe6a09e667f3bcd;
  *e = DOUBLE_OF(SHIFTED_RIGHT(bits + (1024ll << 52), 52) | 0x4330000000000000) - SPLAT(0x1p52 + 1024);
  return DOUBLE_OF((bits & 0xfffffffffffff) + 0x3fe6a09e667f3bcd) - SPLAT(1.0);
}

// (log((1 + s)/(1 - s)) - 2 s)/s^3 from s^2, for |s| <= (sqrt 2 - 1)/(sqrt 2 + 1).
CV_INLINE DOUBLE NAME(log_series)(DOUBLE s2) {
  DOUBLE y = s2 - SPLAT(0x1.e24cc824c9a4ep-7);
  DOUBLE y2 = y * y;
  DOUBLE even = SPLAT(0x1.2b584aae78a57p-3);
  even = FMA(even, y2, SPLAT(0x1.8c7751797f797p-3));
  even = FMA(even, y2, SPLAT(0x1.2eddd0ed51176p-2));
  even = FMA(even, y2, SPLAT(0x1.5861385a9c794p-1));
  DOUBLE odd = SPLAT(0x1.546de89f82cfdp-3);
  odd = FMA(odd, y2, SPLAT(0x1.ddbbf5c160b50p-3));
  odd = FMA(odd, y2, SPLAT(0x1.a25ce09ea2ecdp-2));
  return FMA(odd, y, even);
}

// Natural logarithm. Accuracy: 1 ulp on positive numbers. log 0 = -infinity, of a negative number NaN.
CV_INLINE DOUBLE NAME(log)(DOUBLE x) {
  MASK tiny = x < SPLAT(0x1p-1022);
  DOUBLE e;
  DOUBLE f = NAME(log_reduced)(SELECT(tiny, x * SPLAT(0x1p54), x), &e);
  e = e - SELECT(tiny, SPLAT(54.0), SPLAT(0.0));
  DOUBLE s = f / (SPLAT(2.0) + f);
  DOUBLE s2 = s * s;
  // log m = 2 s + s^3 p = f - (f^2/2 - s (f^2/2 + s^2 p)), which loses nothing for small f
  DOUBLE hfsq = SPLAT(0.5) * f * f;
  DOUBLE tail = FMA(s, FMA(s2, NAME(log_series)(s2), hfsq), e * SPLAT(0x1.abc9e3b39803fp-56));
  DOUBLE result = FMA(e, SPLAT(0x1.62e42fefa39efp-1), f - (hfsq - tail));
  result = SELECT(x == SPLAT(0.0), SPLAT(-__builtin_inf()), result);
  result = SELECT(x == SPLAT(__builtin_inf()), x, result);
  return SELECT(x >= SPLAT(0.0), result, SPLAT(__builtin_nan("")));
}

// |z| of the normal quantile from root = sqrt(-log(4 u (1 - u))), beyond the centre's reach.
CV_INLINE DOUBLE NAME(normal_tail)(DOUBLE root) {
  DOUBLE x = MIN(root, SPLAT(3.7)) - SPLAT(0x1.82e147ae147aep+1);
  DOUBLE near = SPLAT(-0x1.be5b682ef5786p-27);
  near = FMA(near, x, SPLAT(0x1.220547043c0e0p-26));
  near = FMA(near, x, SPLAT(0x1.e2c4e19448144p-25));
  near = FMA(near, x, SPLAT(-0x1.bed47a2cd8887p-23));
  near = FMA(near, x, SPLAT(0x1.b482dc2fb6527p-23));
  near = FMA(near, x, SPLAT(0x1.457fb40238e14p-21));
  near = FMA(near, x, SPLAT(-0x1.6941fa22d4620p-19));
  near = FMA(near, x, SPLAT(0x1.f98ae998c037ep-19));
  near = FMA(near, x, SPLAT(0x1.3023ee21ca1cap-18));
  near = FMA(near, x, SPLAT(-0x1.16d3dafa13ca9p-15));
  near = FMA(near, x, SPLAT(0x1.31e8162c70387p-14));
  near = FMA(near, x, SPLAT(-0x1.4d87feaf99dfcp-15));
  near = FMA(near, x, SPLAT(-0x1.4e8237a00dc7ep-12));
  near = FMA(near, x, SPLAT(0x1.9e3626bedc4cep-10));
  near = FMA(near, x, SPLAT(-0x1.35ddf18c1bde0p-8));
  near = FMA(near, x, SPLAT(0x1.3286cd23e4a72p-7));
  near = FMA(near, x, SPLAT(0x1.6b1cb7aa80a1fp+0));
  near = FMA(near, x, SPLAT(0x1.02702baf32edcp+2));
  DOUBLE y = MIN(MAX(root, SPLAT(3.7)), SPLAT(6.1)) - SPLAT(0x1.399999999999ap+2);
  DOUBLE far = SPLAT(0x1.deb5ca8999076p-41);
  far = FMA(far, y, SPLAT(-0x1.9aad975b8fef4p-37));
  far = FMA(far, y, SPLAT(0x1.b912daf80cd50p-35));
  far = FMA(far, y, SPLAT(-0x1.01b5c06669f8bp-33));
  far = FMA(far, y, SPLAT(0x1.a0d9305b6dddap-33));
  far = FMA(far, y, SPLAT(-0x1.a5eb6b92b062ep-34));
  far = FMA(far, y, SPLAT(-0x1.85df146b4f1c0p-30));
  far = FMA(far, y, SPLAT(0x1.7f26e2cd1fbbfp-27));
  far = FMA(far, y, SPLAT(-0x1.10887ad183f09p-24));
  far = FMA(far, y, SPLAT(0x1.5f179afa21d39p-22));
  far = FMA(far, y, SPLAT(-0x1.ac4ece3551928p-20));
  far = FMA(far, y, SPLAT(0x1.eff69f3dfc7ffp-18));
  far = FMA(far, y, SPLAT(-0x1.0bc947bc585ecp-15));
  far = FMA(far, y, SPLAT(0x1.009dab3f72590p-13));
  far = FMA(far, y, SPLAT(-0x1.6efcfe64986bap-12));
  far = FMA(far, y, SPLAT(-0x1.9bf4f409f3f09p-14));
  far = FMA(far, y, SPLAT(0x1.6dc682d89ec0cp+0));
  far = FMA(far, y, SPLAT(0x1.add1b1a3e480ap+2));
  return SELECT(root > SPLAT(3.7), far, near);
}

// w = -log(4 u (1 - u)) for u in (0, 1): the variable in which the normal quantile is smooth.
CV_INLINE DOUBLE NAME(normal_variable)(DOUBLE u) {
  DOUBLE e;
  DOUBLE f = NAME(log_reduced)(SPLAT(4.0) * u * (SPLAT(1.0) - u), &e);
  DOUBLE s = f / (SPLAT(2.0) + f);
  DOUBLE s2 = s * s;
  // The absolute error of w is what counts here, so the logarithm is taken in its short form.
  DOUBLE log_m = FMA(s * s2, NAME(log_series)(s2), s + s);
  return FMA(e, SPLAT(-0x1.62e42fefa39efp-1), -log_m);
}

// Quantile of the standard normal distribution at u in (0, 1), by inversion (after M. Giles, GPU Computing Gems, 2012):
// a polynomial in w = -log(4 u (1 - u)), in sqrt(w) further out, which is one value in five hundred.
// Accuracy: 6 ulp (u near 1: of the rounded u). Range: 2^-53 <= u <= 1 - 2^-53.
CV_INLINE DOUBLE NAME(normal_at)(DOUBLE u, DOUBLE w) {
  DOUBLE centred = u - SPLAT(0.5);
  DOUBLE y = w - SPLAT(2.75);
  DOUBLE y2 = y * y;
  DOUBLE even = SPLAT(0x1.fd27c9e26d8a4p-58);
  even = FMA(even, y2, SPLAT(-0x1.12436ef03069cp-51));
  even = FMA(even, y2, SPLAT(0x1.4afee4d01470ep-47));
  even = FMA(even, y2, SPLAT(0x1.8bbb6032f6e10p-41));
  even = FMA(even, y2, SPLAT(-0x1.3f15805961dc7p-34));
  even = FMA(even, y2, SPLAT(0x1.b1013aab932fbp-29));
  even = FMA(even, y2, SPLAT(-0x1.8f64b814d5efep-26));
  even = FMA(even, y2, SPLAT(-0x1.e798d9b288c07p-18));
  even = FMA(even, y2, SPLAT(0x1.3606cb82527d1p-11));
  even = FMA(even, y2, SPLAT(-0x1.d2be69bdc152cp-7));
  even = FMA(even, y2, SPLAT(0x1.1ae527bead168p+2));
  DOUBLE odd = SPLAT(-0x1.c95cd1bab6c0cp-56);
  odd = FMA(odd, y2, SPLAT(0x1.e5032cd9c9e41p-49));
  odd = FMA(odd, y2, SPLAT(-0x1.da79ec43e5068p-43));
  odd = FMA(odd, y2, SPLAT(0x1.c6511f5395659p-38));
  odd = FMA(odd, y2, SPLAT(0x1.9efac9a93c4a0p-34));
  odd = FMA(odd, y2, SPLAT(-0x1.929777bd48a40p-26));
  odd = FMA(odd, y2, SPLAT(0x1.6eae9d7746138p-20));
  odd = FMA(odd, y2, SPLAT(-0x1.c22496c518ac1p-16));
  odd = FMA(odd, y2, SPLAT(-0x1.8107ee7078b32p-9));
  odd = FMA(odd, y2, SPLAT(0x1.61d3f8764df6cp-1));
  DOUBLE z = centred * FMA(odd, y, even);
  if (__builtin_expect(ANY(w > SPLAT(5.5)), 0)) {
    DOUBLE outer = NAME(normal_tail)(SQRT(MAX(w, SPLAT(5.5))));
    z = SELECT(w > SPLAT(5.5), SELECT(centred < SPLAT(0.0), -outer, outer), z);
  }
  return z;
}

CV_INLINE DOUBLE NAME(normal_quantile)(DOUBLE u) { return NAME(normal_at)(u, NAME(normal_variable)(u)); }
