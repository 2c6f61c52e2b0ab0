# SPDX-License-Identifier: Apache-2.0
"""Two tables of real areas, and what statsmodels and glum say of them; for tests/python/risk/test_real_areas.py.

areas_almere_2022.csv: the 150 neighbourhoods of Almere with complete figures. CBS, Kerncijfers wijken en buurten 2022
(85318NED), CC BY 4.0; youth is 0.8 x the residents of 15-24 plus those of 0-14, the others are ratios of its counts.
areas_municipalities_2021.csv: 351 municipalities. CBS, Kerncijfers wijken en buurten 2021 (85039NED), CC BY 4.0; the
number with youth care is the published percentage times the estimated number of youths, rounded.

    python real_areas.py make <KWB of Almere as CSV> <KWB of municipalities as CSV>   writes both tables
    python real_areas.py                                                              writes real_areas.json
"""

import json
import sys
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pandas as pd

HERE = Path(__file__).parent
TABLES = {
    "almere": ("areas_almere_2022.csv", ["assistance", "single", "divorced", "minimum", "social_housing"]),
    "municipalities": ("areas_municipalities_2021.csv",
                       ["assistance", "single", "divorced", "low_education", "origin", "disability"]),
}


def make(almere: str, municipalities: str) -> None:
    """Select rows and columns of what CBS published."""
    a = pd.read_csv(almere)
    a = a[(a.year == 2022) & (a.level == "BU")]
    made = pd.DataFrame({
        "code": a.gwb_code, "youth": (a.a_00_14 + 0.8 * a.a_15_24).round(1), "care": a.a_jz_tn,
        "assistance": 1000 * a.a_soz_wb / a.a_inw, "single": 100 * a.a_1p_hh / a.a_hh,
        "divorced": 100 * a.a_gesch / a.a_inw, "minimum": a.p_hh_110, "social_housing": a.p_wcorpw,
    }).dropna()  # fmt: skip
    made.to_csv(HERE / TABLES["almere"][0], index=False, lineterminator="\n")
    g = pd.read_csv(municipalities)
    names = {"gm_code": "code", "n_0_22_est": "youth", "n_youth_care_est": "care", "bijstand_per_1000": "assistance",
             "pct_single_person_hh": "single", "pct_divorced": "divorced", "pct_edu_low": "low_education",
             "pct_non_western": "origin", "disability_per_1000": "disability"}
    made = g.rename(columns=names)[list(names.values())].dropna()
    made.to_csv(HERE / TABLES["municipalities"][0], index=False, lineterminator="\n")


def numbers() -> dict[str, object]:
    """Poisson and negative binomial by statsmodels, Poisson by glum; traits of both tables in standard deviations."""
    import glum
    import statsmodels.api as sm

    out: dict[str, object] = {f"{name} version": version(name) for name in ("statsmodels", "glum", "numpy", "pandas")}
    for name, (file, traits) in TABLES.items():
        data = pd.read_csv(HERE / file)
        x = (data[traits] - data[traits].mean()) / data[traits].std(ddof=1)
        design = sm.add_constant(x)
        offset = np.log(data.youth)
        poisson = sm.GLM(data.care, design, family=sm.families.Poisson(), offset=offset).fit(tol=1e-14, maxiter=100)
        model = sm.NegativeBinomial(data.care.to_numpy(), design.to_numpy(), offset=offset.to_numpy())
        start = [*poisson.params, 0.02]
        near = model.fit(start, method="nm", maxiter=4000, disp=False)
        wide = model.fit(near.params, method="newton", maxiter=200, tol=1e-14, disp=False)
        assert np.abs(model.score(wide.params)).max() < 1e-6, "not settled"
        other = glum.GeneralizedLinearRegressor(family="poisson", alpha=0, gradient_tol=1e-12, max_iter=500)
        other.fit(x, data.care, offset=offset)
        out[name] = {
            "poisson": poisson.params.tolist(), "poisson_se": poisson.bse.tolist(), "deviance": poisson.deviance,
            "aic": poisson.aic, "pearson": poisson.pearson_chi2, "df": int(poisson.df_resid),
            "glum": [float(other.intercept_), *other.coef_.tolist()],
            "negative_binomial": wide.params[:-1].tolist(), "theta": float(1 / wide.params[-1]),
            "log_likelihood": float(wide.llf),
        }  # fmt: skip
    return out


if __name__ == "__main__":
    if sys.argv[1:2] == ["make"]:
        make(*sys.argv[2:4])
    else:
        (HERE / "real_areas.json").write_text(json.dumps(numbers(), indent=1) + "\n", encoding="utf-8")
