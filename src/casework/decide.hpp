#pragma once
// The heart: a command against a case gives the events it causes, or a refusal that says why and what to do
// instead. Pure: the moment, the actor, the program and whoever composes notices are handed in. The same case
// and command give the same events, and deciding changes nothing.

#include <vector>

#include "base/result.hpp"
#include "casework/case.hpp"
#include "casework/command.hpp"
#include "casework/refusal.hpp"
#include "casework/rule_book.hpp"

namespace assent::casework {

// What a notice is to be composed of: a request of a case, and what is being decided about it, which is no
// event yet.
struct NoticeDemand {
    const Case& of;
    RequestNo request = 0;
    std::uint16_t notice = 0; // among the program's
    Instant now{};
    const Decide* decision = nullptr; // none: it is about what has happened already
};

struct Composition {
    ComposedNotice notice;
    NoticeContent content;
};

// Composes the text of notices; handed in, because letters know templates and casework knows none.
class NoticeComposer {
public:
    virtual ~NoticeComposer() = default;
    virtual Composition compose(const NoticeDemand&) const = 0;
};

// What the desk knows of a member's other cases that bears on a new request.
struct Elsewhere {
    std::string request; // as people name it
    std::int64_t code = 0;
    calendar::Date from{}, through{};
    bool authorized = false;
    bool open = false;
};

// What is used of one of the member's accounts in one year, reservations included.
struct Balance {
    std::uint16_t ledger = 0; // among the program's
    std::int32_t period = 0;
    std::int64_t used = 0;
};

struct Context {
    Instant now{};
    const Actor& actor;
    const RuleBook& book;
    const NoticeComposer& composer;
    std::vector<Elsewhere> elsewhere = {};
    std::vector<Balance> balances = {}; // one that is missing is not known
};

base::Expected<Events, Refusal> decide(const Case&, const Command&, const Context&);

// About an outcome that somebody does not accept: the software tests its time and its standing, no more.
bool is_dispute(const policy::RequestDef& type);

} // namespace assent::casework
