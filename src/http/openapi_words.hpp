#pragma once
// The closed lists of words that the interface speaks, as schemas of its document. Each is made from the
// table that the program itself reads and writes by, so that the document knows no other words.

#include "base/json_writer.hpp"

namespace assent::http {

// Members of `components/schemas`: "Role": {"type": "string", "enum": [...]}.
void write_words(base::JsonWriter& json);

} // namespace assent::http
