/* The sums of the network: whole numbers, so that any order of adding gives the same. */
#ifndef SCRAPER_NETWORK_H
#define SCRAPER_NETWORK_H
#include <math.h>
#include <stddef.h>
#include <stdint.h>

#include "processors.h"

enum { TILE = 64, AT_ONCE = 4 }; /* columns whose inputs stay in the cache; columns that share a look at each weight */

/* Write the inputs that are roots of values: `n` columns of one row, at most TILE, each `stride` further on in `inputs`. */
SCRAPER_EACH_PROCESSOR
static void add_roots(const float *restrict row, ptrdiff_t n, float centre, float scale, float most, int16_t *restrict inputs,
                      ptrdiff_t stride) {
    int32_t roots[TILE];
    for (ptrdiff_t j = 0; j < n; j++) {
        float root = copysignf(sqrtf(fabsf(row[j])), row[j]);
        root = (root - centre) * scale;
        root = root < most ? root : most;
        root = root > -most ? root : -most;
        roots[j] = (int32_t)rintf(root);
    }
    for (ptrdiff_t j = 0; j < n; j++) inputs[j * stride] = (int16_t)roots[j];
}

/* Add what the units make of a code to the sums of those of `n` columns, at most TILE, that have it: few, of most codes none. */
SCRAPER_EACH_PROCESSOR
static void add_codes(const float *restrict row, ptrdiff_t n, float code, const int16_t *restrict weights, ptrdiff_t units,
                      int32_t *restrict sums) {
    int32_t hits = 0;
    for (ptrdiff_t j = 0; j < n; j++) hits += row[j] == code;
    if (!hits) return;
    for (ptrdiff_t j = 0; j < n; j++)
        if (row[j] == code)
            for (ptrdiff_t unit = 0; unit < units; unit++) sums[j * units + unit] += weights[unit];
}

/* Add to the sums of each unit for AT_ONCE columns of inputs, each `stride` further on. */
SCRAPER_EACH_PROCESSOR
static void add_units(const int16_t *restrict weights, ptrdiff_t units, const int16_t *restrict inputs, ptrdiff_t size,
                      ptrdiff_t stride, int32_t *restrict sums) {
    const int16_t *restrict one = inputs, *restrict two = one + stride, *restrict three = two + stride;
    const int16_t *restrict four = three + stride;
    for (ptrdiff_t unit = 0; unit < units; unit++) {
        const int16_t *restrict own = weights + unit * size;
        int32_t first = 0, second = 0, third = 0, fourth = 0;
        for (ptrdiff_t i = 0; i < size; i++) {
            first += (int32_t)own[i] * one[i];
            second += (int32_t)own[i] * two[i];
            third += (int32_t)own[i] * three[i];
            fourth += (int32_t)own[i] * four[i];
        }
        sums[unit] += first;
        sums[units + unit] += second;
        sums[2 * units + unit] += third;
        sums[3 * units + unit] += fourth;
    }
}

/* Write what the units say of AT_ONCE columns, each `stride` further on: each unit's sum rounded and bounded. Add it by its
   weight to `totals`. */
SCRAPER_EACH_PROCESSOR
static void add_said(const int32_t *restrict sums, ptrdiff_t units, const float *restrict bias, const float *restrict rescale,
                     const float *restrict out, float most, int16_t *restrict said, ptrdiff_t stride,
                     float *restrict totals) {
    for (ptrdiff_t j = 0; j < AT_ONCE; j++) {
        int32_t total = 0;
        for (ptrdiff_t unit = 0; unit < units; unit++) {
            float one = (float)sums[j * units + unit] + bias[unit];
            one = rintf((one > 0 ? one : 0) * rescale[unit]);
            one = one < most ? one : most;
            said[j * stride + unit] = (int16_t)one;
            total += (int32_t)out[unit] * (int32_t)one;
        }
        totals[j] += (float)total;
    }
}
#endif
