// By which channels agencies take requests for information: what their guides, forms and the counter's form offer.
#include "api/matters/request_views.h"
#include "api/operations.h"

namespace dl::api {

namespace {

using accounts::Right;

void fill(ChannelsView& view, requests::Channels said) {
  view.said = true;
  view.online = said.online;
  view.fax = said.fax;
  view.mail = said.mail;
  view.office = std::move(said.office);
  view.address = std::move(said.address);
  view.hours = std::move(said.hours);
  view.phone = std::move(said.phone);
  view.post_address = std::move(said.post_address);
  view.postcode = std::move(said.postcode);
  view.fax_number = std::move(said.fax_number);
  view.mailbox = std::move(said.mailbox);
}

Outcome<ChannelsView> show_channels(Call& call, const ChannelsQuery& query) {
  ChannelsView view;
  if (!call.who.may(Right::ReadRequests, query.agency)) return view;
  DL_TRY(auto said,
         call.api.read([&](db::Session& session) { return requests::load_channels(session, query.agency); }));
  if (said) fill(view, std::move(*said));
  return view;
}

Outcome<ListOf<ChannelsLine>> list_channels(Call& call) {
  const auto& scope = call.who.scope(Right::ReadRequests);
  DL_TRY(auto all, call.api.read([&](db::Session& session) { return requests::list_channels(session, scope); }));
  ListOf<ChannelsLine> list;
  const auto directory = call.api.around.directory.current();
  for (const auto& agency : directory->agencies()) {
    if (!scope.covers(agency.id)) continue;
    ChannelsLine line;
    line.agency = agency.id;
    line.agency_name = agency.name;
    if (const auto found = all.find(agency.id); found != all.end()) fill(line, std::move(found->second));
    list.items.push_back(std::move(line));
  }
  return list;
}

Outcome<void> set_channels(Call& call, const ChannelsInput& input) {
  const requests::Channels said{.online = input.online,
                                .fax = input.fax,
                                .mail = input.mail,
                                .office = input.office.value_or(""),
                                .address = input.address.value_or(""),
                                .hours = input.hours.value_or(""),
                                .phone = input.phone.value_or(""),
                                .post_address = input.post_address.value_or(""),
                                .postcode = input.postcode.value_or(""),
                                .fax_number = input.fax_number.value_or(""),
                                .mailbox = input.mailbox.value_or("")};
  return requests::set_channels(call.api.around.journal, input.agency, said, call.who);
}

using web::Verb;

constexpr Operation kOperations[] = {
    {Verb::Get, "/api/v1/channels", "showChannels", "一个机关接收公开申请的渠道", needs(Right::ReadRequests),
     by<show_channels>()},
    {Verb::Get, "/api/v1/channels/agencies", "listChannels", "各机关接收公开申请的渠道，没有设定的接收全部渠道",
     needs(Right::ReadRequests), by<list_channels>()},
    {Verb::Put, "/api/v1/channels", "setChannels", "设定接收公开申请的渠道，指南和申请表随之变更",
     needs(Right::ApproveRequests), by<set_channels>()},
};

}  // namespace

std::span<const Operation> channel_operations() { return kOperations; }

}  // namespace dl::api
