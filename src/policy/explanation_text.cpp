#include <fmt/format.h>

#include "base/text.hpp"
#include "policy/explanation.hpp"

namespace assent::policy {
namespace {

std::string long_date(const std::string& iso) {
    const auto date = calendar::parse_date(iso);
    return date ? calendar::to_long_text(*date) : iso;
}

// The first sentence: what was decided.
std::string outcome(const Explanation& made) {
    const std::string dates =
        !made.from     ? ""
        : made.through ? fmt::format(" from {} through {}", long_date(*made.from), long_date(*made.through))
                       : fmt::format(" from {} on", long_date(*made.from));
    if (made.decision == "approve") return "Approved" + dates + ".";
    if (made.decision == "offer")
        return fmt::format("Offered: {} units are left, and could be approved instead of what was asked.",
                           *made.offer);
    if (made.decision == "ask") return "Not decided yet: something that matters is not known.";
    if (made.decision == "refer") return fmt::format("Referred to {}: a person decides.", made.object);
    return fmt::format("{}{}{}.", made.decision, made.object.empty() ? "" : ": ", made.object);
}

std::string seen_text(const std::vector<Seen>& seen) {
    std::vector<std::string> parts;
    for (const Seen& one : seen) parts.push_back(fmt::format("{} is {}", one.name, one.value));
    return base::join(parts, "; ");
}

void tell(const Trace& trace, std::size_t indent, std::string& out) {
    out += fmt::format("{:{}}{}: {}", "", indent, to_text(trace.truth), trace.text);
    if (!trace.seen.empty()) out += fmt::format(" ({})", seen_text(trace.seen));
    out += "\n";
    for (const Trace& condition : trace.conditions) tell(condition, indent + 2, out);
}

void tell_criterion(const Trace& criterion, std::string& out) {
    out += fmt::format("  {}: {}\n", criterion.name, to_text(criterion.truth));
    if (!criterion.quote.empty()) out += fmt::format("    \"{}\"\n", criterion.quote);
    for (const Trace& condition : criterion.conditions) tell(condition, 4, out);
    if (!criterion.assumptions.empty())
        out += fmt::format("    read as assumed in {}\n", base::listed(criterion.assumptions));
}

void write_seen(const std::vector<Seen>& seen, base::JsonWriter& json) {
    json.key("facts").begin_array();
    for (const Seen& one : seen) {
        json.begin_object().key("fact").value(one.name).key("value").value(one.value);
        if (!one.from.empty()) json.key("from").value(one.from);
        json.end_object();
    }
    json.end_array();
}

void write_strings(std::string_view key, const std::vector<std::string>& values, base::JsonWriter& json) {
    json.key(key).begin_array();
    for (const std::string& value : values) json.value(value);
    json.end_array();
}

void write_trace(const Trace& trace, base::JsonWriter& json) {
    json.begin_object();
    if (!trace.name.empty()) json.key("criterion").value(trace.name);
    if (!trace.text.empty()) json.key("condition").value(trace.text);
    json.key("truth").value(to_text(trace.truth));
    if (!trace.quote.empty()) json.key("quote").value(trace.quote);
    if (!trace.assumptions.empty()) write_strings("assumptions", trace.assumptions, json);
    if (!trace.seen.empty()) write_seen(trace.seen, json);
    if (!trace.conditions.empty()) {
        json.key("conditions").begin_array();
        for (const Trace& condition : trace.conditions) write_trace(condition, json);
        json.end_array();
    }
    json.end_object();
}

void write_questions(const std::vector<Question>& questions, base::JsonWriter& json) {
    json.key("ask").begin_array();
    for (const Question& one : questions) {
        json.begin_object()
            .key("fact")
            .value(one.told_as)
            .key("question")
            .value(one.question)
            .key("from")
            .value(one.from);
        if (!one.lines.empty()) {
            json.key("lines").begin_array();
            for (const std::size_t line : one.lines) json.value(line);
            json.end_array();
        }
        json.end_object();
    }
    json.end_array();
}

void write_optional(std::string_view key, const std::optional<std::string>& value, base::JsonWriter& json) {
    json.key(key);
    if (value) {
        json.value(*value);
    } else {
        json.null();
    }
}

} // namespace

std::string to_sentences(const Program& program, const Explanation& made) {
    std::string out = outcome(made) + "\n";
    if (!made.ask.empty()) out += "\nStill to be answered:\n";
    for (const Question& one : made.ask) {
        out += fmt::format("  {} ({}, from {})\n", one.question, one.fact, one.from);
        for (const std::size_t line : one.lines) out += fmt::format("    for line {}\n", line);
    }
    for (const std::string& warning : made.warnings) out += fmt::format("\nNote: {}\n", warning);
    if (!made.because.empty()) {
        const bool open = made.decision == to_text(Act::Ask);
        out += fmt::format("\n{}: {}.\n", open ? "Not known" : "Not met", base::listed(made.because));
    }
    out += "\nEach criterion, with the phrase it implements and what was seen:\n";
    for (const Trace& criterion : made.trace) tell_criterion(criterion, out);
    if (!made.assumptions.empty()) out += "\nWhere the source is silent, we read:\n";
    for (const std::string& name : made.assumptions) {
        if (const AssumptionDef* assumption = program.assumption(name))
            out += fmt::format("  {}: {}\n", name, assumption->reading);
    }
    out += fmt::format("\nDecided by the rules of {}, effective {}, hash {}.\n", program.header.id.text,
                       calendar::to_text(program.header.effective), program.hash.substr(0, 12));
    return out;
}

void write_json(const Program& program, const Explanation& made, base::JsonWriter& json) {
    json.begin_object().key("decision").value(made.decision);
    if (!made.object.empty()) json.key("to").value(made.object);
    write_strings("because", made.because, json);
    write_questions(made.ask, json);
    json.key("offer");
    if (made.offer) {
        json.begin_object().key("units").value(*made.offer).end_object();
    } else {
        json.null();
    }
    json.key("approval");
    if (made.from) {
        json.begin_object().key("from").value(*made.from);
        write_optional("through", made.through, json);
        json.end_object();
    } else {
        json.null();
    }
    write_strings("warnings", made.warnings, json);
    write_strings("assumptions", made.assumptions, json);
    json.key("policy").begin_object().key("id").value(program.header.id.text);
    json.key("effective")
        .value(calendar::to_text(program.header.effective))
        .key("hash")
        .value(program.hash)
        .end_object();
    json.key("trace").begin_array();
    for (const Trace& criterion : made.trace) write_trace(criterion, json);
    json.end_array().end_object();
}

} // namespace assent::policy
