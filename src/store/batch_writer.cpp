#include "store/batch_writer.hpp"

#include <algorithm>

#include "store/chain.hpp"
#include "store/rows.hpp"

namespace assent::store {
namespace {

constexpr const char* read_answer = "SELECT response FROM answer WHERE key = ?";
constexpr const char* write_answer = "INSERT INTO answer (key, response, at) VALUES (?, ?, ?)";
constexpr const char* read_head = "SELECT sequence, hash FROM head WHERE stream = ?";
constexpr const char* write_head =
    "INSERT INTO head (stream, sequence, hash) VALUES (?, ?, ?) "
    "ON CONFLICT (stream) DO UPDATE SET sequence = excluded.sequence, hash = excluded.hash";
constexpr const char* insert_event =
    "INSERT INTO event (stream, sequence, at, actor, role, kind, version, payload, payload_hash, hash) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr const char* remove_payloads =
    "UPDATE event SET payload = NULL WHERE stream = ? AND sequence <= ? AND payload IS NOT NULL";
constexpr const char* set_alarm =
    "INSERT INTO alarm (stream, at) VALUES (?, ?) ON CONFLICT (stream) DO UPDATE SET at = excluded.at";
constexpr const char* clear_alarm = "DELETE FROM alarm WHERE stream = ?";
constexpr const char* post =
    "INSERT INTO outbox (stream, kind, body, due_at, attempts, state, last_error) "
    "VALUES (?, ?, ?, ?, 0, 'waiting', '')";
constexpr const char* take_out = "DELETE FROM outbox WHERE id = ? AND state = 'waiting'";
constexpr const char* put_off =
    "UPDATE outbox SET state = ?, last_error = ?, due_at = coalesce(?, due_at), attempts = attempts + 1 "
    "WHERE id = ? AND state = 'waiting'";
constexpr const char* revive =
    "UPDATE outbox SET state = 'waiting', due_at = ?, attempts = 0 WHERE id = ? AND state = 'given up'";
constexpr const char* end_case = "DELETE FROM case_row WHERE stream = ?";
constexpr const char* end_contacts = "DELETE FROM contact_row WHERE stream = ?";
constexpr const char* forget_rows = "DELETE FROM case_row";
constexpr const char* forget_rights = "DELETE FROM right_row";
constexpr const char* forget_accounts = "DELETE FROM account_row";
constexpr const char* forget_contacts = "DELETE FROM contact_row";
constexpr const char* forget_alarms = "DELETE FROM alarm";
constexpr const char* forget_waiting = "DELETE FROM outbox WHERE state = 'waiting'";
constexpr const char* forget_answers = "DELETE FROM answer WHERE at < ?";
constexpr const char* keep_passing =
    "INSERT INTO passing (key, value, until) VALUES (?, ?, ?) "
    "ON CONFLICT (key) DO UPDATE SET value = excluded.value, until = excluded.until";
constexpr const char* end_passing = "DELETE FROM passing WHERE key = ?";
constexpr const char* forget_passed = "DELETE FROM passing WHERE until <= ?";
constexpr const char* write_case =
    "INSERT INTO case_row (stream, member, number, program, state, level, reviewer, organization, due, "
    "told_due) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (stream) DO UPDATE SET member = excluded.member, number = excluded.number, "
    "program = excluded.program, state = excluded.state, level = excluded.level, "
    "reviewer = excluded.reviewer, organization = excluded.organization, due = excluded.due, "
    "told_due = excluded.told_due";
constexpr const char* note_reading =
    "INSERT INTO reading (stream, at, person, what) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING";
constexpr const char* write_right =
    "INSERT INTO right_row (stream, organization, opens, ends) VALUES (?, ?, ?, ?) "
    "ON CONFLICT (stream) DO UPDATE SET organization = excluded.organization, opens = excluded.opens, "
    "ends = excluded.ends";
constexpr const char* end_right = "DELETE FROM right_row WHERE stream = ?";
constexpr const char* write_account =
    "INSERT INTO account_row (stream, organization, name, role, ended, since) VALUES (?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (stream) DO UPDATE SET organization = excluded.organization, name = excluded.name, "
    "role = excluded.role, ended = excluded.ended, since = excluded.since";
constexpr const char* write_contact =
    "INSERT INTO contact_row (stream, thread, kind, arrived, due, done) VALUES (?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (stream, thread) DO UPDATE SET kind = excluded.kind, arrived = excluded.arrived, "
    "due = excluded.due, done = excluded.done";
constexpr const char* read_measures =
    "SELECT figure, number, day, began, due, done FROM measure WHERE stream = ? ORDER BY figure, number";
constexpr const char* take_measure = "DELETE FROM measure WHERE stream = ? AND figure = ? AND number = ?";
constexpr const char* put_measure =
    "INSERT INTO measure (stream, figure, number, day, began, due, done) VALUES (?, ?, ?, ?, ?, ?, ?)";
constexpr const char* read_figures = "SELECT program, kind, what, outcome, id FROM figure";
constexpr const char* write_figure =
    "INSERT INTO figure (program, kind, what, outcome) VALUES (?, ?, ?, ?) "
    "ON CONFLICT (program, kind, what, outcome) DO UPDATE SET program = excluded.program RETURNING id";
constexpr const char* forget_measures = "DELETE FROM measure";
constexpr const char* write_checkpoint =
    "INSERT INTO checkpoint (number, at, position, log, signature) VALUES (?, ?, ?, ?, ?)";

// A measure as its table has it. Those of the same figure are told apart by a number alone.
struct MeasureRow {
    std::int64_t figure = 0, number = 0, day = 0;
    calendar::Instant began;
    std::optional<calendar::Instant> due, done;

