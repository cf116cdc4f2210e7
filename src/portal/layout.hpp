#pragma once
// What surrounds every page: the way past the navigation, who is signed in, where one can go. And the headers
// that let a browser run nothing but our own files, show the page in no other one, and keep no copy of it.

#include <string>

#include "casework/refusal.hpp"
#include "http/message.hpp"
#include "portal/html.hpp"
#include "portal/visit.hpp"

namespace assent::portal {

// A whole page. `title` stands in the window and, unless the page has its own, nowhere else.
http::Response page(const Visit& visit, const std::string& title, const Html& main, int status = 200);

// The same for whoever it is, without a look at who is signed in: for when there is nothing to ask.
http::Response plain_page(const http::Request& request, const std::string& title, const Html& main,
                          int status);

// Something went otherwise than asked: what, and what to do instead, as a page of its own.
http::Response sorry(const Visit& visit, int status, const std::string& what, const std::string& instead);

// The same above a page that is shown again. "" shows nothing.
Html alert(const std::string& what, const std::string& instead);

// Something was done, above a page.
Html done(const std::string& what);

// The same of what was refused, with the phrase that it rests on.
Html alert(const casework::Refusal& why);

// The beginning of a form that changes something, with its seal; the end is `</form>`.
Html form(const Visit& visit, const std::string& action);

// The same for a form with files.
Html form_with_files(const Visit& visit, const std::string& action);

} // namespace assent::portal
