#include "app/messages.h"

#include <map>

#include "base/toml_file.h"

namespace dl::app {
namespace {

std::map<std::string, std::string, std::less<>> read_sentences() {
  std::map<std::string, std::string, std::less<>> sentences;
  auto file = TomlFile::load("data/messages.toml");
  if (!file) return sentences;
  for (const auto& [group, members] : file->root())
    if (const auto* rows = members.as_table())
      for (const auto& [name, sentence] : *rows)
        if (const auto* text = sentence.as_string())
          sentences.emplace(fmt::format("{}.{}", group.str(), name.str()), text->get());
  return sentences;
}

}  // namespace

std::string sentence_of(std::string_view key) {
  static const auto sentences = read_sentences();
  auto found = sentences.find(key);
  return found == sentences.end() ? std::string(key) : found->second;
}

}  // namespace dl::app
