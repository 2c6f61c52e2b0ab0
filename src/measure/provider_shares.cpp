// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/provider_shares.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include <Eigen/Core>

#include "core/check.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/measure.hpp"
#include "maatstaf/core/special.hpp"
#include "maatstaf/core/text.hpp"
#include "measure/checks.hpp"
#include "measure/multiple_membership.hpp"
#include "measure/row_table.hpp"

namespace maatstaf {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

/// Who held which part of a client; what is left is that of others and unknown, the last number.
struct HeldPart {
    Index provider = 0;
    double part = 0.0;
};
using PartsOfClients = std::vector<std::vector<HeldPart>>;

PartsOfClients parts_of_clients(const Memberships& given, const std::vector<std::string>& clients,
                                std::size_t providers) {
    detail::need_length("provider", given.provider.size(), given.client.size());
    detail::need_length("weight", given.weight.size(), given.client.size());
    PartsOfClients parts(clients.size());
    for (std::size_t i = 0; i < given.client.size(); ++i) {
        detail::need_position("client", given.client[i], static_cast<std::int64_t>(clients.size()));
        detail::need_position("provider", given.provider[i], static_cast<std::int64_t>(providers));
        const double weight = given.weight[i];
        if (!(weight >= 0.0 && weight <= 1.0))
            throw DataError(messages::measure_off_scale, {{"argument", "weight"},
                                                          {"row", std::to_string(i + 1)},
                                                          {"got", to_text(weight)},
                                                          {"range", "0 .. 1"}});
        if (weight == 0.0) continue;
        auto& own = parts[static_cast<std::size_t>(given.client[i])];
        const auto same = std::find_if(own.begin(), own.end(),
                                       [&](const HeldPart& each) { return each.provider == given.provider[i]; });
        if (same == own.end()) own.push_back({given.provider[i], weight});
        else same->part += weight;
    }
    for (std::size_t c = 0; c < parts.size(); ++c) {
        double total = 0.0;
        for (const HeldPart& each : parts[c]) total += each.part;
        if (total > 1.0 + 1e-9)
            throw DataError(messages::measure_membership_total, {{"client", clients[c]}, {"got", to_text(total)}});
        if (1.0 - total > 1e-9) parts[c].push_back({static_cast<Index>(providers), 1.0 - total});
    }
    return parts;
}

MatrixXd traits_of_clients(const RegressionData& data) {
    MatrixXd x(data.x.rows, data.x.columns);
    for (Index i = 0; i < x.rows(); ++i)
        for (Index j = 0; j < x.cols(); ++j) {
            x(i, j) = data.x(i, j);
            if (!std::isfinite(x(i, j)))
                throw DataError(messages::measure_value_needed,
                                {{"argument", "traits"}, {"row", std::to_string(i + 1)}});
        }
    for (std::size_t i = 0; i < data.y.size(); ++i)
        if (!std::isfinite(data.y[i]))
            throw DataError(messages::measure_value_needed, {{"argument", "outcome"}, {"row", std::to_string(i + 1)}});
    return x;
}

Estimate with_margin(double value, double variance, double quantile, double n) {
    const double se = std::sqrt(variance);
    return {value, se, value - quantile * se, value + quantile * se, n};
}

}  // namespace

Table ProviderSharesResult::table() const {
    using Row = ProviderShare;
    std::vector<std::uint8_t> others;
    for (const Row& each : rows) others.push_back(each.other ? 1 : 0);
    return Table({detail::text_column("provider", rows, [](const Row& each) { return each.provider; }),
                  Column::boolean("other", std::move(others)),
                  detail::number_column("clients", rows, [](const Row& each) { return each.clients; }),
                  detail::number_column("held", rows, [](const Row& each) { return each.held; }),
                  detail::number_column("piece", rows, [](const Row& each) { return each.piece; }),
                  detail::number_column("effect", rows, [](const Row& each) { return each.effect.value; }),
                  detail::number_column("effect_se", rows, [](const Row& each) { return each.effect.se; }),
                  detail::number_column("effect_low", rows, [](const Row& each) { return each.effect.low; }),
                  detail::number_column("effect_high", rows, [](const Row& each) { return each.effect.high; }),
                  detail::number_column("gain", rows, [](const Row& each) { return each.gain.value; }),
                  detail::number_column("gain_low", rows, [](const Row& each) { return each.gain.low; }),
                  detail::number_column("gain_high", rows, [](const Row& each) { return each.gain.high; }),
                  detail::reason_column(rows)},
                 true);
}

