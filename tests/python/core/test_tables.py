# SPDX-License-Identifier: Apache-2.0
"""Tables from every library and back; one door, one set of messages."""

import datetime
import gc
import pickle
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import maatstaf as ms

pd = pytest.importorskip("pandas")
pl = pytest.importorskip("polars")
pa = pytest.importorskip("pyarrow")

DAY = datetime.date(2024, 2, 29)


def columns() -> dict[str, list[Any]]:
    return {
        "code": ["WK01", "WK02", None],
        "value": [1.5, None, 3.0],
        "n": [10, 20, 30],
        "yes": [True, False, True],
        "day": [DAY, DAY, None],
    }


MAKERS: dict[str, Callable[[], Any]] = {
    "dict": columns,
    "records": lambda: [dict(zip(columns(), row, strict=True)) for row in zip(*columns().values(), strict=True)],
    "pandas": lambda: pd.DataFrame(columns()),
    "polars": lambda: pl.DataFrame(columns()),
    "polars lazy": lambda: pl.DataFrame(columns()).lazy(),
    "pyarrow": lambda: pa.table(columns()),
    "pyarrow batch": lambda: pa.RecordBatch.from_pydict(columns()),
    "table": lambda: ms.Table(columns()),
    "arrow columns": lambda: {name: pa.array(values) for name, values in columns().items()},
    "polars columns": lambda: {name: pl.Series(values) for name, values in columns().items()},
    "pandas columns": lambda: {name: pd.Series(values) for name, values in columns().items()},
}


@pytest.mark.parametrize("maker", MAKERS)
def test_in_from_every_library(maker: str) -> None:
    table = ms.as_table(MAKERS[maker]())
    assert table.columns == ["code", "value", "n", "yes", "day"] and len(table) == table.rows == 3
    assert table["code"].tolist() == ["WK01", "WK02", None]
    assert np.array_equal(table["value"], [1.5, np.nan, 3.0], equal_nan=True)
    assert table["n"].tolist() == [10, 20, 30]
    assert table["yes"].tolist() == [True, False, True]
    assert table["day"].tolist() == [DAY, DAY, None]
    assert table.status("value") == ["observed", "absent", "observed"]


@pytest.mark.parametrize("library", ["pandas", "polars", "pyarrow", "dict"])
@pytest.mark.parametrize("maker", ["dict", "pandas", "polars", "pyarrow"])
def test_out_to_every_library_and_back(maker: str, library: str) -> None:
    table = ms.as_table(MAKERS[maker]())
    again = ms.as_table(table.to_frame(library))
    assert again.to_csv() == table.to_csv()


def test_the_library_that_comes_back() -> None:
    assert isinstance(ms.as_table(columns()).to_frame("pandas"), pd.DataFrame)
    assert isinstance(ms.as_table(columns()).to_frame("polars"), pl.DataFrame)
    assert isinstance(ms.as_table(columns()).to_arrow(), pa.Table)
    with pytest.raises(ms.ArgumentError) as caught:
        ms.as_table(columns()).to_frame("panda")
    assert caught.value.name == "unknown_library"


def test_duckdb() -> None:
    duckdb = pytest.importorskip("duckdb")
    relation = duckdb.sql("select 'a' as code, 1.5::double as value union all select 'b', null order by code")
    table = ms.as_table(relation)
    assert table["code"].tolist() == ["a", "b"] and np.array_equal(table["value"], [1.5, np.nan], equal_nan=True)


