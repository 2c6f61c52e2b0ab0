// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/regress/parts_accumulator.hpp"

#include <optional>
#include <utility>

#include "maatstaf/core/messages/regress.hpp"
#include "regress/amount_sums.hpp"
#include "regress/parts_sweeps.hpp"
#include "regress/truncated_counts.hpp"

namespace maatstaf {
namespace {

bool same_estimates(const GlmResult& a, const GlmResult& b) {
    return detail::without_gaps(a.coefficients) == detail::without_gaps(b.coefficients);
}

/// The amounts of a two-part model.
class AmountPart {
public:
    AmountPart(std::int32_t columns, const TwoPartOptions& options, const std::vector<std::string>& names)
        : law_(options.amount), fitting_(std::in_place, columns, detail::amount_options(options), names) {}

    static constexpr bool whole = false;
    static detail::Law law() { return detail::Law(Distribution{.family = Family::gamma}); }

    void add(const RegressionData& above) {
        if (fitting_) fitting_->add(detail::AmountRows(above, law_).data);
    }
    bool advance() {
        if (!fitting_ || fitting_->advance()) return fitting_.has_value();
        fit_ = fitting_->result();
        fitting_.reset();
        return false;
    }
    void merge_fit(const AmountPart& other) {
        if (fitting_) fitting_->merge(*other.fitting_);
    }
    bool is_at(const AmountPart& other) const {
        return fitting_.has_value() == other.fitting_.has_value() && same_estimates(fit_, other.fit_);
    }
    const GlmResult& fit() const { return fit_; }
    const detail::Smearing& smearing() const { return smearing_; }

    detail::FittedAmounts fitted(const RegressionData& above) const { return {above, law_, fit_, smearing_}; }
    bool measures() const { return law_ == AmountLaw::lognormal; }
    void measure(const detail::FittedAmounts& rows) {
        if (measures()) smearing_.add(rows.data(), rows.residuals());
    }
    void merge_measured(const AmountPart& other) { smearing_.add(other.smearing_); }
    bool has_spread() const { return measures(); }
    void spread(const detail::FittedAmounts& rows) {
        if (measures()) smearing_.add_spread(rows.data(), rows.residuals());
    }
    void merge_spread(const AmountPart& other) { smearing_.add_spread(other.smearing_); }

private:
    AmountLaw law_;
    std::optional<GlmAccumulator> fitting_;
    GlmResult fit_{};
    detail::Smearing smearing_{};
};

/// The counts of a hurdle model: a Poisson fit with the moments of its columns, and from there the search.
class CountPart {
public:
    CountPart(std::int32_t columns, const HurdleOptions& options, const std::vector<std::string>& names)
        : options_(options), fitting_(std::in_place, columns, detail::truncated_start(options), names) {}

    static constexpr bool whole = true;
    static detail::Law law() { return detail::Law(Distribution{.family = Family::poisson}); }

    void add(const RegressionData& above) {
        if (search_) {
            if (!is_over_) sums_.add(detail::truncated_sums(above, search_->columns(), search_->point()));
            return;
        }
        fitting_->add(above);
        const detail::PenalisedRows rows = detail::penalised_rows(above, law());
        if (looks_ == 0) moments_.look(rows);
        if (looks_ == 1) moments_.look_again(rows);
    }
    bool advance() {
        if (is_over_) return false;
        if (!search_) {
            ++looks_;   // a fit with a log link takes three sweeps at least
            if (fitting_->advance()) return true;
            GlmResult start = fitting_->result();
            detail::ScaledColumns scaled = detail::scaled_columns(moments_.settle(law(), true), start.aliased);
            search_.emplace(std::move(start), std::move(scaled), options_);
            fitting_.reset();
            return true;
        }
        if (search_->take(std::exchange(sums_, {}))) return true;
        count_ = search_->fit();
        is_over_ = true;
        return false;
    }
    void merge_fit(const CountPart& other) {
        if (is_over_) return;
        if (search_) return sums_.add(other.sums_);
        fitting_->merge(*other.fitting_);
        if (looks_ == 0) moments_.add(other.moments_);
        if (looks_ == 1) moments_.add_squares(other.moments_);
    }
    bool is_at(const CountPart& other) const {
        if (looks_ != other.looks_ || is_over_ != other.is_over_ || search_.has_value() != other.search_.has_value())
            return false;
        if (!search_) return true;
        const detail::TruncatedPoint &mine = search_->point(), &theirs = other.search_->point();
        return mine.b.size() == theirs.b.size() && mine.b == theirs.b && mine.theta == theirs.theta;
    }
    const GlmResult& fit() const { return count_.fit; }
    detail::TruncatedFit ended() const {
        detail::TruncatedFit out = count_;
        out.end(end_);
        return out;
    }

