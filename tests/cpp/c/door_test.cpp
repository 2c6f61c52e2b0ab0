// SPDX-License-Identifier: Apache-2.0
// The C door from within one process: ownership, errors in two languages, streams that are always released.
#include <catch2/catch_test_macros.hpp>

#include <cstring>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "maatstaf/core/arrow.hpp"
#include "maatstaf/maatstaf.h"

using maatstaf::Column;
using maatstaf::Table;

namespace {

constexpr std::string_view framework_text = R"({"maatstaf_framework": 1, "name": "f",
    "domains": [{"id": "d"}], "life_areas": [{"id": "l", "parent": "d"}], "ambitions": [{"id": "a", "parent": "l"}],
    "results": [{"id": "r", "parent": "a"}],
    "indicators": [{"id": "x", "parent": "r", "scale": "mean", "goalpost_low": 0, "goalpost_high": 10},
                   {"id": "y", "parent": "r", "scale": "mean", "direction": "lower",
                    "goalpost_low": 0, "goalpost_high": 10}]})";
constexpr std::string_view panel_options = R"({"unit": "code", "period": "year"})";
constexpr std::string_view goalposts = R"({"normalise": {"method": "goalposts"}})";

Table observations() {
    return Table({Column::string("code", std::vector<std::string>{"A", "B", "A", "B"}),
                  Column::int64("year", {2016, 2016, 2020, 2020}), Column::float64("x", {2, 4, 6, 8}),
                  Column::float64("y", {1, 3, 5, std::numeric_limits<double>::quiet_NaN()})});
}

/// A stream that counts whether it was released.
struct Watched {
    ArrowArrayStream stream{};
    explicit Watched(const Table& table) { export_table(table, &stream); }
    bool released() const { return stream.release == nullptr; }
};

mst_framework* framework() {
    mst_framework* made = nullptr;
    REQUIRE(mst_framework_from_json(framework_text.data(), framework_text.size(), &made, nullptr) == MST_OK);
    return made;
}

mst_panel* panel() {
    Watched watched(observations());
    mst_panel* made = nullptr;
    REQUIRE(mst_panel_from_stream(&watched.stream, panel_options.data(), panel_options.size(), &made, nullptr) ==
            MST_OK);
    CHECK(watched.released());
    return made;
}

/// An error that must have come about, freed when it goes.
struct Caught {
    mst_error* error = nullptr;
    ~Caught() { mst_error_free(error); }
    std::string_view name() const { return mst_error_name(error); }
    std::string_view message(const char* language = nullptr) const { return mst_error_message_in(error, language); }
};

}  // namespace

TEST_CASE("the version is that of the header") {
    const auto expected = std::to_string(MST_VERSION_MAJOR) + "." + std::to_string(MST_VERSION_MINOR) + "." +
                          std::to_string(MST_VERSION_PATCH);
    CHECK(mst_version() == expected);
    CHECK(mst_api_version() == MST_API_VERSION);
}

