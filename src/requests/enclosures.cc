#include "requests/enclosures.h"

#include <algorithm>

#include "base/text.h"
#include "db/sql.h"
#include "journal/topics.h"
#include "matters/matter_store.h"
#include "matters/subject.h"
#include "requests/events.h"
#include "work/file_kind.h"
#include "work/files.h"
#include "work/sealed_values.h"

namespace dl::requests {
namespace {

using Id = std::int64_t;
using Text = std::string;
using accounts::Right;
using journal::Transaction;

constexpr std::string_view kPaper = "identity-paper";
constexpr std::string_view kPaperTypes[] = {"application/pdf", "image/jpeg", "image/png"};
constexpr char kAfterName = '\0';

/// What is wrong with one file; empty for nothing.
std::string_view problem_of(const Enclosed& file) {
  if (file.bytes.empty()) return "request.file-empty";
  if (!work::check_file_name(file.name) || text::length(file.name) > work::kLongestFileName) return "request.file-name";
  const auto type = work::type_of_file(file.name, file.bytes);
  if (!type) return "request.file-kind";
  if (!file.identity) return {};
  if (std::ranges::find(kPaperTypes, *type) == std::end(kPaperTypes)) return "request.paper-kind";
  return file.bytes.size() > kLargestPaper ? "request.paper-large" : std::string_view();
}

/// Keeps a proof encrypted; its name, which tells who it is of, with it.
Outcome<void> keep_paper(Transaction& transaction, const accounts::SealingKey& key, Id matter, const Enclosed& file) {
  auto& session = transaction.sql();
  DL_TRY(const auto type, work::type_of_file(file.name, file.bytes));
  DL_CHECK(transaction.need_room());
  Text value = file.name;
  value += kAfterName;
  value += file.bytes;
  DL_TRY(const auto commitment, work::seal_value(session, key, matters::subject_of(matter), kPaper, value));
  DL_CHECK(session.run(
      "INSERT INTO request_paper (commitment, matter, type, size, sent_at) VALUES (:commitment, :matter, :type, :size, "
      ":now)",
      commitment, matter, Text(type), static_cast<Id>(file.bytes.size()), transaction.now()));
  return {};
}

Outcome<void> keep_papers(Transaction& transaction, const accounts::SealingKey& key, Id matter, Id agency,
                          const Text& actor, const std::vector<Enclosed>& files) {
  std::size_t papers = 0;
  for (const auto& file : files) {
    if (!file.identity) continue;
    DL_CHECK(keep_paper(transaction, key, matter, file));
    ++papers;
  }
  if (papers == 0) return {};
  transaction.record({.actor = actor,
                      .verb = Text(event("request.papers-sent").verb),
                      .subject = matters::subject_of(matter),
                      .agency = agency,
                      .reason = fmt::format("{} 份", papers),
                      .topics = {Text(journal::kStaffOnly)}});
  return {};
}

}  // namespace

std::vector<FieldProblem> problems_of(const std::vector<Enclosed>& files, std::size_t most) {
  constexpr std::size_t kShown = 60;  // characters of a name
  std::vector<FieldProblem> problems;
  std::size_t bytes = 0;
  for (const auto& file : files) {
    bytes += file.bytes.size();
    if (const auto key = problem_of(file); !key.empty())
      problems.push_back({Text(file.identity ? kPapersField : kFilesField),
                          fmt::format("{}:{}", key, text::cut(text::keep_writable(file.name), kShown))});
  }
  if (files.size() > kMostEnclosed)
    problems.push_back({Text(kFilesField), fmt::format("request.files-many:{}", kMostEnclosed)});
  if (bytes > most) problems.push_back({Text(kFilesField), fmt::format("request.files-large:{}", most >> 20U)});
  return problems;
}

Outcome<matters::Opened> file_with(journal::Journal& journal, RequestDesk& requests, matters::MatterDesk& matters,
                                   const accounts::SealingKey& key, const Filing& filing, const Text& actor,
                                   const Text& form, const std::vector<Enclosed>& files) {
  if (files.empty()) return requests.file(filing, actor, form);
  const auto by = accounts::Principal::machine(actor);
  return journal.write([&](Transaction& transaction) -> Outcome<matters::Opened> {
    DL_TRY(auto opened, requests.file(transaction, filing, actor, form));
    for (const auto& file : files) {
      if (file.identity) continue;
      const work::NewFile copy{.name = file.name, .bytes = Text(file.bytes)};
      DL_CHECK(matters.add_file(transaction, opened.id, copy, Right::AnswerRequests, by));
    }
    DL_CHECK(keep_papers(transaction, key, opened.id, filing.place.agency, actor, files));
    return opened;
  });
}

Outcome<std::vector<IdentityPaper>> list_papers(db::Session& session, Id matter) {
  DL_TRY(auto rows,
         (session.query<Text, Text, Id, Instant>(
             "SELECT commitment, type, size, sent_at FROM request_paper WHERE matter = :matter ORDER BY sent_at, "
             "commitment",
             matter)));
  std::vector<IdentityPaper> papers;
  for (auto& [commitment, type, size, at] : rows) papers.push_back({std::move(commitment), std::move(type), size, at});
  return papers;
}

Outcome<OpenedPaper> open_paper(journal::Journal& journal, const accounts::SealingKey& key, Id matter,
                                const Text& commitment, const Text& reason, const accounts::Principal& by) {
  return journal.write([&](Transaction& transaction) -> Outcome<OpenedPaper> {
    DL_TRY(const auto kept, matters::lock_matter(transaction.sql(), matter));
    DL_CHECK(by.require(Right::AnswerRequests, kept.agency));
    DL_TRY(const auto found,
           transaction.sql().find<Text>("SELECT type FROM request_paper WHERE matter = :matter AND commitment = :paper",
                                        matter, commitment));
    if (!found) return fail(Fault::NotFound, "file.missing", commitment);
    DL_TRY(auto value, work::open_value(transaction, key, commitment,
                                        {.actor = by.actor(), .reason = reason, .agency = kept.agency}));
    const auto end = value.find(kAfterName);
    if (end == Text::npos) return fail(Fault::Internal, "sealed.broken", commitment);
    return OpenedPaper{value.substr(0, end), std::get<0>(*found), value.substr(end + 1)};
  });
}

}  // namespace dl::requests
