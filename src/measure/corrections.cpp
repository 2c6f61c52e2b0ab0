// SPDX-License-Identifier: Apache-2.0
#include "measure/corrections.hpp"

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

/// References made unique: the same number sent by two providers is two references.
std::int32_t unique_references(std::vector<std::int32_t>& reference, std::int32_t count,
                               std::span<const std::int32_t> provider) {
    if (provider.empty()) return count;
    std::vector<std::int32_t> owner(static_cast<std::size_t>(count), -2);
    bool shared = false;
    for (std::size_t row = 0; row < reference.size() && !shared; ++row) {
        if (reference[row] < 0) continue;
        auto& known = owner[static_cast<std::size_t>(reference[row])];
        if (known == -2) known = provider[row];
        shared = known != provider[row];
    }
    if (!shared) return count;
    KeyNumbers<std::int64_t> numbers(reference.size());
    for (std::size_t row = 0; row < reference.size(); ++row)
        if (reference[row] >= 0)
            reference[row] =
                numbers.number_of((static_cast<std::int64_t>(reference[row]) << 32) | (provider[row] + 1)).first;
    return numbers.size();
}

}  // namespace

std::vector<std::uint8_t> apply_corrections(const RecordTable& records, std::span<const std::int32_t> provider,
                                            std::string_view key) {
    std::vector<std::uint8_t> verdict(records.rows(), row_kept);
    const auto delivery = deliveries_of(records);
    const auto how = [&](std::size_t row) { return delivery.empty() ? Delivery::first : delivery[row]; };
    std::vector<std::int32_t> reference{};
    std::int32_t count = 0;
    if (const Column* column = records.find(key)) {
        const IdCodes codes(*column, IdUse::key);
        reference.assign(codes.codes().begin(), codes.codes().end());
        count = unique_references(reference, codes.count(), provider);
    }
    std::vector<std::int32_t> alive(static_cast<std::size_t>(count), -1);  // the row that holds for a reference now
    for (std::size_t row = 0; row < verdict.size(); ++row) {
        if (how(row) == Delivery::unknown) {
            verdict[row] = byte_of(RowReason::unknown_status);
            continue;
        }
        const std::int32_t number = reference.empty() ? -1 : reference[row];
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

}  // namespace maatstaf::detail
