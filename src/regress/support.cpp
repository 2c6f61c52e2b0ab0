// SPDX-License-Identifier: Apache-2.0
#include "regress/support.hpp"

#include <algorithm>

#include <Eigen/Eigenvalues>

#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/core/messages/regress_models.hpp"
#include "maatstaf/core/text.hpp"
#include "regress/rows.hpp"

namespace maatstaf::detail {
namespace {

/// Share of the information along a direction from which on nothing is left for the other groups.
constexpr double whole = 1.0 - 1e-10;

/// Calls `visit(row, parts, z)` with the parts of every row in the information on each coefficient, which add up to 1
/// over rows, and the row itself.
template <class Visit>
void visit_parts(const DesignView& x, const FitRows& fit, Visit&& visit) {
    const Eigen::ArrayXXd total = fit.root.rowwise().squaredNorm().transpose();
    FitRows::Block z, made;
    for_row_blocks(x.rows, block_rows, [&](std::span<const std::ptrdiff_t> rows) {
        fit.whiten(x, rows, z);
        made = z * fit.root.transpose();
        for (std::size_t r = 0; r < rows.size(); ++r) {
            const auto at = static_cast<Eigen::Index>(r);
            made.row(at).array() =
                made.row(at).array().square() * fit.weight[static_cast<std::size_t>(rows[r])] / total.row(0);
            visit(rows[r], made.row(at), z.row(at));
        }
    });
}

}  // namespace

/// The variance of coefficient j under the working model is |u_j|^2, with u_j row j of the root; a unit vector v that
/// one group decides has (u_j'v)^2 of it.
void Unseen::add(const FitRows& fit, const Eigen::Ref<const Eigen::VectorXd>& direction, std::ptrdiff_t group) {
    const Eigen::VectorXd own = (fit.root * direction).array().square() / fit.root.rowwise().squaredNorm().array() /
                                direction.squaredNorm();
    add({own, own, std::vector<std::ptrdiff_t>(static_cast<std::size_t>(own.size()), group)});
}

void Unseen::add(const Unseen& other) {
    if (other.share.size() == 0) return;
    if (share.size() == 0) {
        *this = other;
        return;
    }
    share += other.share;
    for (Eigen::Index a = 0; a < share.size(); ++a)
        if (other.most[a] > most[a]) {
            most[a] = other.most[a];
            row[static_cast<std::size_t>(a)] = other.row[static_cast<std::size_t>(a)];
        }
}

void RowShares::add(const DesignView& x, const FitRows& fit) {
    Eigen::RowVectorXd sum = Eigen::RowVectorXd::Zero(fit.rank());
    visit_parts(x, fit, [&](std::ptrdiff_t row, const auto& parts, const auto& z) {
        const auto i = static_cast<std::size_t>(row);
        if (fit.frequency[i] == 0.0) return;
        sum.array() += parts.array().square() / fit.frequency[i];
        if (fit.weight[i] / fit.frequency[i] * z.squaredNorm() > whole) unseen.add(fit, z.transpose(), row);
    });
    add({sum.transpose(), {}, static_cast<double>(x.rows)});
}

void RowShares::add(const RowShares& other) {
    rows += other.rows;
    unseen.add(other.unseen);
    if (squares.size() == 0) squares = other.squares;
    else if (other.squares.size() != 0) squares += other.squares;
}

namespace {

Support made_of(const Unseen& unseen, const Eigen::VectorXd& squares, double groups) {
    Support made;
    made.unseen = unseen.share;
    made.row = unseen.row;
    if (unseen.share.size() == 0) {
        made.unseen = Eigen::VectorXd::Zero(squares.size());
        made.row.assign(static_cast<std::size_t>(squares.size()), -1);
    }
    made.effective = squares.cwiseInverse();
    made.groups = groups;
    return made;
}

}  // namespace

Support RowShares::support() const { return made_of(unseen, squares, rows); }

Support support_of_rows(const DesignView& x, const FitRows& fit) {
    RowShares shares;
    shares.add(x, fit);
    return shares.support();
}

bool ClusterShares::may_decide() const { return leverage > whole; }   // no direction can have as much, else

void ClusterShares::add(const ClusterShares& other) {
    leverage += other.leverage;
    if (parts.size() == 0) parts = other.parts;
    else if (other.parts.size() != 0) parts += other.parts;
    if (gram.size() == 0) gram = other.gram;
    else if (other.gram.size() != 0) gram += other.gram;
}

std::vector<ClusterShares> cluster_shares(const DesignView& x, const FitRows& fit, const Grouping& grouping) {
    std::vector<std::size_t> group(grouping.rows.size());
    for (std::size_t g = 0; g < grouping.size(); ++g)
        for (const std::ptrdiff_t i : grouping.cluster(g)) group[static_cast<std::size_t>(i)] = g;
    std::vector<ClusterShares> made(grouping.size(), {Eigen::VectorXd::Zero(fit.rank()), 0.0, {}});
    visit_parts(x, fit, [&](std::ptrdiff_t row, const auto& parts, const auto& z) {
        const auto i = static_cast<std::size_t>(row);
        made[group[i]].parts += parts.transpose();
        made[group[i]].leverage += fit.weight[i] * z.squaredNorm();
    });
    return made;
}

Support support_of(const std::vector<ClusterShares>& clusters, const FitRows& fit) {
    Eigen::VectorXd squares = Eigen::VectorXd::Zero(fit.rank());
    Unseen unseen;
    for (std::size_t g = 0; g < clusters.size(); ++g) {
        squares.array() += clusters[g].parts.array().square();
        if (!clusters[g].may_decide()) continue;
        const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(clusters[g].gram);
        for (Eigen::Index a = 0; a < fit.rank(); ++a)
            if (solver.eigenvalues()[a] > whole)
                unseen.add(fit, solver.eigenvectors().col(a), static_cast<std::ptrdiff_t>(g));
    }
    return made_of(unseen, squares, static_cast<double>(clusters.size()));
}

Support support_of_clusters(const DesignView& x, const FitRows& fit, const Grouping& grouping) {
    std::vector<ClusterShares> shares = cluster_shares(x, fit, grouping);
    for (std::size_t g = 0; g < shares.size(); ++g)
        if (shares[g].may_decide()) shares[g].gram = cluster_sums(x, fit, grouping.cluster(g), true).gram;
    Support made = support_of(shares, fit);
    for (std::ptrdiff_t& each : made.row)
        if (each >= 0) each = grouping.cluster(static_cast<std::size_t>(each)).front();
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

std::vector<Caveat> FoundSupport::caveats(bool of_clusters) const {
    return of_clusters ? caveats(messages::regress_decided_by_cluster, messages::regress_few_clusters_behind)
                       : caveats(messages::regress_decided_by_row, messages::regress_few_rows_behind);
}

std::vector<Caveat> FoundSupport::caveats_of_batches(bool of_clusters) const {
    return of_clusters ? caveats(messages::regress_decided_by_named, messages::regress_few_clusters_behind)
                       : caveats(messages::regress_decided_in_batch, messages::regress_few_rows_behind);
}

std::vector<Caveat> FoundSupport::caveats(Message decided, Message few) const {
    std::vector<Caveat> made;
    if (!decided_.empty())
        made.push_back({decided, {{"columns", join(decided_, ", ", 5)}, {"rows", join(places_, ", ", 5)}}});
    if (!few_.empty()) made.push_back({few, {{"columns", join(few_, ", ", 5)}}});
    return made;
}

namespace {

/// Column by column; `place` gives the number of a group, `label` what it is called.
template <class Place, class Label>
FoundSupport found_in(const Support& support, const FitRows& fit, const std::vector<std::string>& names, Verdict& made,
                      Place&& place, Label&& label) {
    FoundSupport found;
    for (std::size_t a = 0; a < fit.columns.size(); ++a) {
        const auto at = static_cast<Eigen::Index>(a);
        const bool decided = support.decided(at);
        found.add(column_name(names, fit.columns[a]), decided, decided ? label(support.row[a]) : std::string(),
                  support.effective[at], support.groups);
        if (!decided) continue;
        made.columns.push_back(static_cast<std::int32_t>(fit.columns[a]));
        made.rows.push_back(place(support.row[a]));
    }
    return found;
}

}  // namespace

Verdict judge(const Support& support, const FitRows& fit, const std::vector<std::string>& names, bool of_clusters,
              std::span<const std::ptrdiff_t> rows_of_data) {
    const auto place = [&](std::ptrdiff_t row) {
        return rows_of_data.empty() ? row : rows_of_data[static_cast<std::size_t>(row)];
    };
    Verdict made;
    made.caveats = found_in(support, fit, names, made, place, [&](std::ptrdiff_t row) {
                       return std::to_string(place(row) + 1);
                   }).caveats(of_clusters);
    return made;
}

Verdict judge_batches(const Support& support, const FitRows& fit, const std::vector<std::string>& names,
                      std::span<const std::string> labels) {
    const auto nowhere = [](std::ptrdiff_t) { return std::ptrdiff_t{-1}; };
    Verdict made;
    made.caveats = found_in(support, fit, names, made, nowhere, [&](std::ptrdiff_t group) {
                       return labels.empty() ? std::string() : labels[static_cast<std::size_t>(group)];
                   }).caveats_of_batches(!labels.empty());
    return made;
}

}  // namespace maatstaf::detail
