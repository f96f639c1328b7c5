// Style sheets, scripts, fonts and pictures that are built into the program.
//
// An asset's address holds a digest of its bytes, "/assets/portal.3f2a9c10.css", so browsers may keep
// it for ever and still get a new one with the next version. Encodings are left to the page cache.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "web/route.h"

namespace dl::web {

class Assets {
 public:
  /// Takes every resource whose name starts with `prefix`, such as "assets/".
  explicit Assets(std::string_view prefix = "assets/");

  /// The address of an asset by its name below the prefix: "portal.css". Throws std::logic_error for
  /// a name that is not there: templates name assets, and a wrong one must not start.
  std::string url(std::string_view name) const;

  /// Serves the asset that the route parameter `name` names.
  Outcome<Response> serve(const Request& http) const;

 private:
  struct Asset {
    std::string_view bytes = {};
    std::string type = {};
    std::string stamped = {};  // the name with digest
  };
  const Asset* find(std::string_view name, bool& stamped) const;

  std::map<std::string, Asset, std::less<>> assets_ = {};
  std::map<std::string, const Asset*, std::less<>> by_stamped_ = {};
};

/// The media type by the end of a file name; "application/octet-stream" for what is not known.
std::string_view media_type_of(std::string_view file_name);

}  // namespace dl::web
