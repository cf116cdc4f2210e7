// What follows a deed: papers that come with it or do not, facts that are told, how and when it arrived, why.

#include <fmt/format.h>

#include <algorithm>

#include "timelines/deed_options.hpp"
#include "timelines/deed_reader.hpp"

namespace assent::timelines {
namespace {

struct OptionWord {
    unsigned which;
    std::string_view word, form;
};
constexpr std::array option_words = {
    OptionWord{option_without, "without", "without PAPER"},
    OptionWord{option_lacking, "without", "without criteria"},
    OptionWord{option_lacking, "without", "without rationale"},
    OptionWord{option_with, "with", "with PAPER"},
    OptionWord{option_starting, "starting", "starting DATE"},
    OptionWord{option_arrived, "arrived", "arrived DATE TIME"},
    OptionWord{option_by_channel, "by", "by CHANNEL"},
    OptionWord{option_by_criteria, "by", "by \"CRITERIA\" VERSION"},
    OptionWord{option_because, "because", "because \"WHY\""},
    OptionWord{option_about, "about", "about request N"},
    OptionWord{option_fact, "", "FACT VALUE"},
};
// Where words without quotation marks end, beside the comma; "by" is a word like any other, "by fax" is not.
constexpr std::array<std::string_view, 13> ends_words = {
    "because", "without",  "starting", "arrived",           "by portal",    "by upload",      "by email",
    "by fax",  "by phone", "by mail",  "by certified mail", "by in person", "by transmission"};

std::string forms_of(unsigned allowed) {
    std::vector<std::string> forms;
    for (const OptionWord& one : option_words) {
        if ((one.which & allowed) != 0) forms.push_back(fmt::format("`{}`", one.form));
    }
    return forms.empty() ? std::string("nothing follows this deed")
                         : "after this deed may stand " + base::listed(forms, "or");
}

} // namespace

bool DeedReader::option_follows() const {
    const std::string_view next = line_.left().starts_with(',') ? line_.beyond(1) : line_.left();
    const bool word = std::any_of(option_words.begin(), option_words.end(), [&](const OptionWord& one) {
        return !one.word.empty() && policy::begins_with(next, one.word);
    });
    return word || fact_stands_in(line_.lexicon(), next);
}

bool DeedReader::options(unsigned allowed) {
    while (!line_.at_end()) {
        const bool comma = line_.accept_comma();
        if (line_.at_end()) {
            line_.wrong("something expected after the comma", forms_of(allowed));
            return false;
        }
        if (!comma && !option_follows()) return line_.finished(forms_of(allowed));
        if (!option(allowed)) return false;
    }
    return true;
}

bool DeedReader::allowed(unsigned which, unsigned allowed, std::string_view words) {
    if ((which & allowed) != 0) return true;
    line_.wrong(fmt::format("`{}` does not go with `{}`", words, verb_), forms_of(allowed));
    return false;
}

bool DeedReader::option(unsigned may) {
    TellingReader tellings(line_, at_);
    if (line_.sees("without")) return without(may);
    if (line_.sees("by")) return by(may);
    if (line_.sees("with")) {
        if (!allowed(option_with, may, "with")) return false;
        line_.accept("with");
        return paper(deed_.items);
    }
    if (line_.sees("starting")) {
        if (!allowed(option_starting, may, "starting")) return false;
        line_.accept("starting");
        return tellings.put("request.start", deed_.tellings);
    }
    if (line_.sees("arrived")) {
        if (!allowed(option_arrived, may, "arrived")) return false;
        line_.accept("arrived");
        deed_.arrived = line_.moment(Sentence::DayMeans::Refuse);
        return deed_.arrived.has_value();
    }
    if (line_.sees("because")) return allowed(option_because, may, "because") && reason();
    if (line_.sees("about")) {
        if (!allowed(option_about, may, "about")) return false;
        if (!expect("about request", "about request 1")) return false;
        deed_.request = line_.ordinal("request");
        return deed_.request.has_value();
    }
    if ((may & option_fact) != 0) {
        if (fact_stands_in(line_.lexicon(), line_.left())) return tellings.read(deed_.tellings);
        const bool only_facts = deed_.kind == Deed::Kind::Reports;
        if (only_facts) line_.expected("a fact", line_.lexicon().names.all(policy::NameKind::Fact));
        return !only_facts && line_.finished(forms_of(may));
    }
    return line_.finished(forms_of(may));
}

bool DeedReader::without(unsigned may) {
    if (!allowed(option_without | option_lacking, may, "without")) return false;
    line_.accept("without");
    if ((may & option_lacking) == 0) return paper(deed_.without);
    for (const std::string_view lacking : {"criteria", "rationale"}) {
        if (!line_.accept(lacking)) continue;
        deed_.without.emplace_back(lacking);
        return true;
    }
    line_.wrong("`criteria` or `rationale` expected", "write `without criteria` or `without rationale`");
    return false;
}

bool DeedReader::by(unsigned may) {
    const std::string_view next = line_.beyond(2);
    const bool quoted = !next.empty() && next.front() == '"';
    const unsigned which = quoted ? option_by_criteria : option_by_channel;
    if (!allowed(which, may, quoted ? "by \"CRITERIA\"" : "by")) return false;
    line_.accept("by");
    if (!quoted) {
        deed_.channel = line_.channel();
        return deed_.channel.has_value();
    }
    deed_.criteria = line_.quoted("the criteria").value_or("");
    if (deed_.criteria.empty()) return false;
    deed_.version = line_.phrase("their version", ends_words).value_or("");
    return !deed_.version.empty();
}

bool DeedReader::reason() {
    line_.accept("because");
    deed_.words = line_.phrase("a reason").value_or("");
    return !deed_.words.empty();
}

// A paper that the program speaks of; what stands in quotation marks is taken as it is.
bool DeedReader::paper(std::vector<std::string>& into) {
    if (line_.sees_quote()) {
        const auto words = line_.quoted("a paper");
        if (words) into.push_back(*words);
        return words.has_value();
    }
    const auto& known = line_.lexicon().papers;
    const std::string_view words = longest_of(line_.left(), known);
    if (words.empty()) {
        const std::string papers =
            known.empty() ? "" : fmt::format("its papers are {}; ", base::listed(known));
        line_.expected("a paper of the program", known, papers + "write any other in quotation marks");
        return false;
    }
    line_.accept(words);
    into.emplace_back(words);
    return true;
}

// Things that are waited for, in any words; they end where an option begins.
bool DeedReader::item(std::vector<std::string>& into) {
    do {
        auto words = line_.phrase("what is waited for", ends_words);
        if (!words) return false;
        into.push_back(std::move(*words));
    } while (line_.left().starts_with(',') && !option_follows() && line_.accept_comma());
    return true;
}

} // namespace assent::timelines
