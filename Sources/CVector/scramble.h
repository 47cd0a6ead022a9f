// Nested uniform scrambling (A. B. Owen 1995, doi 10.1007/978-1-4612-2552-2_19) of 30 binary digits, eight lanes at a time.
// Every node of the binary tree of digits has a bit of its own: it flips the digit after the node's. The bits of 31 neighbouring nodes,
// a subtree of five levels, are those of one hashed word. Header only.
#ifndef CROSSROADS_SCRAMBLE_H
#define CROSSROADS_SCRAMBLE_H

#include "vector.h"

typedef uint32_t cv_digits8 __attribute__((ext_vector_type(8)));

// Keys of a tree are 13 words for each of the eight lanes, the lanes of a word side by side: the root's subtree, then two keys for each of the five
// levels of subtrees below it, then two for the tail.
CV_INLINE cv_digits8 cv_tree_key(const uint32_t *keys, int number) {
  cv_digits8 key;
  memcpy(&key, keys + 8 * number, sizeof key);
  return key;
}

// A keyed bijection of 32 bits: the multipliers and shifts of C. Wellons's triple32 (hash-prospector, 2018), the second half of the key
// between its rounds.
CV_INLINE cv_digits8 cv_node_hash(cv_digits8 x, cv_digits8 first, cv_digits8 second) {
  x ^= first;
  x ^= x >> 17;
  x *= (cv_digits8)0xed5ad4bbu;
  x ^= x >> 11;
  x += second;
  x *= (cv_digits8)0xac4c1b51u;
  x ^= x >> 15;
  x *= (cv_digits8)0x31848babu;
  x ^= x >> 14;
  return x;
}

// The flips of five digits by the bits of a subtree: the top node's is bit 30, its children's 28 and 29, then 24 to 27, 16 to 23, 0 to 15,
// in the order of the digits before.
CV_INLINE cv_digits8 cv_subtree_flips(cv_digits8 nodes, cv_digits8 digits) {
  cv_digits8 flips = (nodes >> 26) & (cv_digits8)16u;
  flips |= (nodes >> ((digits >> 4) + (cv_digits8)25u)) & (cv_digits8)8u;
  flips |= (nodes >> ((digits >> 3) + (cv_digits8)22u)) & (cv_digits8)4u;
  flips |= (nodes >> ((digits >> 2) + (cv_digits8)15u)) & (cv_digits8)2u;
  flips |= (nodes >> (digits >> 1)) & (cv_digits8)1u;
  return flips;
}

// The first 30 of 32 binary digits, the first in the highest bit, scrambled: a number below 2^30.
CV_INLINE cv_digits8 cv_tree_scrambled(cv_digits8 x, const uint32_t *keys) {
  cv_digits8 flips = cv_subtree_flips(cv_tree_key(keys, 0), x >> 27);
  for (int level = 1; level < 6; level++) {
    cv_digits8 nodes = cv_node_hash(x >> (32 - 5 * level), cv_tree_key(keys, 2 * level - 1), cv_tree_key(keys, 2 * level));
    flips = flips << 5 | cv_subtree_flips(nodes, (x >> (27 - 5 * level)) & (cv_digits8)31u);
  }
  return (x >> 2) ^ flips;
}

// The scrambled digits, 22 more of a word that belongs to the whole of x, and a half: strictly inside (0, 1).
CV_INLINE cv_double8 cv_unit_of(cv_digits8 digits, cv_digits8 tail) {
  cv_word8 word = __builtin_convertvector(digits, cv_word8) << 22 | __builtin_convertvector(tail >> 10, cv_word8);
  return (cv_double8)(word | (cv_word8)0x3ff0000000000000ull) - (cv_double8)(1.0 - 0x1p-53);
}
CV_INLINE cv_double8 cv_tree_unit(cv_digits8 x, const uint32_t *keys) {
  return cv_unit_of(cv_tree_scrambled(x, keys), cv_node_hash(x, cv_tree_key(keys, 11), cv_tree_key(keys, 12)));
}

// The same of one x in two trees, to `uniforms` and the eight behind them. Which of a subtree's bits count is then known beforehand, the
// same for every lane.
typedef struct { cv_digits8 low, high; } cv_digits_pair;
CV_INLINE cv_digits_pair cv_common_flips(cv_digits_pair flips, cv_digits8 low, cv_digits8 high, uint32_t digits) {
  uint32_t second = (digits >> 4) + 25, third = (digits >> 3) + 22, fourth = (digits >> 2) + 15, fifth = digits >> 1;
  flips.low = flips.low << 5 | ((low >> 26) & (cv_digits8)16u) | ((low >> second) & (cv_digits8)8u) | ((low >> third) & (cv_digits8)4u)
              | ((low >> fourth) & (cv_digits8)2u) | ((low >> fifth) & (cv_digits8)1u);
  flips.high = flips.high << 5 | ((high >> 26) & (cv_digits8)16u) | ((high >> second) & (cv_digits8)8u)
               | ((high >> third) & (cv_digits8)4u) | ((high >> fourth) & (cv_digits8)2u) | ((high >> fifth) & (cv_digits8)1u);
  return flips;
}
CV_INLINE void cv_common_units(uint32_t x, const uint32_t *low, const uint32_t *high, double *uniforms) {
  cv_digits_pair flips = {(cv_digits8)0u, (cv_digits8)0u};
  flips = cv_common_flips(flips, cv_tree_key(low, 0), cv_tree_key(high, 0), x >> 27);
  for (int level = 1; level < 6; level++) {
    cv_digits8 before = (cv_digits8)(x >> (32 - 5 * level));
    flips = cv_common_flips(
        flips, cv_node_hash(before, cv_tree_key(low, 2 * level - 1), cv_tree_key(low, 2 * level)),
        cv_node_hash(before, cv_tree_key(high, 2 * level - 1), cv_tree_key(high, 2 * level)), (x >> (27 - 5 * level)) & 31u);
  }
  cv_digits8 all = (cv_digits8)x;
  cv_double8 a = cv_unit_of((all >> 2) ^ flips.low, cv_node_hash(all, cv_tree_key(low, 11), cv_tree_key(low, 12)));
  cv_double8 b = cv_unit_of((all >> 2) ^ flips.high, cv_node_hash(all, cv_tree_key(high, 11), cv_tree_key(high, 12)));
  memcpy(uniforms, &a, sizeof a);
  memcpy(uniforms + 8, &b, sizeof b);
}

CV_INLINE cv_digits8 cv_reversed_digits(cv_digits8 x) { return __builtin_elementwise_bitreverse(x); }
CV_INLINE cv_digits8 cv_same_digits(uint32_t x) { return (cv_digits8)x; }

#endif
