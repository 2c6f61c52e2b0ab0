// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/limits.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <cstdio>

#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/random.hpp"
#include "maatstaf/core/special.hpp"
#include "measure/near.hpp"
#include "measure/reference.hpp"
#include "support/expect_error.hpp"

using namespace maatstaf;
using test::close;

TEST_CASE("limits of counts are those of R", "[measure][limits]") {
    const auto r = test::read_numbers("measure_r.txt");
    int seen = 0;
    for (const auto& [name, numbers] : r) {
        int count = 0;
        double level = 0.0;
        if (std::sscanf(name.c_str(), "count_%d_%lf", &count, &level) != 2) continue;
        CAPTURE(name);
        const auto exact = measure::count_limits(count, level, CountInterval::exact);
        const auto mid = measure::count_limits(count, level, CountInterval::mid_p);
        CHECK(exact.low == close(numbers[0]));
        CHECK(exact.high == close(numbers[1]));
        CHECK(mid.low == close(numbers[2], 1e-10));  // uniroot stops there
        CHECK(mid.high == close(numbers[3], 1e-10));
        CHECK(mid.low >= exact.low);
        CHECK(mid.high <= exact.high);
        ++seen;
    }
    CHECK(seen == 18);
}

TEST_CASE("limits of proportions are those of R", "[measure][limits]") {
    const auto r = test::read_numbers("measure_r.txt");
    int seen = 0;
    for (const auto& entry : r) {  // no structured binding: the lambda below reads it
        const auto& name = entry.first;
        const auto& numbers = entry.second;
        int count = 0, size = 0;
        double level = 0.0;
        if (std::sscanf(name.c_str(), "proportion_%d_%d_%lf", &count, &size, &level) != 3) continue;
        CAPTURE(name);
        const auto check = [&](ProportionInterval method, std::size_t at, double relative) {
            const auto limits = measure::proportion_limits(count, size, level, method);
            CHECK(limits.low == close(numbers[at], relative));
            CHECK(limits.high == close(numbers[at + 1], relative));
            CHECK(limits.low <= static_cast<double>(count) / size);
            CHECK(limits.high >= static_cast<double>(count) / size);
        };
        check(ProportionInterval::wilson, 0, 1e-11);  // R's own rounding at the ends
        check(ProportionInterval::jeffreys, 2, 1e-12);
        check(ProportionInterval::exact, 4, 1e-12);
        check(ProportionInterval::mid_p, 6, 1e-7);
        ++seen;
    }
    CHECK(seen >= 26);
}

// The sheet of Byar and Wilson limits of PHEindicatormethods (tests/testthat, December 2024).
TEST_CASE("published limits of Byar and Wilson", "[measure][limits]") {
    const auto byar = [](double count, double level, double low, double high) {
        const auto limits = measure::count_limits(count, level, CountInterval::byar);
        CHECK(limits.low == close(low));
        CHECK(limits.high == close(high));
    };
    byar(65, 0.95, 50.1631877104595, 82.8491385459398);
    byar(1045, 0.95, 982.593201807333, 1110.33121298565);
    byar(1, 0.95, 0.0130721329015044, 5.56375558247526);
    byar(65, 0.998, 42.8802614714802, 94.000290844318);
    byar(10, 0.998, 2.91631837469569, 24.1937249278805);
    byar(1, 0.998, 0.0, 9.36218021790836);  // there: missing, since its formula gives a negative number
    const auto wilson = [](double count, double size, double level, double low, double high) {
        const auto limits = measure::proportion_limits(count, size, level);
        CHECK(limits.low == close(low));
        CHECK(limits.high == close(high));
    };
    wilson(65, 100, 0.95, 0.55254443296888, 0.736357517569025);
    wilson(1045, 5000, 0.95, 0.197955498800133, 0.22049130373189);
    wilson(0.445, 1, 0.95, 0.0438174477205882, 0.933462127697916);
    wilson(1045, 5000, 0.998, 0.191793817990152, 0.227315629025258);
    wilson(7776456, 7564336677, 0.998, 0.00102690401184422, 0.00102918129926984);
}

