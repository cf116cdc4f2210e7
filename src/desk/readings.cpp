#include "desk/readings.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/expects.hpp"
#include "base/failure.hpp"
#include "casework/fields_json.hpp"

namespace assent::desk {

using casework::field;
using store::StreamId;

namespace {

constexpr std::string_view reading_kind = "Read"; // the one kind of these streams; a log keeps it for ever
constexpr std::size_t most_remembered = 50'000;

struct Read {
    std::string of, what;
};
constexpr auto fields(const Read*) {
    return std::tuple(field("case", &Read::of), field("what", &Read::what));
}

} // namespace

bool Readings::is_noted(const std::string& reading, calendar::Instant now) {
    const std::lock_guard lock(mutex_);
    const auto found = noted_.find(reading);
    return found != noted_.end() && found->second <= now && now < found->second + once_in;
}

// What is forgotten too early is noted twice, which is no harm.
void Readings::remember(const std::string& reading, calendar::Instant now) {
    const std::lock_guard lock(mutex_);
    if (noted_.size() >= most_remembered)
        std::erase_if(noted_, [&](const auto& one) { return one.second + once_in <= now; });
    if (noted_.size() >= most_remembered) noted_.clear();
    noted_[reading] = now;
}

void Readings::note(const casework::Actor& by, const StreamId& of, const std::string& what,
                    calendar::Instant now) {
    note(by, std::vector{of}, what, now);
}

void Readings::note(const casework::Actor& by, const std::vector<StreamId>& of, const std::string& what,
                    calendar::Instant now) {
    store::Batch batch;
    store::Append reads{StreamId::of_reads(by.person.text), store::at_the_end, {}};
    std::vector<std::string> noted;
    for (const StreamId& one : of) {
        base::expects(one.kind() == store::StreamKind::Case, "it is a case that was read");
        std::string reading = fmt::format("{} {} {}", by.person.text, one.text(), what);
        if (is_noted(reading, now) || std::find(noted.begin(), noted.end(), reading) != noted.end()) continue;
        reads.records.push_back({now, by.person.text, std::string(to_text(by.role)),
                                 std::string(reading_kind), 1,
                                 casework::fields_json(Read{one.text(), what})});
        batch.readings.push_back({one, now, by.person.text, what});
        noted.push_back(std::move(reading));
    }
    if (noted.empty()) return;
    batch.appends = {std::move(reads)};
    base::expects(store_.commit(batch).has_value(), "a batch that expects nothing meets no conflict");
    for (const std::string& reading : noted) remember(reading, now);
}

std::vector<store::Reading> readings_in_log(store::Store& store, const StreamId& reads) {
    std::vector<store::Reading> all;
    for (const store::Event& event : store.read(reads, 1)) {
        if (!event.payload) continue; // removed after retention
        const auto one = casework::read_fields<Read>(*event.payload);
        const auto of = one ? StreamId::parse(one->of) : std::nullopt;
        if (event.kind != reading_kind || !of)
            throw base::Failure(
                fmt::format("cannot read {} event {}: it is no reading", reads.text(), event.sequence));
        all.push_back({*of, event.at, event.actor, one->what});
    }
    return all;
}

} // namespace assent::desk
