#include "portal/find/page.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "casework/authority.hpp"
#include "desk/merges.hpp"
#include "desk/published.hpp"
#include "portal/home/listed.hpp"
#include "portal/layout.hpp"
#include "portal/members/page.hpp"
#include "portal/moments.hpp"

namespace assent::portal {
namespace {

using casework::MemberId;

constexpr std::size_t most_rows = 25;
constexpr int most_of_a_day = 500; // members that are born on one day

struct Sought {
    std::string number, authorization, member, name, born, provider;

    bool empty() const { return (number + authorization + member + name + born + provider).empty(); }
};

Sought sought(const Visit& visit) {
    return {case_number_in(visit.field("number")),
            visit.field("authorization"),
            visit.field("member"),
            visit.field("name"),
            visit.field("born"),
            visit.field("provider")};
}

// Why nobody can be found by it, and what to add; "" when it is enough.
std::string too_little(const Sought& one) {
    if (!one.number.empty() || !one.authorization.empty() || !one.member.empty()) return {};
    if (one.empty()) return "Write one of the numbers, or a birth date with a name or a provider.";
    if (one.born.empty() && !one.name.empty()) return "A name fits too many people: add the birth date.";
    if (one.born.empty())
        return "A provider has too many cases: add the member's identifier, or the birth date.";
    if (!calendar::parse_date(one.born)) return "Write the birth date as 2015-03-02.";
    if (one.name.empty() && one.provider.empty())
        return "A birth date fits too many people: add the name, or the provider.";
    return {};
}

// Every word that was written is one of the text, or begins one.
bool has_words(const std::string& text, const std::string& words) {
    const std::string lower = base::to_lower(text), wanted = base::to_lower(words);
    const auto parts = base::split(lower, ' ');
    for (const std::string_view word : base::split(wanted, ' ')) {
        const std::string_view one = base::trim(word);
        const bool found = std::any_of(parts.begin(), parts.end(),
                                       [&](std::string_view part) { return part.starts_with(one); });
        if (!one.empty() && !found) return false;
    }
    return true;
}

class Finding {
public:
    Finding(const Visit& visit, const Services& services, Sought what)
        : visit_(visit), services_(services), what_(std::move(what)) {}

    // What was found, the cases first; members who have none are named.
    Html show() {
        store::CaseQuery query;
        query.limit = static_cast<int>(most_rows) * 4;
        if (!what_.number.empty()) {
            query.case_number = what_.number;
            look(query);
        } else if (!what_.authorization.empty()) {
            query.number = what_.authorization;
            look(query);
        } else {
            for (const MemberId& member : members()) {
                query.member = member.text;
                look(query);
            }
        }
        Html all = rows_.empty()
                       ? Html()
                       : table(fmt::format("{} {} found", rows_.size(), rows_.size() == 1 ? "case" : "cases"),
                               rows_);
        if (more_) all += html("<p>There are more. Write another fact of what you look for.</p>");
        all += each(without_cases(), [](const MemberId& one) {
            return html("<p>Member <a class=\"usa-link\" href=\"{}\">{}</a> is known, and has no case.</p>",
                        member_address(one), one.text);
        });
        return all.empty() ? html("<p>Nothing fits all of it. Ask for another number, or write less.</p>")
                           : all;
    }

private:
    // Those that are meant by an identifier or a birth date, with the identifiers they have beside.
    std::vector<MemberId> members() {
        std::vector<MemberId> all;
        const auto add = [&](const MemberId& member) {
            for (const MemberId& one : desk::known_as(services_.store, member)) {
                if (std::find(all.begin(), all.end(), one) == all.end()) all.push_back(one);
            }
        };
        if (!what_.member.empty()) {
            if (store::StreamId::is_key(what_.member)) add({what_.member});
        } else {
            for (const store::StreamId& one : services_.store.members_born(what_.born, most_of_a_day)) {
                if (fits(desk::read_standing(services_.store, one))) add({std::string(one.placement())});
            }
        }
        members_ = all;
        return all;
    }

    bool fits(const desk::Standing& standing) const {
        if (!standing.member) return false;
        const auto born = standing.member->birth_date;
        if (!what_.born.empty() && (!born || calendar::to_text(*born) != what_.born)) return false;
        return has_words(standing.member->name, what_.name);
    }

