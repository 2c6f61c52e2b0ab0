// SPDX-License-Identifier: Apache-2.0
#include "regress/intercepts_rows.hpp"

#include <algorithm>
#include <cmath>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/regress_models.hpp"
#include "maatstaf/core/special.hpp"
#include "regress/gram.hpp"
#include "regress/rows.hpp"

namespace maatstaf::detail {
namespace {

/// What does not depend on any parameter: the count of ways, factorials, weights of a normal law.
double constant_of(const Law& law, double y, double precision, double frequency) {
    using special::log_gamma;
    switch (law.family) {
        case Family::gaussian: return 0.5 * frequency * std::log(precision);
        case Family::binomial: {
            const double k = precision * y;
            return frequency * (log_gamma(precision + 1.0) - log_gamma(k + 1.0) - log_gamma(precision - k + 1.0));
        }
        default: return -frequency * precision * log_gamma(y + 1.0);
    }
}

}  // namespace

void GroupCounts::add(const RegressionData& data, const Grouping& grouping, const PenalisedRows& weights) {
    groups += static_cast<double>(grouping.size());
    for (std::size_t g = 0; g < grouping.size(); ++g) {
        int members = 0;
        for (const std::ptrdiff_t i : grouping.cluster(g)) {
            const double weight = weights.weight[static_cast<std::size_t>(i)];
            if (!(weight > 0.0)) continue;
            members = std::min(members + 1, 2);
            rows += 1.0;
            observations += row_weight(data, i, 1.0).frequency;
            if (weight > 1.0) single_trials = false;
        }
        if (members > 1) several = true;
    }
}

void GroupCounts::add(const GroupCounts& other) {
    rows += other.rows;
    observations += other.observations;
    groups += other.groups;
    several = several || other.several;
    single_trials = single_trials && other.single_trials;
}

void GroupCounts::check(const Law& law, bool own_free) const {
    if (groups < 2.0) throw DataError(messages::regress_one_group);
    if (!several && (own_free || (law.family == Family::binomial && single_trials)))
        throw DataError(messages::regress_single_row_groups);
}

GroupedRows grouped_rows(const RegressionData& data, const Grouping& grouping, const PenalisedRows& weights,
                         const ScaledColumns& scaled) {
    GroupedRows rows;
    rows.law = weights.law;
    rows.columns = static_cast<std::ptrdiff_t>(scaled.columns.size());
    rows.width = padded(rows.columns);
    rows.starts.push_back(0);
    for (std::size_t g = 0; g < grouping.size(); ++g) {
        for (const std::ptrdiff_t i : grouping.cluster(g)) {
            const auto at = static_cast<std::size_t>(i);
            if (!(weights.weight[at] > 0.0)) continue;
            const double y = data.y[at], frequency = row_weight(data, i, 1.0).frequency;
            rows.x.resize((rows.y.size() + 1) * static_cast<std::size_t>(rows.width), 0.0);
            scaled.row(data.x, i, rows.x.data() + rows.y.size() * static_cast<std::size_t>(rows.width));
            rows.y.push_back(y);
            rows.weight.push_back(weights.weight[at]);
            rows.frequency.push_back(frequency);
            rows.offset.push_back(weights.offset[at]);
            rows.constant += constant_of(rows.law, y, weights.weight[at] / frequency, frequency);
            rows.largest_count = std::max(rows.largest_count, y);
        }
        rows.starts.push_back(rows.y.size());
    }
    return rows;
}

MarginalData marginal_data(const RegressionData& data, std::span<const std::int32_t> groups, const Law& law,
                           const std::vector<std::int32_t>& aliased) {
    MarginalData out;
    PenalisedRows weights = penalised_rows(data, law);
    standardise(weights, true);
    out.scaled = scaled_columns(weights, aliased);
    out.grouping = group_rows(groups);
    out.counts.add(data, out.grouping, weights);
    out.rows = grouped_rows(data, out.grouping, weights, out.scaled);
    return out;
}

}  // namespace maatstaf::detail
