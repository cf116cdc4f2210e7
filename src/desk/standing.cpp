#include "desk/standing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <random>
#include <utility>

#include "base/failure.hpp"
#include "base/sha256.hpp"
#include "base/text.hpp"
#include "desk/accounts.hpp"
#include "desk/record_fields.hpp"
#include "desk/wake.hpp"

namespace assent::desk {

namespace {

// In the order of Report; a log keeps these words for ever.
constexpr std::array<std::string_view, 13> report_kinds = {
    "Person",   "Organization", "Member",  "Eligible", "Held",   "Conflicted", "Token",
    "Password", "SecondStep",   "Address", "Wish",     "Merged", "Away"};
static_assert(report_kinds.size() == std::variant_size_v<Report>);

[[noreturn]] void unreadable_report(const store::StreamId& stream, const store::Event& event) {
    throw base::Failure(
        fmt::format("cannot read {} event {}: it is no record of a standing", stream.text(), event.sequence));
}

class Folding {
public:
    explicit Folding(const store::StreamId& stream) : stream_(stream) {}

    void take(const store::Event& event) {
        at_ = event.at;
        made.seen = event.sequence;
        if (event.payload)
            take(event, std::make_index_sequence<report_kinds.size()>()); // or removed after retention
    }

    Standing made;

private:
    template <std::size_t... I>
    void take(const store::Event& event, std::index_sequence<I...>) {
        const bool known =
            ((event.kind == report_kinds[I] && put(read<std::variant_alternative_t<I, Report>>(event))) ||
             ...);
        if (!known) unreadable_report(stream_, event);
    }
    bool put(Person one) { return made.become(std::move(one), at_), true; }
    bool put(Organization one) { return made.organization = std::move(one), true; }
    bool put(Member one) { return made.member = std::move(one), true; }
    bool put(Eligible one) { return put(made.eligible, one, &Eligible::from); }
    bool put(Held one) { return put(made.held, std::move(one), &Held::words, &Held::scope, &Held::towards); }
    bool put(Password one) { return made.password = std::move(one), true; }
    bool put(Address one) { return made.address = std::move(one), true; }
    bool put(Wish one) { return put(made.wishes, std::move(one), &Wish::person); }
    bool put(Merged one) { return put(made.merges, std::move(one), &Merged::with); }
    bool put(Away one) { return put(made.away, one, &Away::from); }
    bool put(SecondStep one) { return made.second_step = std::move(one), true; }
    bool put(Token one) {
        one.since = at_;
        return put(made.tokens, std::move(one), &Token::name);
    }
    bool put(Conflicted one) { return put(made.conflicts, std::move(one), &Conflicted::towards); }

    template <typename T>
    T read(const store::Event& event) const {
        auto value = casework::read_fields<T>(*event.payload);
        if (!value) unreadable_report(stream_, event);
        return std::move(*value);
    }
    // It takes the place of one that agrees with it in these members.
    template <typename T, typename... Members>
    static bool put(std::vector<T>& all, T one, Members... members) {
        const auto old = std::find_if(all.begin(), all.end(), [&](const T& other) {
            return ((other.*members == one.*members) && ...);
        });
        if (old == all.end())
            all.push_back(std::move(one));
        else
            *old = std::move(one);
        return true;
    }

    const store::StreamId& stream_;
    calendar::Instant at_;
};

// Under these, and an identifier, the standing of people and of organizations is kept; that of members is
// kept under their identifiers alone.
constexpr std::string_view of_people = "person:", of_organizations = "organization:";

void add(casework::Actor& actor, const Standing& standing) {
    for (const Held& one : standing.held)
        actor.credentials.push_back({one.words, one.scope, one.towards, {one.from, one.through}});
    for (const Conflicted& one : standing.conflicts)
        actor.conflicts.push_back({one.towards, one.what, {one.from, one.through}});
}

bool is_token_of(const Standing& standing, std::string_view token, calendar::Instant now) {
    const std::string digest = digest_of_token(token);
    bool known = false;
    for (const Token& one : standing.tokens) {
        std::uint8_t differs = one.digest.size() == digest.size() && one.is_good(now) ? 0 : 1;
        for (std::size_t i = 0; i < std::min(digest.size(), one.digest.size()); ++i)
            differs = static_cast<std::uint8_t>(differs | (digest[i] ^ one.digest[i]));
        known = known || differs == 0;
    }
    return known;
}

} // namespace

const std::string& Standing::name() const {
    static const std::string nobody;
    if (person) return person->name;
    if (organization) return organization->name;
    return member ? member->name : nobody;
}

bool can_be_called(std::string_view name) {
    // Control characters of ASCII and of Latin-1, and what ends a line or a paragraph, as UTF-8 has them.
    const auto is_out_of_line = [](std::string_view rest) {
        const auto first = static_cast<unsigned char>(rest[0]);
        const bool latin = first == 0xC2 && rest.size() > 1 && static_cast<unsigned char>(rest[1]) < 0xA0;
        return first < ' ' || first == 0x7F || latin || rest.starts_with("\u2028") ||
               rest.starts_with("\u2029");
    };
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (is_out_of_line(name.substr(i))) return false;
    }
    return !base::trim(name).empty();
}

bool can_be_born_on(calendar::Date day, calendar::Date today) {
    constexpr calendar::Date first = std::chrono::sys_days{std::chrono::year{1880} / 1 / 1};
    return first <= day && day <= today;
}

