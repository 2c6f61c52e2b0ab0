// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "maatstaf/measure/expected.hpp"
#include "measure/predictive_law.hpp"

namespace maatstaf::detail {

/// One observation of a series.
struct SeriesPoint {
    bool known = false;
    double value = 0.0, events = 0.0, size = 1.0, se = 0.0, n = 0.0;
};

/// A level on the scale on which expectations are made, with the variance of chance in it.
struct SeriesLevel {
    double at = 0.0, variance = 0.0;
};

/// The series of one indicator, up to the period that is held against its expectation, for every unit.
class PanelSeries {
public:
    PanelSeries(const Panel& panel, const std::string& indicator, const ExpectedOptions& options);

    const Panel& panel;
    std::vector<std::int32_t> periods{};  ///< of one frequency, ascending; the last is the one that is held
    std::int32_t base = 0;                ///< position in `periods`
    ObservationLaw law = ObservationLaw::value;
    bool has_margins = false;             ///< of values: every one has a margin
    std::vector<Caveat> caveats{};        ///< where not all cells say how they vary

    std::size_t last() const noexcept { return periods.size() - 1; }
    std::size_t units() const noexcept { return panel.units().size(); }
    SeriesPoint point(std::size_t unit, std::size_t at) const;
    /// Steps between a period and the last.
    double time(std::size_t at) const;
    SeriesLevel level(const SeriesPoint& point) const;
    /// A number of the law (events, or the value) in the unit of the indicator.
    double shown(double number, double size) const;

private:
    /// The standard error of a cell, else that of its counts; NaN where neither says.
    double margin_of(const Cells& cells, std::size_t unit) const;

    std::int32_t indicator_ = 0;
    double factor_ = 1.0;
};

/// How far observations stray: a multiple of the variance of chance, or the variance itself.
struct StrayingOf {
    double dispersion = 1.0;
    double freedom = std::numeric_limits<double>::infinity();
};

/// From sums of squared distances and their degrees of freedom, per unit; units of one kind are pooled, so that a
/// country does not widen the margins of its districts. Multiples are at least 1; where chance is all there is, it is
/// taken as known. Tells the result where it is the same for all.
std::vector<StrayingOf> straying_of(ExpectedResult& result, const PanelSeries& series,
                                    const std::vector<double>& squares, const std::vector<double>& freedom);

/// Fills what follows from a law: expectation, interval, benefit, probability.
void fill_row(ExpectedRow& row, const PredictiveLaw& law, const PanelSeries& series, const SeriesPoint& seen,
              const SeriesPoint& before, const ExpectedOptions& options);

void expect_from_past(ExpectedResult& result, const PanelSeries& series);
void expect_from_reference(ExpectedResult& result, const PanelSeries& series);
void expect_from_peers(ExpectedResult& result, const PanelSeries& series);
/// The units that each unit is held beside: as listed, or the nearest by some indicators in the base period.
std::vector<std::vector<std::size_t>> peers_of(const PanelSeries& series, const ExpectedOptions& options);

/// The chance law of a unit, with what is left of the uncertainty about the dispersion drawn into it.
double chance_of(const PanelSeries& series, const StrayingOf& straying, const SeriesPoint& seen, double confidence);

}  // namespace maatstaf::detail
