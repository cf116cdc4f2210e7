#include "desk/rules.hpp"

#include <utility>
#include <vector>

#include "base/sha256.hpp"
#include "letters/read_template.hpp"

namespace assent::desk {
namespace {

base::Place place_of(const policy::Program& program) {
    return {program.file, program.header.id.line, program.header.id.column, {}};
}

} // namespace

base::Result<letters::Templates> templates_of(const catalog::Version& version) {
    letters::Templates templates;
    base::Diagnostics mistakes;
    for (const auto& [name, text] : version.notices) {
        const letters::TemplateText one{text.file, name, base::sha256_text(text.text), "en", text.text};
        auto read = letters::read_template(one);
        if (read) {
            templates.emplace(name, std::move(*read));
        } else {
            mistakes.append(std::move(read.error()));
        }
    }
    if (mistakes.has_errors()) return base::refused(std::move(mistakes));
    return templates;
}

base::Result<std::unique_ptr<const Rules>> Rules::of(const catalog::Version& version,
                                                     letters::NameOf name_of) {
    auto templates = templates_of(version);
    if (!templates) return base::refused(std::move(templates.error()));
    std::vector<calendar::BusinessCalendar> calendars;
    for (std::size_t i = 0; i < version.program.origins.size(); ++i) {
        const calendar::BusinessCalendar* counted_on = version.calendar_of(i);
        if (!counted_on)
            return base::refused(place_of(version.program),
                                 "days are counted, and this program names no calendar",
                                 "write `calendar NAME` below `program`");
        calendars.push_back(*counted_on);
    }
    casework::RuleBook book(version.program, std::move(calendars),
                            version.zone.value_or(calendar::Zone::utc()));
    return std::unique_ptr<const Rules>(
        new Rules(std::move(book), std::move(*templates), std::move(name_of)));
}

Rules::Rules(casework::RuleBook book, letters::Templates templates, letters::NameOf name_of)
    : book_(std::move(book)),
      templates_(std::move(templates)),
      composer_(templates_, book_, std::move(name_of)) {}

} // namespace assent::desk
