#include "casework/event.hpp"

#include <array>

namespace assent::casework {

namespace {

constexpr std::array<std::string_view, std::variant_size_v<What>> names_of_kinds = {
    "Begun",     "Submitted",       "Received",  "Screened",  "Assigned", "Released", "Reported",
    "Filed",     "Supplied",        "Completed", "Pended",    "Reopened", "Referred", "Determined",
    "Decided",   "Ended",           "Composed",  "Sent",      "Served",   "CameBack", "Passed",
    "Revoked",   "Contacted",       "Messaged",  "Answered",  "Flagged",  "Directed", "ExpediteAsked",
    "Expedited", "ExpediteRefused", "Extended",  "Corrected", "Named",    "Voided",   "Counted",
    "Reserved",  "Resumed",         "Closed"};

} // namespace

std::string_view kind_of(const What& what) { return names_of_kinds[what.index()]; }

std::vector<std::string> event_kinds() { return {names_of_kinds.begin(), names_of_kinds.end()}; }

RequestNo request_of(const What& what) {
    return std::visit(
        [](const auto& event) -> RequestNo {
            if constexpr (requires { event.request; }) {
                return event.request;
            } else if constexpr (requires { event.term.request; }) {
                return event.term.request;
            } else {
                return no_request;
            }
        },
        what);
}

std::string_view reason_of(const What& what) {
    return std::visit(
        [](const auto& event) -> std::string_view {
            if constexpr (requires { event.reason; }) {
                return event.reason;
            } else if constexpr (requires { event.note; }) {
                return event.note; // of a call: what was said
            } else {
                return {};
            }
        },
        what);
}

} // namespace assent::casework
