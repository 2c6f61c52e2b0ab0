// SPDX-License-Identifier: Apache-2.0
#include "support/mutate.hpp"

#include "framework/samples.hpp"
#include "maatstaf/core/csv.hpp"
#include "maatstaf/framework/coverage.hpp"
#include "maatstaf/framework/flat_table.hpp"
#include "maatstaf/framework/json.hpp"
#include "maatstaf/framework/templates.hpp"
#include "maatstaf/framework/version.hpp"

using namespace maatstaf;

namespace {

void look_at(const Framework& framework) {
    for (const auto& finding : validate(framework)) finding.text(Language::dutch);
    coverage(framework);
    framework_to_json(framework);
}

}  // namespace

TEST_CASE("mutants of a framework in JSON are read or refused", "[mutation][json]") {
    const std::string small = framework_to_json(test::two_results(), 0);
    CHECK(test::read_of_mutants(small, 1, 4000, [](std::string_view text) { look_at(framework_from_json(text)); }) >
          100);
    const std::string large = framework_to_json(framework_template("hoorn"), 1);
    CHECK(test::read_of_mutants(large, 2, 150, [](std::string_view text) { look_at(framework_from_json(text)); }) > 0);
}

TEST_CASE("mutants of a framework in a flat table are read or refused", "[mutation][table]") {
    const std::string flat = write_csv(framework_to_table(test::two_results()));
    const auto read = test::read_of_mutants(flat, 3, 3000, [](std::string_view text) {
        look_at(framework_from_table(read_csv(text)));
    });
    CHECK(read > 30);
}

TEST_CASE("mutants of archives of a framework are read or refused", "[mutation][archive]") {
    const Framework framework = test::two_results();
    CHECK(test::read_of_archives<Framework>(to_archive(framework), 4, 3000, look_at) > 10);
    test::read_of_archives<FrameworkVersion>(to_archive(freeze(framework)), 5, 2000,
                                             [](const FrameworkVersion& version) { look_at(version.framework()); });
    CHECK(test::read_of_archives<Coverage>(to_archive(coverage(framework)), 6, 2000,
                                           [](const Coverage& made) { to_table(made.results); }) > 10);
}
