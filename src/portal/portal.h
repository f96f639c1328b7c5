// The public portal: pages that span modules, drawn on the server, readable without script.
//
// app/ makes one Portal, adds kRoutes to the router and hands find_site, mode_of and draw_error to
// the server's hooks. Handlers are plain functions; each says from which topics its page was drawn:
// "agency:ID" (head, foot and navigation), "site:ID" (anything published on the site), "column:ID",
// "document:ID", "register:CODE", "record:ID" and kDayTopic. Safe from many threads.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "agencies/directory.h"
#include "base/time.h"
#include "base/vocabulary.h"
#include "db/database.h"
#include "figures/definition.h"
#include "portal/pages.h"
#include "portal/publications/counts.h"
#include "portal/records/outlines.h"
#include "portal/requests/file_room.h"
#include "questions/gathering.h"
#include "questions/known.h"
#include "records/carried.h"
#include "records/projection.h"
#include "search/index.h"
#include "web/route.h"

namespace dl::portal {

struct Window;

/// The topic of pages that say something else on another day; whoever runs the portal clears it when
/// the day changes.
inline constexpr std::string_view kDayTopic = "day";

struct Options {
  int lines_a_page = 20;         ///< of a column's list
  std::size_t hits_a_page = 10;  ///< of a search
  int entries_a_feed = 30;
  int places_a_map = 200;                 ///< of the list of a register with places
  std::int64_t addresses_a_map = 50'000;  ///< of one part of the site map; sitemaps.org allows no more
  FileLimits files = {};                  ///< that come with requests
};

struct Portal {
  db::Database& database;
  const agencies::DirectoryHolder& directory;
  const search::Index* index;  ///< null while there is none: the search page says so
  const Clock& clock;
  Pages pages;
  Vocabularies vocabularies;
  Options options = {};
  Counts counts;
  const questions::KnownHolder* known = nullptr;  ///< answers that people have given; null where nobody has
  questions::Gathering* asked = nullptr;          ///< takes questions without a result; null where nothing is kept
  int document_source = 0;                        ///< of documents in the index (app/search_sources.h)
  const records::Registers* registers = nullptr;  ///< null where no registers are shown
  const records::Projection* projection = nullptr;
  std::shared_ptr<const records::Carried> carried = {};  ///< whose laws pages tell
  figures::Definitions register_figures = {};            ///< of those that there are, whether they are shown or not
  std::vector<Outline> outlines = {};                    ///< behind the maps
  Window* window = nullptr;  ///< what the public brings online (matters/window.h); null where nothing is taken
  /// The sentence of a message key (app/messages.h).
  std::function<std::string(std::string_view)> sentence = [](std::string_view key) { return std::string(key); };
  bool simulation = false;               ///< every page says so (journal/simulation.h)
  std::filesystem::path open_data = {};  ///< folder of the files to take away; empty where there are none
  FileRoom file_room;

