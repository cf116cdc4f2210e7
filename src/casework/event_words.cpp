#include "casework/event_words.hpp"

namespace assent::casework {
namespace {

template <std::size_t N, typename E>
std::string_view of(const std::array<std::string_view, N>& words, E one) {
    static_assert(N == words_in<E>);
    return words[static_cast<std::size_t>(one)];
}

constexpr std::array<std::string_view, 8> endings = {"not required",       "cancelled",   "returned",
                                                     "technically denied", "refused",     "withdrawn",
                                                     "converted",          "not reviewed"};
constexpr std::array<std::string_view, 8> outcomes = {"approved",     "partially denied", "denied",
                                                      "upheld",       "modified",         "reversed",
                                                      "answered yes", "answered no"};
constexpr std::array<std::string_view, 3> directions = {"hold", "continue", "alter"};
constexpr std::array<std::string_view, 6> adverse = {"deny", "partially deny", "uphold", "modify",
                                                     "end",  "reduce"};

// What opens and what lapses are two each: of a term, and of a request.
std::string_view of_request(policy::Happening what) {
    if (what == policy::Happening::RequestOpens) return "request opens";
    return what == policy::Happening::RequestLapsed ? "request lapsed" : "";
}

// "open" is both: a right, and a request.
std::string_view of_request(policy::EffectKind kind) {
    return kind == policy::EffectKind::OpenRequest ? "open request" : "";
}

} // namespace

std::string_view word_of(Role one) { return to_text(one); }
std::string_view word_of(policy::Channel one) { return policy::to_text(one); }
std::string_view word_of(policy::Act one) { return policy::to_text(one); }
std::string_view word_of(policy::Happening one) {
    const std::string_view own = of_request(one);
    return own.empty() ? policy::to_text(one) : own;
}
std::string_view word_of(policy::EffectKind one) {
    const std::string_view own = of_request(one);
    return own.empty() ? policy::to_text(one) : own;
}
std::string_view word_of(EndedAs one) { return of(endings, one); }
std::string_view word_of(Overall one) { return of(outcomes, one); }
std::string_view word_of(Direction one) { return of(directions, one); }
std::string_view word_of(Adverse one) { return of(adverse, one); }

} // namespace assent::casework
