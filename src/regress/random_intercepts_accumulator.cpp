// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/regress/random_intercepts_accumulator.hpp"

#include <cmath>
#include <optional>
#include <unordered_set>

#include "core/fields_equal.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/core/messages/regress_models.hpp"
#include "maatstaf/core/text.hpp"
#include "regress/accumulated.hpp"
#include "regress/glm_state.hpp"
#include "regress/group_labels.hpp"
#include "regress/intercepts_fit.hpp"
#include "regress/rows.hpp"

namespace maatstaf {

/// Each step of the search is run from its beginning with the answers so far, until it asks for those that are not
/// there: that is the next sweep.
struct RandomInterceptsAccumulator::State {
    enum class Stage : std::uint8_t { start, search, groups, done };

    RandomInterceptsOptions options{};
    GlmAccumulator start;                     ///< the regression without groups
    Stage stage = Stage::start;
    std::int32_t sweeps = 0;
    detail::ColumnMoments moments{};          ///< of the first two sweeps
    detail::GroupCounts counts{}, expected{};   ///< of this sweep, and of the first
    std::unordered_set<std::string> seen{};   ///< groups, in this sweep
    detail::ScaledColumns scaled{};
    std::optional<detail::MarginalSearch> search{};   ///< before the present step
    std::vector<std::vector<detail::Marginal>> answers{};   ///< of the present step
    std::vector<detail::MarginalQuestion> wanted{};
    std::vector<detail::Marginal> sums{};
    detail::FittedGroups groups{};
    std::vector<detail::GroupEffects> effects{};   ///< of those groups, batch by batch
    RandomInterceptsResult result{};

    State(std::int32_t columns, const RandomInterceptsOptions& given, std::vector<std::string> names)
        : options(given), start(columns, detail::options_of_start(given), std::move(names)) {}

    void add(const RegressionData& batch, const detail::Grouping& grouping, std::vector<std::string> names) {
        const detail::PenalisedRows weights = detail::penalised_rows(batch, detail::Law(options.distribution));
        if (stage == Stage::start) {
            start.add(batch);   // which looks at the values, the first time
            if (sweeps == 0) moments.look(weights);
            if (sweeps == 1) moments.look_again(weights);
        } else {
            const detail::GroupedRows rows = detail::grouped_rows(batch, grouping, weights, scaled);
            detail::GroupModes modes;
            if (stage == Stage::search) add(detail::answers_of(rows, wanted, modes));
            if (stage == Stage::groups) {
                effects.push_back(detail::group_effects(rows, search->fit().point));
                for (std::size_t g = 0; g < grouping.size(); ++g) {
                    groups.names.push_back(names[g]);
                    groups.rows.push_back(static_cast<std::int64_t>(grouping.cluster(g).size()));
                }
            }
        }
        counts.add(batch, grouping, weights);
        for (std::string& name : names) seen.insert(std::move(name));
    }

    void merge(const State& other) {
        if (stage != other.stage || sweeps != other.sweeps || !detail::fields_equal(options, other.options) ||
            !same_questions(other))
            throw ArgumentError(messages::regress_other_sweep);
        for (const std::string& name : other.seen) need_new(name);
        if (stage == Stage::start) start.merge(other.start);
        if (stage == Stage::start && sweeps == 0) moments.add(other.moments);
        if (stage == Stage::start && sweeps == 1) moments.add_squares(other.moments);
        if (stage == Stage::search) add(other.sums);
        if (stage == Stage::groups) {
            effects.insert(effects.end(), other.effects.begin(), other.effects.end());
            groups.names.insert(groups.names.end(), other.groups.names.begin(), other.groups.names.end());
            groups.rows.insert(groups.rows.end(), other.groups.rows.begin(), other.groups.rows.end());
        }
        counts.add(other.counts);
        seen.insert(other.seen.begin(), other.seen.end());
    }

    bool advance() {
        if (stage == Stage::done) return false;
        if (seen.empty()) throw DataError(messages::regress_no_rows);
        if (sweeps == 0) counts.check(detail::Law(options.distribution), detail::has_free_own(options));
        else need_same_rows();
        if (stage == Stage::start && start.advance()) {
            end_sweep();
            return true;
        }
        if (stage == Stage::start) {
            const GlmResult fit = start.result();
            scaled = detail::scaled_columns(moments.settle(detail::Law(options.distribution), true), fit.aliased);
            search = detail::begin_search(fit, scaled, expected, options);
            stage = Stage::search;
        } else if (stage == Stage::search) {
            answers.push_back(std::move(sums));
        }
        end_sweep();
        if (stage == Stage::groups) {
            groups.effects = detail::joined(effects);
            result = detail::intercepts_result(*search, start.result(), scaled, expected, options, std::move(groups));
            groups = {};
            effects.clear();
            stage = Stage::done;
            return false;
        }
        while (!search->is_done()) {
            if (!try_step()) return true;
            answers.clear();
        }
        stage = Stage::groups;
        return true;
    }

