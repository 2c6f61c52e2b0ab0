// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "maatstaf/measure/youth.hpp"
#include "measure/measure_rows.hpp"
#include "measure/record_columns.hpp"
#include "measure/share_limits.hpp"

namespace maatstaf::detail {

/// Texts of the columns of `by`, then the period.
using OutcomeKey = std::vector<std::string>;

/// Rows by cell of the result: a place and a period.
template <class Row>
class ByCell {
public:
    std::vector<Row>& operator[](std::int32_t cell) {
        if (static_cast<std::size_t>(cell) >= rows_.size()) rows_.resize(static_cast<std::size_t>(cell) + 1);
        return rows_[static_cast<std::size_t>(cell)];
    }
    /// Null where there are none.
    const std::vector<Row>* find(std::int32_t cell) const {
        const auto at = static_cast<std::size_t>(cell);
        return at < rows_.size() && !rows_[at].empty() ? &rows_[at] : nullptr;
    }

private:
    std::vector<std::vector<Row>> rows_{};
};

/// What every table of records has: who a row is of, where, and when.
class OutcomeTable {
public:
    OutcomeTable(const Table& table, const YouthOptions& options, bool needs_person);

    const RecordTable& records() const noexcept { return records_; }
    std::size_t rows() const noexcept { return records_.rows(); }
    std::int32_t person(std::size_t row) const { return has_person_ ? person_.codes()[row] : as_number(row); }
    /// The person or household that is counted; -1: not known.
    std::int32_t unit(std::size_t row) const { return by_household_ ? household_.codes()[row] : person(row); }
    /// The cell of a row by the period that it names, or in which a day lies; one for all time when the options say so.
    std::int32_t cell(std::size_t row);
    std::int32_t cell_on(std::size_t row, std::int32_t day);
    const OutcomeKey& key(std::int32_t cell) const { return keys_[static_cast<std::size_t>(cell)]; }
    /// All cells so far, by their texts.
    const std::vector<std::int32_t>& cells() const;
    bool has_period() const noexcept { return period_ != nullptr; }
    /// Throws ArgumentError (records_no_column) unless rows have a period or need none.
    void need_period() const;

private:
    static std::int32_t as_number(std::size_t row) { return static_cast<std::int32_t>(row); }
    std::int32_t cell_of(std::size_t row, std::int32_t period);
    RecordTable records_;
    const YouthOptions* options_;
    RowGroups places_{};
    const Column* period_ = nullptr;
    IdCodes person_{}, household_{}, named_period_{};
    bool has_person_ = false, by_household_ = false;
    std::vector<std::vector<std::pair<std::int32_t, std::int32_t>>> cells_of_place_{};  // period and number
    std::vector<OutcomeKey> keys_{};
    mutable std::vector<std::int32_t> in_order_{};
};

/// Makes the rows of the result. Persons of one household are joined first where households are counted.
class OutcomeWriter {
public:
    explicit OutcomeWriter(const YouthOptions& options)
        : options_(&options), rows_(options.level, share_columns), keys_(options.by.size() + 1) {}

    void shares(std::string_view measure, const OutcomeTable& table, const ByCell<ShareRow>& rows);
    /// `measure` by Kaplan and Meier, and where asked `measure`_complete as a plain share.
    void windows(std::string_view measure, const OutcomeTable& table, const ByCell<WindowRow>& rows,
                 bool with_complete);
    void row(std::string_view measure, const OutcomeKey& key, const ShareCells& cells, std::string_view method,
             MeasureKind kind = MeasureKind::proportion);
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
