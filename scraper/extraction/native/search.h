/* Where a character stands next, in strings of one, two or four bytes a character. */
#ifndef SCRAPER_SEARCH_H
#define SCRAPER_SEARCH_H
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/* Each returns the place of `wanted` in text[at:size], or `size`. */
static inline ptrdiff_t find_in_bytes(const uint8_t *text, ptrdiff_t at, ptrdiff_t size, uint32_t wanted) {
    if (at >= size) return size;
    const uint8_t *found = (const uint8_t *)memchr(text + at, (int)wanted, (size_t)(size - at));
    return found ? found - text : size;
}

static inline ptrdiff_t find_in_pairs(const uint16_t *text, ptrdiff_t at, ptrdiff_t size, uint32_t wanted) {
#if defined(__SSE2__)
    const __m128i all = _mm_set1_epi16((short)wanted);
    for (; at + 8 <= size; at += 8) {
        const __m128i some = _mm_loadu_si128((const __m128i *)(text + at));
        const int equal = _mm_movemask_epi8(_mm_cmpeq_epi16(some, all));
        if (equal) return at + (__builtin_ctz((unsigned)equal) >> 1);
    }
#endif
    for (; at < size; at++)
        if (text[at] == wanted) return at;
    return size;
}

static inline ptrdiff_t find_in_words(const uint32_t *text, ptrdiff_t at, ptrdiff_t size, uint32_t wanted) {
    for (; at < size; at++)
        if (text[at] == wanted) return at;
    return size;
}
#endif
