#pragma once
// What a template of a notice can name: the closed list of elements, each with a sentence on what its
// value is. A name outside the list is a mistake in the template, found when the program is checked, and
// never a gap in a letter. Who composes a notice gives each element that has a value in its content.

#include <span>
#include <string>
#include <string_view>

namespace assent::letters {

struct Element {
    std::string_view name;
    std::string_view meaning;
};

// Elements with one value for the whole notice. `lines` is not among them: it stands for the service lines.
std::span<const Element> elements();

// Elements with a value for each service line: "line.label".
std::span<const Element> line_elements();

// One of elements(), `told.<fact>`, a fact of the request as it was told, or `contact.<purpose>.<channel>`:
// how somebody is reached about something, as in `contact.reconsideration.fax`. The purpose is lower-case
// letters and `_`; the channel is one of contact_channels().
bool is_element(std::string_view name);
bool is_line_element(std::string_view name);

std::span<const std::string_view> contact_channels();

// Whether each line of its value is an item of a list.
bool is_list(std::string_view name);

// A phone or fax number, which is read at a glance and never broken.
bool is_number_to_call(std::string_view name);

// What to write instead of `name`: the nearest name of either list, or where the list is found.
std::string nearest_element(std::string_view name);

} // namespace assent::letters
