#include "base/diagnostics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

namespace assent::base {

void Diagnostics::error(Place place, std::string message, std::string hint) {
    all_.push_back({Severity::Error, std::move(place), std::move(message), std::move(hint)});
    ++errors_;
}

void Diagnostics::warning(Place place, std::string message, std::string hint) {
    all_.push_back({Severity::Warning, std::move(place), std::move(message), std::move(hint)});
}

void Diagnostics::append(Diagnostics more) {
    std::move(more.all_.begin(), more.all_.end(), std::back_inserter(all_));
    errors_ += more.errors_;
}

void Diagnostics::sort() {
    std::stable_sort(all_.begin(), all_.end(), [](const Diagnostic& a, const Diagnostic& b) {
        return std::tie(a.place.file, a.place.line, a.place.column) <
               std::tie(b.place.file, b.place.line, b.place.column);
    });
}

std::string to_text(const Diagnostic& diagnostic) {
    const Place& at = diagnostic.place;
    std::string text = at.file;
    if (at.line > 0) text += fmt::format("{}{}", text.empty() ? "" : ":", at.line);
    if (at.column > 0) text += fmt::format(":{}", at.column);
    if (!at.pointer.empty()) text += fmt::format("{}{}", text.empty() ? "" : ": ", at.pointer);
    if (!text.empty()) text += ": ";
    text += diagnostic.severity == Severity::Error ? "error: " : "warning: ";
    text += diagnostic.message + "\n";
    if (!diagnostic.hint.empty()) text += "    " + diagnostic.hint + "\n";
    return text;
}

std::string to_text(const Diagnostics& diagnostics) {
    std::string text;
    for (const Diagnostic& diagnostic : diagnostics) text += to_text(diagnostic);
    return text;
}

} // namespace assent::base
