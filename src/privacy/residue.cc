#include "privacy/residue.h"

#include <algorithm>
#include <cctype>
#include <unordered_set>

namespace dl::privacy {
namespace {

/// The copy without markup and with digits of one width; references such as &#49; resolved.
std::string flatten(std::string_view copy, bool drop_tags) {
  std::string out;
  out.reserve(copy.size());
  for (std::size_t i = 0; i < copy.size(); ++i) {
    const auto rest = copy.substr(i);
    if (drop_tags && rest[0] == '<' && rest.size() > 1 &&
        (std::isalpha(static_cast<unsigned char>(rest[1])) || rest[1] == '/')) {
      const auto close = rest.substr(0, 4096).find('>');
      if (close != rest.npos) {
        i += close;
        continue;
      }
    }
    if (rest.starts_with("&#")) {
      std::size_t at = 2;
      unsigned value = 0;
      while (at < rest.size() && at < 7 && rest[at] >= '0' && rest[at] <= '9')
        value = value * 10 + static_cast<unsigned>(rest[at++] - '0');
      if (at > 2 && at < rest.size() && rest[at] == ';' && value >= '0' && value <= '9') {
        out += static_cast<char>(value);
        i += at;
        continue;
      }
    }
    // ０–９ are EF BC 90–99.
    if (rest.size() > 2 && rest[0] == '\xEF' && rest[1] == '\xBC' && rest[2] >= '\x90' && rest[2] <= '\x99') {
      out += static_cast<char>('0' + (rest[2] - '\x90'));
      i += 2;
      continue;
    }
    out += rest[0];
  }
  return out;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The bytes of one separator between digits, or 0: blank, dash, dot, U+00A0, U+2010–2015, U+3000, U+200B, U+FF0D.
std::size_t separator(std::string_view rest) {
  if (rest.empty()) return 0;
  if (rest[0] == ' ' || rest[0] == '-' || rest[0] == '.' || rest[0] == '\t') return 1;
  if (rest.starts_with("\xC2\xA0")) return 2;
  if (rest.starts_with("\xE2\x80") || rest.starts_with("\xE3\x80\x80") || rest.starts_with("\xEF\xBC\x8D")) return 3;
  return 0;
}

/// ISO 7064, MOD 11-2, by its recurrence.
bool has_right_sum(std::string_view digits, char last) {
  int rest = 0;
  for (const char c : digits.substr(0, 17)) rest = (rest + (c - '0')) * 2 % 11;
  const int check = (12 - rest) % 11;
  return last == (check == 10 ? 'X' : static_cast<char>('0' + check));
}

bool may_be_born(std::string_view digits) {
  const auto two = [&](std::size_t at) { return (digits[at] - '0') * 10 + digits[at + 1] - '0'; };
  const auto century = two(6);
  return digits[0] >= '1' && digits[0] <= '8' && (century == 19 || century == 20) && two(10) >= 1 && two(10) <= 12 &&
         two(12) >= 1 && two(12) <= 31;
}

bool sums_to_ten(std::string_view digits) {
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const int digit = digits[digits.size() - 1 - i] - '0';
    sum += i % 2 == 0 ? digit : digit > 4 ? 2 * digit - 9 : 2 * digit;
  }
  return sum % 10 == 0;
}

std::string masked(std::string_view value, std::size_t head) {
  return std::string(value.substr(0, head)) + std::string(value.size() - head - 4, '*') +
         std::string(value.substr(value.size() - 4));
}

/// Digits with single separators between them, and the byte behind.
struct Run {
  std::string digits = {};
  std::vector<std::size_t> solid = {};  ///< lengths of what stands without separators
  char before = ' ';
  char after = ' ';
};

class Scan {
 public:
  Scan(const std::vector<std::string>& sealed, const std::vector<std::string>& cleared)
      : sealed_(sealed), cleared_(cleared.begin(), cleared.end()) {
    for (const auto& value : sealed) {
      std::string digits;
      std::ranges::copy_if(value, std::back_inserter(digits), is_digit);
      sealed_digits_.push_back(digits.size() >= 6 ? digits : "");
    }
  }

