// What the templates of the portal show: plain structs, described, without behaviour.
//
// Every page starts from Shell (shell_views.h), which fills head and foot.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "portal/records/views.h"
#include "portal/shell_views.h"

namespace dl::portal {

struct Lead {
  std::string lead_kicker = {};
  std::string lead_title = {};
  std::string lead_url = {};
  std::string lead_summary = {};
  std::string lead_column = {};
  std::string lead_more_url = {};
  std::vector<LineView> news = {};
};
BOOST_DESCRIBE_STRUCT(Lead, (), (lead_kicker, lead_title, lead_url, lead_summary, lead_column, lead_more_url, news))

/// One bar of the openness figure, in the units of the drawing.
struct Bar {
  std::string bar_label = {};
  std::string bar_name = {};
  std::int64_t bar_count = 0;
  int bar_x = 0;
  int bar_y = 0;
  int bar_width = 0;
  int bar_height = 0;
  int bar_middle = 0;
  int bar_value_y = 0;
};
BOOST_DESCRIBE_STRUCT(Bar, (),
                      (bar_label, bar_name, bar_count, bar_x, bar_y, bar_width, bar_height, bar_middle, bar_value_y))

struct Openness {
  std::string year_label = {};
  std::int64_t year_total = 0;
  std::string chart_title = {};
  std::string bar_unit = {};
  std::vector<Bar> bars = {};
};
BOOST_DESCRIBE_STRUCT(Openness, (), (year_label, year_total, chart_title, bar_unit, bars))

struct ListBlock {
  std::string block_name = {};
  std::string block_slug = {};
  std::string block_url = {};
  std::vector<LineView> lines = {};
};
BOOST_DESCRIBE_STRUCT(ListBlock, (), (block_name, block_slug, block_url, lines))

/// Within which time applications are answered, by the law of the day: "20 个工作日".
struct RequestTimes {
  std::string answer_time = {};
  std::string extension_time = {};
  std::string completion_time = {};  ///< for telling somebody what is missing
};
BOOST_DESCRIBE_STRUCT(RequestTimes, (), (answer_time, extension_time, completion_time))

struct HomePage : Shell, RequestTimes {
  std::optional<Lead> lead = {};
  std::optional<Openness> openness = {};
  std::vector<ListBlock> pairs = {};
  std::vector<Tile> statutory = {};
  std::vector<Tile> registers = {};
  std::vector<Tile> guide = {};  ///< first steps on the demonstration, until they are put away
  std::string guide_off_url = {};
};
BOOST_DESCRIBE_STRUCT(HomePage, (Shell, RequestTimes),
                      (lead, openness, pairs, statutory, registers, guide, guide_off_url))

struct ColumnPage : Shell, Side {
  std::string column_name = {};
  std::string column_url = {};
  std::string column_feed_url = {};
  std::string column_description = {};
  std::int64_t total = 0;
  std::optional<RegisterCard> register_card = {};
  std::vector<LineView> lines = {};
  std::vector<Chosen> chosen = {};
  std::vector<PageLink> pages = {};
};
BOOST_DESCRIBE_STRUCT(ColumnPage, (Shell, Side),
                      (column_name, column_url, column_feed_url, column_description, total, register_card, lines,
                       chosen, pages))

struct IndexRow {
  std::string index_label = {};
  std::string index_value = {};
  bool index_whole = false;  ///< takes the whole width
};
BOOST_DESCRIBE_STRUCT(IndexRow, (), (index_label, index_value, index_whole))

/// The banner of a document that was changed or has ended.
struct Notice {
  std::string notice_title = {};
  std::string notice_text = {};
  std::string notice_url = {};
  std::string notice_label = {};
};
BOOST_DESCRIBE_STRUCT(Notice, (), (notice_title, notice_text, notice_url, notice_label))

struct RelatedLink {
  std::string related_title = {};
  std::string related_url = {};
};
BOOST_DESCRIBE_STRUCT(RelatedLink, (), (related_title, related_url))

struct Related {
  std::string related_name = {};
  std::string related_id = {};
  std::vector<RelatedLink> related_links = {};
};
BOOST_DESCRIBE_STRUCT(Related, (), (related_name, related_id, related_links))

struct EditionView {
  int edition_number = 0;
  std::string edition_url = {};  ///< of a past edition
  std::string edition_released = {};
  std::string edition_note = {};
  bool edition_current = false;
};
BOOST_DESCRIBE_STRUCT(EditionView, (), (edition_number, edition_url, edition_released, edition_note, edition_current))

/// The ribbon of a page that shows a past edition.
struct OldEdition {
  int old_number = 1;
  std::string old_released = {};
  std::string old_ended = {};
  std::string present_url = {};
};
BOOST_DESCRIBE_STRUCT(OldEdition, (), (old_number, old_released, old_ended, present_url))

/// The document next to this one in its column.
struct NeighbourView {
  std::string neighbour_label = {};  ///< 上一篇, 下一篇
  std::string neighbour_rel = {};
  std::string neighbour_title = {};
  std::string neighbour_url = {};
};
BOOST_DESCRIBE_STRUCT(NeighbourView, (), (neighbour_label, neighbour_rel, neighbour_title, neighbour_url))

struct DocumentPage : Shell {
  std::string document_title = {};
  std::string document_number = {};
  std::string published = {};
  std::string published_machine = {};
  std::string source = {};
  std::string author = {};
  std::string page_address = {};
  std::string qr_url = {};
  web::Html body = {};
  std::vector<IndexRow> index = {};
  std::optional<Notice> notice = {};
  std::vector<FileView> files = {};
  std::vector<Related> related = {};
  std::vector<EditionView> editions = {};
  std::vector<NeighbourView> neighbours = {};
  std::optional<OldEdition> old_edition = {};
};
BOOST_DESCRIBE_STRUCT(DocumentPage, (Shell),
                      (document_title, document_number, published, published_machine, source, author, page_address,
                       qr_url, body, index, notice, files, related, editions, neighbours, old_edition))

struct TombstonePage : Shell {
  std::string withdrawn_title = {};
  std::string withdrawn = {};
  std::string withdrawn_machine = {};
  std::string published = {};
  std::string ground = {};
  std::string index_number = {};
  std::string column_name = {};
  std::string column_url = {};
};
BOOST_DESCRIBE_STRUCT(TombstonePage, (Shell),
                      (withdrawn_title, withdrawn, withdrawn_machine, published, ground, index_number, column_name,
                       column_url))

struct DisclosureSection {
  std::string section_id = {};
  std::string section_name = {};
  std::string section_url = {};
  std::string section_empty = {};
  std::vector<LineView> lines = {};
};
BOOST_DESCRIBE_STRUCT(DisclosureSection, (), (section_id, section_name, section_url, section_empty, lines))

struct ItemColumn {
  std::string item_label = {};
  std::string item_url = {};
  std::int64_t item_count = 0;
};
BOOST_DESCRIBE_STRUCT(ItemColumn, (), (item_label, item_url, item_count))

struct StatutoryItem {
  std::string item_title = {};
  std::vector<ItemColumn> item_columns = {};
};
BOOST_DESCRIBE_STRUCT(StatutoryItem, (), (item_title, item_columns))

/// 公开工作机构 as 条例 art. 12 wants the guide to name it; what the agency has not said, its site says.
struct OfficeView {
  std::string office_name = {};
  std::string office_head = {};
  std::string office_address = {};
  std::string office_open = {};
  std::string office_phone = {};
  std::string office_fax = {};
  std::string office_email = {};
};
BOOST_DESCRIBE_STRUCT(OfficeView, (),
                      (office_name, office_head, office_address, office_open, office_phone, office_fax, office_email))

struct DisclosurePage : Shell, Side, OfficeView, RequestTimes {
  std::vector<Tile> statutory = {};
  std::string statutory_url = {};
  std::string guide_url = {};  ///< how to ask; empty where nothing is taken online
  std::vector<DisclosureSection> sections = {};
  std::vector<StatutoryItem> items = {};
  std::string items_source = {};  ///< the article that lists them
};
BOOST_DESCRIBE_STRUCT(DisclosurePage, (Shell, Side, OfficeView, RequestTimes),
                      (statutory, statutory_url, guide_url, sections, items, items_source))

struct SortLink {
  std::string sort_label = {};
  std::string sort_url = {};
  bool sort_current = false;
};
BOOST_DESCRIBE_STRUCT(SortLink, (), (sort_label, sort_url, sort_current))

struct HitView {
  std::string hit_url = {};
  web::Html hit_title = {};
  web::Html hit_snippet = {};
  std::vector<std::string> hit_facts = {};
};
BOOST_DESCRIBE_STRUCT(HitView, (), (hit_url, hit_title, hit_snippet, hit_facts))

/// A word or a place that the search names beside its results.
struct Named {
  std::string word = {};
  std::string word_url = {};
};
BOOST_DESCRIBE_STRUCT(Named, (), (word, word_url))

struct Scope {
  std::string scope_label = {};
  std::string scope_url = {};
  bool scope_current = false;
};
BOOST_DESCRIBE_STRUCT(Scope, (), (scope_label, scope_url, scope_current))

struct SearchPage : Shell, Side {
  std::string search_title = {};
  std::string result_note = {};
  std::string search_problem = {};
  bool loose = false;
  std::string meant_note = {};
  std::vector<Named> meant = {};   ///< one at most
  std::vector<Named> places = {};  ///< columns and sites
  std::vector<Scope> scopes = {};
  std::vector<HitView> hits = {};
  std::vector<SortLink> sorts = {};
  std::vector<Chosen> chosen = {};
  std::vector<PageLink> pages = {};
};
BOOST_DESCRIBE_STRUCT(SearchPage, (Shell, Side),
                      (search_title, result_note, search_problem, loose, meant_note, meant, places, scopes, hits, sorts,
                       chosen, pages))

struct MapLink {
  std::string map_link_label = {};
  std::string map_link_url = {};
};
BOOST_DESCRIBE_STRUCT(MapLink, (), (map_link_label, map_link_url))

struct MapGroup {
  std::string group_name = {};
  std::string group_url = {};
  std::vector<MapLink> group_links = {};
};
BOOST_DESCRIBE_STRUCT(MapGroup, (), (group_name, group_url, group_links))

struct MapPage : Shell {
  std::vector<MapGroup> groups = {};
};
BOOST_DESCRIBE_STRUCT(MapPage, (Shell), (groups))

struct DepartmentView {
  std::string department_name = {};
  std::string department_duties = {};
};
BOOST_DESCRIBE_STRUCT(DepartmentView, (), (department_name, department_duties))

struct TextPage : Shell {
  std::string fault_time = {};                   ///< within which a fault of the site that somebody reports is answered
  std::vector<DepartmentView> departments = {};  ///< of the site's agency
};
BOOST_DESCRIBE_STRUCT(TextPage, (Shell), (fault_time, departments))

struct LeavePage : Shell {
  std::string leave_address = {};
};
BOOST_DESCRIBE_STRUCT(LeavePage, (Shell), (leave_address))

struct ErrorPage : Shell {
  std::string error_title = {};
  std::string error_text = {};
  std::string reference = {};
};
BOOST_DESCRIBE_STRUCT(ErrorPage, (Shell), (error_title, error_text, reference))

struct FeedEntry {
  std::string entry_id = {};
  std::string entry_title = {};
  std::string entry_url = {};
  std::string entry_published = {};
  std::string entry_updated = {};
  std::string entry_column = {};
  std::string entry_summary = {};
};
BOOST_DESCRIBE_STRUCT(FeedEntry, (),
                      (entry_id, entry_title, entry_url, entry_published, entry_updated, entry_column, entry_summary))

struct FeedPage {
  std::string feed_id = {};
  std::string feed_name = {};
  std::string feed_note = {};
  std::string feed_updated = {};
  std::string feed_self = {};
  std::string feed_page = {};
  std::string feed_author = {};
  std::vector<FeedEntry> entries = {};
};
BOOST_DESCRIBE_STRUCT(FeedPage, (),
                      (feed_id, feed_name, feed_note, feed_updated, feed_self, feed_page, feed_author, entries))

}  // namespace dl::portal
