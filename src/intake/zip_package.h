// A zip package, as Word documents, workbooks and OFD files are: its parts, unpacked within limits.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.h"

struct zip;

namespace dl::intake {

class ZipPackage {
 public:
  static constexpr std::size_t kMaxPart = 48U << 20U;    ///< bytes of one part, unpacked
  static constexpr std::size_t kMaxTotal = 160U << 20U;  ///< bytes of all parts that are read
  static constexpr std::size_t kMaxRatio = 200;          ///< unpacked to packed, for parts above 1 MiB

  /// `bytes` must live as long as the package. Fails with `intake.broken` when it is no zip archive or
  /// has more than 4,000 entries.
  static Outcome<ZipPackage> open(std::string_view bytes);

  bool has(const std::string& name) const;
  /// All entries, in the order of the archive.
  std::vector<std::string> names() const;
  /// Fails with `intake.broken` when there is no such part or its sum is wrong, with Fault::TooLarge
  /// `intake.too-large` beyond the limits, whatever size the archive claims.
  Outcome<std::string> read(const std::string& name);
  /// What a part such as "word/document.xml" refers to, by id: parts of the package by their names, and addresses
  /// outside.
  std::map<std::string, std::string> relations(const std::string& part);

 private:
  struct Close {
    void operator()(zip* archive) const;
  };
  std::unique_ptr<zip, Close> archive_;
  std::size_t total_ = 0;
};

}  // namespace dl::intake
