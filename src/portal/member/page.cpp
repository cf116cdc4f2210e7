#include "portal/member/page.hpp"

#include <array>
#include <memory>

#include "base/sha256.hpp"
#include "base/text.hpp"
#include "casework/authority.hpp"
#include "desk/member_door.hpp"
#include "http/program_json.hpp"
#include "letters/contacts.hpp"
#include "portal/case_seen.hpp"
#include "portal/layout.hpp"
#include "portal/moments.hpp"
#include "portal/new_request/further.hpp"

namespace assent::portal {
namespace {

using casework::RequestNo;
using desk::MemberDoor;
using policy::Channel;

// What a reading of theirs is noted under: no account is meant by it.
const casework::PersonId reader{"the-member"};

// Of these pages alone, so that a browser sends it nowhere else.
constexpr std::string_view cookie_name = "assent-member";

constexpr const char* about_anything = "questions"; // a purpose of contacts

std::string secret_of(const Visit& visit) { return cookie_in(visit.request, cookie_name); }

std::string kept(const Visit& visit, const std::string& secret) {
    return fmt::format("{}={}; Path=/member; HttpOnly; SameSite=Strict{}{}", cookie_name, secret,
                       visit.request.secure ? "; Secure" : "", secret.empty() ? "; Max-Age=0" : "");
}

std::string seal_of(const Visit& visit) { return base::sha256_text("member's form of " + secret_of(visit)); }

Html form_to(const Visit& visit, const char* action) {
    return html("<form method=\"post\" action=\"{}\" class=\"usa-form as-form\">{}", action,
                hidden("seal", seal_of(visit)));
}

http::Response shown_page(const Visit& visit, const std::string& title, const Html& main, int status = 200) {
    return plain_page(visit.request, title, main, status);
}

http::Response ask_for_code(const Visit& visit, const Html& wrong, int status = 200) {
    return shown_page(
        visit, "See your request",
        html(
            "<div class=\"as-narrow\"><h1>See your request</h1>{}<p class=\"usa-intro\">You need a letter "
            "from "
            "us. The code is at the end of it.</p><form method=\"post\" action=\"/member\" class=\"usa-form "
            "as-form\"><label class=\"usa-label\" for=\"code\">Code in the letter</label><span "
            "class=\"usa-hint\" id=\"code-hint\">10 letters and numbers, such as K7MPD-3XQ9W</span><input "
            "class=\"usa-input\" id=\"code\" name=\"code\" autocomplete=\"off\" "
            "autocapitalize=\"characters\" "
            "spellcheck=\"false\" aria-describedby=\"code-hint\" required value=\"{}\"><label "
            "class=\"usa-label\" for=\"born\">Birth date of the one who gets the care</label><input "
            "class=\"usa-input\" id=\"born\" name=\"born\" type=\"date\" autocomplete=\"bday\" required>"
            "<button class=\"usa-button\" type=\"submit\">See the request</button></form><p>No letter, or no "
            "code in it? <a class=\"usa-link\" href=\"/needs\">Find whom to call</a>.</p></div>",
            wrong, visit.field("code")),
        status);
}

// A date field of a browser, or as people here write it: 5/4/2019.
std::optional<calendar::Date> date_in(const std::string& text) {
    if (const auto date = calendar::parse_date(text)) return date;
    const auto parts = base::split(text, '/');
    if (parts.size() != 3) return std::nullopt;
    return calendar::parse_date(fmt::format("{}-{:0>2}-{:0>2}", parts[2], parts[0], parts[1]));
}

// The case of whoever is in, as they see it.
class MembersCase {
public:
    MembersCase(const Visit& visit, const Services& services, MemberDoor::Inside inside)
        : visit_(visit),
          services_(services),
          until_(inside.until),
          seen_(std::move(inside.file), std::move(inside.actor), visit.now) {}

    http::Response show(const Html& said, int status = 200) const {
        Html requests;
        for (std::size_t i = seen_.file().now.requests.size(); i > 0; --i)
            requests += request(static_cast<RequestNo>(i - 1));
        return shown_page(
            visit_, "Your request",
            html(
                "<h1>Your request</h1>{}{}{}{}{}<section class=\"as-part\"><h2>When you are done</h2><p>This "
                "page closes by itself {}.</p>{}<button class=\"usa-button usa-button--outline\" "
                "type=\"submit\">Close it now</button></form></section>",
                said, requests, letters(), asking(), questions(), shown(seen_.book().zone(), until_),
                form_to(visit_, "/member/leave")),
            status);
    }

