// What the entry page of 依申请公开 and its guide show.
#pragma once

#include "portal/views.h"

namespace dl::portal {

/// One of the last three says what it is.
struct ChannelFact {
  std::string fact_label = {};
  std::string fact_text = {};
  bool fact_phone = false;
  bool fact_mail = false;
  bool fact_plain = false;
};
BOOST_DESCRIBE_STRUCT(ChannelFact, (), (fact_label, fact_text, fact_phone, fact_mail, fact_plain))

/// A channel by which the agency takes requests.
struct ChannelView {
  std::string channel_name = {};
  std::string channel_url = {};  ///< where it is used, with what the link says; empty for none
  std::string channel_link = {};
  std::string channel_note = {};
  std::vector<ChannelFact> channel_facts = {};
};
BOOST_DESCRIBE_STRUCT(ChannelView, (), (channel_name, channel_url, channel_link, channel_note, channel_facts))

struct RequestsPage : Shell, Side, OfficeView, RequestTimes {
  std::string new_request_url = {};  ///< empty where the agency takes nothing online
  std::string guide_url = {};
  std::string blank_pdf_url = {};
  std::string blank_docx_url = {};
  std::vector<ChannelView> channels = {};
};
BOOST_DESCRIBE_STRUCT(RequestsPage, (Shell, Side, OfficeView, RequestTimes),
                      (new_request_url, guide_url, blank_pdf_url, blank_docx_url, channels))

struct GuideFee {
  std::string fee_basis = {};
  std::string fee_standard = {};
};
BOOST_DESCRIBE_STRUCT(GuideFee, (), (fee_basis, fee_standard))

struct GuideRemedy {
  std::string remedy_against = {};  ///< of the first that is open against the same: "对不予公开的决定不服的，"
  std::string remedy_words = {};
  std::string remedy_source = {};
};
BOOST_DESCRIBE_STRUCT(GuideRemedy, (), (remedy_against, remedy_words, remedy_source))

struct GuidePage : Shell, Side, OfficeView, RequestTimes {
  std::string closed_note = {};      ///< to whoever looked for a form that is not there
  std::string new_request_url = {};  ///< empty where the agency takes nothing online
  std::vector<Tile> statutory = {};
  std::vector<ChannelView> channels = {};
  std::vector<GuideFee> fees = {};
  std::vector<GuideRemedy> remedies = {};
  std::string remedy_online = {};
};
BOOST_DESCRIBE_STRUCT(GuidePage, (Shell, Side, OfficeView, RequestTimes),
                      (closed_note, new_request_url, statutory, channels, fees, remedies, remedy_online))

}  // namespace dl::portal
