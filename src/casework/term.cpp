#include "casework/term.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include "casework/case_facts.hpp"
#include "casework/instance.hpp"
#include "casework/term_order.hpp"

namespace assent::casework {
namespace {

using policy::EventRef;
using policy::Happening;
using policy::TermDef;

bool has_subject(const policy::SubjectSet& subjects, policy::Subject subject) {
    return subjects.test(static_cast<std::size_t>(subject));
}

bool holds_type(const std::vector<std::uint16_t>& types, std::uint16_t type) {
    return std::find(types.begin(), types.end(), type) != types.end();
}

bool is_about(const policy::SubjectSet& subjects, Happening what) {
    using policy::Subject;
    switch (what) {
        case Happening::Denied:
        case Happening::Upheld: return has_subject(subjects, Subject::Denial);
        case Happening::PartiallyDenied:
        case Happening::Modified: return has_subject(subjects, Subject::PartialDenial);
        case Happening::TechnicallyDenied: return has_subject(subjects, Subject::TechnicalDenial);
        case Happening::Ended: return has_subject(subjects, Subject::EndedService);
        default: return false;
    }
}

// Whether what happened to the request is something that a submit line's requests can be about.
bool can_be_about(const policy::RequestDef& asked, const Request& earlier, Happening what) {
    if (holds_type(asked.not_about_types, earlier.type) || is_about(asked.not_about, what)) return false;
    if (what != Happening::Received || has_subject(asked.about, policy::Subject::Stay)) return true;
    return holds_type(asked.about_types, earlier.type);
}

// Conditions of terms, for one request after the other.
class Conditions {
public:
    Conditions(const Case& of, const RuleBook& book) : case_(of), book_(book) {}

    // Only what is met makes it run, and only what is met stops it.
    bool let_run(const TermDef& term, RequestNo request) {
        if (term.condition == policy::no_node && term.unless == policy::no_node) return true;
        if (request == no_request) return term.condition == policy::no_node;
        if (request != filled_) fill(request);
        policy::Evaluator evaluator(book_.program(), *facts_);
        evaluator.criteria = criteria_;
        const auto is_met = [&](policy::NodeId node) { return evaluator.truth(node) == policy::Truth::Met; };
        return (term.condition == policy::no_node || is_met(term.condition)) &&
               (term.unless == policy::no_node || !is_met(term.unless));
    }

private:
    void fill(RequestNo request) {
        if (!facts_) facts_.emplace(book_.program());
        fill_facts(case_, request, book_, *facts_);
        policy::Evaluator evaluator(book_.program(), *facts_);
        evaluator.evaluate_criteria();
        criteria_ = evaluator.criteria;
        filled_ = request;
    }

    const Case& case_;
    const RuleBook& book_;
    std::optional<policy::Facts> facts_; // made when the first condition is met with
    RequestNo filled_ = no_request;
    policy::Evaluator::Criteria criteria_;
};

// Works out all terms of a case: request by request, each term after those it depends on.
class Working {
public:
    Working(const Case& of, const RuleBook& book, Instant now, std::vector<Term>& out)
        : case_(of), book_(book), now_(now), out_(out), conditions_(of, book) {}

    void all() {
        out_.clear();
        const auto requests = static_cast<RequestNo>(case_.requests.size());
        for (RequestNo request = 0; request < requests; ++request) of_request(request);
        of_request(no_request);
        std::sort(out_.begin(), out_.end(), [](const Term& a, const Term& b) {
            return std::tie(a.started, a.key.begun_by, a.key.request, a.key.term) <
                   std::tie(b.started, b.key.begun_by, b.key.request, b.key.term);
        });
    }

private:
    void of_request(RequestNo request);
    void begin_by_marks(std::uint16_t term, RequestNo request);
    void begin_by_terms(std::uint16_t term, RequestNo request);
    bool fits(const TermDef& def, const Mark& mark) const;
    bool is_in_force(const TermDef& def, const Mark& mark) const;
    bool was_told_before(const Mark& mark) const;
    bool has_begun(const TermKey& key) const;
    std::uint32_t next_after(const TermDef& def, const Mark& mark) const;
    void add(const Instance& one);
    TermState state_of(const Instance& one, const Term& term, const std::optional<End>& end, bool paused);
    bool was_passed(const TermKey& key) const {
        return std::find(case_.passed.begin(), case_.passed.end(), key) != case_.passed.end();
    }
    const TermDef& def_of(std::uint16_t term) const { return book_.program().terms[term]; }
    Standpoint standpoint(std::uint16_t term, RequestNo request) const {
        Standpoint from{case_, book_};
        from.term = term;
        from.request = request;
        from.others = out_;
        return from;
    }