TEST_CASE("from JSON and a stream to scores and caveats") {
    auto* const made = framework();
    auto* const observed = panel();
    mst_panel* reference = nullptr;
    mst_model* model = nullptr;
    mst_result* result = nullptr;
    REQUIRE(mst_panel_at(observed, "2016", &reference, nullptr) == MST_OK);
    REQUIRE(mst_model_fit(made, reference, goalposts.data(), goalposts.size(), nullptr, &model, nullptr) == MST_OK);
    REQUIRE(mst_model_score(model, observed, nullptr, 0, nullptr, nullptr, &result, nullptr) == MST_OK);
    CHECK(mst_result_restricted(result) == 0);

    ArrowArrayStream stream{};
    REQUIRE(mst_result_stream(result, "nl", &stream, nullptr) == MST_OK);
    const Table table = maatstaf::import_table(&stream);
    bool found = false;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (table["unit"].text(row) != "A" || table["period"].display(row) != "2016" || table["item"].text(row) != "r")
            continue;
        found = true;
        CHECK(table["value"].number(row) == (0.2 + 0.9) / 2);
    }
    CHECK(found);

    mst_text* caveats = nullptr;
    REQUIRE(mst_result_caveats(result, "nl", &caveats, nullptr) == MST_OK);
    CHECK(mst_text_length(caveats) == std::strlen(mst_text_data(caveats)));
    CHECK(mst_text_data(caveats)[0] == '[');
    mst_text_free(caveats);

    mst_result* at_once = nullptr;
    constexpr std::string_view both = R"({"model": {"normalise": {"method": "goalposts"}}, "score": {"view": "both"}})";
    REQUIRE(mst_score(made, reference, observed, both.data(), both.size(), &at_once, nullptr) == MST_OK);
    mst_result_free(at_once);
    ArrowArrayStream figures{};
    REQUIRE(mst_model_parameters(model, &figures, nullptr) == MST_OK);
    CHECK(maatstaf::import_table(&figures).has("indicator"));
    mst_result_free(result);
    mst_model_free(model);
    mst_panel_free(reference);
    mst_panel_free(observed);
    mst_framework_free(made);
}

TEST_CASE("published figures stand in for a reference panel") {
    auto* const made = framework();
    Watched watched(Table({Column::string("indicator", std::vector<std::string>{"x", "y"}),
                           Column::float64("mean", {5, 5}), Column::float64("sd", {2, 2})}));
    mst_model* model = nullptr;
    REQUIRE(mst_model_fit(made, nullptr, nullptr, 0, &watched.stream, &model, nullptr) == MST_OK);
    CHECK(watched.released());
    mst_model_free(model);
    mst_framework_free(made);
}

TEST_CASE("findings come as a stream and as JSON, in the language asked for") {
    auto* const made = framework();
    ArrowArrayStream stream{};
    REQUIRE(mst_framework_validate(made, nullptr, 0, "nl", &stream, nullptr) == MST_OK);
    const Table table = maatstaf::import_table(&stream);
    CHECK(table.rows() > 0);
    mst_text* english = nullptr;
    mst_text* dutch = nullptr;
    REQUIRE(mst_framework_validate_json(made, nullptr, 0, nullptr, &english, nullptr) == MST_OK);
    REQUIRE(mst_framework_validate_json(made, nullptr, 0, "nl", &dutch, nullptr) == MST_OK);
    CHECK(std::string_view(mst_text_data(english)) != mst_text_data(dutch));
    CHECK(std::string_view(mst_text_data(dutch)).find(std::string(table["finding"].text(0))) != std::string_view::npos);
    mst_text_free(english);
    mst_text_free(dutch);

    mst_text* json = nullptr;
    REQUIRE(mst_framework_to_json(made, &json, nullptr) == MST_OK);
    mst_framework* again = nullptr;
    CHECK(mst_framework_from_json(mst_text_data(json), mst_text_length(json), &again, nullptr) == MST_OK);
    mst_framework_free(again);
    mst_text_free(json);
    mst_framework_free(made);
}

TEST_CASE("a template by name") {
    mst_framework* made = nullptr;
    REQUIRE(mst_framework_template("hoorn", "en", &made, nullptr) == MST_OK);
    mst_framework_free(made);
    Caught caught;
    made = nullptr;
    CHECK(mst_framework_template("horn", "nl", &made, &caught.error) == MST_ARGUMENT_ERROR);
    CHECK(made == nullptr);
    CHECK(caught.message("nl").find("Bedoelt u 'hoorn'") != std::string_view::npos);
}

