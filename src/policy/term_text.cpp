#include "policy/term_text.hpp"

#include <fmt/format.h>

namespace assent::policy {
namespace {

template <typename Definition>
std::string name_in(const std::vector<Definition>& definitions, std::uint16_t index) {
    return index < definitions.size() ? definitions[index].name.text : std::string();
}

std::string notice_event_text(const Program& program, const EventRef& event) {
    const std::string notice = "notice of " + name_in(program.notices, event.which);
    switch (event.what) {
        case Happening::Sent: return notice + " sent";
        case Happening::Served: return notice + " served";
        case Happening::CameBack: return notice + " came back";
        default: return notice;
    }
}

std::string span_text(const MomentNode& node) {
    std::string unit(to_text(node.unit));
    if (node.count == 1) unit.pop_back();
    return fmt::format("{} {}", node.count, unit);
}

std::string_view day_of(const MomentNode& node) {
    if (node.op == MomentOp::StartOfDay) return "start of the day of";
    if (node.op == MomentOp::EndOfDay) return "end of the day of";
    if (node.op == MomentOp::CloseOfBusiness) return "close of business of the day of";
    if (node.op == MomentOp::NextOpenAfter) return "the next business day after";
    if (node.op == MomentOp::NextOpenOnOrAfter) return "the next business day on or after";
    if (node.op == MomentOp::LastSecondBefore) return "before";
    return node.count == 0  ? "noon of the day of"
           : node.count > 0 ? "noon of the day after"
                            : "noon of the day before";
}

} // namespace

std::string party_text(const Program& program, std::uint16_t party) {
    if (party == us) return "us";
    if (party == anyone) return "anyone";
    if (party == requester) return "the requester";
    return name_in(program.parties, party);
}

std::string to_text(const Program& program, const EventRef& event) {
    const std::string words(to_text(event.what));
    switch (event.what) {
        case Happening::Dated:
        case Happening::Sent:
        case Happening::Served:
        case Happening::CameBack: return notice_event_text(program, event);
        case Happening::Told: return name_in(program.facts, event.which);
        case Happening::Missed:
        case Happening::Lapsed:
        case Happening::Opens: return name_in(program.terms, event.which) + " " + words;
        case Happening::RequestOpens:
        case Happening::RequestLapsed: return name_in(program.requests, event.which) + " " + words;
        default: break;
    }
    if (event.which == any_object) return words;
    if (event.what == Happening::Contacted) return words + " " + party_text(program, event.which);
    return fmt::format("{} {} {}", words, event.what == Happening::Pended ? "at" : "to",
                       name_in(program.levels, event.which));
}

std::string to_text(const Program& program, const PartyAct& act) {
    switch (act.deed) {
        case Deed::Submit: return "submit " + name_in(program.requests, act.object);
        case Deed::Supply: return "supply information";
        case Deed::Decide:
            if (act.at_level) return "decide at " + name_in(program.levels, act.object);
            return act.object == any_object ? "decide" : "decide " + name_in(program.requests, act.object);
        case Deed::Send: return "send notice of " + name_in(program.notices, act.object);
        case Deed::Report: return "report " + name_in(program.facts, act.object);
        case Deed::Contact: return "contact " + party_text(program, act.object);
        case Deed::Answer: {
            const std::string_view asked = to_text(act.thread); // "question asked"
            return "answer " + std::string(asked.substr(0, asked.find(' ')));
        }
        case Deed::Extend: return "extend " + name_in(program.terms, act.object);
        case Deed::AskToExpedite: return "ask to expedite";
        case Deed::Expedite: return "expedite or refuse to";
        case Deed::Direct: return "direct the review";
        case Deed::Enter: return "ask for " + act.words;
        case Deed::Ask: break;
    }
    if (act.thread == Happening::ComplaintMade) return "complain";
    if (act.thread == Happening::InquiryMade) return "inquire";
    return act.thread == Happening::MessageLeft ? "leave a message" : "ask a question";
}

std::string to_text(const Program& program, MomentId id) {
    if (id == no_moment) return {};
    const MomentNode& node = program.moments[id];
    const std::string first = to_text(program, node.first);
    const auto both = [&](std::string_view words) {
        return fmt::format("{} {} and {}", words, first, to_text(program, node.second));
    };
    switch (node.op) {
        case MomentOp::Start: return node.source.text.empty() ? "at once" : node.source.text;
        case MomentOp::Event: return to_text(program, node.event);
        case MomentOp::Before: return span_text(node) + " before " + first;
        case MomentOp::Earlier: return both("the earlier of");
        case MomentOp::Later: return both("the later of");
        case MomentOp::Due: return "the time to " + name_in(program.terms, node.term);
        case MomentOp::After: break;
        default: return fmt::format("{} {}", day_of(node), first);
    }
    const MomentNode& from = program.moments[node.first];
    const bool implied = from.op == MomentOp::Start && from.source.text.empty();
    return implied ? span_text(node) : span_text(node) + " after " + first;
}

} // namespace assent::policy
