// SPDX-License-Identifier: Apache-2.0
// Results as archives: what their lists of fields say, checked value by value when read back.
#include <algorithm>

#include "core/archive_io.hpp"
#include "maatstaf/panel/availability.hpp"
#include "maatstaf/panel/describe.hpp"
#include "maatstaf/panel/spending.hpp"

namespace maatstaf {
namespace {

/// Lists that belong together must have one length.
template <class Result, class Sound>
Result restored(std::string_view type, std::span<const std::byte> bytes, Sound is_sound) {
    return detail::restore(type, bytes, [&](detail::InputArchive& content) {
        auto result = content.get<Result>();
        if (!is_sound(result)) content.refuse_value();
        return result;
    });
}

}  // namespace

template <>
Bytes to_archive(const AvailabilityResult& result) {
    return detail::archive_described("AvailabilityResult", result);
}
template <>
AvailabilityResult from_archive(std::span<const std::byte> bytes) {
    return restored<AvailabilityResult>("AvailabilityResult", bytes, [](const AvailabilityResult& result) {
        return result.counts.size() == result.ids.size();
    });
}

template <>
Bytes to_archive(const DescribeResult& result) {
    return detail::archive_described("DescribeResult", result);
}
template <>
DescribeResult from_archive(std::span<const std::byte> bytes) {
    return restored<DescribeResult>("DescribeResult", bytes, [](const DescribeResult& result) {
        return result.kinds.empty() || result.kinds.size() == result.rows.size();
    });
}

template <>
Bytes to_archive(const SpendingTrace& result) {
    return detail::archive_described("SpendingTrace", result);
}
template <>
SpendingTrace from_archive(std::span<const std::byte> bytes) {
    return restored<SpendingTrace>("SpendingTrace", bytes, [](const SpendingTrace& result) {
        return std::ranges::all_of(result.products, [](const TracedProduct& each) {
            return each.results.size() == each.shares.size();
        });
    });
}

}  // namespace maatstaf
