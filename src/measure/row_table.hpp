// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "maatstaf/core/table.hpp"
#include "maatstaf/measure/result.hpp"

namespace maatstaf::detail {

/// A column of what `of` makes of each row.
template <class Rows, class Of>
Column number_column(const char* name, const Rows& rows, Of&& of) {
    std::vector<double> values;
    for (const auto& each : rows) values.push_back(static_cast<double>(of(each)));
    return Column::float64(name, std::move(values));
}
template <class Rows, class Of>
Column text_column(const char* name, const Rows& rows, Of&& of) {
    std::vector<std::string> values;
    for (const auto& each : rows) values.emplace_back(of(each));
    return Column::string(name, values);
}
/// Why each row is empty; nothing where it is not.
template <class Rows>
Column reason_column(const Rows& rows) {
    std::vector<std::int32_t> codes;
    std::vector<Status> status;
    std::vector<std::string> names;
    for (const auto& each : enum_names(EmptyReason{})) names.emplace_back(each.name);
    for (const auto& each : rows) {
        codes.push_back(static_cast<std::int32_t>(each.reason));
        status.push_back(each.reason == EmptyReason::none ? Status::absent : Status::observed);
    }
    return Column::dictionary("reason", std::move(codes), std::move(names), std::move(status));
}

}  // namespace maatstaf::detail
