// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <concepts>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/check.hpp"
#include "core/fields_equal.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/core/text.hpp"
#include "regress/accumulated.hpp"
#include "regress/parts_sums.hpp"
#include "regress/rows.hpp"

namespace maatstaf::detail {

/// What the sweeps need of the second part: how it is fitted, and what it wants to know once both are.
template <class Second>
concept SecondPart = requires(Second part, const Second& other, const RegressionData& above) {
    part.add(above);   // rows above zero, while it is fitted
    { part.advance() } -> std::same_as<bool>;
    part.merge_fit(other);
    { other.fit() } -> std::same_as<const GlmResult&>;
    { other.measures() } -> std::same_as<bool>;   // whether the model alone needs a sweep at the estimates
    { other.fitted(above) } -> std::derived_from<SecondRows>;   // at its estimates
    part.measure(other.fitted(above));
    part.merge_measured(other);
    { other.has_spread() } -> std::same_as<bool>;   // and one more after that
    part.spread(other.fitted(above));
    part.merge_spread(other);
    { other.is_at(other) } -> std::same_as<bool>;   // the same step of the same fit
};

/// Two parts from rows in batches. First the fits, side by side; then a sweep at the estimates; then what the
/// covariance asks for.
template <SecondPart Second, class Options>
class PartsSweeps {
public:
    PartsSweeps(std::int32_t columns, const Options& options, std::vector<std::string> names, Second made)
        : second(std::move(made)), options_(options), names_(std::move(names)), columns_(columns) {
        need_columns(columns, names_);
        check_use_link(options.use_link);
        use_fitting_.emplace(columns, use_options(options), names_);
    }

    Second second;
    const GlmResult& use() const noexcept { return use_; }
    const std::vector<std::string>& names() const noexcept { return names_; }
    bool is_done() const noexcept { return stage_ == Stage::done; }
    /// When the covariance is not that of the model.
    const PartsSums& sums() const { return *sums_; }

    void add(const RegressionData& batch, std::span<const std::int32_t> codes, std::span<const std::string> labels,
             const Progress& progress) {
        if (progress) progress(0, static_cast<std::size_t>(batch.x.rows));
        if (batch.x.rows == 0 || is_done()) return;
        RegressionData data = batch;
        if (names_.empty()) names_ = batch.names;
        data.names = names_;
        check_shape(data, columns_, Second::law(), true);
        PartsRows rows;
        cut_rows(data, options_.use_link, Second::law(), Second::whole, codes, options_.covariance, rows);
        for (const std::int32_t code : codes)
            if (!labels.empty()) need_position("codes", code, static_cast<std::ptrdiff_t>(labels.size()));
        above_ += rows.weight_above;
        without_ += rows.weight_without;
        if (stage_ == Stage::fit) {
            if (use_fitting_) use_fitting_->add(rows.use, progress);
            if (!rows.above.empty()) second.add(rows.amount);
            return;
        }
        const auto above = second.fitted(rows.amount);
        if (stage_ == Stage::measure) second.measure(above);
        else second.spread(above);
        if (sums_) sums_->add(rows, {codes, labels}, above);
    }

    void merge(const PartsSweeps& other) {
        if (stage_ != other.stage_ || sweeps_ != other.sweeps_ || columns_ != other.columns_ ||
            !fields_equal(options_, other.options_) || use_fitting_.has_value() != other.use_fitting_.has_value() ||
            without_gaps(use_.coefficients) != without_gaps(other.use_.coefficients) || !second.is_at(other.second))
            throw ArgumentError(messages::regress_other_sweep);
        if (use_fitting_) use_fitting_->merge(*other.use_fitting_);
        if (stage_ == Stage::fit) second.merge_fit(other.second);
        if (stage_ == Stage::measure) second.merge_measured(other.second);
        if (stage_ == Stage::rest) second.merge_spread(other.second);
        if (sums_) sums_->merge(*other.sums_);
        above_ += other.above_;
        without_ += other.without_;
        if (names_.empty()) names_ = other.names_;
    }

    bool advance() {
        if (is_done()) return false;
        if (!(above_ + without_ > 0.0)) throw DataError(messages::regress_no_rows);
        if (sweeps_ == 0) {
            need_both_parts(above_, without_);
            all_above_ = above_;
            all_without_ = without_;
        }
        need_same(above_, all_above_);
        need_same(without_, all_without_);
        above_ = without_ = 0.0;
        ++sweeps_;
        stage_ = next();
        return !is_done();
    }

private:
    enum class Stage : std::uint8_t { fit, measure, rest, done };

    static void need_same(double got, double expected) {
        if (std::abs(got - expected) > 1e-9 * expected)
            throw ArgumentError(messages::regress_other_rows,
                                {{"got", to_text(got)}, {"expected", to_text(expected)}});
    }

    Stage next() {
        const bool of_model = options_.covariance == PartsCovariance::model;
        if (stage_ == Stage::fit) {
            bool more = second.advance();
            if (use_fitting_ && use_fitting_->advance()) more = true;
            else if (use_fitting_) {
                use_ = use_fitting_->result();
                use_fitting_.reset();
            }
            if (more) return Stage::fit;
            if (!of_model) sums_.emplace(use_, second.fit(), options_.covariance == PartsCovariance::cluster);
            return of_model && !second.measures() ? Stage::done : Stage::measure;
        }
        if (of_model) return stage_ == Stage::measure && second.has_spread() ? Stage::rest : Stage::done;
        return sums_->advance() ? Stage::rest : Stage::done;
    }

    Options options_;
    std::vector<std::string> names_;
    std::int32_t columns_ = 0, sweeps_ = 0;
    Stage stage_ = Stage::fit;
    std::optional<GlmAccumulator> use_fitting_{};
    GlmResult use_{};
    double above_ = 0.0, without_ = 0.0;           ///< frequencies seen in this sweep
    double all_above_ = 0.0, all_without_ = 0.0;   ///< and in the first
    std::optional<PartsSums> sums_{};
};

}  // namespace maatstaf::detail