    const Case& case_;
    const RuleBook& book_;
    Instant now_;
    std::vector<Term>& out_;
    Conditions conditions_;
    std::size_t first_of_request_ = 0, first_of_term_ = 0;
};

void Working::of_request(RequestNo request) {
    std::uint64_t happened = 0;
    for (const Mark& mark : case_.marks) {
        if (mark.request == request) happened |= std::uint64_t{1} << static_cast<unsigned>(mark.what);
    }
    if (happened == 0) return;
    constexpr auto bit = [](Happening what) { return std::uint64_t{1} << static_cast<unsigned>(what); };
    constexpr std::uint64_t of_terms =
        bit(Happening::Missed) | bit(Happening::Lapsed) | bit(Happening::Opens);
    first_of_request_ = out_.size();
    for (const std::uint16_t term : book_.order()) {
        const std::uint64_t begun_by = book_.plan(term).begun_by;
        first_of_term_ = out_.size();
        if ((begun_by & happened) != 0) begin_by_marks(term, request);
        if ((begun_by & of_terms) != 0 && first_of_term_ != first_of_request_) begin_by_terms(term, request);
    }
}

void Working::begin_by_marks(std::uint16_t term, RequestNo request) {
    const TermDef& def = def_of(term);
    const TermPlan& plan = book_.plan(term);
    for (const Mark& mark : case_.marks) {
        if (mark.request != request) continue;
        const bool begins = std::any_of(def.when.begin(), def.when.end(),
                                        [&](const EventRef& event) { return is(mark, event); });
        if (!begins || !fits(def, mark) || has_begun({term, request, mark.event})) continue;
        if (!conditions_.let_run(def, request)) return;
        Instance one{standpoint(term, request), mark.event, &mark};
        if (plan.counts_events || plan.on_completion) one.from.next = next_after(def, mark);
        one.from.start = mark.at;
        if (mark.what == Happening::Told)
            one.from.start = one.from.happened({Happening::Told, mark.which}).value_or(mark.at);
        add(one);
    }
}

// One turn of another term begins one instance; terms in a circle do not begin each other.
void Working::begin_by_terms(std::uint16_t term, RequestNo request) {
    const TermDef& def = def_of(term);
    const std::size_t end = first_of_term_;
    for (const EventRef& event : def.when) {
        if (!is_of_term(event.what) || in_a_circle(book_, term, event.which)) continue;
        for (std::size_t i = first_of_request_; i < end; ++i) {
            const Term& other = out_[i];
            const auto at = other.key.term == event.which ? turned(other, event.what) : std::nullopt;
            if (!at || has_begun({term, request, other.key.begun_by})) continue;
            if (!conditions_.let_run(def, request)) return;
            Instance one{standpoint(term, request), other.key.begun_by, nullptr};
            one.from.start = *at;
            add(one);
        }
    }
}

// Whether the term is for a request such as that of the mark, where it rests at that moment.
bool Working::fits(const TermDef& def, const Mark& mark) const {
    if (mark.what == Happening::Told && was_told_before(mark)) return false;
    if (!is_in_force(def, mark)) return false;
    if (mark.request == no_request) return true;
    const policy::Program& program = book_.program();
    const Request& request = case_.at(mark.request);
    if (def.request != policy::any_object)
        return can_be_about(program.requests[def.request], request, mark.what);
    if (def.act.deed != policy::Deed::Decide || def.act.object == policy::any_object) return true;
    if (!def.act.at_level) return request.type == def.act.object;
    const EventRef referred{Happening::Referred, policy::any_object};
    const Mark* there = latest(case_, mark.request, referred, mark.event + 1);
    const std::uint16_t level = there ? there->which : program.requests[request.type].level;
    return level == policy::any_object || level == def.act.object;
}

// Rules of another document bind requests received while it holds.
bool Working::is_in_force(const TermDef& def, const Mark& mark) const {
    if (def.origin == 0) return true;
    const policy::Origin& origin = book_.program().origins[def.origin];
    const auto received = mark.request == no_request ? std::nullopt : case_.at(mark.request).counted_from;
    const calendar::Date day = book_.day_of(received.value_or(mark.at));
    return origin.effective <= day && (!origin.through || day <= *origin.through);
}

// A fact has one value: telling it anew corrects it, and begins nothing.
bool Working::was_told_before(const Mark& mark) const {
    const EventRef told{Happening::Told, mark.which};
    return latest(case_, mark.request, told, mark.event) != nullptr;
}

bool Working::has_begun(const TermKey& key) const {
    return std::any_of(out_.begin() + static_cast<std::ptrdiff_t>(first_of_term_), out_.end(),
                       [&](const Term& term) { return term.key == key; });
}

std::uint32_t Working::next_after(const TermDef& def, const Mark& mark) const {
    for (const Mark& later : case_.marks) {
        if (later.request != mark.request || later.event <= mark.event) continue;
        for (const EventRef& event : def.when) {
            if (event.what != Happening::Told && is(later, event)) return later.event;
        }
    }
    return ~std::uint32_t{0};
}

// Puts the instance among the terms, unless a moment that bounds it is not known yet.
void Working::add(const Instance& one) {
    const TermDef& def = one.def();
    Term term;
    term.key = one.key();
    term.started = one.from.start;
    term.opens = one.from.at(def.opens, Edge::First);
    term.goal = one.from.at(def.goal, Edge::Last);
    term.due = one.from.at(def.due, Edge::Last);
    if ((def.opens != policy::no_moment && !term.opens) || (def.due != policy::no_moment && !term.due))
        return;
    bool paused = false;
    if (term.due && !def.pauses.empty()) {
        const Paused less = less_pauses(one, *term.due);
        term.due = less.due;
        paused = less.now;
    }
    for (const Extended& extended : case_.extended) {
        if (extended.term == term.key) term.due = extended.due;
    }
    const auto end = end_of(one);
    if (end) (end->done ? term.done : term.over) = end->at;
    term.state = state_of(one, term, end, paused);
    term.passed = was_passed(term.key);
    out_.push_back(term);
}

TermState Working::state_of(const Instance& one, const Term& term, const std::optional<End>& end,
                            bool paused) {
    const bool duty = one.def().kind == policy::TermKind::Duty;
    const TermState missed = duty ? TermState::Missed : TermState::Lapsed;
    const bool late = end && end->at && term.due && *end->at > *term.due;
    if (end && end->done) return late ? TermState::DoneLate : TermState::Done;
    if (end) return late ? missed : TermState::Over;
    if (paused) return TermState::Paused;
    if (term.due && now_ > *term.due) return missed;
    const bool waits = now_ < term.started || (term.opens && now_ < *term.opens);
    return waits ? TermState::Waiting : TermState::Open;
}

} // namespace

std::string_view to_text(TermState state) {
    constexpr std::array<std::string_view, 8> words = {"waiting",   "open",   "paused", "done",
                                                       "done late", "missed", "lapsed", "over"};
    return words[static_cast<std::size_t>(state)];
}

void terms(const Case& of, const RuleBook& book, Instant now, std::vector<Term>& out) {
    Working(of, book, now, out).all();
}

std::vector<Term> terms(const Case& of, const RuleBook& book, Instant now) {
    std::vector<Term> out;
    terms(of, book, now, out);
    return out;
}

std::optional<Instant> next_alarm(const std::vector<Term>& all, Instant now) {
    constexpr std::chrono::seconds past{1};
    std::optional<Instant> least;
    const auto consider = [&](const std::optional<Instant>& moment, std::chrono::seconds after) {
        if (moment && *moment + after > now && (!least || *moment + after < *least)) least = *moment + after;
    };
    for (const Term& term : all) {
        if (!term.is_running() || term.state == TermState::Paused) continue;
        consider(term.started, {});
        consider(term.opens, {});
        consider(term.goal, past);
        consider(term.due, past);
    }
    return least;
}

} // namespace assent::casework
