// A PDF is looked at from all sides: the text by poppler and by mupdf, the picture of it by mupdf, the objects by qpdf,
// their streams unpacked by mupdf, the bytes as they are.
#include <boost/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>

#include "base/hash.h"
#include "base/text.h"
#include "redaction/limits.h"
#include "redaction/needles.h"
#include "redaction/page_text.h"
#include "redaction/picture.h"
#include "redaction/residue.h"
#include "redaction/tools.h"

namespace dl::redaction {

namespace {

using Found = std::vector<Residue>;

constexpr std::size_t kMostFound = 1'000;
constexpr std::size_t kByChance = 6;  ///< bytes that a packed picture does not have by chance
constexpr int kPlain = 8;             ///< shades that a box without anything on it may differ by
constexpr int kBlack = 64;            ///< what counts as black in a picture that was packed with losses

struct Key {
  std::string_view name = {};
  ResidueKind kind = {};
};
/// Entries of dictionaries that a file to be given has no need of (ISO 32000-1, tables 28, 30, 31 and others).
constexpr auto kKeys = std::to_array<Key>({
    {"/Metadata", ResidueKind::Metadata},
    {"/PieceInfo", ResidueKind::Metadata},
    {"/Annots", ResidueKind::Annotation},
    {"/Threads", ResidueKind::Annotation},
    {"/EmbeddedFiles", ResidueKind::Attachment},
    {"/EF", ResidueKind::Attachment},
    {"/AF", ResidueKind::Attachment},
    {"/Collection", ResidueKind::Attachment},
    {"/OCProperties", ResidueKind::Layer},
    {"/OC", ResidueKind::Layer},
    {"/JS", ResidueKind::Script},
    {"/JavaScript", ResidueKind::Script},
    {"/OpenAction", ResidueKind::Script},
    {"/AA", ResidueKind::Script},
    {"/AcroForm", ResidueKind::Form},
    {"/XFA", ResidueKind::Form},
    {"/Outlines", ResidueKind::Structure},
    {"/StructTreeRoot", ResidueKind::Structure},
    {"/ActualText", ResidueKind::Structure},
    {"/Alt", ResidueKind::Structure},
    {"/Thumb", ResidueKind::Structure},
});
constexpr auto kTrailerKeys = std::to_array<Key>({{"/Info", ResidueKind::Metadata}, {"/Prev", ResidueKind::Revision}});

void add(Found& found, Residue one) {
  if (found.size() < kMostFound && std::ranges::find(found, one) == found.end()) found.push_back(std::move(one));
}

std::string page_name(std::size_t number) { return fmt::format("第 {} 页", number); }

std::size_t count_of(std::string_view bytes, std::string_view what) {
  std::size_t count = 0;
  for (auto at = bytes.find(what); at != bytes.npos; at = bytes.find(what, at + what.size())) ++count;
  return count;
}

/// What stands outside of the one revision that a file may have.
void look_at_ends(std::string_view pdf, Found& found) {
  constexpr std::string_view kEnd = "%%EOF";
  if (const auto ends = count_of(pdf, kEnd); ends > 1)
    add(found, {ResidueKind::Revision, "文件", fmt::format("{} × {}", kEnd, ends)});
  if (count_of(pdf, "startxref") > 1) add(found, {ResidueKind::Revision, "文件", "startxref"});
  if (!pdf.starts_with("%PDF-")) add(found, {ResidueKind::Revision, "文件开头", {}});
  const auto last = pdf.rfind(kEnd);
  if (last != pdf.npos && !text::trim(pdf.substr(last + kEnd.size())).empty())
    add(found, {ResidueKind::Revision, "文件末尾", {}});
}

// --- objects, by qpdf

class ObjectLooker {
 public:
  ObjectLooker(const Needles& needles, Found& found) : needles_(needles), found_(found) {}

  void look(const boost::json::value& value, const std::string& where) {
    if (const auto* object = value.if_object()) {
      for (const auto& [name, inner] : *object) {
        look_at_key(kKeys, name, inner, where);
        look(inner, where);
      }
    } else if (const auto* list = value.if_array()) {
      for (const auto& inner : *list) look(inner, where);
    } else if (const auto* words = value.if_string()) {
      look_at_words({words->data(), words->size()}, where);
    }
  }
  void look_at_trailer(const boost::json::value& value) {
    const auto* trailer = value.if_object();
    const auto* entries = trailer == nullptr ? nullptr : trailer->if_contains("value");
    if (entries == nullptr || !entries->is_object()) return;
    for (const auto& [name, inner] : entries->get_object()) look_at_key(kTrailerKeys, name, inner, "trailer");
  }

