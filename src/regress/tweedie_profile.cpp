// SPDX-License-Identifier: Apache-2.0
#include "regress/tweedie_profile.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>

#include "core/check.hpp"
#include "core/numbers.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/core/special.hpp"
#include "maatstaf/core/text.hpp"
#include "regress/rows.hpp"
#include "regress/tweedie_density.hpp"

namespace maatstaf::detail {
namespace {

struct Point {
    GlmResult fit;
    double dispersion = nan, log_likelihood = nan;
    double slope = nan;   ///< of the profile in the power
    /// Else its coefficients may be anywhere, and nothing but the fit is known.
    bool settled() const noexcept {
        return fit.status == FitStatus::converged || fit.status == FitStatus::separated;
    }
};

class Profile {
public:
    Profile(const TweedieView& view, const TweediePowerOptions& options) : view_(view), options_(options) {}

    const Point& at(double power) {
        const auto [found, is_new] = known_.try_emplace(power);
        if (is_new) found->second = make(power);
        if (!found->second.settled()) unsettled_ = power;
        return found->second;
    }
    const std::map<double, Point>& known() const noexcept { return known_; }
    /// A power at which the coefficients did not settle, so that the search turned round there; NaN: none.
    double unsettled() const noexcept { return unsettled_; }

    /// Where `height` of a point falls below 0 on the way from `power`, where it does not, to `edge`: `edge`, or the
    /// last power that settled, when it does not.
    template <class Height>
    double end_of(double power, double edge, Height&& height) {
        while (power != edge) {
            const double next = beyond(power, edge);
            const Point& there = at(next);
            if (!there.settled()) return power;
            if (height(there) < 0.0) return crossing(std::min(power, next), std::max(power, next), height);
            power = next;
        }
        return edge;
    }

private:
    /// The nearest power that was tried already, or else half of the way.
    double beyond(double power, double edge) const {
        constexpr double near = 0.05;
        const auto above = known_.upper_bound(power), here = known_.lower_bound(power);
        if (edge > power && above != known_.end()) return std::min(above->first, edge);
        if (edge < power && here != known_.begin()) return std::max(std::prev(here)->first, edge);
        return std::abs(edge - power) <= near ? edge : 0.5 * (power + edge);
    }

    /// Where `height` changes its sign, between `low` and `high` with opposite signs: false position that halves the
    /// end which stays (the Illinois rule).
    template <class Height>
    double crossing(double low, double high, Height&& height) {
        double at_low = height(at(low)), at_high = height(at(high)), side = 0.0;
        while (high - low > options_.tolerance) {
            const double middle = std::clamp((low * at_high - high * at_low) / (at_high - at_low),
                                             low + 0.01 * (high - low), high - 0.01 * (high - low));
            const Point& there = at(middle);
            if (!there.settled()) return std::abs(at_low) < std::abs(at_high) ? low : high;
            const double here = height(there);
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
            if (std::abs(here) < 1e-10 * (1.0 + std::abs(there.log_likelihood))) return middle;
        }
        return 0.5 * (low + high);
    }

    Point make(double power) {
        GlmOptions options = options_.glm;
        options.distribution.family = Family::tweedie;
        options.distribution.power = power;
        Point point;
        point.fit = view_.fit(options);
        if (!point.settled()) return point;
        double log_phi = std::log(std::isnan(dispersion_) ? point.fit.dispersion : dispersion_);
        for (int step = 0; step < 50; ++step) {
            const TweedieSums sums = view_.likelihood(point.fit, std::exp(log_phi), false);
            const double move = sums.curvature < 0.0 ? -sums.slope / sums.curvature : std::copysign(1.0, sums.slope);
            log_phi += std::clamp(move, -1.0, 1.0);
            if (std::abs(move) < 1e-9) break;
        }
        point.dispersion = dispersion_ = std::exp(log_phi);
        // Coefficients and dispersion are at their maxima, so only the direct effect of the power is left.
        const TweedieSums sums = view_.likelihood(point.fit, point.dispersion, true);
        point.log_likelihood = sums.value;
        point.slope = sums.by_power;
        return point;
    }

