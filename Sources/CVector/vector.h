// Eight doubles at a time. Header only: everything is inlined where it is used.
// Swift sees cv_double8 as SIMD8<Double> and cv_long8 as SIMD8<Int64>.
#ifndef CROSSROADS_VECTOR_H
#define CROSSROADS_VECTOR_H

#include <stdint.h>
#include <string.h>

#pragma STDC FP_CONTRACT OFF

typedef double cv_double8 __attribute__((ext_vector_type(8)));
typedef int64_t cv_long8 __attribute__((ext_vector_type(8)));
typedef uint64_t cv_word8 __attribute__((ext_vector_type(8)));

#define CV_INLINE static inline __attribute__((always_inline))

CV_INLINE cv_double8 cv_splat(double x) { return (cv_double8)x; }
CV_INLINE cv_double8 cv_add(cv_double8 a, cv_double8 b) { return a + b; }
CV_INLINE cv_double8 cv_subtract(cv_double8 a, cv_double8 b) { return a - b; }
CV_INLINE cv_double8 cv_multiply(cv_double8 a, cv_double8 b) { return a * b; }
CV_INLINE cv_double8 cv_divide(cv_double8 a, cv_double8 b) { return a / b; }
CV_INLINE cv_double8 cv_negate(cv_double8 a) { return -a; }
CV_INLINE cv_double8 cv_fma(cv_double8 a, cv_double8 b, cv_double8 c) { return __builtin_elementwise_fma(a, b, c); }
CV_INLINE cv_double8 cv_sqrt(cv_double8 a) { return __builtin_elementwise_sqrt(a); }
CV_INLINE cv_double8 cv_min(cv_double8 a, cv_double8 b) { return b < a ? b : a; }
CV_INLINE cv_double8 cv_max(cv_double8 a, cv_double8 b) { return b > a ? b : a; }
CV_INLINE cv_double8 cv_abs(cv_double8 a) { return __builtin_elementwise_abs(a); }
CV_INLINE cv_double8 cv_floor(cv_double8 a) { return __builtin_elementwise_floor(a); }

// Masks: all bits of a lane set where the relation holds.
CV_INLINE cv_long8 cv_less(cv_double8 a, cv_double8 b) { return a < b; }
CV_INLINE cv_long8 cv_less_or_equal(cv_double8 a, cv_double8 b) { return a <= b; }
CV_INLINE cv_long8 cv_equal(cv_double8 a, cv_double8 b) { return a == b; }
CV_INLINE cv_long8 cv_and(cv_long8 a, cv_long8 b) { return a & b; }
CV_INLINE cv_long8 cv_or(cv_long8 a, cv_long8 b) { return a | b; }
CV_INLINE cv_long8 cv_not(cv_long8 a) { return ~a; }
CV_INLINE _Bool cv_any(cv_long8 mask) { return __builtin_reduce_or(mask) != 0; }
CV_INLINE _Bool cv_all(cv_long8 mask) { return __builtin_reduce_and(mask) != 0; }
CV_INLINE cv_double8 cv_select(cv_long8 mask, cv_double8 a, cv_double8 b) { return mask ? a : b; }
CV_INLINE double cv_sum(cv_double8 a) {
  return ((a[0] + a[1]) + (a[2] + a[3])) + ((a[4] + a[5]) + (a[6] + a[7]));
}

// Words.
CV_INLINE cv_word8 cv_words(uint64_t x) { return (cv_word8)(uint64_t)x; }
CV_INLINE cv_word8 cv_consecutive(uint64_t first) {
  return (cv_word8)(uint64_t)first + (cv_word8){0, 1, 2, 3, 4, 5, 6, 7};
}