    http::Response letter() const {
        const auto number = base::to_number(visit_.places[0]);
        const bool theirs = number && desk::is_for_member(seen_.file(), *number, visit_.now);
        const auto found =
            theirs ? http::letter_of_notice(services_.store, seen_.file(), *number) : std::nullopt;
        if (!found)
            return shown_page(visit_, "There is no such letter",
                              html("<h1>There is no such letter</h1><p><a class=\"usa-link\" "
                                   "href=\"/member\">Back to your request</a></p>"),
                              404);
        return shown_page(visit_, "A letter to you",
                          html("<p><a class=\"usa-link\" href=\"/member\">Back to your request</a></p>"
                               "<div class=\"as-letter\">{}</div>",
                               Html::trusted(found->html)));
    }

    // In writing, by this page, where the program lets them.
    http::Response ask() const {
        for (const Further& one : further(seen_)) {
            if (visit_.field("type") != name(one.type) ||
                visit_.field("about") != fmt::format("{}", one.after + 1))
                continue;
            casework::Submit submit;
            submit.type = one.type;
            submit.about = one.about;
            const casework::Actor actor = desk::member_of(seen_.file().now);
            const auto done = services_.desk.handle(
                {.by = actor.person, .about = seen_.file().stream, .command = std::move(submit), .as = actor},
                visit_.now);
            return done ? go_to("/member?asked=yes") : show(alert(done.error()), 422);
        }
        return show(alert("This cannot be asked here any more", "Look below at what you can do, or call us."),
                    422);
    }

    const store::StreamId& stream() const { return seen_.file().stream; }

private:
    const std::string& name(std::uint16_t type) const { return seen_.program().requests[type].name.text; }

    Html request(RequestNo number) const {
        const casework::Situation now = seen_.situation(number);
        return html(
            "<section class=\"as-request\"><h2>{}</h2><p class=\"usa-intro as-situation\">{} {} <b>{}</b></p>"
            "</section>",
            capital(seen_.type(number)), now.where, now.next, now.asked);
    }

    Html letters() const {
        Html all;
        const auto& notices = seen_.file().now.notices;
        for (std::size_t i = notices.size(); i > 0; --i) {
            const casework::NoticeState& one = notices[i - 1];
            if (!desk::is_for_member(seen_.file(), static_cast<std::int64_t>(i), visit_.now)) continue;
            all += html("<li><a class=\"usa-link\" href=\"/member/letters/{}\">{}</a>, {}</li>", i,
                        capital(seen_.program().notices[one.notice].name.text),
                        shown(seen_.book().day_of(one.at)));
        }
        return html("<h2>Letters to you</h2>{}", all.empty() ? html("<p>There are none yet.</p>")
                                                             : html("<ul class=\"usa-list\">{}</ul>", all));
    }

    // What can still be asked, with its last day and every way to ask it.
    Html asking() const {
        std::vector<std::pair<Further, policy::ChannelSet>> all;
        for (std::size_t i = 0; i < policy::channels; ++i) {
            for (const Further& one : further(seen_, static_cast<Channel>(i))) {
                auto same = std::find_if(all.begin(), all.end(), [&](const auto& other) {
                    return other.first.type == one.type && other.first.after == one.after;
                });
                if (same == all.end()) same = all.insert(same, {one, {}});
                same->second.set(i);
            }
        }
        return each(all, [&](const auto& one) { return way(one.first, one.second); });
    }

    Html way(const Further& what, policy::ChannelSet by) const {
        const Html day = what.days.until
                             ? html("<p>You can ask <b>until {}</b>. After that it is too late.</p>",
                                    until(seen_.book().zone(), *what.days.until))
                             : html("<p>You can ask for this now.</p>");
        const bool here = by.test(static_cast<std::size_t>(Channel::Portal));
        const Html button =
            here ? html("{}{}{}<button class=\"usa-button\" type=\"submit\">Ask for it now</button></form>",
                        form_to(visit_, "/member/ask"), hidden("type", name(what.type)),
                        hidden("about", fmt::format("{}", what.after + 1)))
                 : Html();
        return html("<section class=\"as-part\"><h2>You can ask for: {}</h2>{}{}{}</section>",
                    name(what.type), day, contacts(name(what.type), by), button);
    }

    Html questions() const {
        const Html all = contacts(about_anything, policy::ChannelSet().set());
        return all.empty() ? all : html("<section class=\"as-part\"><h2>Questions?</h2>{}</section>", all);
    }

    // What is for somebody else is not for them; what is for them alone answers any question of theirs.
    bool is_for_them(const letters::ReachedBy& one, const std::string& purpose) const {
        if (one.audience.empty()) return one.purpose == purpose;
        return seen_.is(one.audience) && (one.purpose == purpose || purpose == about_anything);
    }