namespace {

/// Exact coverage of a Poisson mean, averaged over means: nothing is drawn.
template <class LimitsOf>
std::pair<double, double> coverage(double from, double to, const LimitsOf& limits_of) {
    double sum = 0.0, least = 1.0;
    const int steps = 200;
    for (int i = 0; i < steps; ++i) {
        const double mean = from + (to - from) * (i + 0.5) / steps;
        double inside = 0.0;
        for (int count = 0; count < mean + 12.0 * std::sqrt(mean) + 20.0; ++count) {
            const Limits limits = limits_of(count);
            if (limits.low <= mean && mean <= limits.high)
                inside += std::exp(count * std::log(mean) - mean - special::log_gamma(count + 1.0));
        }
        sum += inside / steps;
        least = std::min(least, inside);
    }
    return {sum, least};
}

}  // namespace

TEST_CASE("how often limits of counts hold", "[measure][coverage]") {
    const auto of = [](CountInterval method) {
        return coverage(2.0, 40.0, [=](int count) { return measure::count_limits(count, 0.95, method); });
    };
    const auto [exact, exact_least] = of(CountInterval::exact);
    CHECK(exact_least >= 0.95);  // always, so more than asked: 0.965 on average here
    CHECK(exact > 0.955);
    CHECK(exact < 0.975);
    const auto [mid, mid_least] = of(CountInterval::mid_p);
    CHECK(mid > 0.94);
    CHECK(mid < 0.96);
    CHECK(mid_least > 0.91);
    const auto [byar, byar_least] = of(CountInterval::byar);
    CHECK(byar > 0.95);
    CHECK(byar_least > 0.94);
}

TEST_CASE("how often limits of proportions hold", "[measure][coverage]") {
    const auto of = [](ProportionInterval method, int size) {
        double sum = 0.0;
        std::vector<Limits> limits;
        for (int x = 0; x <= size; ++x) limits.push_back(measure::proportion_limits(x, size, 0.95, method));
        double least = 1.0;
        for (int i = 0; i < 400; ++i) {
            const double p = (i + 0.5) / 400;
            double inside = 0.0;
            for (int x = 0; x <= size; ++x)
                if (const auto at = limits[static_cast<std::size_t>(x)]; at.low <= p && p <= at.high)
                    inside += std::exp(special::log_gamma(size + 1.0) - special::log_gamma(x + 1.0) -
                                       special::log_gamma(size - x + 1.0) + x * std::log(p) +
                                       (size - x) * std::log1p(-p));
            sum += inside / 400;
            least = std::min(least, inside);
        }
        return std::pair{sum, least};
    };
    for (const auto method : {ProportionInterval::wilson, ProportionInterval::jeffreys, ProportionInterval::mid_p}) {
        const auto [mean, least] = of(method, 30);
        CAPTURE(static_cast<int>(method), least);
        CHECK(mean > 0.94);
        CHECK(mean < 0.97);
    }
    CHECK(of(ProportionInterval::exact, 30).second >= 0.95);
    CHECK(of(ProportionInterval::exact, 30).first > 0.96);
}

TEST_CASE("limits refuse what cannot be", "[measure][limits]") {
    test::expect_error<ArgumentError>(messages::argument_out_of_range, {"level", "1"},
                                      [] { measure::count_limits(3, 1.0); });
    test::expect_error<ArgumentError>(messages::argument_out_of_range, {"count", "-1"},
                                      [] { measure::count_limits(-1, 0.9); });
    test::expect_error<ArgumentError>(messages::argument_out_of_range, {"count", "5"},
                                      [] { measure::proportion_limits(5, 4); });
    CHECK(std::isnan(measure::count_limits(std::nan("")).low));
    CHECK(std::isnan(measure::mean_limits(1.0, 2.0, 1.0).high));
}
