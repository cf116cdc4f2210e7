#include "casework/instance.hpp"

#include <algorithm>

#include "casework/term_order.hpp"

namespace assent::casework {
namespace {

using policy::Channel;
using policy::Deed;
using policy::EventRef;
using policy::Happening;
using policy::TermDef;

bool ends_request(Happening what) {
    switch (what) {
        case Happening::TechnicallyDenied:
        case Happening::NotRequired:
        case Happening::Cancelled:
        case Happening::Returned:
        case Happening::Refused:
        case Happening::Withdrawn:
        case Happening::Converted:
        case Happening::NotReviewed: return true;
        default: return false;
    }
}

// A posting in the portal is done when it is composed: nobody carries it anywhere. Without channels of its
// own a line goes by that of its request.
bool is_posting(const Instance& one, const TermDef& line) {
    policy::ChannelSet by = line.channels;
    if (by.none() && one.from.request != no_request)
        by.set(static_cast<std::size_t>(one.from.of.at(one.from.request).channel));
    return by.count() == 1 && by.test(static_cast<std::size_t>(Channel::Portal));
}

bool is_sent(const Instance& one, const Mark& mark) {
    const TermDef& def = one.def();
    const bool of_line = def.notice != policy::any_object;
    if (mark.which != (of_line ? def.notice : def.act.object)) return false;
    if (of_line && mark.detail != one.from.term) return false;
    if (mark.what == Happening::Sent || mark.what == Happening::Served) return true;
    const auto& terms = one.from.book.program().terms;
    return mark.what == Happening::Dated && mark.detail < terms.size() && is_posting(one, terms[mark.detail]);
}

bool is_submitted(const Instance& one, const Mark& mark) {
    if (mark.what != Happening::Submitted || mark.request == no_request) return false;
    const Request& request = one.from.of.at(mark.request);
    if (request.type != one.def().act.object) return false;
    // What was taken back, or went back, was not submitted for good.
    if (request.ended == EndedAs::Withdrawn || request.ended == EndedAs::Cancelled ||
        request.ended == EndedAs::Returned)
        return false;
    return request.about == one.from.request || mark.request == one.from.request;
}

// By the determination, where the request rests; or by a referral away from there.
bool is_decided(const policy::PartyAct& act, const Mark& mark) {
    if (mark.what == Happening::TechnicallyDenied) return true;
    if (mark.what == Happening::Decided) return !act.at_level || mark.detail == act.object;
    return mark.what == Happening::Referred && act.at_level && mark.detail == act.object &&
           mark.which != act.object;
}

bool is_a_message(Happening what) {
    return what == Happening::QuestionAsked || what == Happening::MessageLeft ||
           what == Happening::ComplaintMade || what == Happening::InquiryMade;
}

bool is_answered(const Instance& one, const Mark& mark) {
    if (mark.what != Happening::Answered) return false;
    return !one.mark || !is_a_message(one.mark->what) || one.mark->which == mark.which;
}

// Looks for the end of one instance, from mark to mark.
class Search {
public:
    explicit Search(const Instance& one) : one_(one), def_(one.def()) {
        const bool counts = one.from.book.plan(one.from.term).on_completion;
        const EventRef completed{Happening::Completed, policy::any_object};
        if (counts && one.from.request != no_request)
            complete_ = latest(one.from.of, one.from.request, completed, one.from.next);
    }

    std::optional<End> end() {
        for (const Mark& mark : one_.from.of.marks) {
            if (!one_.is_later(mark)) continue;
            const bool own = mark.request == one_.from.request;
            if (!own && def_.act.deed != Deed::Submit) continue;
            if (performs(mark, own)) return End{mark.at, true};
            if (own && ends(mark)) return End{mark.at, false};
        }
        return std::nullopt;
    }

private:
    bool performs(const Mark& mark, bool own) {
        if (def_.act.deed == Deed::Submit) return is_submitted(one_, mark);
        const policy::PartyAct& act = def_.act;
        switch (act.deed) {
            case Deed::Supply: return supplies(mark);
            case Deed::Decide: return own && is_decided(act, mark);
            case Deed::Send: return is_sent(one_, mark);
            case Deed::Report: return mark.what == Happening::Told && mark.which == act.object;
            case Deed::Contact: return mark.what == Happening::Contacted && mark.which == act.object;
            case Deed::Answer: return is_answered(one_, mark);
            case Deed::AskToExpedite: return mark.what == Happening::ExpediteAsked;
            case Deed::Expedite:
                return mark.what == Happening::Expedited || mark.what == Happening::ExpediteRefused;
            case Deed::Ask: return mark.what == act.thread;
            default: return false;
        }
    }

    // Only the last item does it, of the pend or of all: what is complete without anything supplied was
    // deemed so.
    bool supplies(const Mark& mark) {
        if (mark.what == Happening::Supplied && mark.detail == 0) return true; // all of what was asked for
        supplied_ |= mark.what == Happening::Supplied;
        return supplied_ && mark.what == Happening::Completed;
    }

    bool ends(const Mark& mark) const {
        const auto meant = [&](const EventRef& event) { return is(mark, event); };
        if (std::any_of(def_.until.begin(), def_.until.end(), meant)) return true;
        const Deed deed = def_.act.deed;
        if (ends_request(mark.what)) return deed != Deed::Send && deed != Deed::Answer;
        // The information it counts from was not complete, or is not awaited any more.
        if (mark.what == Happening::Pended) return complete_ && mark.event > complete_->event;
        if (mark.what == Happening::Voided) return def_.request != policy::any_object;
        if (mark.what != Happening::Decided && mark.what != Happening::Referred) return false;
        if (deed == Deed::Supply) return mark.what == Happening::Decided;
        return deed == Deed::Decide && def_.act.at_level && mark.which != def_.act.object;
    }

    const Instance& one_;
    const TermDef& def_;
    const Mark* complete_ = nullptr;
    bool supplied_ = false;
};

// A right to extend a duty lasts no longer than the duty.
std::optional<End> ended_with_its_duty(const Instance& one) {
    std::optional<End> end;
    if (one.def().act.deed != Deed::Extend) return end;
    for (const Term& other : one.from.others) {
        if (other.key.term != one.def().act.object || other.key.request != one.from.request) continue;
        const auto& ended = other.done ? other.done : other.over;
        end = ended ? std::optional(End{ended, false}) : std::nullopt;
    }
    return end;
}

// The turn of another term that ends this one, the earliest after its start.
std::optional<End> ended_by_a_term(const Instance& one) {
    std::optional<End> end = ended_with_its_duty(one);
    for (const EventRef& event : one.def().until) {
        if (!is_of_term(event.what) || in_a_circle(one.from.book, one.from.term, event.which)) continue;
        for (const Term& other : one.from.others) {
            if (other.key.term != event.which || other.key.request != one.from.request) continue;
            const auto at = turned(other, event.what);
            if (at && *at >= one.from.start && (!end || *at < *end->at)) end = End{at, false};
        }
    }
    return end;
}

bool is_extended(const Instance& one) {
    if (one.def().act.deed != Deed::Extend) return false;
    const auto& all = one.from.of.extended;
    return std::any_of(all.begin(), all.end(), [&](const Extended& extended) {
        return extended.term.term == one.def().act.object && extended.term.request == one.from.request;
    });
}

} // namespace

std::optional<End> end_of(const Instance& one) {
    if (is_extended(one)) return End{std::nullopt, true};
    const auto end = Search(one).end();
    const auto turn = ended_by_a_term(one);
    if (end && turn) return *turn->at < *end->at ? turn : end;
    return end ? end : turn;
}

} // namespace assent::casework
