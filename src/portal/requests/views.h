// What the entry page of 依申请公开 shows.
#pragma once

#include "portal/views.h"

namespace dl::portal {

struct RequestsPage : Shell, Side, OfficeView, RequestTimes {
  std::string new_request_url = {};
  std::string blank_pdf_url = {};
  std::string blank_docx_url = {};
};
BOOST_DESCRIBE_STRUCT(RequestsPage, (Shell, Side, OfficeView, RequestTimes),
                      (new_request_url, blank_pdf_url, blank_docx_url))

}  // namespace dl::portal
