// SPDX-License-Identifier: Apache-2.0
#include "measure/slope_law.hpp"

#include <array>
#include <cmath>
#include <numbers>

#include "maatstaf/core/special.hpp"
#include "measure/checks.hpp"
#include "measure/root.hpp"

namespace maatstaf::detail {
namespace {

constexpr int steps = 400;        // of the midpoint rule below, which is exact to rounding for such smooth functions
constexpr double farthest = 8.5;  // standard deviations; beyond lies less than 1e-16

/// The mean of f(z) over a standard normal z.
template <class Function>
double normal_mean(const Function& f) {
    double sum = 0.0;
    const double width = 2.0 * farthest / steps;
    for (int i = 0; i < steps; ++i) {
        const double z = -farthest + (i + 0.5) * width;
        sum += f(z) * std::exp(-0.5 * z * z);
    }
    return sum * width / std::sqrt(2.0 * std::numbers::pi);
}

/// Cornish & Fisher (1938) to the fourth cumulant.
double cornish_fisher(double z, double skew, double excess) {
    return z + (z * z - 1.0) * skew / 6.0 + (z * z * z - 3.0 * z) * excess / 24.0 -
           (2.0 * z * z * z - 5.0 * z) * skew * skew / 36.0;
}

}  // namespace

LineLaw::LineLaw(const LineInput& input, std::span<const double> c, std::span<const double> d, ValueKind kind,
                 bool transformed)
    : kind_(kind), transformed_(transformed), start_(c.begin(), c.end()), slope_(d.begin(), d.end()) {
    const std::size_t count = input.value.size();
    double start2 = 0.0, end2 = 0.0, both = 0.0;
    for (std::size_t k = 0; k < count; ++k) {
        both_.push_back(start_[k] + slope_[k]);
        const double value = input.value[k], se = input.se[k];
        centre_.push_back(back(value));
        mean_start_ += start_[k] * value;
        mean_end_ += both_[k] * value;
        start2 += start_[k] * start_[k] * se * se;
        end2 += both_[k] * both_[k] * se * se;
        both += start_[k] * both_[k] * se * se;
        if (kind == ValueKind::plain) {
            cumulant2_.push_back(se * se);
            cumulant3_.push_back(0.0);
            cumulant4_.push_back(0.0);
            continue;
        }
        const double centre = centre_.back();
        const double mean = normal_mean([&](double z) { return back(value + se * z) - centre; });
        const auto moment = [&](int power) {
            return normal_mean([&](double z) { return std::pow(back(value + se * z) - centre - mean, power); });
        };
        cumulant2_.push_back(moment(2));
        cumulant3_.push_back(moment(3));
        cumulant4_.push_back(moment(4) - 3.0 * cumulant2_.back() * cumulant2_.back());
        centre_.back() = centre + mean;
    }
    sd_start_ = std::sqrt(start2);
    sd_end_ = std::sqrt(end2);
    correlation_ = sd_start_ > 0.0 && sd_end_ > 0.0 ? both / (sd_start_ * sd_end_) : 0.0;
    plain_.reserve(count);
    for (const double each : input.value) plain_.push_back(back(each));
}

double LineLaw::back(double on_scale) const {
    if (kind_ == ValueKind::rate) return std::exp(on_scale);
    return kind_ == ValueKind::proportion ? 1.0 / (1.0 + std::exp(-on_scale)) : on_scale;
}

double LineLaw::onto(double value) const {
    constexpr double infinite = std::numeric_limits<double>::infinity();
    if (kind_ == ValueKind::plain) return value;
    if (!(value > 0.0)) return -infinite;
    if (kind_ == ValueKind::rate) return std::log(value);
    return value < 1.0 ? std::log(value / (1.0 - value)) : infinite;
}

double LineLaw::combined(std::span<const double> coefficients) const {
    double sum = 0.0;
    for (std::size_t k = 0; k < coefficients.size(); ++k) sum += coefficients[k] * plain_[k];
    return sum;
}

double LineLaw::start() const { return transformed_ ? back(mean_start_) : combined(start_); }
double LineLaw::end() const { return transformed_ ? back(mean_end_) : combined(both_); }

double LineLaw::combination_quantile(std::span<const double> coefficients, double probability) const {
    double mean = 0.0, second = 0.0, third = 0.0, fourth = 0.0;
    for (std::size_t k = 0; k < coefficients.size(); ++k) {
        const double c = coefficients[k];
        mean += c * centre_[k];
        second += c * c * cumulant2_[k];
        third += c * c * c * cumulant3_[k];
        fourth += c * c * c * c * cumulant4_[k];
    }
    if (!(second > 0.0)) return mean;
    return mean + std::sqrt(second) * cornish_fisher(special::normal_quantile(probability),
                                                     third / std::pow(second, 1.5), fourth / (second * second));
}

/// P(end - start <= threshold), or P(end / start <= threshold), of a line on the transformed scale: given its start the
/// end is normal.
double LineLaw::share_below(double threshold, bool relative) const {
    const double rest = sd_end_ * std::sqrt(std::fmax(0.0, 1.0 - correlation_ * correlation_));
    return normal_mean([&](double z) {
        const double first = back(mean_start_ + sd_start_ * z);
        const double limit = onto(relative ? threshold * first : threshold + first);
        return special::normal_cdf((limit - mean_end_ - correlation_ * sd_end_ * z) / rest);
    });
}

double LineLaw::by_integral(double probability, bool relative) const {
    if (!(sd_start_ > 0.0) || !(sd_end_ > 0.0)) return not_known;
    const double middle = relative ? end() / start() : end() - start();
    double reach = relative ? 0.1 * middle : 0.1 * (std::fabs(middle) + start());
    while (share_below(middle - reach, relative) > probability || share_below(middle + reach, relative) < probability)
        reach *= 1.5;
    return root_between([&](double t) { return share_below(t, relative) - probability; }, middle - reach,
                        middle + reach);
}

double LineLaw::slope_quantile(double probability) const {
    return transformed_ ? by_integral(probability, false) : combination_quantile(slope_, probability);
}

double LineLaw::relative_quantile(double probability) const {
    if (transformed_) return by_integral(probability, true);
    // end / start <= t exactly when end - t start <= 0, as long as the start is surely above zero
    if (!(combination_quantile(start_, 1e-6) > 0.0)) return not_known;
    const auto off = [&](double t) {
        std::vector<double> coefficients(both_);
        for (std::size_t k = 0; k < coefficients.size(); ++k) coefficients[k] -= t * start_[k];
        return combination_quantile(coefficients, probability);
    };
    const double middle = end() / start();
    double reach = 0.1 * (1.0 + std::fabs(middle));
    for (int more = 0; (off(middle - reach) < 0.0 || off(middle + reach) > 0.0); ++more) {
        if (more > 60) return not_known;
        reach *= 1.5;
    }
    return root_between(off, middle - reach, middle + reach);
}

}  // namespace maatstaf::detail
