#include "desk/retention.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/expects.hpp"
#include "casework/term.hpp"
#include "desk/contact_stream.hpp"
#include "desk/handed_documents.hpp"
#include "desk/hold_stream.hpp"
#include "desk/merges.hpp"
#include "desk/sample_records.hpp"

namespace assent::desk {
namespace {

using calendar::Instant;
using casework::field;
using store::StreamId;

constexpr std::string_view retired = "Retired"; // the last record of a case; a log keeps this word for ever
constexpr int entries_at_once = 500;

struct Retired {
    std::string program, hash; // under which it began
    std::int64_t years = 0;    // of retention
};
constexpr auto fields(const Retired*) {
    return std::tuple(field("program", &Retired::program), field("hash", &Retired::hash),
                      field("years", &Retired::years));
}

store::Record retirement_record(std::string_view kind, std::string payload, const Cause& cause) {
    return {cause.at, cause.by.text,     std::string(to_text(cause.role)), std::string(kind),
            1,        std::move(payload)};
}

// INTERPRETATION: a month without the date ends on its last day.
Instant years_before(Instant now, std::int64_t years) {
    const auto day = std::chrono::floor<std::chrono::days>(now);
    const std::chrono::year_month_day date{day};
    std::chrono::year_month_day then{date.year() - std::chrono::years(years), date.month(), date.day()};
    if (!then.ok()) then = calendar::Date(then.year() / then.month() / std::chrono::last);
    return Instant(calendar::Date(then)) + (now - day);
}

// When the last day of everything that was granted was over.
Instant end_of_grants(const casework::Case& of) {
    Instant end{};
    for (const casework::Request& request : of.requests) {
        for (const casework::LineState& line : request.lines) {
            if (line.granted) end = std::max(end, Instant(line.granted->through + std::chrono::days{1}));
        }
    }
    return end;
}

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }

// Whatever could be the digest of a document in the text of a record. One too many keeps a document.
void add_digests(const std::string& text, std::set<std::string>& all) {
    constexpr std::size_t digits = 64;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        while (end < text.size() && is_hex(text[end])) ++end;
        if (end - at == digits) all.insert(text.substr(at, digits));
        at = end + 1;
    }
}

// What cases, contacts and drafts name by what they say now.
std::set<std::string> named_documents(store::Store& store) {
    std::set<std::string> all;
    const auto look = [&](const StreamId& stream) {
        if (stream.kind() == store::StreamKind::Intake && !is_contact(stream)) return;
        for (const store::Event& event : store.read(stream, 1)) {
            if (event.payload) add_digests(*event.payload, all);
        }
    };
    for (const auto kind : {store::StreamKind::Case, store::StreamKind::Draft, store::StreamKind::Intake})
        for_each_stream(store, kind, look);
    return all;
}

} // namespace

bool is_retired(store::Store& store, const StreamId& of) {
    const auto last = store.read(of, store.head(of).sequence);
    return !last.empty() && last.back().kind == retired;
}

Retention::Retention(store::Store& store, const RuleShelf& shelf, std::int64_t years, Instant now)
    : store_(store), shelf_(shelf), years_(years), ended_(years_before(now, years)) {
    base::expects(years >= 1, "retention is at least a year");
}

// Nobody waits for anything, and nothing is to be sent any more.
bool Retention::is_at_rest(const CaseFile& file) const {
    const casework::Case& of = file.now;
    const bool waits = std::any_of(of.notices.begin(), of.notices.end(), [](const auto& one) {
        return one.delivery == casework::Delivery::Composed;
    });
    const bool is_open = std::any_of(of.requests.begin(), of.requests.end(),
                                     [](const casework::Request& one) { return one.is_open(); });
    return !of.held && !waits && !is_open && !store_.alarm(file.stream);
}

std::optional<std::int64_t> Retention::held_by(const StreamId& of) const {
    const auto known = known_as(store_, {std::string(of.placement())});
    const std::string name = of.text().substr(of.text().find('/') + 1);
    for (const Hold& one : holds(store_)) {
        const bool is_member = std::any_of(
            known.begin(), known.end(), [&](const casework::MemberId& each) { return each.text == one.on; });
        if (one.lifted.empty() && (is_member || one.on == name)) return one.number;
    }
    return std::nullopt;
}

std::optional<DueCase> Retention::look_at(const StreamId& of) const {
    const auto last = store_.read(of, store_.head(of).sequence);
    if (last.empty() || last.back().at > ended_ || last.back().kind == retired) return std::nullopt;
    const auto file = read_file(store_, shelf_, of);
    if (!file || !is_at_rest(*file)) return std::nullopt;
    const Instant since = std::max(last.back().at, end_of_grants(file->now));
    if (since > ended_) return std::nullopt;
    return DueCase{of, since, last.back().at, held_by(of)};
}

DueCases Retention::due(std::optional<std::int64_t> before, int limit) const {
    const store::ActQuery query{
        .until = ended_, .before = before, .limit = entries_at_once, .look = entries_at_once};
    const store::Acts acts = store_.acts(query);
    DueCases made{{}, acts.go_on};
    std::set<StreamId> seen;
    for (const store::Act& one : acts.found) {
        if (std::ssize(made.found) == limit) {
            made.go_on = one.position + 1; // this one was not looked at
            break;
        }
        if (!seen.insert(one.of).second) continue;
        auto due = look_at(one.of);
        if (due && due->last_record == one.at) made.found.push_back(std::move(*due));
    }
    return made;
}

bool Retention::retire(const StreamId& of, const Cause& cause) const {
    const std::int64_t seen_holds = store_.head(hold_stream()).sequence;
    const auto due = look_at(of);
    if (!due || due->held_by) return false;
    const StreamId letters = StreamId::of_letters(of);
    const std::int64_t last = store_.head(of).sequence, last_letter = store_.head(letters).sequence;
    const Opened opened = opened_of(of, store_.read(of, 1).front());
    store::Batch batch;
    const Retired said{opened.program, opened.hash, years_};
    batch.appends = {{of, last, {retirement_record(retired, casework::fields_json(said), cause)}},
                     {letters, last_letter, {}},
                     {hold_stream(), seen_holds, {}}};
    batch.removals = {{of, last}, {letters, last_letter}};
    batch.gone = {of};
    return store_.commit(batch).has_value();
}

std::size_t Retention::retire_samples(const Cause& cause) const {
    std::size_t count = 0;
    for (const std::string& number : sample_numbers(store_)) {
        const auto sample = read_sample(store_, number);
        if (!sample || sample->at > ended_) continue;
        if (std::any_of(sample->all.begin(), sample->all.end(),
                        [&](const Sampled& one) { return held_by(one.of).has_value(); }))
            continue;
        store::Batch batch;
        batch.appends = {{sample_stream(number),
                          sample->sequence,
                          {retirement_record(
                              retired, casework::fields_json(Retired{sample->program, {}, years_}), cause)}}};
        batch.removals = {{sample_stream(number), sample->sequence}};
        count += store_.commit(batch) ? 1 : 0;
    }
    return count;
}

std::size_t Retention::retire_documents(store::Documents& documents, const Cause& cause) const {
    const std::set<std::string> named = named_documents(store_);
    HandedDocuments handed(store_, documents);
    std::size_t count = 0;
    for (const base::Digest& digest : documents.all()) {
        const std::string name = base::hex_text(digest);
        if (!named.contains(name) && handed.end(name, ended_, cause)) ++count;
    }
    return count;
}

} // namespace assent::desk
