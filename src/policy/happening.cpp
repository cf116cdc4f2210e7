#include "policy/happening.hpp"

#include <algorithm>
#include <array>

#include "policy/people.hpp"

namespace assent::policy {
namespace {

struct Phrase {
    std::string_view words;
    Happening what;
};

constexpr std::array happening_words = {
    Phrase{"received", Happening::Received},
    Phrase{"submitted", Happening::Submitted},
    Phrase{"complete information", Happening::Completed},
    Phrase{"pended", Happening::Pended},
    Phrase{"supplied", Happening::Supplied},
    Phrase{"suspended", Happening::Suspended},
    Phrase{"reopened", Happening::Reopened},
    Phrase{"assigned", Happening::Assigned},
    Phrase{"referred", Happening::Referred},
    Phrase{"decided", Happening::Decided},
    Phrase{"approved", Happening::Approved},
    Phrase{"partially denied", Happening::PartiallyDenied},
    Phrase{"denied", Happening::Denied},
    Phrase{"upheld", Happening::Upheld},
    Phrase{"modified", Happening::Modified},
    Phrase{"reversed", Happening::Reversed},
    Phrase{"technically denied", Happening::TechnicallyDenied},
    Phrase{"not required", Happening::NotRequired},
    Phrase{"cancelled", Happening::Cancelled},
    Phrase{"returned", Happening::Returned},
    Phrase{"refused", Happening::Refused},
    Phrase{"withdrawn", Happening::Withdrawn},
    Phrase{"expedite asked", Happening::ExpediteAsked},
    Phrase{"expedited", Happening::Expedited},
    Phrase{"expedite refused", Happening::ExpediteRefused},
    Phrase{"converted", Happening::Converted},
    Phrase{"not reviewed", Happening::NotReviewed},
    Phrase{"voided", Happening::Voided},
    Phrase{"reduced", Happening::Reduced},
    Phrase{"extended", Happening::Extended},
    Phrase{"ended", Happening::Ended},
    Phrase{"concern raised", Happening::ConcernRaised},
    Phrase{"question asked", Happening::QuestionAsked},
    Phrase{"message left", Happening::MessageLeft},
    Phrase{"complaint made", Happening::ComplaintMade},
    Phrase{"inquiry made", Happening::InquiryMade},
    Phrase{"answered", Happening::Answered},
    Phrase{"contacted", Happening::Contacted},
    Phrase{"notice", Happening::Dated},
    Phrase{"notice sent", Happening::Sent},
    Phrase{"notice served", Happening::Served},
    Phrase{"notice came back", Happening::CameBack},
    Phrase{"fact", Happening::Told},
    Phrase{"last day certified", Happening::LastDayCertified},
    Phrase{"missed", Happening::Missed},
    Phrase{"lapsed", Happening::Lapsed},
    Phrase{"opens", Happening::Opens},
    Phrase{"opens", Happening::RequestOpens},
    Phrase{"lapsed", Happening::RequestLapsed},
};

constexpr bool in_order() {
    std::size_t i = 0;
    return std::all_of(happening_words.begin(), happening_words.end(),
                       [&i](const Phrase& one) { return one.what == static_cast<Happening>(i++); });
}
static_assert(happening_words.size() == happenings && in_order(),
              "each happening has its words, in their order");

// Other words for the same.
constexpr std::array synonyms = {
    Phrase{"receipt", Happening::Received},
    Phrase{"determination", Happening::Decided},
    Phrase{"valid and complete request", Happening::Completed},
    Phrase{"a valid and complete request", Happening::Completed},
    Phrase{"receipt of valid and complete request", Happening::Completed},
    Phrase{"receipt of a valid and complete request", Happening::Completed},
};
constexpr std::array of_terms = {Phrase{"missed", Happening::Missed}, Phrase{"lapsed", Happening::Lapsed},
                                 Phrase{"opens", Happening::Opens}};
constexpr std::array of_requests = {Phrase{"lapsed", Happening::RequestLapsed},
                                    Phrase{"opens", Happening::RequestOpens}};
constexpr std::array of_notices = {Phrase{"sent", Happening::Sent}, Phrase{"served", Happening::Served},
                                   Phrase{"came back", Happening::CameBack}};
constexpr std::array before_notices = {
    Phrase{"date of", Happening::Dated}, Phrase{"the date of", Happening::Dated},
    Phrase{"sending of", Happening::Sent}, Phrase{"receipt of", Happening::Served}};

template <typename Phrases>
std::optional<Happening> one_of(Cursor& cursor, const Phrases& phrases) {
    for (const Phrase& phrase : phrases) {
        if (cursor.accept(phrase.words)) return phrase.what;
    }
    return std::nullopt;
}

std::optional<std::uint16_t> accept_name(Cursor& cursor, const Names& names, NameKind kind) {
    const auto found = names.at(kind, cursor.left());
    if (!found) return std::nullopt;
    cursor.skip(found->length);
    return found->index;
}

std::optional<EventRef> of_term(Cursor& cursor, const Names& names) {
    const auto term = accept_name(cursor, names, NameKind::Term);
    const auto what = term ? one_of(cursor, of_terms) : std::nullopt;
    if (!what) return std::nullopt;
    return EventRef{*what, *term};
}

std::optional<EventRef> of_request(Cursor& cursor, const Names& names) {
    const auto request = accept_name(cursor, names, NameKind::Request);
    const auto what = request ? one_of(cursor, of_requests) : std::nullopt;
    if (!what) return std::nullopt;
    return EventRef{*what, *request};
}

std::optional<EventRef> of_fact(Cursor& cursor, const Names& names) {
    const auto fact = accept_name(cursor, names, NameKind::Fact);
    if (!fact) return std::nullopt;
    return EventRef{Happening::Told, *fact};
}

std::optional<EventRef> of_notice(Cursor& cursor, const Names& names) {
    const auto before = one_of(cursor, before_notices);
    if (!cursor.accept("notice of")) return std::nullopt;
    const auto notice = accept_name(cursor, names, NameKind::Notice);
    if (!notice) return std::nullopt;
    if (before) return EventRef{*before, *notice};
    return EventRef{one_of(cursor, of_notices).value_or(Happening::Dated), *notice};
}

// The level or party after the words, where one stands there; else the cursor is not moved.
std::uint16_t object_of(Cursor& cursor, const Names& names, Happening what) {
    Cursor ahead = cursor;
    std::optional<std::uint16_t> object;
    if (what == Happening::Contacted) {
        object = accept_name(ahead, names, NameKind::Party);
        if (!object && ahead.accept("us")) object = us;
        if (!object && ahead.accept("the requester")) object = requester;
    } else if (ahead.accept(what == Happening::Pended ? "at" : "to")) {
        object = accept_name(ahead, names, NameKind::Level);
    }
    if (object) cursor.skip(cursor.left().size() - ahead.left().size());
    return object.value_or(any_object);
}

std::optional<EventRef> of_itself(Cursor& cursor, const Names& names) {
    Phrase longest{{}, Happening::Received};
    const auto consider = [&](std::string_view words, Happening what) {
        if (cursor.sees(words) && words.size() > longest.words.size()) longest = {words, what};
    };
    for (const Phrase& one : happening_words) {
        if (stands_alone(one.what)) consider(one.words, one.what);
    }
    for (const Phrase& synonym : synonyms) consider(synonym.words, synonym.what);
    if (longest.words.empty()) return std::nullopt;
    cursor.accept(longest.words);
    const Happening what = longest.what;
    const bool of_object =
        what == Happening::Pended || what == Happening::Referred || what == Happening::Contacted;
    return EventRef{what, of_object ? object_of(cursor, names, what) : any_object};
}

} // namespace

std::string_view to_text(Happening happening) {
    return happening_words[static_cast<std::size_t>(happening)].words;
}

bool stands_alone(Happening happening) {
    return happening <= Happening::Contacted || happening == Happening::LastDayCertified;
}

std::optional<EventRef> event_at(Cursor& cursor, const Names& names) {
    cursor.skip(0); // so that it ends with a word, as those below do
    std::optional<EventRef> longest;
    std::size_t left = cursor.left().size();
    for (const auto read : {of_term, of_request, of_fact, of_notice, of_itself}) {
        Cursor ahead = cursor;
        const auto event = read(ahead, names);
        if (!event || ahead.left().size() >= left) continue;
        longest = event;
        left = ahead.left().size();
    }
    if (longest) cursor.skip(cursor.left().size() - left);
    return longest;
}

} // namespace assent::policy
