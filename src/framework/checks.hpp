// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "maatstaf/core/text.hpp"
#include "maatstaf/framework/structure.hpp"
#include "maatstaf/framework/validate.hpp"

namespace maatstaf::detail {

/// Where the items of any data stand, whatever is wrong with them: of a duplicate id the first one counts.
struct Place {
    ItemKind kind{};
    const Item* item = nullptr;
};

class Lookup {
public:
    explicit Lookup(const FrameworkData& data);

    /// The item with this id, or nullptr.
    const Place* find(std::string_view id) const;
    bool has_kind(std::string_view id, ItemKind kind) const;
    bool has_party(std::string_view id) const { return parties_.contains(std::string(id)); }

    /// The nearest existing id, for "did you mean"; empty when none is near, and after a hundred suggestions: comparing
    /// every wrong id with every right one would take long on a framework that is all wrong.
    std::string nearest_item(std::string_view id) const;
    std::string nearest_party(std::string_view id) const;

    /// Children by parent id, in order. Empty for an unknown id.
    const std::vector<Place>& children(std::string_view id) const;

private:
    std::unordered_map<std::string, Place> items_;
    std::unordered_map<std::string, std::vector<Place>> children_;
    std::unordered_set<std::string> parties_;
    std::vector<std::string> item_ids_;
    std::vector<std::string> party_ids_;
    mutable int suggestions_left_ = 100;
};

/// Receives what a check finds: into a list for `validate`, or as an exception where a contradiction cannot stand.
using Report = std::function<void(Severity, const std::string& item, Message, Parameters)>;

/// A report that throws DataError on the first finding that is an error and passes over the rest.
Report throwing_report();

/// True when `parent` may stand above an item of `kind`; `allowed_parents` gives their names.
bool may_hang_on(ItemKind kind, ItemKind parent) noexcept;
std::string allowed_parents(ItemKind kind);

void check_parents(const FrameworkData& data, const Lookup& lookup, const Report& report);
void check_cycles(const FrameworkData& data, const Report& report);
/// The organisation of contributions only; the other references to parties are checked by `check_parties`.
void check_organisations(const FrameworkData& data, const Lookup& lookup, const Report& report);
void check_splits(const FrameworkData& data, const Lookup& lookup, const Report& report);
void check_weight_set(const WeightSet& set, const Structure& results, const Structure& contributions,
                      const Lookup& lookup, const Report& report);

void check_ids(const FrameworkData& data, const Report& report);
void check_completeness(const FrameworkData& data, const Lookup& lookup, const Report& report);
void check_links(const FrameworkData& data, const Lookup& lookup, const Report& report);
void check_elicitations(const FrameworkData& data, const Lookup& lookup, const Report& report);
void check_parties(const FrameworkData& data, const Lookup& lookup, const Report& report);
void check_indicators(const FrameworkData& data, const Lookup& lookup, const Report& report);
void check_same_figures(const FrameworkData& data, const Lookup& lookup, const Report& report);
void check_agreements(const FrameworkData& data, const Lookup& lookup, const std::string& today, const Report& report);
void check_evidence(const FrameworkData& data, const Lookup& lookup, const Report& report);
void check_compass(const FrameworkData& data, const Lookup& lookup, const Report& report);

/// Reports date_not_valid when `text` is filled in and is no date of the form 2026-01-31.
void check_date(const std::string& item, const std::string& text, std::string_view field, const Report& report);
/// Reports party_unknown when `party` is filled in and unknown.
void check_party(const std::string& item, const std::string& party, std::string_view field, const Lookup& lookup,
                 const Report& report);

/// One view of any data; what cannot be placed becomes a root, so nothing is thrown. Parents stand before children.
Structure build_structure(const FrameworkData& data, View view);

/// Positions that share a parent and are scored, by group; roots form one group per kind.
std::vector<std::vector<std::int32_t>> sibling_groups(const Structure& structure);

}  // namespace maatstaf::detail
