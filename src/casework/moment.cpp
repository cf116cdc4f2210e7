#include "casework/moment.hpp"

#include <algorithm>
#include <ranges>

#include "casework/case_facts.hpp"
#include "casework/term_order.hpp"
#include "policy/day.hpp"

namespace assent::casework {
namespace {

using calendar::Date;
using policy::EventRef;
using policy::Happening;
using policy::MomentId;
using policy::MomentNode;
using policy::MomentOp;
using policy::MomentUnit;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr seconds last_second = hours{24} - seconds{1};

// The last day of a span of days or months; nothing when the calendar ends first.
std::optional<Date> last_day(const WorkingDays& working_days, const MomentNode& span, Date first) {
    const int sign = span.op == MomentOp::Before ? -1 : 1;
    if (span.unit == MomentUnit::Months) return calendar::add_months(first, sign * span.count);
    if (span.unit == MomentUnit::CalendarDays) return first + days{sign * span.count};
    if (span.count == 0 && sign < 0) return working_days.calendar().previous_open_on_or_before(first);
    return working_days.add(first, sign * span.count);
}

bool is_a_day(const RuleBook& book, const EventRef& event) {
    if (event.what == Happening::LastDayCertified) return true;
    return event.what == Happening::Told && book.program().facts[event.which].type.kind == policy::Kind::Date;
}

// Works out one tree for one standpoint.
class Tree {
public:
    explicit Tree(const Standpoint& from)
        : from_(from), ground_(ground_of(from.book, from.book.program().terms[from.term])) {}

    std::optional<Instant> at(MomentId id, Edge edge) const;

private:
    std::optional<Instant> of_two(const MomentNode& node, Edge edge) const;
    std::optional<Instant> on_day(const MomentNode& node, Date day, Edge edge) const;
    std::optional<Instant> due(std::uint16_t term) const;
    std::optional<Instant> event(const EventRef& event, Edge edge) const;

