// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/core/fields.hpp"

#include <catch2/catch_test_macros.hpp>
#include <set>
#include <string>

#include "maatstaf/core/column.hpp"
#include "maatstaf/core/csv.hpp"
#include "maatstaf/core/estimate.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/period.hpp"
#include "maatstaf/core/scale.hpp"
#include "maatstaf/core/status.hpp"
#include "support/caught.hpp"

using namespace maatstaf;

namespace {

template <class Enum>
void check_names() {
    std::set<std::string_view> names;
    std::size_t position = 0;
    for (const auto& each : enum_names(Enum{})) {
        CHECK(static_cast<std::size_t>(each.value) == position++);  // the table is complete and in order
        CHECK(names.insert(each.name).second);
        CHECK(to_name(each.value) == each.name);
        CHECK(from_name<Enum>(each.name, "argument") == each.value);
    }
    CHECK(to_name(static_cast<Enum>(position)) == "?");
    CHECK(names_of<Enum>().size() == position);
}

template <class T>
void check_fields() {
    std::set<std::string_view> names;
    for_each_field<T>([&](const auto& each) {
        CHECK(names.insert(each.name).second);
        CHECK_FALSE(each.meaning.empty());
    });
}

}  // namespace

TEST_CASE("enumerations go by name in both directions", "[fields]") {
    check_names<Status>();
    check_names<Scale>();
    check_names<Frequency>();
    check_names<ColumnType>();
}

TEST_CASE("a misspelt name gets the nearest one and all that are allowed", "[fields]") {
    const auto error = test::caught<ArgumentError>([] { from_name<Scale>("proprtion", "scale"); });
    CHECK(error.code() == static_cast<int>(messages::unknown_option));
    CHECK(test::parameter(error, "nearest") == "proportion");
    CHECK(error.text(Language::dutch) ==
          "'proprtion' is geen waarde van scale. Bedoelt u 'proportion'? Toegestaan: proportion, rate, mean, count, "
          "amount.");
    CHECK(
        test::parameter(test::caught<ArgumentError>([] { from_name<Scale>("Rates!!", "scale"); }), "nearest").empty());
}

TEST_CASE("fields are listed once, each with a meaning", "[fields]") {
    check_fields<Estimate>();
    check_fields<CsvOptions>();
    static_assert(Described<Estimate> && !Described<int> && NamedEnum<Status> && !NamedEnum<Language>);
    static_assert(std::is_aggregate_v<Estimate> && std::is_aggregate_v<CsvOptions>);
}

TEST_CASE("a field leads to its member", "[fields]") {
    Estimate estimate{.value = 1, .n = 5};
    double sum = 0;
    for_each_field<Estimate>([&](const auto& each) {
        if (each.name == "value" || each.name == "n") sum += estimate.*(each.member);
        if (each.name == "se") estimate.*(each.member) = 0.5;
    });
    CHECK(sum == 6);
    CHECK(estimate.se == 0.5);
}

TEST_CASE("an estimate knows nothing until it is told", "[fields]") {
    const Estimate estimate;
    CHECK((estimate.value != estimate.value && estimate.se != estimate.se && estimate.low != estimate.low));
    CHECK((estimate.high != estimate.high && estimate.n != estimate.n));
}
