// What the templates of registers and their records show.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "portal/shell_views.h"

namespace dl::portal {

struct RegisterLine {
  std::string register_name = {};
  std::string register_url = {};
  std::string register_count = {};
  std::string register_nil = {};  ///< the newest declaration that there was no record
};
BOOST_DESCRIBE_STRUCT(RegisterLine, (), (register_name, register_url, register_count, register_nil))

/// Registers under one heading.
struct RegisterGroup {
  std::string group_id = {};
  std::string group_title = {};
  std::vector<RegisterLine> registers = {};
};
BOOST_DESCRIBE_STRUCT(RegisterGroup, (), (group_id, group_title, registers))

struct RegistersPage : Shell, Side {
  std::string data_url = {};
  bool several_groups = false;
  std::vector<RegisterGroup> groups = {};
};
BOOST_DESCRIBE_STRUCT(RegistersPage, (Shell, Side), (data_url, several_groups, groups))

/// A line or an area behind the points.
struct OutlineView {
  std::string outline_kind = {};
  std::string outline_path = {};     ///< in the units of the drawing
  std::string outline_degrees = {};  ///< the same as "112.48,29.86 112.49,29.87", lines parted by ";"
  std::string outline_name = {};
  std::string outline_place = {};  ///< where the name stands, in degrees
  int outline_x = 0;
  int outline_y = 0;
  bool outline_closed = false;
};
BOOST_DESCRIBE_STRUCT(OutlineView, (),
                      (outline_kind, outline_path, outline_degrees, outline_name, outline_place, outline_x, outline_y,
                       outline_closed))

/// A point of the drawing, in its units.
struct PlacePoint {
  int point_x = 0;
  int point_y = 0;
  int point_text_y = 0;
  int point_number = 0;          ///< of its row in the list
  std::string point_place = {};  ///< "112.48,29.86"
  std::string point_name = {};
  std::string point_url = {};
};
BOOST_DESCRIBE_STRUCT(PlacePoint, (),
                      (point_x, point_y, point_text_y, point_number, point_place, point_name, point_url))

struct PlaceMap {
  int map_width = 0;
  int map_height = 0;
  std::vector<OutlineView> outlines = {};
  std::vector<PlacePoint> points = {};
  int scale_from = 0;
  int scale_to = 0;
  int scale_y = 0;
  int scale_text_y = 0;
  std::string scale_label = {};  ///< "500 米"
  int north_x = 0;
};
BOOST_DESCRIBE_STRUCT(PlaceMap, (),
                      (map_width, map_height, outlines, points, scale_from, scale_to, scale_y, scale_text_y,
                       scale_label, north_x))

struct RecordCell {
  std::string cell_label = {};
  std::string cell_text = {};
  std::string cell_url = {};  ///< of the cell that leads to the record
};
BOOST_DESCRIBE_STRUCT(RecordCell, (), (cell_label, cell_text, cell_url))

struct RecordLine {
  int row_number = 0;  ///< on the map beside the list; 0 without one
  std::vector<RecordCell> cells = {};
};
BOOST_DESCRIBE_STRUCT(RecordLine, (), (row_number, cells))

struct RecordHead {
  std::string head_title = {};
};
BOOST_DESCRIBE_STRUCT(RecordHead, (), (head_title))

/// The newest records of a register on the page of a column.
struct RegisterCard {
  std::string card_title = {};
  std::string card_url = {};
  std::string card_count = {};  ///< 37 条
  std::string card_nil = {};    ///< 2025 年 9 月没有处罚决定
  std::vector<RecordHead> heads = {};
  std::vector<RecordLine> records = {};
};
BOOST_DESCRIBE_STRUCT(RegisterCard, (), (card_title, card_url, card_count, card_nil, heads, records))

/// A condition that a form hands on.
struct Carried {
  std::string carried_name = {};
  std::string carried_value = {};
};
BOOST_DESCRIBE_STRUCT(Carried, (), (carried_name, carried_value))

struct RegisterPage : Shell, Side {
  std::string register_title = {};
  std::string register_address = {};
  std::string register_basis = {};
  std::string record_word = {};  ///< 处罚决定
  std::string total_text = {};
  std::string find_words = {};
  std::string find_hint = {};
  std::vector<Carried> carried = {};
  std::vector<RecordHead> heads = {};
  std::vector<RecordLine> records = {};
  std::vector<std::string> nil_lines = {};
  std::string take_url = {};  ///< of its files to take away; empty where there are none
  std::string statistics_url = {};
  std::optional<PlaceMap> map = {};
  std::vector<Chosen> chosen = {};
  std::vector<PageLink> pages = {};
};
BOOST_DESCRIBE_STRUCT(RegisterPage, (Shell, Side),
                      (register_title, register_address, register_basis, record_word, total_text, find_words, find_hint,
                       carried, heads, records, nil_lines, take_url, statistics_url, map, chosen, pages))

struct StatisticRow {
  std::vector<std::string> statistic_words = {};  ///< one for each group
  std::string statistic_value = {};
  std::string statistic_url = {};  ///< of its records
  int statistic_part = 0;          ///< of the largest, in hundredths
};
BOOST_DESCRIBE_STRUCT(StatisticRow, (), (statistic_words, statistic_value, statistic_url, statistic_part))

struct StatisticTable {
  std::string statistic_title = {};
  std::string statistic_id = {};
  std::string statistic_note = {};
  std::vector<std::string> statistic_heads = {};
  std::string statistic_unit = {};
  std::string statistic_total = {};
  std::string statistic_total_url = {};
  int statistic_width = 1;          ///< groups, which the words of the total stand below
  std::int64_t statistic_rest = 0;  ///< rows that are left out here
  std::string statistic_file = {};
  std::vector<StatisticRow> statistic_rows = {};
};
BOOST_DESCRIBE_STRUCT(StatisticTable, (),
                      (statistic_title, statistic_id, statistic_note, statistic_heads, statistic_unit, statistic_total,
                       statistic_total_url, statistic_width, statistic_rest, statistic_file, statistic_rows))

struct StatisticsPage : Shell, Side {
  std::string register_title = {};
  std::string register_address = {};
  std::string record_word = {};
  std::string statistics_period = {};  ///< 2025 年; empty for ever
  std::string statistics_address = {};
  std::vector<StatisticTable> statistics = {};
};
BOOST_DESCRIBE_STRUCT(StatisticsPage, (Shell, Side),
                      (register_title, register_address, record_word, statistics_period, statistics_address,
                       statistics))

/// The records behind one number.
struct StatisticRecordsPage : Shell {
  std::string register_title = {};
  std::string record_word = {};
  std::string statistics_address = {};
  std::string statistic_title = {};
  std::string statistic_value = {};
  std::string statistic_unit = {};
  std::string statistic_group = {};  ///< 2025 年，罚款
  std::vector<RecordHead> heads = {};
  std::vector<RecordLine> records = {};
  std::vector<PageLink> pages = {};
};
BOOST_DESCRIBE_STRUCT(StatisticRecordsPage, (Shell),
                      (register_title, record_word, statistics_address, statistic_title, statistic_value,
                       statistic_unit, statistic_group, heads, records, pages))

struct FactRow {
  std::string fact_label = {};
  web::Html fact_value = {};
  bool fact_whole = false;           ///< takes the whole width
  std::vector<FileView> files = {};  ///< in place of a value
};
BOOST_DESCRIBE_STRUCT(FactRow, (), (fact_label, fact_value, fact_whole, files))

struct FactGroup {
  std::string facts_title = {};
  std::string facts_id = {};
  std::vector<FactRow> facts = {};
};
BOOST_DESCRIBE_STRUCT(FactGroup, (), (facts_title, facts_id, facts))

/// The rows of a sub-table.
struct SheetView {
  std::string sheet_title = {};
  std::string sheet_id = {};
  std::vector<RecordHead> heads = {};
  std::vector<RecordLine> records = {};
};
BOOST_DESCRIBE_STRUCT(SheetView, (), (sheet_title, sheet_id, heads, records))

struct PassageView {
  std::string passage_at = {};
  std::string passage_machine = {};
  std::string passage_act = {};
  std::string passage_ground = {};
  std::string passage_url = {};  ///< of what was public then, where it is another than now
};
BOOST_DESCRIBE_STRUCT(PassageView, (), (passage_at, passage_machine, passage_act, passage_ground, passage_url))

/// A record that names this one.
struct BelowLink {
  std::string below_name = {};
  std::string below_url = {};
};
BOOST_DESCRIBE_STRUCT(BelowLink, (), (below_name, below_url))

struct BelowList {
  std::string below_title = {};
  std::string below_id = {};
  std::vector<BelowLink> below_links = {};
};
BOOST_DESCRIBE_STRUCT(BelowList, (), (below_title, below_id, below_links))

/// The ribbon of a page that shows what was public on another day.
struct OldWords {
  std::string old_day = {};
};
BOOST_DESCRIBE_STRUCT(OldWords, (), (old_day))

struct RecordPage : Shell {
  std::string record_title = {};
  std::string record_url = {};
  std::string record_published = {};
  std::string record_machine = {};
  std::string record_source = {};
  std::string record_number = {};  ///< its own number, where its register has such
  std::string register_basis = {};
  std::string page_address = {};
  std::vector<FactGroup> groups = {};
  std::vector<SheetView> sheets = {};
  std::vector<BelowList> below = {};
  std::vector<PassageView> passages = {};
  bool had_other_words = false;
  std::string proof_url = {};    ///< of what one needs to check the record; empty on another day's page
  std::string fingerprint = {};  ///< 核验码
  std::string script_to_check = {};
  std::string draw_url = {};  ///< of what one needs to draw again; empty for anything but a draw
  std::string draw_file = {};
  std::string draw_script = {};
  std::string draw_waits = {};  ///< until when, before it is revealed
  std::optional<OldWords> old_words = {};
};
BOOST_DESCRIBE_STRUCT(RecordPage, (Shell),
                      (record_title, record_url, record_published, record_machine, record_source, record_number,
                       register_basis, page_address, groups, sheets, below, passages, had_other_words, proof_url,
                       fingerprint, script_to_check, draw_url, draw_file, draw_script, draw_waits, old_words))

/// A file to take away.
struct TakeView {
  std::string take_title = {};
  std::string take_url = {};
  std::string take_size = {};
  std::string take_digest = {};
};
BOOST_DESCRIBE_STRUCT(TakeView, (), (take_title, take_url, take_size, take_digest))

/// A register of which everybody may take a copy away.
struct OpenSetView {
  std::string set_name = {};
  std::string set_id = {};
  std::string set_url = {};
  std::string set_count = {};
  std::string set_made = {};
  std::string set_machine = {};
  std::string set_changes = {};
  std::string set_history_url = {};
  std::string set_between_url = {};  ///< of what has changed item by item; empty for a first hand-over
  std::vector<TakeView> takes = {};  ///< none while they are made anew
};
BOOST_DESCRIBE_STRUCT(OpenSetView, (),
                      (set_name, set_id, set_url, set_count, set_made, set_machine, set_changes, set_history_url,
                       set_between_url, takes))

struct OpenDataPage : Shell, Side {
  std::string catalog_url = {};
  std::string description_url = {};
  std::string script_to_check = {};
  std::string terms = {};
  std::vector<OpenSetView> sets = {};
};
BOOST_DESCRIBE_STRUCT(OpenDataPage, (Shell, Side), (catalog_url, description_url, script_to_check, terms, sets))

struct RecordTombstonePage : Shell {
  std::string withdrawn_title = {};
  std::string withdrawn = {};
  std::string withdrawn_machine = {};
  std::string published = {};
  std::string ground = {};
  std::string register_title = {};
  std::string register_address = {};
};
BOOST_DESCRIBE_STRUCT(RecordTombstonePage, (Shell),
                      (withdrawn_title, withdrawn, withdrawn_machine, published, ground, register_title,
                       register_address))

}  // namespace dl::portal
