/* Vectors by GCC's extension: every + - * / works on all their numbers, on any machine GCC knows.
 *
 * A vector fills one register. ABREAST of them are worked on at once, since the next sum of one has to wait for the last:
 * EACH(h) goes over them, and is unrolled. LANES draws are computed together. With PLAIN a "vector" is one number, and
 * EACH(h) is the innermost loop that the compiler may turn into vectors by itself, or not. */

#if defined(__AVX__) && !defined(PLAIN)
#include <immintrin.h>
#endif

#if defined(PLAIN)
#define WIDTH 1
#elif defined(__AVX512F__)
#define WIDTH 8
#elif defined(__AVX__)
#define WIDTH 4
#else
#define WIDTH 2
#endif

#ifndef ABREAST
#define ABREAST 2
#endif

#define LANES (WIDTH * ABREAST)
#define EACH(h) for (int h = 0; h < ABREAST; h++)

int lanes(void) { return LANES; }

#if WIDTH == 1

typedef double values;
static inline values all(double x) { return x; }
static inline values where_above_zero(values x, values one, values other) { return x > 0 ? one : other; }
static inline values smaller(values a, values b) { return a < b ? a : b; }
static inline values larger(values a, values b) { return a > b ? a : b; }

#else

typedef double values __attribute__((vector_size(WIDTH * sizeof(double))));
typedef long long truths __attribute__((vector_size(WIDTH * sizeof(double))));

static inline values all(double x) { return x - (values){0}; }

static inline values chosen(truths if_so, values one, values other)
{
    return (values)((if_so & (truths)one) | (~if_so & (truths)other));
}

static inline values where_above_zero(values x, values one, values other) { return chosen(x > 0, one, other); }

/* GCC's C has no word for the smaller of two vectors: where the machine has an instruction, ask for it by name. */
#if WIDTH == 8
static inline values smaller(values a, values b) { return (values)_mm512_min_pd((__m512d)a, (__m512d)b); }
static inline values larger(values a, values b) { return (values)_mm512_max_pd((__m512d)a, (__m512d)b); }
#elif WIDTH == 4
static inline values smaller(values a, values b) { return (values)_mm256_min_pd((__m256d)a, (__m256d)b); }
static inline values larger(values a, values b) { return (values)_mm256_max_pd((__m256d)a, (__m256d)b); }
#else
static inline values smaller(values a, values b) { return chosen(a < b, a, b); }
static inline values larger(values a, values b) { return chosen(a > b, a, b); }
#endif

#endif
