# SPDX-License-Identifier: Apache-2.0
"""
The compiled part of maatstaf. Import `maatstaf` instead: it shows the same names.
"""
from __future__ import annotations
import collections.abc
import numpy
import numpy.typing
import os
import typing
import typing_extensions
__all__: list[str] = ['AbsorbAccumulator', 'AbsorbPrediction', 'AbsorbResult', 'Activity', 'ActivityLink', 'AgeRate', 'Agreement', 'Ambition', 'ArchiveError', 'ArgumentError', 'AssignedVolumes', 'AttributableShare', 'AttributableShares', 'Availability', 'Burden', 'Calibration', 'CancelledError', 'CareForm', 'CaseMix', 'Caveat', 'ChangeResult', 'Claims', 'CompassStep', 'Contribution', 'CostChange', 'Coverage', 'DataError', 'Deliveries', 'DerivedIndicator', 'Design', 'DesignMatrix', 'DiagnosticsResult', 'DifferenceTerm', 'DispersionResult', 'Distribution', 'DividedDifference', 'DividedRates', 'Domain', 'DriftResult', 'DropEachResult', 'EffectsBy', 'ElasticNetAccumulator', 'ElasticNetCvAccumulator', 'ElasticNetCvResult', 'ElasticNetResult', 'Elicitation', 'Error', 'Estimate', 'Evidence', 'Expected', 'ExpectedCost', 'Finding', 'Findings', 'Forecast', 'FormatError', 'Framework', 'FrameworkVersion', 'Funnel', 'Gap', 'GlmAccumulator', 'GlmResult', 'HurdleAccumulator', 'HurdleResult', 'Incidence', 'Indicator', 'IndicatorColumns', 'IndicatorNormalise', 'InflationResult', 'InterceptsPrediction', 'IntervalTimes', 'JudgeAgreement', 'LeadTerm', 'LeadTimes', 'LifeArea', 'MaatstafWarning', 'MarginResult', 'Measures', 'NestedTest', 'NodeAggregate', 'Normalise', 'Note', 'Organisations', 'Outliers', 'Panel', 'PanelDescription', 'PanelIndicator', 'PanelRule', 'PartsExpectation', 'Party', 'Period', 'Picture', 'ProductLink', 'ProviderShares', 'PurchasedProduct', 'RandomInterceptsAccumulator', 'RandomInterceptsResult', 'RandomStream', 'RecordColumn', 'ReferenceLevel', 'ReferenceStatistics', 'Responsibility', 'Result', 'RiskFit', 'RiskProfile', 'RiskTable', 'RobustAccumulator', 'RobustResult', 'RowGroups', 'RuleBreaches', 'ScoreCell', 'ScoreModel', 'ScoreResult', 'SideLinkResult', 'SocietalResult', 'Spells', 'SpendingTrace', 'Split', 'Stacking', 'Survey', 'Survival', 'Table', 'Target', 'TargetResult', 'TweediePowerAccumulator', 'TweediePowerResult', 'TwoPartAccumulator', 'TwoPartResult', 'Unit', 'UnitPeers', 'Weight', 'WeightSet', 'WeightShift', 'WildBootstrapResult', 'YouthOutcomes', 'archive_info', 'check_side_links', 'effective_weights', 'framework_schema', 'hold_against_targets', 'measure_age_bands', 'measure_age_positions', 'measure_assigned', 'measure_calibration', 'measure_case_mix', 'measure_check_rules', 'measure_claims', 'measure_compare', 'measure_compare_proportions', 'measure_compare_rates', 'measure_competing_risks', 'measure_concentration_index', 'measure_count', 'measure_count_reached', 'measure_derive', 'measure_direct', 'measure_expected_observed', 'measure_explain_gap', 'measure_fleiss_kappa', 'measure_funnel', 'measure_gas_t', 'measure_goal_item', 'measure_group_rows', 'measure_indirect', 'measure_interval_times', 'measure_label_positions', 'measure_lead_times', 'measure_life_expectancy', 'measure_looks_like_citizen_number', 'measure_mean', 'measure_organisations', 'measure_organisations_of_case_mix', 'measure_outcome_crosswalk', 'measure_outliers', 'measure_panel', 'measure_proportion', 'measure_provider_shares', 'measure_quantile_groups', 'measure_rate', 'measure_ratio', 'measure_reach', 'measure_reliable_change', 'measure_satisfaction_beside_effect', 'measure_share', 'measure_share_within', 'measure_slope_index', 'measure_spells', 'measure_standard_population', 'measure_superiority', 'measure_survey', 'measure_survival', 'measure_theil_index', 'measure_timeliness', 'measure_weighted_kappa', 'measure_youth_outcomes', 'read_csv', 'risk_attributable_shares', 'risk_design_rows', 'risk_divide_difference', 'risk_expected_cost', 'risk_fit', 'risk_fit_table', 'risk_forecast', 'risk_levin', 'risk_miettinen', 'risk_parts_of_whole', 'risk_picture', 'risk_price_volume_mix', 'risk_stack', 'score_arithmetic_mean', 'score_attainment', 'score_distance_to_reference', 'score_distance_to_target', 'score_geometric_mean', 'score_goalposts', 'score_harmonic_mean', 'score_minmax', 'score_percentile_rank', 'score_probability_met', 'score_rank', 'score_zscore', 'set_thread_count', 'stable_hash', 'template_names', 'thread_count', 'weight_shift', 'words']
class Error(Exception):
    """
    Root of everything that maatstaf raises: what was wrong, where, and how to mend it.
    
    Attributes: `code` (stable number), `name`, `parameters`; `text(language)` gives the sentence.
    """
    code: typing.ClassVar[int] = 0
    name: typing.ClassVar[str] = ''
    parameters: typing.ClassVar[dict] = {}
    def text(self, language: str = 'en') -> str:
        """
        The sentence.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of the sentences.
        
        Returns
        -------
        str
        """
class ArgumentError(Error, ValueError):
    """
    An argument or option is wrong.
    """
class DataError(Error, ValueError):
    """
    The data or the framework contradict themselves.
    """
class FormatError(Error, ValueError):
    """
    A text, file or stream cannot be read.
    """
class ArchiveError(Error):
    """
    A binary archive is damaged, newer, or of another type.
    """
class CancelledError(Error):
    """
    A progress callback asked to stop.
    """
class MaatstafWarning(UserWarning):
    """
    A caveat too loud to leave in the result alone; it stands there as well.
    
    Issued once per call. Attributes as those of `Error`. Silence it with `warnings.filterwarnings('ignore', category=ms.MaatstafWarning)`.
    """
    code: typing.ClassVar[int] = 0
    name: typing.ClassVar[str] = ''
    parameters: typing.ClassVar[dict] = {}
    def text(self, language: str = 'en') -> str:
        """
        The sentence.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of the sentences.
        
        Returns
        -------
        str
        """
class Note:
    """
    A sentence with its values, kept apart from the language in which it is shown.
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, arg0: typing.Any) -> bool:
        ...
    def __getstate__(self) -> tuple[str, dict]:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def __str__(self) -> str:
        ...
    def text(self, language: str = 'en') -> str:
        """
        The sentence.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of the sentences.
        
        Returns
        -------
        str
        """
    @property
    def code(self) -> int:
        """
        Stable number of the sentence.
        """
    @property
    def name(self) -> str:
        """
        Stable name of the sentence.
        """
    @property
    def parameters(self) -> dict:
        """
        The values that fill the sentence.
        """
class _Column:
    """
    A column, as the owner of memory that NumPy looks at.
    """
class Table:
    """
    Named columns of equal length, with a reason for every empty cell.
    
    `Table(data)` takes any data frame, dictionary of columns, list of records or Arrow stream.
    """
    __hash__: typing.ClassVar[None] = None
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        ...
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        ...
    def __contains__(self, arg0: str) -> bool:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __getitem__(self, name: str) -> numpy.ndarray:
        """
        The values of a column; numbers without missing cells are a read-only view.
        """
    def __getstate__(self) -> tuple[bytes, typing.Any]:
        ...
    def __init__(self, data: typing.Any) -> None:
        ...
    def __len__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def _displayed(self, rows: typing.SupportsInt | typing.SupportsIndex) -> list:
        ...
    def _parts(self) -> list:
        ...
    def _repr_html_(self) -> str:
        ...
    def select(self, names: typing.Any) -> Table:
        """
        Some of the columns, in the order asked for.
        
        Parameters
        ----------
        names : list of str
            Names of columns.
        
        Returns
        -------
        Table
        
        Raises
        ------
        ArgumentError
            When there is no such column.
        """
    def status(self, name: str) -> list:
        """
        Why cells are empty, row by row.
        
        Parameters
        ----------
        name : str
            Name of a column.
        
        Returns
        -------
        list of {'observed', 'absent', 'suppressed', 'not_applicable'}
        
        Raises
        ------
        ArgumentError
            When there is no such column.
        """
    def to_arrow(self) -> typing.Any:
        """
        A pyarrow.Table.
        """
    def to_csv(self, path: typing.Any = None, *, allow_restricted: typing.Any = None) -> typing.Any:
        """
        Writes the table as CSV, with points in numbers and one column of reasons per column with gaps.
        
        Parameters
        ----------
        path : str or path, optional
            File to write; None: give the text back.
        allow_restricted : str, optional
            Why a restricted table may be written all the same.
        
        Returns
        -------
        str or None
        
        Raises
        ------
        ArgumentError
            When the table is restricted and no reason is given.
        """
    def to_dict(self) -> typing.Any:
        """
        A dictionary of NumPy arrays.
        """
    def to_frame(self, library: typing.Any = None) -> typing.Any:
        """
        The table as a data frame.
        
        Parameters
        ----------
        library : {'pandas', 'polars', 'pyarrow', 'dict'}, optional
            None: that of the data it was made from, else the first that is installed.
        
        Returns
        -------
        pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays
        
        Raises
        ------
        ArgumentError
            When the library is unknown or not installed.
        """
    def type(self, name: str) -> str:
        """
        Type of a column.
        
        Parameters
        ----------
        name : str
            Name of a column.
        
        Returns
        -------
        {'float64', 'int64', 'int32', 'boolean', 'string', 'dictionary', 'date'}
        
        Raises
        ------
        ArgumentError
            When there is no such column.
        """
    @property
    def columns(self) -> list[str]:
        """
        Names of the columns.
        """
    @property
    def restricted(self) -> bool:
        """
        True for record-level data, small counts and what derives from them.
        """
    @restricted.setter
    def restricted(self, arg1: bool) -> None:
        ...
    @property
    def rows(self) -> int:
        """
        Number of rows.
        """
class Period:
    """
    A calendar year, half-year, quarter or month: 2016, '2016-H1', '2016-Q3', '2016-07'.
    """
    def __add__(self, steps: typing.SupportsInt | typing.SupportsIndex) -> Period:
        ...
    def __contains__(self, other: Period) -> bool:
        ...
    def __eq__(self, arg0: Period) -> bool:
        ...
    def __ge__(self, arg0: Period) -> bool:
        ...
    def __getstate__(self) -> str:
        ...
    def __gt__(self, arg0: Period) -> bool:
        ...
    def __hash__(self) -> int:
        ...
    def __init__(self, period: typing.Any) -> None:
        ...
    def __le__(self, arg0: Period) -> bool:
        ...
    def __lt__(self, arg0: Period) -> bool:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: str) -> None:
        ...
    def __str__(self) -> str:
        ...
    @typing.overload
    def __sub__(self, steps: typing.SupportsInt | typing.SupportsIndex) -> Period:
        ...
    @typing.overload
    def __sub__(self, earlier: Period) -> int:
        ...
    def next(self) -> Period:
        """
        The period after this one.
        """
    def plus(self, steps: typing.SupportsInt | typing.SupportsIndex) -> Period:
        """
        The period `steps` later, of the same frequency.
        
        Parameters
        ----------
        steps : int
            May be negative.
        
        Returns
        -------
        Period
        """
    def previous(self) -> Period:
        """
        The period before this one.
        """
    def since(self, earlier: Period) -> int:
        """
        Steps from `earlier` to this one.
        
        Parameters
        ----------
        earlier : Period
            Of the same frequency.
        
        Returns
        -------
        int
        
        Raises
        ------
        ArgumentError
            When the frequencies differ.
        """
    def split(self, frequency: str) -> list[Period]:
        """
        The finer periods that make up this one.
        
        Parameters
        ----------
        frequency : {'year', 'half_year', 'quarter', 'month'}
            A finer frequency.
        
        Returns
        -------
        list of Period
        
        Raises
        ------
        ArgumentError
            When the frequency is coarser.
        """
    def within(self, frequency: str) -> Period:
        """
        The coarser period that holds this one.
        
        Parameters
        ----------
        frequency : {'year', 'half_year', 'quarter', 'month'}
            A coarser frequency.
        
        Returns
        -------
        Period
        
        Raises
        ------
        ArgumentError
            When the frequency is finer.
        """
    @property
    def frequency(self) -> str:
        """
        'year', 'half_year', 'quarter' or 'month'.
        """
    @property
    def part(self) -> int:
        """
        Which part of the year, from 1.
        """
    @property
    def year(self) -> int:
        """
        The calendar year.
        """
class Estimate:
    """
    A number that never travels alone; None where a part is not known.
    
    Parameters
    ----------
    value : float | None
        the estimate
    se : float | None
        standard error, in the unit of the value; NaN if unknown
    low : float | None
        lower end of the interval; NaN if unknown
    high : float | None
        upper end of the interval; NaN if unknown
    n : float | None
        people or cases behind the value; NaN if unknown
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __init__(self, value: float | None = None, *, se: float | None = None, low: float | None = None, high: float | None = None, n: float | None = None) -> None:
        ...
    def __reduce__(self) -> tuple[typing.Any, ...]:
        ...
    def __repr__(self) -> str:
        ...
    def to_dict(self) -> dict[str, typing.Any]:
        """
        The fields by name; lists as tuples.
        """
    @property
    def high(self) -> float:
        """
        upper end of the interval; NaN if unknown
        """
    @high.setter
    def high(self, value: float | None) -> None:
        ...
    @property
    def low(self) -> float:
        """
        lower end of the interval; NaN if unknown
        """
    @low.setter
    def low(self, value: float | None) -> None:
        ...
    @property
    def n(self) -> float:
        """
        people or cases behind the value; NaN if unknown
        """
    @n.setter
    def n(self, value: float | None) -> None:
        ...
    @property
    def se(self) -> float:
        """
        standard error, in the unit of the value; NaN if unknown
        """
    @se.setter
    def se(self, value: float | None) -> None:
        ...
    @property
    def value(self) -> float:
        """
        the estimate
        """
    @value.setter
    def value(self, value: float | None) -> None:
        ...
class RandomStream:
    """
    A random stream that is found, not carried: the same (seed, purpose, unit, draw) gives the same numbers,
    whatever ran before. `unit` is a text (hashed as in `stable_hash`) or a whole number.
    """
    def __init__(self, seed: typing.SupportsInt | typing.SupportsIndex, *, purpose: typing.SupportsInt | typing.SupportsIndex = 0, unit: typing.Any = 0, draw: typing.SupportsInt | typing.SupportsIndex = 0) -> None:
        ...
    def beta(self, a: typing.SupportsFloat | typing.SupportsIndex, b: typing.SupportsFloat | typing.SupportsIndex) -> float:
        """
        One number between 0 and 1.
        
        Parameters
        ----------
        a, b : float
            Both above 0.
        
        Returns
        -------
        float
        
        Raises
        ------
        ArgumentError
            When one of them is not above 0.
        """
    def binomial(self, n: typing.SupportsInt | typing.SupportsIndex, probability: typing.SupportsFloat | typing.SupportsIndex) -> int:
        """
        One count of successes.
        
        Parameters
        ----------
        n : int
            Trials.
        probability : float
            Of success in each, 0 to 1.
        
        Returns
        -------
        int
        
        Raises
        ------
        ArgumentError
            When one of them is outside its range.
        """
    def dirichlet(self, concentration: typing.Any) -> numpy.typing.NDArray[numpy.float64]:
        """
        Shares that sum to 1.
        
        Parameters
        ----------
        concentration : list of float
            One per share, all above 0.
        
        Returns
        -------
        array of float
        
        Raises
        ------
        ArgumentError
            When one of them is not above 0.
        """
    def gamma(self, shape: typing.SupportsFloat | typing.SupportsIndex) -> float:
        """
        One number with scale 1.
        
        Parameters
        ----------
        shape : float
            Above 0.
        
        Returns
        -------
        float
        
        Raises
        ------
        ArgumentError
            When the shape is not above 0.
        """
    def normal(self, count: typing.SupportsInt | typing.SupportsIndex) -> numpy.typing.NDArray[numpy.float64]:
        """
        Numbers with mean 0 and variance 1.
        
        Parameters
        ----------
        count : int
            How many.
        
        Returns
        -------
        array of float
        """
    def uniform(self, count: typing.SupportsInt | typing.SupportsIndex) -> numpy.typing.NDArray[numpy.float64]:
        """
        Numbers strictly between 0 and 1.
        
        Parameters
        ----------
        count : int
            How many.
        
        Returns
        -------
        array of float
        """
class Party:
    """
    Someone who decides, contributes or facilitates.
    
    Parameters
    ----------
    id : str
        unique among parties and items
    name : str
        as people call it
    kind : {'municipality', 'provider', 'association', 'citizens_initiative', 'insurer', 'national_government', 'knowledge_institute', 'other'}
        what sort of party it is
    role : str
        what it is here for, in words
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __init__(self, id: str = '', *, name: str = '', kind: typing.Literal['municipality', 'provider', 'association', 'citizens_initiative', 'insurer', 'national_government', 'knowledge_institute', 'other'] = 'other', role: str = '') -> None:
        ...
    def __reduce__(self) -> tuple[typing.Any, ...]:
        ...
    def __repr__(self) -> str:
        ...
    def to_dict(self) -> dict[str, typing.Any]:
        """
        The fields by name; lists as tuples.
        """
    @property
    def id(self) -> str:
        """
        unique among parties and items
        """
    @id.setter
    def id(self, value: str) -> None:
        ...
    @property
    def kind(self) -> typing.Literal['municipality', 'provider', 'association', 'citizens_initiative', 'insurer', 'national_government', 'knowledge_institute', 'other']:
        """
        what sort of party it is
        """
    @kind.setter
    def kind(self, value: typing.Literal['municipality', 'provider', 'association', 'citizens_initiative', 'insurer', 'national_government', 'knowledge_institute', 'other']) -> None:
        ...
    @property
    def name(self) -> str:
        """
        as people call it
        """
    @name.setter
    def name(self, value: str) -> None:
        ...
    @property
    def role(self) -> str:
        """
        what it is here for, in words
        """
    @role.setter
    def role(self, value: str) -> None:
        ...
class Domain:
    """
    A broad field of policy.
    
    Parameters
    ----------
    id : str
        unique within the framework
    parent : str
        id of the item above
    name : str
        as people say it
    description : str
        a longer text
    purpose : str
        what is the goal
    standing : str
        where are we now
    owner : str
        id of the party that decides about this item
    focus_group : str
        for whom in particular; empty for all residents
    legal_basis : Iterable[str]
        articles of law that ask for it
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __init__(self, id: str = '', *, parent: str = '', name: str = '', description: str = '', purpose: str = '', standing: str = '', owner: str = '', focus_group: str = '', legal_basis: collections.abc.Iterable[str] = ()) -> None:
        ...
    def __reduce__(self) -> tuple[typing.Any, ...]:
        ...
    def __repr__(self) -> str:
        ...
    def to_dict(self) -> dict[str, typing.Any]:
        """
        The fields by name; lists as tuples.
        """
    @property
    def description(self) -> str:
        """
        a longer text
        """
    @description.setter
    def description(self, value: str) -> None:
        ...
    @property
    def focus_group(self) -> str:
        """
        for whom in particular; empty for all residents
        """
    @focus_group.setter
    def focus_group(self, value: str) -> None:
        ...
    @property
    def id(self) -> str:
        """
        unique within the framework
        """
    @id.setter
    def id(self, value: str) -> None:
        ...
    @property
    def legal_basis(self) -> tuple[str, ...]:
        """
        articles of law that ask for it
        """
    @legal_basis.setter
    def legal_basis(self, value: collections.abc.Iterable[str]) -> None:
        ...
    @property
    def name(self) -> str:
        """
        as people say it
        """
    @name.setter
    def name(self, value: str) -> None:
        ...
    @property
    def owner(self) -> str:
        """
        id of the party that decides about this item
        """
    @owner.setter
    def owner(self, value: str) -> None:
        ...
    @property
    def parent(self) -> str:
        """
        id of the item above
        """
    @parent.setter
    def parent(self, value: str) -> None:
        ...
    @property
    def purpose(self) -> str:
        """
        what is the goal
        """
    @purpose.setter
    def purpose(self, value: str) -> None:
        ...
    @property
    def standing(self) -> str:
        """
        where are we now
        """
    @standing.setter
    def standing(self, value: str) -> None:
        ...
class LifeArea:
    """
    A part of people's lives, within a domain.
    
    Parameters
    ----------
    id : str
        unique within the framework
    parent : str
        id of the item above
    name : str
        as people say it
    description : str
        a longer text
    purpose : str
        what is the goal
    standing : str
        where are we now
    owner : str
        id of the party that decides about this item
    focus_group : str
        for whom in particular; empty for all residents
    legal_basis : Iterable[str]
        articles of law that ask for it
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __init__(self, id: str = '', *, parent: str = '', name: str = '', description: str = '', purpose: str = '', standing: str = '', owner: str = '', focus_group: str = '', legal_basis: collections.abc.Iterable[str] = ()) -> None:
        ...
    def __reduce__(self) -> tuple[typing.Any, ...]:
        ...
    def __repr__(self) -> str:
        ...
    def to_dict(self) -> dict[str, typing.Any]:
        """
        The fields by name; lists as tuples.
        """
    @property
    def description(self) -> str:
        """
        a longer text
        """
    @description.setter
    def description(self, value: str) -> None:
        ...
    @property
    def focus_group(self) -> str:
        """
        for whom in particular; empty for all residents
        """
    @focus_group.setter
    def focus_group(self, value: str) -> None:
        ...
    @property
    def id(self) -> str:
        """
        unique within the framework
        """
    @id.setter
    def id(self, value: str) -> None:
        ...
    @property
    def legal_basis(self) -> tuple[str, ...]:
        """
        articles of law that ask for it
        """
    @legal_basis.setter
    def legal_basis(self, value: collections.abc.Iterable[str]) -> None:
        ...
    @property
    def name(self) -> str:
        """
        as people say it
        """
    @name.setter
    def name(self, value: str) -> None:
        ...
    @property
    def owner(self) -> str:
        """
        id of the party that decides about this item
        """
    @owner.setter
    def owner(self, value: str) -> None:
        ...
    @property
    def parent(self) -> str:
        """
        id of the item above
        """
    @parent.setter
    def parent(self, value: str) -> None:
        ...
    @property
    def purpose(self) -> str:
        """
        what is the goal
        """
    @purpose.setter
    def purpose(self, value: str) -> None:
        ...
    @property
    def standing(self) -> str:
        """
        where are we now
        """
    @standing.setter
    def standing(self, value: str) -> None:
        ...
class Ambition:
    """
    What a council wants in a life area.
    
    Parameters
    ----------
    id : str
        unique within the framework
    parent : str
        id of the item above
    name : str
        as people say it
    description : str
        a longer text
    purpose : str
        what is the goal
    standing : str
        where are we now
    owner : str
        id of the party that decides about this item
    focus_group : str
        for whom in particular; empty for all residents
    legal_basis : Iterable[str]
        articles of law that ask for it
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __init__(self, id: str = '', *, parent: str = '', name: str = '', description: str = '', purpose: str = '', standing: str = '', owner: str = '', focus_group: str = '', legal_basis: collections.abc.Iterable[str] = ()) -> None:
        ...
    def __reduce__(self) -> tuple[typing.Any, ...]:
        ...
    def __repr__(self) -> str:
        ...
    def to_dict(self) -> dict[str, typing.Any]:
        """
        The fields by name; lists as tuples.
        """
    @property
    def description(self) -> str:
        """
        a longer text
        """
    @description.setter
    def description(self, value: str) -> None:
        ...
    @property
    def focus_group(self) -> str:
        """
        for whom in particular; empty for all residents
        """
    @focus_group.setter
    def focus_group(self, value: str) -> None:
        ...
    @property
    def id(self) -> str:
        """
        unique within the framework
        """
    @id.setter
    def id(self, value: str) -> None:
        ...
    @property
    def legal_basis(self) -> tuple[str, ...]:
        """
        articles of law that ask for it
        """
    @legal_basis.setter
    def legal_basis(self, value: collections.abc.Iterable[str]) -> None:
        ...
    @property
    def name(self) -> str:
        """
        as people say it
        """
    @name.setter
    def name(self, value: str) -> None:
        ...
    @property
    def owner(self) -> str:
        """
        id of the party that decides about this item
        """
    @owner.setter
    def owner(self, value: str) -> None:
        ...
    @property
    def parent(self) -> str:
        """
        id of the item above
        """
    @parent.setter
    def parent(self, value: str) -> None:
        ...
    @property
    def purpose(self) -> str:
        """
        what is the goal
        """
    @purpose.setter
    def purpose(self, value: str) -> None:
        ...
    @property
    def standing(self) -> str:
        """
        where are we now
        """
    @standing.setter
    def standing(self, value: str) -> None:
        ...
class Result:
    """
    A change in society that can be seen among residents.
    
    Parameters
    ----------
    id : str
        unique within the framework
    parent : str
        id of the item above
    name : str
        as people say it
    description : str
        a longer text
    purpose : str
        what is the goal
    standing : str
        where are we now
    owner : str
        id of the party that decides about this item
    focus_group : str
        for whom in particular; empty for all residents
    legal_basis : Iterable[str]
        articles of law that ask for it
    accountable : str
        id of the party that answers for it
    focus_covered : bool
        false: the focus group is not measured apart
    gap : str
        what is known to be missing in its measurement
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __init__(self, id: str = '', *, parent: str = '', name: str = '', description: str = '', purpose: str = '', standing: str = '', owner: str = '', focus_group: str = '', legal_basis: collections.abc.Iterable[str] = (), accountable: str = '', focus_covered: bool = True, gap: str = '') -> None:
        ...
    def __reduce__(self) -> tuple[typing.Any, ...]:
        ...
    def __repr__(self) -> str:
        ...
    def to_dict(self) -> dict[str, typing.Any]:
        """
        The fields by name; lists as tuples.
        """
    @property
    def accountable(self) -> str:
        """
        id of the party that answers for it
        """
    @accountable.setter
    def accountable(self, value: str) -> None:
        ...
    @property
    def description(self) -> str:
        """
        a longer text
        """
    @description.setter
    def description(self, value: str) -> None:
        ...
    @property
    def focus_covered(self) -> bool:
        """
        false: the focus group is not measured apart
        """
    @focus_covered.setter
    def focus_covered(self, value: bool) -> None:
        ...
    @property
    def focus_group(self) -> str:
        """
        for whom in particular; empty for all residents
        """
    @focus_group.setter
    def focus_group(self, value: str) -> None:
        ...
    @property
    def gap(self) -> str:
        """
        what is known to be missing in its measurement
        """
    @gap.setter
    def gap(self, value: str) -> None:
        ...
    @property
    def id(self) -> str:
        """
        unique within the framework
        """
    @id.setter
    def id(self, value: str) -> None:
        ...
    @property
    def legal_basis(self) -> tuple[str, ...]:
        """
        articles of law that ask for it
        """
    @legal_basis.setter
    def legal_basis(self, value: collections.abc.Iterable[str]) -> None:
        ...
    @property
    def name(self) -> str:
        """
        as people say it
        """
    @name.setter
    def name(self, value: str) -> None:
        ...
    @property
    def owner(self) -> str:
        """
        id of the party that decides about this item
        """
    @owner.setter
    def owner(self, value: str) -> None:
        ...
    @property
    def parent(self) -> str:
        """
        id of the item above
        """
    @parent.setter
    def parent(self, value: str) -> None:
        ...
    @property
    def purpose(self) -> str:
        """
        what is the goal
        """
    @purpose.setter
    def purpose(self, value: str) -> None:
        ...
    @property
    def standing(self) -> str:
        """
        where are we now
        """
    @standing.setter
    def standing(self, value: str) -> None:
        ...
class Split:
    """
    Which part of a contribution serves which result.
    
    Parameters
    ----------
    result : str
        id of a societal result
    share : float | None
        part of the contribution, 0 to 1; NaN: not agreed on
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __init__(self, result: str = '', share: float | None = 1.0) -> None:
        ...
    def __reduce__(self) -> tuple[typing.Any, ...]:
        ...
    def __repr__(self) -> str:
        ...
    def to_dict(self) -> dict[str, typing.Any]:
        """
        The fields by name; lists as tuples.
        """
    @property
    def result(self) -> str:
        """
        id of a societal result
        """
    @result.setter
    def result(self, value: str) -> None:
        ...
    @property
    def share(self) -> float:
        """
        part of the contribution, 0 to 1; NaN: not agreed on
        """
    @share.setter
    def share(self, value: float | None) -> None:
        ...
class Contribution:
    """
    What one organisation does towards one or more results.
    
    Parameters
    ----------
    id : str
        unique within the framework
    parent : str
        id of the item above
    name : str
        as people say it
    description : str
        a longer text
    purpose : str
        what is the goal
    standing : str
        where are we now
    owner : str
        id of the party that decides about this item
    focus_group : str
        for whom in particular; empty for all residents
    legal_basis : Iterable[str]
        articles of law that ask for it
    organisation : str
        id of the party that contributes
    population : str
        about whom it speaks
    to : Mapping[str, float | None] | Iterable[str | Split | dict[str, Any]] | str
        which part serves which result
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __init__(self, id: str = '', *, parent: str = '', name: str = '', description: str = '', purpose: str = '', standing: str = '', owner: str = '', focus_group: str = '', legal_basis: collections.abc.Iterable[str] = (), organisation: str = '', population: str = '', to: collections.abc.Mapping[str, float | None] | collections.abc.Iterable[str | Split | dict[str, typing.Any]] | str = ()) -> None:
        ...
    def __reduce__(self) -> tuple[typing.Any, ...]:
        ...
    def __repr__(self) -> str:
        ...
    def to_dict(self) -> dict[str, typing.Any]:
        """
        The fields by name; lists as tuples.
        """
    @property
    def description(self) -> str:
        """
        a longer text
        """
    @description.setter
    def description(self, value: str) -> None:
        ...
    @property
    def focus_group(self) -> str:
        """
        for whom in particular; empty for all residents
        """
    @focus_group.setter
    def focus_group(self, value: str) -> None:
        ...
    @property
    def id(self) -> str:
        """
        unique within the framework
        """
    @id.setter
    def id(self, value: str) -> None:
        ...
    @property
    def legal_basis(self) -> tuple[str, ...]:
        """
        articles of law that ask for it
        """
    @legal_basis.setter
    def legal_basis(self, value: collections.abc.Iterable[str]) -> None:
        ...
    @property
    def name(self) -> str:
        """
        as people say it
        """
    @name.setter
    def name(self, value: str) -> None:
        ...
    @property
    def organisation(self) -> str:
        """
        id of the party that contributes
        """
    @organisation.setter
    def organisation(self, value: str) -> None:
        ...
    @property
    def owner(self) -> str:
        """
        id of the party that decides about this item
        """
    @owner.setter
    def owner(self, value: str) -> None:
        ...
    @property
    def parent(self) -> str:
        """
        id of the item above
        """
    @parent.setter
    def parent(self, value: str) -> None:
        ...
    @property
    def population(self) -> str:
        """
        about whom it speaks
        """
    @population.setter
    def population(self, value: str) -> None:
        ...
    @property
    def purpose(self) -> str:
        """
        what is the goal
        """
    @purpose.setter
    def purpose(self, value: str) -> None:
        ...
    @property
    def standing(self) -> str:
        """
        where are we now
        """
    @standing.setter
    def standing(self, value: str) -> None:
        ...
    @property
    def to(self) -> tuple[Split, ...]:
        """
        which part serves which result
        """
    @to.setter
    def to(self, value: collections.abc.Mapping[str, float | None] | collections.abc.Iterable[str | Split | dict[str, typing.Any]] | str) -> None:
        ...
class ActivityLink:
    """
    To what an activity contributes.
    
    Parameters
    ----------
    kind : {'core', 'side'}
        core or side
    target : str
        id of a contribution, result or life area
    topic : str
        what in particular
    indicator : str
        id of the indicator on which it would show
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __init__(self, kind: typing.Literal['core', 'side'] = 'side', *, target: str = '', topic: str = '', indicator: str = '') -> None:
        ...
    def __reduce__(self) -> tuple[typing.Any, ...]:
        ...
    def __repr__(self) -> str:
        ...
    def to_dict(self) -> dict[str, typing.Any]:
        """
        The fields by name; lists as tuples.
        """
    @property
    def indicator(self) -> str:
        """
        id of the indicator on which it would show
        """
    @indicator.setter
    def indicator(self, value: str) -> None:
        ...
    @property
    def kind(self) -> typing.Literal['core', 'side']:
        """
        core or side
        """
    @kind.setter
    def kind(self, value: typing.Literal['core', 'side']) -> None:
        ...
    @property
    def target(self) -> str:
        """
        id of a contribution, result or life area
        """
    @target.setter
    def target(self, value: str) -> None:
        ...
    @property
    def topic(self) -> str:
        """
        what in particular
        """
    @topic.setter
    def topic(self, value: str) -> None:
        ...
