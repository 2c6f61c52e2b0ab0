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
#include "maatstaf/score/result.hpp"

using namespace maatstaf;

namespace {

constexpr int units = 40;

std::vector<double> uniforms(std::uint32_t purpose, double low, double high) {
    RandomStream stream(11, purpose, 0, 0);
    std::vector<double> values(units);
    for (double& value : values) value = low + (high - low) * stream.uniform();
    return values;
}

std::uint64_t hash_of(const ScoreModelOptions& model_options, const ScoreOptions& options) {
    const auto framework = framework_from_json(R"({"maatstaf_framework": 1,
        "domains": [{"id": "d"}], "life_areas": [{"id": "l", "parent": "d"}], "ambitions": [{"id": "a", "parent": "l"}],
        "results": [{"id": "r1", "parent": "a"}, {"id": "r2", "parent": "a"}],
        "indicators": [{"id": "x", "parent": "r1", "scale": "mean", "goalpost_low": 0, "goalpost_high": 10},
                       {"id": "y", "parent": "r1", "scale": "mean", "direction": "lower",
                        "goalpost_low": 0, "goalpost_high": 10},
                       {"id": "z", "parent": "r2", "scale": "mean", "goalpost_low": 0, "goalpost_high": 10}]})");
    std::vector<std::string> codes;
    for (int unit = 0; unit < units; ++unit) codes.push_back("u" + std::to_string(unit));
    std::vector<Column> columns{Column::string("unit", codes)};
    std::uint32_t purpose = 1;
    for (const std::string name : {"x", "y", "z"}) {
        columns.push_back(Column::float64(name, uniforms(purpose, 1, 9)));
        columns.push_back(Column::float64(name + "_se", uniforms(purpose + 10, 0.1, 0.9)));
        ++purpose;
    }
    const auto panel = panel_from_table(Table(std::move(columns)), {.fixed_period = "2016"});
    const auto model = fit_score_model(framework, panel, model_options);
    // Numbers only: sentences may be worded better.
    const std::vector<std::string> numbers{"unit", "item", "value", "se", "low", "high", "coverage"};
    return stable_hash(write_csv(to_table(score_panel(model, panel, options)).select(numbers)));
}

}  // namespace

TEST_CASE("a linear model gives the bits that Python gives") { CHECK(hash_of({}, {}) == 11387475806537333643u); }

TEST_CASE("a simulated geometric model gives the bits that Python gives") {
    const ScoreModelOptions options{.normalise = {.method = NormaliseMethod::goalposts},
                                    .aggregate = Aggregate::geometric};
    CHECK(hash_of(options, {.draws = 200, .seed = 5}) == 12090404723638013946u);
}
