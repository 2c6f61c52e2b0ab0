# SPDX-License-Identifier: Apache-2.0
"""Makes python_peers.json: what statsmodels and glum say of the rows of glm.json, for test_peers.py of tests/python.

Run beside glm.json with statsmodels and glum installed: python make_python_peers.py > python_peers.json
statsmodels goes on until the deviance does not change in the last digit, glum until its gradient is below 1e-12.
Sandwiches are kept for canonical links only: for others statsmodels takes the observed information where we, like R,
take the expected one. Its HC1 of such a model lacks the factor n / (n - p) and is left out.
"""

import json
import warnings
from importlib.metadata import version
from pathlib import Path

import numpy as np
import statsmodels.api as sm
from glum import GeneralizedLinearRegressor, TweedieDistribution

warnings.filterwarnings("ignore")
rows = json.loads((Path(__file__).parent / "glm.json").read_text(encoding="utf-8"))
x = np.array(rows["x"]).reshape(-1, 5)
x[:, 2] -= 2020  # statsmodels and glum do not centre
rows["binary"] = (np.array(rows["share"]) > 0.5).astype(float).tolist()
exposure = np.array(rows["exposure"])
clusters = np.arange(len(exposure)) % 12
families = sm.families
links = families.links

asked = {
    "gaussian": ("gauss", families.Gaussian(), "gaussian", {}),
    "poisson": ("count", families.Poisson(), "poisson", {}),
    "negative_binomial": ("heavy", families.NegativeBinomial(alpha=0.5), "negative_binomial", {"theta": 2.0}),
    "binomial": ("binary", families.Binomial(), "binomial", {}),
    "gamma": ("positive", families.Gamma(links.Log()), "gamma", {}),
    "inverse_gaussian": ("positive", families.InverseGaussian(links.Log()), "inverse_gaussian", {}),
    "tweedie": ("zero", families.Tweedie(links.Log(), var_power=1.5, eql=False), "tweedie", {"power": 1.5}),
}
of_glum = {"gaussian": "normal", "poisson": "poisson", "binomial": "binomial", "gamma": "gamma",
           "inverse_gaussian": "inverse.gaussian", "tweedie": TweedieDistribution(1.5)}


def statsmodels_of(y, family, weight):
    fit = sm.GLM(y, x, family=family, exposure=weight).fit(tol=1e-15, tol_criterion="deviance", maxiter=200)
    out = {"coefficients": fit.params.tolist(), "se": fit.bse.tolist(), "deviance": float(fit.deviance),
           "pearson": float(fit.pearson_chi2), "residual_df": int(fit.df_resid)}
    if not isinstance(family, (families.Tweedie, families.Gamma, families.InverseGaussian, families.Gaussian)):
        out["log_likelihood"] = float(fit.llf)
    if not isinstance(family, (families.Gaussian, families.Poisson, families.Binomial)):
        return out
    robust = sm.GLM(y, x, family=family, exposure=weight).fit(
        tol=1e-15, tol_criterion="deviance", maxiter=200, cov_type="HC0")
    out["hc0"] = robust.bse.tolist()
    robust = sm.GLM(y, x, family=family, exposure=weight).fit(
        tol=1e-15, tol_criterion="deviance", maxiter=200, cov_type="cluster",
        cov_kwds={"groups": clusters, "use_correction": False})
    out["cr0"] = robust.bse.tolist()
    return out


def glum_of(y, name, weight):
    model = GeneralizedLinearRegressor(
        family=of_glum[name], link="log" if name in ("gamma", "inverse_gaussian", "tweedie") else "auto",
        alpha=0, fit_intercept=False, gradient_tol=1e-12, max_iter=1000)
    model.fit(x, y, offset=None if weight is None else np.log(weight))
    return model.coef_.tolist()


fits = []
for name, (outcome, family, ours, more) in asked.items():
    y = np.array(rows[outcome])
    weight = exposure if name == "poisson" else None
    fit = {"family": ours, "outcome": outcome, "exposure": weight is not None, "more": more,
           "statsmodels": statsmodels_of(y, family, weight)}
    if name in of_glum:
        fit["glum"] = glum_of(y, name, weight)
    fits.append(fit)
made = {"versions": {each: version(each) for each in ("statsmodels", "glum", "numpy")}, "fits": fits}
print(json.dumps(made, indent=1))