    const Standpoint& from_;
    Ground ground_;
};

std::optional<Instant> Tree::at(MomentId id, Edge edge) const {
    const MomentNode& node = from_.book.program().moments[id];
    switch (node.op) {
        case MomentOp::Start: return from_.start;
        case MomentOp::Event: return event(node.event, edge);
        case MomentOp::Earlier:
        case MomentOp::Later: return of_two(node, edge);
        case MomentOp::Due: return due(node.term);
        default: break;
    }
    const auto first = at(node.first, Edge::First);
    if (!first) return std::nullopt;
    if (node.op == MomentOp::After || node.op == MomentOp::Before) return ground_.counted(node, *first, edge);
    return on_day(node, ground_.zone.local_date(*first), edge);
}

std::optional<Instant> Tree::on_day(const MomentNode& node, Date day, Edge edge) const {
    const auto office = from_.book.program().header.hours;
    std::optional<Date> open;
    switch (node.op) {
        case MomentOp::StartOfDay: return ground_.at(day, seconds{0});
        case MomentOp::EndOfDay: return ground_.at(day, last_second);
        case MomentOp::CloseOfBusiness: return ground_.at(day, office.closes);
        case MomentOp::Noon: return ground_.at(day + days{node.count}, hours{12});
        case MomentOp::LastSecondBefore: return ground_.at(day, seconds{0}) - seconds{1};
        case MomentOp::NextOpenAfter: open = ground_.days.add(day, 1); break;
        default: open = ground_.days.add(day, 0); break;
    }
    if (!open) return std::nullopt;
    return ground_.edge_of(*open, edge);
}

// The earlier of two is known with one of them; the later needs both.
std::optional<Instant> Tree::of_two(const MomentNode& node, Edge edge) const {
    const auto first = at(node.first, edge);
    const auto second = at(node.second, edge);
    if (first && second)
        return node.op == MomentOp::Earlier ? std::min(*first, *second) : std::max(*first, *second);
    if (node.op == MomentOp::Later) return std::nullopt;
    return first ? first : second;
}

std::optional<Instant> Tree::due(std::uint16_t term) const {
    if (in_a_circle(from_.book, term, from_.term)) return std::nullopt;
    for (const Term& other : std::views::reverse(from_.others)) {
        if (other.key.term == term && other.key.request == from_.request) return other.due;
    }
    return std::nullopt;
}

// A day that is named as the end of something is in time until its last second.
std::optional<Instant> Tree::event(const EventRef& event, Edge edge) const {
    const auto moment = from_.happened(event);
    if (!moment || edge == Edge::First || !is_a_day(from_.book, event)) return moment;
    return ground_.edge_of(ground_.zone.local_date(*moment), edge);
}

std::optional<Instant> told_value(const Standpoint& from, std::uint16_t fact, calendar::Reading reading) {
    const auto in = [&](const std::vector<Known>& facts) {
        const auto found =
            std::find_if(facts.begin(), facts.end(), [&](const Known& known) { return known.fact == fact; });
        return found == facts.end() ? std::nullopt : instant_of(from.book, *found, reading);
    };
    const auto first = from.facts ? in(*from.facts) : std::nullopt;
    if (first || from.request == no_request) return first;
    return in(from.of.at(from.request).facts);
}

std::optional<Instant> turned_last(const Standpoint& from, const EventRef& event) {
    if (in_a_circle(from.book, event.which, from.term)) return std::nullopt;
    std::optional<Instant> last;
    for (const Term& other : from.others) {
        const bool same = other.key.term == event.which && other.key.request == from.request;
        if (const auto moment = same ? turned(other, event.what) : std::nullopt) last = moment;
    }
    return last;
}

} // namespace

Instant Ground::edge_of(Date day, Edge edge) const {
    return at(day, edge == Edge::First ? seconds{0} : last_second);
}

std::optional<Instant> Ground::counted(const MomentNode& span, Instant from, Edge edge) const {
    const int sign = span.op == MomentOp::Before ? -1 : 1;
    if (span.unit == MomentUnit::Minutes) return from + minutes{sign * span.count};
    if (span.unit == MomentUnit::Hours) return from + hours{sign * span.count};
    const auto day = last_day(days, span, zone.local_date(from));
    if (!day) return std::nullopt;
    return edge_of(*day, edge);
}

Ground ground_of(const RuleBook& book, const policy::TermDef& term) {
    const bool ours = term.kind == policy::TermKind::Duty &&
                      std::find(term.parties.begin(), term.parties.end(), policy::us) != term.parties.end();
    return {book.working_days(term.origin), book.zone(),
            ours ? calendar::Reading::Earlier : calendar::Reading::Later};
}

std::optional<Instant> Standpoint::at(MomentId moment, Edge edge) const {
    if (moment == policy::no_moment) return std::nullopt;
    return Tree(*this).at(moment, edge);
}

std::optional<Instant> Standpoint::happened(const EventRef& event) const {
    const Ground ground = ground_of(book, book.program().terms[term]);
    if (event.what == Happening::Told) return told_value(*this, event.which, ground.reading);
    if (request == no_request) return std::nullopt;
    if (is_of_term(event.what)) return turned_last(*this, event);
    if (event.what == Happening::LastDayCertified) {
        const auto day = last_day_certified(of.at(request));
        if (!day) return std::nullopt;
        return ground.edge_of(*day, Edge::First);
    }
    const Mark* mark = latest(of, request, event, next);
    return mark ? std::optional(mark->at) : std::nullopt;
}

const Mark* latest(const Case& of, RequestNo request, const EventRef& event, std::uint32_t next) {
    for (const Mark& mark : std::views::reverse(of.marks)) {
        if (mark.request == request && mark.event < next && is(mark, event)) return &mark;
    }
    return nullptr;
}

std::optional<Instant> instant_of(const RuleBook& book, const Known& known, calendar::Reading reading) {
    const policy::Kind kind = book.program().facts[known.fact].type.kind;
    if (known.no_items || (kind != policy::Kind::Date && kind != policy::Kind::Moment)) return std::nullopt;
    const bool is_date = kind == policy::Kind::Date;
    const std::int64_t day = is_date ? known.value : policy::day_of(known.value);
    if (!policy::is_day(day)) return std::nullopt;
    const std::int64_t time = is_date ? 0 : known.value - day * policy::seconds_of_day;
    return book.zone().to_instant(policy::as_date(day), seconds{time}, reading);
}

std::optional<Instant> turned(const Term& term, Happening what) {
    if (what != Happening::Opens) {
        const bool late = term.state == TermState::Missed || term.state == TermState::Lapsed ||
                          term.state == TermState::DoneLate;
        return late ? term.due : std::nullopt;
    }
    const Instant opening = std::max(term.opens.value_or(term.started), term.started);
    const auto closed = term.done ? term.done : term.over;
    if (term.state == TermState::Waiting || (closed && *closed < opening)) return std::nullopt;
    return opening;
}

} // namespace assent::casework
