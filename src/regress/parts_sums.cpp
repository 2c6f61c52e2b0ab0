// SPDX-License-Identifier: Apache-2.0
#include "regress/parts_sums.hpp"

#include <algorithm>

#include "core/numbers.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "regress/rows.hpp"

namespace maatstaf::detail {
namespace {

/// Where every row stands among those above zero; -1: not there.
std::vector<std::ptrdiff_t> places_above(const PartsRows& rows) {
    std::vector<std::ptrdiff_t> made(static_cast<std::size_t>(rows.use.x.rows), -1);
    for (std::size_t k = 0; k < rows.above.size(); ++k)
        made[static_cast<std::size_t>(rows.above[k])] = static_cast<std::ptrdiff_t>(k);
    return made;
}

}  // namespace

std::string ClusterLabels::of(std::ptrdiff_t row) const {
    const std::int32_t code = codes[static_cast<std::size_t>(row)];
    return labels.empty() ? std::to_string(code) : labels[static_cast<std::size_t>(code)];
}

PartsSums::Part::Part(const GlmResult& made)
    : fit(made), basis(made), information(Eigen::MatrixXd::Zero(basis.rank(), basis.rank())),
      squares(Eigen::VectorXd::Zero(basis.rank())), leaning(basis.rank(), 0) {}

/// The rows of a batch in the basis of all; the basis itself keeps none.
FitRows PartsSums::Part::at(const RegressionData& data) const {
    FitRows own = basis;
    own.evaluate(data, fit, fit.coefficients);
    return own;
}

PartsSums::PartsSums(const GlmResult& use, const GlmResult& second, bool by_cluster)
    : by_cluster_(by_cluster), parts_{Part(use), Part(second)} {
    const Eigen::Index size = 2 * use.coefficients.size() + 1;
    meat_ = Eigen::MatrixXd::Zero(size, size);
}

PartsSums PartsSums::of(const PartsRows& rows, std::span<const std::int32_t> clusters, PartsCovariance kind,
                        const GlmResult& use, const GlmResult& second, const SecondRows& second_rows) {
    PartsSums made(use, second, kind == PartsCovariance::cluster);
    made.parts_[0].basis = FitRows(rows.use, use);
    made.parts_[1].basis = FitRows(second_rows.data(), second);
    made.stage_ = Stage::influence;
    made.add(rows, {clusters, {}}, second_rows);
    made.advance();
    return made;
}

void PartsSums::add(const PartsRows& rows, const ClusterLabels& clusters, const SecondRows& second) {
    const Both own{parts_[0].at(rows.use), parts_[1].at(second.data())};
    if (stage_ == Stage::information) {
        parts_[0].information += own[0].whitened_information(rows.use.x);
        parts_[1].information += own[1].whitened_information(second.data().x);
        return;
    }
    if (by_cluster_) add_clusters(rows, own, clusters, second);
    else add_rows(rows, own, second);
    rows_ += rows.use.x.rows;
}

void PartsSums::add_rows(const PartsRows& rows, const Both& own, const SecondRows& second) {
    const DesignView& x = rows.use.x;
    const std::vector<std::ptrdiff_t> places = places_above(rows);
    Eigen::VectorXd sum(meat_.rows());
    for (std::ptrdiff_t i = 0; i < x.rows; ++i) {
        const double f = row_weight(rows.use, i, 1.0).frequency;
        if (!(f > 0.0)) continue;
        sum.setZero();
        add_influence(own[0], x, i, sum.head(x.columns));
        if (const std::ptrdiff_t k = places[static_cast<std::size_t>(i)]; k >= 0)
            second.influence(own[1], k, sum.tail(x.columns + 1));
        meat_.selfadjointView<Eigen::Lower>().rankUpdate(sum, 1.0 / f);  // f units, each with its share
        units_ += f;
    }
    for (std::size_t k = 0; k < 2; ++k) {
        Part& part = parts_[k];
        const DesignView& of_part = k == 0 ? x : second.data().x;
        const std::size_t known = part.leaning_rows.size();
        add_row_support(of_part, own[k], 0, part.squares, part.leaning, part.leaning_rows);
        for (std::size_t a = known; a < part.leaning_rows.size(); ++a) {
            std::int64_t& row = part.leaning_rows[a];
            row = rows_ + (k == 0 ? row : rows.above[static_cast<std::size_t>(row)]);
        }
        part.rows += static_cast<double>(of_part.rows);
    }
}

void PartsSums::add_clusters(const PartsRows& rows, const Both& own, const ClusterLabels& labels,
                             const SecondRows& second) {
    const std::vector<std::ptrdiff_t> places = places_above(rows);
    const Grouping grouping = group_rows(labels.codes);
    std::vector<std::ptrdiff_t> above;
    for (std::size_t g = 0; g < grouping.size(); ++g) {
        const auto members = grouping.cluster(g);
        above.clear();
        for (const std::ptrdiff_t i : members)
            if (const std::ptrdiff_t k = places[static_cast<std::size_t>(i)]; k >= 0) above.push_back(k);
        PartsCluster& known = clusters_[labels.of(members.front())];
        known[0].add({cluster_sums(rows.use.x, own[0], members, true), rows_ + members.front()});
        if (above.empty()) continue;
        const std::int64_t first = rows_ + rows.above[static_cast<std::size_t>(above.front())];
        known[1].add({cluster_sums(second.data().x, own[1], above, true), first});
        known[2].add({second.last(above), first});
    }
}

void PartsSums::merge(const PartsSums& other) {
    if (stage_ == Stage::information) {
        for (std::size_t k = 0; k < 2; ++k) parts_[k].information += other.parts_[k].information;
        return;
    }
    for (std::size_t k = 0; k < 2; ++k) {
        Part& mine = parts_[k];
        const Part& theirs = other.parts_[k];
        mine.squares += theirs.squares;
        mine.rows += theirs.rows;
        join_leaning(theirs.leaning, theirs.leaning_rows, rows_, mine.leaning, mine.leaning_rows);
    }
    for (const auto& each : other.clusters_) {
        PartsCluster& mine = clusters_[each.first];
        for (std::size_t b = 0; b < mine.size(); ++b)
            mine[b].add({each.second[b].sums, each.second[b].first_row + rows_});
    }
    meat_ += other.meat_;
    units_ += other.units_;
    rows_ += other.rows_;
}

bool PartsSums::advance() {
    const bool more = stage_ == Stage::information;
    if (more)
        for (Part& each : parts_) each.basis.refine(each.information);
    stage_ = more ? Stage::influence : Stage::done;
    return more;
}

Eigen::MatrixXd PartsSums::covariance_of_rows() const {
    if (units_ < 2.0) throw DataError(messages::regress_one_cluster);
    const Eigen::MatrixXd full = meat_.selfadjointView<Eigen::Lower>();
    return full * (units_ / (units_ - 1.0));
}

Verdict PartsSums::verdict(std::size_t k) const {
    const Part& part = parts_[k];
    if (!by_cluster_)
        return judge(support_of_sums(part.basis, part.squares, part.leaning, part.leaning_rows, part.rows), part.basis,
                     part.fit.names, false);
    std::vector<Eigen::MatrixXd> information;
    std::vector<std::int64_t> first_rows;
    for (const auto& each : clusters_) {
        const BlockSums& own = each.second[k];
        if (own.is_empty()) continue;
        information.push_back(own.sums.gram);
        first_rows.push_back(own.first_row);
    }
    return judge(support_of_sums(part.basis, information, first_rows), part.basis, part.fit.names, true);
}

void PartsSums::forget_decided(Eigen::MatrixXd& covariance, std::vector<Caveat>& caveats) const {
    for (std::size_t k = 0; k < 2; ++k) {
        const Verdict found = verdict(k);
        const Eigen::Index first = k == 0 ? 0 : parts_[0].fit.coefficients.size();
        for (const std::int32_t j : found.columns) {
            covariance.row(first + j).setConstant(nan);
            covariance.col(first + j).setConstant(nan);
        }
        for (const Caveat& each : found.caveats)
            if (std::ranges::find(caveats, each) == caveats.end()) caveats.push_back(each);
    }
}

}  // namespace maatstaf::detail
