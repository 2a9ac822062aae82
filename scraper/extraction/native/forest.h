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

/* A tree of six questions: the rows that they ask and their borders, and its leaves. */
typedef struct {
    const float *rows[SIX];
    __m512 borders[SIX], leaves[4];
} Tree;

/* Add what a tree gives sixteen columns from the one at `j` on, of those that are `there`. */
__attribute__((target("avx512f"), always_inline)) static inline void add_tree(const Tree *tree, ptrdiff_t j, __mmask16 there,
                                                                              float *restrict raw) {
    __m512i leaf = _mm512_setzero_si512();
    __mmask16 above = 0;
    for (int level = 0; level < SIX; level++) {
        const __m512 row = _mm512_maskz_loadu_ps(there, tree->rows[level] + j);
        above = _mm512_cmp_ps_mask(row, tree->borders[level], _CMP_GT_OQ);
        leaf = _mm512_mask_or_epi32(leaf, above, leaf, _mm512_set1_epi32(1 << level));
    }
    const __m512 low = _mm512_permutex2var_ps(tree->leaves[0], leaf, tree->leaves[1]); /* by the five lowest bits */
    const __m512 high = _mm512_permutex2var_ps(tree->leaves[2], leaf, tree->leaves[3]);
    const __m512 found = _mm512_mask_blend_ps(above, low, high); /* by the sixth */
    _mm512_mask_storeu_ps(raw + j, there, _mm512_add_ps(_mm512_maskz_loadu_ps(there, raw + j), found));
}

/* The same for trees of six questions, sixteen columns at a time: their leaves are picked from registers, which takes a
   third of the time of picking them from memory. */
__attribute__((target("avx512f"))) static void add_trees_of_six(const float *restrict matrix, ptrdiff_t stride, ptrdiff_t n,
                                                                const int32_t *restrict features, const float *restrict borders,
                                                                const float *restrict leaves, ptrdiff_t trees,
                                                                float *restrict raw) {
    const ptrdiff_t whole = n & ~(ptrdiff_t)15;
    const __mmask16 rest = (__mmask16)((1 << (n - whole)) - 1);
    for (ptrdiff_t at = 0; at < trees; at++, features += SIX, borders += SIX) {
        Tree tree;
        for (int level = 0; level < SIX; level++) {
            tree.rows[level] = matrix + features[level] * stride;
            tree.borders[level] = _mm512_set1_ps(borders[level]);
        }
        for (int part = 0; part < 4; part++, leaves += 16) tree.leaves[part] = _mm512_loadu_ps(leaves);
        for (ptrdiff_t j = 0; j < whole; j += 16) add_tree(&tree, j, 0xffff, raw);
        if (rest) add_tree(&tree, whole, rest, raw);
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
