#include "app/server_option.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/json_writer.hpp"
#include "base/text.hpp"
#include "http/body_reader.hpp"

namespace assent::app {
namespace {

struct Unit {
    std::string_view word;
    std::int64_t size;
};

constexpr std::array<Unit, 4> times{{{"ms", 1}, {"s", 1'000}, {"min", 60'000}, {"h", 3'600'000}}};
constexpr std::array<Unit, 4> sizes{{{"B", 1}, {"KiB", 1 << 10}, {"MiB", 1 << 20}, {"GiB", 1 << 30}}};

bool is_time(const ServerOption& option) { return option.kind == OptionKind::Time; }

std::span<const Unit> units_of(const ServerOption& option) {
    return is_time(option) ? std::span<const Unit>(times) : std::span<const Unit>(sizes);
}

// "30 s" and "30s"; of sizes also a number alone.
std::optional<std::int64_t> measured(const ServerOption& option, std::string_view text) {
    const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
    const auto number = base::to_number(text.substr(0, digits));
    const std::string_view word = base::trim(text.substr(digits));
    if (!number) return std::nullopt;
    if (word.empty() && !is_time(option)) return number;
    for (const Unit& unit : units_of(option)) {
        if (word == unit.word && *number <= option.most / unit.size) return *number * unit.size;
    }
    return std::nullopt;
}

// In the largest unit that leaves nothing over.
std::string measured_text(const ServerOption& option, std::int64_t number) {
    const auto units = units_of(option);
    const auto fits = [&](const Unit& unit) { return number != 0 && number % unit.size == 0; };
    const Unit* largest = units.data();
    for (const Unit& unit : units) {
        if (fits(unit)) largest = &unit;
    }
    return fmt::format("{} {}", number / largest->size, largest->word);
}

std::optional<OptionValue> within(const ServerOption& option, std::optional<std::int64_t> number) {
    if (!number || *number < option.least || *number > option.most) return std::nullopt;
    const bool whole = option.kind == OptionKind::Whole;
    return OptionValue{whole ? std::to_string(*number) : measured_text(option, *number), *number};
}

std::optional<OptionValue> truth(std::string_view text) {
    if (text != "true" && text != "false") return std::nullopt;
    return OptionValue{std::string(text), text == "true" ? 1 : 0};
}

std::vector<std::string> choices_of(const ServerOption& option) {
    const auto words = base::split(option.choices, ' ');
    return {words.begin(), words.end()};
}

bool is_printable(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](unsigned char c) { return c >= ' ' && c != 0x7F; });
}

bool is_taken(const ServerOption& option, std::string_view text) {
    switch (option.kind) {
        case OptionKind::Choice: {
            const auto words = choices_of(option);
            return std::find(words.begin(), words.end(), text) != words.end();
        }
        case OptionKind::Moment: return http::parse_moment(std::string(text)).has_value();
        case OptionKind::Secret: return text.size() >= static_cast<std::size_t>(option.least);
        default: return !text.empty() && is_printable(text);
    }
}

} // namespace

std::string environment_name(const ServerOption& option) {
    std::string name = "ASSENT_" + base::to_upper(option.key);
    std::replace(name.begin(), name.end(), '.', '_');
    return name;
}

std::string_view section_of(const ServerOption& option) {
    const std::size_t dot = option.key.find('.');
    return dot == std::string_view::npos ? std::string_view() : option.key.substr(0, dot);
}

std::string_view name_of(const ServerOption& option) { return option.key.substr(option.key.find('.') + 1); }

std::optional<OptionValue> read_option(const ServerOption& option, std::string_view text) {
    switch (option.kind) {
        case OptionKind::Whole: return within(option, base::to_number(text));
        case OptionKind::Bytes:
        case OptionKind::Time: return within(option, measured(option, text));
        case OptionKind::Truth: return truth(text);
        default: return is_taken(option, text) ? std::optional(OptionValue{std::string(text)}) : std::nullopt;
    }
}

std::string taken_by(const ServerOption& option) {
    switch (option.kind) {
        case OptionKind::Text: return "text";
        case OptionKind::Path: return "a path";
        case OptionKind::Whole: return fmt::format("a whole number from {} to {}", option.least, option.most);
        case OptionKind::Bytes:
            return fmt::format("a size from {} to {}", measured_text(option, option.least),
                               measured_text(option, option.most));
        case OptionKind::Time:
            return fmt::format("a time from {} to {}", measured_text(option, option.least),
                               measured_text(option, option.most));
        case OptionKind::Truth: return "true or false";
        case OptionKind::Choice: return base::listed(choices_of(option), "or");
        case OptionKind::Moment: return "a moment in UTC";
        case OptionKind::Secret: break;
    }
    return option.least > 0 ? fmt::format("a secret of at least {} characters", option.least) : "a secret";
}

std::string in_file_text(const ServerOption& option, std::string_view text) {
    if (option.kind == OptionKind::Whole || option.kind == OptionKind::Truth) return std::string(text);
    std::string quoted; // what JSON escapes, TOML reads alike
    base::JsonWriter(quoted).value(text);
    return quoted;
}

} // namespace assent::app
