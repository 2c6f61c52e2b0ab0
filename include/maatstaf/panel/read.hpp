// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "maatstaf/panel/panel.hpp"

namespace maatstaf {

/// Which columns hold an indicator. Empty: the column does not exist.
struct IndicatorColumns {
    std::string indicator = {};    ///< id of the indicator
    std::string value = {};        ///< column names; with periods in the column names, their stems
    std::string se = {};
    std::string n = {};
    std::string numerator = {};
    std::string denominator = {};
    std::string status = {};
    static constexpr auto fields() {
        return std::tuple{field("indicator", &IndicatorColumns::indicator, "id of the indicator"),
                          field("value", &IndicatorColumns::value, "column of its values"),
                          field("se", &IndicatorColumns::se, "column of standard errors"),
                          field("n", &IndicatorColumns::n, "column of people or cases behind the value"),
                          field("numerator", &IndicatorColumns::numerator, "column of numerators"),
                          field("denominator", &IndicatorColumns::denominator, "column of denominators"),
                          field("status", &IndicatorColumns::status, "column that says why a cell is empty")};
    }
};

/// How a table with one row per unit (and period) and one column per indicator is read.
///
/// Periods come from the column `period`, or all rows are of `fixed_period`, or, when both are empty, they stand at the
/// end of column names: `lonely_2012`, `lonely_2016` give indicator `lonely` in two periods (years 1900 to 2100). A
/// column of dates that are all 1 January holds years; other dates are refused (date_is_no_period).
///
/// Indicators: those in `indicators` and `columns`; when both are empty every numeric column that has no other role.
/// The parts of indicator `x` are found as `x_se`, `x_n`, `x_numerator`, `x_denominator` and `x_status`, or named in
/// `columns`.
///
/// Kinds: the column `kind` (a kind, or Land / Gemeente / Wijk / Buurt, or NL / LD / PV / GM / WK / BU); else
/// `unit_kind` for all; else by the code, where it begins with one of these pairs of letters; else neighbourhood.
struct WideOptions {
    std::string unit = "unit";
    std::string period = {};
    std::string fixed_period = {};
    std::vector<PanelIndicator> indicators = {};
    std::vector<IndicatorColumns> columns = {};
    bool strip_running_number = false;
    std::string name = {};
    std::string parent = {};
    std::string kind = {};
    std::string unit_kind = {};
    double count_rounding = 0.0;
    bool restricted = false;
    static constexpr auto fields() {
        return std::tuple{
            field("unit", &WideOptions::unit, "column with the codes of the units"),
            field("period", &WideOptions::period, "column with periods; empty: fixed_period, or in column names"),
            field("fixed_period", &WideOptions::fixed_period, "period of every row"),
            field("indicators", &WideOptions::indicators, "indicators to read; empty: every numeric column"),
            field("columns", &WideOptions::columns, "columns of indicators whose names do not follow from the id"),
            field("strip_running_number", &WideOptions::strip_running_number,
                  "match columns without the number of StatLine behind them: Inwoners_5 is Inwoners"),
            field("name", &WideOptions::name, "column with names of units"),
            field("parent", &WideOptions::parent, "column with the code of the unit that holds this one"),
            field("kind", &WideOptions::kind, "column with kinds of units"),
            field("unit_kind", &WideOptions::unit_kind, "kind of all units; empty: from the codes, else neighbourhood"),
            field("count_rounding", &WideOptions::count_rounding, "unit to which the source rounds counts; 0: exact"),
            field("restricted", &WideOptions::restricted, "record-level data or small counts")};
    }
};

/// How a table with one row per unit, period and indicator is read. The optional columns `value` .. `status` are used
/// under their own names when they exist; a name that is given must exist. Other members are as in `WideOptions`.
struct LongOptions {
    std::string unit = "unit";
    std::string period = "period";
    std::string fixed_period = {};
    std::string indicator = "indicator";
    std::string value = {};
    std::string se = {};
    std::string n = {};
    std::string numerator = {};
    std::string denominator = {};
    std::string status = {};
    std::vector<PanelIndicator> indicators = {};
    std::string name = {};
    std::string parent = {};
    std::string kind = {};
    std::string unit_kind = {};
    double count_rounding = 0.0;
    bool restricted = false;
    static constexpr auto fields() {
        return std::tuple{
            field("unit", &LongOptions::unit, "column with the codes of the units"),
            field("period", &LongOptions::period, "column with periods"),
            field("fixed_period", &LongOptions::fixed_period, "period of every row, instead of a column"),
            field("indicator", &LongOptions::indicator, "column with ids of indicators"),
            field("value", &LongOptions::value, "column with values"),
            field("se", &LongOptions::se, "column with standard errors"),
            field("n", &LongOptions::n, "column with people or cases behind the value"),
            field("numerator", &LongOptions::numerator, "column with numerators"),
            field("denominator", &LongOptions::denominator, "column with denominators"),
            field("status", &LongOptions::status, "column that says why a cell is empty"),
            field("indicators", &LongOptions::indicators, "indicators to read; empty: all that occur"),
            field("name", &LongOptions::name, "column with names of units"),
            field("parent", &LongOptions::parent, "column with the code of the unit that holds this one"),
            field("kind", &LongOptions::kind, "column with kinds of units"),
            field("unit_kind", &LongOptions::unit_kind, "kind of all units; empty: from the codes, else neighbourhood"),
            field("count_rounding", &LongOptions::count_rounding, "unit to which the source rounds counts; 0: exact"),
            field("restricted", &LongOptions::restricted, "record-level data or small counts")};
    }
};

/// Reads a panel. Units stand in order of first appearance, indicators in the order asked for or else in that of
/// columns or first appearance, periods ascending; so the order of rows decides the order of units only. Blanks around
/// codes are taken off. The panel is restricted when the table is, or is asked to be, or its units are persons or
/// households.
///
/// Throws ArgumentError for a misspelt column, kind or indicator and for a column of the wrong type, and DataError for
/// an empty table, a missing code, a unit that occurs twice in a period and everything that `PanelBuilder` refuses,
/// with the row, counted from 1 without the heading.
Panel panel_from_table(const Table& table, const WideOptions& options = {});
Panel panel_from_long(const Table& table, const LongOptions& options = {});

}  // namespace maatstaf
