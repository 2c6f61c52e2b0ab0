// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <Eigen/Core>

#include "maatstaf/core/archive.hpp"
#include "maatstaf/core/message.hpp"
#include "maatstaf/core/table.hpp"

namespace maatstaf {

struct PictureOptions {
    double threshold = 2.0;        ///< a figure stands out when it is this many robust standard deviations off
    double false_discovery = 0.1;  ///< and, where margins are known, its q value is at most this
    static constexpr auto fields() {
        using O = PictureOptions;
        return std::tuple{field("threshold", &O::threshold,
            "robust standard deviations off before a figure stands out"),
                          field("false_discovery", &O::false_discovery, "largest q value that stands out")};
    }
};

/// What is laid side by side: n areas, k figures.
struct PictureData {
    std::vector<std::string> units{};                   ///< n
    std::vector<std::string> figures{};                 ///< k
    std::vector<std::string> themes{};                  ///< k: demography, income, ..., youth act, Wmo, participation
    Eigen::MatrixXd values{};                           ///< n x k; NaN: not known
    Eigen::MatrixXd standard_errors{};                  ///< n x k or empty; NaN: no margin published
    /// n x k or empty: what each area may expect, for figures that a model explains; NaN: the reference of the figure.
    Eigen::MatrixXd expected{};
    /// n x k or empty: chance of a difference from it this large; NaN: from the standard error, if there is one.
    Eigen::MatrixXd probabilities{};
    std::vector<double> references{};                   ///< k or empty; NaN or empty: the median of all areas
};

/// One figure of one area beside its reference.
struct PictureFigure {
    std::string theme{};
    std::string figure{};
    double value = 0.0;         ///< NaN: not known
    double reference = 0.0;     ///< the median of all areas, the one given, or what a model expects of this area
    double difference = 0.0;
    double robust_z = 0.0;      ///< difference / (1.4826 x median absolute deviation); NaN where that is 0
    double place = 0.0;         ///< share of areas with a lower value, ties by half; 0 to 1
    double probability = std::numeric_limits<double>::quiet_NaN();  ///< of a difference this large by chance
    double q_value = std::numeric_limits<double>::quiet_NaN();      ///< over the figures of this area
    bool by_model = false;      ///< the reference is what a model expects of this area
    std::int32_t stands_out = 0;///< 1: higher, -1: lower, 0: not

    static constexpr auto fields() {
        using R = PictureFigure;
        return std::tuple{field("theme", &R::theme, "theme"), field("figure", &R::figure, "figure"),
                          field("value", &R::value, "NaN"),
                          field("reference", &R::reference,
                                "the median of all areas, the one given"),
                          field("difference", &R::difference, "difference"),
                          field("robust_z", &R::robust_z, "difference /"),
                          field("place", &R::place, "share of areas with a lower value, ties by half"),
                          field("probability", &R::probability, "of a difference this large by chance"),
                          field("q_value", &R::q_value, "over the figures of this area"),
                          field("by_model", &R::by_model, "the reference is what a model expects of this area"),
                          field("stands_out", &R::stands_out, "1")};
    }
};

struct Picture {
    PictureOptions options{};
    std::string unit{};
    std::vector<PictureFigure> figures{};  ///< in the order given
    std::vector<Caveat> caveats{};         ///< how many figures were looked at, and where there is no margin
    /// theme, figure, value, reference, difference, robust_z, place, probability, q_value, by_model, stands_out.
    Table table() const;

    static constexpr auto fields() {
        using R = Picture;
        return std::tuple{field("options", &R::options, "options"), field("unit", &R::unit, "unit"),
                          field("figures", &R::figures, "in the order given"),
                          field("caveats", &R::caveats, "how many figures were looked at")};
    }
};

/// All figures of one area side by side with the reference, what stands out, and how sure that is. There is no
/// direction: a figure is higher or lower, never better or worse. Throws ArgumentError on wrong shapes and an unknown
/// unit, DataError on a unit that is given twice.
Picture integral_picture(const PictureData& data, std::string_view unit, const PictureOptions& options = {});

/// Archives as of every other type: checked when read back.
template <>
Bytes to_archive(const Picture& picture);
template <>
Picture from_archive(std::span<const std::byte> bytes);

}  // namespace maatstaf
