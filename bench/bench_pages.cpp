// bench_pages: what a page costs a server that has very many cases, from the request that was read to the
// answer that can be sent, without the network. The cases are made through the desk (many_cases.hpp), all of
// one office. Each page is asked for again and again by the same visitor; the median and the 99th of a
// hundred are told. Wanted: every page in under 10 ms.
//
//   bench_pages [CASES [FOLDER]]     100,000 when not given; a folder that was filled before is used again
//
// Filling a million takes minutes, and 6 GB in FOLDER or where TMPDIR says.

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "catalog/temporary_folder_test.hpp"
#include "http/target.hpp"
#include "many_cases.hpp"
#include "portal/html.hpp"
#include "portal/portal.hpp"
#include "store/document_folder_test.hpp"

namespace assent::bench {
namespace {

constexpr std::size_t times = 100;
constexpr const char* password = "four quiet green boats";

class Visitor {
public:
    Visitor(const std::string& folder, store::SqliteStore& store)
        : documents_(folder, store::ring_of("1")), office_(store), store_(store) {
        portal_.add_to(router_);
    }

    void sign_in(const char* who) {
        desk::SignIn door(store_);
        door.set_password({who}, password, {desk::monday, {"plan"}});
        cookie_ = "assent=" + door.begin({who}, password, now_)->secret;
    }

    void know(const char* who, casework::Role role) {
        desk::report(store_, desk::stream_of(casework::PersonId{who}), desk::Person{who, role, {"us"}},
                     {desk::monday, {"plan"}});
        sign_in(who);
    }

