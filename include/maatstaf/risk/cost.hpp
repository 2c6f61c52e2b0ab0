// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>
#include <span>
#include <string>
#include <vector>

#include "maatstaf/core/archive.hpp"
#include "maatstaf/core/estimate.hpp"
#include "maatstaf/risk/fit.hpp"

namespace maatstaf {

struct CostOptions {
    /// What the expected cost of all rows must add up to; NaN: left as it is.
    double budget = std::numeric_limits<double>::quiet_NaN();
    double confidence = 0.95;
    static constexpr auto fields() {
        using O = CostOptions;
        return std::tuple{field("budget", &O::budget, "what expected cost must add up to; None: left as it is"),
                          field("confidence", &O::confidence, "of the intervals, between 0 and 1")};
    }
};

struct ExpectedCost {
    std::string unit{};
    double people = 0.0;
    double observed = 0.0;  ///< euros
    Estimate expected{};    ///< with the margin of the coefficients only, rebased
    double low = 0.0;       ///< where costs of such rows fall: chance (of none too) and the margin of the coefficients
    double high = 0.0;

    static constexpr auto fields() {
        using R = ExpectedCost;
        return std::tuple{field("unit", &R::unit, "unit"), field("people", &R::people, "people"),
                          field("observed", &R::observed, "euros"),
                          field("expected", &R::expected, "with the margin of the coefficients only, rebased"),
                          field("low", &R::low, "where costs of such rows fall"), field("high", &R::high, "high")};
    }
};

/// Whether a group gets what it costs: above 0 it is expected to cost more than it does (over-compensation).
struct Compensation {
    std::string group{};
    double rows = 0.0;
    double people = 0.0;
    double observed = 0.0;
    double expected = 0.0;
    /// (expected - observed) / people; rows, or clusters, as independent. Its margin knows that the fit makes rows add
    /// up: what a row does to the expectation of its group through the coefficients has its place in it.
    Estimate per_person{};

    static constexpr auto fields() {
        using R = Compensation;
        return std::tuple{field("group", &R::group, "group"), field("rows", &R::rows, "rows"),
                          field("people", &R::people, "people"), field("observed", &R::observed, "observed"),
                          field("expected", &R::expected, "expected"),
                          field("per_person", &R::per_person, "per person")};
    }
};

struct CostResult {
    CostOptions options{};
    double factor = 1.0;  ///< by which expectations were scaled to the budget
    double r2 = std::numeric_limits<double>::quiet_NaN();   ///< of cost per person, weighted by people
    /// Cumming's prediction measure: 1 - sum n |y - yhat| / sum n |y - mean|, of cost per person.
    double cpm = std::numeric_limits<double>::quiet_NaN();
    /// Of what is left unexplained of use and of cost per user, in two parts; NaN when rows could not be matched.
    double correlation = std::numeric_limits<double>::quiet_NaN();
    std::vector<ExpectedCost> rows{};
    std::vector<Compensation> groups{};
    std::vector<Caveat> caveats{};
    /// unit, people, observed, expected, se, expected_low, expected_high, low, high, per_person.
    Table table() const;
    /// group, rows, people, observed, expected, per_person, se, low, high.
    Table group_table() const;

    static constexpr auto fields() {
        using R = CostResult;
        return std::tuple{field("options", &R::options, "options"),
                          field("factor", &R::factor, "by which expectations were scaled to the budget"),
                          field("r2", &R::r2, "of cost per person, weighted by people"),
                          field("cpm", &R::cpm, "Cumming's prediction measure"),
                          field("correlation", &R::correlation, "of what is left unexplained of both parts"),
                          field("rows", &R::rows, "rows"), field("groups", &R::groups, "groups"),
                          field("caveats", &R::caveats, "caveats")};
    }
};

/// Expected cost in two parts, users x cost per user. `users` is a fit of counts on all rows; `amount` one (gamma) of
/// the cost per user on the rows that have users, with the number of users as weight. It may have other factors and
/// other reference levels: `amount_rows` (n x q) are the rows of `users` as the design of `amount` has them, see
/// `design_rows`; where they are not given, its columns are found by their names among those of `users`. `observed`
/// is the cost of every row of `users`; `groups` and `names` say which group each row is in (empty: no groups; more
/// than 30 with less than two rows on average are refused, risk_no_groups). Rows
/// are matched by their names: margins then hold for parts estimated on the same areas (joint sandwich), and the chance
/// of a row for residuals that go together. Where rows cannot be matched the parts are taken as independent, with a
/// caveat. Because users are the weights, expected use x expected cost per user is the expected cost also when the two
/// go together. Throws ArgumentError when `users` is no fit of counts or `amount` none of cost (risk_not_users,
/// risk_not_amount), a column cannot be found (risk_columns_differ), or only one of them has clusters.
CostResult expected_cost(const RiskFit& users, const RiskFit& amount, std::span<const double> observed,
                         std::span<const std::int32_t> groups = {}, std::span<const std::string> names = {},
                         const CostOptions& options = {}, const Eigen::MatrixXd& amount_rows = {});

/// Expected cost in one part, from a fit (Tweedie or gamma) of the cost itself; of any other ArgumentError.
CostResult expected_cost(const RiskFit& cost, std::span<const std::int32_t> groups = {},
                         std::span<const std::string> names = {}, const CostOptions& options = {});

/// Archives as of every other type: checked when read back.
template <>
Bytes to_archive(const CostResult& result);
template <>
CostResult from_archive(std::span<const std::byte> bytes);

}  // namespace maatstaf
