#include "desk/rebuild.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <tuple>

#include "base/failure.hpp"
#include "desk/accounts.hpp"
#include "desk/contact_stream.hpp"
#include "desk/measures.hpp"
#include "desk/projection.hpp"
#include "desk/readings.hpp"
#include "desk/retention.hpp"
#include "desk/turn.hpp"
#include "store/documents.hpp"

namespace assent::desk {
namespace {

using calendar::Instant;
using store::StreamId;

constexpr Instant end_of_time = Instant::max();
constexpr int all_of_them = std::numeric_limits<int>::max();

CaseFile existing_file(store::Store& store, const RuleShelf& shelf, const StreamId& stream) {
    auto file = read_file(store, shelf, stream);
    if (!file) throw base::Failure(fmt::format("cannot read {}: it is empty", stream.text()));
    return std::move(*file);
}

// When the last event was recorded: as of then its alarm was set first.
Instant last_recorded(store::Store& store, const CaseFile& file) {
    const auto last = store.read(file.stream, file.sequence);
    return last.empty() ? Instant{} : last.back().at;
}

// A notice by its case and number.
using Owed = std::pair<std::string, std::uint32_t>;

// In whatever order they come.
bool same_measures(std::vector<store::Measure> a, std::vector<store::Measure> b) {
    const auto before = [](const store::Measure& one, const store::Measure& other) {
        const auto order = [](const store::Measure& of) {
            return std::tie(of.program, of.kind, of.what, of.outcome, of.day, of.began, of.due, of.done);
        };
        return order(one) < order(other);
    };
    std::sort(a.begin(), a.end(), before);
    std::sort(b.begin(), b.end(), before);
    return a == b;
}

class Comparing {
public:
    Comparing(store::Store& store, const RuleShelf& shelf, const IsKept& is_kept)
        : store_(store), shelf_(shelf), is_kept_(is_kept) {}

    Comparison run() {
        for (const bool done : {false, true}) {
            for (store::ContactRow& row : store_.contacts({done, all_of_them}))
                contacts_.emplace(std::pair(row.stream.text(), row.thread), row);
        }
        for_each_stream(store_, store::StreamKind::Intake, [this](const StreamId& stream) {
            if (is_contact(stream)) guarded([&] { look_at_contacts(existing_file(store_, shelf_, stream)); });
        });
        for_each_stream(store_, store::StreamKind::Case, [this](const StreamId& stream) { look_at(stream); });
        for_each_account(store_,
                         [this](const StreamId& stream) { guarded([&] { look_at_account(stream); }); });
        look_at_outbox();
        for_each_stream(store_, store::StreamKind::Reads,
                        [this](const StreamId& stream) { look_at_readings(stream); });
        return std::move(made_);
    }

private:
    void find(const StreamId& stream, std::string_view what) {
        made_.findings.push_back(fmt::format("{}: {}", stream.text(), what));
    }

    void look_at(const StreamId& stream) {
        if (is_retired(store_, stream)) return look_at_retired(stream);
        ++made_.cases;
        guarded([&] { look_at(existing_file(store_, shelf_, stream)); });
    }

    // What was removed after retention stands in no list.
    void look_at_retired(const StreamId& stream) {
        if (store_.case_row(stream) || store_.alarm(stream) || !store_.measures_of(stream).empty())
            find(stream, "it is listed, though its retention has ended");
    }

    // One of the few places that catch a Failure: what cannot be read hides nothing else.
    void guarded(const std::function<void()>& look) {
        try {
            look();
        } catch (const base::Failure& failure) {
            made_.findings.emplace_back(failure.what());
        }
    }

