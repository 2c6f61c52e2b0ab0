// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/regress/glm.hpp"

#include <algorithm>
#include <cmath>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/text.hpp"
#include "regress/glm_state.hpp"
#include "regress/rows.hpp"

namespace maatstaf {
namespace {

void check_between(const char* argument, double value, double low, double high, const char* range) {
    if (!(value > low && value < high))
        throw ArgumentError(Message::argument_out_of_range,
                            {{"argument", argument}, {"range", range}, {"got", to_text(value)}});
}

void check(const GlmOptions& options) {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    check_between("confidence", options.confidence, 0.0, 1.0, "strictly between 0 and 1");
    check_between("tolerance", options.tolerance, 0.0, 1.0, "strictly between 0 and 1");
    check_between("max_iterations", options.max_iterations, 0, 100'001, "1 to 100,000");
    if (options.distribution.family == Family::tweedie)
        check_between("power", options.distribution.power, 1.0, 2.0, "strictly between 1 and 2");
    if (!std::isnan(options.distribution.theta))
        check_between("theta", options.distribution.theta, 0.0, infinity, "positive");
}

}  // namespace

GlmAccumulator::GlmAccumulator(std::int32_t columns, const GlmOptions& options, std::vector<std::string> names)
    : state_(std::make_unique<State>()) {
    check(options);
    check_between("columns", columns, 0, 100'001, "1 to 100,000");
    state_->options = options;
    state_->names = std::move(names);
    state_->columns = columns;
    state_->point.law = detail::Law(options.distribution);
    state_->point.shift = Eigen::VectorXd::Zero(columns);
    state_->point.estimate_theta =
        options.distribution.family == Family::negative_binomial && std::isnan(options.distribution.theta);
    if (state_->point.estimate_theta) state_->point.law.theta = std::numeric_limits<double>::infinity();
}

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
    const auto rows = static_cast<std::size_t>(batch.x.rows);
    const std::size_t grain = detail::range_rows(batch.x.rows);
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
        mine.point.coefficients != theirs.point.coefficients)
        throw ArgumentError(Message::regress_other_sweep);
    state_->sums.add(theirs.sums);
    if (state_->names.empty()) state_->names = theirs.names;
}

bool GlmAccumulator::advance() {
    State& state = *state_;
    switch (state.sweep) {
        case detail::Sweep::look: state.begin(); break;
        case detail::Sweep::start: state.first_step(); break;
        case detail::Sweep::iterate: state.step(); break;
        case detail::Sweep::summarise: state.finish(); return false;
        case detail::Sweep::done: return false;
    }
    state.sums = {};
    ++state.sweeps;
    return true;
}

GlmResult glm(const RegressionData& data, const GlmOptions& options, const Progress& progress) {
    if (data.x.rows < 1) throw DataError(Message::regress_no_rows);
    GlmAccumulator fit(static_cast<std::int32_t>(data.x.columns), options, data.names);
    do fit.add(data, progress);
    while (fit.advance());
    return fit.result();
}

}  // namespace maatstaf
