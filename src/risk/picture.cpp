// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/risk/picture.hpp"

#include <algorithm>
#include <cmath>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/risk.hpp"
#include "maatstaf/core/special.hpp"
#include "core/check.hpp"
#include "risk/traits.hpp"

namespace maatstaf {
namespace {

/// Median of the numbers that are known; NaN without any.
double median(std::vector<double> values) {
    std::erase_if(values, [](double each) { return std::isnan(each); });
    if (values.empty()) return std::nan("");
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    if (values.size() % 2 == 1) return *middle;
    return 0.5 * (*middle + *std::max_element(values.begin(), middle));
}

void check(const PictureData& data) {
    const auto n = static_cast<Eigen::Index>(data.units.size());
    const auto k = static_cast<Eigen::Index>(data.figures.size());
    const auto need_shape = [&](const char* argument, const Eigen::MatrixXd& got, bool may_be_empty) {
        if ((may_be_empty && got.size() == 0) || (got.rows() == n && got.cols() == k)) return;
        throw ArgumentError(messages::risk_shape,
                            {{"argument", argument},
                             {"expected", std::to_string(n) + " x " + std::to_string(k)},
                             {"got", std::to_string(got.rows()) + " x " + std::to_string(got.cols())}});
    };
    const auto need_length = [&](const char* argument, std::size_t got) {
        if (got != static_cast<std::size_t>(k))
            throw ArgumentError(messages::risk_length, {{"argument", argument},
                                                       {"expected", std::to_string(k)},
                                                       {"got", std::to_string(got)}});
    };
    if (n == 0 || k == 0) throw ArgumentError(messages::risk_no_rows);
    auto sorted = data.units;
    std::sort(sorted.begin(), sorted.end());
    const auto twice = std::adjacent_find(sorted.begin(), sorted.end());
    if (twice != sorted.end())
        throw DataError(messages::risk_given_twice, {{"item", *twice}, {"argument", "units"}});
    need_shape("values", data.values, false);
    need_shape("standard_errors", data.standard_errors, true);
    need_shape("expected", data.expected, true);
    need_shape("probabilities", data.probabilities, true);
    need_length("themes", data.themes.size());
    if (!data.references.empty()) need_length("references", data.references.size());
    for (Eigen::Index j = 0; j < data.standard_errors.cols(); ++j)
        for (Eigen::Index i = 0; i < data.standard_errors.rows(); ++i)
            if (data.standard_errors(i, j) <= 0.0)
                throw DataError(messages::risk_negative,
                                {{"argument", "se of " + data.figures[static_cast<std::size_t>(j)]},
                                 {"item", data.units[static_cast<std::size_t>(i)]},
                                 {"got", to_text(data.standard_errors(i, j))},
                                 {"range", "> 0"}});
}

double cell(const Eigen::MatrixXd& values, Eigen::Index row, Eigen::Index column) {
    return values.size() == 0 ? std::nan("") : values(row, column);
}

/// A figure of one area, and the share of areas that are so far off as to cross the threshold.
PictureFigure figure_of(const PictureData& data, Eigen::Index row, Eigen::Index column, double threshold,
                        double& far_off) {
    const auto at = static_cast<std::size_t>(column);
    PictureFigure made;
    made.theme = data.themes[at];
    made.figure = data.figures[at];
    made.value = data.values(row, column);
    std::vector<double> all;
    for (const double each : data.values.col(column)) all.push_back(each);
    const double middle = median(all);
    const double expected = cell(data.expected, row, column);
    made.by_model = !std::isnan(expected);
    made.reference = made.by_model ? expected : middle;
    if (!made.by_model && !data.references.empty() && !std::isnan(data.references[at]))
        made.reference = data.references[at];
    made.difference = made.value - made.reference;
    const double aim = made.reference;
    // The spread is that of what is compared: of the values, or of their distances from what each area may expect.
    std::vector<double> distances;
    for (Eigen::Index i = 0; i < data.values.rows(); ++i)
        distances.push_back(std::fabs(made.by_model ? data.values(i, column) - cell(data.expected, i, column)
                                                    : data.values(i, column) - middle));
    const double spread = 1.4826 * median(std::move(distances));
    made.robust_z = spread > 0.0 ? made.difference / spread : std::nan("");
    double lower = 0.0;
    double known = 0.0;
    double far = 0.0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const double each = all[i];
        if (std::isnan(each)) continue;
        known += 1.0;
        const double own_aim =
            made.by_model ? cell(data.expected, static_cast<Eigen::Index>(i), column) : aim;
        if (spread > 0.0 && std::fabs(each - own_aim) >= threshold * spread) far += 1.0;
        lower += each < made.value ? 1.0 : each == made.value ? 0.5 : 0.0;
    }
    far_off = std::isnan(made.value) ? 0.0 : far / known;
    made.place = std::isnan(made.value) ? made.value : lower / known;
    const double se = cell(data.standard_errors, row, column);
    made.probability = cell(data.probabilities, row, column);
    if (std::isnan(made.probability) && se > 0.0)
        made.probability = 2.0 * special::normal_cdf(-std::fabs(made.difference) / se);
    return made;
}

}  // namespace

