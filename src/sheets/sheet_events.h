// One sheet of a workbook from its XML.
#pragma once

#include "sheets/cells.h"
#include "sheets/strings.h"
#include "sheets/xml.h"

namespace dl::sheets {

/// What the sheets of a workbook share.
struct Shared {
  SharedStrings strings = {};
  std::vector<NumberFormat> formats = {};  ///< by the place of cell formats in cellXfs; at least one
  std::size_t cells = 0;                   ///< that have been told so far
};

class SheetEvents : public XmlEvents {
 public:
  SheetEvents(SheetHead head, Shared& shared, Receiver& receiver, const Limits& limits)
      : head_(std::move(head)), shared_(shared), receiver_(receiver), limits_(limits) {}

  void open(std::string_view name, const Attributes& attributes) override;
  void close(std::string_view name) override;
  void text(std::string_view piece) override;

  /// To be called once the XML has been read: begins a sheet that has no rows at all.
  void finish() { begin(); }
  Wish wish() const { return wish_; }
  bool ended() const { return ended_; }  ///< by the receiver
  SheetFoot& foot() { return foot_; }

 private:
  void begin();
  void open_around(std::string_view name, const Attributes& attributes);
  void open_row(const Attributes& attributes);
  void open_cell(const Attributes& attributes);
  void close_cell();
  void close_row();
  bool take_value(Cell& cell);
  void hide(std::size_t first, std::size_t last);

  const SheetHead head_;
  Shared& shared_;
  Receiver& receiver_;
  const Limits& limits_;

  bool begun_ = false;
  bool ended_ = false;
  Wish wish_ = Wish::Rows;
  SheetFoot foot_ = {};
  std::vector<bool> hidden_ = {};  ///< by column; empty where none is
  std::size_t hidings_ = 0;

  bool in_row_ = false;
  bool in_cell_ = false;
  int aloud_ = 0;                ///< elements that say how words are read aloud
  std::string* sink_ = nullptr;  ///< where text goes
  std::string type_ = {};
  std::string value_ = {};
  std::string formula_ = {};
  bool has_formula_ = false;
  Cell cell_ = {};
  std::size_t next_column_ = 0;

  Row row_ = {};
  std::size_t last_row_ = 0;
  std::vector<Cell> cells_ = {};
  std::deque<std::string> kept_ = {};  ///< words of the row's cells; used again from row to row
  std::size_t kept_count_ = 0;
  bool in_order_ = true;
};

}  // namespace dl::sheets
