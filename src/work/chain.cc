#include "work/chain.h"

#include <algorithm>

#include "base/condition_toml.h"
#include "base/resources.h"

namespace dl::work {
namespace {

constexpr auto kHands = named_table<Hand>({{Hand::Another, "another", "另一人"}, {Hand::Any, "any", "不限"}});

bool is_word(std::string_view text) {
  const auto letter = [](char c) { return c >= 'a' && c <= 'z'; };
  return !text.empty() && letter(text.front()) && letter(text.back()) &&
         std::ranges::all_of(text, [&](char c) { return letter(c) || c == '-'; });
}

Outcome<Signer> read_signer(const TomlFile& file, const toml::table& table, std::span<const condition::Field> fields) {
  DL_CHECK(file.only(table, {"code", "title", "right", "hand", "skip"}));
  Signer signer;
  DL_TRY(signer.code, file.text(table, "code"));
  if (!is_word(signer.code))
    return file.wrong(*table.get("code"), fmt::format("'{}' is no word such as 'head'", signer.code));
  DL_TRY(signer.title, file.text(table, "title"));
  DL_TRY(const auto name, file.text(table, "right"));
  const auto right = find_named<accounts::Right>(name);
  if (!right) return file.wrong(*table.get("right"), fmt::format("'{}' is no right", name));
  signer.right = *right;
  if (const auto* node = table.get("hand")) {
    DL_TRY(const auto text, file.text(table, "hand"));
    const auto hand = find_name<Hand>(text);
    if (!hand) return file.wrong(*node, fmt::format("'{}' is no hand", text));
    signer.hand = *hand;
  }
  if (const auto* skip = table.get("skip")) {
    DL_TRY(signer.skip, condition::parse_toml(file, *skip, fields));
  }
  return signer;
}

}  // namespace

Names<Hand> table_of(Hand) { return kHands; }

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

}  // namespace dl::work
