#include "desk/outbox.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/failure.hpp"
#include "casework/case_facts.hpp"
#include "casework/party_match.hpp"
#include "casework/spoken.hpp"
#include "codes/packed_code.hpp"
#include "desk/member_door.hpp"
#include "letters/compose.hpp"
#include "letters/content.hpp"

namespace assent::desk {
namespace {

using store::Waiting;

const casework::Actor& outbox_itself() {
    static const casework::Actor system{{"outbox"}, casework::Role::System, {}, {}, {}};
    return system;
}

// Whoever takes one of the line's parts in the case; the requester is whoever asked.
std::vector<std::string> addressees(const CaseFile& file, const policy::TermDef& line,
                                    const casework::Request& request) {
    std::vector<std::string> all;
    for (const std::uint16_t party : line.to) {
        const bool asked = party == policy::requester || party == request.by_party;
        if (asked && !request.asked_for.empty()) all.push_back(request.asked_for.text);
        for (const casework::Participant& one : file.now.participants) {
            if (one.party == party) all.push_back(one.id);
        }
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

// Whether it finds somebody although the case names nobody: the member's side is found by the member, and who
// is a party by their account by that.
bool finds_somebody(const CaseFile& file, std::uint32_t notice) {
    const policy::Program& program = file.rules->program();
    const policy::TermDef& line = program.terms[file.now.notices[notice - 1].line];
    const auto& parties = program.parties;
    return line.to.empty() || std::any_of(line.to.begin(), line.to.end(), [&](std::uint16_t party) {
               if (party >= parties.size()) return true; // whoever asked, or us
               return policy::speaks_for_member(parties[party]) || casework::is_by_account(parties[party]);
           });
}

// A dispute amends what was numbered before.
std::string number_of(const casework::Case& of, casework::RequestNo request) {
    const casework::Request& one = of.at(request);
    const casework::Request* before = casework::earlier(of, one);
    return one.number.empty() && before ? before->number : one.number;
}

std::vector<Authorized> authorized(const CaseFile& file, const casework::NoticeState& notice,
                                   calendar::Instant now) {
    const casework::RuleBook& book = file.rules->book();
    const casework::Request& request = file.now.at(notice.request);
    std::vector<Authorized> all;
    for (std::size_t i = 0; i < request.lines.size() && !request.voided; ++i) {
        const auto line = static_cast<std::uint16_t>(i);
        const auto outcome =
            letters::outcome_of({file.now, notice.request, notice.notice, now, nullptr}, book, line);
        const casework::Known* code = casework::told(request, book.nouns().code, line);
        if (outcome.stands)
            all.push_back({line, code && code->value > 0 ? codes::unpack(code->value) : "", *outcome.stands});
    }
    return all;
}

std::optional<policy::Channel> channel_in(const std::string& words) { return policy::channel_of(words); }

// How long news are gathered into one note, so that a busy day is no flood of mail.
constexpr std::chrono::seconds gathered = std::chrono::minutes{10};

bool goes_by_email(const policy::Program& program, const casework::NoticeState& notice) {
    const auto& lines = program.notices[notice.notice].lines;
    return std::any_of(lines.begin(), lines.end(), [&](std::uint16_t line) {
        return program.terms[line].channels.test(static_cast<std::size_t>(policy::Channel::Email));
    });
}

} // namespace

Sending Carrier::tell(const AccountNote&) {
    return {Sending::Result::Never, "no server for mail is named in the configuration"};
}

std::chrono::seconds pause_after(std::int64_t attempts) {
    constexpr std::chrono::seconds longest = std::chrono::hours{4};
    const auto doubled = std::chrono::seconds{60} * (std::int64_t{1} << std::min<std::int64_t>(attempts, 8));
    return std::min<std::chrono::seconds>(doubled, longest);
}

Round Outbox::deliver(Carrier& carrier, calendar::Instant now, int limit) {
    Round round;
    for (const Waiting& waiting : due(now, limit)) deliver_one(carrier, waiting, now, round);
    return round;
}

void Outbox::deliver_one(Carrier& carrier, const Waiting& waiting, calendar::Instant now, Round& round) {
    if (waiting.stream.kind() == store::StreamKind::Standing)
        return deliver_note(carrier, waiting, now, round);
    const auto file = read_file(store_, shelf_, waiting.stream);
    auto parcel = file ? parcel_of(*file, waiting, now) : std::nullopt;
    if (parcel) enclose_code(*file, *parcel, now);
    const auto never = [](const char* why) { return Sending{Sending::Result::Never, why}; };
    const bool gap = parcel && parcel->letter && letters::has_gap(parcel->letter->html);
    const bool lost = parcel && parcel->to.empty() && !finds_somebody(*file, parcel->notice);
    const Sending sending = !parcel ? never("it names nothing that can be sent")
                            : gap   ? never("something is missing in its text")
                            : lost  ? never("the case names nobody whom it goes to")
                                    : carrier.send(*parcel);
    if (sending.result != Sending::Result::Sent) return put_off(waiting, sending, now, round);
    while (!note_sent(waiting, *parcel, now)) {
    }
    ++round.sent;
}

// What nobody is there for, or waits for any more, is taken out.
void Outbox::deliver_note(Carrier& carrier, const Waiting& waiting, calendar::Instant now, Round& round) {
    const auto note = note_of(store_, waiting, now);
    const Sending sending = note ? carrier.tell(*note) : Sending{};
    if (sending.result != Sending::Result::Sent) return put_off(waiting, sending, now, round);
    store_.mark_sent(waiting.id);
    round.sent += note ? 1 : 0;
}

void Outbox::put_off(const Waiting& waiting, const Sending& sending, calendar::Instant now, Round& round) {
    const bool last = waiting.attempts + 1 >= most_attempts_to_send;
    if (sending.result == Sending::Result::Later && !last) {
        store_.mark_failed(waiting.id, sending.why, now + pause_after(waiting.attempts));
        ++round.again;
    } else {
        store_.give_up(waiting.id, sending.why);
        ++round.given_up;
    }
}

std::optional<Parcel> Outbox::parcel_of(const CaseFile& file, const Waiting& waiting, calendar::Instant now) {
    const auto posted = posted_of(waiting.body);
    const auto channel = channel_in(waiting.kind);
    if (!posted || !channel || posted->notice < 1 || posted->notice > file.now.notices.size())
        return std::nullopt;
    const casework::NoticeState& notice = file.now.notices[posted->notice - 1];
    const policy::Program& program = file.rules->program();
    Parcel made{fmt::format("{}#{}", waiting.stream.text(), posted->notice),
                waiting.stream,
                posted->notice,
                *channel,
                program.notices[notice.notice].name.text,
                addressees(file, program.terms[notice.line], file.now.at(notice.request)),
                {},
                casework::parties_named(program, program.terms[notice.line].to),
                file.now.member.text,
                fmt::format("{}-{}", waiting.stream.text(), notice.request + 1),
                number_of(file.now, notice.request)};
    if (*channel == policy::Channel::Transmission) made.authorized = authorized(file, notice, now);
    if (posted->letter.empty() || *channel == policy::Channel::Email) return made;
    made.letter = find_letter(store_, waiting.stream, posted->letter);
    return made.letter ? std::optional(std::move(made)) : std::nullopt;
}

// In the moment in which it leaves: what is kept of the letter, and shown to others, has none.
void Outbox::enclose_code(const CaseFile& file, Parcel& parcel, calendar::Instant now) {
    const bool on_paper =
        parcel.channel == policy::Channel::Mail || parcel.channel == policy::Channel::CertifiedMail;
    if (portal_.empty() || !on_paper || !parcel.letter) return;
    const auto code = new_member_code(store_, file, parcel.notice, now);
    if (code) parcel.letter = with_code(std::move(*parcel.letter), *code, portal_, file.rules->book().zone());
}

// Who wants to be written to about what is on the portal, and is not written to about this notice anyway: a
// note that waits already says it, too.
void Outbox::add_news(const CaseFile& file, const Parcel& parcel, store::Batch& batch,
                      calendar::Instant now) {
    if (parcel.channel != policy::Channel::Portal) return;
    const bool by_email = goes_by_email(file.rules->program(), file.now.notices[parcel.notice - 1]);
    const auto written_to = by_email ? addresses_of(store_, parcel.to) : std::vector<std::string>();
    for (const casework::PersonId& person : wanting_news(store_, parcel.to)) {
        const std::string key = "news/" + person.text;
        const auto address = read_standing(store_, stream_of(person)).address;
        const bool is_told =
            std::find(written_to.begin(), written_to.end(), address->email) != written_to.end();
        if (is_told || store_.passing(key, now)) continue;
        batch.passing.push_back({key, "waits", now + gathered});
        batch.postings.push_back(posting_of(stream_of(person), NoteKind::SomethingNew, now));
        batch.postings.back().due_at = now + gathered;
    }
}

// False when somebody else was faster at the case. What the case was told before it is not told again.
bool Outbox::note_sent(const Waiting& waiting, const Parcel& parcel, calendar::Instant now) {
    auto file = read_file(store_, shelf_, waiting.stream);
    if (!file) throw base::Failure(fmt::format("cannot find {} again", waiting.stream.text()));
    const bool told = file->now.notices[parcel.notice - 1].delivery != casework::Delivery::Composed;
    store::Batch batch;
    if (!told) {
        add_news(*file, parcel, batch, now);
        Turn turn(store_, std::move(*file), now);
        turn.let_time_pass();
        if (const auto refused = turn.act(casework::Send{parcel.notice}, outbox_itself()))
            throw base::Failure(fmt::format("cannot note in {} what was sent: {}", waiting.stream.text(),
                                            to_text(refused->kind)));
        turn.let_time_pass();
        store::Batch more = turn.batch();
        more.postings.insert(more.postings.end(), batch.postings.begin(), batch.postings.end());
        more.passing = std::move(batch.passing);
        batch = std::move(more);
    }
    batch.deliveries.push_back({waiting.id, store::Delivered::Sent});
    return store_.commit(batch).has_value();
}

} // namespace assent::desk
