// SPDX-License-Identifier: Apache-2.0
// Results as archives: what their lists of fields say, checked value by value when read back.
#include "core/archive_io.hpp"
#include "maatstaf/risk/attributable.hpp"
#include "maatstaf/risk/cost.hpp"
#include "maatstaf/risk/effects_by.hpp"
#include "maatstaf/risk/forecast.hpp"
#include "maatstaf/risk/oaxaca.hpp"
#include "maatstaf/risk/picture.hpp"
#include "maatstaf/risk/price_volume_mix.hpp"
#include "maatstaf/risk/profile.hpp"
#include "maatstaf/risk/rate_division.hpp"
#include "maatstaf/risk/stacking.hpp"

namespace maatstaf {

#define MAATSTAF_ARCHIVED(Type)                                       \
    template <>                                                       \
    Bytes to_archive(const Type& result) {                            \
        return detail::archive_described(#Type, result);              \
    }                                                                 \
    template <>                                                       \
    Type from_archive(std::span<const std::byte> bytes) {             \
        return detail::restore_described<Type>(#Type, bytes);         \
    }
MAATSTAF_ARCHIVED(RiskProfile)
MAATSTAF_ARCHIVED(EffectsByResult)
MAATSTAF_ARCHIVED(CostResult)
MAATSTAF_ARCHIVED(RateDivisionResult)
MAATSTAF_ARCHIVED(AttributableResult)
MAATSTAF_ARCHIVED(OaxacaResult)
MAATSTAF_ARCHIVED(ForecastResult)
MAATSTAF_ARCHIVED(StackingResult)
MAATSTAF_ARCHIVED(Picture)
MAATSTAF_ARCHIVED(PriceVolumeMixResult)
#undef MAATSTAF_ARCHIVED

}  // namespace maatstaf
