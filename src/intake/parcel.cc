#include "intake/parcel.h"

#include <cstring>

#include "base/text.h"

namespace dl::intake {

namespace {

template <class T, class U>
concept Is = std::same_as<std::remove_cv_t<T>, U>;

template <class T>
concept Scalar = std::is_integral_v<T> || std::is_enum_v<T>;

// The members of each type, once for both ways; what is a `const` there is being packed.
template <class A>
void members(A& parcel, Is<Theme> auto& theme) {
  parcel(theme.name, theme.parts);
}

template <class A>
void members(A& parcel, Is<Options> auto& options) {
  parcel(options.agency_names, options.public_numbers, options.themes, options.kinds, options.max_bytes);
}

template <class A>
void members(A& parcel, Is<Warning> auto& warning) {
  parcel(warning.code, warning.message, warning.block, warning.words);
}

template <class A>
void members(A& parcel, Is<Attachment> auto& attachment) {
  parcel(attachment.name, attachment.address, attachment.type);
  parcel.bytes(attachment.bytes);
  parcel(attachment.embedded);
}

template <class A>
void members(A& parcel, Is<Source> auto& source) {
  parcel.bytes(source.file_name);
  parcel(source.form);  // its bytes go beside the parcel
}

template <class A>
void members(A& parcel, Is<Found> auto& found) {
  parcel(found.title, found.body, found.index_number, found.document_number, found.kind, found.issuer, found.source,
         found.author, found.theme_text, found.themes, found.validity, found.issued_on, found.signed_on,
         found.effective_on, found.expires_on, found.published_at, found.published_has_time, found.keywords,
         found.summary, found.contact, found.attachments, found.warnings);
}

class Packer {
 public:
  template <class... T>
  void operator()(const T&... values) {
    (add(values), ...);
  }
  void bytes(const std::string& value) {
    add(value.size());
    out_ += value;
  }
  std::string take() { return std::move(out_); }

 private:
  void add(const std::string& value) { bytes(value); }
  template <Scalar T>
  void add(const T& value) {
    auto wide = static_cast<std::int64_t>(value);
    out_.append(reinterpret_cast<const char*>(&wide), sizeof wide);
  }
  void add(const Date& date) { add(date.days().time_since_epoch().count()); }
  void add(const Instant& instant) { add(instant.milliseconds()); }
  void add(const content::Tree& tree) { bytes(content::write_json(tree)); }
  template <class T>
  void add(const std::optional<T>& value) {
    add(value.has_value());
    if (value) add(*value);
  }
  template <class T>
  void add(const std::vector<T>& list) {
    add(list.size());
    for (const auto& item : list) add(item);
  }
  template <class T>
  void add(const T& value) {
    members(*this, value);
  }

  std::string out_ = {};
};

class Opener {
 public:
  explicit Opener(std::string_view parcel) : rest_(parcel) {}

  template <class... T>
  void operator()(T&... values) {
    (take(values), ...);
  }
  void bytes(std::string& value) {
    auto size = static_cast<std::size_t>(number());
    if (size > rest_.size()) return spoil();
    value = rest_.substr(0, size);
    rest_.remove_prefix(size);
  }
  bool whole() const { return good_ && rest_.empty(); }

 private:
  void spoil() {
    good_ = false;
    rest_ = {};
  }
  std::int64_t number() {
    std::int64_t wide = 0;
    if (rest_.size() < sizeof wide) {
      spoil();
      return 0;
    }
    std::memcpy(&wide, rest_.data(), sizeof wide);
    rest_.remove_prefix(sizeof wide);
    return wide;
  }
  void take(std::string& value) {
    bytes(value);
    if (!text::is_utf8(value)) spoil();
  }
  template <Scalar T>
  void take(T& value) {
    auto wide = number();
    if constexpr (std::same_as<T, bool>) {
      value = wide != 0;
    } else {
      value = static_cast<T>(wide);
      if (static_cast<std::int64_t>(value) != wide) spoil();
    }
  }
  void take(Date& date) {
    auto days = number();
    if (days < -800'000 || days > 3'000'000) return spoil();
    date = Date(std::chrono::sys_days(std::chrono::days(days)));
  }
  void take(Instant& instant) { instant = Instant(number()); }
  void take(content::Tree& tree) {
    std::string json;
    bytes(json);
    auto read = content::read_json(json);
    if (!read) return spoil();
    tree = std::move(*read);
  }
  template <class T>
  void take(std::optional<T>& value) {
    bool there = false;
    take(there);
    if (there) take(value.emplace());
  }
  template <class T>
  void take(std::vector<T>& list) {
    auto count = number();
    for (std::int64_t i = 0; i < count && good_; ++i) take(list.emplace_back());
  }
  template <class T>
  void take(T& value) {
    members(*this, value);
  }

  std::string_view rest_;
  bool good_ = true;
};

Failure spoilt() { return fail(Fault::Internal, "intake.parcel", "what came from the reading process is no answer"); }

}  // namespace

std::string pack_wish(const Source& source, const Options& options) {
  Packer parcel;
  parcel(source, options);
  return parcel.take();
}

Outcome<std::pair<Source, Options>> open_wish(std::string_view parcel) {
  std::pair<Source, Options> wish;
  Opener opener(parcel);
  opener(wish.first, wish.second);
  if (!opener.whole()) return spoilt();
  return wish;
}

std::string pack_answer(const Outcome<Found>& answer) {
  Packer parcel;
  parcel(answer.has_value());
  if (answer)
    parcel(*answer);
  else
    parcel(answer.error().fault, answer.error().key, answer.error().detail);
  return parcel.take();
}

Outcome<Found> open_answer(std::string_view parcel) {
  Opener opener(parcel);
  bool good = false;
  opener(good);
  if (!good) {
    Fault fault = Fault::Internal;
    std::string key, detail;
    opener(fault, key, detail);
    const bool known = key.starts_with("intake.") || key.starts_with("sheets.");
    if (!opener.whole() || fault < Fault::Invalid || fault > Fault::Internal || !known) return spoilt();
    return fail(fault, key, detail);
  }
  Found found;
  opener(found);
  bool good_codes = std::ranges::all_of(found.warnings, [](const Warning& w) { return is_finding_kind(w.code); });
  if (!opener.whole() || !good_codes || !content::well_formed(found.body)) return spoilt();
  return found;
}

}  // namespace dl::intake
