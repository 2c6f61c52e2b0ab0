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

template <>
Bytes to_archive(const RiskProfile& result) {
    return detail::archive_described("RiskProfile", result);
}
template <>
RiskProfile from_archive(std::span<const std::byte> bytes) {
    return detail::restore_described<RiskProfile>("RiskProfile", bytes);
}

template <>
Bytes to_archive(const EffectsByResult& result) {
    return detail::archive_described("EffectsByResult", result);
}
template <>
EffectsByResult from_archive(std::span<const std::byte> bytes) {
    return detail::restore_described<EffectsByResult>("EffectsByResult", bytes);
}

template <>
Bytes to_archive(const CostResult& result) {
    return detail::archive_described("CostResult", result);
}
template <>
CostResult from_archive(std::span<const std::byte> bytes) {
    return detail::restore_described<CostResult>("CostResult", bytes);
}

template <>
Bytes to_archive(const RateDivisionResult& result) {
    return detail::archive_described("RateDivisionResult", result);
}
template <>
RateDivisionResult from_archive(std::span<const std::byte> bytes) {
    return detail::restore_described<RateDivisionResult>("RateDivisionResult", bytes);
}

template <>
Bytes to_archive(const AttributableResult& result) {
    return detail::archive_described("AttributableResult", result);
}
template <>
AttributableResult from_archive(std::span<const std::byte> bytes) {
    return detail::restore_described<AttributableResult>("AttributableResult", bytes);
}

template <>
Bytes to_archive(const OaxacaResult& result) {
    return detail::archive_described("OaxacaResult", result);
}
template <>
OaxacaResult from_archive(std::span<const std::byte> bytes) {
    return detail::restore_described<OaxacaResult>("OaxacaResult", bytes);
}

template <>
Bytes to_archive(const ForecastResult& result) {
    return detail::archive_described("ForecastResult", result);
}
template <>
ForecastResult from_archive(std::span<const std::byte> bytes) {
    return detail::restore_described<ForecastResult>("ForecastResult", bytes);
}

template <>
Bytes to_archive(const StackingResult& result) {
    return detail::archive_described("StackingResult", result);
}
template <>
StackingResult from_archive(std::span<const std::byte> bytes) {
    return detail::restore_described<StackingResult>("StackingResult", bytes);
}

template <>
Bytes to_archive(const Picture& result) {
    return detail::archive_described("Picture", result);
}
template <>
Picture from_archive(std::span<const std::byte> bytes) {
    return detail::restore_described<Picture>("Picture", bytes);
}

template <>
Bytes to_archive(const PriceVolumeMixResult& result) {
    return detail::archive_described("PriceVolumeMixResult", result);
}
template <>
PriceVolumeMixResult from_archive(std::span<const std::byte> bytes) {
    return detail::restore_described<PriceVolumeMixResult>("PriceVolumeMixResult", bytes);
}

}  // namespace maatstaf
