/* The sums of the network: whole numbers, so that any order of adding gives the same. */
#ifndef SCRAPER_NETWORK_H
#define SCRAPER_NETWORK_H
#include <math.h>
#include <stddef.h>
#include <stdint.h>

#include "processors.h"

enum {
    TILE = 64,    /* columns whose inputs are made at once and stay in the cache, a multiple of AT_ONCE */
    AT_ONCE = 8,  /* columns that share a look at each weight */
    PANEL = 32,   /* units that are worked out at once */
    QUAD = 4,     /* inputs of a byte that are multiplied at once: one number, the first input in its lowest byte */
    OF_QUAD = PANEL * QUAD /* weights of a panel for a quad: four of its first unit, four of the next, and so on */
};

/* Processors by what they multiply with; each can do what those before it can. */
enum { ANY_PROCESSOR, AVX2, VNNI };

/* Add to quads the inputs that are roots of values: `n` columns of one row, at most TILE, in the byte that `shift` says.
   They are moved up by `most`, so that none is negative. */
SCRAPER_EACH_PROCESSOR
static void add_roots(const float *restrict row, ptrdiff_t n, float centre, float scale, float most, int shift,
                      uint32_t *restrict quads) {
    for (ptrdiff_t j = 0; j < n; j++) {
        float root = copysignf(sqrtf(fabsf(row[j])), row[j]);
        root = (root - centre) * scale;
        root = root < most ? root : most;
        root = root > -most ? root : -most;
        quads[j] |= (uint32_t)((int32_t)rintf(root) + (int32_t)most) << shift;
    }
}

/* Write which of the codes from `first` to `end` each of `n` columns of one row has, at most TILE; `none` where it has none of
   them, and behind the last column. */
SCRAPER_EACH_PROCESSOR
static void find_codes(const float *restrict row, ptrdiff_t n, const float *restrict codes, int32_t first, int32_t end,
                       int32_t none, int32_t *restrict which) {
    for (ptrdiff_t j = 0; j < TILE; j++) which[j] = none;
    for (int32_t code = first; code < end; code++) {
        const float wanted = codes[code];
        for (ptrdiff_t j = 0; j < n; j++) which[j] = row[j] == wanted ? code : which[j];
    }
}

/* Let the sums of `n` columns begin with the start of each of `units`, a multiple of PANEL, and `step` times what their codes
   weigh. `which` holds the codes that they have in so many `rows`, TILE of each, and `weights` the weights of each code. */
SCRAPER_EACH_PROCESSOR
static void begin_with_codes(const int32_t *restrict which, ptrdiff_t rows, ptrdiff_t n, const int16_t *restrict weights,
                             ptrdiff_t units, const int32_t *restrict start, int32_t step, int32_t *restrict sums) {
    for (ptrdiff_t j = 0; j < n; j++)
        for (ptrdiff_t unit = 0; unit < units; unit += PANEL) {
            int16_t total[PANEL] = {0};
            for (ptrdiff_t i = 0; i < rows; i++) {
                const int16_t *restrict own = weights + which[i * TILE + j] * units + unit;
                for (ptrdiff_t k = 0; k < PANEL; k++) total[k] += own[k];
            }
            for (ptrdiff_t k = 0; k < PANEL; k++) sums[j * units + unit + k] = start[unit + k] + step * total[k];
        }
}

/* Add to the sums of the units of one panel for AT_ONCE columns. The inputs of a column are `quads` numbers, each
   `next_quad` further on, those of the next column begin `next_column` further on, and its sums `stride`. */
static void add_panel(const int8_t *restrict weights, const uint32_t *restrict inputs, ptrdiff_t quads, ptrdiff_t next_quad,
                      ptrdiff_t next_column, int32_t *restrict sums, ptrdiff_t stride) {
    for (ptrdiff_t i = 0; i < quads; i++, weights += OF_QUAD)
        for (ptrdiff_t j = 0; j < AT_ONCE; j++) {
            const uint32_t quad = inputs[i * next_quad + j * next_column];
            const int32_t one = quad & 255, two = quad >> 8 & 255, three = quad >> 16 & 255, four = quad >> 24;
            for (ptrdiff_t unit = 0; unit < PANEL; unit++) {
                const int8_t *own = weights + unit * QUAD;
                sums[j * stride + unit] += own[0] * one + own[1] * two + own[2] * three + own[3] * four;
            }
        }
}

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>

