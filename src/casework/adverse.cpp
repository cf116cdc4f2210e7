#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/expects.hpp"
#include "casework/authority.hpp"
#include "casework/case_facts.hpp"
#include "casework/party_match.hpp"
#include "casework/review.hpp"
#include "casework/spoken.hpp"

// The one place where an adverse determination is made.

namespace assent::casework {
namespace {

using policy::Happening;
using policy::LevelAct;

using Happenings = std::array<Happening, 4>;

// The outcomes of a request that such a line can lead to: one line denied may leave another approved.
constexpr Happenings outcomes_of(Adverse adverse) {
    switch (adverse) {
        case Adverse::Deny:
        case Adverse::Uphold:
            return {Happening::Denied, Happening::PartiallyDenied, Happening::Upheld, Happening::Modified};
        case Adverse::PartiallyDeny:
        case Adverse::Modify:
            return {Happening::PartiallyDenied, Happening::Modified, Happening::PartiallyDenied,
                    Happening::Modified};
        case Adverse::End:
            return {Happening::Ended, Happening::Reduced, Happening::Denied, Happening::PartiallyDenied};
        case Adverse::Reduce: break;
    }
    return {Happening::Reduced, Happening::Reduced, Happening::Reduced, Happening::Reduced};
}

constexpr LevelAct act_of(Adverse adverse) {
    constexpr std::array acts = {LevelAct::Deny,   LevelAct::PartiallyDeny, LevelAct::Uphold,
                                 LevelAct::Modify, LevelAct::End,           LevelAct::Reduce};
    return acts[static_cast<std::size_t>(adverse)];
}

constexpr bool grants_part(Adverse adverse) {
    return adverse == Adverse::PartiallyDeny || adverse == Adverse::Modify || adverse == Adverse::Reduce;
}

Refusal incomplete(std::string rule, const policy::LevelDef& level, std::string instead) {
    return {RefusalKind::Incomplete, std::move(rule), phrase_of(level.sources), std::move(instead)};
}

} // namespace

bool owes(Adverse adverse, const policy::NoticeDef& notice) {
    const Happenings outcomes = outcomes_of(adverse);
    return std::any_of(notice.when.begin(), notice.when.end(), [&](const policy::EventRef& event) {
        return event.what == Happening::Decided ||
               std::find(outcomes.begin(), outcomes.end(), event.what) != outcomes.end();
    });
}

base::Expected<AdverseDetermination, Refusal> Authority::adverse(RequestNo request,
                                                                 AdverseDetermination::Content content,
                                                                 const CheckedNotice& notice) const {
    const LevelAct act = act_of(content.kind);
    if (auto no = refusal(CaseAct::Deny, request)) return tl::unexpected(std::move(*no));
    if (auto no = refusal_at_level(act, request)) return tl::unexpected(std::move(*no));
    const auto level = deciding_level(act, request);
    base::expects(level.has_value(), "what may be done at a level is done at one");
    content.level = *level;
    if (auto no = not_theirs_to_sign(content, request)) return tl::unexpected(std::move(*no));
    if (auto no = not_reasoned(content)) return tl::unexpected(std::move(*no));
    if (auto no = refusal_by_guard(act, *level, request)) return tl::unexpected(std::move(*no));
    if (auto no = not_noticed(content.kind, notice)) return tl::unexpected(std::move(*no));
    content.reviewer = actor_.person;
    return AdverseDetermination(std::move(content));
}

Authority::Refused Authority::not_theirs_to_sign(const AdverseDetermination::Content& content,
                                                 RequestNo request) const {
    if (!content.reviewer.empty() && content.reviewer != actor_.person)
        return Refusal{RefusalKind::NotTheirs, "an adverse determination is signed by whoever makes it", "",
                       "sign it yourself, or have the other reviewer make it"};
    // Whether or not the level's words say so: nobody who owes something to somebody in the case.
    if (!PartyMatch(book_, case_, actor_, today()).in_conflict(request)) return std::nullopt;
    return Refusal{RefusalKind::Unqualified, "nobody with a conflict of interest decides against a member",
                   "", "give it back, to be assigned to somebody without one"};
}

Authority::Refused Authority::not_reasoned(const AdverseDetermination::Content& content) const {
    const policy::LevelDef& level = program().levels[content.level];
    if (is_blank(content.rationale))
        return incomplete("an adverse determination gives its reason", level, "write the reason in words");
    if (is_blank(content.criteria.name) || is_blank(content.criteria.version))
        return incomplete("an adverse determination names its criteria and their version", level,
                          "name the criteria, and their version");
    if (content.contact && *content.contact > now_)
        return incomplete("a contact is recorded once it was tried", level, "record when it was tried");
    const bool part = content.granted.has_value();
    if (grants_part(content.kind) && !part)
        return incomplete("what is denied in part says which part is approved", level,
                          "say what is approved of it");
    if (content.kind == Adverse::Deny && part)
        return incomplete("a denial grants nothing", level, "partially deny it");
    return std::nullopt;
}

std::optional<Refusal> Authority::refusal_by_guard(LevelAct act, std::uint16_t level,
                                                   RequestNo request) const {
    for (const Promise& one : conditions_of(act, level, request, case_, book_)) {
        if (one.kept) continue;
        const std::string instead = one.settled ? "take another act, or correct what was told"
                                    : one.question.empty()
                                        ? "see to that first, and record it"
                                        : fmt::format("see to that first, and record it: {}", one.question);
        return Refusal{
            RefusalKind::Guarded,
            fmt::format("{}: to {}, {}", program().levels[level].name.text, to_text(act), one.unkept),
            one.source, instead};
    }
    return std::nullopt;
}

Authority::Refused Authority::not_noticed(Adverse adverse, const CheckedNotice& checked) const {
    const ComposedNotice& notice = checked.notice();
    const bool known = notice.notice < program().notices.size();
    const policy::NoticeDef* def = known ? &program().notices[notice.notice] : nullptr;
    if (!def || !owes(adverse, *def))
        return Refusal{RefusalKind::NoNotice,
                       fmt::format("to {}, the notice that it owes must stand", to_text(act_of(adverse))),
                       def ? phrase_of(def->sources) : "", "compose the notice of this outcome"};
    for (const std::string& element : def->says) {
        const auto& placed = notice.elements;
        if (std::find(placed.begin(), placed.end(), element) != placed.end()) continue;
        return Refusal{RefusalKind::NoNotice, fmt::format("notice {} says {}", def->name.text, element),
                       phrase_of(def->sources), fmt::format("let its template say {}", element)};
    }
    return std::nullopt;
}

} // namespace assent::casework
