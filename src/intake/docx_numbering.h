// Automatic numbers of Word: which level a paragraph is on, and the words of its number.
#pragma once

#include <map>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <vector>

namespace dl::intake {

class DocxNumbering {
 public:
  DocxNumbering() = default;
  explicit DocxNumbering(const pugi::xml_document& numbering);

  /// Counts one paragraph of list `list` on `level` and returns its number as text, such as "（一）";
  /// empty for bullets and unknown lists.
  std::string next(const std::string& list, int level);

 private:
  struct Level {
    std::string format = "decimal";
    std::string text = {};
    int start = 1;
  };
  std::map<std::string, std::vector<Level>> lists_ = {};  ///< by numId
  std::map<std::string, std::string> shared_ = {};        ///< numId to what holds its counters
  std::map<std::string, std::vector<int>> counters_ = {};
};

/// What the styles say about paragraphs: by style id, the outline level (1–9, 10 = Title) and the list.
struct DocxStyle {
  int outline = 0;
  std::string list = {};
  int list_level = 0;
  bool centered = false;
  bool caption = false;     ///< 题注: of a table or picture
  std::string script = {};  ///< "superscript", "subscript"
};
std::map<std::string, DocxStyle> read_docx_styles(const pugi::xml_document& styles);

}  // namespace dl::intake
