// SPDX-License-Identifier: Apache-2.0
#include "regress/parts_sums.hpp"

#include <algorithm>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "regress/clusters.hpp"

namespace maatstaf::detail {

std::string ClusterLabels::of(std::ptrdiff_t row) const {
    const std::int32_t code = codes[static_cast<std::size_t>(row)];
    return labels.empty() ? std::to_string(code) : labels[static_cast<std::size_t>(code)];
}

void PartsMeat::add(const PartsRows& rows, const FitRows& first, const ClusterLabels& clusters,
                    const AmountInfluence& amount) {
    const DesignView& x = rows.use.x;
    const std::span<const double> frequency = rows.use.frequency_weights;
    std::vector<std::ptrdiff_t> place(static_cast<std::size_t>(x.rows), -1);
    for (std::size_t k = 0; k < rows.above.size(); ++k)
        place[static_cast<std::size_t>(rows.above[k])] = static_cast<std::ptrdiff_t>(k);
    const Eigen::Index p = x.columns, size = 2 * p + 1;
    if (of_rows_.size() == 0) of_rows_ = Eigen::MatrixXd::Zero(size, size);
    Eigen::VectorXd sum(size);
    const auto add_row = [&](std::ptrdiff_t i) {
        add_influence(first, x, i, sum.head(p));
        if (const std::ptrdiff_t k = place[static_cast<std::size_t>(i)]; k >= 0) amount(k, sum.tail(p + 1));
    };
    if (clusters.codes.empty()) {
        for (std::ptrdiff_t i = 0; i < x.rows; ++i) {
            const double f = frequency.empty() ? 1.0 : frequency[static_cast<std::size_t>(i)];
            if (!(f > 0.0)) continue;
            sum.setZero();
            add_row(i);
            of_rows_.selfadjointView<Eigen::Lower>().rankUpdate(sum, 1.0 / f);  // f units, each with its share
            units_ += f;
        }
        return;
    }
    const Grouping grouping = group_rows(clusters.codes);
    for (std::size_t g = 0; g < grouping.size(); ++g) {
        sum.setZero();
        for (const std::ptrdiff_t i : grouping.cluster(g)) add_row(i);
        const std::string label = clusters.of(grouping.cluster(g).front());
        of_clusters_.try_emplace(label, Eigen::VectorXd::Zero(size)).first->second += sum;
    }
}

void PartsMeat::add(const PartsMeat& other) {
    units_ += other.units_;
    if (of_rows_.size() == 0) of_rows_ = other.of_rows_;
    else if (other.of_rows_.size() != 0) of_rows_ += other.of_rows_;
    for (const auto& each : other.of_clusters_)
        of_clusters_.try_emplace(each.first, Eigen::VectorXd::Zero(each.second.size())).first->second += each.second;
}

Eigen::MatrixXd PartsMeat::covariance(std::int32_t& cluster_count) const {
    Eigen::MatrixXd meat = of_rows_;
    for (const auto& each : of_clusters_) meat.selfadjointView<Eigen::Lower>().rankUpdate(each.second);
    cluster_count = static_cast<std::int32_t>(of_clusters_.size());
    const double units = of_clusters_.empty() ? units_ : static_cast<double>(of_clusters_.size());
    if (units < 2.0) throw DataError(messages::regress_one_cluster);
    const Eigen::MatrixXd full = meat.selfadjointView<Eigen::Lower>();
    return full * (units / (units - 1.0));
}

PartsSums::Part::Part(const GlmResult& made)
    : fit(made), basis(made), information(Eigen::MatrixXd::Zero(basis.rank(), basis.rank())) {}

/// The rows of a batch in the basis of all; the basis itself keeps none.
FitRows PartsSums::Part::at(const RegressionData& data) const {
    FitRows own = basis;
    own.evaluate(data, fit, fit.coefficients);
    return own;
}

void PartsSums::Part::add_clusters(const DesignView& x, const FitRows& own, const ClusterLabels& labels, bool grams) {
    const Grouping grouping = group_rows(labels.codes);
    if (!grams) {
        const std::vector<ClusterShares> shares = cluster_shares(x, own, grouping);
        for (std::size_t g = 0; g < shares.size(); ++g) clusters[labels.of(grouping.cluster(g).front())].add(shares[g]);
        return;
    }
    for (std::size_t g = 0; g < grouping.size(); ++g) {
        ClusterShares& known = clusters[labels.of(grouping.cluster(g).front())];
        if (known.may_decide()) known.add({{}, 0.0, cluster_sums(x, own, grouping.cluster(g), true).gram});
    }
}

Verdict PartsSums::Part::verdict(bool by_cluster) const {
    if (!by_cluster) return judge_batches(rows.support(), basis, fit.names, {});
    std::vector<std::string> labels;
    std::vector<ClusterShares> shares;
    for (const auto& each : clusters) {
        labels.push_back(each.first);
        shares.push_back(each.second);
    }
    return judge_batches(support_of(shares, basis), basis, fit.names, labels);
}

PartsSums::PartsSums(const GlmResult& use, const GlmResult& second, bool by_cluster)
    : by_cluster_(by_cluster), parts_{Part(use), Part(second)} {}

void PartsSums::add(const PartsRows& rows, const RegressionData& above, const ClusterLabels& clusters,
                    const SecondInfluence& influence) {
    const std::array<const RegressionData*, 2> data{&rows.use, &above};
    const std::array own{parts_[0].at(rows.use), parts_[1].at(above)};
    if (stage_ == Stage::information) {
        for (std::size_t k = 0; k < 2; ++k) parts_[k].information += own[k].whitened_information(data[k]->x);
        return;
    }
    ClusterLabels groups;
    std::vector<std::int32_t> codes_above;
    if (by_cluster_) {
        groups = clusters;
        for (const std::ptrdiff_t i : rows.above) codes_above.push_back(groups.codes[static_cast<std::size_t>(i)]);
    }
    if (stage_ == Stage::influence)
        meat_.add(rows, own[0], groups,
                  [&](std::ptrdiff_t k, Eigen::Ref<Eigen::VectorXd> out) { influence(own[1], k, out); });
    for (std::size_t k = 0; k < 2; ++k) {
        if (by_cluster_) {
            const ClusterLabels labels{k == 0 ? groups.codes : std::span<const std::int32_t>(codes_above),
                                       groups.labels};
            parts_[k].add_clusters(data[k]->x, own[k], labels, stage_ == Stage::clusters);
        } else {
            parts_[k].rows.add(data[k]->x, own[k]);
        }
    }
}

void PartsSums::merge(PartsSums other) {
    for (std::size_t k = 0; k < 2; ++k) {
        Part& mine = parts_[k];
        const Part& theirs = other.parts_[k];
        switch (stage_) {
            case Stage::information: mine.information += theirs.information; break;
            case Stage::influence:
                mine.rows.add(theirs.rows);
                for (const auto& each : theirs.clusters) mine.clusters[each.first].add(each.second);
                break;
            case Stage::clusters:
                for (const auto& each : theirs.clusters)
                    mine.clusters[each.first].add({{}, 0.0, each.second.gram});
                break;
            case Stage::done: break;
        }
    }
    if (stage_ == Stage::influence) meat_.add(other.meat_);
}

bool PartsSums::advance() {
    const auto decides = [](const Part& part) {
        return std::ranges::any_of(part.clusters, [](const auto& each) { return each.second.may_decide(); });
    };
    switch (stage_) {
        case Stage::information:
            for (Part& each : parts_) each.basis.refine(each.information);
            stage_ = Stage::influence;
            return true;
        case Stage::influence:
            stage_ = decides(parts_[0]) || decides(parts_[1]) ? Stage::clusters : Stage::done;
            return stage_ == Stage::clusters;
        case Stage::clusters:
        case Stage::done: break;
    }
    stage_ = Stage::done;
    return false;
}

void PartsSums::result(Eigen::MatrixXd& covariance, std::int32_t& clusters, std::vector<Caveat>& caveats) const {
    covariance = meat_.covariance(clusters);
    const Eigen::Index p = parts_[0].fit.coefficients.size();
    forget(parts_[0].verdict(by_cluster_), 0, covariance, caveats);
    forget(parts_[1].verdict(by_cluster_), p, covariance, caveats);
}

}  // namespace maatstaf::detail
