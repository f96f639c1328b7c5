#include "intake/picture.h"

#include "base/hash.h"
#include "base/text.h"

namespace dl::intake {

namespace {

constexpr std::size_t kMostPictures = 500;

std::string bytes_at(const Pictures& pictures, std::string_view address) {
  if (address.starts_with("data:")) {
    auto comma = address.find(";base64,");
    return comma == address.npos ? std::string() : from_base64(address.substr(comma + 8)).value_or("");
  }
  if (auto found = pictures.find(std::string(address)); found != pictures.end()) return found->second;
  while (address.starts_with("./") || address.starts_with("../")) address.remove_prefix(address.find('/') + 1);
  if (address.empty() || address.find(':') != address.npos) return {};
  const auto ending = "/" + std::string(address.starts_with('/') ? address.substr(1) : address);
  for (const auto& [place, bytes] : pictures)
    if (place.ends_with(ending)) return bytes;
  return {};
}

}  // namespace

std::string_view picture_type(std::string_view bytes) {
  if (bytes.starts_with("\x89PNG\r\n\x1A\n")) return "image/png";
  if (bytes.starts_with("\xFF\xD8\xFF")) return "image/jpeg";
  if (bytes.starts_with("GIF8")) return "image/gif";
  if (bytes.size() > 12 && bytes.starts_with("RIFF") && bytes.substr(8, 4) == "WEBP") return "image/webp";
  return {};
}

std::optional<Line> keep_picture(Draft& draft, std::string bytes, std::string name, std::string alt) {
  auto type = picture_type(bytes);
  if (type.empty() || draft.attachments.size() >= kMostPictures) return std::nullopt;
  Line line;
  line.kind = LineKind::Image;
  line.block = {.kind = content::BlockKind::Image, .source = "file:" + sha256_hex(bytes), .alt = std::move(alt)};
  draft.attachments.push_back(
      {.name = std::move(name), .type = std::string(type), .bytes = std::move(bytes), .embedded = true});
  return line;
}

std::optional<Line> keep_picture_at(Draft& draft, const Pictures& pictures, std::string_view address,
                                    std::string_view alt) {
  auto bytes = bytes_at(pictures, address);
  if (bytes.empty()) return std::nullopt;
  auto type = picture_type(bytes);
  auto name =
      address.starts_with("data:") ? std::string() : std::string(address.substr(address.find_last_of("/:") + 1));
  name = name.substr(0, name.find_first_of("?#"));
  bool plain = name.size() <= 100 && name.find('.', 1) < name.size() - 1 &&
               name.find_first_of("\\*\"<>|") == name.npos && !name.starts_with('.') && !name.ends_with('.');
  if (auto ending = type.substr(type.find('/') + 1); !plain)
    name = fmt::format("图{}.{}", draft.attachments.size() + 1, ending == "jpeg" ? "jpg" : ending);
  return keep_picture(draft, std::move(bytes), std::move(name), text::fold_space(alt));
}

}  // namespace dl::intake
