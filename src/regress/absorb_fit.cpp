// SPDX-License-Identifier: Apache-2.0
#include "regress/absorb_fit.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "regress/gram.hpp"
#include "regress/rows.hpp"
#include "regress/solve.hpp"

namespace maatstaf::detail {
namespace {

/// Throws when the caller asks to stop; steps of a fit are its units of progress.
void report(const Progress& progress, std::int32_t done, std::int32_t total) {
    if (progress && !progress(static_cast<std::size_t>(done), static_cast<std::size_t>(total)))
        throw CancelledError(messages::cancelled, {{"done", std::to_string(done)}, {"total", std::to_string(total)}});
}

/// Sums of one part of a sweep, kept apart so that they are added in one order.
template <class Part, class Body>
std::vector<Part> sweep_parts(AbsorbRows& rows, const Within& within, std::ptrdiff_t numbers, Within::Means means,
                              Body&& body) {
    const std::size_t parts = within.parts_for(numbers);
    std::vector<Part> sums(parts);
    within.sweep(rows.blocks, parts, means,
                 [&](std::size_t part, std::ptrdiff_t first, std::ptrdiff_t count, const double* x) {
        body(sums[part], first, count, x);
    });
    return sums;
}

}  // namespace

void demean_all(AbsorbRows& rows, Within& within, AbsorbFit& fit, const DemeanStop& column, const DemeanStop& response,
                std::int32_t max_iterations, bool verify) {
    fit.demeaned.imbalance = 0.0;
    for (ColumnBlock& block : rows.blocks) {
        std::vector<DemeanStop> stops(static_cast<std::size_t>(block.columns), column);
        for (std::ptrdiff_t k = 0; k < block.columns; ++k) {
            const std::ptrdiff_t j = block.first + k;
            DemeanStop& stop = stops[static_cast<std::size_t>(k)];
            if (j == rows.columns) {
                stop = response;
            } else {   // a column with next to nothing left is aliased anyway
                stop.size = rows.total[j];
                stop.absolute = std::sqrt(stop.size) * std::max(1e-11, 1e-5 * column.of_column);
            }
        }
        fit.note(within.demean(block, stops, max_iterations, verify));
    }
}

void demean_linear(AbsorbRows& rows, Within& within, AbsorbFit& fit, const AbsorbOptions& options, double size) {
    const DemeanStop column{.of_column = options.demean_tolerance};
    const DemeanStop outcome{.of_column = options.demean_tolerance, .absolute = 1e-13 * std::sqrt(size), .size = size};
    demean_all(rows, within, fit, column, outcome, options.max_demean_iterations, true);
}

void demean_step(AbsorbRows& rows, Within& within, AbsorbFit& fit, const AbsorbOptions& options) {
    // Demeaned columns only steer the steps, so a few digits do until the end; the outcome's own effects must shrink.
    const DemeanStop column{.of_column = 1e-4};
    const DemeanStop response{.of_change = 1e-4, .absolute = 0.1 * options.tolerance};
    demean_all(rows, within, fit, column, response, options.max_demean_iterations, false);
}

void demean_at_estimate(AbsorbRows& rows, Within& within, AbsorbFit& fit, const AbsorbOptions& options) {
    fit.demeaned.converged = true;
    const DemeanStop column{.of_column = options.demean_tolerance};
    const DemeanStop any{.absolute = std::numeric_limits<double>::infinity()};
    demean_all(rows, within, fit, column, any, options.max_demean_iterations, true);
}

std::vector<std::ptrdiff_t> places(const AbsorbRows& rows) {
    std::vector<std::ptrdiff_t> out;
    for (std::ptrdiff_t j = 0; j <= rows.columns; ++j) out.push_back(rows.place(j));
    return out;
}

Eigen::MatrixXd demeaned_gram(AbsorbRows& rows, const Within& within, const double* weight) {
    const std::ptrdiff_t stride = Within::stride(rows.blocks);
    struct Part {
        std::vector<double> gram, left;
    };
    const auto sums = sweep_parts<Part>(rows, within, stride * stride, Within::Means::find,
                                        [&](Part& own, std::ptrdiff_t first, std::ptrdiff_t count, const double* x) {
        if (own.gram.empty()) {
            own.gram.assign(static_cast<std::size_t>(stride * stride), 0.0);
            own.left.resize(static_cast<std::size_t>(block_rows * stride));
        }
        for (std::ptrdiff_t r = 0; r < count; ++r)
            for (std::ptrdiff_t k = 0; k < stride; ++k)
                own.left[static_cast<std::size_t>(r * stride + k)] = weight[first + r] * x[r * stride + k];
        add_gram(own.left.data(), x, count, stride, own.gram.data());
    });
    const auto at = places(rows);
    Eigen::MatrixXd out = Eigen::MatrixXd::Zero(rows.columns + 1, rows.columns + 1);
    for (const Part& each : sums) {
        if (each.gram.empty()) continue;
        for (std::ptrdiff_t a = 0; a <= rows.columns; ++a)
            for (std::ptrdiff_t b = a; b <= rows.columns; ++b)
                out(a, b) += each.gram[static_cast<std::size_t>(at[static_cast<std::size_t>(a)] * stride +
                                                                at[static_cast<std::size_t>(b)])];
    }
    return out.selfadjointView<Eigen::Upper>();
}

void AbsorbFit::note(const DemeanOutcome& once) {
    demeaned.iterations += once.iterations;
    demeaned.converged = demeaned.converged && once.converged;
    demeaned.imbalance = std::max(demeaned.imbalance, once.imbalance);
}

Eigen::VectorXd AbsorbFit::solve(const Eigen::MatrixXd& gram, const AbsorbRows& rows) {
    const Eigen::Index p = rows.columns;
    Eigen::MatrixXd information = gram.topLeftCorner(p, p);
    // Found once, at weights far from 0: later a column that separates loses its weight, but not for lack of variation.
    if (!looked) {
        double now = 0.0, weight = 0.0;
        for (const double each : working) now += each;
        for (const double each : rows.weight) weight += each;
        for (Eigen::Index j = 0; j < p; ++j)
            if (!(information(j, j) > nothing_left * rows.total[j] * now / weight))
                within_effects.push_back(static_cast<std::int32_t>(j));
        looked = true;
    }
    for (const std::int32_t j : within_effects) {
        information.row(j).setZero();
        information.col(j).setZero();
    }
    Information inverted = invert_information(information);
    bread = std::move(inverted.inverse);
    aliased = std::move(inverted.aliased);
    return bread * gram.col(p).head(p);
}

AbsorbFit fit_linear(AbsorbRows& rows, Within& within, const AbsorbOptions& options, const Progress& progress) {
    AbsorbFit fit;
    fit.working = rows.weight;
    const auto n = static_cast<std::size_t>(rows.size());
    double sum = 0.0, weight = 0.0;
    for (std::size_t i = 0; i < n; ++i) {
        sum += rows.weight[i] * (rows.y[i] - rows.offset_of(i));
        weight += rows.weight[i];
    }
    double size = 0.0;
    for (std::size_t i = 0; i < n; ++i) {
        rows.response(i) = rows.y[i] - rows.offset_of(i) - sum / weight;
        size += rows.weight[i] * rows.response(i) * rows.response(i);
    }
    within.set_weights(fit.working.data());
    demean_linear(rows, within, fit, options, size);
    report(progress, 1, 2);

    const Eigen::MatrixXd gram = demeaned_gram(rows, within, fit.working.data());
    fit.within_total = gram(rows.columns, rows.columns);
    fit.coefficients = fit.solve(gram, rows);
    fit.score.resize(n);
    fit.mean.resize(n);
    const auto at = places(rows);
    const std::ptrdiff_t stride = Within::stride(rows.blocks), p = rows.columns;
    const auto sums = sweep_parts<Eigen::VectorXd>(
        rows, within, p, Within::Means::known,
        [&](Eigen::VectorXd& own, std::ptrdiff_t first, std::ptrdiff_t count, const double* x) {
        if (own.size() == 0) own = Eigen::VectorXd::Zero(p);
        for (std::ptrdiff_t r = 0; r < count; ++r) {
            const double* row = x + r * stride;
            const auto i = static_cast<std::size_t>(first + r);
            double residual = row[at[static_cast<std::size_t>(p)]];
            for (std::ptrdiff_t j = 0; j < p; ++j)
                residual -= row[at[static_cast<std::size_t>(j)]] * fit.coefficients[j];
            fit.mean[i] = rows.y[i] - residual;
            fit.score[i] = fit.working[i] * residual;
            for (std::ptrdiff_t j = 0; j < p; ++j) own[j] += fit.score[i] * row[at[static_cast<std::size_t>(j)]];
        }
    });
    // The score equations, not X'WX, decide the estimates: one step takes out what rounding left of them.
    Eigen::VectorXd score = Eigen::VectorXd::Zero(p);
    for (const Eigen::VectorXd& each : sums)
        if (each.size() != 0) score += each;
    fit.coefficients += fit.bread * score;
    report(progress, 2, 2);
    return fit;
}

namespace {

/// The state of Newton's method for Poisson.
struct PoissonSearch {
    AbsorbRows& rows;
    AbsorbFit& fit;
    std::vector<double> eta{}, step{};
    double objective = std::numeric_limits<double>::infinity();
    /// Whether eta is an offset plus a combination of columns and effects: not so for the starting values.
    bool in_model = false;

