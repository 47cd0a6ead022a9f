// Elementary functions, written once for one double and for eight; included twice by vector.h.
// DOUBLE is the floating type, LONG the integer type of the same width, NAME(x) the suffixed name.
// No libm: only +, -, *, /, fma and sqrt, so every processor gives the same bits.
// Polynomials: Tests/NumericCoreTests/Reference/coefficients.py.

// e to the power x. Accuracy: 1.1 ulp. Below -745.13 it is 0, above 709.78 infinite; NaN stays NaN.
CV_INLINE DOUBLE NAME(exp)(DOUBLE x) {
  DOUBLE bounded = MIN(MAX(x, SPLAT(-746.0)), SPLAT(710.0));
  DOUBLE shifted = FMA(bounded, SPLAT(0x1.71547652b82fep+0), SPLAT(0x1.8p+52));  // nearest integer of x/ln 2
  DOUBLE n = shifted - SPLAT(0x1.8p+52);
  DOUBLE r = FMA(n, SPLAT(-0x1.62e42fefa39efp-1), bounded);
  r = FMA(n, SPLAT(-0x1.abc9e3b39803fp-56), r);
  // Even and odd powers apart: a chain of dependent steps half as long.
  DOUBLE square = r * r;
  DOUBLE p_even = SPLAT(0x1.1eed8eff8d898p-29);
  p_even = FMA(p_even, square, SPLAT(0x1.27e4fb7789f5cp-22));
  p_even = FMA(p_even, square, SPLAT(0x1.a01a01a01a01ap-16));
  p_even = FMA(p_even, square, SPLAT(0x1.6c16c16c16c17p-10));
  p_even = FMA(p_even, square, SPLAT(0x1.5555555555555p-5));
  p_even = FMA(p_even, square, SPLAT(0x1.0000000000000p-1));
  DOUBLE p_odd = SPLAT(0x1.6124613a86d09p-33);
  p_odd = FMA(p_odd, square, SPLAT(0x1.ae64567f544e4p-26));
  p_odd = FMA(p_odd, square, SPLAT(0x1.71de3a556c734p-19));
  p_odd = FMA(p_odd, square, SPLAT(0x1.a01a01a01a01ap-13));
  p_odd = FMA(p_odd, square, SPLAT(0x1.1111111111111p-7));
  p_odd = FMA(p_odd, square, SPLAT(0x1.5555555555555p-3));
  DOUBLE p = FMA(p_odd, r, p_even);
  DOUBLE q = FMA(square, p, r);
  DOUBLE result = SPLAT(1.0) + q;
  // 2^n in two factors, so that results below the normal range round once and large ones overflow late.
  LONG k = BITS(shifted) - BITS(SPLAT(0x1.8p+52));
  LONG half = k >> 1;
  result = result * DOUBLE_OF((half + 1023) << 52) * DOUBLE_OF((k - half + 1023) << 52);
  return SELECT(x == x, result, x);
}

// Natural logarithm. Accuracy: 1 ulp on positive numbers. log 0 = -infinity, of a negative number NaN.
CV_INLINE DOUBLE NAME(log)(DOUBLE x) {
  MASK tiny = x < SPLAT(0x1p-1022);
  DOUBLE scaled = SELECT(tiny, x * SPLAT(0x1p54), x);
  LONG bits = BITS(scaled);
  LONG k = (bits - 0x3fe6a09e667f3bcd) >> 52;  // so that the mantissa lies in [sqrt(1/2), sqrt 2)
  DOUBLE m = DOUBLE_OF(bits - (k << 52));
  DOUBLE e = TO_DOUBLE(k) - SELECT(tiny, SPLAT(54.0), SPLAT(0.0));
  DOUBLE f = m - SPLAT(1.0);
  DOUBLE s = f / (SPLAT(2.0) + f);
  DOUBLE s2 = s * s;
  DOUBLE y = s2 - SPLAT(0x1.e24cc824c9a4ep-7);
  // Even and odd powers apart: a chain of dependent steps half as long.
  DOUBLE y2 = y * y;
  DOUBLE p_even = SPLAT(0x1.2b5baa673e369p-3);
  p_even = FMA(p_even, y2, SPLAT(0x1.8c775131a578cp-3));
  p_even = FMA(p_even, y2, SPLAT(0x1.2eddd0ed51d6ap-2));
  p_even = FMA(p_even, y2, SPLAT(0x1.5861385a9c794p-1));
  DOUBLE p_odd = SPLAT(0x1.0c039c49989c6p-3);
  p_odd = FMA(p_odd, y2, SPLAT(0x1.5453e5a6097efp-3));
  p_odd = FMA(p_odd, y2, SPLAT(0x1.ddbbf67a06ed0p-3));
  p_odd = FMA(p_odd, y2, SPLAT(0x1.a25ce09ea2490p-2));
  DOUBLE p = FMA(p_odd, y, p_even);
  // log m = 2 s + s^3 p = f - (f^2/2 - s (f^2/2 + s^2 p)), which loses nothing for small f
  DOUBLE hfsq = SPLAT(0.5) * f * f;
  DOUBLE tail = FMA(s, FMA(s2, p, hfsq), e * SPLAT(0x1.abc9e3b39803fp-56));
  DOUBLE result = FMA(e, SPLAT(0x1.62e42fefa39efp-1), f - (hfsq - tail));
  result = SELECT(x == SPLAT(0.0), SPLAT(-__builtin_inf()), result);
  result = SELECT(x == SPLAT(__builtin_inf()), x, result);
  return SELECT(x >= SPLAT(0.0), result, SPLAT(__builtin_nan("")));
}

