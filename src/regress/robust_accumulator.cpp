// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/regress/robust_accumulator.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "core/check.hpp"
#include "core/numbers.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/core/text.hpp"
#include "regress/clusters.hpp"
#include "regress/robust_parts.hpp"
#include "regress/scores.hpp"

namespace maatstaf {
namespace {

bool sums_by_cluster(RobustKind kind) {
    return kind == RobustKind::cr0 || kind == RobustKind::cr1 || kind == RobustKind::cr2 || kind == RobustKind::cr3;
}

double power_of(RobustKind kind) { return kind == RobustKind::cr3 ? 1.0 : kind == RobustKind::cr2 ? 0.5 : 0.0; }

bool same_numbers(const Eigen::MatrixXd& a, const Eigen::MatrixXd& b) {
    if (a.rows() != b.rows() || a.cols() != b.cols()) return false;
    for (Eigen::Index i = 0; i < a.size(); ++i)
        if (a.data()[i] != b.data()[i] && !(std::isnan(a.data()[i]) && std::isnan(b.data()[i]))) return false;
    return true;
}

void add_to(const RobustClusterSums& more, RobustClusterSums& sum) {
    if (sum.score.size() == 0) {
        sum = more;
        return;
    }
    sum.score += more.score;
    sum.information += more.information;
    sum.first_row = std::min(sum.first_row, more.first_row);
}

}  // namespace

RobustAccumulator::RobustAccumulator(const GlmResult& fit, RobustKind kind, double confidence)
    : RobustAccumulator(fit, kind, confidence, {}) {}

RobustAccumulator::RobustAccumulator(const GlmResult& fit, RobustKind kind, double confidence, RobustSums sums)
    : fit_(fit), kind_(kind), confidence_(confidence), sums_(std::move(sums)) {
    detail::need_confidence(confidence);
    if (kind > RobustKind::hc4 && !sums_by_cluster(kind))
        throw ArgumentError(messages::unknown_option, {{"got", std::string(to_name(kind))},
                                                      {"argument", "kind"},
                                                      {"allowed", "hc0, hc1, hc2, hc3, hc4, cr0, cr1, cr2, cr3"}});
    const Eigen::Index rank = detail::FitRows(fit).rank();
    if (sums_.meat.size() == 0) sums_.meat = Eigen::MatrixXd::Zero(rank, rank);
    if (sums_.bread.size() == 0) sums_.bread = Eigen::MatrixXd::Zero(rank, rank);
    if (sums_.squares.size() == 0) sums_.squares = Eigen::VectorXd::Zero(rank);
    if (sums_.leaning.size() == 0) sums_.leaning.resize(rank, 0);
    bool fits = sums_.meat.rows() == rank && sums_.meat.cols() == rank && sums_.bread.rows() == rank &&
                sums_.bread.cols() == rank && sums_.squares.size() == rank && sums_.leaning.rows() == rank &&
                sums_.leaning.cols() == static_cast<Eigen::Index>(sums_.leaning_rows.size());
    for (const auto& each : sums_.clusters)
        fits = fits && each.second.score.size() == rank && each.second.information.rows() == rank &&
               each.second.information.cols() == rank;
    if (!fits) throw ArgumentError(messages::regress_other_sandwich);
}

void RobustAccumulator::add(const RegressionData& batch, std::span<const std::int32_t> codes,
                            std::span<const std::string> labels) {
    if (!batch.analytic_weights.empty()) throw ArgumentError(messages::regress_weights_of_whole);
    if (sums_by_cluster(kind_)) detail::need_one_per_row("clusters", codes.size(), batch.x.rows);
    if (!sums_by_cluster(kind_) && !codes.empty())
        throw ArgumentError(messages::unknown_option, {{"got", std::string(to_name(kind_))},
                                                      {"argument", "kind with clusters"},
                                                      {"allowed", "cr0, cr1, cr2, cr3"}});
    for (const std::int32_t code : codes)
        if (!labels.empty() && (code < 0 || static_cast<std::size_t>(code) >= labels.size()))
            throw detail::out_of_range("codes", "a position in labels", code);
    detail::FitRows rows(fit_);
    rows.evaluate(batch, fit_, fit_.coefficients);
    for (std::size_t i = 0; i < rows.frequency.size(); ++i)
        if (rows.precision[i] > 0.0) sums_.observations += rows.frequency[i];
    sums_.bread += rows.whitened_information(batch.x);
    const std::int64_t first = sums_.rows;
    sums_.rows += batch.x.rows;
    if (!sums_by_cluster(kind_)) {
        detail::add_row_support(batch.x, rows, first, sums_.squares, sums_.leaning, sums_.leaning_rows);
        sums_.meat += detail::meat_of_rows(batch.x, rows, kind_, fit_.observations);
        return;
    }
    const detail::Grouping grouping = detail::group_rows(codes);
    for (std::size_t g = 0; g < grouping.size(); ++g) {
        const std::int32_t code = codes[static_cast<std::size_t>(grouping.cluster(g).front())];
        const std::string label = labels.empty() ? std::to_string(code) : labels[static_cast<std::size_t>(code)];
        const detail::ClusterSums own = detail::cluster_sums(batch.x, rows, grouping.cluster(g), true);
        add_to({own.score, own.gram, first + grouping.cluster(g).front()}, sums_.clusters[label]);
    }
}

void RobustAccumulator::merge(const RobustAccumulator& other) {
    const bool same = kind_ == other.kind_ && fit_.names == other.fit_.names &&
                      same_numbers(fit_.coefficients, other.fit_.coefficients) &&
                      same_numbers(fit_.covariance, other.fit_.covariance);
    if (!same) throw ArgumentError(messages::regress_other_sandwich);
    sums_.observations += other.sums_.observations;
    sums_.meat += other.sums_.meat;
    sums_.bread += other.sums_.bread;
    sums_.squares += other.sums_.squares;
    detail::join_leaning(other.sums_.leaning, other.sums_.leaning_rows, sums_.rows, sums_.leaning, sums_.leaning_rows);
    for (auto [label, cluster] : other.sums_.clusters) {
        cluster.first_row += sums_.rows;
        add_to(cluster, sums_.clusters[label]);
    }
    sums_.rows += other.sums_.rows;
}

RobustResult RobustAccumulator::result() const {
    if (std::abs(sums_.observations - fit_.observations) > 1e-9 * fit_.observations)
        throw ArgumentError(messages::regress_other_rows, {{"got", to_text(sums_.observations)},
                                                          {"expected", to_text(fit_.observations)}});
    detail::FitRows basis(fit_);
    const Eigen::MatrixXd turn = basis.refine(sums_.bread);
    const auto p = static_cast<std::ptrdiff_t>(fit_.coefficients.size());
    RobustResult out;
    out.kind = kind_;
    out.names = fit_.names;
    out.coefficients = fit_.coefficients;
    out.confidence = confidence_;
    out.degrees_of_freedom = Eigen::VectorXd::Constant(p, detail::infinity);
    out.effective = Eigen::VectorXd::Constant(p, detail::nan);
    Eigen::MatrixXd meat = turn.transpose() * sums_.meat * turn;
    if (sums_by_cluster(kind_)) {
        add_clusters(turn, basis, meat, out);
    } else {
        const Eigen::MatrixXd leaning = turn.transpose() * sums_.leaning;
        detail::note_support(detail::support_of_sums(basis, sums_.squares, leaning, sums_.leaning_rows,
                                                     static_cast<double>(sums_.rows)),
                             basis, false, out);
    }
    for (const std::int32_t j : fit_.aliased) out.degrees_of_freedom[j] = detail::nan;
    out.covariance = basis.covariance(meat, p);
    detail::forget_undetermined(out);
    return out;
}

void RobustAccumulator::add_clusters(const Eigen::MatrixXd& turn, const detail::FitRows& basis, Eigen::MatrixXd& meat,
                                     RobustResult& out) const {
    const auto count = static_cast<double>(sums_.clusters.size());
    if (count < 2.0) throw DataError(messages::regress_one_cluster);
    const bool with_freedom = kind_ == RobustKind::cr2;
    const Eigen::MatrixXd unit =
        with_freedom ? Eigen::MatrixXd(basis.root.transpose()) : Eigen::MatrixXd(basis.rank(), 0);
    detail::FreedomSums freedom(basis.rank(), unit.cols());
    std::vector<Eigen::MatrixXd> information;
    std::vector<std::int64_t> first_rows;
    for (const auto& each : sums_.clusters) {
        information.push_back(turn.transpose() * each.second.information * turn);
        first_rows.push_back(each.second.first_row);
        const detail::Adjusted own =
            detail::adjust({turn.transpose() * each.second.score, information.back()}, power_of(kind_), unit);
        meat.noalias() += own.score * own.score.transpose();
        freedom.add(own.own, own.pulled);
    }
    if (kind_ == RobustKind::cr1)
        meat *= detail::cluster_factor(count, fit_.observations, static_cast<double>(basis.rank()));
    out.clusters = static_cast<std::int32_t>(sums_.clusters.size());
    const Eigen::VectorXd found = freedom.degrees_of_freedom();
    for (std::size_t a = 0; a < basis.columns.size(); ++a)
        out.degrees_of_freedom[basis.columns[a]] =
            with_freedom ? found[static_cast<Eigen::Index>(a)] : count - 1.0;
    detail::note_support(detail::support_of_sums(basis, information, first_rows), basis, true, out);
    if (out.clusters < 50)
        out.caveats.push_back({messages::regress_few_clusters, {{"got", std::to_string(out.clusters)}}});
}

}  // namespace maatstaf
