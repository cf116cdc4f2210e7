#include "casework/decide.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "casework/deciding.hpp"
#include "casework/program_rules.hpp"
#include "casework/spoken.hpp"
#include "policy/day.hpp"

namespace assent::casework {
namespace {

bool matches(const policy::EventRef& event, const Mark& mark) {
    return event.what == mark.what && (event.which == policy::any_object || event.which == mark.which);
}

bool owed_for(const std::vector<policy::EventRef>& when, const Mark& mark) {
    return std::any_of(when.begin(), when.end(), [&](const policy::EventRef& e) { return matches(e, mark); });
}

bool can_be(const policy::Type& type, std::int64_t value) {
    const auto& words = type.numbers;
    switch (type.kind) {
        case policy::Kind::YesNo: return value == 0 || value == 1;
        case policy::Kind::Word: return std::find(words.begin(), words.end(), value) != words.end();
        case policy::Kind::Date: return policy::is_day(value);
        case policy::Kind::Number:
        case policy::Kind::Money: return type.bounds.least <= value && value <= type.bounds.most;
        default: return true;
    }
}

// A moment tells when something happened, by the clock on the wall.
bool is_to_come(const policy::Type& type, std::int64_t value, const Context& context) {
    if (type.kind != policy::Kind::Moment) return false;
    const calendar::LocalMoment local{std::chrono::seconds{value}};
    return context.book.zone().to_instant(local, calendar::Reading::Earlier) > context.now;
}

} // namespace

bool is_dispute(const policy::RequestDef& type) {
    const auto about = [&](policy::Subject subject) {
        return type.about.test(static_cast<std::size_t>(subject));
    };
    return about(policy::Subject::Denial) || about(policy::Subject::PartialDenial) ||
           about(policy::Subject::TechnicalDenial) || about(policy::Subject::CountedDenial) ||
           about(policy::Subject::EndedService);
}

base::Expected<Events, Refusal> decide(const Case& before, const Command& command, const Context& context) {
    return Deciding(before, context)(command);
}

Deciding::Deciding(Case before, const Context& context)
    : case_(std::move(before)), context_(context), facts_(context.book.program()) {}

base::Expected<Events, Refusal> Deciding::operator()(const Command& command) {
    auto refused = std::visit([this](const auto& one) { return run(one); }, command);
    if (refused) return tl::unexpected<Refusal>(std::move(*refused));
    return std::move(events_);
}

// Notices are owed at once with what owes them, so that the one is never recorded without the other.
void Deciding::record(What what) {
    const std::size_t first_new = case_.marks.size();
    const bool by_itself = by_itself_ || std::holds_alternative<Composed>(what) ||
                           std::holds_alternative<Counted>(what) || std::holds_alternative<Reserved>(what);
    if (by_itself) {
        events_.push_back({context_.now, {}, Role::System, std::move(what)});
    } else {
        events_.push_back({context_.now, context_.actor.person, context_.actor.role, std::move(what)});
    }
    case_ = evolve(std::move(case_), events_.back());
    const std::size_t end = case_.marks.size();
    for (std::size_t i = first_new; i < end; ++i) {
        const Mark mark = case_.marks[i]; // composing adds marks of its own
        owe_notices(mark);
    }
}

void Deciding::owe_notices(const Mark& mark) {
    if (mark.request == no_request) return;
    for (const std::uint16_t notice : context_.book.owed_by(mark.what)) owe_one_notice(notice, mark);
}

void Deciding::owe_one_notice(std::uint16_t number, const Mark& mark) {
    const policy::NoticeDef& notice = program().notices[number];
    if (!owed_for(notice.when, mark)) return;
    if (notice.condition != policy::no_node && !holds(notice.condition, mark.request)) return;
    if (notice.unless != policy::no_node && holds(notice.unless, mark.request)) return;
    compose(number, mark.request);
}

void Deciding::compose(std::uint16_t number, RequestNo request) {
    for (const std::uint16_t line : program().notices[number].lines) {
        const auto next = static_cast<std::uint32_t>(case_.notices.size() + 1);
        record(Composed{request, number, line, next, {}});
    }
}

Refusal Deciding::because(RefusalKind kind, std::string rule, std::string instead) {
    return {kind, std::move(rule), {}, std::move(instead)};
}

Refused Deciding::allowed(CaseAct act, RequestNo number) const {
    if (number >= case_.requests.size())
        return because(RefusalKind::Nothing, "the case has no such request", "name one of its requests");
    return authority().refusal(act, number);
}

Refused Deciding::allowed_notice(std::uint32_t notice) const {
    if (notice < 1 || notice > case_.notices.size())
        return because(RefusalKind::Nothing, "the case has no such notice",
                       "name a notice that was composed");
    return authority().refusal(CaseAct::Deliver, case_.notices[notice - 1].request);
}

policy::Evaluator Deciding::evaluated(RequestNo number) {
    fill_facts(case_, number, context_.book, facts_);
    policy::Evaluator evaluator(program(), facts_);
    evaluator.evaluate_criteria();
    return evaluator;
}

bool Deciding::holds(policy::NodeId condition, RequestNo number) {
    return evaluated(number).truth(condition) == policy::Truth::Met;
}

// Values are what their facts can be, of lines that there are; what the engine knows by itself nobody tells.
Refused Deciding::not_told_rightly(const std::vector<Known>& facts, std::size_t lines) const {
    for (const Known& known : facts) {
        if (known.fact >= program().facts.size())
            return because(RefusalKind::Nothing, "the program knows no such fact", "name one of its facts");
        const policy::FactDef& fact = program().facts[known.fact];
        const bool by_itself = fact.of_case || fact.is_derived || fact.judged;
        if (by_itself)
            return because(RefusalKind::NotTheirs,
                           fmt::format("`{}` is not for anybody to tell", fact.name.text), "leave it out");
        const bool placed = fact.per_line ? known.line >= 0 && static_cast<std::size_t>(known.line) < lines
                                          : known.line == -1;
        if (placed && (known.no_items || can_be(fact.type, known.value))) {
            if (known.no_items || !is_to_come(fact.type, known.value, context_)) continue;
            return because(RefusalKind::Incomplete,
                           fmt::format("`{}` is a moment that is still to come", fact.name.text),
                           "tell it when it has come");
        }
        return because(
            RefusalKind::Incomplete,
            fmt::format("{} is not what `{}` can be", placed ? "the value" : "the line", fact.name.text),
            fmt::format("tell {}", policy::called(fact.type)));
    }
    return std::nullopt;
}

Refused Deciding::not_for_askers(const std::vector<Known>& facts) const {
    for (const Known& known : facts) {
        const policy::FactDef& fact = program().facts[known.fact];
        if (!comes_with_request(fact, program())) return told_by_others(fact);
    }
    return std::nullopt;
}

// What was asked and not all granted stays as it was asked: a dispute is about that.
Refused Deciding::decided_on(const std::vector<Known>& facts, RequestNo number) const {
    const auto adverse = [](const LineState& line) { return line.adverse; };
    const auto& lines = request(number).lines;
    if (std::none_of(lines.begin(), lines.end(), adverse)) return std::nullopt;
    const Nouns& nouns = context_.book.nouns();
    for (const Known& known : facts) {
        const bool asked = known.fact == nouns.code || known.fact == nouns.units ||
                           known.fact == nouns.frequency || known.fact == nouns.duration;
        if (asked)
            return because(
                RefusalKind::NotNow,
                fmt::format("it was decided by what `{}` was then", program().facts[known.fact].name.text),
                "ask for another review, where one is open, or for something new");
    }
    return std::nullopt;
}

Refused Deciding::not_here_yet(Instant arrived, const std::vector<Paper>& papers) const {
    const auto later = [&](const Paper& paper) { return paper.arrived > context_.now; };
    if (arrived <= context_.now && std::none_of(papers.begin(), papers.end(), later)) return std::nullopt;
    return because(RefusalKind::Incomplete, "nothing arrives before it is here", "say when it arrived");
}

Refusal Deciding::told_by_others(const policy::FactDef& fact) {
    return {RefusalKind::NotTheirs, fmt::format("`{}` is told by the {}", fact.name.text, fact.from),
            phrase_of(fact.sources), "let them tell it, or record a contact with them"};
}

Refused Deciding::guarded(policy::LevelAct act, RequestNo number) const {
    const auto level = authority().deciding_level(act, number);
    return level ? authority().refusal_by_guard(act, *level, number) : std::nullopt;
}

} // namespace assent::casework
