// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/core/random.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <functional>
#include <ios>
#include <limits>
#include <string>
#include <vector>

#include <boost/math/constants/constants.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include "core/normal_inverse.hpp"
#include "core/portable_math.hpp"
#include "core/random_normals.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/special.hpp"

using namespace maatstaf;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

constexpr std::size_t sample_size = 20'000;

/// One variable from each of many streams, as simulation uses them: unit and draw both vary.
std::vector<double> sample(const std::function<double(RandomStream&)>& variable) {
    std::vector<double> values;
    for (std::size_t i = 0; i < sample_size; ++i) {
        RandomStream stream(20161231, 7, i / 100 * 0x9E3779B97F4A7C15u, static_cast<std::uint32_t>(i % 100));
        values.push_back(variable(stream));
    }
    return values;
}

/// The probability, if `values` follow `cdf`, of a Kolmogorov-Smirnov distance at least as large (Kolmogorov's limit
/// with Stephens' correction for the sample size).
double kolmogorov_smirnov(std::vector<double> values, const std::function<double(double)>& cdf) {
    std::sort(values.begin(), values.end());
    const double n = static_cast<double>(values.size());
    double distance = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double p = cdf(values[i]);
        distance = std::max({distance, p - static_cast<double>(i) / n, static_cast<double>(i + 1) / n - p});
    }
    const double lambda = (std::sqrt(n) + 0.12 + 0.11 / std::sqrt(n)) * distance;
    double probability = 0;
    for (int j = 1; j < 100; ++j) probability += (j % 2 == 1 ? 2.0 : -2.0) * std::exp(-2.0 * j * j * lambda * lambda);
    return std::clamp(probability, 0.0, 1.0);
}

double mean(const std::vector<double>& values) {
    double sum = 0;
    for (const double each : values) sum += each;
    return sum / static_cast<double>(values.size());
}

/// The mean must be within four standard errors of what the distribution says.
void check_mean(const std::vector<double>& values, double expected, double variance) {
    CHECK_THAT(mean(values), WithinAbs(expected, 4 * std::sqrt(variance / static_cast<double>(values.size()))));
}

/// The probability of a chi-squared distance at least as large between `counts` and what Binomial(n, p) expects; values
/// expected fewer than ten times count together with their neighbours.
double chi_squared_of_binomial(std::int64_t n, double p) {
    const auto values = sample([&](RandomStream& stream) { return static_cast<double>(stream.binomial(n, p)); });
    std::vector<double> observed(static_cast<std::size_t>(n) + 1, 0.0);
    for (const double each : values) observed.at(static_cast<std::size_t>(each)) += 1;
    double statistic = 0, cells = 0, expected_rest = 0, observed_rest = 0;
    for (std::int64_t k = 0; k <= n; ++k) {
        const double x = static_cast<double>(k), trials = static_cast<double>(n);
        const double log_mass = special::log_gamma(trials + 1) - special::log_gamma(x + 1) -
                                special::log_gamma(trials - x + 1) + x * std::log(p) + (trials - x) * std::log1p(-p);
        expected_rest += std::exp(log_mass) * static_cast<double>(sample_size);
        observed_rest += observed[static_cast<std::size_t>(k)];
        if (expected_rest < 10) continue;
        statistic += (observed_rest - expected_rest) * (observed_rest - expected_rest) / expected_rest;
        cells += 1;
        expected_rest = observed_rest = 0;
    }
    return cells < 2 ? 1.0 : 1.0 - special::chi_squared_cdf(statistic, cells - 1);
}

}  // namespace

