#include "intake/ofd_text.h"

#include <charconv>
#include <cmath>

#include "base/text.h"

namespace dl::intake {

namespace {

constexpr double kFarthest = 1e5;

double number(std::string_view word) {
  double value = 0;
  std::from_chars(word.data(), word.data() + word.size(), value);
  return std::isfinite(value) && std::abs(value) < kFarthest ? value : 0;
}

template <class Use>
void each_word(std::string_view text, Use use) {
  constexpr std::string_view kBlank = " \t\r\n";
  for (auto at = text.find_first_not_of(kBlank); at != text.npos; at = text.find_first_not_of(kBlank, at)) {
    auto end = std::min(text.find_first_of(kBlank, at), text.size());
    use(text.substr(at, end - at));
    at = end;
  }
}

/// a b c d e f: x' = ax + cy + e, y' = bx + dy + f.
struct Transform {
  double a = 1, b = 0, c = 0, d = 1, e = 0, f = 0;

  double x(double px, double py) const { return a * px + c * py + e; }
  double y(double px, double py) const { return b * px + d * py + f; }
  double scale() const { return std::sqrt(std::abs(a * d - b * c)); }
};

Transform transform_of(pugi::xml_node object) {
  auto all = numbers_of(object.attribute("CTM").value());
  if (all.size() < 6) return {};
  return {all[0], all[1], all[2], all[3], all[4], all[5]};
}

double advance_of(char32_t c, double em) { return c < 0x1100 ? em * 0.5 : em; }

}  // namespace

std::vector<double> numbers_of(std::string_view text) {
  std::vector<double> all;
  each_word(text, [&](std::string_view word) { all.push_back(number(word)); });
  return all;
}

std::vector<double> steps_of(std::string_view text, std::size_t most) {
  std::vector<double> all;
  std::size_t times = 1;
  enum { Value, Count } next = Value;
  each_word(text, [&](std::string_view word) {
    if (word == "g" || word == "G") {
      next = Count;
    } else if (next == Count) {
      times = static_cast<std::size_t>(std::clamp(number(word), 0.0, kFarthest));
      next = Value;
    } else {
      for (; times > 0 && all.size() < most; --times) all.push_back(number(word));
      times = 1;
    }
  });
  return all;
}

void place_text(pugi::xml_node object, std::vector<PlacedWord>& words) {
  auto boundary = numbers_of(object.attribute("Boundary").value());
  boundary.resize(4);
  const auto transform = transform_of(object);
  const double size = object.attribute("Size").as_double(), em = size * std::max(transform.scale(), 1e-6);
  if (!(em > 0) || em > kFarthest) return;
  double x = 0, y = 0;
  for (auto code : object.children()) {
    if (local_name(code.name()) != "TextCode") continue;
    // What a code does not say is as it was in the one before.
    if (auto at = code.attribute("X")) x = number(at.value());
    if (auto at = code.attribute("Y")) y = number(at.value());
    const auto text = text::decode(code.text().get());
    const auto dx = steps_of(code.attribute("DeltaX").value(), text.size());
    const auto dy = steps_of(code.attribute("DeltaY").value(), text.size());
    double px = x, py = y;
    PlacedWord word;
    auto end_word = [&] {
      if (!word.text.empty()) words.push_back(std::exchange(word, {}));
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
      auto left = boundary[0] + transform.x(px, py), base = boundary[1] + transform.y(px, py);
      auto top = base - em * 0.88;
      bool follows = !word.text.empty() && std::abs(top - word.top) < em * 0.2 && left > word.right() - em * 0.6 &&
                     left < word.right() + em * 0.3;
      if (!follows) {
        end_word();
        word = {.left = left, .top = top, .height = em};
      }
      word.text += text[i];
      word.width = std::max(left + advance_of(text[i], em) - word.left, 0.0);
      px += i < dx.size() ? dx[i] : dx.empty() && dy.empty() ? advance_of(text[i], size) : 0;
      py += i < dy.size() ? dy[i] : 0;
    }
    end_word();
  }
}

}  // namespace dl::intake
