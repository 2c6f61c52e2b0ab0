// SPDX-License-Identifier: Apache-2.0
#include "measure/corrections.hpp"

#include <utility>

#include "maatstaf/core/messages/records.hpp"
#include "measure/key_numbers.hpp"

namespace maatstaf::detail {
namespace {

enum class Delivery : std::uint8_t { first, removal, unknown };

std::uint8_t byte_of(RowReason reason) noexcept { return static_cast<std::uint8_t>(reason); }

Delivery delivery_of(std::string_view text) {
    const std::string name = folded(text);
    if (name == "1" || name == "01" || name == "2" || name == "02" || name == "first" || name == "changed")
        return Delivery::first;
    if (name == "3" || name == "03" || name == "removal") return Delivery::removal;
    return Delivery::unknown;
}

/// The deliveries per row; empty when every row is a first one. An empty status is a first delivery.
std::vector<Delivery> deliveries_of(const RecordTable& records) {
    const Column* column = records.find("status");
    if (column == nullptr) return {};
    const IdCodes codes(*column, IdUse::named);
    std::vector<Delivery> meaning{};
    bool all_first = true;
    for (const std::string& each : codes.names()) {
        meaning.push_back(delivery_of(each));
        all_first = all_first && meaning.back() == Delivery::first;
    }
    if (all_first) return {};
    std::vector<Delivery> made(records.rows(), Delivery::first);
    for (std::size_t row = 0; row < made.size(); ++row)
        if (codes.codes()[row] >= 0) made[row] = meaning[static_cast<std::size_t>(codes.codes()[row])];
    return made;
}

}  // namespace

MessageKeys::MessageKeys(const Column* column) {
    if (column == nullptr) return;
    const IdCodes codes(*column, IdUse::key);
    of_row.assign(codes.codes().begin(), codes.codes().end());
    count = codes.count();
}

void MessageKeys::told_apart_by(std::span<const std::int32_t> other) {
    if (other.empty()) return;
    std::vector<std::int32_t> owner(static_cast<std::size_t>(count), 0);
    std::vector<std::uint8_t> is_known(owner.size(), 0);
    bool shared = false;
    for (std::size_t row = 0; row < of_row.size() && !shared; ++row) {
        if (of_row[row] < 0) continue;
        const auto at = static_cast<std::size_t>(of_row[row]);
        if (is_known[at] == 0) owner[at] = other[row];
        is_known[at] = 1;
        shared = owner[at] != other[row];
    }
    if (!shared) return;
    KeyNumbers<std::int64_t> numbers(of_row.size());
    for (std::size_t row = 0; row < of_row.size(); ++row)
        if (of_row[row] >= 0)
            of_row[row] = numbers
                              .number_of((static_cast<std::int64_t>(of_row[row]) << 32) |
                                         static_cast<std::int64_t>(static_cast<std::uint32_t>(other[row])))
                              .first;
    count = numbers.size();
}

MessageKeys assignment_keys(const RecordTable& records) {
    MessageKeys made(records.find("assignment"));
    if (const Column* municipality = records.find("municipality"))
        made.told_apart_by(IdCodes(*municipality, IdUse::key).codes());
    if (const Column* person = records.find("person")) made.told_apart_by(IdCodes(*person, IdUse::person).codes());
    return made;
}

std::vector<std::uint8_t> apply_corrections(const RecordTable& records, const MessageKeys& keys) {
    std::vector<std::uint8_t> verdict(records.rows(), row_kept);
    const auto delivery = deliveries_of(records);
    const auto how = [&](std::size_t row) { return delivery.empty() ? Delivery::first : delivery[row]; };
    std::vector<std::int32_t> alive(static_cast<std::size_t>(keys.count), -1);  // the row that holds for a key now
    for (std::size_t row = 0; row < verdict.size(); ++row) {
        if (how(row) == Delivery::unknown) {
            verdict[row] = byte_of(RowReason::unknown_status);
            continue;
        }
        const std::int32_t number = keys.of_row.empty() ? -1 : keys.of_row[row];
        if (number < 0) {
            if (how(row) == Delivery::removal) verdict[row] = byte_of(RowReason::removal_of_nothing);
            continue;
        }
        auto& before = alive[static_cast<std::size_t>(number)];
        if (how(row) == Delivery::removal) {
            verdict[row] = byte_of(before < 0 ? RowReason::removal_of_nothing : RowReason::removal);
            if (before >= 0) verdict[static_cast<std::size_t>(before)] = byte_of(RowReason::removed);
            before = -1;
        } else {
            if (before >= 0) verdict[static_cast<std::size_t>(before)] = byte_of(RowReason::sent_again);
            before = static_cast<std::int32_t>(row);
        }
    }
    return verdict;
}

void say_unnamed(std::vector<Caveat>& caveats, const RowAccount& account) {
    using Level = std::pair<const char*, RowReason>;
    std::vector<std::string> found{};
    for (const auto& [level, reason] : {Level{"act", RowReason::no_act}, Level{"area", RowReason::no_area},
                                        Level{"provider", RowReason::no_provider},
                                        Level{"product", RowReason::no_product},
                                        Level{"category", RowReason::no_category}})
        if (const auto rows = account.count(reason); rows > 0)
            found.push_back(std::string(level) + " " + std::to_string(rows));
    if (!found.empty()) caveats.push_back({messages::records_unnamed, {{"levels", join(found, ", ")}}});
}

}  // namespace maatstaf::detail
