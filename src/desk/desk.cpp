#include "desk/desk.hpp"

#include <fmt/format.h>
#include <sys/random.h>

#include <algorithm>
#include <utility>

#include "base/expects.hpp"
#include "base/failure.hpp"
#include "casework/authority.hpp"
#include "casework/case_facts.hpp"
#include "casework/fields_json.hpp"
#include "casework/program_rules.hpp"
#include "desk/contact_stream.hpp"
#include "desk/merges.hpp"
#include "desk/whose_word.hpp"

namespace assent::desk {

using casework::Actor;
using casework::field;
using casework::Refusal;
using casework::RefusalKind;
using store::StreamId;

namespace {

// Many people at one case at once; each try that fails means that somebody else's went in.
constexpr int most_attempts = 100;
constexpr int most_cases_elsewhere = 200;

// What is kept of an order by its key.
struct Kept {
    std::string of;
    std::uint32_t first = 0, end = 0;
    std::string digest;
};

constexpr auto fields(const Kept*) {
    return std::tuple(field("of", &Kept::of), field("first", &Kept::first), field("end", &Kept::end),
                      field("digest", &Kept::digest));
}

Refusal refusal(RefusalKind kind, std::string rule, std::string instead) {
    return {kind, std::move(rule), {}, std::move(instead)};
}

Refusal nobody() {
    return refusal(RefusalKind::NotAllowed, "nobody is known by this account",
                   "ask whoever administers the accounts");
}

// Keys are their senders' own: nobody is answered with what somebody else asked.
std::string key_of(const Order& order) { return fmt::format("order/{}/{}", order.by.text, order.key); }

base::Expected<Done, Refusal> repeated(const std::string& response, const Order& order) {
    const auto kept = casework::read_fields<Kept>(response);
    if (!kept) throw base::Failure("cannot read what was answered to an order");
    if (kept->digest != order.digest)
        return tl::unexpected(refusal(RefusalKind::Duplicate, "this key was used for another order",
                                      "give each order a key of its own"));
    return Done{kept->of, kept->first, kept->end, true};
}

bool is_seen(const StreamId& stream) {
    return stream.kind() == store::StreamKind::Case || is_contact(stream);
}

// What belongs to no case is seen by whoever keeps the log of contacts.
std::optional<Refusal> not_theirs_to_see(const Actor& actor, const CaseFile& file, calendar::Instant now) {
    if (is_contact(file.stream))
        return casework::refused_by_table(casework::CaseAct::KeepContacts, actor.role);
    return casework::Authority(file.rules->book(), file.now, actor, now)
        .refusal(casework::CaseAct::See, casework::no_request);
}

// What a request asks for that another one may collide with.
void add_lines(const CaseFile& file, const casework::Request& request, const std::string& name,
               std::vector<casework::Elsewhere>& all) {
    const casework::RuleBook& book = file.rules->book();
    for (std::size_t place = 0; place < request.lines.size(); ++place) {
        const auto line = static_cast<std::uint16_t>(place);
        const casework::Known* code = casework::told(request, book.nouns().code, line);
        const bool authorized = request.lines[line].granted.has_value() && !request.voided;
        if (!code || (!request.is_open() && !authorized)) continue;
        const casework::Granted days =
            authorized ? *request.lines[line].granted : casework::asked(request, book, line);
        all.push_back({name, code->value, days.from, days.through, authorized, request.is_open()});
    }
}

// Why a reviewer does not fit any more what they have; nothing when they do.
std::optional<std::string> why_unfit(store::Store& store, const Turn& turn, casework::RequestNo number,
                                     calendar::Instant now) {
    const casework::Request& one = turn.file().now.at(number);
    const auto reviewer = identify(store, one.reviewer);
    if (!reviewer) return "the account has ended";
    const casework::Authority theirs(turn.file().rules->book(), turn.file().now, *reviewer, now);
    const auto unfit = theirs.unfit(one.level, number);
    return unfit ? std::optional(unfit->rule) : std::nullopt;
}

// What somebody has who does not fit any more, by a licence that lapsed, a conflict, or because they left,
// goes back to those who fit.
void take_from_unfit(store::Store& store, Turn& turn, calendar::Instant now) {
    static const Actor desk_itself{{"desk"}, casework::Role::System, {}, {}, {}};
    for (std::size_t i = 0; i < turn.file().now.requests.size(); ++i) {
        const auto number = static_cast<casework::RequestNo>(i);
        const casework::Request& one = turn.file().now.at(number);
        if (one.reviewer.empty() || one.state != casework::State::InReview) continue;
        if (auto why = why_unfit(store, turn, number, now))
            turn.act(casework::Release{number, std::move(*why)}, desk_itself);
    }
}

// The word of a command that would say no to care; "" of any other.
std::string adverse_act(const casework::Command& command) {
    if (std::holds_alternative<casework::TechnicallyDeny>(command)) return "technically deny";
    if (std::holds_alternative<casework::Reduce>(command)) return "reduce";
    const auto* decides = std::get_if<casework::Decide>(&command);
    if (!decides) return {};
    const policy::LevelActs adverse = casework::level_acts_of(casework::CaseAct::Deny);
    for (const casework::LineDecision& line : decides->lines)
        if (adverse.test(static_cast<std::size_t>(line.act))) return std::string(to_text(line.act));
    return {};
}

// Whom a submission brings into the case.
std::vector<std::string> providers_in(const casework::Submit& submit, const Actor& actor) {
    std::vector<std::string> all = {actor.person.text, actor.organization.text};
    for (const casework::Participant& one : submit.participants) all.push_back(one.id);
    return all;
}

} // namespace

std::string random_number() {
    constexpr std::string_view digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // without I, L, O and U
    std::uint64_t chance = 0; // in one call: std::random_device takes as long for each digit as a read
    if (::getrandom(&chance, sizeof chance, 0) != static_cast<ssize_t>(sizeof chance))
        throw base::Failure("cannot number a case: the system gives no chance");
    std::string number = "C";
    for (int i = 0; i < 10; ++i, chance /= digits.size()) number += digits[chance % digits.size()];
    return number;
}

Desk::Desk(store::Store& store, const RuleShelf& shelf, NewNumber new_number)
    : store_(store), shelf_(shelf), new_number_(std::move(new_number)), readings_(store) {}

Desk::Answered Desk::handle(const Order& order, calendar::Instant now) {
    if (auto before = answered_before(order)) return std::move(*before);
    const auto actor = order.as ? order.as : identify(store_, order.by);
    if (!actor) return tl::unexpected(nobody());
    for (int i = 0; i < most_attempts; ++i) {
        auto answer = attempt(order, *actor, now);
        if (!answer) continue;
        if (!*answer) note_refused(order, *actor, answer->error().kind, now);
        return std::move(*answer);
    }
    return tl::unexpected(refusal(RefusalKind::NotNow, "many people are working on this case at once",
                                  "try again in a moment"));
}

// Nothing of it is in the case, so that it stands beside who has read the case.
void Desk::note_refused(const Order& order, const Actor& actor, RefusalKind why, calendar::Instant now) {
    const bool may_not = why == RefusalKind::NotAllowed || why == RefusalKind::NotTheirs ||
                         why == RefusalKind::Unqualified || why == RefusalKind::NotEntitled;
    const auto* of = std::get_if<StreamId>(&order.about);
    const std::string tried = adverse_act(order.command);
    if (may_not && of && of->kind() == store::StreamKind::Case && !tried.empty())
        readings_.note(actor, *of, "refused: " + tried, now);
}

std::optional<Desk::Answered> Desk::answered_before(const Order& order) {
    if (order.key.empty()) return std::nullopt;
    const auto answer = store_.answer(key_of(order));
    return answer ? std::optional(repeated(answer->response, order)) : std::nullopt;
}

base::Expected<CaseFile, Refusal> Desk::file_of(const Order& order) {
    if (const auto* begun = std::get_if<NewCase>(&order.about)) {
        if (!can_be_member(begun->member.text))
            return tl::unexpected(refusal(RefusalKind::Nothing, "no member is known by this identifier",
                                          "write it in letters and digits, without blanks and slashes"));
        if (!std::holds_alternative<casework::Submit>(order.command))
            return tl::unexpected(
                refusal(RefusalKind::Nothing, "there is no case yet", "submit a request first"));
        return new_file(store_, begun->under, begun->member, new_number_());
    }
    const bool speaks = std::holds_alternative<casework::Message>(order.command) ||
                        std::holds_alternative<casework::Answer>(order.command);
    const auto only_spoken =
        refusal(RefusalKind::Nothing, "this belongs to no case", "log it in its case first, and act there");
    if (const auto* contact = std::get_if<NewContact>(&order.about)) {
        if (!std::holds_alternative<casework::Message>(order.command)) return tl::unexpected(only_spoken);
        return new_contact(contact->under, "K" + new_number_().substr(1));
    }
    const auto& stream = std::get<StreamId>(order.about);
    if (is_contact(stream) && !speaks) return tl::unexpected(only_spoken);
    std::optional<CaseFile> file;
    if (is_seen(stream)) file = read_file(store_, shelf_, stream);
    if (!file)
        return tl::unexpected(
            refusal(RefusalKind::Nothing, "there is no such case", "look it up by its number"));
    return std::move(*file);
}

// What the order does to its case, as it is read now.
base::Expected<Desk::Taken, Refusal> Desk::take(const Order& order, const Actor& actor,
                                                calendar::Instant now) {
    auto file = file_of(order);
    if (!file) return tl::unexpected(std::move(file.error()));
    const std::int64_t read = file->sequence;
    casework::Command command = order.command;
    std::vector<casework::Elsewhere> others;
    const auto* submit = std::get_if<casework::Submit>(&command);
    if (submit) {
        others = elsewhere(*file);
        direct_as_told(store_, *file, providers_in(*submit, actor));
    }
    Taken taken{Turn(store_, std::move(*file), now, std::move(others)), {}, {}, read};
    taken.turn.let_time_pass();
    if (auto no = refusal_of_word(store_, command, actor, taken.turn, now))
        return tl::unexpected(std::move(*no));
    const auto first = taken.turn.file().now.events;
    taken.refused = taken.turn.act(command, actor);
    if (taken.refused && taken.refused->kind == RefusalKind::Unqualified)
        take_from_unfit(store_, taken.turn, now);
    taken.done = {taken.turn.file().stream.text(), first, taken.turn.file().now.events, false};
    taken.turn.let_time_pass();
    return taken;
}

// Nothing when somebody else was faster.
std::optional<Desk::Answered> Desk::attempt(const Order& order, const Actor& actor, calendar::Instant now) {
    auto taken = take(order, actor, now);
    if (!taken) return tl::unexpected(std::move(taken.error()));
    auto& [turn, done, refused, read] = *taken;
    if (order.seen && *order.seen != read) return Done{.of = turn.file().stream.text(), .changed = true};
    if (refused && turn.happened().empty()) return tl::unexpected(std::move(*refused));
    store::Batch batch = turn.batch();
    if (!refused && !order.key.empty())
        batch.answer = {key_of(order),
                        casework::fields_json(Kept{done.of, done.first, done.end, order.digest}), now};
    const auto outcome = store_.commit(batch);
    if (!outcome) return std::nullopt;
    ++changes_;
    if (refused) return tl::unexpected(std::move(*refused));
    if (outcome->repeated) return repeated(*outcome->repeated, order);
    return done;
}

base::Expected<Foreseen, Refusal> Desk::foresee(const Order& order, calendar::Instant now) {
    const auto actor = order.as ? order.as : identify(store_, order.by);
    if (!actor) return tl::unexpected(nobody());
    auto taken = take(order, *actor, now);
    if (!taken) return tl::unexpected(std::move(taken.error()));
    if (taken->refused) return tl::unexpected(std::move(*taken->refused));
    return Foreseen{taken->turn.file(), taken->turn.happened()};
}

// The member's other cases under the same program, under whatever identifier they are known.
std::vector<casework::Elsewhere> Desk::elsewhere(const CaseFile& file) {
    std::vector<casework::Elsewhere> all;
    for (const casework::MemberId& member : known_as(store_, file.now.member)) {
        store::CaseQuery query;
        query.member = member.text;
        query.limit = most_cases_elsewhere;
        for (const store::CaseRow& row : store_.cases(query)) {
            if (row.stream == file.stream || row.program != file.rules->id()) continue;
            const auto other = read_file(store_, shelf_, row.stream);
            const std::string& text = row.stream.text();
            const std::string name = text.substr(text.find('/') + 1); // as people know it
            for (std::size_t i = 0; other && i < other->now.requests.size(); ++i)
                add_lines(*other, other->now.requests[i], fmt::format("request {} of {}", i + 1, name), all);
        }
    }
    return all;
}

std::size_t Desk::let_time_pass(calendar::Instant now, int limit) {
    const auto streams = due(now, limit);
    for (const StreamId& stream : streams) let_time_pass_over(stream, now);
    return streams.size();
}

std::vector<StreamId> Desk::due(calendar::Instant now, int limit) {
    std::vector<StreamId> streams;
    for (const store::Alarm& alarm : store_.due_alarms(now, limit)) streams.push_back(alarm.stream);
    return streams;
}

// Again when somebody else was faster: then there is something else to look at.
void Desk::let_time_pass_over(const StreamId& stream, calendar::Instant now) {
    for (bool committed = false; !committed;) {
        auto file = read_file(store_, shelf_, stream);
        if (!file)
            throw base::Failure(fmt::format("cannot let time pass over {}: it is empty", stream.text()));
        Turn turn(store_, std::move(*file), now);
        turn.let_time_pass();
        take_from_unfit(store_, turn, now);
        committed = store_.commit(turn.batch()).has_value();
        if (committed) ++changes_;
    }
}

void Desk::forget(calendar::Instant now) {
    store::Batch batch;
    batch.forget_answers_before = now - orders_are_known;
    batch.passed_by = now;
    base::expects(store_.commit(batch).has_value(), "a batch without appends meets no conflict");
}

base::Expected<CaseFile, Refusal> Desk::see(const casework::PersonId& by, const StreamId& of,
                                            calendar::Instant now) {
    const auto actor = identify(store_, by);
    auto file = is_seen(of) ? read_file(store_, shelf_, of) : std::nullopt;
    if (!actor || !file)
        return tl::unexpected(
            refusal(RefusalKind::Nothing, "there is no such case", "look it up by its number"));
    if (auto refused = not_theirs_to_see(*actor, *file, now)) return tl::unexpected(std::move(*refused));
    return std::move(*file);
}

} // namespace assent::desk
