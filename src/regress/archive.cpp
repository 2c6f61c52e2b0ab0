// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/core/archive.hpp"

#include <algorithm>
#include <cmath>

#include "core/archive_io.hpp"
#include "maatstaf/regress/robust.hpp"
#include "regress/archive_matrix.hpp"
#include "regress/glm_state.hpp"
#include "regress/gram.hpp"

namespace maatstaf {
namespace {

using detail::InputArchive;
using detail::OutputArchive;
using Eigen::MatrixXd;
using Eigen::VectorXd;

// Members that are plain numbers go through one list for both directions.
template <class Archive, class Sums>
void sums_numbers(Archive& content, Sums& s) {
    content & s.rows & s.observations & s.weight & s.weighted_y & s.analytic & s.analytic_rows & s.y_low & s.y_high;
    content & s.objective & s.moment & s.theta_score & s.theta_information & s.deviance & s.log_likelihood &
        s.log_weight;
    content & s.log_y & s.ratio & s.largest_move;
}

void save_sums(OutputArchive& content, const detail::GlmSums& sums) {
    sums_numbers(content, sums);
    for (const VectorXd* each : {&sums.column_sum, &sums.column_low, &sums.column_high}) save_matrix(content, *each);
    save_matrix(content, sums.gram);
}

/// What the steps of some laws need besides stands at the end, and only for those. Archives made before do not have it,
/// and go on by the expected information that they hold.
bool has_more(const detail::Law& law) { return law.starts_halfway() || law.family == Family::negative_binomial; }

void save_more(OutputArchive& content, const GlmAccumulator::State& state) {
    content & state.point.overall & state.looked.exposed & state.sums.exposed;
    save_matrix(content, state.sums.theta_cross);
    save_matrix(content, state.sums.expected);
}

void load_more(InputArchive& content, GlmAccumulator::State& state) {
    content & state.point.overall & state.looked.exposed & state.sums.exposed;
    detail::GlmSums& sums = state.sums;
    sums.theta_cross = detail::load_matrix<VectorXd>(content);
    sums.expected = detail::load_matrix<MatrixXd>(content);
    const Eigen::Index p = state.columns, width = detail::padded(p + 1);
    const bool good = (sums.theta_cross.size() == 0 || sums.theta_cross.size() == p) &&
                      (sums.expected.size() == 0 || (sums.expected.rows() == width && sums.expected.cols() == width));
    if (!good) content.refuse_value();
}

/// Parts of a sweep that has not begun are empty.
detail::GlmSums load_sums(InputArchive& content, Eigen::Index columns) {
    detail::GlmSums sums;
    sums_numbers(content, sums);
    for (VectorXd* each : {&sums.column_sum, &sums.column_low, &sums.column_high}) {
        *each = detail::load_matrix<VectorXd>(content);
        if (each->size() != 0 && each->size() != columns) content.refuse_value();
    }
    sums.gram = detail::load_matrix<MatrixXd>(content);
    const Eigen::Index width = detail::padded(columns + 1);
    if (sums.gram.size() != 0 && (sums.gram.rows() != width || sums.gram.cols() != width)) content.refuse_value();
    return sums;
}

template <class Archive, class State>
void state_numbers(Archive& content, State& s) {
    content & s.options & s.names & s.columns & s.sweep & s.sweeps & s.centred & s.theta_before & s.objective;
    content & s.last_length & s.halvings & s.iterations & s.status & s.ending & s.theta_information & s.smallest_share;
    content & s.point.law.family & s.point.law.link & s.point.law.theta & s.point.law.power & s.point.estimate_theta;
    content & s.point.analytic_scale & s.information.aliased & s.information.smallest_pivot & s.information.usable &
        s.basis;
}

template <class State, class Visit>
void state_vectors(State& s, Visit&& visit) {
    visit(s.point.shift);
    visit(s.point.coefficients);
    visit(s.point.step);
    visit(s.before);
    visit(s.limits);
    visit(s.shares);
    visit(s.information.pivots);
}

template <class State, class Visit>
void state_matrices(State& s, Visit&& visit) {
    visit(s.point.basis);
    visit(s.information.inverse);
}

bool are_positions(const std::vector<std::int32_t>& list, std::int32_t count) {
    return std::ranges::is_sorted(list) && (list.empty() || (list.front() >= 0 && list.back() < count));
}

}  // namespace

template <>
Bytes to_archive(const GlmAccumulator& fit) {
    return detail::archive("GlmAccumulator", [&](OutputArchive& content) {
        const GlmAccumulator::State& state = fit.state();
        state_numbers(content, state);
        state_vectors(state, [&](const VectorXd& each) { detail::save_matrix(content, each); });
        state_matrices(state, [&](const MatrixXd& each) { detail::save_matrix(content, each); });
        save_sums(content, state.looked);
        save_sums(content, state.sums);
        if (has_more(state.point.law)) save_more(content, state);
    });
}

template <>
GlmAccumulator from_archive(std::span<const std::byte> bytes) {
    return detail::restore("GlmAccumulator", bytes, [](InputArchive& content) {
        auto state = std::make_unique<GlmAccumulator::State>();
        state_numbers(content, *state);
        const std::int32_t p = state->columns;
        const GlmAccumulator checked(p, state->options, state->names);   // throws on options that cannot be
        if (!are_positions(state->information.aliased, p)) content.refuse_value();
        state_vectors(*state, [&](VectorXd& each) {
            each = detail::load_matrix<VectorXd>(content);
            if (each.size() != 0 && each.size() != p) content.refuse_value();
        });
        state_matrices(*state, [&](MatrixXd& each) {
            each = detail::load_matrix<MatrixXd>(content);
            if (each.size() != 0 && (each.rows() != p || each.cols() != p)) content.refuse_value();
        });
        state->looked = load_sums(content, p);
        state->sums = load_sums(content, p);
        if (has_more(state->point.law) && content.remaining() != 0) load_more(content, *state);
        if (!state->is_complete()) content.refuse_value();
        if (state->point.law.family == Family::negative_binomial && std::isfinite(state->point.law.theta))
            detail::tabulate_theta(state->point, state->looked.y_high);
        return GlmAccumulator(std::move(state));
    });
}

template <>
Bytes to_archive(const GlmResult& fit) {
    return detail::archive("GlmResult", [&](OutputArchive& content) {
        content << fit.options << fit.names << fit.aliased << fit.status << fit.iterations << fit.observations
                << fit.residual_df << fit.dispersion << fit.pearson << fit.deviance << fit.log_likelihood << fit.aic
                << fit.bic << fit.theta_se << fit.smallest_pivot;
        detail::save_matrix(content, fit.coefficients);
        detail::save_matrix(content, fit.covariance);
        content << fit.caveats;
    });
}

template <>
GlmResult from_archive(std::span<const std::byte> bytes) {
    return detail::restore("GlmResult", bytes, [](InputArchive& content) {
        GlmResult fit;
        content >> fit.options >> fit.names >> fit.aliased >> fit.status >> fit.iterations >> fit.observations >>
            fit.residual_df >> fit.dispersion >> fit.pearson >> fit.deviance >> fit.log_likelihood >> fit.aic >>
            fit.bic >> fit.theta_se >> fit.smallest_pivot;
        fit.coefficients = detail::load_matrix<VectorXd>(content);
        fit.covariance = detail::load_matrix<MatrixXd>(content);
        fit.caveats = content.get<std::vector<Caveat>>();
        const auto p = fit.coefficients.size();
        const bool good = fit.names.size() == static_cast<std::size_t>(p) && fit.covariance.rows() == p &&
                          fit.covariance.cols() == p && are_positions(fit.aliased, static_cast<std::int32_t>(p));
        if (!good) content.refuse_value();
        return fit;
    });
}

template <>
Bytes to_archive(const RobustResult& result) {
    return detail::archive("RobustResult", [&](OutputArchive& content) {
        content << result.kind << result.names << result.clusters << result.confidence;
        detail::save_matrix(content, result.coefficients);
        detail::save_matrix(content, result.degrees_of_freedom);
        detail::save_matrix(content, result.covariance);
        detail::save_matrix(content, result.effective);
        content << result.undetermined << result.deciding_rows << result.caveats;
    });
}

template <>
RobustResult from_archive(std::span<const std::byte> bytes) {
    return detail::restore("RobustResult", bytes, [](InputArchive& content) {
        RobustResult result;
        content >> result.kind >> result.names >> result.clusters >> result.confidence;
        result.coefficients = detail::load_matrix<VectorXd>(content);
        result.degrees_of_freedom = detail::load_matrix<VectorXd>(content);
        result.covariance = detail::load_matrix<MatrixXd>(content);
        result.effective = detail::load_matrix<VectorXd>(content);
        content >> result.undetermined >> result.deciding_rows;
        result.caveats = content.get<std::vector<Caveat>>();
        const auto p = static_cast<Eigen::Index>(result.names.size());
        const bool good = result.coefficients.size() == p && result.degrees_of_freedom.size() == p &&
                          result.covariance.rows() == p && result.covariance.cols() == p &&
                          result.effective.size() == p &&
                          std::ranges::all_of(result.undetermined, [p](auto j) { return j >= 0 && j < p; }) &&
                          result.deciding_rows.size() == result.undetermined.size();
        if (!good) content.refuse_value();
        return result;
    });
}

}  // namespace maatstaf
