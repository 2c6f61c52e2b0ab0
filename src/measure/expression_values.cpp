// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <limits>

#include "measure/expression.hpp"

namespace maatstaf::detail {
namespace {

using Slopes = std::map<std::pair<std::int32_t, std::int32_t>, std::vector<double>>;

int periods_in_year(Frequency frequency) {
    switch (frequency) {
        case Frequency::half_year: return 2;
        case Frequency::quarter: return 4;
        case Frequency::month: return 12;
        case Frequency::year: break;
    }
    return 1;
}

/// Works out one node at a time; every value carries its slopes.
class Evaluation {
public:
    Evaluation(const Expression& expression, const Panel& panel)
        : nodes_(expression.nodes()), panel_(panel), units_(panel.units().size()) {}

    ExpressionValues of(std::int32_t at, const Period& period) const {
        const ExpressionNode& node = nodes_[static_cast<std::size_t>(at)];
        switch (node.kind) {
            case ExpressionKind::number: return constant(node.number);
            case ExpressionKind::indicator: return cells(node.indicator, period);
            case ExpressionKind::negate: return scaled(of(node.left, period), -1.0);
            case ExpressionKind::previous: return of(node.left, period.previous());
            case ExpressionKind::annualised:
                return scaled(of(node.left, period), periods_in_year(period.frequency()));
            case ExpressionKind::change:
                return sum_of(of(node.left, period), of(node.left, period.previous()), -1.0);
            case ExpressionKind::year_to_date: {
                Period each = Period(period.year(), period.frequency(), 1);
                ExpressionValues total = of(node.left, each);
                while (each != period) {
                    each = each.next();
                    total = sum_of(std::move(total), of(node.left, each), 1.0);
                }
                return total;
            }
            case ExpressionKind::add: return sum_of(of(node.left, period), of(node.right, period), 1.0);
            case ExpressionKind::subtract: return sum_of(of(node.left, period), of(node.right, period), -1.0);
            case ExpressionKind::multiply: return product(of(node.left, period), of(node.right, period));
            case ExpressionKind::divide: return quotient(of(node.left, period), of(node.right, period));
        }
        return {};
    }

private:
    ExpressionValues constant(double number) const {
        return {std::vector<double>(units_, number), std::vector<Status>(units_, Status::observed), {}};
    }
    ExpressionValues cells(const std::string& indicator, const Period& period) const {
        const std::int32_t at = panel_.indicator(indicator);
        std::int32_t in = -1;
        for (std::size_t p = 0; p < panel_.periods().size(); ++p)
            if (panel_.periods()[p] == period) in = static_cast<std::int32_t>(p);
        if (in < 0)
            return {std::vector<double>(units_, std::numeric_limits<double>::quiet_NaN()),
                    std::vector<Status>(units_, Status::absent), {}};
        const Cells own = panel_.cells(at, in);
        ExpressionValues made{{own.value.begin(), own.value.end()}, {own.status.begin(), own.status.end()}, {}};
        made.slope[{at, in}] = std::vector<double>(units_, 1.0);
        return made;
    }
    ExpressionValues scaled(ExpressionValues of_what, double factor) const {
        for (double& each : of_what.value) each *= factor;
        for (auto& [leaf, slopes] : of_what.slope)
            for (double& each : slopes) each *= factor;
        return of_what;
    }
    /// Adds `by[u] x from` to the slopes.
    static void add_slopes(Slopes& into, const Slopes& from, const std::vector<double>& by) {
        for (const auto& [leaf, slopes] : from) {
            auto& own = into.try_emplace(leaf, slopes.size(), 0.0).first->second;
            for (std::size_t u = 0; u < slopes.size(); ++u) own[u] += by[u] * slopes[u];
        }
    }
    static void first_reason(ExpressionValues& into, const ExpressionValues& other) {
        for (std::size_t u = 0; u < into.status.size(); ++u)
            if (into.status[u] == Status::observed) into.status[u] = other.status[u];
    }
    ExpressionValues sum_of(ExpressionValues left, const ExpressionValues& right, double sign) const {
        first_reason(left, right);
        for (std::size_t u = 0; u < units_; ++u) left.value[u] += sign * right.value[u];
        add_slopes(left.slope, right.slope, std::vector<double>(units_, sign));
        return left;
    }
    ExpressionValues product(const ExpressionValues& left, const ExpressionValues& right) const {
        ExpressionValues made = constant(0.0);
        made.status = left.status;
        first_reason(made, right);
        for (std::size_t u = 0; u < units_; ++u) made.value[u] = left.value[u] * right.value[u];
        add_slopes(made.slope, left.slope, right.value);
        add_slopes(made.slope, right.slope, left.value);
        return made;
    }
    ExpressionValues quotient(const ExpressionValues& left, const ExpressionValues& right) const {
        ExpressionValues made = constant(0.0);
        made.status = left.status;
        first_reason(made, right);
        std::vector<double> by_left(units_), by_right(units_);
        for (std::size_t u = 0; u < units_; ++u) {
            if (made.status[u] == Status::observed && right.value[u] == 0.0) made.status[u] = Status::not_applicable;
            made.value[u] = left.value[u] / right.value[u];
            by_left[u] = 1.0 / right.value[u];
            by_right[u] = -made.value[u] / right.value[u];
        }
        add_slopes(made.slope, left.slope, by_left);
        add_slopes(made.slope, right.slope, by_right);
        return made;
    }

    const std::vector<ExpressionNode>& nodes_;
    const Panel& panel_;
    std::size_t units_;
};

}  // namespace

ExpressionValues evaluate(const Expression& expression, const Panel& panel, const Period& period) {
    ExpressionValues made = Evaluation(expression, panel).of(expression.root(), period);
    for (std::size_t u = 0; u < made.value.size(); ++u) {
        if (made.status[u] == Status::observed && !std::isfinite(made.value[u]))
            made.status[u] = Status::not_applicable;
        if (made.status[u] != Status::observed) made.value[u] = std::numeric_limits<double>::quiet_NaN();
    }
    return made;
}

}  // namespace maatstaf::detail
