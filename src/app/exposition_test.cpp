#include "app/exposition.hpp"

#include "app/exposition_reader_test.hpp"

namespace assent::app {

using namespace std::chrono_literals;

TEST_CASE("A page of figures is what Prometheus reads") {
    Exposition page;
    page.gauge("a_gauge", "One.", 3);
    page.counter("a_total", "Two.", 4);
    Histogram times;
    for (const auto time : {400us, 500us, 501us, 60'000'000us}) times.add(time);
    page.family("a_duration_seconds", FigureKind::Histogram, "Three.");
    page.sample(times, {{"route", "/a\"b\\c\nd"}});
    const std::string text = page.take();
    CHECK(
        text.starts_with("# HELP a_gauge One.\n# TYPE a_gauge gauge\na_gauge 3\n"
                         "# HELP a_total Two.\n# TYPE a_total counter\na_total 4\n"));
    CHECK(
        text.ends_with("a_duration_seconds_sum{route=\"/a\\\"b\\\\c\\nd\"} 60.001401\n"
                       "a_duration_seconds_count{route=\"/a\\\"b\\\\c\\nd\"} 4\n"));
    const ReadFigures figures(text);
    const std::string at = "a_duration_seconds_bucket{route=\"/a\\\"b\\\\c\\nd\",le=";
    CHECK(figures.value(at + "\"0.0005\"}") == 2); // a bound belongs to its step
    CHECK(figures.value(at + "\"0.001\"}") == 3);
    CHECK(figures.value(at + "\"10\"}") == 3);
    CHECK(figures.value(at + "\"+Inf\"}") == 4);
}

} // namespace assent::app
