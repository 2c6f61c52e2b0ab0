// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>
#include <span>
#include <utility>

#include "maatstaf/core/messages/records.hpp"
#include "measure/end_reasons.hpp"
#include "measure/youth_rows.hpp"

namespace maatstaf::detail {
namespace {

/// What an end reason means under the choices that were made.
struct ReasonKind {
    bool known_code = true, not_given = false, drop_out = false, planned = false, no_ending = false;
};

/// One spell of help as it holds on the last day of the records.
struct HelpSpell {
    std::int32_t person = 0;
    std::int32_t start = no_day;
    std::int32_t stop = no_day;   ///< no_day: still going on
    std::int32_t until = no_day;  ///< last day on which the person is followed
    std::size_t row = 0;
};

bool is_in(const std::vector<std::string>& codes, const std::string& code) {
    return std::any_of(codes.begin(), codes.end(), [&](const std::string& each) { return two_digits(each) == code; });
}

/// The reason of every row.
class Reasons {
public:
    Reasons(const Column& column, const YouthOptions& options) : codes_(column, IdUse::named) {
        kinds_.push_back({true, true, false, false, false});
        for (const std::string& name : codes_.names()) {
            const std::string code = two_digits(name);
            const bool known = is_end_reason(code);
            kinds_.push_back({known, !known, is_in(options.drop_out, code), is_in(options.planned, code),
                              is_in(options.no_ending, code)});
        }
    }
    const ReasonKind& of(std::size_t row) const { return kinds_[static_cast<std::size_t>(codes_.codes()[row] + 1)]; }

private:
    IdCodes codes_;
    std::vector<ReasonKind> kinds_{};
};

/// Leaves out what says in every column the same as an earlier row. Spells come by person and start.
void leave_out_repeated(std::vector<HelpSpell>& sorted, const Table& spells, RowAccount& account) {
    const auto same_row = [&spells](std::size_t a, std::size_t b) {
        return std::all_of(spells.columns().begin(), spells.columns().end(), [=](const Column& each) {
            return each.status(a) == each.status(b) && each.display(a) == each.display(b);
        });
    };
    std::size_t kept = 0;
    for (const HelpSpell& each : sorted) {
        bool repeated = false;
        for (std::size_t at = kept; at-- > 0 && !repeated;) {
            const HelpSpell& earlier = sorted[at];
            if (earlier.person != each.person || earlier.start != each.start) break;
            repeated = earlier.stop == each.stop && same_row(earlier.row, each.row);
        }
        if (repeated) account.add(RowReason::repeated);
        else sorted[kept++] = each;
    }
    sorted.resize(kept);
}

/// Spells by person and start, with an account of the rows that cannot be one.
std::vector<HelpSpell> read_spells(const Table& spells, const OutcomeTable& table, const Reasons& reasons,
                                   std::int32_t as_of, RowAccount& account) {
    const DayColumn start(table.records().need("start")), stop(table.records().need("stop"));
    std::optional<DayColumn> until{};
    if (table.records().has("until")) until.emplace(table.records().need("until"));
    account.rows = static_cast<std::int64_t>(table.rows());
    std::vector<HelpSpell> made{};
    made.reserve(table.rows());
    for (std::size_t row = 0; row < table.rows(); ++row) {
        HelpSpell spell{table.person(row), start.days()[row], stop.days()[row], as_of, row};
        if (until && until->days()[row] != no_day) spell.until = std::min(as_of, until->days()[row]);
        if (table.unit(row) < 0 || spell.person < 0) {
            account.add(RowReason::no_person);
        } else if (spell.start == no_day) {
            account.add(RowReason::no_start);
        } else if (spell.start > as_of) {
            account.add(RowReason::starts_in_future);
        } else if (spell.stop != no_day && spell.stop < spell.start) {
            account.add(RowReason::stop_before_start);
        } else {
            made.push_back(spell);
        }
    }
    const auto before = [](const HelpSpell& a, const HelpSpell& b) {
        if (a.person != b.person) return a.person < b.person;
        return a.start != b.start ? a.start < b.start : a.row < b.row;
    };
    if (!std::is_sorted(made.begin(), made.end(), before)) std::sort(made.begin(), made.end(), before);
    leave_out_repeated(made, spells, account);
    for (HelpSpell& spell : made) {
        if (spell.stop != no_day && spell.stop > as_of) {
            spell.stop = no_day;
            account.add(RowReason::stops_in_future);
        }
        if (spell.stop != no_day && !reasons.of(spell.row).known_code) account.add(RowReason::unknown_reason);
    }
    return made;
}

/// What came after a spell of somebody with these spells.
struct Afterwards {
    bool goes_on = false;
    std::int32_t next_start = no_day;
};
Afterwards after(const HelpSpell& spell, std::span<const HelpSpell> all, int gap_days) {
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
    OutcomeTable table(spells, options, true);
    const Reasons reasons(table.records().need("reason"), options);
    const std::vector<HelpSpell> all = read_spells(spells, table, reasons, as_of, result.spells);
    const Column* asked = table.records().find("independent");
    ByCell<ShareRow> drop_out{}, without_help{}, independent{};
    ByCell<WindowRow> repeat{};
    std::int64_t too_recent = 0;
    std::vector<std::pair<std::int32_t, std::int32_t>> endings{}, planned{};  // of one person: cell and day
    const auto is_new = [](auto& list, const std::pair<std::int32_t, std::int32_t>& ending) {
        if (std::find(list.begin(), list.end(), ending) != list.end()) return false;
        list.push_back(ending);
        return true;
    };
    for (std::size_t first = 0; first < all.size();) {
        std::size_t last = first;
        while (last < all.size() && all[last].person == all[first].person) ++last;
        const std::span<const HelpSpell> of_person(all.data() + first, last - first);
        endings.clear();
        planned.clear();
        for (const HelpSpell& spell : of_person) {
            const ReasonKind& reason = reasons.of(spell.row);
            if (spell.stop == no_day || reason.no_ending) continue;
            const std::int32_t cell = table.cell_on(spell.row, spell.stop);
            const std::int32_t unit = table.unit(spell.row);
            drop_out[cell].push_back(share_row(reason.not_given ? not_known : (reason.drop_out ? 1.0 : 0.0), unit));
            if (asked != nullptr) independent[cell].push_back(share_row(part_from(*asked, spell.row), unit));
            const Afterwards then = after(spell, of_person, options.gap_days);
            const std::int32_t followed = spell.until - spell.stop;
            // Two spells of one person that stop together are one ending of help.
            const std::pair<std::int32_t, std::int32_t> ending(cell, spell.stop);
            if (is_new(endings, ending))
                without_help[cell].push_back(
                    share_row(then.goes_on ? 0.0 : (followed < options.gap_days ? not_known : 1.0), unit));
            if (then.goes_on || !reason.planned || !is_new(planned, ending)) continue;
            if (followed < options.gap_days) {
                ++too_recent;
                continue;
            }
            const bool again = then.next_start != no_day && then.next_start <= spell.until;
            repeat[cell].push_back({static_cast<double>(again ? then.next_start - spell.stop : followed), again,
                                    static_cast<double>(followed), unit});
        }
        first = last;
    }
    writer.shares("drop_out", table, drop_out);
    writer.windows("repeat_use", table, repeat, true);
    writer.shares("without_help", table, without_help);
    if (asked != nullptr) writer.shares("independent_afterwards", table, independent);
    result.caveats.push_back({messages::youth_choice, {{"drop_out", listed(options.drop_out)},
                                                       {"planned", listed(options.planned)},
                                                       {"no_ending", listed(options.no_ending)}}});
    result.caveats.push_back({messages::youth_window, {{"gap", std::to_string(options.gap_days)},
                                                       {"window", std::to_string(options.window_days)},
                                                       {"as_of", options.as_of},
                                                       {"count", std::to_string(too_recent)}}});
}

}  // namespace maatstaf::detail
