// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <map>

#include <Eigen/Cholesky>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/regress/diagnostics.hpp"

namespace maatstaf {
namespace {

Eigen::MatrixXd part(const Eigen::MatrixXd& whole, const std::vector<Eigen::Index>& at) {
    Eigen::MatrixXd out(static_cast<Eigen::Index>(at.size()), static_cast<Eigen::Index>(at.size()));
    for (std::size_t a = 0; a < at.size(); ++a)
        for (std::size_t b = 0; b < at.size(); ++b)
            out(static_cast<Eigen::Index>(a), static_cast<Eigen::Index>(b)) = whole(at[a], at[b]);
    return out;
}

double log_determinant(const Eigen::MatrixXd& matrix) {
    if (matrix.rows() == 0) return 0.0;
    return 2.0 * Eigen::LLT<Eigen::MatrixXd>(matrix).matrixLLT().diagonal().array().log().sum();
}

}  // namespace

InflationResult variance_inflation(const GlmResult& fit, const std::vector<std::string>& groups,
                                   const std::string& intercept) {
    const auto p = static_cast<std::size_t>(fit.coefficients.size());
    if (!groups.empty() && groups.size() != p)
        throw ArgumentError(messages::wrong_length, {{"argument", "groups"},
                                                    {"got", std::to_string(groups.size())},
                                                    {"expected", std::to_string(p)},
                                                    {"per", "coefficient"}});
    InflationResult out;
    std::map<std::string, std::vector<Eigen::Index>> members;
    std::vector<Eigen::Index> kept;
    for (std::size_t j = 0; j < p; ++j) {
        const std::string& label = groups.empty() ? fit.names[j] : groups[j];
        if (label == intercept || fit.names[j] == intercept ||
            std::ranges::binary_search(fit.aliased, static_cast<std::int32_t>(j)))
            continue;
        if (members[label].empty()) out.labels.push_back(label);
        members[label].push_back(static_cast<Eigen::Index>(kept.size()));
        kept.push_back(static_cast<Eigen::Index>(j));
    }
    const Eigen::MatrixXd covariance = part(fit.covariance, kept);
    const Eigen::VectorXd scale = covariance.diagonal().cwiseSqrt().cwiseInverse();
    const Eigen::MatrixXd correlation = scale.asDiagonal() * covariance * scale.asDiagonal();
    const double whole = log_determinant(correlation);
    out.inflation.resize(static_cast<Eigen::Index>(out.labels.size()));
    out.per_column.resize(out.inflation.size());
    for (std::size_t k = 0; k < out.labels.size(); ++k) {
        const auto& own = members[out.labels[k]];
        std::vector<Eigen::Index> others;
        for (Eigen::Index j = 0; j < correlation.rows(); ++j)
            if (!std::ranges::binary_search(own, j)) others.push_back(j);
        const auto at = static_cast<Eigen::Index>(k);
        const auto count = static_cast<std::int32_t>(own.size());
        out.columns.push_back(count);
        out.inflation[at] =
            std::exp(log_determinant(part(correlation, own)) + log_determinant(part(correlation, others)) - whole);
        out.per_column[at] = std::pow(out.inflation[at], 0.5 / count);
    }
    return out;
}

Table InflationResult::table() const {
    return Table({Column::string("term", labels), Column::int32("columns", columns),
                  Column::float64("inflation", {inflation.begin(), inflation.end()}),
                  Column::float64("per_column", {per_column.begin(), per_column.end()})});
}

}  // namespace maatstaf
