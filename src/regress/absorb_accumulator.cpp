// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/regress/absorb_accumulator.hpp"

#include <algorithm>

#include "core/check.hpp"
#include "core/fields_equal.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/core/text.hpp"
#include "regress/absorb_state.hpp"
#include "regress/accumulated.hpp"
#include "regress/rows.hpp"

namespace maatstaf {
namespace {

/// Where sums of two workers can be added up.
bool same_point(const detail::CellPoint& a, const detail::CellPoint& b) {
    return a.centre.rows() == b.centre.rows() && a.coefficients.size() == b.coefficients.size() &&
           a.eta.size() == b.eta.size() && a == b;
}

}  // namespace

AbsorbAccumulator::AbsorbAccumulator(std::int32_t columns, const AbsorbOptions& options,
                                     std::vector<std::string> names)
    : state_(std::make_unique<State>()) {
    detail::need_columns(columns, names);
    if (options.keep_fitted) throw ArgumentError(messages::regress_no_fitted_in_batches);
    state_->options = options;
    state_->options.clusters = state_->options.second_clusters = {};
    state_->names = std::move(names);
    state_->columns = columns;
    state_->column_sum = Eigen::VectorXd::Zero(columns);
}
AbsorbAccumulator::~AbsorbAccumulator() = default;
AbsorbAccumulator::AbsorbAccumulator(const AbsorbAccumulator& other) : state_(std::make_unique<State>(*other.state_)) {}
AbsorbAccumulator& AbsorbAccumulator::operator=(const AbsorbAccumulator& other) {
    if (this != &other) state_ = std::make_unique<State>(*other.state_);
    return *this;
}

const std::vector<std::string>& AbsorbAccumulator::names() const noexcept { return state_->names; }

void AbsorbAccumulator::add(const RegressionData& batch, std::span<const AbsorbedEffect> effects,
                            std::span<const AbsorbedEffect> clusters) {
    State& state = *state_;
    if (state.stage == State::Stage::done || batch.x.rows == 0) return;
    if (!batch.analytic_weights.empty()) throw ArgumentError(messages::regress_weights_of_whole);
    if (batch.x.columns != state.columns)
        throw ArgumentError(messages::wrong_length, {{"argument", "x"},
                                                    {"got", std::to_string(batch.x.columns)},
                                                    {"expected", std::to_string(state.columns)},
                                                    {"per", "column of the fit"}});
    if (clusters.size() > 2) throw detail::out_of_range("clusters", "at most two groupings", clusters.size());
    AbsorbOptions options = state.options;
    if (!clusters.empty()) options.clusters = clusters[0].codes;
    if (clusters.size() > 1) options.second_clusters = clusters[1].codes;
    const detail::Law law(Distribution{.family = options.family});
    detail::check_absorbed(batch, effects, options, law);
    const bool looking = state.stage == State::Stage::look;
    if (looking) {
        detail::check_values(batch, 0, batch.x.rows, law, batch.names, true);
        state.cells.begin(effects, clusters);
        if (state.names.empty()) state.names = batch.names;
    }
    const detail::PlacedRows placed =
        state.cells.place(detail::in_order(state.cells.effects, effects, "effects"),
                          detail::in_order(state.cells.clusters, clusters, "clusters"), looking);
    if (!looking) {
        const auto unknown = [](const std::vector<std::int32_t>& each) {
            return std::find(each.begin(), each.end(), -1) != each.end();
        };
        if (unknown(placed.cell) || std::any_of(placed.cluster.begin(), placed.cluster.end(), unknown))
            throw ArgumentError(messages::regress_rows_of_other_sweep);
        if (state.stage == State::Stage::sums)
            detail::add_rows(batch, placed, *state.laid, state.point,
                             state.totals.weight == 0.0 ? &state.shift : nullptr, state.sums);
        else
            detail::judge_rows(batch, placed, *state.laid, state.point, state.judged_at, state.cells,
                               state.covariance(), state.judged);
    } else {
        state.look(batch, placed);
    }
    state.rows_now += static_cast<double>(batch.x.rows);
}

void AbsorbAccumulator::merge(const AbsorbAccumulator& other) {
    State& mine = *state_;
    const State& theirs = *other.state_;
    if (mine.stage != theirs.stage || mine.sweeps != theirs.sweeps || mine.columns != theirs.columns ||
        !detail::fields_equal(mine.options, theirs.options) || !same_point(mine.point, theirs.point))
        throw ArgumentError(messages::regress_other_sweep);
    if (mine.stage == State::Stage::look) {
        mine.cells.merge(theirs.cells, mine.columns);
        mine.without_weight += theirs.without_weight;
        mine.column_sum += theirs.column_sum;
        if (mine.names.empty()) mine.names = theirs.names;
    }
    mine.rows_now += theirs.rows_now;
    if (mine.stage == State::Stage::sums) mine.sums.add(theirs.sums);
    if (mine.stage == State::Stage::judge) mine.judged.add(theirs.judged);
}

bool AbsorbAccumulator::advance() {
    State& state = *state_;
    if (state.stage == State::Stage::done) return false;
    if (state.stage == State::Stage::look) state.rows_seen = state.rows_now;
    if (state.rows_now != state.rows_seen)
        throw ArgumentError(messages::regress_other_rows,
                            {{"got", to_text(state.rows_now)}, {"expected", to_text(state.rows_seen)}});
    const double used = state.stage == State::Stage::sums ? state.sums.rows : state.judged.rows;
    if (state.laid && used != state.laid->rows_used)
        throw ArgumentError(messages::regress_other_rows,
                            {{"got", to_text(used)}, {"expected", to_text(state.laid->rows_used)}});
    switch (state.stage) {
        case State::Stage::look: state.finish_look(); break;
        case State::Stage::sums: state.finish_sums(); break;
        case State::Stage::judge: state.finish_judge(); break;
        case State::Stage::done: break;
    }
    state.rows_now = 0.0;
    if (state.stage != State::Stage::done) state.sums = {};
    ++state.sweeps;
    return state.stage != State::Stage::done;
}

AbsorbResult AbsorbAccumulator::result() const {
    if (state_->stage != State::Stage::done) throw ArgumentError(messages::regress_more_sweeps);
    return state_->result;
}

}  // namespace maatstaf
