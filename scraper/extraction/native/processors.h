/* A function marked so is compiled for several processors, and uses the widest vectors of the one it runs on. Two rounds of an
   outer loop are not joined: GCC leaves the inner loop without vectors then. */
#ifndef SCRAPER_PROCESSORS_H
#define SCRAPER_PROCESSORS_H

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && defined(__linux__)
#include <features.h>
#endif
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__)
#define SCRAPER_EACH_PROCESSOR \
    __attribute__((                                                                                                    \
        target_clones("avx512f", "avx2", "default"),                                                                   \
        optimize("O3", "no-loop-unroll-and-jam", "no-math-errno", "no-trapping-math")))
#else
#define SCRAPER_EACH_PROCESSOR
#endif
#endif
