// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <Eigen/Core>

#include "maatstaf/core/archive.hpp"
#include "maatstaf/core/fields.hpp"
#include "maatstaf/core/message.hpp"
#include "maatstaf/core/table.hpp"
#include "maatstaf/regress/data.hpp"
#include "maatstaf/regress/margins.hpp"

namespace maatstaf {

/// Which level a categorical column is compared with when none is named.
enum class ReferenceRule : std::uint8_t {
    first,           ///< the first category of a dictionary column, else the first in the order of text or number
    most_frequent,   ///< the level with the most rows; of equals the first
};
constexpr auto enum_names(ReferenceRule) {
    using enum ReferenceRule;
    return std::array{EnumName<ReferenceRule>{first, "first"}, EnumName<ReferenceRule>{most_frequent, "most_frequent"}};
}

/// What happens with rows that lack a value that the design needs.
enum class MissingRows : std::uint8_t {
    refuse,      ///< an error that lists them
    leave_out,   ///< left out, and counted in a caveat
};
constexpr auto enum_names(MissingRows) {
    using enum MissingRows;
    return std::array{EnumName<MissingRows>{refuse, "refuse"}, EnumName<MissingRows>{leave_out, "leave_out"}};
}

struct ReferenceLevel {
    std::string column{};
    std::string level{};
    static constexpr auto fields() {
        return std::tuple{field("column", &ReferenceLevel::column, "a categorical column"),
                          field("level", &ReferenceLevel::level, "the level that the others are compared with")};
    }
};

struct DesignOptions {
    std::vector<ReferenceLevel> references{};
    ReferenceRule reference = ReferenceRule::first;
    std::vector<std::string> categorical{};
    bool intercept = true;
    MissingRows missing = MissingRows::refuse;
    static constexpr auto fields() {
        using O = DesignOptions;
        return std::tuple{
            field("references", &O::references, "levels that the others of their column are compared with, by column"),
            field("reference", &O::reference, "which level that is where none is named"),
            field("categorical", &O::categorical,
                  "columns of whole numbers, dates or truth values to be taken as categories"),
            field("intercept", &O::intercept, "whether the first column is 1 in every row"),
            field("missing", &O::missing, "what happens with rows that lack a value")};
    }
};

/// A column of the table as the design uses it. Levels were fixed when the design was made.
struct DesignVariable {
    std::string name{};
    bool categorical = false;
    std::vector<std::string> levels{};    ///< in order; empty for a number
    std::vector<std::int64_t> counts{};   ///< rows of each level when the design was made
    std::int32_t reference = 0;           ///< position in `levels`
    static constexpr auto fields() {
        using V = DesignVariable;
        return std::tuple{field("name", &V::name, "column of the table"),
                          field("categorical", &V::categorical, "whether it has levels"),
                          field("levels", &V::levels, "in order"),
                          field("counts", &V::counts, "rows of each level when the design was made"),
                          field("reference", &V::reference, "position of the level that the others are compared with")};
    }
};

/// Columns of a table that enter together: one, or several whose product it is (an interaction).
struct DesignTerm {
    std::vector<std::string> columns{};
    static constexpr auto fields() {
        return std::tuple{field("columns", &DesignTerm::columns, "columns of the table whose product the term is")};
    }
    std::string name() const;   ///< "income", "income:type"
};

/// All that a design is: from it, columns and caveats follow.
struct DesignState {
    std::vector<DesignTerm> terms{};
    std::vector<DesignVariable> variables{};
    DesignOptions options{};
    static constexpr auto fields() {
        return std::tuple{field("terms", &DesignState::terms, "in order"),
                          field("variables", &DesignState::variables, "columns of the table, in order of appearance"),
                          field("options", &DesignState::options, "how it was made")};
    }
};

/// What a column of the design is: a product of numbers and of indicators of levels.
struct DesignPart {
    std::int32_t variable = 0;
    std::int32_t level = -1;   ///< -1: the number itself
};
struct DesignColumn {
    std::string name{};       ///< "(intercept)", "income", "type[flat]", "income:type[flat]"
    std::int32_t term = -1;   ///< position in `terms()`; -1 for the intercept
    std::vector<DesignPart> parts{};
};

/// A design matrix and the rows of the table that it holds. Row-major: a row of the fit lies together.
struct DesignMatrix {
    using Rows = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    Rows x{};
    std::vector<std::string> names{};   ///< of the columns
    std::vector<std::int64_t> rows{};   ///< position in the table of every row of x
    std::int64_t left_out = 0;
    std::vector<Caveat> caveats{};
};

/// From a table to a design matrix and back to its words. Made once, from the table that a model is fitted on; levels
/// and their reference are fixed then, so a table for prediction gives the same columns. Text and dictionary columns
/// are categorical, with a 0/1 column for every level but the reference (treatment coding). A categorical column gets
/// all its levels in a term where the rest of that term does not stand in the model by itself, as in R.
///
/// Throws ArgumentError on unknown columns and reference levels (with the nearest), and terms that occur twice;
/// DataError when a categorical column has only one level, a value is infinite, or rows lack a value that may not be
/// left out. A level that occurs once is a caveat.
class Design {
public:
    Design(const Table& table, std::vector<DesignTerm> terms, const DesignOptions& options = {});

