#pragma once
// What somebody looks for among cases. It stands in the address, so that what was found can be kept, sent to
// a colleague and come back to. What the store has an index for is asked of it; the rest is looked at case by
// case, and never more than so many of them for one page, which then says so and goes on from there.

#include <optional>
#include <string>
#include <vector>

#include "portal/home/listed.hpp"
#include "store/store.hpp"

namespace assent::portal {

struct Search {
    std::string text;           // a member or an authorization as it is written, or words of what a row shows
    std::string state, service; // "pended", "speech-language pathology"
    bool mine = false;          // what the reader asked for themselves

    bool empty() const { return text.empty() && state.empty() && service.empty() && !mine; }
};

Search search_of(const http::Request& request);

// "?text=...&state=...", with what goes behind it; "" where nothing is looked for and nothing goes behind.
std::string address_of(const Search& search, const std::string& after = {});

// Has the store look for what it has an index for: it leaves the search and enters the query. True when the
// query is for one member, one authorization or one case from now on.
bool narrow(store::Store& store, store::CaseQuery& query, Search& search);

// What is left to look for, case by case.
class Sieve {
public:
    // Looks at the visit and the services for as long as it lives.
    Sieve(const Visit& visit, const Services& services, Search left);

    // The case of a row; nothing when it is not the visitor's to see, or not what is looked for.
    std::optional<Listed> look(const store::CaseRow& row) const;

private:
    const Visit& visit_;
    const Services& services_;
    Search left_;
    letters::NameOf name_of_;
};

struct Found {
    std::vector<Listed> all;
    std::optional<std::string> next; // where the next page begins
};

// One page of the cases under a query, the earliest due first, from the place that the address names.
Found find(const Visit& visit, const Services& services, store::CaseQuery query, const Search& left);

} // namespace assent::portal
