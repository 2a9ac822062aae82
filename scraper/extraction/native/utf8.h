/* Strings of one, two or four bytes a character as UTF-8. Most of a page is ASCII, which is copied many at a time. */
#ifndef SCRAPER_UTF8_H
#define SCRAPER_UTF8_H
#include <stddef.h>
#include <stdint.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/* How many bytes a text takes; -1 if it holds half of a surrogate pair, which has no bytes. */
static ptrdiff_t utf8_size_1(const uint8_t *text, ptrdiff_t size) {
    ptrdiff_t more = 0;
    for (ptrdiff_t i = 0; i < size; i++) more += text[i] >> 7;
    return size + more;
}

static ptrdiff_t utf8_size_2(const uint16_t *text, ptrdiff_t size) {
    ptrdiff_t more = 0;
    uint32_t halves = 0;
    for (ptrdiff_t i = 0; i < size;) {
        const ptrdiff_t end = size - i > 16384 ? i + 16384 : size; /* what can be counted in two bytes */
        uint16_t some = 0;
        for (; i < end; i++) {
            some += (uint16_t)((text[i] > 0x7f) + (text[i] > 0x7ff));
            halves |= (text[i] & 0xf800) == 0xd800;
        }
        more += some;
    }
    return halves ? -1 : size + more;
}

static ptrdiff_t utf8_size_4(const uint32_t *text, ptrdiff_t size) {
    ptrdiff_t more = 0;
    uint32_t halves = 0;
    for (ptrdiff_t i = 0; i < size;) {
        const ptrdiff_t end = size - i > 16384 ? i + 16384 : size;
        uint32_t some = 0;
        for (; i < end; i++) {
            some += (text[i] > 0x7f) + (text[i] > 0x7ff) + (text[i] > 0xffff);
            halves |= (text[i] & 0xfffff800) == 0xd800;
        }
        more += some;
    }
    return halves ? -1 : size + more;
}

/* Each copies the ASCII characters from `at` on, 16 at a time, and returns how many. */
static inline ptrdiff_t copy_ascii_1(uint8_t *out, const uint8_t *text, ptrdiff_t at, ptrdiff_t size) {
    ptrdiff_t n = 0;
#if defined(__SSE2__)
    for (; at + n + 16 <= size; n += 16) {
        const __m128i some = _mm_loadu_si128((const __m128i *)(text + at + n));
        if (_mm_movemask_epi8(some)) break;
        _mm_storeu_si128((__m128i *)(out + n), some);
    }
#else
    (void)out, (void)text, (void)at, (void)size;
#endif
    return n;
}

static inline ptrdiff_t copy_ascii_2(uint8_t *out, const uint16_t *text, ptrdiff_t at, ptrdiff_t size) {
    ptrdiff_t n = 0;
#if defined(__SSE2__)
    const __m128i beyond = _mm_set1_epi16((short)0xff80), none = _mm_setzero_si128();
    for (; at + n + 16 <= size; n += 16) {
        const __m128i one = _mm_loadu_si128((const __m128i *)(text + at + n));
        const __m128i two = _mm_loadu_si128((const __m128i *)(text + at + n + 8));
        const __m128i high = _mm_and_si128(_mm_or_si128(one, two), beyond);
        if (_mm_movemask_epi8(_mm_cmpeq_epi16(high, none)) != 0xffff) break;
        _mm_storeu_si128((__m128i *)(out + n), _mm_packus_epi16(one, two));
    }
#else
    (void)out, (void)text, (void)at, (void)size;
#endif
    return n;
}

static inline ptrdiff_t copy_ascii_4(uint8_t *out, const uint32_t *text, ptrdiff_t at, ptrdiff_t size) {
    ptrdiff_t n = 0;
#if defined(__SSE2__)
    const __m128i beyond = _mm_set1_epi32((int)0xffffff80), none = _mm_setzero_si128();
    for (; at + n + 16 <= size; n += 16) {
        const __m128i *some = (const __m128i *)(text + at + n);
        const __m128i a = _mm_loadu_si128(some), b = _mm_loadu_si128(some + 1);
        const __m128i c = _mm_loadu_si128(some + 2), d = _mm_loadu_si128(some + 3);
        const __m128i high = _mm_and_si128(_mm_or_si128(_mm_or_si128(a, b), _mm_or_si128(c, d)), beyond);
        if (_mm_movemask_epi8(_mm_cmpeq_epi32(high, none)) != 0xffff) break;
        _mm_storeu_si128((__m128i *)(out + n), _mm_packus_epi16(_mm_packs_epi32(a, b), _mm_packs_epi32(c, d)));
    }
#else
    (void)out, (void)text, (void)at, (void)size;
#endif
    return n;
}

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
