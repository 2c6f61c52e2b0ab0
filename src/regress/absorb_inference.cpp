// SPDX-License-Identifier: Apache-2.0
#include "regress/absorb_inference.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/numbers.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "regress/gram.hpp"
#include "regress/rows.hpp"
#include "regress/solve.hpp"
#include "regress/support.hpp"

namespace maatstaf::detail {
namespace {

using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// Coefficients that the effects count for, before clusters.
double effect_parameters(const EffectLayout& layout, const Within& within, EffectCount count, std::int32_t components) {
    const std::vector<Codes>& effects = layout.effects;
    double levels = 1.0 - static_cast<double>(effects.size());
    for (const Codes& each : effects) levels += each.size();
    if (count == EffectCount::levels || effects.size() == 1) return levels;
    if (effects.size() == 2) return levels + 1.0 - components;
    if (within.direct_rank() >= 0) return static_cast<double>(within.direct_rank());
    // Each effect repeats at least as many constants as it has connected parts with any one before it.
    double rank = effects[0].size();
    for (std::size_t q = 1; q < effects.size(); ++q) {
        std::int32_t repeated = 1;
        for (std::size_t before = 0; before < q; ++before) {
            const Codes* pair[] = {&effects[before], &effects[q]};
            repeated = std::max(repeated, connected_components(pair).size);
        }
        rank += effects[q].size() - repeated;
    }
    return rank;
}

Codes by_position(std::span<const std::int32_t> codes, const EffectLayout& layout) {
    return compact(codes, layout.rows);
}

/// Sum over rows of score^2 / frequency times x x'.
Eigen::MatrixXd meat_of_rows(AbsorbRows& rows, const Within& within, const AbsorbFit& fit) {
    std::vector<double> square(fit.score.size());
    for (std::size_t i = 0; i < square.size(); ++i) square[i] = fit.score[i] * fit.score[i] / rows.frequency_of(i);
    return demeaned_gram(rows, within, square.data()).topLeftCorner(rows.columns, rows.columns);
}

/// Sums of scores per cluster of every grouping, and the products of those sums: one sweep for all groupings.
std::vector<Eigen::MatrixXd> meats_of_clusters(AbsorbRows& rows, const Within& within, const AbsorbFit& fit,
                                               const std::vector<Codes>& groupings) {
    const std::ptrdiff_t p = rows.columns, stride = Within::stride(rows.blocks);
    std::vector<std::ptrdiff_t> at, start{0};
    for (std::ptrdiff_t j = 0; j < p; ++j) at.push_back(rows.place(j));
    for (const Codes& each : groupings) start.push_back(start.back() + each.size() * p);
    const std::size_t parts = within.parts_for(start.back());
    std::vector<std::vector<double>> sums(parts);
    within.sweep(rows.blocks, parts, Within::Means::known,
                 [&](std::size_t part, std::ptrdiff_t first, std::ptrdiff_t count, const double* x) {
        std::vector<double>& own = sums[part];
        if (own.empty()) own.assign(static_cast<std::size_t>(start.back()), 0.0);
        for (std::ptrdiff_t r = 0; r < count; ++r) {
            const auto i = static_cast<std::size_t>(first + r);
            const double* row = x + r * stride;
            for (std::size_t k = 0; k < groupings.size(); ++k) {
                double* to = own.data() + start[k] + groupings[k].level[i] * p;
                for (std::ptrdiff_t j = 0; j < p; ++j) to[j] += fit.score[i] * row[at[static_cast<std::size_t>(j)]];
            }
        }
    });
    std::vector<double> total(static_cast<std::size_t>(start.back()), 0.0);
    for (const auto& each : sums)
        for (std::size_t k = 0; k < each.size(); ++k) total[k] += each[k];
    std::vector<Eigen::MatrixXd> out;
    for (std::size_t k = 0; k < groupings.size(); ++k) {
        const Eigen::Map<const RowMajor> scores(total.data() + start[k], groupings[k].size(), p);
        out.push_back(scores.transpose() * scores);
    }
    return out;
}

}  // namespace

void note_clusters(std::int32_t count, std::size_t grouping, AbsorbResult& result) {
    if (count < 2) throw DataError(messages::regress_one_cluster);
    result.clusters = grouping == 0 ? count : std::min(result.clusters, count);
}

AbsorbClusters group_rows(const AbsorbRows& rows, std::span<const AbsorbedEffect> effects,
                          const AbsorbOptions& options, AbsorbResult& result) {
    const EffectLayout& layout = rows.layout;
    AbsorbClusters out;
    if (result.options.covariance == AbsorbCovariance::cluster) {
        out.push_back(by_position(options.clusters, layout));
        if (!options.second_clusters.empty()) {
            out.push_back(by_position(options.second_clusters, layout));
            out.push_back(cross(out[0], out[1]));
        }
        for (std::size_t k = 0; k < out.size(); ++k) note_clusters(out[k].size(), k, result);
    }
    for (std::size_t q = 0; q < effects.size(); ++q) {
        AbsorbedLevels& own = result.effects.emplace_back();
        own.name = effect_name(effects[q], q);
        for (std::size_t k = 0; k < std::min<std::size_t>(out.size(), 2); ++k)
            own.nested = own.nested || is_nested(layout.effects[q], out[k]);
    }
    return out;
}

void count_parameters(const EffectLayout& layout, const Within& within, EffectCount count, AbsorbResult& result) {
    if (layout.effects.size() > 1) {
        std::vector<const Codes*> all;
        for (const Codes& each : layout.effects) all.push_back(&each);
        result.components = connected_components(all).size;
    }
    for (std::size_t q = 0; q < layout.effects.size(); ++q) result.effects[q].levels = layout.effects[q].size();
    result.effect_parameters = effect_parameters(layout, within, count, result.components);
    result.residual_df = result.observations - static_cast<double>(result.names.size()) +
                         static_cast<double>(result.aliased.size()) - result.effect_parameters;
}

std::vector<Eigen::MatrixXd> meats_of(AbsorbRows& rows, const Within& within, const AbsorbFit& fit,
                                      const AbsorbClusters& clusters, const AbsorbResult& result) {
    if (result.options.covariance == AbsorbCovariance::iid) return {};
    if (result.options.covariance == AbsorbCovariance::hc1) return {meat_of_rows(rows, within, fit)};
    return meats_of_clusters(rows, within, fit, clusters);
}

double infer(const AbsorbFit& fit, const std::vector<Eigen::MatrixXd>& meats, AbsorbResult& result) {
    const double n = result.observations;
    const bool estimated = !has_fixed_dispersion(result.options.family);
    double left = result.residual_df, factor = 1.0;
    Eigen::MatrixXd inner;
    if (result.options.covariance == AbsorbCovariance::iid) {
        inner = result.dispersion * fit.bread;
        if (result.options.small_sample && !estimated) factor = (n - 1.0) / left;
        result.degrees_of_freedom = estimated ? left : infinity;
    } else if (result.options.covariance == AbsorbCovariance::hc1) {
        inner = fit.bread * meats[0] * fit.bread;
        if (result.options.small_sample) factor = n / left;
        result.degrees_of_freedom = estimated ? left : infinity;
    } else {
        Eigen::MatrixXd meat = meats[0];
        if (meats.size() == 3) meat += meats[1] - meats[2];
        inner = fit.bread * meat * fit.bread;
        if (meats.size() == 3 && lift_negative(inner))
            result.caveats.push_back({messages::regress_negative_variance, {{"kind", "cluster"}}});
        // A nested effect costs one coefficient instead of one per level: its levels say nothing about other clusters.
        for (const AbsorbedLevels& each : result.effects)
            if (each.nested) left += each.levels - 1;
        const double groups = result.clusters;
        if (result.options.small_sample) factor = (n - 1.0) / left * groups / (groups - 1.0);
        result.degrees_of_freedom = groups - 1.0;
    }
    if (!(left > 0.0)) factor = nan;
    result.covariance = factor * inner;
    return result.options.covariance == AbsorbCovariance::iid ? result.dispersion * factor : 0.0;
}

namespace {

/// Where the information on each coefficient is: groups x columns, parts that add up to 1 over groups.
RowMajor shares_of(AbsorbRows& rows, const Within& within, const AbsorbFit& fit, const Codes& groups) {
    const std::ptrdiff_t p = rows.columns, stride = Within::stride(rows.blocks);
    std::vector<std::ptrdiff_t> at;
    for (std::ptrdiff_t j = 0; j < p; ++j) at.push_back(rows.place(j));
    const std::size_t parts = within.parts_for(groups.size() * p);
    std::vector<RowMajor> sums(parts);
    within.sweep(rows.blocks, parts, Within::Means::known,
                 [&](std::size_t part, std::ptrdiff_t first, std::ptrdiff_t count, const double* x) {
        RowMajor& own = sums[part];
        if (own.size() == 0) own = RowMajor::Zero(groups.size(), p);
        Eigen::RowVectorXd row(p);
        for (std::ptrdiff_t r = 0; r < count; ++r) {
            const auto i = static_cast<std::size_t>(first + r);
            for (std::ptrdiff_t j = 0; j < p; ++j) row[j] = x[r * stride + at[static_cast<std::size_t>(j)]];
            own.row(groups.level[i]).array() += fit.working[i] * (row * fit.bread).array().square();
        }
    });
    RowMajor made = RowMajor::Zero(groups.size(), p);
    for (const RowMajor& each : sums)
        if (each.size() != 0) made += each;
    for (std::ptrdiff_t j = 0; j < p; ++j)
        if (const double all = made.col(j).sum(); all > 0.0) made.col(j) /= all;
    return made;
}

}  // namespace

std::vector<GroupingSupport> supports_of(AbsorbRows& rows, const Within& within, const AbsorbFit& fit,
                                         const AbsorbClusters& clusters, const DesignView& x,
                                         const AbsorbResult& result) {
    if (result.options.covariance == AbsorbCovariance::iid) return {};
    AbsorbClusters own;
    if (clusters.empty()) {
        std::vector<std::int32_t> each(static_cast<std::size_t>(x.rows));
        for (std::size_t i = 0; i < each.size(); ++i) each[i] = static_cast<std::int32_t>(i);
        own.push_back(by_position(each, rows.layout));
    }
    const AbsorbClusters& groupings = clusters.empty() ? own : clusters;
    std::vector<GroupingSupport> out;
    for (std::size_t k = 0; k < std::min<std::size_t>(groupings.size(), 2); ++k) {
        const RowMajor shares = shares_of(rows, within, fit, groupings[k]);
        GroupingSupport& found = out.emplace_back();
        found.groups = groupings[k].size();
        for (std::ptrdiff_t j = 0; j < rows.columns; ++j) {
            Eigen::Index group = 0;
            const double most = shares.col(j).maxCoeff(&group);
            bool alone = may_decide(most);
            std::ptrdiff_t row = -1, other = -1;
            for (std::size_t i = 0; i < rows.layout.rows.size() && alone; ++i) {
                const std::ptrdiff_t at = rows.layout.rows[i];
                if (groupings[k].level[i] == group) {
                    if (row < 0) row = at;
                } else if (!has_all(most)) {
                    if (other < 0) other = at;
                    alone = x(at, j) == x(other, j);
                }
            }
            found.columns.push_back({alone, std::to_string(row + 1), 1.0 / shares.col(j).squaredNorm()});
        }
    }
    return out;
}

void forget_decided(const std::vector<GroupingSupport>& supports, const AbsorbFit& fit, bool clustered,
                    AbsorbResult& result) {
    std::vector<std::int32_t> decided;
    for (const GroupingSupport& each : supports) {
        FoundSupport found;
        for (std::int32_t j = 0; j < static_cast<std::int32_t>(each.columns.size()); ++j) {
            if (std::ranges::binary_search(fit.aliased, j)) continue;
            const ColumnSupport& own = each.columns[static_cast<std::size_t>(j)];
            found.add(result.names[static_cast<std::size_t>(j)], own.alone, own.place, own.effective, each.groups);
            if (own.alone) decided.push_back(j);
        }
        for (const Caveat& said : found.caveats(clustered, each.labelled))
            if (std::ranges::find(result.caveats, said) == result.caveats.end()) result.caveats.push_back(said);
    }
    for (const std::int32_t j : decided) {
        result.covariance.row(j).setConstant(nan);
        result.covariance.col(j).setConstant(nan);
    }
}

}  // namespace maatstaf::detail
