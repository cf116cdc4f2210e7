// The reader accepts exactly what simdjson's DOM parser accepts and sees the same values in it; and
// what the writer prints of an accepted text reads back to the same nodes.
//
// The differences that are meant:
// - a text over the size limit, a value deeper than 64, a key twice in an object: only ours refuses;
// - a number beyond 64 bits or beyond a double: only simdjson refuses, since it converts and we keep
//   the text.
// Both refuse half of a surrogate pair and a byte order mark.

#include <simdjson.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

#include "base/expects.hpp"
#include "base/json_document.hpp"
#include "base/json_writer.hpp"

namespace {

using namespace assent::base;
using simdjson::dom::element;
using simdjson::dom::element_type;

constexpr std::size_t deepest = 64;

bool only_ours_refuses(const element& value, std::size_t depth) {
    if (value.is_array()) {
        if (depth == deepest) return true;
        for (const element child : value.get_array()) {
            if (only_ours_refuses(child, depth + 1)) return true;
        }
    }
    if (value.is_object()) {
        if (depth == deepest) return true;
        std::set<std::string_view> keys;
        for (const auto field : value.get_object()) {
            if (!keys.insert(field.key).second || only_ours_refuses(field.value, depth + 1)) return true;
        }
    }
    return false;
}

// Numbers that simdjson may refuse although they are JSON: 64 bits hold 18 digits whatever they are.
bool has_huge_number(const JsonDocument& document, const JsonNode& node) {
    if (node.kind == JsonKind::Number) {
        return node.text.size() > 18 || node.text.find_first_of("eE") != std::string_view::npos;
    }
    const JsonChildren children = document.children(node);
    return std::any_of(children.begin(), children.end(),
                       [&](const JsonNode& child) { return has_huge_number(document, child); });
}

void expect_same(const JsonDocument& document, const JsonNode& node, const element& value) {
    switch (node.kind) {
        case JsonKind::Null: return expects(value.is_null(), "null");
        case JsonKind::Boolean: return expects(bool(value) == node.truth, "the same truth");
        case JsonKind::Number: {
            expects(value.is_number(), "a number");
            const auto whole = whole_number(node);
            if (value.type() == element_type::INT64) expects(whole == std::int64_t(value), "the same number");
            if (whole)
                expects(value.type() == element_type::INT64 || double(value) == double(*whole),
                        "a whole number");
            return;
        }
        case JsonKind::String: return expects(std::string_view(value) == node.text, "the same text");
        case JsonKind::Array: {
            const JsonChildren children = document.children(node);
            auto child = children.begin();
            for (const element inner : value.get_array()) {
                expects(child != children.end(), "as many elements");
                expect_same(document, *child++, inner);
            }
            return expects(child == children.end(), "no more elements");
        }
        case JsonKind::Object: {
            const JsonChildren children = document.children(node);
            auto child = children.begin();
            for (const auto field : value.get_object()) {
                expects(child != children.end() && child->key == field.key, "the same key");
                expect_same(document, *child++, field.value);
            }
            return expects(child == children.end(), "no more members");
        }
    }
}

void expect_same(const JsonDocument& a_document, const JsonNode& a, const JsonDocument& b_document,
                 const JsonNode& b) {
    expects(a.kind == b.kind && a.truth == b.truth && a.key == b.key && a.text == b.text, "the same node");
    const JsonChildren as = a_document.children(a);
    const JsonChildren bs = b_document.children(b);
    expects(as.size() == bs.size(), "as many children");
    auto other = bs.begin();
    for (const JsonNode& child : as) expect_same(a_document, child, b_document, *other++);
}

void expect_writes_back(const JsonDocument& document, JsonLayout layout) {
    static JsonDocument again({.bytes = std::size_t{1} << 26});
    std::string printed;
    JsonWriter writer(printed, layout);
    expects(writer.copy(document, document.root()).complete(), "a complete value");
    Diagnostics none;
    expects(again.read(printed, none) && none.empty(), "what was printed is JSON");
    expect_same(document, document.root(), again, again.root());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    static JsonDocument document;
    static simdjson::dom::parser oracle;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    Diagnostics diagnostics;
    const bool ours = document.read(text, diagnostics);
    expects(ours == diagnostics.empty(), "a mistake is told exactly when the text is refused");

    element value;
    const bool theirs = oracle.parse(data, size).get(value) == simdjson::SUCCESS;
    if (theirs && !ours) expects(only_ours_refuses(value, 0), "a reason to refuse");
    if (ours && !theirs) expects(has_huge_number(document, document.root()), "a reason to accept");
    if (ours && theirs) expect_same(document, document.root(), value);
    if (ours) {
        expect_writes_back(document, JsonLayout::Compact);
        expect_writes_back(document, JsonLayout::Indented);
    }
    return 0;
}