    const TweedieView& view_;
    const TweediePowerOptions& options_;
    double dispersion_ = nan;   ///< of the last point: a good start for the next
    double unsettled_ = nan;
    std::map<double, Point> known_;
};

}  // namespace

void check(const TweediePowerOptions& options) {
    if (!(options.low > 1.0 && options.low < options.high && options.high < 2.0))
        throw out_of_range("low, high", "> 1, < 2, low < high",
                                   to_text(options.low) + ", " + to_text(options.high));
    if (!(options.tolerance > 0.0)) throw out_of_range("tolerance", "> 0", options.tolerance);
}

TweediePowerResult most_likely_power(const TweedieView& view, const TweediePowerOptions& options) {
    Profile profile(view, options);
    TweediePowerResult out;
    out.low = options.low;
    out.high = options.high;
    // From the inside: near the edges few data sets have their top, and all are hard to fit.
    out.power = 0.5 * (options.low + options.high);
    const double uphill = profile.at(out.power).slope > 0.0 ? 1.0 : -1.0;
    if (profile.at(out.power).settled())
        out.power = profile.end_of(out.power, uphill > 0.0 ? options.high : options.low,
                                   [&](const Point& each) { return uphill * each.slope; });
    const Point best = profile.at(out.power);
    out.dispersion = best.dispersion;
    out.log_likelihood = best.log_likelihood;
    out.fit = best.fit;
    out.caveats = best.fit.caveats;
    if (!best.settled()) return out;
    const double allowed = 0.5 * special::chi_squared_quantile(options.glm.confidence, 1.0);
    const auto above = [&](const Point& each) { return each.log_likelihood - best.log_likelihood + allowed; };
    out.low = profile.end_of(out.power, options.low, above);
    out.high = profile.end_of(out.power, options.high, above);
    for (const auto& [power, point] : profile.known()) {
        if (!point.settled()) continue;
        out.powers.push_back(power);
        out.profile.push_back(point.log_likelihood);
    }
    if (uphill * best.slope >= 0.0 && (out.power == options.low || out.power == options.high))
        out.caveats.push_back({messages::regress_power_at_edge, {{"got", to_text(out.power)}}});
    if (!std::isnan(profile.unsettled()))
        out.caveats.push_back({messages::regress_power_unsettled, {{"got", to_text(profile.unsettled())}}});
    if (!view.with_zeros()) out.caveats.push_back({messages::regress_no_zeros, {}});
    return out;
}

TweedieSums tweedie_sums(const RegressionData& data, const Eigen::VectorXd& mean, double scale, double power,
                         double dispersion, bool with_power, const Progress& progress) {
    constexpr double apart = 1e-5;
    const TweedieSeries series(power), below(power - apart), above(power + apart);
    const auto add = [&](std::ptrdiff_t i, TweedieSums& sums) {
        const RowWeight own = row_weight(data, i, scale);
        if (own.precision == 0.0 || own.frequency == 0.0) return;
        const double phi = dispersion / own.precision, y = data.y[static_cast<std::size_t>(i)], m = mean[i];
        const double exponent = series.exponent(y, m) / phi;
        TweedieSeries::Rest rest{0.0, 0.0, 0.0};
        if (y > 0.0) rest = series.rest(y, phi);
        sums.value += own.frequency * (exponent + rest.value);
        sums.slope += own.frequency * (rest.slope - exponent);
        sums.curvature += own.frequency * (rest.curvature + exponent);
        if (!with_power) return;
        const double rise = (above.exponent(y, m) - below.exponent(y, m)) / phi +
                            (y > 0.0 ? above.rest(y, phi).value - below.rest(y, phi).value : 0.0);
        sums.by_power += own.frequency * rise / (2.0 * apart);   // row by row, where it has most digits
    };
    const auto count = static_cast<std::size_t>(data.x.rows);
    const std::size_t grain = range_rows(data.x.rows);
    std::vector<TweedieSums> parts((count + grain - 1) / grain);
    parallel_for(count, grain, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) add(static_cast<std::ptrdiff_t>(i), parts[begin / grain]);
    }, progress);
    TweedieSums out;
    for (const TweedieSums& each : parts) out.add(each);
    return out;
}

Eigen::VectorXd fitted_means(const RegressionData& data, const GlmResult& fit) {
    const Law law(fit.options.distribution);
    Eigen::VectorXd b = fit.coefficients, mean(data.x.rows);
    for (const std::int32_t each : fit.aliased) b[each] = 0.0;
    parallel_for(static_cast<std::size_t>(data.x.rows), range_rows(data.x.rows), [&](std::size_t from, std::size_t to) {
        for (auto i = static_cast<std::ptrdiff_t>(from); i < static_cast<std::ptrdiff_t>(to); ++i) {
            double eta = row_offset(data, i);
            for (Eigen::Index j = 0; j < b.size(); ++j) eta += b[j] * data.x(i, j);
            mean[i] = law.inverse_link(eta);
        }
    });
    return mean;
}

}  // namespace maatstaf::detail
