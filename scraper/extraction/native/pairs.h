/* Where two characters stand side by side, in strings of one, two or four bytes a character. */
#ifndef SCRAPER_PAIRS_H
#define SCRAPER_PAIRS_H
#include <stddef.h>
#include <stdint.h>
#include "ahead.h"
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/* Each `find_` returns where `first` and then `second` stand in text[at:size], or `size`; each `count_` how
   often `first` stands in text[:size] without `second` after it. Characters fit into the width. */
#if defined(__SSE2__)
#define EQUAL_IN_BYTES(text, wanted) _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)(text)), wanted)
#define EQUAL_IN_PAIRS(text, wanted) _mm_cmpeq_epi16(_mm_loadu_si128((const __m128i *)(text)), wanted)
#define PAIR_IN_BYTES(text) _mm_and_si128(EQUAL_IN_BYTES(text, one), EQUAL_IN_BYTES((text) + 1, other))
#define PAIR_IN_PAIRS(text) _mm_and_si128(EQUAL_IN_PAIRS(text, one), EQUAL_IN_PAIRS((text) + 1, other))
#endif

static inline ptrdiff_t find_pair_in_bytes(
    const uint8_t *text, ptrdiff_t at, ptrdiff_t size, uint32_t first, uint32_t second) {
#if defined(__SSE2__)
    const __m128i one = _mm_set1_epi8((char)first), other = _mm_set1_epi8((char)second);
    for (; at + 65 <= size; at += 64) {  /* four at a time as long as there is none */
        FETCH_AHEAD(text + at);
        const __m128i any = _mm_or_si128(
            _mm_or_si128(PAIR_IN_BYTES(text + at), PAIR_IN_BYTES(text + at + 16)),
            _mm_or_si128(PAIR_IN_BYTES(text + at + 32), PAIR_IN_BYTES(text + at + 48)));
        if (_mm_movemask_epi8(any)) break;
    }
    for (; at + 17 <= size; at += 16) {
        const int equal = _mm_movemask_epi8(PAIR_IN_BYTES(text + at));
        if (equal) return at + __builtin_ctz((unsigned)equal);
    }
#endif
    for (; at + 1 < size; at++)
        if (text[at] == first && text[at + 1] == second) return at;
    return size;
}

static inline ptrdiff_t find_pair_in_pairs(
    const uint16_t *text, ptrdiff_t at, ptrdiff_t size, uint32_t first, uint32_t second) {
#if defined(__SSE2__)
    const __m128i one = _mm_set1_epi16((short)first), other = _mm_set1_epi16((short)second);
    for (; at + 33 <= size; at += 32) {
        FETCH_AHEAD(text + at);
        const __m128i any = _mm_or_si128(
            _mm_or_si128(PAIR_IN_PAIRS(text + at), PAIR_IN_PAIRS(text + at + 8)),
            _mm_or_si128(PAIR_IN_PAIRS(text + at + 16), PAIR_IN_PAIRS(text + at + 24)));
        if (_mm_movemask_epi8(any)) break;
    }
    for (; at + 9 <= size; at += 8) {
        const int equal = _mm_movemask_epi8(PAIR_IN_PAIRS(text + at));
        if (equal) return at + (__builtin_ctz((unsigned)equal) >> 1);
    }
#endif
    for (; at + 1 < size; at++)
        if (text[at] == first && text[at + 1] == second) return at;
    return size;
}

static inline ptrdiff_t find_pair_in_words(
    const uint32_t *text, ptrdiff_t at, ptrdiff_t size, uint32_t first, uint32_t second) {
    for (; at + 1 < size; at++)
        if (text[at] == first && text[at + 1] == second) return at;
    return size;
}

/* Counts of so few characters fit into a byte, so that a compiler can count many at a time. */
#define COUNTED_AT_ONCE 128
#define COUNT_ALONE(name, type)                                                                      \
    static inline ptrdiff_t name(const type *text, ptrdiff_t size, uint32_t first, uint32_t second) { \
        const type one = (type)first, other = (type)second;                                          \
        ptrdiff_t at = 0, found = 0;                                                                 \
        for (; at + COUNTED_AT_ONCE < size; at += COUNTED_AT_ONCE) {                                 \
            type some = 0;                                                                           \
            for (int i = 0; i < COUNTED_AT_ONCE; i++)                                                \
                some += (type)((text[at + i] == one) & (text[at + i + 1] != other));                 \
            found += (ptrdiff_t)some;                                                                \
        }                                                                                            \
        for (; at < size; at++) found += text[at] == one && !(at + 1 < size && text[at + 1] == other); \
        return found;                                                                                \
    }
COUNT_ALONE(count_alone_in_bytes, uint8_t)
COUNT_ALONE(count_alone_in_pairs, uint16_t)
COUNT_ALONE(count_alone_in_words, uint32_t)
#endif
