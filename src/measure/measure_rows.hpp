// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "maatstaf/measure/result.hpp"
#include "measure/checks.hpp"

namespace maatstaf::detail {

/// What the number of one row is, with the counts behind it; NaN where it is no plain quotient of counts.
struct RowNumber {
    MeasureKind kind = MeasureKind::mean;
    double numerator = not_known, denominator = not_known;
};

/// A result that grows row by row.
class MeasureRows {
public:
    MeasureRows(std::span<const double> level, std::span<const char* const> columns) {
        need_levels(level);
        made_.level.assign(level.begin(), level.end());
        for (const char* name : columns) made_.more.push_back({name, {}});
    }
    /// `limits` has one entry per level, `more` one per column.
    void add(double value, std::span<const Limits> limits, double n, std::span<const double> more,
             std::string_view method, EmptyReason reason, const RowNumber& number) {
        made_.value.push_back(value);
        for (const Limits& each : limits) {
            made_.low.push_back(each.low);
            made_.high.push_back(each.high);
        }
        made_.n.push_back(n);
        for (std::size_t at = 0; at < more.size(); ++at) made_.more[at].values.push_back(more[at]);
        made_.method.push_back(method_number(made_, method));
        made_.reason.push_back(reason);
        made_.kind.push_back(number.kind);
        made_.numerator.push_back(number.numerator);
        made_.denominator.push_back(number.denominator);
    }
    std::size_t rows() const noexcept { return made_.rows(); }
    MeasureResult with_keys(Table keys) && {
        made_.keys = std::move(keys);
        return std::move(made_);
    }

private:
    MeasureResult made_{};
};

}  // namespace maatstaf::detail
