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
typedef uint64_t cv_word16 __attribute__((ext_vector_type(16)));

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

// Cells of a histogram, and one bit a lane.
typedef int32_t cv_int8 __attribute__((ext_vector_type(8)));
typedef int16_t cv_short8 __attribute__((ext_vector_type(8)));
typedef int16_t cv_short16 __attribute__((ext_vector_type(16)));
typedef _Bool cv_bool8 __attribute__((ext_vector_type(8)));
typedef _Bool cv_bool32 __attribute__((ext_vector_type(32)));
typedef _Bool cv_bool16 __attribute__((ext_vector_type(16)));
typedef _Bool cv_bool64 __attribute__((ext_vector_type(64)));
typedef uint8_t cv_byte8 __attribute__((ext_vector_type(8)));
typedef uint8_t cv_byte16 __attribute__((ext_vector_type(16)));
typedef uint8_t cv_byte32 __attribute__((ext_vector_type(32)));
typedef uint8_t cv_byte64 __attribute__((ext_vector_type(64)));
typedef uint64_t cv_word2 __attribute__((ext_vector_type(2)));

// The whole part of a number from 0 on, at most a bound; and a whole number as a double.
CV_INLINE cv_int8 cv_whole_part(cv_double8 x, int32_t bound) {
  cv_int8 k = __builtin_convertvector(x, cv_int8);
  return k < (cv_int8)bound ? k : (cv_int8)bound;
}
CV_INLINE cv_double8 cv_from_whole(cv_int8 k) { return __builtin_convertvector(k, cv_double8); }

// Lane i of a mask as bit i.
CV_INLINE uint8_t cv_bits(cv_long8 mask) {
  cv_bool8 bits = __builtin_convertvector(mask, cv_bool8);
  uint8_t result;
  memcpy(&result, &bits, 1);
  return result;
}

// Words.
CV_INLINE cv_word8 cv_words(uint64_t x) { return (cv_word8)(uint64_t)x; }
CV_INLINE cv_word8 cv_consecutive(uint64_t first) {
  return (cv_word8)(uint64_t)first + (cv_word8){0, 1, 2, 3, 4, 5, 6, 7};
}

// Philox4x32-10 (Salmon et al., SC11, doi 10.1145/2063384.2063405) on counters (path low, path high, c2, c3), the words of 32 bits in lanes of
// 64 whose upper halves hold anything. Gives two 64-bit words a counter: (x1, x0) and (x3, x2).
typedef struct { uint64_t first, second; } cv_scalar_words;
typedef struct { cv_word8 first, second; } cv_word_pair;
typedef struct { cv_word16 first, second; } cv_word16_pair;
// Eight or sixteen counters: a vector for each word of 32 bits.
#define CV_PHILOX_ROUND(WORD, i)                                                                                                          \
  {                                                                                                                                       \
    WORD p0 = (x0 & 0xffffffffull) * 0xD2511F53ull, p1 = (x2 & 0xffffffffull) * 0xCD9E8D57ull;                                            \
    x0 = (p1 >> 32) ^ x1 ^ (uint64_t)((uint32_t)key + i * 0x9E3779B9u);                                                                   \
    x2 = (p0 >> 32) ^ x3 ^ (uint64_t)((uint32_t)(key >> 32) + i * 0xBB67AE85u);                                                           \
    x1 = p1;                                                                                                                              \
    x3 = p0;                                                                                                                              \
  }
#define CV_PHILOX(NAME, WORD, PAIR)                                                                                                       \
  CV_INLINE PAIR NAME(WORD path, WORD c2, uint32_t c3, uint64_t key) {                                                                    \
    WORD x0 = path, x1 = path >> 32, x2 = c2, x3 = (WORD)(uint64_t)c3;                                                                    \
    CV_PHILOX_ROUND(WORD, 0u) CV_PHILOX_ROUND(WORD, 1u) CV_PHILOX_ROUND(WORD, 2u) CV_PHILOX_ROUND(WORD, 3u) CV_PHILOX_ROUND(WORD, 4u)     \
    CV_PHILOX_ROUND(WORD, 5u) CV_PHILOX_ROUND(WORD, 6u) CV_PHILOX_ROUND(WORD, 7u) CV_PHILOX_ROUND(WORD, 8u) CV_PHILOX_ROUND(WORD, 9u)     \
    return (PAIR){(x0 & 0xffffffffull) | (x1 << 32), (x2 & 0xffffffffull) | (x3 << 32)};                                                  \
  }