def test_structured_arrays() -> None:
    rows = np.array(
        [("a", 1.5, 3, True), ("b", np.nan, 4, False)],
        dtype=[("code", "U2"), ("value", "f8"), ("n", "i4"), ("yes", "?")],
    )
    table = ms.as_table(rows)
    assert [table.type(name) for name in table.columns] == ["string", "float64", "int32", "boolean"]
    assert table["code"].tolist() == ["a", "b"] and table["n"].tolist() == [3, 4]
    assert ms.as_table(ms.as_table(rows).to_frame("dict")).to_csv() == table.to_csv()


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (np.array([1, 2], "int8"), "int32"),
        (np.array([1, 2], "uint16"), "int32"),
        (np.array([1, 2], "uint32"), "int64"),
        (np.array([1, 2], "uint64"), "int64"),
        (np.array([1, 2], "float32"), "float64"),
        (np.array([1, 2], "float16"), "float64"),
        (np.array([1, 2], ">f8"), "float64"),
        (np.array([1, 2], ">i4"), "int32"),
        (np.arange(4)[::2], "int64"),
        (np.array(["2024-02-29", "NaT"], "datetime64[D]"), "date"),
        (np.array(["2024-02-29", "NaT"], "datetime64[ns]"), "date"),
        (np.array(["a", "b"]), "string"),
        (np.array(["a", None], object), "string"),
        (np.array([True, None], object), "boolean"),
        ([1, 2.5], "float64"),
        ([1, None], "int64"),
        ([None, None], "float64"),
        ((1, 2), "int64"),
        (range(2), "int64"),
        (np.ma.masked_array([1, 2], [False, True]), "int64"),
    ],
)
def test_types_of_columns(values: Any, kind: str) -> None:
    assert ms.as_table({"x": values}).type("x") == kind


def test_categoricals_stay_categories() -> None:
    labels = ["low", "high", None, "low"]
    for column in (
        pd.Series(labels, dtype="category"),
        pl.Series(labels, dtype=pl.Categorical),
        pl.Series(labels, dtype=pl.Enum(["low", "high"])),
        pa.array(labels).dictionary_encode(),
    ):
        table = ms.as_table(
            pd.DataFrame({"x": column})
            if isinstance(column, pd.Series)
            else pl.DataFrame({"x": column})
            if isinstance(column, pl.Series)
            else pa.table({"x": column})
        )
        assert table.type("x") == "dictionary" and table["x"].tolist() == labels
        assert ms.as_table(table.to_frame("pandas")).type("x") == "dictionary"
        assert table.to_frame("dict")["x"].tolist() == labels
    assert ms.as_table({"x": pd.Series(labels, dtype="category")}).type("x") == "dictionary"


def test_string_views_and_chunks_of_polars() -> None:
    frame = pl.concat(
        [pl.DataFrame({"x": ["a longer text than twelve bytes", "b"]}), pl.DataFrame({"x": [None, "c"]})], rechunk=False
    )
    assert ms.as_table(frame)["x"].tolist() == ["a longer text than twelve bytes", "b", None, "c"]
    assert ms.as_table(frame.slice(1, 2))["x"].tolist() == ["b", None]


def test_nullable_types_of_pandas() -> None:
    frame = pd.DataFrame(
        {
            "n": pd.array([1, None, 3], "Int64"),
            "yes": pd.array([True, None, False], "boolean"),
            "x": pd.array([1.5, None, 2.0], "Float64"),
            "text": pd.array(["a", None, "b"], "string"),
            "day": pd.to_datetime(["2024-02-29", None, "2024-03-01"]),
        }
    )
    for given_as in (frame, {name: frame[name] for name in frame}):
        table = ms.as_table(given_as)
        assert np.array_equal(table["n"], [1, np.nan, 3], equal_nan=True) and table.type("n") == "int64"
        assert table["yes"].tolist() == [True, None, False] and np.array_equal(
            table["x"], [1.5, np.nan, 2.0], equal_nan=True
        )
        assert table["text"].tolist() == ["a", None, "b"]
    assert str(table.to_frame("pandas")["n"].dtype) == "Int64"


