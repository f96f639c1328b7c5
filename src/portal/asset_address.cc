#include "portal/asset_address.h"

#include "portal/visit.h"
#include "web/assets.h"

namespace dl::portal {

namespace {

// Resources do not change while the program runs.
const web::Assets& assets() {
  static const web::Assets all;
  return all;
}

}  // namespace

std::string asset_address(std::string_view name) { return assets().url(name); }

// Styles, the script and the icons, under addresses that change with their bytes.
Outcome<web::Response> send_asset(const web::Request& http, Portal&) { return assets().serve(http); }

}  // namespace dl::portal