  Portal(db::Database& db, const agencies::DirectoryHolder& holder, const search::Index* search_index,
         const Clock& time, Pages drawn, Vocabularies lists, Options chosen)
      : database(db),
        directory(holder),
        index(search_index),
        clock(time),
        pages(std::move(drawn)),
        vocabularies(std::move(lists)),
        options(chosen),
        counts(vocabularies.at("document_kinds")),
        file_room(chosen.files) {}
};

/// Loads and checks the controlled lists and the templates (find_template of portal/pages.h, or a test's own source).
Outcome<std::unique_ptr<Portal>> open_portal(db::Database& database, const agencies::DirectoryHolder& directory,
                                             const search::Index* index, const Clock& clock,
                                             const web::TemplateSource& source = find_template, Options options = {});

/// Drops what the portal remembers about these topics; called with the page cache's clearing.
void forget(Portal& portal, std::span<const std::string> topics);

/// Server hook `rewrite`: finds the site by host and path, takes its prefix off the path.
void find_site(web::Request& http, const Portal& portal);
/// "elder" or "".
std::string mode_of(const web::Request& http);
/// Server hook `variant`: the view, and whether the guide is put away.
std::string variant_of(const web::Request& http);
/// Server hook `error_page`: works without the database; shows the reference number from 500 on.
web::Response draw_error(const web::Request& http, int status, const Error& error, Portal& portal);

Outcome<web::Response> show_home(const web::Request& http, Portal& portal);
Outcome<web::Response> show_column(const web::Request& http, Portal& portal);
Outcome<web::Response> show_column_feed(const web::Request& http, Portal& portal);
Outcome<web::Response> show_site_feed(const web::Request& http, Portal& portal);
Outcome<web::Response> show_document(const web::Request& http, Portal& portal);
Outcome<web::Response> show_past_edition(const web::Request& http, Portal& portal);
Outcome<web::Response> send_file(const web::Request& http, Portal& portal);
Outcome<web::Response> show_disclosure(const web::Request& http, Portal& portal);
Outcome<web::Response> show_registers(const web::Request& http, Portal& portal);
Outcome<web::Response> show_register(const web::Request& http, Portal& portal);
Outcome<web::Response> show_statistics(const web::Request& http, Portal& portal);
Outcome<web::Response> send_statistics(const web::Request& http, Portal& portal);
Outcome<web::Response> show_statistic_records(const web::Request& http, Portal& portal);
Outcome<web::Response> show_record(const web::Request& http, Portal& portal);
Outcome<web::Response> send_record_file(const web::Request& http, Portal& portal);
Outcome<web::Response> send_record_proof(const web::Request& http, Portal& portal);
Outcome<web::Response> send_draw(const web::Request& http, Portal& portal);
Outcome<web::Response> show_open_data(const web::Request& http, Portal& portal);
Outcome<web::Response> show_open_catalog(const web::Request& http, Portal& portal);
Outcome<web::Response> show_open_description(const web::Request& http, Portal& portal);
Outcome<web::Response> list_open_records(const web::Request& http, Portal& portal);
Outcome<web::Response> show_open_record(const web::Request& http, Portal& portal);
Outcome<web::Response> show_open_changes(const web::Request& http, Portal& portal);
Outcome<web::Response> send_open_changes(const web::Request& http, Portal& portal);
Outcome<web::Response> send_open_data(const web::Request& http, Portal& portal);
Outcome<web::Response> show_requests(const web::Request& http, Portal& portal);
Outcome<web::Response> show_guide(const web::Request& http, Portal& portal);
Outcome<web::Response> write_request(const web::Request& http, Portal& portal);
Outcome<web::Response> send_blank_form(const web::Request& http, Portal& portal);
Outcome<web::Response> file_request(const web::Request& http, Portal& portal);
/// Whether somebody may send a request with files, by the head alone. Fault::Forbidden `access.stale_form` without the
/// door of the form (web/csrf.h), Fault::TooMany `request.files-rate` (FileRoom), Fault::TooLarge `request.body`.
Outcome<web::Admitted> admit_request(const web::Request& head, Portal& portal);
Outcome<web::Response> show_mailbox(const web::Request& http, Portal& portal);
Outcome<web::Response> show_letter(const web::Request& http, Portal& portal);
Outcome<web::Response> write_letter(const web::Request& http, Portal& portal);
Outcome<web::Response> send_letter(const web::Request& http, Portal& portal);
Outcome<web::Response> ask_for_code(const web::Request& http, Portal& portal);
Outcome<web::Response> show_case(const web::Request& http, Portal& portal);
Outcome<web::Response> send_issued(const web::Request& http, Portal& portal);
Outcome<web::Response> send_annex(const web::Request& http, Portal& portal);
Outcome<web::Response> rate_answer(const web::Request& http, Portal& portal);
Outcome<web::Response> show_search(const web::Request& http, Portal& portal);
Outcome<web::Response> suggest(const web::Request& http, Portal& portal);
Outcome<web::Response> show_map(const web::Request& http, Portal& portal);
Outcome<web::Response> show_map_index(const web::Request& http, Portal& portal);
Outcome<web::Response> show_map_part(const web::Request& http, Portal& portal);
Outcome<web::Response> show_robots(const web::Request& http, Portal& portal);
Outcome<web::Response> show_accessibility(const web::Request& http, Portal& portal);
Outcome<web::Response> show_about(const web::Request& http, Portal& portal);
Outcome<web::Response> ask_before_leaving(const web::Request& http, Portal& portal);
Outcome<web::Response> switch_view(const web::Request& http, Portal& portal);
Outcome<web::Response> show_accent(const web::Request& http, Portal& portal);
Outcome<web::Response> show_favicon(const web::Request& http, Portal& portal);
Outcome<web::Response> show_document_code(const web::Request& http, Portal& portal);
Outcome<web::Response> send_asset(const web::Request& http, Portal& portal);

/// Bytes of a form of the public: its fields at their longest, each character as nine bytes of the address form.
inline constexpr std::size_t kFormBytes = 56 * 1024;
/// Bytes of the fields and heads beside the files of a form.
inline constexpr std::size_t kBesideFiles = 256 * 1024;
inline constexpr std::size_t kFollowBytes = 4 * 1024;
inline constexpr std::size_t kRatingBytes = 48 * 1024;

inline constexpr web::Route<Portal> kRoutes[] = {
    {web::Verb::Get, "/", show_home},
    {web::Verb::Get, "/columns/{slug}", show_column},
    {web::Verb::Get, "/columns/{slug}/feed.xml", show_column_feed},
    {web::Verb::Get, "/feed.xml", show_site_feed},
    {web::Verb::Get, "/documents/{id}", show_document},
    {web::Verb::Get, "/documents/{id}/editions/{number}", show_past_edition},
    {web::Verb::Get, "/documents/{id}/files/{digest}", send_file, web::Access::Public, web::Csrf::NotNeeded, 0,
     web::Rate::Download},
    {web::Verb::Get, "/documents/{id}/files/{digest}/{name}", send_file, web::Access::Public, web::Csrf::NotNeeded, 0,
     web::Rate::Download},
    {web::Verb::Get, "/disclosure", show_disclosure},
    {web::Verb::Get, "/registers", show_registers},
    {web::Verb::Get, "/registers/{code}", show_register, web::Access::Public, web::Csrf::NotNeeded, 0,
     web::Rate::Search},
    {web::Verb::Get, "/registers/{code}/statistics", show_statistics, web::Access::Public, web::Csrf::NotNeeded, 0,
     web::Rate::Search},
    {web::Verb::Get, "/registers/{code}/statistics.csv", send_statistics, web::Access::Public, web::Csrf::NotNeeded, 0,
     web::Rate::Download},
    {web::Verb::Get, "/registers/{code}/statistics/{figure}", show_statistic_records, web::Access::Public,
     web::Csrf::NotNeeded, 0, web::Rate::Search},
    {web::Verb::Get, "/records/{id}", show_record},
    {web::Verb::Get, "/records/{id}/proof.json", send_record_proof, web::Access::Public, web::Csrf::NotNeeded, 0,
     web::Rate::Download},
    {web::Verb::Get, "/records/{id}/files/{digest}", send_record_file, web::Access::Public, web::Csrf::NotNeeded, 0,
     web::Rate::Download},
    {web::Verb::Get, "/records/{id}/files/{digest}/{name}", send_record_file, web::Access::Public, web::Csrf::NotNeeded,
     0, web::Rate::Download},
    {web::Verb::Get, "/records/{id}/draw.json", send_draw, web::Access::Public, web::Csrf::NotNeeded, 0,
     web::Rate::Download},
    {web::Verb::Get, "/data", show_open_data},
    {web::Verb::Get, "/data/catalog.jsonld", show_open_catalog},
    {web::Verb::Get, "/data/openapi.json", show_open_description},
    {web::Verb::Get, "/data/{code}/records", list_open_records, web::Access::Public, web::Csrf::NotNeeded, 0,
     web::Rate::Search},
    {web::Verb::Get, "/data/{code}/records/{id}", show_open_record},
    {web::Verb::Get, "/data/{code}/changes", show_open_changes, web::Access::Public, web::Csrf::NotNeeded, 0,
     web::Rate::Download},
    {web::Verb::Get, "/data/{code}/changes.csv", send_open_changes, web::Access::Public, web::Csrf::NotNeeded, 0,
     web::Rate::Download},
    {web::Verb::Get, "/data/{file}", send_open_data, web::Access::Public, web::Csrf::NotNeeded, 0, web::Rate::Download},
    {web::Verb::Get, "/requests", show_requests},
    {web::Verb::Get, "/requests/form.pdf", send_blank_form, web::Access::Public, web::Csrf::NotNeeded, 0,
     web::Rate::Download},
    {web::Verb::Get, "/requests/form.docx", send_blank_form, web::Access::Public, web::Csrf::NotNeeded, 0,
     web::Rate::Download},
    {web::Verb::Get, "/requests/guide", show_guide},
    {web::Verb::Get, "/requests/new", write_request},
    {web::Verb::Get, "/mailbox", show_mailbox, web::Access::Public, web::Csrf::NotNeeded, 0, web::Rate::Search},
    {web::Verb::Get, "/mailbox/new", write_letter},
    {web::Verb::Post, "/mailbox/new", send_letter, web::Access::Public, web::Csrf::Required, kFormBytes,
     web::Rate::Form},
    {web::Verb::Get, "/mailbox/{id}", show_letter},
    {web::Verb::Get, "/follow", ask_for_code},
    // A code that is guessed is like a password that is.
    {web::Verb::Post, "/follow", show_case, web::Access::Public, web::Csrf::Required, kFollowBytes, web::Rate::SignIn},
    {web::Verb::Get, "/follow/letter", send_issued, web::Access::Public, web::Csrf::NotNeeded, 0, web::Rate::SignIn},
    {web::Verb::Get, "/follow/annex", send_annex, web::Access::Public, web::Csrf::NotNeeded, 0, web::Rate::SignIn},
    {web::Verb::Post, "/follow/rating", rate_answer, web::Access::Public, web::Csrf::Required, kRatingBytes,
     web::Rate::SignIn},
    {web::Verb::Get, "/search", show_search, web::Access::Public, web::Csrf::NotNeeded, 0, web::Rate::Search},
    {web::Verb::Get, "/search/suggest", suggest, web::Access::Public, web::Csrf::NotNeeded, 0, web::Rate::Suggest},
    {web::Verb::Get, "/sitemap", show_map},
    {web::Verb::Get, "/sitemap.xml", show_map_index},
    {web::Verb::Get, "/sitemap-{part}.xml", show_map_part},
    {web::Verb::Get, "/robots.txt", show_robots},
    {web::Verb::Get, "/accessibility", show_accessibility},
    {web::Verb::Get, "/about", show_about},
    {web::Verb::Get, "/leave", ask_before_leaving},
    {web::Verb::Get, "/view", switch_view},
    {web::Verb::Get, "/accent.css", show_accent},
    {web::Verb::Get, "/favicon.ico", show_favicon},
    {web::Verb::Get, "/qr/document/{id}.svg", show_document_code},
    {web::Verb::Get, "/assets/{name}", send_asset},
};

/// Adds kRoutes, and the form that may have files: those who send it are asked by its head who they are.
void mount(web::Router& router, Portal& portal);

}  // namespace dl::portal
