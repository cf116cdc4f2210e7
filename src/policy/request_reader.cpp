#include "policy/request_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "codes/packed_code.hpp"
#include "policy/day.hpp"

namespace assent::policy {
namespace {

using base::JsonKind;
using base::JsonNode;

constexpr std::string_view line_prefix = "line.";

std::optional<Interval> within(std::optional<std::int64_t> value, Interval bounds) {
    if (!value || *value < bounds.least || *value > bounds.most) return std::nullopt;
    return Interval::exactly(*value);
}

// "12", "12.5" or "12.50" in cents.
std::optional<std::int64_t> decimal_in_cents(std::string_view text) {
    const std::size_t point = text.find('.');
    const auto whole = base::to_number(text.substr(0, point));
    if (text.starts_with('-') || !whole || *whole < 0 || *whole > 1'000'000'000'000) return std::nullopt;
    if (point == std::string_view::npos) return *whole * 100;
    const std::string_view part = text.substr(point + 1);
    const auto hundredths = base::to_number(part);
    if (!hundredths || part.size() > 2 || *hundredths < 0) return std::nullopt;
    return *whole * 100 + *hundredths * (part.size() == 1 ? 10 : 1);
}

// "2026-11-28 16:30"
std::optional<Interval> moment_of(std::string_view text) {
    if (text.size() != 16 || text[10] != ' ' || text[13] != ':') return std::nullopt;
    const auto digit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9'; };
    const auto date = calendar::parse_date(text.substr(0, 10));
    if (!date || !digit(11) || !digit(12) || !digit(14) || !digit(15)) return std::nullopt;
    const std::int64_t hour = base::to_number(text.substr(11, 2)).value_or(24);
    const std::int64_t minute = base::to_number(text.substr(14)).value_or(60);
    if (hour > 23 || minute > 59) return std::nullopt;
    return Interval::exactly(days_of(*date) * seconds_of_day + hour * 3600 + minute * 60);
}

// How a value of the type is written in JSON, for a message.
std::string written(const Type& type) {
    switch (type.kind) {
        case Kind::YesNo: return "write true or false";
        case Kind::Number:
            if (type.bounds == Interval::anything()) return "write a whole number without quotes";
            return fmt::format("write a whole number from {} to {} without quotes", type.bounds.least,
                               type.bounds.most);
        case Kind::Date: return "write a date of the calendar as \"2026-11-28\"";
        case Kind::Moment: return "write the local date and time as \"2026-11-28 16:30\"";
        case Kind::Diagnosis: return "write the code in quotes, as \"M54.50\"";
        case Kind::Procedure: return "write the code in quotes, as \"98941\"";
        case Kind::Word: return fmt::format("write one of {}, in quotes", base::listed(type.words, "or"));
        case Kind::Money: return "write an amount with at most two decimals, as \"250.00\"";
        case Kind::Text:
        case Kind::Document: return "write text in quotes";
    }
    return {};
}

bool is_written_as(Kind kind, JsonKind json) {
    if (kind == Kind::YesNo) return json == JsonKind::Boolean;
    if (kind == Kind::Number) return json == JsonKind::Number;
    return json == JsonKind::String || (kind == Kind::Money && json == JsonKind::Number);
}

Type single(const Type& type) {
    Type one = type;
    one.many = false;
    return one;
}

} // namespace

std::optional<Interval> value_of(const Type& type, std::string_view text) {
    switch (type.kind) {
        case Kind::YesNo:
            if (text == "yes") return Interval::exactly(1);
            if (text == "no") return Interval::exactly(0);
            return std::nullopt;
        case Kind::Number: return within(base::to_number(text), type.bounds);
        case Kind::Date:
            if (const auto date = calendar::parse_date(text)) return Interval::exactly(days_of(*date));
            return std::nullopt;
        case Kind::Moment: return moment_of(text);
        case Kind::Diagnosis: return Interval::exactly(codes::packed_diagnosis(text).value_or(no_code));
        case Kind::Procedure: return Interval::exactly(codes::packed_procedure(text).value_or(no_code));
        case Kind::Word:
            for (std::size_t i = 0; i < type.words.size(); ++i) {
                if (type.words[i] == text) return Interval::exactly(type.numbers[i]);
            }
            return std::nullopt;
        case Kind::Money: return within(decimal_in_cents(text), type.bounds);
        case Kind::Text:
        case Kind::Document: return Interval::exactly(1); // that it is known is all a rule can ask
    }
    return std::nullopt;
}

std::optional<Interval> value_of(const Type& type, const JsonNode& node) {
    if (!is_written_as(type.kind, node.kind)) return std::nullopt;
    if (type.kind == Kind::YesNo) return Interval::exactly(node.truth ? 1 : 0);
    return value_of(type, node.text);
}

Misfit misfit(const Type& type, const JsonNode& node) {
    const Type one = single(type);
    if (!is_written_as(type.kind, node.kind))
        return {fmt::format("{} expected, and this is {}", called(one), to_text(node.kind)), written(one)};
    return {fmt::format("not {}{}", called(one), type.kind == Kind::Number ? " that fits here" : ""),
            written(one)};
}

RequestReader::RequestReader(const Program& program) : program_(program) {
    for (const FactDef& fact : program.facts) {
        if (fact.is_derived || fact.judged) continue;
        if (fact.per_line) {
            plant(line_branches_, std::string_view(fact.name.text).substr(line_prefix.size()), &fact);
        } else {
            plant(branches_, fact.name.text, &fact);
        }
    }
}

void RequestReader::plant(std::vector<Branch>& branches, std::string_view name, const FactDef* fact) {
    const std::size_t dot = name.find('.');
    const std::string_view key = name.substr(0, dot);
    auto branch =
        std::find_if(branches.begin(), branches.end(), [&](const Branch& b) { return b.key == key; });
    if (branch == branches.end())
        branch = branches.insert(branches.end(), Branch{std::string(key), {}, nullptr});
    if (dot == std::string_view::npos) {
        branch->fact = fact;
    } else {
        plant(branch->branches, name.substr(dot + 1), fact);
    }
}

bool RequestReader::read(const base::JsonDocument& document, Facts& facts, base::Diagnostics& diagnostics) {
    document_ = &document;
    facts_ = &facts;
    diagnostics_ = &diagnostics;
    facts.clear();
    const std::size_t before = diagnostics.errors();
    const JsonNode& root = document.root();
    if (root.kind != JsonKind::Object) {
        complain(root, fmt::format("a request is an object, and this is {}", to_text(root.kind)),
                 "begin with {");
        return false;
    }
    for (const JsonNode& member : document.children(root)) {
        if (member.key == "lines") {
            read_lines(member);
        } else if (member.key == "ledger") {
            read_ledgers(member);
        } else {
            read_member(member, branches_, 0);
        }
    }
    return diagnostics.errors() == before;
}

void RequestReader::read_object(const JsonNode& node, const std::vector<Branch>& branches, std::size_t line) {
    if (node.kind == JsonKind::Null) return;
    if (node.kind != JsonKind::Object) {
        return complain(node, fmt::format("an object expected, and this is {}", to_text(node.kind)),
                        "write the facts between { and }");
    }
    for (const JsonNode& member : document_->children(node)) read_member(member, branches, line);
}

void RequestReader::read_member(const JsonNode& node, const std::vector<Branch>& branches, std::size_t line) {
    for (const Branch& branch : branches) {
        if (branch.key != node.key) continue;
        if (branch.fact && (branch.branches.empty() || node.kind != JsonKind::Object))
            return read_fact(node, *branch.fact, line);
        return read_object(node, branch.branches, line);
    }
    unrecognised(node, branches);
}

void RequestReader::read_fact(const JsonNode& node, const FactDef& fact, std::size_t line) {
    if (node.kind == JsonKind::Null) return;
    if (fact.type.many) return read_list(node, fact);
    const auto value = read_value(node, fact.type);
    if (!value) return;
    if (fact.per_line) {
        facts_->set_line(fact, line, *value);
    } else {
        facts_->set(fact, *value);
    }
}

void RequestReader::read_list(const JsonNode& node, const FactDef& fact) {
    if (node.kind != JsonKind::Array) {
        return complain(node, fmt::format("a list expected, and this is {}", to_text(node.kind)),
                        fmt::format("write it between [ and ]; {}", written(single(fact.type))));
    }
    items_.clear();
    for (const JsonNode& item : document_->children(node)) {
        if (item.kind == JsonKind::Null) {
            items_.push_back(Interval::anything());
        } else if (const auto value = read_value(item, fact.type)) {
            items_.push_back(*value);
        }
    }
    facts_->set_list(fact, items_);
}

std::optional<Interval> RequestReader::read_value(const JsonNode& node, const Type& type) {
    const auto value = value_of(type, node);
    if (!value) {
        Misfit wrong = misfit(type, node);
        complain(node, std::move(wrong.message), std::move(wrong.hint));
    } else if (type.is_code() && value->least == no_code) {
        diagnostics_->warning(
            {{}, 0, 0, document_->pointer(node)},
            fmt::format("this has not the shape of {}, so it is on no list", called(single(type))),
            type.kind == Kind::Diagnosis ? "an ICD-10-CM code is a letter, a digit, and more, as M54.50"
                                         : "a procedure code has five characters, as 98941");
    }
    return value;
}

void RequestReader::read_lines(const JsonNode& node) {
    if (node.kind == JsonKind::Null) return;
    if (node.kind != JsonKind::Array) {
        return complain(node,
                        fmt::format("a list of service lines expected, and this is {}", to_text(node.kind)),
                        "write the lines between [ and ]");
    }
    const auto lines = document_->children(node);
    facts_->set_lines(lines.size());
    std::size_t line = 0;
    for (const JsonNode& item : lines) read_object(item, line_branches_, line++);
}

void RequestReader::read_ledgers(const JsonNode& node) {
    if (node.kind == JsonKind::Null) return;
    if (node.kind != JsonKind::Object) {
        return complain(node, fmt::format("an object expected, and this is {}", to_text(node.kind)),
                        "write {\"NAME OF THE LEDGER\": {\"used\": 0}}");
    }
    for (const JsonNode& member : document_->children(node)) {
        const auto ledger = std::find_if(program_.ledgers.begin(), program_.ledgers.end(),
                                         [&](const LedgerDef& l) { return l.name.text == member.key; });
        if (ledger != program_.ledgers.end()) {
            read_ledger(member, *ledger);
            continue;
        }
        std::vector<std::string> names;
        for (const LedgerDef& known : program_.ledgers) names.push_back(known.name.text);
        complain(
            member, "the program has no such ledger",
            names.empty() ? "it has none at all" : fmt::format("its ledgers are {}", base::listed(names)));
    }
}

void RequestReader::read_ledger(const JsonNode& node, const LedgerDef& ledger) {
    if (node.kind == JsonKind::Null) return;
    if (node.kind != JsonKind::Object) {
        return complain(node, fmt::format("an object expected, and this is {}", to_text(node.kind)),
                        "write {\"used\": 0}");
    }
    for (const JsonNode& member : document_->children(node)) {
        if (member.key != "used") {
            complain(member, "a ledger has no such member",
                     "what a request may say of a ledger is `used`, in units");
            continue;
        }
        if (member.kind == JsonKind::Null) continue;
        const auto used = member.kind == JsonKind::Number
                              ? within(base::whole_number(member), {0, 1'000'000'000})
                              : std::nullopt;
        if (used) {
            facts_->set_used(ledger, *used);
        } else {
            complain(member, "the units used are a whole number from 0 to 1000000000",
                     "write it in digits, without quotes and without a decimal point");
        }
    }
}

void RequestReader::unrecognised(const JsonNode& node, const std::vector<Branch>& branches) {
    std::vector<std::string> known;
    for (const Branch& branch : branches) known.push_back(branch.key);
    if (&branches == &branches_) known.insert(known.end(), {"lines", "ledger"});
    std::string hint = base::did_you_mean(node.key, known);
    if (hint.empty()) hint = fmt::format("known here are {}", base::listed(known));
    complain(node, "the program has no fact of this name", std::move(hint));
}

void RequestReader::complain(const JsonNode& node, std::string message, std::string hint) {
    diagnostics_->error({{}, 0, 0, document_->pointer(node)}, std::move(message), std::move(hint));
}

} // namespace assent::policy
