// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/risk/oaxaca.hpp"

#include <cmath>
#include <limits>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/risk.hpp"
#include "core/check.hpp"
#include "risk/influence.hpp"
#include "risk/margin.hpp"

namespace maatstaf {
namespace {

/// One part of the difference: a sum of products of a mean-like and a coefficient-like vector, linear in each of the
/// five.
enum Block { mean_a, mean_b, coefficients_a, coefficients_b, coefficients_reference };

/// The moments with a column for the category left out, coefficients taken from the mean over all categories.
OaxacaMoments with_all_categories(const OaxacaMoments& given, std::span<const DummyGroup> dummies) {
    const Eigen::Index p = given.mean_a.size();
    const auto more = static_cast<Eigen::Index>(dummies.size());
    if (more > 0 && (given.constant < 0 || given.constant >= p))
        throw detail::out_of_range("constant", "0 .. " + std::to_string(p - 1), given.constant);
    Eigen::MatrixXd of_means = Eigen::MatrixXd::Zero(p + more, p);
    of_means.topRows(p).setIdentity();
    Eigen::MatrixXd of_coefficients = of_means;
    OaxacaMoments made = given;
    for (Eigen::Index g = 0; g < more; ++g) {
        const DummyGroup& group = dummies[static_cast<std::size_t>(g)];
        made.names.push_back(group.left_out);
        of_means(p + g, given.constant) = 1.0;
        const double each = 1.0 / (static_cast<double>(group.columns.size()) + 1.0);
        for (const std::int32_t column : group.columns) {
            detail::need_position("columns of " + group.name, column, p);
            of_means(p + g, column) = -1.0;
            of_coefficients(given.constant, column) += each;
            of_coefficients(p + g, column) -= each;
            for (const std::int32_t row : group.columns) of_coefficients(row, column) -= each;
        }
    }
    made.mean_a = of_means * given.mean_a;
    made.mean_b = of_means * given.mean_b;
    made.coefficients_a = of_coefficients * given.coefficients_a;
    made.coefficients_b = of_coefficients * given.coefficients_b;
    made.coefficients_reference = of_coefficients * given.coefficients_reference;
    if (given.covariance.size() > 0) {
        Eigen::MatrixXd all = Eigen::MatrixXd::Zero(5 * (p + more), 5 * p);
        for (Eigen::Index block = 0; block < 5; ++block)
            all.block(block * (p + more), block * p, p + more, p) = block < 2 ? of_means : of_coefficients;
        made.covariance = all * given.covariance * all.transpose();
        if (given.unseen.size() > 0) made.unseen = all * given.unseen * all.transpose();
    }
    return made;
}

void check(const OaxacaMoments& m) {
    const Eigen::Index p = m.mean_a.size();
    const auto need = [&](const char* argument, Eigen::Index got, Eigen::Index wanted) {
        if (got != wanted)
            throw ArgumentError(messages::risk_length, {{"argument", argument},
                                                       {"expected", std::to_string(wanted)},
                                                       {"got", std::to_string(got)}});
    };
    if (p == 0) throw ArgumentError(messages::risk_no_rows);
    need("names", static_cast<Eigen::Index>(m.names.size()), p);
    need("mean_b", m.mean_b.size(), p);
    need("coefficients_a", m.coefficients_a.size(), p);
    need("coefficients_b", m.coefficients_b.size(), p);
    need("coefficients_reference", m.coefficients_reference.size(), p);
    const auto need_shape = [p](const char* argument, const Eigen::MatrixXd& got) {
        if (got.size() > 0 && (got.rows() != 5 * p || got.cols() != 5 * p))
            throw ArgumentError(messages::risk_shape,
                                {{"argument", argument},
                                 {"expected", std::to_string(5 * p) + " x " + std::to_string(5 * p)},
                                 {"got", std::to_string(got.rows()) + " x " + std::to_string(got.cols())}});
    };
    need_shape("covariance", m.covariance);
    need_shape("unseen", m.unseen);
}

/// Terms with their derivatives, so that sums over terms have margins too.
class Terms {
public:
    Terms(const OaxacaMoments& moments, double quantile)
        : m_(moments), p_(moments.mean_a.size()), quantile_(quantile) {}

