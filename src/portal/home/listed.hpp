#pragma once
// One case as a row of a list shows it: who it is about, what was asked, what is happening in the sentences
// that head the case, and the next date. And the table of such rows, which a phone shows as cards.

#include <string>
#include <vector>

#include "letters/content.hpp"
#include "portal/case_seen.hpp"
#include "portal/html.hpp"

namespace assent::portal {

struct Listed {
    CaseSeen seen;
    std::string member;     // by name
    std::string discipline; // "physical therapy"; "" where the program has none, or nobody told
    std::string service;    // "physical therapy, 97110"
    casework::Situation now;
};

Listed listed(CaseSeen seen, const letters::NameOf& name_of);

Html table(const std::string& caption, const std::vector<Listed>& rows);

} // namespace assent::portal
