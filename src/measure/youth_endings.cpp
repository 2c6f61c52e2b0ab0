// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "core/civil.hpp"
#include "maatstaf/core/messages/records.hpp"
#include "measure/end_reasons.hpp"
#include "measure/youth_rows.hpp"

namespace maatstaf::detail {
namespace {

/// One spell of help as it holds on the last day of the records.
struct HelpSpell {
    std::size_t row = 0;
    std::int32_t start = no_day;
    std::int32_t stop = no_day;   ///< no_day: still going on
    std::int32_t until = no_day;  ///< last day on which the person is followed
    std::string reason{};
    bool known_code = true;
};

/// Spells per person by start, with an account of the rows that cannot be one.
std::map<std::int32_t, std::vector<HelpSpell>> read_spells(const OutcomeTable& table, std::int32_t as_of,
                                                           RowAccount& account) {
    const DayColumn start(table.records().need("start")), stop(table.records().need("stop"));
    const Column& reason = table.records().need("reason");
    std::optional<DayColumn> until{};
    if (table.records().has("until")) until.emplace(table.records().need("until"));
    account.rows = static_cast<std::int64_t>(table.rows());
    std::map<std::int32_t, std::vector<HelpSpell>> made{};
    for (std::size_t row = 0; row < table.rows(); ++row) {
        HelpSpell spell{row, start.days()[row], stop.days()[row], as_of, two_digits(reason.display(row)), true};
        if (until && until->days()[row] != no_day) spell.until = std::min(as_of, until->days()[row]);
        if (table.unit(row) < 0 || table.person(row) < 0) {
            account.add(RowReason::no_person);
        } else if (spell.start == no_day) {
            account.add(RowReason::no_start);
        } else if (spell.start > as_of) {
            account.add(RowReason::starts_in_future);
        } else if (spell.stop != no_day && spell.stop < spell.start) {
            account.add(RowReason::stop_before_start);
        } else {
            if (spell.stop != no_day && spell.stop > as_of) {
                spell.stop = no_day;
                account.add(RowReason::stops_in_future);
            }
            if (spell.stop != no_day && !spell.reason.empty() && !is_end_reason(spell.reason)) {
                spell.known_code = false;
                account.add(RowReason::unknown_reason);
            }
            made[table.person(row)].push_back(std::move(spell));
        }
    }
    for (auto& entry : made)
        std::stable_sort(entry.second.begin(), entry.second.end(),
                         [](const HelpSpell& a, const HelpSpell& b) { return a.start < b.start; });
    return made;
}

bool is_in(const std::vector<std::string>& codes, const std::string& code) {
    return std::any_of(codes.begin(), codes.end(), [&](const std::string& each) { return two_digits(each) == code; });
}

/// What came after a spell of somebody with these spells.
struct Afterwards {
    bool goes_on = false;
    std::int32_t next_start = no_day;
};
Afterwards after(const HelpSpell& spell, const std::vector<HelpSpell>& all, int gap_days) {
    Afterwards made{};
    for (const HelpSpell& each : all) {
        const bool later = each.stop == no_day || each.stop > spell.stop;
        if (!later) continue;
        if (each.start <= spell.stop + gap_days) made.goes_on = true;
        else if (made.next_start == no_day) made.next_start = each.start;
    }
    return made;
}

std::string listed(const std::vector<std::string>& codes) { return codes.empty() ? "-" : join(codes, ", "); }

}  // namespace

void endings_of(const Table& spells, std::int32_t as_of, const YouthOptions& options, OutcomeWriter& writer,
                YouthResult& result) {
    const OutcomeTable table(spells, options, true);
    const auto persons = read_spells(table, as_of, result.spells);
    const Column* asked = table.records().find("independent");
    ShareRowsByKey drop_out{}, without_help{}, independent{};
    WindowRowsByKey repeat{};
    std::int64_t too_recent = 0;
    for (const auto& entry : persons) {
        std::set<std::tuple<OutcomeKey, std::int32_t>> endings{};
        for (const HelpSpell& spell : entry.second) {
            if (spell.stop == no_day || !spell.known_code || is_in(options.no_ending, spell.reason)) continue;
            const OutcomeKey key = table.key_on(spell.row, spell.stop);
            const std::int32_t unit = table.unit(spell.row);
            drop_out[key].push_back(share_row(
                spell.reason.empty() ? not_known : (is_in(options.drop_out, spell.reason) ? 1.0 : 0.0), unit));
            if (asked != nullptr) independent[key].push_back(share_row(part_from(*asked, spell.row), unit));
            const Afterwards then = after(spell, entry.second, options.gap_days);
            const std::int32_t followed = spell.until - spell.stop;
            // Two spells of one person that stop together are one ending of help.
            if (endings.emplace(key, spell.stop).second)
                without_help[key].push_back(
                    share_row(then.goes_on ? 0.0 : (followed < options.gap_days ? not_known : 1.0), unit));
            if (then.goes_on || !is_in(options.planned, spell.reason)) continue;
            if (followed < options.gap_days) {
                ++too_recent;
                continue;
            }
            const bool again = then.next_start != no_day && then.next_start <= spell.until;
            repeat[key].push_back({static_cast<double>(again ? then.next_start - spell.stop : followed), again,
                                   static_cast<double>(followed), unit});
        }
    }
    writer.shares("drop_out", drop_out);
    writer.windows("repeat_use", repeat, true);
    writer.shares("without_help", without_help);
    if (asked != nullptr) writer.shares("independent_afterwards", independent);
    result.caveats.push_back({messages::youth_choice, {{"drop_out", listed(options.drop_out)},
                                                       {"planned", listed(options.planned)},
                                                       {"no_ending", listed(options.no_ending)}}});
    result.caveats.push_back({messages::youth_window, {{"gap", std::to_string(options.gap_days)},
                                                       {"window", std::to_string(options.window_days)},
                                                       {"as_of", options.as_of},
                                                       {"count", std::to_string(too_recent)}}});
}

}  // namespace maatstaf::detail
