#include "redaction/rebuilt_pdf.h"

#include <map>

#include "base/text.h"

namespace dl::redaction {

namespace {

constexpr std::size_t kCodes = 256;  ///< of one typeface
constexpr std::size_t kRows = 100;   ///< of one block of a table of characters

/// The objects of a file (ISO 32000-1, 7.5), numbered from 1.
class Objects {
 public:
  std::size_t reserve() {
    objects_.emplace_back();
    return objects_.size();
  }
  std::size_t add(std::string object) {
    objects_.push_back(std::move(object));
    return objects_.size();
  }
  std::size_t add_stream(std::string_view entries, std::string_view bytes) {
    return add(fmt::format("<<{} /Length {}>>\nstream\n{}\nendstream", entries, bytes.size(), bytes));
  }
  void set(std::size_t number, std::string object) { objects_[number - 1] = std::move(object); }

  std::string write(std::size_t root) const {
    std::string out = "%PDF-1.5\n%\xE2\xE3\xCF\xD3\n";
    auto table = fmt::format("xref\n0 {}\n0000000000 65535 f \n", objects_.size() + 1);
    for (std::size_t i = 0; i < objects_.size(); ++i) {
      table += fmt::format("{:010} 00000 n \n", out.size());
      out += fmt::format("{} 0 obj\n", i + 1);
      (out += objects_[i]) += "\nendobj\n";
    }
    return out + fmt::format("{}trailer\n<</Size {} /Root {} 0 R>>\nstartxref\n{}\n%%EOF\n", table, objects_.size() + 1,
                             root, out.size());
  }

 private:
  std::vector<std::string> objects_ = {};
};

/// The codes of all characters, in the order in which they are met.
class Codes {
 public:
  std::size_t of(char32_t character) {
    const auto [place, added] = codes_.try_emplace(character, order_.size());
    if (added) order_ += character;
    return place->second;
  }
  std::size_t typefaces() const { return (order_.size() + kCodes - 1) / kCodes; }
  std::u32string_view of_typeface(std::size_t number) const {
    return std::u32string_view(order_).substr(number * kCodes, kCodes);
  }

