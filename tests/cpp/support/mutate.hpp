// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

#include "core/archive_envelope.hpp"
#include "maatstaf/core/error.hpp"

// Hostile input by the thousand, the same every time: good input with a few bytes changed, put in, taken out or said
// twice. Whatever comes of it is read, or refused with one of our own errors; anything else fails the test, and the
// sanitizers look on.
namespace maatstaf::test {

class Mutator {
public:
    explicit Mutator(std::uint32_t seed) : random_(seed) {}

    std::string operator()(std::string_view good) {
        std::string text(good);
        for (std::size_t edits = 1 + pick(4); edits > 0; --edits) edit(text);
        return text;
    }
    std::size_t pick(std::size_t count) { return count == 0 ? 0 : random_() % count; }

private:
    void edit(std::string& text) {
        const std::size_t at = pick(text.size() + 1), length = std::min(pick(24), text.size() - at);
        switch (pick(7)) {
            case 0: if (at < text.size()) text[at] = static_cast<char>(pick(256)); break;
            case 1: if (at < text.size()) text[at] ^= static_cast<char>(1 << pick(8)); break;
            case 2: text.insert(at, words_[pick(std::size(words_))]); break;
            case 3: text.erase(at, length); break;
            case 4: text.insert(at, text.substr(std::min(2 * at, text.size()), length)); break;   // said twice
            case 5: text.replace(at, length, words_[pick(std::size(words_))]); break;
            default: text.resize(at); break;
        }
    }

    static constexpr std::string_view words_[] = {"\"",
                                                  "{",
                                                  "}",
                                                  "[",
                                                  "]",
                                                  ",",
                                                  ":",
                                                  ";",
                                                  "\n",
                                                  "\r",
                                                  ".",
                                                  "-",
                                                  "null",
                                                  "true",
                                                  "NaN",
                                                  "1e999",
                                                  "-1e-999",
                                                  "0x7f",
                                                  "18446744073709551616",
                                                  "\xEF\xBB\xBF",
                                                  "\xC3",
                                                  "\xED\xA0\x80",
                                                  "\xF4\x90\x80\x80",
                                                  std::string_view("\0\0\0\0\0\0\0\0", 8),
                                                  std::string_view("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7F", 8)};
    std::mt19937 random_;
};

/// How many of `count` mutants of `good` were read; `use(mutant)` reads one. Some of both kinds must have occurred.
template <class Use>
std::size_t read_of_mutants(std::string_view good, std::uint32_t seed, std::size_t count, Use&& use) {
    Mutator mutate(seed);
    std::size_t read = 0, refused = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const std::string mutant = mutate(good);
        CAPTURE(i, mutant);
        try {
            use(mutant);
            ++read;
        } catch (const Error& error) {
            ++refused;
            if (error.text(Language::dutch).empty() || error.code() == 0) FAIL("an error without words");
        }
    }
    CHECK(refused > count / 10);
    return read;
}

/// The same of archives: the content of `good` is changed and sealed again, so that no checksum stands in the way.
template <class Type>
std::size_t read_of_archives(const Bytes& good, std::uint32_t seed, std::size_t count, auto&& use) {
    const auto unsealed = detail::unseal(good);
    const std::string_view content(reinterpret_cast<const char*>(unsealed.content.data()), unsealed.content.size());
    return read_of_mutants(content, seed, count, [&](std::string_view mutant) {
        const std::span bytes(reinterpret_cast<const std::byte*>(mutant.data()), mutant.size());
        use(from_archive<Type>(detail::seal(unsealed.info.type, bytes)));
    });
}

}  // namespace maatstaf::test
