/* Strings of one, two or four bytes a character as UTF-8. Most of a page is ASCII, which is copied many at a time. */
#ifndef SCRAPER_UTF8_H
#define SCRAPER_UTF8_H
#include <stddef.h>
#include <stdint.h>
#include "ahead.h"
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#define UTF8_AT_ONCE 16 /* characters */
#define UTF8_ROOM (4 * UTF8_AT_ONCE) /* bytes, while so many are left the next characters surely have room */

/* Each writes the first ASCII characters of 16 as bytes, and leaves the other bytes undefined; returns a bit for each
   character that is none. */
#if defined(__SSE2__)
static inline unsigned utf8_ascii_1(uint8_t *out, const uint8_t *text) {
    const __m128i some = _mm_loadu_si128((const __m128i *)text);
    _mm_storeu_si128((__m128i *)out, some);
    return (unsigned)_mm_movemask_epi8(some);
}

static inline unsigned utf8_ascii_2(uint8_t *out, const uint16_t *text) {
    const __m128i beyond = _mm_set1_epi16((short)0xff80), none = _mm_setzero_si128();
    const __m128i one = _mm_loadu_si128((const __m128i *)text), two = _mm_loadu_si128((const __m128i *)(text + 8));
    _mm_storeu_si128((__m128i *)out, _mm_packus_epi16(one, two));
    const __m128i is_plain = _mm_packs_epi16(
        _mm_cmpeq_epi16(_mm_and_si128(one, beyond), none), _mm_cmpeq_epi16(_mm_and_si128(two, beyond), none));
    return (unsigned)_mm_movemask_epi8(is_plain) ^ 0xffff;
}

static inline unsigned utf8_ascii_4(uint8_t *out, const uint32_t *text) {
    const __m128i beyond = _mm_set1_epi32((int)0xffffff80), none = _mm_setzero_si128();
    const __m128i *some = (const __m128i *)text;
    const __m128i a = _mm_loadu_si128(some), b = _mm_loadu_si128(some + 1);
    const __m128i c = _mm_loadu_si128(some + 2), d = _mm_loadu_si128(some + 3);
    _mm_storeu_si128((__m128i *)out, _mm_packus_epi16(_mm_packs_epi32(a, b), _mm_packs_epi32(c, d)));
    const __m128i is_plain = _mm_packs_epi16(
        _mm_packs_epi32(
            _mm_cmpeq_epi32(_mm_and_si128(a, beyond), none), _mm_cmpeq_epi32(_mm_and_si128(b, beyond), none)),
        _mm_packs_epi32(
            _mm_cmpeq_epi32(_mm_and_si128(c, beyond), none), _mm_cmpeq_epi32(_mm_and_si128(d, beyond), none)));
    return (unsigned)_mm_movemask_epi8(is_plain) ^ 0xffff;
}
#define UTF8_ASCII(width)                                                                                              \
    if (at + UTF8_AT_ONCE <= size) {                                                                                   \
        FETCH_AHEAD(text + at);                                                                                        \
        const unsigned others = utf8_ascii_##width(to, text + at);                                                     \
        const int plain = others ? __builtin_ctz(others) : UTF8_AT_ONCE;                                               \
        to += plain, at += plain;                                                                                      \
        if (!others) continue;                                                                                         \
    }
#else
#define UTF8_ASCII(width)
#endif

/* Writes a character; returns where the next one goes. */
static inline uint8_t *utf8_put(uint8_t *to, uint32_t character) {
    if (character < 0x80) {
        *to++ = (uint8_t)character;
    } else if (character < 0x800) {
        *to++ = (uint8_t)(0xc0 | character >> 6);
        *to++ = (uint8_t)(0x80 | (character & 63));
    } else if (character < 0x10000) {
        *to++ = (uint8_t)(0xe0 | character >> 12);
        *to++ = (uint8_t)(0x80 | (character >> 6 & 63));
        *to++ = (uint8_t)(0x80 | (character & 63));
    } else {
        *to++ = (uint8_t)(0xf0 | character >> 18);
        *to++ = (uint8_t)(0x80 | (character >> 12 & 63));
        *to++ = (uint8_t)(0x80 | (character >> 6 & 63));
        *to++ = (uint8_t)(0x80 | (character & 63));
    }
    return to;
}

/* Each writes the characters of a text from `*from` on, while those that may come next surely have room, and sets `*from`
   to the first that is left; returns how many bytes it wrote, -1 if one is half of a surrogate pair. */
#define UTF8_WRITE(width, Char)                                                                                        \
    static inline ptrdiff_t utf8_write_##width(                                                                        \
        uint8_t *out, ptrdiff_t room, const Char *text, ptrdiff_t *from, ptrdiff_t size) {                             \
        ptrdiff_t at = *from;                                                                                          \
        uint8_t *to = out;                                                                                             \
        const uint8_t *end = out + room - UTF8_ROOM;                                                                   \
        while (at < size && to <= end) {                                                                               \
            UTF8_ASCII(width)                                                                                          \
            do {                                                                                                       \
                const uint32_t character = text[at];                                                                   \
                if ((character & 0xfffff800) == 0xd800) return -1;                                                     \
                to = utf8_put(to, character);                                                                          \
                at++;                                                                                                  \
            } while (at < size && text[at] > 0x7f && to <= end);                                                       \
        }                                                                                                              \
        *from = at;                                                                                                    \
        return to - out;                                                                                               \
    }

UTF8_WRITE(1, uint8_t)
UTF8_WRITE(2, uint16_t)
UTF8_WRITE(4, uint32_t)

/* How many bytes the character at `at` takes, which is no ASCII; 0 if there is none. */
static inline ptrdiff_t utf8_character(const uint8_t *text, ptrdiff_t at, ptrdiff_t size) {
    const uint8_t lead = text[at];
    const ptrdiff_t length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
    if (!length || at + length > size) return 0;
    for (ptrdiff_t i = 1; i < length; i++)
        if ((text[at + i] & 0xc0) != 0x80) return 0;
    const uint8_t second = text[at + 1];
    if (lead == 0xe0 && second < 0xa0) return 0; /* shorter ways to write the same */
    if (lead == 0xf0 && second < 0x90) return 0;
    if (lead == 0xed && second > 0x9f) return 0; /* halves of surrogate pairs */
    if (lead == 0xf4 && second > 0x8f) return 0; /* beyond the last character */
    return length;
}

/* Whether the bytes are UTF-8. */
static int is_utf8(const uint8_t *text, ptrdiff_t size) {
    ptrdiff_t at = 0;
    while (at < size) {
#if defined(__SSE2__)
        if (text[at] < 0x80)
            for (; at + 16 <= size; at += 16)
                if (_mm_movemask_epi8(_mm_loadu_si128((const __m128i *)(text + at)))) break;
#endif
        while (at < size && text[at] < 0x80) at++;
        if (at == size) break;
        const ptrdiff_t length = utf8_character(text, at, size);
        if (!length) return 0;
        at += length;
    }
    return 1;
}
#endif
