#pragma once
// What is written of the interface by hand: the files of src/http/openapi as they stand there, each an object
// with some of `info`, `tags`, `paths`, `commands` and `components`. They are part of the program, so that it
// describes itself wherever it runs. An operation names its problems (`problems`) instead of answers that all
// look the same, and a command is what `do` has beside itself.

#include <span>
#include <string_view>

namespace assent::http {

std::span<const std::string_view> openapi_texts();

} // namespace assent::http