Picture integral_picture(const PictureData& data, std::string_view unit, const PictureOptions& options) {
    check(data);
    if (!(options.threshold > 0.0)) throw detail::out_of_range("threshold", "> 0", options.threshold);
    detail::need_share("false_discovery", options.false_discovery);
    const auto found = std::find(data.units.begin(), data.units.end(), unit);
    if (found == data.units.end())
        throw ArgumentError(messages::risk_unknown_unit,
                            {{"got", std::string(unit)}, {"nearest", nearest(unit, data.units)}});
    const auto row = static_cast<Eigen::Index>(found - data.units.begin());
    Picture made;
    made.options = options;
    made.unit = std::string(unit);
    std::vector<double> probabilities;
    double known = 0.0;
    double far_off = 0.0;
    bool without_margin = false;
    std::vector<std::string> without_spread;
    for (Eigen::Index column = 0; column < data.values.cols(); ++column) {
        double share = 0.0;
        made.figures.push_back(figure_of(data, row, column, options.threshold, share));
        far_off += share;
        const PictureFigure& figure = made.figures.back();
        probabilities.push_back(figure.probability);
        known += std::isnan(figure.value) ? 0.0 : 1.0;
        if (!std::isnan(figure.difference) && std::isnan(figure.robust_z)) without_spread.push_back(figure.figure);
        without_margin = without_margin || (!std::isnan(figure.value) && std::isnan(figure.probability));
    }
    const auto q = detail::false_discovery(probabilities);
    for (std::size_t k = 0; k < made.figures.size(); ++k) {
        PictureFigure& figure = made.figures[k];
        figure.q_value = q[k];
        const bool far = std::fabs(figure.robust_z) >= options.threshold;
        const bool sure = std::isnan(q[k]) || q[k] <= options.false_discovery;
        if (far && sure) figure.stands_out = figure.difference > 0.0 ? 1 : -1;
    }
    made.caveats.push_back(
        {messages::risk_many_figures, {{"count", to_text(known)},
                                      {"chance.en", to_fixed(far_off, 1)},
                                      {"chance.nl", to_fixed(far_off, 1, ',')}}});
    if (!without_spread.empty())
        made.caveats.push_back({messages::risk_no_spread, {{"figures", join(without_spread, ", ")}}});
    if (without_margin) made.caveats.push_back({messages::risk_spread_only, {}});
    made.caveats.push_back({messages::risk_picture_references, {}});
    made.caveats.push_back({messages::risk_association, {}});
    return made;
}

Table Picture::table() const {
    std::vector<std::string> theme, figure;
    std::vector<std::uint8_t> by_model;
    std::vector<std::int32_t> stands_out;
    for (const PictureFigure& each : figures) {
        theme.push_back(each.theme);
        figure.push_back(each.figure);
        by_model.push_back(each.by_model ? 1 : 0);
        stands_out.push_back(each.stands_out);
    }
    Table table({Column::string("theme", theme), Column::string("figure", figure)});
    const auto add = [&](const char* name, double PictureFigure::*part) {
        std::vector<double> values;
        for (const PictureFigure& each : figures) values.push_back(each.*part);
        table.add(Column::float64(name, std::move(values)));
    };
    add("value", &PictureFigure::value);
    add("reference", &PictureFigure::reference);
    add("difference", &PictureFigure::difference);
    add("robust_z", &PictureFigure::robust_z);
    add("place", &PictureFigure::place);
    add("probability", &PictureFigure::probability);
    add("q_value", &PictureFigure::q_value);
    table.add(Column::boolean("by_model", std::move(by_model)));
    table.add(Column::int32("stands_out", std::move(stands_out)));
    return table;
}

}  // namespace maatstaf
