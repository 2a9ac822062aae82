/* The one loop of the trees. In C so that a processor's widest vectors are used where it has them. */
#ifndef SCRAPER_FOREST_H
#define SCRAPER_FOREST_H
#include <stddef.h>
#include <stdint.h>

#include "processors.h"

enum {
    TILE = 256, /* columns at once: what is asked of them stays in the cache */
    SIX = 6     /* questions of a tree whose 64 leaves fit four registers of sixteen */
};

/* Add to `raw` what the trees, in order, give each of `n` columns of a matrix with `stride` columns. */
SCRAPER_EACH_PROCESSOR
static void add_any_trees(const float *restrict matrix, ptrdiff_t stride, ptrdiff_t n, const int32_t *restrict features,
                          const float *restrict borders, const float *restrict leaves, ptrdiff_t trees, ptrdiff_t depth,
                          float *restrict raw) {
    int32_t leaf[TILE];
    for (ptrdiff_t at = 0; at < n; at += TILE) {
        const ptrdiff_t size = n - at < TILE ? n - at : TILE;
        for (ptrdiff_t tree = 0; tree < trees; tree++) {
            const float *known = leaves + (tree << depth);
            for (ptrdiff_t j = 0; j < size; j++) leaf[j] = 0;
            for (ptrdiff_t level = 0; level < depth; level++) {
                const float *row = matrix + features[tree * depth + level] * stride + at;
                const float border = borders[tree * depth + level];
                const int32_t bit = (int32_t)1 << level;
                for (ptrdiff_t j = 0; j < size; j++) leaf[j] |= row[j] > border ? bit : 0;
            }
            for (ptrdiff_t j = 0; j < size; j++) raw[at + j] += known[leaf[j]];
        }
    }
}

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>

/* The same for trees of six questions, sixteen columns at a time: their leaves are picked from registers, which takes a
   third of the time of picking them from memory. */
__attribute__((target("avx512f"))) static void add_trees_of_six(const float *restrict matrix, ptrdiff_t stride, ptrdiff_t n,
                                                                const int32_t *restrict features, const float *restrict borders,
                                                                const float *restrict leaves, ptrdiff_t trees,
                                                                float *restrict raw) {
    for (ptrdiff_t tree = 0; tree < trees; tree++, features += SIX, borders += SIX, leaves += 64) {
        const __m512 first = _mm512_loadu_ps(leaves), second = _mm512_loadu_ps(leaves + 16);
        const __m512 third = _mm512_loadu_ps(leaves + 32), fourth = _mm512_loadu_ps(leaves + 48);
        for (ptrdiff_t j = 0; j < n; j += 16) {
            const __mmask16 there = n - j >= 16 ? 0xffff : (__mmask16)((1 << (n - j)) - 1);
            __m512i leaf = _mm512_setzero_si512();
            __mmask16 above = 0;
            for (int level = 0; level < SIX; level++) {
                const __m512 row = _mm512_maskz_loadu_ps(there, matrix + features[level] * stride + j);
                above = _mm512_cmp_ps_mask(row, _mm512_set1_ps(borders[level]), _CMP_GT_OQ);
                leaf = _mm512_mask_or_epi32(leaf, above, leaf, _mm512_set1_epi32(1 << level));
            }
            const __m512 low = _mm512_permutex2var_ps(first, leaf, second); /* by the five lowest bits of the leaf */
            const __m512 high = _mm512_permutex2var_ps(third, leaf, fourth);
            const __m512 found = _mm512_mask_blend_ps(above, low, high); /* by the sixth */
            const __m512 sum = _mm512_add_ps(_mm512_maskz_loadu_ps(there, raw + j), found);
            _mm512_mask_storeu_ps(raw + j, there, sum);
        }
    }
}
#endif

static void add_trees(const float *restrict matrix, ptrdiff_t stride, ptrdiff_t n, const int32_t *restrict features,
                      const float *restrict borders, const float *restrict leaves, ptrdiff_t trees, ptrdiff_t depth,
                      float *restrict raw) {
#if defined(__x86_64__) && defined(__GNUC__)
    if (depth == SIX && __builtin_cpu_supports("avx512f")) {
        for (ptrdiff_t at = 0; at < n; at += TILE)
            add_trees_of_six(matrix + at, stride, n - at < TILE ? n - at : TILE, features, borders, leaves, trees, raw + at);
        return;
    }
#endif
    add_any_trees(matrix, stride, n, features, borders, leaves, trees, depth, raw);
}
#endif