    void need_new(const std::string& name) const {
        if (seen.contains(name)) throw ArgumentError(messages::regress_group_seen_again, {{"group", name}});
    }

private:
    void add(const std::vector<detail::Marginal>& more) {
        if (sums.empty()) sums = more;
        else
            for (std::size_t k = 0; k < more.size(); ++k) sums[k].add(more[k]);
    }
    void end_sweep() {
        if (sweeps == 0) expected = counts;
        ++sweeps;
        counts = {};
        seen.clear();
        sums.clear();
    }
    void need_same_rows() const {
        const double gap = std::abs(counts.observations - expected.observations);
        if (gap > 1e-9 * expected.observations || counts.groups != expected.groups)
            throw ArgumentError(messages::regress_other_rows, {{"got", to_text(counts.observations)},
                                                              {"expected", to_text(expected.observations)}});
    }
    bool same_questions(const State& other) const {
        if (wanted.size() != other.wanted.size()) return false;
        for (std::size_t k = 0; k < wanted.size(); ++k)
            if (wanted[k].point.coefficients != other.wanted[k].point.coefficients ||
                wanted[k].point.sd != other.wanted[k].point.sd || wanted[k].point.own != other.wanted[k].point.own)
                return false;
        return true;
    }
    /// False when answers lack; then nothing has happened but that they are wanted.
    bool try_step() {
        detail::MarginalSearch next = *search;
        std::size_t used = 0;
        try {
            next.step([&](const std::vector<detail::MarginalQuestion>& questions) {
                if (used == answers.size()) throw questions;
                return answers[used++];
            });
        } catch (std::vector<detail::MarginalQuestion>& asked) {
            wanted = std::move(asked);
            return false;
        }
        search = std::move(next);
        return true;
    }
};

RandomInterceptsAccumulator::RandomInterceptsAccumulator(std::int32_t columns, const RandomInterceptsOptions& options,
                                                         std::vector<std::string> names) {
    detail::check(options);
    state_ = std::make_unique<State>(columns, options, std::move(names));
}
RandomInterceptsAccumulator::~RandomInterceptsAccumulator() = default;
RandomInterceptsAccumulator::RandomInterceptsAccumulator(const RandomInterceptsAccumulator& other)
    : state_(std::make_unique<State>(*other.state_)) {}
RandomInterceptsAccumulator& RandomInterceptsAccumulator::operator=(const RandomInterceptsAccumulator& other) {
    *state_ = *other.state_;
    return *this;
}

void RandomInterceptsAccumulator::add(const RegressionData& batch, std::span<const std::int32_t> groups,
                                      std::span<const std::string> labels, const Progress& progress) {
    if (progress) progress(0, static_cast<std::size_t>(batch.x.rows));
    if (batch.x.rows == 0 || state_->stage == State::Stage::done) return;
    if (!batch.analytic_weights.empty()) throw ArgumentError(messages::regress_weights_of_whole);
    detail::check_shape(batch, state_->start.state().columns, detail::Law(state_->options.distribution), true);
    const detail::GroupLabels named(groups, labels, batch.x.rows);
    const detail::Grouping grouping = detail::group_rows(groups);
    std::vector<std::string> names;
    for (std::size_t g = 0; g < grouping.size(); ++g) {
        names.push_back(named.name(groups[static_cast<std::size_t>(grouping.cluster(g).front())]));
        state_->need_new(names.back());
    }
    state_->add(batch, grouping, std::move(names));
}
void RandomInterceptsAccumulator::merge(const RandomInterceptsAccumulator& other) { state_->merge(*other.state_); }
bool RandomInterceptsAccumulator::advance() { return state_->advance(); }
RandomInterceptsResult RandomInterceptsAccumulator::result() const {
    if (state_->stage != State::Stage::done) throw ArgumentError(messages::regress_more_sweeps);
    return state_->result;
}

const std::vector<std::string>& RandomInterceptsAccumulator::names() const noexcept {
    return state_->start.state().names;
}

}  // namespace maatstaf
