#pragma once
// An answer that is JSON, written by whoever knows what is in it; it is always one whole value, of status 200
// until somebody says otherwise.

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

} // namespace assent::http
