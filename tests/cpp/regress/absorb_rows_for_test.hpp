// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <map>
#include <vector>

#include <Eigen/Core>

#include "maatstaf/core/random.hpp"
#include "maatstaf/regress/absorb.hpp"
#include "regress/reference.hpp"

namespace maatstaf::test {

/// Made-up rows with two or three crossing effects, two columns, an outcome and a count.
struct AbsorbExample {
    std::vector<std::int32_t> first, second, third;
    RowMajor x;
    std::vector<double> outcome, count;
    bool three = false;

    /// A sequence of numbers between 0 and 1 that are spread evenly and look like chance; the same everywhere.
    static double spread(std::size_t i, double step) { return std::fmod(static_cast<double>(i + 1) * step, 1.0); }

    AbsorbExample(std::size_t rows, std::int32_t firsts, std::int32_t seconds, std::int32_t thirds)
        : three(thirds > 0) {
        x.resize(static_cast<Eigen::Index>(rows), 2);
        for (std::size_t i = 0; i < rows; ++i) {
            first.push_back(static_cast<std::int32_t>(i) % firsts);
            second.push_back(static_cast<std::int32_t>(spread(i, 0.7548776662466927) * seconds));
            third.push_back(three ? static_cast<std::int32_t>(spread(i, 0.1673039782614187) * thirds) : 0);
            const double a = 0.5 * std::sin(first.back()), b = 0.4 * std::cos(3.0 * second.back()),
                         c = 0.2 * third.back();
            const double own = spread(i, 0.5698402909980532) - 0.5, other = spread(i, 0.8191725133961645);
            const auto row = static_cast<Eigen::Index>(i);
            x(row, 0) = 2.0 * own + a;
            x(row, 1) = 2000.0 + 20.0 * other + 5.0 * b;
            const double eta = 0.5 * x(row, 0) + 0.03 * (x(row, 1) - 2010.0) + a + b + c;
            const double noise = spread(i, 0.4142135623730951) + spread(i, 0.7320508075688772) - 1.0;
            outcome.push_back(eta + 2.0 * noise);
            count.push_back(std::floor(std::exp(eta + noise) + spread(i, 0.2360679774997898)));
            // With a few rows per level zeros may separate some from the rest; that has a test of its own.
            if (firsts > 1000) count.back() += 1.0;
        }
        // A level without a positive count has no finite dummy: give each one.
        std::map<std::pair<int, std::int32_t>, double> total;
        for (std::size_t i = 0; i < rows; ++i) {
            total[{0, first[i]}] += count[i];
            total[{1, second[i]}] += count[i];
            total[{2, third[i]}] += count[i];
        }
        for (std::size_t i = 0; i < rows; ++i)
            if (total[{0, first[i]}] == 0.0 || total[{1, second[i]}] == 0.0 || total[{2, third[i]}] == 0.0)
                count[i] = 1.0;
    }

    maatstaf::RegressionData data(bool linear) const { return {.x = x, .y = linear ? outcome : count}; }
    std::vector<maatstaf::AbsorbedEffect> effects() const {
        std::vector<maatstaf::AbsorbedEffect> out{{"first", first}, {"second", second}};
        if (three) out.push_back({"third", third});
        return out;
    }

    RowMajor with_dummies() const {
        std::vector<const std::vector<std::int32_t>*> all{&first, &second};
        if (three) all.push_back(&third);
        Eigen::Index width = x.cols();
        for (const auto* each : all) width += *std::max_element(each->begin(), each->end()) + 1;
        RowMajor out = RowMajor::Zero(x.rows(), width);
        out.leftCols(x.cols()) = x;
        Eigen::Index start = x.cols();
        for (const auto* each : all) {
            for (Eigen::Index i = 0; i < x.rows(); ++i) out(i, start + (*each)[static_cast<std::size_t>(i)]) = 1.0;
            start += *std::max_element(each->begin(), each->end()) + 1;
        }
        return out;
    }

    /// What is left of the score equations, of the columns (less a shift, which the levels allow for) and of all
    /// levels.
    Eigen::VectorXd scores(const maatstaf::AbsorbResult& fit, bool linear) const {
        const auto& y = linear ? outcome : count;
        std::map<std::pair<int, std::int32_t>, double> level;
        Eigen::VectorXd out = Eigen::VectorXd::Zero(x.cols());
        const Eigen::RowVectorXd shift = x.colwise().mean();
        for (Eigen::Index i = 0; i < x.rows(); ++i) {
            const auto at = static_cast<std::size_t>(i);
            const double residual = y[at] - fit.fitted[i];
            out += residual * (x.row(i) - shift).transpose();
            level[{0, first[at]}] += residual;
            level[{1, second[at]}] += residual;
            level[{2, third[at]}] += residual;
        }
        for (const auto& each : level) {
            out.conservativeResize(out.size() + 1);
            out[out.size() - 1] = each.second;
        }
        return out;
    }

    /// Largest difference between fitted values and what coefficients and recovered effects add up to.
    double gap_of_effects(const maatstaf::AbsorbResult& fit, bool linear) const {
        double worst = 0.0;
        for (Eigen::Index i = 0; i < x.rows(); ++i) {
            const auto at = static_cast<std::size_t>(i);
            double eta = x.row(i).dot(fit.coefficients);
            const std::int32_t codes[] = {first[at], second[at], third[at]};
            for (std::size_t q = 0; q < fit.effects.size(); ++q) {
                const auto& known = fit.effects[q].codes;
                const auto place = std::lower_bound(known.begin(), known.end(), codes[q]) - known.begin();
                eta += fit.effects[q].estimate[static_cast<std::size_t>(place)];
            }
            worst = std::max(worst, std::abs(eta - (linear ? fit.fitted[i] : std::log(fit.fitted[i]))));
        }
        return worst;
    }
};

}  // namespace maatstaf::test
