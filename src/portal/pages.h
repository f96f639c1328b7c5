// The templates of the portal, each with the struct that fills it.
#pragma once

#include "portal/views.h"

namespace dl::portal {

struct Pages {
  web::Template<HomePage> home = {};
  web::Template<ColumnPage> column = {};
  web::Template<DocumentPage> document = {};
  web::Template<TombstonePage> tombstone = {};
  web::Template<DisclosurePage> disclosure = {};
  web::Template<SearchPage> search = {};
  web::Template<MapPage> map = {};
  web::Template<TextPage> accessibility = {};
  web::Template<TextPage> about = {};
  web::Template<LeavePage> leave = {};
  web::Template<ErrorPage> error = {};
  web::Template<FeedPage> feed = {};

  /// Loads and checks every template; the first that is missing or wrong is the error.
  static Outcome<Pages> load(const web::TemplateSource& source);
};

/// Templates among the resources of the program, below "portal/"; an overlay may hide them.
std::optional<std::string> find_template(std::string_view name);

}  // namespace dl::portal
