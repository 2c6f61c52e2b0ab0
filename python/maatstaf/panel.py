# SPDX-License-Identifier: Apache-2.0
"""Observations: unit x indicator x period, with why a cell is empty; and what activities delivered."""

from __future__ import annotations

from maatstaf._core import (
    Availability,
    Deliveries,
    IndicatorColumns,
    Panel,
    PanelDescription,
    PanelIndicator,
    ProductLink,
    SpendingTrace,
    Unit,
)

__all__ = [
    "Availability",
    "Deliveries",
    "IndicatorColumns",
    "Panel",
    "PanelDescription",
    "PanelIndicator",
    "ProductLink",
    "SpendingTrace",
    "Unit",
]
