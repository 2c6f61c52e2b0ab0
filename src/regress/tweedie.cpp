// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/regress/tweedie.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/core/special.hpp"
#include "maatstaf/core/text.hpp"
#include "core/check.hpp"
#include "regress/rows.hpp"
#include "regress/tweedie_density.hpp"

namespace maatstaf {
namespace {

/// Sums over rows of what the likelihood of one power needs.
struct Sums {
    double value = 0.0, slope = 0.0, curvature = 0.0;   ///< log-likelihood, and its derivatives in log(dispersion)
    void add(const Sums& other) {
        value += other.value;
        slope += other.slope;
        curvature += other.curvature;
    }
};

/// The rows as the likelihood sees them: each with the mean that a fit gives it.
class Rows {
public:
    Rows(const RegressionData& data, const Progress& progress) : data_(data), progress_(progress) {
        double sum = 0.0;
        for (const double each : data.analytic_weights) sum += each;
        if (sum > 0.0) scale_ = static_cast<double>(data.x.rows) / sum;
        mean_.resize(data.y.size());
    }
    void set_means(const GlmResult& fit) {
        const detail::Law law(fit.options.distribution);
        Eigen::VectorXd b = fit.coefficients;
        for (const std::int32_t each : fit.aliased) b[each] = 0.0;
        for_ranges([&](std::ptrdiff_t i, Sums&) {
            double eta = detail::row_offset(data_, i);
            for (Eigen::Index j = 0; j < b.size(); ++j) eta += b[j] * data_.x(i, j);
            mean_[static_cast<std::size_t>(i)] = law.inverse_link(eta);
        });
    }
    /// At the means set and this dispersion.
    Sums likelihood(double power, double dispersion) {
        const detail::TweedieSeries series(power);
        return for_ranges([&](std::ptrdiff_t i, Sums& sums) {
            const detail::RowWeight own = detail::row_weight(data_, i, scale_);
            if (own.precision == 0.0 || own.frequency == 0.0) return;
            const auto at = static_cast<std::size_t>(i);
            const double phi = dispersion / own.precision, y = data_.y[at];
            const double exponent = series.exponent(y, mean_[at]) / phi;
            detail::TweedieSeries::Rest rest{0.0, 0.0, 0.0};
            if (y > 0.0) rest = series.rest(y, phi);
            sums.value += own.frequency * (exponent + rest.value);
            sums.slope += own.frequency * (rest.slope - exponent);
            sums.curvature += own.frequency * (rest.curvature + exponent);
        });
    }

private:
    template <class Visit>
    Sums for_ranges(Visit&& visit) {
        const auto count = static_cast<std::size_t>(data_.x.rows);
        const std::size_t grain = detail::range_rows(data_.x.rows);
        std::vector<Sums> parts((count + grain - 1) / grain);
        parallel_for(count, grain, [&](std::size_t begin, std::size_t end) {
            for (std::size_t i = begin; i < end; ++i) visit(static_cast<std::ptrdiff_t>(i), parts[begin / grain]);
        }, progress_);
        Sums out;
        for (const Sums& each : parts) out.add(each);
        return out;
    }

    const RegressionData& data_;
    const Progress& progress_;
    double scale_ = 1.0;
    std::vector<double> mean_;
};

struct Point {
    GlmResult fit;
    double dispersion = 1.0;
    double log_likelihood = 0.0;
    double slope = 0.0;   ///< of the profile in the power
};

class Profile {
public:
    Profile(const RegressionData& data, const TweediePowerOptions& options, const Progress& progress)
        : data_(data), options_(options), progress_(progress), rows_(data, progress) {}

    const Point& at(double power) {
        const auto [found, is_new] = known_.try_emplace(power);
        if (is_new) found->second = make(power);
        return found->second;
    }
    const std::map<double, Point>& known() const noexcept { return known_; }