 private:
  std::map<char32_t, std::size_t> codes_ = {};
  std::u32string order_ = {};
};

/// UTF-16 in hexadecimal.
std::string hex_of(char32_t c) {
  constexpr char32_t kFirstOfPair = 0x10000;
  if (c < kFirstOfPair) return fmt::format("{:04X}", static_cast<std::uint32_t>(c));
  const auto rest = static_cast<std::uint32_t>(c - kFirstOfPair);
  return fmt::format("{:04X}{:04X}", 0xD800U + (rest >> 10U), 0xDC00U + (rest & 0x3FFU));
}

/// What its codes mean (9.10.3).
std::string meanings(std::u32string_view characters) {
  std::string out =
      "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /Text def\n/CMapType 2 def\n"
      "1 begincodespacerange\n<00> <FF>\nendcodespacerange\n";
  for (std::size_t at = 0; at < characters.size(); at += kRows) {
    const auto part = characters.substr(at, kRows);
    out += fmt::format("{} beginbfchar\n", part.size());
    for (std::size_t i = 0; i < part.size(); ++i) out += fmt::format("<{:02X}> <{}>\n", at + i, hex_of(part[i]));
    out += "endbfchar\n";
  }
  return out + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
}

/// A typeface whose characters are all half as wide as high and draw nothing (9.6.5). Of that width poppler takes the
/// height of a line to be what it is.
std::size_t add_typeface(Objects& objects, std::size_t glyph, std::u32string_view characters) {
  const auto table = objects.add_stream("", meanings(characters));
  std::string widths, names;
  for (std::size_t i = 0; i < characters.size(); ++i) {
    widths += "0.5 ";
    names += " /g";
  }
  return objects.add(
      fmt::format("<</Type /Font /Subtype /Type3 /FontBBox [0 -0.2 0.5 0.8] /FontMatrix [1 0 0 1 0 0] /FirstChar 0 "
                  "/LastChar {} /Widths [{}] /CharProcs <</g {} 0 R>> /Encoding <</Type /Encoding /Differences [0{}]>> "
                  "/Resources <<>> /ToUnicode {} 0 R>>",
                  characters.size() - 1, widths, glyph, names, table));
}

/// Each character fills the corners that it has; the base line is a fifth above the lower ones.
std::string text_of(const Sheet& sheet, Codes& codes) {
  constexpr double kBase = 0.2;
  std::string out = "BT 3 Tr\n";
  std::size_t typeface = std::string::npos;
  for (const auto& glyph : sheet.text) {
    const auto& [upper_left, upper_right, lower_left, lower_right] = glyph.corners;
    const double right_x = lower_right.x - lower_left.x, right_y = lower_left.y - lower_right.y;
    const double up_x = upper_left.x - lower_left.x, up_y = lower_left.y - upper_left.y;
    const auto code = codes.of(glyph.character);
    if (std::exchange(typeface, code / kCodes) != code / kCodes) out += fmt::format("/F{} 1 Tf\n", typeface);
    out += fmt::format("{:.3f} {:.3f} {:.3f} {:.3f} {:.3f} {:.3f} Tm <{:02X}> Tj\n", 2 * right_x, 2 * right_y, up_x,
                       up_y, lower_left.x + kBase * up_x, sheet.height - lower_left.y + kBase * up_y, code % kCodes);
  }
  return out + "ET\n";
}

std::size_t add_picture(Objects& objects, const Sheet& sheet) {
  return objects.add_stream(
      fmt::format("/Type /XObject /Subtype /Image /Width {} /Height {} /ColorSpace /DeviceGray /BitsPerComponent 8 "
                  "/Filter /{}",
                  sheet.pixel_width, sheet.pixel_height, sheet.packed == FileKind::Jpeg ? "DCTDecode" : "FlateDecode"),
      sheet.picture);
}

}  // namespace

void pack_picture(Sheet& sheet, const Pixels& pixels) {
  sheet.pixel_width = pixels.width;
  sheet.pixel_height = pixels.height;
  sheet.picture = to_jpeg(pixels);
  sheet.packed = FileKind::Jpeg;
  if (auto exact = deflate(pixels.bytes); exact.size() <= sheet.picture.size()) {
    sheet.picture = std::move(exact);
    sheet.packed = FileKind::Png;
  }
}

std::string build_pdf(const std::vector<Sheet>& sheets) {
  Objects objects;
  Codes codes;
  const auto root = objects.reserve(), pages = objects.reserve(), resources = objects.reserve();
  std::string kids;
  for (const auto& sheet : sheets) {
    const auto picture = add_picture(objects, sheet);
    const auto content = deflate(fmt::format("q {:.3f} 0 0 {:.3f} 0 0 cm /P{} Do Q\n{}", sheet.width, sheet.height,
                                             picture, text_of(sheet, codes)));
    const auto words = objects.add_stream("/Filter /FlateDecode", content);
    const auto own = fmt::format(
        "<</Type /Page /Parent {} 0 R /MediaBox [0 0 {:.3f} {:.3f}] /Contents {} 0 R /Resources <</Font {} 0 R "
        "/XObject <</P{} {} 0 R>>>>>>",
        pages, sheet.width, sheet.height, words, resources, picture, picture);
    kids += fmt::format("{} 0 R ", objects.add(own));
  }
  const auto glyph = objects.add_stream("", "0.5 0 d0");
  std::string typefaces;
  for (std::size_t i = 0; i < codes.typefaces(); ++i)
    typefaces += fmt::format("/F{} {} 0 R ", i, add_typeface(objects, glyph, codes.of_typeface(i)));
  objects.set(root, fmt::format("<</Type /Catalog /Pages {} 0 R>>", pages));
  objects.set(pages, fmt::format("<</Type /Pages /Count {} /Kids [{}]>>", sheets.size(), kids));
  objects.set(resources, fmt::format("<<{}>>", typefaces));
  return objects.write(root);
}

}  // namespace dl::redaction
