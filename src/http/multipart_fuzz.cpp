// Any text as a form with files: each part lies within the body, and nothing else happens.

#include <cstdint>

#include "base/expects.hpp"
#include "http/multipart.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view body(reinterpret_cast<const char*>(data), size);
    const auto parts = assent::http::read_multipart("multipart/form-data; boundary=x", body);
    if (!parts) return 0;
    for (const assent::http::FormPart& part : *parts) {
        const bool within = part.content.data() >= body.data() &&
                            part.content.data() + part.content.size() <= body.data() + body.size();
        assent::base::expects(within, "a part lies in the body");
    }
    return 0;
}
