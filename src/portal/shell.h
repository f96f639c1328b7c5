// Fills head and foot of a page from the site's facts and columns.
#pragma once

#include "portal/visit.h"

namespace dl::portal {

/// What a page adds to head and foot.
struct Heading {
  std::string title = {};  ///< of this page; the site's name is added. Empty on the home page
  std::string path = {};   ///< below the mount, with what of the query belongs to the address
  const agencies::Column* column = nullptr;
  std::vector<Crumb> crumbs = {};  ///< after those of the column; the last one without address
};

void fill_shell(Shell& shell, const Visit& visit, Heading heading);

/// The four tags of a page that belongs to a column (site norms 1.9).
void add_column_metas(Shell& shell, const agencies::Column& column);
void add_meta(Shell& shell, std::string name, std::string content);  ///< left out when there is no content

/// Facts and addresses of a page that belongs to no site, for errors before a site was found.
void fill_bare_shell(Shell& shell, std::string_view title, bool elder);

bool is_disclosure(const agencies::Column& column);  ///< one of the four statutory columns

/// The side panel with the four statutory columns of 政府信息公开; `current` may be null.
void fill_disclosure_side(Side& side, const Visit& visit, const agencies::Column* current);
/// The side panel of a column: its family, or the top columns.
void fill_side(Side& side, const Visit& visit, const agencies::Column& current);

}  // namespace dl::portal
