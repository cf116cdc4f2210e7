#include "portal/programs/page.hpp"

#include <algorithm>
#include <memory>
#include <mutex>
#include <tuple>

#include "base/text.hpp"
#include "casework/authority.hpp"
#include "casework/spoken.hpp"
#include "desk/published.hpp"
#include "portal/layout.hpp"
#include "portal/moments.hpp"
#include "portal/programs/rule_text.hpp"
#include "portal/wide_table.hpp"

namespace assent::portal {
namespace {

constexpr std::size_t short_hash = 12;

// A version with what its text says of itself; no rules while this server does not run with it.
struct Version {
    std::shared_ptr<const desk::Publication> text;
    const desk::Rules* rules = nullptr;

    std::string hash() const { return text->hash.substr(0, short_hash); }
    const policy::Header& header() const { return rules->program().header; }
};

// What was published, read again only when more was.
class Shelf {
public:
    explicit Shelf(const Services& services) : services_(services) {}

    // By their first days; of those with the same, as they were published.
    std::vector<Version> versions(const std::string& program) {
        std::vector<Version> all;
        for (const auto& text : texts(program))
            all.push_back({text, services_.desk.shelf().find(program, text->hash)});
        const auto place = [](const Version& one) {
            const calendar::Date from = one.rules ? one.header().effective : calendar::Date::max();
            return std::tuple(from, one.text->at, one.text->hash);
        };
        std::sort(all.begin(), all.end(),
                  [&](const Version& a, const Version& b) { return place(a) < place(b); });
        return all;
    }

private:
    using Texts = std::vector<std::shared_ptr<const desk::Publication>>;

    Texts texts(const std::string& program) {
        const std::int64_t count = desk::publication_count(services_.store, program);
        const std::lock_guard lock(mutex_);
        auto& [known, texts] = kept_[program];
        if (known == count) return texts;
        texts.clear();
        for (desk::Publication& one : desk::publications(services_.store, program))
            texts.push_back(std::make_shared<const desk::Publication>(std::move(one)));
        known = count;
        return texts;
    }

    const Services& services_;
    std::mutex mutex_;
    std::map<std::string, std::pair<std::int64_t, Texts>> kept_;
};

// "in force", "to come" and the like, on a day.
std::string state_of(const std::vector<Version>& all, const Version& one, calendar::Date today) {
    if (!one.rules) return "after the next start";
    for (const Version& later : all) {
        if (&later > &one && later.rules && later.header().effective == one.header().effective)
            return "replaced";
    }
    if (one.header().effective > today) return "to come";
    const bool over = one.header().through && *one.header().through < today;
    return over ? "over" : "in force";
}

Html days_of(const Version& one) {
    if (!one.rules) return {};
    return html("{}{}", shown(one.header().effective),
                one.header().through ? html(" to {}", shown(*one.header().through)) : html(" on"));
}

Html in_list(const std::vector<std::string>& all, const char* pattern_class) {
    return each(all,
                [&](const std::string& one) { return html("<p class=\"{}\">{}</p>", pattern_class, one); });
}

// One rule, with what it rests on beside it.
class Rule {
public:
    Rule(const RuleText& rule, const std::vector<RuleText>& all) : rule_(rule), all_(all) {}

    Html show(const char* prefix) const {
        const Html mark = rule_.is_assumption() ? html(" <span class=\"usa-tag\">Assumption</span>") : Html();
        return html(
            "<section class=\"as-rule\" id=\"{}{}\"><div><h3>{}{}</h3>{}<pre "
            "tabindex=\"0\">{}</pre></div><div>{}"
            "</div></section>",
            prefix, anchor(rule_.called()), rule_.called(), mark,
            rule_.comment.empty() ? Html() : html("<p>{}</p>", rule_.comment), rule_.lines, rests_on(prefix));
    }

private:
    static std::string anchor(const std::string& text) {
        std::string made = text;
        std::replace(made.begin(), made.end(), ' ', '-');
        return made;
    }

    Html rests_on(const char* prefix) const {
        Html all = each(rule_.quotes, [](const std::string& one) {
            return html("<blockquote class=\"as-phrase\">{}</blockquote>", one);
        });
        all += in_list(rule_.cites, "as-cited");
        return html("{}{}", all, each(rule_.assumes, [&](const std::string& one) {
                        return html(
                            "<p><span class=\"usa-tag\">Assumption</span> <a class=\"usa-link\" "
                            "href=\"#{}{}\">{}</a>: {}</p>",
                            prefix, anchor("assumption " + one), casework::spaced(one), reading_of(one));
                    }));
    }

