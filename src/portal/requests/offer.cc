#include "portal/requests/offer.h"

#include "portal/matters/form.h"
#include "portal/requests/paths.h"

namespace dl::portal {
namespace {

using matters::Channel;

const std::string& or_else(const std::string& own, const std::string& other) { return own.empty() ? other : own; }

enum class FactKind : std::uint8_t { Plain, Phone, Mail };

void add_fact(ChannelView& view, const char* label, const std::string& text, FactKind kind = FactKind::Plain) {
  if (text.empty()) return;
  view.channel_facts.push_back({.fact_label = label,
                                .fact_text = text,
                                .fact_phone = kind == FactKind::Phone,
                                .fact_mail = kind == FactKind::Mail,
                                .fact_plain = kind == FactKind::Plain});
}

}  // namespace

Outcome<Offer> load_offer(Portal& portal, const Visit& visit) {
  DL_TRY(const auto* const window, open_window(portal, visit));
  if (!window->offer) return Offer();
  return portal.database.read([&](db::Session& session) { return window->offer(session, visit.agency->id); });
}

std::string form_url(const Offer& offer, const Visit& visit) {
  return requests::is_open(offer.channels, Channel::Online) ? visit.url(kNewRequestPath) : std::string();
}

// Days of receipt: 条例 art. 31.
std::vector<ChannelView> channel_views(const Offer& offer, const OfficeView& office, const Visit& visit) {
  const auto said = offer.channels.value_or(requests::Channels());
  const auto& address = or_else(said.address, office.office_address);
  const auto& phone = or_else(said.phone, office.office_phone);
  std::vector<ChannelView> views;
  if (const auto url = form_url(offer, visit); !url.empty())
    views.push_back({"网上提交", url, "在线填写", "填写申请表提交。双方确认之日为收到申请之日。", {}});
  ChannelView counter{"当面提交", {}, {}, "携带身份证明。提交之日为收到申请之日。", {}};
  add_fact(counter, "受理机构", or_else(said.office, office.office_name));
  add_fact(counter, "地点", address);
  add_fact(counter, "时间", or_else(said.hours, office.office_open));
  add_fact(counter, "电话", phone, FactKind::Phone);
  views.push_back(std::move(counter));
  ChannelView post{"邮寄",
                   {},
                   {},
                   "信封注明“政府信息公开申请”，附身份证明复印件。挂号信、特快专递以签收之日，平常信函以双方确认之日为"
                   "收到申请之日。",
                   {}};
  add_fact(post, "收件人", or_else(said.office, office.office_name));
  add_fact(post, "地址", or_else(said.post_address, address));
  add_fact(post, "邮政编码", said.postcode);
  views.push_back(std::move(post));
  if (said.fax) {
    ChannelView fax{"传真", {}, {}, "注明“政府信息公开申请”，发出后请来电确认。双方确认之日为收到申请之日。", {}};
    add_fact(fax, "传真号码", said.fax_number);
    views.push_back(std::move(fax));
  }
  if (said.mail) {
    ChannelView mail{"电子邮件", {}, {}, "主题注明“政府信息公开申请”。双方确认之日为收到申请之日。", {}};
    add_fact(mail, "邮箱地址", said.mailbox, FactKind::Mail);
    views.push_back(std::move(mail));
  }
  views.push_back(
      {"口头申请", {}, {}, "采用书面形式确有困难的，可以口头提出，由工作人员代为填写（条例第二十九条）。", {}});
  return views;
}

}  // namespace dl::portal
