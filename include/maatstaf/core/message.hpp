// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace maatstaf {

/// Language in which sentences are shown to people.
enum class Language : std::uint8_t { english, dutch };

/// The stable number of a sentence that a person can read. The sentences stand in `messages/<room>.def`, each with its
/// name, its number and its words in English and Dutch. `messages/<room>.hpp` makes each a constant `messages::<name>`,
/// so that a new sentence concerns only those who say the sentences of its room. Numbers are never reused.
/// Placeholders are `{name}`, or `{~name}` for a value that is shown by its word in `messages/words.def`; a part
/// between square brackets is left out when one of its placeholders has no value.
enum class Message : std::int32_t {};

/// Named values that fill the placeholders of a message, in the order in which they were given.
using Parameters = std::vector<std::pair<std::string, std::string>>;

/// The sentence of `message` with its placeholders filled. A value longer than 200 bytes is shortened at a character
/// boundary, so hostile input cannot flood a log. A placeholder without a value is shown as `?`. Where a value is
/// itself a sentence of the catalogue it is given once per language, as `{name}.en` and `{name}.nl`, and is not
/// shortened again.
std::string render(Message message, const Parameters& parameters = {}, Language language = Language::english);

/// The stable English name of a message, for example "unknown_option".
std::string_view name_of(Message message) noexcept;

/// A sentence with its values, kept apart from the language in which it will be shown. Caveats travel with results in
/// this form; errors and findings carry one.
struct Note {
    Message message{};
    Parameters parameters{};

    std::string text(Language language = Language::english) const { return render(message, parameters, language); }
    std::int32_t code() const noexcept { return static_cast<std::int32_t>(message); }
    std::string_view name() const noexcept { return name_of(message); }
    friend bool operator==(const Note&, const Note&) = default;
};

/// What a reader of a number must know before using it.
using Caveat = Note;

}  // namespace maatstaf
