#include "processor_check.h"

#include <unistd.h>

const int crossroads_processor_check = 1;

#if defined(__x86_64__)
__attribute__((constructor(101))) static void check(void) {
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return;
  static const char message[] =
      "crossroads: this build needs a processor with AVX2 and FMA (x86-64-v3: Intel since 2013, AMD since 2015), and this one has none. "
      "Run it on a newer machine.\n";
  if (write(2, message, sizeof message - 1) < 0) _exit(2);
  _exit(2);
}
#endif
