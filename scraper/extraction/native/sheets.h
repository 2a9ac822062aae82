/* What is looked for in style sheets, and where elements start that bear on them; in UTF-8. */
#ifndef SCRAPER_SHEETS_H
#define SCRAPER_SHEETS_H
#include <stddef.h>
#include <stdint.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#define EQUAL_BYTES(text, wanted) _mm_cmpeq_epi8(text, _mm_set1_epi8((char)(wanted)))
#endif

#define SMALL_BIT 0x20 /* by which small letters differ from capital ones, and some other characters from each other */

/* Whether an element may be one of <style>, <script>, <noscript> and <template>, or a comment, or, if `ends` is set, an
   end tag, by what follows on its "<". */
static inline int may_be_mark(uint8_t next, int ends) {
    const uint8_t small = next | SMALL_BIT;
    return small == 's' || small == 'n' || small == 't' || next == '!' || (ends && next == '/');
}

/* Returns where "<" stands in text[at:size] before what may be one of these, or `size`. */
static inline ptrdiff_t find_mark(const uint8_t *text, ptrdiff_t at, ptrdiff_t size, int ends) {
#if defined(__SSE2__)
    const __m128i small = _mm_set1_epi8(SMALL_BIT);
    for (; at + 17 <= size; at += 16) {
        const __m128i less = EQUAL_BYTES(_mm_loadu_si128((const __m128i *)(text + at)), '<');
        if (!_mm_movemask_epi8(less)) continue;
        const __m128i next = _mm_loadu_si128((const __m128i *)(text + at + 1)), letter = _mm_or_si128(next, small);
        const __m128i names = _mm_or_si128(_mm_or_si128(EQUAL_BYTES(letter, 's'), EQUAL_BYTES(letter, 'n')), EQUAL_BYTES(letter, 't'));
        const __m128i signs = _mm_or_si128(EQUAL_BYTES(next, '!'), EQUAL_BYTES(next, ends ? '/' : '!'));
        const int found = _mm_movemask_epi8(_mm_and_si128(less, _mm_or_si128(names, signs)));
        if (found) return at + __builtin_ctz((unsigned)found);
    }
#endif
    for (; at + 1 < size; at++)
        if (text[at] == '<' && may_be_mark(text[at + 1], ends)) return at;
    return size;
}

/* Returns where two characters, letters as small ones, stand side by side in text[at:size] in whatever case, or `size`;
   what is found may differ from them by the bit of small letters. */
static inline ptrdiff_t find_either_case(const uint8_t *text, ptrdiff_t at, ptrdiff_t size, uint8_t first, uint8_t second) {
#if defined(__SSE2__)
    const __m128i small = _mm_set1_epi8(SMALL_BIT);
    for (; at + 17 <= size; at += 16) {
        const __m128i here = _mm_or_si128(_mm_loadu_si128((const __m128i *)(text + at)), small);
        const __m128i next = _mm_or_si128(_mm_loadu_si128((const __m128i *)(text + at + 1)), small);
        const int found = _mm_movemask_epi8(
            _mm_and_si128(EQUAL_BYTES(here, first | SMALL_BIT), EQUAL_BYTES(next, second | SMALL_BIT)));
        if (found) return at + __builtin_ctz((unsigned)found);
    }
#endif
    for (; at + 1 < size; at++)
        if ((text[at] | SMALL_BIT) == (first | SMALL_BIT) && (text[at + 1] | SMALL_BIT) == (second | SMALL_BIT)) return at;
    return size;
}

/* Returns how many more braces are opened in text[at:end] than closed. */
#define BRACES_AT_ONCE 64 /* what is counted of so many fits into a byte */
static inline ptrdiff_t depth_change(const uint8_t *text, ptrdiff_t at, ptrdiff_t end) {
    ptrdiff_t depth = 0;
    for (; at + BRACES_AT_ONCE <= end; at += BRACES_AT_ONCE) {
        int8_t some = 0;
        for (int i = 0; i < BRACES_AT_ONCE; i++) some = (int8_t)(some + (text[at + i] == '{') - (text[at + i] == '}'));
        depth += some;
    }
    for (; at < end; at++) depth += (text[at] == '{') - (text[at] == '}');
    return depth;
}
#endif
