// Walks the parts of a Word document and writes lines; used by docx_file.h alone.
#pragma once

#include <pugixml.hpp>
#include <set>

#include "intake/docx_formula.h"
#include "intake/docx_numbering.h"
#include "intake/losses.h"
#include "intake/script.h"
#include "intake/zip_package.h"

namespace dl::intake {

/// Whether a property such as w:b is there and not switched off.
bool is_on(pugi::xml_node property);

class DocxReader {
 public:
  static constexpr int kDeepest = 100;

  DocxReader(ZipPackage& package, Draft& draft, int depth);

  void read_body(pugi::xml_node body, int depth = 0);
  /// Notes go behind the document; headers, footers and what else stands beside the text is told.
  void finish();

 private:
  /// What is being read: a paragraph, with what comes behind it.
  struct Paragraph {
    Line line = {};
    DocxStyle style = {};
    std::vector<Line> behind = {};  ///< pictures and text boxes
    Losses losses = {};
    std::string link = {};
  };
  /// A field between its begin and its end.
  struct Field {
    Chars instruction = {};
    bool result = false;  ///< what stands there now is its result
    std::size_t from = 0;
  };
  struct Grid {
    std::vector<content::Row> rows = {};
    std::vector<std::pair<std::size_t, std::size_t>> open = {};  ///< by column: the cell that a vMerge goes on
  };
  struct Note {
    bool end = false;
    std::string id = {};
  };

  // docx_file.cc: paragraphs and tables
  bool load(const std::string& name, pugi::xml_document& xml);
  DocxStyle style_of(pugi::xml_node properties) const;
  void read_paragraph(pugi::xml_node node, int depth);
  void flush();
  void lose(Loss loss, View words);
  std::size_t place() const;
  void read_table(pugi::xml_node table, int depth);
  void read_rows(pugi::xml_node table, int depth, Grid& grid);
  void read_cells(pugi::xml_node row, int depth, Grid& grid, content::Row& out, std::size_t& column);
  std::vector<content::Run> read_cell(pugi::xml_node cell, int depth);
  /// The lines below a node, apart from those of the document.
  std::vector<Line> lines_below(pugi::xml_node node, int depth);

  // docx_runs.cc: what stands in a paragraph
  void read_runs(pugi::xml_node node, int depth);
  void read_link(pugi::xml_node node, int depth);
  void read_run(pugi::xml_node run, int depth);
  void read_piece(pugi::xml_node piece, pugi::xml_node properties, int depth);
  void mark_run(pugi::xml_node properties, std::size_t from);
  void add_span(const Span& span);
  void read_math(pugi::xml_node node);
  void read_ruby(pugi::xml_node ruby, int depth);
  void read_symbol(std::string_view font, char32_t code);
  void read_field_mark(pugi::xml_node mark);
  void end_field(const Field& field);
  void read_note(pugi::xml_node reference, bool end);

  // docx_parts.cc: pictures, objects and other parts of the package
  void read_drawing(pugi::xml_node node, int depth);
  void read_part(const std::string& id, const char* what);
  void read_alt_chunk(const std::string& id);
  void add_image(const std::string& id, pugi::xml_node near);
  void read_notes();
  void read_note_lines(pugi::xml_node note, int number);
  void read_beside();
  std::string comment(const std::string& id);

  ZipPackage& package_;
  Draft& draft_;
  const int depth_;  ///< documents that this one stands in
  std::map<std::string, std::string> relations_;
  std::map<std::string, DocxStyle> styles_ = {};
  DocxNumbering numbering_ = {};
  pugi::xml_document comments_ = {};
  Paragraph now_ = {};
  std::vector<Field> fields_ = {};
  std::vector<Note> notes_ = {};
  std::vector<Line> behind_table_ = {};
  std::set<std::string> beside_ = {};      ///< ids of headers and footers
  std::optional<std::size_t> outer_ = {};  ///< the line of the document, while something in it is read
  bool inserted_ = false;
};

}  // namespace dl::intake
