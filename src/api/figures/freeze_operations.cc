// Freezing the figures of a period of an agency, and the bundle that outsiders recompute. What is frozen for all
// agencies at once is the command line's: daylight figures freeze.
#include "api/api.h"
#include "api/exports.h"
#include "api/listing.h"
#include "api/operations.h"
#include "figures/bundle.h"

namespace dl::api {

namespace {

using accounts::Right;

struct FreezeQuery {
  std::string period = {};  ///< "2025", "2025-Q1" or "2025-06"; owed
  std::int64_t agency = 0;  ///< owed
  static constexpr auto kLimits = std::to_array<Limit>({{"period", 10}});
};
BOOST_DESCRIBE_STRUCT(FreezeQuery, (), (period, agency))

struct FreezeInput {
  std::string period = {};
  std::int64_t agency = 0;
  std::optional<std::string> reason = {};  ///< owed where the period was frozen before
  static constexpr auto kFields = std::to_array<Field>({
      {"period", "期间", {.characters = 10, .owed = true}},
      {"agency", "机关", {.asked = Asked::Place}},
      {"reason", "再次冻结的理由", {.characters = 500, .asked = Asked::Long}},
  });
};
BOOST_DESCRIBE_STRUCT(FreezeInput, (), (period, agency, reason))

struct FreezeView {
  std::int64_t id = 0;
  std::string period = {};
  Instant at = {};
  std::string digest = {};  ///< SHA-256 of freeze.json, which the journal's entry has
};
BOOST_DESCRIBE_STRUCT(FreezeView, (), (id, period, at, digest))

FreezeView view_of(const figures::Frozen& frozen) { return {frozen.id, frozen.period, frozen.at, frozen.digest()}; }

/// The newest freeze. Fault::Forbidden for an agency that the caller does not read; for all of them (0), too.
Outcome<std::optional<figures::Frozen>> newest(Call& call, const FreezeQuery& query) {
  DL_CHECK(call.who.require(Right::ReadDocuments, query.agency));
  DL_TRY(const auto period, figures::Period::parse(query.period));
  return call.api.read([&](db::Session& sql) { return figures::find_frozen(sql, period, query.agency); });
}

Outcome<ListOf<FreezeView>> list_freezes(Call& call, const FreezeQuery& query) {
  DL_TRY(const auto found, newest(call, query));
  ListOf<FreezeView> list;
  if (found) list.items.push_back(view_of(*found));
  return list;
}

Outcome<FreezeView> freeze_figures(Call& call, const FreezeInput& input) {
  DL_CHECK(call.who.require(Right::ManageAgency, input.agency));
  DL_TRY(auto period, figures::Period::parse(input.period));
  const auto& around = call.api.around;
  const auto directory = around.directory.current();
  const auto* agency = directory->agency(input.agency);
  if (agency == nullptr) return fail(Fault::NotFound, "agency.missing", fmt::format("{}", input.agency));
  const db::Working working(db::Work::Import);
  DL_TRY(
      const auto frozen,
      figures::freeze(
          around.journal, call.api.figures,
          {.scope = {.period = std::move(period), .agency = input.agency, .salt = figures::salt_of(around.sealing_key)},
           .agency_code = agency->code,
           .actor = call.who.actor(),
           .reason = input.reason.value_or("")}));
  return view_of(frozen);
}

Outcome<web::Response> send_bundle(Call& call, const FreezeQuery& query) {
  DL_TRY(const auto found, newest(call, query));
  if (!found) return fail(Fault::NotFound, "figures.not-frozen", query.period);
  DL_TRY(const auto files, figures::bundle_of(call.api.around.journal, *found));
  DL_TRY(const auto archive, figures::zip_of(files));
  DL_TRY(auto file, web::Spool::open(call.api.around.folder));
  DL_CHECK(file.add(archive));
  return file.send(fmt::format("figures-{}.zip", query.period), "application/zip");
}

using web::Verb;

constexpr Operation kOperations[] = {
    {Verb::Get, "/api/v1/figure-freezes", "listFreezes", "一个机关某个期间的统计最近一次冻结",
     needs(Right::ReadDocuments), by<list_freezes>()},
    {Verb::Post, "/api/v1/figure-freezes", "freezeFigures", "冻结一个机关某个期间的全部统计",
     needs(Right::ManageAgency), by<freeze_figures>()},
    {Verb::Get,
     "/api/v1/figure-bundle",
     "downloadFigureBundle",
     "冻结的统计的数据包（ZIP），可以不用本系统复算",
     needs(Right::ReadDocuments),
     by<send_bundle>(),
     {.rate = web::Rate::Download}},
};

}  // namespace

std::span<const Operation> freeze_operations() { return kOperations; }

}  // namespace dl::api
