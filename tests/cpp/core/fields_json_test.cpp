// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/scale.hpp"
#include "core/fields_json.hpp"

using namespace maatstaf;
using detail::Defaults;
using detail::Json;
using detail::JsonPath;

namespace {

struct Goal {
    std::string area;
    double value = std::numeric_limits<double>::quiet_NaN();
    static constexpr auto fields() {
        return std::tuple{field("area", &Goal::area, ""), field("value", &Goal::value, "")};
    }
};

struct Figure {
    std::string id;
    Scale scale = Scale::proportion;
    double factor = 1.0;
    bool shown = true;
    std::int32_t draws = 1000;
    std::uint64_t seed = 1;
    std::optional<double> weight;
    Period period;
    std::vector<Goal> targets;
    static constexpr auto fields() {
        return std::tuple{field("id", &Figure::id, ""),         field("scale", &Figure::scale, ""),
                          field("factor", &Figure::factor, ""), field("shown", &Figure::shown, ""),
                          field("draws", &Figure::draws, ""),   field("seed", &Figure::seed, ""),
                          field("weight", &Figure::weight, ""), field("period", &Figure::period, ""),
                          field("targets", &Figure::targets, "")};
    }
};

struct Whole {
    std::vector<Figure> indicators;
    static constexpr auto fields() { return std::tuple{field("indicators", &Whole::indicators, "")}; }
};

template <class T>
T read(std::string_view text) {
    T value{};
    detail::from_json(value, detail::parse_json(text, "the text"), JsonPath("the text"));
    return value;
}

struct Refusal {
    Message message;
    std::string words;
};
/// What went wrong, as an error of type `Kind`.
template <class Kind>
Refusal refusal(const auto& action) {
    try {
        action();
    } catch (const Kind& error) {
        return {error.note().message, error.what()};
    }
    FAIL("nothing thrown");
    return {};
}
template <class T, class Kind = FormatError>
Refusal refused(std::string_view text) {
    return refusal<Kind>([&] { read<T>(text); });
}
bool has(const Refusal& refusal, std::string_view part) { return refusal.words.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("JSON of a struct has its fields in order and leaves out defaults when asked", "[core][json]") {
    const Figure usual;
    CHECK(detail::json_text(detail::to_json(usual)) == "{}");
    CHECK(detail::json_text(detail::to_json(usual, Defaults::write)) ==
          R"({"id":"","scale":"proportion","factor":1,"shown":true,"draws":1000,"seed":1,"weight":null,)"
          R"("period":"1970","targets":[]})");
    Figure other;
    other.id = "eenzaam \"65+\"\n";
    other.scale = Scale::rate;
    other.factor = 0.1;
    other.targets = {{"WK040532", 40.5}, {"", std::numeric_limits<double>::quiet_NaN()}};
    CHECK(detail::json_text(detail::to_json(other)) ==
          R"({"id":"eenzaam \"65+\"\n","scale":"rate","factor":0.1,"targets":[{"area":"WK040532","value":40.5},{}]})");
    CHECK(detail::json_text(Json::parse(R"({"a":[1,{}],"b":[]})"), 2) ==
          "{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": []\n}");
}

TEST_CASE("JSON reads back as what was written", "[core][json]") {
    Figure before;
    before.id = "één";
    before.shown = false;
    before.draws = -5;
    before.seed = std::numeric_limits<std::uint64_t>::max();
    before.weight = 1.0 / 3.0;
    before.period = Period(2016, Frequency::quarter, 3);
    before.targets = {{"x", 5e-324}, {"y", std::numeric_limits<double>::quiet_NaN()}};
    for (const auto defaults : {Defaults::omit, Defaults::write}) {
        const auto after = read<Figure>(detail::json_text(detail::to_json(before, defaults), 1));
        CHECK(detail::fields_equal(before, after));
    }
    CHECK_FALSE(detail::fields_equal(before, Figure{}));
}

TEST_CASE("values may be typed the way people type them", "[core][json]") {
    CHECK(read<Figure>(R"({"draws": 2e3})").draws == 2000);
    CHECK(read<Figure>(R"({"draws": 500.0})").draws == 500);
    CHECK(read<Figure>(R"({"period": 2016})").period == Period(2016));
    CHECK(std::isnan(read<Figure>(R"({"factor": null})").factor));
    CHECK_FALSE(read<Figure>(R"({"weight": null})").weight.has_value());
    CHECK(read<Figure>("\xEF\xBB\xBF{\"draws\": 7}").draws == 7);
}

TEST_CASE("options keep the defaults of absent keys", "[core][json]") {
    const auto options = detail::options_from_json<Figure>(R"({"scale": "count"})");
    CHECK(options.scale == Scale::count);
    CHECK(options.draws == 1000);
    CHECK(detail::options_from_json<Figure>("").draws == 1000);
    CHECK(detail::options_from_json<Figure>("null").draws == 1000);
}

TEST_CASE("a value of the wrong shape is named with its place", "[core][json]") {
    const auto shape = refused<Whole>(R"({"indicators": [{}, {"scale": 3}]})");
    CHECK(shape.message == messages::json_shape);
    CHECK(has(shape, "indicators[1].scale must be text, but is a number"));
    CHECK(has(refused<Whole>("[]"), "the text must be an object, but is a list"));
    CHECK(has(refused<Whole>(R"({"indicators": {}})"), "indicators must be a list, but is an object"));
    CHECK(
        has(refused<Whole>(R"({"indicators": [{"targets": [{"value": "4,5"}]}]})"), "indicators[0].targets[0].value"));
    CHECK(has(refused<Figure>(R"({"shown": 1})"), "shown must be yes or no, but is a number"));
    CHECK(has(refused<Figure>(R"({"draws": 1.5})"), "draws must be a whole number"));
    CHECK(has(refused<Figure>(R"({"draws": null})"), "draws must be a whole number, but is null"));
    CHECK(has(refused<Figure>(R"({"id": null})"), "id must be text, but is null"));
    CHECK(has(refused<Figure>(R"({"period": []})"), "period must be text, but is a list"));
}

TEST_CASE("numbers beyond the range of a field are refused", "[core][json]") {
    for (const auto* text : {R"({"draws": 2147483648})", R"({"draws": -2147483649})", R"({"seed": -1})",
                             R"({"draws": 3e9})", R"({"draws": 18446744073709551616})", R"({"seed": 1e300})"}) {
        CAPTURE(text);
        CHECK(refused<Figure, ArgumentError>(text).message == messages::argument_out_of_range);
    }
}

TEST_CASE("misspelt keys and names get the nearest valid one", "[core][json]") {
    const auto key = refused<Whole, ArgumentError>(R"({"indicators": [{"scael": "rate"}]})");
    CHECK(key.message == messages::unknown_field);
    CHECK(has(key, "indicators[0] has no option 'scael'. Did you mean 'scale'?"));
    const auto name = refused<Whole, ArgumentError>(R"({"indicators": [{"scale": "raet"}]})");
    CHECK(name.message == messages::unknown_option);
    CHECK(has(name, "'raet' is not a value of indicators[0].scale. Did you mean 'rate'?"));
}

TEST_CASE("text that is not JSON is refused at its place and without jargon", "[core][json]") {
    const auto parse = [](std::string_view text) {
        return refusal<FormatError>([&] { detail::parse_json(text, "hoorn.json"); });
    };
    CHECK(parse("").message == messages::empty_file);
    const auto bytes = parse("{\"a\": \"\xE9\"}");
    CHECK(bytes.message == messages::not_utf8);
    CHECK(has(bytes, "at byte 7"));
    for (const auto* text : {" ", "{", "[1,", "{\"a\"", "{\"a\":", "\"abc", "[1"}) {
        CAPTURE(text);
        CHECK(parse(text).message == messages::json_ends_early);
    }
    const auto comma = parse("{\n \"a\": 1,\n}");
    CHECK(comma.message == messages::json_invalid);
    CHECK(has(comma, "hoorn.json is not valid JSON at byte 11, line 3, at '}'"));
    for (const auto* text : {"{'a': 1}", "{a: 1}", "[1 2]", "nul", "NaN", "[01]", "[1.]", "// no\n1", "{\"a\" 1}",
                             "1 2", "\"\t\"", "\"\\ud800\"", "[Infinity]"}) {
        CAPTURE(text);
        const auto syntax = parse(text);
        CHECK((syntax.message == messages::json_invalid || syntax.message == messages::json_ends_early));
        CHECK_FALSE(has(syntax, "parse_error"));
        CHECK_FALSE(has(syntax, "unexpected"));
    }
    CHECK(has(parse(R"({"a": 1, "twee" "drie"})"), "at byte 16, line 1, at '\"drie\"}'"));
    const auto twice = parse(R"({"a": 1, "b": {"x": 1, "y": 2, "x": 3}})");
    CHECK(twice.message == messages::json_duplicate_key);
    CHECK(has(twice, "'x'"));
    const auto large = parse("[1,\n1e999]");
    CHECK(large.message == messages::json_number_range);
    CHECK(has(large, "at byte 4, line 2"));
    CHECK(has(large, "1e999"));
}

TEST_CASE("JSON may be 64 levels deep and no more", "[core][json]") {
    const auto nested = [](std::size_t levels) { return std::string(levels, '[') + std::string(levels, ']'); };
    CHECK_NOTHROW(detail::parse_json(nested(64), "x"));
    for (const std::size_t levels : {65u, 100u, 10'000'000u}) {
        const auto deep = refusal<FormatError>([&] { detail::parse_json(nested(levels), "x"); });
        CHECK(deep.message == messages::json_too_deep);
        CHECK(has(deep, "64"));
    }
    std::string objects;
    for (int i = 0; i < 100; ++i) objects += "{\"a\":";
    CHECK(refusal<FormatError>([&] { detail::parse_json(objects, "x"); }).message == messages::json_too_deep);
}

TEST_CASE("a large object is read in time that grows with its size", "[core][json]") {
    std::string text = "{";
    for (int i = 0; i < 200'000; ++i) text += "\"key" + std::to_string(i) + "\":1,";
    text.back() = '}';
    CHECK(detail::parse_json(text, "x").size() == 200'000);
}