CV_PHILOX(cv_philox, cv_word8, cv_word_pair)
CV_PHILOX(cv_philox16, cv_word16, cv_word16_pair)
#undef CV_PHILOX
#undef CV_PHILOX_ROUND
// One counter: both products of a round side by side.
CV_INLINE cv_scalar_words cv_scalar_philox(uint64_t path, uint64_t c2, uint32_t c3, uint64_t key) {
  cv_word2 even = {path, c2}, odd = {path >> 32, c3}, keys = {key, key >> 32};
  const cv_word2 factors = {0xD2511F53ull, 0xCD9E8D57ull}, steps = {0x9E3779B9ull, 0xBB67AE85ull};
  for (int i = 0; i < 10; i++) {
    cv_word2 products = (even & 0xffffffffull) * factors;
    products = products.yx;
    even = (products >> 32) ^ odd ^ keys;
    odd = products;
    keys += steps;
  }
  cv_word2 words = (even & 0xffffffffull) | (odd << 32);
  return (cv_scalar_words){words.x, words.y};
}

// What the leading 8 binary digits of a number below p do not exceed, for p >= 0, in all bytes of a word.
CV_INLINE cv_word8 cv_byte_limits(cv_double8 p) {
  cv_double8 largest = cv_min(cv_floor(p * (cv_double8)256.0), (cv_double8)255.0);
  cv_word8 byte = (cv_word8)(largest + (cv_double8)0x1p52) & (cv_word8)0xffull;
  byte |= byte << 8;
  byte |= byte << 16;
  return byte | byte << 32;
}

// Where bytes of a do not exceed those of b: byte j of word i as bit 8 i + j; and the bytes of two words against those of a third.
CV_INLINE uint64_t cv_bytes_up_to(cv_word8 a, cv_word8 b) {
  cv_bool64 bits = __builtin_convertvector((cv_byte64)a <= (cv_byte64)b, cv_bool64);
  uint64_t result;
  memcpy(&result, &bits, 8);
  return result;
}
CV_INLINE uint16_t cv_sixteen_up_to(uint64_t first, uint64_t second, uint64_t limits) {
  cv_word2 words = {first, second}, both = {limits, limits};
  cv_bool16 bits = __builtin_convertvector((cv_byte16)words <= (cv_byte16)both, cv_bool16);
  uint16_t result;
  memcpy(&result, &bits, 2);
  return result;
}

// Two functions because Swift cannot import the pair; where both are called the compiler computes the rounds once.
CV_INLINE cv_word8 cv_philox_first(cv_word8 path, cv_word8 c2, uint32_t c3, uint64_t key) { return cv_philox(path, c2, c3, key).first; }
CV_INLINE cv_word8 cv_philox_second(cv_word8 path, cv_word8 c2, uint32_t c3, uint64_t key) { return cv_philox(path, c2, c3, key).second; }

// A byte of each word, and eight bytes as words counted from a first one.
CV_INLINE cv_word8 cv_byte_of_words(cv_word8 x, uint64_t byte) { return x >> (cv_word8)(8 * byte) & (cv_word8)0xffull; }
CV_INLINE cv_word8 cv_numbers(uint64_t first, const uint8_t *bytes) {
  cv_byte8 x;
  memcpy(&x, bytes, 8);
  return __builtin_convertvector(x, cv_word8) + (cv_word8)first;
}

