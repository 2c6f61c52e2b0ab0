// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <string>

#include "maatstaf/core/fields.hpp"

namespace maatstaf {

/// The law of the outcome given its mean, up to the dispersion phi: Var(y) = phi V(mu) / weight.
enum class Family : std::uint8_t {
    gaussian,           ///< V = 1
    poisson,            ///< V = mu, phi = 1
    quasi_poisson,      ///< V = mu, phi estimated
    negative_binomial,  ///< V = mu + mu^2 / theta, phi = 1
    binomial,           ///< y is a share of `weight` trials; V = mu (1 - mu), phi = 1
    quasi_binomial,     ///< V = mu (1 - mu), phi estimated
    gamma,              ///< V = mu^2
    inverse_gaussian,   ///< V = mu^3
    tweedie,            ///< V = mu^power, 1 < power < 2: a mass at zero and a heavy tail
};
constexpr auto enum_names(Family) {
    using enum Family;
    return std::array{EnumName<Family>{gaussian, "gaussian"},
                      EnumName<Family>{poisson, "poisson"},
                      EnumName<Family>{quasi_poisson, "quasi_poisson"},
                      EnumName<Family>{negative_binomial, "negative_binomial"},
                      EnumName<Family>{binomial, "binomial"},
                      EnumName<Family>{quasi_binomial, "quasi_binomial"},
                      EnumName<Family>{gamma, "gamma"},
                      EnumName<Family>{inverse_gaussian, "inverse_gaussian"},
                      EnumName<Family>{tweedie, "tweedie"}};
}

/// How the linear predictor eta gives the mean. `automatic`: log for counts, gamma, inverse Gaussian and Tweedie, logit
/// for binomial, identity for Gaussian (for gamma and inverse Gaussian not the canonical link: rates are what people
/// ask for, and the mean stays positive).
enum class Link : std::uint8_t {
    automatic, identity, log, logit, probit, cloglog, inverse, inverse_squared, square_root
};
constexpr auto enum_names(Link) {
    using enum Link;
    return std::array{EnumName<Link>{automatic, "automatic"}, EnumName<Link>{identity, "identity"},
                      EnumName<Link>{log, "log"},             EnumName<Link>{logit, "logit"},
                      EnumName<Link>{probit, "probit"},       EnumName<Link>{cloglog, "cloglog"},
                      EnumName<Link>{inverse, "inverse"},     EnumName<Link>{inverse_squared, "inverse_squared"},
                      EnumName<Link>{square_root, "square_root"}};
}

/// A family with its link and its own parameter.
struct Distribution {
    Family family = Family::gaussian;
    Link link = Link::automatic;
    double theta = std::numeric_limits<double>::quiet_NaN();  ///< negative binomial: size; NaN: estimated by ML
    double power = 1.5;                                       ///< Tweedie: variance power, strictly between 1 and 2
    static constexpr auto fields() {
        return std::tuple{field("family", &Distribution::family, "law of the outcome given its mean"),
                          field("link", &Distribution::link, "how the linear predictor gives the mean"),
                          field("theta", &Distribution::theta, "negative binomial size; NaN: estimated"),
                          field("power", &Distribution::power, "Tweedie variance power, between 1 and 2")};
    }
};

/// The link that `automatic` stands for.
constexpr Link automatic_link(Family family) noexcept {
    switch (family) {
        case Family::gaussian: return Link::identity;
        case Family::binomial:
        case Family::quasi_binomial: return Link::logit;
        default: return Link::log;
    }
}

/// True when the dispersion phi is 1 by definition, false when it is estimated.
constexpr bool has_fixed_dispersion(Family family) noexcept {
    return family == Family::poisson || family == Family::binomial || family == Family::negative_binomial;
}

}  // namespace maatstaf
