#pragma once
// What can be decided about one line of a request. The software may approve; an adverse determination is a
// type of its own that nobody can make but Authority, for a person whose level's words it satisfies, and the
// reader of an old log, who takes it as it was issued. There is no other way to have one.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "calendar/zone.hpp"
#include "casework/ids.hpp"

namespace assent::casework {

using calendar::Instant;

// What is granted on a line. Days are inclusive; 1970-01-01 stands for one that was not asked for.
struct Granted {
    std::int64_t units = 0;
    std::int64_t frequency = 0; // sessions a week; 0: not asked
    calendar::Date from{}, through{};

    friend bool operator==(const Granted&, const Granted&) = default;
};

// Whether both its days are known.
inline bool has_days(const Granted& granted) {
    return granted.from != calendar::Date{} && granted.through != calendar::Date{};
}

// By which words it was decided: "Agency-approved therapy criteria", "2026.1".
struct Criteria {
    std::string name, version;

    bool empty() const { return name.empty() || version.empty(); }
};

struct Approval {
    Granted granted;
    bool by_rule = false;  // by the software, under a line of the program's decisions
    bool reversal = false; // of an adverse determination
    Criteria criteria;
    std::string rationale;
};

enum class Adverse : std::uint8_t { Deny, PartiallyDeny, Uphold, Modify, End, Reduce };

class AdverseDetermination {
public:
    struct Content {
        Adverse kind = Adverse::Deny;
        std::optional<Granted> granted; // the part that is approved
        std::string rationale;          // why, in words for this case
        Criteria criteria;
        PersonId reviewer;
        std::uint16_t level = 0;
        std::optional<Instant> contact; // when the ordering provider was tried to be reached
    };

    const Content& content() const { return content_; }

private:
    friend class Authority;   // issues it
    friend class EventReader; // reads it back from a log, where it was issued
    explicit AdverseDetermination(Content content) : content_(std::move(content)) {}

    Content content_;
};

// What somebody else decided, where the outcomes are theirs and only reported to us.
struct ReportedOutcome {
    bool adverse = false;
    std::optional<Granted> granted;
    std::string words;
};

// The answer to a request that asks yes or no, when it is yes; a no is adverse.
struct Yes {
    Criteria criteria;
    std::string rationale;
};

using Determination = std::variant<Approval, AdverseDetermination, ReportedOutcome, Yes>;

// What is granted by it, if anything.
const Granted* granted_by(const Determination&);
bool is_adverse(const Determination&);
// Why, in the words of whoever decided; "" when nobody wrote any.
std::string_view rationale_of(const Determination&);
// By which words it was decided; empty of an outcome that is only reported.
Criteria criteria_of(const Determination&);

} // namespace assent::casework
