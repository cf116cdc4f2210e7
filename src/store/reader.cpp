#include "store/reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "base/expects.hpp"
#include "store/chain.hpp"
#include "store/rows.hpp"

namespace assent::store {
namespace {

constexpr const char* events_of =
    "SELECT sequence, at, actor, role, kind, version, payload, payload_hash, hash FROM event "
    "WHERE stream = ? AND sequence >= ? ORDER BY sequence";
constexpr const char* head_of = "SELECT sequence, hash FROM head WHERE stream = ?";
constexpr const char* alarms_until = "SELECT stream, at FROM alarm WHERE at <= ? ORDER BY at, stream LIMIT ?";
constexpr const char* waiting_until =
    "SELECT id, stream, kind, body, due_at, attempts, last_error FROM outbox "
    "WHERE state = 'waiting' AND due_at <= ? ORDER BY due_at, id LIMIT ?";
constexpr const char* last_given_up =
    "SELECT id, stream, kind, body, due_at, attempts, last_error FROM outbox "
    "WHERE state = 'given up' ORDER BY id DESC LIMIT ?";
constexpr const char* row_of_case =
    "SELECT stream, member, number, program, state, level, reviewer, organization, due, told_due FROM "
    "case_row "
    "WHERE stream = ?";
constexpr const char* row_of_account =
    "SELECT stream, organization, name, role, ended, since FROM account_row WHERE stream = ?";
constexpr const char* open_rights =
    "SELECT stream, organization, opens, ends FROM right_row "
    "WHERE organization = ? AND ends >= ? AND opens <= ? ORDER BY ends, stream LIMIT ?";
constexpr const char* alarm_of = "SELECT at FROM alarm WHERE stream = ?";
// A text of a kind stands between "case/" and "case0", for `0` comes behind `/`.
constexpr const char* streams_of =
    "SELECT stream FROM head WHERE stream > ? AND stream < ? ORDER BY stream LIMIT ?";
constexpr const char* answer_to = "SELECT key, response, at FROM answer WHERE key = ?";
constexpr const char* passing_by = "SELECT key, value, until FROM passing WHERE key = ? AND until > ?";
constexpr const char* newest_checkpoint =
    "SELECT number, at, position, log, signature FROM checkpoint ORDER BY number DESC LIMIT 1";
constexpr const char* hashes_behind = "SELECT position, hash FROM event WHERE position > ? ORDER BY position";

// The rows of a started query, each made by `make`.
template <typename Make>
auto all(Statement& started, Make make) {
    const Started query(started);
    std::vector<decltype(make(started))> rows;
    while (started.step()) rows.push_back(make(started));
    return rows;
}

template <typename Make>
auto first(Statement& started, Make make) {
    const Started query(started);
    std::optional<decltype(make(started))> row;
    if (started.step()) row = make(started);
    return row;
}

} // namespace

Reader::Reader(const DatabaseFile& file)
    : database_(file, Access::ReadOnly),
      events_(database_.prepare("read a stream", events_of)),
      head_(database_.prepare("read the head of a stream", head_of)),
      alarms_(database_.prepare("read the alarms", alarms_until)),
      waiting_(database_.prepare("read the outbox", waiting_until)),
      given_up_(database_.prepare("read what was given up", last_given_up)),
      case_row_(database_.prepare("read the row of a case", row_of_case)),
      account_row_(database_.prepare("read the row of an account", row_of_account)),
      rights_(database_.prepare("read the rights of an organization", open_rights)),
      alarm_(database_.prepare("read an alarm", alarm_of)),
      streams_(database_.prepare("list the streams", streams_of)),
      answer_(database_.prepare("look up an answer", answer_to)),
      passing_(database_.prepare("look up what is kept for a while", passing_by)),
      checkpoint_(database_.prepare("read the last checkpoint", newest_checkpoint)),
      hashes_(database_.prepare("read the log", hashes_behind)),
      begin_(database_.prepare("begin to read", "BEGIN")),
      end_(database_.prepare("end reading", "COMMIT")),
      due_(database_.prepare("count the cases that are due", count_due_cases)),
      born_(database_.prepare("find members by a birth date", members_born_on)),
      tokens_(database_.prepare("list the accounts with tokens", accounts_with_tokens)) {}

// There is nothing that it could lose.
void Reader::end_moment() {
    end_.try_step();
    end_.reset();
}

std::vector<Event> Reader::read(const StreamId& stream, std::int64_t first_sequence) {
    return all(events_.with(stream.text(), first_sequence), event_in);
}

std::vector<Event> Reader::read_until(const StreamId& stream, calendar::Instant moment) {
    std::vector<Event> events;
    const Started query(events_.with(stream.text(), 1));
    while (events_.step()) {
        Event event = event_in(events_);
        if (event.at > moment) break;
        events.push_back(std::move(event));
    }
    return events;
}

Head Reader::head(const StreamId& stream) {
    return first(head_.with(stream.text()),
                 [](const Statement& row) { return Head{row.integer(0), row.digest(1)}; })
        .value_or(Head{});
}

std::vector<Alarm> Reader::due_alarms(calendar::Instant now, int limit) {
    return all(alarms_.with(now, limit),
               [](const Statement& row) { return Alarm{stream_in(row, 0), row.instant(1)}; });
}

std::vector<Waiting> Reader::waiting(calendar::Instant now, int limit) {
    return all(waiting_.with(now, limit), waiting_in);
}

std::vector<Waiting> Reader::given_up(int limit) { return all(given_up_.with(limit), waiting_in); }

std::optional<Answer> Reader::answer(const std::string& key) {
    return first(answer_.with(key),
                 [](const Statement& row) { return Answer{row.text(0), row.text(1), row.instant(2)}; });
}

std::optional<Passing> Reader::passing(const std::string& key, calendar::Instant now) {
    return first(passing_.with(key, now),
                 [](const Statement& row) { return Passing{row.text(0), row.text(1), row.instant(2)}; });
}

Statement& Reader::list(const char* attempting, const Asked& question) {
    auto found = lists_.find(question.sql);
    if (found == lists_.end())
        found = lists_.emplace(question.sql, database_.prepare(attempting, question.sql)).first;
    return found->second.with_all(question.values);
}

std::vector<CaseRow> Reader::cases(const CaseQuery& query) {
    return all(list("read the cases", asked(query)), case_in);
}

std::vector<Reading> Reader::readings(const ReadingQuery& query) {
    return all(list("read who has read", asked(query)), [](const Statement& row) {
        return Reading{stream_in(row, 0), row.instant(1), row.text(2), row.text(3)};
    });
}

std::vector<RightRow> Reader::rights(const std::string& organization, calendar::Instant now, int limit) {
    return all(rights_.with(organization, now, now, limit), [](const Statement& row) {
        return RightRow{stream_in(row, 0), row.text(1), row.instant(2), row.instant(3)};
    });
}

// Moments follow each other in the log, so that a day is found by halving it. What a clock that was set back
// has put elsewhere is left out by its moment.
std::int64_t Reader::first_after(calendar::Instant moment) {
    const auto number = [&](const char* sql, std::vector<Value> values) {
        Statement& asked = list("look for a day in the log", {sql, std::move(values)});
        return first(asked, [](const Statement& row) { return row.integer(0); }).value_or(0);
    };
    std::int64_t low = 1, high = number("SELECT coalesce(max(position), 0) FROM event", {}) + 1;
    while (low < high) {
        const std::int64_t middle = low + (high - low) / 2;
        const bool later =
            number("SELECT at FROM event WHERE position = ?", {middle}) > moment.time_since_epoch().count();
        (later ? high : low) = later ? middle : middle + 1;
    }
    return low;
}

Acts Reader::acts(const ActQuery& query) {
    std::int64_t before = query.before.value_or(std::numeric_limits<std::int64_t>::max());
    if (query.until != calendar::Instant::max()) before = std::min(before, first_after(query.until));
    Statement& entries = list("read who did what", asked(query, before));
    const Started started(entries);
    Acts acts;
    for (int looked = 0; entries.step(); ++looked) {
        if (looked == query.look || acts.found.size() == static_cast<std::size_t>(query.limit)) {
            acts.go_on = before;
            break;
        }
        before = entries.integer(0);
        const calendar::Instant at = entries.instant(2);
        if (at < query.from) break;
        const StreamId stream = stream_in(entries, 1);
        const bool wanted = stream.kind() == StreamKind::Case && at <= query.until &&
                            (!query.person || entries.text(3) == *query.person) &&
                            (!query.kind || entries.text(5) == *query.kind);
        if (wanted)
            acts.found.push_back(
                {before, stream, at, entries.text(3), entries.text(4), entries.text(5), entries.integer(6)});
    }
    return acts;
}

std::vector<AccountRow> Reader::accounts(const AccountQuery& query) {
    return all(list("read the accounts", asked(query)), account_in);
}

std::vector<ContactRow> Reader::contacts(const ContactQuery& query) {
    return all(list("read the contacts", asked(query)), contact_in);
}

std::vector<StreamId> Reader::members_born(const std::string& day, int limit) {
    return all(born_.with(day, limit), [](const Statement& row) { return stream_in(row, 0); });
}

std::vector<StreamId> Reader::token_holders(const std::string& after, int limit) {
    return all(tokens_.with(after, limit), [](const Statement& row) { return stream_in(row, 0); });
}

std::vector<Tally> Reader::tallies(const TallyQuery& query) {
    return all(list("read the figures", asked(query)), [](const Statement& row) {
        return Tally{row.text(0),    row.text(1),    row.text(2),
                     day_in(row, 3), row.integer(4), std::chrono::seconds(row.integer(5))};
    });
}

std::vector<ListedMeasure> Reader::measures(const MeasureQuery& query) {
    Asked figures{"SELECT id FROM figure WHERE program = ? AND kind = ?", {query.program, query.kind}};
    for (const auto& [column, word] :
         {std::pair("what", &query.what), std::pair("outcome", &query.outcome)}) {
        if (!*word) continue;
        figures.sql += fmt::format(" AND {} = ?", column);
        figures.values.emplace_back(**word);
    }
    std::vector<ListedMeasure> found;
    for (const std::int64_t figure :
         all(list("look up figures", figures), [](const Statement& row) { return row.integer(0); })) {
        for (ListedMeasure& one : all(list("read what a figure counts", asked(query, figure)), listed_in))
            found.push_back(std::move(one));
    }
    std::sort(found.begin(), found.end(), [&](const ListedMeasure& a, const ListedMeasure& b) {
        return query.latest_first ? b.place < a.place : a.place < b.place;
    });
    if (std::ssize(found) > query.limit) found.erase(found.begin() + query.limit, found.end());
    return found;
}

std::vector<Measure> Reader::measures_of(const StreamId& stream) {
    const Asked question{
        "SELECT program, kind, what, outcome, day, began, due, done FROM measure "
        "JOIN figure AS words ON words.id = figure WHERE stream = ?",
        {stream.text()}};
    return all(list("read what is counted of a case", question), measure_in);
}

std::int64_t Reader::due_cases(calendar::Instant until, int at_most) {
    return first(due_.with(until, at_most), [](const Statement& row) { return row.integer(0); }).value_or(0);
}

std::optional<CaseRow> Reader::case_row(const StreamId& stream) {
    return first(case_row_.with(stream.text()), case_in);
}

std::optional<AccountRow> Reader::account_row(const StreamId& stream) {
    return first(account_row_.with(stream.text()), account_in);
}

std::optional<calendar::Instant> Reader::alarm(const StreamId& stream) {
    return first(alarm_.with(stream.text()), [](const Statement& row) { return row.instant(0); });
}

std::vector<StreamId> Reader::streams(StreamKind kind, const std::string& after, int limit) {
    const std::string word(to_text(kind));
    return all(streams_.with(std::max(after, word + "/"), word + "0", limit),
               [](const Statement& row) { return stream_in(row, 0); });
}

std::optional<Checkpoint> Reader::last_checkpoint() { return first(checkpoint_.with(), checkpoint_in); }

Checkpoint Reader::next_checkpoint(const std::optional<Checkpoint>& last, calendar::Instant at) {
    Checkpoint next = last.value_or(Checkpoint{});
    ++next.number;
    next.at = at;
    next.signature = {};
    const Started query(hashes_.with(next.position));
    while (hashes_.step()) {
        next.position = hashes_.integer(0);
        next.log = log_with(next.log, hashes_.digest(1));
    }
    return next;
}

} // namespace assent::store
