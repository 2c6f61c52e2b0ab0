// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/regress/elastic_net_accumulator.hpp"

#include <cmath>
#include <optional>

#include "core/check.hpp"
#include "core/fields_equal.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/core/messages/regress_models.hpp"
#include "regress/accumulated.hpp"
#include "regress/elastic_net_folds.hpp"
#include "regress/elastic_net_walk.hpp"
#include "regress/rows.hpp"
#include "regress/scores.hpp"

namespace maatstaf {
namespace {

/// What the walk wants to know of all rows and nobody has looked up yet.
struct Wanted {
    Eigen::VectorXd coefficients{};
    bool curvature = false, deviance = false;
};
struct Answer {
    detail::PenalisedPoint point{};
    double deviance = 0.0;
    void add(const Answer& other) {
        point.objective += other.point.objective;
        deviance += other.deviance;
        const auto join = [](auto& mine, const auto& theirs) {
            if (mine.size() == 0) mine = theirs;
            else if (theirs.size() != 0) mine += theirs;
        };
        join(point.gradient, other.point.gradient);
        join(point.curvature, other.point.curvature);
    }
};

/// One path over batches. Each step of the walk is run from its beginning with the answers so far, until it asks for
/// one that is not there: that is the next sweep.
struct Sweeps {
    enum class Stage : std::uint8_t { look, look_again, answer, done };

    ElasticNetOptions options{};
    std::vector<std::string> names{};
    std::int32_t columns = 0, sweeps = 0;
    Stage stage = Stage::look;
    bool begun = false;              ///< this sweep has seen rows
    detail::ColumnMoments moments{};
    detail::PenalisedColumns shape{};
    std::optional<detail::ElasticNetWalk> walk{};   ///< before the present step
    std::vector<Answer> answers{};                  ///< of the present step
    Wanted wanted{};
    Answer sums{};

    detail::Law law() const { return detail::Law(options.distribution); }

