/* The one loop of the trees. In C so that a processor's widest vectors are used where it has them. */
#ifndef SCRAPER_FOREST_H
#define SCRAPER_FOREST_H
#include <stddef.h>
#include <stdint.h>

#include "processors.h"

enum { TILE = 256 }; /* columns at once: their leaves stay in the cache */

/* Add to `raw` what the trees, in order, give each of `n` columns of a matrix with `stride` columns. */
SCRAPER_EACH_PROCESSOR
static void add_trees(const float *restrict matrix, ptrdiff_t stride, ptrdiff_t n, const int32_t *restrict features,
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
#endif
