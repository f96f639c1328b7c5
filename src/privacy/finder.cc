// The finder: paragraphs, the rules one after another, and who is under age.
#include <algorithm>

#include "base/numerals.h"
#include "base/text.h"
#include "privacy/people.h"

namespace dl::privacy {

struct Finder::State {
  Known known = {};
  People people = {};
};

namespace {

constexpr int kOfAge = 18;         ///< 民法典 art. 17
constexpr std::size_t kNear = 40;  ///< characters from a name to the number or age of the same person

bool is_under_age(const std::string& number, const std::optional<Date>& day) {
  if (!day || (number.size() != 15 && number.size() != 18)) return false;
  const auto digits = number.size() == 15 ? "19" + number.substr(6, 6) : number.substr(6, 8);
  const auto birth = Date::parse(fmt::format("{}-{}-{}", digits.substr(0, 4), digits.substr(4, 2), digits.substr(6)));
  if (!birth) return false;
  const auto before = std::pair(day->month(), day->day()) < std::pair(birth->month(), birth->day());
  return day->year() - birth->year() - (before ? 1 : 0) < kOfAge;
}

/// 15岁, 十五周岁; the age that ends before `at`, or -1.
int age_before(const Piece& piece, std::size_t at) {
  if (at > 0 && piece.at(at - 1) == U'周') --at;
  auto begin = at;
  const auto is_part = [](char32_t c) {
    return is_digit(c) || std::u32string_view(U"一二三四五六七八九十").find(c) != std::u32string_view::npos;
  };
  while (begin > 0 && at - begin < 4 && is_part(piece.at(begin - 1))) --begin;
  if (begin == at) return -1;
  const auto number = text::parse_number(text::encode(std::u32string_view(piece.chars).substr(begin, at - begin)));
  return number ? static_cast<int>(*number) : -1;
}

/// The last name that begins at most kNear characters before `at` in its sentence. The spans are in order.
Span* person_before(const Piece& piece, Spans& spans, std::size_t at) {
  const auto begin = sentence_begin(piece, at, kNear);
  auto one = std::ranges::lower_bound(spans.all(), at, {}, &Span::begin);
  while (one != spans.all().begin() && std::prev(one)->begin >= begin)
    if ((--one)->kind == Kind::Name) return &*one;
  return nullptr;
}

/// Marks the numbers and names of people under age, and what stands behind such a name.
void mark_minors(const Piece& piece, const Known& known, const People& people, Spans& spans) {
  std::ranges::sort(spans.all(), {}, &Span::begin);
  for (auto& span : spans.all()) {
    if (span.kind != Kind::ResidentNumber || !is_under_age(span.value, known.day)) continue;
    span.minor = true;
    if (auto* person = person_before(piece, spans, span.begin)) person->minor = true;
  }
  for (std::size_t i = 0; i < piece.size(); ++i)
    if (piece.at(i) == U'岁')
      if (const auto age = age_before(piece, i); age >= 0 && age < kOfAge)
        if (auto* person = person_before(piece, spans, i)) person->minor = true;
  for (auto& span : spans.all())
    if (span.kind == Kind::Name && people.minors.contains(piece.chars.substr(span.begin, span.end - span.begin)))
      span.minor = true;
}

/// What follows a minor's name up to the next name in its sentence is the minor's.
void spread_minors(const Piece& piece, Spans& spans) {
  std::size_t until = 0;
  for (auto& span : spans.all()) {
    if (span.kind == Kind::Name) until = span.minor ? sentence_end(piece, span.end, 2 * kNear) : 0;
    if (span.begin < until) span.minor = true;
  }
}

Spans read(const Piece& piece, const Known& known, const People& people) {
  Spans spans(piece.size());
  find_emails(piece, spans);
  find_papers(piece, spans);
  find_numbers(piece, known.numbers, spans);
  find_names(piece, people, spans);
  if (known.voice == Voice::Office) drop_office_contacts(piece, spans);
  return spans;
}

}  // namespace

Finder::Finder(Known known) : state_(std::make_unique<State>()) {
  for (const auto& name : known.officials) state_->people.officials.insert(text::decode(name));
  state_->known = std::move(known);
}
Finder::Finder(Finder&&) noexcept = default;
Finder& Finder::operator=(Finder&&) noexcept = default;
Finder::~Finder() = default;

void Finder::learn(std::string_view text) {
  Piece piece;
  for (Pieces pieces(text); pieces.next(piece);) {
    learn_officials(piece, state_->people);
    auto spans = read(piece, state_->known, {.officials = state_->people.officials});
    mark_minors(piece, state_->known, state_->people, spans);
    for (const auto& span : spans.all()) {
      if (span.kind != Kind::Name || state_->people.private_names.size() == kMostNames) continue;
      auto name = piece.chars.substr(span.begin, span.end - span.begin);
      if (span.minor) state_->people.minors.insert(name);
      state_->people.private_names.insert(std::move(name));
    }
  }
}

std::vector<Found> Finder::find(std::string_view text) const {
  std::vector<Found> found;
  bool after_person = false;
  Piece piece;
  for (Pieces pieces(text); pieces.next(piece);) {
    auto spans = read(piece, state_->known, state_->people);
    after_person = find_addresses(piece, state_->known.voice, after_person, spans);
    mark_minors(piece, state_->known, state_->people, spans);
    spread_minors(piece, spans);
    for (auto& span : spans.all()) {
      const auto begin = piece.offsets[span.begin], end = piece.offsets[span.end];
      if (span.kind == Kind::Name || span.kind == Kind::Address || span.kind == Kind::Email)
        span.value = text.substr(begin, end - begin);
      found.push_back({span.kind, begin, end - begin, std::move(span.value), span.minor});
    }
  }
  return found;
}

std::vector<Found> find_personal_data(std::string_view text, const Known& known) {
  Finder finder(known);
  finder.learn(text);
  return finder.find(text);
}

}  // namespace dl::privacy