TEST_CASE("Philox4x32-10 gives the published known answers", "[core][random][reference]") {
    // kat_vectors of Random123 1.14.
    using Block = std::array<std::uint32_t, 4>;
    CHECK(philox4x32({0, 0, 0, 0}, {0, 0}) == Block{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
    constexpr std::uint32_t ones = 0xffffffff;
    CHECK(philox4x32({ones, ones, ones, ones}, {ones, ones}) == Block{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
    CHECK(philox4x32({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
          Block{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST_CASE("a stream takes its words from the counters that are documented", "[core][random]") {
    const std::uint64_t seed = 0x1122334455667788u, unit = 0xAABBCCDDEEFF0011u;
    for (const std::uint32_t draw : {0u, 1u, 6u, 7u, 0xffffffffu}) {
        const auto first = philox4x32({draw / 2, 0xEEFF0011u, 0xAABBCCDDu, 3u << 16}, {0x55667788u, 0x11223344u});
        const auto second = philox4x32({draw, 0xEEFF0011u, 0xAABBCCDDu, (3u << 16) + 1}, {0x55667788u, 0x11223344u});
        RandomStream stream(seed, 3, unit, draw);
        CHECK(stream.bits() == first[draw % 2 * 2]);
        CHECK(stream.bits() == first[draw % 2 * 2 + 1]);
        for (const std::uint32_t word : second) CHECK(stream.bits() == word);
        RandomStream again(seed, 3, unit, draw);
        const std::uint64_t bits = first[draw % 2 * 2] | std::uint64_t{first[draw % 2 * 2 + 1]} << 32;
        CHECK(again.uniform() == std::ldexp(static_cast<double>(2 * (bits >> 12) + 1), -53));
    }
}

TEST_CASE("a stream goes on after its last block", "[core][random]") {
    RandomStream stream(1, 2, 3, 4);
    for (int i = 0; i < 2 + 4 * 0xffff; ++i) stream.bits();
    std::vector<std::uint32_t> later, beginning;
    RandomStream fresh(1, 2, 3, 4);
    for (int i = 0; i < 8; ++i) later.push_back(stream.bits()), beginning.push_back(fresh.bits());
    CHECK(later != beginning);
    CHECK(std::count(later.begin(), later.end(), later[0]) == 1);
}

TEST_CASE("many normals at once are those of the streams, on every path", "[core][random]") {
    std::vector<double> expected(3000);
    for (std::uint32_t i = 0; i < expected.size(); ++i) expected[i] = RandomStream(5, 6, 7, i).normal();
    const auto same_bits = [](double a, double b) {
        return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
    };
    for (const auto& path : detail::normals_paths()) {
        CAPTURE(path.name);
        for (const std::size_t count : {16u, 48u, 512u}) {
            std::vector<double> values(count);
            for (std::uint32_t start = 0; start + count <= expected.size();
                 start += static_cast<std::uint32_t>(count)) {
                path.make({start / 2, 7, 0, 6u << 16}, {5, 0}, count, values.data());
                CHECK(std::equal(values.begin(), values.end(), expected.begin() + start, same_bits));
            }
        }
    }
    for (const std::uint32_t first : {0u, 1u, 2u, 513u})
        for (const std::size_t count : {0u, 1u, 2u, 15u, 16u, 17u, 511u, 512u, 513u, 1000u, 1025u}) {
            CAPTURE(first, count);
            std::vector<double> values(count + 1, -99.0);
            normals(5, 6, 7, first, std::span(values).first(count));
            CHECK(std::equal(values.begin(), values.end() - 1, expected.begin() + first, same_bits));
            CHECK(values.back() == -99.0);
        }
    std::vector<double> wrapped(1000);
    normals(5, 6, 7, 0xfffffff1u, wrapped);
    for (std::uint32_t i = 0; i < wrapped.size(); ++i)
        CHECK(same_bits(wrapped[i], RandomStream(5, 6, 7, 0xfffffff1u + i).normal()));
}

TEST_CASE("the far tail of the bulk path is that of the stream", "[core][random]") {
    // Too rare to meet by chance (3 in 10^11): the parts are compared on probabilities around the border.
    for (const double p : {1.2e-11, 1.388794386496402e-11, 1.4e-11, 1.1102230246251565e-16}) {
        const double root = std::sqrt(-detail::portable_log(p));
        const double tail = root <= detail::normal_far_root ? detail::normal_tail(root) : detail::normal_far_tail(root);
        const double centred = p - 0.5;
        CHECK(detail::normal_inverse_centred(centred) == detail::normal_inverse(centred + 0.5));
        CHECK_THAT(-tail, WithinRel(-boost::math::constants::root_two<double>() * boost::math::erfc_inv(2 * p), 1e-15));
    }
}

TEST_CASE("inversion is right to 1e-15 over the whole range", "[core][random][reference]") {
    double worst = 0;
    const auto compare = [&](double p) {
        const double reference = -boost::math::constants::root_two<double>() * boost::math::erfc_inv(2 * p);
        worst = std::max(worst, std::fabs(detail::normal_inverse(p) / reference - 1));
    };
    for (int i = 1; i < 5000; ++i) compare(i / 10'000.0);
    for (double p = 0.4; p > 1e-307; p *= 0.83) compare(p);
    for (double p = 1e-9; p < 0.4; p *= 1.1) compare(0.5 - p);
    CHECK(worst < 1e-15);
}

TEST_CASE("our logarithm and exponential err by less than one unit in the last place", "[core][random]") {
    const auto units = [](double got, long double exact) {
        const double next = std::nextafter(std::fabs(got), std::numeric_limits<double>::infinity());
        return std::fabs(static_cast<double>((got - exact) / (next - std::fabs(got))));
    };
    double worst_log = 0, worst_log1p = 0, worst_exp = 0;
    RandomStream stream(1, 1, 1, 1);
    for (int i = 0; i < 100'000; ++i) {
        const double x = std::ldexp(0.5 + stream.uniform(), static_cast<int>(stream.bits() % 2000) - 1000);
        worst_log = std::max(worst_log, units(detail::portable_log(x), std::log(static_cast<long double>(x))));
        const double near_one = 0.5 + stream.uniform();
        worst_log =
            std::max(worst_log, units(detail::portable_log(near_one), std::log(static_cast<long double>(near_one))));
        const double small = -std::ldexp(stream.uniform(), -static_cast<int>(stream.bits() % 60));
        worst_log1p =
            std::max(worst_log1p, units(detail::portable_log1p(small), std::log1p(static_cast<long double>(small))));
        const double power = (stream.uniform() - 0.5) * 1400;
        worst_exp = std::max(worst_exp, units(detail::portable_exp(power), std::exp(static_cast<long double>(power))));
    }
    CHECK(worst_log < 1.0);
    CHECK(worst_exp < 1.0);
    CHECK(worst_log1p < 2.0);
    CHECK(detail::portable_exp(-800) == 0);
    CHECK(detail::portable_exp(800) == std::numeric_limits<double>::infinity());
    CHECK(detail::portable_exp(0) == 1);
    CHECK(detail::portable_log(1) == 0);
}

TEST_CASE("uniforms and normals follow their distributions", "[core][random]") {
    const auto uniforms = sample([](RandomStream& stream) { return stream.uniform(); });
    CHECK(kolmogorov_smirnov(uniforms, [](double x) { return x; }) > 0.01);
    CHECK(*std::min_element(uniforms.begin(), uniforms.end()) > 0);
    CHECK(*std::max_element(uniforms.begin(), uniforms.end()) < 1);
    check_mean(uniforms, 0.5, 1.0 / 12);
    const auto normal = sample([](RandomStream& stream) { return stream.normal(); });
    CHECK(kolmogorov_smirnov(normal, special::normal_cdf) > 0.01);
    check_mean(normal, 0, 1);
    std::vector<double> squares, fourth;
    for (const double each : normal) squares.push_back(each * each), fourth.push_back(each * each * each * each);
    check_mean(squares, 1, 2);
    check_mean(fourth, 3, 96);
    // Draws 2k and 2k + 1 share a block of bits; they must not share anything else.
    std::vector<double> products;
    for (std::size_t i = 0; i + 1 < normal.size(); i += 2) products.push_back(normal[i] * normal[i + 1]);
    check_mean(products, 0, 1);
}

TEST_CASE("gammas follow their distribution, also for extreme shapes", "[core][random]") {
    for (const double shape : {0.3, 1.0, 1.5, 4.0, 50.0, 1e6}) {
        CAPTURE(shape);
        const auto values = sample([&](RandomStream& stream) { return stream.gamma(shape); });
        CHECK(kolmogorov_smirnov(values, [&](double x) { return special::gamma_cdf(x, shape); }) > 0.01);
        check_mean(values, shape, shape);
    }
    // Half of the variables of so small a shape are smaller than any double, hence zero; the rest must be right.
    const double shape = 1e-3;
    const auto values = sample([&](RandomStream& stream) { return stream.gamma(shape); });
    for (const double x : {1e-250, 1e-50, 1e-3, 1.0}) {
        const double below =
            static_cast<double>(std::count_if(values.begin(), values.end(), [&](double v) { return v <= x; }));
        const double p = special::gamma_cdf(x, shape);
        const double n = static_cast<double>(sample_size);
        CHECK_THAT(below / n, WithinAbs(p, 4 * std::sqrt(p * (1 - p) / n)));
    }
}

TEST_CASE("betas follow their distribution, also for extreme shapes", "[core][random]") {
    const std::vector<std::pair<double, double>> shapes = {{0.5, 0.5}, {1, 1}, {2, 5}, {0.2, 30}, {3000, 2000}};
    for (const auto& shape : shapes) {
        const double a = shape.first, b = shape.second;
        CAPTURE(a, b);
        const auto values = sample([&](RandomStream& stream) { return stream.beta(a, b); });
        CHECK(kolmogorov_smirnov(values, [&](double x) { return special::beta_cdf(x, a, b); }) > 0.01);
        check_mean(values, a / (a + b), a * b / ((a + b) * (a + b) * (a + b + 1)));
    }
    const auto ends = sample([](RandomStream& stream) { return stream.beta(1e-3, 1e-3); });
    CHECK(std::none_of(ends.begin(), ends.end(), [](double x) { return std::isnan(x) || x < 0 || x > 1; }));
    check_mean(ends, 0.5, 0.25);
}

TEST_CASE("binomials follow their distribution, on both sides of the change of method", "[core][random]") {
    CHECK(chi_squared_of_binomial(1, 0.3) > 0.01);
    CHECK(chi_squared_of_binomial(10, 0.5) > 0.01);
    CHECK(chi_squared_of_binomial(30, 0.33) > 0.01);    // mean 9.9: inversion
    CHECK(chi_squared_of_binomial(30, 0.34) > 0.01);    // mean 10.2: rejection
    CHECK(chi_squared_of_binomial(1000, 0.002) > 0.01);
    CHECK(chi_squared_of_binomial(1000, 0.45) > 0.01);
    CHECK(chi_squared_of_binomial(1000, 0.93) > 0.01);
    CHECK(chi_squared_of_binomial(100'000, 0.999) > 0.01);
    const auto large =
        sample([](RandomStream& stream) { return static_cast<double>(stream.binomial(2'147'483'647, 0.25)); });
    const double n = 2'147'483'647;
    check_mean(large, n / 4, n * 3 / 16);
    CHECK(kolmogorov_smirnov(large, [&](double x) {
              return special::normal_cdf((x + 0.5 - n / 4) / std::sqrt(n * 3 / 16));
          }) > 0.01);
    const auto rare =
        sample([](RandomStream& stream) { return static_cast<double>(stream.binomial(2'000'000'000, 1e-9)); });
    check_mean(rare, 2, 2);

    RandomStream certain(1, 1, 1, 1), untouched(1, 1, 1, 1);
    CHECK(certain.binomial(0, 0.5) == 0);
    CHECK(certain.binomial(10, 0) == 0);
    CHECK(certain.binomial(10, 1) == 10);
    CHECK(certain.bits() == untouched.bits());
}

TEST_CASE("Dirichlet shares sum to one and each follows its beta", "[core][random]") {
    const std::vector<double> concentration = {0.5, 2, 3.5};
    std::vector<double> shares(3);
    std::vector<std::vector<double>> columns(3);
    static_cast<void>(sample([&](RandomStream& stream) {
        stream.dirichlet(concentration, shares);
        CHECK_THAT(shares[0] + shares[1] + shares[2], WithinAbs(1, 4e-16));
        for (std::size_t i = 0; i < 3; ++i) columns[i].push_back(shares[i]);
        return 0.0;
    }));
    for (std::size_t i = 0; i < 3; ++i)
        CHECK(kolmogorov_smirnov(columns[i], [&](double x) {
                  return special::beta_cdf(x, concentration[i], 6 - concentration[i]);
              }) > 0.01);
    RandomStream stream(1, 1, 1, 1);
    const std::vector<double> tiny(4, 1e-4);
    std::vector<double> corner(4);
    for (int i = 0; i < 100; ++i) {
        stream.dirichlet(tiny, corner);
        CHECK(corner[0] + corner[1] + corner[2] + corner[3] == 1.0);
    }
    std::vector<double> alone(1);
    stream.dirichlet(std::vector<double>{2.0}, alone);
    CHECK(alone[0] == 1.0);
}

TEST_CASE("impossible parameters are refused", "[core][random]") {
    RandomStream stream(1, 1, 1, 1);
    const double unknown = std::numeric_limits<double>::quiet_NaN(), infinite = std::numeric_limits<double>::infinity();
    for (const double shape : {0.0, -1.0, unknown, infinite}) {
        CHECK_THROWS_AS(stream.gamma(shape), ArgumentError);
        CHECK_THROWS_AS(stream.beta(shape, 1), ArgumentError);
        CHECK_THROWS_AS(stream.beta(1, shape), ArgumentError);
    }
    CHECK_THROWS_AS(stream.binomial(-1, 0.5), ArgumentError);
    CHECK_THROWS_AS(stream.binomial(std::int64_t{1} << 31, 0.5), ArgumentError);
    for (const double p : {-0.1, 1.1, unknown}) CHECK_THROWS_AS(stream.binomial(3, p), ArgumentError);
    std::vector<double> two(2);
    CHECK_THROWS_AS(stream.dirichlet(std::vector<double>{1.0}, two), ArgumentError);
    CHECK_THROWS_AS(stream.dirichlet(std::vector<double>{1.0, 0.0}, two), ArgumentError);
}

TEST_CASE("the numbers of a stream never change between versions", "[core][random][golden]") {
    RandomStream stream(42, 1, 1234567890123u, 5);
    std::vector<double> shares(2);
    const std::vector<double> got = {stream.uniform(),     stream.normal(),       stream.gamma(0.3),
                                     stream.gamma(7.5),    stream.beta(0.5, 0.5), stream.beta(20, 3),
                                     static_cast<double>(stream.binomial(100, 0.03)),
                                     static_cast<double>(stream.binomial(5000, 0.6))};
    stream.dirichlet(std::vector<double>{1.0, 4.0}, shares);
    const std::vector<double> frozen = {0x1.91f033ec4f724p-3, -0x1.90a399b98d834p-3, 0x1.ff63660278bcap-5,
                                        0x1.1a49173710599p+3, 0x1.472c7572df458p-7,   0x1.677b26276244dp-1,
                                        3.0,                  3019.0,                 0x1.657253a65dbc7p-2};
    for (std::size_t i = 0; i < got.size(); ++i) {
        INFO(std::hexfloat << got[i]);
        CHECK(got[i] == frozen[i]);
    }
    INFO(std::hexfloat << shares[0]);
    CHECK(shares[0] == frozen.back());
}