    /// Where `height` of a point changes its sign, between `low` and `high` with opposite signs: false position that
    /// halves the end which stays (the Illinois rule).
    template <class Height>
    double crossing(double low, double high, Height&& height) {
        double at_low = height(at(low)), at_high = height(at(high)), side = 0.0;
        while (high - low > options_.tolerance) {
            const double middle = std::clamp((low * at_high - high * at_low) / (at_high - at_low),
                                             low + 0.01 * (high - low), high - 0.01 * (high - low));
            const double here = height(at(middle));
            if (here == 0.0) return middle;
            if ((here > 0.0) == (at_high > 0.0)) {
                high = middle;
                at_high = here;
                if (side > 0.0) at_low *= 0.5;
                side = 1.0;
            } else {
                low = middle;
                at_low = here;
                if (side < 0.0) at_high *= 0.5;
                side = -1.0;
            }
            if (std::abs(here) < 1e-10 * (1.0 + std::abs(known_.at(middle).log_likelihood))) return middle;
        }
        return 0.5 * (low + high);
    }

private:
    Point make(double power) {
        GlmOptions options = options_.glm;
        options.distribution.family = Family::tweedie;
        options.distribution.power = power;
        Point point;
        point.fit = glm(data_, options, progress_);
        rows_.set_means(point.fit);
        double log_phi = std::log(std::isnan(dispersion_) ? point.fit.dispersion : dispersion_);
        for (int step = 0; step < 50; ++step) {
            const Sums sums = rows_.likelihood(power, std::exp(log_phi));
            const double move = sums.curvature < 0.0 ? -sums.slope / sums.curvature : std::copysign(1.0, sums.slope);
            log_phi += std::clamp(move, -1.0, 1.0);
            if (std::abs(move) < 1e-9) break;
        }
        point.dispersion = dispersion_ = std::exp(log_phi);
        point.log_likelihood = rows_.likelihood(power, point.dispersion).value;
        // Coefficients and dispersion are at their maxima, so only the direct effect of the power is left.
        constexpr double apart = 1e-5;
        point.slope = (rows_.likelihood(power + apart, point.dispersion).value -
                       rows_.likelihood(power - apart, point.dispersion).value) / (2.0 * apart);
        return point;
    }

    const RegressionData& data_;
    const TweediePowerOptions& options_;
    const Progress& progress_;
    Rows rows_;
    double dispersion_ = std::numeric_limits<double>::quiet_NaN();   ///< of the last point: a good start for the next
    std::map<double, Point> known_;
};

}  // namespace

TweediePowerResult tweedie_power(const RegressionData& data, const TweediePowerOptions& options,
                                 const Progress& progress) {
    if (!(options.low > 1.0 && options.low < options.high && options.high < 2.0))
        throw detail::out_of_range("low, high", "> 1, < 2, low < high",
                                   to_text(options.low) + ", " + to_text(options.high));
    if (!(options.tolerance > 0.0)) throw detail::out_of_range("tolerance", "> 0", options.tolerance);
    Profile profile(data, options, progress);
    TweediePowerResult out;
    const bool at_low = profile.at(options.low).slope <= 0.0, at_high = profile.at(options.high).slope >= 0.0;
    const auto slope = [](const Point& each) { return each.slope; };
    out.power = at_low ? options.low : at_high ? options.high : profile.crossing(options.low, options.high, slope);
    const Point best = profile.at(out.power);
    const double allowed = 0.5 * special::chi_squared_quantile(options.glm.confidence, 1.0);
    const auto above = [&](const Point& each) { return each.log_likelihood - best.log_likelihood + allowed; };
    out.low = above(profile.at(options.low)) >= 0.0 ? options.low : profile.crossing(options.low, out.power, above);
    out.high = above(profile.at(options.high)) >= 0.0 ? options.high : profile.crossing(out.power, options.high, above);
    out.dispersion = best.dispersion;
    out.log_likelihood = best.log_likelihood;
    out.fit = best.fit;
    for (const auto& [power, point] : profile.known()) {
        out.powers.push_back(power);
        out.profile.push_back(point.log_likelihood);
    }
    out.caveats = best.fit.caveats;
    if (at_low || at_high) out.caveats.push_back({messages::regress_power_at_edge, {{"got", to_text(out.power)}}});
    if (std::ranges::none_of(data.y, [](double y) { return y == 0.0; }))
        out.caveats.push_back({messages::regress_no_zeros, {}});
    return out;
}

}  // namespace maatstaf