def test_pandas_without_the_stream_goes_column_by_column(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = ms.as_table(pd.DataFrame(columns())).to_csv()

    def needs_pyarrow(self: Any, requested_schema: Any = None) -> Any:
        raise ImportError("pyarrow")

    monkeypatch.setattr(pd.DataFrame, "__arrow_c_stream__", needs_pyarrow)
    assert ms.as_table(pd.DataFrame(columns())).to_csv() == expected


@pytest.mark.parametrize("wrong", [5, None, "table.csv", [1, 2], object(), np.zeros(3), np.zeros((2, 2))])
def test_what_is_no_table_is_named(wrong: Any) -> None:
    with pytest.raises(ms.ArgumentError) as caught:
        ms.as_table(wrong)
    assert caught.value.name == "not_a_table" and caught.value.parameters["got"].endswith(type(wrong).__name__)


@pytest.mark.parametrize(
    ("column", "name"),
    [
        ([1, "a"], "mixed_column"),
        ([1j], "unknown_value_type"),
        ([object()], "unknown_value_type"),
        (np.zeros((2, 2)), "column_not_flat"),
        ("text", "not_a_list"),
        (5, "not_a_list"),
        (np.array([2**63], "uint64"), "unknown_value_type"),
        ([2**70], "unknown_value_type"),
        (np.array([1], "timedelta64[D]"), "unknown_value_type"),
    ],
)
def test_each_wrong_column_has_its_own_message(column: Any, name: str) -> None:
    with pytest.raises(ms.ArgumentError) as caught:
        ms.as_table({"x": column})
    assert caught.value.name == name


MIDNIGHTS = [datetime.datetime(2024, 2, 29), None, datetime.datetime(2024, 3, 1)]


@pytest.mark.parametrize(
    "frame",
    [
        pd.DataFrame({"x": pd.to_datetime(MIDNIGHTS)}),
        pd.DataFrame({"x": pd.to_datetime(MIDNIGHTS).as_unit("s")}),
        pd.DataFrame({"x": pd.to_datetime(MIDNIGHTS, utc=True)}),
        pl.DataFrame({"x": MIDNIGHTS}),
        pl.DataFrame({"x": pl.Series(MIDNIGHTS).dt.cast_time_unit("ms")}),
        pa.table({"x": pa.array(MIDNIGHTS, pa.timestamp("ns"))}),
        pa.table({"x": pa.array(MIDNIGHTS, pa.timestamp("s", "UTC"))}),
        pa.table({"x": pa.array(MIDNIGHTS, pa.timestamp("us")).dictionary_encode()}),
        {"x": MIDNIGHTS},
    ],
)
def test_moments_at_midnight_are_days(frame: Any) -> None:
    table = ms.as_table(frame)
    assert table.type("x") == "date"
    assert [str(each) for each in table["x"]] == ["2024-02-29", "NaT", "2024-03-01"]


@pytest.mark.parametrize(
    "frame",
    [
        pd.DataFrame({"x": pd.to_datetime(["2024-02-29 00:00", "2024-02-29 12:30"])}),
        {"x": pd.to_datetime(pd.Series(["2024-02-29 00:00", "2024-02-29 12:30"]))},
        pl.DataFrame({"x": [datetime.datetime(2024, 2, 29), datetime.datetime(2024, 2, 29, 12, 30)]}),
        pa.table({"x": pa.array([0, 1], pa.timestamp("ns"))}),
        {"x": np.array(["2024-02-29T00:00", "2024-02-29T12:00"], "datetime64[m]")},
        {"x": [datetime.date(2024, 2, 29), datetime.datetime(2024, 2, 29, 12, 30)]},
    ],
)
def test_a_time_of_day_is_refused_with_its_row(frame: Any) -> None:
    with pytest.raises(ms.FormatError) as caught:
        ms.as_table(frame)
    assert caught.value.name == "moment_with_time"
    assert caught.value.parameters["row"] == "2" and caught.value.parameters["column"] == "x"


@pytest.mark.parametrize(
    "frame",
    [
        pd.DataFrame({"x": pd.to_datetime(["2024-02-29"]).tz_localize("Europe/Amsterdam")}),
        pl.DataFrame({"x": pl.Series([MIDNIGHTS[0]]).dt.replace_time_zone("Europe/Amsterdam")}),
        pa.table({"x": pa.array([0], pa.timestamp("s", "Europe/Amsterdam"))}),
    ],
)
def test_a_time_zone_is_refused_by_its_name(frame: Any) -> None:
    with pytest.raises(ms.FormatError) as caught:
        ms.as_table(frame)
    assert caught.value.name == "moment_with_zone" and caught.value.parameters["got"] == "Europe/Amsterdam"


@pytest.mark.parametrize("frequency", ["W", "M", "Q", "Y"])
def test_periods_of_pandas_are_refused_with_the_remedy(frequency: str) -> None:
    # The week of 2008-01-07 has number 1985, which would pass for a year.
    frame = pd.DataFrame({"week": pd.PeriodIndex(["2008-01-07"], freq=frequency)})
    with pytest.raises(ms.FormatError, match=r"'week'.*astype\(str\)") as caught:
        ms.as_table(frame)
    assert caught.value.name == "periods_of_pandas"


@pytest.mark.parametrize(
    ("frame", "kind", "values"),
    [
        (pa.table({"x": pa.array([2016, 2020, None, 2016]).dictionary_encode()}), "int64", [2016, 2020, None, 2016]),
        (pa.table({"x": pa.array([1.5, None, 2.5, 1.5]).dictionary_encode()}), "float64", [1.5, None, 2.5, 1.5]),
        (pd.DataFrame({"x": pd.Categorical([2016, 2020, None, 2016])}), "int64", [2016, 2020, None, 2016]),
        (
            pa.chunked_array([pa.array([1, 2]).dictionary_encode(), pa.array([3, 2]).dictionary_encode()]),
            "int64",
            [1, 2, 3, 2],
        ),
    ],
)
def test_coded_numbers_are_decoded(frame: Any, kind: str, values: list[float | None]) -> None:
    table = ms.as_table(pa.table({"x": frame}) if isinstance(frame, pa.ChunkedArray) else frame)
    assert table.type("x") == kind
    expected = [np.nan if each is None else each for each in values]
    assert np.array_equal(np.asarray(table["x"], dtype=float), expected, equal_nan=True)


def test_columns_of_different_length() -> None:
    with pytest.raises(ms.ArgumentError):
        ms.as_table({"a": [1, 2], "b": [1]})


def test_an_arrow_type_that_is_not_supported_is_named() -> None:
    with pytest.raises(ms.FormatError) as caught:
        ms.as_table(pa.table({"x": pa.array([{"a": 1}])}))
    assert caught.value.name == "unsupported_arrow" and caught.value.parameters["column"] == "x"


def test_views_are_read_only_and_copy_nothing() -> None:
    values = np.arange(5.0)
    values.flags.writeable = False
    view = ms.as_table({"x": values})["x"]
    assert np.shares_memory(view, values) and not view.flags.writeable
    writeable = np.arange(5.0)
    table = ms.as_table({"x": writeable})
    writeable[0] = 99
    assert table["x"][0] == 0.0


def test_a_view_outlives_its_table() -> None:
    view = ms.as_table(pl.DataFrame({"x": [1.0, 2.0]}))["x"]
    gc.collect()
    assert view.tolist() == [1.0, 2.0]


def test_reasons_travel() -> None:
    given_as = {"value": [1.0, None, None, None], "value__reason": [None, "suppressed", "not_applicable", "absent"]}
    table = ms.as_table(given_as)
    assert table.columns == ["value"] and table.status("value") == [
        "observed",
        "suppressed",
        "not_applicable",
        "absent",
    ]
    for library in ("pandas", "polars", "pyarrow", "dict"):
        assert ms.as_table(table.to_frame(library)).status("value") == table.status("value")
    assert pickle.loads(pickle.dumps(table)).status("value") == table.status("value")


def test_unknown_column_suggests_the_nearest() -> None:
    with pytest.raises(ms.ArgumentError, match="Did you mean 'value'"):
        ms.as_table(columns())["valu"]


def test_restricted_tables_show_it_and_are_not_written_by_accident(tmp_path: Any) -> None:
    table = ms.as_table({"x": ["<b>"]})
    table.restricted = True
    assert "Restricted" in repr(table) and "Restricted" in table._repr_html_() and "&lt;b&gt;" in table._repr_html_()
    for refused in (None, "", True):
        with pytest.raises(ms.ArgumentError) as caught:
            table.to_csv(tmp_path / "x.csv", allow_restricted=refused)
        assert caught.value.name == "restricted"
    assert not (tmp_path / "x.csv").exists()
    table.to_csv(tmp_path / "x.csv", allow_restricted="checked by the data officer")
    assert (tmp_path / "x.csv").read_text().splitlines() == ["x", "<b>"]
    assert pickle.loads(pickle.dumps(table)).restricted and ms.as_table(table.to_arrow()).restricted


def test_html_shows_the_first_rows_only() -> None:
    html = ms.as_table({"x": list(range(50))})._repr_html_()
    assert html.count("<tr>") == 21 and "20 of 50 rows shown" in html and "<script" not in html


def test_read_csv(tmp_path: Any) -> None:
    text = "code;value\n0405;1,5\n0406;.\n".encode()
    table = ms.read_csv(text)
    assert table["code"].tolist() == ["0405", "0406"] and table.status("value") == ["observed", "suppressed"]
    (tmp_path / "a.csv").write_bytes(text)
    assert ms.read_csv(tmp_path / "a.csv").to_csv() == ms.read_csv(str(tmp_path / "a.csv")).to_csv() == table.to_csv()
    (tmp_path / "empty.csv").write_bytes(b"")
    with pytest.raises(ms.FormatError) as caught:
        ms.read_csv(tmp_path / "empty.csv")
    assert caught.value.name == "empty_file" and "empty.csv" in str(caught.value)
    with pytest.raises(ms.FormatError) as caught:
        ms.read_csv(b"a\n\xff\n")
    assert caught.value.name == "not_utf8"
    with pytest.raises(FileNotFoundError):
        ms.read_csv(tmp_path / "none.csv")
    with pytest.raises(ms.ArgumentError, match="delimiter"):
        ms.read_csv(text, delimeter=";")


@given(
    st.lists(st.one_of(st.none(), st.floats(allow_nan=False))),
    st.lists(st.one_of(st.none(), st.text(st.characters(blacklist_categories=["Cs"])))),
)
def test_round_trips_of_anything(numbers: list[float | None], texts: list[str | None]) -> None:
    rows = min(len(numbers), len(texts))
    given_as = {"x": numbers[:rows], "t": texts[:rows]}
    table = ms.as_table(given_as)
    expected = [None if value is None else float(value) for value in numbers[:rows]]
    for again in (
        table,
        ms.as_table(table.to_frame("pandas")),
        ms.as_table(table.to_frame("polars")),
        ms.as_table(table.to_arrow()),
    ):
        assert [None if np.isnan(value) else value for value in again["x"].tolist()] == expected
        if any(value is not None for value in texts[:rows]):
            assert again["t"].tolist() == texts[:rows]


def test_streams_leave_nothing_behind() -> None:
    """A million cells in and out fifty times, consumed or not, must not grow the process by even one copy each."""
    code = """
import resource, numpy as np, pyarrow as pa, maatstaf as ms
source = pa.table({'x': np.arange(1_000_000.0)})
def work():
    table = ms.as_table(source)
    table.__arrow_c_stream__(); table.__arrow_c_schema__()
    pa.table(table); table['x'].sum(); table.to_frame('dict')
    ms.as_table({'x': np.arange(1_000_000.0)}).__arrow_c_stream__()
for _ in range(5): work()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for _ in range(50): work()
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""
    if sys.platform == "win32":
        pytest.skip("the resource module is for POSIX systems")
    grown = int(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
    assert grown < 8 * 1024 * 8, f"{grown} KiB more than after five rounds"


def test_a_mixed_column_names_its_row_counted_from_one() -> None:
    with pytest.raises(ms.ArgumentError, match=r"row 3 holds text, earlier rows hold a whole number"):
        ms.as_table({"x": [1, 2, "b"]})


@pytest.mark.parametrize("data", [pd.Series([1, 2]), pd.DataFrame, {"a": {1, 2}}, {"a": {1: 2}}])
def test_what_is_no_table_is_refused_by_name(data: object) -> None:
    with pytest.raises(ms.ArgumentError):
        ms.as_table(data)


def test_no_records_are_a_table_without_columns() -> None:
    assert ms.as_table([]).columns == ms.as_table({}).columns == []


def test_the_names_of_the_package_are_those_it_offers() -> None:
    assert dir(ms) == sorted(ms.__all__)
    assert "example" in dir(ms)


def test_a_category_without_categories_is_text_without_values() -> None:
    panel = ms.Panel({"code": ["A", "B"], "x": [1.0, None]}, unit="code", fixed_period=2016)
    frame = panel.to_table().to_frame(library="pandas")
    assert list(frame["name"].cat.categories) == []
    again = ms.as_table(frame)
    assert again.columns == panel.to_table().columns
    assert again.type("name") == "string" and again.status("name") == ["absent", "absent"]