// The top 52 bits of a word as a number strictly inside (0, 1): (k + 1/2)/2^52, exact.
CV_INLINE cv_double8 cv_open_unit(cv_word8 word) {
  cv_word8 bits = (word >> 12) | (cv_word8)0x3ff0000000000000ull;
  return (cv_double8)bits - (cv_double8)(1.0 - 0x1p-53);
}
// The same of 8 leading digits and the top 44 bits of a word.
CV_INLINE cv_double8 cv_event_unit(cv_word8 leading, cv_word8 trailing) { return cv_open_unit(leading << 56 | trailing >> 8); }
CV_INLINE double cv_scalar_event_unit(uint64_t leading, uint64_t trailing) {
  return cv_event_unit((cv_word8)leading, (cv_word8)trailing)[0];
}

// Numbers inside (0, 1) from the two words of each of sixteen consecutive paths: that many in flight keep the multipliers busy.
CV_INLINE void cv_open_units(uint64_t first_path, uint32_t c2, uint64_t key, void *first, void *second) {
  cv_word16 paths = (cv_word16)first_path + (cv_word16){0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
  cv_word16_pair words = cv_philox16(paths, (cv_word16)(uint64_t)c2, 0, key);
  cv_double8 units[4] = {cv_open_unit(words.first.lo), cv_open_unit(words.first.hi), cv_open_unit(words.second.lo),
                         cv_open_unit(words.second.hi)};
  memcpy(first, units, 2 * sizeof(cv_double8));
  memcpy(second, units + 2, 2 * sizeof(cv_double8));
}

// Which of 32 bytes equal a byte, byte i as bit i.
CV_INLINE uint32_t cv_equal_bytes(const uint8_t *bytes, uint8_t value) {
  cv_byte32 x;
  memcpy(&x, bytes, 32);
  cv_bool32 bits = __builtin_convertvector(x == (cv_byte32)value, cv_bool32);
  uint32_t result;
  memcpy(&result, &bits, 4);
  return result;
}

// The number of the bin of a size: 5,120 to an octave, 2,048 in its first quarter and 3,072 in the rest, to the nearest centre.
CV_INLINE cv_int8 cv_size_bins(cv_double8 size) {
  cv_int8 k = __builtin_convertvector((cv_word8)size >> 38, cv_int8);
  cv_int8 j = k & (cv_int8)16383;
  cv_int8 fine = (j + (cv_int8)1) >> 1, wide = (j + (cv_int8)4098) >> 2;
  return (k >> 14) * (cv_int8)5120 + (fine < wide ? fine : wide);
}

// How far values lie into the bins of their sign: 0 before the first, 1 ... count in the bins, count + 1 behind the last.
CV_INLINE cv_int8 cv_depths(cv_double8 x, cv_int8 first, cv_int8 count) {
  cv_int8 d = cv_size_bins(__builtin_elementwise_abs(x)) - first + (cv_int8)1;
  d = d < (cv_int8)0 ? (cv_int8)0 : d;
  return d > count ? count + (cv_int8)1 : d;
}
CV_INLINE cv_int8 cv_by_sign(cv_double8 x, int32_t below, int32_t above) {
  return __builtin_convertvector((cv_long8)(x < (cv_double8)0.0), cv_int8) ? (cv_int8)below : (cv_int8)above;
}

// Cells of values, ascending from -32768: far below, the negative sizes, the middle, the positive sizes, far above.
CV_INLINE cv_short8 cv_cells(cv_double8 x, int32_t first_below, int32_t below, int32_t first_above, int32_t above) {
  cv_int8 d = cv_depths(x, cv_by_sign(x, first_below, first_above), cv_by_sign(x, below, above));
  return __builtin_convertvector((cv_int8)(below + 1 - 32768) + d * cv_by_sign(x, -1, 1), cv_short8);
}
// Lanes set where a value other than 0 falls into one of the three cells that are no bins.
CV_INLINE cv_int8 cv_others(cv_double8 x, int32_t first_below, int32_t below, int32_t first_above, int32_t above) {
  cv_int8 count = cv_by_sign(x, below, above);
  cv_int8 d = cv_depths(x, cv_by_sign(x, first_below, first_above), count);
  cv_int8 other = __builtin_convertvector((cv_long8)(x != (cv_double8)0.0), cv_int8);
  return (d > count) | ((d == (cv_int8)0) & other);
}

// As `cv_cells`, `cv_others` and the ends of some values, where bins are of positive sizes only: the higher half of a double then holds all
// that its bin depends on, with its sign. True if some value other than 0 falls into a cell that is no bin.
typedef int32_t cv_int16 __attribute__((ext_vector_type(16)));
CV_INLINE _Bool cv_locate_positive(const double *values, long vectors, int32_t first, int32_t count, int16_t *cells, double *smallest,
                                   double *largest) {
  cv_double8 least = (cv_double8)*smallest, most = (cv_double8)*largest;
  cv_int8 others = (cv_int8)0;
  for (long v = 0; v < vectors; v++) {
    cv_double8 x;
    memcpy(&x, values + 8 * v, sizeof x);
    least = cv_min(least, x);
    most = cv_max(most, x);
    cv_int8 half = __builtin_shufflevector((cv_int16)x, (cv_int16)x, 1, 3, 5, 7, 9, 11, 13, 15);
    cv_int8 k = half >> 6, j = k & (cv_int8)16383, octave = k >> 14;
    cv_int8 fine = (j + (cv_int8)1) >> 1, wide = (j + (cv_int8)4098) >> 2;
    cv_int8 d = (octave << 12) + (octave << 10) + (fine < wide ? fine : wide) - (cv_int8)(first - 1);
    others |= (d > (cv_int8)count) | ((d <= (cv_int8)0) & ((half << 1) != (cv_int8)0));
    d = d < (cv_int8)0 ? (cv_int8)0 : d;
    d = d > (cv_int8)count ? (cv_int8)(count + 1) : d;
    cv_short8 cell = __builtin_convertvector(d + (cv_int8)(1 - 32768), cv_short8);
    memcpy(cells + 8 * v, &cell, sizeof cell);
  }
  for (int lane = 0; lane < 8; lane++) {
    *smallest = least[lane] < *smallest ? least[lane] : *smallest;
    *largest = most[lane] > *largest ? most[lane] : *largest;
  }
  return __builtin_reduce_or(others) != 0;
}

// How many of the cells in `groups` groups of sixteen lie below each of four cells, lane by lane: sixteen counts for each of the four.
CV_INLINE void cv_count_below(const int16_t *cells, long groups, const int16_t *four, int16_t *counts) {
  cv_short16 a = (cv_short16)(int16_t)0, b = a, c = a, d = a;
  for (long g = 0; g < groups; g++) {
    cv_short16 x;
    memcpy(&x, cells + 16 * g, 32);
    a -= x < (cv_short16)four[0];
    b -= x < (cv_short16)four[1];
    c -= x < (cv_short16)four[2];
    d -= x < (cv_short16)four[3];
  }
  memcpy(counts, &a, 32);
  memcpy(counts + 16, &b, 32);
  memcpy(counts + 32, &c, 32);
  memcpy(counts + 48, &d, 32);
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
#define ABS __builtin_fabs
#define SHIFTED_RIGHT(k, n) ((int64_t)((uint64_t)(k) >> (n)))
#define SELECT(m, a, b) ((m) ? (a) : (b))
#define ANY(m) (m)
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
#undef ABS
#undef SHIFTED_RIGHT
#undef BITS
#undef DOUBLE_OF
#define DOUBLE cv_double8
#define LONG cv_long8
#define MASK cv_long8
#define NAME(x) cv_##x
#define SPLAT(x) ((cv_double8)(double)(x))
#define FMA cv_fma
#define SQRT cv_sqrt
#define ABS cv_abs
#define SHIFTED_RIGHT(k, n) ((cv_long8)((cv_word8)(k) >> (n)))
#define SELECT cv_select
#define ANY cv_any
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
#undef ABS
#undef SHIFTED_RIGHT
#undef BITS
#undef DOUBLE_OF
#undef MIN
#undef MAX

#endif