class Activity:
    """
    Something an organisation does for or with residents.
    
    Parameters
    ----------
    id : str
        unique within the framework
    parent : str
        id of the item above
    name : str
        as people say it
    description : str
        a longer text
    purpose : str
        what is the goal
    standing : str
        where are we now
    owner : str
        id of the party that decides about this item
    focus_group : str
        for whom in particular; empty for all residents
    legal_basis : Iterable[str]
        articles of law that ask for it
    organisation : str
        id of the party that carries it out
    target_group : str
        for whom
    products : Iterable[str]
        product codes of its deliveries
    core_question : str
        as put to people to find the core link
    links : Iterable[Literal['core', 'side'] | ActivityLink | dict[str, Any]]
        one core link and any number of side links
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __init__(self, id: str = '', *, parent: str = '', name: str = '', description: str = '', purpose: str = '', standing: str = '', owner: str = '', focus_group: str = '', legal_basis: collections.abc.Iterable[str] = (), organisation: str = '', target_group: str = '', products: collections.abc.Iterable[str] = (), core_question: str = '', links: collections.abc.Iterable[typing.Literal['core', 'side'] | ActivityLink | dict[str, typing.Any]] = ()) -> None:
        ...
    def __reduce__(self) -> tuple[typing.Any, ...]:
        ...
    def __repr__(self) -> str:
        ...
    def to_dict(self) -> dict[str, typing.Any]:
        """
        The fields by name; lists as tuples.
        """
    @property
    def core_question(self) -> str:
        """
        as put to people to find the core link
        """
    @core_question.setter
    def core_question(self, value: str) -> None:
        ...
    @property
    def description(self) -> str:
        """
        a longer text
        """
    @description.setter
    def description(self, value: str) -> None:
        ...
    @property
    def focus_group(self) -> str:
        """
        for whom in particular; empty for all residents
        """
    @focus_group.setter
    def focus_group(self, value: str) -> None:
        ...
    @property
    def id(self) -> str:
        """
        unique within the framework
        """
    @id.setter
    def id(self, value: str) -> None:
        ...
    @property
    def legal_basis(self) -> tuple[str, ...]:
        """
        articles of law that ask for it
        """
    @legal_basis.setter
    def legal_basis(self, value: collections.abc.Iterable[str]) -> None:
        ...
    @property
    def links(self) -> tuple[ActivityLink, ...]:
        """
        one core link and any number of side links
        """
    @links.setter
    def links(self, value: collections.abc.Iterable[typing.Literal['core', 'side'] | ActivityLink | dict[str, typing.Any]]) -> None:
        ...
    @property
    def name(self) -> str:
        """
        as people say it
        """
    @name.setter
    def name(self, value: str) -> None:
        ...
    @property
    def organisation(self) -> str:
        """
        id of the party that carries it out
        """
    @organisation.setter
    def organisation(self, value: str) -> None:
        ...
    @property
    def owner(self) -> str:
        """
        id of the party that decides about this item
        """
    @owner.setter
    def owner(self, value: str) -> None:
        ...
    @property
    def parent(self) -> str:
        """
        id of the item above
        """
    @parent.setter
    def parent(self, value: str) -> None:
        ...
    @property
    def products(self) -> tuple[str, ...]:
        """
        product codes of its deliveries
        """
    @products.setter
    def products(self, value: collections.abc.Iterable[str]) -> None:
        ...
    @property
    def purpose(self) -> str:
        """
        what is the goal
        """
    @purpose.setter
    def purpose(self, value: str) -> None:
        ...
    @property
    def standing(self) -> str:
        """
        where are we now
        """
    @standing.setter
    def standing(self, value: str) -> None:
        ...
    @property
    def target_group(self) -> str:
        """
        for whom
        """
    @target_group.setter
    def target_group(self, value: str) -> None:
        ...
class Target:
    """
    A target, for the whole municipality or one area, for one period or all.
    
    Parameters
    ----------
    area : str
        id of a unit; empty: every area without its own target
    period : str
        for example 2026; empty: every period
    value : float | None
        in the unit of the indicator
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __init__(self, area: str = '', *, period: str = '', value: float | None = None) -> None:
        ...
    def __reduce__(self) -> tuple[typing.Any, ...]:
        ...
    def __repr__(self) -> str:
        ...
    def to_dict(self) -> dict[str, typing.Any]:
        """
        The fields by name; lists as tuples.
        """
    @property
    def area(self) -> str:
        """
        id of a unit; empty: every area without its own target
        """
    @area.setter
    def area(self, value: str) -> None:
        ...
    @property
    def period(self) -> str:
        """
        for example 2026; empty: every period
        """
    @period.setter
    def period(self, value: str) -> None:
        ...
    @property
    def value(self) -> float:
        """
        in the unit of the indicator
        """
    @value.setter
    def value(self, value: float | None) -> None:
        ...
class Burden:
    """
    What it takes from people to measure an indicator.
    
    Parameters
    ----------
    minutes : float | None
        minutes per answer
    times_per_year : float | None
        how often a year
    respondents : float | None
        people who answer or register
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __init__(self, minutes: float | None = 0.0, *, times_per_year: float | None = 0.0, respondents: float | None = 0.0) -> None:
        ...
    def __reduce__(self) -> tuple[typing.Any, ...]:
        ...
    def __repr__(self) -> str:
        ...
    def hours_per_year(self) -> float:
        """
        Minutes x times x respondents, in hours.
        """
    def to_dict(self) -> dict[str, typing.Any]:
        """
        The fields by name; lists as tuples.
        """
    @property
    def minutes(self) -> float:
        """
        minutes per answer
        """
    @minutes.setter
    def minutes(self, value: float | None) -> None:
        ...
    @property
    def respondents(self) -> float:
        """
        people who answer or register
        """
    @respondents.setter
    def respondents(self, value: float | None) -> None:
        ...
    @property
    def times_per_year(self) -> float:
        """
        how often a year
        """
    @times_per_year.setter
    def times_per_year(self, value: float | None) -> None:
        ...
class Indicator:
    """
    A figure that shows something about the item above it.
    
    Parameters
    ----------
    id : str
        unique within the framework
    parent : str
        id of the item above
    name : str
        as people say it
    description : str
        a longer text
    purpose : str
        what is the goal
    standing : str
        where are we now
    owner : str
        id of the party that decides about this item
    focus_group : str
        for whom in particular; empty for all residents
    legal_basis : Iterable[str]
        articles of law that ask for it
    measures : {'input', 'process', 'output', 'outcome', 'impact', 'context'}
        input, process, output, outcome, impact or context
    scale : {'proportion', 'rate', 'mean', 'count', 'amount'}
        proportion, rate, mean, count or amount
    direction : {'higher', 'lower', 'target', 'context'}
        higher, lower, target or context (never scored)
    criterion : {'none', 'reach_and_spread', 'perceived_usefulness', 'goal_realisation'}
        which criterion for contributions it reports on
    unit : str
        unit as people write it
    source : str
        who publishes or collects it
    population : str
        about whom, for example 18+
    denominator : str
        id of the panel indicator it is divided by
    factor : float | None
        what a ratio is multiplied by: 100 for percent
    goalpost_low : float | None
        low end of the scale, in its unit
    goalpost_high : float | None
        high end of the scale, in its unit
    baseline : float | None
        where we started, in its unit
    baseline_period : str
        period of the baseline
    goal : {'improve', 'maintain', 'slow_decline', 'stay_in_band'}
        improve, maintain, slow_decline or stay_in_band
    band_low : float | None
        low end of the band
    band_high : float | None
        high end of the band
    tolerated_decline : float | None
        decline per period still on target
    targets : Iterable[Target | dict[str, Any]]
        targets per area and period
    burden : Burden | dict[str, Any]
        what measuring it takes from people
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __init__(self, id: str = '', *, parent: str = '', name: str = '', description: str = '', purpose: str = '', standing: str = '', owner: str = '', focus_group: str = '', legal_basis: collections.abc.Iterable[str] = (), measures: typing.Literal['input', 'process', 'output', 'outcome', 'impact', 'context'] = 'outcome', scale: typing.Literal['proportion', 'rate', 'mean', 'count', 'amount'] = 'proportion', direction: typing.Literal['higher', 'lower', 'target', 'context'] = 'higher', criterion: typing.Literal['none', 'reach_and_spread', 'perceived_usefulness', 'goal_realisation'] = 'none', unit: str = '', source: str = '', population: str = '', denominator: str = '', factor: float | None = 1.0, goalpost_low: float | None = None, goalpost_high: float | None = None, baseline: float | None = None, baseline_period: str = '', goal: typing.Literal['improve', 'maintain', 'slow_decline', 'stay_in_band'] = 'improve', band_low: float | None = None, band_high: float | None = None, tolerated_decline: float | None = None, targets: collections.abc.Iterable[Target | dict[str, typing.Any]] = (), burden: Burden | dict[str, typing.Any] = ...) -> None:
        ...
    def __reduce__(self) -> tuple[typing.Any, ...]:
        ...
    def __repr__(self) -> str:
        ...
    def to_dict(self) -> dict[str, typing.Any]:
        """
        The fields by name; lists as tuples.
        """
    @property
    def band_high(self) -> float:
        """
        high end of the band
        """
    @band_high.setter
    def band_high(self, value: float | None) -> None:
        ...
    @property
    def band_low(self) -> float:
        """
        low end of the band
        """
    @band_low.setter
    def band_low(self, value: float | None) -> None:
        ...
    @property
    def baseline(self) -> float:
        """
        where we started, in its unit
        """
    @baseline.setter
    def baseline(self, value: float | None) -> None:
        ...
    @property
    def baseline_period(self) -> str:
        """
        period of the baseline
        """
    @baseline_period.setter
    def baseline_period(self, value: str) -> None:
        ...
    @property
    def burden(self) -> Burden:
        """
        what measuring it takes from people
        """
    @burden.setter
    def burden(self, value: Burden | dict[str, typing.Any]) -> None:
        ...
    @property
    def criterion(self) -> typing.Literal['none', 'reach_and_spread', 'perceived_usefulness', 'goal_realisation']:
        """
        which criterion for contributions it reports on
        """
    @criterion.setter
    def criterion(self, value: typing.Literal['none', 'reach_and_spread', 'perceived_usefulness', 'goal_realisation']) -> None:
        ...
    @property
    def denominator(self) -> str:
        """
        id of the panel indicator it is divided by
        """
    @denominator.setter
    def denominator(self, value: str) -> None:
        ...
    @property
    def description(self) -> str:
        """
        a longer text
        """
    @description.setter
    def description(self, value: str) -> None:
        ...
    @property
    def direction(self) -> typing.Literal['higher', 'lower', 'target', 'context']:
        """
        higher, lower, target or context (never scored)
        """
    @direction.setter
    def direction(self, value: typing.Literal['higher', 'lower', 'target', 'context']) -> None:
        ...
    @property
    def factor(self) -> float:
        """
        what a ratio is multiplied by: 100 for percent
        """
    @factor.setter
    def factor(self, value: float | None) -> None:
        ...
    @property
    def focus_group(self) -> str:
        """
        for whom in particular; empty for all residents
        """
    @focus_group.setter
    def focus_group(self, value: str) -> None:
        ...
    @property
    def goal(self) -> typing.Literal['improve', 'maintain', 'slow_decline', 'stay_in_band']:
        """
        improve, maintain, slow_decline or stay_in_band
        """
    @goal.setter
    def goal(self, value: typing.Literal['improve', 'maintain', 'slow_decline', 'stay_in_band']) -> None:
        ...
    @property
    def goalpost_high(self) -> float:
        """
        high end of the scale, in its unit
        """
    @goalpost_high.setter
    def goalpost_high(self, value: float | None) -> None:
        ...
    @property
    def goalpost_low(self) -> float:
        """
        low end of the scale, in its unit
        """
    @goalpost_low.setter
    def goalpost_low(self, value: float | None) -> None:
        ...
    @property
    def id(self) -> str:
        """
        unique within the framework
        """
    @id.setter
    def id(self, value: str) -> None:
        ...
    @property
    def legal_basis(self) -> tuple[str, ...]:
        """
        articles of law that ask for it
        """
    @legal_basis.setter
    def legal_basis(self, value: collections.abc.Iterable[str]) -> None:
        ...
    @property
    def measures(self) -> typing.Literal['input', 'process', 'output', 'outcome', 'impact', 'context']:
        """
        input, process, output, outcome, impact or context
        """
    @measures.setter
    def measures(self, value: typing.Literal['input', 'process', 'output', 'outcome', 'impact', 'context']) -> None:
        ...
    @property
    def name(self) -> str:
        """
        as people say it
        """
    @name.setter
    def name(self, value: str) -> None:
        ...
    @property
    def owner(self) -> str:
        """
        id of the party that decides about this item
        """
    @owner.setter
    def owner(self, value: str) -> None:
        ...
    @property
    def parent(self) -> str:
        """
        id of the item above
        """
    @parent.setter
    def parent(self, value: str) -> None:
        ...
    @property
    def population(self) -> str:
        """
        about whom, for example 18+
        """
    @population.setter
    def population(self, value: str) -> None:
        ...
    @property
    def purpose(self) -> str:
        """
        what is the goal
        """
    @purpose.setter
    def purpose(self, value: str) -> None:
        ...
    @property
    def scale(self) -> typing.Literal['proportion', 'rate', 'mean', 'count', 'amount']:
        """
        proportion, rate, mean, count or amount
        """
    @scale.setter
    def scale(self, value: typing.Literal['proportion', 'rate', 'mean', 'count', 'amount']) -> None:
        ...
    @property
    def source(self) -> str:
        """
        who publishes or collects it
        """
    @source.setter
    def source(self, value: str) -> None:
        ...
    @property
    def standing(self) -> str:
        """
        where are we now
        """
    @standing.setter
    def standing(self, value: str) -> None:
        ...
    @property
    def targets(self) -> tuple[Target, ...]:
        """
        targets per area and period
        """
    @targets.setter
    def targets(self, value: collections.abc.Iterable[Target | dict[str, typing.Any]]) -> None:
        ...
    @property
    def tolerated_decline(self) -> float:
        """
        decline per period still on target
        """
    @tolerated_decline.setter
    def tolerated_decline(self, value: float | None) -> None:
        ...
    @property
    def unit(self) -> str:
        """
        unit as people write it
        """
    @unit.setter
    def unit(self, value: str) -> None:
        ...
class Responsibility:
    """
    One cell of the RASCI matrix.
    
    Parameters
    ----------
    item : str
        id of an item
    party : str
        id of a party
    role : {'responsible', 'accountable', 'supports', 'consulted', 'informed'}
        responsible, accountable, supports, consulted or informed
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __init__(self, item: str = '', *, party: str = '', role: typing.Literal['responsible', 'accountable', 'supports', 'consulted', 'informed'] = 'responsible') -> None:
        ...
    def __reduce__(self) -> tuple[typing.Any, ...]:
        ...
    def __repr__(self) -> str:
        ...
    def to_dict(self) -> dict[str, typing.Any]:
        """
        The fields by name; lists as tuples.
        """
    @property
    def item(self) -> str:
        """
        id of an item
        """
    @item.setter
    def item(self, value: str) -> None:
        ...
    @property
    def party(self) -> str:
        """
        id of a party
        """
    @party.setter
    def party(self, value: str) -> None:
        ...
    @property
    def role(self) -> typing.Literal['responsible', 'accountable', 'supports', 'consulted', 'informed']:
        """
        responsible, accountable, supports, consulted or informed
        """
    @role.setter
    def role(self, value: typing.Literal['responsible', 'accountable', 'supports', 'consulted', 'informed']) -> None:
        ...
class Weight:
    """
    How much an item counts among its siblings.
    
    Parameters
    ----------
    item : str
        id of an item
    weight : float | None
        >= 0; only proportions within one parent matter
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __init__(self, item: str = '', weight: float | None = 1.0) -> None:
        ...
    def __reduce__(self) -> tuple[typing.Any, ...]:
        ...
    def __repr__(self) -> str:
        ...
    def to_dict(self) -> dict[str, typing.Any]:
        """
        The fields by name; lists as tuples.
        """
    @property
    def item(self) -> str:
        """
        id of an item
        """
    @item.setter
    def item(self, value: str) -> None:
        ...
    @property
    def weight(self) -> float:
        """
        >= 0; only proportions within one parent matter
        """
    @weight.setter
    def weight(self, value: float | None) -> None:
        ...
class WeightSet:
    """
    Weights with an owner and a date.
    
    Parameters
    ----------
    id : str
        unique within the framework
    name : str
        as people call it
    body : str
        who set the weights
    date : str
        ISO date on which they were set
    reference : str
        minutes or decision that record them
    area : str
        unit for which they hold; empty: the whole municipality
    weights : Mapping[str, float | None] | Iterable[str | Weight | dict[str, Any]] | str
        weight per item
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __init__(self, id: str = '', *, name: str = '', body: str = '', date: str = '', reference: str = '', area: str = '', weights: collections.abc.Mapping[str, float | None] | collections.abc.Iterable[str | Weight | dict[str, typing.Any]] | str = ()) -> None:
        ...
    def __reduce__(self) -> tuple[typing.Any, ...]:
        ...
    def __repr__(self) -> str:
        ...
    def to_dict(self) -> dict[str, typing.Any]:
        """
        The fields by name; lists as tuples.
        """
    @property
    def area(self) -> str:
        """
        unit for which they hold; empty: the whole municipality
        """
    @area.setter
    def area(self, value: str) -> None:
        ...
    @property
    def body(self) -> str:
        """
        who set the weights
        """
    @body.setter
    def body(self, value: str) -> None:
        ...
    @property
    def date(self) -> str:
        """
        ISO date on which they were set
        """
    @date.setter
    def date(self, value: str) -> None:
        ...
    @property
    def id(self) -> str:
        """
        unique within the framework
        """
    @id.setter
    def id(self, value: str) -> None:
        ...
    @property
    def name(self) -> str:
        """
        as people call it
        """
    @name.setter
    def name(self, value: str) -> None:
        ...
    @property
    def reference(self) -> str:
        """
        minutes or decision that record them
        """
    @reference.setter
    def reference(self, value: str) -> None:
        ...
    @property
    def weights(self) -> tuple[Weight, ...]:
        """
        weight per item
        """
    @weights.setter
    def weights(self, value: collections.abc.Mapping[str, float | None] | collections.abc.Iterable[str | Weight | dict[str, typing.Any]] | str) -> None:
        ...
class Elicitation:
    """
    One answer of one person about one link of an activity.
    
    Parameters
    ----------
    activity : str
        id of an activity
    target : str
        target of the link that was asked about
    topic : str
        topic of the link; empty: the target as a whole
    respondent : str
        a role or pseudonym, never a name
    date : str
        ISO date
    answer : {'yes', 'no', 'unsure'}
        yes, no or unsure
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __init__(self, activity: str = '', *, target: str = '', topic: str = '', respondent: str = '', date: str = '', answer: typing.Literal['yes', 'no', 'unsure'] = 'unsure') -> None:
        ...
    def __reduce__(self) -> tuple[typing.Any, ...]:
        ...
    def __repr__(self) -> str:
        ...
    def to_dict(self) -> dict[str, typing.Any]:
        """
        The fields by name; lists as tuples.
        """
    @property
    def activity(self) -> str:
        """
        id of an activity
        """
    @activity.setter
    def activity(self, value: str) -> None:
        ...
    @property
    def answer(self) -> typing.Literal['yes', 'no', 'unsure']:
        """
        yes, no or unsure
        """
    @answer.setter
    def answer(self, value: typing.Literal['yes', 'no', 'unsure']) -> None:
        ...
    @property
    def date(self) -> str:
        """
        ISO date
        """
    @date.setter
    def date(self, value: str) -> None:
        ...
    @property
    def respondent(self) -> str:
        """
        a role or pseudonym, never a name
        """
    @respondent.setter
    def respondent(self, value: str) -> None:
        ...
    @property
    def target(self) -> str:
        """
        target of the link that was asked about
        """
    @target.setter
    def target(self, value: str) -> None:
        ...
    @property
    def topic(self) -> str:
        """
        topic of the link; empty: the target as a whole
        """
    @topic.setter
    def topic(self, value: str) -> None:
        ...
class Evidence:
    """
    A figure, story, observation or document about an item.
    
    Parameters
    ----------
    id : str
        unique among the evidence
    item : str
        id of an item
    kind : {'figure', 'story', 'observation', 'document'}
        figure, story, observation or document
    medium : str
        for example smartphone film
    consent : {'unknown', 'not_needed', 'given', 'refused'}
        unknown, not_needed, given or refused
    purpose : {'account', 'learn', 'both'}
        to account to others, to learn from, or both
    direction : {'unstated', 'supports', 'mixed', 'contradicts'}
        unstated, supports, mixed or contradicts
    strength : {'unstated', 'weak', 'moderate', 'strong'}
        unstated, weak, moderate or strong
    text : str
        what it says
    source : str
        who collected it, or where it stands
    date : str
        ISO date
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __init__(self, id: str = '', *, item: str = '', kind: typing.Literal['figure', 'story', 'observation', 'document'] = 'observation', medium: str = '', consent: typing.Literal['unknown', 'not_needed', 'given', 'refused'] = 'unknown', purpose: typing.Literal['account', 'learn', 'both'] = 'learn', direction: typing.Literal['unstated', 'supports', 'mixed', 'contradicts'] = 'unstated', strength: typing.Literal['unstated', 'weak', 'moderate', 'strong'] = 'unstated', text: str = '', source: str = '', date: str = '') -> None:
        ...
    def __reduce__(self) -> tuple[typing.Any, ...]:
        ...
    def __repr__(self) -> str:
        ...
    def may_be_shown(self) -> bool:
        """
        Whether it may be shown in an account to others.
        """
    def to_dict(self) -> dict[str, typing.Any]:
        """
        The fields by name; lists as tuples.
        """
    @property
    def consent(self) -> typing.Literal['unknown', 'not_needed', 'given', 'refused']:
        """
        unknown, not_needed, given or refused
        """
    @consent.setter
    def consent(self, value: typing.Literal['unknown', 'not_needed', 'given', 'refused']) -> None:
        ...
    @property
    def date(self) -> str:
        """
        ISO date
        """
    @date.setter
    def date(self, value: str) -> None:
        ...
    @property
    def direction(self) -> typing.Literal['unstated', 'supports', 'mixed', 'contradicts']:
        """
        unstated, supports, mixed or contradicts
        """
    @direction.setter
    def direction(self, value: typing.Literal['unstated', 'supports', 'mixed', 'contradicts']) -> None:
        ...
    @property
    def id(self) -> str:
        """
        unique among the evidence
        """
    @id.setter
    def id(self, value: str) -> None:
        ...
    @property
    def item(self) -> str:
        """
        id of an item
        """
    @item.setter
    def item(self, value: str) -> None:
        ...
    @property
    def kind(self) -> typing.Literal['figure', 'story', 'observation', 'document']:
        """
        figure, story, observation or document
        """
    @kind.setter
    def kind(self, value: typing.Literal['figure', 'story', 'observation', 'document']) -> None:
        ...
    @property
    def medium(self) -> str:
        """
        for example smartphone film
        """
    @medium.setter
    def medium(self, value: str) -> None:
        ...
    @property
    def purpose(self) -> typing.Literal['account', 'learn', 'both']:
        """
        to account to others, to learn from, or both
        """
    @purpose.setter
    def purpose(self, value: typing.Literal['account', 'learn', 'both']) -> None:
        ...
    @property
    def source(self) -> str:
        """
        who collected it, or where it stands
        """
    @source.setter
    def source(self, value: str) -> None:
        ...
    @property
    def strength(self) -> typing.Literal['unstated', 'weak', 'moderate', 'strong']:
        """
        unstated, weak, moderate or strong
        """
    @strength.setter
    def strength(self, value: typing.Literal['unstated', 'weak', 'moderate', 'strong']) -> None:
        ...
    @property
    def text(self) -> str:
        """
        what it says
        """
    @text.setter
    def text(self, value: str) -> None:
        ...
class Agreement:
    """
    What parties agreed on, for how long, and how it is handed over.
    
    Parameters
    ----------
    id : str
        unique among the agreements
    name : str
        as people call it
    parties : Iterable[str]
        ids of parties
    items : Iterable[str]
        ids of the items it concerns
    text : str
        what is agreed
    start : str
        ISO date on which it takes effect
    end : str
        ISO date on which it ends; empty: open
    review : str
        ISO date on which the parties look at it again
    hand_over : str
        what happens when it ends, and who takes over
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __init__(self, id: str = '', *, name: str = '', parties: collections.abc.Iterable[str] = (), items: collections.abc.Iterable[str] = (), text: str = '', start: str = '', end: str = '', review: str = '', hand_over: str = '') -> None:
        ...
    def __reduce__(self) -> tuple[typing.Any, ...]:
        ...
    def __repr__(self) -> str:
        ...
    def to_dict(self) -> dict[str, typing.Any]:
        """
        The fields by name; lists as tuples.
        """
    @property
    def end(self) -> str:
        """
        ISO date on which it ends; empty: open
        """
    @end.setter
    def end(self, value: str) -> None:
        ...
    @property
    def hand_over(self) -> str:
        """
        what happens when it ends, and who takes over
        """
    @hand_over.setter
    def hand_over(self, value: str) -> None:
        ...
    @property
    def id(self) -> str:
        """
        unique among the agreements
        """
    @id.setter
    def id(self, value: str) -> None:
        ...
    @property
    def items(self) -> tuple[str, ...]:
        """
        ids of the items it concerns
        """
    @items.setter
    def items(self, value: collections.abc.Iterable[str]) -> None:
        ...
    @property
    def name(self) -> str:
        """
        as people call it
        """
    @name.setter
    def name(self, value: str) -> None:
        ...
    @property
    def parties(self) -> tuple[str, ...]:
        """
        ids of parties
        """
    @parties.setter
    def parties(self, value: collections.abc.Iterable[str]) -> None:
        ...
    @property
    def review(self) -> str:
        """
        ISO date on which the parties look at it again
        """
    @review.setter
    def review(self, value: str) -> None:
        ...
    @property
    def start(self) -> str:
        """
        ISO date on which it takes effect
        """
    @start.setter
    def start(self, value: str) -> None:
        ...
    @property
    def text(self) -> str:
        """
        what is agreed
        """
    @text.setter
    def text(self, value: str) -> None:
        ...
class CompassStep:
    """
    Where a result stands in one of the six steps of the Kwaliteitskompas.
    
    Parameters
    ----------
    result : str
        id of a result
    step : int
        1 to 6
    state : {'open', 'busy', 'done'}
        open, busy or done
    evidence : Iterable[str]
        ids of evidence
    open_questions : Iterable[str]
        what is still to be found out
    date : str
        ISO date on which this was the state
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __init__(self, result: str = '', *, step: int = 1, state: typing.Literal['open', 'busy', 'done'] = 'open', evidence: collections.abc.Iterable[str] = (), open_questions: collections.abc.Iterable[str] = (), date: str = '') -> None:
        ...
    def __reduce__(self) -> tuple[typing.Any, ...]:
        ...
    def __repr__(self) -> str:
        ...
    def to_dict(self) -> dict[str, typing.Any]:
        """
        The fields by name; lists as tuples.
        """
    @property
    def date(self) -> str:
        """
        ISO date on which this was the state
        """
    @date.setter
    def date(self, value: str) -> None:
        ...
    @property
    def evidence(self) -> tuple[str, ...]:
        """
        ids of evidence
        """
    @evidence.setter
    def evidence(self, value: collections.abc.Iterable[str]) -> None:
        ...
    @property
    def open_questions(self) -> tuple[str, ...]:
        """
        what is still to be found out
        """
    @open_questions.setter
    def open_questions(self, value: collections.abc.Iterable[str]) -> None:
        ...
    @property
    def result(self) -> str:
        """
        id of a result
        """
    @result.setter
    def result(self, value: str) -> None:
        ...
    @property
    def state(self) -> typing.Literal['open', 'busy', 'done']:
        """
        open, busy or done
        """
    @state.setter
    def state(self, value: typing.Literal['open', 'busy', 'done']) -> None:
        ...
    @property
    def step(self) -> int:
        """
        1 to 6
        """
    @step.setter
    def step(self, value: int) -> None:
        ...
class Framework:
    """
    An outcome framework that can be built and edited freely; `validate()` says what is open.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def from_json(json: typing.Any) -> Framework:
        """
        Reads a framework from JSON (text, bytes or a dictionary).
        
        Parameters
        ----------
        json : str or bytes or dict
            As `to_json` gives it; `framework_schema()` describes it.
        
        Returns
        -------
        Framework
        
        Raises
        ------
        FormatError
            When it is no JSON, or not that of a framework; the message names the place.
        """
    @staticmethod
    def from_table(data: typing.Any) -> Framework:
        """
        Reads the flat table that `to_table` gives, from a spreadsheet for example.
        
        Parameters
        ----------
        data : table
            One row per item and party.
        
        Returns
        -------
        Framework
        
        Raises
        ------
        FormatError
            When a row cannot be read; the message names it.
        """
    @staticmethod
    def load(path: typing.Any) -> Framework:
        """
        Reads a framework from a JSON file.
        
        Parameters
        ----------
        path : str or path
            File to read.
        
        Returns
        -------
        Framework
        
        Raises
        ------
        FormatError
            When it is no JSON, or not that of a framework; the message names the place.
        """
    @staticmethod
    def template(name: str, language: str = 'nl') -> Framework:
        """
        A framework to start from.
        
        Parameters
        ----------
        name : {'hoorn', 'youth_outcomes', 'quality_compass'}
            Which one.
        language : {'nl', 'en'}
            Language of its texts.
        
        Returns
        -------
        Framework
        
        Raises
        ------
        ArgumentError
            When there is no such template.
        """
    def __contains__(self, id: str) -> bool:
        ...
    def __eq__(self, arg0: typing.Any) -> bool:
        ...
    def __getitem__(self, id: str) -> typing.Any:
        ...
    def __getstate__(self) -> bytes:
        ...
    def __init__(self, name: str = '', *, language: str = 'nl', id: str = '') -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def _repr_html_(self) -> str:
        ...
    @typing.overload
    def add(self, item: Party) -> None:
        ...
    @typing.overload
    def add(self, item: Domain) -> None:
        ...
    @typing.overload
    def add(self, item: LifeArea) -> None:
        ...
    @typing.overload
    def add(self, item: Ambition) -> None:
        ...
    @typing.overload
    def add(self, item: Result) -> None:
        ...
    @typing.overload
    def add(self, item: Contribution) -> None:
        ...
    @typing.overload
    def add(self, item: Activity) -> None:
        ...
    @typing.overload
    def add(self, item: Indicator) -> None:
        ...
    @typing.overload
    def add(self, item: Responsibility) -> None:
        ...
    @typing.overload
    def add(self, item: WeightSet) -> None:
        ...
    @typing.overload
    def add(self, item: Elicitation) -> None:
        ...
    @typing.overload
    def add(self, item: Evidence) -> None:
        ...
    @typing.overload
    def add(self, item: Agreement) -> None:
        ...
    @typing.overload
    def add(self, item: CompassStep) -> None:
        ...
    @typing.overload
    def add(self, item: typing.Any) -> None:
        """
        Adds an item, party, weight set, agreement or other part.
        
        Parameters
        ----------
        item : Domain or LifeArea or Ambition or Result or Contribution or Activity or Indicator or Party or WeightSet or ...
            What to add; a copy is kept.
        
        Returns
        -------
        None
        
        Raises
        ------
        ArgumentError
            When its id is taken, or it is no part of a framework.
        """
    def children(self, id: str) -> list[str]:
        """
        Ids of the items whose parent is `id`.
        
        Parameters
        ----------
        id : str
            Id of an item.
        
        Returns
        -------
        list of str
        """
    def contributions_to(self, result: str) -> list[str]:
        """
        Ids of the contributions that serve a result.
        
        Parameters
        ----------
        result : str
            Id of a result.
        
        Returns
        -------
        list of str
        """
    def core_share(self, activity: str, target: str, topic: str = '', *, confidence: float | None = 0.95) -> Estimate:
        """
        Share of people who would be dissatisfied if the activity did not contribute to `target`.
        
        Parameters
        ----------
        confidence : float | None
            of the interval, between 0 and 1
        """
    def coverage(self) -> Coverage:
        """
        What is measured and what not; results without an indicator come first.
        """
    def diff(self, later: Framework) -> Table:
        """
        What changed from this framework to a later one, as a Table.
        
        Parameters
        ----------
        later : Framework
            The same framework, changed.
        
        Returns
        -------
        Table
        """
    def freeze(self, *, number: int = 1, date: str = '', author: str = '', reason: str = '') -> FrameworkVersion:
        """
        A version that will not change any more.
        
        Parameters
        ----------
        number : int
            number of the version, from 1
        date : str
            ISO date
        author : str
            who froze it
        reason : str
            why it changed
        """
    def item(self, id: str) -> typing.Any:
        """
        A copy of the item called `id`; put a changed one back with `replace`.
        
        Parameters
        ----------
        id : str
            Id of an item, party, weight set, agreement or piece of evidence.
        
        Returns
        -------
        the item
        
        Raises
        ------
        ArgumentError
            When the framework has nothing of that id.
        """
    def kind(self, id: str) -> str:
        """
        Kind of an item.
        
        Parameters
        ----------
        id : str
            Id of an item.
        
        Returns
        -------
        {'domain', 'life_area', 'ambition', 'result', 'contribution', 'activity', 'indicator'}
        
        Raises
        ------
        ArgumentError
            When the framework has no such item.
        """
    def link_agreement(self, activity: str, *, confidence: float | None = 0.95) -> Estimate:
        """
        Fleiss' kappa: do those who were asked agree about what the activity is for?
        
        Parameters
        ----------
        confidence : float | None
            of the interval, between 0 and 1
        """
    def remove(self, id: str) -> None:
        """
        Takes an item out; what pointed at it shows up in `validate()`.
        
        Parameters
        ----------
        id : str
            Id of an item, party, weight set, agreement or piece of evidence.
        
        Returns
        -------
        None
        
        Raises
        ------
        ArgumentError
            When the framework has nothing of that id.
        """
    @typing.overload
    def replace(self, item: Domain) -> None:
        """
        Puts a changed item in the place of the one with its id.
        
        Parameters
        ----------
        item : the item
            A changed copy of what has its id.
        
        Returns
        -------
        None
        
        Raises
        ------
        ArgumentError
            When nothing of that kind has its id.
        """
    @typing.overload
    def replace(self, item: LifeArea) -> None:
        """
        Puts a changed item in the place of the one with its id.
        
        Parameters
        ----------
        item : the item
            A changed copy of what has its id.
        
        Returns
        -------
        None
        
        Raises
        ------
        ArgumentError
            When nothing of that kind has its id.
        """
    @typing.overload
    def replace(self, item: Ambition) -> None:
        """
        Puts a changed item in the place of the one with its id.
        
        Parameters
        ----------
        item : the item
            A changed copy of what has its id.
        
        Returns
        -------
        None
        
        Raises
        ------
        ArgumentError
            When nothing of that kind has its id.
        """
    @typing.overload
    def replace(self, item: Result) -> None:
        """
        Puts a changed item in the place of the one with its id.
        
        Parameters
        ----------
        item : the item
            A changed copy of what has its id.
        
        Returns
        -------
        None
        
        Raises
        ------
        ArgumentError
            When nothing of that kind has its id.
        """
    @typing.overload
    def replace(self, item: Contribution) -> None:
        """
        Puts a changed item in the place of the one with its id.
        
        Parameters
        ----------
        item : the item
            A changed copy of what has its id.
        
        Returns
        -------
        None
        
        Raises
        ------
        ArgumentError
            When nothing of that kind has its id.
        """
    @typing.overload
    def replace(self, item: Activity) -> None:
        """
        Puts a changed item in the place of the one with its id.
        
        Parameters
        ----------
        item : the item
            A changed copy of what has its id.
        
        Returns
        -------
        None
        
        Raises
        ------
        ArgumentError
            When nothing of that kind has its id.
        """
    @typing.overload
    def replace(self, item: Indicator) -> None:
        """
        Puts a changed item in the place of the one with its id.
        
        Parameters
        ----------
        item : the item
            A changed copy of what has its id.
        
        Returns
        -------
        None
        
        Raises
        ------
        ArgumentError
            When nothing of that kind has its id.
        """
    @typing.overload
    def replace(self, item: Party) -> None:
        """
        Puts a changed item in the place of the one with its id.
        
        Parameters
        ----------
        item : the item
            A changed copy of what has its id.
        
        Returns
        -------
        None
        
        Raises
        ------
        ArgumentError
            When nothing of that kind has its id.
        """
    @typing.overload
    def replace(self, item: WeightSet) -> None:
        """
        Puts a changed item in the place of the one with its id.
        
        Parameters
        ----------
        item : the item
            A changed copy of what has its id.
        
        Returns
        -------
        None
        
        Raises
        ------
        ArgumentError
            When nothing of that kind has its id.
        """
    @typing.overload
    def replace(self, item: Evidence) -> None:
        """
        Puts a changed item in the place of the one with its id.
        
        Parameters
        ----------
        item : the item
            A changed copy of what has its id.
        
        Returns
        -------
        None
        
        Raises
        ------
        ArgumentError
            When nothing of that kind has its id.
        """
    @typing.overload
    def replace(self, item: Agreement) -> None:
        """
        Puts a changed item in the place of the one with its id.
        
        Parameters
        ----------
        item : the item
            A changed copy of what has its id.
        
        Returns
        -------
        None
        
        Raises
        ------
        ArgumentError
            When nothing of that kind has its id.
        """
    def save(self, path: typing.Any) -> None:
        """
        Writes a framework to a JSON file.
        
        Parameters
        ----------
        path : str or path
            File to write.
        
        Returns
        -------
        None
        """
    def to_dot(self, *, indicators: bool = True, names: bool = True) -> str:
        """
        The framework as a graph in the DOT language of Graphviz.
        
        Parameters
        ----------
        indicators : bool
            draw indicators too
        names : bool
            label items with their names beneath their ids
        """
    def to_json(self, indent: typing.SupportsInt | typing.SupportsIndex = 2) -> str:
        """
        JSON that reads back as the same framework.
        
        Parameters
        ----------
        indent : int
            Spaces per level; negative: one line.
        
        Returns
        -------
        str
        """
    def to_table(self) -> Table:
        """
        The framework as a flat table: one row per item and party.
        """
    def validate(self, *, today: str = '') -> Findings:
        """
        All findings at once, each with severity, item and remedy.
        
        Parameters
        ----------
        today : str
            ISO date to hold agreements against; empty: do not
        """
    @property
    def activities(self) -> tuple[Activity, ...]:
        """
        Copies, in the order in which they were added.
        """
    @property
    def agreements(self) -> tuple[Agreement, ...]:
        """
        Copies, in the order in which they were added.
        """
    @property
    def ambitions(self) -> tuple[Ambition, ...]:
        """
        Copies, in the order in which they were added.
        """
    @property
    def compass(self) -> tuple[CompassStep, ...]:
        """
        Copies, in the order in which they were added.
        """
    @property
    def contributions(self) -> tuple[Contribution, ...]:
        """
        Copies, in the order in which they were added.
        """
    @property
    def domains(self) -> tuple[Domain, ...]:
        """
        Copies, in the order in which they were added.
        """
    @property
    def elicitations(self) -> tuple[Elicitation, ...]:
        """
        Copies, in the order in which they were added.
        """
    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """
        Copies, in the order in which they were added.
        """
    @property
    def hash(self) -> str:
        """
        Identifies the content; the same everywhere.
        """
    @property
    def id(self) -> str:
        """
        Id of the framework.
        """
    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """
        Copies, in the order in which they were added.
        """
    @property
    def language(self) -> str:
        """
        Language of its texts, 'nl' or 'en'.
        """
    @property
    def life_areas(self) -> tuple[LifeArea, ...]:
        """
        Copies, in the order in which they were added.
        """
    @property
    def municipality(self) -> str:
        """
        Code of the municipality.
        """
    @property
    def name(self) -> str:
        """
        As people call it.
        """
    @property
    def owner(self) -> str:
        """
        Id of the party that owns it.
        """
    @property
    def parties(self) -> tuple[Party, ...]:
        """
        Copies, in the order in which they were added.
        """
    @property
    def responsibilities(self) -> tuple[Responsibility, ...]:
        """
        Copies, in the order in which they were added.
        """
    @property
    def results(self) -> tuple[Result, ...]:
        """
        Copies, in the order in which they were added.
        """
    @property
    def weight_sets(self) -> tuple[WeightSet, ...]:
        """
        Copies, in the order in which they were added.
        """
