#include "portal/home/search.hpp"

#include <utility>

#include "base/text.hpp"
#include "desk/published.hpp"
#include "http/page.hpp"
#include "http/target.hpp"

namespace assent::portal {
namespace {

constexpr std::size_t rows_of_a_page = 25;
constexpr std::size_t most_looked_at = 150; // for one page

bool has_any(store::Store& store, store::CaseQuery query) {
    query.limit = 1;
    return !store.cases(query).empty();
}

bool contains(const std::string& where, const std::string& lower) {
    return base::to_lower(where).find(lower) != std::string::npos;
}

// Where something of it stands in the row.
bool has_words(const Listed& one, const std::string& text) {
    const std::string lower = base::to_lower(text);
    return contains(one.member, lower) || contains(one.seen.member(), lower) ||
           contains(one.seen.number(), lower) || contains(one.service, lower);
}

bool fits(const Listed& one, const Search& search, const casework::Actor& actor) {
    if (!search.text.empty() && !has_words(one, search.text)) return false;
    if (!search.service.empty() && one.discipline != search.service) return false;
    return !search.mine || one.seen.file().now.at(one.seen.first()).asked_by == actor.person;
}

} // namespace

Search search_of(const http::Request& request) {
    const auto asked = [&](const char* name) {
        return std::string(base::trim(request.asked(name).value_or("")));
    };
    return {asked("text"), asked("state"), asked("service"), asked("whose") == "mine"};
}

std::string address_of(const Search& search, const std::string& after) {
    http::Target target{"/", {}};
    const auto put = [&](const char* name, const std::string& value) {
        if (!value.empty()) target.query[name] = value;
    };
    put("text", search.text);
    put("state", search.state);
    put("service", search.service);
    put("whose", search.mine ? "mine" : "");
    put("after", after);
    return http::write_target(target).substr(1);
}

// A text that is the number of an authorization, a member or the number of a case is asked for as that.
bool narrow(store::Store& store, store::CaseQuery& query, Search& search) {
    if (!search.state.empty()) query.state = std::exchange(search.state, "");
    const std::string number = case_number_in(search.text);
    for (const auto& [column, value] : {std::pair{&store::CaseQuery::number, search.text},
                                        {&store::CaseQuery::member, search.text},
                                        {&store::CaseQuery::case_number, number}}) {
        store::CaseQuery exact = query;
        exact.*column = value;
        if (search.text.empty() || !has_any(store, exact)) continue;
        query.*column = value;
        search.text.clear();
    }
    return query.number || query.member || query.case_number;
}

Sieve::Sieve(const Visit& visit, const Services& services, Search left)
    : visit_(visit), services_(services), left_(std::move(left)), name_of_(desk::names_in(services.store)) {}

std::optional<Listed> Sieve::look(const store::CaseRow& row) const {
    auto file = services_.desk.see(visit_.actor().person, row.stream, visit_.now);
    if (!file || file->now.requests.empty()) return std::nullopt;
    Listed one = listed(CaseSeen(std::move(*file), visit_.actor(), visit_.now), name_of_);
    return fits(one, left_, visit_.actor()) ? std::optional(std::move(one)) : std::nullopt;
}

Found find(const Visit& visit, const Services& services, store::CaseQuery query, const Search& left) {
    const Sieve sieve(visit, services, left);
    query.limit = static_cast<int>(rows_of_a_page) + 1; // one more tells whether there is another page
    if (const auto after = visit.request.asked("after")) query.after = http::place_of(*after, query);
    Found found;
    std::optional<store::CaseRow> last;
    std::size_t looked_at = 0;
    for (bool more = true; more;) {
        const auto rows = services.store.cases(query);
        for (const store::CaseRow& row : rows) {
            if (found.all.size() == rows_of_a_page || looked_at++ == most_looked_at) {
                found.next = http::mark_of(*last, query);
                return found;
            }
            if (auto one = sieve.look(row)) found.all.push_back(std::move(*one));
            last = row;
        }
        more = std::ssize(rows) == query.limit;
        if (more) query.after = store::place_of(rows.back(), query);
    }
    return found;
}

} // namespace assent::portal
