// Eight doubles at a time with the vector extensions of clang and g++, and the elementary functions that the yardstick needs.
// Polynomials interpolate at Chebyshev points, fitted in 60 digits; relative errors in exact arithmetic: exp 4e-18, log 5e-18,
// normal quantile 4e-15 (|z| < 3.3) and 2e-12 beyond. Arguments are those of the yardstick: finite, and |x| < 700 for exp.
#pragma once
#include <cmath>
#include <cstdint>
#include <cstring>
#if defined(__AVX__)
#include <immintrin.h>
#endif

#define INLINE static inline __attribute__((always_inline))

typedef double V __attribute__((vector_size(64)));
typedef int64_t M __attribute__((vector_size(64)));
typedef uint64_t W __attribute__((vector_size(64)));
constexpr int LANES = 8;

INLINE V splat(double x) { return V{x, x, x, x, x, x, x, x}; }
INLINE W words(uint64_t x) { return W{x, x, x, x, x, x, x, x}; }
INLINE V select(M m, V a, V b) { return m ? a : b; }
INLINE V minimum(V a, V b) { return a < b ? a : b; }
INLINE V maximum(V a, V b) { return a > b ? a : b; }

INLINE V root(V a) {
#if defined(__clang__)
  return __builtin_elementwise_sqrt(a);
#else
  V r = a;
  for (int i = 0; i < LANES; i++) r[i] = __builtin_sqrt(a[i]);
  return r;
#endif
}

/// One bit a lane, set where the mask is.
INLINE unsigned lanes(M m) {
#if defined(__AVX512DQ__)
  return _mm512_movepi64_mask((__m512i)m);
#elif defined(__AVX__)
  __m256d low, high;
  memcpy(&low, &m, 32);
  memcpy(&high, (char *)&m + 32, 32);
  return unsigned(_mm256_movemask_pd(low)) | unsigned(_mm256_movemask_pd(high)) << 4;
#else
  unsigned r = 0;
  for (int i = 0; i < LANES; i++) r |= unsigned(m[i] & 1) << i;
  return r;
#endif
}

/// c[0] + c[1] x + …, by Horner's rule.
template <int n>
INLINE V polynomial(const double (&c)[n], V x) {
  V p = splat(c[n - 1]);
  for (int i = n - 2; i >= 0; i--) p = p * x + c[i];
  return p;
}

/// The same with even and odd powers apart: half as long a chain of dependent steps, for long polynomials. n is odd.
template <int n>
INLINE V even_and_odd(const double (&c)[n], V x) {
  static_assert(n % 2 == 1);
  V square = x * x, even = splat(c[n - 1]), odd = splat(c[n - 2]);
  for (int i = n - 3; i >= 2; i -= 2) {
    even = even * square + c[i];
    odd = odd * square + c[i - 1];
  }
  return odd * x + (even * square + c[0]);
}

constexpr double EXP[] = {0x1.0000000000000p+0,  0x1.0000000000000p+0,  0x1.0000000000011p-1,  0x1.555555555555ap-3,
                          0x1.555555554f0bap-5,  0x1.111111110f21ep-7,  0x1.6c16c1880029fp-10, 0x1.a01a01b1461c5p-13,
                          0x1.a01991a10d9aep-16, 0x1.71ddf56d8deb5p-19, 0x1.28b4101c77212p-22, 0x1.af632a0f7e2cep-26};

INLINE V exponential(V x) {
  V shifted = x * 0x1.71547652b82fep+0 + 0x1.8p+52;  // the nearest integer of x/ln 2 in the low bits
  V n = shifted - 0x1.8p+52;
  V r = n * -0x1.62e42fefa39efp-1 + x;
  r = n * -0x1.abc9e3b39803fp-56 + r;
  return (V)((M)polynomial(EXP, r) + ((M)shifted << 52));
}

constexpr double ATANH[] = {0x1.5862e6786c701p-1, 0x1.a261be238edbep-2, 0x1.2ee392701d045p-2, 0x1.ddc8b2bb2b97dp-3,
                            0x1.8c84fc91c0a38p-3, 0x1.547c72c47b383p-3, 0x1.2b6776a1bf0b9p-3};

