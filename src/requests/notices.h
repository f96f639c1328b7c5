// What the notices of a request that are drafted keep waiting: its service, and whoever issues them. Pure.
#pragma once

#include "matters/kind.h"
#include "requests/cycle.h"
#include "requests/letter_forms.h"

namespace dl::requests {

/// What waits beside what the state says; each "by subject and kind one" (work/open_work.h). Stored by name.
enum class Besides : std::uint8_t { Extension, Notice, Receipt, CoHandling };
inline constexpr matters::Beside kBeside[] = {{{"request.extension", "公开申请延期待批准"}, kApprover},
                                              {{"request.notice", "公开申请文书待签发"}, kApprover},
                                              {{"request.receipt", "公开申请文书待登记签收"}, kOffice},
                                              {{"request.co-handle", "公开申请待协办"}, kOffice}};
constexpr const matters::Beside& beside(Besides what) { return kBeside[static_cast<std::size_t>(what)]; }
static_assert(beside(Besides::CoHandling).work.name == "request.co-handle" && std::size(kBeside) == 4);

/// The names of the letters of this round that are drafted and not issued, of those kinds, each once:
/// "收费通知书、登记回执".
std::string notices(const matters::Case& now, bool (*wanted)(LetterKind));

/// The last day on which a notice is in time, as the law has it; nothing where none has a day for it, or where its
/// clock does not run. Art. 30 gives seven working days from receipt for what is to be supplemented; an extension (art.
/// 33), a deferral (art. 35) and a fee (国办函〔2020〕109号) are told within the period of the answer, which for the
/// former two is the one without them.
Outcome<std::optional<Date>> notice_due(LetterKind kind, const matters::Case& now, const matters::Times& times);

/// The notices that wait to be issued, due with the first of them, while the request is not answered; and an extension
/// that is proposed, due with the period of the answer (art. 33), and nothing for whoever proposed it; and what was
/// sent and whose receipt is not on record, so that the time of whoever got it has not begun;
/// and help that was asked for (handling.h).
Outcome<std::vector<matters::Waiting>> waiting(const matters::Case& now, const matters::Times& times);

}  // namespace dl::requests