    // Milliseconds of each time, in order. With fields it is a form that is sent.
    std::vector<double> ask(const std::string& address, const std::string& fields = {}) {
        const auto target = http::read_target(address).value();
        http::Request request;
        request.path = target.path;
        request.query = target.query;
        request.headers = {{"host", "localhost"}, {"cookie", cookie_}};
        if (!fields.empty()) {
            const std::string seal = seal_of(router_.answer(request).body);
            request.method = http::Method::Post;
            request.headers["origin"] = "http://localhost";
            request.headers["content-type"] = "application/x-www-form-urlencoded";
            request.body = fmt::format("seal={}&{}", seal, fields);
        }
        std::vector<double> all;
        for (std::size_t i = 0; i < times; ++i) {
            const auto begin = std::chrono::steady_clock::now();
            const http::Response response = router_.answer(request);
            all.push_back(
                std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
            if (response.status != 200)
                throw base::Failure(address + " is answered otherwise than by a page");
        }
        std::sort(all.begin(), all.end());
        return all;
    }

private:
    static std::string seal_of(std::string_view page) {
        constexpr std::string_view before = "name=\"seal\" value=\"";
        const std::size_t begin = page.find(before) + before.size();
        return std::string(page.substr(begin, page.find('"', begin) - begin));
    }

    calendar::Instant now_ = desk::monday + std::chrono::hours{4};
    store::Documents documents_;
    desk::SmallOffice office_;
    store::SqliteStore& store_;
    portal::Portal portal_{
        office_.desk(), store_, documents_, [this] { return now_; }, {.retention_years = 10}};
    http::Router router_;
    std::string cookie_;
};

void tell(Visitor& visitor, const char* who, const std::string& what, const std::string& address,
          const std::string& fields = {}) {
    const auto all = visitor.ask(address, fields);
    fmt::print("{:<11}{:<34}p50 {:>7.2f} ms   p99 {:>7.2f} ms\n", who, what, all[times / 2], all[times - 1]);
}

std::string page_of(store::SqliteStore& store, const store::CaseQuery& query) {
    return "/cases/" + store.cases(query).at(0).stream.text().substr(5);
}

// Whoever looks over all cases rather than at one.
void tell_of_the_house(Visitor& visitor, const std::string& open) {
    visitor.know("lead", casework::Role::Supervisor);
    tell(visitor, "supervisor", "the work", "/");
    tell(visitor, "supervisor", "the board", "/board");
    tell(visitor, "supervisor", "proposed assignment", "/board/assignment");
    tell(visitor, "supervisor", "the reviewers", "/board/reviewers");
    tell(visitor, "supervisor", "a month's report", "/reports?month=2026-12");
    tell(visitor, "supervisor", "the cases of a figure",
         "/reports/cases?program=florida-medicaid/therapy&kind=notice&from=2026-11-01&through=2026-12-31");
    visitor.know("service", casework::Role::CustomerService);
    tell(visitor, "service", "a case found by its number", "/find",
         "number=" + open.substr(open.rfind('/') + 1));
    tell(visitor, "service", "contacts to follow up", "/contacts");
    visitor.know("plan", casework::Role::PlanAdministrator);
    tell(visitor, "plan", "concerns", "/concerns");
    tell(visitor, "plan", "retention", "/retention");
    tell(visitor, "plan", "tokens", "/tokens");
    tell(visitor, "plan", "programs", "/programs");
    visitor.know("auditor", casework::Role::Auditor);
    tell(visitor, "auditor", "acts, all", "/acts");
    tell(visitor, "auditor", "acts of one person", "/acts?person=therapist");
    tell(visitor, "auditor", "acts of a kind that is rare", "/acts?kind=Directed");
    tell(visitor, "auditor", "samples", "/samples");
}

// As if the windows of all approvals were open: the rows that their alarms will write.
void open_windows(store::Store& store) {
    store::CaseQuery query{.state = "decided", .organization = "clinic", .limit = 1'000};
    for (auto cases = store.cases(query); !cases.empty(); cases = store.cases(query)) {
        store::Batch batch;
        for (const store::CaseRow& row : cases)
            batch.rights.push_back(
                {row.stream, "clinic", desk::monday, desk::monday + std::chrono::hours{24 * 30}});
        if (!store.commit(batch)) throw base::Failure("a batch without appends meets no conflict");
        query.after = {cases.back().due, cases.back().stream};
    }
}

int run(std::size_t cases, const std::string& folder) {
    const store::SqliteSettings settings{{folder + "/store"}, desk::test_key()};
    const bool filled = std::filesystem::exists(folder + "/store");
    std::filesystem::create_directories(folder + "/documents");
    if (!filled) fill(settings, cases);
    store::SqliteStore store(settings);
    Visitor visitor(folder + "/documents", store);
    const std::string approved = page_of(store, {.state = "decided", .organization = "clinic", .limit = 1});
    const std::string open = page_of(store, {.state = "in review", .reviewer = "therapist", .limit = 1});
    visitor.sign_in("clerk");
    tell(visitor, "office", "its requests", "/");
    tell(visitor, "office", "its requests, by state", "/?state=pended");
    tell(visitor, "office", "a member looked for", "/?text=S0000077");
    tell(visitor, "office", "a name looked for, 150 cases", "/?text=nobody-at-all");
    tell(visitor, "office", "a case", approved);
    tell(visitor, "office", "a new request", "/new/florida-medicaid/therapy/admission");
    visitor.sign_in("therapist");
    tell(visitor, "reviewer", "the work", "/");
    tell(visitor, "reviewer", "a case", open);
    tell(visitor, "reviewer", "the workbench", open + "/requests/1/review");
    tell_of_the_house(visitor, open);
    tell(visitor, "anybody", "what needs authorization", "/needs/florida-medicaid/therapy");
    tell(visitor, "anybody", "would it pass", "/ask/florida-medicaid/therapy");
    open_windows(store);
    visitor.sign_in("clerk");
    tell(visitor, "office", "its requests, windows open", "/");
    return 0;
}

} // namespace
} // namespace assent::bench

int main(int count, char** arguments) {
    const int cases = count > 1 ? std::atoi(arguments[1]) : 0;
    const assent::catalog::TemporaryFolder temporary;
    try {
        return assent::bench::run(cases > 0 ? static_cast<std::size_t>(cases) : 100'000,
                                  count > 2 ? arguments[2] : (temporary.path() / "data").string());
    } catch (const assent::base::Failure& failure) {
        fmt::print(stderr, "bench_pages: {}\n", failure.what());
        return 1;
    }
}
