#pragma once
// One act as a form that opens where it stands: its fields, and a button that says what it does. It goes to
// the page of the case; when that comes again because something was wrong, the form is open and holds what
// was typed.

#include <string>
#include <vector>

#include "portal/case_seen.hpp"
#include "portal/html.hpp"
#include "portal/visit.hpp"

namespace assent::portal {

class ActForm {
public:
    ActForm(const Visit& visit, const CaseSeen& seen, casework::RequestNo request)
        : visit_(visit), seen_(seen), request_(request) {}

    Html of(const char* act, const char* button, const Html& fields) const;
    Html with_files(const char* act, const char* button, const std::vector<std::string>& kinds) const;
    Html plain(const char* act, const char* button) const; // without anything to fill in

    // Fields of an act, which must be filled in.
    Html words(const char* act, const char* name, const char* label) const;
    Html text(const char* act, const char* name, const char* label) const;
    Html choice(const char* act, const char* name, const char* label,
                const std::vector<std::string>& options) const;

    // "return-reason-1": without blanks, which no identifier has.
    std::string id_of(const char* act, const char* name) const;

private:
    Html opening(const char* act, const char* button) const;
    Html closing(const char* act, const char* button, const Html& fields) const;
    std::string typed(const char* act, const char* name) const;

    const Visit& visit_;
    const CaseSeen& seen_;
    casework::RequestNo request_;
};

} // namespace assent::portal
