#pragma once
// Everything that a server is built from, as values: what app/server_options.cpp has an option for. What
// nobody says stays as it is here.

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>

#include "app/data_folder.hpp"
#include "app/log.hpp"
#include "calendar/zone.hpp"
#include "http/server.hpp"
#include "mail/mail_settings.hpp"
#include "portal/open_id/provider.hpp"

namespace assent::app {

struct HouseSettings {
    std::filesystem::path data;
    KeyPlaces keys = {};
    std::filesystem::path outgoing = {}; // empty: `outgoing` in the folder of the data
    http::ServerSettings server = {};
    std::chrono::milliseconds stop_within = std::chrono::seconds(30);
    std::string metrics_token = {};              // empty: nobody has one
    bool training = false;                       // a training copy is meant, and nothing else
    std::optional<calendar::Instant> clock = {}; // to which that of a training copy is set at its start
    LogSettings log = {};
    portal::OpenIdSettings open_id = {};
    mail::MailSettings mail = {};
    std::int64_t retention_years = 0; // 0: nothing is ever removed
};

} // namespace assent::app
