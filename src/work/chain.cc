#include "work/chain.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/condition_toml.h"
#include "base/resources.h"

namespace dl::work {
namespace {

constexpr auto kHands = named_table<Hand>(
    {{Hand::Another, "another", "另一人"}, {Hand::Any, "any", "不限"}, {Hand::Asker, "asker", "送审人"}});
constexpr auto kVacant = named_table<Vacant>({{Vacant::Waits, "waits", "等待"}, {Vacant::Passed, "passed", "跳过"}});

bool is_word(std::string_view text) {
  const auto letter = [](char c) { return c >= 'a' && c <= 'z'; };
  return !text.empty() && letter(text.front()) && letter(text.back()) &&
         std::ranges::all_of(text, [&](char c) { return letter(c) || c == '-'; });
}

/// A word out of a table, where it is there.
template <class E>
Outcome<E> read_word(const TomlFile& file, const toml::table& table, std::string_view key, E otherwise) {
  const auto* node = table.get(key);
  if (node == nullptr) return otherwise;
  DL_TRY(const auto text, file.text(table, key));
  const auto value = find_name<E>(text);
  if (!value) return file.wrong(*node, fmt::format("'{}' is no {}", text, key));
  return *value;
}

Outcome<Signer> read_signer(const TomlFile& file, const toml::table& table, std::span<const condition::Field> fields) {
  DL_CHECK(file.only(table, {"code", "title", "right", "hand", "skip", "vacant"}));
  Signer signer;
  DL_TRY(signer.code, file.text(table, "code"));
  if (!is_word(signer.code))
    return file.wrong(*table.get("code"), fmt::format("'{}' is no word such as 'head'", signer.code));
  DL_TRY(signer.title, file.text(table, "title"));
  DL_TRY(const auto name, file.text(table, "right"));
  const auto right = find_named<accounts::Right>(name);
  if (!right) return file.wrong(*table.get("right"), fmt::format("'{}' is no right", name));
  signer.right = *right;
  DL_TRY(signer.hand, read_word(file, table, "hand", Hand::Another));
  DL_TRY(signer.vacant, read_word(file, table, "vacant", Vacant::Waits));
  if (const auto* skip = table.get("skip")) {
    DL_TRY(signer.skip, condition::parse_toml(file, *skip, fields));
  }
  return signer;
}

/// Gives places to people, one to each.
class Seating {
 public:
  explicit Seating(const std::vector<std::vector<std::string>>& people) : people_(people) {}

  /// Whether somebody is found, be it that another place changes its person.
  bool seat(std::size_t place) {
    std::set<std::string> tried;
    return seat(place, tried);
  }

 private:
  bool seat(std::size_t place, std::set<std::string>& tried) {
    for (const auto& actor : people_[place]) {
      if (!tried.insert(actor).second) continue;
      const auto taken = places_.find(actor);
      if (taken != places_.end() && !seat(taken->second, tried)) continue;
      places_[actor] = place;
      return true;
    }
    return false;
  }

  const std::vector<std::vector<std::string>>& people_;
  std::map<std::string, std::size_t> places_ = {};
};

}  // namespace

Names<Hand> table_of(Hand) { return kHands; }
Names<Vacant> table_of(Vacant) { return kVacant; }

Outcome<Chain> Chain::parse(std::string id, std::string_view text, std::span<const condition::Field> fields) {
  DL_TRY(const auto file, TomlFile::parse(fmt::format("data/chains/{}.toml", id), text));
  DL_CHECK(file.only(file.root(), {"title", "signer"}));
  Chain chain{.id = std::move(id)};
  DL_TRY(chain.title, file.text(file.root(), "title"));
  DL_TRY(const auto tables, file.tables(file.root(), "signer"));
  for (const auto* table : tables) {
    DL_TRY(auto signer, read_signer(file, *table, fields));
    if (std::ranges::find(chain.signers, signer.code, &Signer::code) != chain.signers.end())
      return file.wrong(*table->get("code"), fmt::format("'{}' comes twice", signer.code));
    if (signer.hand == Hand::Asker && !chain.signers.empty() && chain.signers.back().hand != Hand::Asker)
      return file.wrong(*table->get("hand"), fmt::format("'{}' asks and so comes first", signer.code));
    chain.signers.push_back(std::move(signer));
  }
  if (chain.signers.empty()) return file.wrong(file.root(), "a chain has one [[signer]] at least");
  return chain;
}

Outcome<Chain> Chain::load(const std::string& id, std::span<const condition::Field> fields) {
  DL_TRY(const auto text, load_resource(fmt::format("data/chains/{}.toml", id)));
  return parse(id, text, fields);
}

std::vector<Signer> Chain::signers_of(const Facts& facts) const {
  std::vector<Signer> due;
  for (const auto& signer : signers)
    if (!signer.skip || !condition::holds(*signer.skip, facts)) due.push_back(signer);
  return due;
}

std::vector<Signer> without_vacant(const std::vector<Signer>& due,
                                   const std::vector<std::vector<std::string>>& people) {
  Seating seating(people);
  std::vector<bool> stays(due.size(), true);
  for (const auto vacant : {Vacant::Waits, Vacant::Passed})
    for (std::size_t place = 0; place < due.size(); ++place) {
      const auto& signer = due[place];
      if (signer.vacant != vacant || signer.hand == Hand::Asker) continue;
      const bool found = signer.hand == Hand::Any ? !people[place].empty() : seating.seat(place);
      stays[place] = found || vacant == Vacant::Waits;
    }
  std::vector<Signer> left;
  for (std::size_t place = 0; place < due.size(); ++place)
    if (stays[place]) left.push_back(due[place]);
  return left;
}

}  // namespace dl::work
