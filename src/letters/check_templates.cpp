#include "letters/check_templates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "codes/shown.hpp"
#include "letters/elements.hpp"
#include "letters/plain_language.hpp"

namespace assent::letters {
namespace {

using Names = std::set<std::string, std::less<>>;

std::string file_name_of(std::string name) {
    std::replace(name.begin(), name.end(), ' ', '-');
    return name;
}

// The elements that a template places, whether always or only under a condition on another element.
class Placed {
public:
    explicit Placed(const Template& from) : steps_(from.steps) { collect(0, steps_.size(), {}); }

    bool always(std::string_view element) const { return always_.contains(element); }
    bool at_all(std::string_view element) const { return at_all_.contains(element); }
    const Names& all() const { return at_all_; }

private:
    // `conditions` are the elements asked for around these steps.
    void collect(std::size_t begin, std::size_t end, const Names& conditions) {
        for (std::size_t i = begin; i < end; ++i) {
            const Step& step = steps_[i];
            if (step.kind == Step::Kind::Block) {
                for (const Inline& one : step.block.inlines) place(one, conditions);
                continue;
            }
            Names inner = conditions;
            if (step.kind == Step::Kind::If) inner.insert(step.element);
            collect(i + 1, step.end, inner);
            i = step.end - 1;
        }
    }

    void place(const Inline& one, const Names& conditions) {
        if (one.kind != Inline::Kind::Value) return;
        place(one.text, conditions);
        if (is_line_element(one.text)) place("lines", conditions);
    }

    void place(const std::string& element, const Names& conditions) {
        at_all_.insert(element);
        const bool whenever =
            std::all_of(conditions.begin(), conditions.end(), [&](const std::string& asked) {
                return asked == element || (asked == "lines" && is_line_element(element));
            });
        if (whenever) always_.insert(element);
    }

    const std::vector<Step>& steps_;
    Names always_, at_all_;
};

class Check {
public:
    Check(const policy::Program& program, const Templates& templates)
        : program_(program), templates_(templates) {}

    base::Diagnostics run() {
        for (const policy::NoticeDef& notice : program_.notices) check(notice);
        for (const auto& [name, one] : templates_) {
            if (used_.contains(name)) continue;
            found_.warning({one.file, 1, 1, {}},
                           fmt::format("no notice uses the template {}", codes::shown(name)),
                           "name it as a notice is named, or take it away");
        }
        for (const std::string& name : read_by_members_) found_.append(plain_language(templates_.at(name)));
        found_.sort();
        return std::move(found_);
    }

private:
    void check(const policy::NoticeDef& notice) {
        bool is_read = notice.lines.empty();
        for (const std::uint16_t line : notice.lines) {
            const policy::TermDef& term = program_.terms[line];
            if (is_transmission(term) && !templates_.contains(form_of(notice))) continue;
            if (!term.form.empty()) (void)used(notice, term.form);
            is_read = is_read || term.form.empty() || !notice.says.empty();
            const std::string& form = term.form.empty() ? form_of(notice) : term.form;
            if (goes_to_members(term) && templates_.contains(form)) read_by_members_.insert(form);
        }
        if (!is_read) return;
        const Template* own = used(notice, form_of(notice));
        if (own == nullptr) return;
        const Placed placed(*own);
        for (const std::string& element : placed.all()) check_told(notice, element);
        for (const std::string& element : notice.says) check(notice, element, placed);
    }

    // `told.FACT` prints a fact of the request, which must be one.
    void check_told(const policy::NoticeDef& notice, std::string_view element) {
        constexpr std::string_view told = "told.";
        if (!element.starts_with(told)) return;
        const policy::FactDef* fact = program_.fact(element.substr(told.size()));
        if (fact && !fact->per_line && !fact->type.many && !fact->is_derived) return;
        error(notice,
              fmt::format("no fact that somebody tells of a request is called {}",
                          codes::shown(element.substr(told.size()))),
              "name one of the program's facts after `told.`");
    }

    // Null, and a mistake, when there is none.
    const Template* used(const policy::NoticeDef& notice, const std::string& name) {
        const auto found = templates_.find(name);
        if (found == templates_.end()) {
            error(notice, fmt::format("`{}` has no template `{}`", notice.name.text, name),
                  fmt::format("write it into notices/{}.md", file_name_of(name)));
            return nullptr;
        }
        used_.insert(name);
        return &found->second;
    }

    void check(const policy::NoticeDef& notice, const std::string& element, const Placed& placed) {
        if (placed.always(element)) return;
        if (placed.at_all(element)) {
            return error(notice,
                         fmt::format("`{}` says `{}`, and its template does so only under another condition",
                                     notice.name.text, element),
                         fmt::format("place {{{{{0}}}}} outside of it, or under {{{{if {0}}}}}", element));
        }
        if (element != "lines" && !is_element(element) && !is_line_element(element)) {
            return error(notice, fmt::format("no element is called {}", codes::shown(element)),
                         nearest_element(element));
        }
        error(notice, fmt::format("`{}` says `{}`, and its template does not", notice.name.text, element),
              fmt::format("place {{{{{}}}}} in it", element));
    }

    static const std::string& form_of(const policy::NoticeDef& notice) {
        return notice.form.empty() ? notice.name.text : notice.form;
    }

    bool goes_to_members(const policy::TermDef& term) const {
        return std::any_of(term.to.begin(), term.to.end(), [&](std::uint16_t party) {
            return party < program_.parties.size() && policy::speaks_for_member(program_.parties[party]);
        });
    }

    // A line without channels may take any.
    static bool is_transmission(const policy::TermDef& term) {
        policy::ChannelSet transmission;
        transmission.set(static_cast<std::size_t>(policy::Channel::Transmission));
        return term.channels == transmission;
    }

    void error(const policy::NoticeDef& notice, std::string message, std::string hint) {
        found_.error({program_.file, notice.name.line, notice.name.column, {}}, std::move(message),
                     std::move(hint));
    }

    const policy::Program& program_;
    const Templates& templates_;
    Names used_, read_by_members_;
    base::Diagnostics found_;
};

} // namespace

base::Diagnostics check_templates(const policy::Program& program, const Templates& templates) {
    return Check(program, templates).run();
}

} // namespace assent::letters
