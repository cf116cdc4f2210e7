#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0

#include "app/config_file.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <utility>

namespace assent::app {
namespace {

base::Place place_of(const toml::source_region& region, const std::string& name) {
    return {name, region.begin.line, region.begin.column, {}};
}

WrittenValue value_of(const toml::node& node) {
    if (const auto* text = node.as_string()) return {{}, text->get(), Written::Text, {}, {}};
    if (const auto* whole = node.as_integer())
        return {{}, std::to_string(whole->get()), Written::Whole, {}, {}};
    if (const auto* truth = node.as_boolean())
        return {{}, truth->get() ? "true" : "false", Written::Truth, {}, {}};
    if (node.is_table()) return {{}, {}, Written::Section, {}, {}};
    return {};
}

// Keys come from their table in the order of the alphabet.
class Collector {
public:
    explicit Collector(const std::string& name) : name_(name) {}

    void add(const toml::table& table, const std::string& before) {
        for (const auto& [key, node] : table) {
            const std::string whole = before + std::string(key.str());
            const toml::table* section = node.as_table();
            if (section && !section->empty()) {
                add(*section, whole + ".");
                continue;
            }
            WrittenValue value = value_of(node);
            value.key = whole;
            value.key_at = place_of(key.source(), name_);
            value.at = place_of(node.source(), name_);
            all_.push_back(std::move(value));
        }
    }

    std::vector<WrittenValue> in_order() {
        std::stable_sort(all_.begin(), all_.end(), [](const WrittenValue& a, const WrittenValue& b) {
            return std::pair(a.key_at.line, a.key_at.column) < std::pair(b.key_at.line, b.key_at.column);
        });
        return std::move(all_);
    }

private:
    const std::string& name_;
    std::vector<WrittenValue> all_;
};

} // namespace

base::Result<std::vector<WrittenValue>> read_config_text(std::string_view text, const std::string& name) {
    const toml::parse_result parsed = toml::parse(text, name);
    if (!parsed)
        return base::refused(
            place_of(parsed.error().source(), name),
            "this is no TOML: " + std::string(parsed.error().description()),
            "write NAME = VALUE on a line, text in \"quotes\", and [SECTION] before its names");
    Collector collector(name);
    collector.add(parsed.table(), "");
    return collector.in_order();
}

} // namespace assent::app
