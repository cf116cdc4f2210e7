#pragma once
// Reads a page of figures as strictly as its format allows, so that a test notices what a lenient reader
// would let pass: each family once, with help and type before its samples; names and labels of the right
// characters; no sample twice; counters that end in `_total`; histograms whose steps grow and end in `+Inf`,
// the count.

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "base/text.hpp"

namespace assent::app {

class ReadFigures {
public:
    explicit ReadFigures(std::string_view page) {
        REQUIRE(page.ends_with("\n"));
        for (const std::string_view line : base::split_lines(page)) read(line);
        for (const auto& [series, last] : steps_) {
            const auto [family, labels] = series;
            CHECK_MESSAGE(last.bound == "+Inf", family);
            CHECK_MESSAGE(last.count == value(fmt::format("{}_count{}", family, labels)), family);
            CHECK_MESSAGE(samples_.contains(fmt::format("{}_sum{}", family, labels)), family);
        }
    }

    // "assent_http_refused_total{kind=\"busy\"}"
    double value(const std::string& sample) const {
        const auto found = samples_.find(sample);
        REQUIRE_MESSAGE(found != samples_.end(), sample);
        return found->second;
    }
    bool has(const std::string& sample) const { return samples_.contains(sample); }
    const std::string& type(const std::string& family) const { return types_.at(family); }
    const std::map<std::string, std::string>& types() const { return types_; }

private:
    struct Step {
        std::string bound;
        double limit = -1, count = 0;
    };

    static bool is_name(std::string_view text) {
        const auto is_letter = [](unsigned char c) { return std::isalpha(c) || c == '_'; };
        return !text.empty() && is_letter(static_cast<unsigned char>(text[0])) &&
               std::all_of(text.begin(), text.end(),
                           [&](unsigned char c) { return is_letter(c) || std::isdigit(c); });
    }

    void read(std::string_view line) {
        REQUIRE_FALSE(line.empty());
        if (line.starts_with("# HELP ")) return read_help(line.substr(7));
        if (line.starts_with("# TYPE ")) return read_type(line.substr(7));
        REQUIRE(line[0] != '#');
        read_sample(line);
    }

    void read_help(std::string_view text) {
        const std::string name(text.substr(0, text.find(' ')));
        REQUIRE(is_name(name));
        REQUIRE(text.size() > name.size() + 1);
        REQUIRE_MESSAGE(helped_.insert(name).second, name);
        family_ = name;
        typed_ = false;
    }

    void read_type(std::string_view text) {
        const auto words = base::split(text, ' ');
        REQUIRE(words.size() == 2);
        REQUIRE(words[0] == family_);
        REQUIRE_FALSE(typed_);
        const std::string kind(words[1]);
        REQUIRE(std::set<std::string>{"gauge", "counter", "histogram"}.contains(kind));
        CHECK_MESSAGE((kind == "counter") == family_.ends_with("_total"), family_);
        types_[family_] = kind;
        typed_ = true;
    }

    void read_sample(std::string_view line) {
        REQUIRE(typed_);
        const std::size_t end = line.rfind(' ');
        REQUIRE(end != std::string_view::npos);
        const std::string name(line.substr(0, end)), number(line.substr(end + 1));
        const double value = std::stod(number);
        CHECK(value >= 0);
        const std::string base = name.substr(0, name.find('{'));
        REQUIRE(is_name(base));
        read_labels(name);
        REQUIRE_MESSAGE(samples_.emplace(name, value).second, name);
        if (types_[family_] != "histogram") {
            REQUIRE(base == family_);
        } else if (base == family_ + "_bucket") {
            read_step(name, value);
        } else {
            REQUIRE((base == family_ + "_sum" || base == family_ + "_count"));
        }
    }

    // {name="value",...}, in which \ and " and a line's end are escaped.
    static void read_labels(std::string_view name) {
        std::size_t at = name.find('{');
        if (at == std::string_view::npos) return;
        std::set<std::string> seen;
        while (name[at] != '}') {
            const std::size_t equals = name.find("=\"", at);
            REQUIRE(equals != std::string_view::npos);
            const std::string label(name.substr(at + 1, equals - at - 1));
            REQUIRE(is_name(label));
            REQUIRE(seen.insert(label).second);
            at = equals + 2;
            while (name.at(at) != '"') at += name[at] == '\\' ? 2 : 1;
            ++at;
            REQUIRE((name.at(at) == ',' || name.at(at) == '}'));
        }
        REQUIRE(at + 1 == name.size());
    }

    void read_step(const std::string& name, double count) {
        const std::size_t at = name.find("le=\"");
        REQUIRE(at != std::string::npos);
        const std::string bound = name.substr(at + 4, name.find('"', at + 4) - at - 4);
        std::string labels = name.substr(name.find('{'), at - name.find('{'));
        if (labels.ends_with(",")) labels.pop_back();
        labels = labels == "{" ? "" : labels + "}";
        Step& step = steps_[{family_, labels}];
        REQUIRE(step.bound != "+Inf");
        const double limit = bound == "+Inf" ? 1e300 : std::stod(bound);
        CHECK(limit > step.limit);
        CHECK(count >= step.count);
        step = {bound, limit, count};
    }

    std::string family_;
    bool typed_ = false;
    std::set<std::string> helped_;
    std::map<std::string, std::string> types_;
    std::map<std::string, double> samples_;
    std::map<std::pair<std::string, std::string>, Step> steps_; // of a family and its labels: the last
};

} // namespace assent::app
