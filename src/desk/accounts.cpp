#include "desk/accounts.hpp"

#include <algorithm>

#include "base/expects.hpp"

namespace assent::desk {

using store::StreamId;

namespace {

constexpr std::string_view people = "standing/person:", offices = "standing/organization:";

std::string behind(const StreamId& stream, std::string_view prefix) {
    base::expects(stream.text().starts_with(prefix), "a stream of that kind");
    return stream.text().substr(prefix.size());
}

// Streams whose texts begin so stand beside each other; the next of them behind `after`.
std::vector<StreamId> next(store::Store& store, std::string_view prefix, const std::string& after,
                           int limit) {
    auto all = store.streams(store::StreamKind::Standing, std::max(after, std::string(prefix)), limit);
    std::erase_if(all, [&](const StreamId& one) { return !one.text().starts_with(prefix); });
    return all;
}

} // namespace

store::AccountRow row_of(const StreamId& account, const Standing& standing) {
    base::expects(standing.person.has_value(), "it is an account");
    const Person& person = *standing.person;
    return {account,      person.organization.text, person.name, std::string(to_text(person.role)),
            person.ended, standing.person_since};
}

casework::PersonId person_of(const StreamId& account) { return {behind(account, people)}; }

casework::OrganizationId organization_of(const StreamId& organization) {
    return {behind(organization, offices)};
}

casework::Position position_of(const Person& person) { return {person.role, person.organization}; }

void for_each_account(store::Store& store, const std::function<void(const StreamId&)>& look) {
    constexpr int page = 500;
    std::string after;
    for (;;) {
        const auto streams = next(store, people, after, page);
        std::for_each(streams.begin(), streams.end(), look);
        if (streams.size() < page) return;
        after = streams.back().text();
    }
}

std::vector<casework::OrganizationId> organizations(store::Store& store, const std::string& after,
                                                    int limit) {
    std::vector<casework::OrganizationId> all;
    const std::string from = after.empty() ? after : std::string(offices) + after;
    for (const StreamId& stream : next(store, offices, from, limit)) all.push_back(organization_of(stream));
    return all;
}

std::optional<casework::Refusal> manage(store::Store& store, const casework::Actor& by,
                                        const casework::PersonId& account, const Change& change,
                                        calendar::Instant now) {
    const StreamId stream = stream_of(account);
    for (;;) {
        const std::int64_t seen = store.head(stream).sequence;
        const Standing standing = read_standing(store, stream);
        auto then = change(standing.person);
        if (!then) return std::move(then.error());
        const auto before = standing.person ? std::optional(position_of(*standing.person)) : std::nullopt;
        if (auto no = refusal_to_manage(by, before, position_of(*then))) return no;
        if (report_at(store, stream, seen, *then, {now, by.person, by.role})) return std::nullopt;
    }
}

} // namespace assent::desk
