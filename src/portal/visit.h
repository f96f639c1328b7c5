// One visit to a page: the site that answers, its directory, and the addresses of its pages.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "portal/portal.h"

namespace dl::portal {

struct Visit {
  std::shared_ptr<const agencies::Directory> directory = {};
  const agencies::Site* site = nullptr;
  const agencies::Agency* agency = nullptr;
  std::string mount = {};
  std::string origin = {};  ///< "https://csglj.example.gov.cn", without a slash
  std::string target = {};  ///< as sent, with the mount
  bool elder = false;
  Date today = {};                ///< by the program's clock
  std::string simulated_on = {};  ///< the day of a simulation; empty in a real installation
  bool has_registers = false;
  bool has_window = false;   ///< the public may ask online
  bool has_mailbox = false;  ///< and write

  std::string url(std::string_view path) const { return mount + std::string(path); }
  std::string absolute(std::string_view path) const { return origin + mount + std::string(path); }
  std::string column_url(const agencies::Column& column) const { return url("/columns/" + column.slug); }
  std::string document_url(std::int64_t id) const { return url(fmt::format("/documents/{}", id)); }

  /// Head, foot and navigation of every page were drawn from this.
  std::string facts_topic() const { return fmt::format("agency:{}", site->agency); }
  std::string site_topic() const { return fmt::format("site:{}", site->id); }

  /// The columns of the site, all of them.
  std::vector<std::int64_t> columns() const;
};

/// Fault::NotFound `site.missing` when no site answers to this host and path.
Outcome<Visit> open_visit(const web::Request& http, const Portal& portal);

/// The day of a simulation, for the mark on every page; empty in a real installation.
std::string simulated_day(const Portal& portal);

/// Whether the visitor has put the guide of the demonstration away.
bool is_guide_off(const web::Request& http);

/// Topics of lists drawn from these columns, with those of head and foot.
std::vector<std::string> topics_of_columns(const Visit& visit, const std::vector<std::int64_t>& columns);

/// A page of HTML that may be kept until one of its topics changes.
web::Response page_of(std::string html, std::vector<std::string> topics);

/// A positive whole number, or nothing.
std::optional<std::int64_t> read_number(std::string_view text);

}  // namespace dl::portal