    void look(const store::CaseQuery& query) {
        for (const store::CaseRow& row : services_.store.cases(query)) {
            if (!fits(row)) continue;
            auto file = services_.desk.see(visit_.actor().person, row.stream, visit_.now);
            if (!file || file->now.requests.empty()) continue;
            if (rows_.size() == most_rows) {
                more_ = true;
                return;
            }
            rows_.push_back(listed(CaseSeen(std::move(*file), visit_.actor(), visit_.now), name_of_));
        }
    }

    // Whatever else was written holds too.
    bool fits(const store::CaseRow& row) const {
        const bool authorized = what_.authorization.empty() || row.number == what_.authorization;
        const auto known = desk::known_as(services_.store, {row.member});
        const bool of_member = what_.member.empty() ||
                               std::find(known.begin(), known.end(), MemberId{what_.member}) != known.end();
        const bool named = (what_.name.empty() && what_.born.empty()) ||
                           std::any_of(known.begin(), known.end(), [&](const MemberId& one) {
                               return fits(desk::read_standing(services_.store, desk::stream_of(one)));
                           });
        const std::string office = row.organization.value_or("");
        const bool provided = what_.provider.empty() ||
                              base::to_lower(office) == base::to_lower(what_.provider) ||
                              (!office.empty() && has_words(name_of_(office), what_.provider));
        return authorized && of_member && named && provided;
    }

    std::vector<MemberId> without_cases() const {
        std::vector<MemberId> all;
        for (const MemberId& one : members_) {
            const auto standing = desk::read_standing(services_.store, desk::stream_of(one));
            const bool has_case = std::any_of(
                rows_.begin(), rows_.end(), [&](const Listed& row) { return row.seen.member() == one.text; });
            if (standing.member && !has_case && fits(standing) && what_.provider.empty() && !more_)
                all.push_back(one);
        }
        return all;
    }

    const Visit& visit_;
    const Services& services_;
    Sought what_;
    letters::NameOf name_of_ = desk::names_in(services_.store);
    std::vector<Listed> rows_;
    std::vector<MemberId> members_;
    bool more_ = false;
};

Html field(const Visit& visit, const char* name, const char* label, const char* type = "text") {
    return html(
        "<div><label class=\"usa-label\" for=\"{}\">{}</label><input class=\"usa-input\" id=\"{}\" "
        "name=\"{}\" type=\"{}\" autocomplete=\"off\" value=\"{}\"></div>",
        name, label, name, name, type, visit.field(name));
}

http::Response show(const Visit& visit, const Html& wrong, const Html& found, int status = 200) {
    return page(
        visit, "Find a case",
        html("<h1>Find a case</h1>{}<p>One of the numbers is enough, or a birth date with a name or a "
             "provider.</p>{}<div class=\"as-cells\">{}{}{}{}{}{}</div>"
             "<button class=\"usa-button\" type=\"submit\">Find</button></form>"
             "<div id=\"found\">{}</div><p>Nobody is found? <a class=\"usa-link\" href=\"/contacts#log\">Log "
             "the contact without a case</a>.</p>",
             wrong, form(visit, "/find"), field(visit, "number", "Case number"),
             field(visit, "authorization", "Authorization number"),
             field(visit, "member", "Member's identifier"), field(visit, "name", "Member's name"),
             field(visit, "born", "Birth date", "date"), field(visit, "provider", "Provider"), found),
        status);
}

std::optional<casework::Refusal> refused(const Visit& visit) {
    return casework::refused_by_table(casework::CaseAct::KeepContacts, visit.actor().role);
}

http::Response begin(const Visit& visit) {
    if (const auto no = refused(visit)) return sorry(visit, 403, no->rule, no->instead);
    return show(visit, {}, {});
}

http::Response take(const Visit& visit, const Services& services) {
    if (const auto no = refused(visit)) return sorry(visit, 403, no->rule, no->instead);
    const Sought what = sought(visit);
    const std::string missing = too_little(what);
    if (!missing.empty()) return show(visit, alert("This is too little to find somebody", missing), {}, 422);
    Finding finding(visit, services, what);
    return show(visit, {}, finding.show());
}

} // namespace

void add_find(Gate& gate, const Services& services) {
    gate.page("/find", For::SignedIn, [](const Visit& visit) { return begin(visit); });
    gate.form("/find", For::SignedIn, [&services](const Visit& visit) { return take(visit, services); });
}

} // namespace assent::portal
