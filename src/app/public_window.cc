#include "app/public_window.h"

#include "api/matters/kinds.h"
#include "paper/letter.h"
#include "paper/wording.h"
#include "requests/erasure.h"
#include "requests/procedure.h"

namespace dl::app {
namespace {

using matters::Case;
using matters::Letter;
using portal::LetterWords;
using requests::LetterKind;
using requests::LetterText;

constexpr std::string_view kActor = dialogue::kPublicActor;

/// By what an answer can be read.
struct Around {
  const periods::Laws& laws;
  const Clock& clock;
};

/// What of a letter whoever brought the matter reads; nothing for one that went to somebody else.
Outcome<std::optional<LetterText>> text_of_request(db::Session& session, const requests::Papers& papers,
                                                   const Case& now, const Letter& letter, const Around& around) {
  const auto kind = find_name<LetterKind>(letter.kind);
  if (!kind || !requests::goes_to_applicant(*kind)) return std::optional<LetterText>();
  if (!requests::is_readable(now, letter, around.laws, around.clock.today())) return std::optional<LetterText>();
  DL_TRY(auto printed, requests::words_of(session, papers, now.matter, letter));
  return std::optional(std::move(printed));
}

Outcome<std::optional<LetterText>> text_of(db::Session& session, const requests::Papers& papers, const Case& now,
                                           const Letter& letter, const Around& around) {
  if (now.matter.kind == requests::kKind) return text_of_request(session, papers, now, letter, around);
  auto text = dialogue::text_of(letter);
  if (letter.kind != dialogue::kLetterKind || text.empty()) return std::optional<LetterText>();
  return std::optional(LetterText{.title = "答复", .paragraphs = {std::move(text)}});
}

/// As the letter on paper has it.
LetterWords letter_words(const paper::Letter& page) {
  auto words = paper::words_of(page);
  return {std::move(words.title), std::move(words.addressee), std::move(words.paragraphs), std::move(words.signer),
          std::move(words.date)};
}

}  // namespace

PublicWindow::PublicWindow(Installation& installation, api::Api& api)
    : matters_(api::matter_desk(api)),
      papers_{api.letter_forms, installation.sealing_key()},
      requests_(installation.journal(), matters_, papers_),
      retrievals_(installation.journal(), matters_),
      messages_(installation.journal(), matters_, api.vocabularies),
      window_(matters_) {
  window_.file = [this, &journal = installation.journal()](const requests::Filing& filing, const std::string& form,
                                                           const std::vector<requests::Enclosed>& files) {
    return requests::file_with(journal, requests_, matters_, papers_.key, filing, std::string(kActor), form, files);
  };
  window_.offer = [](db::Session& session, std::int64_t agency) -> Outcome<portal::Offer> {
    portal::Offer offer;
    DL_TRY(offer.channels, requests::load_channels(session, agency));
    DL_TRY(offer.bodies, requests::load_bodies(session, agency));
    return offer;
  };
  window_.write = [this](const matters::Place& place, const dialogue::NewMessage& message, const std::string& form) {
    return messages_.write(place, message, form);
  };
  const Around around{api.laws, installation.clock()};
  window_.letter = [this, around](db::Session& session, const Case& now,
                                  const Letter& letter) -> Outcome<std::optional<LetterWords>> {
    DL_TRY(const auto printed, text_of(session, papers_, now, letter, around));
    if (!printed || !letter.issued()) return std::optional<LetterWords>();
    DL_TRY(const auto place, requests::load_place(session, now.matter.agency));
    return std::optional(letter_words(requests::page_of(place.name, *printed, letter, *letter.issued_on)));
  };
  window_.print = [this, around](db::Session& session, const Case& now,
                                 const Letter& letter) -> Outcome<std::optional<portal::Print>> {
    DL_TRY(const auto printed, text_of(session, papers_, now, letter, around));
    if (!printed || !letter.issued()) return std::optional<portal::Print>();
    DL_TRY(const auto place, requests::load_place(session, now.matter.agency));
    DL_TRY(auto sheet, requests::sheet_of(session, papers_, place.name, *printed, letter, *letter.issued_on));
    return std::optional<portal::Print>([sheet = std::move(sheet)] { return paper::to_pdf(sheet); });
  };
  window_.recourse = [](db::Session& session, const Case& now, const std::vector<matters::Clock>& clocks, Date today,
                        const matters::Times& times) -> Outcome<requests::Recourse> {
    if (now.matter.kind != requests::kKind) return requests::Recourse();
    DL_TRY(auto bodies, requests::load_bodies(session, now.matter.agency));
    return requests::recourse(now, clocks, std::move(bodies), today, times);
  };
  window_.opened = [this, &database = installation.database()](const matters::Matter& matter) {
    return retrievals_.note(database, matter);
  };
  window_.standing = [](const Case& now) {
    if (now.matter.kind != requests::kKind) return std::string();
    return requests::lapse_words(now) + requests::erased_words(now);
  };
}

}  // namespace dl::app