    void look_at(const CaseFile& file) {
        const Instant since = last_recorded(store_, file);
        const auto& book = file.rules->book();
        const auto terms = casework::terms(file.now, book, since);
        auto row = store_.case_row(file.stream);
        if (row) row->due = {}; // it moves as time passes over the case
        store::CaseRow wanted = row_of(file, terms);
        wanted.due = {};
        if (row != wanted) find(file.stream, "its row in the worklists is not what its events say");
        look_at_contacts(file);
        if (!same_measures(store_.measures_of(file.stream), measures_of(file, terms)))
            find(file.stream, "what is counted of it is not what its events say");
        if (!is_alarm_of(file, since)) find(file.stream, "its alarm is not what its events say");
        for (std::size_t i = 0; i < file.now.notices.size(); ++i) {
            if (file.now.notices[i].delivery == casework::Delivery::Composed)
                owed_.emplace(file.stream.text(), static_cast<std::uint32_t>(i + 1));
        }
        for (const casework::Request& request : file.now.requests) look_at_papers(file.stream, request);
    }

    void look_at_contacts(const CaseFile& file) {
        const auto terms = casework::terms(file.now, file.rules->book(), last_recorded(store_, file));
        for (const store::ContactRow& row : contacts_of(file, terms)) {
            const auto found = contacts_.find({file.stream.text(), row.thread});
            if (found == contacts_.end() || found->second != row)
                find(file.stream, "what was told in it is not listed as its events say");
        }
    }

    void look_at_account(const StreamId& stream) {
        const Standing standing = read_standing(store_, stream);
        const auto row = store_.account_row(stream);
        const bool right = standing.person ? row == row_of(stream, standing) : !row;
        if (!right) find(stream, "its row in the list of its organization is not what its records say");
    }

    // A paper that came by mail or fax may have no content here; then it bears no digest.
    void look_at_papers(const StreamId& stream, const casework::Request& request) {
        for (const casework::Paper& paper : request.papers) {
            const auto digest = store::digest_of(paper.document);
            if (digest && !is_kept_(*digest))
                find(stream, fmt::format("its document {} is missing", paper.document));
        }
    }

    // The alarm is the next one as of some moment since the last event: time may have passed without effect.
    bool is_alarm_of(const CaseFile& file, Instant since) {
        const auto stored = store_.alarm(file.stream);
        Instant at = since;
        for (;;) {
            const auto next = casework::next_alarm(casework::terms(file.now, file.rules->book(), at), at);
            if (next == stored) return true;
            if (!next || (stored && *next > *stored)) return false;
            at = *next;
        }
    }

    void look_at_outbox() {
        made_.waiting = static_cast<std::int64_t>(owed_.size());
        std::set<Owed> there;
        for (const auto& list : {store_.waiting(end_of_time, all_of_them), store_.given_up(all_of_them)}) {
            for (const store::Waiting& one : list) {
                if (one.stream.kind() == store::StreamKind::Standing)
                    continue; // of no case: the log does not owe it
                const auto posted = posted_of(one.body);
                if (posted) there.emplace(one.stream.text(), posted->notice);
                const bool owed = posted && owed_.contains({one.stream.text(), posted->notice});
                if (!owed) find(one.stream, "the outbox holds what it does not owe");
            }
        }
        for (const Owed& owed : owed_) {
            if (!there.contains(owed))
                made_.findings.push_back(
                    fmt::format("{}: its notice {} is owed, and not in the outbox", owed.first, owed.second));
        }
    }

    // Of one person, by hand of the log and by hand of the rows that are asked.
    void look_at_readings(const StreamId& stream) {
        const std::string person(stream.placement());
        using Row = std::tuple<std::string, Instant, std::string>;
        std::set<Row> noted;
        for (const store::Reading& one : store_.readings({.person = person, .limit = all_of_them}))
            noted.emplace(one.of.text(), one.at, one.what);
        std::set<Row> logged;
        for (const store::Reading& one : readings_in_log(store_, stream))
            logged.emplace(one.of.text(), one.at, one.what);
        if (noted != logged) find(stream, "what they have read is not noted as the log says");
    }

