#pragma once
// The papers of a form: each of a kind, ticked when it is on its way by mail or fax, or with a file. A file
// is kept as soon as it comes, and its digest stands in the form from then on, so that looking, saving and a
// mistake elsewhere lose none. A digest counts only for who handed the document in, or somebody of their
// organization.

#include <map>
#include <string>
#include <vector>

#include "casework/handed_in.hpp"
#include "portal/html.hpp"
#include "portal/visit.hpp"

namespace assent::portal {

// Fields by their names, as a browser sends them.
using Fields = std::map<std::string, std::string>;

// Keeps the files of the form. What is wrong with one of them, and what to do instead; "" when nothing is.
std::string keep_files(Visit& visit, const Services& services);

// What was ticked or handed in. A document that is not theirs to file is left out.
std::vector<casework::Paper> papers_in(const Fields& fields, const Services& services,
                                       const casework::Actor& actor);

// A box and a file for each kind, as they were filled in; of the kinds that were filled in, too.
Html paper_fields(const std::vector<std::string>& kinds, const Fields& fields);

} // namespace assent::portal