    // How we are reached about it today, from the program's list of contacts.
    Html contacts(const std::string& purpose, policy::ChannelSet by) const {
        Html all;
        const calendar::Date today = seen_.book().day_of(visit_.now);
        letters::each_contact(seen_.program(), today, [&](const letters::ReachedBy& one) {
            if (is_for_them(one, purpose)) all += contact(one, by);
        });
        return all.empty() ? all : html("<ul class=\"usa-list\">{}</ul>", all);
    }

    static Html contact(const letters::ReachedBy& one, policy::ChannelSet by) {
        const std::string_view how = one.channel;
        const std::string value = one.text();
        const auto channel = how == "web" ? std::optional(Channel::Portal) : policy::channel_of(how);
        if (channel && !by.test(static_cast<std::size_t>(*channel))) return {};
        if (how == "phone")
            return html("<li>Call <a class=\"usa-link\" href=\"tel:{}\">{}</a></li>", one.value, value);
        if (how == "fax") return html("<li>Fax {}</li>", value);
        if (how == "mail") return html("<li>Write to {}</li>", value);
        if (how == "hours") return html("<li>Our hours: {}</li>", value);
        return how == "web" ? html("<li>On the web: {}</li>", value) : Html();
    }

    const Visit& visit_;
    const Services& services_;
    calendar::Instant until_;
    CaseSeen seen_;
};

class Pages {
public:
    explicit Pages(const Services& services)
        : services_(services), door_(services.store, services.desk.shelf()) {}

    http::Response front(const Visit& visit) {
        const auto inside = inside_of(visit);
        if (!inside) return ask_for_code(visit, {});
        noted(visit, inside->stream(), "page of the member");
        return inside->show(visit.request.asked("asked")
                                ? done("We have it. You will get a letter with the decision.")
                                : Html());
    }

    // What was wrong is not told: the code, or the birth date.
    http::Response open(const Visit& visit) {
        const auto opened = door_.open(visit.field("code"), date_in(visit.field("born")), visit.now);
        if (!opened && opened.error() == MemberDoor::Refused::Used)
            return ask_for_code(
                visit, alert("This code was tried too often", "Call us, and have the letter with you."), 422);
        if (!opened)
            return ask_for_code(
                visit,
                alert("Code and birth date do not go together", "Look at both again, and try once more."),
                422);
        http::Response response = go_to("/member");
        response.headers["set-cookie"] = kept(visit, *opened);
        return response;
    }

    http::Response leave(const Visit& visit) {
        if (is_ours(visit)) door_.leave(secret_of(visit));
        http::Response response = go_to("/member");
        response.headers["set-cookie"] = kept(visit, "");
        return response;
    }

    http::Response letter(const Visit& visit) {
        const auto inside = inside_of(visit);
        if (!inside) return go_to("/member");
        noted(visit, inside->stream(), "letter, by the member");
        return inside->letter();
    }

    http::Response ask(const Visit& visit) {
        const auto inside = inside_of(visit);
        return inside && is_ours(visit) ? inside->ask() : go_to("/member");
    }

private:
    static bool is_ours(const Visit& visit) { return visit.field("seal") == seal_of(visit); }

    std::optional<MembersCase> inside_of(const Visit& visit) {
        const std::string secret = secret_of(visit);
        auto inside = secret.empty() ? std::nullopt : door_.find(secret, visit.now);
        if (!inside) return std::nullopt;
        return MembersCase(visit, services_, std::move(*inside));
    }

    void noted(const Visit& visit, const store::StreamId& of, const char* what) const {
        services_.desk.readings().note({reader, casework::Role::MemberSide, {}, {}, {}}, of, what, visit.now);
    }

    const Services& services_;
    MemberDoor door_;
};

} // namespace

void add_member(Gate& gate, const Services& services) {
    const auto pages = std::make_shared<Pages>(services);
    gate.page("/member", For::Everybody, [pages](const Visit& visit) { return pages->front(visit); });
    gate.page("/member/letters/{notice}", For::Everybody,
              [pages](const Visit& visit) { return pages->letter(visit); });
    gate.form("/member", For::Everybody, [pages](const Visit& visit) { return pages->open(visit); });
    gate.form("/member/leave", For::Everybody, [pages](const Visit& visit) { return pages->leave(visit); });
    gate.form("/member/ask", For::Everybody, [pages](const Visit& visit) { return pages->ask(visit); });
}

} // namespace assent::portal
