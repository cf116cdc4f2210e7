#pragma once
// Whether a letter can be understood by the member who gets it: how many years of school its sentences ask
// for, and which short forms it leaves unexplained. Figures about English text; they warn a writer, and
// never stop a letter.

#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.hpp"
#include "casework/notice.hpp"
#include "letters/template.hpp"

namespace assent::letters {

// The grade that letters to members of Medicaid are commonly held to by their states (42 CFR 438.10(c)(1)
// asks that they be easily understood, and names none).
constexpr double member_grade = 6.0;

// The Flesch-Kincaid grade: 0.39 words per sentence and 11.8 syllables per word, less 15.59. A sentence ends
// in `.`, `!`, `?` or `:` before white space, with a list item and with a paragraph. Syllables are groups of
// vowels without a silent e. 0 for a text without words.
double reading_grade(std::string_view text);

// Words of two to six capitals that stand first without their explanation, which is "Name (ABC)", each once
// and in order. Words with digits, and lines without a small letter, are not looked at.
std::vector<std::string> unexplained_acronyms(std::string_view text);

// Warnings for a letter to a member. The grade is asked of English only.
base::Diagnostics plain_language(const casework::ComposedNotice&, double most_grade = member_grade);

// The same of a template, before there is a letter: everything in it stands, with a short value in each
// place.
base::Diagnostics plain_language(const Template&, double most_grade = member_grade);

} // namespace assent::letters
