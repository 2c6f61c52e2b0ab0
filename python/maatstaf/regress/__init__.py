# SPDX-License-Identifier: Apache-2.0
"""From rows to estimates with honest standard errors: the statistical engine.

What it finds is association. Whether one thing causes another is another question.

Every fit takes a design matrix and an outcome, and by keyword what else belongs to the rows: offset, exposure, weights
and the cluster a row is in. Every result has `table()` and `to_frame()`; read its `caveats` first.
"""

from __future__ import annotations

from maatstaf._core import (
    AbsorbResult,
    Design,
    DesignMatrix,
    DiagnosticsResult,
    DispersionResult,
    Distribution,
    DropEachResult,
    ElasticNetAccumulator,
    ElasticNetCvAccumulator,
    ElasticNetCvResult,
    ElasticNetResult,
    GlmAccumulator,
    GlmResult,
    HurdleResult,
    InflationResult,
    MarginResult,
    NestedTest,
    PartsExpectation,
    RandomInterceptsResult,
    ReferenceLevel,
    RobustAccumulator,
    RobustResult,
    TweediePowerAccumulator,
    TweediePowerResult,
    TwoPartResult,
    WildBootstrapResult,
)
from maatstaf.regress.absorbed import absorbed_regression
from maatstaf.regress.glms import compare_nested, drop_each, glm, tweedie_power
from maatstaf.regress.inference import (
    diagnostics,
    differences,
    dispersion_test,
    margins,
    predict,
    ratios,
    robust_covariance,
    standardised,
    variance_inflation,
    wild_bootstrap,
)
from maatstaf.regress.models import (
    elastic_net,
    elastic_net_cv,
    expectation,
    hurdle,
    predict_path,
    random_intercepts,
    two_part,
)

__all__ = [
    "AbsorbResult",
    "Design",
    "DesignMatrix",
    "DiagnosticsResult",
    "DispersionResult",
    "Distribution",
    "DropEachResult",
    "ElasticNetAccumulator",
    "ElasticNetCvAccumulator",
    "ElasticNetCvResult",
    "ElasticNetResult",
    "GlmAccumulator",
    "GlmResult",
    "HurdleResult",
    "InflationResult",
    "MarginResult",
    "NestedTest",
    "PartsExpectation",
    "RandomInterceptsResult",
    "ReferenceLevel",
    "RobustAccumulator",
    "RobustResult",
    "TweediePowerAccumulator",
    "TweediePowerResult",
    "TwoPartResult",
    "WildBootstrapResult",
    "absorbed_regression",
    "compare_nested",
    "diagnostics",
    "differences",
    "dispersion_test",
    "drop_each",
    "elastic_net",
    "elastic_net_cv",
    "expectation",
    "glm",
    "hurdle",
    "margins",
    "predict",
    "predict_path",
    "random_intercepts",
    "ratios",
    "robust_covariance",
    "standardised",
    "tweedie_power",
    "two_part",
    "variance_inflation",
    "wild_bootstrap",
]
