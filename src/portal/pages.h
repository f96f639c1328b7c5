// The templates of the portal, each with the struct that fills it.
#pragma once

#include "portal/dialogue/views.h"
#include "portal/matters/views.h"
#include "portal/records/views.h"
#include "portal/requests/views.h"
#include "portal/views.h"
#include "web/template.h"

namespace dl::portal {

struct Pages {
  web::Template<HomePage> home{"home.html"};
  web::Template<ColumnPage> column{"column.html"};
  web::Template<DocumentPage> document{"document.html"};
  web::Template<TombstonePage> tombstone{"tombstone.html"};
  web::Template<DisclosurePage> disclosure{"disclosure.html"};
  web::Template<SearchPage> search{"search.html"};
  web::Template<MapPage> map{"sitemap.html"};
  web::Template<TextPage> accessibility{"accessibility.html"};
  web::Template<TextPage> about{"about.html"};
  web::Template<LeavePage> leave{"leave.html"};
  web::Template<ErrorPage> error{"error.html"};
  web::Template<FeedPage> feed{"feed.xml"};
  web::Template<RegistersPage> registers{"registers.html"};
  web::Template<RegisterPage> register_list{"register.html"};
  web::Template<RecordPage> record{"register-record.html"};
  web::Template<StatisticsPage> statistics{"register-statistics.html"};
  web::Template<StatisticRecordsPage> statistic_records{"register-statistic-records.html"};
  web::Template<OpenDataPage> open_data{"open-data.html"};
  web::Template<RecordTombstonePage> record_tombstone{"register-tombstone.html"};
  web::Template<RequestsPage> requests{"requests.html"};
  web::Template<GuidePage> request_guide{"request-guide.html"};
  web::Template<FormPage> form{"form.html"};
  web::Template<ReceiptPage> receipt{"receipt.html"};
  web::Template<FollowPage> follow{"follow.html"};
  web::Template<CasePage> follow_case{"case.html"};
  web::Template<MailboxPage> mailbox{"mailbox.html"};
  web::Template<LetterPage> letter{"letter.html"};

  /// Loads and checks every template; the first that is missing or wrong is the error.
  static Outcome<Pages> load(const web::TemplateSource& source);
};
BOOST_DESCRIBE_STRUCT(Pages, (),
                      (home, column, document, tombstone, disclosure, search, map, accessibility, about, leave, error,
                       feed, registers, register_list, record, statistics, statistic_records, open_data,
                       record_tombstone, requests, request_guide, form, receipt, follow, follow_case, mailbox, letter))

/// Templates among the resources of the program, below "portal/"; an overlay may hide them.
std::optional<std::string> find_template(std::string_view name);

}  // namespace dl::portal
