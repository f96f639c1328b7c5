// The statistics of a register on a site: tables of its declared figures, each number with the way to its records.
//
//   /registers/penalties/statistics?period=2025                  tables of all figures
//   /registers/penalties/statistics.csv?figure=count             one of them to take away
//   /registers/penalties/statistics/count?group=["2025-09"]      records behind a cell that no list can be narrowed to
#pragma once

#include "figures/ask.h"
#include "portal/records/asked.h"
#include "records/figures.h"

namespace dl::portal {

/// What a request asks for.
struct StatisticsAsked {
  const Visit& visit;
  const records::Register& made;
  std::optional<figures::Period> period = {};  ///< a year or a month

  /// Fault::NotFound `figures.period` for what is none.
  static Outcome<StatisticsAsked> read(const web::Request& http, const Visit& visit, const records::Register& made);
  std::string path() const;
  /// "?period=2025" behind a path, or nothing.
  std::string query() const;
};

using Group = std::vector<condition::Value>;

/// A declared figure, grouped as a site shows it: not by the agency where all is of one.
struct ShownFigure {
  const records::FigureForm* form = nullptr;
  const figures::Definition* figure = nullptr;
  std::vector<records::FigureForm::By> by = {};

  const figures::Column& column(std::size_t group) const;
  std::vector<std::string> heads() const;
  /// 件, 万元.
  std::string unit() const;
  std::string value_text(const figures::Cell& cell) const;
  /// 2025 年 9 月, 罚款, 未填写.
  std::string word(std::size_t group, const condition::Value& value) const;
};

Outcome<std::vector<ShownFigure>> figures_on(const StatisticsAsked& asked, const figures::Definitions& all);
/// Fault::NotFound `figures.unknown`.
Outcome<ShownFigure> find_figure(const StatisticsAsked& asked, const figures::Definitions& all, std::string_view code);

/// The question behind a table: what everybody may see on the day of the visit.
figures::Ask ask_of(const StatisticsAsked& asked, const ShownFigure& shown);
/// Its cells as people read them: the newest first, choices in the order of their list.
Outcome<std::vector<figures::Cell>> cells_of(db::Session& session, const StatisticsAsked& asked,
                                             const ShownFigure& shown);
/// All of a table as one number.
figures::Cell total_of(const std::vector<figures::Cell>& cells);

/// The list of exactly the records behind a cell, or behind all (no group); nothing where its conditions cannot say so.
std::optional<RecordsAsked> list_of(const StatisticsAsked& asked, const ShownFigure& shown, const Group* group);
/// Where the records of a cell are shown: their list, else a page of their own.
std::string records_path(const StatisticsAsked& asked, const ShownFigure& shown, const Group* group);

/// The group in an address. Fault::NotFound `figures.group` for what is none of the figure.
Outcome<std::optional<Group>> read_group(std::string_view text, const ShownFigure& shown);

std::string statistics_path(const records::Register& made);
inline constexpr const char* kStatisticsTitle = "统计";

}  // namespace dl::portal