// Quantile of the standard normal distribution at u in (0, 1), by inversion (after M. Giles, GPU Computing Gems, 2012):
// a polynomial in w = -log(4 u (1 - u)), in sqrt(w) further out.
// Accuracy: 4 ulp for u >= 1e-16 (u near 1: of the rounded u). Range: 2^-53 <= u <= 1 - 2^-53.
CV_INLINE DOUBLE NAME(normal_quantile)(DOUBLE u) {
  DOUBLE w = -NAME(log)(SPLAT(4.0) * u * (SPLAT(1.0) - u));
  DOUBLE centred = u - SPLAT(0.5);
  DOUBLE y = MIN(w, SPLAT(6.25)) - SPLAT(3.125);
  // Even and odd powers apart: a chain of dependent steps half as long.
  DOUBLE y2 = y * y;
  DOUBLE p_even = SPLAT(-0x1.dbeccf1c596c1p-69);
  p_even = FMA(p_even, y2, SPLAT(0x1.e00593a36d4b8p-59));
  p_even = FMA(p_even, y2, SPLAT(-0x1.a879e14feca93p-52));
  p_even = FMA(p_even, y2, SPLAT(0x1.501a572b2af16p-46));
  p_even = FMA(p_even, y2, SPLAT(-0x1.028853bd2f0d2p-42));
  p_even = FMA(p_even, y2, SPLAT(-0x1.42da7457f1ed4p-35));
  p_even = FMA(p_even, y2, SPLAT(0x1.98a57af79a002p-29));
  p_even = FMA(p_even, y2, SPLAT(-0x1.6125a5d8b9a27p-24));
  p_even = FMA(p_even, y2, SPLAT(-0x1.032ee3ba720ebp-18));
  p_even = FMA(p_even, y2, SPLAT(0x1.14e8fc42a1299p-11));
  p_even = FMA(p_even, y2, SPLAT(-0x1.179b2574060cbp-6));
  p_even = FMA(p_even, y2, SPLAT(0x1.2b57ec65a8009p+2));
  DOUBLE p_odd = SPLAT(0x1.5a490b7731a15p-67);
  p_odd = FMA(p_odd, y2, SPLAT(-0x1.242603ecc64dfp-60));
  p_odd = FMA(p_odd, y2, SPLAT(0x1.964c14c7e5669p-55));
  p_odd = FMA(p_odd, y2, SPLAT(-0x1.06b76f40aecacp-53));
  p_odd = FMA(p_odd, y2, SPLAT(-0x1.fdae8a4c93954p-44));
  p_odd = FMA(p_odd, y2, SPLAT(0x1.05c6bd9d338b9p-37));
  p_odd = FMA(p_odd, y2, SPLAT(-0x1.50c1aff54493dp-33));
  p_odd = FMA(p_odd, y2, SPLAT(-0x1.8faf5546388a4p-27));
  p_odd = FMA(p_odd, y2, SPLAT(0x1.4186be8c34437p-20));
  p_odd = FMA(p_odd, y2, SPLAT(-0x1.49627602c03eep-15));
  p_odd = FMA(p_odd, y2, SPLAT(-0x1.12994fbb84299p-9));
  p_odd = FMA(p_odd, y2, SPLAT(0x1.5bc94440cc7ecp-1));
  DOUBLE p = FMA(p_odd, y, p_even);
  DOUBLE z = centred * p;
  if (ANY(w > SPLAT(6.25))) {
    DOUBLE root = SQRT(w);
    DOUBLE near;
    {
      DOUBLE y = MIN(root, SPLAT(3.7)) - SPLAT(0x1.8cccccccccccdp+1);
    DOUBLE p = SPLAT(-0x1.1beff568ec1aep-27);
      p = FMA(p, y, SPLAT(0x1.5e824254c3d77p-30));
      p = FMA(p, y, SPLAT(0x1.fc20a987770a4p-25));
      p = FMA(p, y, SPLAT(-0x1.25f992b77b116p-23));
      p = FMA(p, y, SPLAT(0x1.68b7078f50e99p-26));
      p = FMA(p, y, SPLAT(0x1.7df5df0813792p-21));
      p = FMA(p, y, SPLAT(-0x1.155b173b2ee4cp-19));
      p = FMA(p, y, SPLAT(0x1.d0ed8f6dd1fb5p-20));
      p = FMA(p, y, SPLAT(0x1.bcd5c2a6def04p-18));
      p = FMA(p, y, SPLAT(-0x1.ead0f218dc317p-16));
      p = FMA(p, y, SPLAT(0x1.c0ab04f4cbf7ap-15));
      p = FMA(p, y, SPLAT(-0x1.768891fb27060p-18));
      p = FMA(p, y, SPLAT(-0x1.59222c2197d59p-12));
      p = FMA(p, y, SPLAT(0x1.7d282b7670527p-10));
      p = FMA(p, y, SPLAT(-0x1.170a335afca71p-8));
      p = FMA(p, y, SPLAT(0x1.105239e929df4p-7));
      p = FMA(p, y, SPLAT(0x1.6b7658a4f6fb2p+0));
      p = FMA(p, y, SPLAT(0x1.097a17aa228b6p+2));
          near = p;
    }
    DOUBLE far;
    {
      DOUBLE y = MIN(MAX(root, SPLAT(3.7)), SPLAT(6.1)) - SPLAT(0x1.399999999999ap+2);
    DOUBLE p = SPLAT(0x1.deb5ca8999076p-41);
      p = FMA(p, y, SPLAT(-0x1.9aad975b8fef4p-37));
      p = FMA(p, y, SPLAT(0x1.b912daf80cd50p-35));
      p = FMA(p, y, SPLAT(-0x1.01b5c06669f8bp-33));
      p = FMA(p, y, SPLAT(0x1.a0d9305b6dddap-33));
      p = FMA(p, y, SPLAT(-0x1.a5eb6b92b062ep-34));
      p = FMA(p, y, SPLAT(-0x1.85df146b4f1c0p-30));
      p = FMA(p, y, SPLAT(0x1.7f26e2cd1fbbfp-27));
      p = FMA(p, y, SPLAT(-0x1.10887ad183f09p-24));
      p = FMA(p, y, SPLAT(0x1.5f179afa21d39p-22));
      p = FMA(p, y, SPLAT(-0x1.ac4ece3551928p-20));
      p = FMA(p, y, SPLAT(0x1.eff69f3dfc7ffp-18));
      p = FMA(p, y, SPLAT(-0x1.0bc947bc585ecp-15));
      p = FMA(p, y, SPLAT(0x1.009dab3f72590p-13));
      p = FMA(p, y, SPLAT(-0x1.6efcfe64986bap-12));
      p = FMA(p, y, SPLAT(-0x1.9bf4f409f3f09p-14));
      p = FMA(p, y, SPLAT(0x1.6dc682d89ec0cp+0));
      p = FMA(p, y, SPLAT(0x1.add1b1a3e480ap+2));
          far = p;
    }
    DOUBLE outer = SELECT(root > SPLAT(3.7), far, near);
    outer = SELECT(centred < SPLAT(0.0), -outer, outer);
    z = SELECT(w > SPLAT(6.25), outer, z);
  }
  return z;
}
