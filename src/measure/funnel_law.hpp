// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "maatstaf/measure/funnel.hpp"

namespace maatstaf::detail {

/// Both tails of a count among units of some size that are like the target, counts taken as continuous.
struct CountTails {
    double below = 1.0;  ///< P(X <= x)
    double above = 1.0;  ///< P(X >= x)
};

/// The distribution of counts of a funnel. `target` is the chance of one of the size: a proportion, or events per size.
class FunnelLaw {
public:
    FunnelLaw(const FunnelOptions& options, double target, double phi, double tau2, double dispersion);

    /// Events between which a unit of this size falls.
    Limits limits(double size, double level) const;
    /// Twice the smaller tail.
    double probability(double events, double size) const;
    /// The distance on the scale, in standard deviations of chance.
    double distance(double events, double size) const;
    double chance(double size) const;  ///< that standard deviation
    double onto(double events, double size) const;

private:
    bool by_counts() const;  ///< limits are those of counts, not of a normal distribution on the scale
    CountTails tails(double events, double size) const;
    Limits on_scale(double size, double z) const;
    double back(double on_scale, double size) const;
    double spread(double size) const;  ///< with what units differ beyond chance

    FunnelOptions options_;
    double target_, phi_, tau2_, dispersion_;
};

/// Distances drawn in to their quantiles (type 7) at `part` and 1 - part.
std::vector<double> drawn_in(std::vector<double> distances, double part);
/// Variance between units by moments, and by restricted maximum likelihood, given values and their variances.
double tau2_by_moments(std::span<const double> z_drawn_in, std::span<const double> variance);
double tau2_by_reml(std::span<const double> value, std::span<const double> variance);
/// The dispersion under which the counts are most likely; 0 when that is chance alone.
double likely_dispersion(std::span<const double> events, std::span<const double> size, double target, bool binomial);
/// P(X <= x) and P(X >= x) of a beta-binomial count, at whole x.
CountTails beta_binomial_tails(double x, double size, double target, double correlation);

}  // namespace maatstaf::detail
