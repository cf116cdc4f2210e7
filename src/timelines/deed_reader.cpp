#include "timelines/deed_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "timelines/deed_options.hpp"

namespace assent::timelines {
namespace {

using policy::Happening;
using policy::LevelAct;
using policy::NameKind;

struct Threads {
    std::string_view noun, verb;
    Happening what;
};
constexpr std::array threads = {
    Threads{"question", "asks", Happening::QuestionAsked},
    Threads{"message", "leaves a message", Happening::MessageLeft},
    Threads{"complaint", "complains", Happening::ComplaintMade},
    Threads{"inquiry", "inquires", Happening::InquiryMade},
};

} // namespace

const std::vector<DeedReader::Verb>& DeedReader::verbs() {
    using R = DeedReader;
    using Kind = Deed::Kind;
    static const std::vector<Verb> all = {
        {"submits", Kind::Submits, &R::type, handed_in | option_about},
        {"requests", Kind::Submits, &R::type, handed_in | option_about},
        {"asks for", Kind::Submits, &R::type, handed_in | option_about},
        {"claims", Kind::Claims, &R::nothing, option_because},
        {"releases", Kind::Releases, &R::nothing, option_because},
        {"assigns", Kind::Assigns, &R::receiver, 0},
        {"pends", Kind::Pends, &R::awaited, option_because},
        {"supplies", Kind::Supplies, &R::supplied, handed_in},
        {"files", Kind::Files, &R::papers, option_by_channel | option_arrived},
        {"reports", Kind::Reports, &R::facts, option_fact | option_starting},
        {"refers", Kind::Refers, &R::level, option_because},
        {"approves", Kind::Decides, &R::decisions, decided},
        {"denies", Kind::Decides, &R::decisions, decided},
        {"partially denies", Kind::Decides, &R::decisions, decided},
        {"upholds", Kind::Decides, &R::decisions, decided},
        {"modifies", Kind::Decides, &R::decisions, decided},
        {"reverses", Kind::Decides, &R::decisions, decided},
        {"answers", Kind::Answers, &R::answer, decided},
        {"technically denies", Kind::TechnicallyDenies, &R::nothing, option_because},
        {"returns", Kind::Returns, &R::nothing, option_because},
        {"withdraws", Kind::Withdraws, &R::nothing, option_because},
        {"contacts", Kind::Contacts, &R::attempt, 0},
        {"asks to expedite", Kind::Expedites, &R::nothing, option_because},
        {"asks a question", Kind::Asks, &R::message, option_by_channel | option_arrived},
        {"asks", Kind::Asks, &R::message, option_by_channel | option_arrived},
        {"leaves a message", Kind::Asks, &R::message, option_by_channel | option_arrived},
        {"complains", Kind::Asks, &R::message, option_by_channel | option_arrived},
        {"inquires", Kind::Asks, &R::message, option_by_channel | option_arrived},
        {"flags", Kind::Flags, &R::flagged, 0},
        {"directs", Kind::Directs, &R::direction, 0},
        {"expedites", Kind::Expedites, &R::nothing, option_because},
        {"refuses to expedite", Kind::RefusesToExpedite, &R::nothing, option_because},
        {"extends", Kind::Extends, &R::extension, option_because},
        {"corrects", Kind::Corrects, &R::corrected, option_because},
        {"names", Kind::Names, &R::named_party, option_because},
        {"voids", Kind::Voids, &R::nothing, option_because},
        {"reduces", Kind::Reduces, &R::reduced, decided},
        {"sends", Kind::Sends, &R::notice, 0},
        {"serves", Kind::Serves, &R::notice, 0},
        {"gets back", Kind::GetsBack, &R::notice, 0},
        {"passes", Kind::TimePasses, &R::nothing, 0},
        {"closes", Kind::Closes, &R::nothing, 0},
    };
    return all;
}

const DeedReader::Verb* DeedReader::verb_at(std::string_view text) {
    const Verb* longest = nullptr;
    for (const Verb& verb : verbs()) {
        if ((!longest || verb.words.size() > longest->words.size()) && policy::begins_with(text, verb.words))
            longest = &verb;
    }
    return longest;
}

std::optional<DeedReader::Done> DeedReader::read() {
    const bool idle = line_.accept("nothing happens") || line_.accept("time passes");
    if (idle) {
        Done nobody{{policy::any_object, casework::Role::Timer, {}}, {}};
        if (!line_.finished("a step in which nothing is done ends here")) return std::nullopt;
        return nobody;
    }
    if (line_.sees("notice of")) {
        deed_.kind = Deed::Kind::GetsBack;
        if (!notice() || !expect("comes back", "notice of NOTICE to PARTY comes back")) return std::nullopt;
        if (!line_.finished("the step ends here")) return std::nullopt;
        return Done{{policy::any_object, casework::Role::System, {}}, std::move(deed_)};
    }
    auto who = line_.who();
    if (!who) return std::nullopt;
    const Verb* verb = verb_at(line_.left());
    if (!verb) {
        std::vector<std::string> known;
        for (const Verb& one : verbs()) known.emplace_back(one.words);
        line_.expected("a deed", known, "somebody " + base::listed(known, "or"));
        return std::nullopt;
    }
    line_.accept(verb->words);
    verb_ = verb->words;
    deed_.kind = verb->kind;
    if (!said_request() || !(this->*verb->rest)() || !options(verb->options)) return std::nullopt;
    return Done{std::move(*who), std::move(deed_)};
}

bool DeedReader::said_request() {
    const std::string_view next = line_.sees("request") ? line_.beyond(7) : std::string_view();
    const bool number = !next.empty() && next.front() >= '0' && next.front() <= '9';
    if (!number || deed_.kind == Deed::Kind::Submits) return true;
    line_.accept("request");
    deed_.request = line_.ordinal("request");
    return deed_.request.has_value();
}

bool DeedReader::expect(std::string_view words, std::string_view example) {
    if (line_.accept(words)) return true;
    line_.wrong(fmt::format("`{}` expected", words), fmt::format("write `{}`", example));
    return false;
}

bool DeedReader::type() {
    for (const std::string_view article : {"the", "an", "a"}) {
        if (!line_.lexicon().names.at(NameKind::Request, line_.left()) && line_.accept(article)) break;
    }
    const auto read = line_.named(NameKind::Request, "a request");
    deed_.object = read.value_or(policy::any_object);
    return read.has_value();
}

bool DeedReader::receiver() {
    if (!expect("to", "assigns to WHO")) return false;
    deed_.other = line_.who();
    return deed_.other.has_value();
}

bool DeedReader::awaited() {
    if (!expect("for", "pends for ITEM, ITEM because \"WHY\"")) return false;
    return item(deed_.items);
}

bool DeedReader::supplied() {
    if (line_.accept("information")) return true;
    return item(deed_.items);
}

bool DeedReader::papers() {
    do {
        if (!paper(deed_.items)) return false;
    } while (!line_.at_end() && line_.left().front() == ',' && !option_follows() && line_.accept_comma());
    return true;
}

bool DeedReader::facts() { return TellingReader(line_, at_).read(deed_.tellings); }

bool DeedReader::level() {
    if (line_.at_end() || line_.sees("because")) return true; // the one level it may be referred to
    if (!expect("to", "refers to LEVEL")) return false;
    const auto read = line_.named(NameKind::Level, "a level");
    deed_.object = read.value_or(policy::any_object);
    return read.has_value();
}

// "yes", "no", or the thread that is answered.
bool DeedReader::answer() {
    if (line_.sees("yes") || line_.sees("no")) {
        deed_.kind = Deed::Kind::Decides;
        deed_.grants.push_back({});
        deed_.grants.back().act = line_.accept("yes") ? LevelAct::Answer : LevelAct::Deny;
        line_.accept("no");
        return true;
    }
    line_.accept("the");
    for (const Threads& one : threads) {
        if (!line_.accept(one.noun)) continue;
        deed_.thread = one.what;
        if (!line_.at_end()) deed_.words = line_.quoted("the answer").value_or("");
        return line_.at_end() || !deed_.words.empty();
    }
    line_.wrong("yes, no or what is answered expected",
                "write `answers yes`, `answers no`, or `answers the question` (message, complaint, inquiry)");
    return false;
}

bool DeedReader::attempt() {
    const auto party = line_.party();
    if (!party) return false;
    deed_.object = *party;
    if (line_.accept("by")) {
        deed_.channel = line_.channel();
        if (!deed_.channel) return false;
    }
    line_.accept_comma();
    deed_.reached = line_.accept("reached");
    if (!deed_.reached && !expect("not reached", "contacts PARTY by phone, not reached \"NOTE\""))
        return false;
    if (!line_.sees_quote()) return true;
    deed_.words = line_.quoted("a note").value_or("");
    return !deed_.words.empty();
}

bool DeedReader::message() {
    for (const Threads& one : threads) {
        if (verb_.starts_with(one.verb)) deed_.thread = one.what;
    }
    if (line_.accept("by")) {
        deed_.channel = line_.channel();
        if (!deed_.channel) return false;
        line_.accept_comma();
    }
    if (!line_.sees_quote()) return true;
    deed_.words = line_.quoted("what is said").value_or("");
    return !deed_.words.empty();
}

bool DeedReader::flagged() {
    deed_.words = line_.phrase("what is flagged").value_or("");
    if (deed_.words.empty()) return false;
    line_.accept_comma();
    deed_.hidden = line_.accept("hidden");
    return true;
}

bool DeedReader::direction() {
    using casework::Direction;
    line_.accept("to");
    const bool hold = line_.accept("hold"), alter = !hold && line_.accept("alter");
    deed_.direction = hold ? Direction::Hold : alter ? Direction::Alter : Direction::Continue;
    if (!hold && !alter && !expect("continue", "directs hold, directs continue or directs alter"))
        return false;
    if (line_.at_end()) return true;
    line_.accept_comma();
    deed_.words = line_.phrase("the words of the direction").value_or("");
    return !deed_.words.empty();
}

bool DeedReader::extension() {
    const auto term = line_.named(NameKind::Term, "a duty");
    if (!term || !expect("to", "extends DUTY to 2026-03-16 because \"WHY\"")) return false;
    deed_.object = *term;
    deed_.until = line_.moment(Sentence::DayMeans::End);
    return deed_.until.has_value();
}

bool DeedReader::corrected() { return facts(); }

bool DeedReader::named_party() {
    const auto party = line_.party();
    if (!party) return false;
    deed_.object = *party;
    const auto name = line_.quoted("a name");
    if (name) deed_.other = Who{*party, std::nullopt, *name};
    return name.has_value();
}

bool DeedReader::notice() {
    if (!expect("notice of", "sends notice of NOTICE to PARTY")) return false;
    const auto read = line_.named(NameKind::Notice, "a notice");
    if (!read) return false;
    deed_.object = *read;
    return addressee();
}

bool DeedReader::addressee() {
    if (!line_.accept("to")) return true;
    const auto party = line_.party();
    if (party) deed_.other = Who{*party, std::nullopt, {}};
    return party.has_value();
}

} // namespace assent::timelines
