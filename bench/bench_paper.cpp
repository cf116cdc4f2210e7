// What it costs to show a page of a document: a process of assent-paper for each question, asked as the
// server asks, 21 times.

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <functional>

#include "paper/opener.hpp"
#include "paper/program/document.hpp"
#include "paper/sample_documents_test.hpp"

namespace {

using namespace assent::paper;

constexpr int times = 21;

struct Cost {
    double wall, processor; // milliseconds: the median, and the mean
};

double processor_time() {
    rusage children{};
    getrusage(RUSAGE_CHILDREN, &children);
    const auto milliseconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3;
    };
    return milliseconds(children.ru_utime) + milliseconds(children.ru_stime);
}

Cost cost_of(const std::function<void()>& work) {
    std::vector<double> all;
    const double before = processor_time();
    for (int i = 0; i < times; ++i) {
        const auto begin = std::chrono::steady_clock::now();
        work();
        all.push_back(
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
    }
    std::nth_element(all.begin(), all.begin() + times / 2, all.end());
    return {all[times / 2], (processor_time() - before) / times};
}

void say(const char* what, const Cost& cost) {
    fmt::print("  {:34} {:6.1f} ms, of the processor {:6.1f}\n", what, cost.wall, cost.processor);
}

void measure(const char* name, const std::string& document) {
    Opener opener(ASSENT_PAPER);
    int page = 0, looks = 0;
    const auto drawn = [&](int dpi) {
        return cost_of([&] { opener.picture(document, {page++ % 6 + 1, dpi, 0}).value(); });
    };
    fmt::print("{} ({} KiB)\n", name, document.size() / 1024);
    say("the words of six pages", cost_of([&] { opener.words(document, 1, 6).value(); }));
    say("a page at 100 dots to the inch", drawn(100));
    say("a look at all of it", cost_of([&] { opener.look(std::to_string(looks++), document).value(); }));
    say("a page at 300", drawn(300));
}

} // namespace

int main() {
    const std::vector<std::string> six(6, written_lines(plan_of_care()));
    const std::string pdf = pdf_of(six);
    const Pixels page = open_pdf(pdf).value()->draw(1, 200).value();
    measure("A PDF of six empty pages", pdf_of(std::vector<std::string>(6, written_lines({}))));
    measure("A PDF of six pages of print", pdf);
    measure("A fax of six pages, 200 dots to the inch", tiff_of(std::vector<Pixels>(6, page)));
}
