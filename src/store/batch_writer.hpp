#pragma once
// The SQL with which a batch is written on SQLite, within a transaction that somebody else begins and
// commits. A batch that finds a stream grown leaves nothing behind. Used by one thread.

#include <map>
#include <tuple>

#include "store/batch.hpp"
#include "store/checkpoint.hpp"
#include "store/database.hpp"

namespace assent::store {

class BatchWriter {
public:
    explicit BatchWriter(Database& database);

    Outcome write(const Batch& batch);
    void write(const Checkpoint& checkpoint);

private:
    std::optional<std::string> answered(const Batch& batch);
    using Heads = std::map<std::string, Head, std::less<>>; // by their streams

    base::Expected<Heads, Conflict> heads_for(const Batch& batch);
    void append(const Append& append, Head& last);
    void write_rest(const Batch& batch);
    void write(const AlarmChange& change);
    void write(const Delivery& delivery);
    void write(const Passing& passing);
    void write(const CaseRow& row);
    void write(const RightRow& row);
    void write(const AccountRow& row);
    void write(const ContactRow& row);
    void write(const CaseMeasures& measures);
    void forget(const StreamId& gone);
    std::int64_t figure_of(const Measure& measure);
    Head head(const StreamId& stream);
    void insert(const StreamId& stream, const Event& event);

    Statement read_answer_, write_answer_;
    Statement read_head_, write_head_, insert_event_, remove_payloads_;
    Statement set_alarm_, clear_alarm_;
    Statement post_, take_out_, put_off_, revive_;
    Statement end_case_, end_contacts_;
    Statement forget_rows_, forget_rights_, forget_accounts_, forget_contacts_, forget_alarms_,
        forget_waiting_, forget_answers_;
    Statement keep_passing_, end_passing_, forget_passed_;
    Statement write_case_, write_right_, end_right_, write_account_, write_contact_;
    Statement note_reading_;
    Statement read_measures_, take_measure_, put_measure_, read_figures_, write_figure_, forget_measures_;
    using Words = std::tuple<std::string, std::string, std::string, std::string>;
    std::map<Words, std::int64_t, std::less<>> figures_; // as the table has them, once one was asked for
    Statement write_checkpoint_;
};

} // namespace assent::store
