#include "portal/samples/opinion.hpp"

#include <algorithm>

#include "casework/authority.hpp"
#include "desk/second_opinions.hpp"
#include "portal/case_seen.hpp"
#include "portal/layout.hpp"
#include "portal/review/trace.hpp"

namespace assent::portal {
namespace {

bool gives_opinions(const Visit& visit) {
    return cell(casework::CaseAct::SecondOpinion, visit.actor().role) == casework::Cell::Yes;
}

http::Response nothing_asked(const Visit& visit) {
    return sorry(visit, 404, "No opinion is asked of you here", "Look at the list of second opinions.");
}

// "/cases/M7/C12/requests/1/opinions/2026-11-S4K": it lies below the case, so that who has read it is noted.
std::string address_of(const std::string& sample, const desk::Sampled& one) {
    return fmt::format("/cases/{}/requests/{}/opinions/{}", one.of.text().substr(5), one.request + 1,
                       in_address(sample));
}

// A request as it is looked at again.
struct Look {
    std::string sample;
    desk::Sampled what;
    CaseSeen before;

    std::size_t lines() const { return before.file().now.at(what.request).lines.size(); }
};

std::optional<Look> look_of(const Visit& visit, const Services& services) {
    const auto sample =
        gives_opinions(visit) ? desk::read_sample(services.store, visit.places[3]) : std::nullopt;
    if (!sample) return std::nullopt;
    const std::string of = fmt::format("case/{}/{}", visit.places[0], visit.places[1]);
    for (const desk::Sampled& one : sample->all) {
        const bool is_it = one.of.text() == of && fmt::format("{}", one.request + 1) == visit.places[2];
        if (!is_it || one.asked != visit.actor().person) continue;
        auto before = desk::file_before(services.store, services.desk.shelf(), one);
        if (!before) return std::nullopt;
        return Look{sample->number, one, CaseSeen(std::move(*before), visit.actor(), visit.now)};
    }
    return std::nullopt;
}

std::string field_of(std::size_t line, const char* name) { return fmt::format("line.{}.{}", line + 1, name); }

Html choices(const Visit& visit, const Look& look, std::size_t line) {
    const std::string name = field_of(line, "would");
    return each(desk::views_at(look.before.file(), look.what.request), [&](std::string_view view) {
        std::string id = name + "-" + std::string(view);
        std::replace(id.begin(), id.end(), ' ', '-');
        return html(
            "<div class=\"usa-radio\"><input class=\"usa-radio__input\" type=\"radio\" id=\"{}\" name=\"{}\" "
            "value=\"{}\"{}><label class=\"usa-radio__label\" for=\"{}\">{}</label></div>",
            id, name, view, visit.field(name) == view ? Html::trusted(" checked") : Html(), id,
            capital(view));
    });
}

Html line_fields(const Visit& visit, const Look& look, std::size_t line) {
    const std::string reason = field_of(line, "reason");
    return html(
        "<fieldset class=\"usa-fieldset as-line\"><legend class=\"usa-legend\">Line {}: {}</legend>{}<label "
        "class=\"usa-label\" for=\"{}\">Why</label><textarea class=\"usa-textarea as-words\" id=\"{}\" "
        "name=\"{}\" required>{}</textarea></fieldset>",
        line + 1, look.before.line_told(look.what.request, static_cast<std::uint16_t>(line)),
        choices(visit, look, line), reason, reason, reason, visit.field(reason));
}

Html papers_of(const Look& look) {
    const auto& papers = look.before.file().now.at(look.what.request).papers;
    if (papers.empty()) return html("<p>No paper had come.</p>");
    return html("<ul class=\"usa-list\">{}</ul>", each(papers, [&](const casework::Paper& paper) {
                    return html("<li>{}</li>", named(look.before, paper));
                }));
}

Html opinion_form(const Visit& visit, const Look& look) {
    if (!look.what.opinion.empty()) return html("<h2>Your opinion</h2><p>You have given it. Thank you.</p>");
    Html lines;
    for (std::size_t i = 0; i < look.lines(); ++i) lines += line_fields(visit, look, i);
    return html(
        "<h2>What would you have decided?</h2>{}{}<button class=\"usa-button\" type=\"submit\">Give the "
        "opinion</button></form>",
        form(visit, address_of(look.sample, look.what)), lines);
}

http::Response show(const Visit& visit, const Look& look, const Html& said, int status = 200) {
    const std::string& type = look.before.type(look.what.request);
    const auto request = look.what.request;
    return page(
        visit, "A second opinion on " + look.before.number(),
        html(
            "<p><a class=\"usa-link\" href=\"/opinions\">Back to second opinions</a></p><h1>A second opinion "
            "<span class=\"as-beside\">{}, request {} of case {}</span></h1><p class=\"usa-intro\">This is "
            "what was known just before somebody decided it. You are not told how, nor who it was; nothing "
            "of the case changes by what you say.</p>{}<div class=\"grid-row grid-gap\"><div "
            "class=\"desktop:grid-col-7\"><h2>What was told</h2>{}<h3>Papers</h3>{}{}</div><div "
            "class=\"desktop:grid-col-5\">{}</div></div>",
            type, request + 1, look.before.number(), said, told_of(look.before, request), papers_of(look),
            trace_of(look.before, request), opinion_form(visit, look)),
        status);
}

http::Response open(const Visit& visit, const Services& services) {
    const auto look = look_of(visit, services);
    if (!look) return nothing_asked(visit);
    const auto no = look->what.opinion.empty() ? desk::refusal_to_look(services.store, services.desk.shelf(),
                                                                       look->what, visit.actor(), visit.now)
                                               : std::nullopt;
    if (no) return sorry(visit, 404, capital(no->rule), capital(no->instead) + ".");
    return show(visit, *look, {});
}

http::Response take(const Visit& visit, const Services& services) {
    const auto look = look_of(visit, services);
    if (!look) return nothing_asked(visit);
    std::vector<desk::LineView> lines;
    for (std::size_t i = 0; i < look->lines(); ++i)
        lines.push_back({visit.field(field_of(i, "would")), visit.field(field_of(i, "reason"))});
    const auto no =
        desk::give_opinion(services.store, services.desk.shelf(),
                           {look->sample, look->what.of, std::move(lines)}, visit.actor(), visit.now);
    return no ? show(visit, *look, alert(*no), 422) : go_to("/opinions");
}

http::Response list(const Visit& visit, const Services& services) {
    if (!gives_opinions(visit))
        return sorry(visit, 404, "There is nothing here", "Or it is not for this account.");
    Html waiting;
    std::size_t given = 0;
    for (const desk::Sample& sample : desk::latest_samples(services.store)) {
        for (const desk::Sampled& one : sample.all) {
            if (one.asked != visit.actor().person) continue;
            given += one.opinion.empty() ? 0 : 1;
            if (one.opinion.empty())
                waiting += html("<li><a class=\"usa-link\" href=\"{}\">Request {} of case {}</a>, {}</li>",
                                address_of(sample.number, one), one.request + 1,
                                one.of.text().substr(one.of.text().rfind('/') + 1), sample.program);
        }
    }
    return page(
        visit, "Second opinions",
        html(
            "<h1>Second opinions</h1><p class=\"usa-intro\">Decisions of others, drawn by chance: what would "
            "you have decided on what was known then? So it is measured whether reviewers decide alike.</p>"
            "{}<p>You have given {}.</p>",
            waiting.empty() ? html("<p>None is asked of you.</p>")
                            : html("<ul class=\"usa-list\">{}</ul>", waiting),
            given));
}

} // namespace

void add_opinions(Gate& gate, const Services& services) {
    constexpr const char* pattern = "/cases/{member}/{number}/requests/{request}/opinions/{sample}";
    gate.page("/opinions", For::SignedIn, [&services](const Visit& visit) { return list(visit, services); });
    gate.page(pattern, For::SignedIn, [&services](const Visit& visit) { return open(visit, services); });
    gate.form(pattern, For::SignedIn, [&services](const Visit& visit) { return take(visit, services); });
}

} // namespace assent::portal
