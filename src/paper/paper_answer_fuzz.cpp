// Any text as what assent-paper has said: whatever is believed is said again in the same words.

#include <cstdint>

#include "base/expects.hpp"
#include "paper/answer.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace assent;
    const std::string_view answer(reinterpret_cast<const char*>(data), size);
    if (const auto look = paper::read_look(answer))
        base::expects(paper::read_look(paper::written(*look)) == look, "a look stays what it is");
    if (const auto text = paper::read_text(answer))
        base::expects(paper::read_text(paper::written(*text)) == text, "a text stays what it is");
    return 0;
}
