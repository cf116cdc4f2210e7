#include "portal/new_request/kept_draft.hpp"

#include <algorithm>
#include <array>

#include "base/json_document.hpp"
#include "base/json_writer.hpp"
#include "base/text.hpp"
#include "desk/desk.hpp"

namespace assent::portal {
namespace {

constexpr std::size_t longest_name = 100;

// A page that has no draft yet names it by its own number.
std::string name_of(const Visit& visit) {
    for (const char* field : {"draft", "once"}) {
        const std::string name = visit.field(field);
        if (!name.empty() && name.size() <= longest_name && store::StreamId::is_key(name)) return name;
    }
    return desk::random_number();
}

std::string text_in(const base::JsonDocument& document, std::string_view name) {
    const base::JsonNode* node = document.find(document.root(), name);
    return node ? std::string(node->text) : std::string();
}

} // namespace

bool is_of_the_page(const std::string& field) {
    constexpr std::array<std::string_view, 5> ours = {"seal", "do", "draft", "seen", "once"};
    return std::find(ours.begin(), ours.end(), field) != ours.end();
}

std::string draft_text(const Visit& visit) {
    std::string text;
    base::JsonWriter json(text);
    json.begin_object().key("page").value(std::string_view(visit.request.path));
    json.key("once").value(std::string_view(visit.field("once")));
    json.key("fields").begin_object();
    for (const auto& [name, value] : visit.form) {
        if (!is_of_the_page(name) && !value.empty()) json.key(name).value(std::string_view(value));
    }
    json.end_object().end_object();
    return text;
}

std::optional<KeptDraft> read_draft(const desk::Draft& draft) {
    base::JsonDocument document;
    base::Diagnostics ignored;
    if (!document.read(draft.content, ignored)) return std::nullopt;
    KeptDraft seen{text_in(document, "page"), text_in(document, "once"), {}};
    const base::JsonNode* fields = document.find(document.root(), "fields");
    const bool of_a_page = seen.page.starts_with("/new/") || seen.page.starts_with("/cases/");
    if (!fields || !of_a_page) return std::nullopt;
    for (const base::JsonNode& child : document.children(*fields))
        seen.fields[std::string(child.key)] = child.text;
    return seen;
}

DraftOf::DraftOf(Visit& visit, const Services& services)
    : visit_(visit), drafts_(services.store, visit.actor()), name_(name_of(visit)) {}

// What this page has kept itself is seen, whatever answer came back to it.
std::optional<std::int64_t> DraftOf::seen() const {
    const auto now = there();
    const auto kept = now ? read_draft(*now) : std::nullopt;
    const std::string once = visit_.field("once");
    if (kept && !once.empty() && kept->once == once && now->saved_by == visit_.actor().person)
        return now->state;
    return base::to_number(visit_.field("seen"));
}

base::Expected<bool, desk::DraftRefusal> DraftOf::keep() {
    const auto saved = drafts_.save(name_, draft_text(visit_), seen(), visit_.now);
    if (!saved) return tl::unexpected(saved.error());
    visit_.form["draft"] = name_;
    visit_.form["seen"] = fmt::format("{}", *saved);
    return true;
}

bool DraftOf::remove() {
    if (!there()) return true;
    const auto state = seen();
    return state && drafts_.remove(name_, *state, visit_.now);
}

} // namespace assent::portal
