// What every page of the portal shows around its own matter: head, foot, navigation, side panel.
//
// Names of members are the markers of the templates; a list's members carry the list's name, so that
// no name means two things in one page.
#pragma once

#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "web/template.h"

namespace dl::portal {

struct Meta {
  std::string meta_name = {};
  std::string meta_content = {};
};
BOOST_DESCRIBE_STRUCT(Meta, (), (meta_name, meta_content))

struct FeedLink {
  std::string feed_title = {};
  std::string feed_url = {};
};
BOOST_DESCRIBE_STRUCT(FeedLink, (), (feed_title, feed_url))

struct NavItem {
  std::string nav_label = {};
  std::string nav_url = {};
  bool nav_current = false;  ///< this very page
  bool nav_within = false;   ///< the page lies below
};
BOOST_DESCRIBE_STRUCT(NavItem, (), (nav_label, nav_url, nav_current, nav_within))

struct Crumb {
  std::string crumb_label = {};
  std::string crumb_url = {};  ///< empty for the page itself
};
BOOST_DESCRIBE_STRUCT(Crumb, (), (crumb_label, crumb_url))

/// The facts of head and foot (site norms 1.7 and 10).
struct SiteFoot {
  std::string site_name = {};
  std::string site_domain = {};
  std::string site_code = {};
  std::string site_motto = {};
  std::string agency_name = {};
  std::string organiser = {};
  std::string operator_name = {};
  std::string address = {};
  std::string phone = {};
  std::string email = {};
  std::string office_hours = {};
  std::string icp = {};
  std::string police_filing = {};
  std::string badge_url = {};
  std::string fault_url = {};
  std::string service_net_url = {};
  bool demonstration = false;
  std::string simulated_on = {};  ///< the day of a simulation
};
BOOST_DESCRIBE_STRUCT(SiteFoot, (),
                      (site_name, site_domain, site_code, site_motto, agency_name, organiser, operator_name, address,
                       phone, email, office_hours, icp, police_filing, badge_url, fault_url, service_net_url,
                       demonstration, simulated_on))

struct Addresses {
  std::string home_url = {};
  std::string search_url = {};
  std::string disclosure_url = {};
  std::string request_url = {};  ///< 依申请公开: where it is done, or how
  std::string follow_url = {};   ///< empty where the public brings nothing online, as is the next one
  std::string mailbox_url = {};
  std::string mailbox_title = {};
  std::string map_url = {};
  std::string about_url = {};
  std::string access_url = {};
  std::string site_feed_url = {};
  std::string elder_view_url = {};
  std::string plain_view_url = {};
  std::string style_url = {};
  std::string accent_url = {};
  std::string script_url = {};
  std::string icons_url = {};
  std::string favicon_url = {};
};
BOOST_DESCRIBE_STRUCT(Addresses, (),
                      (home_url, search_url, disclosure_url, request_url, follow_url, mailbox_url, mailbox_title,
                       map_url, about_url, access_url, site_feed_url, elder_view_url, plain_view_url, style_url,
                       accent_url, script_url, icons_url, favicon_url))

/// Head and foot of a page.
struct Shell : SiteFoot, Addresses {
  std::string view = "plain";  ///< "plain" or "elder"
  bool elder = false;
  std::string page_title = {};
  std::string canonical = {};
  std::string search_text = {};
  std::vector<std::string> more_styles = {};  ///< addresses of sheets of this kind of page
  std::vector<std::string> more_scripts = {};
  std::vector<Meta> metas = {};
  std::vector<FeedLink> feeds = {};
  std::vector<NavItem> nav = {};
  std::vector<Crumb> crumbs = {};
};
BOOST_DESCRIBE_STRUCT(Shell, (SiteFoot, Addresses),
                      (view, elder, page_title, canonical, search_text, more_styles, more_scripts, metas, feeds, nav,
                       crumbs))

struct LineView {
  std::string line_title = {};
  std::string line_url = {};
  std::string line_date = {};
  std::string line_machine_date = {};
  std::vector<std::string> line_facts = {};  ///< 文号, 有效性
};
BOOST_DESCRIBE_STRUCT(LineView, (), (line_title, line_url, line_date, line_machine_date, line_facts))

struct Tile {
  std::string tile_label = {};
  std::string tile_url = {};
  std::string tile_icon = {};
  std::string tile_note = {};
};
BOOST_DESCRIBE_STRUCT(Tile, (), (tile_label, tile_url, tile_icon, tile_note))

struct PageLink {
  std::string page_label = {};
  std::string page_url = {};
  std::string page_rel = {};
};
BOOST_DESCRIBE_STRUCT(PageLink, (), (page_label, page_url, page_rel))

struct Chosen {
  std::string chosen_label = {};
  std::string chosen_url = {};  ///< the same list without this condition
};
BOOST_DESCRIBE_STRUCT(Chosen, (), (chosen_label, chosen_url))

struct Choice {
  std::string choice_label = {};
  std::string choice_url = {};
  std::string choice_count = {};
  bool choice_current = false;
};
BOOST_DESCRIBE_STRUCT(Choice, (), (choice_label, choice_url, choice_count, choice_current))

struct FilterView {
  std::string filter_name = {};
  std::vector<Choice> choices = {};
};
BOOST_DESCRIBE_STRUCT(FilterView, (), (filter_name, choices))

struct SideLink {
  std::string side_label = {};
  std::string side_url = {};
  bool side_deep = false;
  bool side_current = false;
};
BOOST_DESCRIBE_STRUCT(SideLink, (), (side_label, side_url, side_deep, side_current))

struct Side {
  std::string side_title = {};
  std::vector<SideLink> side_links = {};
  std::vector<FilterView> filters = {};
};
BOOST_DESCRIBE_STRUCT(Side, (), (side_title, side_links, filters))

/// A file that a page gives, drawn by parts/files.html.
struct FileView {
  std::string file_name = {};
  std::string file_url = {};
  std::string file_type = {};
  std::string file_size = {};
};
BOOST_DESCRIBE_STRUCT(FileView, (), (file_name, file_url, file_type, file_size))

}  // namespace dl::portal
