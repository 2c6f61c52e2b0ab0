// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

#include "maatstaf/core/error.hpp"

namespace maatstaf::detail {

/// The error (argument_out_of_range) for `argument`, which must be `range`, in words such as "0 .. 1", but is `got`.
ArgumentError out_of_range(std::string_view argument, std::string_view range, std::string_view got);
ArgumentError out_of_range(std::string_view argument, std::string_view range, double got);
template <std::integral Integer>
ArgumentError out_of_range(std::string_view argument, std::string_view range, Integer got) {
    return out_of_range(argument, range, std::string_view(std::to_string(got)));
}

/// Throws that error unless the value is from 0 to 1, or strictly between them. NaN is refused.
void need_share(std::string_view argument, double value);
void need_confidence(double confidence);

/// Throws that error, with the range of `size` positions from 0, unless `position` is one of them.
void need_position(std::string_view argument, std::int64_t position, std::int64_t size);

}  // namespace maatstaf::detail
