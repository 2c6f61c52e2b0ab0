// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "maatstaf/core/estimate.hpp"
#include "maatstaf/measure/result.hpp"
#include "maatstaf/regress/data.hpp"

namespace maatstaf {

struct ProviderSharesOptions {
    double confidence = 0.95;
    double least_clients = 10.0;
    static constexpr auto fields() {
        using O = ProviderSharesOptions;
        return std::tuple{field("confidence", &O::confidence, "of the intervals, between 0 and 1"),
                          field("least_clients", &O::least_clients, "a provider with fewer has no number")};
    }
};

/// One provider, or what others and nobody knows of held.
struct ProviderShare {
    static constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
    std::string provider{};
    bool other = false;
    double clients = 0.0;
    double held = 0.0;
    double piece = unknown;
    Estimate effect{};
    Estimate gain{};
    EmptyReason reason = EmptyReason::none;
    static constexpr auto fields() {
        using R = ProviderShare;
        return std::tuple{
            field("provider", &R::provider, "provider; empty for others and unknown"),
            field("other", &R::other, "what others and nobody knows of held"),
            field("clients", &R::clients, "in whose help it had a part"),
            field("held", &R::held, "sum of its weights: clients as if it had held them alone"),
            field("piece", &R::piece, "its mean part of a client"),
            field("effect", &R::effect, "on the outcome of a client that it would hold alone, drawn towards 0"),
            field("gain", &R::gain, "effect x held: what its pieces bring together"),
            field("reason", &R::reason, "why it has no number")};
    }
};

struct ProviderSharesResult {
    ProviderSharesOptions options{};
    std::vector<ProviderShare> rows{};
    std::vector<std::string> terms{};
    std::vector<Estimate> coefficients{};
    double clients = 0.0;
    double total = 0.0;
    double by_traits = 0.0;
    double by_providers = 0.0;
    double unexplained = 0.0;
    double between = 0.0;
    double within = 0.0;
    std::vector<Caveat> caveats{};
    static constexpr auto fields() {
        using R = ProviderSharesResult;
        return std::tuple{field("options", &R::options, "as used"), field("rows", &R::rows, "one per provider"),
                          field("terms", &R::terms, "traits of clients"),
                          field("coefficients", &R::coefficients, "of the traits"),
                          field("clients", &R::clients, "in the model"),
                          field("total", &R::total, "sum of the outcomes"),
                          field("by_traits", &R::by_traits, "the part of it that goes with traits"),
                          field("by_providers", &R::by_providers, "the part of it that goes with providers"),
                          field("unexplained", &R::unexplained, "the rest"),
                          field("between", &R::between, "variance between providers"),
                          field("within", &R::within, "variance of clients around them"),
                          field("caveats", &R::caveats, "what a reader must know")};
    }
    /// provider, other, clients, held, piece, effect, effect_se, effect_low, effect_high, gain, gain_low, gain_high,
    /// reason. Restricted: it is made from records of clients.
    Table table() const;
};

/// Who had which part in the help of whom: one entry per client and provider.
struct Memberships {
    std::span<const std::int32_t> client{};    ///< row of the clients
    std::span<const std::int32_t> provider{};  ///< position in the names
    std::span<const double> weight{};          ///< 0 .. 1; those of a client sum to at most 1
};

namespace measure {

/// Multiple membership (Hill & Goldstein 1998; Browne, Goldstein & Rasbash 2001): the outcome of a client is what goes
/// with its traits, plus for each provider its effect times its part in the help, plus chance. Effects are random, so
/// they are drawn towards 0 the more, the less there is to go by; variances by restricted maximum likelihood, effects
/// and their margins by Henderson's (1975) equations. What is left of a client's weights is others and unknown, which
/// has an effect of its own. `data` has a row per client: traits in `x` (a first column of ones) and the outcome.
///
/// The margin takes the variances as known. Providers that always work for the same clients cannot be told apart, and
/// their margins say so. Where no difference between providers is seen, there are no intervals (no_spread).
///
/// Throws ArgumentError on other lengths and positions outside their range; DataError on weights outside 0 .. 1 or of
/// one client above 1 together, an outcome or trait that is not finite, fewer clients than traits.
ProviderSharesResult provider_shares(const RegressionData& data, const Memberships& memberships,
                                     const std::vector<std::string>& clients,
                                     const std::vector<std::string>& providers,
                                     const ProviderSharesOptions& options = {});

}  // namespace measure
}  // namespace maatstaf
