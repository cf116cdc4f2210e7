#include "portal/qr_code.hpp"

#include <zint.h>

#include <memory>

#include "base/expects.hpp"

namespace assent::portal {
namespace {

constexpr int margin = 4; // modules on each side that the standard wants free
constexpr int medium = 2; // level M: fifteen percent may be covered

using Symbol = std::unique_ptr<zint_symbol, void (*)(zint_symbol*)>;

Symbol encoded(const std::string& text) {
    Symbol symbol(ZBarcode_Create(), ZBarcode_Delete);
    base::expects(symbol != nullptr, "there is memory for a code");
    symbol->symbology = BARCODE_QRCODE;
    symbol->input_mode = DATA_MODE;
    symbol->option_1 = medium;
    const int made = ZBarcode_Encode(symbol.get(), reinterpret_cast<const unsigned char*>(text.data()),
                                     static_cast<int>(text.size()));
    base::expects(made < ZINT_ERROR, "the text fits into a code");
    return symbol;
}

bool is_dark(const zint_symbol& symbol, int row, int column) {
    return column < symbol.width && (symbol.encoded_data[row][column / 8] >> (column % 8) & 1) != 0;
}

// Every run of dark modules of a row is one box.
std::string drawn(const zint_symbol& symbol) {
    std::string path;
    for (int row = 0; row < symbol.rows; ++row) {
        int run = 0;
        for (int column = 0; column <= symbol.width; ++column) {
            if (is_dark(symbol, row, column)) {
                ++run;
            } else if (run > 0) {
                path += fmt::format("M{} {}h{}v1h-{}z", column - run + margin, row + margin, run, run);
                run = 0;
            }
        }
    }
    return path;
}

} // namespace

Html qr_code(const std::string& text, std::string_view words) {
    const Symbol symbol = encoded(text);
    const int size = symbol->width + 2 * margin;
    return html(
        "<svg class=\"as-qr\" role=\"img\" aria-label=\"{}\" viewBox=\"0 0 {} {}\" "
        "shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{}v{}H0z\"/><path fill=\"#000\" "
        "d=\"{}\"/></svg>",
        words, size, size, size, size, drawn(*symbol));
}

} // namespace assent::portal
