#include "timelines/play.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "casework/case_facts.hpp"
#include "casework/program_rules.hpp"
#include "timelines/accounts.hpp"
#include "timelines/commands_of.hpp"
#include "timelines/expectations.hpp"

namespace assent::timelines {
namespace {

using casework::Actor;
using casework::Case;
using casework::Instant;
using casework::Role;

// No timeline needs so many; one that does turns in a circle.
constexpr int most_alarms = 20'000;

class Player {
public:
    Player(const Timeline& timeline, const casework::RuleBook& book, const casework::NoticeComposer& composer)
        : timeline_(timeline),
          book_(book),
          composer_(composer),
          cast_(book, timeline, {"member"}),
          accounts_(timeline, book) {
        case_.id = {"1"};
        case_.member = {"member"};
        made_.timeline = &timeline;
    }

    Play play() {
        for (const Step& step : timeline_.steps) take(step);
        for (const Person& person : timeline_.people) check(person);
        made_.end = case_;
        return std::move(made_);
    }

private:
    void take(const Step& step) {
        const auto at = moment(step);
        run_alarms(at.value_or(now_));
        now_ = std::max(now_, at.value_or(now_));
        Played& played = begin(&step);
        if (!at)
            played.unmet.push_back({step.place, "a moment that the clocks show", "they do not show it then"});
        act(step, played);
        settle(played);
        const bool overdue = pass_what_is_due();
        check(step, overdue ? made_.played[made_.played.size() - 2] : made_.played.back());
        since_.clear();
    }

    // A person who lacks nothing would prove nothing.
    void check(const Person& person) {
        for (const std::string& words : cast_.idle_changes(person)) {
            if (made_.played.empty()) return;
            made_.played.front().unmet.push_back({person.place, fmt::format("somebody without {}", words),
                                                  "nobody of this party needs it, in these words"});
        }
    }

    // The moment that the clocks show so; nothing when they never do.
    std::optional<Instant> moment(const Step& step) const {
        for (const auto reading : {calendar::Reading::Earlier, calendar::Reading::Later}) {
            const Instant at = book_.zone().to_instant(step.at, reading);
            const bool shown = book_.zone().to_local(at) == step.at;
            if (shown && (!step.clock || book_.zone().at(at).abbreviation == *step.clock)) return at;
        }
        return std::nullopt;
    }

    Played& begin(const Step* step) {
        Played& played = made_.played.emplace_back();
        played.at = now_;
        played.step = step;
        return played;
    }

    // Everything that comes due up to that moment, each at its own.
    void run_alarms(Instant until) {
        for (int count = 0; count < most_alarms && !case_.requests.empty(); ++count) {
            const auto next = casework::next_alarm(terms(case_, book_, now_), now_);
            if (!next || *next > until) return;
            now_ = *next;
            pass_what_is_due();
        }
    }

    // False when nothing came of it.
    bool pass_what_is_due() {
        const Actor timer{{"time"}, Role::Timer, {}, {}, {}};
        const auto events = decide(casework::Pass{}, timer);
        if (!events || events->empty()) return false;
        Played& played = begin(nullptr);
        record(*events, played);
        played.done_to = played.events.size();
        settle(played);
        return true;
    }

    base::Expected<casework::Events, casework::Refusal> decide(const casework::Command& command,
                                                               const Actor& actor) const {
        const casework::Context context{now_, actor, book_, composer_, {}, accounts_.balances(today())};
        return casework::decide(case_, command, context);
    }

    void record(const casework::Events& events, Played& played) {
        for (const casework::Event& event : events) {
            case_ = evolve(std::move(case_), event);
            accounts_.record(case_.id, event);
            played.events.push_back(event);
            since_.push_back(event);
        }
    }

    void act(const Step& step, Played& played) {
        const Actor actor = who(step);
        const Scene scene{case_, book_, composer_, cast_, timeline_, actor, now_};
        about_ = casework::no_request;
        const auto commands = commands_of(step, scene);
        if (!commands) {
            played.refusal = commands.error();
        } else {
            about_ = commands->request;
            do_all(step, *commands, actor, played);
        }
        if (about_ == casework::no_request && !case_.requests.empty()) about_ = last_request();
    }

    // The requester is whoever asked what the deed is about, as far as the text says.
    Actor who(const Step& step) const {
        if (step.who.party != policy::requester || case_.requests.empty()) return cast_.actor(step.who);
        const casework::Request& asked = case_.requests[step.deed.request.value_or(last_request())];
        const auto known = askers_.find(asked.asked_by.text);
        return known == askers_.end() ? cast_.actor(step.who) : known->second;
    }
    calendar::Date today() const { return book_.day_of(now_); }
    RequestNo last_request() const { return static_cast<RequestNo>(case_.requests.size() - 1); }

    // All of a step or nothing of it.
    void do_all(const Step& step, const Commands& commands, const Actor& actor, Played& played) {
        const Case before = case_;
        const Accounts accounts = accounts_;
        const std::size_t requests = case_.requests.size();
        if (auto no = claim_first(step, commands, actor, played)) {
            played.refusal = std::move(no);
            return;
        }
        judge_first(step, commands, actor, played);
        played.done_from = played.events.size();
        for (const casework::Command& command : commands.all) {
            const auto events = decide(command, actor);
            if (events) {
                record(*events, played);
                continue;
            }
            played.refusal = events.error();
            case_ = before;
            accounts_ = accounts;
            since_.resize(since_.size() - played.events.size());
            played.events.clear();
            played.done_from = 0;
            return;
        }
        played.done_to = played.events.size();
        if (case_.requests.size() == requests) return;
        about_ = last_request();
        askers_[actor.person.text] = actor;
    }