class Finding:
    """
    One thing that was found in a framework, with how to mend it.
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, arg0: typing.Any) -> bool:
        ...
    def __getstate__(self) -> tuple[str, str, Note]:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def text(self, language: str = 'en') -> str:
        """
        The sentence.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of the sentences.
        
        Returns
        -------
        str
        """
    @property
    def code(self) -> int:
        """
        Stable number.
        """
    @property
    def item(self) -> str:
        """
        Id of what it is about.
        """
    @property
    def name(self) -> str:
        """
        Stable name.
        """
    @property
    def note(self) -> Note:
        """
        The sentence with its values.
        """
    @property
    def severity(self) -> str:
        """
        'error', 'warning', 'question' or 'remark'.
        """
class Findings:
    """
    Everything there is to say about a framework, at once.
    """
    __hash__: typing.ClassVar[None] = None
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        ...
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __getitem__(self, arg0: typing.SupportsInt | typing.SupportsIndex) -> Finding:
        ...
    def __getstate__(self) -> tuple[list[Finding], str]:
        ...
    def __iter__(self) -> collections.abc.Iterator[Finding]:
        ...
    def __len__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def _repr_html_(self) -> str:
        ...
    def to_arrow(self) -> typing.Any:
        """
        A pyarrow.Table.
        """
    def to_csv(self, path: typing.Any = None, *, allow_restricted: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        Writes the result as CSV.
        
        Parameters
        ----------
        path : str or path, optional
            File to write; None: give the text back.
        allow_restricted : str, optional
            Why a restricted result may be written all the same.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        str or None
        
        Raises
        ------
        ArgumentError
            When the result is restricted and no reason is given.
        """
    def to_frame(self, library: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        The result as a data frame.
        
        Parameters
        ----------
        library : {'pandas', 'polars', 'pyarrow', 'dict'}, optional
            None: that of the data it was made from, else the first that is installed, else a dict.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays
        
        Raises
        ------
        ArgumentError
            When the library is unknown or not installed.
        """
    def to_table(self, language: str = 'en') -> Table:
        """
        The result as a tidy table.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        Table
        """
class Coverage:
    """
    What a framework measures and what not, and what that takes from people.
    """
    __hash__: typing.ClassVar[None] = None
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        ...
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __getstate__(self) -> tuple[bytes, typing.Any]:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def _repr_html_(self) -> str:
        ...
    def to_arrow(self) -> typing.Any:
        """
        A pyarrow.Table.
        """
    def to_csv(self, path: typing.Any = None, *, allow_restricted: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        Writes the result as CSV.
        
        Parameters
        ----------
        path : str or path, optional
            File to write; None: give the text back.
        allow_restricted : str, optional
            Why a restricted result may be written all the same.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        str or None
        
        Raises
        ------
        ArgumentError
            When the result is restricted and no reason is given.
        """
    def to_frame(self, library: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        The result as a data frame.
        
        Parameters
        ----------
        library : {'pandas', 'polars', 'pyarrow', 'dict'}, optional
            None: that of the data it was made from, else the first that is installed, else a dict.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays
        
        Raises
        ------
        ArgumentError
            When the library is unknown or not installed.
        """
    def to_table(self, language: str = 'en') -> Table:
        """
        The result as a tidy table.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        Table
        """
    @property
    def burden(self) -> Table:
        """
        Hours a year per indicator, heaviest first.
        """
    @property
    def burden_hours(self) -> float:
        """
        Hours a year of all indicators together.
        """
    @property
    def contributions(self) -> Table:
        """
        Per contribution, by criterion.
        """
    @property
    def duties(self) -> Table:
        """
        Whether something is measured under each legal duty.
        """
    @property
    def duties_covered(self) -> float:
        """
        Covered duties divided by all; NaN without any.
        """
    @property
    def results(self) -> Table:
        """
        Per result; those without an indicator first.
        """
    @property
    def results_with_indicator(self) -> int:
        """
        Results about which something is measured.
        """
class FrameworkVersion:
    """
    A framework that will not change any more, with who, when and why.
    """
    def __eq__(self, arg0: typing.Any) -> bool:
        ...
    def __getstate__(self) -> bytes:
        ...
    def __hash__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: bytes) -> None:
        ...
    def _repr_html_(self) -> str:
        ...
    def diff(self, later: FrameworkVersion) -> Table:
        """
        What changed from this version to a later one, as a Table.
        
        Parameters
        ----------
        later : FrameworkVersion
            A version of the same framework.
        
        Returns
        -------
        Table
        """
    @property
    def author(self) -> str:
        """
        Who froze it.
        """
    @property
    def date(self) -> str:
        """
        ISO date.
        """
    @property
    def framework(self) -> Framework:
        """
        A copy of the framework.
        """
    @property
    def hash(self) -> str:
        """
        Identifies the content; the same everywhere.
        """
    @property
    def number(self) -> int:
        """
        Number of the version, from 1.
        """
    @property
    def reason(self) -> str:
        """
        Why it changed.
        """
class PanelIndicator:
    """
    What a panel knows of an indicator: enough to check its cells.
    
    Parameters
    ----------
    id : str
        id, the same as in the framework
    scale : Literal['proportion', 'rate', 'mean', 'count', 'amount'] | None
        proportion, rate, mean, count or amount, if said
    factor : float | None
        value = factor x numerator / denominator
    unit : str
        unit as people write it
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __init__(self, id: str = '', *, scale: typing.Literal['proportion', 'rate', 'mean', 'count', 'amount'] | None = None, factor: float | None = 1.0, unit: str = '') -> None:
        ...
    def __reduce__(self) -> tuple[typing.Any, ...]:
        ...
    def __repr__(self) -> str:
        ...
    def to_dict(self) -> dict[str, typing.Any]:
        """
        The fields by name; lists as tuples.
        """
    @property
    def factor(self) -> float:
        """
        value = factor x numerator / denominator
        """
    @factor.setter
    def factor(self, value: float | None) -> None:
        ...
    @property
    def id(self) -> str:
        """
        id, the same as in the framework
        """
    @id.setter
    def id(self, value: str) -> None:
        ...
    @property
    def scale(self) -> typing.Literal['proportion', 'rate', 'mean', 'count', 'amount'] | None:
        """
        proportion, rate, mean, count or amount, if said
        """
    @scale.setter
    def scale(self, value: typing.Literal['proportion', 'rate', 'mean', 'count', 'amount'] | None) -> None:
        ...
    @property
    def unit(self) -> str:
        """
        unit as people write it
        """
    @unit.setter
    def unit(self, value: str) -> None:
        ...
class Unit:
    """
    A person, household, area or organisation about which something is observed.
    
    Parameters
    ----------
    id : str
        code of the unit, as text
    name : str
        as people call it
    kind : {'person', 'household', 'neighbourhood', 'district', 'municipality', 'region', 'country', 'organisation'}
        person, household, neighbourhood, district, ...
    parent : str
        id of the unit that holds it
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __init__(self, id: str = '', *, name: str = '', kind: typing.Literal['person', 'household', 'neighbourhood', 'district', 'municipality', 'region', 'country', 'organisation'] = 'neighbourhood', parent: str = '') -> None:
        ...
    def __reduce__(self) -> tuple[typing.Any, ...]:
        ...
    def __repr__(self) -> str:
        ...
    def to_dict(self) -> dict[str, typing.Any]:
        """
        The fields by name; lists as tuples.
        """
    @property
    def id(self) -> str:
        """
        code of the unit, as text
        """
    @id.setter
    def id(self, value: str) -> None:
        ...
    @property
    def kind(self) -> typing.Literal['person', 'household', 'neighbourhood', 'district', 'municipality', 'region', 'country', 'organisation']:
        """
        person, household, neighbourhood, district, ...
        """
    @kind.setter
    def kind(self, value: typing.Literal['person', 'household', 'neighbourhood', 'district', 'municipality', 'region', 'country', 'organisation']) -> None:
        ...
    @property
    def name(self) -> str:
        """
        as people call it
        """
    @name.setter
    def name(self, value: str) -> None:
        ...
    @property
    def parent(self) -> str:
        """
        id of the unit that holds it
        """
    @parent.setter
    def parent(self, value: str) -> None:
        ...
class IndicatorColumns:
    """
    Which columns hold an indicator.
    
    Parameters
    ----------
    indicator : str
        id of the indicator
    value : str
        column of its values
    se : str
        column of standard errors
    n : str
        column of people or cases behind the value
    numerator : str
        column of numerators
    denominator : str
        column of denominators
    status : str
        column that says why a cell is empty
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __init__(self, indicator: str = '', *, value: str = '', se: str = '', n: str = '', numerator: str = '', denominator: str = '', status: str = '') -> None:
        ...
    def __reduce__(self) -> tuple[typing.Any, ...]:
        ...
    def __repr__(self) -> str:
        ...
    def to_dict(self) -> dict[str, typing.Any]:
        """
        The fields by name; lists as tuples.
        """
    @property
    def denominator(self) -> str:
        """
        column of denominators
        """
    @denominator.setter
    def denominator(self, value: str) -> None:
        ...
    @property
    def indicator(self) -> str:
        """
        id of the indicator
        """
    @indicator.setter
    def indicator(self, value: str) -> None:
        ...
    @property
    def n(self) -> str:
        """
        column of people or cases behind the value
        """
    @n.setter
    def n(self, value: str) -> None:
        ...
    @property
    def numerator(self) -> str:
        """
        column of numerators
        """
    @numerator.setter
    def numerator(self, value: str) -> None:
        ...
    @property
    def se(self) -> str:
        """
        column of standard errors
        """
    @se.setter
    def se(self, value: str) -> None:
        ...
    @property
    def status(self) -> str:
        """
        column that says why a cell is empty
        """
    @status.setter
    def status(self, value: str) -> None:
        ...
    @property
    def value(self) -> str:
        """
        column of its values
        """
    @value.setter
    def value(self, value: str) -> None:
        ...
class Panel:
    """
    Observations: unit x indicator x period, with why a cell is empty.
    
    `Panel(data)` reads a table with one row per unit and period, one column per indicator.
    
    Parameters
    ----------
    unit : str
        column with the codes of the units
    period : str
        column with periods; empty: fixed_period, or in column names
    fixed_period : str
        period of every row
    indicators : Iterable[str | PanelIndicator | dict[str, Any]]
        indicators to read; empty: every numeric column
    columns : Iterable[IndicatorColumns | dict[str, Any]]
        columns of indicators whose names do not follow from the id
    strip_running_number : bool
        match columns without the number of StatLine behind them: Inwoners_5 is Inwoners
    name : str
        column with names of units
    parent : str
        column with the code of the unit that holds this one
    kind : str
        column with kinds of units
    unit_kind : str
        kind of all units; empty: from the codes, else neighbourhood
    count_rounding : float | None
        unit to which the source rounds counts; 0: exact
    restricted : bool
        record-level data or small counts
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def from_long(data: typing.Any, *, unit: str = 'unit', period: str = 'period', fixed_period: str = '', indicator: str = 'indicator', value: str = '', se: str = '', n: str = '', numerator: str = '', denominator: str = '', status: str = '', indicators: collections.abc.Iterable[str | PanelIndicator | dict[str, typing.Any]] = (), name: str = '', parent: str = '', kind: str = '', unit_kind: str = '', count_rounding: float | None = 0.0, restricted: bool = False) -> Panel:
        """
        Reads a table with one row per unit, indicator and period.
        
        Parameters
        ----------
        unit : str
            column with the codes of the units
        period : str
            column with periods
        fixed_period : str
            period of every row, instead of a column
        indicator : str
            column with ids of indicators
        value : str
            column with values
        se : str
            column with standard errors
        n : str
            column with people or cases behind the value
        numerator : str
            column with numerators
        denominator : str
            column with denominators
        status : str
            column that says why a cell is empty
        indicators : Iterable[str | PanelIndicator | dict[str, Any]]
            indicators to read; empty: all that occur
        name : str
            column with names of units
        parent : str
            column with the code of the unit that holds this one
        kind : str
            column with kinds of units
        unit_kind : str
            kind of all units; empty: from the codes, else neighbourhood
        count_rounding : float | None
            unit to which the source rounds counts; 0: exact
        restricted : bool
            record-level data or small counts
        """
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        ...
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __getstate__(self) -> tuple[bytes, typing.Any]:
        ...
    def __init__(self, data: typing.Any, *, unit: str = 'unit', period: str = '', fixed_period: str = '', indicators: collections.abc.Iterable[str | PanelIndicator | dict[str, typing.Any]] = (), columns: collections.abc.Iterable[IndicatorColumns | dict[str, typing.Any]] = (), strip_running_number: bool = False, name: str = '', parent: str = '', kind: str = '', unit_kind: str = '', count_rounding: float | None = 0.0, restricted: bool = False) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def _repr_html_(self) -> str:
        ...
    def at(self, period: typing.Any) -> Panel:
        """
        The part of one period.
        
        Parameters
        ----------
        period : Period or str or int
            2016, '2016-H1', '2016-Q3' or '2016-07'.
        
        Returns
        -------
        Panel
        
        Raises
        ------
        ArgumentError
            When the panel has no such period.
        """
    def availability(self, *, by: typing.Literal['unit', 'indicator', 'period'] = 'indicator') -> Availability:
        """
        How many cells hold a number and, of the others, why not.
        
        Parameters
        ----------
        by : {'unit', 'indicator', 'period'}
            unit, indicator or period
        """
    def describe(self, *, by_kind: bool = False) -> PanelDescription:
        """
        Completeness and spread of every indicator in every period.
        
        Parameters
        ----------
        by_kind : bool
            describe units of each kind apart
        """
    def describe_indicators(self, indicators: typing.Any) -> Panel:
        """
        The panel with better descriptions of indicators (scale, factor, unit); all cells are checked.
        
        Parameters
        ----------
        indicators : list of PanelIndicator or dict
            Descriptions, by the id of each.
        
        Returns
        -------
        Panel
        
        Raises
        ------
        DataError
            When a cell cannot be on the scale that is claimed.
        """
    def merge(self, other: typing.Any) -> Panel:
        """
        Both panels in one; cells that both hold must say the same.
        
        Parameters
        ----------
        other : Panel
            Other units, indicators or periods.
        
        Returns
        -------
        Panel
        
        Raises
        ------
        DataError
            When both hold a cell and disagree.
        """
    def of_kind(self, kind: str) -> Panel:
        """
        The units of one kind, for example 'district'.
        
        Parameters
        ----------
        kind : str
            'person', 'household', 'neighbourhood', 'district', 'municipality', 'region', 'country' or 'organisation'.
        
        Returns
        -------
        Panel
        
        Raises
        ------
        ArgumentError
            When there is no such kind.
        """
    def rename_indicators(self, names: dict) -> Panel:
        """
        The panel with indicators under other names.
        
        Parameters
        ----------
        names : dict of str to str
            New names by old ones.
        
        Returns
        -------
        Panel
        
        Raises
        ------
        ArgumentError
            When an indicator is unknown, or a new name is taken.
        """
    def select_indicators(self, ids: typing.Any) -> Panel:
        """
        The part of these indicators, in this order.
        
        Parameters
        ----------
        ids : list of str
            Ids of indicators.
        
        Returns
        -------
        Panel
        
        Raises
        ------
        ArgumentError
            When the panel has no such indicator.
        """
    def select_periods(self, periods: typing.Any) -> Panel:
        """
        The part of these periods.
        
        Parameters
        ----------
        periods : list of Period or str or int
            Periods of the panel.
        
        Returns
        -------
        Panel
        
        Raises
        ------
        ArgumentError
            When the panel has no such period.
        """
    def select_units(self, ids: typing.Any) -> Panel:
        """
        The part of these units, in this order.
        
        Parameters
        ----------
        ids : list of str
            Ids of units.
        
        Returns
        -------
        Panel
        
        Raises
        ------
        ArgumentError
            When the panel has no such unit.
        """
    def to_arrow(self) -> typing.Any:
        """
        A pyarrow.Table.
        """
    def to_csv(self, path: typing.Any = None, *, allow_restricted: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        Writes the result as CSV.
        
        Parameters
        ----------
        path : str or path, optional
            File to write; None: give the text back.
        allow_restricted : str, optional
            Why a restricted result may be written all the same.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        str or None
        
        Raises
        ------
        ArgumentError
            When the result is restricted and no reason is given.
        """
    def to_frame(self, library: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        The result as a data frame.
        
        Parameters
        ----------
        library : {'pandas', 'polars', 'pyarrow', 'dict'}, optional
            None: that of the data it was made from, else the first that is installed, else a dict.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays
        
        Raises
        ------
        ArgumentError
            When the library is unknown or not installed.
        """
    def to_table(self, language: str = 'en') -> Table:
        """
        The result as a tidy table.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        Table
        """
    def to_wide_table(self) -> Table:
        """
        One row per unit and period, one column per indicator; `to_table` is long.
        """
    def values(self, indicator: str, period: typing.Any, what: str = 'value') -> typing.Any:
        """
        One part of the cells of an indicator in a period.
        
        Parameters
        ----------
        indicator : str
            Id of an indicator.
        period : Period or str or int
            2016, '2016-H1', '2016-Q3' or '2016-07'.
        what : {'value', 'se', 'n', 'numerator', 'denominator', 'status'}
            Part of the cells; empty when it was not supplied.
        
        Returns
        -------
        read-only array of float, one entry per unit, or list of str for the status
        
        Raises
        ------
        ArgumentError
            When the panel has no such indicator or period.
        """
    @property
    def indicators(self) -> tuple[PanelIndicator, ...]:
        """
        The indicators, in order.
        """
    @property
    def periods(self) -> tuple[Period, ...]:
        """
        The periods, ascending.
        """
    @property
    def restricted(self) -> bool:
        """
        True for record-level data, small counts and what derives from them.
        """
    @property
    def units(self) -> tuple[Unit, ...]:
        """
        The units, in order.
        """
class Availability:
    """
    How complete a panel is.
    """
    __hash__: typing.ClassVar[None] = None
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        ...
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __getstate__(self) -> tuple[bytes, typing.Any]:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def _repr_html_(self) -> str:
        ...
    def to_arrow(self) -> typing.Any:
        """
        A pyarrow.Table.
        """
    def to_csv(self, path: typing.Any = None, *, allow_restricted: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        Writes the result as CSV.
        
        Parameters
        ----------
        path : str or path, optional
            File to write; None: give the text back.
        allow_restricted : str, optional
            Why a restricted result may be written all the same.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        str or None
        
        Raises
        ------
        ArgumentError
            When the result is restricted and no reason is given.
        """
    def to_frame(self, library: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        The result as a data frame.
        
        Parameters
        ----------
        library : {'pandas', 'polars', 'pyarrow', 'dict'}, optional
            None: that of the data it was made from, else the first that is installed, else a dict.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays
        
        Raises
        ------
        ArgumentError
            When the library is unknown or not installed.
        """
    def to_table(self, language: str = 'en') -> Table:
        """
        The result as a tidy table.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        Table
        """
    @property
    def share(self) -> float:
        """
        Observed cells as a part of those that can exist.
        """
class PanelDescription:
    """
    The observed values of every indicator in every period.
    """
    __hash__: typing.ClassVar[None] = None
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        ...
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __getstate__(self) -> tuple[bytes, typing.Any]:
        ...
    def __len__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def _repr_html_(self) -> str:
        ...
    def to_arrow(self) -> typing.Any:
        """
        A pyarrow.Table.
        """
    def to_csv(self, path: typing.Any = None, *, allow_restricted: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        Writes the result as CSV.
        
        Parameters
        ----------
        path : str or path, optional
            File to write; None: give the text back.
        allow_restricted : str, optional
            Why a restricted result may be written all the same.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        str or None
        
        Raises
        ------
        ArgumentError
            When the result is restricted and no reason is given.
        """
    def to_frame(self, library: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        The result as a data frame.
        
        Parameters
        ----------
        library : {'pandas', 'polars', 'pyarrow', 'dict'}, optional
            None: that of the data it was made from, else the first that is installed, else a dict.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays
        
        Raises
        ------
        ArgumentError
            When the library is unknown or not installed.
        """
    def to_table(self, language: str = 'en') -> Table:
        """
        The result as a tidy table.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        Table
        """
class ProductLink:
    """
    Which result a product should serve, by way of which activity.
    
    Parameters
    ----------
    product : str
        product code; empty: all of the activity
    activity : str
        id of the activity
    result : str
        id of the societal result it should serve
    share : float | None
        part of the spending, 0 to 1; NaN: not agreed on
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __init__(self, product: str = '', *, activity: str = '', result: str = '', share: float | None = None) -> None:
        ...
    def __reduce__(self) -> tuple[typing.Any, ...]:
        ...
    def __repr__(self) -> str:
        ...
    def to_dict(self) -> dict[str, typing.Any]:
        """
        The fields by name; lists as tuples.
        """
    @property
    def activity(self) -> str:
        """
        id of the activity
        """
    @activity.setter
    def activity(self, value: str) -> None:
        ...
    @property
    def product(self) -> str:
        """
        product code; empty: all of the activity
        """
    @product.setter
    def product(self, value: str) -> None:
        ...
    @property
    def result(self) -> str:
        """
        id of the societal result it should serve
        """
    @result.setter
    def result(self, value: str) -> None:
        ...
    @property
    def share(self) -> float:
        """
        part of the spending, 0 to 1; NaN: not agreed on
        """
    @share.setter
    def share(self, value: float | None) -> None:
        ...
class SpendingTrace:
    """
    Which spending serves which result; read what serves none first.
    """
    __hash__: typing.ClassVar[None] = None
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        ...
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __getstate__(self) -> tuple[bytes, typing.Any]:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def _repr_html_(self) -> str:
        ...
    def to_arrow(self) -> typing.Any:
        """
        A pyarrow.Table.
        """
    def to_csv(self, path: typing.Any = None, *, allow_restricted: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        Writes the result as CSV.
        
        Parameters
        ----------
        path : str or path, optional
            File to write; None: give the text back.
        allow_restricted : str, optional
            Why a restricted result may be written all the same.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        str or None
        
        Raises
        ------
        ArgumentError
            When the result is restricted and no reason is given.
        """
    def to_frame(self, library: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        The result as a data frame.
        
        Parameters
        ----------
        library : {'pandas', 'polars', 'pyarrow', 'dict'}, optional
            None: that of the data it was made from, else the first that is installed, else a dict.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays
        
        Raises
        ------
        ArgumentError
            When the library is unknown or not installed.
        """
    def to_table(self, language: str = 'en') -> Table:
        """
        The result as a tidy table.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        Table
        """
    @property
    def caveats(self) -> tuple:
        """
        What holds for all of it.
        """
    @property
    def restricted(self) -> bool:
        """
        True for record-level data, small counts and what derives from them.
        """
    @property
    def results(self) -> dict:
        """
        Spending linked to each result. Results have spending in common: only `assigned` adds up.
        """
    @property
    def share_without_result(self) -> float:
        """
        The same as a part of the known cost; NaN without any.
        """
    @property
    def total(self) -> dict:
        """
        All of it: cost, deliveries, unknown_cost.
        """
    @property
    def unassigned(self) -> float:
        """
        EUR linked to results that no agreed share gives to one of them.
        """
    @property
    def without_result(self) -> dict:
        """
        What serves no result.
        """
class Deliveries:
    """
    What activities did, where and when: one delivery per row of a table.
    
    Parameters
    ----------
    activity : str
        column with ids of activities
    area : str
        column with codes of areas
    household : str
        column with pseudonyms of households
    organisation : str
        column with ids of organisations
    product : str
        column with product codes
    dose_unit : str
        column with the unit of the dose
    start : str
        column with first days, as date or YYYY-MM-DD
    end : str
        column with last days, as date or YYYY-MM-DD
    dose : str
        column with volumes
    participants : str
        column with people reached
    cost : str
        column with costs in EUR
    act : str
        column with acts: jeugdwet, wmo, participatiewet, other, unknown
    restricted : bool
        record-level data or small counts
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __getstate__(self) -> tuple[bytes, typing.Any]:
        ...
    def __init__(self, data: typing.Any, *, activity: str = '', area: str = '', household: str = '', organisation: str = '', product: str = '', dose_unit: str = '', start: str = '', end: str = '', dose: str = '', participants: str = '', cost: str = '', act: str = '', restricted: bool = False) -> None:
        ...
    def __len__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def _repr_html_(self) -> str:
        ...
    def summarise(self, *, by: collections.abc.Iterable[typing.Literal['activity', 'area', 'organisation', 'product', 'act', 'period']] = ..., frequency: typing.Literal['year', 'half_year', 'quarter', 'month'] = 'year') -> Table:
        """
        Counts and sums per group.
        
        Parameters
        ----------
        by : Iterable[Literal['activity', 'area', 'organisation', 'product', 'act', 'period']]
            activity, area, organisation, product, act, period
        frequency : {'year', 'half_year', 'quarter', 'month'}
            year, half_year, quarter or month
        """
    def trace(self, links: typing.Any) -> SpendingTrace:
        """
        Follows every delivery to the result it should serve; warns (MaatstafWarning) when spending serves none.
        
        Parameters
        ----------
        links : Framework or list of ProductLink or dict
            A framework, or which product serves which result.
        
        Returns
        -------
        SpendingTrace
        
        Raises
        ------
        DataError
            When a link names what the deliveries do not have.
        """
    @property
    def restricted(self) -> bool:
        """
        True for record-level data, small counts and what derives from them.
        """
class RobustResult:
    """
    Estimates with a covariance that holds when the variance of the family does not.
    """
    __hash__: typing.ClassVar[None] = None
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        ...
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __getstate__(self) -> tuple[bytes, typing.Any]:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def _repr_html_(self) -> str:
        ...
    def table(self) -> Table:
        """
        term, estimate, se, statistic, df, p_value, low, high.
        """
    def to_arrow(self) -> typing.Any:
        """
        A pyarrow.Table.
        """
    def to_csv(self, path: typing.Any = None, *, allow_restricted: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        Writes the result as CSV.
        
        Parameters
        ----------
        path : str or path, optional
            File to write; None: give the text back.
        allow_restricted : str, optional
            Why a restricted result may be written all the same.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        str or None
        
        Raises
        ------
        ArgumentError
            When the result is restricted and no reason is given.
        """
    def to_frame(self, library: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        The result as a data frame.
        
        Parameters
        ----------
        library : {'pandas', 'polars', 'pyarrow', 'dict'}, optional
            None: that of the data it was made from, else the first that is installed, else a dict.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays
        
        Raises
        ------
        ArgumentError
            When the library is unknown or not installed.
        """
    def to_table(self, language: str = 'en') -> Table:
        """
        The result as a tidy table.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        Table
        """
    @property
    def caveats(self) -> tuple:
        """
        What a reader must know; read these first.
        """
    @property
    def clusters(self) -> int:
        """
        Of the smaller grouping; 0 without clusters.
        """
    @property
    def coefficients(self) -> numpy.ndarray:
        """
        Those of the fit.
        """
    @property
    def confidence(self) -> float:
        """
        Of the intervals in the table.
        """
    @property
    def covariance(self) -> numpy.ndarray:
        """
        Of the coefficients; NaN without an estimate.
        """
    @property
    def degrees_of_freedom(self) -> numpy.ndarray:
        """
        For t intervals, one per coefficient: Satterthwaite's for cr2.
        """
    @property
    def effective(self) -> numpy.ndarray:
        """
        Rows or clusters that each coefficient rests on: 1 / sum of squared shares in its information.
        """
    @property
    def kind(self) -> str:
        """
        The estimator.
        """
    @property
    def names(self) -> list[str]:
        """
        Of the coefficients.
        """
    @property
    def standard_errors(self) -> numpy.typing.NDArray[numpy.float64]:
        """
        One per coefficient; NaN without an estimate.
        """
    @property
    def undetermined(self) -> list[int]:
        """
        Positions of coefficients that one row or cluster decides: they have no standard error.
        """
class WildBootstrapResult:
    """
    A wild cluster bootstrap of one combination of coefficients.
    """
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        ...
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        ...
    def __repr__(self) -> str:
        ...
    def _repr_html_(self) -> str:
        ...
    def table(self) -> Table:
        """
        One row: the combination, its test and its interval.
        """
    def to_arrow(self) -> typing.Any:
        """
        A pyarrow.Table.
        """
    def to_csv(self, path: typing.Any = None, *, allow_restricted: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        Writes the result as CSV.
        
        Parameters
        ----------
        path : str or path, optional
            File to write; None: give the text back.
        allow_restricted : str, optional
            Why a restricted result may be written all the same.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        str or None
        
        Raises
        ------
        ArgumentError
            When the result is restricted and no reason is given.
        """
    def to_frame(self, library: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        The result as a data frame.
        
        Parameters
        ----------
        library : {'pandas', 'polars', 'pyarrow', 'dict'}, optional
            None: that of the data it was made from, else the first that is installed, else a dict.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays
        
        Raises
        ------
        ArgumentError
            When the library is unknown or not installed.
        """
    def to_table(self, language: str = 'en') -> Table:
        """
        The result as a tidy table.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        Table
        """
    @property
    def caveats(self) -> tuple:
        """
        What a reader must know; read these first.
        """
    @property
    def clusters(self) -> int:
        """
        Their number.
        """
    @property
    def draws(self) -> int:
        """
        Compared, the data themselves included.
        """
    @property
    def enumerated(self) -> bool:
        """
        Whether all signs were gone through.
        """
    @property
    def estimate(self) -> float:
        """
        Of the combination.
        """
    @property
    def high(self) -> float:
        """
        Highest value that is not rejected.
        """
    @property
    def low(self) -> float:
        """
        Lowest value that is not rejected.
        """
    @property
    def options(self) -> dict:
        """
        As used: the weights resolved.
        """
    @property
    def p_value(self) -> float:
        """
        Two-sided, symmetric.
        """
    @property
    def se(self) -> float:
        """
        Its cr1 standard error.
        """
    @property
    def statistic(self) -> float:
        """
        t of the hypothesis.
        """
    @property
    def statistics(self) -> numpy.ndarray:
        """
        Of the draws, at the hypothesis.
        """
class MarginResult:
    """
    What follows from the coefficients, with delta-method standard errors.
    """
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        ...
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        ...
    def __len__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    def _repr_html_(self) -> str:
        ...
    def table(self) -> Table:
        """
        One row per quantity, with its test and interval.
        """
    def to_arrow(self) -> typing.Any:
        """
        A pyarrow.Table.
        """
    def to_csv(self, path: typing.Any = None, *, allow_restricted: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        Writes the result as CSV.
        
        Parameters
        ----------
        path : str or path, optional
            File to write; None: give the text back.
        allow_restricted : str, optional
            Why a restricted result may be written all the same.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        str or None
        
        Raises
        ------
        ArgumentError
            When the result is restricted and no reason is given.
        """
    def to_frame(self, library: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        The result as a data frame.
        
        Parameters
        ----------
        library : {'pandas', 'polars', 'pyarrow', 'dict'}, optional
            None: that of the data it was made from, else the first that is installed, else a dict.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays
        
        Raises
        ------
        ArgumentError
            When the library is unknown or not installed.
        """
    def to_table(self, language: str = 'en') -> Table:
        """
        The result as a tidy table.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        Table
        """
    @property
    def confidence(self) -> float:
        """
        Of the intervals.
        """
    @property
    def covariance(self) -> numpy.ndarray:
        """
        Of the quantities (of the logarithms, for ratios).
        """
    @property
    def degrees_of_freedom(self) -> numpy.ndarray:
        """
        For t intervals.
        """
    @property
    def estimates(self) -> numpy.ndarray:
        """
        The quantities.
        """
    @property
    def gradient(self) -> numpy.ndarray:
        """
        To the coefficients (of the logarithms, for ratios).
        """
    @property
    def high(self) -> numpy.ndarray:
        """
        Upper ends of the intervals.
        """
    @property
    def labels(self) -> list[str]:
        """
        Of the quantities.
        """
    @property
    def low(self) -> numpy.ndarray:
        """
        Lower ends of the intervals.
        """
    @property
    def p_values(self) -> numpy.ndarray:
        """
        Against 0; for ratios against 1.
        """
    @property
    def ratios(self) -> bool:
        """
        Whether they are ratios: intervals on the log scale.
        """
    @property
    def standard_errors(self) -> numpy.ndarray:
        """
        Their standard errors.
        """
class DiagnosticsResult:
    """
    What every row does to a fit, and the fit to every row.
    """
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        ...
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        ...
    def __len__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    def _repr_html_(self) -> str:
        ...
    def table(self) -> Table:
        """
        One row per row of the fit.
        """
    def to_arrow(self) -> typing.Any:
        """
        A pyarrow.Table.
        """
    def to_csv(self, path: typing.Any = None, *, allow_restricted: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        Writes the result as CSV.
        
        Parameters
        ----------
        path : str or path, optional
            File to write; None: give the text back.
        allow_restricted : str, optional
            Why a restricted result may be written all the same.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        str or None
        
        Raises
        ------
        ArgumentError
            When the result is restricted and no reason is given.
        """
    def to_frame(self, library: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        The result as a data frame.
        
        Parameters
        ----------
        library : {'pandas', 'polars', 'pyarrow', 'dict'}, optional
            None: that of the data it was made from, else the first that is installed, else a dict.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays
        
        Raises
        ------
        ArgumentError
            When the library is unknown or not installed.
        """
    def to_table(self, language: str = 'en') -> Table:
        """
        The result as a tidy table.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        Table
        """
    @property
    def caveats(self) -> tuple:
        """
        What a reader must know; read these first.
        """
    @property
    def cook(self) -> numpy.ndarray:
        """
        Cook's distance.
        """
    @property
    def deviance(self) -> numpy.ndarray:
        """
        Signed root of the deviance of the row.
        """
    @property
    def deviance_standardised(self) -> numpy.ndarray:
        """
        Likewise.
        """
    @property
    def dfbeta(self) -> numpy.ndarray:
        """
        What every row adds to each coefficient; empty unless asked.
        """
    @property
    def leverage(self) -> numpy.ndarray:
        """
        Diagonal of the hat matrix.
        """
    @property
    def mean(self) -> numpy.ndarray:
        """
        Fitted.
        """
    @property
    def pearson(self) -> numpy.ndarray:
        """
        Over the root of the variance of the family.
        """
    @property
    def pearson_standardised(self) -> numpy.ndarray:
        """
        Over the root of dispersion (1 - leverage).
        """
    @property
    def quantile(self) -> numpy.ndarray:
        """
        Randomised quantile residuals: standard normal when the law is right.
        """
    @property
    def response(self) -> numpy.ndarray:
        """
        Outcome minus mean.
        """
class DispersionResult:
    """
    Whether the outcome varies more than its family allows.
    """
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        ...
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        ...
    def __repr__(self) -> str:
        ...
    def _repr_html_(self) -> str:
        ...
    def table(self) -> Table:
        """
        One row: the ratio and its tests.
        """
    def to_arrow(self) -> typing.Any:
        """
        A pyarrow.Table.
        """
    def to_csv(self, path: typing.Any = None, *, allow_restricted: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        Writes the result as CSV.
        
        Parameters
        ----------
        path : str or path, optional
            File to write; None: give the text back.
        allow_restricted : str, optional
            Why a restricted result may be written all the same.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        str or None
        
        Raises
        ------
        ArgumentError
            When the result is restricted and no reason is given.
        """
    def to_frame(self, library: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        The result as a data frame.
        
        Parameters
        ----------
        library : {'pandas', 'polars', 'pyarrow', 'dict'}, optional
            None: that of the data it was made from, else the first that is installed, else a dict.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays
        
        Raises
        ------
        ArgumentError
            When the library is unknown or not installed.
        """
    def to_table(self, language: str = 'en') -> Table:
        """
        The result as a tidy table.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        Table
        """
    @property
    def excess(self) -> float:
        """
        Cameron and Trivedi: phi - 1 or alpha; NaN unless Poisson.
        """
    @property
    def p_value(self) -> float:
        """
        One-sided, against more variance than Poisson allows.
        """
    @property
    def pearson(self) -> float:
        """
        Pearson's chi-squared.
        """
    @property
    def pearson_p_value(self) -> float:
        """
        That chance alone gives so large a ratio.
        """
    @property
    def ratio(self) -> float:
        """
        Their ratio; 1 when the variance is that of the family.
        """
    @property
    def residual_df(self) -> float:
        """
        Its degrees of freedom.
        """
    @property
    def statistic(self) -> float:
        """
        Its t.
        """
class InflationResult:
    """
    Variance inflation: what related columns cost in precision.
    """
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        ...
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        ...
    def __repr__(self) -> str:
        ...
    def _repr_html_(self) -> str:
        ...
    def table(self) -> Table:
        """
        One row per term.
        """
    def to_arrow(self) -> typing.Any:
        """
        A pyarrow.Table.
        """
    def to_csv(self, path: typing.Any = None, *, allow_restricted: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        Writes the result as CSV.
        
        Parameters
        ----------
        path : str or path, optional
            File to write; None: give the text back.
        allow_restricted : str, optional
            Why a restricted result may be written all the same.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        str or None
        
        Raises
        ------
        ArgumentError
            When the result is restricted and no reason is given.
        """
    def to_frame(self, library: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        The result as a data frame.
        
        Parameters
        ----------
        library : {'pandas', 'polars', 'pyarrow', 'dict'}, optional
            None: that of the data it was made from, else the first that is installed, else a dict.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays
        
        Raises
        ------
        ArgumentError
            When the library is unknown or not installed.
        """
    def to_table(self, language: str = 'en') -> Table:
        """
        The result as a tidy table.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        Table
        """
    @property
    def columns(self) -> list[int]:
        """
        In each term.
        """
    @property
    def inflation(self) -> numpy.ndarray:
        """
        Generalised variance inflation factor.
        """
    @property
    def labels(self) -> list[str]:
        """
        Of the terms.
        """
    @property
    def per_column(self) -> numpy.ndarray:
        """
        inflation ** (1 / (2 columns)).
        """
class Distribution:
    """
    The law of an outcome given its mean, with its link.
    
    Parameters
    ----------
    family : {'gaussian', 'poisson', 'quasi_poisson', 'negative_binomial', 'binomial', 'quasi_binomial', 'gamma', 'inverse_gaussian', 'tweedie'}
        law of the outcome given its mean
    link : {'automatic', 'identity', 'log', 'logit', 'probit', 'cloglog', 'inverse', 'inverse_squared', 'square_root'}
        how the linear predictor gives the mean
    theta : float | None
        negative binomial size; NaN: estimated
    power : float | None
        Tweedie variance power, between 1 and 2
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __init__(self, family: typing.Literal['gaussian', 'poisson', 'quasi_poisson', 'negative_binomial', 'binomial', 'quasi_binomial', 'gamma', 'inverse_gaussian', 'tweedie'] = 'gaussian', *, link: typing.Literal['automatic', 'identity', 'log', 'logit', 'probit', 'cloglog', 'inverse', 'inverse_squared', 'square_root'] = 'automatic', theta: float | None = None, power: float | None = 1.5) -> None:
        ...
    def __reduce__(self) -> tuple[typing.Any, ...]:
        ...
    def __repr__(self) -> str:
        ...
    def to_dict(self) -> dict[str, typing.Any]:
        """
        The fields by name; lists as tuples.
        """
    @property
    def family(self) -> typing.Literal['gaussian', 'poisson', 'quasi_poisson', 'negative_binomial', 'binomial', 'quasi_binomial', 'gamma', 'inverse_gaussian', 'tweedie']:
        """
        law of the outcome given its mean
        """
    @family.setter
    def family(self, value: typing.Literal['gaussian', 'poisson', 'quasi_poisson', 'negative_binomial', 'binomial', 'quasi_binomial', 'gamma', 'inverse_gaussian', 'tweedie']) -> None:
        ...
    @property
    def link(self) -> typing.Literal['automatic', 'identity', 'log', 'logit', 'probit', 'cloglog', 'inverse', 'inverse_squared', 'square_root']:
        """
        how the linear predictor gives the mean
        """
    @link.setter
    def link(self, value: typing.Literal['automatic', 'identity', 'log', 'logit', 'probit', 'cloglog', 'inverse', 'inverse_squared', 'square_root']) -> None:
        ...
    @property
    def power(self) -> float:
        """
        Tweedie variance power, between 1 and 2
        """
    @power.setter
    def power(self, value: float | None) -> None:
        ...
    @property
    def theta(self) -> float:
        """
        negative binomial size; NaN: estimated
        """
    @theta.setter
    def theta(self, value: float | None) -> None:
        ...
class GlmResult:
    """
    A fitted generalised linear model.
    """
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        ...
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        ...
    def __getstate__(self) -> tuple[bytes, dict]:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def _repr_html_(self) -> str:
        ...
    def predict(self, *args, **kwargs) -> typing.Any:
        """
        Predicts the mean of new rows: `predict` of this fit.
        """
    def robust(self, *args, **kwargs) -> typing.Any:
        """
        Gives the covariance when the variance of the family cannot be trusted: `robust_covariance` of this fit.
        """
    def table(self) -> Table:
        """
        term, estimate, se, statistic, df, p_value, low, high; df is infinite where the normal law is used.
        """
    def to_arrow(self) -> typing.Any:
        """
        A pyarrow.Table.
        """
    def to_csv(self, path: typing.Any = None, *, allow_restricted: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        Writes the result as CSV.
        
        Parameters
        ----------
        path : str or path, optional
            File to write; None: give the text back.
        allow_restricted : str, optional
            Why a restricted result may be written all the same.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        str or None
        
        Raises
        ------
        ArgumentError
            When the result is restricted and no reason is given.
        """
    def to_frame(self, library: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        The result as a data frame.
        
        Parameters
        ----------
        library : {'pandas', 'polars', 'pyarrow', 'dict'}, optional
            None: that of the data it was made from, else the first that is installed, else a dict.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays
        
        Raises
        ------
        ArgumentError
            When the library is unknown or not installed.
        """
    def to_table(self, language: str = 'en') -> Table:
        """
        The result as a tidy table.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        Table
        """
    @property
    def aic(self) -> float:
        """
        Akaike's criterion.
        """
    @property
    def aliased(self) -> list[str]:
        """
        Columns left out because earlier ones determine them.
        """
    @property
    def bic(self) -> float:
        """
        Schwarz's criterion.
        """
    @property
    def caveats(self) -> tuple:
        """
        What a reader must know; read these first.
        """
    @property
    def coefficients(self) -> numpy.ndarray:
        """
        On the scale of the linear predictor; NaN for aliased columns.
        """
    @property
    def confidence(self) -> float:
        """
        Of the intervals.
        """
    @property
    def converged(self) -> bool:
        """
        Whether the estimates are final.
        """
    @property
    def covariance(self) -> numpy.ndarray:
        """
        Of the coefficients: the robust one that was asked for, else `model_covariance`.
        """
    @property
    def deviance(self) -> float:
        """
        Twice what the likelihood falls short of a perfect fit.
        """
    @property
    def dispersion(self) -> float:
        """
        Pearson's chi-squared / residual_df, or 1 by definition.
        """
    @property
    def family(self) -> str:
        """
        The law of the outcome.
        """
    @property
    def iterations(self) -> int:
        """
        Passes over all rows that ended in a step.
        """
    @property
    def link(self) -> str:
        """
        How the linear predictor gives the mean.
        """
    @property
    def log_likelihood(self) -> float:
        """
        NaN for quasi families and Tweedie.
        """
    @property
    def model_covariance(self) -> numpy.ndarray:
        """
        Of the coefficients when the variance of the family holds: dispersion x inverse Fisher information.
        """
    @property
    def names(self) -> list[str]:
        """
        Of the columns.
        """
    @property
    def observations(self) -> float:
        """
        Rows, each counted by its frequency weight.
        """
    @property
    def pearson(self) -> float:
        """
        Pearson's chi-squared.
        """
    @property
    def power(self) -> float:
        """
        Tweedie: variance power.
        """
    @property
    def residual_df(self) -> float:
        """
        Observations minus estimated coefficients.
        """
    @property
    def standard_errors(self) -> numpy.typing.NDArray[numpy.float64]:
        """
        Square roots of the diagonal of `covariance`.
        """
    @property
    def status(self) -> str:
        """
        'converged', 'max_iterations', 'separated' or 'no_step'; only the first gives final estimates.
        """
    @property
    def theta(self) -> float:
        """
        Negative binomial: size, given or estimated; else NaN.
        """
    @property
    def theta_se(self) -> float:
        """
        Of an estimated theta; else NaN.
        """
class GlmAccumulator:
    """
    The fit of `glm` from rows in batches: its state does not grow with the rows.
    """
    def __getstate__(self) -> tuple[bytes]:
        ...
    def __init__(self, columns: typing.SupportsInt | typing.SupportsIndex, names: typing.Any = None, **kwargs) -> None:
        """
        For so many columns; the keywords are those of `glm`.
        """
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def add(self, x: typing.Any, y: typing.Any, **kwargs) -> None:
        """
        Adds a batch to the sweep; offset, exposure and weights by keyword.
        """
    def advance(self) -> bool:
        """
        Ends a sweep; True when all rows are needed once more.
        """
    def copy(self) -> GlmAccumulator:
        """
        For a worker to start from.
        """
    def merge(self, other: GlmAccumulator) -> None:
        """
        Adds what another worker saw of the same sweep.
        """
    def result(self) -> GlmResult:
        """
        The fit, after `advance` gave False.
        """
class TweediePowerResult:
    """
    The variance power that makes the data most likely, with its interval.
    """
    def __repr__(self) -> str:
        ...
    @property
    def caveats(self) -> tuple:
        """
        What a reader must know; read these first.
        """
    @property
    def dispersion(self) -> float:
        """
        By maximum likelihood, at that power.
        """
    @property
    def fit(self) -> GlmResult:
        """
        The fit at that power.
        """
    @property
    def high(self) -> float:
        """
        Upper end of its interval.
        """
    @property
    def log_likelihood(self) -> float:
        """
        At that power.
        """
    @property
    def low(self) -> float:
        """
        Lower end of its interval.
        """
    @property
    def power(self) -> float:
        """
        Strictly between 1 and 2.
        """
    @property
    def powers(self) -> list[float]:
        """
        The powers that were tried, ascending.
        """
    @property
    def profile(self) -> list[float]:
        """
        Their log-likelihoods.
        """
class NestedTest:
    """
    Whether a larger model fits better than chance would make it.
    """
    def __repr__(self) -> str:
        ...
    @property
    def caveats(self) -> tuple:
        """
        What a reader must know; read these first.
        """
    @property
    def degrees_of_freedom(self) -> float:
        """
        Coefficients more.
        """
    @property
    def p_value(self) -> float:
        """
        How often chance alone gives such a gain.
        """
    @property
    def residual_df(self) -> float:
        """
        Of the dispersion or the covariance; infinite for chi-squared.
        """
    @property
    def statistic(self) -> float:
        """
        Chi-squared, or F where the dispersion is estimated or the covariance is robust.
        """
class DropEachResult:
    """
    What each term adds to all the others.
    """
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        ...
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        ...
    def __repr__(self) -> str:
        ...
    def _repr_html_(self) -> str:
        ...
    def table(self) -> Table:
        """
        One row per term.
        """
    def to_arrow(self) -> typing.Any:
        """
        A pyarrow.Table.
        """
    def to_csv(self, path: typing.Any = None, *, allow_restricted: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        Writes the result as CSV.
        
        Parameters
        ----------
        path : str or path, optional
            File to write; None: give the text back.
        allow_restricted : str, optional
            Why a restricted result may be written all the same.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        str or None
        
        Raises
        ------
        ArgumentError
            When the result is restricted and no reason is given.
        """
    def to_frame(self, library: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        The result as a data frame.
        
        Parameters
        ----------
        library : {'pandas', 'polars', 'pyarrow', 'dict'}, optional
            None: that of the data it was made from, else the first that is installed, else a dict.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays
        
        Raises
        ------
        ArgumentError
            When the library is unknown or not installed.
        """
    def to_table(self, language: str = 'en') -> Table:
        """
        The result as a tidy table.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        Table
        """
    @property
    def caveats(self) -> tuple:
        """
        What a reader must know; read these first.
        """
class ReferenceLevel:
    """
    The level that the others of a column are compared with.
    
    Parameters
    ----------
    column : str
        a categorical column
    level : str
        the level that the others are compared with
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __init__(self, column: str = '', *, level: str = '') -> None:
        ...
    def __reduce__(self) -> tuple[typing.Any, ...]:
        ...
    def __repr__(self) -> str:
        ...
    def to_dict(self) -> dict[str, typing.Any]:
        """
        The fields by name; lists as tuples.
        """
    @property
    def column(self) -> str:
        """
        a categorical column
        """
    @column.setter
    def column(self, value: str) -> None:
        ...
    @property
    def level(self) -> str:
        """
        the level that the others are compared with
        """
    @level.setter
    def level(self, value: str) -> None:
        ...
class DesignMatrix:
    """
    A design matrix and the rows of the table that it holds.
    """
    def __array__(self, dtype: typing.Any = None, copy: typing.Any = None) -> typing.Any:
        ...
    def __repr__(self) -> str:
        ...
    @property
    def caveats(self) -> tuple:
        """
        What a reader must know.
        """
    @property
    def left_out(self) -> int:
        """
        Rows left out because they lack a value.
        """
    @property
    def names(self) -> list[str]:
        """
        Of the columns.
        """
    @property
    def rows(self) -> numpy.ndarray:
        """
        Position in the table of every row of x.
        """
    @property
    def x(self) -> numpy.ndarray:
        """
        One row per kept row, one column per column of the design; a read-only view.
        """
class Design:
    """
    From a table to a design matrix and back to its words; levels are fixed when it is made.
    
    `terms`: columns, and products of columns written as 'income:type' or ('income', 'type').
    
    Parameters
    ----------
    references : Mapping[str, str] | Iterable[ReferenceLevel | dict[str, Any]]
        levels that the others of their column are compared with, by column
    reference : {'first', 'most_frequent'}
        which level that is where none is named
    categorical : Iterable[str]
        columns of whole numbers, dates or truth values to be taken as categories
    intercept : bool
        whether the first column is 1 in every row
    missing : {'refuse', 'leave_out'}
        what happens with rows that lack a value
    """
    __hash__: typing.ClassVar[None] = None
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        ...
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        ...
    def __eq__(self, arg0: Design) -> bool:
        ...
    def __getstate__(self) -> tuple[bytes, typing.Any]:
        ...
    def __init__(self, data: typing.Any, terms: typing.Any, *, references: collections.abc.Mapping[str, str] | collections.abc.Iterable[ReferenceLevel | dict[str, typing.Any]] = (), reference: typing.Literal['first', 'most_frequent'] = 'first', categorical: collections.abc.Iterable[str] = (), intercept: bool = True, missing: typing.Literal['refuse', 'leave_out'] = 'refuse') -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def _repr_html_(self) -> str:
        ...
    def build(self, data: typing.Any) -> DesignMatrix:
        """
        The design matrix of a table. A level that was not there when the design was made is an error.
        """
    def build_with(self, data: typing.Any, settings: dict) -> numpy.ndarray:
        """
        As it would be with columns set: {'type': 'flat', 'income': 3}.
        """
    def derivative(self, data: typing.Any, column: str) -> numpy.ndarray:
        """
        How every column moves with a numeric column of the table.
        """
    def to_arrow(self) -> typing.Any:
        """
        A pyarrow.Table.
        """
    def to_csv(self, path: typing.Any = None, *, allow_restricted: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        Writes the result as CSV.
        
        Parameters
        ----------
        path : str or path, optional
            File to write; None: give the text back.
        allow_restricted : str, optional
            Why a restricted result may be written all the same.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        str or None
        
        Raises
        ------
        ArgumentError
            When the result is restricted and no reason is given.
        """
    def to_frame(self, library: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        The result as a data frame.
        
        Parameters
        ----------
        library : {'pandas', 'polars', 'pyarrow', 'dict'}, optional
            None: that of the data it was made from, else the first that is installed, else a dict.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays
        
        Raises
        ------
        ArgumentError
            When the library is unknown or not installed.
        """
    def to_table(self, language: str = 'en') -> Table:
        """
        The result as a tidy table.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        Table
        """
    @property
    def caveats(self) -> tuple:
        """
        What a reader must know.
        """
    @property
    def column_terms(self) -> list[str]:
        """
        The term of every column.
        """
    @property
    def levels(self) -> dict:
        """
        Levels of every categorical column, in order.
        """
    @property
    def names(self) -> list[str]:
        """
        Of the columns.
        """
    @property
    def options(self) -> dict:
        """
        How it was made.
        """
    @property
    def references(self) -> dict:
        """
        The level of every categorical column with which the others are compared.
        """
    @property
    def terms(self) -> list[str]:
        """
        Names of the terms.
        """
class ElasticNetResult:
    """
    Penalised fits for a descending path of lambda.
    """
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        ...
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        ...
    def __repr__(self) -> str:
        ...
    def _predict(self, rows: typing.Any, at: typing.SupportsInt | typing.SupportsIndex) -> numpy.typing.NDArray[numpy.float64]:
        ...
    def _repr_html_(self) -> str:
        ...
    def coefficient_table(self) -> Table:
        """
        lambda, term, estimate: the coefficients that are not 0.
        """
    def table(self) -> Table:
        """
        lambda, nonzero, deviance, deviance_ratio, passes.
        """
    def to_arrow(self) -> typing.Any:
        """
        A pyarrow.Table.
        """
    def to_csv(self, path: typing.Any = None, *, allow_restricted: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        Writes the result as CSV.
        
        Parameters
        ----------
        path : str or path, optional
            File to write; None: give the text back.
        allow_restricted : str, optional
            Why a restricted result may be written all the same.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        str or None
        
        Raises
        ------
        ArgumentError
            When the result is restricted and no reason is given.
        """
    def to_frame(self, library: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        The result as a data frame.
        
        Parameters
        ----------
        library : {'pandas', 'polars', 'pyarrow', 'dict'}, optional
            None: that of the data it was made from, else the first that is installed, else a dict.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays
        
        Raises
        ------
        ArgumentError
            When the library is unknown or not installed.
        """
    def to_table(self, language: str = 'en') -> Table:
        """
        The result as a tidy table.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        Table
        """
    @property
    def caveats(self) -> tuple:
        """
        What a reader must know; read these first.
        """
    @property
    def coefficients(self) -> numpy.ndarray:
        """
        One row per column of x, one column per lambda; for the columns as given.
        """
    @property
    def deviance(self) -> numpy.ndarray:
        """
        Per lambda.
        """
    @property
    def deviance_ratio(self) -> numpy.ndarray:
        """
        1 - deviance / null deviance, per lambda.
        """
    @property
    def intercept(self) -> int:
        """
        The column that serves as intercept; -1: none.
        """
    @property
    def lambdas(self) -> numpy.ndarray:
        """
        Strengths of the penalty, descending.
        """
    @property
    def names(self) -> list[str]:
        """
        Of the columns.
        """
    @property
    def nonzero(self) -> list[int]:
        """
        Coefficients that are not 0, without the intercept.
        """
    @property
    def null_deviance(self) -> float:
        """
        Of the intercept and the offset alone.
        """
    @property
    def observations(self) -> float:
        """
        Rows, each counted by its frequency weight.
        """
    @property
    def passes(self) -> list[int]:
        """
        Over the rows, per lambda.
        """
    @property
    def violation(self) -> numpy.ndarray:
        """
        Of the optimality conditions, against the null gradient, per lambda.
        """
class ElasticNetCvResult:
    """
    How well each lambda predicts rows that it has not seen.
    """
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        ...
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        ...
    def __repr__(self) -> str:
        ...
    def _repr_html_(self) -> str:
        ...
    def table(self) -> Table:
        """
        lambda, deviance, se, nonzero, choice.
        """
    def to_arrow(self) -> typing.Any:
        """
        A pyarrow.Table.
        """
    def to_csv(self, path: typing.Any = None, *, allow_restricted: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        Writes the result as CSV.
        
        Parameters
        ----------
        path : str or path, optional
            File to write; None: give the text back.
        allow_restricted : str, optional
            Why a restricted result may be written all the same.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        str or None
        
        Raises
        ------
        ArgumentError
            When the result is restricted and no reason is given.
        """
    def to_frame(self, library: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        The result as a data frame.
        
        Parameters
        ----------
        library : {'pandas', 'polars', 'pyarrow', 'dict'}, optional
            None: that of the data it was made from, else the first that is installed, else a dict.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays
        
        Raises
        ------
        ArgumentError
            When the library is unknown or not installed.
        """
    def to_table(self, language: str = 'en') -> Table:
        """
        The result as a tidy table.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        Table
        """
    @property
    def at_min(self) -> int:
        """
        Position of the lambda with the lowest mean.
        """
    @property
    def at_one_se(self) -> int:
        """
        Position of the largest lambda within one standard error of that.
        """
    @property
    def caveats(self) -> tuple:
        """
        What a reader must know; read these first.
        """
    @property
    def deviance_by_fold(self) -> numpy.ndarray:
        """
        One row per fold, one column per lambda.
        """
    @property
    def fit(self) -> ElasticNetResult:
        """
        The path on all rows.
        """
    @property
    def fold_of_row(self) -> list[int]:
        """
        0, 1, ...
        """
    @property
    def mean(self) -> numpy.ndarray:
        """
        Deviance per unit of weight of rows left out, per lambda.
        """
    @property
    def se(self) -> numpy.ndarray:
        """
        Standard error of that mean over the folds.
        """
class InterceptsPrediction:
    """
    Means of new rows after random intercepts: of a known group, on average, or of a new group.
    """
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        ...
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        ...
    def __repr__(self) -> str:
        ...
    def _repr_html_(self) -> str:
        ...
    def table(self) -> Table:
        """
        mean, eta, se, low, high; and known, where rows have groups.
        """
    def to_arrow(self) -> typing.Any:
        """
        A pyarrow.Table.
        """
    def to_csv(self, path: typing.Any = None, *, allow_restricted: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        Writes the result as CSV.
        
        Parameters
        ----------
        path : str or path, optional
            File to write; None: give the text back.
        allow_restricted : str, optional
            Why a restricted result may be written all the same.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        str or None
        
        Raises
        ------
        ArgumentError
            When the result is restricted and no reason is given.
        """
    def to_frame(self, library: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        The result as a data frame.
        
        Parameters
        ----------
        library : {'pandas', 'polars', 'pyarrow', 'dict'}, optional
            None: that of the data it was made from, else the first that is installed, else a dict.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays
        
        Raises
        ------
        ArgumentError
            When the library is unknown or not installed.
        """
    def to_table(self, language: str = 'en') -> Table:
        """
        The result as a tidy table.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        Table
        """
    @property
    def caveats(self) -> tuple:
        """
        What a reader must know; read these first.
        """
    @property
    def confidence(self) -> float:
        """
        Of the intervals.
        """
    @property
    def eta(self) -> numpy.ndarray:
        """
        Where the interval is made, on the scale of the link.
        """
    @property
    def high(self) -> numpy.ndarray:
        """
        Upper end of it.
        """
    @property
    def low(self) -> numpy.ndarray:
        """
        Lower end of the interval of the mean.
        """
    @property
    def mean(self) -> numpy.ndarray:
        """
        Of a row of the group, or on average over groups.
        """
    @property
    def of(self) -> str:
        """
        'group', 'average' or 'new_group'.
        """
    @property
    def se(self) -> numpy.ndarray:
        """
        Of eta; for a new group with the variance between groups.
        """
class RandomInterceptsResult:
    """
    A regression in which every group has an intercept of its own.
    """
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        ...
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        ...
    def __repr__(self) -> str:
        ...
    def _predict(self, arg0: typing.Any, arg1: typing.Any, arg2: collections.abc.Sequence[str], arg3: dict) -> InterceptsPrediction:
        ...
    def _repr_html_(self) -> str:
        ...
    def effect_table(self) -> Table:
        """
        group, effect, se, low, high, rows.
        """
    def predict(self, *args, **kwargs) -> typing.Any:
        """
        Predicts the mean of new rows: `predict` of this fit.
        """
    def table(self) -> Table:
        """
        term, estimate, se, statistic, df, p_value, low, high.
        """
    def to_arrow(self) -> typing.Any:
        """
        A pyarrow.Table.
        """
    def to_csv(self, path: typing.Any = None, *, allow_restricted: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        Writes the result as CSV.
        
        Parameters
        ----------
        path : str or path, optional
            File to write; None: give the text back.
        allow_restricted : str, optional
            Why a restricted result may be written all the same.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        str or None
        
        Raises
        ------
        ArgumentError
            When the result is restricted and no reason is given.
        """
    def to_frame(self, library: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        The result as a data frame.
        
        Parameters
        ----------
        library : {'pandas', 'polars', 'pyarrow', 'dict'}, optional
            None: that of the data it was made from, else the first that is installed, else a dict.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays
        
        Raises
        ------
        ArgumentError
            When the library is unknown or not installed.
        """
    def to_table(self, language: str = 'en') -> Table:
        """
        The result as a tidy table.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        Table
        """
    @property
    def aic(self) -> float:
        """
        Akaike's criterion.
        """
    @property
    def bic(self) -> float:
        """
        Schwarz's criterion.
        """
    @property
    def boundary(self) -> bool:
        """
        True when groups differ no more than chance: then sd is 0.
        """
    @property
    def caveats(self) -> tuple:
        """
        What a reader must know; read these first.
        """
    @property
    def coefficients(self) -> numpy.ndarray:
        """
        Given the group; NaN for aliased columns.
        """
    @property
    def converged(self) -> bool:
        """
        Whether the estimates are final.
        """
    @property
    def covariance(self) -> numpy.ndarray:
        """
        Of the coefficients, from the observed information.
        """
    @property
    def effect_se(self) -> numpy.ndarray:
        """
        Spread of those, with the estimates taken as known.
        """
    @property
    def effects(self) -> numpy.ndarray:
        """
        Most probable intercept of each group, against the average group.
        """
    @property
    def group_names(self) -> list[str]:
        """
        Of the groups, in order of first appearance.
        """
    @group_names.setter
    def group_names(self, arg0: collections.abc.Sequence[str]) -> None:
        ...
    @property
    def group_rows(self) -> list[int]:
        """
        Rows per group.
        """
    @property
    def intraclass_correlation(self) -> float:
        """
        Share of the variance (latent, for shares) that is between groups; NaN for counts.
        """
    @property
    def iterations(self) -> int:
        """
        Steps of the search.
        """
    @property
    def log_likelihood(self) -> float:
        """
        Marginal, with all constants.
        """
    @property
    def median_ratio(self) -> float:
        """
        Median ratio (odds, hazard or rate) of the higher over the lower of two random groups.
        """
    @property
    def names(self) -> list[str]:
        """
        Of the columns.
        """
    @property
    def null_log_likelihood(self) -> float:
        """
        With variance 0 between groups.
        """
    @property
    def observations(self) -> float:
        """
        Rows, each counted by its frequency weight.
        """
    @property
    def quadrature_gap(self) -> float:
        """
        What twice as many nodes + 1 would change in it.
        """
    @property
    def residual_sd(self) -> float:
        """
        Gaussian: within groups; else NaN.
        """
    @property
    def residual_sd_se(self) -> float:
        """
        Its standard error.
        """
    @property
    def sd(self) -> float:
        """
        Of the group intercepts, on the scale of the linear predictor.
        """
    @property
    def sd_high(self) -> float:
        """
        Upper end of its interval.
        """
    @property
    def sd_low(self) -> float:
        """
        Lower end of its interval.
        """
    @property
    def sd_se(self) -> float:
        """
        Its standard error; NaN on the boundary.
        """
    @property
    def standard_errors(self) -> numpy.typing.NDArray[numpy.float64]:
        """
        Of the coefficients.
        """
    @property
    def status(self) -> str:
        """
        'converged', 'max_iterations', 'separated' or 'no_step'; only the first gives final estimates.
        """
    @property
    def theta(self) -> float:
        """
        Negative binomial: size, given or estimated; else NaN.
        """
    @property
    def theta_se(self) -> float:
        """
        Of an estimated theta; else NaN.
        """
    @property
    def variance_p_value(self) -> float:
        """
        By the mixture that holds at the edge.
        """
    @property
    def variance_statistic(self) -> float:
        """
        Twice the gain over that.
        """
class PartsExpectation:
    """
    What new rows may be expected to use.
    """
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        ...
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        ...
    def __repr__(self) -> str:
        ...
    def to_arrow(self) -> typing.Any:
        """
        A pyarrow.Table.
        """
    def to_csv(self, path: typing.Any = None, *, allow_restricted: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        Writes the result as CSV.
        
        Parameters
        ----------
        path : str or path, optional
            File to write; None: give the text back.
        allow_restricted : str, optional
            Why a restricted result may be written all the same.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        str or None
        
        Raises
        ------
        ArgumentError
            When the result is restricted and no reason is given.
        """
    def to_frame(self, library: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        The result as a data frame.
        
        Parameters
        ----------
        library : {'pandas', 'polars', 'pyarrow', 'dict'}, optional
            None: that of the data it was made from, else the first that is installed, else a dict.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays
        
        Raises
        ------
        ArgumentError
            When the library is unknown or not installed.
        """
    def to_table(self, language: str = 'en') -> Table:
        """
        The result as a tidy table.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        Table
        """
    @property
    def amount(self) -> numpy.ndarray:
        """
        Expected when there is any use.
        """
    @property
    def degrees_of_freedom(self) -> numpy.ndarray:
        """
        Of its interval: Satterthwaite's with few clusters, clusters - 1 with 50 or more, else infinite.
        """
    @property
    def high(self) -> numpy.ndarray:
        """
        Upper end of its interval.
        """
    @property
    def low(self) -> numpy.ndarray:
        """
        Lower end of its interval.
        """
    @property
    def mean(self) -> numpy.ndarray:
        """
        Probability x amount.
        """
    @property
    def probability(self) -> numpy.ndarray:
        """
        Of any use.
        """
    @property
    def se(self) -> numpy.ndarray:
        """
        Its standard error, from the estimates only.
        """
    @property
    def total(self) -> float:
        """
        Sum of the means, by frequency weight.
        """
    @property
    def total_se(self) -> float:
        """
        Its standard error, from the estimates only.
        """
class TwoPartResult:
    """
    Any use, and the amount when there is.
    """
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        ...
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        ...
    def __repr__(self) -> str:
        ...
    def _expect(self, rows: typing.Any) -> PartsExpectation:
        ...
    def _repr_html_(self) -> str:
        ...
    def table(self) -> Table:
        """
        term, estimate, se, statistic, df, p_value, low, high, part: as the clusters have it.
        """
    def to_arrow(self) -> typing.Any:
        """
        A pyarrow.Table.
        """
    def to_csv(self, path: typing.Any = None, *, allow_restricted: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        Writes the result as CSV.
        
        Parameters
        ----------
        path : str or path, optional
            File to write; None: give the text back.
        allow_restricted : str, optional
            Why a restricted result may be written all the same.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        str or None
        
        Raises
        ------
        ArgumentError
            When the result is restricted and no reason is given.
        """
    def to_frame(self, library: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        The result as a data frame.
        
        Parameters
        ----------
        library : {'pandas', 'polars', 'pyarrow', 'dict'}, optional
            None: that of the data it was made from, else the first that is installed, else a dict.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays
        
        Raises
        ------
        ArgumentError
            When the library is unknown or not installed.
        """
    def to_table(self, language: str = 'en') -> Table:
        """
        The result as a tidy table.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        Table
        """
    @property
    def amount(self) -> GlmResult:
        """
        Of the rows above zero: an ordinary fit.
        """
    @property
    def caveats(self) -> tuple:
        """
        What a reader must know; read these first.
        """
    @property
    def clusters(self) -> int:
        """
        Number of clusters; 0 without.
        """
    @property
    def covariance(self) -> numpy.ndarray:
        """
        Of both parts and their last parameter together (log smearing, log theta).
        """
    @property
    def smearing(self) -> float:
        """
        Lognormal: mean of exp(residual); else 1.
        """
    @property
    def use(self) -> GlmResult:
        """
        Any use at all: an ordinary fit.
        """
class HurdleResult:
    """
    Any use, and the count when there is.
    """
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        ...
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        ...
    def __repr__(self) -> str:
        ...
    def _expect(self, rows: typing.Any) -> PartsExpectation:
        ...
    def _repr_html_(self) -> str:
        ...
    def table(self) -> Table:
        """
        term, estimate, se, statistic, df, p_value, low, high, part: as the clusters have it.
        """
    def to_arrow(self) -> typing.Any:
        """
        A pyarrow.Table.
        """
    def to_csv(self, path: typing.Any = None, *, allow_restricted: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        Writes the result as CSV.
        
        Parameters
        ----------
        path : str or path, optional
            File to write; None: give the text back.
        allow_restricted : str, optional
            Why a restricted result may be written all the same.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        str or None
        
        Raises
        ------
        ArgumentError
            When the result is restricted and no reason is given.
        """
    def to_frame(self, library: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        The result as a data frame.
        
        Parameters
        ----------
        library : {'pandas', 'polars', 'pyarrow', 'dict'}, optional
            None: that of the data it was made from, else the first that is installed, else a dict.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays
        
        Raises
        ------
        ArgumentError
            When the library is unknown or not installed.
        """
    def to_table(self, language: str = 'en') -> Table:
        """
        The result as a tidy table.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        Table
        """
    @property
    def aic(self) -> float:
        """
        Akaike's criterion.
        """
    @property
    def bic(self) -> float:
        """
        Schwarz's criterion.
        """
    @property
    def caveats(self) -> tuple:
        """
        What a reader must know; read these first.
        """
    @property
    def clusters(self) -> int:
        """
        Number of clusters; 0 without.
        """
    @property
    def count(self) -> GlmResult:
        """
        Of the rows above zero: coefficients of the mean before zeros are cut off.
        """
    @property
    def covariance(self) -> numpy.ndarray:
        """
        Of both parts and their last parameter together (log smearing, log theta).
        """
    @property
    def log_likelihood(self) -> float:
        """
        Of both parts.
        """
    @property
    def use(self) -> GlmResult:
        """
        Any use at all: an ordinary fit.
        """
class TwoPartAccumulator:
    """
    The model of `two_part` from rows in batches.
    """
    def __init__(self, columns: typing.SupportsInt | typing.SupportsIndex, names: typing.Any = None, **kwargs) -> None:
        """
        For so many columns; the keywords are those of the function, covariance 'robust', 'model' or 'cluster'.
        """
    def add(self, x: typing.Any, y: typing.Any, cluster: typing.Any = None, **kwargs) -> None:
        """
        Adds a batch to the sweep; offset, exposure and frequency_weights by keyword. A cluster may be spread over batches and workers.
        """
    def advance(self) -> bool:
        """
        Ends a sweep; True when all rows are needed once more.
        """
    def copy(self) -> TwoPartAccumulator:
        """
        For a worker to start from.
        """
    def merge(self, other: TwoPartAccumulator) -> None:
        """
        Adds what another worker saw of the same sweep.
        """
    def result(self) -> TwoPartResult:
        """
        What was found, after `advance` gave False.
        """
class HurdleAccumulator:
    """
    The model of `hurdle` from rows in batches.
    """
    def __init__(self, columns: typing.SupportsInt | typing.SupportsIndex, names: typing.Any = None, **kwargs) -> None:
        """
        For so many columns; the keywords are those of the function, covariance 'robust', 'model' or 'cluster'.
        """
    def add(self, x: typing.Any, y: typing.Any, cluster: typing.Any = None, **kwargs) -> None:
        """
        Adds a batch to the sweep; offset, exposure and frequency_weights by keyword. A cluster may be spread over batches and workers.
        """
    def advance(self) -> bool:
        """
        Ends a sweep; True when all rows are needed once more.
        """
    def copy(self) -> HurdleAccumulator:
        """
        For a worker to start from.
        """
    def merge(self, other: HurdleAccumulator) -> None:
        """
        Adds what another worker saw of the same sweep.
        """
    def result(self) -> HurdleResult:
        """
        What was found, after `advance` gave False.
        """
class ElasticNetAccumulator:
    """
    The path of `elastic_net` from rows in batches.
    """
    def __init__(self, columns: typing.SupportsInt | typing.SupportsIndex, names: typing.Any = None, **kwargs) -> None:
        """
        For so many columns; the keywords are those of `elastic_net`.
        """
    def add(self, x: typing.Any, y: typing.Any, **kwargs) -> None:
        """
        Adds a batch to the sweep; offset, exposure and weights by keyword.
        """
    def advance(self) -> bool:
        """
        Ends a sweep; True when all rows are needed once more.
        """
    def copy(self) -> ElasticNetAccumulator:
        """
        For a worker to start from.
        """
    def merge(self, other: ElasticNetAccumulator) -> None:
        """
        Adds what another worker saw of the same sweep.
        """
    def result(self) -> ElasticNetResult:
        """
        What was found, after `advance` gave False.
        """
class ElasticNetCvAccumulator:
    """
    The cross-validation of `elastic_net_cv` from rows in batches.
    """
    def __init__(self, columns: typing.SupportsInt | typing.SupportsIndex, folds: typing.SupportsInt | typing.SupportsIndex = 10, names: typing.Any = None, **kwargs) -> None:
        """
        For so many columns and folds; the other keywords are those of `elastic_net`.
        """
    def add(self, x: typing.Any, y: typing.Any, fold_of_row: typing.Any, **kwargs) -> None:
        """
        Adds a batch to the sweep; `fold_of_row`, 0 .. folds - 1, must be the same in every sweep.
        """
    def advance(self) -> bool:
        """
        Ends a sweep; True when all rows are needed once more.
        """
    def copy(self) -> ElasticNetCvAccumulator:
        """
        For a worker to start from.
        """
    def merge(self, other: ElasticNetCvAccumulator) -> None:
        """
        Adds what another worker saw of the same sweep.
        """
    def result(self) -> ElasticNetCvResult:
        """
        What was found, after `advance` gave False.
        """
class TweediePowerAccumulator:
    """
    The search of `tweedie_power` from rows in batches.
    """
    def __init__(self, columns: typing.SupportsInt | typing.SupportsIndex, low: typing.SupportsFloat | typing.SupportsIndex = 1.02, high: typing.SupportsFloat | typing.SupportsIndex = 1.98, names: typing.Any = None, **kwargs) -> None:
        """
        For so many columns; the keywords are those of `tweedie_power`.
        """
    def add(self, x: typing.Any, y: typing.Any, **kwargs) -> None:
        """
        Adds a batch to the sweep; offset, exposure and weights by keyword.
        """
    def advance(self) -> bool:
        """
        Ends a sweep; True when all rows are needed once more.
        """
    def copy(self) -> TweediePowerAccumulator:
        """
        For a worker to start from.
        """
    def merge(self, other: TweediePowerAccumulator) -> None:
        """
        Adds what another worker saw of the same sweep.
        """
    def result(self) -> TweediePowerResult:
        """
        What was found, after `advance` gave False.
        """
class RandomInterceptsAccumulator:
    """
    The fit of `random_intercepts` from rows in batches of whole groups.
    """
    def __init__(self, columns: typing.SupportsInt | typing.SupportsIndex, names: typing.Any = None, **kwargs) -> None:
        """
        For so many columns; the keywords are those of `random_intercepts`.
        """
    def add(self, x: typing.Any, y: typing.Any, groups: typing.Any, **kwargs) -> None:
        """
        Adds a batch to the sweep, with all rows of its groups; offset, exposure and weights by keyword.
        """
    def advance(self) -> bool:
        """
        Ends a sweep; True when all rows are needed once more.
        """
    def copy(self) -> RandomInterceptsAccumulator:
        """
        For a worker to start from.
        """
    def merge(self, other: RandomInterceptsAccumulator) -> None:
        """
        Adds what another worker saw of the same sweep.
        """
    def result(self) -> RandomInterceptsResult:
        """
        What was found, after `advance` gave False.
        """
class RobustAccumulator:
    """
    `robust_covariance` from rows in batches: one more sweep over the rows of a fit.
    """
    def __getstate__(self) -> tuple:
        ...
    def __init__(self, fit: GlmResult, kind: str = 'hc3', confidence: typing.Any = None) -> None:
        """
        For a fit of `GlmAccumulator` or `glm`; kind 'hc0' .. 'hc4', or 'cr0' .. 'cr3' with a cluster per row.
        """
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def add(self, x: typing.Any, y: typing.Any, cluster: typing.Any = None, **kwargs) -> None:
        """
        Adds a batch; offset, exposure and weights by keyword. A cluster may be spread over batches and workers.
        """
    def copy(self) -> RobustAccumulator:
        """
        For a worker to start from.
        """
    def merge(self, other: RobustAccumulator) -> None:
        """
        Adds what another worker saw.
        """
    def result(self) -> RobustResult:
        """
        The covariance; refused unless it saw exactly the rows of the fit.
        """
class AbsorbResult:
    """
    A regression with absorbed effects.
    """
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        ...
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        ...
    def __repr__(self) -> str:
        ...
    def _repr_html_(self) -> str:
        ...
    def effects_table(self) -> Table:
        """
        effect, level, rows, estimate: one row per level; without rows unless keep_effects.
        """
    def table(self) -> Table:
        """
        term, estimate, se, statistic, df, p_value, low, high.
        """
    def to_arrow(self) -> typing.Any:
        """
        A pyarrow.Table.
        """
    def to_csv(self, path: typing.Any = None, *, allow_restricted: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        Writes the result as CSV.
        
        Parameters
        ----------
        path : str or path, optional
            File to write; None: give the text back.
        allow_restricted : str, optional
            Why a restricted result may be written all the same.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        str or None
        
        Raises
        ------
        ArgumentError
            When the result is restricted and no reason is given.
        """
    def to_frame(self, library: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        The result as a data frame.
        
        Parameters
        ----------
        library : {'pandas', 'polars', 'pyarrow', 'dict'}, optional
            None: that of the data it was made from, else the first that is installed, else a dict.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays
        
        Raises
        ------
        ArgumentError
            When the library is unknown or not installed.
        """
    def to_table(self, language: str = 'en') -> Table:
        """
        The result as a tidy table.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        Table
        """
    @property
    def aliased(self) -> list[str]:
        """
        Columns without an estimate.
        """
    @property
    def caveats(self) -> tuple:
        """
        What a reader must know; read these first.
        """
    @property
    def clusters(self) -> int:
        """
        Of the smaller grouping; 0 without clusters.
        """
    @property
    def coefficients(self) -> numpy.ndarray:
        """
        On the scale of the linear predictor; NaN for columns without an estimate.
        """
    @property
    def components(self) -> int:
        """
        Parts of the levels without rows in common.
        """
    @property
    def converged(self) -> bool:
        """
        Whether the estimates are final.
        """
    @property
    def covariance(self) -> numpy.ndarray:
        """
        Of the coefficients.
        """
    @property
    def degrees_of_freedom(self) -> float:
        """
        Of t intervals; infinite: normal.
        """
    @property
    def demean_iterations(self) -> int:
        """
        0 when it was solved directly.
        """
    @property
    def demeaned(self) -> bool:
        """
        False when demeaning stopped before its tolerance.
        """
    @property
    def deviance(self) -> float:
        """
        Twice what the likelihood falls short of a perfect fit.
        """
    @property
    def dispersion(self) -> float:
        """
        Pearson's chi-squared / residual_df, or 1.
        """
    @property
    def effect_parameters(self) -> float:
        """
        Coefficients the effects count for.
        """
    @property
    def fitted(self) -> numpy.ndarray:
        """
        Mean per row, NaN where left out; empty unless keep_fitted.
        """
    @property
    def imbalance(self) -> float:
        """
        What demeaning left of the effects, measured afterwards.
        """
    @property
    def iterations(self) -> int:
        """
        Newton steps; 1 for gaussian.
        """
    @property
    def levels(self) -> dict:
        """
        How many levels with rows each effect has.
        """
    @property
    def log_likelihood(self) -> float:
        """
        NaN for quasi_poisson.
        """
    @property
    def names(self) -> list[str]:
        """
        Of the columns.
        """
    @property
    def nested(self) -> list[str]:
        """
        Effects nested in clusters, whose levels are not counted.
        """
    @property
    def null_log_likelihood(self) -> float:
        """
        Of a constant, with the offset.
        """
    @property
    def observations(self) -> float:
        """
        Rows used, counted by their frequency weight.
        """
    @property
    def options(self) -> dict:
        """
        As used.
        """
    @property
    def pearson(self) -> float:
        """
        Pearson's chi-squared.
        """
    @property
    def r_squared(self) -> float:
        """
        Gaussian: R squared; else 1 - deviance / null deviance.
        """
    @property
    def residual_df(self) -> float:
        """
        Observations minus all coefficients.
        """
    @property
    def rows_all_zero(self) -> int:
        """
        Rows left out with a level that is 0 throughout.
        """
    @property
    def rows_separated(self) -> int:
        """
        Rows used but predicted perfectly.
        """
    @property
    def rows_singleton(self) -> int:
        """
        Rows left out because alone in a level.
        """
    @property
    def rows_used(self) -> int:
        """
        Rows that took part.
        """
    @property
    def rows_without_weight(self) -> int:
        """
        Rows left out for a weight of 0.
        """
    @property
    def standard_errors(self) -> numpy.typing.NDArray[numpy.float64]:
        """
        Square roots of the diagonal of the covariance.
        """
    @property
    def status(self) -> str:
        """
        'converged', 'max_iterations', 'separated' or 'no_step'; only the first gives final estimates.
        """
    @property
    def within_effects(self) -> list[str]:
        """
        Those among them that the effects alone determine.
        """
    @property
    def within_r_squared(self) -> float:
        """
        Gaussian: of what the effects leave.
        """
class AbsorbPrediction:
    """
    Means of new rows at levels that a fit with absorbed effects knows.
    """
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        ...
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        ...
    def __repr__(self) -> str:
        ...
    def _repr_html_(self) -> str:
        ...
    def table(self) -> Table:
        """
        mean, eta, se, low, high: one row per row.
        """
    def to_arrow(self) -> typing.Any:
        """
        A pyarrow.Table.
        """
    def to_csv(self, path: typing.Any = None, *, allow_restricted: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        Writes the result as CSV.
        
        Parameters
        ----------
        path : str or path, optional
            File to write; None: give the text back.
        allow_restricted : str, optional
            Why a restricted result may be written all the same.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        str or None
        
        Raises
        ------
        ArgumentError
            When the result is restricted and no reason is given.
        """
    def to_frame(self, library: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        The result as a data frame.
        
        Parameters
        ----------
        library : {'pandas', 'polars', 'pyarrow', 'dict'}, optional
            None: that of the data it was made from, else the first that is installed, else a dict.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays
        
        Raises
        ------
        ArgumentError
            When the library is unknown or not installed.
        """
    def to_table(self, language: str = 'en') -> Table:
        """
        The result as a tidy table.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        Table
        """
    @property
    def caveats(self) -> tuple:
        """
        What a reader must know; read these first.
        """
    @property
    def eta(self) -> numpy.ndarray:
        """
        Linear predictor, offset included.
        """
    @property
    def high(self) -> numpy.ndarray:
        """
        Of the interval of the mean.
        """
    @property
    def low(self) -> numpy.ndarray:
        """
        Of the interval of the mean.
        """
    @property
    def mean(self) -> numpy.ndarray:
        """
        One per row; NaN where the effect of a level is unknown.
        """
    @property
    def rows_apart(self) -> int:
        """
        Rows without one: levels that no chain of rows of the fit connects.
        """
    @property
    def rows_new_level(self) -> int:
        """
        Rows without a prediction: a level that the fit did not see, or left out.
        """
    @property
    def se(self) -> numpy.ndarray:
        """
        Standard error of eta; NaN throughout where the fit knows none for its effects.
        """
class AbsorbAccumulator:
    """
    The fit of `absorbed_regression` from rows in batches; its state grows with the combinations of levels that occur, not with the rows.
    """
    def __init__(self, columns: typing.SupportsInt | typing.SupportsIndex, names: typing.Any = None, **kwargs) -> None:
        """
        For so many columns; the keywords are those of `absorbed_regression`.
        """
    def add(self, x: typing.Any, y: typing.Any, effects: typing.Any, cluster: typing.Any = None, **kwargs) -> None:
        """
        Adds a batch to the sweep: the level of every row, under the names of the first batch, and one or two clusters of rows; offset, exposure and weights by keyword.
        """
    def advance(self) -> bool:
        """
        Ends a sweep; True when all rows are needed once more.
        """
    def copy(self) -> AbsorbAccumulator:
        """
        For a worker to start from.
        """
    def merge(self, other: AbsorbAccumulator) -> None:
        """
        Adds what another worker saw of the same sweep.
        """
    def result(self) -> AbsorbResult:
        """
        What was found, after `advance` gave False.
        """
class ScoreCell:
    """
    One number of a result with all that belongs to it.
    """
    def __getstate__(self) -> tuple[Estimate, float, float, str, str, int, str, bool]:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def _repr_html_(self) -> str:
        ...
    @property
    def area_weights(self) -> str:
        """
        Id of the weight set of the unit's area; empty: that of the model.
        """
    @property
    def caveats(self) -> tuple:
        """
        What a reader of this number must know.
        """
    @property
    def coverage(self) -> float:
        """
        Share of the weight that was observed.
        """
    @property
    def estimate(self) -> Estimate:
        """
        Value, standard error, interval and n.
        """
    @property
    def high(self) -> float:
        """
        Upper end of its interval.
        """
    @property
    def low(self) -> float:
        """
        Lower end of its interval.
        """
    @property
    def method(self) -> str:
        """
        How the margin was found: 'none', 'exact', 'first_order' or 'simulated'.
        """
    @property
    def n(self) -> float:
        """
        People or cases behind it.
        """
    @property
    def reference(self) -> float:
        """
        Score of a unit that is average on every indicator.
        """
    @property
    def restricted(self) -> bool:
        """
        True for record-level data, small counts and what derives from them.
        """
    @property
    def se(self) -> float:
        """
        Its standard error; NaN when not known.
        """
    @property
    def status(self) -> str:
        """
        'observed', or why there is no value.
        """
    @property
    def value(self) -> float:
        """
        The score; NaN when there is none.
        """
class ChangeResult:
    """
    Change of every item of every unit between two periods.
    """
    __hash__: typing.ClassVar[None] = None
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        ...
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __getstate__(self) -> tuple[bytes, typing.Any]:
        ...
    def __len__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def _repr_html_(self) -> str:
        ...
    def to_arrow(self) -> typing.Any:
        """
        A pyarrow.Table.
        """
    def to_csv(self, path: typing.Any = None, *, allow_restricted: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        Writes the result as CSV.
        
        Parameters
        ----------
        path : str or path, optional
            File to write; None: give the text back.
        allow_restricted : str, optional
            Why a restricted result may be written all the same.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        str or None
        
        Raises
        ------
        ArgumentError
            When the result is restricted and no reason is given.
        """
    def to_frame(self, library: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        The result as a data frame.
        
        Parameters
        ----------
        library : {'pandas', 'polars', 'pyarrow', 'dict'}, optional
            None: that of the data it was made from, else the first that is installed, else a dict.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays
        
        Raises
        ------
        ArgumentError
            When the library is unknown or not installed.
        """
    def to_table(self, language: str = 'en') -> Table:
        """
        The result as a tidy table.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        Table
        """
    @property
    def caveats(self) -> tuple:
        """
        What holds for all of it.
        """
    @property
    def restricted(self) -> bool:
        """
        True for record-level data, small counts and what derives from them.
        """
class TargetResult:
    """
    Indicators held against what their goals ask.
    """
    __hash__: typing.ClassVar[None] = None
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        ...
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __getstate__(self) -> tuple[bytes, typing.Any]:
        ...
    def __len__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def _repr_html_(self) -> str:
        ...
    def to_arrow(self) -> typing.Any:
        """
        A pyarrow.Table.
        """
    def to_csv(self, path: typing.Any = None, *, allow_restricted: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        Writes the result as CSV.
        
        Parameters
        ----------
        path : str or path, optional
            File to write; None: give the text back.
        allow_restricted : str, optional
            Why a restricted result may be written all the same.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        str or None
        
        Raises
        ------
        ArgumentError
            When the result is restricted and no reason is given.
        """
    def to_frame(self, library: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        The result as a data frame.
        
        Parameters
        ----------
        library : {'pandas', 'polars', 'pyarrow', 'dict'}, optional
            None: that of the data it was made from, else the first that is installed, else a dict.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays
        
        Raises
        ------
        ArgumentError
            When the library is unknown or not installed.
        """
    def to_table(self, language: str = 'en') -> Table:
        """
        The result as a tidy table.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        Table
        """
    @property
    def caveats(self) -> tuple:
        """
        What holds for all of it.
        """
    @property
    def restricted(self) -> bool:
        """
        True for record-level data, small counts and what derives from them.
        """
class SideLinkResult:
    """
    Activities of which a side link moved, with or without the core link.
    """
    __hash__: typing.ClassVar[None] = None
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        ...
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __getstate__(self) -> tuple[bytes, typing.Any]:
        ...
    def __len__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def _repr_html_(self) -> str:
        ...
    def to_arrow(self) -> typing.Any:
        """
        A pyarrow.Table.
        """
    def to_csv(self, path: typing.Any = None, *, allow_restricted: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        Writes the result as CSV.
        
        Parameters
        ----------
        path : str or path, optional
            File to write; None: give the text back.
        allow_restricted : str, optional
            Why a restricted result may be written all the same.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        str or None
        
        Raises
        ------
        ArgumentError
            When the result is restricted and no reason is given.
        """
    def to_frame(self, library: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        The result as a data frame.
        
        Parameters
        ----------
        library : {'pandas', 'polars', 'pyarrow', 'dict'}, optional
            None: that of the data it was made from, else the first that is installed, else a dict.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays
        
        Raises
        ------
        ArgumentError
            When the library is unknown or not installed.
        """
    def to_table(self, language: str = 'en') -> Table:
        """
        The result as a tidy table.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        Table
        """
    @property
    def questions(self) -> tuple:
        """
        Questions to ask; never a verdict.
        """
    @property
    def restricted(self) -> bool:
        """
        True for record-level data, small counts and what derives from them.
        """
class DriftResult:
    """
    How far values have moved from the reference.
    """
    __hash__: typing.ClassVar[None] = None
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        ...
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __getstate__(self) -> tuple[bytes, typing.Any]:
        ...
    def __len__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def _repr_html_(self) -> str:
        ...
    def to_arrow(self) -> typing.Any:
        """
        A pyarrow.Table.
        """
    def to_csv(self, path: typing.Any = None, *, allow_restricted: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        Writes the result as CSV.
        
        Parameters
        ----------
        path : str or path, optional
            File to write; None: give the text back.
        allow_restricted : str, optional
            Why a restricted result may be written all the same.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        str or None
        
        Raises
        ------
        ArgumentError
            When the result is restricted and no reason is given.
        """
    def to_frame(self, library: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        The result as a data frame.
        
        Parameters
        ----------
        library : {'pandas', 'polars', 'pyarrow', 'dict'}, optional
            None: that of the data it was made from, else the first that is installed, else a dict.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays
        
        Raises
        ------
        ArgumentError
            When the library is unknown or not installed.
        """
    def to_table(self, language: str = 'en') -> Table:
        """
        The result as a tidy table.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        Table
        """
    @property
    def restricted(self) -> bool:
        """
        True for record-level data, small counts and what derives from them.
        """
class Normalise:
    """
    How values are brought to a common scale.
    
    Parameters
    ----------
    method : {'minmax', 'zscore', 'goalposts', 'distance_to_target', 'distance_to_reference', 'rank', 'percentile_rank', 'identity'}
        how values are brought to a common scale
    low : float | None
        score of the worst end (minmax, goalposts)
    high : float | None
        score of the best end (minmax, goalposts)
    centre : float | None
        score of the mean (zscore)
    spread : float | None
        score of one standard deviation (zscore)
    clip : bool
        hold scores within the ends
    ties : {'average', 'lowest', 'highest'}
        which rank equal values share
    reference_unit : str
        unit at 1 (distance_to_reference)
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __init__(self, method: typing.Literal['minmax', 'zscore', 'goalposts', 'distance_to_target', 'distance_to_reference', 'rank', 'percentile_rank', 'identity'] = 'zscore', *, low: float | None = 0.0, high: float | None = 1.0, centre: float | None = 0.0, spread: float | None = 1.0, clip: bool = False, ties: typing.Literal['average', 'lowest', 'highest'] = 'average', reference_unit: str = '') -> None:
        ...
    def __reduce__(self) -> tuple[typing.Any, ...]:
        ...
    def __repr__(self) -> str:
        ...
    def to_dict(self) -> dict[str, typing.Any]:
        """
        The fields by name; lists as tuples.
        """
    @property
    def centre(self) -> float:
        """
        score of the mean (zscore)
        """
    @centre.setter
    def centre(self, value: float | None) -> None:
        ...
    @property
    def clip(self) -> bool:
        """
        hold scores within the ends
        """
    @clip.setter
    def clip(self, value: bool) -> None:
        ...
    @property
    def high(self) -> float:
        """
        score of the best end (minmax, goalposts)
        """
    @high.setter
    def high(self, value: float | None) -> None:
        ...
    @property
    def low(self) -> float:
        """
        score of the worst end (minmax, goalposts)
        """
    @low.setter
    def low(self, value: float | None) -> None:
        ...
    @property
    def method(self) -> typing.Literal['minmax', 'zscore', 'goalposts', 'distance_to_target', 'distance_to_reference', 'rank', 'percentile_rank', 'identity']:
        """
        how values are brought to a common scale
        """
    @method.setter
    def method(self, value: typing.Literal['minmax', 'zscore', 'goalposts', 'distance_to_target', 'distance_to_reference', 'rank', 'percentile_rank', 'identity']) -> None:
        ...
    @property
    def reference_unit(self) -> str:
        """
        unit at 1 (distance_to_reference)
        """
    @reference_unit.setter
    def reference_unit(self, value: str) -> None:
        ...
    @property
    def spread(self) -> float:
        """
        score of one standard deviation (zscore)
        """
    @spread.setter
    def spread(self, value: float | None) -> None:
        ...
    @property
    def ties(self) -> typing.Literal['average', 'lowest', 'highest']:
        """
        which rank equal values share
        """
    @ties.setter
    def ties(self, value: typing.Literal['average', 'lowest', 'highest']) -> None:
        ...
class ReferenceStatistics:
    """
    What is kept of the values of a reference.
    
    Parameters
    ----------
    n : float | None
        values in the reference
    mean : float | None
        their mean
    sd : float | None
        their standard deviation, with n - 1
    min : float | None
        the lowest
    max : float | None
        the highest
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __init__(self, n: float | None = 0.0, *, mean: float | None = None, sd: float | None = None, min: float | None = None, max: float | None = None) -> None:
        ...
    def __reduce__(self) -> tuple[typing.Any, ...]:
        ...
    def __repr__(self) -> str:
        ...
    def to_dict(self) -> dict[str, typing.Any]:
        """
        The fields by name; lists as tuples.
        """
    @property
    def max(self) -> float:
        """
        the highest
        """
    @max.setter
    def max(self, value: float | None) -> None:
        ...
    @property
    def mean(self) -> float:
        """
        their mean
        """
    @mean.setter
    def mean(self, value: float | None) -> None:
        ...
    @property
    def min(self) -> float:
        """
        the lowest
        """
    @min.setter
    def min(self, value: float | None) -> None:
        ...
    @property
    def n(self) -> float:
        """
        values in the reference
        """
    @n.setter
    def n(self, value: float | None) -> None:
        ...
    @property
    def sd(self) -> float:
        """
        their standard deviation, with n - 1
        """
    @sd.setter
    def sd(self, value: float | None) -> None:
        ...
class IndicatorNormalise:
    """
    Another way of normalising for one indicator.
    
    Parameters
    ----------
    indicator : str
        id of an indicator
    normalise : Literal['minmax', 'zscore', 'goalposts', 'distance_to_target', 'distance_to_reference', 'rank', 'percentile_rank', 'identity'] | Normalise | dict[str, Any]
        how it is brought to a common scale
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __init__(self, indicator: str = '', *, normalise: typing.Literal['minmax', 'zscore', 'goalposts', 'distance_to_target', 'distance_to_reference', 'rank', 'percentile_rank', 'identity'] | Normalise | dict[str, typing.Any] = 'zscore') -> None:
        ...
    def __reduce__(self) -> tuple[typing.Any, ...]:
        ...
    def __repr__(self) -> str:
        ...
    def to_dict(self) -> dict[str, typing.Any]:
        """
        The fields by name; lists as tuples.
        """
    @property
    def indicator(self) -> str:
        """
        id of an indicator
        """
    @indicator.setter
    def indicator(self, value: str) -> None:
        ...
    @property
    def normalise(self) -> Normalise:
        """
        how it is brought to a common scale
        """
    @normalise.setter
    def normalise(self, value: typing.Literal['minmax', 'zscore', 'goalposts', 'distance_to_target', 'distance_to_reference', 'rank', 'percentile_rank', 'identity'] | Normalise | dict[str, typing.Any]) -> None:
        ...
class NodeAggregate:
    """
    Another way of aggregating for one item.
    
    Parameters
    ----------
    item : str
        id of the item whose children are aggregated
    aggregate : {'arithmetic', 'geometric', 'harmonic'}
        arithmetic, geometric or harmonic
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __init__(self, item: str = '', *, aggregate: typing.Literal['arithmetic', 'geometric', 'harmonic'] = 'arithmetic') -> None:
        ...
    def __reduce__(self) -> tuple[typing.Any, ...]:
        ...
    def __repr__(self) -> str:
        ...
    def to_dict(self) -> dict[str, typing.Any]:
        """
        The fields by name; lists as tuples.
        """
    @property
    def aggregate(self) -> typing.Literal['arithmetic', 'geometric', 'harmonic']:
        """
        arithmetic, geometric or harmonic
        """
    @aggregate.setter
    def aggregate(self, value: typing.Literal['arithmetic', 'geometric', 'harmonic']) -> None:
        ...
    @property
    def item(self) -> str:
        """
        id of the item whose children are aggregated
        """
    @item.setter
    def item(self, value: str) -> None:
        ...
class ScoreModel:
    """
    What scoring needs, first chosen and then frozen on a reference with `fit`.
    
    Parameters
    ----------
    normalise : Literal['minmax', 'zscore', 'goalposts', 'distance_to_target', 'distance_to_reference', 'rank', 'percentile_rank', 'identity'] | Normalise | dict[str, Any]
        how values are brought to a common scale
    indicators : Mapping[str, Literal['minmax', 'zscore', 'goalposts', 'distance_to_target', 'distance_to_reference', 'rank', 'percentile_rank', 'identity'] | Normalise | dict[str, Any]] | Iterable[IndicatorNormalise | dict[str, Any]]
        exceptions to it, by indicator
    aggregate : {'arithmetic', 'geometric', 'harmonic'}
        arithmetic, geometric or harmonic mean
    nodes : Mapping[str, Literal['arithmetic', 'geometric', 'harmonic']] | Iterable[NodeAggregate | dict[str, Any]]
        exceptions to it, by item
    missing : {'renormalise', 'require_all', 'threshold', 'reference'}
        what a node does when part of its inputs is empty
    minimum_coverage : float | None
        share of the weight that must be observed (threshold)
    weight_set : str
        id of a weight set; empty: equal within each parent
    area_weights : Iterable[str]
        ids of weight sets of one area; units there use them instead
    floor : float | None
        lower scores count as this (geometric, harmonic)
    minimum_n : float | None
        fewer people behind a number gets a caveat
    maximum_margin : float | None
        wider margins, in reference spreads, get a caveat
    include_output_because : str
        reason to let input, process and output indicators score results
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __getstate__(self) -> tuple[bytes, dict, typing.Any, typing.Any]:
        ...
    def __init__(self, framework: Framework | FrameworkVersion, *, normalise: typing.Literal['minmax', 'zscore', 'goalposts', 'distance_to_target', 'distance_to_reference', 'rank', 'percentile_rank', 'identity'] | Normalise | dict[str, typing.Any] = 'zscore', indicators: collections.abc.Mapping[str, typing.Literal['minmax', 'zscore', 'goalposts', 'distance_to_target', 'distance_to_reference', 'rank', 'percentile_rank', 'identity'] | Normalise | dict[str, typing.Any]] | collections.abc.Iterable[IndicatorNormalise | dict[str, typing.Any]] = (), aggregate: typing.Literal['arithmetic', 'geometric', 'harmonic'] = 'arithmetic', nodes: collections.abc.Mapping[str, typing.Literal['arithmetic', 'geometric', 'harmonic']] | collections.abc.Iterable[NodeAggregate | dict[str, typing.Any]] = (), missing: typing.Literal['renormalise', 'require_all', 'threshold', 'reference'] = 'renormalise', minimum_coverage: float | None = 0.5, weight_set: str = '', area_weights: collections.abc.Iterable[str] = (), floor: float | None = None, minimum_n: float | None = 30.0, maximum_margin: float | None = 1.0, include_output_because: str = '') -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def _repr_html_(self) -> str:
        ...
    def drift(self, panel: typing.Any) -> DriftResult:
        """
        How far the values of a panel have moved from the reference.
        
        Parameters
        ----------
        panel : Panel
            Values of other periods or areas.
        
        Returns
        -------
        DriftResult
        
        Raises
        ------
        ArgumentError
            When the model is not fitted yet.
        """
    def fit(self, reference: typing.Any, parameters: typing.Any = None) -> ScoreModel:
        """
        Gives a model whose yardstick is frozen on a reference; this model stays as it is.
        
        Parameters
        ----------
        reference : Panel or None
            What values are held against, usually one period of a panel, `panel.at(2016)`. None when
            `parameters` names every indicator.
        parameters : dict or table, optional
            Published figures per indicator, {id: {'mean': .., 'sd': ..}}; they go before those of the
            reference.
        
        Returns
        -------
        ScoreModel
        
        Raises
        ------
        ArgumentError
            When an indicator or parameter is unknown, or there is nothing to fit on.
        DataError
            When the reference cannot carry the normalisation, such as a constant indicator.
        """
    def score(self, panel: Panel, *, view: typing.Literal['results', 'contributions', 'both'] = 'results', confidence: float | None = 0.95, draws: int = 0, seed: int = 1, indicators: bool = True, progress: bool | collections.abc.Callable[[int, int], typing.Any] | None = None) -> ScoreResult:
        """
        Scores a panel with the frozen model.
        
        Parameters
        ----------
        view : {'results', 'contributions', 'both'}
            results, contributions or both
        confidence : float | None
            of every interval, between 0 and 1
        draws : int
            0: first-order formula; else draws per unit and period
        seed : int
            of the random streams
        indicators : bool
            also give the scores of single indicators
        progress : bool or callable, optional
            True for a bar, or a function of (done, total) that returns False to stop
        """
    def weights(self, view: str = 'results', *, area_weights: str = '') -> dict:
        """
        Weights of the children of every item.
        
        Parameters
        ----------
        view : {'results', 'contributions'}
            Which of the two pictures.
        area_weights : str, optional
            Id of the weight set of an area: the weights that count there.
        
        Returns
        -------
        dict of str to dict of str to float
        
        Raises
        ------
        ArgumentError
            When the model is not fitted yet, or has no such set.
        """
    @property
    def caveats(self) -> tuple:
        """
        What whoever uses the model must know.
        """
    @property
    def framework(self) -> FrameworkVersion:
        """
        The frozen framework.
        """
    @property
    def is_fitted(self) -> bool:
        """
        Whether it is frozen on a reference.
        """
    @property
    def options(self) -> dict:
        """
        What was chosen.
        """
    @property
    def parameters(self) -> Table:
        """
        Reference figures and rule of every indicator, as a Table.
        """
class ScoreResult:
    """
    Scores of items x periods x units, with margins, coverage and caveats.
    """
    __hash__: typing.ClassVar[None] = None
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        ...
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __getstate__(self) -> tuple[bytes, typing.Any]:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def _repr_html_(self) -> str:
        ...
    def area_weights(self, unit: str) -> str:
        """
        Id of the weight set of the area of a unit; empty where that of the model counts.
        
        Parameters
        ----------
        unit : str
            Id of a unit.
        
        Returns
        -------
        str
        
        Raises
        ------
        ArgumentError
            When there is no such unit.
        """
    def cell(self, item: str, unit: str, period: typing.Any, *, view: str | None = None) -> ScoreCell:
        """
        One number with all that belongs to it.
        
        Parameters
        ----------
        item : str
            Id of a node or indicator.
        unit : str
            Id of a unit.
        period : Period or str or int
            2016, '2016-H1', '2016-Q3' or '2016-07'.
        view : {'results', 'contributions'}, optional
            None: the one that was scored; results when both were.
        
        Returns
        -------
        ScoreCell
        
        Raises
        ------
        ArgumentError
            When there is no such item, unit or period.
        """
    def change(self, earlier: Period | str | int, later: Period | str | int, *, confidence: float | None = 0.95, reference_unit: str = '') -> ChangeResult:
        """
        Difference between two periods, item by item and unit by unit.
        
        Parameters
        ----------
        confidence : float | None
            of the interval of the change
        reference_unit : str
            unit whose change is the background
        """
    def contributions(self, language: str = 'en') -> Table:
        """
        Which part of which contribution serves which result, as a Table.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of the sentences.
        
        Returns
        -------
        Table
        """
    def plot(self, item: str | None = None, period: typing.Any = None, *, view: str | None = None, ax: typing.Any = None) -> typing.Any:
        """
        Draw the scores of one item with their intervals. Needs matplotlib.
        
        Units keep their order: this is no ranking. A score without an interval is drawn hollow.
        
        Parameters
        ----------
        item : str, optional
            Id of an item; by default the widest one.
        period : Period or str or int, optional
            By default the last one.
        view : {"results", "contributions"}, optional
            By default the one that was scored; results when both were.
        ax : matplotlib.axes.Axes, optional
            Where to draw; a new figure by default. Nothing is shown or written behind your back.
        
        Returns
        -------
        matplotlib.axes.Axes
        
        Raises
        ------
        ArgumentError
            When matplotlib is not installed, or there is no such item or period.
        """
    def to_arrow(self) -> typing.Any:
        """
        A pyarrow.Table.
        """
    def to_csv(self, path: typing.Any = None, *, allow_restricted: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        Writes the result as CSV.
        
        Parameters
        ----------
        path : str or path, optional
            File to write; None: give the text back.
        allow_restricted : str, optional
            Why a restricted result may be written all the same.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        str or None
        
        Raises
        ------
        ArgumentError
            When the result is restricted and no reason is given.
        """
    def to_frame(self, library: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        The result as a data frame.
        
        Parameters
        ----------
        library : {'pandas', 'polars', 'pyarrow', 'dict'}, optional
            None: that of the data it was made from, else the first that is installed, else a dict.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays
        
        Raises
        ------
        ArgumentError
            When the library is unknown or not installed.
        """
    def to_table(self, language: str = 'en') -> Table:
        """
        The result as a tidy table.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        Table
        """
    def values(self, item: str, period: typing.Any, what: str = 'value', *, view: str | None = None) -> typing.Any:
        """
        One part of the cells of an item in a period.
        
        Parameters
        ----------
        item : str
            Id of a node or indicator.
        period : Period or str or int
            2016, '2016-H1', '2016-Q3' or '2016-07'.
        what : {'value', 'se', 'low', 'high', 'n'}
            Part of the cells; empty where no cell of the result has one.
        view : {'results', 'contributions'}, optional
            None: the one that was scored; results when both were.
        
        Returns
        -------
        read-only array of float, one entry per unit
        
        Raises
        ------
        ArgumentError
            When there is no such item, period or part.
        """
    @property
    def caveats(self) -> tuple:
        """
        What holds for the whole result; read these first.
        """
    @property
    def items(self) -> tuple[str, ...]:
        """
        Ids of the items, children before their parents.
        """
    @property
    def model(self) -> ScoreModel:
        """
        The frozen model that made it.
        """
    @property
    def options(self) -> dict:
        """
        How the scoring was carried out.
        """
    @property
    def periods(self) -> tuple[Period, ...]:
        """
        The periods, ascending.
        """
    @property
    def restricted(self) -> bool:
        """
        True for record-level data, small counts and what derives from them.
        """
    @property
    def units(self) -> tuple[Unit, ...]:
        """
        The units, in the order of the panel.
        """
class WeightShift:
    """
    How the score of one item of one unit moves from one set of weights to another.
    
    Parameters
    ----------
    item : str
        id of the item
    unit : str
        id of the unit
    period : Period | str | int
        period of the scores
    view : {'results', 'contributions'}
        results or contributions
    before : float | None
        score under the first set of weights
    after : float | None
        score under the second
    change : Estimate | dict[str, Any]
        after - before, with its margin
    probability : float | None
        that the change is above zero
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __init__(self, item: str = '', *, unit: str = '', period: Period | str | int = ..., view: typing.Literal['results', 'contributions'] = 'results', before: float | None = None, after: float | None = None, change: Estimate | dict[str, typing.Any] = ..., probability: float | None = None) -> None:
        ...
    def __reduce__(self) -> tuple[typing.Any, ...]:
        ...
    def __repr__(self) -> str:
        ...
    def to_dict(self) -> dict[str, typing.Any]:
        """
        The fields by name; lists as tuples.
        """
    @property
    def after(self) -> float:
        """
        score under the second
        """
    @after.setter
    def after(self, value: float | None) -> None:
        ...
    @property
    def before(self) -> float:
        """
        score under the first set of weights
        """
    @before.setter
    def before(self, value: float | None) -> None:
        ...
    @property
    def change(self) -> Estimate:
        """
        after - before, with its margin
        """
    @change.setter
    def change(self, value: Estimate | dict[str, typing.Any]) -> None:
        ...
    @property
    def item(self) -> str:
        """
        id of the item
        """
    @item.setter
    def item(self, value: str) -> None:
        ...
    @property
    def period(self) -> Period:
        """
        period of the scores
        """
    @period.setter
    def period(self, value: Period | str | int) -> None:
        ...
    @property
    def probability(self) -> float:
        """
        that the change is above zero
        """
    @probability.setter
    def probability(self, value: float | None) -> None:
        ...
    @property
    def unit(self) -> str:
        """
        id of the unit
        """
    @unit.setter
    def unit(self, value: str) -> None:
        ...
    @property
    def view(self) -> typing.Literal['results', 'contributions']:
        """
        results or contributions
        """
    @view.setter
    def view(self, value: typing.Literal['results', 'contributions']) -> None:
        ...
class AttributableShare:
    """
    Shares of one factor in all use.
    """
    @property
    def alone(self) -> Estimate:
        """
        This factor switched, the others as they are.
        """
    @property
    def average(self) -> Estimate:
        """
        Mean over all orders (Shapley value).
        """
    @property
    def in_order(self) -> Estimate:
        """
        Added to the factors before it.
        """
    @property
    def name(self) -> str:
        """
        The factor.
        """
class AttributableShares:
    """
    Which part of use goes with traits: associations, not causes.
    """
    __hash__: typing.ClassVar[None] = None
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        ...
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __getstate__(self) -> tuple[bytes, typing.Any]:
        ...
    def __len__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def _repr_html_(self) -> str:
        ...
    def table(self) -> Table:
        """
        The result as a Table.
        """
    def to_arrow(self) -> typing.Any:
        """
        A pyarrow.Table.
        """
    def to_csv(self, path: typing.Any = None, *, allow_restricted: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        Writes the result as CSV.
        
        Parameters
        ----------
        path : str or path, optional
            File to write; None: give the text back.
        allow_restricted : str, optional
            Why a restricted result may be written all the same.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        str or None
        
        Raises
        ------
        ArgumentError
            When the result is restricted and no reason is given.
        """
    def to_frame(self, library: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        The result as a data frame.
        
        Parameters
        ----------
        library : {'pandas', 'polars', 'pyarrow', 'dict'}, optional
            None: that of the data it was made from, else the first that is installed, else a dict.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays
        
        Raises
        ------
        ArgumentError
            When the library is unknown or not installed.
        """
    def to_table(self, language: str = 'en') -> Table:
        """
        The result as a tidy table.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        Table
        """
    @property
    def caveats(self) -> tuple:
        """
        What a reader must know; read these first.
        """
    @property
    def factors(self) -> typing.Any:
        """
        Shares per factor.
        """
    @property
    def groups(self) -> float:
        """
        Independent rows or clusters behind the margins.
        """
    @property
    def joint(self) -> Estimate:
        """
        All factors together.
        """
    @property
    def total(self) -> float:
        """
        The use that the shares are of.
        """
class DifferenceTerm:
    """
    Parts of a difference that one column goes with.
    """
    @property
    def coefficients(self) -> Estimate:
        """
        Other coefficients, at the traits of B.
        """
    @property
    def composition(self) -> Estimate:
        """
        Other traits, at the coefficients of B.
        """
    @property
    def explained(self) -> Estimate:
        """
        Other traits, at the reference coefficients.
        """
    @property
    def interaction(self) -> Estimate:
        """
        Both at once.
        """
    @property
    def name(self) -> str:
        """
        The column; empty for the total.
        """
    @property
    def unexplained_a(self) -> Estimate:
        """
        Coefficients of A against the reference.
        """
    @property
    def unexplained_b(self) -> Estimate:
        """
        Those of the reference against B.
        """
class DividedDifference:
    """
    The difference between two groups, divided over traits and coefficients.
    """
    __hash__: typing.ClassVar[None] = None
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        ...
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __getstate__(self) -> tuple[bytes, typing.Any]:
        ...
    def __len__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def _repr_html_(self) -> str:
        ...
    def table(self) -> Table:
        """
        The result as a Table.
        """
    def to_arrow(self) -> typing.Any:
        """
        A pyarrow.Table.
        """
    def to_csv(self, path: typing.Any = None, *, allow_restricted: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        Writes the result as CSV.
        
        Parameters
        ----------
        path : str or path, optional
            File to write; None: give the text back.
        allow_restricted : str, optional
            Why a restricted result may be written all the same.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        str or None
        
        Raises
        ------
        ArgumentError
            When the result is restricted and no reason is given.
        """
    def to_frame(self, library: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        The result as a data frame.
        
        Parameters
        ----------
        library : {'pandas', 'polars', 'pyarrow', 'dict'}, optional
            None: that of the data it was made from, else the first that is installed, else a dict.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays
        
        Raises
        ------
        ArgumentError
            When the library is unknown or not installed.
        """
    def to_table(self, language: str = 'en') -> Table:
        """
        The result as a tidy table.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        Table
        """
    @property
    def caveats(self) -> tuple:
        """
        What a reader must know; read these first.
        """
    @property
    def gap(self) -> Estimate:
        """
        Mean of A minus mean of B.
        """
    @property
    def mean_a(self) -> Estimate:
        """
        Mean of A.
        """
    @property
    def mean_b(self) -> Estimate:
        """
        Mean of B.
        """
    @property
    def terms(self) -> typing.Any:
        """
        Parts per column.
        """
    @property
    def total(self) -> DifferenceTerm:
        """
        Parts summed over all columns.
        """
class PurchasedProduct:
    """
    What was bought of one product in one period.
    
    
    
    Parameters
    ----------
    product : str
        code or name
    volume : float | None
        in one unit
    cost : float | None
        euros
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __init__(self, product: str = '', *, volume: float | None = 0.0, cost: float | None = 0.0) -> None:
        ...
    def __reduce__(self) -> tuple[typing.Any, ...]:
        ...
    def __repr__(self) -> str:
        ...
    def to_dict(self) -> dict[str, typing.Any]:
        """
        The fields by name; lists as tuples.
        """
    @property
    def cost(self) -> float:
        """
        euros
        """
    @cost.setter
    def cost(self, value: float | None) -> None:
        ...
    @property
    def product(self) -> str:
        """
        code or name
        """
    @product.setter
    def product(self, value: str) -> None:
        ...
    @property
    def volume(self) -> float:
        """
        in one unit
        """
    @volume.setter
    def volume(self, value: float | None) -> None:
        ...
class CostChange:
    """
    A change of cost in parts that add up.
    """
    __hash__: typing.ClassVar[None] = None
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        ...
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __getstate__(self) -> tuple[bytes, typing.Any]:
        ...
    def __len__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def _repr_html_(self) -> str:
        ...
    def table(self) -> Table:
        """
        The result as a Table.
        """
    def to_arrow(self) -> typing.Any:
        """
        A pyarrow.Table.
        """
    def to_csv(self, path: typing.Any = None, *, allow_restricted: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        Writes the result as CSV.
        
        Parameters
        ----------
        path : str or path, optional
            File to write; None: give the text back.
        allow_restricted : str, optional
            Why a restricted result may be written all the same.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        str or None
        
        Raises
        ------
        ArgumentError
            When the result is restricted and no reason is given.
        """
    def to_frame(self, library: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        The result as a data frame.
        
        Parameters
        ----------
        library : {'pandas', 'polars', 'pyarrow', 'dict'}, optional
            None: that of the data it was made from, else the first that is installed, else a dict.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays
        
        Raises
        ------
        ArgumentError
            When the library is unknown or not installed.
        """
    def to_table(self, language: str = 'en') -> Table:
        """
        The result as a tidy table.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        Table
        """
    @property
    def caveats(self) -> tuple:
        """
        What a reader must know; read these first.
        """
    @property
    def total(self) -> dict:
        """
        The sums over all products.
        """
class AgeRate:
    """
    Use of one care form by people of some ages, as counted.
    
    
    
    Parameters
    ----------
    from_age : int
        first age of the band
    to_age : int
        last age, included
    cases : float | None
        people with care
    person_years : float | None
        people of that age
    amount : float | None
        what one case comes to: 1, or euros
    amount_se : float | None
        standard error of that mean amount
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __init__(self, from_age: int = 0, *, to_age: int = 0, cases: float | None = 0.0, person_years: float | None = 0.0, amount: float | None = 1.0, amount_se: float | None = 0.0) -> None:
        ...
    def __reduce__(self) -> tuple[typing.Any, ...]:
        ...
    def __repr__(self) -> str:
        ...
    def to_dict(self) -> dict[str, typing.Any]:
        """
        The fields by name; lists as tuples.
        """
    @property
    def amount(self) -> float:
        """
        what one case comes to: 1, or euros
        """
    @amount.setter
    def amount(self, value: float | None) -> None:
        ...
    @property
    def amount_se(self) -> float:
        """
        standard error of that mean amount
        """
    @amount_se.setter
    def amount_se(self, value: float | None) -> None:
        ...
    @property
    def cases(self) -> float:
        """
        people with care
        """
    @cases.setter
    def cases(self, value: float | None) -> None:
        ...
    @property
    def from_age(self) -> int:
        """
        first age of the band
        """
    @from_age.setter
    def from_age(self, value: int) -> None:
        ...
    @property
    def person_years(self) -> float:
        """
        people of that age
        """
    @person_years.setter
    def person_years(self, value: float | None) -> None:
        ...
    @property
    def to_age(self) -> int:
        """
        last age, included
        """
    @to_age.setter
    def to_age(self, value: int) -> None:
        ...
class Forecast:
    """
    Use to expect when rates by age stay as they are.
    """
    __hash__: typing.ClassVar[None] = None
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        ...
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __getstate__(self) -> tuple[bytes, typing.Any]:
        ...
    def __len__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def _repr_html_(self) -> str:
        ...
    def table(self) -> Table:
        """
        The result as a Table.
        """
    def to_arrow(self) -> typing.Any:
        """
        A pyarrow.Table.
        """
    def to_csv(self, path: typing.Any = None, *, allow_restricted: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        Writes the result as CSV.
        
        Parameters
        ----------
        path : str or path, optional
            File to write; None: give the text back.
        allow_restricted : str, optional
            Why a restricted result may be written all the same.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        str or None
        
        Raises
        ------
        ArgumentError
            When the result is restricted and no reason is given.
        """
    def to_frame(self, library: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        The result as a data frame.
        
        Parameters
        ----------
        library : {'pandas', 'polars', 'pyarrow', 'dict'}, optional
            None: that of the data it was made from, else the first that is installed, else a dict.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays
        
        Raises
        ------
        ArgumentError
            When the library is unknown or not installed.
        """
    def to_table(self, language: str = 'en') -> Table:
        """
        The result as a tidy table.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        Table
        """
    @property
    def caveats(self) -> tuple:
        """
        What a reader must know; read these first.
        """
class CareForm:
    """
    One act or care form.
    
    
    
    Parameters
    ----------
    name : str
        act or care form
    parent : str
        of what it is a part; empty: an act of its own
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __init__(self, name: str = '', *, parent: str = '') -> None:
        ...
    def __reduce__(self) -> tuple[typing.Any, ...]:
        ...
    def __repr__(self) -> str:
        ...
    def to_dict(self) -> dict[str, typing.Any]:
        """
        The fields by name; lists as tuples.
        """
    @property
    def name(self) -> str:
        """
        act or care form
        """
    @name.setter
    def name(self, value: str) -> None:
        ...
    @property
    def parent(self) -> str:
        """
        of what it is a part; empty: an act of its own
        """
    @parent.setter
    def parent(self, value: str) -> None:
        ...
class Stacking:
    """
    How acts and care forms are stacked on the same people.
    """
    __hash__: typing.ClassVar[None] = None
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        ...
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __getstate__(self) -> tuple[bytes, typing.Any]:
        ...
    def __len__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def _repr_html_(self) -> str:
        ...
    def forms(self) -> Table:
        """
        Rows and cost per form, with and without its parts.
        """
    def pairs(self) -> Table:
        """
        Acts used by the same people, with odds ratios.
        """
    def table(self) -> Table:
        """
        The result as a Table.
        """
    def to_arrow(self) -> typing.Any:
        """
        A pyarrow.Table.
        """
    def to_csv(self, path: typing.Any = None, *, allow_restricted: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        Writes the result as CSV.
        
        Parameters
        ----------
        path : str or path, optional
            File to write; None: give the text back.
        allow_restricted : str, optional
            Why a restricted result may be written all the same.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        str or None
        
        Raises
        ------
        ArgumentError
            When the result is restricted and no reason is given.
        """
    def to_frame(self, library: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        The result as a data frame.
        
        Parameters
        ----------
        library : {'pandas', 'polars', 'pyarrow', 'dict'}, optional
            None: that of the data it was made from, else the first that is installed, else a dict.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays
        
        Raises
        ------
        ArgumentError
            When the library is unknown or not installed.
        """
    def to_table(self, language: str = 'en') -> Table:
        """
        The result as a tidy table.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        Table
        """
    @property
    def any(self) -> float:
        """
        Rows with at least one act.
        """
    @property
    def by_number(self) -> typing.Any:
        """
        Rows with 0, 1, 2, ... acts.
        """
    @property
    def caveats(self) -> tuple:
        """
        What a reader must know; read these first.
        """
    @property
    def cost(self) -> float:
        """
        All cost.
        """
    @property
    def rows(self) -> float:
        """
        Rows, by weight.
        """
    @property
    def top_share(self) -> float:
        """
        Part of all cost that goes to the rows that cost most.
        """
class Picture:
    """
    The figures of one area side by side with the reference.
    """
    __hash__: typing.ClassVar[None] = None
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        ...
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __getstate__(self) -> tuple[bytes, typing.Any]:
        ...
    def __len__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def _repr_html_(self) -> str:
        ...
    def table(self) -> Table:
        """
        The result as a Table.
        """
    def to_arrow(self) -> typing.Any:
        """
        A pyarrow.Table.
        """
    def to_csv(self, path: typing.Any = None, *, allow_restricted: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        Writes the result as CSV.
        
        Parameters
        ----------
        path : str or path, optional
            File to write; None: give the text back.
        allow_restricted : str, optional
            Why a restricted result may be written all the same.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        str or None
        
        Raises
        ------
        ArgumentError
            When the result is restricted and no reason is given.
        """
    def to_frame(self, library: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        The result as a data frame.
        
        Parameters
        ----------
        library : {'pandas', 'polars', 'pyarrow', 'dict'}, optional
            None: that of the data it was made from, else the first that is installed, else a dict.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays
        
        Raises
        ------
        ArgumentError
            When the library is unknown or not installed.
        """
    def to_table(self, language: str = 'en') -> Table:
        """
        The result as a tidy table.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        Table
        """
    @property
    def caveats(self) -> tuple:
        """
        What a reader must know; read these first.
        """
    @property
    def unit(self) -> str:
        """
        The area.
        """
class RiskTable:
    """
    A table of a risk model, with what to know before reading it.
    """
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        ...
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        ...
    def __getitem__(self, column: str) -> typing.Any:
        """
        The values of a column.
        """
    def __getstate__(self) -> tuple[Table, tuple, typing.Any]:
        ...
    def __len__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def _repr_html_(self) -> str:
        ...
    def table(self) -> Table:
        """
        The result as a Table.
        """
    def to_arrow(self) -> typing.Any:
        """
        A pyarrow.Table.
        """
    def to_csv(self, path: typing.Any = None, *, allow_restricted: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        Writes the result as CSV.
        
        Parameters
        ----------
        path : str or path, optional
            File to write; None: give the text back.
        allow_restricted : str, optional
            Why a restricted result may be written all the same.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        str or None
        
        Raises
        ------
        ArgumentError
            When the result is restricted and no reason is given.
        """
    def to_frame(self, library: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        The result as a data frame.
        
        Parameters
        ----------
        library : {'pandas', 'polars', 'pyarrow', 'dict'}, optional
            None: that of the data it was made from, else the first that is installed, else a dict.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays
        
        Raises
        ------
        ArgumentError
            When the library is unknown or not installed.
        """
    def to_table(self, language: str = 'en') -> Table:
        """
        The result as a tidy table.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        Table
        """
    @property
    def caveats(self) -> tuple:
        """
        What a reader must know; read these first.
        """
    @property
    def columns(self) -> typing.Any:
        """
        Names of the columns.
        """
class RiskProfile:
    """
    What goes with the use of one area, in numbers and words.
    """
    __hash__: typing.ClassVar[None] = None
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        ...
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __getstate__(self) -> tuple[bytes, typing.Any]:
        ...
    def __len__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def _repr_html_(self) -> str:
        ...
    def sentences(self, language: str = 'en') -> typing.Any:
        """
        The profile in words, most important first, in 'en' or 'nl'.
        """
    def table(self) -> Table:
        """
        The result as a Table.
        """
    def to_arrow(self) -> typing.Any:
        """
        A pyarrow.Table.
        """
    def to_csv(self, path: typing.Any = None, *, allow_restricted: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        Writes the result as CSV.
        
        Parameters
        ----------
        path : str or path, optional
            File to write; None: give the text back.
        allow_restricted : str, optional
            Why a restricted result may be written all the same.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        str or None
        
        Raises
        ------
        ArgumentError
            When the result is restricted and no reason is given.
        """
    def to_frame(self, library: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        The result as a data frame.
        
        Parameters
        ----------
        library : {'pandas', 'polars', 'pyarrow', 'dict'}, optional
            None: that of the data it was made from, else the first that is installed, else a dict.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays
        
        Raises
        ------
        ArgumentError
            When the library is unknown or not installed.
        """
    def to_table(self, language: str = 'en') -> Table:
        """
        The result as a tidy table.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        Table
        """
    @property
    def caveats(self) -> tuple:
        """
        What a reader must know; read these first.
        """
    @property
    def composition(self) -> float:
        """
        The part that goes with the traits.
        """
    @property
    def difference(self) -> float:
        """
        Rate minus reference rate: composition + rest.
        """
    @property
    def level(self) -> Estimate:
        """
        Expected here / expected of the average area.
        """
    @property
    def noise(self) -> float:
        """
        The play of chance; NaN for amounts.
        """
    @property
    def practice(self) -> float:
        """
        Practice, access and traits not measured; NaN for amounts, of which only the rest is known.
        """
    @property
    def rate(self) -> float:
        """
        Observed use per person.
        """
    @property
    def reference_rate(self) -> float:
        """
        Expected use per person of the average area.
        """
    @property
    def rest(self) -> float:
        """
        What traits do not explain: practice + noise.
        """
    @property
    def unit(self) -> str:
        """
        The area.
        """
class EffectsBy:
    """
    What goes with a trait in every group, as rates.
    """
    __hash__: typing.ClassVar[None] = None
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        ...
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __getstate__(self) -> tuple[bytes, typing.Any]:
        ...
    def __len__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def _repr_html_(self) -> str:
        ...
    def table(self) -> Table:
        """
        The result as a Table.
        """
    def to_arrow(self) -> typing.Any:
        """
        A pyarrow.Table.
        """
    def to_csv(self, path: typing.Any = None, *, allow_restricted: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        Writes the result as CSV.
        
        Parameters
        ----------
        path : str or path, optional
            File to write; None: give the text back.
        allow_restricted : str, optional
            Why a restricted result may be written all the same.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        str or None
        
        Raises
        ------
        ArgumentError
            When the result is restricted and no reason is given.
        """
    def to_frame(self, library: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        The result as a data frame.
        
        Parameters
        ----------
        library : {'pandas', 'polars', 'pyarrow', 'dict'}, optional
            None: that of the data it was made from, else the first that is installed, else a dict.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays
        
        Raises
        ------
        ArgumentError
            When the library is unknown or not installed.
        """
    def to_table(self, language: str = 'en') -> Table:
        """
        The result as a tidy table.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        Table
        """
    @property
    def caveats(self) -> tuple:
        """
        What a reader must know; read these first.
        """
    @property
    def difference_p(self) -> float:
        """
        Chance of ratios this unequal if they were equal.
        """
    @property
    def high(self) -> float:
        """
        Higher value of the trait.
        """
    @property
    def low(self) -> float:
        """
        Lower value of the trait.
        """
class DividedRates:
    """
    The difference between the rates of two groups, divided.
    """
    __hash__: typing.ClassVar[None] = None
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        ...
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __getstate__(self) -> tuple[bytes, typing.Any]:
        ...
    def __len__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def _repr_html_(self) -> str:
        ...
    def table(self) -> Table:
        """
        The result as a Table.
        """
    def to_arrow(self) -> typing.Any:
        """
        A pyarrow.Table.
        """
    def to_csv(self, path: typing.Any = None, *, allow_restricted: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        Writes the result as CSV.
        
        Parameters
        ----------
        path : str or path, optional
            File to write; None: give the text back.
        allow_restricted : str, optional
            Why a restricted result may be written all the same.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        str or None
        
        Raises
        ------
        ArgumentError
            When the result is restricted and no reason is given.
        """
    def to_frame(self, library: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        The result as a data frame.
        
        Parameters
        ----------
        library : {'pandas', 'polars', 'pyarrow', 'dict'}, optional
            None: that of the data it was made from, else the first that is installed, else a dict.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays
        
        Raises
        ------
        ArgumentError
            When the library is unknown or not installed.
        """
    def to_table(self, language: str = 'en') -> Table:
        """
        The result as a tidy table.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        Table
        """
    @property
    def caveats(self) -> tuple:
        """
        What a reader must know; read these first.
        """
    @property
    def composition(self) -> Estimate:
        """
        The part that goes with other traits.
        """
    @property
    def gap(self) -> Estimate:
        """
        The first less the second.
        """
    @property
    def group_a(self) -> str:
        """
        The first group.
        """
    @property
    def group_b(self) -> str:
        """
        The second group.
        """
    @property
    def method(self) -> str:
        """
        How composition was divided over factors: 'shapley' or 'yun'.
        """
    @property
    def parts(self) -> dict:
        """
        Composition per factor.
        """
    @property
    def rate_a(self) -> Estimate:
        """
        Rate of the first group.
        """
    @property
    def rate_b(self) -> Estimate:
        """
        Rate of the second group.
        """
    @property
    def unexplained_a(self) -> Estimate:
        """
        Use in A against the reference.
        """
    @property
    def unexplained_b(self) -> Estimate:
        """
        The reference against use in B.
        """
class RiskFit:
    """
    A fitted risk model. Always of association.
    """
    __hash__: typing.ClassVar[None] = None
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        ...
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __getstate__(self) -> tuple[bytes, typing.Any]:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def _repr_html_(self) -> str:
        ...
    def attributable(self, counterfactual: typing.Any = None, **kwargs) -> typing.Any:
        """
        Shares of use that go with each factor.
        
        Parameters
        ----------
        counterfactual : dict or table or array, optional
            Other traits to compare with: {'assistance': 5.0}, a value per row, {'kind': 'town'}, a table with the traits of all rows, or a whole design matrix. A trait changes in all columns that a formula made of it. None: every 0/1 trait at 0, every category at its reference level, any other no further from the end with least use than a tenth of the people.
        method : {'standardised', 'bruzzi'}
            how the two sets of traits are compared
        confidence : float | None
            of the intervals, between 0 and 1
        sample : bool
            rows are a sample; False: they are all there is
        enumerate : bool
            average over all subsets, also where a formula exists
        
        Returns
        -------
        AttributableShares
        """
    def decompose(self) -> typing.Any:
        """
        The difference of every row with the average one: composition, and the rest: practice and access, noise; with standard errors.
        """
    def divide(self, by: typing.Any, first: str = '', **kwargs) -> typing.Any:
        """
        The difference between the rates of two groups, in parts per factor.
        
        Parameters
        ----------
        by : str or array
            A column of the data, or a label per row of the fit or of its table.
        first : str, optional
            The group from which the other is taken away.
        reference : {'group_a', 'group_b', 'half', 'by_size', 'pooled', 'pooled_with_group'}
            whose coefficients value the difference in composition
        method : {'automatic', 'shapley', 'yun'}
            how composition is divided over traits
        multiplier : float | None
            rates are per so many people
        confidence : float | None
            of the intervals, between 0 and 1
        
        Returns
        -------
        DividedRates
        """
    def effects_by(self, factor: str, by: typing.Any, **kwargs) -> typing.Any:
        """
        Rates at a low and a high value of a trait, per group.
        
        Parameters
        ----------
        factor : str
            The trait: a column of the data, or a factor of the fit that is one.
        by : str or array
            A column of the data, or a label per row of the fit or of its table.
        low : float | None
            lower value of the trait; None: that of a tenth of the people
        high : float | None
            higher value; None: that of nine tenths
        multiplier : float | None
            rates are per so many people
        
        Returns
        -------
        EffectsBy
        """
    def expected(self) -> typing.Any:
        """
        Expected use of every row beside what was observed.
        """
    def forecast(self, data: typing.Any, *, year: str, age: str = '', people_se: str = '', **kwargs) -> typing.Any:
        """
        Use to expect of the people of later years.
        
        Parameters
        ----------
        data : table
            A row per group of people and year, with the columns of the fit.
        year : str
            Column with the year.
        age : str, optional
            Column with ages (17, or 0-14), for the age at which an act ends.
        people_se : str, optional
            Column with the standard error of the number of people.
        dispersion : float | None
            variance of counts against Poisson
        amount_cv : float | None
            spread of the amount between cases, sd / mean
        trend : float | None
            yearly change of the logarithm of the rates
        trend_se : float | None
            its standard error
        confidence : float | None
            of the intervals, between 0 and 1
        base_year : int
            year of the rates
        ends_at : int
            age at which the act ends; 0: at none
        
        Returns
        -------
        Forecast
        """
    def predict(self, data: typing.Any, exposure: typing.Any = None, units: typing.Any = None, **kwargs) -> typing.Any:
        """
        Expected use of new rows.
        
        Parameters
        ----------
        data : table or array
            A table with the columns of the fit; for a fit on arrays a design matrix, rows x columns.
        exposure : array, optional
            People of every row, with a design matrix.
        units : sequence of str, optional
            Names of the rows, with a design matrix.
        
        Returns
        -------
        RiskTable
        
        Raises
        ------
        ArgumentError
            When a column is not there.
        DataError
            When a category has a level that the fit has not seen; it is named.
        """
    def profile(self, unit: typing.Any, period: typing.Any = None) -> typing.Any:
        """
        The risk profile of one row.
        
        Parameters
        ----------
        unit : str
            The area, as it is called in the column `unit` of the fit.
        period : str or int, optional
            Which of its rows, for a fit with a period.
        
        Returns
        -------
        RiskProfile
        
        Raises
        ------
        ArgumentError
            When there is no such row, or more than one, or the outcome is not counted or paid (no log link).
        """
    def table(self) -> Table:
        """
        The factors table, as a Table.
        """
    def to_arrow(self) -> typing.Any:
        """
        A pyarrow.Table.
        """
    def to_csv(self, path: typing.Any = None, *, allow_restricted: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        Writes the result as CSV.
        
        Parameters
        ----------
        path : str or path, optional
            File to write; None: give the text back.
        allow_restricted : str, optional
            Why a restricted result may be written all the same.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        str or None
        
        Raises
        ------
        ArgumentError
            When the result is restricted and no reason is given.
        """
    def to_frame(self, library: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        The result as a data frame.
        
        Parameters
        ----------
        library : {'pandas', 'polars', 'pyarrow', 'dict'}, optional
            None: that of the data it was made from, else the first that is installed, else a dict.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays
        
        Raises
        ------
        ArgumentError
            When the library is unknown or not installed.
        """
    def to_table(self, language: str = 'en') -> Table:
        """
        The result as a tidy table.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        Table
        """
    @property
    def caveats(self) -> tuple:
        """
        What a reader must know; read these first.
        """
    @property
    def coefficients(self) -> numpy.typing.NDArray[numpy.float64]:
        """
        On the scale of the linear predictor.
        """
    @property
    def columns(self) -> typing.Any:
        """
        Names of the columns.
        """
    @property
    def design(self) -> numpy.typing.NDArray[numpy.float64]:
        """
        The design matrix, a copy.
        """
    @property
    def dispersion(self) -> float:
        """
        Of the fitted family.
        """
    @property
    def factors(self) -> list:
        """
        Names of the factors.
        """
    @property
    def family(self) -> str:
        """
        The fitted family.
        """
    @property
    def poisson_dispersion(self) -> float:
        """
        How many times as much the counts vary as Poisson allows (shares: as binomial allows).
        """
    @property
    def power(self) -> float:
        """
        Variance power of Tweedie; means nothing for other families.
        """
    @property
    def rows(self) -> numpy.typing.NDArray[numpy.int64]:
        """
        Position in the table of every row; empty when fitted on arrays.
        """
    @property
    def theta(self) -> float:
        """
        Size of the negative binomial; NaN for other families.
        """
    @property
    def units(self) -> typing.Any:
        """
        Names of the rows.
        """
class ExpectedCost:
    """
    Expected cost of every row, and how good it is.
    """
    __hash__: typing.ClassVar[None] = None
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        ...
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __getstate__(self) -> tuple[bytes, typing.Any]:
        ...
    def __len__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def _repr_html_(self) -> str:
        ...
    def groups(self) -> Table:
        """
        Over- and under-compensation per group.
        """
    def table(self) -> Table:
        """
        The result as a Table.
        """
    def to_arrow(self) -> typing.Any:
        """
        A pyarrow.Table.
        """
    def to_csv(self, path: typing.Any = None, *, allow_restricted: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        Writes the result as CSV.
        
        Parameters
        ----------
        path : str or path, optional
            File to write; None: give the text back.
        allow_restricted : str, optional
            Why a restricted result may be written all the same.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        str or None
        
        Raises
        ------
        ArgumentError
            When the result is restricted and no reason is given.
        """
    def to_frame(self, library: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        The result as a data frame.
        
        Parameters
        ----------
        library : {'pandas', 'polars', 'pyarrow', 'dict'}, optional
            None: that of the data it was made from, else the first that is installed, else a dict.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays
        
        Raises
        ------
        ArgumentError
            When the library is unknown or not installed.
        """
    def to_table(self, language: str = 'en') -> Table:
        """
        The result as a tidy table.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        Table
        """
    @property
    def caveats(self) -> tuple:
        """
        What a reader must know; read these first.
        """
    @property
    def correlation(self) -> float:
        """
        Of what is left unexplained of use and of cost per user; NaN when rows were not matched.
        """
    @property
    def cpm(self) -> float:
        """
        Cumming's prediction measure.
        """
    @property
    def factor(self) -> float:
        """
        By which expectations were scaled to the budget.
        """
    @property
    def r2(self) -> float:
        """
        Explained part of the variance of cost per person.
        """
class RowGroups:
    """
    Rows with the same labels, by position.
    """
    def __len__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    @property
    def keys(self) -> Table:
        """
        The labels of every group.
        """
    @property
    def positions(self) -> numpy.ndarray:
        """
        Group of every row.
        """
class Measures:
    """
    Measures with their intervals at one or more levels.
    """
    __hash__: typing.ClassVar[None] = None
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        ...
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __getstate__(self) -> tuple[bytes, typing.Any]:
        ...
    def __len__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def _repr_html_(self) -> str:
        ...
    def column(self, name: str) -> numpy.ndarray:
        """
        A further column of the result.
        """
    def table(self) -> Table:
        """
        The result as a Table.
        """
    def to_arrow(self) -> typing.Any:
        """
        A pyarrow.Table.
        """
    def to_csv(self, path: typing.Any = None, *, allow_restricted: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        Writes the result as CSV.
        
        Parameters
        ----------
        path : str or path, optional
            File to write; None: give the text back.
        allow_restricted : str, optional
            Why a restricted result may be written all the same.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        str or None
        
        Raises
        ------
        ArgumentError
            When the result is restricted and no reason is given.
        """
    def to_frame(self, library: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        The result as a data frame.
        
        Parameters
        ----------
        library : {'pandas', 'polars', 'pyarrow', 'dict'}, optional
            None: that of the data it was made from, else the first that is installed, else a dict.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays
        
        Raises
        ------
        ArgumentError
            When the library is unknown or not installed.
        """
    def to_table(self, language: str = 'en') -> Table:
        """
        The result as a tidy table.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        Table
        """
    @property
    def caveats(self) -> tuple:
        """
        What a reader must know; read these first.
        """
    @property
    def denominator(self) -> numpy.ndarray:
        """
        See `numerator`.
        """
    @property
    def high(self) -> numpy.ndarray:
        """
        High ends; a column per level when there are several.
        """
    @property
    def keys(self) -> Table:
        """
        What the rows are of.
        """
    @property
    def kind(self) -> tuple:
        """
        What kind of number each row is: 'mean' (or any other), 'proportion', 'rate', 'count' or 'ratio'.
        """
    @property
    def level(self) -> typing.Any:
        """
        Levels of confidence.
        """
    @property
    def low(self) -> numpy.ndarray:
        """
        Low ends; a column per level when there are several.
        """
    @property
    def method(self) -> tuple:
        """
        How the interval of each row was made.
        """
    @property
    def n(self) -> numpy.ndarray:
        """
        People or cases behind each value.
        """
    @property
    def numerator(self) -> numpy.ndarray:
        """
        Each value is `per` x numerator / denominator; NaN where it is no plain quotient of counts.
        """
    @property
    def per(self) -> float:
        """
        The number of people that values are of: 100 for percentages.
        """
    @property
    def reason(self) -> tuple:
        """
        Why a row, or its interval, is empty; None where it is not.
        """
    @property
    def value(self) -> numpy.ndarray:
        """
        The measures; NaN where empty.
        """
class Funnel:
    """
    Points with the limits between which they fall if their unit is like the target.
    """
    __hash__: typing.ClassVar[None] = None
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        ...
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __getstate__(self) -> tuple[bytes, typing.Any]:
        ...
    def __len__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def _repr_html_(self) -> str:
        ...
    def lines(self, sizes: typing.Any) -> Measures:
        """
        The limits at other sizes, for a picture.
        """
    def table(self) -> Table:
        """
        The result as a Table.
        """
    def to_arrow(self) -> typing.Any:
        """
        A pyarrow.Table.
        """
    def to_csv(self, path: typing.Any = None, *, allow_restricted: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        Writes the result as CSV.
        
        Parameters
        ----------
        path : str or path, optional
            File to write; None: give the text back.
        allow_restricted : str, optional
            Why a restricted result may be written all the same.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        str or None
        
        Raises
        ------
        ArgumentError
            When the result is restricted and no reason is given.
        """
    def to_frame(self, library: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        The result as a data frame.
        
        Parameters
        ----------
        library : {'pandas', 'polars', 'pyarrow', 'dict'}, optional
            None: that of the data it was made from, else the first that is installed, else a dict.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays
        
        Raises
        ------
        ArgumentError
            When the library is unknown or not installed.
        """
    def to_table(self, language: str = 'en') -> Table:
        """
        The result as a tidy table.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        Table
        """
    @property
    def caveats(self) -> tuple:
        """
        What a reader must know; read these first.
        """
    @property
    def dispersion(self) -> float:
        """
        Of the predictive distribution.
        """
    @property
    def phi(self) -> float:
        """
        Mean of the squared distances; 1 by chance alone.
        """
    @property
    def points(self) -> Measures:
        """
        The points as `Measures`.
        """
    @property
    def target(self) -> float:
        """
        What the points are held against.
        """
    @property
    def tau2(self) -> float:
        """
        Variance between units on the scale.
        """
class JudgeAgreement:
    """
    How far judges agree beyond chance.
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __getstate__(self) -> tuple[bytes, typing.Any]:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    @property
    def by_chance(self) -> float:
        """
        The same if judgements were dealt out at random.
        """
    @property
    def kappa(self) -> Estimate:
        """
        Kappa with its margin; n counts what was judged.
        """
    @property
    def left_out(self) -> float:
        """
        Rows (items) with fewer than two judgements.
        """
    @property
    def observed(self) -> float:
        """
        (Weighted) share of agreement.
        """
    @property
    def reason(self) -> typing.Any:
        """
        Why kappa is empty.
        """
class Calibration:
    """
    How judged chances went with what came about.
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __getstate__(self) -> tuple[bytes, typing.Any]:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    @property
    def at_the_ends(self) -> float:
        """
        Judgements of 0 or 1.
        """
    @property
    def bins(self) -> Measures:
        """
        Share that came about per bin, as `Measures`.
        """
    @property
    def brier(self) -> Estimate:
        """
        Mean squared difference.
        """
    @property
    def intercept(self) -> Estimate:
        """
        Log odds by which all judgements should move.
        """
    @property
    def left_out(self) -> float:
        """
        Rows with a missing judgement or outcome.
        """
    @property
    def line_reason(self) -> typing.Any:
        """
        Why intercept and slope are empty.
        """
    @property
    def reason(self) -> typing.Any:
        """
        Why all is empty.
        """
    @property
    def reliability(self) -> float:
        """
        Part of Brier: judgements off their outcomes.
        """
    @property
    def resolution(self) -> float:
        """
        Part of Brier: how well judgements tell apart.
        """
    @property
    def slope(self) -> Estimate:
        """
        Below 1: judgements too extreme.
        """
    @property
    def uncertainty(self) -> float:
        """
        Part of Brier: the outcome itself.
        """
    @property
    def within(self) -> float:
        """
        Part of Brier: different judgements in one bin.
        """
class DerivedIndicator:
    """
    An indicator made of others.
    
    
    
    Parameters
    ----------
    id : str
        of the new indicator
    expression : str
        what it is made of
    scale : {'proportion', 'rate', 'mean', 'count', 'amount'}
        proportion, rate, mean, count or amount
    unit : str
        unit as people write it
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __init__(self, id: str = '', *, expression: str = '', scale: typing.Literal['proportion', 'rate', 'mean', 'count', 'amount'] = 'mean', unit: str = '') -> None:
        ...
    def __reduce__(self) -> tuple[typing.Any, ...]:
        ...
    def __repr__(self) -> str:
        ...
    def to_dict(self) -> dict[str, typing.Any]:
        """
        The fields by name; lists as tuples.
        """
    @property
    def expression(self) -> str:
        """
        what it is made of
        """
    @expression.setter
    def expression(self, value: str) -> None:
        ...
    @property
    def id(self) -> str:
        """
        of the new indicator
        """
    @id.setter
    def id(self, value: str) -> None:
        ...
    @property
    def scale(self) -> typing.Literal['proportion', 'rate', 'mean', 'count', 'amount']:
        """
        proportion, rate, mean, count or amount
        """
    @scale.setter
    def scale(self, value: typing.Literal['proportion', 'rate', 'mean', 'count', 'amount']) -> None:
        ...
    @property
    def unit(self) -> str:
        """
        unit as people write it
        """
    @unit.setter
    def unit(self, value: str) -> None:
        ...
class PanelRule:
    """
    What must hold in every unit and period.
    
    
    
    Parameters
    ----------
    left : str
        an expression
    op : {'==', '!=', '<', '<=', '>', '>='}
        how the two must compare
    right : str
        an expression
    tolerance : float | None
        a difference up to this is none
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __init__(self, left: str = '', *, op: typing.Literal['==', '!=', '<', '<=', '>', '>='] = '==', right: str = '', tolerance: float | None = 0.0) -> None:
        ...
    def __reduce__(self) -> tuple[typing.Any, ...]:
        ...
    def __repr__(self) -> str:
        ...
    def to_dict(self) -> dict[str, typing.Any]:
        """
        The fields by name; lists as tuples.
        """
    @property
    def left(self) -> str:
        """
        an expression
        """
    @left.setter
    def left(self, value: str) -> None:
        ...
    @property
    def op(self) -> typing.Literal['==', '!=', '<', '<=', '>', '>=']:
        """
        how the two must compare
        """
    @op.setter
    def op(self, value: typing.Literal['==', '!=', '<', '<=', '>', '>=']) -> None:
        ...
    @property
    def right(self) -> str:
        """
        an expression
        """
    @right.setter
    def right(self, value: str) -> None:
        ...
    @property
    def tolerance(self) -> float:
        """
        a difference up to this is none
        """
    @tolerance.setter
    def tolerance(self, value: float | None) -> None:
        ...
class RuleBreaches:
    """
    Where rules do not hold.
    """
    __hash__: typing.ClassVar[None] = None
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        ...
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __getstate__(self) -> tuple[bytes, typing.Any]:
        ...
    def __len__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def _repr_html_(self) -> str:
        ...
    def table(self) -> Table:
        """
        The result as a Table.
        """
    def to_arrow(self) -> typing.Any:
        """
        A pyarrow.Table.
        """
    def to_csv(self, path: typing.Any = None, *, allow_restricted: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        Writes the result as CSV.
        
        Parameters
        ----------
        path : str or path, optional
            File to write; None: give the text back.
        allow_restricted : str, optional
            Why a restricted result may be written all the same.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        str or None
        
        Raises
        ------
        ArgumentError
            When the result is restricted and no reason is given.
        """
    def to_frame(self, library: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        The result as a data frame.
        
        Parameters
        ----------
        library : {'pandas', 'polars', 'pyarrow', 'dict'}, optional
            None: that of the data it was made from, else the first that is installed, else a dict.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays
        
        Raises
        ------
        ArgumentError
            When the library is unknown or not installed.
        """
    def to_table(self, language: str = 'en') -> Table:
        """
        The result as a tidy table.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        Table
        """
    @property
    def caveats(self) -> tuple:
        """
        What a reader must know; read these first.
        """
    @property
    def checked(self) -> typing.Any:
        """
        Cells checked, per rule.
        """
    @property
    def not_checked(self) -> typing.Any:
        """
        Cells that could not be, per rule.
        """
class Outliers:
    """
    Values that stand out: to look at, not to remove.
    """
    __hash__: typing.ClassVar[None] = None
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        ...
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __getstate__(self) -> tuple[bytes, typing.Any]:
        ...
    def __len__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def _repr_html_(self) -> str:
        ...
    def table(self) -> Table:
        """
        The result as a Table.
        """
    def to_arrow(self) -> typing.Any:
        """
        A pyarrow.Table.
        """
    def to_csv(self, path: typing.Any = None, *, allow_restricted: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        Writes the result as CSV.
        
        Parameters
        ----------
        path : str or path, optional
            File to write; None: give the text back.
        allow_restricted : str, optional
            Why a restricted result may be written all the same.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        str or None
        
        Raises
        ------
        ArgumentError
            When the result is restricted and no reason is given.
        """
    def to_frame(self, library: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        The result as a data frame.
        
        Parameters
        ----------
        library : {'pandas', 'polars', 'pyarrow', 'dict'}, optional
            None: that of the data it was made from, else the first that is installed, else a dict.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays
        
        Raises
        ------
        ArgumentError
            When the library is unknown or not installed.
        """
    def to_table(self, language: str = 'en') -> Table:
        """
        The result as a tidy table.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        Table
        """
    @property
    def caveats(self) -> tuple:
        """
        What a reader must know; read these first.
        """
    @property
    def checked(self) -> int:
        """
        Cells that could be judged.
        """
    @property
    def not_checked(self) -> int:
        """
        Observed cells that could not.
        """
class RecordColumn:
    """
    What a column of records means.
    
    
    
    Parameters
    ----------
    field : str
        what it means: person, start, amount, ...
    column : str
        as it is called in the table
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __init__(self, field: str = '', *, column: str = '') -> None:
        ...
    def __reduce__(self) -> tuple[typing.Any, ...]:
        ...
    def __repr__(self) -> str:
        ...
    def to_dict(self) -> dict[str, typing.Any]:
        """
        The fields by name; lists as tuples.
        """
    @property
    def column(self) -> str:
        """
        as it is called in the table
        """
    @column.setter
    def column(self, value: str) -> None:
        ...
    @property
    def field(self) -> str:
        """
        what it means: person, start, amount, ...
        """
    @field.setter
    def field(self, value: str) -> None:
        ...
class Claims:
    """
    Use, cost, repeat use and stacking from claim lines.
    """
    __hash__: typing.ClassVar[None] = None
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        ...
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __getstate__(self) -> tuple[bytes, typing.Any]:
        ...
    def __len__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def _repr_html_(self) -> str:
        ...
    def account_table(self) -> Table:
        """
        Rows left out or changed as a table: reason, treatment, rows.
        """
    def lorenz(self) -> Table:
        """
        Lorenz curve of cost over households, per year.
        """
    def panel(self, level: str = 'area', kind: str = 'neighbourhood') -> Panel:
        """
        The rows of one level as a Panel.
        """
    def stacking(self) -> Table:
        """
        Households and cost by set of acts, per year.
        """
    def table(self) -> Table:
        """
        The result as a Table.
        """
    def to_arrow(self) -> typing.Any:
        """
        A pyarrow.Table.
        """
    def to_csv(self, path: typing.Any = None, *, allow_restricted: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        Writes the result as CSV.
        
        Parameters
        ----------
        path : str or path, optional
            File to write; None: give the text back.
        allow_restricted : str, optional
            Why a restricted result may be written all the same.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        str or None
        
        Raises
        ------
        ArgumentError
            When the result is restricted and no reason is given.
        """
    def to_frame(self, library: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        The result as a data frame.
        
        Parameters
        ----------
        library : {'pandas', 'polars', 'pyarrow', 'dict'}, optional
            None: that of the data it was made from, else the first that is installed, else a dict.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays
        
        Raises
        ------
        ArgumentError
            When the library is unknown or not installed.
        """
    def to_table(self, language: str = 'en') -> Table:
        """
        The result as a tidy table.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        Table
        """
    @property
    def account(self) -> dict:
        """
        Rows left out or changed, by reason.
        """
    @property
    def caveats(self) -> tuple:
        """
        What a reader must know; read these first.
        """
    @property
    def dropped(self) -> int:
        """
        Rows left out.
        """
    @property
    def eighteen(self) -> typing.Any:
        """
        Before and after the eighteenth birthday; None without dates of birth.
        """
    @property
    def household(self) -> dict:
        """
        Help at the same time and double work within households.
        """
    @property
    def rows(self) -> int:
        """
        Rows that came in.
        """
class Spells:
    """
    Spells of help from assignments, starts and stops.
    """
    __hash__: typing.ClassVar[None] = None
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        ...
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __getstate__(self) -> tuple[bytes, typing.Any]:
        ...
    def __len__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def _repr_html_(self) -> str:
        ...
    def table(self) -> Table:
        """
        The result as a Table.
        """
    def to_arrow(self) -> typing.Any:
        """
        A pyarrow.Table.
        """
    def to_csv(self, path: typing.Any = None, *, allow_restricted: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        Writes the result as CSV.
        
        Parameters
        ----------
        path : str or path, optional
            File to write; None: give the text back.
        allow_restricted : str, optional
            Why a restricted result may be written all the same.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        str or None
        
        Raises
        ------
        ArgumentError
            When the result is restricted and no reason is given.
        """
    def to_frame(self, library: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        The result as a data frame.
        
        Parameters
        ----------
        library : {'pandas', 'polars', 'pyarrow', 'dict'}, optional
            None: that of the data it was made from, else the first that is installed, else a dict.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays
        
        Raises
        ------
        ArgumentError
            When the library is unknown or not installed.
        """
    def to_table(self, language: str = 'en') -> Table:
        """
        The result as a tidy table.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        Table
        """
    @property
    def account(self) -> dict:
        """
        Rows left out or changed, by table and reason.
        """
    @property
    def caveats(self) -> tuple:
        """
        What a reader must know; read these first.
        """
class LeadTerm:
    """
    The days that a step may take by law or agreement.
    
    
    
    Parameters
    ----------
    step : str
        deciding, waiting, reaching or helping
    days : float | None
        days that it may take; 0 or more
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __init__(self, step: str = '', days: float | None = None) -> None:
        ...
    def __reduce__(self) -> tuple[typing.Any, ...]:
        ...
    def __repr__(self) -> str:
        ...
    def to_dict(self) -> dict[str, typing.Any]:
        """
        The fields by name; lists as tuples.
        """
    @property
    def days(self) -> float:
        """
        days that it may take; 0 or more
        """
    @days.setter
    def days(self, value: float | None) -> None:
        ...
    @property
    def step(self) -> str:
        """
        deciding, waiting, reaching or helping
        """
    @step.setter
    def step(self, value: str) -> None:
        ...
class LeadTimes:
    """
    How long the steps from request to end of help take.
    """
    __hash__: typing.ClassVar[None] = None
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        ...
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __getstate__(self) -> tuple[bytes, typing.Any]:
        ...
    def __len__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def _repr_html_(self) -> str:
        ...
    def panel(self, kind: str = 'organisation') -> Panel:
        """
        Items by year: median days, and the part within each term.
        """
    def table(self) -> Table:
        """
        The result as a Table.
        """
    def to_arrow(self) -> typing.Any:
        """
        A pyarrow.Table.
        """
    def to_csv(self, path: typing.Any = None, *, allow_restricted: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        Writes the result as CSV.
        
        Parameters
        ----------
        path : str or path, optional
            File to write; None: give the text back.
        allow_restricted : str, optional
            Why a restricted result may be written all the same.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        str or None
        
        Raises
        ------
        ArgumentError
            When the result is restricted and no reason is given.
        """
    def to_frame(self, library: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        The result as a data frame.
        
        Parameters
        ----------
        library : {'pandas', 'polars', 'pyarrow', 'dict'}, optional
            None: that of the data it was made from, else the first that is installed, else a dict.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays
        
        Raises
        ------
        ArgumentError
            When the library is unknown or not installed.
        """
    def to_table(self, language: str = 'en') -> Table:
        """
        The result as a tidy table.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        Table
        """
    @property
    def caveats(self) -> tuple:
        """
        What a reader must know; read these first.
        """
class AssignedVolumes:
    """
    What was assigned, in hours or days, per year.
    """
    __hash__: typing.ClassVar[None] = None
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        ...
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __getstate__(self) -> tuple[bytes, typing.Any]:
        ...
    def __len__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def _repr_html_(self) -> str:
        ...
    def against(self, claims: Claims) -> Table:
        """
        Beside what was declared: assigned and delivered hours and days, and which part was used.
        """
    def table(self) -> Table:
        """
        The result as a Table.
        """
    def to_arrow(self) -> typing.Any:
        """
        A pyarrow.Table.
        """
    def to_csv(self, path: typing.Any = None, *, allow_restricted: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        Writes the result as CSV.
        
        Parameters
        ----------
        path : str or path, optional
            File to write; None: give the text back.
        allow_restricted : str, optional
            Why a restricted result may be written all the same.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        str or None
        
        Raises
        ------
        ArgumentError
            When the result is restricted and no reason is given.
        """
    def to_frame(self, library: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        The result as a data frame.
        
        Parameters
        ----------
        library : {'pandas', 'polars', 'pyarrow', 'dict'}, optional
            None: that of the data it was made from, else the first that is installed, else a dict.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays
        
        Raises
        ------
        ArgumentError
            When the library is unknown or not installed.
        """
    def to_table(self, language: str = 'en') -> Table:
        """
        The result as a tidy table.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        Table
        """
    @property
    def account(self) -> dict:
        """
        Rows left out or changed, by reason.
        """
    @property
    def caveats(self) -> tuple:
        """
        What a reader must know; read these first.
        """
class Survival:
    """
    The part that has not had an event yet, over time.
    """
    __hash__: typing.ClassVar[None] = None
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        ...
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __getstate__(self) -> tuple[bytes, typing.Any]:
        ...
    def __len__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def _repr_html_(self) -> str:
        ...
    def summary(self) -> Table:
        """
        Restricted mean, quantiles and the part within each term.
        """
    def table(self) -> Table:
        """
        The result as a Table.
        """
    def to_arrow(self) -> typing.Any:
        """
        A pyarrow.Table.
        """
    def to_csv(self, path: typing.Any = None, *, allow_restricted: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        Writes the result as CSV.
        
        Parameters
        ----------
        path : str or path, optional
            File to write; None: give the text back.
        allow_restricted : str, optional
            Why a restricted result may be written all the same.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        str or None
        
        Raises
        ------
        ArgumentError
            When the result is restricted and no reason is given.
        """
    def to_frame(self, library: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        The result as a data frame.
        
        Parameters
        ----------
        library : {'pandas', 'polars', 'pyarrow', 'dict'}, optional
            None: that of the data it was made from, else the first that is installed, else a dict.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays
        
        Raises
        ------
        ArgumentError
            When the library is unknown or not installed.
        """
    def to_table(self, language: str = 'en') -> Table:
        """
        The result as a tidy table.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        Table
        """
    @property
    def caveats(self) -> tuple:
        """
        What a reader must know; read these first.
        """
class Incidence:
    """
    The part that had each cause, over time.
    """
    __hash__: typing.ClassVar[None] = None
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        ...
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __getstate__(self) -> tuple[bytes, typing.Any]:
        ...
    def __len__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def _repr_html_(self) -> str:
        ...
    def summary(self) -> Table:
        """
        Time lost to each cause and the part within each term.
        """
    def table(self) -> Table:
        """
        The result as a Table.
        """
    def to_arrow(self) -> typing.Any:
        """
        A pyarrow.Table.
        """
    def to_csv(self, path: typing.Any = None, *, allow_restricted: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        Writes the result as CSV.
        
        Parameters
        ----------
        path : str or path, optional
            File to write; None: give the text back.
        allow_restricted : str, optional
            Why a restricted result may be written all the same.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        str or None
        
        Raises
        ------
        ArgumentError
            When the result is restricted and no reason is given.
        """
    def to_frame(self, library: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        The result as a data frame.
        
        Parameters
        ----------
        library : {'pandas', 'polars', 'pyarrow', 'dict'}, optional
            None: that of the data it was made from, else the first that is installed, else a dict.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays
        
        Raises
        ------
        ArgumentError
            When the library is unknown or not installed.
        """
    def to_table(self, language: str = 'en') -> Table:
        """
        The result as a tidy table.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        Table
        """
    @property
    def caveats(self) -> tuple:
        """
        What a reader must know; read these first.
        """
class IntervalTimes:
    """
    Times known only to lie in intervals.
    """
    __hash__: typing.ClassVar[None] = None
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        ...
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __getstate__(self) -> tuple[bytes, typing.Any]:
        ...
    def __len__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def _repr_html_(self) -> str:
        ...
    def quantile(self, probability: typing.SupportsFloat | typing.SupportsIndex) -> Estimate:
        """
        Estimate with the lowest and highest time at which this part may have had the event.
        """
    def summary(self) -> Table:
        """
        The part within each term, with its limits.
        """
    def table(self) -> Table:
        """
        The result as a Table.
        """
    def to_arrow(self) -> typing.Any:
        """
        A pyarrow.Table.
        """
    def to_csv(self, path: typing.Any = None, *, allow_restricted: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        Writes the result as CSV.
        
        Parameters
        ----------
        path : str or path, optional
            File to write; None: give the text back.
        allow_restricted : str, optional
            Why a restricted result may be written all the same.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        str or None
        
        Raises
        ------
        ArgumentError
            When the result is restricted and no reason is given.
        """
    def to_frame(self, library: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        The result as a data frame.
        
        Parameters
        ----------
        library : {'pandas', 'polars', 'pyarrow', 'dict'}, optional
            None: that of the data it was made from, else the first that is installed, else a dict.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays
        
        Raises
        ------
        ArgumentError
            When the library is unknown or not installed.
        """
    def to_table(self, language: str = 'en') -> Table:
        """
        The result as a tidy table.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        Table
        """
    @property
    def caveats(self) -> tuple:
        """
        What a reader must know; read these first.
        """
    @property
    def converged(self) -> bool:
        """
        Whether the search settled.
        """
    @property
    def iterations(self) -> int:
        """
        Steps of the search.
        """
    @property
    def left_out(self) -> float:
        """
        Rows with an empty end.
        """
    @property
    def log_likelihood(self) -> float:
        """
        At the maximum.
        """
class Survey:
    """
    Answers per item, and open answers as stories.
    """
    __hash__: typing.ClassVar[None] = None
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        ...
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __getstate__(self) -> tuple[bytes, typing.Any]:
        ...
    def __len__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def _repr_html_(self) -> str:
        ...
    def comparisons(self, reference: str = '') -> Table:
        """
        Who answers higher: every activity beside the reference, per item, as a Table.
        
        Parameters
        ----------
        reference : str
            An activity; empty: the first of each item.
        
        Returns
        -------
        Table
        """
    def table(self) -> Table:
        """
        The result as a Table.
        """
    def to_arrow(self) -> typing.Any:
        """
        A pyarrow.Table.
        """
    def to_csv(self, path: typing.Any = None, *, allow_restricted: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        Writes the result as CSV.
        
        Parameters
        ----------
        path : str or path, optional
            File to write; None: give the text back.
        allow_restricted : str, optional
            Why a restricted result may be written all the same.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        str or None
        
        Raises
        ------
        ArgumentError
            When the result is restricted and no reason is given.
        """
    def to_frame(self, library: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        The result as a data frame.
        
        Parameters
        ----------
        library : {'pandas', 'polars', 'pyarrow', 'dict'}, optional
            None: that of the data it was made from, else the first that is installed, else a dict.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays
        
        Raises
        ------
        ArgumentError
            When the library is unknown or not installed.
        """
    def to_table(self, language: str = 'en') -> Table:
        """
        The result as a tidy table.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        Table
        """
    @property
    def account(self) -> dict:
        """
        Rows left out or changed, by reason.
        """
    @property
    def caveats(self) -> tuple:
        """
        What a reader must know; read these first.
        """
    @property
    def measures(self) -> Measures:
        """
        The share of the highest answers per item, as Measures.
        """
    @property
    def stories(self) -> Table:
        """
        Open answers of those who consented, as a Table.
        """
class YouthOutcomes:
    """
    The outcome set for youth help, from records.
    """
    __hash__: typing.ClassVar[None] = None
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        ...
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __getstate__(self) -> tuple[bytes, typing.Any]:
        ...
    def __len__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def _repr_html_(self) -> str:
        ...
    def table(self) -> Table:
        """
        The result as a Table.
        """
    def to_arrow(self) -> typing.Any:
        """
        A pyarrow.Table.
        """
    def to_csv(self, path: typing.Any = None, *, allow_restricted: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        Writes the result as CSV.
        
        Parameters
        ----------
        path : str or path, optional
            File to write; None: give the text back.
        allow_restricted : str, optional
            Why a restricted result may be written all the same.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        str or None
        
        Raises
        ------
        ArgumentError
            When the result is restricted and no reason is given.
        """
    def to_frame(self, library: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        The result as a data frame.
        
        Parameters
        ----------
        library : {'pandas', 'polars', 'pyarrow', 'dict'}, optional
            None: that of the data it was made from, else the first that is installed, else a dict.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays
        
        Raises
        ------
        ArgumentError
            When the library is unknown or not installed.
        """
    def to_table(self, language: str = 'en') -> Table:
        """
        The result as a tidy table.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        Table
        """
    @property
    def account(self) -> dict:
        """
        Rows left out or changed, by table and reason.
        """
    @property
    def caveats(self) -> tuple:
        """
        What a reader must know; read these first.
        """
    @property
    def choices(self) -> dict:
        """
        The choices that the figures rest on.
        """
    @property
    def measures(self) -> Measures:
        """
        The same rows as Measures.
        """
class UnitPeers:
    """
    The units that one unit is held beside.
    
    
    
    Parameters
    ----------
    unit : str
        the unit
    peers : Iterable[str]
        the units that it is held beside
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __init__(self, unit: str = '', *, peers: collections.abc.Iterable[str] = ()) -> None:
        ...
    def __reduce__(self) -> tuple[typing.Any, ...]:
        ...
    def __repr__(self) -> str:
        ...
    def to_dict(self) -> dict[str, typing.Any]:
        """
        The fields by name; lists as tuples.
        """
    @property
    def peers(self) -> tuple[str, ...]:
        """
        the units that it is held beside
        """
    @peers.setter
    def peers(self, value: collections.abc.Iterable[str]) -> None:
        ...
    @property
    def unit(self) -> str:
        """
        the unit
        """
    @unit.setter
    def unit(self, value: str) -> None:
        ...
class Expected:
    """
    Units beside what was to be expected of them.
    """
    __hash__: typing.ClassVar[None] = None
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        ...
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __getstate__(self) -> tuple[bytes, typing.Any]:
        ...
    def __len__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def _repr_html_(self) -> str:
        ...
    def table(self) -> Table:
        """
        The result as a Table.
        """
    def to_arrow(self) -> typing.Any:
        """
        A pyarrow.Table.
        """
    def to_csv(self, path: typing.Any = None, *, allow_restricted: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        Writes the result as CSV.
        
        Parameters
        ----------
        path : str or path, optional
            File to write; None: give the text back.
        allow_restricted : str, optional
            Why a restricted result may be written all the same.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        str or None
        
        Raises
        ------
        ArgumentError
            When the result is restricted and no reason is given.
        """
    def to_frame(self, library: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        The result as a data frame.
        
        Parameters
        ----------
        library : {'pandas', 'polars', 'pyarrow', 'dict'}, optional
            None: that of the data it was made from, else the first that is installed, else a dict.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays
        
        Raises
        ------
        ArgumentError
            When the library is unknown or not installed.
        """
    def to_table(self, language: str = 'en') -> Table:
        """
        The result as a tidy table.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        Table
        """
    @property
    def base(self) -> Period:
        """
        Period of the own level.
        """
    @property
    def caveats(self) -> tuple:
        """
        What a reader must know; read these first.
        """
    @property
    def dispersion(self) -> float:
        """
        How far observations stray.
        """
    @property
    def freedom(self) -> float:
        """
        Degrees of freedom behind it.
        """
    @property
    def peers(self) -> dict:
        """
        Units that each is held beside.
        """
    @property
    def period(self) -> Period:
        """
        What is held against its expectation.
        """
class CaseMix:
    """
    Units beside what their case mix lets expect.
    """
    __hash__: typing.ClassVar[None] = None
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        ...
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __getstate__(self) -> tuple[bytes, typing.Any]:
        ...
    def __len__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def _repr_html_(self) -> str:
        ...
    def table(self) -> Table:
        """
        The result as a Table.
        """
    def to_arrow(self) -> typing.Any:
        """
        A pyarrow.Table.
        """
    def to_csv(self, path: typing.Any = None, *, allow_restricted: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        Writes the result as CSV.
        
        Parameters
        ----------
        path : str or path, optional
            File to write; None: give the text back.
        allow_restricted : str, optional
            Why a restricted result may be written all the same.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        str or None
        
        Raises
        ------
        ArgumentError
            When the result is restricted and no reason is given.
        """
    def to_frame(self, library: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        The result as a data frame.
        
        Parameters
        ----------
        library : {'pandas', 'polars', 'pyarrow', 'dict'}, optional
            None: that of the data it was made from, else the first that is installed, else a dict.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays
        
        Raises
        ------
        ArgumentError
            When the library is unknown or not installed.
        """
    def to_table(self, language: str = 'en') -> Table:
        """
        The result as a tidy table.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        Table
        """
    @property
    def caveats(self) -> tuple:
        """
        What a reader must know; read these first.
        """
    @property
    def coefficients(self) -> dict:
        """
        Of the model, by column.
        """
    @property
    def dispersion(self) -> float:
        """
        Of the rows.
        """
    @property
    def tau2(self) -> float:
        """
        Variance between units on the scale of the model.
        """
class Gap:
    """
    A distance to a target in parts that add up.
    """
    __hash__: typing.ClassVar[None] = None
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        ...
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __getstate__(self) -> tuple[bytes, typing.Any]:
        ...
    def __len__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def _repr_html_(self) -> str:
        ...
    def table(self) -> Table:
        """
        The result as a Table.
        """
    def to_arrow(self) -> typing.Any:
        """
        A pyarrow.Table.
        """
    def to_csv(self, path: typing.Any = None, *, allow_restricted: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        Writes the result as CSV.
        
        Parameters
        ----------
        path : str or path, optional
            File to write; None: give the text back.
        allow_restricted : str, optional
            Why a restricted result may be written all the same.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        str or None
        
        Raises
        ------
        ArgumentError
            When the result is restricted and no reason is given.
        """
    def to_frame(self, library: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        The result as a data frame.
        
        Parameters
        ----------
        library : {'pandas', 'polars', 'pyarrow', 'dict'}, optional
            None: that of the data it was made from, else the first that is installed, else a dict.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays
        
        Raises
        ------
        ArgumentError
            When the library is unknown or not installed.
        """
    def to_table(self, language: str = 'en') -> Table:
        """
        The result as a tidy table.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        Table
        """
    @property
    def caveats(self) -> tuple:
        """
        What a reader must know; read these first.
        """
class ProviderShares:
    """
    What goes with the pieces of providers.
    """
    __hash__: typing.ClassVar[None] = None
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        ...
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __getstate__(self) -> tuple[bytes, typing.Any]:
        ...
    def __len__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def _repr_html_(self) -> str:
        ...
    def table(self) -> Table:
        """
        The result as a Table.
        """
    def to_arrow(self) -> typing.Any:
        """
        A pyarrow.Table.
        """
    def to_csv(self, path: typing.Any = None, *, allow_restricted: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        Writes the result as CSV.
        
        Parameters
        ----------
        path : str or path, optional
            File to write; None: give the text back.
        allow_restricted : str, optional
            Why a restricted result may be written all the same.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        str or None
        
        Raises
        ------
        ArgumentError
            When the result is restricted and no reason is given.
        """
    def to_frame(self, library: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        The result as a data frame.
        
        Parameters
        ----------
        library : {'pandas', 'polars', 'pyarrow', 'dict'}, optional
            None: that of the data it was made from, else the first that is installed, else a dict.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays
        
        Raises
        ------
        ArgumentError
            When the library is unknown or not installed.
        """
    def to_table(self, language: str = 'en') -> Table:
        """
        The result as a tidy table.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        Table
        """
    @property
    def between(self) -> float:
        """
        Variance between providers.
        """
    @property
    def by_providers(self) -> float:
        """
        The part that goes with providers.
        """
    @property
    def by_traits(self) -> float:
        """
        The part of it that goes with traits.
        """
    @property
    def caveats(self) -> tuple:
        """
        What a reader must know; read these first.
        """
    @property
    def coefficients(self) -> dict:
        """
        Of the traits, each with its margin.
        """
    @property
    def total(self) -> float:
        """
        Sum of the outcomes.
        """
    @property
    def unexplained(self) -> float:
        """
        The rest.
        """
    @property
    def within(self) -> float:
        """
        Variance of clients around them.
        """
class Organisations:
    """
    Figures of organisations drawn together.
    """
    __hash__: typing.ClassVar[None] = None
    def __arrow_c_schema__(self) -> typing_extensions.CapsuleType:
        ...
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __getstate__(self) -> tuple[bytes, typing.Any]:
        ...
    def __len__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple) -> None:
        ...
    def _repr_html_(self) -> str:
        ...
    def table(self) -> Table:
        """
        The result as a Table.
        """
    def to_arrow(self) -> typing.Any:
        """
        A pyarrow.Table.
        """
    def to_csv(self, path: typing.Any = None, *, allow_restricted: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        Writes the result as CSV.
        
        Parameters
        ----------
        path : str or path, optional
            File to write; None: give the text back.
        allow_restricted : str, optional
            Why a restricted result may be written all the same.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        str or None
        
        Raises
        ------
        ArgumentError
            When the result is restricted and no reason is given.
        """
    def to_frame(self, library: typing.Any = None, language: str = 'en') -> typing.Any:
        """
        The result as a data frame.
        
        Parameters
        ----------
        library : {'pandas', 'polars', 'pyarrow', 'dict'}, optional
            None: that of the data it was made from, else the first that is installed, else a dict.
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays
        
        Raises
        ------
        ArgumentError
            When the library is unknown or not installed.
        """
    def to_table(self, language: str = 'en') -> Table:
        """
        The result as a tidy table.
        
        Parameters
        ----------
        language : {'en', 'nl'}
            Language of its sentences.
        
        Returns
        -------
        Table
        """
    @property
    def apart(self) -> float:
        """
        Pairs that can be told apart.
        """
    @property
    def caveats(self) -> tuple:
        """
        What a reader must know; read these first.
        """
    @property
    def middle(self) -> float:
        """
        Of all together.
        """
    @property
    def pairs(self) -> float:
        """
        Pairs of organisations.
        """
    @property
    def spread(self) -> float:
        """
        Between organisations.
        """
def _need_measured(data: typing.Any, columns: typing.Any) -> None:
    ...
def _need_no_codes(data: typing.Any, columns: typing.Any) -> None:
    ...
def _read_counts(framework: Framework, panel: Panel) -> Panel:
    """
    The panel with its counts read as the framework says.
    """
def _rebuild(arg0: typing.Any, arg1: dict) -> typing.Any:
    ...
def _refuse_argument(arg0: str, **kwargs) -> typing.NoReturn:
    ...
def _refuse_data(arg0: str, **kwargs) -> typing.NoReturn:
    ...
def _refuse_format(arg0: str, **kwargs) -> typing.NoReturn:
    ...
def _regress_absorbed(arg0: typing.Any, arg1: Table, arg2: Table, arg3: dict, arg4: typing.Any) -> AbsorbResult:
    ...
def _regress_column_effects(arg0: GlmResult, arg1: typing.Any, arg2: str, arg3: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], arg4: typing.Any, arg5: typing.SupportsFloat | typing.SupportsIndex) -> MarginResult:
    ...
def _regress_compare_nested(arg0: GlmResult, arg1: GlmResult, arg2: bool) -> NestedTest:
    ...
def _regress_compared(arg0: GlmResult, arg1: MarginResult, arg2: typing.SupportsInt | typing.SupportsIndex, arg3: bool, arg4: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], arg5: typing.Any) -> MarginResult:
    ...
def _regress_contrast(arg0: GlmResult, arg1: typing.Any) -> numpy.typing.NDArray[numpy.float64]:
    ...
def _regress_diagnostics(arg0: GlmResult, arg1: typing.Any, arg2: dict) -> DiagnosticsResult:
    ...
def _regress_dispersion_test(arg0: GlmResult, arg1: typing.Any, arg2: str) -> DispersionResult:
    ...
def _regress_drop_each(arg0: GlmResult, arg1: typing.Any, arg2: dict, arg3: RobustResult | None, arg4: typing.Annotated[numpy.typing.ArrayLike, numpy.int32], arg5: bool, arg6: typing.Any) -> DropEachResult:
    ...
def _regress_elastic_net(arg0: typing.Any, arg1: dict, arg2: typing.Any) -> ElasticNetResult:
    ...
def _regress_elastic_net_cv(arg0: typing.Any, arg1: dict, arg2: typing.Any, arg3: typing.SupportsInt | typing.SupportsIndex, arg4: typing.Any, arg5: typing.Any, arg6: typing.Any) -> ElasticNetCvResult:
    ...
def _regress_glm(arg0: typing.Any, arg1: dict, arg2: typing.Any) -> GlmResult:
    ...
def _regress_held(arg0: GlmResult, arg1: typing.Any, arg2: typing.SupportsInt | typing.SupportsIndex, arg3: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], arg4: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], arg5: typing.Any, arg6: typing.SupportsFloat | typing.SupportsIndex) -> MarginResult:
    ...
def _regress_hurdle(arg0: typing.Any, arg1: typing.Any, arg2: dict, arg3: typing.Any) -> HurdleResult:
    ...
def _regress_predict(arg0: GlmResult, arg1: typing.Any, arg2: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], arg3: typing.Any, arg4: typing.SupportsFloat | typing.SupportsIndex) -> Table:
    ...
def _regress_predict_absorbed(arg0: AbsorbResult, arg1: typing.Any, arg2: Table, arg3: typing.SupportsFloat | typing.SupportsIndex) -> AbsorbPrediction:
    ...
def _regress_random_intercepts(arg0: typing.Any, arg1: typing.Any, arg2: dict, arg3: typing.Any) -> RandomInterceptsResult:
    ...
def _regress_robust(arg0: GlmResult, arg1: typing.Any, arg2: str, arg3: typing.Annotated[numpy.typing.ArrayLike, numpy.int32], arg4: typing.Annotated[numpy.typing.ArrayLike, numpy.int32], arg5: typing.SupportsInt | typing.SupportsIndex, arg6: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], arg7: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], arg8: typing.SupportsFloat | typing.SupportsIndex, arg9: typing.SupportsFloat | typing.SupportsIndex) -> RobustResult:
    ...
def _regress_satterthwaite(arg0: GlmResult, arg1: typing.Any, arg2: str, arg3: typing.Annotated[numpy.typing.ArrayLike, numpy.int32], arg4: typing.Annotated[numpy.typing.ArrayLike, numpy.float64]) -> numpy.typing.NDArray[numpy.float64]:
    ...
def _regress_standardised(arg0: Design, arg1: typing.Any, arg2: GlmResult, arg3: typing.Any, arg4: str, arg5: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], arg6: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], arg7: typing.Any, arg8: typing.SupportsFloat | typing.SupportsIndex) -> MarginResult:
    ...
def _regress_term_effects(arg0: Design, arg1: typing.Any, arg2: GlmResult, arg3: typing.Any, arg4: str, arg5: collections.abc.Sequence[str], arg6: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], arg7: typing.Any, arg8: typing.SupportsFloat | typing.SupportsIndex) -> MarginResult:
    ...
def _regress_tweedie_power(arg0: typing.Any, arg1: dict, arg2: typing.SupportsFloat | typing.SupportsIndex, arg3: typing.SupportsFloat | typing.SupportsIndex, arg4: typing.Any) -> TweediePowerResult:
    ...
def _regress_two_part(arg0: typing.Any, arg1: typing.Any, arg2: dict, arg3: typing.Any) -> TwoPartResult:
    ...
def _regress_variance_inflation(arg0: GlmResult, arg1: collections.abc.Sequence[str], arg2: str) -> InflationResult:
    ...
def _regress_wald(arg0: GlmResult, arg1: typing.Any, arg2: RobustResult, arg3: collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex], arg4: typing.Annotated[numpy.typing.ArrayLike, numpy.int32]) -> NestedTest:
    ...
def _regress_wild_bootstrap(arg0: GlmResult, arg1: typing.Any, arg2: typing.Annotated[numpy.typing.ArrayLike, numpy.int32], arg3: typing.Any, arg4: dict, arg5: typing.Any) -> WildBootstrapResult:
    ...
def _regress_with_df(arg0: MarginResult, arg1: typing.Annotated[numpy.typing.ArrayLike, numpy.float64]) -> MarginResult:
    ...
def _table_from_array(arg0: typing.Any) -> Table:
    ...
def _table_from_parts(arg0: list) -> Table:
    ...
def _table_from_stream(arg0: typing.Any) -> Table:
    ...
def _warn_restricted_frame() -> None:
    ...
def archive_info(bytes: bytes) -> dict:
    """
    What the envelope of an archive says: type, format, writer and length.
    
    Parameters
    ----------
    bytes : bytes
        An archive, or the beginning of one.
    
    Returns
    -------
    dict of str to str or int
    
    Raises
    ------
    ArchiveError
        When it is none of ours.
    """
def check_side_links(framework: Framework, panel: Panel, earlier: Period | str | int, later: Period | str | int, *, smallest_change: float | None = 0.0, side_above: float | None = 0.9, core_below: float | None = 0.5) -> SideLinkResult:
    """
    Did what an activity is for move, or only what it also touches? Warns (MaatstafWarning) in the second case.
    
    Parameters
    ----------
    smallest_change : float | None
        improvement that counts as movement
    side_above : float | None
        probability above which a side link moved
    core_below : float | None
        probability below which the core link did not
    """
def effective_weights(result: ScoreResult, item: str, unit: str, period: typing.Any, view: str = 'results') -> dict:
    """
    The weight of each indicator in one score, over those that are observed there.
    
    Parameters
    ----------
    result : ScoreResult
        Scores made with arithmetic means.
    item : str
        Id of a node.
    unit : str
        Id of a unit.
    period : Period or str or int
        2016, '2016-H1', '2016-Q3' or '2016-07'.
    view : {'results', 'contributions'}
        Which of the two pictures.
    
    Returns
    -------
    dict of str to float, summing to 1
    
    Raises
    ------
    ArgumentError
        For means that are not arithmetic and gaps that are filled (weights_need_linear).
    """
def framework_schema() -> str:
    """
    The JSON Schema of the JSON of a framework.
    """
def hold_against_targets(framework: Framework, panel: Panel, *, confidence: float | None = 0.95) -> TargetResult:
    """
    Holds the indicators of a panel against what their goals ask.
    
    Parameters
    ----------
    confidence : float | None
        of the interval of the value
    """
def measure_age_bands(ages: typing.Any) -> tuple[numpy.typing.NDArray[numpy.float64], numpy.typing.NDArray[numpy.float64]]:
    """
    Where the bands of labels start and end.
    """
def measure_age_positions(ages: typing.Any, standard: str) -> numpy.typing.NDArray[numpy.int32]:
    """
    Position of ages in the bands of a standard population.
    """
def measure_assigned(data: typing.Any, **kwargs) -> AssignedVolumes:
    """
    Volumes of assignments; see maatstaf.measure.assigned_volume.
    """
def measure_calibration(judged: typing.Any, outcome: typing.Any, **kwargs) -> Calibration:
    """
    Calibration of judged chances.
    """
def measure_case_mix(traits: typing.Any, outcome: typing.Any, size: typing.Any, unit: typing.Any, units: typing.Any, names: typing.Any, **kwargs) -> CaseMix:
    """
    Expected by case mix.
    """
def measure_check_rules(panel: typing.Any, rules: typing.Any) -> typing.Any:
    """
    Where rules do not hold.
    """
def measure_claims(data: typing.Any, **kwargs) -> Claims:
    """
    Counts claim lines; see maatstaf.measure.claims.
    """
def measure_compare(first: Measures, second: Measures, kind: str = 'ratio') -> Measures:
    """
    Two results, from their limits.
    """
def measure_compare_proportions(arg0: typing.Any, arg1: typing.Any, arg2: typing.Any, arg3: typing.Any, **kwargs) -> Measures:
    """
    Two samples per row.
    """
def measure_compare_rates(arg0: typing.Any, arg1: typing.Any, arg2: typing.Any, arg3: typing.Any, **kwargs) -> Measures:
    """
    Two samples per row.
    """
def measure_competing_risks(time: typing.Any, event: typing.Any, entry: typing.Any, group: typing.Any, names: typing.Any, causes: typing.Any, **kwargs) -> Incidence:
    """
    Aalen-Johansen.
    """
def measure_concentration_index(values: typing.Any, rank_by: typing.Any, weights: typing.Any, groups: typing.Any, **kwargs) -> Measures:
    """
    Concentration index.
    """
def measure_count(events: typing.Any, groups: typing.Any, **kwargs) -> Measures:
    """
    Counts with their limits.
    """
def measure_count_reached(participants: typing.Any, population: typing.Any, **kwargs) -> Table:
    """
    Counts participants per target group.
    """
def measure_derive(panel: typing.Any, indicators: typing.Any, **kwargs) -> typing.Any:
    """
    The panel with further indicators.
    """
def measure_direct(events: typing.Any, population: typing.Any, standard: typing.Any, groups: typing.Any, stratum: typing.Any, strata: typing.SupportsInt | typing.SupportsIndex, frequency: typing.Any, **kwargs) -> Measures:
    """
    Directly standardised rates.
    """
def measure_expected_observed(panel: typing.Any, indicator: str, **kwargs) -> typing.Any:
    """
    Units beside what was to be expected of them.
    """
def measure_explain_gap(units: typing.Any, columns: dict, **kwargs) -> Gap:
    """
    A gap in parts.
    """
def measure_fleiss_kappa(item: typing.Any, kind: typing.Any, items: typing.SupportsInt | typing.SupportsIndex, kinds: typing.SupportsInt | typing.SupportsIndex, **kwargs) -> JudgeAgreement:
    """
    Fleiss' kappa.
    """
def measure_funnel(events: typing.Any, size: typing.Any, groups: typing.Any, **kwargs) -> Funnel:
    """
    Funnel limits.
    """
def measure_gas_t(attained: typing.Any, weights: typing.Any = None, rho: typing.SupportsFloat | typing.SupportsIndex = 0.3) -> float:
    """
    Goal Attainment Scaling.
    """
def measure_goal_item(activity: str, result: str, language: str = 'en') -> str:
    """
    The item of a contribution.
    """
def measure_group_rows(table: Table, columns: typing.Any) -> RowGroups:
    """
    Rows with the same values in these columns form a group.
    """
def measure_indirect(events: typing.Any, population: typing.Any, reference_events: typing.Any, reference_population: typing.Any, groups: typing.Any, stratum: typing.Any, strata: typing.SupportsInt | typing.SupportsIndex, **kwargs) -> Measures:
    """
    Indirectly standardised ratios and rates.
    """
def measure_interval_times(low: typing.Any, high: typing.Any, **kwargs) -> IntervalTimes:
    """
    Turnbull.
    """
def measure_label_positions(labels: typing.Any, of: typing.Any) -> numpy.typing.NDArray[numpy.int32]:
    """
    Position of labels among those of a standard or reference.
    """
def measure_lead_times(spells: Spells, **kwargs) -> LeadTimes:
    """
    Times of every step; see maatstaf.measure.lead_times.
    """
def measure_life_expectancy(deaths: typing.Any, population: typing.Any, age: typing.Any, lived: typing.Any, groups: typing.Any, end: typing.Any, **kwargs) -> Measures:
    """
    Life expectancy from an abridged life table.
    """
def measure_looks_like_citizen_number(text: str) -> bool:
    """
    Nine digits that pass the eleven test.
    """
def measure_mean(values: typing.Any, groups: typing.Any, **kwargs) -> Measures:
    """
    Means with their limits.
    """
def measure_organisations(first: typing.Any, second: typing.Any, names: typing.Any, people: typing.Any, **kwargs) -> Organisations:
    """
    Figures drawn together.
    """
def measure_organisations_of_case_mix(case_mix: CaseMix, **kwargs) -> Organisations:
    """
    The same from a case mix.
    """
def measure_outcome_crosswalk(language: str = 'en') -> Table:
    """
    Measures by criterion.
    """
def measure_outliers(panel: typing.Any, **kwargs) -> typing.Any:
    """
    Values that stand out.
    """
def measure_panel(measures: Measures, **kwargs) -> Panel:
    """
    A result as a Panel.
    """
def measure_proportion(numerator: typing.Any, denominator: typing.Any, groups: typing.Any, **kwargs) -> Measures:
    """
    Quotients with their limits.
    """
def measure_provider_shares(traits: typing.Any, outcome: typing.Any, names: typing.Any, clients: typing.Any, providers: typing.Any, client: typing.Any, provider: typing.Any, weight: typing.Any, **kwargs) -> ProviderShares:
    """
    Multiple membership.
    """
def measure_quantile_groups(values: typing.Any, count: typing.SupportsInt | typing.SupportsIndex, groups: typing.Any, highest_first: bool) -> numpy.typing.NDArray[numpy.float64]:
    """
    Equal groups by rank.
    """
def measure_rate(events: typing.Any, population: typing.Any, groups: typing.Any, **kwargs) -> Measures:
    """
    Quotients with their limits.
    """
def measure_ratio(observed: typing.Any, expected: typing.Any, groups: typing.Any, **kwargs) -> Measures:
    """
    Quotients with their limits.
    """
def measure_reach(reached: typing.Any, population: typing.Any, target: typing.Any, groups: typing.Any, **kwargs) -> Measures:
    """
    Reach and spread.
    """
def measure_reliable_change(before: typing.SupportsFloat | typing.SupportsIndex, after: typing.SupportsFloat | typing.SupportsIndex, **kwargs) -> tuple[float, typing.Any]:
    """
    Index and class of a change.
    """
def measure_satisfaction_beside_effect(answer: typing.Any, attained: typing.Any, **kwargs) -> Measures:
    """
    Satisfaction and effect side by side.
    """
def measure_share(value: typing.Any, cluster: typing.Any, weight: typing.Any, groups: typing.Any, **kwargs) -> Measures:
    """
    A share of rows.
    """
def measure_share_within(time: typing.Any, event: typing.Any, window: typing.SupportsFloat | typing.SupportsIndex, followed: typing.Any, cluster: typing.Any, groups: typing.Any, **kwargs) -> Measures:
    """
    The part that had an event within a window.
    """
def measure_slope_index(arg0: typing.Any, arg1: typing.Any, arg2: typing.Any, arg3: typing.Any, arg4: typing.Any, arg5: typing.Any, arg6: typing.Any, **kwargs) -> Measures:
    """
    Slope and relative index of inequality.
    """
def measure_spells(assignments: typing.Any, starts: typing.Any, stops: typing.Any, **kwargs) -> Spells:
    """
    Joins messages; see maatstaf.measure.spells.
    """
def measure_standard_population(name: str) -> Table:
    """
    A published standard population: age, population.
    """
def measure_superiority(first: typing.Any, second: typing.Any, confidence: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Estimate:
    """
    Who answers higher.
    """
def measure_survey(data: typing.Any, **kwargs) -> Survey:
    """
    Reads answers; see maatstaf.measure.survey.
    """
def measure_survival(time: typing.Any, event: typing.Any, entry: typing.Any, group: typing.Any, names: typing.Any, **kwargs) -> Survival:
    """
    Kaplan-Meier.
    """
def measure_theil_index(amounts: typing.Any, weights: typing.Any, parts: typing.Any, groups: typing.Any, **kwargs) -> Measures:
    """
    Theil's index.
    """
def measure_timeliness(due: typing.Any, received: typing.Any, groups: typing.Any, **kwargs) -> Measures:
    """
    Share that came in by the day it was due.
    """
def measure_weighted_kappa(first: typing.Any, second: typing.Any, kinds: typing.SupportsInt | typing.SupportsIndex, **kwargs) -> JudgeAgreement:
    """
    Cohen's kappa.
    """
def measure_youth_outcomes(spells: typing.Any, goals: typing.Any, changes: typing.Any, answers: typing.Any, attained: typing.Any, **kwargs) -> YouthOutcomes:
    """
    The outcome set; see maatstaf.measure.youth_outcomes.
    """
def read_csv(source: str | os.PathLike[str] | bytes, *, delimiter: str = '', decimal_mark: str = '', absent: collections.abc.Iterable[str] = ('', 'NA', 'NaN', 'nan', 'null'), suppressed: collections.abc.Iterable[str] = ('.', 'x', 'X'), text: collections.abc.Iterable[str] = ()) -> Table:
    """
    Reads delimited text from a file, or from bytes.
    
    Parameters
    ----------
    delimiter : str
        one of , ; tab |; empty: found from the heading
    decimal_mark : str
        point or comma; empty: found from the delimiter and the numbers
    absent : Iterable[str]
        markers read as absent
    suppressed : Iterable[str]
        markers read as suppressed by the source
    text : Iterable[str]
        columns read as text whatever they look like
    """
def risk_attributable_shares(x: typing.Any, counterfactual: typing.Any, coefficients: typing.Any, factors: typing.Any, *, y: typing.Any = None, offset: typing.Any = None, weights: typing.Any = None, link: str = 'log', influence: typing.Any = None, covariance: typing.Any = None, clusters: typing.Any = None, **kwargs) -> AttributableShares:
    """
    Shares of a model that was fitted elsewhere; see maatstaf.risk.
    """
def risk_design_rows(fit: RiskFit, table: typing.Any, rows: typing.Any) -> typing.Any:
    """
    Rows of a table in the columns of a fit that was made on a table; None for any other fit.
    """
def risk_divide_difference(x_a: typing.Any, y_a: typing.Any, x_b: typing.Any, y_b: typing.Any, *, names: typing.Any = None, dummies: typing.Any = None, weights_a: typing.Any = None, weights_b: typing.Any = None, clusters_a: typing.Any = None, clusters_b: typing.Any = None, **kwargs) -> DividedDifference:
    """
    The difference of two group means, divided; `dummies`: {category left out: columns of the others}.
    """
def risk_expected_cost(users: typing.Any, amount: typing.Any = None, observed: typing.Any = None, groups: typing.Any = None, amount_rows: typing.Any = None, **kwargs) -> typing.Any:
    """
    Expected cost in two parts or one; see maatstaf.risk.expected_cost.
    """
def risk_fit(x: typing.Any, y: typing.Any, exposure: typing.Any = None, weights: typing.Any = None, clusters: typing.Any = None, columns: typing.Any = None, factors: typing.Any = None, units: typing.Any = None, left_out: typing.SupportsInt | typing.SupportsIndex = 0, used: dict = {}, rows: typing.Any = None, **kwargs) -> RiskFit:
    """
    Fits a risk model on arrays; see maatstaf.risk.fit for tables and formulas.
    """
def risk_fit_table(data: typing.Any, columns: dict, **kwargs) -> RiskFit:
    """
    Fits a risk model on a table; see maatstaf.risk.fit.
    """
def risk_forecast(rates: typing.Any, years: typing.Any, population: typing.Any, population_se: typing.Any = None, *, dispersion: float | None = 1.0, amount_cv: float | None = 0.0, trend: float | None = 0.0, trend_se: float | None = 0.0, confidence: float | None = 0.95, base_year: int = 0, ends_at: int = 18) -> Forecast:
    """
    Rates by age times a population forecast.
    
    Parameters
    ----------
    dispersion : float | None
        variance of counts against Poisson
    amount_cv : float | None
        spread of the amount between cases, sd / mean
    trend : float | None
        yearly change of the logarithm of the rates
    trend_se : float | None
        its standard error
    confidence : float | None
        of the intervals, between 0 and 1
    base_year : int
        year of the rates
    ends_at : int
        age at which the act ends; 0: at none
    """
def risk_levin(prevalence: typing.Any, rate_ratio: typing.Any, *, log_ratio_se: typing.Any = None, n: typing.Any = None, confidence: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Estimate:
    """
    Share of use that goes with exposure, from its prevalence among all people and unadjusted rate ratios.
    """
def risk_miettinen(case_prevalence: typing.Any, rate_ratio: typing.Any, *, log_ratio_se: typing.Any = None, n: typing.Any = None, confidence: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Estimate:
    """
    Share of use that goes with exposure, from its prevalence among the cases; also for adjusted rate ratios.
    """
def risk_parts_of_whole(parts: typing.Any, whole: typing.Any) -> typing.Any:
    """
    The expected parts of every row scaled to add up to its expected whole.
    """
def risk_picture(unit: str, units: typing.Any, figures: typing.Any, themes: typing.Any, values: typing.Any, standard_errors: typing.Any = None, expected: typing.Any = None, probabilities: typing.Any = None, references: typing.Any = None, *, threshold: float | None = 2.0, false_discovery: float | None = 0.1) -> Picture:
    """
    All figures of one area beside their reference.
    
    Parameters
    ----------
    threshold : float | None
        robust standard deviations off before a figure stands out
    false_discovery : float | None
        largest q value that stands out
    """
def risk_price_volume_mix(before: typing.Any, after: typing.Any, *, order: typing.Literal['average', 'price_last'] = 'average', inflation: float | None = 1.0) -> CostChange:
    """
    A change of cost divided into volume, mix, inflation and price.
    
    Parameters
    ----------
    order : {'average', 'price_last'}
        in what order the parts are counted
    inflation : float | None
        later price level / earlier; 1 for none
    """
def risk_stack(uses: typing.Any, forms: typing.Any, cost: typing.Any = None, weights: typing.Any = None, *, confidence: float | None = 0.95, top: float | None = 0.05) -> Stacking:
    """
    How acts and care forms are stacked on the same people or households.
    
    Parameters
    ----------
    confidence : float | None
        of the intervals, between 0 and 1
    top : float | None
        part of all rows with the highest cost
    """
def score_arithmetic_mean(values: typing.Any, weights: typing.Any = None) -> float:
    """
    Arithmetic mean, sum w x / sum w.
    
    Parameters
    ----------
    values : array of float
        NaN does not take part.
    weights : array of float, optional
        At or above 0, one per value; None: equal.
    
    Returns
    -------
    float
    
    Raises
    ------
    ArgumentError
        When the lengths differ, or weights are negative or all zero.
    """
def score_attainment(value: float, *, goal: str = 'improve', direction: str = 'higher', baseline: float | None = None, target: float | None = None, band_low: float | None = None, band_high: float | None = None, tolerated_decline: float | None = None, periods: float | None = None) -> float:
    """
    How far the way from baseline to target has been gone: 0 at the baseline, 1 at the target.
    
    Parameters
    ----------
    value : float
        In the unit of the indicator.
    goal : {'improve', 'maintain', 'slow_decline', 'stay_in_band'}
        What is asked.
    direction : {'higher', 'lower', 'target'}
        Which way is better.
    baseline, target : float, optional
        Where we started, and where we want to be.
    band_low, band_high : float, optional
        Ends of the band of stay_in_band.
    tolerated_decline, periods : float, optional
        slow_decline: per period, and periods since the baseline.
    
    Returns
    -------
    float
        NaN when something that is needed is not given.
    """
def score_distance_to_reference(values: typing.Any, reference: typing.Any = None, *, direction: str = 'higher', clip: bool = False) -> numpy.typing.NDArray[numpy.float64]:
    """
    The worst value at 0, the reference at 1.
    
    Parameters
    ----------
    values : array of float
        NaN does not take part.
    reference : float, optional
        None: the mean of the values.
    direction : {'higher', 'lower'}
        Which way is better.
    clip : bool
        Hold scores within the ends.
    
    Returns
    -------
    array of float
    
    Raises
    ------
    ArgumentError
        When the values are no row of numbers, or one of them is infinite.
    """
def score_distance_to_target(values: typing.Any, target: typing.SupportsFloat | typing.SupportsIndex, *, direction: str = 'higher', clip: bool = False) -> numpy.typing.NDArray[numpy.float64]:
    """
    The worst value at 0, the target at 1.
    
    Parameters
    ----------
    values : array of float
        NaN does not take part.
    target : float
        In the unit of the values.
    direction : {'higher', 'lower'}
        Which way is better.
    clip : bool
        Hold scores within the ends.
    
    Returns
    -------
    array of float
    
    Raises
    ------
    ArgumentError
        When the values are no row of numbers, or one of them is infinite.
    """
def score_geometric_mean(values: typing.Any, weights: typing.Any = None) -> float:
    """
    Geometric mean, exp(sum w ln x / sum w); NaN when a value is zero or below.
    
    Parameters
    ----------
    values : array of float
        NaN does not take part.
    weights : array of float, optional
        At or above 0, one per value; None: equal.
    
    Returns
    -------
    float
    
    Raises
    ------
    ArgumentError
        When the lengths differ, or weights are negative or all zero.
    """
def score_goalposts(values: typing.Any, low: typing.SupportsFloat | typing.SupportsIndex, high: typing.SupportsFloat | typing.SupportsIndex, *, direction: str = 'higher', clip: bool = False) -> numpy.typing.NDArray[numpy.float64]:
    """
    Agreed ends `low` and `high` at 0 and 1, or the reverse when lower is better.
    
    Parameters
    ----------
    values : array of float
        NaN does not take part.
    low, high : float
        Agreed ends, in the unit of the values.
    direction : {'higher', 'lower'}
        Which way is better.
    clip : bool
        Hold scores within the ends.
    
    Returns
    -------
    array of float
    
    Raises
    ------
    ArgumentError
        When the values are no row of numbers, or one of them is infinite.
    """
def score_harmonic_mean(values: typing.Any, weights: typing.Any = None) -> float:
    """
    Harmonic mean, sum w / sum (w / x); NaN when a value is zero or below.
    
    Parameters
    ----------
    values : array of float
        NaN does not take part.
    weights : array of float, optional
        At or above 0, one per value; None: equal.
    
    Returns
    -------
    float
    
    Raises
    ------
    ArgumentError
        When the lengths differ, or weights are negative or all zero.
    """
def score_minmax(values: typing.Any, *, direction: str = 'higher', low: typing.SupportsFloat | typing.SupportsIndex = 0.0, high: typing.SupportsFloat | typing.SupportsIndex = 1.0) -> numpy.typing.NDArray[numpy.float64]:
    """
    The worst value at `low`, the best at `high`.
    
    Parameters
    ----------
    values : array of float
        NaN does not take part.
    direction : {'higher', 'lower'}
        Which way is better.
    low, high : float
        Scores of the ends.
    
    Returns
    -------
    array of float
    
    Raises
    ------
    ArgumentError
        When the values are no row of numbers, or one of them is infinite.
    """
def score_percentile_rank(values: typing.Any, *, direction: str = 'higher', ties: str = 'average') -> numpy.typing.NDArray[numpy.float64]:
    """
    Ranks from 0 for the worst value to 1 for the best: (rank - 1) / (n - 1).
    
    Parameters
    ----------
    values : array of float
        NaN does not take part.
    direction : {'higher', 'lower'}
        Which way is better.
    ties : {'average', 'lowest', 'highest'}
        Which rank equal values share.
    
    Returns
    -------
    array of float
    
    Raises
    ------
    ArgumentError
        When the values are no row of numbers, or one of them is infinite.
    """
def score_probability_met(value: float, se: float, *, goal: str = 'improve', direction: str = 'higher', baseline: float | None = None, target: float | None = None, band_low: float | None = None, band_high: float | None = None, tolerated_decline: float | None = None, periods: float | None = None) -> float:
    """
    Probability that the true value meets the target, with a normal error.
    
    Parameters
    ----------
    value : float
        In the unit of the indicator.
    se : float
        Standard error of the value.
    goal : {'improve', 'maintain', 'slow_decline', 'stay_in_band'}
        What is asked.
    direction : {'higher', 'lower', 'target'}
        Which way is better.
    baseline, target : float, optional
        Where we started, and where we want to be.
    band_low, band_high : float, optional
        Ends of the band of stay_in_band.
    tolerated_decline, periods : float, optional
        slow_decline: per period, and periods since the baseline.
    
    Returns
    -------
    float
        NaN when something that is needed is not given.
    """
def score_rank(values: typing.Any, *, direction: str = 'higher', ties: str = 'average') -> numpy.typing.NDArray[numpy.float64]:
    """
    Ranks, 1 for the worst value.
    
    Parameters
    ----------
    values : array of float
        NaN does not take part.
    direction : {'higher', 'lower'}
        Which way is better.
    ties : {'average', 'lowest', 'highest'}
        Which rank equal values share.
    
    Returns
    -------
    array of float
    
    Raises
    ------
    ArgumentError
        When the values are no row of numbers, or one of them is infinite.
    """
def score_zscore(values: typing.Any, *, direction: str = 'higher', centre: typing.SupportsFloat | typing.SupportsIndex = 0.0, spread: typing.SupportsFloat | typing.SupportsIndex = 1.0) -> numpy.typing.NDArray[numpy.float64]:
    """
    The mean at `centre`; one standard deviation (n - 1) is `spread`.
    
    Parameters
    ----------
    values : array of float
        NaN does not take part.
    direction : {'higher', 'lower'}
        Which way is better.
    centre, spread : float
        Score of the mean, and of one standard deviation.
    
    Returns
    -------
    array of float
    
    Raises
    ------
    ArgumentError
        When the values are no row of numbers, or one of them is infinite.
    """
def set_thread_count(threads: typing.SupportsInt | typing.SupportsIndex) -> None:
    """
    How many threads procedures use; results never depend on it.
    
    Parameters
    ----------
    threads : int
        1 or more.
    
    Returns
    -------
    None
    
    Raises
    ------
    ArgumentError
        When it is outside its range.
    """
def stable_hash(text: str, seed: typing.SupportsInt | typing.SupportsIndex = 0) -> int:
    """
    A 64-bit hash of a text that is the same everywhere and always.
    
    Parameters
    ----------
    text : str
        What to hash.
    seed : int
        Another seed gives another hash.
    
    Returns
    -------
    int
    """
def template_names() -> list[str]:
    """
    Names of the templates that come with maatstaf.
    """
def thread_count() -> int:
    """
    How many threads procedures use.
    """
def weight_shift(before: ScoreResult, after: ScoreResult, item: str, unit: str, period: typing.Any, view: str = 'results') -> WeightShift:
    """
    How a score moves when the weights of its model change and the measurements do not, with the margin of that move.
    
    Parameters
    ----------
    before, after : ScoreResult
        The same panel under two sets of weights.
    item : str
        Id of a node.
    unit : str
        Id of a unit.
    period : Period or str or int
        2016, '2016-H1', '2016-Q3' or '2016-07'.
    view : {'results', 'contributions'}
        Which of the two pictures.
    
    Returns
    -------
    WeightShift
    
    Raises
    ------
    ArgumentError
        When more than the weights differs (weights_not_comparable), or for means that are not arithmetic or gaps that are filled (weights_need_linear).
    """
def words(name: str, parameters: typing.Any = None, language: str = 'en') -> str:
    """
    A sentence of the catalogue, by its name, with its placeholders filled.
    
    Parameters
    ----------
    name : str
        Stable name of a message.
    parameters : dict, optional
        Values of its placeholders.
    language : {'en', 'nl'}
        Language of the sentence.
    
    Returns
    -------
    str
    
    Raises
    ------
    ArgumentError
        When there is no such message.
    """
__version__: str = '0.1.0'
Caveat = Note
SocietalResult = Result
