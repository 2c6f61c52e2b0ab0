// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "maatstaf/measure/spells.hpp"
#include "measure/record_columns.hpp"

namespace maatstaf::detail {

/// The text of a cell; empty where the table has no such column.
std::string text_at(const Column* column, std::size_t row);

/// The assignments that hold after corrections, and whose they are. A number alone does not tell: it is given out per
/// municipality.
class AssignmentBook {
public:
    AssignmentBook(const RecordTable& records, const IdCodes& person, RowAccount& account);

    /// Rows of the assignments, by number.
    const std::vector<std::size_t>& rows() const noexcept { return rows_; }

    /// Where in `rows` the assignment of a message stands, or why there is no telling.
    struct Found {
        std::int32_t at = -1;
        RowReason why = RowReason::no_assignment;
    };
    Found find(const std::string& number, const std::string& municipality, const std::string& person) const;

private:
    struct Owner {
        std::string municipality{}, person{};
    };
    std::vector<std::size_t> rows_{};
    std::vector<Owner> owner_{};
    std::map<std::string, std::vector<std::int32_t>> by_number_{};
};

/// A start or a stop of an assignment.
struct CareMessage {
    std::int32_t assignment = -1;  ///< where it stands in `AssignmentBook::rows`
    std::int32_t day = no_day;
    std::string reason{};
    std::string independent{};
};

/// The starts or stops that hold, by assignment and day. Corrections are applied first; what is left out is counted.
std::vector<CareMessage> read_messages(const Table& table, std::string_view day_field, const AssignmentBook& book,
                                       const SpellOptions& options, std::int32_t as_of, RowAccount& account);

}  // namespace maatstaf::detail
