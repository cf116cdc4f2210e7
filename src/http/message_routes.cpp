#include "casework/event_words.hpp"
#include "http/body_reader.hpp"
#include "http/case_json.hpp"
#include "http/json_answer.hpp"
#include "http/problem.hpp"
#include "http/routes.hpp"

namespace assent::http {
namespace {

// A thread with everything that was said in it.
struct Spoken {
    std::uint32_t thread = 0;
    const casework::Messaged* opened = nullptr;
    std::vector<const casework::Event*> said;
};

casework::Events events_of(store::Store& store, const store::StreamId& stream) {
    casework::Events all;
    for (const store::Event& event : store.read(stream, 2)) all.push_back(desk::event_of(stream, event));
    return all;
}

std::vector<Spoken> threads_in(const casework::Events& events) {
    std::vector<Spoken> all;
    for (const casework::Event& event : events) {
        if (const auto* opened = std::get_if<casework::Messaged>(&event.what))
            all.push_back({opened->thread, opened, {&event}});
        if (const auto* answer = std::get_if<casework::Answered>(&event.what))
            all[answer->thread].said.push_back(&event);
    }
    return all;
}

const std::string& message_text(const casework::Event& event) {
    if (const auto* opened = std::get_if<casework::Messaged>(&event.what)) return opened->text;
    return std::get<casework::Answered>(event.what).text;
}

// Outside the house people see which kind of account spoke, and who it was when it was one of their own.
bool is_named(const casework::Thread& thread, const casework::Event& event, const Viewer& viewer) {
    return !is_outside(viewer.actor.role) || event.by == thread.opened_by;
}

void write_thread(const casework::Thread& thread, const Spoken& spoken, const Viewer& viewer,
                  base::JsonWriter& json) {
    json.begin_object().key("thread").value(spoken.thread + 1);
    json.key("kind").value(casework::word_of(thread.kind));
    if (thread.request != casework::no_request) json.key("request").value(thread.request + 1);
    json.key("channel").value(to_text(spoken.opened->channel));
    json.key("arrived").value(std::string_view(moment_text(spoken.opened->arrived)));
    json.key("answered").value(thread.answered);
    if (!spoken.opened->from.empty()) json.key("from").value(std::string_view(spoken.opened->from));
    if (spoken.opened->corrects) json.key("corrects").value(*spoken.opened->corrects + 1);
    if (thread.corrected_by) json.key("corrected_by").value(*thread.corrected_by + 1);
    json.key("messages").begin_array();
    for (const casework::Event* event : spoken.said) {
        json.begin_object().key("at").value(std::string_view(moment_text(event->at)));
        json.key("role").value(to_text(event->role));
        if (is_named(thread, *event, viewer)) json.key("by").value(std::string_view(event->by.text));
        json.key("text").value(std::string_view(message_text(*event))).end_object();
    }
    json.end_array().end_object();
}

Response messages(const Parts& parts, const Call& call) {
    const auto file = file_for(parts, call);
    if (!file) return file.error();
    const casework::Events events = events_of(parts.store, file->stream);
    const casework::Authority authority(file->rules->book(), file->now, call.actor, call.now);
    return json_answer([&](base::JsonWriter& json) {
        json.begin_object().key("threads").begin_array();
        for (const Spoken& spoken : threads_in(events)) {
            if (spoken.thread >= file->now.threads.size()) continue; // opened since the case was read
            const casework::Thread& thread = file->now.threads[spoken.thread];
            if (authority.is_shown(thread)) write_thread(thread, spoken, {call.actor, call.now}, json);
        }
        json.end_array().end_object();
    });
}

} // namespace

void add_message_routes(const Door& door) {
    door.add(Method::Get, "/api/v1/cases/{member}/{number}/messages", "What was asked, said and answered",
             messages);
}

} // namespace assent::http