// Philox4x32-10 (Salmon et al., SC11, doi 10.1145/2063384.2063405) on eight counters (path low, path high, c2, c3),
// the words of 32 bits in lanes of 64. Gives two 64-bit words a counter: (x1, x0) and (x3, x2).
typedef struct { cv_word8 first, second; } cv_word_pair;
CV_INLINE cv_word_pair cv_philox_pair(cv_word8 path, uint32_t c2, uint32_t c3, uint64_t key) {
  const cv_word8 low = (cv_word8)0xffffffffull;
  cv_word8 x0 = path & low, x1 = path >> 32, x2 = (cv_word8)(uint64_t)c2, x3 = (cv_word8)(uint64_t)c3;
  uint32_t k0 = (uint32_t)key, k1 = (uint32_t)(key >> 32);
  for (int round = 0; round < 10; round++) {
    cv_word8 p0 = (x0 & low) * (cv_word8)0xD2511F53ull;
    cv_word8 p1 = (x2 & low) * (cv_word8)0xCD9E8D57ull;
    x0 = (p1 >> 32) ^ x1 ^ (cv_word8)(uint64_t)k0;
    x1 = p1 & low;
    x2 = (p0 >> 32) ^ x3 ^ (cv_word8)(uint64_t)k1;
    x3 = p0 & low;
    k0 += 0x9E3779B9u;
    k1 += 0xBB67AE85u;
  }
  return (cv_word_pair){x0 | (x1 << 32), x2 | (x3 << 32)};
}

// Two functions because Swift cannot import the pair; where both are called the compiler computes the rounds once.
CV_INLINE cv_word8 cv_philox_first(cv_word8 path, uint32_t c2, uint32_t c3, uint64_t key) {
  return cv_philox_pair(path, c2, c3, key).first;
}
CV_INLINE cv_word8 cv_philox_second(cv_word8 path, uint32_t c2, uint32_t c3, uint64_t key) {
  return cv_philox_pair(path, c2, c3, key).second;
}

// The two halves of a word, and a word of two halves.
CV_INLINE cv_word8 cv_low_digits(cv_word8 x) { return x & (cv_word8)0xffffffffull; }
CV_INLINE cv_word8 cv_high_digits(cv_word8 x) { return x >> 32; }
CV_INLINE cv_word8 cv_joined_digits(cv_word8 high, cv_word8 low) { return (high << 32) | low; }

// The top 52 bits of a word as a number strictly inside (0, 1): (k + 1/2)/2^52, exact.
CV_INLINE cv_double8 cv_open_unit(cv_word8 word) {
  cv_word8 bits = (word >> 12) | (cv_word8)0x3ff0000000000000ull;
  return (cv_double8)bits - (cv_double8)(1.0 - 0x1p-53);
}

#define DOUBLE double
#define LONG int64_t
#define MASK _Bool
#define NAME(x) cv_scalar_##x
#define SPLAT(x) (x)
#define FMA __builtin_fma
#define SQRT __builtin_sqrt
#define MIN(a, b) ((b) < (a) ? (b) : (a))
#define MAX(a, b) ((b) > (a) ? (b) : (a))
#define SELECT(m, a, b) ((m) ? (a) : (b))
#define ANY(m) (m)
#define TO_DOUBLE(k) ((double)(k))
CV_INLINE int64_t cv_scalar_bits(double x) { int64_t k; memcpy(&k, &x, 8); return k; }
CV_INLINE double cv_scalar_double_of(int64_t k) { double x; memcpy(&x, &k, 8); return x; }
#define BITS cv_scalar_bits
#define DOUBLE_OF cv_scalar_double_of
#include "elementary.h"
#undef DOUBLE
#undef LONG
#undef MASK
#undef NAME
#undef SPLAT
#undef FMA
#undef SQRT
#undef SELECT
#undef ANY
#undef TO_DOUBLE
#undef BITS
#undef DOUBLE_OF
#define DOUBLE cv_double8
#define LONG cv_long8
#define MASK cv_long8
#define NAME(x) cv_##x
#define SPLAT(x) ((cv_double8)(double)(x))
#define FMA cv_fma
#define SQRT cv_sqrt
#define SELECT cv_select
#define ANY cv_any
#define TO_DOUBLE(k) __builtin_convertvector(k, cv_double8)
#define BITS(x) ((cv_long8)(x))
#define DOUBLE_OF(k) ((cv_double8)(k))
#include "elementary.h"
#undef DOUBLE
#undef LONG
#undef MASK
#undef NAME
#undef SPLAT
#undef FMA
#undef SQRT
#undef SELECT
#undef ANY
#undef TO_DOUBLE
#undef BITS
#undef DOUBLE_OF
#undef MIN
#undef MAX

#endif