    /// Minus the log-likelihood up to a constant at eta + share x step. `size` gets the sum of the absolute terms.
    double at(double share, double& size) {
        const auto n = static_cast<std::size_t>(rows.size());
        const std::size_t grain = range_rows(rows.size());
        std::vector<std::pair<double, double>> sums((n + grain - 1) / grain);
        parallel_for(n, grain, [&](std::size_t begin, std::size_t end) {
            double sum = 0.0, terms = 0.0;
            for (std::size_t i = begin; i < end; ++i) {
                const double moved = eta[i] + share * step[i];
                fit.mean[i] = newton::mean_at(moved);
                newton::add_objective(rows.weight[i], rows.y[i], fit.mean[i], moved, sum, terms);
            }
            sums[begin / grain] = {sum, terms};
        });
        double sum = 0.0;
        size = 0.0;
        for (const auto& each : sums) {
            sum += each.first;
            size += each.second;
        }
        return sum;
    }

    void start() {
        const auto n = static_cast<std::size_t>(rows.size());
        double sum = 0.0, weight = 0.0;
        for (std::size_t i = 0; i < n; ++i) {
            sum += rows.weight[i] * rows.y[i];
            weight += rows.weight[i];
        }
        eta.resize(n);
        step.assign(n, 0.0);
        fit.mean.resize(n);
        fit.working.resize(n);
        for (std::size_t i = 0; i < n; ++i) {
            fit.mean[i] = newton::start_at(rows.y[i], sum / weight);
            eta[i] = std::log(fit.mean[i]);
        }
    }