    auto operator<=>(const MeasureRow&) const = default;
};

} // namespace

BatchWriter::BatchWriter(Database& database)
    : read_answer_(database.prepare("look up an answer", read_answer)),
      write_answer_(database.prepare("keep an answer", write_answer)),
      read_head_(database.prepare("read the head of a stream", read_head)),
      write_head_(database.prepare("move the head of a stream", write_head)),
      insert_event_(database.prepare("append an event", insert_event)),
      remove_payloads_(database.prepare("remove payloads", remove_payloads)),
      set_alarm_(database.prepare("set an alarm", set_alarm)),
      clear_alarm_(database.prepare("clear an alarm", clear_alarm)),
      post_(database.prepare("put something in the outbox", post)),
      take_out_(database.prepare("take out what was sent", take_out)),
      put_off_(database.prepare("put off a delivery", put_off)),
      revive_(database.prepare("revive what was given up", revive)),
      end_case_(database.prepare("take a case out of the lists", end_case)),
      end_contacts_(database.prepare("take the contacts of a case out of their list", end_contacts)),
      forget_rows_(database.prepare("forget the rows", forget_rows)),
      forget_rights_(database.prepare("forget the rights", forget_rights)),
      forget_accounts_(database.prepare("forget the accounts", forget_accounts)),
      forget_contacts_(database.prepare("forget the contacts", forget_contacts)),
      forget_alarms_(database.prepare("forget the alarms", forget_alarms)),
      forget_waiting_(database.prepare("forget what waits", forget_waiting)),
      forget_answers_(database.prepare("forget answers", forget_answers)),
      keep_passing_(database.prepare("keep something for a while", keep_passing)),
      end_passing_(database.prepare("forget what was kept for a while", end_passing)),
      forget_passed_(database.prepare("forget what is over", forget_passed)),
      write_case_(database.prepare("write the row of a case", write_case)),
      write_right_(database.prepare("write the right of a case", write_right)),
      end_right_(database.prepare("end the right of a case", end_right)),
      write_account_(database.prepare("write the row of an account", write_account)),
      write_contact_(database.prepare("write the row of a contact", write_contact)),
      note_reading_(database.prepare("note a reading", note_reading)),
      read_measures_(database.prepare("read what is counted of a case", read_measures)),
      take_measure_(database.prepare("count something no more", take_measure)),
      put_measure_(database.prepare("count something", put_measure)),
      read_figures_(database.prepare("read the figures", read_figures)),
      write_figure_(database.prepare("write a figure", write_figure)),
      forget_measures_(database.prepare("forget what is counted", forget_measures)),
      write_checkpoint_(database.prepare("write a checkpoint", write_checkpoint)) {}

Outcome BatchWriter::write(const Batch& batch) {
    if (std::optional<std::string> before = answered(batch)) return Committed{{}, std::move(before)};
    base::Expected<Heads, Conflict> heads = heads_for(batch);
    if (!heads) return tl::unexpected(std::move(heads.error()));
    Committed committed;
    for (const Append& one : batch.appends) {
        Head& last = heads->at(one.stream.text());
        append(one, last);
        committed.heads.push_back(last);
    }
    write_rest(batch);
    return committed;
}

std::optional<std::string> BatchWriter::answered(const Batch& batch) {
    if (!batch.answer) return std::nullopt;
    std::optional<std::string> response;
    if (read_answer_.with(batch.answer->key).step()) response = read_answer_.text(0);
    read_answer_.reset();
    return response;
}

Head BatchWriter::head(const StreamId& stream) {
    Head head;
    if (read_head_.with(stream.text()).step()) head = {read_head_.integer(0), read_head_.digest(1)};
    read_head_.reset();
    return head;
}

// Everything is compared before anything is written, so that a conflict leaves nothing to be undone: a
// savepoint for each batch would copy every page that the batch touches.
base::Expected<BatchWriter::Heads, Conflict> BatchWriter::heads_for(const Batch& batch) {
    Heads heads;
    std::map<std::string_view, std::int64_t> grown; // by this batch itself
    for (const Append& one : batch.appends) {
        const auto [found, is_new] = heads.try_emplace(one.stream.text());
        if (is_new) found->second = head(one.stream);
        std::int64_t& added = grown[found->first];
        const std::int64_t sequence = found->second.sequence + added;
        if (one.expected != at_the_end && sequence != one.expected)
            return tl::unexpected(Conflict{one.stream, one.expected, sequence});
        added += static_cast<std::int64_t>(one.records.size());
    }
    return heads;
}

void BatchWriter::append(const Append& append, Head& last) {
    if (append.records.empty()) return;
    for (const Record& record : append.records) {
        const Event event = chained(last, append.stream.text(), record);
        insert(append.stream, event);
        last = {event.sequence, event.hash};
    }
    write_head_.run(append.stream.text(), last.sequence, last.hash);
}

void BatchWriter::insert(const StreamId& stream, const Event& event) {
    insert_event_.run(stream.text(), event.sequence, event.at, event.actor, event.role, event.kind,
                      event.version, event.payload, event.payload_hash, event.hash);
}

void BatchWriter::write_rest(const Batch& batch) {
    if (batch.projections == Projections::Forget) {
        for (Statement* forget : {&forget_rows_, &forget_rights_, &forget_accounts_, &forget_contacts_,
                                  &forget_alarms_, &forget_waiting_, &forget_measures_})
            forget->run();
    }
    for (const Removal& one : batch.removals) remove_payloads_.run(one.stream.text(), one.through);
    for (const AlarmChange& one : batch.alarms) write(one);
    for (const Posting& one : batch.postings) post_.run(one.stream.text(), one.kind, one.body, one.due_at);
    for (const Delivery& one : batch.deliveries) write(one);
    for (const CaseRow& one : batch.cases) write(one);
    for (const AccountRow& one : batch.accounts) write(one);
    for (const RightRow& one : batch.rights) write(one);
    for (const ContactRow& one : batch.contacts) write(one);
    for (const CaseMeasures& one : batch.measures) write(one);
    for (const StreamId& one : batch.gone) forget(one);
    if (batch.forget_answers_before) forget_answers_.run(*batch.forget_answers_before);
    if (batch.passed_by) forget_passed_.run(*batch.passed_by);
    for (const Passing& one : batch.passing) write(one);
    for (const Reading& one : batch.readings) note_reading_.run(one.of.text(), one.at, one.person, one.what);
    if (batch.answer) write_answer_.run(batch.answer->key, batch.answer->response, batch.answer->at);
}

void BatchWriter::write(const AlarmChange& change) {
    if (change.at)
        set_alarm_.run(change.stream.text(), *change.at);
    else
        clear_alarm_.run(change.stream.text());
}

void BatchWriter::write(const Delivery& delivery) {
    switch (delivery.result) {
        case Delivered::Sent: return take_out_.run(delivery.id);
        case Delivered::Revived: return revive_.run(delivery.again_at, delivery.id);
        case Delivered::TryAgain:
            return put_off_.run("waiting", delivery.error, std::optional(delivery.again_at), delivery.id);
        case Delivered::GivenUp: break;
    }
    put_off_.run("given up", delivery.error, std::optional<calendar::Instant>(), delivery.id);
}

void BatchWriter::write(const Passing& passing) {
    if (passing.value)
        keep_passing_.run(passing.key, *passing.value, passing.until);
    else
        end_passing_.run(passing.key);
}

void BatchWriter::write(const CaseRow& row) {
    write_case_.run(row.stream.text(), row.member, row.number, row.program, row.state, row.level,
                    row.reviewer, row.organization, row.due.value_or(never), row.told_due.value_or(never));
}

void BatchWriter::write(const RightRow& row) {
    if (row.ends)
        write_right_.run(row.stream.text(), row.organization, row.opens, *row.ends);
    else
        end_right_.run(row.stream.text());
}

void BatchWriter::write(const AccountRow& row) {
    write_account_.run(row.stream.text(), row.organization, row.name, row.role, row.ended ? 1 : 0, row.since);
}

void BatchWriter::write(const ContactRow& row) {
    write_contact_.run(row.stream.text(), row.thread, row.kind, row.arrived, row.due, row.done);
}

void BatchWriter::forget(const StreamId& gone) {
    for (Statement* each : {&end_case_, &end_right_, &end_contacts_, &clear_alarm_}) each->run(gone.text());
    write(CaseMeasures{gone, {}});
}

// Only what is otherwise than before is written: an order changes little of what is counted.
void BatchWriter::write(const CaseMeasures& measures) {
    std::vector<MeasureRow> before, now;
    {
        const Started query(read_measures_.with(measures.stream.text()));
        while (read_measures_.step())
            before.push_back({read_measures_.integer(0), read_measures_.integer(1), read_measures_.integer(2),
                              read_measures_.instant(3), read_measures_.instant_or_null(4),
                              read_measures_.instant_or_null(5)});
    }
    std::map<std::int64_t, std::int64_t> numbers;
    for (const Measure& one : measures.all) {
        const std::int64_t figure = figure_of(one);
        now.push_back(
            {figure, numbers[figure]++, one.day.time_since_epoch().count(), one.began, one.due, one.done});
    }
    std::sort(now.begin(), now.end());
    for (const MeasureRow& one : before) {
        if (!std::binary_search(now.begin(), now.end(), one))
            take_measure_.run(measures.stream.text(), one.figure, one.number);
    }
    for (const MeasureRow& one : now) {
        if (!std::binary_search(before.begin(), before.end(), one))
            put_measure_.run(measures.stream.text(), one.figure, one.number, one.day, one.began, one.due,
                             one.done);
    }
}

// There are few of them, and each is looked up in the table once.
std::int64_t BatchWriter::figure_of(const Measure& measure) {
    if (figures_.empty()) {
        const Started query(read_figures_.with());
        while (read_figures_.step())
            figures_[{read_figures_.text(0), read_figures_.text(1), read_figures_.text(2),
                      read_figures_.text(3)}] = read_figures_.integer(4);
    }
    const auto words = std::tie(measure.program, measure.kind, measure.what, measure.outcome);
    if (const auto found = figures_.find(words); found != figures_.end()) return found->second;
    const Started query(write_figure_.with(measure.program, measure.kind, measure.what, measure.outcome));
    write_figure_.step();
    return figures_.emplace(words, write_figure_.integer(0)).first->second;
}

void BatchWriter::write(const Checkpoint& checkpoint) {
    write_checkpoint_.run(checkpoint.number, checkpoint.at, checkpoint.position, checkpoint.log,
                          std::span<const std::uint8_t>(checkpoint.signature));
}

} // namespace assent::store
