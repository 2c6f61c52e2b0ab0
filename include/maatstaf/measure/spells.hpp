// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "maatstaf/core/message.hpp"
#include "maatstaf/core/table.hpp"
#include "maatstaf/measure/records.hpp"

namespace maatstaf {

struct SpellOptions {
    std::string as_of{};  ///< last day that the records cover, as 2024-12-31; needed
    std::vector<RecordColumn> columns{};  ///< what columns mean, where their names do not say it
    static constexpr auto fields() {
        using O = SpellOptions;
        return std::tuple{field("as_of", &O::as_of, "last day that the records cover, as 2024-12-31; needed"),
                          field("columns", &O::columns, "what columns mean, where their names do not say it")};
    }
};

struct SpellResult {
    SpellOptions options{};
    RowAccount assignments{};  ///< of each of the three tables
    RowAccount starts{};
    RowAccount stops{};
    std::vector<Caveat> caveats{};
    /// One row per start, or per assignment that has not started: spell (a number), person (a number from 0, not the
    /// pseudonym), provider, product, area, asked, decided, start, stop, reason; waiting_days and waited (1 when help
    /// started), length_days and ended (1 when it stopped), and where there are such household (a number) and until
    /// (see `YouthRecords`) of the assignment and independent of the stop. An empty date is not known or not there yet.
    /// Restricted.
    Table spells{};

    Table table() const { return spells; }
};

/// Joins assignments (301), starts (305) and stops (307) into spells of help, by assignment number and, as far as a
/// table has them, municipality and person: numbers are given out per municipality. Corrections are applied per table
/// first (status 3 takes back the earlier message of the same assignment, for starts and stops that with the same
/// reference, or else date; what is sent again takes the place of the earlier one, so a message with another date needs
/// a reference to be known as a change). A stop belongs to the last start
/// before it; on the day of a new start it ends what was going on; a temporary stop (20) does not end a spell. Waiting
/// runs from the decision, or else from the request, to the start, or to `as_of` while there is none; length from start
/// to stop, both days counted, or to `as_of`. Messages that fit nothing are left out and counted.
SpellResult care_spells(const Table& assignments, const Table& starts, const Table& stops,
                        const SpellOptions& options);

}  // namespace maatstaf
