// The sentence of a duty or a right: who must, or may, do what.

#include <fmt/format.h>

#include <array>

#include "policy/term_reader.hpp"

namespace assent::policy {
namespace {

struct Fixed {
    std::string_view words;
    Deed deed;
    Happening thread = Happening::QuestionAsked;
};
constexpr std::array fixed_acts = {
    Fixed{"supply information", Deed::Supply},
    Fixed{"answer question", Deed::Answer, Happening::QuestionAsked},
    Fixed{"answer message", Deed::Answer, Happening::MessageLeft},
    Fixed{"answer complaint", Deed::Answer, Happening::ComplaintMade},
    Fixed{"answer inquiry", Deed::Answer, Happening::InquiryMade},
    Fixed{"ask a question", Deed::Ask, Happening::QuestionAsked},
    Fixed{"leave a message", Deed::Ask, Happening::MessageLeft},
    Fixed{"complain", Deed::Ask, Happening::ComplaintMade},
    Fixed{"inquire", Deed::Ask, Happening::InquiryMade},
    Fixed{"ask to expedite", Deed::AskToExpedite},
    Fixed{"expedite or refuse to", Deed::Expedite},
    Fixed{"direct the review", Deed::Direct},
};

struct Verb {
    std::string_view words;
    Deed deed;
};
constexpr std::array verbs = {
    Verb{"submit", Deed::Submit}, Verb{"report", Deed::Report},   Verb{"send", Deed::Send},
    Verb{"deliver", Deed::Send},  Verb{"contact", Deed::Contact}, Verb{"decide", Deed::Decide},
    Verb{"extend", Deed::Extend}, Verb{"ask for", Deed::Enter},
};

constexpr std::string_view party_act_forms =
    "an act is `submit REQUEST`, `supply information`, `decide`, `decide REQUEST`, `decide at LEVEL`, `send "
    "notice of NOTICE`, `report FACT`, `contact PARTY`, `answer question` (or message, complaint, inquiry), "
    "`ask a question`, `leave a message`, `complain`, `inquire`, `extend DUTY by SPAN`, `ask to expedite`, "
    "`expedite or refuse to`, "
    "`direct the review` or `ask for WORDS`";

PartyAct act_of(Deed deed) {
    PartyAct made;
    made.deed = deed;
    return made;
}

} // namespace

void TermReader::read_sentence(TermDef& term, const Block& block) {
    const bool duty = term.kind == TermKind::Duty;
    const std::string_view kind = duty ? "duty" : "right", verb = duty ? "must" : "may";
    const auto sentences = block.all("");
    if (sentences.empty()) {
        return referents_.error(
            referents_.cursor(block.name),
            fmt::format("the {} `{}` does not say who {} do what", kind, term.name.text, verb),
            fmt::format("add a line, for instance `we {} decide`", verb));
    }
    for (std::size_t i = 1; i < sentences.size(); ++i) {
        const Cursor cursor = referents_.cursor(sentences[i]->rest);
        std::string hint = base::did_you_mean(cursor.word(), keywords_of(block.construct));
        if (hint.empty())
            hint = fmt::format("a {} is one act of its parties; other lines begin with {}", kind,
                               base::listed(keywords_of(block.construct), "or"));
        referents_.error(cursor, fmt::format("a second sentence in one {}", kind), std::move(hint));
    }
    Cursor cursor = referents_.cursor(sentences.front()->rest);
    const auto parties = referents_.parties(cursor);
    if (!parties) return;
    if (!cursor.accept(verb)) {
        const bool other = cursor.sees(duty ? "may" : "must");
        return referents_.error(
            cursor,
            other ? fmt::format("a {} says `{}`", kind, verb) : fmt::format("`{}` and an act expected", verb),
            other ? fmt::format("write `{}`, or make it a {}", verb, duty ? "right" : "duty")
                  : fmt::format("write `PARTY {} ACT`, for instance `we {} decide`", verb, verb));
    }
    const auto its_act = act(cursor);
    if (!its_act) return;
    referents_.finished(cursor,
                        "the sentence ends with its act; `when`, `if` and the like begin lines of "
                        "their own");
    term.parties = *parties;
    term.act = *its_act;
}

std::optional<PartyAct> TermReader::act(Cursor& cursor) {
    for (const Fixed& one : fixed_acts) {
        if (!cursor.accept(one.words)) continue;
        PartyAct made = act_of(one.deed);
        made.thread = one.thread;
        return made;
    }
    for (const Verb& one : verbs) {
        if (cursor.accept(one.words)) return act_on(cursor, one.deed);
    }
    const std::string_view word = cursor.at_end() ? "the end of the line" : cursor.word();
    referents_.error(cursor, fmt::format("an act expected, and `{}` is none", word),
                     std::string(party_act_forms));
    return std::nullopt;
}

std::optional<PartyAct> TermReader::act_on(Cursor& cursor, Deed deed) {
    PartyAct made = act_of(deed);
    std::optional<std::uint16_t> object;
    switch (deed) {
        case Deed::Decide: return decision(cursor);
        case Deed::Extend: return extension(cursor);
        case Deed::Submit: object = referents_.at(cursor, NameKind::Request, "a request"); break;
        case Deed::Report: object = referents_.at(cursor, NameKind::Fact, "a fact"); break;
        case Deed::Contact: object = referents_.party(cursor); break;
        case Deed::Send:
            if (!cursor.accept("notice of")) {
                referents_.error(cursor, "`notice of` and the name of a notice expected",
                                 "what must reach somebody is a notice; declare it with a block of its own");
                return std::nullopt;
            }
            object = referents_.at(cursor, NameKind::Notice, "a notice");
            break;
        default:
            made.words = cursor.left();
            cursor.skip(cursor.left().size());
            if (!made.words.empty()) return made;
            referents_.error(cursor, "nothing is asked for", "write `ask for` and what, in a few words");
    }
    if (!object) return std::nullopt;
    made.object = *object;
    return made;
}

std::optional<PartyAct> TermReader::decision(Cursor& cursor) {
    PartyAct made = act_of(Deed::Decide);
    if (cursor.at_end()) return made;
    made.at_level = cursor.accept("at");
    const auto object = made.at_level ? referents_.at(cursor, NameKind::Level, "a level")
                                      : referents_.at(cursor, NameKind::Request, "a request");
    if (!object) return std::nullopt;
    made.object = *object;
    return made;
}

std::optional<PartyAct> TermReader::extension(Cursor& cursor) {
    PartyAct made = act_of(Deed::Extend);
    const std::string_view begun = cursor.left();
    const auto duty = moments_.duty(cursor);
    if (!duty) return std::nullopt;
    made.object = *duty;
    MomentNode due;
    due.op = MomentOp::Due;
    due.term = *duty;
    due.source = cursor.since(begun);
    if (!cursor.accept("by")) {
        referents_.error(cursor, "by how much?", "write `extend DUTY by 14 calendar days`");
        return std::nullopt;
    }
    const auto length = moments_.span(cursor);
    if (!length) return std::nullopt;
    MomentNode& start = referents_.program.moments[referents_.program.moments[*length].first];
    start = std::move(due);
    made.extended = *length;
    return made;
}

} // namespace assent::policy
