#include "app/public_window.h"

#include <algorithm>

#include "api/matters/kinds.h"
#include "requests/procedure.h"

namespace dl::app {
namespace {

using matters::Case;
using matters::Letter;
using portal::LetterWords;
using portal::NextRight;
using requests::LetterKind;

constexpr std::string_view kActor = dialogue::kPublicActor;

/// Letters of a request that go to whoever asked; the others go to third parties, other agencies and the archive.
constexpr LetterKind kToApplicant[] = {LetterKind::Receipt,   LetterKind::Supplement, LetterKind::Reasons,
                                       LetterKind::Extension, LetterKind::Deferral,   LetterKind::ConsultationTold,
                                       LetterKind::Fee,       LetterKind::Reply,      LetterKind::Correction};

bool answers(LetterKind kind) { return kind == LetterKind::Reply || kind == LetterKind::Correction; }

Outcome<std::optional<LetterWords>> words_of_request(db::Session& session, const requests::Papers& papers,
                                                     const Case& now, const Letter& letter) {
  const auto kind = find_name<LetterKind>(letter.kind);
  if (!kind || std::ranges::find(kToApplicant, *kind) == std::end(kToApplicant)) return std::optional<LetterWords>();
  // An answer is read here once it has been served.
  if (answers(*kind) && !now.matter.ended_on) return std::optional<LetterWords>();
  DL_TRY(const auto printed, requests::words_of(session, papers, now.matter, letter));
  LetterWords words{.title = printed.title, .text = printed.addressee};
  for (const auto& paragraph : printed.paragraphs) words.text += "\n" + paragraph;
  return std::optional(std::move(words));
}

std::optional<LetterWords> words_of_message(const Letter& letter) {
  auto text = dialogue::text_of(letter);
  if (letter.kind != dialogue::kLetterKind || text.empty()) return std::nullopt;
  return LetterWords{.title = "答复", .text = std::move(text)};
}

/// Reconsideration and suit after the answer to a request, by the day on which it was served.
Outcome<std::vector<NextRight>> rights_after(db::Session& session, const Case& now, const matters::Times& times) {
  std::vector<NextRight> rights;
  const auto decision = find_name<requests::Decision>(now.matter.outcome);
  const auto* served = now.last("request.delivered");
  if (!decision || served == nullptr || requests::row_of(*decision).relief == requests::Relief::None) return rights;
  DL_TRY(const auto bodies, requests::load_bodies(session, now.matter.agency));
  const auto days = requests::relief_days(*decision, served->on, times);
  if (days.reconsideration)
    rights.push_back({"申请行政复议", bodies.reconsideration + "（行政复议法第二十条）", days.reconsideration});
  if (days.suit)
    rights.push_back({"提起行政诉讼", bodies.court + "（行政诉讼法第四十六条）", days.suit});
  else
    rights.push_back({"提起行政诉讼", "须先申请行政复议，对复议决定不服的再起诉（行政复议法第二十三条）", {}});
  return rights;
}

}  // namespace

Outcome<std::unique_ptr<PublicWindow>> PublicWindow::open(Installation& installation, api::Api& api) {
  DL_TRY(auto forms, requests::LetterForms::load());
  return std::unique_ptr<PublicWindow>(new PublicWindow(installation, api, std::move(forms)));
}

PublicWindow::PublicWindow(Installation& installation, api::Api& api, requests::LetterForms forms)
    : forms_(std::move(forms)),
      matters_(api::matter_desk(api)),
      papers_{forms_, installation.sealing_key()},
      requests_(installation.journal(), matters_, papers_),
      messages_(installation.journal(), matters_, api.vocabularies),
      window_(matters_) {
  window_.file = [this](const requests::Filing& filing) { return requests_.file(filing, std::string(kActor)); };
  window_.write = [this](const matters::Place& place, const dialogue::NewMessage& message) {
    return messages_.write(place, message);
  };
  window_.letter = [this](db::Session& session, const Case& now,
                          const Letter& letter) -> Outcome<std::optional<LetterWords>> {
    if (now.matter.kind == requests::kKind) return words_of_request(session, papers_, now, letter);
    return words_of_message(letter);
  };
  window_.next_rights = [](db::Session& session, const Case& now,
                           const matters::Times& times) -> Outcome<std::vector<NextRight>> {
    if (now.matter.kind == requests::kKind) return rights_after(session, now, times);
    return std::vector<NextRight>();
  };
}

}  // namespace dl::app