    std::string reading_of(const std::string& assumption) const {
        for (const RuleText& one : all_) {
            if (!one.is_assumption() || one.name != assumption) continue;
            const std::size_t at = one.lines.find("we read");
            return std::string(base::trim(at == std::string::npos ? one.lines : one.lines.substr(at + 7)));
        }
        return "in the rules that it includes";
    }

    const RuleText& rule_;
    const std::vector<RuleText>& all_;
};

Html lines(const std::vector<std::string>& all, const char* tag, const char* sign) {
    return each(all, [&](const std::string& line) {
        return html("<{0}><span aria-hidden=\"true\">{1} </span>{2}</{0}>\n", Html::trusted(tag), sign, line);
    });
}

Html change(const std::string& name, Became what, const std::vector<std::string>& out,
            const std::vector<std::string>& in, const Html& rests) {
    const char* word = what == Became::Added ? "New" : what == Became::Removed ? "Gone" : "Changed";
    const Html all = html("{}{}", lines(out, "del", "-"), lines(in, "ins", "+"));
    return html(
        "<section class=\"as-rule\"><div><h3>{} <span class=\"usa-tag\">{}</span></h3>{}</div><div>{}</div>"
        "</section>",
        name, word,
        all.empty() ? html("<p>Its lines stand in another order.</p>")
                    : html("<pre class=\"as-changes\" tabindex=\"0\">{}</pre>", all),
        rests);
}

Html changes_between(const desk::Publication& before, const desk::Publication& after) {
    Html all;
    for (const auto& [name, text] : after.parts) {
        const auto was = before.parts.find(name);
        if (!is_policy(name) || (was != before.parts.end() && was->second == text)) continue;
        all +=
            each(rule_changes(was == before.parts.end() ? "" : was->second, text), [](const RuleChange& one) {
                const Html rests = each(one.rule.quotes, [](const std::string& phrase) {
                    return html("<blockquote class=\"as-phrase\">{}</blockquote>", phrase);
                });
                return change(one.rule.called(), one.what, one.out, one.in, rests);
            });
    }
    all += each(text_changes(before.parts, after.parts),
                [](const TextChange& one) { return change(one.name, one.what, one.out, one.in, {}); });
    return all.empty() ? html("<p>The two say the same.</p>") : all;
}

class Pages {
public:
    explicit Pages(const Services& services) : services_(services), shelf_(services) {}

    http::Response list(const Visit& visit) {
        if (!reads_programs(visit.actor().role)) return not_there(visit);
        const Html all = each(services_.desk.shelf().programs(),
                              [&](const std::string& id) { return program(visit, id); });
        return page(
            visit, "Programs",
            html("<h1>Programs</h1><p class=\"usa-intro\">Every version that was published, with its "
                 "rules and what they rest on. Cases stay under the version that they began with.</p>{}",
                 all.empty() ? html("<p>No program was published yet.</p>") : all));
    }

    http::Response text(const Visit& visit) {
        const auto all = versions(visit);
        const Version* one = named(all, visit.places[2]);
        if (!one || !reads_programs(visit.actor().role)) return not_there(visit);
        Html rules, included;
        std::size_t number = 0;
        for (const auto& [name, text] : one->text->parts) {
            if (!is_policy(name)) continue;
            const bool own = !name.starts_with("includes/");
            (own ? rules : included) += part(name, text, own ? 0 : ++number);
        }
        rules += included;
        const std::string title = title_of(*one, visit);
        return page(
            visit, title,
            html("<p><a class=\"usa-link\" href=\"/programs\">All programs</a></p><h1>{}</h1><p "
                 "class=\"usa-intro\">Version {}, {}. Published {} by {}.</p><p>Left, the rules as they "
                 "are applied; right, the phrases of the source that they rest on, and where the source "
                 "is silent, how we read it.</p>{}",
                 title, one->hash(), days_of(*one), shown(zone(visit), one->text->at),
                 desk::names_in(services_.store)(one->text->by.text), rules));
    }

