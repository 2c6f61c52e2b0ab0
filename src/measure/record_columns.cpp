// SPDX-License-Identifier: Apache-2.0
#include "measure/record_columns.hpp"

#include <algorithm>
#include <cmath>

#include "core/civil.hpp"
#include "maatstaf/core/messages/records.hpp"

namespace maatstaf::detail {
namespace {

struct Alias {
    std::string_view field;
    std::string_view names;  ///< folded, divided by blanks
};

/// As an area these give way to a smaller one.
constexpr std::string_view municipality_names = "municipality municipalityid gemeente gemeentecode";

/// Names of iJw and iWmo messages, of the Gemeentelijk Gegevensmodel and of everyday Dutch and English exports.
constexpr Alias aliases[] = {
    {"person", "person personid client clientid pseudoniem pseudonym clientpseudoniem bsn burgerservicenummer"},
    {"household", "household householdid huishouden huishoudenid huishoudnummer gezin gezinid"},
    {"provider", "provider providerid aanbieder aanbiederid agb agbcode instelling leverancier"},
    {"product", "product productcode code voorziening"},
    {"category", "category categorie productcategorie"},
    {"act", "act wet"},
    {"area", "area areaid gebied buurt buurtcode wijk wijkcode gemeente gemeentecode"},
    {"start", "start startdate begindatum startdatum ingangsdatum datumstart datumstarttoewijzing"},
    {"stop", "stop stopdate end enddate einddatum stopdatum datumeinde datumstop datumeindetoewijzing"},
    {"amount", "amount cost bedrag ingediendbedrag toegekendbedrag kosten"},
    {"volume", "volume geleverdvolume omvang"},
    {"unit", "unit eenheid"},
    {"frequency", "frequency frequentie"},
    {"reference", "reference referentie referentienummer declaratieregelnummer"},
    {"status", "status statusaanlevering"},
    {"birth", "birth birthdate geboortedatum"},
    {"assignment", "assignment assignmentid toewijzing toewijzingnummer nummer"},
    {"asked", "asked reported melding meldingsdatum datummelding aanvraagdatum"},
    {"decided", "decided toewijzingsdatum toewijzingdatum datumtoewijzing datumafgifte besluitdatum"},
    {"reason", "reason redenbeeindiging redeneinde stopreden"},
    {"sent", "sent sentat dagtekening berichtdatum"},
    {"respondent", "respondent respondentid deelnemer"},
    {"item", "item vraag vraagcode"},
    {"answer", "answer antwoord"},
    {"activity", "activity activiteit"},
    {"period", "period periode jaar year"},
    {"group", "group groep doelgroep"},
    {"consent", "consent toestemming"},
    {"people", "people population inwoners bevolking"},
    {"until", "until followeduntil gevolgdtot"},
    {"independent", "independent withouthelp zonderhulp zonderhulpverder"},
    {"goal", "goal doel"},
    {"subgoal", "subgoal subdoel deeldoel"},
    {"attained", "attained behaald bereikt"},
    {"weight", "weight gewicht"},
    {"goal_weight", "goalweight doelgewicht"},
    {"gas", "gas gasscore"},
    {"before", "before voormeting"},
    {"after", "after nameting"},
    {"outcome", "outcome uitkomst"},
    {"municipality", municipality_names},
};

std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words{};
    while (!text.empty()) {
        const auto end = std::min(text.find(' '), text.size());
        words.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

bool is_name(std::string_view names, std::string_view name) {
    const auto words = words_of(names);
    return std::find(words.begin(), words.end(), name) != words.end();
}

[[noreturn]] void refuse_type(const Column& column, std::string_view expected) {
    throw ArgumentError(messages::records_column_type, {{"column", column.name()},
                                                        {"got", std::string(to_name(column.type()))},
                                                        {"expected", std::string(expected)}});
}

}  // namespace

std::string folded(std::string_view text) {
    std::string made{};
    for (const char each : text) {
        if (each == '_' || each == '-' || each == ' ' || each == '.') continue;
        made.push_back(each >= 'A' && each <= 'Z' ? static_cast<char>(each - 'A' + 'a') : each);
    }
    return made;
}

RecordTable::RecordTable(const Table& table, std::span<const RecordColumn> named) : table_(&table) {
    std::vector<std::string_view> fields{};
    for (const Alias& each : aliases) fields.push_back(each.field);
    for (const RecordColumn& each : named) {
        const auto known = std::find(fields.begin(), fields.end(), each.field);
        if (known == fields.end())
            throw ArgumentError(messages::records_unknown_field, {{"got", each.field},
                                                                  {"nearest", nearest(each.field, fields)},
                                                                  {"allowed", join(fields, ", ", 40)}});
        found_.emplace_back(*known, &table.column(each.column));
    }
    for (const Alias& each : aliases) {
        if (find(each.field) != nullptr) continue;
        const Column* chosen = nullptr;
        for (const Column& column : table.columns()) {
            const std::string name = folded(column.name());
            if (!is_name(each.names, name)) continue;
            if (each.field == "area" && chosen != nullptr) {
                if (is_name(municipality_names, name)) continue;
                if (is_name(municipality_names, folded(chosen->name()))) chosen = nullptr;
            }
            if (chosen != nullptr)
                throw ArgumentError(messages::records_two_columns, {{"first", chosen->name()},
                                                                    {"second", column.name()},
                                                                    {"field", std::string(each.field)}});
            chosen = &column;
        }
        if (chosen != nullptr) found_.emplace_back(each.field, chosen);
    }
}

const Column* RecordTable::find(std::string_view field) const noexcept {
    for (const auto& [name, column] : found_)
        if (name == field) return column;
    return nullptr;
}

const Column& RecordTable::need(std::string_view field) const {
    if (const Column* found = find(field)) return *found;
    std::string allowed{};
    for (const Alias& each : aliases)
        if (each.field == field) allowed = join(words_of(each.names), ", ");
    throw ArgumentError(messages::records_no_column, {{"field", std::string(field)}, {"allowed", allowed}});
}

const Column* RecordTable::called(std::string_view name) const noexcept {
    return table_->has(name) ? &table_->column(name) : find(name);
}

const Column& RecordTable::need_called(std::string_view name) const {
    const Column* found = called(name);
    return found != nullptr ? *found : table_->column(name);
}

DayColumn::DayColumn(const Column& column) : keep_(column) {
    const std::size_t rows = column.size();
    if (column.type() == ColumnType::date && !column.has_missing()) {
        days_ = column.int32();
        return;
    }
    if (column.type() != ColumnType::date && !column.is_text() && column.type() != ColumnType::float64)
        refuse_type(column, "dates");
    owned_.assign(rows, no_day);
    if (column.type() == ColumnType::date) {
        const auto given = column.int32();
        for (std::size_t row = 0; row < rows; ++row)
            if (column.status(row) == Status::observed) owned_[row] = given[row];
    } else if (column.is_text()) {
        for (std::size_t row = 0; row < rows; ++row) {
            if (column.status(row) != Status::observed || column.text(row).empty()) continue;
            const auto day = parse_iso_date(column.text(row).substr(0, 10));
            if (!day)
                throw DataError(messages::records_not_a_date,
                                {{"column", column.name()}, {"row", std::to_string(row + 1)}});
            owned_[row] = *day;
        }
    } else {  // a column without any value is read as numbers
        for (std::size_t row = 0; row < rows; ++row)
            if (column.status(row) == Status::observed) refuse_type(column, "dates");
    }
    days_ = owned_;
}

NumberColumn::NumberColumn(const Column& column) : keep_(column) {
    if (!column.is_numeric()) refuse_type(column, "numbers");
    if (column.type() == ColumnType::float64) {
        values_ = column.float64();
        return;
    }
    owned_.resize(column.size());
    for (std::size_t row = 0; row < owned_.size(); ++row) owned_[row] = column.number(row);
    values_ = owned_;
}

std::optional<CareAct> act_named(std::string_view text) {
    const std::string name = folded(text);
    if (is_name("jeugdwet jw youth youthact jeugd ijw", name)) return CareAct::jeugdwet;
    if (is_name("wmo wmo2015 socialsupport iwmo", name)) return CareAct::wmo;
    if (is_name("participatiewet pw participation participatie", name)) return CareAct::participatiewet;
    return std::nullopt;
}

std::int32_t day_as_of(std::string_view text) {
    const auto day = parse_iso_date(text);
    if (!day) throw ArgumentError(messages::records_as_of, {{"got", std::string(text)}});
    return *day;
}

}  // namespace maatstaf::detail
