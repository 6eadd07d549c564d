/**
 * @file dose_limits.h
 * @brief Drug library limits as the delivery control holds them.
 * @unit UNIT-02
 */
#ifndef ARIA_DOSE_LIMITS_H
#define ARIA_DOSE_LIMITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    uint16_t drug_id;
    uint16_t soft_max_tenths; /* 0.1 ml/h */
    uint16_t hard_max_tenths; /* 0.1 ml/h */
    uint16_t checksum;        /* written by the library transfer (IF-04) */
} drug_limits_t;

typedef enum {
    LIMIT_OK = 0,
    LIMIT_ABOVE_SOFT, /* needs the operator's second confirmation */
    LIMIT_ABOVE_HARD,
    LIMIT_RECORD_CORRUPT
} limit_result_t;

uint16_t dose_limits_checksum(const drug_limits_t *limits);
limit_result_t dose_limits_check_rate(const drug_limits_t *limits, uint16_t rate_tenths);
bool dose_limits_recheck_before_start(const drug_limits_t *limits, uint16_t rate_tenths, bool soft_limit_confirmed);

#endif
