#include "app/letter_pages.hpp"

#include <fmt/format.h>

#include <fstream>
#include <set>

#include "base/failure.hpp"
#include "base/text.hpp"

namespace assent::app {
namespace {

using std::filesystem::path;

std::string file_name(std::string_view words) {
    std::string name;
    for (const char c : words) {
        const bool plain = base::is_letter_or_digit(c);
        if (plain) name += c;
        if (!plain && !name.empty() && name.back() != '-') name += '-';
    }
    return name;
}

// The words of the first heading, escaped as they stand in the page.
std::string heading_of(std::string_view html) {
    const std::size_t begin = html.find("<h1>"), end = html.find("</h1>");
    if (begin == std::string_view::npos || end == std::string_view::npos) return {};
    std::string heading;
    bool in_tag = false;
    for (const char c : html.substr(begin, end - begin)) {
        if (c == '<') in_tag = true;
        if (!in_tag) heading += c;
        if (c == '>') in_tag = false;
    }
    return heading;
}

// What systems tell each other is no letter.
bool is_transmission(const policy::TermDef& line) {
    return line.channels.count() == 1 &&
           line.channels.test(static_cast<std::size_t>(policy::Channel::Transmission));
}

void write_page(const path& file, const casework::ComposedNotice& notice) {
    std::ofstream page(file);
    page << fmt::format(
        "<!doctype html>\n<html lang=\"{}\">\n<head><meta charset=\"utf-8\"><title>{}</title>\n"
        "<style>body {{ max-width: 40em; margin: 2em auto; font: 12pt/1.5 serif; }}\n"
        ".number {{ white-space: nowrap; }}</style></head>\n"
        "<body>\n{}\n</body>\n</html>\n",
        notice.language, heading_of(notice.html), notice.html);
    page.close();
    if (!page) throw base::Failure(fmt::format("the letter {} could not be written", file.string()));
}

} // namespace

std::size_t write_letters(const timelines::Play& play, const Stage& stage, const path& folder) {
    const std::string& program = stage.book().program().header.id.text;
    const path here = folder / file_name(program) / file_name(play.timeline->name);
    std::size_t count = 0;
    for (const timelines::Played& step : play.played) {
        std::set<std::pair<casework::RequestNo, std::uint16_t>> written; // one text, whoever gets it
        for (const casework::Event& event : step.events) {
            const auto* composed = std::get_if<casework::Composed>(&event.what);
            if (!composed || is_transmission(stage.book().program().terms[composed->line])) continue;
            if (!written.insert({composed->request, composed->notice}).second) continue;
            const auto notice =
                stage.compose({step.after, composed->request, composed->notice, step.at, nullptr});
            if (notice.html.empty()) continue;
            std::error_code ignored; // writing the file tells
            std::filesystem::create_directories(here, ignored);
            const auto& name = stage.book().program().notices[composed->notice].name.text;
            write_page(here / fmt::format("{:02}-{}.html", ++count, file_name(name)), notice);
        }
    }
    return count;
}

} // namespace assent::app
