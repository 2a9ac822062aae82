/* numpy's sum of single-precision numbers in a row, which adds them in pairs; equal to the last bit. */
#ifndef SCRAPER_SUMS_H
#define SCRAPER_SUMS_H
#include <stddef.h>

enum { IN_A_ROW = 8, IN_A_BLOCK = 128 };

static float pairwise_sum(const float *numbers, ptrdiff_t size) {
    ptrdiff_t i;
    if (size < IN_A_ROW) {
        float sum = 0.f;
        for (i = 0; i < size; i++) sum += numbers[i];
        return sum;
    }
    if (size <= IN_A_BLOCK) {
        float sums[IN_A_ROW];
        for (int j = 0; j < IN_A_ROW; j++) sums[j] = numbers[j];
        for (i = IN_A_ROW; i < size - size % IN_A_ROW; i += IN_A_ROW)
            for (int j = 0; j < IN_A_ROW; j++) sums[j] += numbers[i + j];
        float sum = ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]));
        for (; i < size; i++) sum += numbers[i];
        return sum;
    }
    ptrdiff_t half = size / 2;
    half -= half % IN_A_ROW;
    return pairwise_sum(numbers, half) + pairwise_sum(numbers + half, size - half);
}
#endif