/* The same, eight units and half of the columns at a time: products of two inputs are added up in 32 bits. */
__attribute__((target("avx2"))) static void add_panel_avx2(const int8_t *restrict weights, const uint32_t *restrict inputs,
                                                           ptrdiff_t quads, ptrdiff_t next_quad, ptrdiff_t next_column,
                                                           int32_t *restrict sums, ptrdiff_t stride) {
    enum { HALF = AT_ONCE / 2, UNITS = 8 };
    for (ptrdiff_t unit = 0; unit < PANEL; unit += UNITS)
        for (ptrdiff_t column = 0; column < AT_ONCE; column += HALF) {
            __m256i low[HALF], high[HALF]; /* two sums for each of four units */
            for (int j = 0; j < HALF; j++) low[j] = high[j] = _mm256_setzero_si256();
            for (ptrdiff_t i = 0; i < quads; i++) {
                const __m128i *own = (const __m128i *)(weights + i * OF_QUAD + unit * QUAD);
                const __m256i first = _mm256_cvtepi8_epi16(_mm_loadu_si128(own));
                const __m256i second = _mm256_cvtepi8_epi16(_mm_loadu_si128(own + 1));
                for (int j = 0; j < HALF; j++) {
                    const uint32_t quad = inputs[i * next_quad + (column + j) * next_column];
                    const __m256i four = _mm256_cvtepu8_epi16(_mm_set1_epi32((int32_t)quad));
                    low[j] = _mm256_add_epi32(low[j], _mm256_madd_epi16(first, four));
                    high[j] = _mm256_add_epi32(high[j], _mm256_madd_epi16(second, four));
                }
            }
            for (int j = 0; j < HALF; j++) {
                __m256i *to = (__m256i *)(sums + (column + j) * stride + unit);
                const __m256i both = _mm256_permute4x64_epi64(_mm256_hadd_epi32(low[j], high[j]), _MM_SHUFFLE(3, 1, 2, 0));
                _mm256_storeu_si256(to, _mm256_add_epi32(_mm256_loadu_si256(to), both));
            }
        }
}

/* The same with the instruction that multiplies and adds four bytes for each of sixteen units. */
__attribute__((target("avx512f,avx512bw,avx512vnni"))) static void add_panel_vnni(
    const int8_t *restrict weights, const uint32_t *restrict inputs, ptrdiff_t quads, ptrdiff_t next_quad,
    ptrdiff_t next_column, int32_t *restrict sums, ptrdiff_t stride) {
    __m512i low[AT_ONCE], high[AT_ONCE];
    for (int j = 0; j < AT_ONCE; j++) {
        low[j] = _mm512_loadu_si512(sums + j * stride);
        high[j] = _mm512_loadu_si512(sums + j * stride + PANEL / 2);
    }
    for (ptrdiff_t i = 0; i < quads; i++, weights += OF_QUAD) {
        const __m512i first = _mm512_loadu_si512(weights), second = _mm512_loadu_si512(weights + OF_QUAD / 2);
        for (int j = 0; j < AT_ONCE; j++) {
            const __m512i quad = _mm512_set1_epi32((int32_t)inputs[i * next_quad + j * next_column]);
            low[j] = _mm512_dpbusd_epi32(low[j], quad, first);
            high[j] = _mm512_dpbusd_epi32(high[j], quad, second);
        }
    }
    for (int j = 0; j < AT_ONCE; j++) {
        _mm512_storeu_si512(sums + j * stride, low[j]);
        _mm512_storeu_si512(sums + j * stride + PANEL / 2, high[j]);
    }
}
#endif

/* Return the last of the processors above that this one is as good as. */
static int processor_here(void) {
#if defined(__x86_64__) && defined(__GNUC__)
    if (__builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw")) return VNNI;
    if (__builtin_cpu_supports("avx2")) return AVX2;
#endif
    return ANY_PROCESSOR;
}

/* Add to the sums of `panels` for AT_ONCE columns, on a processor that `processor_here` admits. */
static void add_panels(int processor, const int8_t *restrict weights, ptrdiff_t panels, const uint32_t *restrict inputs,
                       ptrdiff_t quads, ptrdiff_t next_quad, ptrdiff_t next_column, int32_t *restrict sums) {
    const ptrdiff_t stride = panels * PANEL;
    for (ptrdiff_t panel = 0; panel < panels; panel++, weights += quads * OF_QUAD, sums += PANEL) {
#if defined(__x86_64__) && defined(__GNUC__)
        if (processor == VNNI) {
            add_panel_vnni(weights, inputs, quads, next_quad, next_column, sums, stride);
            continue;
        }
        if (processor == AVX2) {
            add_panel_avx2(weights, inputs, quads, next_quad, next_column, sums, stride);
            continue;
        }
#endif
        add_panel(weights, inputs, quads, next_quad, next_column, sums, stride);
    }
}

/* A compiler makes one look at memory of this where the lowest byte stands first. */
static inline uint32_t quad_of(const uint8_t *four) {
    return four[0] | (uint32_t)four[1] << 8 | (uint32_t)four[2] << 16 | (uint32_t)four[3] << 24;
}

/* Write into quads what a layer of `units`, a multiple of PANEL, says of one column: each unit's sum rounded and bounded.
   Return what that adds up to by the weights of the units. */
SCRAPER_EACH_PROCESSOR
static float add_said(const int32_t *restrict sums, ptrdiff_t units, const float *restrict rescale, const int32_t *restrict out,
                      float most, uint32_t *restrict said, ptrdiff_t quads) {
    int32_t total = 0;
    for (ptrdiff_t start = 0; start < units; start += PANEL) {
        uint8_t own[PANEL];
        for (ptrdiff_t k = 0; k < PANEL; k++) {
            const int32_t sum = sums[start + k] > 0 ? sums[start + k] : 0;
            const float one = rintf((float)sum * rescale[start + k]);
            const int32_t bounded = (int32_t)(one < most ? one : most);
            total += out[start + k] * bounded;
            own[k] = (uint8_t)bounded;
        }
        for (ptrdiff_t k = 0; k < PANEL / QUAD && start / QUAD + k < quads; k++)
            said[start / QUAD + k] = quad_of(own + QUAD * k);
    }
    return (float)total;
}
#endif
