// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/agreement.hpp"
#include "maatstaf/measure/calibration.hpp"
#include "measure.hpp"

namespace maatstaf::python {
namespace {

py::object reason_or_none(EmptyReason reason) {
    return reason == EmptyReason::none ? py::object(py::none()) : to_python(reason);
}

}  // namespace

void bind_measure_judgement(py::module_& module) {
    py::class_<AgreementResult> agreement(module, "JudgeAgreement", py::dynamic_attr(),
                                          "How far judges agree beyond chance.");
    bind_archive(agreement);
    agreement
        .def_readonly("kappa", &AgreementResult::kappa, "Kappa with its margin; n counts what was judged.")
        .def_readonly("observed", &AgreementResult::observed, "(Weighted) share of agreement.")
        .def_readonly("by_chance", &AgreementResult::by_chance, "The same if judgements were dealt out at random.")
        .def_readonly("left_out", &AgreementResult::left_out, "Rows (items) with fewer than two judgements.")
        .def_property_readonly(
            "reason", [](const AgreementResult& self) { return reason_or_none(self.reason); }, "Why kappa is empty.")
        .def("__repr__", [](const AgreementResult& self) {
            return "JudgeAgreement(kappa=" + to_text(self.kappa.value) + ", n=" + to_text(self.kappa.n) + ")";
        });
    py::class_<CalibrationResult> calibration(module, "Calibration", py::dynamic_attr(),
                                              "How judged chances went with what came about.");
    bind_archive(calibration);
    calibration
        .def_readonly("intercept", &CalibrationResult::intercept, "Log odds by which all judgements should move.")
        .def_readonly("slope", &CalibrationResult::slope, "Below 1: judgements too extreme.")
        .def_readonly("brier", &CalibrationResult::brier, "Mean squared difference.")
        .def_readonly("reliability", &CalibrationResult::reliability, "Part of Brier: judgements off their outcomes.")
        .def_readonly("resolution", &CalibrationResult::resolution, "Part of Brier: how well judgements tell apart.")
        .def_readonly("uncertainty", &CalibrationResult::uncertainty, "Part of Brier: the outcome itself.")
        .def_readonly("within", &CalibrationResult::within, "Part of Brier: different judgements in one bin.")
        .def_readonly("at_the_ends", &CalibrationResult::at_the_ends, "Judgements of 0 or 1.")
        .def_readonly("left_out", &CalibrationResult::left_out, "Rows with a missing judgement or outcome.")
        .def_readonly("bins", &CalibrationResult::bins, "Share that came about per bin, as `Measures`.")
        .def_property_readonly(
            "reason", [](const CalibrationResult& self) { return reason_or_none(self.reason); }, "Why all is empty.")
        .def_property_readonly(
            "line_reason", [](const CalibrationResult& self) { return reason_or_none(self.line_reason); },
            "Why intercept and slope are empty.")
        .def("__repr__", [](const CalibrationResult& self) {
            return "Calibration(brier=" + to_text(self.brier.value) + ", slope=" + to_text(self.slope.value) + ")";
        });
    module.def(
        "measure_weighted_kappa",
        [](const py::object& first, const py::object& second, std::int32_t kinds, const py::kwargs& keywords) {
            return measure::weighted_kappa(numbers_from(first, "first"), numbers_from(second, "second"), kinds,
                                           options_from<AgreementOptions>(keywords, "weighted_kappa"));
        },
        py::arg("first"), py::arg("second"), py::arg("kinds"), "Cohen's kappa.");
    module.def(
        "measure_fleiss_kappa",
        [](const py::object& item, const py::object& kind, std::int32_t items, std::int32_t kinds,
           const py::kwargs& keywords) {
            return measure::fleiss_kappa(positions_or_none(item, "item"), numbers_from(kind, "kind"), items, kinds,
                                         options_from<AgreementOptions>(keywords, "fleiss_kappa"));
        },
        py::arg("item"), py::arg("kind"), py::arg("items"), py::arg("kinds"), "Fleiss' kappa.");
    module.def(
        "measure_calibration",
        [](const py::object& judged, const py::object& outcome, const py::kwargs& keywords) {
            return measure::calibration(numbers_from(judged, "judged"), numbers_from(outcome, "outcome"),
                                        options_from<CalibrationOptions>(keywords, "calibration"));
        },
        py::arg("judged"), py::arg("outcome"), "Calibration of judged chances.");
}

}  // namespace maatstaf::python
