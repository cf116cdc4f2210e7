#include "desk/accounts.hpp"

#include <algorithm>

#include "base/expects.hpp"
#include "base/text.hpp"

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

bool is_account(const StreamId& standing) { return standing.text().starts_with(people); }

casework::PersonId person_of(const StreamId& account) { return {behind(account, people)}; }

casework::OrganizationId organization_of(const StreamId& organization) {
    return {behind(organization, offices)};
}

namespace {

using casework::Refusal;
using casework::RefusalKind;

// Writes a token to an account that is what it was when it was looked at: otherwise it is looked at again.
std::optional<Refusal> put_token(store::Store& store, const casework::Actor& by, const StreamId& account,
                                 const std::function<base::Expected<Token, Refusal>(const Standing&)>& token,
                                 calendar::Instant now) {
    for (;;) {
        const Standing standing = read_standing(store, account);
        if (!standing.person)
            return Refusal{RefusalKind::Nothing, "there is no such account", "", "add it first"};
        const casework::Position position = position_of(*standing.person);
        if (auto no = refusal_to_manage(by, position, position)) return no;
        auto made = token(standing);
        if (!made) return std::move(made.error());
        if (report_at(store, account, standing.seen, *made, {now, by.person, by.role})) return std::nullopt;
    }
}

} // namespace

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
        const Standing standing = read_standing(store, stream);
        auto then = change(standing.person);
        if (!then) return std::move(then.error());
        const auto before = standing.person ? std::optional(position_of(*standing.person)) : std::nullopt;
        if (auto no = refusal_to_manage(by, before, position_of(*then))) return no;
        if (auto no = before ? std::nullopt : refusal_to_call(by, account)) return no;
        if (report_at(store, stream, standing.seen, *then, {now, by.person, by.role})) return std::nullopt;
    }
}

bool is_token_name(std::string_view name) {
    constexpr std::size_t longest = 100;
    return name.size() <= longest && !base::trim(name).empty() && name.find('/') == std::string_view::npos;
}

base::Expected<std::string, Refusal> give_token(store::Store& store, const casework::Actor& by,
                                                const casework::PersonId& account, const TokenWish& wish,
                                                calendar::Instant now) {
    std::string secret = new_token(account);
    const auto make = [&](const Standing& standing) -> base::Expected<Token, Refusal> {
        if (standing.person->ended)
            return tl::unexpected(
                Refusal{RefusalKind::NotNow, "the account has ended", "", "let it act again first"});
        return Token{wish.name, digest_of_token(secret), false, wish.ends};
    };
    if (auto no = put_token(store, by, stream_of(account), make, now)) return tl::unexpected(std::move(*no));
    return secret;
}

std::optional<Refusal> end_token(store::Store& store, const casework::Actor& by,
                                 const casework::PersonId& account, const std::string& name,
                                 calendar::Instant now) {
    const auto end = [&](const Standing& standing) -> base::Expected<Token, Refusal> {
        for (Token one : standing.tokens) {
            if (one.name != name || one.ended) continue;
            one.ended = true;
            return one;
        }
        return tl::unexpected(Refusal{RefusalKind::Nothing, "the account has no such token", "",
                                      "look at the tokens that it has"});
    };
    return put_token(store, by, stream_of(account), end, now);
}

} // namespace assent::desk
