// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/result.hpp"

#include <algorithm>
#include <utility>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/text.hpp"

namespace maatstaf {
namespace {

/// "_95", "_99_8": the level in percent as part of a name.
std::string level_suffix(double level) {
    std::string text = to_fixed(100.0 * level, 6);
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
    std::replace(text.begin(), text.end(), '.', '_');
    return "_" + text;
}

}  // namespace

const std::vector<double>& MeasureResult::column(std::string_view name) const {
    std::vector<std::string> names;
    for (const MeasureColumn& each : more) {
        if (each.name == name) return each.values;
        names.push_back(each.name);
    }
    throw ArgumentError(messages::unknown_column, {{"got", std::string(name)},
                                                   {"nearest", nearest(name, names)},
                                                   {"allowed", join(names, ", ")}});
}

Table MeasureResult::table() const {
    std::vector<Column> columns(keys.columns().begin(), keys.columns().end());
    const auto add = [&](std::string name, std::vector<double> values) {
        columns.push_back(Column::float64(std::move(name), std::move(values)));
    };
    add("value", value);
    const std::size_t levels = level.size();
    for (std::size_t at = 0; at < levels; ++at) {
        const std::string suffix = levels == 1 ? "" : level_suffix(level[at]);
        for (const bool is_low : {true, false}) {
            std::vector<double> ends(rows());
            for (std::size_t row = 0; row < rows(); ++row) ends[row] = (is_low ? low : high)[row * levels + at];
            add((is_low ? "low" : "high") + suffix, std::move(ends));
        }
    }
    add("n", n);
    for (const MeasureColumn& each : more) add(each.name, each.values);
    columns.push_back(Column::dictionary("method", method, methods));
    std::vector<std::int32_t> codes;
    std::vector<Status> status;
    std::vector<std::string> reasons;
    for (const auto& each : enum_names(EmptyReason{})) reasons.emplace_back(each.name);
    for (const EmptyReason each : reason) {
        codes.push_back(static_cast<std::int32_t>(each));
        status.push_back(each == EmptyReason::none ? Status::absent : Status::observed);
    }
    columns.push_back(Column::dictionary("reason", std::move(codes), std::move(reasons), std::move(status)));
    return Table(std::move(columns), keys.restricted());
}

}  // namespace maatstaf
