#pragma once
// A template and its values, for tests only: each as short as it can be, with everything in it once. A
// template that does not read stops the test with its mistakes; nothing here is part of the server.

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "casework/notice.hpp"
#include "letters/read_template.hpp"

namespace assent::letters {

inline const std::string small_letter = R"(# Notice for {{recipient.name}}

We looked at your request {{request.number}} for **{{discipline}}**.
It could not be approved in full.

{{if reason}}
## Why

{{reason}}
{{end}}

- Decided on {{decision.date}}
{{each lines}}
- {{line.label}}: you asked for {{line.asked}}.
{{if line.approved}}
- Approved: {{line.approved}}
{{end}}
{{end}}

1. Call {{contact.reconsideration.phone}}\
   from 8 to 5.
2. Or write to us.
)";

inline TemplateText template_text(std::string_view text) {
    return {.file = "denial.md", .name = "denial", .version = "2015-09-01", .language = "en", .text = text};
}

inline Template small_template(std::string_view text = small_letter) {
    auto read = read_template(template_text(text));
    if (read) return std::move(*read);
    std::fputs(base::to_text(read.error()).c_str(), stderr);
    std::abort();
}

inline casework::NoticeContent small_content() {
    return {3,
            {{"recipient.name", "Ana Díaz"},
             {"request.number", "R-17"},
             {"discipline", "speech therapy"},
             {"reason", "The goals were met.\nHome exercise can keep what was gained."},
             {"decision.date", "3 March 2026"},
             {"contact.reconsideration.phone", "850-555-0100"}},
            {{"line.label", "line.asked", "line.approved"},
             {"Speech visit", "24 units", "12 units", "Evaluation", "1 unit", ""}}};
}

} // namespace assent::letters
