// SPDX-License-Identifier: Apache-2.0
// Results as archives: what their lists of fields say, checked value by value when read back.
#include "core/archive_io.hpp"
#include "maatstaf/score/change.hpp"
#include "maatstaf/score/drift.hpp"
#include "maatstaf/score/side_links.hpp"
#include "maatstaf/score/targets.hpp"

namespace maatstaf {

template <>
Bytes to_archive(const ChangeResult& result) {
    return detail::archive_described("ChangeResult", result);
}
template <>
ChangeResult from_archive(std::span<const std::byte> bytes) {
    return detail::restore_described<ChangeResult>("ChangeResult", bytes);
}

template <>
Bytes to_archive(const TargetResult& result) {
    return detail::archive_described("TargetResult", result);
}
template <>
TargetResult from_archive(std::span<const std::byte> bytes) {
    return detail::restore_described<TargetResult>("TargetResult", bytes);
}

template <>
Bytes to_archive(const SideLinkResult& result) {
    return detail::archive_described("SideLinkResult", result);
}
template <>
SideLinkResult from_archive(std::span<const std::byte> bytes) {
    return detail::restore_described<SideLinkResult>("SideLinkResult", bytes);
}

template <>
Bytes to_archive(const DriftResult& result) {
    return detail::archive_described("DriftResult", result);
}
template <>
DriftResult from_archive(std::span<const std::byte> bytes) {
    return detail::restore_described<DriftResult>("DriftResult", bytes);
}

}  // namespace maatstaf
