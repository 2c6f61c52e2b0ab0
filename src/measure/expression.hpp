// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "maatstaf/panel/panel.hpp"

namespace maatstaf::detail {

enum class ExpressionKind : std::uint8_t {
    number, indicator, add, subtract, multiply, divide, negate, previous, change, annualised, year_to_date
};

struct ExpressionNode {
    ExpressionKind kind = ExpressionKind::number;
    double number = 0.0;
    std::string indicator{};
    std::int32_t left = -1, right = -1;
};

/// A formula over indicators, read once.
class Expression {
public:
    /// Throws ArgumentError (measure_expression) naming the place where it cannot be read.
    explicit Expression(std::string_view text);
    const std::vector<ExpressionNode>& nodes() const noexcept { return nodes_; }
    std::int32_t root() const noexcept { return root_; }

private:
    std::vector<ExpressionNode> nodes_;
    std::int32_t root_ = -1;
};

/// Values of one expression in one period, per unit, with how they move with each (indicator, period) in them.
struct ExpressionValues {
    std::vector<double> value{};
    std::vector<Status> status{};
    std::map<std::pair<std::int32_t, std::int32_t>, std::vector<double>> slope{};
};
ExpressionValues evaluate(const Expression& expression, const Panel& panel, const Period& period);

}  // namespace maatstaf::detail
