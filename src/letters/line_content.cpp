#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "casework/case_facts.hpp"
#include "codes/packed_code.hpp"
#include "letters/content.hpp"
#include "letters/on_paper.hpp"

// What a notice says of each service line.

namespace assent::letters {
namespace {

using casework::Granted;
using casework::NoticeDemand;

constexpr std::array<std::string_view, 10> columns = {
    "line.label", "line.code",        "line.asked",  "line.approved",      "line.granted",
    "line.dates", "line.asked_dates", "line.before", "line.determination", "line.reason"};

std::string amount(const Granted& granted) {
    if (granted.units == 0 && granted.frequency == 0) return {};
    std::string text = fmt::format("{} {}", granted.units, granted.units == 1 ? "unit" : "units");
    if (granted.frequency > 0)
        text += fmt::format(", {} {} a week", granted.frequency, granted.frequency == 1 ? "time" : "times");
    return text;
}

std::string days(const Granted& granted) {
    if (granted.through < granted.from || granted.from == calendar::Date{}) return {};
    return fmt::format("from {} through {}", on_paper(granted.from), on_paper(granted.through));
}

// What a list of procedure codes calls the code on that day.
std::string label(const policy::Program& program, const std::string& code, calendar::Date day) {
    for (const policy::ListDef& list : program.lists) {
        if (!list.rows || list.rows->key_kind() != codes::KeyKind::ProcedureCode) continue;
        const codes::Row* row = list.rows->find(code, day);
        const auto label = row ? row->cell("label") : std::nullopt;
        if (label && !label->empty()) return std::string(*label);
    }
    return code;
}

std::string determination(const LineOutcome& outcome) {
    if (!outcome.decided) return "not decided yet";
    if (!outcome.adverse) return "approved";
    return outcome.stands ? "approved in part" : "not approved";
}

} // namespace

casework::NoticeLines lines_of(const NoticeDemand& demand, const ContentSource& from) {
    const casework::Request& request = demand.of.at(demand.request);
    const policy::Program& program = from.book.program();
    casework::NoticeLines made;
    if (!program.requests[request.type].asks_lines) return made;
    made.columns.assign(columns.begin(), columns.end());
    for (std::size_t i = 0; i < request.lines.size(); ++i) {
        const auto line = static_cast<std::uint16_t>(i);
        const casework::Known* known = told(request, from.book.nouns().code, line);
        const std::string code = known && known->value > 0 ? codes::unpack(known->value) : std::string();
        const Granted wanted = asked(request, from.book, line);
        const LineOutcome outcome = outcome_of(demand, from.book, line);
        const calendar::Date day =
            wanted.from == calendar::Date{} ? from.book.day_of(demand.now) : wanted.from;
        const std::string granted = outcome.stands ? amount(*outcome.stands) : "";
        const std::string approved = outcome.stands ? granted : "nothing";
        const std::string dates = days(outcome.stands.value_or(wanted));
        const std::string asked_dates = days(wanted);
        const auto& before = request.lines[line].before;
        made.cells.insert(made.cells.end(),
                          {code.empty() ? fmt::format("Service {}", line + 1) : label(program, code, day),
                           code, amount(wanted), outcome.decided ? approved : determination(outcome), granted,
                           dates, asked_dates == dates ? "" : asked_dates, before ? amount(*before) : "",
                           determination(outcome), outcome.reason});
    }
    return made;
}

} // namespace assent::letters
