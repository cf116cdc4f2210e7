#pragma once
// The draft of a page: what was filled in, kept for the whole office under a name, with the address it
// belongs to. A page knows what it has kept itself by the number that it bears, so an answer that was lost,
// or two that crossed, cost nothing; what a colleague has kept since is never overwritten.

#include <optional>
#include <string>

#include "desk/drafts.hpp"
#include "portal/papers.hpp"

namespace assent::portal {

// What a page sends beside what was filled in.
bool is_of_the_page(const std::string& field);

// A draft as it was kept: the page it belongs to, and what was filled in.
struct KeptDraft {
    std::string page, once; // by which the page that kept it is known
    Fields fields;
};

// Nothing when it is none of a page.
std::optional<KeptDraft> read_draft(const desk::Draft& draft);

std::string draft_text(const Visit& visit);

class DraftOf {
public:
    // Looks at both for as long as it lives.
    DraftOf(Visit& visit, const Services& services);

    // True when it is kept, and then the form bears its name and state; otherwise why not.
    base::Expected<bool, desk::DraftRefusal> keep();

    // It was sent, or is wanted no more. False when a colleague has changed it.
    bool remove();

    // As it is kept now.
    std::optional<desk::Draft> there() const { return drafts_.find(name_); }

private:
    std::optional<std::int64_t> seen() const;

    Visit& visit_;
    desk::Drafts drafts_;
    std::string name_;
};

} // namespace assent::portal
