#include "desk/fresh_records.hpp"

#include <fmt/format.h>

#include <map>
#include <optional>
#include <type_traits>
#include <unordered_map>
#include <utility>

#include "desk/accounts.hpp"
#include "desk/wake.hpp"

namespace assent::desk {
namespace {

// What a report takes the place of is the last one with the same name, as in Standing.
std::string name_of(const Report& report) {
    const std::string of = std::visit(
        [](const auto& one) -> std::string {
            using T = std::decay_t<decltype(one)>;
            if constexpr (std::is_same_v<T, Eligible>) return calendar::to_text(one.from);
            if constexpr (std::is_same_v<T, Held>)
                return fmt::format("{}\n{}\n{}", one.words, one.scope, one.towards);
            if constexpr (std::is_same_v<T, Conflicted>) return one.towards;
            return {};
        },
        report);
    return fmt::format("{} {}", report.index(), of);
}

// What a stream says before a row, and after it.
class Known {
public:
    Known(store::Store& store, const store::StreamId& stream) : sequence_(store.head(stream).sequence) {
        if (sequence_ == 0) return;
        if (stream.kind() == store::StreamKind::Ledger)
            know(account_of(stream, store.read(stream, 1)));
        else
            know(standing_ = read_standing(store, stream));
    }

    std::int64_t sequence() const { return sequence_; }
    const Standing& standing() const { return standing_; } // of an account only what it is

    // The record by which the stream says it, when it does not say it yet.
    std::optional<store::Record> take(const Report& report, const Cause& cause) {
        store::Record record = record_of(report, cause);
        std::string& before = said_[name_of(report)];
        if (before == record.payload) return std::nullopt;
        before = record.payload;
        if (const auto* person = std::get_if<Person>(&report)) standing_.become(*person, cause.at);
        return record;
    }

    // A first row makes the account known, also when nothing was used.
    std::optional<store::Record> take(const Carried& used, const Cause& cause) {
        const auto [before, first] = used_.try_emplace(used.period, 0);
        const std::int64_t more = used.units - std::exchange(before->second, used.units);
        if (!first && more == 0) return std::nullopt;
        return record_of(Carried{used.period, more}, cause);
    }

private:
    void know(const Standing& standing) {
        if (standing.person) know(*standing.person);
        if (standing.organization) know(*standing.organization);
        if (standing.member) know(*standing.member);
        if (standing.address) know(*standing.address);
        for (const Eligible& one : standing.eligible) know(one);
        for (const Held& one : standing.held) know(one);
        for (const Conflicted& one : standing.conflicts) know(one);
    }
    void know(const Report& report) { said_[name_of(report)] = record_of(report, Cause{}).payload; }

    // What was carried over is of no line of a case.
    void know(const Account& account) {
        for (const casework::Ledger::Item& item : account.entries.items()) {
            if (item.line == casework::LedgerLine{}) used_[item.period] = item.posted;
        }
    }

    std::int64_t sequence_;
    Standing standing_;
    std::map<std::string, std::string> said_; // payloads, by their reports' names
    std::map<std::int32_t, std::int64_t> used_;
};

// The streams of a block, each read once.
class Streams {
public:
    Streams(store::Store& store, const Cause& cause) : store_(store), cause_(cause) {}

    void take(const Entry& entry) {
        const auto found = known_.find(entry.stream);
        One& one = found != known_.end()
                       ? found->second
                       : known_.emplace(entry.stream, One{Known(store_, entry.stream), {}}).first->second;
        auto record = std::visit([&](const auto& what) { return one.known.take(what, cause_); }, entry.what);
        if (!record) return;
        if (!one.append) {
            one.append = fresh_.appends.size();
            fresh_.appends.push_back({entry.stream, one.known.sequence(), {}});
        }
        fresh_.appends[*one.append].records.push_back(std::move(*record));
        ++fresh_.records;
        const auto* report = std::get_if<Report>(&entry.what);
        if (report && can_wake(*report)) fresh_.woken.push_back(entry.stream);
        if (report && std::holds_alternative<Person>(*report))
            fresh_.accounts.push_back(row_of(entry.stream, one.known.standing()));
    }

    Fresh fresh() && { return std::move(fresh_); }

private:
    struct One {
        Known known;
        std::optional<std::size_t> append; // its place among the appends, when there is something to append
    };

    store::Store& store_;
    const Cause& cause_;
    std::unordered_map<store::StreamId, One> known_;
    Fresh fresh_;
};

} // namespace

Fresh fresh_records(store::Store& store, const std::vector<Entry>& entries, const Cause& cause) {
    Streams streams(store, cause);
    for (const Entry& entry : entries) streams.take(entry);
    return std::move(streams).fresh();
}

} // namespace assent::desk
