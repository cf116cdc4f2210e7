#include "casework/case_facts.hpp"

#include <algorithm>

#include "policy/day.hpp"

namespace assent::casework {
namespace {

using policy::Interval;

// Sets facts of a request by their numbers, whatever their kind.
class Filling {
public:
    Filling(const RuleBook& book, policy::Facts& facts) : program_(book.program()), facts_(facts) {}

    void put(const Request& request) {
        facts_.clear();
        facts_.set_lines(request.lines.size());
        for (std::size_t i = 0; i < request.facts.size(); ++i) {
            const Known& known = request.facts[i];
            const policy::FactDef& fact = program_.facts[known.fact];
            if (fact.type.many) {
                put_items(request, i, fact);
            } else if (known.line < 0) {
                facts_.set(fact, Interval::exactly(known.value));
            } else if (static_cast<std::size_t>(known.line) < request.lines.size()) {
                facts_.set_line(fact, static_cast<std::size_t>(known.line), Interval::exactly(known.value));
            }
        }
    }

    void put(std::uint16_t fact, std::int64_t value) {
        if (fact != policy::any_object) facts_.set(program_.facts[fact], Interval::exactly(value));
    }
    void put_used(const Counted& seen) {
        facts_.set_used(program_.ledgers[seen.ledger], Interval::exactly(seen.used));
    }
    void put_line(std::uint16_t fact, std::size_t line, std::int64_t value) {
        if (fact != policy::any_object) facts_.set_line(program_.facts[fact], line, Interval::exactly(value));
    }

private:
    // All items of one list fact, when the first of them is met.
    void put_items(const Request& request, std::size_t first, const policy::FactDef& fact) {
        const auto same = [&](const Known& other) { return other.fact == request.facts[first].fact; };
        const auto begin = request.facts.begin();
        if (std::any_of(begin, begin + static_cast<std::ptrdiff_t>(first), same)) return;
        std::vector<Interval> items;
        for (const Known& known : request.facts) {
            if (same(known) && !known.no_items) items.push_back(Interval::exactly(known.value));
        }
        facts_.set_list(fact, items);
    }

    const policy::Program& program_;
    policy::Facts& facts_;
};

std::int64_t number(const Request& request, std::uint16_t fact, int line = -1) {
    const Known* known = told(request, fact, line);
    return known ? known->value : 0;
}

bool has_mark(const Case& of, RequestNo request, policy::Happening what,
              std::uint16_t which = policy::any_object) {
    return std::any_of(of.marks.begin(), of.marks.end(), [&](const Mark& mark) {
        return mark.what == what && mark.request == request && mark.which == which;
    });
}

bool is_superseded(const Case& of, RequestNo request) {
    return std::any_of(of.requests.begin(), of.requests.end(), [&](const Request& later) {
        return later.about == request && later.outcome && last_day_certified(later);
    });
}

void put_earlier(const Case& of, const Request& request, const RuleBook& book, Filling& filling) {
    const Nouns& nouns = book.nouns();
    const Request* before = earlier(of, request);
    filling.put(nouns.earlier_number, before && !before->number.empty() ? 1 : 0);
    const auto last = before ? last_day_certified(*before) : std::nullopt;
    if (last) filling.put(nouns.earlier_through, policy::days_of(*last));
    for (std::size_t line = 0; line < request.lines.size(); ++line) {
        Granted granted;
        const std::int64_t code = number(request, nouns.code, static_cast<int>(line));
        for (std::size_t i = 0; before && i < before->lines.size(); ++i) {
            if (before->lines[i].granted && number(*before, nouns.code, static_cast<int>(i)) == code)
                granted = *before->lines[i].granted;
        }
        const auto days =
            granted.units && has_days(granted) ? (granted.through - granted.from).count() + 1 : 0;
        filling.put_line(nouns.earlier_units, line, granted.units);
        filling.put_line(nouns.earlier_frequency, line, granted.frequency);
        filling.put_line(nouns.earlier_duration, line, days);
    }
}

} // namespace

const Known* told(const Request& request, std::uint16_t fact, int line) {
    for (const Known& known : request.facts) {
        if (known.fact == fact && known.line == line) return &known;
    }
    return nullptr;
}

const Request* earlier(const Case& of, const Request& request) {
    return request.about == no_request ? nullptr : &of.requests[request.about];
}

std::optional<calendar::Date> last_day_certified(const Request& request) {
    std::optional<calendar::Date> last;
    if (request.voided) return last;
    for (const LineState& line : request.lines) {
        const bool grants =
            line.granted && line.granted->units > 0 && line.granted->through != calendar::Date{};
        if (grants && (!last || *last < line.granted->through)) last = line.granted->through;
    }
    return last;
}

Granted asked(const Request& request, const RuleBook& book, std::uint16_t line) {
    const Nouns& nouns = book.nouns();
    Granted made;
    made.units = number(request, nouns.units, line);
    made.frequency = number(request, nouns.frequency, line);
    const Known* start = told(request, nouns.start);
    const std::int64_t days = number(request, nouns.duration, line);
    if (start) made.from = policy::as_date(start->value);
    if (start && days > 0) made.through = made.from + std::chrono::days{days - 1};
    return made;
}

void fill_facts(const Case& of, RequestNo request_no, const RuleBook& book, policy::Facts& facts) {
    const Request& request = of.at(request_no);
    const Nouns& nouns = book.nouns();
    Filling filling(book, facts);
    filling.put(request);
    if (nouns.type != policy::any_object) {
        const std::string& name = book.program().requests[request.type].name.text;
        filling.put(nouns.type, book.program().words.find(name).value_or(policy::no_code));
    }
    if (request.counted_from)
        filling.put(nouns.received, policy::days_of(book.day_of(*request.counted_from)));
    filling.put(nouns.complete, request.completed ? 1 : 0);
    if (request.completed) filling.put(nouns.completed, policy::days_of(book.day_of(*request.completed)));
    filling.put(nouns.reopened, request.reopened ? 1 : 0);
    if (nouns.suspended != policy::any_object)
        filling.put(nouns.suspended, has_mark(of, request_no, policy::Happening::Suspended));
    if (nouns.pended_here != policy::any_object)
        filling.put(nouns.pended_here, has_mark(of, request_no, policy::Happening::Pended, request.level));
    if (nouns.superseded != policy::any_object) filling.put(nouns.superseded, is_superseded(of, request_no));
    filling.put(nouns.expedited, request.expedited ? 1 : 0);
    for (const Counted& seen : request.accounts) filling.put_used(seen);
    put_earlier(of, request, book, filling);
}

} // namespace assent::casework
