// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "maatstaf/core/fields.hpp"
#include "maatstaf/core/table.hpp"
#include "maatstaf/framework/framework.hpp"

namespace maatstaf {

/// How much a finding stands in the way.
enum class Severity : std::uint8_t {
    error,     ///< the framework contradicts itself; what depends on it cannot be scored
    warning,   ///< something is missing or probably not meant
    question,  ///< still open, for the parties to talk about; nothing is wrong
    remark,    ///< a detail that would help a reader
};
constexpr auto enum_names(Severity) {
    using enum Severity;
    return std::array{EnumName<Severity>{error, "error"}, EnumName<Severity>{warning, "warning"},
                      EnumName<Severity>{question, "question"}, EnumName<Severity>{remark, "remark"}};
}

/// One thing that was found, with what it is about and how to mend it.
struct Finding {
    Severity severity = Severity::remark;
    std::string item{};  ///< id of what it is about: an item, party, weight set, agreement, evidence, or the framework
    Note note{};         ///< first the fact, then the remedy; `note.name()` is stable, for example "core_link_open"
    std::string text(Language language = Language::english) const { return note.text(language); }
    static constexpr auto fields() {
        using F = Finding;
        return std::tuple{field("severity", &F::severity, "error, warning, question or remark"),
                          field("item", &F::item, "id of what it is about"),
                          field("note", &F::note, "the fact and the remedy")};
    }
    friend bool operator==(const Finding&, const Finding&) = default;
};

struct ValidateOptions {
    std::string today{};  ///< ISO date against which review and end dates of agreements are held; empty: they are not
    static constexpr auto fields() {
        return std::tuple{
            field("today", &ValidateOptions::today, "ISO date to hold agreements against; empty: do not")};
    }
};

/// Everything there is to say about a framework, at once. First the results without an indicator, because what is not
/// measured is overlooked most easily; then errors, warnings, questions and remarks, each in the order of the
/// framework. An empty list means that there is nothing to say, which is rare and no mark of quality.
///
/// Takes any data whatever, also with duplicate ids, cycles or infinite numbers, and never throws on its account.
/// Throws ArgumentError (argument_out_of_range) when `today` is filled in and no date.
std::vector<Finding> validate(const Framework& framework, const ValidateOptions& options = {});
std::vector<Finding> validate(const FrameworkData& data, const ValidateOptions& options = {});

/// The same as a table with columns severity, item, finding, code and text.
Table findings_table(const std::vector<Finding>& findings, Language language = Language::english);

}  // namespace maatstaf
