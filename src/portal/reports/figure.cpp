#include "portal/reports/figure.hpp"

#include "http/target.hpp"

namespace assent::portal {
namespace {

std::string address(const std::string& path, const FigureAsked& asked) {
    http::Target target{path, {}};
    target.query = {{"program", asked.program},
                    {"kind", asked.kind},
                    {"from", calendar::to_text(asked.from)},
                    {"through", calendar::to_text(asked.through)}};
    if (asked.what) target.query["what"] = *asked.what;
    if (asked.outcome) target.query["outcome"] = *asked.outcome;
    return http::write_target(target);
}

} // namespace

store::MeasureQuery FigureAsked::query() const {
    return {
        .program = program, .kind = kind, .from = from, .through = through, .what = what, .outcome = outcome};
}

std::string address_of(const FigureAsked& asked) { return address("/reports/cases", asked); }
std::string file_address_of(const FigureAsked& asked) { return address("/reports/cases.csv", asked); }

std::optional<FigureAsked> figure_asked(const Visit& visit, const Team& team) {
    const http::Request& request = visit.request;
    const auto from = calendar::parse_date(request.asked("from").value_or(""));
    const auto through = calendar::parse_date(request.asked("through").value_or(""));
    const std::string program = request.asked("program").value_or("");
    if (!from || !through || !team.program(program)) return std::nullopt;
    return FigureAsked{
        program, request.asked("kind").value_or(""), request.asked("what"), request.asked("outcome"), *from,
        *through};
}

Html figure(std::int64_t count, const FigureAsked& asked, const std::string& name) {
    if (count == 0) return Html::trusted("0");
    return html("<a class=\"usa-link\" href=\"{}\">{}<span class=\"usa-sr-only\"> {}</span></a>",
                address_of(asked), count, name);
}

} // namespace assent::portal