    void add(detail::PenalisedRows& rows) {
        begun = true;
        if (stage == Stage::look) moments.look(rows);
        if (stage == Stage::look_again) moments.look_again(rows);
        if (stage != Stage::answer) return;
        static_cast<detail::PenalisedColumns&>(rows) = shape;
        Answer own;
        if (wanted.deviance)
            own.deviance = detail::weighted_deviance(rows, rows.weight, wanted.coefficients);
        else
            own.point = detail::evaluate(rows, wanted.coefficients, wanted.curvature);
        sums.add(own);
    }
    void merge(const Sweeps& other) {
        if (stage != other.stage || sweeps != other.sweeps || columns != other.columns ||
            !detail::fields_equal(options, other.options) ||
            (stage == Stage::answer && wanted.coefficients != other.wanted.coefficients))
            throw ArgumentError(messages::regress_other_sweep);
        begun = begun || other.begun;
        if (stage == Stage::look) moments.add(other.moments);
        if (stage == Stage::look_again) moments.add_squares(other.moments);
        if (stage == Stage::answer) sums.add(other.sums);
        if (names.empty()) names = other.names;
    }
    bool advance() {
        if (stage == Stage::done) return false;
        if (!begun || !(moments.total > 0.0)) throw DataError(messages::regress_no_rows);
        begun = false;
        ++sweeps;
        if (stage == Stage::look) {
            stage = Stage::look_again;
            return true;
        }
        if (stage == Stage::look_again) {
            std::vector<std::string> called;
            for (std::int32_t j = 0; j < columns; ++j) called.push_back(detail::column_name(names, j));
            shape = moments.settle(law(), options.standardise);
            walk.emplace(shape, options, std::move(called));
            stage = Stage::answer;
        } else {
            answers.push_back(std::move(sums));
        }
        sums = {};
        while (!walk->is_done()) {
            if (!try_step()) return true;
            answers.clear();
        }
        stage = Stage::done;
        return false;
    }

private:
    /// False when an answer lacks; then nothing has happened but that it is wanted.
    bool try_step() {
        detail::ElasticNetWalk next = *walk;
        std::size_t used = 0;
        const auto answer = [&](Wanted asked) -> const Answer& {
            if (used == answers.size()) throw asked;
            return answers[used++];
        };
        const detail::PenalisedView view{
            [&](const Eigen::VectorXd& at, bool with_curvature) { return answer({at, with_curvature, false}).point; },
            [&](const Eigen::VectorXd& at) { return answer({at, false, true}).deviance; }};
        try {
            next.step(view);
        } catch (Wanted& asked) {
            wanted = std::move(asked);
            return false;
        }
        walk = std::move(next);
        return true;
    }
};

Sweeps begin(std::int32_t columns, const ElasticNetOptions& options, std::vector<std::string> names) {
    detail::need_columns(columns, names);
    Sweeps made;
    made.options = options;
    made.names = std::move(names);
    made.columns = columns;
    detail::check(options, columns, made.law());
    return made;
}

/// The rows of a batch, checked; of values only once.
detail::PenalisedRows rows_of(const RegressionData& batch, Sweeps& state) {
    if (!batch.analytic_weights.empty()) throw ArgumentError(messages::regress_weights_of_whole);
    detail::check_shape(batch, state.columns, state.law(), true);
    if (state.names.empty()) state.names = batch.names;
    if (state.stage == Sweeps::Stage::look)
        detail::check_values(batch, 0, batch.x.rows, state.law(), state.names, true);
    return detail::penalised_rows(batch, state.law());
}

}  // namespace

struct ElasticNetAccumulator::State : Sweeps {};

ElasticNetAccumulator::ElasticNetAccumulator(std::int32_t columns, const ElasticNetOptions& options,
                                             std::vector<std::string> names)
    : state_(std::make_unique<State>(State{begin(columns, options, std::move(names))})) {}
ElasticNetAccumulator::~ElasticNetAccumulator() = default;
ElasticNetAccumulator::ElasticNetAccumulator(const ElasticNetAccumulator& other)
    : state_(std::make_unique<State>(*other.state_)) {}
ElasticNetAccumulator& ElasticNetAccumulator::operator=(const ElasticNetAccumulator& other) {
    *state_ = *other.state_;
    return *this;
}

void ElasticNetAccumulator::add(const RegressionData& batch, const Progress& progress) {
    if (progress) progress(0, static_cast<std::size_t>(batch.x.rows));
    if (batch.x.rows == 0 || state_->stage == Sweeps::Stage::done) return;
    detail::PenalisedRows rows = rows_of(batch, *state_);
    state_->add(rows);
}
void ElasticNetAccumulator::merge(const ElasticNetAccumulator& other) { state_->merge(*other.state_); }
bool ElasticNetAccumulator::advance() { return state_->advance(); }
ElasticNetResult ElasticNetAccumulator::result() const {
    if (state_->stage != Sweeps::Stage::done) throw ArgumentError(messages::regress_more_sweeps);
    return state_->walk->result();
}

const std::vector<std::string>& ElasticNetAccumulator::names() const noexcept { return state_->names; }

/// First the path on all rows, which says at which lambdas the folds are fitted; then the folds; then what each says of
/// the rows that it has not seen.
struct ElasticNetCvAccumulator::State {
    Sweeps all{};
    std::vector<Sweeps> folds{};
    std::int32_t sweeps = 0;
    Eigen::MatrixXd deviance{};   ///< folds x lambdas
    Eigen::VectorXd weight{};     ///< folds
    bool is_last = false, is_done = false, begun = false;
};

ElasticNetCvAccumulator::ElasticNetCvAccumulator(std::int32_t columns, std::int32_t folds,
                                                 const ElasticNetOptions& options, std::vector<std::string> names)
    : state_(std::make_unique<State>()) {
    if (folds < 2 || folds > 1000) throw detail::out_of_range("folds", "2 .. 1000", folds);
    state_->all = begin(columns, options, std::move(names));
    state_->weight = Eigen::VectorXd::Zero(folds);
}
ElasticNetCvAccumulator::~ElasticNetCvAccumulator() = default;
ElasticNetCvAccumulator::ElasticNetCvAccumulator(const ElasticNetCvAccumulator& other)
    : state_(std::make_unique<State>(*other.state_)) {}
ElasticNetCvAccumulator& ElasticNetCvAccumulator::operator=(const ElasticNetCvAccumulator& other) {
    *state_ = *other.state_;
    return *this;
}

void ElasticNetCvAccumulator::add(const RegressionData& batch, std::span<const std::int32_t> fold_of_row,
                                  const Progress& progress) {
    State& state = *state_;
    if (progress) progress(0, static_cast<std::size_t>(batch.x.rows));
    if (batch.x.rows == 0 || state.is_done) return;
    detail::need_one_per_row("fold_of_row", fold_of_row.size(), batch.x.rows);
    for (const std::int32_t each : fold_of_row) detail::need_position("fold_of_row", each, state.weight.size());
    const detail::PenalisedRows rows = rows_of(batch, state.all);
    state.begun = true;
    if (state.all.stage != Sweeps::Stage::done) {
        detail::PenalisedRows whole = rows;
        return state.all.add(whole);
    }
    for (std::size_t k = 0; k < state.folds.size(); ++k) {
        detail::PenalisedRows own = rows;
        std::vector<double> out(own.weight.size(), 0.0);
        for (std::size_t i = 0; i < out.size(); ++i)
            if (fold_of_row[i] == static_cast<std::int32_t>(k)) std::swap(out[i], own.weight[i]);
        if (!state.is_last) {
            if (state.folds[k].stage != Sweeps::Stage::done) state.folds[k].add(own);
            continue;
        }
        const auto at = static_cast<Eigen::Index>(k);
        for (const double each : out) state.weight[at] += each;
        const Eigen::MatrixXd& path = state.folds[k].walk->result().coefficients;
        for (Eigen::Index l = 0; l < path.cols(); ++l)
            state.deviance(at, l) += detail::weighted_deviance(own, out, path.col(l));
    }
}

void ElasticNetCvAccumulator::merge(const ElasticNetCvAccumulator& other) {
    State& mine = *state_;
    const State& theirs = *other.state_;
    if (mine.sweeps != theirs.sweeps || mine.weight.size() != theirs.weight.size() ||
        mine.folds.size() != theirs.folds.size())
        throw ArgumentError(messages::regress_other_sweep);
    mine.begun = mine.begun || theirs.begun;
    if (mine.all.stage != Sweeps::Stage::done) return mine.all.merge(theirs.all);
    for (std::size_t k = 0; k < mine.folds.size(); ++k) mine.folds[k].merge(theirs.folds[k]);
    mine.weight += theirs.weight;
    if (mine.is_last) mine.deviance += theirs.deviance;
}

bool ElasticNetCvAccumulator::advance() {
    State& state = *state_;
    if (state.is_done) return false;
    if (!state.begun) throw DataError(messages::regress_no_rows);
    state.begun = false;
    ++state.sweeps;
    if (state.all.stage != Sweeps::Stage::done) {
        if (state.all.advance()) return true;
        const ElasticNetResult& fit = state.all.walk->result();
        ElasticNetOptions options = state.all.options;
        options.lambdas.assign(fit.lambdas.begin(), fit.lambdas.end());
        state.folds.assign(static_cast<std::size_t>(state.weight.size()),
                           begin(state.all.columns, options, state.all.names));
        return true;
    }
    if (state.is_last) {
        for (Eigen::Index k = 0; k < state.weight.size(); ++k)
            if (!(state.weight[k] > 0.0))
                throw DataError(messages::regress_empty_fold, {{"got", std::to_string(k)}});
        state.is_done = true;
        return false;
    }
    bool more = false;
    for (std::size_t k = 0; k < state.folds.size(); ++k) {
        Sweeps& fold = state.folds[k];
        if (fold.stage == Sweeps::Stage::look && !(fold.moments.total > 0.0))
            throw DataError(messages::regress_empty_fold, {{"got", std::to_string(k)}});
        if (fold.advance()) more = true;
    }
    if (!more) {
        state.is_last = true;
        state.deviance = Eigen::MatrixXd::Zero(state.weight.size(), state.all.walk->result().lambdas.size());
    }
    return true;
}

ElasticNetCvResult ElasticNetCvAccumulator::result() const {
    const State& state = *state_;
    if (!state.is_done) throw ArgumentError(messages::regress_more_sweeps);
    ElasticNetCvResult out;
    out.fit = state.all.walk->result();
    out.deviance_by_fold = state.weight.cwiseInverse().asDiagonal() * state.deviance;
    detail::summarise_folds(state.weight, out);
    return out;
}

const std::vector<std::string>& ElasticNetCvAccumulator::names() const noexcept { return state_->all.names; }

}  // namespace maatstaf
