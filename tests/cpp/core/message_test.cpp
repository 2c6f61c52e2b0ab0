// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/core/message.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/framework.hpp"
#include "maatstaf/core/text.hpp"

using namespace maatstaf;

namespace {

struct Entry {
    std::string name;
    int code;
    std::string english, dutch;
};

std::vector<Entry> catalogue() {
    return {
#define MAATSTAF_MESSAGE(name, code, english, dutch) Entry{#name, code, english, dutch},
#include "maatstaf/core/messages/all.def"
#undef MAATSTAF_MESSAGE
    };
}

/// The room of each entry, by including each room's file on its own: first code, last code, entries.
struct Room {
    std::string name;
    int first, last;
    std::vector<Entry> entries;
};

std::vector<Room> rooms() {
#define MAATSTAF_MESSAGE(name, code, english, dutch) Entry{#name, code, english, dutch},
    return {{"core", 1000, 1999, {
#include "maatstaf/core/messages/core.def"
            }},
            {"framework", 2000, 2999, {
#include "maatstaf/core/messages/framework.def"
            }},
            {"panel", 3000, 3999, {
#include "maatstaf/core/messages/panel.def"
            }},
            {"score", 4000, 4999, {
#include "maatstaf/core/messages/score.def"
            }},
            {"regress", 5000, 5999, {
#include "maatstaf/core/messages/regress.def"
#include "maatstaf/core/messages/regress_models.def"
            }},
            {"risk", 6000, 6999, {
#include "maatstaf/core/messages/risk.def"
            }},
            {"measure", 7000, 7999, {
#include "maatstaf/core/messages/measure.def"
            }},
            {"doors", 8000, 8999, {
#include "maatstaf/core/messages/doors.def"
            }},
            {"readout", 9000, 9999, {
#include "maatstaf/core/messages/readout.def"
            }},
            {"records", 7500, 7999, {
#include "maatstaf/core/messages/records.def"
            }}};
#undef MAATSTAF_MESSAGE
}

/// The placeholders of a sentence, with `[` before those that stand in an optional part.
std::multiset<std::string> placeholders(const std::string& words) {
    std::multiset<std::string> found;
    bool is_optional = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i] == '[') is_optional = true;
        if (words[i] == ']') is_optional = false;
        if (words[i] == '{') found.insert((is_optional ? "[" : "") + words.substr(i + 1, words.find('}', i) - i - 1));
    }
    return found;
}

/// Placeholders as a set: one language may need to say a value twice.
std::set<std::string> names_in(const std::string& words) {
    const auto all = placeholders(words);
    return {all.begin(), all.end()};
}

bool is_well_formed(const std::string& words) {
    int open_brackets = 0, open_braces = 0;
    for (const char each : words) {
        if (each == '[' && ++open_brackets > 1) return false;
        if (each == ']' && --open_brackets < 0) return false;
        if (each == '{' && ++open_braces > 1) return false;
        if (each == '}' && --open_braces < 0) return false;
        if ((each == '[' || each == ']') && open_braces > 0) return false;
        if (open_braces > 0 && each != '{' && each != '_' && each != '~' && !(each >= 'a' && each <= 'z') &&
            !(each >= '0' && each <= '9'))
            return false;
    }
    return open_brackets == 0 && open_braces == 0;
}

}  // namespace

TEST_CASE("every message says the same in both languages", "[message]") {
    REQUIRE(catalogue().size() > 20);
    for (const Entry& entry : catalogue()) {
        INFO(entry.name);
        CHECK_FALSE(entry.english.empty());
        CHECK_FALSE(entry.dutch.empty());
        CHECK(is_well_formed(entry.english));
        CHECK(is_well_formed(entry.dutch));
        CHECK(names_in(entry.english) == names_in(entry.dutch));
        CHECK_FALSE(first_invalid_utf8(entry.english).has_value());
        CHECK_FALSE(first_invalid_utf8(entry.dutch).has_value());
    }
}

