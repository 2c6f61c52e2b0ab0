// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/core/random.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <string_view>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "core/check.hpp"
#include "core/normal_inverse.hpp"
#include "core/philox.hpp"
#include "core/random_binomial.hpp"
#include "core/uniform.hpp"

namespace maatstaf {

using namespace detail;

namespace {

/// Far beyond any use, and where intermediate results would leave the range of a double.
constexpr double least_shape = 1e-300, largest_shape = 1e300;

void check_shape(std::string_view argument, double value) {
    if (value >= least_shape && value <= largest_shape) return;
    throw detail::out_of_range(argument, "1e-300 .. 1e300", value);
}

/// Marsaglia & Tsang (2000), "A simple method for generating gamma variables", for shapes of at least one.
double large_gamma(RandomStream& stream, double shape) {
    const double d = shape - 1.0 / 3.0;
    const double c = 1.0 / std::sqrt(9.0 * d);
    while (true) {
        const double x = stream.normal();
        const double root = 1.0 + c * x;
        const double u = stream.uniform();
        if (root <= 0) continue;
        const double v = root * root * root;
        const double squared = x * x;
        if (u < 1.0 - 0.0331 * squared * squared) return d * v;
        if (portable_log(u) < 0.5 * squared + d * (1.0 - v + portable_log(v))) return d * v;
    }
}

/// The logarithm of a gamma variable: for a small shape the variable itself may be smaller than any double. By the
/// power boost, a variable of shape a is one of shape a + 1 times U^(1/a).
double log_gamma_variable(RandomStream& stream, double shape) {
    if (shape >= 1) return portable_log(large_gamma(stream, shape));
    const double larger = large_gamma(stream, shape + 1.0);
    return portable_log(larger) + portable_log(stream.uniform()) / shape;
}

}  // namespace

std::array<std::uint32_t, 4> philox4x32(std::array<std::uint32_t, 4> counter,
                                        std::array<std::uint32_t, 2> key) noexcept {
    return philox(counter, key);
}

RandomStream::RandomStream(std::uint64_t seed, std::uint32_t purpose, std::uint64_t unit, std::uint32_t draw) noexcept
    : key_(philox_key(seed)), counter_(stream_counter(purpose, unit, draw, 0)), draw_(draw) {
    block_ = philox(counter_, key_);
    used_ = 2 * (draw & 1u);
    end_ = used_ + 2;
}

void RandomStream::refill() noexcept {
    counter_[0] = draw_;
    const std::uint32_t block = (counter_[3] + 1) & 0xFFFFu;
    counter_[3] = (counter_[3] & 0xFFFF0000u) | block;
    if (block == 0) {  // all blocks of this key are spent: go on under a key that follows from it
        const PhiloxBlock fresh = philox({0xFFFFFFFFu, 0xFFFFFFFFu, 0xFFFFFFFFu, 0xFFFFFFFFu}, key_);
        key_ = {fresh[0], fresh[1]};
    }
    block_ = philox(counter_, key_);
    used_ = 0;
    end_ = 4;
}

std::uint32_t RandomStream::bits() noexcept {
    if (used_ == end_) refill();
    return block_[used_++];
}

double RandomStream::uniform() noexcept {
    const std::uint64_t low = bits();
    return centred_uniform(low | std::uint64_t{bits()} << 32) + 0.5;
}

double RandomStream::normal() noexcept {
    const std::uint64_t low = bits();
    return normal_inverse_centred(centred_uniform(low | std::uint64_t{bits()} << 32));
}

double RandomStream::gamma(double shape) {
    check_shape("shape", shape);
    return shape >= 1 ? large_gamma(*this, shape) : portable_exp(log_gamma_variable(*this, shape));
}

double RandomStream::beta(double a, double b) {
    check_shape("a", a);
    check_shape("b", b);
    if (a >= 1 && b >= 1) {
        const double x = large_gamma(*this, a);
        return x / (x + large_gamma(*this, b));
    }
    const double x = log_gamma_variable(*this, a);
    const double y = log_gamma_variable(*this, b);
    // x / (x + y) from logarithms, dividing by the larger of the two.
    return x >= y ? 1.0 / (1.0 + portable_exp(y - x)) : portable_exp(x - y) / (1.0 + portable_exp(x - y));
}

std::int64_t RandomStream::binomial(std::int64_t n, double probability) {
    if (n < 0 || n > most_trials) throw detail::out_of_range("n", "0 .. " + std::to_string(most_trials), n);
    detail::need_share("probability", probability);
    return binomial_variable(*this, n, probability);
}

void RandomStream::dirichlet(std::span<const double> concentration, std::span<double> shares) {
    if (concentration.size() != shares.size())
        throw ArgumentError(messages::wrong_length, {{"argument", "shares"},
                                                    {"got", std::to_string(shares.size())},
                                                    {"expected", std::to_string(concentration.size())}});
    for (const double each : concentration) check_shape("concentration", each);
    // By way of logarithms, relative to the largest: with small concentrations all variables may be below any double.
    double largest = -std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < shares.size(); ++i) {
        shares[i] = log_gamma_variable(*this, concentration[i]);
        largest = std::max(largest, shares[i]);
    }
    double sum = 0;
    for (double& each : shares) sum += each = portable_exp(each - largest);
    for (double& each : shares) each /= sum;
}

}  // namespace maatstaf
