// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/regress/margins.hpp"
#include "core/check.hpp"
#include "regress/rows.hpp"

namespace maatstaf {
namespace {

enum class Kind : std::uint8_t { constant, zero_one, other };

Kind kind_of(const DesignView& x, std::ptrdiff_t column) {
    bool constant = true, zero_one = true;
    for (std::ptrdiff_t i = 0; i < x.rows; ++i) {
        const double value = x(i, column);
        constant = constant && value == x(0, column);
        zero_one = zero_one && (value == 0.0 || value == 1.0);
    }
    return constant ? Kind::constant : zero_one ? Kind::zero_one : Kind::other;
}

/// One row that is the mean of all, with the mean offset and exposure.
struct MeanRow {
    Eigen::VectorXd x;
    std::vector<double> offset, exposure;
    RegressionData data;

    explicit MeanRow(const RegressionData& rows) : x(Eigen::VectorXd::Zero(rows.x.columns)) {
        double weight = 0.0, offsets = 0.0, exposures = 0.0;
        for (std::ptrdiff_t i = 0; i < rows.x.rows; ++i) {
            const auto at = static_cast<std::size_t>(i);
            const double own = rows.frequency_weights.empty() ? 1.0 : rows.frequency_weights[at];
            weight += own;
            for (std::ptrdiff_t j = 0; j < rows.x.columns; ++j) x[j] += own * rows.x(i, j);
            if (!rows.offset.empty()) offsets += own * rows.offset[at];
            if (!rows.exposure.empty()) exposures += own * rows.exposure[at];
        }
        if (!(weight > 0.0)) throw DataError(messages::regress_no_rows);
        x /= weight;
        data.x = DesignView(x.data(), 1, x.size(), x.size(), 1);
        if (!rows.offset.empty()) offset = {offsets / weight};
        if (!rows.exposure.empty()) exposure = {exposures / weight};
        data.offset = offset;
        data.exposure = exposure;
    }
};

}  // namespace

MarginResult column_effects(const GlmResult& fit, const RegressionData& rows, EffectAt at, const Inference& inference) {
    detail::check_shape(rows, fit.coefficients.size(), detail::Law(fit.options.distribution), false);
    if (rows.x.rows < 1) throw DataError(messages::regress_no_rows);
    const MeanRow middle(rows);
    const RegressionData& where = at == EffectAt::means ? middle.data : rows;
    const std::ptrdiff_t p = rows.x.columns;
    const Eigen::MatrixXd unit = Eigen::MatrixXd::Identity(p, p);
    MarginResult out;
    std::vector<MarginResult> parts;
    for (std::ptrdiff_t j = 0; j < p; ++j) {
        if (std::ranges::binary_search(fit.aliased, static_cast<std::int32_t>(j))) continue;
        const Kind kind = kind_of(rows.x, j);
        if (kind == Kind::constant) continue;
        const std::string name = detail::column_name(fit.names, j);
        const auto column = static_cast<std::int32_t>(j);
        if (kind == Kind::zero_one) {
            const auto both =
                standardised_means(fit, where, {{"0", {}, {{column, 0.0}}}, {name, {}, {{column, 1.0}}}}, inference);
            parts.push_back(differences(fit, both, 0, inference));
        } else {
            parts.push_back(
                average_slopes(fit, where, {{name, DesignView(unit.col(j).data(), 1, p, 0, 1)}}, inference));
        }
    }
    return joined(fit, parts, inference);
}

}  // namespace maatstaf
