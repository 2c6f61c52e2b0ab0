// SPDX-License-Identifier: Apache-2.0
#include "core/archive_io.hpp"
#include "maatstaf/risk/fit.hpp"
#include "regress/archive_matrix.hpp"
#include "risk/influence.hpp"

namespace maatstaf {
namespace {

using detail::InputArchive;
using detail::OutputArchive;
using Eigen::MatrixXd;
using Eigen::VectorXd;

// Members that lists of fields or plain values tell, in one list for both directions.
template <class Archive, class Fit>
void plain_members(Archive& content, Fit& fit) {
    content & fit.options & fit.clusters & fit.units & fit.factors & fit.constant & fit.has_exposure & fit.named;
    content & fit.poisson_dispersion & fit.poisson_dispersion_p & fit.caveats & fit.columns & fit.design & fit.rows;
    content & fit.robust.kind & fit.robust.names & fit.robust.clusters & fit.robust.confidence & fit.robust.caveats;
    content & fit.robust.undetermined & fit.robust.deciding_rows;
}

bool hangs_together(const RiskFit& fit) {
    const Eigen::Index n = fit.x.rows();
    const Eigen::Index p = fit.x.cols();
    const auto rows = static_cast<std::size_t>(n);
    bool good = n > 0 && p > 0 && fit.y.size() == n && fit.exposure.size() == n && fit.weights.size() == n &&
                fit.units.size() == rows && (fit.clusters.empty() || fit.clusters.size() == rows) &&
                (fit.rows.empty() || fit.rows.size() == rows) && fit.constant >= -1 && fit.constant < p;
    good = good && fit.fit.coefficients.size() == p && fit.robust.coefficients.size() == p &&
           fit.robust.names.size() == static_cast<std::size_t>(p) && fit.robust.degrees_of_freedom.size() == p &&
           fit.robust.effective.size() == p && fit.robust.deciding_rows.size() == fit.robust.undetermined.size() &&
           fit.robust.covariance.rows() == p && fit.robust.covariance.cols() == p;
    for (const std::int32_t j : fit.robust.undetermined) good = good && j >= 0 && j < p;
    for (const std::int64_t row : fit.robust.deciding_rows) good = good && row >= 0 && row < n;
    for (const AttributionFactor& each : fit.factors) {
        good = good && !each.columns.empty() && (each.levels.empty() || each.levels.size() == each.columns.size());
        for (const std::int32_t j : each.columns) good = good && j >= 0 && j < p;
    }
    return good;
}

}  // namespace

template <>
Bytes to_archive(const RiskFit& fit) {
    return detail::archive("RiskFit", [&](OutputArchive& content) {
        plain_members(content, fit);
        const Bytes model = to_archive(fit.fit);
        content << static_cast<std::uint64_t>(model.size());
        content.save_binary(model.data(), model.size());
        detail::save_matrix(content, fit.x);
        for (const VectorXd* each : {&fit.y, &fit.exposure, &fit.weights, &fit.robust.coefficients,
                                     &fit.robust.degrees_of_freedom, &fit.robust.effective})
            detail::save_matrix(content, *each);
        detail::save_matrix(content, fit.robust.covariance);
    });
}

template <>
RiskFit from_archive(std::span<const std::byte> bytes) {
    return detail::restore("RiskFit", bytes, [](InputArchive& content) {
        RiskFit fit;
        plain_members(content, fit);
        const auto model = content.get<std::vector<std::uint8_t>>();
        fit.fit = from_archive<GlmResult>(std::as_bytes(std::span(model)));
        fit.x = detail::load_matrix<MatrixXd>(content);
        for (VectorXd* each : {&fit.y, &fit.exposure, &fit.weights, &fit.robust.coefficients,
                               &fit.robust.degrees_of_freedom, &fit.robust.effective})
            *each = detail::load_matrix<VectorXd>(content);
        fit.robust.covariance = detail::load_matrix<MatrixXd>(content);
        if (!hangs_together(fit)) content.refuse_value();
        if (fit.design) fit.design = Design(*fit.design).state();  // throws unless it hangs together
        detail::fill_influence(fit);
        return fit;
    });
}

}  // namespace maatstaf
