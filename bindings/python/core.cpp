// SPDX-License-Identifier: Apache-2.0
#include <pybind11/numpy.h>
#include <pybind11/operators.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "bindings.hpp"
#include "fields.hpp"
#include "maatstaf/core/archive.hpp"
#include "maatstaf/core/estimate.hpp"
#include "maatstaf/core/parallel.hpp"
#include "maatstaf/core/period.hpp"
#include "maatstaf/core/random.hpp"

namespace maatstaf::python {
namespace {

void bind_period(py::module_& module) {
    py::class_<Period>(module, "Period",
                       "A calendar year, half-year, quarter or month: 2016, '2016-H1', '2016-Q3', '2016-07'.")
        .def(py::init([](const py::object& period) { return period_from(period, "Period"); }), py::arg("period"))
        .def_property_readonly(
            "frequency", [](const Period& self) { return std::string(to_name(self.frequency())); },
            "'year', 'half_year', 'quarter' or 'month'.")
        .def_property_readonly("year", &Period::year, "The calendar year.")
        .def_property_readonly("part", &Period::part, "Which part of the year, from 1.")
        .def("plus", &Period::plus, py::arg("steps"),
             numpy_doc("The period `steps` later, of the same frequency.", {{"steps", "int", "May be negative."}},
                       "Period")
                 .c_str())
        .def("next", &Period::next, "The period after this one.")
        .def("previous", &Period::previous, "The period before this one.")
        .def("since", &Period::since, py::arg("earlier"),
             numpy_doc("Steps from `earlier` to this one.", {{"earlier", "Period", "Of the same frequency."}}, "int",
                       {"ArgumentError: when the frequencies differ."})
                 .c_str())
        .def(
            "within",
            [](const Period& self, const std::string& frequency) {
                return self.within(from_name<Frequency>(frequency, "frequency"));
            },
            py::arg("frequency"),
            numpy_doc("The coarser period that holds this one.",
                      {{"frequency", "{'year', 'half_year', 'quarter', 'month'}", "A coarser frequency."}}, "Period",
                      {"ArgumentError: when the frequency is finer."})
                .c_str())
        .def(
            "split",
            [](const Period& self, const std::string& frequency) {
                return self.split(from_name<Frequency>(frequency, "frequency"));
            },
            py::arg("frequency"),
            numpy_doc("The finer periods that make up this one.",
                      {{"frequency", "{'year', 'half_year', 'quarter', 'month'}", "A finer frequency."}},
                      "list of Period", {"ArgumentError: when the frequency is coarser."})
                .c_str())
        .def("__contains__", &Period::contains, py::arg("other"))
        .def("__add__", &Period::plus, py::arg("steps"), py::is_operator())
        .def(
            "__sub__", [](const Period& self, int steps) { return self.plus(-steps); }, py::arg("steps"),
            py::is_operator())
        .def("__sub__", &Period::since, py::arg("earlier"), py::is_operator())
        .def(
            "__lt__", [](const Period& a, const Period& b) { return a < b; }, py::is_operator())
        .def(
            "__le__", [](const Period& a, const Period& b) { return a <= b; }, py::is_operator())
        .def(
            "__gt__", [](const Period& a, const Period& b) { return a > b; }, py::is_operator())
        .def(
            "__ge__", [](const Period& a, const Period& b) { return a >= b; }, py::is_operator())
        .def(
            "__eq__", [](const Period& a, const Period& b) { return a == b; }, py::is_operator())
        .def("__hash__", [](const Period& self) { return py::hash(py::str(self.text())); })
        .def("__str__", &Period::text)
        .def("__repr__", [](const Period& self) { return "Period('" + self.text() + "')"; })
        .def(py::pickle([](const Period& self) { return self.text(); },
                        [](const std::string& text) { return Period::parse(text); }));
}

py::array_t<double> filled(RandomStream& stream, std::size_t count, double (*draw)(RandomStream&)) {
    py::array_t<double> values(static_cast<py::ssize_t>(count));
    for (std::size_t i = 0; i < count; ++i) values.mutable_data()[i] = draw(stream);
    return values;
}

void bind_random(py::module_& module) {
    py::class_<RandomStream>(
        module, "RandomStream",
        "A random stream that is found, not carried: the same (seed, purpose, unit, draw) gives the same numbers,\n"
        "whatever ran before. `unit` is a text (hashed as in `stable_hash`) or a whole number.")
        .def(py::init([](std::uint64_t seed, std::uint32_t purpose, const py::object& unit, std::uint32_t draw) {
                 const auto key = py::isinstance<py::str>(unit)
                                      ? stable_hash(text_from(unit, "unit"))
                                      : static_cast<std::uint64_t>(whole_number_from(unit, "unit"));
                 return RandomStream(seed, purpose, key, draw);
             }),
             py::arg("seed"), py::kw_only(), py::arg("purpose") = 0, py::arg("unit") = py::int_(0), py::arg("draw") = 0)
        .def(
            "uniform",
            [](RandomStream& self, std::size_t count) {
                return filled(self, count, [](RandomStream& s) { return s.uniform(); });
            },
            py::arg("count"),
            numpy_doc("Numbers strictly between 0 and 1.", {{"count", "int", "How many."}}, "array of float").c_str())
        .def(
            "normal",
            [](RandomStream& self, std::size_t count) {
                return filled(self, count, [](RandomStream& s) { return s.normal(); });
            },
            py::arg("count"),
            numpy_doc("Numbers with mean 0 and variance 1.", {{"count", "int", "How many."}}, "array of float").c_str())
        .def("gamma", &RandomStream::gamma, py::arg("shape"),
             numpy_doc("One number with scale 1.", {{"shape", "float", "Above 0."}}, "float",
                       {"ArgumentError: when the shape is not above 0."})
                 .c_str())
        .def("beta", &RandomStream::beta, py::arg("a"), py::arg("b"),
             numpy_doc("One number between 0 and 1.", {{"a, b", "float", "Both above 0."}}, "float",
                       {"ArgumentError: when one of them is not above 0."})
                 .c_str())
        .def("binomial", &RandomStream::binomial, py::arg("n"), py::arg("probability"),
             numpy_doc("One count of successes.",
                       {{"n", "int", "Trials."}, {"probability", "float", "Of success in each, 0 to 1."}}, "int",
                       {"ArgumentError: when one of them is outside its range."})
                 .c_str())
        .def(
            "dirichlet",
            [](RandomStream& self, const py::object& concentration) {
                const auto given = numbers_from(concentration, "concentration");
                py::array_t<double> shares(static_cast<py::ssize_t>(given.size()));
                self.dirichlet(given, {shares.mutable_data(), given.size()});
                return shares;
            },
            py::arg("concentration"),
            numpy_doc("Shares that sum to 1.", {{"concentration", "list of float", "One per share, all above 0."}},
                      "array of float", {"ArgumentError: when one of them is not above 0."})
                .c_str());
    module.def(
        "stable_hash", [](const std::string& text, std::uint64_t seed) { return stable_hash(text, seed); },
        py::arg("text"), py::arg("seed") = 0,
        numpy_doc("A 64-bit hash of a text that is the same everywhere and always.",
                  {{"text", "str", "What to hash."}, {"seed", "int", "Another seed gives another hash."}}, "int")
            .c_str());
}

}  // namespace

void bind_core(py::module_& module) {
    bind_period(module);
    bind_described<Estimate>(module, "Estimate", "A number that never travels alone; None where a part is not known.");
    bind_random(module);
    module.def("set_thread_count", &set_thread_count, py::arg("threads"),
               numpy_doc("How many threads procedures use; results never depend on it.",
                         {{"threads", "int", "1 or more."}}, "None", {"ArgumentError: when it is outside its range."})
                   .c_str());
    module.def("thread_count", &thread_count, "How many threads procedures use.");
    module.def(
        "archive_info",
        [](const py::bytes& bytes) {
            const auto info = archive_info(archive_bytes(bytes));
            py::dict said;
            said["type"] = info.type;
            said["format"] = info.format;
            said["writer"] = info.writer;
            said["length"] = info.length;
            return said;
        },
        py::arg("bytes"),
        numpy_doc("What the envelope of an archive says: type, format, writer and length.",
                  {{"bytes", "bytes", "An archive, or the beginning of one."}}, "dict of str to str or int",
                  {"ArchiveError: when it is none of ours."})
            .c_str());
}

}  // namespace maatstaf::python
