// Electronic service with proof of retrieval (网上获取): when the applicant's page shows an issued answer for the first
// time, a fact of the request says on which day, and which letter by its digest. Nothing of who asked is kept beside
// it: only whoever has number and query code comes so far.
//
// 国办公开办函〔2016〕235号 knows service in person, by entrusted agencies and by post. Where the law data says that
// reading an answer online serves it, an answer that was written to be served so is read once it is issued, and served
// by that. Elsewhere the fact is a hint: an answer is read online after it was served.
#pragma once

#include "requests/reply.h"
#include "requests/request_letters.h"

namespace dl::requests {

/// Of data/laws: off until an installation lays over it by what law reading an answer serves it.
inline constexpr std::string_view kServiceByRetrieval = "request.service-by-retrieval";

/// Whether whoever brought the request may read one of its letters online, on a day: an answer once it was served, or
/// once it is issued where reading it serves it and no notice is owed before. Of no other letters anything is asked.
bool is_readable(const matters::Case& now, const matters::Letter& letter, const periods::Laws& laws, Date today);

/// The answers that can be read online and of which no fact says that they were. Pure.
std::vector<matters::Letter> unread_answers(const matters::Case& now, const std::vector<matters::Letter>& letters,
                                            const periods::Laws& laws, Date today);

class RetrievalDesk {
 public:
  RetrievalDesk(journal::Journal& journal, matters::MatterDesk& matters) : journal_(journal), matters_(matters) {}

  /// For whoever has shown number and query code, and is about to be shown the answers. Whether there was anything to
  /// put down: once for each answer, however often it is opened. Fails as MatterDesk::take() where it serves one.
  Outcome<bool> note(db::Database& database, const matters::Matter& matter);

 private:
  Outcome<std::vector<matters::Letter>> find_unread(db::Session& session, const matters::Case& now, Date today) const;
  Outcome<void> put_down(journal::Transaction& transaction, std::int64_t id, const matters::Letter& letter);

  journal::Journal& journal_;
  matters::MatterDesk& matters_;
};

}  // namespace dl::requests
