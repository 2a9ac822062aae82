/* Text is copied up to a character that a serialisation may write as a reference. */
#ifndef SCRAPER_ESCAPE_H
#define SCRAPER_ESCAPE_H
#include <stddef.h>
#include <stdint.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#define COPIED_AT_ONCE 16 /* bytes: so many are written beyond what is copied */

/* Copies text[at:size] up to the first "&", "<", ">", quote or first byte of a no-break space; returns where that stands,
   or `size`. */
static inline ptrdiff_t copy_plain(uint8_t *out, const uint8_t *text, ptrdiff_t at, ptrdiff_t size) {
#if defined(__SSE2__)
    const __m128i ampersand = _mm_set1_epi8('&'), less = _mm_set1_epi8('<'), greater = _mm_set1_epi8('>');
    const __m128i quote = _mm_set1_epi8('"'), space = _mm_set1_epi8((char)0xc2);
    for (; at + COPIED_AT_ONCE <= size; at += COPIED_AT_ONCE, out += COPIED_AT_ONCE) {
        const __m128i some = _mm_loadu_si128((const __m128i *)(text + at));
        const __m128i found = _mm_or_si128(
            _mm_or_si128(_mm_cmpeq_epi8(some, ampersand), _mm_cmpeq_epi8(some, quote)),
            _mm_or_si128(
                _mm_cmpeq_epi8(some, space), _mm_or_si128(_mm_cmpeq_epi8(some, less), _mm_cmpeq_epi8(some, greater))));
        _mm_storeu_si128((__m128i *)out, some);
        const int where = _mm_movemask_epi8(found);
        if (where) return at + __builtin_ctz((unsigned)where);
    }
#endif
    for (; at < size; at++) {
        if (text[at] == '&' || text[at] == '<' || text[at] == '>' || text[at] == '"' || text[at] == 0xc2) return at;
        *out++ = text[at];
    }
    return size;
}
#endif
