#include "http/told_facts.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "codes/packed_code.hpp"
#include "policy/explanation.hpp"
#include "policy/request_reader.hpp"

namespace assent::http {
namespace {

using base::JsonKind;
using base::JsonNode;
using casework::Known;

constexpr std::string_view line_prefix = "line.";

} // namespace

std::string_view in_line(std::string_view fact) { return fact.substr(line_prefix.size()); }

void FactsReader::read_facts(std::vector<Known>& facts) {
    if (const JsonNode* object = body_.object("facts")) read_members(*object, -1, facts);
}

std::uint16_t FactsReader::read_lines(std::vector<Known>& facts) {
    const JsonNode* list = body_.list("lines");
    if (!list) return 0;
    std::size_t line = 0;
    for (const JsonNode& child : body_.document().children(*list)) {
        if (line == most_lines) {
            body_.complain(child, fmt::format("more than {} service lines", most_lines),
                           "send several requests");
            break;
        }
        if (child.kind == JsonKind::Object)
            read_members(child, static_cast<int>(line), facts);
        else
            body_.complain(child, "an object expected: one service line");
        ++line;
    }
    return static_cast<std::uint16_t>(line);
}

std::vector<std::string> FactsReader::names(bool of_lines) const {
    std::vector<std::string> all;
    for (const policy::FactDef& fact : book_.program().facts) {
        if (fact.per_line != of_lines || fact.of_case || fact.is_derived) continue;
        all.emplace_back(of_lines ? in_line(fact.name.text) : fact.name.text);
    }
    return all;
}

void FactsReader::read_members(const JsonNode& object, int line, std::vector<Known>& facts) {
    for (const JsonNode& member : body_.document().children(object)) {
        if (body_.is_full()) return;
        const std::string name =
            (line >= 0 ? std::string(line_prefix) : std::string()) + std::string(member.key);
        const policy::FactDef* fact = book_.program().fact(name);
        if (!fact || fact->per_line != (line >= 0)) {
            std::string hint = base::did_you_mean(member.key, names(line >= 0));
            body_.complain(member, "the program knows no such fact",
                           hint.empty() ? "its facts are listed with the program" : std::move(hint));
            continue;
        }
        if (member.kind == JsonKind::Null) continue; // not known
        const auto number = static_cast<std::uint16_t>(fact - book_.program().facts.data());
        read_value(member, {number, static_cast<std::int16_t>(line), 0, {}, false}, facts);
    }
}

void FactsReader::read_value(const JsonNode& node, Known known, std::vector<Known>& facts) {
    const policy::Type& type = book_.program().facts[known.fact].type;
    if (type.many && node.kind == JsonKind::Array) {
        known.no_items = body_.document().children(node).empty();
        if (known.no_items) facts.push_back(known);
        for (const JsonNode& item : body_.document().children(node)) {
            if (item.kind == JsonKind::Array) return body_.complain(item, "a list in a list");
            read_value(item, known, facts);
        }
        return;
    }
    const auto value = policy::value_of(type, node);
    if (!value) {
        policy::Misfit wrong = policy::misfit(type, node);
        return body_.complain(node, std::move(wrong.message), std::move(wrong.hint));
    }
    if (type.is_opaque())
        known.text = node.text;
    else
        known.value = value->least;
    facts.push_back(std::move(known));
}

void write_value(const policy::Program& program, const Known& known, base::JsonWriter& json) {
    const policy::Type& type = program.facts[known.fact].type;
    if (type.is_opaque()) {
        json.value(std::string_view(known.text));
    } else if (type.kind == policy::Kind::Number) {
        json.value(known.value);
    } else if (type.kind == policy::Kind::YesNo) {
        json.value(known.value == 1);
    } else {
        json.value(std::string_view(policy::shown(program, type, {known.value, known.value})));
    }
}

} // namespace assent::http
