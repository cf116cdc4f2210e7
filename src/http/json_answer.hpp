#pragma once
// An answer that is JSON, written by whoever knows what is in it; it is always one whole value, of status 200
// until somebody says otherwise. And how a text is written in one that may be empty.

#include "base/json_writer.hpp"
#include "http/message.hpp"

namespace assent::http {

template <typename Write>
Response json_answer(Write write) {
    Response response{200, {{"content-type", "application/json"}}, {}};
    base::JsonWriter json(response.body);
    write(json);
    return response;
}

// A member with a text; left out when it is empty.
inline void write_text(std::string_view key, std::string_view text, base::JsonWriter& json) {
    if (!text.empty()) json.key(key).value(text);
}

} // namespace assent::http
