/**
 * @file test_assert.h
 * @brief The assertions of the C unit tests: each prints where and what, then the test program fails.
 */
#ifndef ARIA_TEST_ASSERT_H
#define ARIA_TEST_ASSERT_H

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define CHECK(condition)                                                                     \
    do {                                                                                     \
        if (!(condition)) {                                                                  \
            (void)fprintf(stderr, "%s:%d: not true: %s\n", __FILE__, __LINE__, #condition);  \
            exit(EXIT_FAILURE);                                                              \
        }                                                                                    \
    } while (0)

#define CHECK_EQUAL(expected, actual)                                                        \
    do {                                                                                     \
        const uint64_t check_expected = (uint64_t)(expected);                                \
        const uint64_t check_actual = (uint64_t)(actual);                                    \
        if (check_expected != check_actual) {                                                \
            (void)fprintf(stderr, "%s:%d: %s is %" PRIu64 ", expected %" PRIu64 "\n",        \
                          __FILE__, __LINE__, #actual, check_actual, check_expected);        \
            exit(EXIT_FAILURE);                                                              \
        }                                                                                    \
    } while (0)

#endif