  void read(const std::string& flat) {
    for (std::size_t i = 0; i < flat.size();) {
      if (!is_digit(flat[i])) {
        ++i;
        continue;
      }
      i = read_run(flat, i);
    }
    for (std::size_t i = 0; i < sealed_.size(); ++i)
      if (sealed_digits_[i].empty() && sealed_[i].size() >= 6 && flat.find(sealed_[i]) != flat.npos)
        note(sealed_[i], "", true);
  }

  std::vector<Residue> take() { return std::move(found_); }

 private:
  std::size_t read_run(const std::string& flat, std::size_t i) {
    Run run{.before = i == 0 ? ' ' : flat[i - 1]};
    std::size_t solid = 0;
    while (i < flat.size()) {
      if (is_digit(flat[i])) {
        run.digits += flat[i++];
        ++solid;
        continue;
      }
      const auto gap = separator(std::string_view(flat).substr(i));
      if (gap == 0 || i + gap >= flat.size() || !is_digit(flat[i + gap])) break;
      run.solid.push_back(solid);
      solid = 0;
      i += gap;
    }
    run.solid.push_back(solid);
    run.after = i < flat.size() ? flat[i] : ' ';
    judge(run);
    return i;
  }

  void judge(const Run& run) {
    const std::string_view digits = run.digits;
    for (std::size_t i = 0; i < sealed_.size(); ++i)
      if (!sealed_digits_[i].empty() && digits.find(sealed_digits_[i]) != digits.npos) note(sealed_[i], "", true);
    for (std::size_t at = 0; at + 17 <= digits.size(); ++at) {
      if (!may_be_born(digits.substr(at))) continue;
      const bool ends = at + 17 == digits.size();
      const char last = !ends ? digits[at + 17] : run.after == 'x' || run.after == 'X' ? 'X' : ' ';
      if (!has_right_sum(digits.substr(at), last)) continue;
      const auto value = std::string(digits.substr(at, 17)) + last;
      note(value, masked(value, 6), false);
    }
    std::size_t begin = 0;
    for (std::size_t i = 0; i < run.solid.size(); begin += run.solid[i++]) {
      // Between letters stand digests and codes.
      if (i == 0 && std::isalpha(static_cast<unsigned char>(run.before))) continue;
      if (i + 1 == run.solid.size() && std::isalpha(static_cast<unsigned char>(run.after))) continue;
      judge_solid(run, begin, i);
    }
  }

  /// What stands together, or in the groups of a telephone or card.
  void judge_solid(const Run& run, std::size_t begin, std::size_t group) {
    const auto& solid = run.solid;
    const auto grouped = [&](std::initializer_list<std::size_t> sizes) {
      return group + sizes.size() <= solid.size() &&
             std::equal(sizes.begin(), sizes.end(), solid.begin() + static_cast<std::ptrdiff_t>(group));
    };
    const std::string_view digits = std::string_view(run.digits).substr(begin);
    if ((grouped({11}) || grouped({3, 4, 4})) && digits[0] == '1' && digits[1] >= '3')
      note(std::string(digits.substr(0, 11)), masked(digits.substr(0, 11), 3), false);
    const std::size_t card = grouped({19}) || grouped({4, 4, 4, 4, 3}) ? 19
                             : grouped({16}) || grouped({4, 4, 4, 4})  ? 16
                                                                       : 0;
    if (card > 0 && digits.starts_with("62") && sums_to_ten(digits.substr(0, card)))
      note(std::string(digits.substr(0, card)), masked(digits.substr(0, card), 4), false);
  }

  void note(const std::string& value, std::string shown, bool sealed) {
    if (found_.size() == kMostResidue || (!sealed && cleared_.contains(value)) || !seen_.insert(value).second) return;
    found_.push_back({value, std::move(shown), sealed});
  }

  const std::vector<std::string>& sealed_;
  std::vector<std::string> sealed_digits_ = {};
  std::unordered_set<std::string> cleared_;
  std::unordered_set<std::string> seen_ = {};
  std::vector<Residue> found_ = {};
};

}  // namespace

std::vector<Residue> find_residue(std::string_view copy, const std::vector<std::string>& sealed,
                                  const std::vector<std::string>& cleared) {
  Scan scan(sealed, cleared);
  scan.read(flatten(copy, false));
  if (copy.find('<') != copy.npos) scan.read(flatten(copy, true));
  return scan.take();
}

}  // namespace dl::privacy
