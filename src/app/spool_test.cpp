#include "app/spool.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

#include "store/temporary_file_test.hpp"

namespace assent::app {
namespace {

// What the only file in the folder of a channel holds.
std::string file_in(const std::filesystem::path& folder) {
    const std::filesystem::directory_iterator files(folder), none;
    REQUIRE(files != none);
    std::ifstream file(files->path());
    return {std::istreambuf_iterator<char>(file), {}};
}

} // namespace

// THX-66: whoever fetches a transmission finds in it what is approved, as figures. Its members are an
// interface.
TEST_CASE("A transmission is written with what is approved of each line, in figures") {
    const store::TemporaryFile folder;
    desk::Parcel parcel{"case/M1/C7#5",
                        store::StreamId::of_case("M1", "C7"),
                        5,
                        policy::Channel::Transmission,
                        "transmission",
                        {}};
    parcel.part = "fiscal agent";
    parcel.member = "M1";
    parcel.request = "case/M1/C7-1";
    const std::chrono::year year{2026};
    parcel.authorized.push_back(
        {0,
         "97110",
         {36, 3, calendar::Date{year / 12 / 20}, calendar::Date{(year + std::chrono::years{1}) / 1 / 18}}});
    const std::string at = folder.path();
    CHECK(Spool(at).send(parcel).result == desk::Sending::Result::Sent);
    CHECK(file_in(at + "/transmission") ==
          R"({"mark":"case/M1/C7#5","notice":"transmission","channel":"transmission","to":[],)"
          R"("part":"fiscal agent","member":"M1","request":"case/M1/C7-1","lines":[{"line":1,"code":"97110",)"
          R"("units":36,"frequency":3,"duration":30,"from":"2026-12-20","through":"2027-01-18"}]})");
    parcel.number = "PA555";
    parcel.authorized.clear();
    Spool(at).send(parcel); // the same parcel takes the place of itself
    CHECK(file_in(at + "/transmission").ends_with(R"("request":"case/M1/C7-1","number":"PA555"})"));
}

} // namespace assent::app
