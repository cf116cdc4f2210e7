#include "app/exposition.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "base/expects.hpp"

namespace assent::app {
namespace {

using namespace std::chrono_literals;

constexpr std::array<std::chrono::microseconds, 14> steps{500us, 1ms,   2500us, 5ms, 10ms,   25ms, 50ms,
                                                          100ms, 250ms, 500ms,  1s,  2500ms, 5s,   10s};

std::string seconds_text(std::chrono::microseconds time) {
    std::string text = fmt::format("{}.{:06}", time.count() / 1'000'000, time.count() % 1'000'000);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text;
}

std::string escaped(std::string_view text) {
    std::string safe;
    for (const char c : text) {
        if (c == '\\' || c == '"') safe += '\\';
        safe += c == '\n' ? "\\n" : std::string(1, c);
    }
    return safe;
}

std::string labels_text(Exposition::Labels labels) {
    std::string text;
    for (const auto& [name, value] : labels)
        text += fmt::format("{}{}=\"{}\"", text.empty() ? "" : ",", name, escaped(value));
    return text;
}

} // namespace

std::span<const std::chrono::microseconds> Histogram::bounds() { return steps; }

void Histogram::add(std::chrono::microseconds time) {
    const auto step = std::lower_bound(steps.begin(), steps.end(), time) - steps.begin();
    ++counts_[static_cast<std::size_t>(step)];
    sum_ += time;
}

void Exposition::family(std::string_view name, FigureKind kind, std::string_view help) {
    constexpr std::array<std::string_view, 3> words{"gauge", "counter", "histogram"};
    base::expects((kind == FigureKind::Counter) == name.ends_with("_total"), "a counter ends in _total");
    name_ = name;
    fmt::format_to(std::back_inserter(text_), "# HELP {0} {1}\n# TYPE {0} {2}\n", name, help,
                   words[static_cast<std::size_t>(kind)]);
}

void Exposition::line(std::string_view suffix, std::string_view labels, std::string_view value) {
    const std::string in_braces = labels.empty() ? std::string() : fmt::format("{{{}}}", labels);
    fmt::format_to(std::back_inserter(text_), "{}{}{} {}\n", name_, suffix, in_braces, value);
}

void Exposition::sample(std::int64_t value, Labels labels) {
    line("", labels_text(labels), std::to_string(value));
}

// The steps of a histogram count everything below them, too.
void Exposition::sample(const Histogram& value, Labels labels) {
    const std::string own = labels_text(labels);
    const std::string before = own.empty() ? "" : own + ",";
    std::uint64_t total = 0;
    for (std::size_t i = 0; i < value.counts().size(); ++i) {
        total += value.counts()[i];
        const std::string bound = i < steps.size() ? seconds_text(steps[i]) : "+Inf";
        line("_bucket", fmt::format("{}le=\"{}\"", before, bound), std::to_string(total));
    }
    line("_sum", own, seconds_text(value.sum()));
    line("_count", own, std::to_string(total));
}

void Exposition::gauge(std::string_view name, std::string_view help, std::int64_t value) {
    family(name, FigureKind::Gauge, help);
    sample(value);
}

void Exposition::counter(std::string_view name, std::string_view help, std::int64_t value) {
    family(name, FigureKind::Counter, help);
    sample(value);
}

} // namespace assent::app