void Standing::become(Person now, calendar::Instant at) {
    const auto what = [](const Person& one) { return std::tie(one.role, one.organization, one.ended); };
    if (!person || what(*person) != what(now)) person_since = at;
    // Whoever lets the account act again, and whatever it then is, these do not come back.
    if (now.ended) {
        for (Token& one : tokens) one.ended = true;
    }
    person = std::move(now);
}

const Eligible* Standing::span_on(calendar::Date day) const {
    const auto covers = [&](const Eligible& one) {
        return one.from <= day && (!one.through || day <= *one.through);
    };
    const auto found = std::find_if(eligible.begin(), eligible.end(), covers);
    return found == eligible.end() ? nullptr : &*found;
}

const Away* Standing::away_on(calendar::Date day) const {
    const Away* last = nullptr;
    for (const Away& one : away) {
        const bool is_it = !one.taken_back && one.from <= day && day <= one.through;
        if (is_it && (!last || last->through < one.through)) last = &one;
    }
    return last;
}

std::optional<bool> Standing::is_eligible_on(calendar::Date day) const {
    if (eligible.empty()) return std::nullopt;
    return span_on(day) != nullptr;
}

store::StreamId stream_of(const casework::PersonId& person) {
    return store::StreamId::of_standing(std::string(of_people) + person.text);
}
store::StreamId stream_of(const casework::OrganizationId& organization) {
    return store::StreamId::of_standing(std::string(of_organizations) + organization.text);
}
store::StreamId stream_of(const casework::MemberId& member) {
    return store::StreamId::of_standing(member.text);
}

bool can_be_member(std::string_view text) {
    return store::StreamId::is_key(text) && !text.starts_with(of_people) &&
           !text.starts_with(of_organizations);
}

store::Record record_of(const Report& report, const Cause& cause) {
    std::string payload = std::visit([](const auto& one) { return casework::fields_json(one); }, report);
    return {cause.at,
            cause.by.text,
            std::string(to_text(cause.role)),
            std::string(report_kinds[report.index()]),
            1,
            std::move(payload)};
}

bool report_at(store::Store& store, const store::StreamId& standing, std::int64_t seen,
               std::span<const Report> reports, const Cause& cause) {
    store::Batch batch;
    batch.appends = {{standing, seen, {}}};
    for (const Report& report : reports) {
        batch.appends[0].records.push_back(record_of(report, cause));
        const auto* person = std::get_if<Person>(&report);
        if (!person) continue;
        Standing then = read_standing(store, standing); // refused when it is not what was seen
        then.become(*person, cause.at);
        batch.accounts = {row_of(standing, then)};
    }
    if (!store.commit(batch)) return false;
    if (std::any_of(reports.begin(), reports.end(), can_wake)) wake_cases_of(store, standing, cause.at);
    return true;
}

bool report_at(store::Store& store, const store::StreamId& standing, std::int64_t seen, const Report& report,
               const Cause& cause) {
    return report_at(store, standing, seen, std::span(&report, 1), cause);
}

void report(store::Store& store, const store::StreamId& standing, const Report& report, const Cause& cause) {
    while (!report_at(store, standing, store.head(standing).sequence, report, cause)) {
    }
}

Standing read_standing(store::Store& store, const store::StreamId& stream) {
    Folding folding(stream);
    for (const store::Event& event : store.read(stream, 1)) folding.take(event);
    return std::move(folding.made);
}

std::optional<casework::Actor> identify(store::Store& store, const casework::PersonId& person) {
    if (!store::StreamId::is_key(person.text)) return std::nullopt;
    return identify(store, person, read_standing(store, stream_of(person)));
}

std::optional<casework::Actor> identify(store::Store& store, const casework::PersonId& person,
                                        const Standing& standing) {
    if (!standing.person || standing.person->ended) return std::nullopt;
    casework::Actor actor{person, standing.person->role, standing.person->organization, {}, {}};
    add(actor, standing);
    if (!actor.organization.empty()) add(actor, read_standing(store, stream_of(actor.organization)));
    return actor;
}

std::optional<casework::Actor> anybody_of(store::Store& store, const casework::OrganizationId& organization) {
    const Standing standing = read_standing(store, stream_of(organization));
    if (!standing.organization) return std::nullopt;
    casework::Actor actor{{}, casework::Role::Provider, organization, {}, {}};
    add(actor, standing);
    return actor;
}

std::string new_token(const casework::PersonId& person) {
    static thread_local std::random_device chance;
    std::array<std::uint8_t, 32> secret{};
    for (std::uint8_t& byte : secret) byte = static_cast<std::uint8_t>(chance());
    return person.text + "." + base::hex_text(secret);
}

std::string digest_of_token(std::string_view token) { return base::sha256_text(token); }

std::optional<casework::Actor> holder_of(store::Store& store, std::string_view token, calendar::Instant now) {
    const std::size_t dot = token.rfind('.');
    const casework::PersonId person{std::string(token.substr(0, dot == std::string_view::npos ? 0 : dot))};
    if (!store::StreamId::is_key(person.text)) return std::nullopt;
    const Standing standing = read_standing(store, stream_of(person));
    return is_token_of(standing, token, now) ? identify(store, person, standing) : std::nullopt;
}

} // namespace assent::desk