    // A reviewer who acts on what nobody has takes it first.
    std::optional<casework::Refusal> claim_first(const Step& step, const Commands& commands,
                                                 const Actor& actor, Played& played) {
        using Kind = Deed::Kind;
        const Kind kind = step.deed.kind;
        const bool needs_it = kind == Kind::Pends || kind == Kind::Refers || kind == Kind::Decides ||
                              kind == Kind::TechnicallyDenies || kind == Kind::Returns;
        if (!needs_it || actor.role != Role::Reviewer || commands.request >= case_.requests.size()) return {};
        const casework::Request& request = case_.requests[commands.request];
        if (request.state != casework::State::InReview || !request.reviewer.empty()) return {};
        const auto events = decide(casework::Claim{commands.request}, actor);
        if (!events) return events.error();
        record(*events, played);
        return {};
    }

    // What the timeline's facts say of a reviewer's judgement is what reviewers find who approve, unless it
    // was told otherwise before.
    void judge_first(const Step& step, const Commands& commands, const Actor& actor, Played& played) {
        const bool approves =
            std::any_of(step.deed.grants.begin(), step.deed.grants.end(), [](const Grant& one) {
                return one.act == policy::LevelAct::Approve || one.act == policy::LevelAct::Answer ||
                       one.act == policy::LevelAct::ApproveAsRequested;
            });
        if (!approves || actor.role != Role::Reviewer || commands.request >= case_.requests.size()) return;
        for (casework::Known& one : known(timeline_.facts, book_.program())) {
            if (casework::comes_with_request(book_.program().facts[one.fact], book_.program())) continue;
            if (casework::told(case_.requests[commands.request], one.fact, one.line)) continue;
            const auto events = decide(casework::Report{commands.request, {std::move(one)}}, actor);
            if (events) record(*events, played);
        }
    }

    // The outbox sends what was composed; then it is told how things stand.
    void settle(Played& played) {
        const Actor system{{"system"}, Role::System, {}, {}, {}};
        for (std::uint32_t i = 0; !timeline_.outbox_by_hand && i < case_.notices.size(); ++i) {
            if (case_.notices[i].delivery != casework::Delivery::Composed) continue;
            const auto events = decide(casework::Send{i + 1}, system);
            if (events) record(*events, played);
        }
        for (const casework::Event& event : played.events) {
            const auto* screened = std::get_if<casework::Screened>(&event.what);
            if (screened) screened_[screened->request] = screened->outcome;
            if (const auto* composed = std::get_if<casework::Composed>(&event.what)) check(*composed, played);
        }
        played.after = case_;
        played.terms = terms(case_, book_, now_);
    }

    // What is owed must say all that the program wants of it, as the case tells it by now.
    void check(const casework::Composed& composed, Played& played) {
        const policy::NoticeDef& notice = book_.program().notices[composed.notice];
        if (notice.lines.empty() || composed.line != notice.lines.front())
            return; // the same for all it goes to
        casework::Composition made =
            composer_.compose({case_, composed.request, composed.notice, now_, nullptr});
        const auto checked = casework::checked(std::move(made.notice), notice.says, made.content);
        if (checked) return;
        const Piece place = played.step ? played.step->place : timeline_.place;
        for (const base::Diagnostic& one : checked.error())
            played.unmet.push_back(
                {place, fmt::format("a whole notice of {}", notice.name.text), one.message});
    }

    void check(const Step& step, Played& played) {
        const auto now_running = terms(case_, book_, now_);
        const Outcome outcome{case_,  book_,       composer_, cast_,  timeline_, played,
                              since_, now_running, accounts_, about_, screened_, now_};
        bool refusal_expected = false;
        for (const Expectation& one : step.expects) {
            refusal_expected |= one.kind == Expectation::Kind::Refused;
            if (auto instead = unmet(one, outcome))
                played.unmet.push_back({one.place, one.place.text, std::move(*instead)});
        }
        if (played.refusal && !refusal_expected)
            played.unmet.push_back({step.place, "that it is done", "refused: " + to_text(*played.refusal)});
    }

    const Timeline& timeline_;
    const casework::RuleBook& book_;
    const casework::NoticeComposer& composer_;
    Cast cast_;
    Accounts accounts_;
    Case case_;
    Play made_;
    Instant now_{};
    RequestNo about_ = casework::no_request; // the request the step was about
    casework::Events since_;                 // the step before
    std::map<RequestNo, policy::Act> screened_;
    std::map<std::string, Actor> askers_;
};

} // namespace

bool Play::as_expected() const { return unmet() == 0; }

std::size_t Play::expectations() const {
    std::size_t all = 0;
    for (const Step& step : timeline->steps) all += step.expects.size();
    return all;
}

std::size_t Play::unmet() const {
    std::size_t all = 0;
    for (const Played& one : played) all += one.unmet.size();
    return all;
}

Play play(const Timeline& timeline, const casework::RuleBook& book,
          const casework::NoticeComposer& composer) {
    return Player(timeline, book, composer).play();
}

} // namespace assent::timelines
