// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "maatstaf/core/special.hpp"
#include "regress/gram.hpp"
#include "regress/intercepts_search.hpp"
#include "regress/penalised.hpp"
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

MarginalData marginal_data(const RegressionData& data, std::span<const std::int32_t> groups, const Law& law,
                           const std::vector<std::int32_t>& aliased) {
    MarginalData out;
    PenalisedRows scaled = penalised_rows(data, law);
    standardise(scaled, true);
    out.scaled = scaled_columns(scaled, aliased);
    const auto p = static_cast<Eigen::Index>(out.scaled.columns.size());

    double analytic = 0.0;
    for (const double each : data.analytic_weights) analytic += each;
    const double scale = analytic > 0.0 ? static_cast<double>(data.x.rows) / analytic : 1.0;
    out.grouping = group_rows(groups);
    GroupedRows& rows = out.rows;
    rows.law = law;
    rows.columns = p;
    rows.width = padded(p);
    rows.starts.push_back(0);
    for (std::size_t g = 0; g < out.grouping.size(); ++g) {
        for (std::size_t k = out.grouping.starts[g]; k < out.grouping.starts[g + 1]; ++k) {
            const std::ptrdiff_t i = out.grouping.rows[k];
            const RowWeight own = row_weight(data, i, scale);
            if (!(own.precision * own.frequency > 0.0)) continue;
            const double y = data.y[static_cast<std::size_t>(i)];
            rows.x.resize((rows.y.size() + 1) * static_cast<std::size_t>(rows.width), 0.0);
            out.scaled.row(data.x, i, rows.x.data() + rows.y.size() * static_cast<std::size_t>(rows.width));
            rows.y.push_back(y);
            rows.weight.push_back(own.precision * own.frequency);
            rows.frequency.push_back(own.frequency);
            rows.offset.push_back(scaled.offset[static_cast<std::size_t>(i)]);
            rows.constant += constant_of(law, y, own.precision, own.frequency);
            rows.largest_count = std::max(rows.largest_count, y);
            out.observations += own.frequency;
        }
        rows.starts.push_back(rows.y.size());
    }
    return out;
}

}  // namespace maatstaf::detail
