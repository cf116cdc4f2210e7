#include "desk/case_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/failure.hpp"
#include "desk/contact_stream.hpp"
#include "desk/merges.hpp"

namespace assent::desk {
namespace {

using store::StreamId;

void read_accounts(store::Store& store, CaseFile& file) {
    const auto& ledgers = file.rules->program().ledgers;
    if (ledgers.empty() || file.stream.kind() != store::StreamKind::Case) return;
    const auto members = known_as(store, file.now.member);
    for (std::size_t i = 0; i < ledgers.size(); ++i) {
        for (const casework::MemberId& member : members) {
            StreamId stream = StreamId::of_ledger(member.text, ledger_key(ledgers[i].name.text));
            Account account = account_of(stream, store.read(stream, 1));
            file.accounts.push_back({static_cast<std::uint16_t>(i), std::move(stream), std::move(account),
                                     member == file.now.member});
        }
    }
}

std::optional<CaseFile> file_of(const RuleShelf& shelf, const StreamId& stream,
                                const std::vector<store::Event>& events) {
    if (events.empty() || !events.front().payload) return std::nullopt; // or removed after retention
    const Opened opened = opened_of(stream, events.front());
    const Rules* rules = shelf.find(opened.program, opened.hash);
    if (!rules)
        throw base::Failure(
            fmt::format("cannot read {}: it began under version {} of {}, which is not "
                        "published here",
                        stream.text(), opened.hash, opened.program));
    CaseFile file{stream, rules, {}, events.back().sequence};
    file.now.id.text = stream.text();
    if (stream.kind() == store::StreamKind::Case) file.now.member.text = std::string(stream.placement());
    for (std::size_t i = 1; i < events.size(); ++i)
        file.now = evolve(std::move(file.now), event_of(stream, events[i]));
    return file;
}

} // namespace

std::vector<casework::Balance> CaseFile::balances(calendar::Date today) const {
    const std::int32_t year = int{std::chrono::year_month_day(today).year()};
    std::vector<casework::Balance> all;
    for (const AccountFile& one : accounts) {
        const auto of_ledger = [&](const AccountFile& other) { return other.ledger == one.ledger; };
        const bool known = std::all_of(accounts.begin(), accounts.end(), [&](const AccountFile& other) {
            return !of_ledger(other) || other.account.known;
        });
        for (std::int32_t period = year - 1; one.own && known && period <= year + 1; ++period) {
            casework::Balance balance{one.ledger, period, 0};
            for (const AccountFile& other : accounts)
                balance.used += of_ledger(other) ? other.account.entries.used(period, today) : 0;
            all.push_back(balance);
        }
    }
    return all;
}

void for_each_stream(store::Store& store, store::StreamKind kind,
                     const std::function<void(const StreamId&)>& look) {
    constexpr int page = 500;
    std::string after;
    for (;;) {
        const auto streams = store.streams(kind, after, page);
        std::for_each(streams.begin(), streams.end(), look);
        if (streams.size() < page) return;
        after = streams.back().text();
    }
}

CaseFile new_file(store::Store& store, const Rules& rules, const casework::MemberId& member,
                  const std::string& number) {
    CaseFile file{StreamId::of_case(member.text, number), &rules, {}};
    file.now.id.text = file.stream.text();
    file.now.member = member;
    read_accounts(store, file);
    return file;
}

CaseFile new_contact(const Rules& rules, const std::string& number) {
    CaseFile file{contact_stream(number), &rules, {}};
    file.now.id.text = file.stream.text();
    return file;
}

void direct_as_told(store::Store& store, CaseFile& file, std::vector<std::string> providers) {
    for (const casework::Request& request : file.now.requests) {
        providers.push_back(request.asked_for.text);
        providers.push_back(request.asked_by.text);
    }
    for (const casework::Participant& one : file.now.participants) providers.push_back(one.id);
    file.directions = directions_on(store, file.rules->id(), providers);
    for (const ProviderDirection& one : file.directions)
        file.now.held = file.now.held || one.direction == casework::Direction::Hold;
}

std::optional<CaseFile> read_file(store::Store& store, const RuleShelf& shelf, const StreamId& stream) {
    auto file = file_of(shelf, stream, store.read(stream, 1));
    if (!file) return file;
    read_accounts(store, *file);
    direct_as_told(store, *file);
    return file;
}

std::optional<CaseFile> read_file_as_of(store::Store& store, const RuleShelf& shelf, const StreamId& stream,
                                        calendar::Instant moment) {
    return file_of(shelf, stream, store.read_until(stream, moment));
}

std::optional<CaseFile> read_file_at(store::Store& store, const RuleShelf& shelf, const StreamId& stream,
                                     std::int64_t sequence) {
    auto events = store.read(stream, 1);
    std::erase_if(events, [&](const store::Event& event) { return event.sequence > sequence; });
    return file_of(shelf, stream, events);
}

} // namespace assent::desk