    http::Response compare(const Visit& visit) {
        const auto all = versions(visit);
        const Version *before = named(all, visit.places[2]), *after = named(all, visit.places[3]);
        if (!before || !after || !reads_programs(visit.actor().role)) return not_there(visit);
        const std::string title = title_of(*after, visit);
        return page(
            visit, "What changed: " + title,
            html("<p><a class=\"usa-link\" href=\"/programs\">All programs</a></p><h1>What changed <span "
                 "class=\"as-beside\">{}</span></h1><p class=\"usa-intro\">From version {} ({}) to version "
                 "{} ({}).</p>{}",
                 title, before->hash(), days_of(*before), after->hash(), days_of(*after),
                 changes_between(*before->text, *after->text)));
    }

private:
    static http::Response not_there(const Visit& visit) {
        return sorry(visit, 404, "There is nothing here", "Or it is not for this account.");
    }

    std::vector<Version> versions(const Visit& visit) {
        const std::string id = visit.places[0] + "/" + visit.places[1];
        const auto known = services_.desk.shelf().programs();
        return std::find(known.begin(), known.end(), id) == known.end() ? std::vector<Version>()
                                                                        : shelf_.versions(id);
    }

    static const Version* named(const std::vector<Version>& all, const std::string& hash) {
        const auto found =
            std::find_if(all.begin(), all.end(), [&](const Version& one) { return one.hash() == hash; });
        return found == all.end() ? nullptr : &*found;
    }

    const calendar::Zone& zone(const Visit& visit) const {
        static const calendar::Zone utc = calendar::Zone::utc();
        const desk::Rules* rules =
            services_.desk.shelf().in_force(visit.places[0] + "/" + visit.places[1], visit.now);
        return rules ? rules->book().zone() : utc;
    }

    static std::string title_of(const Version& one, const Visit& visit) {
        return one.rules ? one.header().title : visit.places[0] + "/" + visit.places[1];
    }

    Html program(const Visit& visit, const std::string& id) {
        const auto all = shelf_.versions(id);
        const auto name_of = desk::names_in(services_.store);
        const auto named =
            std::find_if(all.rbegin(), all.rend(), [](const Version& one) { return one.rules; });
        const std::string title = named == all.rend() ? id : named->header().title;
        const calendar::Date today = named == all.rend() ? std::chrono::floor<std::chrono::days>(visit.now)
                                                         : named->rules->book().day_of(visit.now);
        const calendar::Zone zone =
            named == all.rend() ? calendar::Zone::utc() : calendar::Zone(named->rules->book().zone());
        Html rows;
        for (const Version& one : all) {
            const Html compared =
                &one == all.data()
                    ? Html()
                    : html("<a class=\"usa-link\" href=\"/programs/{}/{}/{}\">what changed</a>", id,
                           (&one - 1)->hash(), one.hash());
            rows += html(
                "<tr><th scope=\"row\"><a class=\"usa-link\" "
                "href=\"/programs/{}/{}\">{}</a></th><td>{}</td><td>{}"
                "</td><td>{}, {}</td><td>{}</td></tr>",
                id, one.hash(), one.hash(), state_of(all, one, today), days_of(one),
                shown(zone, one.text->at), name_of(one.text->by.text), compared);
        }
        return wide_table({fmt::format("{} ({})", title, id),
                           {"Version", "State", "Holds from", "Published", "Changes"},
                           table_look::plain},
                          rows);
    }

    static Html part(const std::string& name, const std::string& text, std::size_t number) {
        const auto all = rules_in(text);
        const std::string prefix = number == 0 ? "" : fmt::format("p{}-", number);
        return html("<h2>{}</h2>{}",
                    number == 0 ? "Its own rules" : "Rules of " + name.substr(name.find('/') + 1),
                    each(all, [&](const RuleText& one) { return Rule(one, all).show(prefix.c_str()); }));
    }

    const Services& services_;
    Shelf shelf_;
};

} // namespace

// Whoever decides by them, leads those who do, publishes them, or audits all of it.
bool reads_programs(casework::Role role) {
    using casework::CaseAct;
    using casework::Cell;
    return cell(CaseAct::Deny, role) == Cell::Level || cell(CaseAct::Assign, role) == Cell::Yes ||
           cell(CaseAct::Publish, role) == Cell::Yes || cell(CaseAct::Audit, role) == Cell::Yes;
}

void add_programs(Gate& gate, const Services& services) {
    const auto pages = std::make_shared<Pages>(services);
    gate.page("/programs", For::SignedIn, [pages](const Visit& visit) { return pages->list(visit); });
    gate.page("/programs/{family}/{program}/{version}", For::SignedIn,
              [pages](const Visit& visit) { return pages->text(visit); });
    gate.page("/programs/{family}/{program}/{before}/{after}", For::SignedIn,
              [pages](const Visit& visit) { return pages->compare(visit); });
}

} // namespace assent::portal
