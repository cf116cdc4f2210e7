#include <fmt/format.h>

#include "app/commands.hpp"
#include "app/letter_pages.hpp"
#include "app/playbill.hpp"
#include "app/stage.hpp"

namespace assent::app {
namespace {

class Performance {
public:
    Performance(const PlayOptions& options, Console& console) : options_(options), console_(console) {}

    ExitCode run() {
        base::JsonWriter json(json_text_, console_.json_layout());
        if (options_.json) json.begin_object().key("timelines").begin_array();
        base::Diagnostics diagnostics;
        for (const std::string& path : options_.paths) {
            for (const Playbill& bill : playbills(path, options_.programs, diagnostics))
                play(bill, json, diagnostics);
        }
        console_.list(diagnostics);
        if (options_.json) {
            json.end_array().key("expectations").value(expectations_).key("unmet").value(unmet_).end_object();
            console_.say(json_text_ + "\n");
        } else {
            console_.say(fmt::format("{}{}, {}, {} unmet\n", options_.check ? "" : "\n",
                                     counted(timelines_, "timeline"), counted(expectations_, "expectation"),
                                     unmet_));
        }
        if (!options_.letters.empty())
            console_.complain(
                fmt::format("{} written below {}\n", counted(letters_, "letter"), options_.letters));
        return unmet_ > 0 || diagnostics.has_errors() ? ExitCode::WrongInput : ExitCode::Fine;
    }

private:
    void play(const Playbill& bill, base::JsonWriter& json, base::Diagnostics& diagnostics) {
        auto stage = Stage::of(bill.version);
        if (!stage) return diagnostics.append(std::move(stage.error()));
        for (const timelines::Timeline& timeline : bill.timelines) {
            const timelines::Play played = stage->play(timeline);
            if (options_.json) {
                write_json(played, stage->book(), json);
            } else if (options_.check) {
                console_.say(unmet_text(played));
            } else {
                console_.say((timelines_ == 0 ? "" : "\n") + to_text(played, stage->book()));
            }
            if (!options_.letters.empty()) letters_ += write_letters(played, *stage, options_.letters);
            ++timelines_;
            expectations_ += played.expectations();
            unmet_ += played.unmet();
        }
    }

    const PlayOptions& options_;
    Console& console_;
    std::string json_text_;
    std::size_t letters_ = 0;
    std::size_t timelines_ = 0, expectations_ = 0, unmet_ = 0;
};

} // namespace

ExitCode run(const PlayOptions& options, Console& console) { return Performance(options, console).run(); }

} // namespace assent::app
