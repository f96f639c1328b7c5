// Documents in: the bytes of a txt, md, html, docx or pdf file become a title, metadata, a clean
// content tree and a list of what a person should look at.
//
// A function of the bytes: nothing is fetched, nothing is stored, nothing is guessed. What cannot be
// recognised stays empty, what is doubtful becomes a warning. Safe to call from any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/content.h"
#include "base/outcome.h"
#include "base/time.h"
#include "intake/warning.h"

namespace dl::intake {

enum class Form : std::uint8_t {
  File,
  PdfText,  ///< what pdftotext wrote of a file
};

struct Source {
  std::string file_name = {};
  std::string bytes = {};
  Form form = Form::File;
};

/// A file that the document brings along or speaks of.
struct Attachment {
  std::string name = {};     ///< "附件1.xlsx", or the words of the list
  std::string address = {};  ///< where a page links to, as written; often relative
  std::string type = {};     ///< media type of `bytes`
  std::string bytes = {};    ///< empty when the file was only mentioned
  bool embedded = false;     ///< an image of the body: `body` names it as "file:SHA256"

  friend bool operator==(const Attachment&, const Attachment&) = default;
};

/// What could be recognised.
struct Found {
  std::string title = {};
  content::Tree body = {};
  std::string index_number = {};             ///< 索引号
  std::string document_number = {};          ///< 文号, with 〔〕 when it can be read, else as written
  std::string kind = {};                     ///< 文种, one of the vocabulary
  std::string issuer = {};                   ///< 发文机关
  std::string source = {};                   ///< 来源
  std::string author = {};                   ///< 作者
  std::string theme_text = {};               ///< 主题分类 as the page writes it
  std::vector<std::string> themes = {};      ///< the same in the vocabulary: "综合政务\\政务公开"
  std::string validity = {};                 ///< 效力状态 as the page writes it: 有效, 失效, 废止 …
  std::optional<Date> issued_on = {};        ///< 成文日期: the card's, else the signature's
  std::optional<Date> signed_on = {};        ///< the date below the signature
  std::optional<Date> effective_on = {};     ///< 施行日期, of the card
  std::optional<Date> expires_on = {};       ///< 失效日期 or 废止日期, of the card
  std::optional<Instant> published_at = {};  ///< 发布日期
  bool published_has_time = false;           ///< the page told the time of day as well
  std::string keywords = {};
  std::string summary = {};
  std::string contact = {};
  std::vector<Attachment> attachments = {};
  std::vector<Warning> warnings = {};
};

/// One class of 主题分类 and its parts.
struct Theme {
  std::string name = {};
  std::vector<std::string> parts = {};
};

/// What the installation knows and what it allows.
struct Options {
  std::vector<std::string> agency_names = {};    ///< full and short names of known agencies
  std::vector<std::string> public_numbers = {};  ///< telephone numbers that are never personal
  std::vector<Theme> themes = {};                ///< empty: `themes` stays empty
  std::vector<std::string> kinds = {"决议", "决定", "命令", "令",   "公报", "公告", "通告", "意见",
                                    "通知", "通报", "报告", "请示", "批复", "议案", "函",   "纪要"};  ///< 条例 art. 8
  std::size_t max_bytes = 64U << 20U;
};

/// Reads one document. Fault::TooLarge `intake.too-large`, or `intake.too-many` for more than 20,000 paragraphs,
/// 200,000 cells or 4,000,000 characters; Fault::Unreadable `intake.format` for a file
/// of another kind, `intake.broken` for one that is damaged, `intake.empty` for one without text
/// (a scanned pdf); Fault::Unavailable `intake.pdf-tool` when pdftotext is not installed. Foreign files are
/// read through Readers (readers.h), which calls this in a process of its own.
Outcome<Found> read_document(const Source& source, const Options& options = {});

/// Shapes plain text whose title and metadata are known: spaces, headings, addressee, signature and
/// attachment list as read_document would, nothing taken for a title or a card. Never fails.
content::Tree read_body(std::string_view text, const Options& options = {});

}  // namespace dl::intake
