#include "office.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/expects.hpp"
#include "casework/case_facts.hpp"
#include "casework/event_json.hpp"
#include "codes/packed_code.hpp"
#include "policy/day.hpp"

namespace assent::office {
namespace {

using namespace casework;
using namespace std::chrono_literals;

struct Discipline {
    std::string_view name, code;
};
constexpr std::array disciplines = {Discipline{"physical therapy", "97110"},
                                    Discipline{"occupational therapy", "97530"},
                                    Discipline{"speech-language pathology", "92507"}};
constexpr std::size_t offices = 40, reviewers = 24, physicians = 12, open_files = 400;
constexpr Instant first_morning = std::chrono::sys_days{std::chrono::year{2026} / 3 / 2} + 13h;

Credential held(std::string words, std::string scope = {}) {
    return {std::move(words), std::move(scope), {}, {}};
}

} // namespace

Office::Office(const RuleBook& book, const NoticeComposer& composer, std::uint64_t seed)
    : book_(book), composer_(composer), dice_(seed) {
    files_.resize(open_files);
    for (std::size_t i = 0; i < files_.size(); ++i) {
        open(files_[i], i);
        turns_.push({first_morning + std::chrono::minutes{static_cast<long>(roll(20'000))}, i});
    }
}

void Office::open(File& file, std::size_t number) {
    file = {};
    file.now.id.text = fmt::format("case-{}", counts_.cases++);
    file.now.member.text = fmt::format("member-{}", number);
    file.discipline = roll(disciplines.size());
    file.provider = roll(offices);
}

std::optional<std::string> Office::run(std::uint64_t events) {
    while (counts_.events < events && !broken_) {
        const Turn next = turns_.top();
        turns_.pop();
        File& file = files_[next.file];
        const std::size_t before = file.events.size();
        turn(file, next.at);
        file.idle = file.events.size() == before ? file.idle + 1 : 0;
        if (file.events.size() > 90 || file.idle > 12) {
            look_at_history(file);
            open(file, next.file);
        }
        const auto minutes = chance(70) ? roll(600) : roll(9'000);
        turns_.push({next.at + std::chrono::minutes{static_cast<long>(minutes + 1)}, next.file});
    }
    return broken_;
}

Actor Office::account(Role role) {
    Actor made;
    made.role = role;
    made.person.text = fmt::format("account-{}", to_text(role));
    return made;
}

Actor Office::provider(std::size_t number, std::size_t discipline) {
    Actor made = account(Role::Provider);
    made.person.text = fmt::format("clerk-{}", number);
    made.organization.text = fmt::format("office-{}", number);
    made.credentials = {held("therapy provider", std::string(disciplines[discipline].name))};
    return made;
}

Actor Office::stranger() { return provider(offices, 0); }

Actor Office::reviewer(std::size_t discipline) {
    const std::size_t number = roll(reviewers);
    const std::size_t theirs = chance(90) ? discipline : number % disciplines.size();
    Actor made = account(Role::Reviewer);
    made.person.text = fmt::format("therapist-{}", number * 3 + theirs);
    made.credentials = {held("licensed therapist", std::string(disciplines[theirs].name))};
    if (number == 7) made.credentials.front().valid.through = book_.day_of(first_morning + 24h * 30);
    return made;
}

Actor Office::physician() {
    const std::size_t number = roll(physicians);
    Actor made = account(Role::Reviewer);
    made.person.text = fmt::format("physician-{}", number);
    made.credentials = {held("licensed physician in Florida"), held("location in Florida"),
                        held("active practice"), held("Florida hospital privileges")};
    for (const Discipline& one : disciplines)
        made.credentials.push_back(held("board certification", std::string(one.name)));
    if (number == 3) made.credentials.pop_back();
    if (number == 4) made.credentials.erase(made.credentials.begin() + 2);
    if (number == 5) made.conflicts = {{"ordering", "partner in practice", {}}};
    return made;
}

Actor Office::member_of(const File& file) {
    Actor made = account(Role::MemberSide);
    made.person.text = "parent-of-" + file.now.member.text;
    made.credentials = {{"parent of a minor member", {}, file.now.member.text, {}}};
    return made;
}

Actor Office::somebody(const File& file) {
    switch (roll(8)) {
        case 0: return account(Role::Supervisor);
        case 1: return account(Role::System);
        case 2: return account(Role::CustomerService);
        case 3: return member_of(file);
        case 4: return stranger();
        case 5: return reviewer(file.discipline);
        case 6: return physician();
        default: return provider(file.provider, file.discipline);
    }
}

Known Office::told(std::string_view fact, std::int64_t value, int line) const {
    const policy::FactDef* found = book_.program().fact(fact);
    base::expects(found != nullptr, "the program declares the facts of the office");
    return {static_cast<std::uint16_t>(found - book_.program().facts.data()),
            static_cast<std::int16_t>(line),
            value,
            {},
            false};
}

std::int64_t Office::word(std::string_view text) const {
    return book_.program().words.find(text).value_or(policy::no_code);
}

std::uint16_t Office::party(std::string_view name) const {
    const auto& all = book_.program().parties;
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const auto& p) { return p.name.text == name; });
    base::expects(found != all.end(), "the program declares the parties of the office");
    return static_cast<std::uint16_t>(found - all.begin());
}

std::uint16_t Office::type(std::string_view name) const {
    const auto& all = book_.program().requests;
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const auto& p) { return p.name.text == name; });
    base::expects(found != all.end(), "the program declares the requests of the office");
    return static_cast<std::uint16_t>(found - all.begin());
}

bool Office::act(File& file, const Command& command, const Actor& actor, Instant now) {
    ++counts_.commands;
    const Context context{now, actor, book_, composer_, {}};
    auto outcome = decide(file.now, command, context);
    if (!outcome) {
        ++counts_.refusals;
        look_at_refusal(outcome.error());
        return false;
    }
    for (const Event& event : *outcome) file.now = evolve(std::move(file.now), event);
    counts_.events += outcome->size();
    file.events.insert(file.events.end(), outcome->begin(), outcome->end());
    look(file, *outcome, actor, now);
    return true;
}

// The timer comes first: nothing is done to a case whose moment has passed and not had its effect.
void Office::turn(File& file, Instant now) {
    if (!file.now.requests.empty()) {
        act(file, Pass{}, account(Role::Timer), now);
        look_at_terms(file, now);
        send_some(file, now);
    }
    if (file.now.requests.empty() || (chance(3) && !file.now.is_open())) return submit(file, now);
    const auto latest = static_cast<RequestNo>(file.now.requests.size() - 1);
    const auto request = chance(90) ? latest : static_cast<RequestNo>(roll(file.now.requests.size()));
    if (chance(8)) return gossip(file, request, now);
    const Request& one = file.now.at(request);
    switch (one.state) {
        case State::InReview:
            return one.level == 0 ? review(file, request, now) : review_as_physician(file, request, now);
        case State::Pended:
        case State::Suspended: return wait(file, request, now);
        case State::Received:
            act(file, Report{request, {told("member.eligible", chance(95) ? 1 : 0)}}, account(Role::System),
                now);
            return;
        default: return after(file, request, now);
    }
}

void Office::submit(File& file, Instant now) {
    Submit made;
    made.type = type("admission");
    made.lines = static_cast<std::uint16_t>(1 + roll(2));
    const auto& discipline = disciplines[file.discipline];
    const auto start = policy::days_of(book_.day_of(now)) + static_cast<std::int64_t>(roll(20)) - 2;
    made.facts = {told("request.start", start), told("request.discipline", word(discipline.name))};
    if (!chance(5)) made.facts.push_back(told("member.eligible", chance(97) ? 1 : 0));
    for (std::uint16_t line = 0; line < made.lines; ++line) {
        const auto& code = chance(97) ? discipline.code : disciplines[roll(3)].code;
        const auto units = static_cast<std::int64_t>(1 + roll(120));
        made.facts.push_back(told("line.code", *codes::packed_procedure(code), line));
        made.facts.push_back(told("line.units", units, line));
        made.facts.push_back(told("line.frequency", 2, line));
        if (!chance(2))
            made.facts.push_back(told("line.duration", static_cast<std::int64_t>(30 + roll(155)), line));
        made.facts.push_back(
            told("line.ordered_units", units + static_cast<std::int64_t>(roll(9)) - 1, line));
        made.facts.push_back(told("line.ordered_frequency", 2, line));
        made.facts.push_back(told("line.ordered_duration", 185, line));
    }
    if (!chance(25)) made.papers.push_back({"plan of care", {}, now, policy::Channel::Upload, 3});
    if (!chance(10)) made.papers.push_back({"order", {}, now, policy::Channel::Upload, 1});
    made.participants = {{party("ordering provider"), "ordering"}};
    const Actor asker = chance(97) ? provider(file.provider, file.discipline) : somebody(file);
    if (act(file, made, asker, now) && chance(4)) act(file, made, asker, now); // sent twice
}

void Office::review(File& file, RequestNo request, Instant now) {
    Actor who = reviewer(file.discipline);
    if (!file.now.at(request).reviewer.empty() && chance(85)) {
        who.person = file.now.at(request).reviewer;
        who.credentials = {{"licensed therapist", std::string(disciplines[file.discipline].name), {}, {}}};
    }
    if (file.now.at(request).reviewer.empty()) {
        act(file, Claim{request}, who, now);
        return;
    }
    Decide decide{request, {}, {"therapy criteria", "2026.1"}};
    for (std::size_t i = 0; i < file.now.at(request).lines.size(); ++i)
        decide.lines.push_back({static_cast<std::uint16_t>(i),
                                policy::LevelAct::ApproveAsRequested,
                                {},
                                "criteria are satisfied"});
    switch (roll(10)) {
        case 0: act(file, Pend{request, {"plan of care", "progress"}, "not clear"}, who, now); return;
        case 1: act(file, Pend{request, {"progress"}, ""}, who, now); return;
        case 2:
        case 3:
        case 4: act(file, Refer{request, 1, "criteria are not satisfied"}, who, now); return;
        case 5:
            for (LineDecision& line : decide.lines) line.act = policy::LevelAct::Deny;
            act(file, decide, chance(50) ? who : somebody(file), now);
            return;
        case 6:
            if (chance(20)) act(file, TechnicallyDeny{request, "paid by another program"}, who, now);
            return;
        default: act(file, decide, chance(97) ? who : somebody(file), now);
    }
}

void Office::review_as_physician(File& file, RequestNo request, Instant now) {
    const Request& one = file.now.at(request);
    Actor who = physician();
    if (one.reviewer.empty()) {
        act(file, Claim{request}, who, now);
        return;
    }
    for (int tries = 0; tries < 40 && who.person != one.reviewer; ++tries) who = physician();
    if (chance(40)) {
        act(file,
            Contact{request, party("ordering provider"), policy::Channel::Phone, {}, chance(40), "", ""}, who,
            now);
        return;
    }
    const bool dispute = one.level == 2;
    Decide decide{request, {}, {"therapy criteria", "2026.1"}};
    for (std::size_t i = 0; i < one.lines.size(); ++i) {
        const auto line = static_cast<std::uint16_t>(i);
        const Granted whole = asked(one, book_, line);
        LineDecision made{line, policy::LevelAct::ApproveAsRequested, {}, chance(95) ? "for this child" : ""};
        Granted part = whole;
        part.units = whole.units / 2;
        switch (roll(4)) {
            case 0: made.act = dispute ? policy::LevelAct::Uphold : policy::LevelAct::Deny; break;
            case 1:
                made.act = dispute ? policy::LevelAct::Modify : policy::LevelAct::PartiallyDeny;
                made.granted = part;
                break;
            default: made.act = dispute ? policy::LevelAct::Reverse : policy::LevelAct::ApproveAsRequested;
        }
        const bool settled = dispute && !file.now.at(one.about).lines[line].adverse;
        if (!settled) decide.lines.push_back(made);
    }
    if (chance(12)) {
        act(file, Pend{request, {"last examination"}, ""}, who, now);
    } else {
        act(file, decide, chance(96) ? who : somebody(file), now);
    }
}

void Office::wait(File& file, RequestNo request, Instant now) {
    if (chance(55)) return;
    Supply supply;
    supply.request = request;
    if (chance(30) && file.now.at(request).awaited && !file.now.at(request).awaited->items.empty())
        supply.items = {file.now.at(request).awaited->items.front()};
    supply.papers = {{"plan of care", {}, now, policy::Channel::Fax, 2},
                     {"order", {}, now, policy::Channel::Fax, 1}};
    if (chance(15)) supply.arrived = now - std::chrono::hours{static_cast<long>(roll(60))};
    act(file, supply, chance(95) ? provider(file.provider, file.discipline) : somebody(file), now);
}

void Office::after(File& file, RequestNo request, Instant now) {
    const Request& one = file.now.at(request);
    Submit made;
    made.about = request;
    made.channel = policy::Channel::Portal;
    const bool adverse =
        one.outcome && *one.outcome != Overall::Approved && *one.outcome != Overall::Reversed;
    if (adverse && chance(60)) {
        made.type = type("reconsideration");
        const bool parent = chance(40);
        if (parent) made.channel = policy::Channel::Phone;
        if (act(file, made, parent ? member_of(file) : provider(file.provider, file.discipline), now))
            ++counts_.disputes;
        return;
    }
    if (one.number.empty() && last_day_certified(one) && chance(70)) {
        Known number = told("number.received", now.time_since_epoch().count());
        number.text = "PA-1";
        act(file, Report{request, {number}}, account(Role::FiscalAgent), now);
        return;
    }
    if (last_day_certified(one) && chance(50)) {
        made.type = type(chance(70) ? "continued stay" : "modification");
        made.facts = {told("request.start", policy::days_of(*last_day_certified(one)) + 1)};
        made.papers = {{"plan of care", {}, now, policy::Channel::Upload, 1},
                       {"order", {}, now, policy::Channel::Upload, 1}};
        act(file, made, provider(file.provider, file.discipline), now);
        return;
    }
    if (chance(5)) act(file, Void{request, "in error"}, account(Role::Supervisor), now);
    if (chance(30)) act(file, Close{request}, account(Role::Supervisor), now);
}

void Office::gossip(File& file, RequestNo request, Instant now) {
    const Actor who = somebody(file);
    switch (roll(8)) {
        case 0:
            act(file, Message{policy::Happening::QuestionAsked, request, policy::Channel::Portal, {}, "?"},
                who, now);
            return;
        case 1: act(file, Answer{static_cast<std::uint32_t>(roll(3)), "soon"}, who, now); return;
        case 2: act(file, Flag{request, "odd", true}, who, now); return;
        case 3: act(file, Withdraw{request, "moved away"}, who, now); return;
        case 4:
            act(file, Report{request, {told("fraud.suspected", now.time_since_epoch().count())}}, who, now);
            return;
        case 5:
            act(file, Direct{chance(50) ? Direction::Hold : Direction::Continue, ""},
                chance(50) ? account(Role::Agency) : who, now);
            return;
        case 6: act(file, Correct{request, 0, {told("line.units", 5, 0)}, "a slip"}, who, now); return;
        default:
            act(file, Assign{request, chance(50) ? reviewer(file.discipline) : physician()},
                account(Role::Supervisor), now);
    }
}

void Office::send_some(File& file, Instant now) {
    for (std::size_t i = 0; i < file.now.notices.size() && i < 64; ++i) {
        if (file.now.notices[i].delivery != Delivery::Composed || chance(30)) continue;
        act(file, Send{static_cast<std::uint32_t>(i + 1)}, account(Role::System), now);
    }
}

void Office::look(const File& file, const Events& fresh, const Actor& actor, Instant now) {
    for (const Event& event : fresh) look_at_event(file, event, actor);
    look_at_privacy(file, now);
    if (chance(1)) look_at_history(file);
}

// 5. Every refusal shows its rule, and what can be done instead.
void Office::look_at_refusal(const Refusal& refusal) {
    if (refusal.rule.empty() || refusal.instead.empty())
        broken(fmt::format("a refusal without its rule or without a way out: `{}`, `{}`", refusal.rule,
                           refusal.instead));
}

// 1. No deadline passes without its effect.
void Office::look_at_terms(const File& file, Instant now) {
    terms(file.now, book_, now, terms_);
    for (const Term& term : terms_) {
        const policy::TermDef& def = book_.program().terms[term.key.term];
        const bool acts = def.request == policy::any_object;
        if (term.state == TermState::Missed && acts && !term.passed)
            broken(fmt::format("`{}` was missed and had no effect", def.name.text));
    }
}

void Office::look_at_event(const File& file, const Event& event, const Actor& actor) {
    if (const auto* determined = std::get_if<Determined>(&event.what)) {
        const bool adverse = is_adverse(determined->determination);
        ++(adverse ? counts_.adverse : counts_.approvals);
        if (!adverse) return;
        // 3. An adverse decision needs a qualified person, a reason, the criterion and its version.
        const auto& content = std::get<AdverseDetermination>(determined->determination).content();
        const bool physician = actor.role == Role::Reviewer && actor.person.text.starts_with("physician-") &&
                               actor.conflicts.empty() && actor.credentials.size() >= 4;
        if (!physician) broken("an adverse determination by somebody who is no qualified physician");
        if (content.rationale.empty() || content.criteria.empty())
            broken("an adverse determination without reason or criteria");
        if (file.now.at(determined->request).level == 1 && !content.contact)
            broken("a denial without an attempt to reach the ordering provider");
    }
    if (const auto* passed = std::get_if<Passed>(&event.what)) {
        ++counts_.missed;
        for (const policy::Effect& effect : passed->effects)
            counts_.suspensions += effect.kind == policy::EffectKind::Suspend ? 1 : 0;
    }
    counts_.revocations += std::holds_alternative<Revoked>(event.what) ? 1 : 0;
    // 2. Unknown is never no: what the software ends, it ends for what somebody told.
    const auto* ended = std::get_if<Ended>(&event.what);
    if (ended && ended->as == EndedAs::Cancelled) {
        const Known* eligible = casework::told(file.now.at(ended->request), told("member.eligible", 0).fact);
        if (!eligible || eligible->value != 0) broken("a request was cancelled for what nobody told");
    }
    if (ended && ended->as == EndedAs::TechnicallyDenied && actor.role != Role::Reviewer)
        broken("a technical denial that is no reviewer's");
}

// 6. Nobody sees what is not theirs.
void Office::look_at_privacy(const File& file, Instant now) {
    if (file.now.requests.empty()) return;
    const Actor nosy = provider(offices + 1, 0);
    const auto request = static_cast<RequestNo>(roll(file.now.requests.size()));
    if (!Authority(book_, file.now, nosy, now).refusal(CaseAct::See, request))
        broken("an office saw the case of another");
}

// 4. Nothing accepted is lost: the case is what its events say it is.
void Office::look_at_history(const File& file) {
    const Case again = replay(file.now.id, file.now.member, file.events);
    bool same = again.events == file.now.events && again.marks.size() == file.now.marks.size() &&
                again.requests.size() == file.now.requests.size() &&
                again.notices.size() == file.now.notices.size();
    for (std::size_t i = 0; same && i < again.requests.size(); ++i) {
        const Request &a = again.requests[i], &b = file.now.requests[i];
        same = a.state == b.state && a.outcome == b.outcome && a.facts.size() == b.facts.size() &&
               a.reviewer == b.reviewer && a.completed == b.completed;
    }
    for (const Event& event : file.events) {
        const std::string written = to_json(event.what);
        const auto read = read_event(kind_of(event.what), event_version, written);
        same = same && read && to_json(*read) == written;
    }
    if (!same) broken(fmt::format("{} is not what its events say it is", file.now.id.text));
}

} // namespace assent::office
