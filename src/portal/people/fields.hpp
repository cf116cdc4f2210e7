#pragma once
// The fields of a form of one column: each with its label, what was typed before, and next to it what is
// wrong with that and what to write instead.

#include <map>
#include <string>
#include <vector>

#include "portal/layout.hpp"

namespace assent::portal {

using Mistakes = std::map<std::string, std::string>; // what to write instead, by the fields' names

struct FieldLook {
    std::string name, label;
    std::string hint = {};
    std::string value = {}; // while nothing was typed
    std::string list = {};  // the id of words to choose from
    bool needed = true;
    bool is_date = false;
};

class FormFields {
public:
    // Looks at both for as long as it lives.
    FormFields(const Visit& visit, const Mistakes& mistakes) : visit_(visit), mistakes_(mistakes) {}

    Html text(const FieldLook& look) const;
    Html words(const FieldLook& look) const; // of several lines
    Html choice(const FieldLook& look, const std::vector<std::string>& options) const;

private:
    Html above(const FieldLook& look) const;
    Html described(const FieldLook& look) const;
    std::string value(const FieldLook& look) const;

    const Visit& visit_;
    const Mistakes& mistakes_;
};

Html hidden_field(const std::string& name, const std::string& value);

} // namespace assent::portal
