#include "portal/training/page.hpp"

#include "base/text.hpp"
#include "portal/layout.hpp"

namespace assent::portal {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

constexpr days farthest{366}; // at once: by then every case of a day is over

Html banner(const std::string& time) {
    return html(
        "<section class=\"usa-alert usa-alert--warning usa-alert--slim as-training\" aria-label=\"Training "
        "copy\"><div class=\"usa-alert__body\"><p class=\"usa-alert__text\"><b>Training copy: nothing here "
        "is real.</b> It is {} here. <a class=\"usa-link\" href=\"/training\">Set the clock</a></p></div>"
        "</section>",
        time);
}

// "14:30" as a time of day.
std::optional<minutes> time_of_day(std::string_view text) {
    const auto hour = base::to_number(text.substr(0, 2));
    const auto minute = text.size() == 5 && text[2] == ':' ? base::to_number(text.substr(3)) : std::nullopt;
    if (!hour || !minute || *hour < 0 || *hour > 23 || *minute < 0 || *minute > 59) return std::nullopt;
    return hours(*hour) + minutes(*minute);
}

// The moment that was asked for; nothing when no day or no time was written.
std::optional<calendar::Instant> wanted(const Visit& visit, const Services& services) {
    if (visit.field("to") == "hour") return visit.now + hours(1);
    if (visit.field("to") == "day") return visit.now + days(1);
    const auto day = calendar::parse_date(visit.field("day"));
    const auto time = time_of_day(visit.field("time"));
    if (!day || !time) return std::nullopt;
    return services.desk.shelf().zone().to_instant(*day, *time, calendar::Reading::Later);
}

http::Response show(const Visit& visit, const Services& services, const Html& said, int status = 200) {
    const std::string day = visit.field("day"),
                      today = calendar::to_text(services.desk.shelf().zone().local_date(visit.now));
    const auto one_step = [&](const char* to, const char* name) {
        return html("{}{}<button class=\"usa-button usa-button--outline\" type=\"submit\">{}</button></form>",
                    form(visit, "/training"), hidden("to", to), name);
    };
    return page(
        visit, "The clock of this training copy",
        html(
            "<h1>The clock of this training copy</h1>{}<p class=\"usa-intro\">It is {}.</p><p>The clock goes "
            "forward only, and for everybody here. What falls due on the way has its effect. Whoever has a "
            "session may have to sign in again.</p><div class=\"as-steps\">{}{}</div>{}"
            "<label class=\"usa-label\" for=\"day\">Day</label><input class=\"usa-input\" id=\"day\" "
            "name=\"day\" type=\"date\" required value=\"{}\"><label class=\"usa-label\" for=\"time\">Time"
            "</label><input class=\"usa-input\" id=\"time\" name=\"time\" type=\"time\" required "
            "value=\"{}\">"
            "<button class=\"usa-button\" type=\"submit\">Go to this moment</button></form>",
            said, training_time(services), one_step("hour", "One hour later"),
            one_step("day", "One day later"), form(visit, "/training"), day.empty() ? today : day,
            visit.field("time")),
        status);
}

// Whoever sets it stays signed in: a session does not last a day.
http::Response take(const Visit& visit, const Services& services) {
    const auto to = wanted(visit, services);
    if (!to)
        return show(visit, services, alert("This is no moment", "Write a day and a time of day, as 09:30."),
                    422);
    if (*to <= visit.now || *to > visit.now + farthest)
        return show(visit, services,
                    alert("The clock cannot go there", "Choose a later moment, within a year from now."),
                    422);
    services.settings.set_clock(*to);
    const auto secret = services.sign_in.begin_trusted(visit.actor().person, services.clock());
    http::Response response = go_to("/training");
    if (secret) response.headers["set-cookie"] = keep_cookie(visit.request, *secret);
    return response;
}

} // namespace

std::string training_time(const Services& services) {
    return services.desk.shelf().zone().to_text(std::chrono::floor<minutes>(services.clock()));
}

http::Response as_training(const http::Request& request, http::Response answer, const std::string& time) {
    const auto type = answer.headers.find("content-type");
    const bool is_page = type != answer.headers.end() && type->second.starts_with("text/html");
    if (!is_page || request.path.starts_with("/api/")) return answer;
    const std::size_t header = answer.body.find("<header class=\"as-header\">");
    answer.body.insert(header == std::string::npos ? 0 : header, banner(time).text()); // a letter has none
    return answer;
}

void add_training(Gate& gate, const Services& services) {
    gate.page("/training", For::SignedIn,
              [&services](const Visit& visit) { return show(visit, services, {}); });
    gate.form("/training", For::SignedIn, [&services](const Visit& visit) { return take(visit, services); });
}

} // namespace assent::portal
