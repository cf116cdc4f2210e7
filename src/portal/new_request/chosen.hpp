#pragma once
// Which request a page is about, by its address: under which rules and as which type, of a case that is to
// begin or about an earlier request of one.

#include <optional>
#include <string>
#include <vector>

#include "desk/desk.hpp"
#include "portal/case_seen.hpp"
#include "portal/new_request/further.hpp"
#include "portal/papers.hpp"

namespace assent::portal {

struct Chosen {
    const desk::Rules* rules = nullptr;
    std::uint16_t type = 0;
    std::optional<CaseSeen> of = std::nullopt; // none: a case begins with it
    casework::RequestNo about = casework::no_request;
    Days days = {};
    casework::RequestNo after = casework::no_request; // as Further has it

    const std::string& name() const { return rules->program().requests[type].name.text; }
    std::string address() const;
};

// What a case can begin with, under every program in force.
std::vector<Chosen> choices(const Services& services, calendar::Instant now);

// "/new/{family}/{program}/{type}", or "/cases/{member}/{number}/new/{type}/{after}" as far as such a request
// may be asked now; nothing for anything else.
std::optional<Chosen> chosen(const Visit& visit, const Services& services);

// What was told with the request that it is about or is asked instead of, and who is named in its case, to be
// changed where it has changed. Requires: there is one.
Fields told_before(const Chosen& what);

} // namespace assent::portal
