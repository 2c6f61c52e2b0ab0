// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/regress/tweedie_accumulator.hpp"

#include <algorithm>
#include <optional>

#include "core/fields_equal.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "regress/tweedie_profile.hpp"

namespace maatstaf {
namespace {

/// What the search wants to know of all rows and nobody has looked up yet.
struct FitWanted {
    GlmOptions options{};
};
struct LikelihoodWanted {
    double dispersion = 1.0;
    bool with_power = false;
};

}  // namespace

/// The search is run from its beginning with the answers so far, until it asks for one that is not there: a fit, which
/// takes several sweeps, or sums at the last fit, which take one.
struct TweediePowerAccumulator::State {
    TweediePowerOptions options{};
    std::vector<std::string> names{};
    std::int32_t columns = 0, sweeps = 0;
    std::optional<GlmAccumulator> fitting{};   ///< empty: sums are wanted
    std::vector<GlmResult> fits{};
    std::vector<detail::TweedieSums> answers{};
    LikelihoodWanted wanted{};
    detail::TweedieSums sums{};
    bool begun = false, zeros = false;
    std::optional<TweediePowerResult> result{};

    void begin_fit(const GlmOptions& asked) { fitting.emplace(columns, asked, names); }
    /// Runs the search until it wants something; true when it does.
    bool search() {
        std::size_t fits_used = 0, answers_used = 0;
        detail::TweedieView view;
        view.fit = [&](const GlmOptions& asked) {
            if (fits_used == fits.size()) throw FitWanted{asked};
            return fits[fits_used++];
        };
        view.likelihood = [&](const GlmResult&, double dispersion, bool with_power) {
            if (answers_used == answers.size()) throw LikelihoodWanted{dispersion, with_power};
            return answers[answers_used++];
        };
        view.with_zeros = [&] { return zeros; };
        try {
            result = detail::most_likely_power(view, options);
        } catch (const FitWanted& asked) {
            begin_fit(asked.options);
            return true;
        } catch (const LikelihoodWanted& asked) {
            wanted = asked;
            return true;
        }
        return false;
    }
};

TweediePowerAccumulator::TweediePowerAccumulator(std::int32_t columns, const TweediePowerOptions& options,
                                                 std::vector<std::string> names)
    : state_(std::make_unique<State>()) {
    detail::check(options);
    state_->options = options;
    state_->columns = columns;
    state_->names = std::move(names);
    state_->search();   // it wants a first fit, and says here what is wrong with the options
}
TweediePowerAccumulator::~TweediePowerAccumulator() = default;
TweediePowerAccumulator::TweediePowerAccumulator(const TweediePowerAccumulator& other)
    : state_(std::make_unique<State>(*other.state_)) {}
TweediePowerAccumulator& TweediePowerAccumulator::operator=(const TweediePowerAccumulator& other) {
    *state_ = *other.state_;
    return *this;
}

void TweediePowerAccumulator::add(const RegressionData& batch, const Progress& progress) {
    State& state = *state_;
    if (state.result) return;
    if (state.names.empty()) state.names = batch.names;
    if (!batch.analytic_weights.empty()) throw ArgumentError(messages::regress_weights_of_whole);
    if (state.fitting) return state.fitting->add(batch, progress);
    state.begun = true;
    const GlmResult& fit = state.fits.back();
    state.zeros = state.zeros || std::ranges::any_of(batch.y, [](double y) { return y == 0.0; });
    state.sums.add(detail::tweedie_sums(batch, detail::fitted_means(batch, fit), 1.0,
                                        fit.options.distribution.power, state.wanted.dispersion,
                                        state.wanted.with_power, progress));
}

void TweediePowerAccumulator::merge(const TweediePowerAccumulator& other) {
    State& mine = *state_;
    const State& theirs = *other.state_;
    if (mine.sweeps != theirs.sweeps || mine.columns != theirs.columns ||
        !detail::fields_equal(mine.options, theirs.options) || mine.fits.size() != theirs.fits.size() ||
        mine.fitting.has_value() != theirs.fitting.has_value() || mine.wanted.dispersion != theirs.wanted.dispersion)
        throw ArgumentError(messages::regress_other_sweep);
    mine.zeros = mine.zeros || theirs.zeros;
    mine.begun = mine.begun || theirs.begun;
    if (mine.fitting) return mine.fitting->merge(*theirs.fitting);
    mine.sums.add(theirs.sums);
}

bool TweediePowerAccumulator::advance() {
    State& state = *state_;
    if (state.result) return false;
    ++state.sweeps;
    if (state.fitting) {
        if (state.fitting->advance()) return true;
        state.fits.push_back(state.fitting->result());
        state.fitting.reset();
    } else {
        if (!state.begun) throw DataError(messages::regress_no_rows);
        state.answers.push_back(state.sums);
    }
    state.sums = {};
    state.begun = false;
    return state.search();
}

TweediePowerResult TweediePowerAccumulator::result() const {
    if (!state_->result) throw ArgumentError(messages::regress_more_sweeps);
    return *state_->result;
}

const std::vector<std::string>& TweediePowerAccumulator::names() const noexcept { return state_->names; }

}  // namespace maatstaf