TEST_CASE("an error has a code, a name and words in two languages; nobody needs to ask for it") {
    Caught caught;
    mst_framework* made = nullptr;
    CHECK(mst_framework_from_json("", 0, &made, &caught.error) == MST_FORMAT_ERROR);
    CHECK(mst_error_code(caught.error) == 1013);
    CHECK(caught.name() == "empty_file");
    CHECK(caught.message("en") == mst_error_message(caught.error));
    CHECK(caught.message("nl") != caught.message());
    CHECK(caught.message("fr") == caught.message());
    CHECK(mst_framework_from_json("", 0, &made, nullptr) == MST_FORMAT_ERROR);
    CHECK(made == nullptr);
    CHECK(mst_error_code(nullptr) == 0);
    CHECK(std::string_view(mst_error_message(nullptr)).empty());
}

TEST_CASE("misspelt options are refused with the nearest, and the stream is released all the same") {
    Watched watched(observations());
    Caught caught;
    mst_panel* made = nullptr;
    constexpr std::string_view misspelt = R"({"unti": "code"})";
    CHECK(mst_panel_from_stream(&watched.stream, misspelt.data(), misspelt.size(), &made, &caught.error) ==
          MST_ARGUMENT_ERROR);
    CHECK(watched.released());
    CHECK(made == nullptr);
    CHECK(caught.name() == "unknown_field");
    CHECK(caught.message().find("'unit'") != std::string_view::npos);
}

TEST_CASE("wrong data are the data's fault") {
    Watched watched(
        Table({Column::string("unit", std::vector<std::string>{"A", "A"}),
               Column::string("period", std::vector<std::string>{"2016", "2016"}),
               Column::string("indicator", std::vector<std::string>{"x", "x"}), Column::float64("value", {1, 2})}));
    Caught caught;
    mst_panel* made = nullptr;
    CHECK(mst_panel_from_long_stream(&watched.stream, nullptr, 0, &made, &caught.error) == MST_DATA_ERROR);
    CHECK(watched.released());
}

TEST_CASE("null pointers are refused by name") {
    Caught first, second, third;
    mst_panel* made = nullptr;
    CHECK(mst_panel_from_stream(nullptr, nullptr, 0, &made, &first.error) == MST_ARGUMENT_ERROR);
    CHECK(first.message().find("stream") != std::string_view::npos);
    CHECK(mst_framework_from_json(framework_text.data(), framework_text.size(), nullptr, &second.error) ==
          MST_ARGUMENT_ERROR);
    CHECK(second.message().find("out") != std::string_view::npos);
    CHECK(mst_framework_from_json(nullptr, 5, nullptr, &third.error) == MST_ARGUMENT_ERROR);
    CHECK(mst_result_restricted(nullptr) == 0);
    mst_framework_free(nullptr);
    mst_panel_free(nullptr);
    mst_model_free(nullptr);
    mst_result_free(nullptr);
    mst_error_free(nullptr);
    mst_text_free(nullptr);
}

TEST_CASE("a progress function can stop the work") {
    auto* const made = framework();
    auto* const observed = panel();
    mst_model* model = nullptr;
    REQUIRE(mst_model_fit(made, observed, goalposts.data(), goalposts.size(), nullptr, &model, nullptr) == MST_OK);
    const mst_progress stop = [](void* context, size_t, size_t) -> int32_t {
        ++*static_cast<int*>(context);
        return 1;
    };
    int calls = 0;
    Caught caught;
    mst_result* result = nullptr;
    constexpr std::string_view draws = R"({"draws": 1000})";
    CHECK(mst_model_score(model, observed, draws.data(), draws.size(), stop, &calls, &result, &caught.error) ==
          MST_CANCELLED);
    CHECK(calls == 1);
    CHECK(result == nullptr);
    mst_model_free(model);
    mst_panel_free(observed);
    mst_framework_free(made);
}

TEST_CASE("the number of threads is checked") {
    Caught caught;
    CHECK(mst_set_thread_count(0, &caught.error) == MST_ARGUMENT_ERROR);
    CHECK(mst_set_thread_count(2, nullptr) == MST_OK);
}
