#pragma once
// What pages load beside their HTML: the stylesheet, scripts, fonts and icons, made when the program is built
// and part of it. The address of each holds a digest of its content, so a browser may keep it for ever and
// never has an old one; a page asks for the address by name. Never reads a file.

#include <span>
#include <string>
#include <string_view>

#include "http/router.hpp"

namespace assent::portal {

struct Asset {
    std::string_view name;   // "assent.css"
    std::string_view url;    // "/assets/assent-9de327a202bf.css"
    std::string_view type;   // of its content
    std::string_view digest; // of its content
    std::string_view plain;
    std::string_view gzip; // empty when it would not be smaller
};

std::span<const Asset> all_assets();

// By the path of its address; null when there is none.
const Asset* find_asset(std::string_view path);

// The address of the asset with this name. Requires: there is one.
std::string_view url_of(std::string_view name);

// What a page may load, as its header `content-security-policy`: what is here, and nothing from elsewhere or
// written into the page.
inline constexpr std::string_view content_policy =
    "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

// The lines in the head of every page that load them: HTML.
const std::string& asset_lines();

// Adds the route that answers with them.
void add_assets(http::Router& router);

} // namespace assent::portal
