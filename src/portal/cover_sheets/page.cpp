#include "portal/cover_sheets/page.hpp"

#include "casework/required_papers.hpp"
#include "letters/contacts.hpp"
#include "portal/layout.hpp"
#include "portal/qr_code.hpp"

namespace assent::portal {
namespace {

using casework::RequestNo;

struct Sheet {
    const policy::DocumentDef* cover = nullptr;
    std::string paper; // "plan of care"
};

std::vector<Sheet> sheets_of(const CaseSeen& seen, RequestNo request) {
    std::vector<Sheet> all;
    const casework::Case& of = seen.file().now;
    if (!of.at(request).is_open()) return all;
    const policy::Program& program = seen.program();
    for (const auto& paper : casework::required_papers(of, request, seen.book(), seen.now())) {
        for (const std::uint16_t cover : program.documents[paper.document].cover) {
            const policy::DocumentDef& def = program.documents[cover];
            if (!def.barcode.empty()) all.push_back({&def, paper.kind});
        }
    }
    return all;
}

std::string number_of(const CaseSeen& seen, RequestNo request) {
    return fmt::format("{}-{}", seen.number(), request + 1);
}

std::string word(const CaseSeen& seen, RequestNo request, const Sheet& sheet, const std::string& what) {
    if (what == "member") return seen.member();
    return what == "request" ? number_of(seen, request) : sheet.paper;
}

// "ASSENT1;M7;C12-1;plan of care": no identifier has a semicolon.
std::string code_of(const CaseSeen& seen, RequestNo request, const Sheet& sheet) {
    std::string text = "ASSENT1";
    for (const std::string& what : sheet.cover->barcode) text += ";" + word(seen, request, sheet, what);
    return text;
}

// To where papers are faxed, as the program's contacts have it today; "" when they do not.
std::string fax_number(const CaseSeen& seen) {
    std::string number;
    letters::each_contact(seen.program(), seen.book().day_of(seen.now()), [&](const letters::ReachedBy& one) {
        if (number.empty() && one.purpose == "documents" && one.channel == "fax") number = one.value;
    });
    return number;
}

Html fact(std::string_view name, const std::string& value) {
    return value.empty() ? Html() : html("<div><dt>{}</dt><dd>{}</dd></div>", name, value);
}

Html drawn(const CaseSeen& seen, RequestNo request, const Sheet& sheet) {
    return html(
        "<section class=\"as-cover\"><h2>{}: {}</h2>{}<dl class=\"as-facts\">{}{}{}{}</dl>"
        "<p>Fax this sheet first and the {} right behind it. It is for this paper of this request alone.{}"
        "</p></section>",
        capital(sheet.cover->name.text), sheet.paper,
        qr_code(code_of(seen, request, sheet), "A code of the member, the request and the paper"),
        fact("Paper", sheet.paper), fact("Request", number_of(seen, request) + ", " + seen.type(request)),
        fact("Member", seen.member()), fact("Fax to", fax_number(seen)), sheet.paper,
        sheet.cover->used_once ? " Use it once, and make no copy of it." : "");
}

http::Response show(const Visit& visit, const Services& services) {
    const auto seen = case_of(visit, services);
    const auto request = seen ? request_at(*seen, visit.places[2]) : std::nullopt;
    const auto sheets = request ? sheets_of(*seen, *request) : std::vector<Sheet>{};
    if (sheets.empty())
        return sorry(visit, 404, "There are no cover sheets here",
                     "They are made for papers that are faxed, as long as the request is open.");
    return page(
        visit, "Cover sheets",
        html("<h1>Cover sheets of request {}</h1><p class=\"as-ways\"><a class=\"usa-link\" href=\"{}\">Back "
             "to "
             "case {}</a><button type=\"button\" class=\"usa-button usa-button--outline\" data-print hidden>"
             "Print</button></p>{}",
             number_of(*seen, *request), seen->address(), seen->number(),
             each(sheets, [&](const Sheet& sheet) { return drawn(*seen, *request, sheet); })));
}

} // namespace

Html cover_sheets_link(const CaseSeen& seen, RequestNo request) {
    if (sheets_of(seen, request).empty()) return {};
    return html(
        "<p><a class=\"usa-link\" href=\"{}/requests/{}/cover-sheets\">Cover sheets, to fax papers</a></p>",
        seen.address(), request + 1);
}

void add_cover_sheets(Gate& gate, const Services& services) {
    gate.page("/cases/{member}/{number}/requests/{request}/cover-sheets", For::SignedIn,
              [&services](const Visit& visit) { return show(visit, services); });
}

} // namespace assent::portal
