/* Where the tags of markup begin. */
#ifndef SCRAPER_PIECES_H
#define SCRAPER_PIECES_H
#include <stddef.h>
#include <stdint.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/* Write the place behind each "<" of a text into `starts`, which has room for half as many as the text has bytes, and one.
   Return how many there are; -1 where one has no ">" before the next one. */
static ptrdiff_t note_pieces(const uint8_t *text, ptrdiff_t size, uint32_t *starts) {
    int is_closed = 1;
    ptrdiff_t at = 0, found = 0;
#if defined(__SSE2__)
    const __m128i less = _mm_set1_epi8('<'), greater = _mm_set1_epi8('>');
    for (; at + 16 <= size; at += 16) {
        const __m128i some = _mm_loadu_si128((const __m128i *)(text + at));
        const unsigned opens = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(some, less));
        unsigned both = opens | (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(some, greater));
        for (; both; both &= both - 1) {
            const int place = __builtin_ctz(both);
            if (!(opens >> place & 1)) {
                is_closed = 1;
                continue;
            }
            if (!is_closed) return -1;
            is_closed = 0;
            starts[found++] = (uint32_t)(at + place + 1);
        }
    }
#endif
    for (; at < size; at++) {
        if (text[at] == '>') is_closed = 1;
        if (text[at] != '<') continue;
        if (!is_closed) return -1;
        is_closed = 0;
        starts[found++] = (uint32_t)(at + 1);
    }
    return is_closed ? found : -1;
}
#endif
