#include "letters/elements.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.hpp"

namespace assent::letters {
namespace {

constexpr std::array all{
    Element{"approved.duration", "How long the approved care lasts, in words for the whole request."},
    Element{"approved.frequency", "How often the approved care is given, in words for the whole request."},
    Element{"approved.units", "How many units were approved, over all lines."},
    Element{"authorization.number", "The number under which approved care is paid."},
    Element{"criteria", "The criteria that were applied, by name and version."},
    Element{"decision.by", "The day by which we decide, with its hour if it has one."},
    Element{"decision.date", "The day on which the request was decided."},
    Element{"determination", "What was decided, in words for its reader."},
    Element{"discipline", "The kind of therapy that was asked for."},
    Element{"first.day", "The first day of the care that the notice is about."},
    Element{"items", "The papers and answers that a reviewer asked for, each on a line of its own."},
    Element{"last.day", "The last day of the care that the notice is about."},
    Element{"missing", "What nobody told of what a rule needs, each question on a line of its own."},
    Element{"notice.date", "The date printed on the notice, from which its reader's time runs."},
    Element{"ordering.name", "Whom the case names as its `ordering provider`."},
    Element{"provider.name", "The provider who asked for the care."},
    Element{"reason",
            "Why, in the words of who decided or of the rule and the lists behind it, with the service where "
            "reasons differ."},
    Element{"recipient.name", "The member whom the care is for."},
    Element{"reconsideration.last_day", "The last day on which a reconsideration can be asked for."},
    Element{"request.number", "The number by which everybody can name the request."},
    Element{"request.type", "Which of the program's requests it is."},
    Element{"reviewer.role", "What kind of person decided, without a name."},
    Element{"supply.by",
            "The day by which missing papers and answers must be there, with its hour if it has one."},
    Element{"window.from", "The first day on which the next request can be made."},
    Element{"window.through", "The last day on which the next request can be made."},
};

constexpr std::array of_lines{
    Element{"line.label", "The service, in a few words."},
    Element{"line.code", "Its procedure code."},
    Element{"line.asked", "How much was asked for: units, and how often."},
    Element{"line.approved", "How much was approved; in words when it is nothing."},
    Element{"line.granted", "How much was approved; without a value when it is nothing."},
    Element{"line.dates", "The days from which and through which it is approved, or was asked for."},
    Element{"line.before", "How much was approved until now, of a line that is reduced."},
    Element{"line.asked_dates", "The days that were asked for, where other days are approved."},
    Element{"line.determination", "What was decided about this line."},
    Element{"line.reason", "Why, for this line."},
};

constexpr std::array<std::string_view, 8> channels{"phone", "tty",    "fax", "email",
                                                   "mail",  "portal", "web", "hours"};

constexpr std::string_view contact = "contact.";
constexpr std::string_view told_prefix = "told.";

bool is_contact(std::string_view name) {
    if (!name.starts_with(contact)) return false;
    name.remove_prefix(contact.size());
    const std::size_t dot = name.find('.');
    if (dot == 0 || dot == std::string_view::npos) return false;
    const std::string_view purpose = name.substr(0, dot);
    return std::all_of(purpose.begin(), purpose.end(),
                       [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; }) &&
           std::find(channels.begin(), channels.end(), name.substr(dot + 1)) != channels.end();
}

// A fact's name: words of small letters, joined by dots.
bool is_told(std::string_view name) {
    if (!name.starts_with(told_prefix)) return false;
    name.remove_prefix(told_prefix.size());
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
    });
}

bool is_among(std::span<const Element> some, std::string_view name) {
    return std::any_of(some.begin(), some.end(), [&](const Element& one) { return one.name == name; });
}

} // namespace

std::span<const Element> elements() { return all; }
std::span<const Element> line_elements() { return of_lines; }
std::span<const std::string_view> contact_channels() { return channels; }

bool is_element(std::string_view name) { return is_among(all, name) || is_contact(name) || is_told(name); }
bool is_line_element(std::string_view name) { return is_among(of_lines, name); }

bool is_list(std::string_view name) { return name == "missing" || name == "items"; }

bool is_number_to_call(std::string_view name) {
    if (!is_contact(name)) return false;
    const std::string_view channel = name.substr(name.rfind('.') + 1);
    return channel == "phone" || channel == "tty" || channel == "fax";
}

std::string nearest_element(std::string_view name) {
    if (name.starts_with(contact)) {
        const std::vector<std::string> known(channels.begin(), channels.end());
        return "write contact.PURPOSE.CHANNEL, with the channel " + base::listed(known, "or");
    }
    if (name.starts_with(told_prefix)) return "write told. and the name of a fact of the request";
    std::vector<std::string> known{"lines"};
    for (const Element& one : all) known.emplace_back(one.name);
    for (const Element& one : of_lines) known.emplace_back(one.name);
    const std::string near = base::did_you_mean(name, known);
    return near.empty() ? "an element is one of " + base::listed(known, "or") : near;
}

} // namespace assent::letters
