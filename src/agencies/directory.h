// The directory: all agencies, sites and columns of the installation as one immutable value.
//
// It is small, read on every page and changed seldom, so every node keeps a copy in memory and
// takes a new one when the journal says that something of it changed. Safe to read from any thread.
#pragma once

#include <functional>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "agencies/agency.h"
#include "base/guarded.h"
#include "db/database.h"

namespace dl::agencies {

class Directory {
 public:
  Directory() = default;
  Directory(std::vector<Agency> agencies, std::vector<Department> departments, std::vector<Site> sites,
            std::vector<Column> columns);

  const std::vector<Agency>& agencies() const { return agencies_; }
  const std::vector<Department>& departments() const { return departments_; }
  const std::vector<Site>& sites() const { return sites_; }
  const std::vector<Column>& columns() const { return columns_; }

  const Agency* agency(std::int64_t id) const;
  const Agency* agency_by_code(std::string_view code) const;  ///< accepts either form of the code
  const Site* site(std::int64_t id) const;
  const Site* site_of_agency(std::int64_t agency) const;  ///< its first site
  const Column* column(std::int64_t id) const;
  const Column* column_by_slug(std::int64_t site, std::string_view slug) const;
  const Column* column_of_type(std::int64_t site, ColumnType type) const;  ///< the first one

  /// Children in their order; parent 0 = the top columns of the site.
  std::vector<const Column*> children(std::int64_t site, std::int64_t parent) const;
  /// A column and everything below it, parents before their children, for lists that gather.
  std::vector<std::int64_t> with_descendants(std::int64_t column) const;
  /// From the top column down to this one, for the position line.
  std::vector<const Column*> path_to(std::int64_t column) const;

  /// The site that answers: longest prefix on an exact host, then on any host. nullptr when none does.
  const Site* resolve(std::string_view host, std::string_view path) const;

 private:
  std::vector<Agency> agencies_ = {};
  std::vector<Department> departments_ = {};
  std::vector<Site> sites_ = {};
  std::vector<Column> columns_ = {};
  std::unordered_map<std::int64_t, std::size_t> column_index_ = {};
  std::unordered_map<std::int64_t, std::vector<std::int64_t>> columns_below_ = {};
};

/// Reads everything.
Outcome<Directory> load_directory(db::Session& session);

/// Holds the current directory and swaps in a new one.
class DirectoryHolder {
 public:
  std::shared_ptr<const Directory> current() const;
  /// Reads one at a time, so that what was read last is what stays.
  Outcome<void> reload(db::Database& database);
  Outcome<void> reload(const std::function<Outcome<Directory>()>& read);

 private:
  mutable Mutex mutex_ = {};
  Mutex reload_mutex_ = {};
  std::shared_ptr<const Directory> directory_ DL_GUARDED_BY(mutex_) = std::make_shared<const Directory>();
};

}  // namespace dl::agencies