INLINE V logarithm(V x) {
  M bits = (M)x;
  M k = (bits - 0x3fe6a09e667f3bcd) >> 52;
  V f = (V)(bits - (k << 52)) - 1.0;
  V s = f / (f + 2.0);
  V s2 = s * s;
  V log_m = s * (s2 * polynomial(ATANH, s2 - 0.01475) + 2.0);
  return __builtin_convertvector(k, V) * 0x1.62e42fefa39efp-1 + log_m;
}

constexpr double CENTRE[] = {0x1.2b57ec65a8009p+2,   0x1.5bc94440ccacfp-1,   -0x1.179b257405e6cp-6,  -0x1.12994fbce024ep-9,
                             0x1.14e8fc428ece4p-11,  -0x1.4962754141800p-15, -0x1.032ee3abd83bbp-18, 0x1.4186a5c97fb9fp-20,
                             -0x1.6125a8eb0594ep-24, -0x1.8fa85590ca76ep-27, 0x1.98a5ac051952ep-29,  -0x1.515adb6b4caafp-33,
                             -0x1.42de4c76e7fbcp-35, 0x1.07d8da1c15c85p-37,  -0x1.02250c83cb110p-42, -0x1.1136a4d3cf088p-43,
                             0x1.4f4c9db32674fp-46,  0x1.591e917de5a0bp-51,  -0x1.a4596c6565a22p-52, 0x1.04df9421c3fe2p-57,
                             0x1.c823db1d3e6bfp-59};
constexpr double TAIL[] = {0x1.76f4e22c314e8p+2,   0x1.6dace9e6d5a05p+0,  -0x1.ceade5bc318e1p-11, -0x1.a325cd259ef0ap-11,
                           0x1.1f1c359b9d361p-12,  -0x1.3dff2efc8b0d1p-14, 0x1.3ca0c23deb383p-16, -0x1.212032bb94c36p-18,
                           0x1.c5d65fd64a807p-21,  -0x1.8586d45cbb443p-24, -0x1.8fed999607dacp-26, 0x1.5069cb03e932ep-26,
                           -0x1.f083f02797524p-27, 0x1.0be8f39ac6cb4p-27, -0x1.17151ffdabcc3p-30, -0x1.64a052437b684p-31,
                           0x1.8c73b1d719ee1p-33};

/// Quantile of the standard normal distribution by inversion, a polynomial in w = -log(4 u (1 - u)) (after M. Giles, GPU Computing
/// Gems, 2012), in its root for the one value in a thousand further out.
INLINE V normal_quantile(V u) {
  V w = -logarithm(4.0 * u * (1.0 - u));
  V centred = u - 0.5;
  V z = centred * even_and_odd(CENTRE, w - 3.125);
  M far = w > 6.25;
  if (__builtin_expect(lanes(far) != 0, 0)) {
    V out = polynomial(TAIL, root(maximum(w, splat(6.25))) - 4.3);
    z = far ? (centred < 0.0 ? -out : out) : z;
  }
  return z;
}

struct WordPair {
  W first, second;
};

/// Philox4x32-10 (Salmon et al., SC11) on eight counters (path, third, fourth): two 64-bit words for each.
INLINE WordPair philox(W path, uint32_t third, uint32_t fourth, uint64_t key) {
  const W low = words(0xffffffffull);
  W x0 = path & low, x1 = path >> 32, x2 = words(third), x3 = words(fourth);
  uint32_t k0 = uint32_t(key), k1 = uint32_t(key >> 32);
#pragma GCC unroll 10
  for (int round = 0; round < 10; round++) {
    W p0 = (x0 & low) * words(0xD2511F53ull), p1 = (x2 & low) * words(0xCD9E8D57ull);
    x0 = (p1 >> 32) ^ x1 ^ words(k0);
    x1 = p1 & low;
    x2 = (p0 >> 32) ^ x3 ^ words(k1);
    x3 = p0 & low;
    k0 += 0x9E3779B9u;
    k1 += 0xBB67AE85u;
  }
  return {x0 | (x1 << 32), x2 | (x3 << 32)};
}

/// The top 52 bits of a word as a number strictly inside (0, 1): (k + 1/2)/2^52.
INLINE V open_unit(W word) { return (V)((word >> 12) | words(0x3ff0000000000000ull)) - (1.0 - 0x1p-53); }
