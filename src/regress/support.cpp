// SPDX-License-Identifier: Apache-2.0
#include "regress/support.hpp"

#include <algorithm>
#include <cmath>

#include <Eigen/Eigenvalues>

#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/core/text.hpp"
#include "regress/rows.hpp"

namespace maatstaf::detail {
namespace {

/// Share of the information along a direction from which on nothing is left for the other groups.
constexpr double whole = 1.0 - 1e-10;
/// A leverage in the basis that a fit found itself may be so much off.
constexpr double close = 1.0 - 1e-5;

/// The variance of coefficient j under the working model is |u_j|^2, with u_j row j of the root; a unit vector v that
/// one group decides has (u_j'v)^2 of it.
class Unseen {
public:
    Unseen(const FitRows& fit, Support& made) : root_(fit.root), made_(made), most_(Eigen::VectorXd::Zero(fit.rank())) {
        made_.unseen = Eigen::VectorXd::Zero(fit.rank());
        made_.row.assign(static_cast<std::size_t>(fit.rank()), -1);
    }
    void add(const Eigen::Ref<const Eigen::VectorXd>& direction, std::ptrdiff_t row) {
        const Eigen::VectorXd share =
            (root_ * direction).array().square() / root_.rowwise().squaredNorm().array() / direction.squaredNorm();
        made_.unseen += share;
        for (Eigen::Index a = 0; a < share.size(); ++a)
            if (share[a] > most_[a]) {
                most_[a] = share[a];
                made_.row[static_cast<std::size_t>(a)] = row;
            }
    }
    /// The directions of which a cluster with this information has all.
    void add_whole(const Eigen::MatrixXd& information, std::ptrdiff_t row) {
        if (!(information.trace() > whole)) return;
        const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(information);
        for (Eigen::Index a = 0; a < information.rows(); ++a)
            if (solver.eigenvalues()[a] > whole) add(solver.eigenvectors().col(a), row);
    }

private:
    const Eigen::MatrixXd& root_;
    Support& made_;
    Eigen::VectorXd most_;
};

/// Calls `visit(row, parts, z)` with the parts of every row in the information on each coefficient, which add up to 1
/// over rows, and the row itself.
template <class Visit>
void visit_parts(const DesignView& x, const FitRows& fit, Visit&& visit) {
    const Eigen::ArrayXXd total = fit.root.rowwise().squaredNorm().transpose();
    const Eigen::MatrixXd back = fit.root.transpose();
    FitRows::Block z, made;
    for_row_blocks(x.rows, block_rows, [&](std::span<const std::ptrdiff_t> rows) {
        fit.whiten(x, rows, z);
        multiply(z, back, made);
        for (std::size_t r = 0; r < rows.size(); ++r) {
            const auto at = static_cast<Eigen::Index>(r);
            made.row(at).array() =
                made.row(at).array().square() * fit.weight[static_cast<std::size_t>(rows[r])] / total.row(0);
            visit(rows[r], made.row(at), z.row(at));
        }
    });
}

}  // namespace

void add_row_support(const DesignView& x, const FitRows& fit, std::int64_t first, Eigen::VectorXd& squares,
                     Eigen::MatrixXd& leaning, std::vector<std::int64_t>& leaning_rows) {
    visit_parts(x, fit, [&](std::ptrdiff_t row, const auto& parts, const auto& z) {
        const auto i = static_cast<std::size_t>(row);
        if (fit.frequency[i] == 0.0) return;
        squares.array() += parts.transpose().array().square() / fit.frequency[i];
        const double weight = fit.weight[i] / fit.frequency[i];
        if (!(weight * z.squaredNorm() > close)) return;
        leaning.conservativeResize(fit.rank(), leaning.cols() + 1);
        leaning.rightCols(1) = std::sqrt(weight) * z.transpose();
        leaning_rows.push_back(first + row);
    });
}

void join_leaning(Eigen::MatrixXd leaning, std::vector<std::int64_t> leaning_rows, std::int64_t first,
                  Eigen::MatrixXd& all, std::vector<std::int64_t>& all_rows) {
    all.conservativeResize(Eigen::NoChange, all.cols() + leaning.cols());
    all.rightCols(leaning.cols()) = leaning;
    for (const std::int64_t each : leaning_rows) all_rows.push_back(first + each);
}

Support support_of_sums(const FitRows& fit, const Eigen::VectorXd& squares, const Eigen::MatrixXd& leaning,
                        std::span<const std::int64_t> leaning_rows, double rows) {
    Support made;
    made.groups = rows;
    Unseen unseen(fit, made);
    for (Eigen::Index k = 0; k < leaning.cols(); ++k)
        if (leaning.col(k).squaredNorm() > whole) unseen.add(leaning.col(k), leaning_rows[static_cast<std::size_t>(k)]);
    made.effective = squares.cwiseInverse();
    return made;
}

Support support_of_rows(const DesignView& x, const FitRows& fit) {
    Eigen::VectorXd squares = Eigen::VectorXd::Zero(fit.rank());
    Eigen::MatrixXd leaning(fit.rank(), 0);
    std::vector<std::int64_t> rows;
    add_row_support(x, fit, 0, squares, leaning, rows);
    return support_of_sums(fit, squares, leaning, rows, static_cast<double>(x.rows));
}

Support support_of_sums(const FitRows& fit, const std::vector<Eigen::MatrixXd>& information,
                        std::span<const std::int64_t> first_rows) {
    Support made;
    made.groups = static_cast<double>(information.size());
    Unseen unseen(fit, made);
    const Eigen::ArrayXd total = fit.root.rowwise().squaredNorm();
    Eigen::ArrayXd squares = Eigen::ArrayXd::Zero(fit.rank());
    for (std::size_t g = 0; g < information.size(); ++g) {
        squares += ((fit.root * information[g]).cwiseProduct(fit.root).rowwise().sum().array() / total).square();
        unseen.add_whole(information[g], first_rows[g]);
    }
    made.effective = squares.inverse().matrix();
    return made;
}

Support support_of_clusters(const DesignView& x, const FitRows& fit, const Grouping& grouping) {
    Support made;
    made.groups = static_cast<double>(grouping.size());
    Unseen unseen(fit, made);
    std::vector<Eigen::Index> group(grouping.rows.size());
    for (std::size_t g = 0; g < grouping.size(); ++g)
        for (const std::ptrdiff_t i : grouping.cluster(g)) group[static_cast<std::size_t>(i)] =
            static_cast<Eigen::Index>(g);
    FitRows::Block shares = FitRows::Block::Zero(static_cast<Eigen::Index>(grouping.size()), fit.rank());
    Eigen::VectorXd leverage = Eigen::VectorXd::Zero(shares.rows());
    visit_parts(x, fit, [&](std::ptrdiff_t row, const auto& parts, const auto& z) {
        const auto i = static_cast<std::size_t>(row);
        shares.row(group[i]) += parts;
        leverage[group[i]] += fit.weight[i] * z.squaredNorm();
    });
    made.effective = shares.array().square().colwise().sum().inverse().matrix().transpose();
    for (std::size_t g = 0; g < grouping.size(); ++g) {
        if (!(leverage[static_cast<Eigen::Index>(g)] > whole)) continue;   // no direction can have as much
        unseen.add_whole(cluster_sums(x, fit, grouping.cluster(g), true).gram, grouping.cluster(g).front());
    }
    return made;
}

void FoundSupport::add(const std::string& name, bool decided, std::ptrdiff_t row, double effective, double groups) {
    add(name, decided, std::to_string(row + 1), effective, groups);
}

void FoundSupport::add(const std::string& name, bool decided, const std::string& place, double effective,
                       double groups) {
    if (decided) {
        decided_.push_back(name);
        if (std::ranges::find(places_, place) == places_.end()) places_.push_back(place);
    } else if (effective < few_behind && effective < 0.5 * groups) {
        few_.push_back(name + " (" + to_fixed(effective, 1) + ")");
    }
}

std::vector<Caveat> FoundSupport::caveats(bool of_clusters, bool in_batches) const {
    std::vector<Caveat> made;
    if (!decided_.empty() && in_batches)
        made.push_back({of_clusters ? messages::regress_decided_by_label : messages::regress_decided_somewhere,
                        {{"columns", join(decided_, ", ", 5)}, {"clusters", join(places_, ", ", 5)}}});
    else if (!decided_.empty())
        made.push_back({of_clusters ? messages::regress_decided_by_cluster : messages::regress_decided_by_row,
                        {{"columns", join(decided_, ", ", 5)}, {"rows", join(places_, ", ", 5)}}});
    if (!few_.empty())
        made.push_back({of_clusters ? messages::regress_few_clusters_behind : messages::regress_few_rows_behind,
                        {{"columns", join(few_, ", ", 5)}}});
    return made;
}

Verdict judge(const Support& support, const FitRows& fit, const std::vector<std::string>& names, bool of_clusters,
              std::span<const std::ptrdiff_t> rows_of_data) {
    Verdict made;
    FoundSupport found;
    for (std::size_t a = 0; a < fit.columns.size(); ++a) {
        const auto at = static_cast<Eigen::Index>(a);
        std::ptrdiff_t row = support.row[a];
        if (row >= 0 && !rows_of_data.empty()) row = rows_of_data[static_cast<std::size_t>(row)];
        found.add(column_name(names, fit.columns[a]), support.decided(at), row, support.effective[at],
                  support.groups);
        if (!support.decided(at)) continue;
        made.columns.push_back(static_cast<std::int32_t>(fit.columns[a]));
        made.rows.push_back(row);
    }
    made.caveats = found.caveats(of_clusters);
    return made;
}

}  // namespace maatstaf::detail