    void prepare() {
        const auto n = static_cast<std::size_t>(rows.size());
        parallel_for(n, range_rows(rows.size()), [&](std::size_t begin, std::size_t end) {
            for (std::size_t i = begin; i < end; ++i) {
                fit.working[i] = rows.weight[i] * fit.mean[i];
                rows.response(i) =
                    (rows.y[i] - fit.mean[i]) / fit.mean[i] + (in_model ? 0.0 : eta[i] - rows.offset_of(i));
            }
        });
    }

    /// Fills `step` from the solution; returns its weighted sum of squares.
    double take_step(const Within& within, const Eigen::VectorXd& change) {
        const auto at = places(rows);
        const std::ptrdiff_t stride = Within::stride(rows.blocks), p = rows.columns;
        const auto sums =
            sweep_parts<double>(rows, within, 1, Within::Means::known,
                                [&](double& own, std::ptrdiff_t first, std::ptrdiff_t count, const double* x) {
            for (std::ptrdiff_t r = 0; r < count; ++r) {
                const double* row = x + r * stride;
                const auto i = static_cast<std::size_t>(first + r);
                double residual = row[at[static_cast<std::size_t>(p)]];
                for (std::ptrdiff_t j = 0; j < p; ++j) residual -= row[at[static_cast<std::size_t>(j)]] * change[j];
                step[i] = rows.response(i) - residual - (in_model ? 0.0 : eta[i] - rows.offset_of(i));
                own += fit.working[i] * step[i] * step[i];
            }
        });
        double sum = 0.0;
        for (const double each : sums) sum += each;
        return sum;
    }

    /// Moves along `step`, halving it until the fit does not get worse; false when no share of it helps.
    bool move(const Eigen::VectorXd& change) {
        for (double share = 1.0; share > newton::least_share; share *= 0.5) {
            double size = 0.0;
            const double next = at(share, size);
            if (!newton::improves(next, objective, size)) continue;
            for (std::size_t i = 0; i < eta.size(); ++i) eta[i] += share * step[i];
            // From the starting values the whole step leads into the model; part of it does not.
            if (in_model || share == 1.0) {
                fit.coefficients = in_model ? Eigen::VectorXd(fit.coefficients + share * change) : change;
                in_model = true;
                objective = next;
            }
            return true;
        }
        return false;
    }
};

}  // namespace

AbsorbFit fit_poisson(AbsorbRows& rows, Within& within, const AbsorbOptions& options, const Progress& progress) {
    AbsorbFit fit;
    fit.coefficients = Eigen::VectorXd::Zero(rows.columns);
    PoissonSearch search{rows, fit};
    search.start();
    fit.status = FitStatus::max_iterations;
    for (fit.iterations = 0; fit.iterations < options.max_iterations;) {
        search.prepare();
        within.set_weights(fit.working.data());
        demean_step(rows, within, fit, options);
        const Eigen::MatrixXd gram = demeaned_gram(rows, within, fit.working.data());
        const Eigen::VectorXd change = fit.solve(gram, rows);
        const double length = search.take_step(within, change);
        const bool was_in_model = search.in_model;
        ++fit.iterations;
        report(progress, fit.iterations, options.max_iterations);
        if (!search.move(change)) {
            fit.status = FitStatus::no_step;
            break;
        }
        const double own = change.dot(gram.topLeftCorner(rows.columns, rows.columns) * change);
        if (was_in_model && newton::arrives(own, length, rows.layout, options.tolerance, rows.columns)) {
            fit.status = FitStatus::converged;
            break;
        }
    }
    if (fit.status == FitStatus::converged)
        for (std::size_t i = 0; i < search.step.size(); ++i) fit.separated += newton::runs_off(search.step[i]);
    if (fit.separated > 0) fit.status = FitStatus::separated;

    // What inference needs, at the estimate itself and with all digits.
    search.prepare();
    within.set_weights(fit.working.data());
    demean_at_estimate(rows, within, fit, options);
    fit.solve(demeaned_gram(rows, within, fit.working.data()), rows);
    fit.score.resize(fit.mean.size());
    for (std::size_t i = 0; i < fit.score.size(); ++i) fit.score[i] = rows.weight[i] * (rows.y[i] - fit.mean[i]);
    for (const std::int32_t j : fit.aliased) fit.coefficients[j] = 0.0;
    return fit;
}

}  // namespace maatstaf::detail
