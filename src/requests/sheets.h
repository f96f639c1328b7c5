// The sheets of a request (表单) that are no letters: the form as it was filed, its registration, the record of how its
// letters were served. Drawn from the case whenever somebody asks; nothing of them is kept.
#pragma once

#include "requests/request_letters.h"

namespace dl::requests {

/// Sent by name; do not rename.
enum class Sheet : std::uint8_t {
  Application,   ///< 申请表, as it was filed (条例 art. 29)
  Registration,  ///< 登记表: how it came and from when its period runs (arts 31 and 45)
  Service,       ///< 送达记录: how each letter that left the house was served, with room for a signature
};
inline constexpr auto kSheets = named_table<Sheet>({{Sheet::Application, "application", "申请表"},
                                                    {Sheet::Registration, "registration", "登记表"},
                                                    {Sheet::Service, "service", "送达记录"}});
constexpr Names<Sheet> table_of(Sheet) { return kSheets; }

/// What a sheet of this case is called: the form of what an older ledger brought along is its row.
std::string_view sheet_title(Sheet sheet, const matters::Case& now);

/// What is drawn for a case, besides the case.
struct SheetSources {
  const Papers& papers;
  const matters::Times& times;
  const std::string& agency;  ///< its name
};

/// It names people. The same case gives the same sheet on any day. Fault::NotFound `request.missing` for a matter of
/// another kind.
Outcome<paper::Letter> draw_sheet(db::Session& session, const SheetSources& of, const matters::Case& now, Sheet sheet);

}  // namespace dl::requests
