// SPDX-License-Identifier: Apache-2.0
// The same input as tests/python/score/test_bits.py, and the same hashes: C++ and Python give the same bits.
#include <catch2/catch_test_macros.hpp>

#include <string>
#include <vector>

#include "maatstaf/core/csv.hpp"
#include "maatstaf/core/random.hpp"
#include "maatstaf/core/text.hpp"
#include "maatstaf/framework/json.hpp"
#include "maatstaf/panel/read.hpp"
#include "maatstaf/score/weight_shift.hpp"

using namespace maatstaf;

namespace {

constexpr int unit_count = 40;

std::vector<double> uniforms(std::uint32_t purpose, double low, double high) {
    RandomStream stream(11, purpose, 0, 0);
    std::vector<double> values(unit_count);
    for (double& value : values) value = low + (high - low) * stream.uniform();
    return values;
}

Framework bits_framework() {
    return framework_from_json(R"({"maatstaf_framework": 1,
        "domains": [{"id": "d"}], "life_areas": [{"id": "l", "parent": "d"}], "ambitions": [{"id": "a", "parent": "l"}],
        "results": [{"id": "r1", "parent": "a"}, {"id": "r2", "parent": "a"}],
        "indicators": [{"id": "x", "parent": "r1", "scale": "mean", "goalpost_low": 0, "goalpost_high": 10},
                       {"id": "y", "parent": "r1", "scale": "mean", "direction": "lower",
                        "goalpost_low": 0, "goalpost_high": 10},
                       {"id": "z", "parent": "r2", "scale": "mean", "goalpost_low": 0, "goalpost_high": 10}],
        "weight_sets": [{"id": "w", "body": "b", "weights": [{"item": "x", "weight": 3}, {"item": "y", "weight": 1},
                                                             {"item": "r1", "weight": 2},
                                                             {"item": "r2", "weight": 5}]}]})");
}

Panel bits_panel() {
    std::vector<std::string> codes;
    for (int unit = 0; unit < unit_count; ++unit) codes.push_back("u" + std::to_string(unit));
    std::vector<Column> columns{Column::string("unit", codes)};
    std::uint32_t purpose = 1;
    for (const std::string name : {"x", "y", "z"}) {
        columns.push_back(Column::float64(name, uniforms(purpose, 1, 9)));
        columns.push_back(Column::float64(name + "_se", uniforms(purpose + 10, 0.1, 0.9)));
        ++purpose;
    }
    return panel_from_table(Table(std::move(columns)), {.fixed_period = "2016"});
}

ScoreResult scored(const ScoreModelOptions& model_options, const ScoreOptions& options = {}) {
    return score_panel(fit_score_model(bits_framework(), bits_panel(), model_options), bits_panel(), options);
}

std::uint64_t hash_of(const ScoreModelOptions& model_options, const ScoreOptions& options) {
    // Numbers only: sentences may be worded better.
    const std::vector<std::string> numbers{"unit", "item", "value", "se", "low", "high", "coverage"};
    return stable_hash(write_csv(to_table(scored(model_options, options)).select(numbers)));
}

}  // namespace

TEST_CASE("a linear model gives the bits that Python gives") { CHECK(hash_of({}, {}) == 11387475806537333643u); }

TEST_CASE("a simulated geometric model gives the bits that Python gives") {
    const ScoreModelOptions options{.normalise = {.method = NormaliseMethod::goalposts},
                                    .aggregate = Aggregate::geometric};
    CHECK(hash_of(options, {.draws = 200, .seed = 5}) == 4038355036949358356u);
}

TEST_CASE("a shift of weights gives the bits that Python gives") {
    ScoreModelOptions weighted;
    weighted.weight_set = "w";
    const auto before = scored({}), after = scored(weighted);
    std::vector<double> numbers;
    for (int unit = 0; unit < unit_count; ++unit) {
        const auto shift = weight_shift(before, after, "a", "u" + std::to_string(unit), "2016");
        numbers.insert(numbers.end(), {shift.before, shift.after, shift.change.value, shift.change.se, shift.change.low,
                                       shift.change.high, shift.probability});
    }
    CHECK(stable_hash(write_csv(Table({Column::float64("x", numbers)}))) == 8206783372030696531u);
}
