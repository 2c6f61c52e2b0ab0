// SPDX-License-Identifier: Apache-2.0
#include "measure/shrink.hpp"

#include <algorithm>
#include <cmath>

#include "maatstaf/core/special.hpp"
#include "measure/checks.hpp"
#include "measure/funnel_law.hpp"
#include "measure/root.hpp"
#include "measure/spread_grid.hpp"

namespace maatstaf::detail {
namespace {

double total_of(std::span<const double> values) {
    double sum = 0.0;
    for (const double each : values) sum += each;
    return sum;
}

/// The mean that is most likely at this dispersion: the zero of the score.
double likely_mean(std::span<const double> events, std::span<const double> size, double dispersion, bool binomial) {
    const double crude = total_of(events) / total_of(size);
    if (dispersion == 0.0) return crude;
    const auto score = [&](double mean) {
        double sum = 0.0;
        for (std::size_t i = 0; i < events.size(); ++i) {
            if (binomial) {
                const double total = 1.0 / dispersion - 1.0, a = mean * total, b = total - a;
                sum += special::digamma(events[i] + a) - special::digamma(a) -
                       special::digamma(size[i] - events[i] + b) + special::digamma(b);
            } else {
                sum += (events[i] - mean * size[i]) / (1.0 + mean * size[i] * dispersion);
            }
        }
        return sum;
    };
    double low = crude / 16.0, high = binomial ? 1.0 - (1.0 - crude) / 16.0 : crude * 16.0;
    while (score(low) < 0.0 && low > 1e-12) low /= 16.0;
    while (score(high) > 0.0 && (binomial ? 1.0 - high > 1e-12 : high < 1e12))
        high = binomial ? 1.0 - (1.0 - high) / 16.0 : 16.0 * high;
    return root_between(score, low, high);
}

/// The figures and, at any spread between them, the law of each. The root of the spread is the square root of the
/// variance relative to the mean squared (ratio), of the correlation (proportion) or of the variance (value).
struct Figures {
    ReadOutKind kind = ReadOutKind::ratio;
    std::span<const double> first{}, second{};
};

/// The mean of all at one spread, with its information, and how likely that spread is with the mean integrated out.
struct MeanAtSpread {
    double mean = 0.0, information = 0.0, log_weight = 0.0;
};

MeanAtSpread mean_of_values(const Figures& of, double root) {
    double w1 = 0.0, sum = 0.0, weight = 0.0;
    for (std::size_t i = 0; i < of.first.size(); ++i) {
        const double w = 1.0 / (of.second[i] * of.second[i] + root * root);
        w1 += w;
        sum += w * of.first[i];
        weight += 0.5 * std::log(w);
    }
    const double mean = sum / w1;
    for (std::size_t i = 0; i < of.first.size(); ++i) {
        const double away = of.first[i] - mean;
        weight -= 0.5 * away * away / (of.second[i] * of.second[i] + root * root);
    }
    return {mean, w1, weight - 0.5 * std::log(w1)};
}

MeanAtSpread mean_of_ratios(const Figures& of, double root) {
    const double d = root * root;
    double mean = total_of(of.first) / total_of(of.second);
    for (int step = 0; step < 100 && d > 0.0; ++step) {
        double top = 0.0, bottom = 0.0;
        for (std::size_t i = 0; i < of.first.size(); ++i) {
            const double w = 1.0 / (1.0 + mean * of.second[i] * d);
            top += w * of.first[i];
            bottom += w * of.second[i];
        }
        const double before = mean;
        mean = top / bottom;
        if (std::fabs(mean - before) <= 1e-10 * mean) break;
    }
    MeanAtSpread made{mean, 0.0, 0.0};
    for (std::size_t i = 0; i < of.first.size(); ++i) {
        const double due = mean * of.second[i], events = of.first[i];
        made.information += of.second[i] / (mean * (1.0 + due * d));
        if (d > 0.0)
            made.log_weight += special::log_gamma(events + 1.0 / d) - special::log_gamma(1.0 / d) +
                               events * std::log(due * d / (1.0 + due * d)) - std::log1p(due * d) / d;
    }
    made.log_weight -= 0.5 * std::log(made.information * mean * mean);
    return made;
}

MeanAtSpread mean_of_proportions(const Figures& of, double root) {
    const double r = root * root;
    double top = 0.0, bottom = 0.0;
    for (std::size_t i = 0; i < of.first.size(); ++i) {
        const double w = 1.0 / (1.0 + (of.second[i] - 1.0) * r);
        top += w * of.first[i];
        bottom += w * of.second[i];
    }
    const double mean = top / bottom;
    MeanAtSpread made{mean, bottom / (mean * (1.0 - mean)), 0.0};
    const double total = r > 0.0 ? 1.0 / r - 1.0 : 0.0, a = mean * total, b = total - a;
    for (std::size_t i = 0; i < of.first.size() && r > 0.0; ++i)
        made.log_weight += special::log_gamma(of.first[i] + a) - special::log_gamma(a) +
                           special::log_gamma(of.second[i] - of.first[i] + b) - special::log_gamma(b) +
                           special::log_gamma(total) - special::log_gamma(of.second[i] + total);
    made.log_weight -= 0.5 * std::log(bottom * mean * (1.0 - mean));
    return made;
}

MeanAtSpread mean_at(const Figures& of, double root) {
    if (of.kind == ReadOutKind::value) return mean_of_values(of, root);
    return of.kind == ReadOutKind::ratio ? mean_of_ratios(of, root) : mean_of_proportions(of, root);
}

/// The prior is flat for values. A handful of events hardly bounds the spread, so that of counts has one half normal
/// around 0 (Roever et al. 2021), on about the standard deviation of the logarithm or log odds.
SpreadGrid grid_of(const Figures& of) {
    constexpr double usual = 1.5;  // orders of magnitude are seldom between organisations of one kind
    const bool bounded = of.kind == ReadOutKind::proportion;
    const double crude = total_of(of.first) / total_of(of.second);
    const double prior = of.kind == ReadOutKind::value ? 0.0
                         : bounded                     ? 0.5 / (usual * usual * crude * (1.0 - crude))
                                                       : 0.5 / (usual * usual);
    double precision = 0.0;
    for (const double each : of.second) precision += of.kind == ReadOutKind::value ? 1.0 / (each * each) : each;
    if (of.kind == ReadOutKind::ratio) precision *= crude;
    const double unit = bounded ? 0.0 : 1.0 / std::sqrt(precision / static_cast<double>(of.first.size()));
    return spread_grid(unit, [&](double root) { return mean_at(of, root).log_weight - prior * root * root; });
}

/// The law of one figure at one spread: normal (mean, standard deviation), gamma (shape, scale) or beta (a, b), with
/// the margin of the mean of all in it.
struct LawAtSpread {
    double weight = 0.0, mean = 0.0, variance = 0.0, own_part = 0.0, one = 0.0, other = 0.0;
};

LawAtSpread law_at(const Figures& of, std::size_t i, double root, const MeanAtSpread& all, double weight) {
    LawAtSpread law;
    law.weight = weight;
    const double d = root * root, m = all.mean, x = of.first[i], n = of.second[i];
    double away = 1.0, own = 0.0;  // the part of the mean of all, and the variance were that mean known
    if (of.kind == ReadOutKind::value) {
        away = n * n / (n * n + d);
        law.mean = away * m + (1.0 - away) * x;
        own = (1.0 - away) * n * n;
    } else if (of.kind == ReadOutKind::ratio) {
        away = 1.0 / (1.0 + m * n * d);
        law.mean = away * m + (1.0 - away) * x / n;
        own = d > 0.0 ? law.mean / (1.0 / (d * m) + n) : 0.0;
    } else {
        away = (1.0 - d) / (1.0 - d + n * d);
        law.mean = away * m + (1.0 - away) * x / n;
        own = d > 0.0 ? law.mean * (1.0 - law.mean) / (n + 1.0 / d) : 0.0;
    }
    law.own_part = 1.0 - away;
    law.variance = own + away * away / all.information;
    if (of.kind == ReadOutKind::value) {
        law.one = law.mean;
        law.other = std::sqrt(law.variance);
    } else if (of.kind == ReadOutKind::ratio) {
        law.one = law.mean * law.mean / law.variance;
        law.other = law.variance / law.mean;
    } else {
        const double most = law.mean * (1.0 - law.mean);
        law.variance = std::min(law.variance, 0.99 * most);
        const double total = most / law.variance - 1.0;
        law.one = law.mean * total;
        law.other = total - law.one;
    }
    return law;
}

double chance_below(ReadOutKind kind, const std::vector<LawAtSpread>& laws, double x) {
    double sum = 0.0;
    for (const LawAtSpread& each : laws)
        sum += each.weight * (kind == ReadOutKind::value   ? special::normal_cdf((x - each.one) / each.other)
                              : kind == ReadOutKind::ratio ? special::gamma_cdf(x, each.one, each.other)
                                                           : special::beta_cdf(x, each.one, each.other));
    return sum;
}

/// Where a mixture has so much chance on one side: Newton's steps on the logarithm of that chance, on a scale without
/// ends (the value, the logarithm, the log odds), halving where a step leaves what is known to hold it.
double quantile_of(ReadOutKind kind, const std::vector<LawAtSpread>& laws, double tail, bool lower, double value,
                   double se) {
    const bool ratio = kind == ReadOutKind::ratio, plain = kind == ReadOutKind::value;
    std::vector<double> constant;  // of the densities on that scale
    for (const LawAtSpread& law : laws)
        constant.push_back(plain   ? -0.91893853320467274 - std::log(law.other)
                           : ratio ? -special::log_gamma(law.one)
                                   : special::log_gamma(law.one + law.other) - special::log_gamma(law.one) -
                                         special::log_gamma(law.other));
    double u = plain ? value : std::log(value) - (ratio ? 0.0 : std::log1p(-value));
    const double unit = plain ? se : se / (ratio ? value : value * (1.0 - value));
    double least = u - 60.0 * std::max(1.0, unit), most = u + 60.0 * std::max(1.0, unit), x = value;
    u += (lower ? -2.0 : 2.0) * unit;
    for (int step = 0; step < 200 && most - least > 1e-14 * std::fabs(u); ++step) {
        x = plain ? u : ratio ? std::exp(u) : 1.0 / (1.0 + std::exp(-u));
        const double below = chance_below(kind, laws, x), chance = lower ? below : 1.0 - below;
        if (std::fabs(chance - tail) < 1e-6 * tail) break;
        (below < (lower ? tail : 1.0 - tail) ? least : most) = u;
        double density = 0.0;
        for (std::size_t g = 0; g < laws.size(); ++g) {
            const LawAtSpread& law = laws[g];
            const double z = (x - law.one) / law.other;
            const double rest = plain   ? -0.5 * z * z
                                : ratio ? law.one * std::log(x / law.other) - x / law.other
                                        : law.one * std::log(x) + law.other * std::log1p(-x);
            density += law.weight * std::exp(constant[g] + rest);
        }
        const double move = std::log(chance / tail) * chance / density, next = lower ? u - move : u + move;
        u = next > least && next < most ? next : 0.5 * (least + most);
    }
    return x;
}

Shrunken mixed(ReadOutKind kind, const std::vector<LawAtSpread>& laws, double middle, double tail) {
    Shrunken made;
    for (const LawAtSpread& each : laws) {
        made.value += each.weight * each.mean;
        made.own_part += each.weight * each.own_part;
        switch (kind) {
            case ReadOutKind::value: made.on_scale.push_back({each.mean, each.variance}); break;
            case ReadOutKind::ratio:
                made.on_scale.push_back(
                    {special::digamma(each.one) + std::log(each.other), special::trigamma(each.one)});
                break;
            case ReadOutKind::proportion:
                made.on_scale.push_back({special::digamma(each.one) - special::digamma(each.other),
                                         special::trigamma(each.one) + special::trigamma(each.other)});
        }
    }
    double variance = 0.0;
    for (const LawAtSpread& each : laws)
        variance += each.weight * (each.variance + (each.mean - made.value) * (each.mean - made.value));
    made.se = std::sqrt(variance);
    made.low = quantile_of(kind, laws, tail, true, made.value, made.se);
    made.high = quantile_of(kind, laws, tail, false, made.value, made.se);
    made.above_middle = 1.0 - chance_below(kind, laws, middle);
    return made;
}

void set_most_likely(ShrunkenAll& all, const Figures& of) {
    const bool binomial = of.kind == ReadOutKind::proportion;
    if (of.kind == ReadOutKind::value) {
        std::vector<double> variance;
        for (const double each : of.second) variance.push_back(each * each);
        all.spread = tau2_by_reml(of.first, variance);
        all.middle = mean_of_values(of, std::sqrt(all.spread)).mean;
        return;
    }
    for (int step = 0; step < 20; ++step) {
        const double before = all.middle;
        all.spread = likely_dispersion(of.first, of.second, all.middle, binomial);
        all.middle = likely_mean(of.first, of.second, all.spread, binomial);
        if (std::fabs(all.middle - before) <= 1e-7 * before) break;
    }
}

}  // namespace

double chance_above(const ShrunkenAll& all, std::size_t one, std::size_t other) {
    double sum = 0.0;
    for (std::size_t g = 0; g < all.weight.size(); ++g) {
        const auto &a = all.each[one].on_scale[g], &b = all.each[other].on_scale[g];
        sum += all.weight[g] * special::normal_cdf((a.mean - b.mean) / std::sqrt(a.variance + b.variance));
    }
    return sum;
}

ShrunkenAll shrink(std::span<const double> first, std::span<const double> second, ReadOutKind kind,
                   double confidence) {
    if (first.empty()) return {not_known, not_known, {}, {}};
    const double tail = 0.5 - 0.5 * confidence;
    const Figures of{kind, first, second};
    ShrunkenAll all;
    if (kind != ReadOutKind::value) {
        const double most = total_of(second), events = total_of(first);
        all.middle = events / most;
        if (events == 0.0 || (kind == ReadOutKind::proportion && events == most)) {
            all.each.resize(first.size());  // nothing tells them apart, and nothing says how sure that is
            for (Shrunken& each : all.each) each.value = all.middle, each.se = each.low = each.high = not_known;
            return all;
        }
    }
    const bool alone = first.size() == 1;  // nothing to draw towards: its own figure and margin
    set_most_likely(all, of);
    const SpreadGrid grid = alone ? SpreadGrid{{0.0}, {1.0}} : grid_of(of);
    std::vector<std::vector<LawAtSpread>> laws(first.size());
    for (std::size_t g = 0; g < grid.root.size(); ++g) {
        if (grid.weight[g] < 1e-6) continue;
        const MeanAtSpread mean = mean_at(of, grid.root[g]);
        all.weight.push_back(grid.weight[g]);
        for (std::size_t i = 0; i < first.size(); ++i)
            laws[i].push_back(law_at(of, i, grid.root[g], mean, grid.weight[g]));
    }
    for (const auto& each : laws) all.each.push_back(mixed(kind, each, all.middle, tail));
    if (alone) {
        all.spread = all.each[0].above_middle = not_known;
        all.each[0].own_part = 1.0;
    }
    return all;
}

}  // namespace maatstaf::detail
