// SPDX-License-Identifier: Apache-2.0
#include "regress/elastic_net_walk.hpp"

#include <algorithm>
#include <cmath>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/regress_models.hpp"
#include "maatstaf/core/text.hpp"

namespace maatstaf::detail {
namespace {

Eigen::VectorXd descending(std::vector<double> values) {
    std::ranges::sort(values, std::greater<>{});
    return Eigen::Map<const Eigen::VectorXd>(values.data(), static_cast<Eigen::Index>(values.size()));
}

Eigen::VectorXd path_from(const PenalisedPath& path, const ElasticNetOptions& options) {
    const PenalisedColumns& all = path.columns();
    const auto columns = static_cast<double>(all.columns() - (all.intercept >= 0 ? 1 : 0));
    const double ratio = std::isnan(options.lambda_ratio) ? (all.rows < columns ? 1e-2 : 1e-4) : options.lambda_ratio;
    Eigen::VectorXd lambdas(options.lambda_count);
    for (Eigen::Index k = 0; k < lambdas.size(); ++k)
        lambdas[k] =
            path.largest_lambda() *
            std::pow(ratio,
                     lambdas.size() > 1 ? static_cast<double>(k) / static_cast<double>(lambdas.size() - 1) : 0.0);
    return lambdas;
}

}  // namespace

ElasticNetWalk::ElasticNetWalk(PenalisedColumns columns, const ElasticNetOptions& options,
                               std::vector<std::string> names)
    : columns_(std::move(columns)) {
    out_.options = options;
    out_.options.distribution.link = columns_.law.link;
    out_.names = std::move(names);
    out_.intercept = static_cast<std::int32_t>(columns_.intercept);
    out_.observations = columns_.observations;
}

void ElasticNetWalk::begin(const PenalisedView& view) {
    path_.emplace(columns_, out_.options, view);
    const bool given = !out_.options.lambdas.empty();
    if (path_->nothing_to_fit() && !given) throw DataError(messages::regress_nothing_to_select);
    out_.null_deviance = path_->null_deviance();
    out_.lambdas = given ? descending(out_.options.lambdas) : path_from(*path_, out_.options);
    const Eigen::Index length = out_.lambdas.size();
    out_.coefficients.resize(columns_.columns(), length);
    for (Eigen::VectorXd* each : {&out_.deviance, &out_.deviance_ratio, &out_.violation}) each->resize(length);
}

void ElasticNetWalk::step(const PenalisedView& view) {
    if (!path_) return begin(view);
    const auto fit = path_->fit(out_.lambdas[at_], view);
    out_.coefficients.col(at_) = fit.coefficients;
    out_.deviance[at_] = fit.deviance;
    out_.deviance_ratio[at_] = out_.null_deviance > 0.0 ? 1.0 - fit.deviance / out_.null_deviance : 0.0;
    out_.violation[at_] = fit.violation;
    out_.passes.push_back(fit.passes);
    out_.nonzero.push_back(fit.nonzero);
    // What is left is noise of the arithmetic (as glmnet).
    const bool cut = out_.options.lambdas.empty() && out_.deviance_ratio[at_] > 0.999;
    ++at_;
    if (cut || at_ == out_.lambdas.size()) end();
}

void ElasticNetWalk::end() {
    ended_ = true;
    if (at_ < out_.lambdas.size()) {
        out_.caveats.push_back({messages::regress_path_cut, {{"got", std::to_string(at_)}}});
        out_.coefficients.conservativeResize(Eigen::NoChange, at_);
        for (Eigen::VectorXd* each : {&out_.lambdas, &out_.deviance, &out_.deviance_ratio, &out_.violation})
            each->conservativeResize(at_);
    }
    std::vector<std::string> constant;
    for (std::size_t j = 0; j < out_.names.size(); ++j)
        if (columns_.constant[j]) constant.push_back(out_.names[j]);
    if (!constant.empty())
        out_.caveats.push_back({messages::regress_constant_columns, {{"columns", join(constant, ", ")}}});
    const auto loose = (out_.violation.array() > out_.options.tolerance).count();
    if (loose > 0) out_.caveats.push_back({messages::regress_path_not_settled, {{"got", std::to_string(loose)}}});
}

}  // namespace maatstaf::detail