TEST_CASE("codes are unique and stay in the range of their room", "[message]") {
    std::map<int, std::string> codes;
    for (const Entry& entry : catalogue()) {
        INFO(entry.name << " and " << codes[entry.code]);
        CHECK(codes[entry.code].empty());
        codes[entry.code] = entry.name;
        CHECK(name_of(static_cast<Message>(entry.code)) == entry.name);
    }
    std::size_t in_rooms = 0;
    for (const Room& room : rooms()) {
        in_rooms += room.entries.size();
        for (const Entry& entry : room.entries) {
            INFO(room.name << ": " << entry.name << " " << entry.code);
            CHECK(entry.code >= room.first);
            CHECK(entry.code <= room.last);
        }
    }
    CHECK(in_rooms == catalogue().size());  // a room that is missing from the list above
}

TEST_CASE("a sentence is filled in the language of its reader", "[message]") {
    const Parameters parameters{{"got", "mxin"}, {"argument", "method"}, {"nearest", "min"}, {"allowed", "min, max"}};
    CHECK(render(messages::unknown_option, parameters) ==
          "'mxin' is not a value of method. Did you mean 'min'? Allowed: min, max.");
    CHECK(render(messages::unknown_option, parameters, Language::dutch) ==
          "'mxin' is geen waarde van method. Bedoelt u 'min'? Toegestaan: min, max.");
}

TEST_CASE("an optional part disappears when its value is absent or empty", "[message]") {
    const std::string without = "'x' is not a value of m. Allowed: a.";
    CHECK(render(messages::unknown_option, {{"got", "x"}, {"argument", "m"}, {"allowed", "a"}}) == without);
    CHECK(render(messages::unknown_option, {{"got", "x"}, {"argument", "m"}, {"nearest", ""}, {"allowed", "a"}}) ==
          without);
}

TEST_CASE("a value that is absent shows as a question mark, an empty one as nothing", "[message]") {
    CHECK(render(messages::empty_file) == "? is empty.");
    CHECK(render(messages::empty_file, {{"where", ""}}) == " is empty.");
    CHECK(render(messages::empty_file, {{"other", "x"}}) == "? is empty.");
}

TEST_CASE("values are shown as they are and never filled again", "[message]") {
    CHECK(render(messages::empty_file, {{"where", "[{where}] {x"}}) == "[{where}] {x is empty.");
}

TEST_CASE("a sentence within a sentence is shown whole and in the language of the reader", "[message]") {
    const std::string english(300, 'e'), dutch(300, 'd');
    const Parameters parameters{{"reason.en", english}, {"reason.nl", dutch}};
    CHECK(render(messages::internal, parameters, Language::english).find(english) != std::string::npos);
    CHECK(render(messages::internal, parameters, Language::dutch).find(dutch) != std::string::npos);
    CHECK(render(messages::internal, parameters, Language::dutch).find("eee") == std::string::npos);
}