namespace measure {

ProviderSharesResult provider_shares(const RegressionData& data, const Memberships& memberships,
                                     const std::vector<std::string>& clients,
                                     const std::vector<std::string>& providers,
                                     const ProviderSharesOptions& options) {
    detail::need_confidence(options.confidence);
    if (!(options.least_clients >= 1.0)) throw detail::out_of_range("least_clients", ">= 1", options.least_clients);
    detail::need_length("outcome", data.y.size(), clients.size());
    detail::need_length("traits", static_cast<std::size_t>(data.x.rows), clients.size());
    if (clients.size() <= static_cast<std::size_t>(data.x.columns) + 1)
        throw DataError(messages::measure_few_clients, {{"got", std::to_string(clients.size())},
                                                        {"terms", std::to_string(data.x.columns)}});
    const PartsOfClients parts = parts_of_clients(memberships, clients, providers.size());
    const MatrixXd x = traits_of_clients(data);
    const VectorXd y = Eigen::Map<const VectorXd>(data.y.data(), static_cast<Index>(data.y.size()));
    // Around their mean, so that nothing is lost when squares are subtracted.
    const double middle = x.cols() > 0 && (x.col(0).array() == 1.0).all() ? y.mean() : 0.0;
    const VectorXd around = y.array() - middle;
    const auto groups = static_cast<Index>(providers.size()) + 1;
    VectorXd clients_of = VectorXd::Zero(groups), held = VectorXd::Zero(groups);
    detail::MixedSums sums;
    sums.zz = MatrixXd::Zero(groups, groups);
    sums.zx = MatrixXd::Zero(groups, x.cols());
    sums.zy = VectorXd::Zero(groups);
    for (std::size_t c = 0; c < parts.size(); ++c)
        for (const HeldPart& each : parts[c]) {
            const auto row = static_cast<Index>(c);
            for (const HeldPart& other : parts[c]) sums.zz(each.provider, other.provider) += each.part * other.part;
            sums.zx.row(each.provider) += each.part * x.row(row);
            sums.zy[each.provider] += each.part * around[row];
            clients_of[each.provider] += 1.0;
            held[each.provider] += each.part;
        }
    sums.xx = x.transpose() * x;
    sums.xy = x.transpose() * around;
    sums.yy = around.squaredNorm();
    sums.rows = static_cast<double>(y.size());
    detail::MixedFit fit = detail::fit_mixed(sums);
    ProviderSharesResult result;
    result.options = options;
    result.clients = static_cast<double>(clients.size());
    result.total = y.sum();
    result.between = fit.between;
    result.within = fit.within;
    const bool spread = fit.good && fit.between > 0.0;
    const double quantile = special::student_t_quantile(0.5 + 0.5 * options.confidence,
                                                        sums.rows - static_cast<double>(x.cols()));
    if (fit.good) {
        if (x.cols() > 0) fit.fixed[0] += middle;
        for (Index j = 0; j < x.cols(); ++j) {
            const auto at = static_cast<std::size_t>(j);
            result.terms.push_back(at < data.names.size() ? data.names[at] : "x" + std::to_string(j + 1));
            result.coefficients.push_back(
                with_margin(fit.fixed[j], fit.fixed_covariance(j, j), quantile, result.clients));
        }
        result.by_traits = (x * fit.fixed).sum();
        result.by_providers = held.dot(fit.random);
        result.unexplained = result.total - result.by_traits - result.by_providers;
    }
    const double tail = 0.5 - 0.5 * options.confidence;
    double others = 0.0, few = 0.0;
    for (Index o = 0; o < groups; ++o) {
        ProviderShare row;
        row.other = o == groups - 1;
        if (!row.other) row.provider = providers[static_cast<std::size_t>(o)];
        row.clients = clients_of[o];
        row.held = held[o];
        if (row.other && row.clients == 0.0) continue;
        if (row.other) others = row.held;
        row.piece = row.clients > 0.0 ? row.held / row.clients : detail::not_known;
        if (!fit.good) row.reason = EmptyReason::no_fit;
        else if (!row.other && row.clients < options.least_clients) row.reason = EmptyReason::few_points, few += 1.0;
        else
            row.effect = {fit.random[o], spread ? std::sqrt(fit.random_variance[o]) : detail::not_known,
                          fit.quantile(o, tail), fit.quantile(o, 1.0 - tail), row.clients};
        const Estimate& effect = row.effect;
        row.gain = {row.held * effect.value, row.held * effect.se, row.held * effect.low, row.held * effect.high,
                    row.clients};
        result.rows.push_back(std::move(row));
    }
    result.caveats.push_back(
        {messages::measure_pieces, {{"percent", to_fixed(100.0 * others / result.clients, 1)}}});
    if (few > 0.0)
        result.caveats.push_back({messages::measure_small_providers,
                                  {{"count", to_text(few)}, {"least", to_text(options.least_clients)}}});
    if (fit.good && !spread) result.caveats.push_back({messages::measure_no_provider_spread, {}});
    return result;
}

}  // namespace measure
}  // namespace maatstaf
