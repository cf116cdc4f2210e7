#include "desk/turn.hpp"

#include <algorithm>
#include <iterator>

#include "base/expects.hpp"
#include "casework/case_facts.hpp"
#include "desk/measures.hpp"
#include "desk/member_facts.hpp"
#include "desk/projection.hpp"
#include "desk/record_fields.hpp"

namespace assent::desk {

namespace {

const casework::Actor& time_itself() {
    static const casework::Actor timer{{"time"}, casework::Role::Timer, {}, {}, {}};
    return timer;
}

const casework::Actor& record_itself() {
    static const casework::Actor record{{"record"}, casework::Role::System, {}, {}, {}};
    return record;
}

// By which channel a line of a notice goes: its own, or else that of the request.
policy::Channel channel_of(const policy::TermDef& line, const casework::Request& request) {
    for (std::size_t i = 0; i < policy::channels; ++i) {
        if (line.channels.test(i)) return static_cast<policy::Channel>(i);
    }
    return request.channel;
}

bool is_spoken(const casework::Event& event) {
    return std::holds_alternative<casework::Messaged>(event.what) ||
           std::holds_alternative<casework::Answered>(event.what);
}

} // namespace

std::string to_json(const Posted& posted) { return casework::fields_json(posted); }

std::optional<Posted> posted_of(std::string_view json) {
    auto read = casework::read_fields<Posted>(json);
    return read ? std::optional(std::move(*read)) : std::nullopt;
}

store::Posting posting_of(const CaseFile& file, const casework::Composed& composed, calendar::Instant at) {
    const policy::TermDef& line = file.rules->program().terms[composed.line];
    const policy::Channel channel = channel_of(line, file.now.at(composed.request));
    return {file.stream, std::string(to_text(channel)), to_json(Posted{composed.number, composed.digest}),
            at};
}

Turn::Turn(store::Store& store, CaseFile file, calendar::Instant now,
           std::vector<casework::Elsewhere> elsewhere)
    : store_(store),
      file_(std::move(file)),
      now_(now),
      elsewhere_(std::move(elsewhere)),
      expected_(file_.sequence) {}

const Standing& Turn::record() {
    if (!record_) record_ = read_standing(store_, stream_of(file_.now.member));
    return *record_;
}

void Turn::let_time_pass() {
    if (file_.now.requests.empty()) return;
    pass();
    if (hear_the_record()) pass();
}

void Turn::pass() {
    const auto refused = act(casework::Pass{}, time_itself());
    base::expects(!refused, "nobody keeps time from passing");
}

// What is over rests on what was known then. What the record does not say stays as it was told.
bool Turn::hear_the_record() {
    const casework::RuleBook& book = file_.rules->book();
    bool heard = false;
    for (std::size_t i = 0; i < file_.now.requests.size() && !book.record_facts().empty(); ++i) {
        const auto number = static_cast<casework::RequestNo>(i);
        const casework::Request& request = file_.now.at(number);
        if (!request.is_open() || request.state == casework::State::Draft) continue;
        casework::Report news{number, {}};
        for (const OnRecord& one : on_record(record(), book, request.facts, book.day_of(now_))) {
            const casework::Known* known = casework::told(request, one.fact);
            if (one.value && (!known || known->value != *one.value))
                news.facts.push_back({one.fact, -1, *one.value, {}, false});
        }
        if (!news.facts.empty() && !act(news, record_itself())) heard = true;
    }
    return heard;
}

std::optional<casework::Refusal> Turn::act(const casework::Command& command, const casework::Actor& actor) {
    const Rules& rules = *file_.rules;
    const casework::Context context{
        now_, actor, rules.book(), rules.composer(), elsewhere_, file_.balances(rules.book().day_of(now_))};
    auto events = casework::decide(file_.now, command, context);
    if (!events) return std::move(events.error());
    if (file_.sequence == 0 && records_.empty())
        records_.push_back(record_of(Opened{rules.id(), rules.hash()}, {now_, actor.person, actor.role}));
    take(std::move(*events));
    return std::nullopt;
}

// Each duty that passes is a step of its own: after days without a server many do in one turn.
void Turn::take(casework::Events events) {
    const auto passes = [](const casework::Event& event) {
        return std::holds_alternative<casework::Passed>(event.what);
    };
    for (auto begin = events.begin(); begin != events.end();) {
        const auto end = std::find_if(begin + 1, events.end(), passes);
        take_step({std::make_move_iterator(begin), std::make_move_iterator(end)});
        begin = end;
    }
}

// The text of a notice is composed from the case as the whole step left it, and its digest stands in the
// event that says so.
void Turn::take_step(casework::Events events) {
    for (const casework::Event& event : events) file_.now = evolve(std::move(file_.now), event);
    composed_.clear();
    for (casework::Event& event : events) {
        if (auto* composed = std::get_if<casework::Composed>(&event.what)) {
            keep_text(*composed, {event.at, event.by, event.role});
            postings_.push_back(posting_of(file_, *composed, now_));
        }
        enter(event);
        records_.push_back(record_of(event));
    }
    happened_.insert(happened_.end(), std::make_move_iterator(events.begin()),
                     std::make_move_iterator(events.end()));
}

// The same notice to several readers has one text.
void Turn::keep_text(casework::Composed& composed, const Cause& cause) {
    const auto known = composed_.find({composed.request, composed.notice});
    if (known != composed_.end()) {
        composed.digest = known->second;
        return;
    }
    casework::ComposedNotice made =
        file_.rules->composer().compose({file_.now, composed.request, composed.notice, now_}).notice;
    const Letter letter{composed.number,          std::move(made.form), std::move(made.template_version),
                        std::move(made.language), std::move(made.html), std::move(made.text)};
    if (!letter.html.empty()) {
        composed.digest = digest_of(letter);
        letters_.push_back(record_of(letter, cause));
    }
    composed_[{composed.request, composed.notice}] = composed.digest;
}

void Turn::enter(const casework::Event& event) {
    for (std::size_t place = 0; place < file_.accounts.size(); ++place) {
        AccountFile& one = file_.accounts[place];
        if (!one.own) continue;
        const auto entry = casework::entry_of(file_.now.id, event, one.ledger);
        if (!entry) continue;
        one.account.entries.apply(*entry);
        entries_[place].push_back(record_of(*entry, {event.at, event.by, event.role}));
    }
}

store::Append Turn::letters() const {
    const auto stream = store::StreamId::of_letters(file_.stream);
    return {stream, store_.head(stream).sequence, letters_};
}

// An account that was looked at is held still, even when nothing was entered: what was decided rests on it.
// So is the member's record.
store::Batch Turn::batch() const {
    store::Batch batch;
    batch.appends.push_back({file_.stream, expected_, records_});
    for (std::size_t place = 0; place < file_.accounts.size(); ++place) {
        const AccountFile& one = file_.accounts[place];
        const auto entered = entries_.find(place);
        if (records_.empty()) continue;
        batch.appends.push_back({one.stream, one.account.sequence,
                                 entered == entries_.end() ? std::vector<store::Record>{} : entered->second});
    }
    if (!letters_.empty()) batch.appends.push_back(letters());
    if (record_ && !records_.empty())
        batch.appends.push_back({stream_of(file_.now.member), record_->seen, {}});
    const auto terms = casework::terms(file_.now, file_.rules->book(), now_);
    if (std::any_of(happened_.begin(), happened_.end(), is_spoken))
        batch.contacts = contacts_of(file_, terms);
    if (file_.stream.kind() != store::StreamKind::Case) return batch; // it has no place among cases
    batch.alarms.push_back({file_.stream, casework::next_alarm(terms, now_)});
    batch.cases.push_back(row_of(file_, terms));
    batch.rights.push_back(right_of(file_, terms, now_));
    batch.measures.push_back({file_.stream, measures_of(file_, terms)});
    batch.postings = postings_;
    return batch;
}

} // namespace assent::desk
