// The registers of a site as files: a page that lists them, and the files themselves. They are made by the program when
// it is time (records/open_data.h); what is asked for here is read and sent, never made.
#include <boost/json.hpp>
#include <cstdio>

#include "base/resources.h"
#include "portal/records/registers.h"
#include "records/open_data.h"
#include "records/open_table.h"
#include "web/spool.h"

namespace dl::portal {

namespace json = boost::json;
using records::Handover;
using records::OpenKind;
using records::OpenSet;
using records::Register;

namespace {

constexpr int kMostTold = 100;  // hand-overs of a history
constexpr std::string_view kHistory = "handovers.json";
constexpr std::string_view kChanges = "changes-";

std::string size_text(std::int64_t bytes) {
  constexpr std::int64_t kKilo = 1024;
  if (bytes < kKilo) return fmt::format("{} 字节", bytes);
  if (bytes < kKilo * kKilo) return fmt::format("{} KB", (bytes + kKilo / 2) / kKilo);
  return fmt::format("{:.1f} MB", static_cast<double>(bytes) / (kKilo * kKilo));
}

OpenSet set_on(const Visit& visit, const Register& made) { return {made.code, keeper_on(visit, made).value_or(0)}; }

const records::OpenKindRow& row_of(OpenKind kind) { return records::kOpenKinds.at(static_cast<std::size_t>(kind)); }

std::string changes_text(const Handover& handover) {
  if (handover.added == handover.records && handover.changed + handover.withdrawn == 0) return {};  // the first
  return fmt::format("比上一次：新增 {}，更正 {}，撤下 {}", handover.added, handover.changed, handover.withdrawn);
}

OpenSetView view_of(const OpenRegister& open, const Visit& visit) {
  const auto& [made, handover, given, several] = open;
  OpenSetView view{.set_name = made->title,
                   .set_id = made->code,
                   .set_url = visit.url(register_path(*made)),
                   .set_count = fmt::format("{} 条", handover.records),
                   .set_made = handover.at.text(),
                   .set_machine = handover.at.rfc3339(),
                   .set_changes = changes_text(handover),
                   .set_history_url = visit.url(open_data_path(made->code, kHistory))};
  if (several) view.set_between_url = visit.url(fmt::format("{}/{}/changes", kOpenDataPath, made->code));
  if (!given) return view;
  for (const auto& file : handover.files) {
    const auto& kind = row_of(file.kind);
    view.takes.push_back({std::string(kind.title), visit.url(open_data_path(made->code, kind.ending)),
                          size_text(file.size), file.digest});
  }
  return view;
}

/// What a name below /data asks for: "penalties.csv", "penalties.changes-7.csv".
struct AskedFile {
  const Register* made = nullptr;
  std::string_view ending = {};
  std::int64_t handover = 0;  ///< of the changes; 0: the newest
};

Outcome<AskedFile> read_name(const Portal& portal, std::string_view name) {
  const auto dot = name.find('.');
  if (dot == name.npos || portal.open_data.empty()) return fail(Fault::NotFound, "open.missing", std::string(name));
  AskedFile asked{.ending = name.substr(dot + 1)};
  DL_TRY(asked.made, find_register(portal, name.substr(0, dot)));
  if (!asked.ending.starts_with(kChanges)) return asked;
  const auto number = asked.ending.substr(kChanges.size());
  const auto found = number.ends_with(".csv") ? read_number(number.substr(0, number.size() - 4)) : std::nullopt;
  if (!found) return fail(Fault::NotFound, "open.missing", std::string(name));
  asked.handover = *found;
  asked.ending = row_of(OpenKind::Changes).ending;
  return asked;
}

/// The hand-over that a name means. Fault::Unavailable `open.making` while the newest is not to be given out.
Outcome<Handover> find_handover(const Visit& visit, Portal& portal, const AskedFile& asked) {
  return portal.database.read([&](db::Session& session) -> Outcome<Handover> {
    DL_TRY(auto all, records::list_handovers(session, set_on(visit, *asked.made), asked.handover == 0 ? 1 : kMostTold));
    for (auto& handover : all) {
      if (asked.handover != 0 && handover.id != asked.handover) continue;
      if (asked.handover != 0) return std::move(handover);
      DL_TRY(const auto given, records::may_be_given(session, handover, visit.today));
      if (!given) return fail(Fault::Unavailable, "open.making", asked.made->code);
      return std::move(handover);
    }
    return fail(Fault::NotFound, "open.missing", asked.made->code);
  });
}

Outcome<web::Response> send_history(const Visit& visit, Portal& portal, const Register& made) {
  DL_TRY(const auto all, portal.database.read([&](db::Session& session) {
    return records::list_handovers(session, set_on(visit, made), kMostTold);
  }));
  json::array told;
  for (const auto& handover : all) {
    json::array files;
    for (const auto& file : handover.files)
      files.push_back(
          json::object{{"format", row_of(file.kind).ending}, {"bytes", file.size}, {"sha256", file.digest}});
    told.push_back(json::object{
        {"number", handover.id},
        {"made", handover.at.rfc3339()},
        {"records", handover.records},
        {"added", handover.added},
        {"changed", handover.changed},
        {"withdrawn", handover.withdrawn},
        {"journal", handover.sequence},
        {"changes", visit.absolute(open_data_path(made.code, fmt::format("{}{}.csv", kChanges, handover.id)))},
        {"files", std::move(files)}});
  }
  const json::object history{{"register", made.code}, {"title", made.title}, {"handovers", std::move(told)}};
  return web::text(200, json::serialize(history), "application/json; charset=utf-8");
}

Outcome<web::Response> send_script(std::string_view name) {
  const auto script = find_resource(fmt::format("assets/{}", name));
  if (!script) return fail(Fault::NotFound, "open.missing", std::string(name));
  auto response = web::text(200, std::string(*script), "text/x-python; charset=utf-8");
  response.headers.emplace_back("Content-Disposition", fmt::format("attachment; filename=\"{}\"", name));
  response.headers.emplace_back("X-Content-Type-Options", "nosniff");
  return response;
}

/// A file that is away is made again soon, but for the changes of older hand-overs.
Outcome<web::Response> send_file_of(const Portal& portal, const Handover& handover, const records::OpenFile& file,
                                    const Register& made) {
  const auto path = records::open_file(portal.open_data, handover.set, handover.id, file.kind);
  const std::shared_ptr<std::FILE> opened(std::fopen(path.c_str(), "rbe"), [](std::FILE* one) {
    if (one != nullptr) static_cast<void>(std::fclose(one));
  });
  if (opened == nullptr && file.kind == OpenKind::Changes) return fail(Fault::NotFound, "open.missing", path.string());
  if (opened == nullptr) return fail(Fault::Unavailable, "open.making", path.string());
  const auto& kind = row_of(file.kind);
  const auto name = fmt::format("{}-{}.{}", made.title, handover.at.date().text(), kind.ending);
  web::Response response;
  response.type = kind.media_type;
  response.headers.emplace_back("Content-Disposition",
                                fmt::format("attachment; filename*=UTF-8''{}", web::percent_encode(name)));
  response.headers.emplace_back("X-Content-Type-Options", "nosniff");
  response.source_size = file.size;
  response.etag = file.digest;
  response.source = web::source_of(opened);
  return response;
}

}  // namespace

std::string open_data_path(std::string_view code, std::string_view ending) {
  return fmt::format("{}/{}.{}", kOpenDataPath, code, ending);
}

Outcome<std::vector<OpenRegister>> open_data_on(const Visit& visit, const Portal& portal, db::Session& session) {
  std::vector<OpenRegister> all;
  if (portal.registers == nullptr || portal.open_data.empty()) return all;
  for (const auto& [code, made] : portal.registers->all()) {
    if (made.for_staff()) continue;
    DL_TRY(auto newest, records::list_handovers(session, set_on(visit, made), 2));
    if (newest.empty()) continue;
    DL_TRY(const auto given, records::may_be_given(session, newest.front(), visit.today));
    all.push_back({&made, std::move(newest.front()), given, newest.size() > 1});
  }
  return all;
}

Outcome<web::Response> show_open_data(const web::Request& http, Portal& portal) {
  DL_TRY(const auto visit, open_visit(http, portal));
  OpenDataPage page;
  fill_register_shell(page, visit,
                      {.title = kOpenDataTitle,
                       .path = kOpenDataPath,
                       .crumbs = {{kRegistersTitle, visit.url(kRegistersPath)}, {kOpenDataTitle, {}}}});
  page.catalog_url = visit.url(fmt::format("{}/catalog.jsonld", kOpenDataPath));
  page.description_url = visit.url(fmt::format("{}/openapi.json", kOpenDataPath));
  page.script_to_check = visit.url(fmt::format("{}/{}", kOpenDataPath, kScriptToCheck));
  page.terms = records::kOpenTerms;
  DL_TRY(const auto open,
         portal.database.read([&](db::Session& session) { return open_data_on(visit, portal, session); }));
  for (const auto& one : open) page.sets.push_back(view_of(one, visit));
  auto topics = topics_of_registers(portal);
  topics.insert(topics.end(), {visit.facts_topic(), std::string(kDayTopic)});
  return page_of(portal.pages.open_data.render(page), std::move(topics));
}

Outcome<web::Response> send_open_data(const web::Request& http, Portal& portal) {
  DL_TRY(const auto visit, open_visit(http, portal));
  const auto name = http.parameter("file");
  if (name == kScriptToCheck || name == kScriptToDraw) return send_script(name);
  DL_TRY(const auto asked, read_name(portal, name));
  if (asked.ending == kHistory) return send_history(visit, portal, *asked.made);
  const auto* kind = records::find_open_kind(asked.ending);
  if (kind == nullptr) return fail(Fault::NotFound, "open.missing", std::string(name));
  DL_TRY(const auto handover, find_handover(visit, portal, asked));
  const auto* file = handover.file(kind->kind);
  if (file == nullptr) return fail(Fault::NotFound, "open.missing", std::string(name));
  return send_file_of(portal, handover, *file, *asked.made);
}

}  // namespace dl::portal
