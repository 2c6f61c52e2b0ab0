// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "maatstaf/core/table.hpp"
#include "maatstaf/framework/framework.hpp"

namespace maatstaf {

/// Who froze a framework, when and why.
struct FreezeOptions {
    std::int32_t number = 1;  ///< 1 for the first version; 1 or more
    std::string date{};       ///< ISO date; empty: not said
    std::string author{};
    std::string reason{};  ///< why it changed, for those who read it later
    static constexpr auto fields() {
        return std::tuple{field("number", &FreezeOptions::number, "number of the version, from 1"),
                          field("date", &FreezeOptions::date, "ISO date"),
                          field("author", &FreezeOptions::author, "who froze it"),
                          field("reason", &FreezeOptions::reason, "why it changed")};
    }
};

/// A framework that will not change any more, with who, when and why. Copies share the framework.
///
/// `hash` identifies the content: 16 hexadecimal digits of `stable_hash` over the one-line JSON of the framework, the
/// same on every platform. Number, date, author and reason are no part of it. It tells versions apart; it is not
/// cryptographic.
class FrameworkVersion {
public:
    const Framework& framework() const noexcept { return *framework_; }
    const std::shared_ptr<const Framework>& shared() const noexcept { return framework_; }
    const std::string& hash() const noexcept { return hash_; }
    std::int32_t number() const noexcept { return about_.number; }
    const std::string& date() const noexcept { return about_.date; }
    const std::string& author() const noexcept { return about_.author; }
    const std::string& reason() const noexcept { return about_.reason; }

private:
    friend FrameworkVersion freeze(Framework framework, const FreezeOptions& options);
    FrameworkVersion(std::shared_ptr<const Framework> framework, std::string hash, FreezeOptions about);

    std::shared_ptr<const Framework> framework_;
    std::string hash_;
    FreezeOptions about_;
};

/// Freezes a framework, whatever `validate()` has to say about it: open questions are part of a version.
/// Throws ArgumentError (argument_out_of_range) for a number below 1 or a date that is none, and DataError
/// (value_not_finite) for infinite numbers.
FrameworkVersion freeze(Framework framework, const FreezeOptions& options = {});

/// The hash that a frozen version of the framework would have.
std::string framework_hash(const Framework& framework);

enum class ChangeKind : std::uint8_t { added, removed, changed, reordered };
constexpr auto enum_names(ChangeKind) {
    using enum ChangeKind;
    return std::array{EnumName<ChangeKind>{added, "added"}, EnumName<ChangeKind>{removed, "removed"},
                      EnumName<ChangeKind>{changed, "changed"}, EnumName<ChangeKind>{reordered, "reordered"}};
}

/// One difference between two frameworks.
struct Change {
    ChangeKind kind = ChangeKind::changed;
    std::string list{};    ///< "results", "indicators", ... ; "framework" for its own name, language and so on
    std::string item{};    ///< id; for lists without ids what tells their entries apart; empty: reordered
    std::string field{};   ///< for `changed`: name of the field
    std::string before{};  ///< text as it is, anything else as JSON; for `removed` the whole entry
    std::string after{};   ///< the same, for `added` the whole entry
    static constexpr auto fields() {
        return std::tuple{maatstaf::field("kind", &Change::kind, "added, removed, changed or reordered"),
                          maatstaf::field("list", &Change::list, "which list"),
                          maatstaf::field("item", &Change::item, "id of the entry"),
                          maatstaf::field("field", &Change::field, "name of the field that changed"),
                          maatstaf::field("before", &Change::before, "what it was"),
                          maatstaf::field("after", &Change::after, "what it is")};
    }
    friend bool operator==(const Change&, const Change&) = default;
};

/// What changed from `before` to `after`, list by list: what was removed, what changed and what was added, in order.
/// No change at all exactly when the hashes agree.
std::vector<Change> diff(const Framework& before, const Framework& after);
std::vector<Change> diff(const FrameworkVersion& before, const FrameworkVersion& after);

/// The same as a table with columns kind, list, item, field, before and after.
Table changes_table(std::span<const Change> changes);

/// The versions of one framework, oldest first.
class FrameworkHistory {
public:
    /// Freezes `framework` as the next version; `options.number` is ignored. When its content is that of the latest
    /// version, that one is returned and nothing is added.
    const FrameworkVersion& add(Framework framework, FreezeOptions options = {});
    const std::vector<FrameworkVersion>& versions() const noexcept { return versions_; }
    /// Throws ArgumentError (argument_out_of_range) when there is no such version.
    const FrameworkVersion& at(std::int32_t number) const;

private:
    std::vector<FrameworkVersion> versions_;
};

}  // namespace maatstaf
