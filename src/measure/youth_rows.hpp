// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "maatstaf/measure/youth.hpp"
#include "measure/measure_rows.hpp"
#include "measure/record_columns.hpp"
#include "measure/share_limits.hpp"

namespace maatstaf::detail {

/// Texts of the columns of `by`, then the period.
using OutcomeKey = std::vector<std::string>;

/// What every table of records has: who a row is of, where, and when.
class OutcomeTable {
public:
    OutcomeTable(const Table& table, const YouthOptions& options, bool needs_person);

    const RecordTable& records() const noexcept { return records_; }
    std::size_t rows() const noexcept { return records_.rows(); }
    std::int32_t person(std::size_t row) const { return has_person_ ? person_.codes()[row] : as_number(row); }
    /// The person or household that is counted; -1: not known.
    std::int32_t unit(std::size_t row) const { return by_household_ ? household_.codes()[row] : person(row); }
    /// With the period that the row names; all of it when the options say so.
    OutcomeKey key(std::size_t row) const;
    OutcomeKey key_on(std::size_t row, std::int32_t day) const;
    bool has_period() const noexcept { return period_ != nullptr; }
    /// Throws ArgumentError (records_no_column) unless rows have a period or need none.
    void need_period() const;

private:
    static std::int32_t as_number(std::size_t row) { return static_cast<std::int32_t>(row); }
    RecordTable records_;
    const YouthOptions* options_;
    std::vector<const Column*> by_{};
    const Column* period_ = nullptr;
    IdCodes person_{}, household_{};
    bool has_person_ = false, by_household_ = false;
};

/// The rows of one measure by key.
using ShareRowsByKey = std::map<OutcomeKey, std::vector<ShareRow>>;
using WindowRowsByKey = std::map<OutcomeKey, std::vector<WindowRow>>;

/// Makes the rows of the result. Persons of one household are joined first where households are counted.
class OutcomeWriter {
public:
    explicit OutcomeWriter(const YouthOptions& options)
        : options_(&options), rows_(options.level, share_columns), keys_(options.by.size() + 1) {}

    void shares(std::string_view measure, const ShareRowsByKey& rows);
    /// `measure` by Kaplan and Meier, and where asked `measure`_complete as a plain share.
    void windows(std::string_view measure, const WindowRowsByKey& rows, bool with_complete);
    void row(std::string_view measure, const OutcomeKey& key, const ShareCells& cells, std::string_view method);
    MeasureResult done() &&;

private:
    const YouthOptions* options_;
    MeasureRows rows_;
    std::vector<std::vector<std::string>> keys_;
    std::vector<std::string> measure_{};
};

/// Yes, no, or a part from 0 to 1 as a number; NaN where empty. Throws DataError (youth_not_a_part).
double part_from(const Column& column, std::size_t row);

/// The number in a cell, also written as text; NaN where empty, nothing where it is another text.
std::optional<double> number_from(const Column& column, std::size_t row);

// One table each.
void endings_of(const Table& spells, std::int32_t as_of, const YouthOptions& options, OutcomeWriter& writer,
                YouthResult& result);
void goals_of(const Table& goals, const YouthOptions& options, OutcomeWriter& writer, YouthResult& result);
void changes_of(const Table& changes, const YouthOptions& options, OutcomeWriter& writer, YouthResult& result);
void answers_of(const Table& answers, const YouthOptions& options, OutcomeWriter& writer, YouthResult& result);
void attained_of(const Table& attained, std::int32_t as_of, const YouthOptions& options, OutcomeWriter& writer,
                 YouthResult& result);

}  // namespace maatstaf::detail
