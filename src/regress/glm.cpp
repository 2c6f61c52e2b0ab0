// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/regress/glm.hpp"

#include <algorithm>
#include <cmath>

#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "core/check.hpp"
#include "core/fields_equal.hpp"
#include "regress/accumulated.hpp"
#include "regress/fit_without.hpp"
#include "regress/glm_state.hpp"
#include "regress/row_kernels.hpp"
#include "regress/rows.hpp"

namespace maatstaf {
namespace {

void check(const GlmOptions& options) {
    detail::need_confidence(options.confidence);
    const auto within = [](const char* argument, double value, double above, double below, const char* range) {
        if (!(value > above && value < below)) throw detail::out_of_range(argument, range, value);
    };
    within("tolerance", options.tolerance, 0.0, 1.0, "> 0, < 1");
    within("max_iterations", options.max_iterations, 0.0, 100'001, "1 .. 100000");
    if (options.distribution.family == Family::tweedie)
        within("power", options.distribution.power, 1.0, 2.0, "> 1, < 2");
    if (!std::isnan(options.distribution.theta))
        within("theta", options.distribution.theta, 0.0, std::numeric_limits<double>::infinity(), "> 0");
}

/// Offset plus log(exposure), once instead of in every pass.
std::vector<double> whole_offset(const RegressionData& data) {
    std::vector<double> out(data.exposure.size());
    parallel_for(out.size(), 16384, [&](std::size_t begin, std::size_t end) {
        detail::logarithms_of(data.exposure.data() + begin, static_cast<std::ptrdiff_t>(end - begin), &out[begin]);
        for (std::size_t i = begin; i < end && !data.offset.empty(); ++i) out[i] += data.offset[i];
    });
    return out;
}

}  // namespace

GlmAccumulator::GlmAccumulator(std::int32_t columns, const GlmOptions& options, std::vector<std::string> names)
    : state_(std::make_unique<State>()) {
    check(options);
    detail::need_columns(columns, names);
    state_->options = options;
    state_->names = std::move(names);
    state_->columns = columns;
    state_->point.law = detail::Law(options.distribution);
    state_->point.shift = Eigen::VectorXd::Zero(columns);
    state_->point.estimate_theta =
        options.distribution.family == Family::negative_binomial && std::isnan(options.distribution.theta);
    if (state_->point.estimate_theta) state_->point.law.theta = std::numeric_limits<double>::infinity();
}

GlmAccumulator::GlmAccumulator(std::unique_ptr<State> state) : state_(std::move(state)) {}
GlmAccumulator::~GlmAccumulator() = default;
GlmAccumulator::GlmAccumulator(const GlmAccumulator& other) : state_(std::make_unique<State>(*other.state_)) {}
GlmAccumulator& GlmAccumulator::operator=(const GlmAccumulator& other) {
    *state_ = *other.state_;
    return *this;
}

void GlmAccumulator::add(const RegressionData& batch, const Progress& progress) {
    State& state = *state_;
    if (state.sweep == detail::Sweep::done) return;
    detail::check_shape(batch, state.columns, state.point.law, true);
    if (state.names.empty()) state.names = batch.names;
    if (state.sweep == detail::Sweep::settle) state.point.watches_moves = state.watches_moves();
    const auto rows = static_cast<std::size_t>(batch.x.rows);
    const auto every = static_cast<std::size_t>(state.point.every);
    const std::size_t grain = detail::range_rows(batch.x.rows / state.point.every, batch.x.columns) * every;
    std::vector<detail::GlmSums> parts((rows + grain - 1) / grain);
    parallel_for(rows, grain, [&](std::size_t begin, std::size_t end) {
        parts[begin / grain] = detail::sum_rows(state.sweep, batch, static_cast<std::ptrdiff_t>(begin),
                                                static_cast<std::ptrdiff_t>(end), state.point, state.names);
    }, progress);
    for (const auto& part : parts) state.sums.add(part);
}

void GlmAccumulator::merge(const GlmAccumulator& other) {
    const State &mine = *state_, &theirs = *other.state_;
    if (mine.sweep != theirs.sweep || mine.sweeps != theirs.sweeps || mine.columns != theirs.columns ||
        !detail::fields_equal(mine.options, theirs.options) ||
        !detail::fields_equal(mine.point.law.theta, theirs.point.law.theta) ||
        mine.point.coefficients != theirs.point.coefficients)
        throw ArgumentError(messages::regress_other_sweep);
    state_->sums.add(theirs.sums);
    if (state_->names.empty()) state_->names = theirs.names;
}

bool GlmAccumulator::advance() {
    State& state = *state_;
    const bool begun = state.sweep == detail::Sweep::look ? state.sums.rows > 0.0 : state.sums.gram.size() != 0;
    if (!begun && state.sweep != detail::Sweep::done) throw DataError(messages::regress_no_rows);
    switch (state.sweep) {
        case detail::Sweep::look: state.begin(); break;
        case detail::Sweep::start: state.first_step(); break;
        case detail::Sweep::iterate:
        case detail::Sweep::settle: state.step(); break;
        case detail::Sweep::approach: state.approach(); break;
        case detail::Sweep::done: break;
    }
    if (state.sweep == detail::Sweep::done) return false;
    state.sums = {};
    ++state.sweeps;
    return true;
}

GlmResult glm(const RegressionData& data, const GlmOptions& options, const Progress& progress) {
    return detail::fit_without(data, options, {}, progress);
}

GlmResult detail::fit_without(const RegressionData& data, const GlmOptions& options,
                              std::span<const std::int32_t> left_out, const Progress& progress) {
    if (data.x.rows < 1) throw DataError(messages::regress_no_rows);
    GlmAccumulator fit(static_cast<std::int32_t>(data.x.columns), options, data.names);
    fit.state().leave_out(left_out);
    detail::check_shape(data, data.x.columns, fit.state().point.law, true);
    fit.add(data, progress);   // looks at the rows, so that from here on the values are known to be good
    const std::vector<double> offset = whole_offset(data);
    RegressionData rows = data;
    if (!offset.empty()) rows.offset = offset, rows.exposure = {};
    fit.advance();
    // The first steps look at one block of rows in so many, which leaves `enough` rows per column.
    constexpr std::ptrdiff_t sparse = 64, enough = 64, few = 8192;
    if (!fit.state().is_linear() && data.x.rows >= few)
        fit.state().point.every = std::clamp<std::ptrdiff_t>(data.x.rows / (enough * data.x.columns), 1, sparse);
    do fit.add(rows, progress);
    while (fit.advance());
    return fit.result();
}

}  // namespace maatstaf
