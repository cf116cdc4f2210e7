#include "desk/email_address.hpp"

#include <doctest/doctest.h>

#include <string>

namespace assent::desk {

TEST_CASE("An address has a name and a domain, and nothing that would end a line or a header") {
    for (const char* text :
         {"ana@example.org", "a.b+c@mail.example.org", "o'neil@x", "front-desk@10.example"})
        CHECK(is_email_address(text));
    for (const char* text : {"",
                             "@",
                             "ana",
                             "ana@",
                             "@example.org",
                             "ana@@example.org",
                             "a@b@c",
                             "ana@example..org",
                             ".ana@x",
                             "ana.@x",
                             "ana@.x",
                             "ana@x.",
                             "ana @x",
                             "ana@x\r\nBcc: b@y",
                             "<ana@x>",
                             "ana@x>",
                             "ana@x,b@y",
                             "\"a b\"@x",
                             "Ana <ana@x>",
                             "\xC3\xA4na@x"}) {
        CAPTURE(text);
        CHECK_FALSE(is_email_address(text));
    }
    CHECK(is_email_address(std::string(64, 'a') + "@x"));
    CHECK_FALSE(is_email_address(std::string(65, 'a') + "@x"));
    CHECK(is_email_address("a@" + std::string(252, 'x')));
    CHECK_FALSE(is_email_address("a@" + std::string(253, 'x')));
}

} // namespace assent::desk