 private:
  void look_at_key(std::span<const Key> keys, std::string_view name, const boost::json::value& inner,
                   const std::string& where) {
    const auto* key = std::ranges::find(keys.data(), keys.data() + keys.size(), name, &Key::name);
    const auto* list = inner.if_array();
    if (key == keys.data() + keys.size() || (list != nullptr && list->empty())) return;
    add(found_, {key->kind, where, std::string(name)});
  }
  /// "u:text", "b:hexadecimal", names and references.
  void look_at_words(std::string_view words, const std::string& where) {
    auto hit = words.starts_with("u:") ? needles_.in_text(words.substr(2)) : std::vector<std::string>();
    if (words.starts_with("b:")) hit = needles_.in_bytes(from_hex(words.substr(2)).value_or(""));
    if (words.starts_with('/')) hit = needles_.in_bytes(words);
    for (auto& word : hit) add(found_, {ResidueKind::Raw, where, std::move(word)});
  }

  const Needles& needles_;
  Found& found_;
};

/// Whether an object has a stream that is no picture: what a picture shows is for the eye.
bool is_stream_of_words(const boost::json::value& object) {
  const auto* entries = object.if_object();
  const auto* stream = entries == nullptr ? nullptr : entries->if_contains("stream");
  const auto* inner = stream == nullptr ? nullptr : stream->if_object();
  if (inner == nullptr) return false;
  const auto* dictionary = inner->if_contains("dict");
  const auto* values = dictionary == nullptr ? nullptr : dictionary->if_object();
  const auto* kind = values == nullptr ? nullptr : values->if_contains("/Subtype");
  return kind == nullptr || *kind != boost::json::value("/Image");
}

/// Streams by the numbers of their objects, unpacked one behind the other.
Outcome<void> look_at_streams(std::string_view pdf, std::span<const std::string> numbers, const Needles& needles,
                              Found& found) {
  constexpr std::size_t kAtOnce = 500;  // numbers on one command line
  for (; !numbers.empty(); numbers = numbers.subspan(std::min(kAtOnce, numbers.size()))) {
    std::vector<std::string> words{"/usr/bin/mutool", "show", "-b", kInput};
    const auto some = numbers.first(std::min(kAtOnce, numbers.size()));
    words.insert(words.end(), some.begin(), some.end());
    DL_TRY(const auto bytes, run_tool(words, pdf));
    for (auto& word : needles.in_bytes(bytes)) add(found, {ResidueKind::Raw, "解开的数据流", std::move(word)});
  }
  return {};
}

Outcome<void> look_at_objects(std::string_view pdf, const Needles& needles, Found& found) {
  constexpr std::size_t kDeepest = 400;
  DL_TRY(const auto json,
         run_tool({"/usr/bin/qpdf", "--warning-exit-0", "--no-warn", "--json=2", "--json-key=qpdf", kInput}, pdf));
  boost::system::error_code error;
  const auto value = boost::json::parse(json, error, {}, {.max_depth = kDeepest});
  const auto* top = value.if_object();
  const auto* parts = top == nullptr ? nullptr : top->if_contains("qpdf");
  if (error || parts == nullptr || !parts->is_array() || parts->get_array().size() < 2 ||
      !parts->get_array()[1].is_object())
    return fail(Fault::Unreadable, "redaction.broken", "qpdf");
  ObjectLooker looker(needles, found);
  std::vector<std::string> streams;
  for (const auto& [name, object] : parts->get_array()[1].get_object()) {
    const std::string_view id = name;
    looker.look(object, id.starts_with("obj:") ? fmt::format("对象 {}", id.substr(4)) : std::string(id));
    if (id == "trailer") looker.look_at_trailer(object);
    if (is_stream_of_words(object)) streams.emplace_back(id.substr(4, id.find(' ') - 4));
  }
  return look_at_streams(pdf, streams, needles, found);
}

// --- text, by poppler

/// A line of `pdftotext -tsv`: level, page, three numbers, word; left, top, width, height, certainty, text.
using Fields = std::array<std::string_view, 12>;
Fields fields_of(std::string_view line) {
  Fields fields;
  for (auto& field : fields) {
    const auto end = &field == &fields.back() ? line.size() : std::min(line.find('\t'), line.size());
    field = line.substr(0, end);
    line.remove_prefix(std::min(end + 1, line.size()));
  }
  return fields;
}

double number_of(std::string_view field) {
  double number = 0;
  std::from_chars(field.data(), field.data() + field.size(), number);
  return number;
}

/// A word's characters share its width, as those of Chinese do.
void look_under_marks(const Fields& fields, std::size_t page, const std::vector<Mark>& marks, Found& found) {
  const Box box{number_of(fields[6]), number_of(fields[7]), number_of(fields[6]) + number_of(fields[8]),
                number_of(fields[7]) + number_of(fields[9])};
  const auto characters = text::decode(fields[11]);
  const double each = (box.right - box.left) / static_cast<double>(std::max<std::size_t>(characters.size(), 1));
  for (const auto& mark : marks) {
    if (mark.page != static_cast<int>(page)) continue;
    for (std::size_t i = 0; i < characters.size(); ++i)
      if (mark.box.holds(box.left + each * (static_cast<double>(i) + 0.5), (box.top + box.bottom) / 2)) {
        add(found, {ResidueKind::UnderArea, page_name(page), std::string(fields[11])});
        break;
      }
  }
}

Outcome<void> look_at_text(std::string_view pdf, const Wanted& wanted, const Needles& needles, Found& found) {
  DL_TRY(const auto table, run_tool({"/usr/bin/pdftotext", "-enc", "UTF-8", "-tsv", kInput, "-"}, pdf));
  std::u32string key;
  std::size_t page = 0;
  auto end_page = [&] {
    for (auto& word : needles.in_key(key)) add(found, {ResidueKind::Word, page_name(page), std::move(word)});
    key.clear();
  };
  for (std::string_view rest = table; !rest.empty();) {
    const auto end = std::min(rest.find('\n'), rest.size());
    const auto fields = fields_of(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (fields[0] == "1") {
      end_page();
      page = static_cast<std::size_t>(number_of(fields[1]));
    }
    if (fields[0] != "5") continue;
    key += key_of(fields[11]);
    look_under_marks(fields, page, wanted.marks, found);
  }
  end_page();
  return {};
}

// --- text and picture, by mupdf

/// Characters that nobody sees, two or more in a row: they lie under a surface, or are as white as it.
void look_for_covered(const Page& page, const Pixels& pixels, std::size_t number, Found& found) {
  std::string covered;
  auto end = [&] {
    if (text::length(covered) >= 2) add(found, {ResidueKind::Covered, page_name(number), covered});
    covered.clear();
  };
  int line = 0;
  for (const auto& glyph : page.glyphs) {
    if (std::exchange(line, glyph.line) != glyph.line) end();
    const auto shades = shades_of(pixels, frame_of(pixels, glyph.box(), kLookDotsPerInch / kPointsAnInch));
    if (shades.lightest - shades.darkest <= kPlain)
      text::append(covered, glyph.character);
    else
      end();
  }
  end();
}

void look_at_marks(const Pixels& pixels, std::size_t number, const std::vector<Mark>& marks, Found& found) {
  for (const auto& mark : marks) {
    if (mark.page != static_cast<int>(number)) continue;
    auto frame = frame_of(pixels, mark.box, kLookDotsPerInch / kPointsAnInch);
    // Its edges share their points with what is beside them.
    ++frame.left, ++frame.top, --frame.right, --frame.bottom;
    if (!frame.empty() && shades_of(pixels, frame).lightest > kBlack)
      add(found, {ResidueKind::Visible, page_name(number), {}});
  }
}

Outcome<void> look_at_pages(std::string_view pdf, const Wanted& wanted, const Needles& needles, Found& found) {
  DL_TRY(const auto pages, read_pages(pdf));
  std::u32string all;
  for (std::size_t first = 0; first < pages.size(); first += kPagesAtOnce) {
    const auto last = std::min(first + kPagesAtOnce, pages.size());
    DL_TRY(const auto drawn,
           run_tool({"/usr/bin/mutool", "draw", "-q", "-F", "pgm", "-c", "gray", "-r", std::to_string(kLookDotsPerInch),
                     "-o", "-", kInput, fmt::format("{}-{}", first + 1, last)},
                    pdf));
    DL_TRY(const auto pictures, parse_pixels(drawn));
    if (pictures.size() != last - first) return fail(Fault::Unreadable, "redaction.broken", "pages are missing");
    for (std::size_t i = first; i < last; ++i) {
      std::u32string key;
      for (const auto& glyph : pages[i].glyphs) key += key_of(glyph.character);
      for (auto& word : needles.in_key(key)) add(found, {ResidueKind::Word, page_name(i + 1), std::move(word)});
      all += key;
      look_for_covered(pages[i], pictures[i - first], i + 1, found);
      look_at_marks(pictures[i - first], i + 1, wanted.marks, found);
    }
  }
  // A word may begin on one page and end on the next.
  for (auto& word : needles.in_key(all))
    if (std::ranges::find(found, word, &Residue::what) == found.end())
      add(found, {ResidueKind::Word, "跨页", std::move(word)});
  return {};
}

}  // namespace

Outcome<std::vector<Residue>> find_pdf_residue(std::string_view pdf, const Wanted& wanted) {
  DL_CHECK(check_head(pdf));
  const Needles needles(wanted.words);
  constexpr std::size_t kSides = 3;
  std::array<Found, kSides> sides;
  DL_CHECK(in_parallel(kSides, [&](std::size_t side) -> Outcome<void> {
    switch (side) {
      case 0: return look_at_pages(pdf, wanted, needles, sides[0]);
      case 1: return look_at_objects(pdf, needles, sides[1]);
      default: return look_at_text(pdf, wanted, needles, sides[2]);
    }
  }));
  Found all;
  look_at_ends(pdf, all);
  for (auto& word : needles.in_bytes(pdf, kByChance)) add(all, {ResidueKind::Raw, "文件", std::move(word)});
  for (auto& side : sides)
    for (auto& one : side) add(all, std::move(one));
  return all;
}

}  // namespace dl::redaction
