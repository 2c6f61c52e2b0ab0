// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include <Eigen/Core>

#include "maatstaf/regress/glm.hpp"
#include "measure/checks.hpp"
#include "measure/panel_series.hpp"

namespace maatstaf::detail {
namespace {

/// A line (or level) through the past of one unit, as it stands at the period that is held.
struct PastLine {
    double at = not_known, unscaled_variance = 0.0, squares = 0.0, freedom = 0.0;
    EmptyReason reason = EmptyReason::none;
};

struct PastPoints {
    std::vector<SeriesPoint> points{};
    std::vector<double> time{};
};

/// Weighted least squares around the period that is held (time 0).
PastLine straight_line(const PastPoints& past, bool weighted, bool sloping) {
    PastLine line;
    double w0 = 0.0, w1 = 0.0, w2 = 0.0, y0 = 0.0, y1 = 0.0;
    const auto weight = [&](std::size_t i) {
        return weighted ? 1.0 / (past.points[i].se * past.points[i].se) : 1.0;
    };
    for (std::size_t i = 0; i < past.points.size(); ++i) w0 += weight(i), w1 += weight(i) * past.time[i];
    const double middle = w1 / w0;
    for (std::size_t i = 0; i < past.points.size(); ++i) {
        const double t = past.time[i] - middle;
        w2 += weight(i) * t * t;
        y0 += weight(i) * past.points[i].value;
        y1 += weight(i) * t * past.points[i].value;
    }
    const double mean = y0 / w0, slope = sloping ? y1 / w2 : 0.0;
    line.at = mean - slope * middle;
    line.unscaled_variance = 1.0 / w0 + (sloping ? middle * middle / w2 : 0.0);
    for (std::size_t i = 0; i < past.points.size(); ++i) {
        const double rest = past.points[i].value - mean - slope * (past.time[i] - middle);
        line.squares += weight(i) * rest * rest;
    }
    line.freedom = static_cast<double>(past.points.size()) - (sloping ? 2.0 : 1.0);
    return line;
}

/// A log-linear or logistic line through counts.
PastLine counted_line(const PastPoints& past, ObservationLaw law, bool sloping) {
    PastLine line;
    const std::size_t count = past.points.size();
    std::vector<double> y(count), size(count);
    bool none = true, all = true;
    Eigen::MatrixXd x(static_cast<Eigen::Index>(count), sloping ? 2 : 1);
    for (std::size_t i = 0; i < count; ++i) {
        const SeriesPoint& point = past.points[i];
        none = none && point.events == 0.0;
        all = all && law == ObservationLaw::share && point.events == point.size;
        size[i] = point.size;
        y[i] = law == ObservationLaw::share ? point.events / point.size : point.events;
        x(static_cast<Eigen::Index>(i), 0) = 1.0;
        if (sloping) x(static_cast<Eigen::Index>(i), 1) = past.time[i];
    }
    if (none || all) {
        line.reason = EmptyReason::few_events;
        return line;
    }
    RegressionData data;
    data.x = DesignView(x);
    data.y = y;
    GlmOptions options;
    if (law == ObservationLaw::share) {
        options.distribution.family = Family::binomial;
        data.prior_weights = size;
    } else {
        options.distribution.family = Family::poisson;
        data.exposure = size;
    }
    const GlmResult fit = glm(data, options);
    if (fit.status != FitStatus::converged || !fit.aliased.empty()) {
        line.reason = EmptyReason::no_fit;
        return line;
    }
    line.at = fit.coefficients[0];
    line.unscaled_variance = fit.covariance(0, 0);
    line.squares = fit.pearson;
    line.freedom = fit.residual_df;
    return line;
}

}  // namespace

void expect_from_past(ExpectedResult& result, const PanelSeries& series) {
    const ExpectedOptions& options = result.options;
    const bool sloping = options.past == PastShape::trend;
    const std::size_t units = series.units();
    std::vector<PastLine> lines(units);
    for_rows(units, [&](std::size_t u) {
        PastPoints past;
        for (std::size_t at = 0; at < series.last(); ++at)
            if (const SeriesPoint point = series.point(u, at); point.known) {
                past.points.push_back(point);
                past.time.push_back(series.time(at));
            }
        result.rows[u].points = static_cast<double>(past.points.size());
        if (past.points.size() < static_cast<std::size_t>(options.least_points))
            lines[u].reason = EmptyReason::few_points;
        else if (series.law == ObservationLaw::value)
            lines[u] = straight_line(past, series.has_margins, sloping);
        else
            lines[u] = counted_line(past, series.law, sloping);
    });
    std::vector<double> squares, freedom;
    for (const PastLine& each : lines) {
        squares.push_back(each.reason == EmptyReason::none ? each.squares : 0.0);
        freedom.push_back(each.reason == EmptyReason::none ? each.freedom : 0.0);
    }
    const auto straying = straying_of(result, series, squares, freedom);
    for_rows(units, [&](std::size_t u) {
        ExpectedRow& row = result.rows[u];
        const SeriesPoint seen = series.point(u, series.last());
        const SeriesPoint before = series.point(u, static_cast<std::size_t>(series.base));
        const bool needs_size = series.law != ObservationLaw::value;
        row.reason = lines[u].reason;
        if (row.reason == EmptyReason::none && !seen.known && needs_size) row.reason = EmptyReason::missing;
        if (row.reason != EmptyReason::none) {
            if (seen.known) row.observed = seen.value, row.n = seen.n;
            if (before.known) row.before = before.value;
            return;
        }
        PredictiveLaw law;
        law.law = series.law;
        law.centre = lines[u].at;
        law.spread = std::sqrt(straying[u].dispersion * lines[u].unscaled_variance);
        law.freedom = law.chance_freedom = straying[u].freedom;
        law.size = seen.size;
        law.chance = seen.known || !series.has_margins ? chance_of(series, straying[u], seen, options.confidence)
                                                       : not_known;
        fill_row(row, law, series, seen, before, options);
    });
}

}  // namespace maatstaf::detail
