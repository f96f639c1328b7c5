// Official letters (答复书, 告知书 and their kin) as PDF and DOCX in the layout of GB/T 9704—2012.
//
// A Letter is a plain value: whoever answers fills it, and gets bytes back. Nothing is stored, read or looked up here.
// The same letter gives the same bytes on the same installation, so that a digest of them can be kept.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <boost/describe.hpp>

#include "base/limits.h"
#include "base/time.h"

namespace dl::paper {

inline constexpr std::size_t kMostCharacters = 20'000;  ///< of the body; some forty pages
inline constexpr std::size_t kLongestParagraph = 5'000;
inline constexpr std::size_t kLongestHeading = 100;
inline constexpr std::size_t kLongestFact = 500;
inline constexpr std::size_t kMostFacts = 500;         ///< of one table
inline constexpr std::size_t kLargestSeal = 1U << 20;  ///< bytes
inline constexpr int kSmallestSealSide = 64;           ///< pixels
inline constexpr int kLargestSealSide = 2'000;
/// Millimetres: of counties and their departments; GB/T 9704 says none. Above the greatest the top of a seal would be
/// in the last row of the body (7.3.5.1), below the least it would not cover the date.
inline constexpr int kSealWidth = 42;
inline constexpr int kSmallestSealWidth = 36;
inline constexpr int kLargestSealWidth = 50;

/// Line ends in it part paragraphs.
struct Paragraph {
  std::string text = {};
};

/// Numbered by the letter, as GB/T 9704 7.3.3 has it: 1 = 一、 2 = （一） 3 = 1. 4 = （1）.
struct Heading {
  int level = 1;
  std::string text = {};  ///< without its number
};

struct Fact {
  std::string name = {};
  std::string value = {};
  static constexpr auto kLimits = std::to_array<Limit>({{"name", 40}, {"value", kLongestFact}});
};
BOOST_DESCRIBE_STRUCT(Fact, (), (name, value))

/// A table of two columns: what a receipt or a list of files says.
struct Facts {
  std::vector<Fact> rows = {};
};

using Block = std::variant<Paragraph, Heading, Facts>;

/// 印发机关 and 印发日期, in the foot of the last page (版记).
struct Imprint {
  std::string agency = {};
  Date on = {};
  static constexpr auto kLimits = std::to_array<Limit>({{"agency", 20}});
};
BOOST_DESCRIBE_STRUCT(Imprint, (), (agency, on))

/// 附件: what goes with a letter on pages of its own behind the signature, such as a form to be sent back (7.3.7).
struct Annex {
  std::string title = {};
  std::vector<Block> body = {};
  static constexpr auto kLimits = std::to_array<Limit>({{"title", 60}, {"body", 0, 200}});
};
BOOST_DESCRIBE_STRUCT(Annex, (), (title, body))

/// An image of the seal: PNG, square or nearly so.
struct Seal {
  std::string png = {};
  int width = kSealWidth;  ///< on paper, in millimetres
};

/// Draft: marked 草稿 on each page, and bears no seal. Form: no letter of the agency but a sheet to be filled in or
/// filed away, so neither mark, number, signature, date nor seal is drawn.
enum class Standing : std::uint8_t { Issued, Draft, Form };

struct Letter {
  std::string agency = {};                    ///< 发文机关标志, the full name in red
  std::string number = {};                    ///< 发文字号; empty for a draft that has none yet
  std::string title = {};                     ///< line ends in it are those of the page; else lines are balanced
  std::string addressee = {};                 ///< 主送, with or without its colon
  std::vector<Block> body = {};               ///< 正文
  std::vector<std::string> attachments = {};  ///< 附件说明: names alone
  std::optional<Annex> annex = {};            ///< 附件; its name stands among the attachments where they are listed
  std::string signer = {};                    ///< 署名; empty: the agency
  Date date = {};                             ///< 成文日期; also the day on which the file says that it was made
  std::string note = {};                      ///< 附注: contact or whether it is public; without brackets
  std::string copies_to = {};                 ///< 抄送: names alone
  std::optional<Imprint> imprint = {};        ///< 版记
  std::optional<Seal> seal = {};              ///< without one, its place stays free for the stamp
  std::string code = {};        ///< what a two-dimensional code beside the signature says, such as an address
  std::string file_title = {};  ///< what the file's properties call it: no person; empty: agency and number
  Standing standing = Standing::Issued;

  static constexpr auto kLimits = std::to_array<Limit>({{"agency", 34},
                                                        {"number", 40},
                                                        {"title", 60},
                                                        {"addressee", 100},
                                                        {"body", 0, 1'000},
                                                        {"attachments", 100, 50},
                                                        {"signer", 60},
                                                        {"note", 200},
                                                        {"copies_to", 300},
                                                        {"code", 300},
                                                        {"file_title", 100}});
};
BOOST_DESCRIBE_STRUCT(Letter, (),
                      (agency, number, title, addressee, body, attachments, annex, signer, date, note, copies_to,
                       imprint, seal, code, file_title, standing))

/// Fault::Invalid `request.fields` for texts and lists beyond their limits and for agency, title or body that are not
/// there, `paper.seal` for what is no PNG of 64 to 2,000 pixels a side, `paper.seal-width` for a width beyond its
/// limits, `paper.sealed-draft`; Fault::TooLarge `paper.too-long`, `paper.seal-size`. Both ways out ask it first, and
/// fail with `paper.seal` for a PNG that is broken behind its head.
Outcome<void> check(const Letter& letter);

/// A seal as it is to be kept: unpacked, and written anew with nothing but its picture. Fails as check() does of seals,
/// with `paper.seal` for a PNG that is broken, with Fault::Invalid `paper.seal-opaque` for a picture without anything
/// that shines through: as a white square it would lie over what it is set upon in a word processor.
Outcome<Seal> clean_seal(const Seal& seal);

/// A4, fonts embedded, text that can be searched and copied. From any thread; one letter is set at a time.
/// Also fails with Fault::Unavailable `paper.fonts` where the typefaces are not installed, with Fault::Invalid
/// `paper.characters` for what no typeface has (the field `paper.character` names them), with Fault::Internal
/// `paper.failed`.
Outcome<std::string> to_pdf(const Letter& letter);

/// The same letter for a word processor, with the typefaces that offices have. Also fails with `paper.failed`.
Outcome<std::string> to_docx(const Letter& letter);

}  // namespace dl::paper
