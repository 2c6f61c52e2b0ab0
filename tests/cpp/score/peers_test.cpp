// SPDX-License-Identifier: Apache-2.0
// The formulas beside plain R, SciPy, pymcdm and scikit-criteria: numbers printed by tests/reference/score.
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include "maatstaf/core/special.hpp"
#include "maatstaf/score/aggregate.hpp"
#include "maatstaf/score/normalise.hpp"
#include "score/peer_numbers.hpp"
#include "score/quantile.hpp"

using namespace maatstaf;
using Catch::Approx;

namespace {

void same_as_peer(const std::vector<double>& ours, const std::vector<double>& theirs) {
    REQUIRE(ours.size() == theirs.size());
    for (std::size_t i = 0; i < ours.size(); ++i) CHECK(ours[i] == Approx(theirs[i]).epsilon(1e-14).margin(1e-14));
}

void check_common(const test::PeerNumbers& peer) {
    const auto& x = peer.at("values");
    same_as_peer(score::zscore(x), peer.at("zscore"));
    same_as_peer(score::rank(x), peer.at("rank_average"));
    same_as_peer(score::rank(x, Direction::higher, Ties::lowest), peer.at("rank_lowest"));
    same_as_peer(score::rank(x, Direction::higher, Ties::highest), peer.at("rank_highest"));
    std::vector<double> reordered = x;
    const auto [low, high] = detail::two_quantiles(reordered, 0.025, 0.975);
    same_as_peer({low, high}, peer.at("quantiles_type7"));
    const std::vector<double> weights = {1, 2, 0.5, 1, 3, 1, 1, 0.25};
    same_as_peer({score::arithmetic_mean(x, weights)}, peer.at("arithmetic"));
    same_as_peer({score::geometric_mean(x, weights)}, peer.at("geometric"));
    same_as_peer({score::harmonic_mean(x, weights)}, peer.at("harmonic"));
}

}  // namespace

TEST_CASE("the formulas agree with plain R", "[score][peers]") {
    const auto peer = test::read_peer_numbers("peers_r.txt");
    check_common(peer);
    const auto found = reference_statistics(peer.at("values"));
    same_as_peer({found.mean, found.sd}, {peer.at("mean")[0], peer.at("sd")[0]});
    same_as_peer(score::minmax(peer.at("values")), peer.at("minmax"));
    same_as_peer({special::beta_quantile(0.025, 10.5, 90.5), special::beta_quantile(0.975, 10.5, 90.5)},
         peer.at("beta_interval"));
    same_as_peer({special::gamma_quantile(0.025, 4.5), special::gamma_quantile(0.975, 4.5)}, peer.at("gamma_interval"));
}

TEST_CASE("the formulas agree with SciPy, pymcdm and scikit-criteria", "[score][peers]") {
    const auto peer = test::read_peer_numbers("peers_python.txt");
    check_common(peer);
    same_as_peer(score::minmax(peer.at("values")), peer.at("minmax_pymcdm"));
    same_as_peer(score::minmax(peer.at("values"), Direction::lower), peer.at("minmax_lower_pymcdm"));
    same_as_peer(score::minmax(peer.at("values")), peer.at("minmax_skcriteria"));
}
