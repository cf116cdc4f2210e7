#include "http/multipart.hpp"

#include <doctest/doctest.h>

using namespace assent::http;

namespace {

constexpr const char* type = "multipart/form-data; boundary=----x7";

std::string form(const std::string& inside) { return "------x7\r\n" + inside + "\r\n------x7--\r\n"; }

} // namespace

TEST_CASE("a form with a field and a file is taken apart as a browser put it together") {
    const std::string body = form(
        "Content-Disposition: form-data; name=\"reason\"\r\n\r\nIt \"moved\"; \r\n--not the "
        "end\r\n------x7\r\n"
        "Content-Disposition: form-data; name=\"file.0\"; filename=\"plan of care.pdf\"\r\n"
        "Content-Type: application/pdf\r\n\r\n%PDF-1.7\r\n\r\nbytes");
    const auto parts = read_multipart(type, body);
    REQUIRE(parts.has_value());
    REQUIRE(parts->size() == 2);
    CHECK(parts->at(0).name == "reason");
    CHECK_FALSE(parts->at(0).file.has_value());
    CHECK(parts->at(0).content == "It \"moved\"; \r\n--not the end");
    CHECK(parts->at(1).name == "file.0");
    CHECK(parts->at(1).file == "plan of care.pdf");
    CHECK(parts->at(1).content == "%PDF-1.7\r\n\r\nbytes");
}

TEST_CASE("a file that nobody chose has an empty name, and a form may be empty") {
    const auto parts =
        read_multipart(type, form("content-disposition: form-data; name=\"f\"; filename=\"\"\r\n\r\n"));
    REQUIRE(parts.has_value());
    CHECK(parts->at(0).file == "");
    CHECK(parts->at(0).content.empty());
    CHECK(read_multipart(type, "------x7--\r\n")->empty());
    CHECK(read_multipart("Multipart/Form-Data; boundary=\"----x7\"", "------x7--")->empty());
}

TEST_CASE("what no browser sends is no form") {
    const std::string good = form("Content-Disposition: form-data; name=\"a\"\r\n\r\nb");
    REQUIRE(read_multipart(type, good).has_value());
    CHECK_FALSE(read_multipart("text/plain", good).has_value());
    CHECK_FALSE(read_multipart("multipart/form-data", good).has_value());
    CHECK_FALSE(read_multipart("multipart/form-data; boundary=", good).has_value());
    CHECK_FALSE(read_multipart("multipart/form-data; boundary=other", good).has_value());
    CHECK_FALSE(read_multipart("multipart/form-data; boundary=" + std::string(71, 'x'), good).has_value());
    for (std::size_t size = 0; size + 4 < good.size(); ++size) {
        CAPTURE(size);
        CHECK_FALSE(read_multipart(type, good.substr(0, size)).has_value());
    }
    for (const char* head :
         {"", "Content-Type: text/plain", "Content-Disposition: form-data",
          "Content-Disposition: attachment; name=\"a\"", "Content-Disposition: form-data; name=\"a",
          "Content-Disposition: form-data; name=\"\xff\""})
        CHECK_FALSE(read_multipart(type, form(std::string(head) + "\r\n\r\nb")).has_value());
    std::string many = "------x7";
    for (int i = 0; i < 201; ++i)
        many += "\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n------x7";
    CHECK_FALSE(read_multipart(type, many + "--").has_value());
}
