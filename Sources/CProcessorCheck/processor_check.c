#include "processor_check.h"

#include <unistd.h>

const int crossroads_processor_check = 1;

#if defined(__x86_64__)
#ifdef CROSSROADS_AVX512
#define NEEDED "AVX-512 (x86-64-v4)"
#define ADVICE "Build it here, or for every machine: CROSSROADS_PROCESSOR=x86-64-v3 swift build -c release\n"
#else
#define NEEDED "AVX2 and FMA (x86-64-v3: Intel since 2013, AMD since 2015)"
#define ADVICE "Run it on a newer machine.\n"
#endif

__attribute__((constructor(101))) static void check(void) {
  __builtin_cpu_init();
#ifdef CROSSROADS_AVX512
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512cd") &&
      __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl"))
    return;
#else
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return;
#endif
  static const char message[] = "crossroads: this build needs a processor with " NEEDED ", and this one has none. " ADVICE;
  if (write(2, message, sizeof message - 1) < 0) _exit(2);
  _exit(2);
}
#endif
