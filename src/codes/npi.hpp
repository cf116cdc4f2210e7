#pragma once
// A National Provider Identifier: ten digits, the first of them 1 or 2, the last a check digit. An
// Npi that exists has that shape; whether it was ever issued, and to whom, is a registry's answer.
// Source: 45 CFR 162.406, and the check digit that CMS publishes for it (the Luhn formula over the
// number behind the prefix 80840).

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace assent::codes {

class Npi {
public:
    const std::string& text() const { return text_; }
    friend bool operator==(const Npi&, const Npi&) = default;
    friend base::Result<Npi> read_npi(std::string_view raw, const base::Place& place);

private:
    explicit Npi(std::string_view text) : text_(text) {}
    std::string text_;
};

// The identifier, blanks at both ends ignored, or all that is wrong with the text at `place`. The
// messages do not repeat the text.
base::Result<Npi> read_npi(std::string_view raw, const base::Place& place);

} // namespace assent::codes