    detail::FittedCounts fitted(const RegressionData& above) const {
        detail::TruncatedScores scores;
        detail::truncated_sums(above, search_->columns(), search_->point(), &scores);
        return {above, count_, std::move(scores)};
    }
    const detail::TruncatedFit& counts() const { return count_; }
    bool measures() const { return true; }
    void measure(const detail::FittedCounts& rows) { end_.add(rows.data(), search_->columns(), search_->point()); }
    void merge_measured(const CountPart& other) { end_.add(other.end_); }
    bool has_spread() const { return false; }
    void spread(const detail::FittedCounts&) {}
    void merge_spread(const CountPart&) {}

private:
    HurdleOptions options_;
    std::optional<GlmAccumulator> fitting_;
    detail::ColumnMoments moments_{};
    std::int32_t looks_ = 0;
    std::optional<detail::TruncatedSearch> search_{};
    detail::TruncatedSums sums_{};
    bool is_over_ = false;
    detail::TruncatedFit count_{};
    detail::TruncatedEnd end_{};
};

}  // namespace

struct TwoPartAccumulator::State {
    TwoPartOptions options{};
    detail::PartsSweeps<AmountPart, TwoPartOptions> sweeps;
};

TwoPartAccumulator::TwoPartAccumulator(std::int32_t columns, const TwoPartOptions& options,
                                       std::vector<std::string> names)
    : state_(std::make_unique<State>(State{options, {columns, options, names, AmountPart(columns, options, names)}})) {
}
TwoPartAccumulator::~TwoPartAccumulator() = default;
TwoPartAccumulator::TwoPartAccumulator(const TwoPartAccumulator& other)
    : state_(std::make_unique<State>(*other.state_)) {}
TwoPartAccumulator& TwoPartAccumulator::operator=(const TwoPartAccumulator& other) {
    *state_ = *other.state_;
    return *this;
}

void TwoPartAccumulator::add(const RegressionData& batch, std::span<const std::int32_t> codes,
                             std::span<const std::string> labels, const Progress& progress) {
    state_->sweeps.add(batch, codes, labels, progress);
}
void TwoPartAccumulator::merge(const TwoPartAccumulator& other) { state_->sweeps.merge(other.state_->sweeps); }
bool TwoPartAccumulator::advance() { return state_->sweeps.advance(); }
const std::vector<std::string>& TwoPartAccumulator::names() const noexcept { return state_->sweeps.names(); }

TwoPartResult TwoPartAccumulator::result() const {
    const auto& sweeps = state_->sweeps;
    if (!sweeps.is_done()) throw ArgumentError(messages::regress_more_sweeps);
    const AmountPart& second = sweeps.second;
    TwoPartResult out;
    out.options = state_->options;
    out.use = sweeps.use();
    out.amount = second.fit();
    if (second.measures()) out.smearing = second.smearing().factor();
    if (out.options.covariance == PartsCovariance::model)
        out.covariance = detail::amount_model_covariance(out.use, out.amount, out.options.amount, second.smearing());
    else
        sweeps.sums().result(
            [&](const detail::FitRows& basis) {
                return detail::amount_blocks(basis, out.amount, out.options.amount, second.smearing());
            },
            out);
    detail::hand_out(out.covariance, out.degrees_of_freedom, out.use, out.amount);
    detail::join_caveats(out.use, out.amount, out.clusters, out.caveats);
    return out;
}

struct HurdleAccumulator::State {
    HurdleOptions options{};
    detail::PartsSweeps<CountPart, HurdleOptions> sweeps;
};

HurdleAccumulator::HurdleAccumulator(std::int32_t columns, const HurdleOptions& options, std::vector<std::string> names)
    : state_(std::make_unique<State>(State{options, {columns, options, names, CountPart(columns, options, names)}})) {
    detail::check(options);
}
HurdleAccumulator::~HurdleAccumulator() = default;
HurdleAccumulator::HurdleAccumulator(const HurdleAccumulator& other)
    : state_(std::make_unique<State>(*other.state_)) {}
HurdleAccumulator& HurdleAccumulator::operator=(const HurdleAccumulator& other) {
    *state_ = *other.state_;
    return *this;
}

void HurdleAccumulator::add(const RegressionData& batch, std::span<const std::int32_t> codes,
                            std::span<const std::string> labels, const Progress& progress) {
    state_->sweeps.add(batch, codes, labels, progress);
}
void HurdleAccumulator::merge(const HurdleAccumulator& other) { state_->sweeps.merge(other.state_->sweeps); }
bool HurdleAccumulator::advance() { return state_->sweeps.advance(); }
const std::vector<std::string>& HurdleAccumulator::names() const noexcept { return state_->sweeps.names(); }

HurdleResult HurdleAccumulator::result() const {
    const auto& sweeps = state_->sweeps;
    if (!sweeps.is_done()) throw ArgumentError(messages::regress_more_sweeps);
    HurdleResult out;
    out.options = state_->options;
    detail::join_parts(sweeps.use(), sweeps.second.ended(), out);
    if (out.options.covariance != PartsCovariance::model)
        sweeps.sums().result([&](const detail::FitRows&) { return detail::count_blocks(sweeps.second.counts()); }, out);
    detail::hand_out(out.covariance, out.degrees_of_freedom, out.use, out.count);
    detail::join_caveats(out.use, out.count, out.clusters, out.caveats);
    return out;
}

}  // namespace maatstaf
