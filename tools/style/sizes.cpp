#include "style/sizes.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "style/functions.hpp"

namespace assent::style {
namespace {

using base::Diagnostics;

// A size that was measured, beside what is usual.
struct Measure {
    std::string what;
    std::size_t size = 0;
    std::size_t usual = 0;
    std::string_view instead;
};

void judge(const base::Place& place, const Measure& measure, Diagnostics& found) {
    const bool less = is_held_to_less(place.file);
    const bool fails = measure.size > 4 * measure.usual;
    const bool warns = measure.size > 2 * measure.usual;
    if (!fails && (less || !warns)) return;
    std::string message = fmt::format("{} {}; about {} is usual", measure.what, measure.size, measure.usual);
    if (fails && !less)
        found.error(place, std::move(message), std::string(measure.instead));
    else
        found.warning(place, std::move(message), std::string(measure.instead));
}

} // namespace

void check_sizes(const File& file, Diagnostics& found) {
    if (!is_cpp(file.path)) return;
    const std::size_t usual = is_header(file.path) ? 100 : 200;
    judge(at(file, 0),
          {"lines:", base::split_lines(file.text).size(), usual, "split it where a second idea begins"},
          found);
    for (const Function& f : functions_in(file.text)) {
        const base::Place place = at(file, f.line);
        judge(place, {f.name + ": lines:", f.lines, 25, "name a step of it and make that a function"}, found);
        judge(place, {f.name + ": parameters:", f.parameters, 3, "put what belongs together in a struct"},
              found);
        judge(place, {f.name + ": nesting:", f.nesting, 2, "return early, or name the inner step"}, found);
    }
}

} // namespace assent::style