    /// From the state of another one; throws ArgumentError unless it hangs together.
    explicit Design(DesignState state);

    const DesignState& state() const noexcept { return state_; }
    const std::vector<DesignTerm>& terms() const noexcept { return state_.terms; }
    const std::vector<DesignVariable>& variables() const noexcept { return state_.variables; }
    const std::vector<DesignColumn>& columns() const noexcept { return columns_; }
    const DesignOptions& options() const noexcept { return state_.options; }
    const std::vector<Caveat>& caveats() const noexcept { return caveats_; }
    std::vector<std::string> names() const;                        ///< of the columns
    std::vector<std::string> column_terms() const;                 ///< name of the term of every column; "(intercept)"
    const DesignVariable& variable(std::string_view name) const;   ///< throws ArgumentError with the nearest

    /// Throws DataError for a level that was not there when the design was made, naming it, its column, the known ones
    /// and the nearest.
    DesignMatrix build(const Table& table) const;

    /// One setting of a variable for all rows: a level of a categorical one, a number for the others.
    struct Setting {
        std::string column{};
        std::string level{};
        double value = 0.0;
    };
    /// The matrix as it would be with variables set, for the rows that `build` keeps.
    DesignMatrix::Rows build_with(const Table& table, const std::vector<Setting>& settings) const;
    /// d x / d variable, for a variable that is a number.
    DesignMatrix::Rows derivative(const Table& table, std::string_view column) const;

    /// column, term, level, reference, rows: one row per column of the design.
    Table table() const;

private:
    void make_columns();
    DesignState state_;
    std::vector<DesignColumn> columns_;
    std::vector<Caveat> caveats_;
};

/// Throws DataError when a column holds the numbers by which Statistics Netherlands says that a value is missing
/// (design_missing_code: -99994 to -99999, unless the column has other amounts below -10000), or is text of which
/// nearly all cells read as numbers (design_text_numbers). A dictionary column and few levels of whole numbers are
/// taken as meant. A `Design` asks this of its columns itself.
void need_measured(const Table& table, std::span<const std::string> names);
/// The first of these alone: for columns that name rows, such as clusters and periods.
void need_no_codes(const Table& table, std::span<const std::string> names);

template <>
Bytes to_archive(const Design& design);
template <>
Design from_archive(std::span<const std::byte> bytes);

/// Effects of variables of a design, whatever interactions they are part of: for a number the average slope, for a
/// categorical one the difference of every level with the reference. `at` means: at one row in which numbers are at
/// their mean and levels at their share. `only`: the variables asked for; empty: all. `data` holds offset, exposure and
/// frequency weights of the rows that `build` keeps; its x is not used.
MarginResult term_effects(const Design& design, const Table& table, const GlmResult& fit, const RegressionData& data,
                          EffectAt at = EffectAt::rows, const std::vector<std::string>& only = {},
                          const Inference& inference = {});

/// Recycled predictions: the mean outcome if every row had each level of a variable, or each of `values`.
MarginResult standardised(const Design& design, const Table& table, const GlmResult& fit, const RegressionData& data,
                          std::string_view variable, const std::vector<double>& values = {},
                          const Inference& inference = {});

}  // namespace maatstaf
