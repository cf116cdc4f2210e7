#include "desk/provider_directions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "base/failure.hpp"
#include "casework/authority.hpp"
#include "casework/fields_json.hpp"
#include "desk/standing.hpp"

namespace assent::desk {
namespace {

using casework::CaseAct;
using casework::field;
using casework::Refusal;
using casework::RefusalKind;

constexpr std::string_view directed = "ProviderDirected"; // a log keeps this word for ever

// One for each provider, so that a case looks at those of its own providers alone.
constexpr std::string_view of_directions = "directions:";

store::StreamId directions_stream(const std::string& provider) {
    return store::StreamId::of_audit(std::string(of_directions) + provider);
}

struct DirectionRecord {
    std::string program, provider;
    casework::Direction direction = casework::Direction::Continue;
    std::string words;
};
constexpr auto fields(const DirectionRecord*) {
    return std::tuple(
        field("program", &DirectionRecord::program), field("provider", &DirectionRecord::provider),
        field("direction", &DirectionRecord::direction), field("words", &DirectionRecord::words));
}

bool is_known(store::Store& store, const std::string& provider) {
    if (!store::StreamId::is_key(provider)) return false;
    if (read_standing(store, stream_of(casework::OrganizationId{provider})).organization) return true;
    const auto person = read_standing(store, stream_of(casework::PersonId{provider})).person;
    return person && person->role == casework::Role::Provider;
}

void add_directions(store::Store& store, const store::StreamId& of, std::vector<ProviderDirection>& all) {
    const auto first = static_cast<std::ptrdiff_t>(all.size());
    for (const store::Event& event : store.read(of, 1)) {
        const auto said = casework::read_fields<DirectionRecord>(event.payload.value_or(std::string()));
        if (!said) throw base::Failure(fmt::format("cannot read {} event {}", of.text(), event.sequence));
        for (auto one = all.begin() + first; one != all.end(); ++one) {
            if (one->program == said->program && !one->until) one->until = event.at;
        }
        all.push_back({said->program, said->provider, said->direction, said->words, {event.actor}, event.at});
    }
}

} // namespace

std::vector<ProviderDirection> provider_directions(store::Store& store) {
    std::vector<ProviderDirection> all;
    const std::string before = store::StreamId::of_audit(of_directions).text();
    for (std::string after = before;;) {
        const auto some = store.streams(store::StreamKind::Audit, after, 100);
        for (const store::StreamId& one : some) {
            if (one.text().starts_with(before)) add_directions(store, one, all);
        }
        if (some.empty() || !some.back().text().starts_with(before)) break;
        after = some.back().text();
    }
    std::sort(all.begin(), all.end(), [](const ProviderDirection& a, const ProviderDirection& b) {
        return std::pair(a.at, !a.until) < std::pair(b.at, !b.until); // of one moment what was replaced first
    });
    return all;
}

// Whose right it is to direct hears of it before a concern opens the right in a case.
std::optional<Refusal> refusal_to_hear(const Rules& rules, const casework::Actor& who,
                                       calendar::Instant now) {
    const casework::Case none;
    return casework::Authority(rules.book(), none, who, now)
        .refusal(CaseAct::HearConcerns, casework::no_request);
}

std::optional<Refusal> direct_provider(store::Store& store, const Rules& rules,
                                       const ProviderDirection& direction, const casework::Actor& by,
                                       calendar::Instant now) {
    if (auto no = casework::refused_by_table(CaseAct::Direct, by.role)) return no;
    if (auto no = refusal_to_hear(rules, by, now)) return no;
    if (!is_known(store, direction.provider))
        return Refusal{RefusalKind::Nothing, "no provider is known by this identifier", "",
                       "write that of an organization, or of the account of a provider"};
    const DirectionRecord said{rules.id(), direction.provider, direction.direction, direction.words};
    for (;;) { // again when somebody was faster
        store::Batch batch;
        batch.appends = {{directions_stream(direction.provider),
                          store.head(directions_stream(direction.provider)).sequence,
                          {{now, by.person.text, std::string(to_text(by.role)), std::string(directed), 1,
                            casework::fields_json(said)}}}};
        if (store.commit(batch)) return std::nullopt;
    }
}

std::vector<ProviderDirection> directions_on(store::Store& store, const std::string& program,
                                             const std::vector<std::string>& providers) {
    std::vector<ProviderDirection> all;
    const std::set<std::string> once(providers.begin(), providers.end());
    for (const std::string& one : once) {
        if (store::StreamId::is_key(one)) add_directions(store, directions_stream(one), all);
    }
    std::erase_if(all, [&](const ProviderDirection& one) { return one.until || one.program != program; });
    return all;
}

} // namespace assent::desk