    /// Sum over the columns first .. last-1 of (u' theta_x)(v' theta_b), where u and v say how often each block counts.
    struct Part {
        std::array<double, 5> of_mean{};
        std::array<double, 5> of_coefficient{};
    };
    Estimate sum(const Part& part, Eigen::Index first, Eigen::Index last) const {
        double value = 0.0;
        Eigen::VectorXd slope = Eigen::VectorXd::Zero(5 * p_);
        for (Eigen::Index k = first; k < last; ++k) {
            double x = 0.0;
            double b = 0.0;
            for (Eigen::Index block = 0; block < 5; ++block) {
                x += part.of_mean[static_cast<std::size_t>(block)] * at(block, k);
                b += part.of_coefficient[static_cast<std::size_t>(block)] * at(block, k);
            }
            value += x * b;
            for (Eigen::Index block = 0; block < 5; ++block)
                slope[block * p_ + k] = part.of_mean[static_cast<std::size_t>(block)] * b +
                                        part.of_coefficient[static_cast<std::size_t>(block)] * x;
        }
        return with_margin(value, slope, true);
    }
    /// The mean of a group is the same whatever the coefficients behind it.
    Estimate mean(Eigen::Index group) const {
        Eigen::VectorXd slope = Eigen::VectorXd::Zero(5 * p_);
        slope.segment(group * p_, p_) = group == mean_a ? m_.coefficients_a : m_.coefficients_b;
        slope.segment((group + 2) * p_, p_) = group == mean_a ? m_.mean_a : m_.mean_b;
        return with_margin(group == mean_a ? m_.mean_a.dot(m_.coefficients_a) : m_.mean_b.dot(m_.coefficients_b),
                           slope, false);
    }
    Estimate gap() const {
        Eigen::VectorXd slope(5 * p_);
        slope << m_.coefficients_a, -m_.coefficients_b, m_.mean_a, -m_.mean_b, Eigen::VectorXd::Zero(p_);
        return with_margin(m_.mean_a.dot(m_.coefficients_a) - m_.mean_b.dot(m_.coefficients_b), slope, false);
    }

private:
    Estimate with_margin(double value, const Eigen::VectorXd& slope, bool leans) const {
        const bool known = m_.covariance.size() > 0;
        double variance = known ? std::max(0.0, slope.dot(m_.covariance * slope)) : std::nan("");
        if (leans && m_.unseen.size() > 0) {
            const double rounding = 1e-14 * slope.cwiseAbs2().dot(m_.unseen.diagonal());  // of what cancels exactly
            if (slope.dot(m_.unseen * slope) > std::max(rounding, detail::negligible_variance * variance))
                variance = std::nan("");
        }
        return detail::symmetric(value, std::sqrt(variance), quantile_);
    }
    double at(Eigen::Index block, Eigen::Index k) const {
        switch (block) {
            case mean_a: return m_.mean_a[k];
            case mean_b: return m_.mean_b[k];
            case coefficients_a: return m_.coefficients_a[k];
            case coefficients_b: return m_.coefficients_b[k];
            default: return m_.coefficients_reference[k];
        }
    }
    const OaxacaMoments& m_;
    Eigen::Index p_;
    double quantile_;
};

OaxacaTerm term_of(const Terms& terms, std::string name, Eigen::Index first, Eigen::Index last) {
    OaxacaTerm made;
    made.name = std::move(name);
    made.composition = terms.sum({{1, -1, 0, 0, 0}, {0, 0, 0, 1, 0}}, first, last);
    made.coefficients = terms.sum({{0, 1, 0, 0, 0}, {0, 0, 1, -1, 0}}, first, last);
    made.interaction = terms.sum({{1, -1, 0, 0, 0}, {0, 0, 1, -1, 0}}, first, last);
    made.explained = terms.sum({{1, -1, 0, 0, 0}, {0, 0, 0, 0, 1}}, first, last);
    made.unexplained_a = terms.sum({{1, 0, 0, 0, 0}, {0, 0, 1, 0, -1}}, first, last);
    made.unexplained_b = terms.sum({{0, 1, 0, 0, 0}, {0, 0, 0, -1, 1}}, first, last);
    return made;
}

}  // namespace

OaxacaResult oaxaca_from_moments(const OaxacaMoments& moments, std::span<const DummyGroup> dummies,
                                 const OaxacaOptions& options) {
    check(moments);
    const OaxacaMoments all = with_all_categories(moments, dummies);
    const Terms terms(all, detail::interval_quantile(options.confidence));
    const Eigen::Index p = all.mean_a.size();
    OaxacaResult result;
    result.options = options;
    result.mean_a = terms.mean(mean_a);
    result.mean_b = terms.mean(mean_b);
    result.gap = terms.gap();
    result.total = term_of(terms, "", 0, p);
    for (Eigen::Index k = 0; k < p; ++k)
        result.terms.push_back(term_of(terms, all.names[static_cast<std::size_t>(k)], k, k + 1));
    result.caveats.push_back({messages::risk_association, {}});
    result.caveats.push_back({messages::risk_reference_matters, {}});
    return result;
}

Table OaxacaResult::table() const {
    std::vector<std::string> term, part;
    std::vector<double> value, se, low, high;
    const auto add = [&](const std::string& name, const char* what, const Estimate& each) {
        term.push_back(name);
        part.emplace_back(what);
        value.push_back(each.value);
        se.push_back(each.se);
        low.push_back(each.low);
        high.push_back(each.high);
    };
    add("", "mean_a", mean_a);
    add("", "mean_b", mean_b);
    add("", "gap", gap);
    const auto add_term = [&](const OaxacaTerm& each) {
        add(each.name, "composition", each.composition);
        add(each.name, "coefficients", each.coefficients);
        add(each.name, "interaction", each.interaction);
        add(each.name, "explained", each.explained);
        add(each.name, "unexplained_a", each.unexplained_a);
        add(each.name, "unexplained_b", each.unexplained_b);
    };
    add_term(total);
    for (const OaxacaTerm& each : terms) add_term(each);
    return Table({Column::string("term", term), Column::string("part", part), Column::float64("value",
        std::move(value)),
                  Column::float64("se", std::move(se)), Column::float64("low", std::move(low)),
                  Column::float64("high", std::move(high))});
}

}  // namespace maatstaf