TEST_CASE("a long value is shortened between characters", "[message]") {
    const auto shown = [](const std::string& value) {
        const std::string text = render(messages::empty_file, {{"where", value}});
        return text.substr(0, text.size() - std::string(" is empty.").size());
    };
    CHECK(shown(std::string(200, 'a')) == std::string(200, 'a'));
    CHECK(shown(std::string(201, 'a')) == std::string(197, 'a') + "...");
    CHECK(shown(std::string(10'000, 'a')).size() == 200);
    // 196 bytes and then characters of three bytes: the first would end at byte 199, so none is shown.
    std::string euros(196, 'a');
    for (int i = 0; i < 50; ++i) euros += "\xE2\x82\xAC";
    CHECK(shown(euros) == std::string(196, 'a') + "...");
    for (std::size_t lead = 180; lead < 200; ++lead) {
        std::string value(lead, 'a');
        for (int i = 0; i < 50; ++i) value += "\xF0\x9F\x98\x80";
        CHECK(shown(value).size() <= 200);
        CHECK_FALSE(first_invalid_utf8(shown(value)).has_value());
    }
}

TEST_CASE("a value cannot forge a line or break a decoder", "[message]") {
    CHECK(render(messages::empty_file, {{"where", "a\nERROR b\x1B[2J\x7F"}}) == "a ERROR b [2J  is empty.");
    CHECK(render(messages::empty_file, {{"where", "a\xFF\xC3"}}) == "a\xEF\xBF\xBD\xEF\xBF\xBD is empty.");
}

TEST_CASE("an unknown code renders as a question mark", "[message]") {
    CHECK(render(static_cast<Message>(-1)) == "?");
    CHECK(name_of(static_cast<Message>(-1)) == "?");
}

TEST_CASE("an error keeps its code and values, and speaks both languages", "[message][error]") {
    const DataError error(messages::empty_table);
    CHECK(error.code() == 1010);
    CHECK(std::string(error.what()) == error.text(Language::english));
    CHECK(error.text(Language::dutch) ==
          "De tabel heeft geen rijen. Controleer de selectie of het bestand waar zij uit komt.");
    CHECK(error.note() == Note{messages::empty_table, {}});
    const Error& root = error;
    CHECK(root.note().name() == "empty_table");
}

TEST_CASE("a value of a closed list is shown by its word, each part of several", "[message]") {
    const Parameters hanging{{"item", "B1"}, {"kind", "life_area"}, {"expected", "domain, life_area"}};
    CHECK(render(messages::parent_missing, hanging, Language::english).find("(life area)") != std::string::npos);
    CHECK(render(messages::parent_missing, hanging, Language::dutch).find("(leefgebied)") != std::string::npos);
    CHECK(render(messages::parent_missing, hanging, Language::dutch).find("domein, leefgebied") != std::string::npos);
    const Parameters unheard_of{{"kind", "asteroid"}, {"id", "B1"}, {"length", "1"}, {"limit", "0"}};
    CHECK(render(messages::id_too_long, unheard_of, Language::dutch).find("(asteroid)") != std::string::npos);
}

TEST_CASE("numbers in Dutch sentences have a decimal comma, ids stay as they are", "[message]") {
    const Parameters both{{"item", "1.4"}, {"got", "1.4"}};
    CHECK(render(messages::splits_above_one, both, Language::dutch).find("'1.4' tellen op tot 1,4;") !=
          std::string::npos);
    CHECK(render(messages::splits_above_one, {{"item", "B"}, {"got", "1.4"}}, Language::english).find("sum to 1.4;") !=
          std::string::npos);
    CHECK(render(messages::splits_above_one, {{"item", "B"}, {"got", "0.1.0"}}, Language::dutch).find("0.1.0") !=
          std::string::npos);
}

TEST_CASE("a range is said in words, and as finite when an infinite number was given", "[message]") {
    const auto said = [](const char* range, Language language, const char* got = "7") {
        return render(messages::argument_out_of_range, {{"argument", "x"}, {"range", range}, {"got", got}}, language);
    };
    for (const auto& [range, english, dutch] : std::vector<std::array<const char*, 3>>{
             {"> 0, < 0.5", "above 0 and below 0.5", "groter dan 0 en kleiner dan 0,5"},
             {">= 0", "0 or more", "0 of meer"},
             {"> 0, <= 1", "above 0 and at most 1", "groter dan 0 en hoogstens 1"},
             {"0 .. 1", "0 to 1", "0 tot en met 1"},
             {"0 .. < 3", "0 to below 3", "0 tot 3"},
             {"0, 2 .. 1000000", "0 or 2 to 1000000", "0 of 2 tot en met 1000000"},
             {"0, 1", "0 or 1", "0 of 1"},
             {"!= 0", "other than 0", "anders dan 0"},
             {"> 1, < 2, low < high", "above 1 and below 2 and low < high",
              "groter dan 1 en kleiner dan 2 en low < high"},
             {"finite, not_all_zero", "finite and not 0 everywhere", "eindig en niet overal 0"}}) {
        CHECK(said(range, Language::english) == "x must be " + std::string(english) + ", but is 7.");
        CHECK(said(range, Language::dutch) == "x moet " + std::string(dutch) + " zijn, maar is 7.");
    }
    CHECK(said(">= 0", Language::english, "inf") == "x must be 0 or more and finite, but is inf.");
    CHECK(said("finite", Language::dutch, "-inf") == "x moet eindig zijn, maar is -inf.");
}
