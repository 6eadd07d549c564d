/**
 * @file dose_limits.c
 * @brief Hard and soft limit checks of the delivery control.
 * @unit UNIT-02
 */
#include "dose_limits.h"

#define CHECKSUM_SEED (0xA51CU)

/**
 * @brief Rotating sum over the record; a swapped or altered field changes it.
 *
 * @implements SRS-008
 */
uint16_t dose_limits_checksum(const drug_limits_t *limits)
{
    const uint16_t fields[3] = {limits->drug_id, limits->soft_max_tenths, limits->hard_max_tenths};
    uint32_t sum = CHECKSUM_SEED;

    for (size_t i = 0U; i < 3U; i++) {
        sum = ((sum << 1U) | (sum >> 15U)) & 0xFFFFU;
        sum = (sum + fields[i]) & 0xFFFFU;
    }
    return (uint16_t)sum;
}

/**
 * @brief A record that is damaged or contradicts itself must not allow any rate.
 *
 * @implements SRS-008
 */
static bool record_is_sound(const drug_limits_t *limits)
{
    bool sound = false;

    if (limits != NULL) {
        sound = (limits->checksum == dose_limits_checksum(limits)) && (limits->hard_max_tenths > 0U) &&
                (limits->soft_max_tenths <= limits->hard_max_tenths);
    }
    return sound;
}

/**
 * @brief Compares a rate with the limits of the selected drug.
 *
 * @implements SRS-006
 * @risk RC-03
 */
limit_result_t dose_limits_check_rate(const drug_limits_t *limits, uint16_t rate_tenths)
{
    limit_result_t result = LIMIT_OK;

    if (!record_is_sound(limits)) {
        result = LIMIT_RECORD_CORRUPT;
    } else if (rate_tenths > limits->hard_max_tenths) {
        result = LIMIT_ABOVE_HARD;
    } else if (rate_tenths > limits->soft_max_tenths) {
        result = LIMIT_ABOVE_SOFT;
    } else {
        result = LIMIT_OK;
    }
    return result;
}

/**
 * @brief Last gate before the motor runs. It relies on nothing that the user
 *        interface computed, only on the stored record and the confirmed rate.
 *
 * @implements SRS-008
 * @risk RC-03
 */
bool dose_limits_recheck_before_start(const drug_limits_t *limits, uint16_t rate_tenths, bool soft_limit_confirmed)
{
    const limit_result_t result = dose_limits_check_rate(limits, rate_tenths);

    return (rate_tenths > 0U) && ((result == LIMIT_OK) || ((result == LIMIT_ABOVE_SOFT) && soft_limit_confirmed));
}
