#pragma once
// What follows from a case for those who look for work: its row in the worklists, and the moment at which
// time must be let pass over it again. Pure, so that what the store holds can be made again and compared.

#include <optional>
#include <vector>

#include "casework/term.hpp"
#include "desk/case_file.hpp"

namespace assent::desk {

// The request that a row is about: what somebody still works on, the latest; or else the latest of all.
// Requires: the case has one.
casework::RequestNo current(const casework::Case& of);

// The duty that is to be done first by anybody; null when nothing is owed by a time.
const casework::Term* first_owed(const policy::Program& program, const std::vector<casework::Term>& terms);

// `terms` are those of the case now.
store::CaseRow row_of(const CaseFile& file, const std::vector<casework::Term>& terms);

// What its organization can ask for at that moment about that request, once it is over: the right that ends
// first, from the moment at which it opens.
store::RightRow right_of(const CaseFile& file, const std::vector<casework::Term>& terms,
                         calendar::Instant now);

// By when a thread is to be answered, where the program says so.
std::optional<calendar::Instant> answer_due(const CaseFile& file, const casework::Thread& thread,
                                            const std::vector<casework::Term>& terms);

// What was told in it, in the list of what is to be followed up.
std::vector<store::ContactRow> contacts_of(const CaseFile& file, const std::vector<casework::Term>& terms);

} // namespace assent::desk
