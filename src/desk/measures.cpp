#include "desk/measures.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "casework/event_words.hpp"

namespace assent::desk {
namespace {

using casework::Mark;
using casework::Request;
using casework::RequestNo;
using casework::State;
using casework::Term;
using casework::TermState;
using policy::Happening;

bool is_ours(const policy::TermDef& def) {
    return def.parties.empty() ||
           std::find(def.parties.begin(), def.parties.end(), policy::us) != def.parties.end();
}

bool is_decision(const policy::TermDef& def) { return is_ours(def) && def.act.deed == policy::Deed::Decide; }

std::string_view outcome_of(const Term& term) {
    switch (term.state) {
        case TermState::Done: return counted::in_time;
        case TermState::DoneLate: return counted::late;
        case TermState::Missed: return term.over ? counted::not_done : counted::overdue;
        default: return counted::open;
    }
}

class Measuring {
public:
    Measuring(const CaseFile& file, const std::vector<Term>& terms)
        : case_(file.now),
          book_(file.rules->book()),
          program_(file.rules->program()),
          id_(file.rules->id()),
          terms_(terms) {}

    std::vector<store::Measure> run() {
        for (const Term& term : terms_) add(term);
        for (std::size_t i = 0; i < case_.requests.size(); ++i) add_work(static_cast<RequestNo>(i));
        for (const Mark& mark : case_.marks) {
            if (mark.request < case_.requests.size()) add(mark, case_.at(mark.request));
        }
        for (const casework::Concern& one : casework::concerns(case_, program_)) add(one);
        return std::move(made_);
    }

private:
    struct Words {
        std::string_view kind, what, outcome;
    };

    store::Measure& put(const Words& words, calendar::Instant counts, calendar::Instant began) {
        return made_.emplace_back(store::Measure{id_, std::string(words.kind), std::string(words.what),
                                                 std::string(words.outcome), book_.day_of(counts), began});
    }

    // A right is nobody's debt, and a duty without an end never falls due.
    void add(const Term& term) {
        const policy::TermDef& def = program_.terms[term.key.term];
        const bool counts = def.kind == policy::TermKind::Duty && def.request == policy::any_object;
        if (!counts || !term.due || term.state == TermState::Over) return;
        store::Measure& one = put({kind_of(def), name_of(def), outcome_of(term)}, *term.due, term.started);
        one.due = term.due;
        one.done = term.done;
    }

    std::string_view kind_of(const policy::TermDef& def) const {
        if (def.notice != policy::any_object) return counted::notice;
        if (is_ours(def)) return is_decision(def) ? counted::decision : counted::other;
        const bool reports = def.act.deed == policy::Deed::Report && def.act.object != policy::any_object;
        return reports && def.act.object == book_.nouns().number_received ? counted::number : counted::theirs;
    }

    // Of a line of a notice what it is about, to whom and how.
    std::string name_of(const policy::TermDef& def) const {
        if (def.notice == policy::any_object) return def.name.text;
        constexpr std::string_view before = "send notice of ";
        const std::string all = casework::called(book_, def);
        const std::size_t at = all.find(before);
        return at == std::string::npos ? all : all.substr(at + before.size());
    }

    // Somebody has to decide it, or waits until they can.
    void add_work(RequestNo number) {
        const Request& request = case_.at(number);
        const Term* first = nullptr;
        for (const Term& term : terms_) {
            const bool owed = term.is_running() || (term.state == TermState::Missed && !term.over);
            if (term.key.request != number || !owed || !term.due) continue;
            if (is_decision(program_.terms[term.key.term]) && (!first || *term.due < *first->due))
                first = &term;
        }
        if (!request.is_open() || !first) return;
        // What has not come to a level yet is waited for by the one where it will.
        const bool placed = request.level < program_.levels.size();
        const std::uint16_t at = placed ? request.level : program_.requests[request.type].level;
        const bool is_late = first->state == TermState::Missed;
        const std::string_view rests = request.state != State::InReview ? counted::waiting
                                       : request.reviewer.empty()       ? counted::unassigned
                                                                        : counted::assigned;
        put({counted::work, level(at), is_late ? counted::overdue : rests}, *first->due, first->started).due =
            first->due;
    }

    void add(const casework::Concern& one) {
        Words words{counted::concern, counted::flag, {}};
        if (one.direction) words = {counted::concern, counted::direction, casework::word_of(*one.direction)};
        if (one.fact != policy::any_object) words.what = program_.facts[one.fact].name.text;
        put(words, one.at, one.at);
    }

    std::string_view level(std::uint16_t number) const {
        return number < program_.levels.size() ? std::string_view(program_.levels[number].name.text)
                                               : std::string_view();
    }

    void add(const Mark& mark, const Request& request) {
        switch (mark.what) {
            case Happening::Received:
            case Happening::Suspended: return add_first(mark, {});
            case Happening::Pended:
            case Happening::Referred:
                // Screening refers, too: that is where a request begins.
                if (mark.what == Happening::Referred && mark.detail == policy::any_object) return;
                add_first(mark, level(mark.which));
                break;
            case Happening::Decided:
                put({counted::decided, program_.requests[request.type].name.text,
                     request.outcome ? casework::word_of(*request.outcome) : ""},
                    mark.at, request.received.value_or(mark.at))
                    .done = mark.at;
                break;
            case Happening::TechnicallyDenied:
            case Happening::Returned: add_first(mark, {}); break;
            default: return;
        }
        if (mark.what != Happening::Pended) add_finished(mark, request);
    }

    // Of several pends of a request at a level the first counts.
    void add_first(const Mark& mark, std::string_view where) {
        if (!seen_.emplace(mark.request, mark.what, where).second) return;
        put({counted::happened, casework::word_of(mark.what), where}, mark.at, mark.at);
    }

    // By a reviewer, and not by the software or the timer.
    void add_finished(const Mark& mark, const Request& request) {
        const auto& part = request.took_part;
        const bool reviewed =
            mark.by == request.reviewer || std::find(part.begin(), part.end(), mark.by) != part.end();
        const std::uint16_t where =
            mark.what == Happening::Referred || mark.what == Happening::Decided ? mark.detail : request.level;
        if (reviewed && !mark.by.empty())
            put({counted::finished, level(where), mark.by.text}, mark.at, mark.at);
    }

    const casework::Case& case_;
    const casework::RuleBook& book_;
    const policy::Program& program_;
    const std::string& id_;
    const std::vector<Term>& terms_;
    std::set<std::tuple<RequestNo, Happening, std::string_view>> seen_;
    std::vector<store::Measure> made_;
};

} // namespace

std::vector<store::Measure> measures_of(const CaseFile& file, const std::vector<casework::Term>& terms) {
    return Measuring(file, terms).run();
}

} // namespace assent::desk