    store::Store& store_;
    const RuleShelf& shelf_;
    const IsKept& is_kept_;
    Comparison made_;
    std::set<Owed> owed_;
    std::map<std::pair<std::string, std::int64_t>, store::ContactRow> contacts_; // by stream and thread
};

// What waits, as the events of a case say.
std::vector<store::Posting> postings_of(store::Store& store, const CaseFile& file,
                                        const std::set<Owed>& given_up) {
    std::vector<store::Posting> all;
    for (const store::Event& event : store.read(file.stream, 2)) {
        const casework::Event one = event_of(file.stream, event);
        const auto* composed = std::get_if<casework::Composed>(&one.what);
        if (!composed || given_up.contains({file.stream.text(), composed->number})) continue;
        if (file.now.notices[composed->number - 1].delivery != casework::Delivery::Composed) continue;
        all.push_back(posting_of(file, *composed, one.at));
    }
    return all;
}

void rebuild_accounts(store::Store& store) {
    for_each_account(store, [&](const StreamId& stream) {
        const std::int64_t seen = store.head(stream).sequence;
        const Standing standing = read_standing(store, stream);
        if (!standing.person) return;
        store::Batch batch;
        batch.appends.push_back({stream, seen, {}});
        batch.accounts.push_back(row_of(stream, standing));
        if (!store.commit(batch)) throw base::Failure("cannot rebuild: somebody else writes to the store");
    });
}

} // namespace

Comparison compare(store::Store& store, const RuleShelf& shelf, const IsKept& is_kept) {
    return Comparing(store, shelf, is_kept).run();
}

std::int64_t rebuild(store::Store& store, const RuleShelf& shelf) {
    std::set<Owed> given_up;
    for (const store::Waiting& one : store.given_up(all_of_them)) {
        if (const auto posted = posted_of(one.body)) given_up.emplace(one.stream.text(), posted->notice);
    }
    store::Batch forget;
    forget.projections = store::Projections::Forget;
    for (const store::Waiting& one : store.waiting(end_of_time, std::numeric_limits<int>::max())) {
        if (one.stream.kind() == store::StreamKind::Standing)
            forget.postings.push_back({one.stream, one.kind, one.body, one.due_at});
    }
    if (!store.commit(forget)) throw base::Failure("cannot forget what was made from the log");
    rebuild_accounts(store);
    std::int64_t cases = 0;
    for_each_stream(store, store::StreamKind::Case, [&](const StreamId& stream) {
        if (is_retired(store, stream)) return;
        const CaseFile file = existing_file(store, shelf, stream);
        const Instant since = last_recorded(store, file);
        const auto terms = casework::terms(file.now, file.rules->book(), since);
        store::Batch batch;
        batch.appends.push_back({stream, file.sequence, {}});
        batch.cases.push_back(row_of(file, terms));
        batch.rights.push_back(right_of(file, terms, since));
        batch.measures.push_back({stream, measures_of(file, terms)});
        batch.alarms.push_back({stream, casework::next_alarm(terms, since)});
        batch.postings = postings_of(store, file, given_up);
        batch.contacts = contacts_of(file, terms);
        if (!store.commit(batch)) throw base::Failure("cannot rebuild: somebody else writes to the store");
        ++cases;
    });
    for_each_stream(store, store::StreamKind::Intake, [&](const StreamId& stream) {
        if (!is_contact(stream)) return;
        const CaseFile file = existing_file(store, shelf, stream);
        store::Batch batch;
        batch.appends.push_back({stream, file.sequence, {}});
        batch.contacts =
            contacts_of(file, casework::terms(file.now, file.rules->book(), last_recorded(store, file)));
        if (!store.commit(batch)) throw base::Failure("cannot rebuild: somebody else writes to the store");
    });
    for_each_stream(store, store::StreamKind::Reads, [&](const StreamId& stream) {
        store::Batch batch;
        batch.readings = readings_in_log(store, stream);
        if (!store.commit(batch)) throw base::Failure("cannot rebuild: somebody else writes to the store");
    });
    return cases;
}

} // namespace assent::desk
