#ifndef CALOR_CHECK_H
#define CALOR_CHECK_H

#include <stdio.h>
#include <stdlib.h>

/** Ends the test program with the place of the first condition that does not hold. */
#define CHECK(condition)                                                                    \
    do {                                                                                    \
        if (!(condition)) {                                                                 \
            (void)fprintf(stderr, "%s:%d: not true: %s\n", __FILE__, __LINE__, #condition); \
            exit(EXIT_FAILURE);                                                             \
        }                                                                                   \
    } while (0)

#endif
