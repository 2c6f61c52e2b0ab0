// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "maatstaf/framework/agreement.hpp"
#include "maatstaf/framework/contribution.hpp"
#include "maatstaf/framework/elicitation.hpp"
#include "maatstaf/framework/evidence.hpp"
#include "maatstaf/framework/indicator.hpp"
#include "maatstaf/framework/item.hpp"
#include "maatstaf/framework/party.hpp"
#include "maatstaf/framework/weight_set.hpp"

namespace maatstaf {

/// Everything that a framework holds, as plain lists in the order in which things were added. JSON, the flat table, the
/// archive and the difference between versions all derive from this one list of fields.
struct FrameworkData {
    std::string id{};
    std::string name{};
    std::string language = "nl";  ///< of names and texts: "nl" or "en"
    std::string owner{};          ///< id of the party that owns the framework
    std::string municipality{};   ///< code of the municipality, for example "GM0405"
    std::vector<Party> parties{};
    std::vector<Domain> domains{};
    std::vector<LifeArea> life_areas{};
    std::vector<Ambition> ambitions{};
    std::vector<SocietalResult> results{};
    std::vector<Contribution> contributions{};
    std::vector<Activity> activities{};
    std::vector<Indicator> indicators{};
    std::vector<Responsibility> responsibilities{};
    std::vector<WeightSet> weight_sets{};
    std::vector<Elicitation> elicitations{};
    std::vector<Evidence> evidence{};
    std::vector<Agreement> agreements{};
    std::vector<CompassStep> compass{};

    static constexpr auto fields() {
        return std::tuple{
            field("id", &FrameworkData::id, "id of the framework"),
            field("name", &FrameworkData::name, "as people call it"),
            field("language", &FrameworkData::language, "language of names and texts: nl or en"),
            field("owner", &FrameworkData::owner, "id of the party that owns the framework"),
            field("municipality", &FrameworkData::municipality, "code of the municipality"),
            field("parties", &FrameworkData::parties, "who takes part"),
            field("domains", &FrameworkData::domains, "broad fields of policy"),
            field("life_areas", &FrameworkData::life_areas, "parts of people's lives"),
            field("ambitions", &FrameworkData::ambitions, "what the council wants"),
            field("results", &FrameworkData::results, "changes to be seen among residents"),
            field("contributions", &FrameworkData::contributions, "what organisations do towards results"),
            field("activities", &FrameworkData::activities, "what is done for or with residents"),
            field("indicators", &FrameworkData::indicators, "figures that show something about them"),
            field("responsibilities", &FrameworkData::responsibilities, "who is responsible for what"),
            field("weight_sets", &FrameworkData::weight_sets, "weights with their owners"),
            field("elicitations", &FrameworkData::elicitations, "answers to the core question"),
            field("evidence", &FrameworkData::evidence, "figures, stories, observations, documents"),
            field("agreements", &FrameworkData::agreements, "what parties agreed on"),
            field("compass", &FrameworkData::compass, "state of the six steps per result")};
    }
};

/// An outcome framework that can be built and edited freely. Ids are checked when something is added: DataError
/// (duplicate_id), ArgumentError (empty_id, id_too_long above 200 bytes, id_control_character, not_utf8). Everything
/// that needs the whole picture is reported by `validate()`, all at once.
/// Models, scores and archives never hold a `Framework` but a frozen, hashed `FrameworkVersion` of it.
class Framework {
public:
    explicit Framework(std::string name = {}, std::string language = "nl", std::string id = {});
    /// Takes over plain data; throws on bad or duplicate ids, as `add` does.
    explicit Framework(FrameworkData data);

    /// When `add` throws, the framework is as it was.
    void add(Party party);
    void add(Domain item);
    void add(LifeArea item);
    void add(Ambition item);
    void add(SocietalResult item);
    void add(Contribution item);
    void add(Activity item);
    void add(Indicator item);
    void add(Responsibility responsibility);
    void add(WeightSet weights);
    void add(Elicitation elicitation);
    void add(Evidence evidence);
    void add(Agreement agreement);
    void add(CompassStep step);
    /// Replaces what has the same kind and id by `item`, in place; throws ArgumentError (unknown_item) when nothing
    /// has it. `ItemType` is one of the seven item types, Party, WeightSet, Evidence or Agreement.
    template <class ItemType>
    void replace(ItemType item);
    /// Takes out the item, or else the party, weight set, agreement or piece of evidence with this id; what pointed at
    /// it shows up in `validate()`. Throws ArgumentError (unknown_item).
    void remove(std::string_view id);

    const FrameworkData& data() const noexcept { return data_; }
    const std::string& id() const noexcept { return data_.id; }
    const std::string& name() const noexcept { return data_.name; }
    void set_id(std::string id) { data_.id = std::move(id); }
    void set_name(std::string name) { data_.name = std::move(name); }
    void set_language(std::string language) { data_.language = std::move(language); }
    void set_owner(std::string party) { data_.owner = std::move(party); }
    void set_municipality(std::string code) { data_.municipality = std::move(code); }

    bool has(std::string_view id) const;
    /// These throw ArgumentError: unknown_item with the nearest id, or item_of_other_kind.
    ItemKind kind(std::string_view id) const;
    const Item& item(std::string_view id) const;
    const Indicator& indicator(std::string_view id) const;
    const Contribution& contribution(std::string_view id) const;
    const SocietalResult& result(std::string_view id) const;
    const Activity& activity(std::string_view id) const;
    const Party& party(std::string_view id) const;
    const WeightSet& weight_set(std::string_view id) const;
    /// Ids of the items whose `parent` is `id`, list by list, in the order in which they were added. For a result that
    /// is its indicators; contributions hang on results through their splits (`contributions_to`).
    std::vector<std::string> children(std::string_view id) const;
    std::vector<std::string> contributions_to(std::string_view result) const;

private:
    /// Throws when `id` is not fit for a `kind`, or taken.
    void claim(std::string_view kind, const std::string& id, std::string_view name);
    template <class ItemType>
    void add_item(ItemType item);
    template <class ItemType>
    void replace_item(ItemType item);
    template <class Record>
    bool remove_record(std::string_view id);
    template <class ItemType>
    const ItemType& find_item(std::string_view id) const;

    FrameworkData data_;
    /// id -> kind and position in the list of that kind
    std::unordered_map<std::string, std::pair<ItemKind, std::size_t>> index_;
    /// space of ids and id -> what has it
    std::unordered_map<std::string, std::string> claimed_;
};

}  // namespace maatstaf
