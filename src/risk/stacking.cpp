// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/risk/stacking.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>
#include <numeric>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/risk.hpp"
#include "core/check.hpp"
#include "core/compensated_sum.hpp"
#include "risk/margin.hpp"

namespace maatstaf {
namespace {

constexpr std::size_t most_acts = 20;

/// Position of the parent of every form, or -1.
std::vector<std::int32_t> parents_of(std::span<const CareForm> forms) {
    std::vector<std::string> names;
    for (const CareForm& each : forms) {
        if (std::find(names.begin(), names.end(), each.name) != names.end())
            throw ArgumentError(messages::risk_given_twice, {{"item", each.name}, {"argument", "forms"}});
        names.push_back(each.name);
    }
    std::vector<std::int32_t> parents;
    for (const CareForm& each : forms) {
        const auto found = std::find(names.begin(), names.end(), each.parent);
        if (!each.parent.empty() && (found == names.end() || each.parent == each.name))
            throw ArgumentError(
                messages::risk_unknown_parent,
                {{"item", each.name}, {"parent", each.parent}, {"nearest", nearest(each.parent, names)}});
        parents.push_back(each.parent.empty() ? -1 : static_cast<std::int32_t>(found - names.begin()));
    }
    // Every form must reach an act: a circle of parents would never end.
    for (std::size_t form = 0; form < parents.size(); ++form) {
        std::size_t steps = 0;
        for (std::int32_t at = parents[form]; at >= 0; at = parents[static_cast<std::size_t>(at)])
            if (++steps > parents.size())
                throw ArgumentError(messages::risk_unknown_parent,
                                    {{"item", forms[form].name}, {"parent", forms[form].parent}, {"nearest", ""}});
    }
    return parents;
}

void check_cells(const Eigen::Ref<const Eigen::MatrixXd>& values, const char* argument,
                 std::span<const CareForm> forms) {
    for (Eigen::Index i = 0; i < values.rows(); ++i)
        for (Eigen::Index f = 0; f < values.cols(); ++f)
            if (std::isnan(values(i, f)))
                throw DataError(messages::risk_use_empty,
                                {{"argument", argument},
                                 {"item", forms[static_cast<std::size_t>(f)].name},
                                 {"row", std::to_string(i + 1)}});
            else if (!(values(i, f) >= 0.0) || !std::isfinite(values(i, f)))
                throw DataError(messages::risk_negative,
                                {{"argument", std::string(argument) + "[" + std::to_string(i + 1) + "]"},
                                 {"item", forms[static_cast<std::size_t>(f)].name},
                                 {"got", to_text(values(i, f))},
                                 {"range", ">= 0"}});
}

/// A row uses a form or not, however often.
void say_counted_once(const Eigen::Ref<const Eigen::MatrixXd>& uses, std::span<const CareForm> forms,
                      std::vector<Caveat>& caveats) {
    Eigen::Index row = 0, form = 0;
    const auto count = (uses.array() > 1.0).count();
    if (count == 0) return;
    (uses.array() > 1.0).cast<int>().rowwise().maxCoeff().maxCoeff(&row);
    (uses.row(row).array() > 1.0).cast<int>().maxCoeff(&form);
    caveats.push_back({messages::risk_use_counted_once, {{"count", std::to_string(count)},
                                                        {"got", to_text(uses(row, form))},
                                                        {"item", forms[static_cast<std::size_t>(form)].name},
                                                        {"row", std::to_string(row + 1)}}});
}

/// A bill for a form that the row does not use belongs to no set of forms.
void say_cost_without_use(const Eigen::Ref<const Eigen::MatrixXd>& uses, const Eigen::Ref<const Eigen::MatrixXd>& cost,
                          std::span<const CareForm> forms, std::vector<Caveat>& caveats) {
    std::int64_t count = 0;
    Parameters first;
    for (Eigen::Index i = 0; i < uses.rows(); ++i)
        for (Eigen::Index f = 0; f < uses.cols(); ++f)
            if (cost(i, f) > 0.0 && !(uses(i, f) > 0.0) && count++ == 0)
                first = {{"got", to_text(cost(i, f))},
                         {"item", forms[static_cast<std::size_t>(f)].name},
                         {"row", std::to_string(i + 1)}};
    if (count == 0) return;
    first.emplace_back("count", std::to_string(count));
    caveats.push_back({messages::risk_cost_without_use, std::move(first)});
}

/// The part of all cost that the `top` part of the rows with the highest cost has (a Lorenz ordinate, interpolated).
double top_share(std::vector<std::pair<double, double>> cost_and_weight, double top) {
    std::sort(cost_and_weight.begin(), cost_and_weight.end(),
              [](const auto& a, const auto& b) { return a.first > b.first; });
    double all_weight = 0.0;
    double all_cost = 0.0;
    for (const auto& each : cost_and_weight) {
        all_weight += each.second;
        all_cost += each.first * each.second;
    }
    if (!(all_cost > 0.0)) return std::nan("");
    double room = top * all_weight;
    double sum = 0.0;
    for (const auto& each : cost_and_weight) {
        const double taken = std::min(room, each.second);
        sum += taken * each.first;
        room -= taken;
        if (room <= 0.0) break;
    }
    return sum / all_cost;
}

Estimate woolf(double both, double first, double second, double neither, double quantile) {
    const double unknown = std::nan("");
    if (both <= 0.0 || first <= 0.0 || second <= 0.0 || neither <= 0.0)
        return {unknown, unknown, unknown, unknown, both + first + second + neither};
    const double ratio = both * neither / (first * second);
    const double se = ratio * std::sqrt(1.0 / both + 1.0 / first + 1.0 / second + 1.0 / neither);
    return detail::positive_interval(ratio, se, quantile, both + first + second + neither);
}

}  // namespace

StackingResult stack_care(const Eigen::Ref<const Eigen::MatrixXd>& uses, std::span<const CareForm> forms,
                          const Eigen::Ref<const Eigen::MatrixXd>& cost, std::span<const double> weights,
                          const StackingOptions& options) {
    const double quantile = detail::interval_quantile(options.confidence);
    detail::need_share("top", options.top);
    const auto parents = parents_of(forms);
    const Eigen::Index n = uses.rows();
    const auto count = static_cast<Eigen::Index>(forms.size());
    const auto need_shape = [&](const char* argument, const Eigen::Ref<const Eigen::MatrixXd>& got) {
        if (got.rows() != n || got.cols() != count)
            throw ArgumentError(messages::risk_shape,
                                {{"argument", argument},
                                 {"expected", std::to_string(n) + " x " + std::to_string(count)},
                                 {"got", std::to_string(got.rows()) + " x " + std::to_string(got.cols())}});
    };
    if (n == 0 || count == 0) throw ArgumentError(messages::risk_no_rows);
    need_shape("uses", uses);
    check_cells(uses, "uses", forms);
    const bool priced = cost.size() > 0;
    if (priced) need_shape("cost", cost);
    if (priced) check_cells(cost, "cost", forms);
    if (!weights.empty() && weights.size() != static_cast<std::size_t>(n))
        throw ArgumentError(messages::risk_length, {{"argument", "weights"},
                                                   {"expected", std::to_string(n)},
                                                   {"got", std::to_string(weights.size())}});
    std::vector<std::size_t> acts;
    for (std::size_t f = 0; f < forms.size(); ++f)
        if (parents[f] < 0) acts.push_back(f);
    if (acts.size() > most_acts)
        throw ArgumentError(messages::risk_too_many_factors,
                            {{"got", std::to_string(acts.size())}, {"most", std::to_string(most_acts)}});

    StackingResult result;
    result.options = options;
    say_counted_once(uses, forms, result.caveats);
    if (priced) say_cost_without_use(uses, cost, forms, result.caveats);
    result.by_number.assign(acts.size() + 1, 0.0);
    result.cost_by_number.assign(acts.size() + 1, 0.0);
    for (const CareForm& each : forms) result.forms.push_back({each.name, each.parent, 0.0, 0.0, 0.0, 0.0});
    std::map<std::uint32_t, std::pair<double, double>> sets;  // which acts -> rows, cost
    std::vector<double> users(acts.size(), 0.0);
    std::vector<std::pair<double, double>> costs;
    for (Eigen::Index i = 0; i < n; ++i) {
        const double weight = weights.empty() ? 1.0 : weights[static_cast<std::size_t>(i)];
        if (!(weight >= 0.0)) throw detail::out_of_range("weights", ">= 0", weight);
        std::vector<bool> has_part(forms.size());
        std::vector<double> part_cost(forms.size(), 0.0);
        for (std::size_t f = 0; f < forms.size(); ++f) {
            const auto at = static_cast<Eigen::Index>(f);
            const bool used = uses(i, at) > 0.0;
            if (parents[f] < 0) continue;
            const auto parent = static_cast<std::size_t>(parents[f]);
            if (used && !(uses(i, parents[f]) > 0.0))
                throw DataError(messages::risk_part_without_whole, {{"row", std::to_string(i + 1)},
                                                                   {"item", forms[f].name},
                                                                   {"parent", forms[parent].name}});
            has_part[parent] = has_part[parent] || used;
            if (priced) part_cost[parent] += cost(i, at);
        }
        std::uint32_t code = 0;
        double row_cost = 0.0;
        for (std::size_t f = 0; f < forms.size(); ++f) {
            const auto at = static_cast<Eigen::Index>(f);
            FormPart& form = result.forms[f];
            if (uses(i, at) > 0.0) form.count += weight;
            if (uses(i, at) > 0.0 && !has_part[f]) form.only_here += weight;
            if (!priced) continue;
            if (part_cost[f] > cost(i, at) * (1.0 + 1e-9) + 1e-9)
                throw DataError(messages::risk_negative, {{"argument", "cost - parts [" + std::to_string(i + 1) + "]"},
                                                         {"item", forms[f].name},
                                                         {"got", to_text(cost(i, at) - part_cost[f])},
                                                         {"range", ">= 0"}});
            form.cost += weight * cost(i, at);
            form.cost_only += weight * (cost(i, at) - part_cost[f]);
        }
        for (std::size_t a = 0; a < acts.size(); ++a) {
            const auto at = static_cast<Eigen::Index>(acts[a]);
            if (priced) row_cost += cost(i, at);
            if (!(uses(i, at) > 0.0)) continue;
            code |= std::uint32_t{1} << a;
            users[a] += weight;
        }
        auto& set = sets[code];
        set.first += weight;
        set.second += weight * row_cost;
        costs.emplace_back(row_cost, weight);
        const auto number = static_cast<std::size_t>(std::popcount(code));
        result.by_number[number] += weight;
        result.cost_by_number[number] += weight * row_cost;
        result.rows += weight;
        result.cost += weight * row_cost;
    }
    if (!(result.rows > 0.0)) throw DataError(messages::risk_no_rows);
    result.any = result.rows - result.by_number[0];
    if (priced) result.top_share = top_share(std::move(costs), options.top);

    const auto rows_with = [&](std::uint32_t wanted, std::uint32_t among) {
        double sum = 0.0;
        for (const auto& [code, set] : sets)
            if ((code & among) == wanted) sum += set.first;
        return sum;
    };
    for (const auto& [code, set] : sets) {
        ActSet made;
        made.count = set.first;
        made.cost = set.second;
        made.by_chance = result.rows;
        for (std::size_t a = 0; a < acts.size(); ++a) {
            const double share = users[a] / result.rows;
            const bool in = ((code >> a) & 1U) != 0;
            made.by_chance *= in ? share : 1.0 - share;
            if (in) made.acts.push_back(forms[acts[a]].name);
        }
        result.sets.push_back(std::move(made));
    }
    std::stable_sort(result.sets.begin(), result.sets.end(),
                     [](const ActSet& a, const ActSet& b) { return a.count > b.count; });
    for (std::size_t a = 0; a < acts.size(); ++a)
        for (std::size_t b = a + 1; b < acts.size(); ++b) {
            const std::uint32_t first = std::uint32_t{1} << a;
            const std::uint32_t second = std::uint32_t{1} << b;
            const std::uint32_t both = first | second;
            const double together = rows_with(both, both);
            result.pairs.push_back({forms[acts[a]].name, forms[acts[b]].name, together,
                                    woolf(together, rows_with(first, both), rows_with(second, both), rows_with(0, both),
                                          quantile)});
        }
    result.caveats.push_back({messages::risk_association, {}});
    return result;
}

Eigen::MatrixXd parts_of_whole(const Eigen::Ref<const Eigen::MatrixXd>& parts, std::span<const double> whole) {
    if (parts.rows() != static_cast<Eigen::Index>(whole.size()))
        throw ArgumentError(messages::risk_length, {{"argument", "whole"},
                                                   {"expected", std::to_string(parts.rows())},
                                                   {"got", std::to_string(whole.size())}});
    Eigen::MatrixXd scaled = parts;
    for (Eigen::Index i = 0; i < parts.rows(); ++i) {
        const double wanted = whole[static_cast<std::size_t>(i)];
        if (!(wanted >= 0.0) || !std::isfinite(wanted)) throw detail::out_of_range("whole", ">= 0", wanted);
        for (Eigen::Index k = 0; k < parts.cols(); ++k)
            if (!(parts(i, k) >= 0.0) || !std::isfinite(parts(i, k)))
                throw detail::out_of_range("parts", ">= 0", parts(i, k));
        const double sum = parts.row(i).sum();
        if (sum > 0.0)
            scaled.row(i) *= wanted / sum;
        else
            scaled.row(i).setConstant(wanted / static_cast<double>(parts.cols()));
    }
    return scaled;
}

}  // namespace maatstaf
