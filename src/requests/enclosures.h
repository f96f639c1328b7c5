// Files that somebody sends with the form of a request: papers that belong to it become files of the matter; proofs of
// who somebody is (身份证明材料) are kept encrypted, each by itself, and are opened at the desk with a reason alone.
//
// Nothing is kept of what was not submitted: files come with the form, in the transaction that files it.
#pragma once

#include "requests/request_desk.h"

namespace dl::requests {

/// A file as it came; `bytes` are whoever's sent it.
struct Enclosed {
  std::string name = {};
  std::string_view bytes = {};
  bool identity = false;  ///< proves who somebody is
};

inline constexpr std::size_t kMostEnclosed = 20;
inline constexpr std::size_t kLargestPaper = 10U << 20U;  ///< bytes of one proof of identity
inline constexpr std::string_view kFilesField = "files";
inline constexpr std::string_view kPapersField = "papers";

/// What is wrong with them, at "files" or "papers": `request.files-many`, `request.files-large` beyond `most` bytes in
/// all, `request.file-empty:NAME`, `request.file-name:NAME`, `request.file-kind:NAME` for what is not taken or is not
/// what its name says, `request.paper-kind:NAME` for a proof that is no picture and no PDF, `request.paper-large:NAME`.
/// Pure.
std::vector<FieldProblem> problems_of(const std::vector<Enclosed>& files, std::size_t most);

/// Files a request as RequestDesk::file() does, with what was sent with it, all of it or nothing. Fails as that, and
/// as work::add_file(). One file after the other is copied, so that many large ones take no more memory than one.
Outcome<matters::Opened> file_with(journal::Journal& journal, RequestDesk& requests, matters::MatterDesk& matters,
                                   const accounts::SealingKey& key, const Filing& filing, const std::string& actor,
                                   const std::string& form, const std::vector<Enclosed>& files);

/// A proof of identity, unopened.
struct IdentityPaper {
  std::string commitment = {};
  std::string type = {};  ///< media type
  std::int64_t size = 0;  ///< bytes
  Instant sent_at = {};
};
/// For whoever has loaded the matter within their scope. In the order in which they were sent.
Outcome<std::vector<IdentityPaper>> list_papers(db::Session& session, std::int64_t matter);

struct OpenedPaper {
  std::string name = {};
  std::string type = {};
  std::string bytes = {};
};
/// One proof, with the event sealed.opened. AnswerRequests. Fault::NotFound `file.missing`; as work::open_value().
Outcome<OpenedPaper> open_paper(journal::Journal& journal, const accounts::SealingKey& key, std::int64_t matter,
                                const std::string& commitment, const std::string& reason,
                                const accounts::Principal& by);

}  // namespace dl::requests
