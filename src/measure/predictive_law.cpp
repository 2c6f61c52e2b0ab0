// SPDX-License-Identifier: Apache-2.0
#include "measure/predictive_law.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "maatstaf/core/special.hpp"
#include "measure/checks.hpp"
#include "measure/root.hpp"

namespace maatstaf::detail {
namespace {

double mean_of(const PredictiveLaw& law, double at) {
    const double eta = std::clamp(law.centre + law.slope * (at - law.centre), -300.0, 300.0);
    if (law.law == ObservationLaw::value) return at;
    if (law.law == ObservationLaw::count) return law.size * std::exp(eta);
    return law.size / (1.0 + std::exp(-eta));
}

/// The part of log P(Y = x) that does not depend on the mean.
double log_arrangements(const PredictiveLaw& law, double x) {
    if (law.law == ObservationLaw::count) return -special::log_gamma(x + 1.0);
    const double size = law.size / law.chance, count = std::min(size, x / law.chance);
    return special::log_gamma(size + 1.0) - special::log_gamma(count + 1.0) - special::log_gamma(size - count + 1.0);
}

/// P(Y < x) + P(Y = x) / 2 of a count or share with this mean, smooth in x: the probability up to x, less half of the
/// one at x itself.
double below_given(const PredictiveLaw& law, double x, double mean, double arrangements) {
    if (mean < 1e-10) return x > 0.0 ? 1.0 : 0.5;
    if (mean > 1e12 * std::max(1.0, x)) return 0.0;
    if (law.law == ObservationLaw::count && law.chance > 1.0) {
        const double shape = mean / (law.chance - 1.0), part = 1.0 / law.chance;
        const double at = arrangements + special::log_gamma(shape + x) - special::log_gamma(shape) +
                          shape * std::log(part) + x * std::log1p(-part);
        return special::beta_cdf(part, shape, x + 1.0) - 0.5 * std::exp(at);
    }
    if (law.law == ObservationLaw::count)
        return special::gamma_survival(mean, x + 1.0) - 0.5 * std::exp(arrangements + x * std::log(mean) - mean);
    const double size = law.size / law.chance, target = std::clamp(mean / law.size, 1e-15, 1.0 - 1e-15);
    const double count = std::min(size, x / law.chance), rest = size - count;
    const double at = arrangements + count * std::log(target) + rest * std::log1p(-target);
    return (rest > 0.0 ? special::beta_cdf(1.0 - target, rest, count + 1.0) : 1.0) - 0.5 * std::exp(at);
}

/// Means at even steps of a normal margin, each with its weight. The step is fine enough for how steeply the tail of
/// the observation changes along the margin.
struct Margin {
    std::vector<double> mean{}, weight{};
};

Margin margin_of(const PredictiveLaw& law) {
    Margin made;
    const double middle = mean_of(law, law.centre);
    if (!(law.spread > 0.0)) return {{middle}, {1.0}};
    const double part = law.law == ObservationLaw::share ? 1.0 - middle / law.size : 1.0;
    const double by_chance = std::sqrt(std::max(1e-300, law.chance / (middle * part)));
    const double steep = law.slope * law.spread / by_chance * (1.0 + 3.0 / law.freedom);
    const double step = std::clamp(1.2 / std::max(1e-9, steep), 0.05, 0.75);
    const int half = static_cast<int>(std::ceil(5.6 / step));
    double total = 0.0;
    for (int i = -half; i <= half; ++i) {
        const double z = step * i, weight = std::exp(-0.5 * z * z);
        double t = z;
        if (!std::isinf(law.freedom) && i != 0)
            t = std::copysign(special::student_t_quantile(special::normal_cdf(std::fabs(z)), law.freedom), z);
        made.mean.push_back(mean_of(law, law.centre + law.spread * t));
        made.weight.push_back(weight);
        total += weight;
    }
    for (double& each : made.weight) each /= total;
    return made;
}

double below_over(const PredictiveLaw& law, const Margin& margin, double x) {
    const double arrangements = log_arrangements(law, x);
    double sum = 0.0;
    for (std::size_t i = 0; i < margin.mean.size(); ++i)
        sum += margin.weight[i] * below_given(law, x, margin.mean[i], arrangements);
    return std::clamp(sum, 0.0, 1.0);
}

/// The count, not necessarily whole, below which this part of the distribution lies. On the root of the count and the
/// scale of normal quantiles that is nearly a straight line, so a few secant steps find it; where they stray (few
/// events, a wide margin), a bracket does.
double count_below(const PredictiveLaw& law, const Margin& margin, double part) {
    const auto above = [&](double x) { return below_over(law, margin, x) - part; };
    if (above(0.0) >= 0.0) return 0.0;
    const bool share = law.law == ObservationLaw::share;
    const double mean = law.expected(), left = share ? 1.0 - mean / law.size : 1.0;
    const double sd = std::sqrt(law.chance * mean * left + std::pow(mean * left * law.slope * law.spread, 2.0));
    const double wanted = special::normal_quantile(part), end = share ? std::sqrt(law.size) : 1e150;
    const auto distance = [&](double root) {
        return special::normal_quantile(std::clamp(below_over(law, margin, root * root), 1e-300, 1.0 - 1e-16)) - wanted;
    };
    double before = std::min(0.98 * end, std::max(0.2, 1.0 + 0.5 * wanted * sd / mean) * std::sqrt(mean));
    double here = 1.01 * before, far = distance(before), near = distance(here);
    for (int step = 0; step < 20 && near != far; ++step) {
        const double next = here - near * (here - before) / (near - far);
        if (!(next > 0.0 && next < end)) break;
        if (std::fabs(next - here) <= 1e-10 * here) return next * next;
        before = here;
        far = near;
        here = next;
        near = distance(here);
    }
    double most = share ? law.size : mean + 6.0 * sd + 10.0;
    while (!share && most < 1e300 && above(most) < 0.0) most *= 4.0;
    return above(most) > 0.0 ? root_between(above, 0.0, most) : most;
}

/// Standard deviation and degrees of freedom of two independent margins together (Satterthwaite 1946); one and the same
/// where both stem from the same sum of squares.
struct Together {
    double sd = 0.0, freedom = 0.0;
};
Together both_margins(const PredictiveLaw& law) {
    const double a = law.spread * law.spread, b = law.chance * law.chance, variance = a + b;
    if (law.freedom == law.chance_freedom) return {std::sqrt(variance), law.freedom};
    const double divisor = a * a / law.freedom + b * b / law.chance_freedom;
    return {std::sqrt(variance), variance * variance / divisor};
}

}  // namespace

double PredictiveLaw::expected() const { return mean_of(*this, centre); }

double PredictiveLaw::expected_se() const {
    if (law == ObservationLaw::value) return spread;
    const double mean = expected();
    return slope * spread * (law == ObservationLaw::count ? mean : mean * (1.0 - mean / size));
}

double PredictiveLaw::below(double x) const {
    if (std::isnan(centre) || std::isnan(spread) || std::isnan(chance) || std::isnan(x)) return not_known;
    if (law != ObservationLaw::value) return below_over(*this, margin_of(*this), x);
    const Together margin = both_margins(*this);
    if (!(margin.sd > 0.0)) return not_known;
    return special::student_t_cdf((x - centre) / margin.sd, margin.freedom);
}

Limits PredictiveLaw::limits(double level) const {
    if (std::isnan(centre) || std::isnan(spread) || std::isnan(chance)) return {};
    const double tail = 0.5 - 0.5 * level;
    if (law == ObservationLaw::value) {
        const Together margin = both_margins(*this);
        if (!(margin.sd > 0.0)) return {};
        const double reach = special::student_t_quantile(1.0 - tail, margin.freedom) * margin.sd;
        return {centre - reach, centre + reach};
    }
    const Margin margin = margin_of(*this);
    return {count_below(*this, margin, tail), count_below(*this, margin, 1.0 - tail)};
}

}  // namespace maatstaf::detail
