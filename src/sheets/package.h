// The zip package that a workbook is: its parts as streams, unpacked within limits.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "sheets/cells.h"

struct zip;
struct zip_file;

namespace dl::sheets {

/// A part of a package.
struct Target {
  std::string part = {};  ///< its name, or an address outside
  std::string type = {};  ///< the last word of its type: "worksheet", "comments"
};

class Package {
 public:
  /// A part that is being unpacked. Lives no longer than its package.
  class Stream {
   public:
    /// The number of bytes that were put there; 0 at the end. Fails with `sheets.broken`, `sheets.too-large`,
    /// `sheets.too-dense`, whatever size the archive claims.
    Outcome<std::size_t> read(char* to, std::size_t room);

   private:
    friend class Package;
    struct Close {
      void operator()(zip_file* file) const;
    };
    std::unique_ptr<zip_file, Close> file_ = {};
    std::uint64_t* total_ = nullptr;
    std::uint64_t count_ = 0;
    std::uint64_t packed_ = 0;
    const Limits* limits_ = nullptr;
  };

  /// `bytes` and `limits` must live as long as the package. Fails with `sheets.password` and `sheets.old-workbook` for
  /// what Excel keeps in its older kind of file, `sheets.not-a-workbook`, `sheets.broken`, `sheets.too-large`.
  static Outcome<Package> open(std::string_view bytes, const Limits& limits);

  bool has(const std::string& name) const;
  /// Fails with `sheets.broken` when there is no such part, with `sheets.password` when it is encrypted.
  Outcome<Stream> stream(const std::string& name);
  /// A part as a whole, at most `most` bytes; beyond, `sheets.too-large`.
  Outcome<std::string> read(const std::string& name, std::size_t most);
  /// What a part such as "xl/workbook.xml" refers to, by id; nothing where it refers to nothing.
  Outcome<std::map<std::string, Target>> relations(const std::string& part);

 private:
  struct Close {
    void operator()(zip* archive) const;
  };
  std::unique_ptr<zip, Close> archive_ = {};
  std::unique_ptr<std::uint64_t> total_ = std::make_unique<std::uint64_t>(0);
  const Limits* limits_ = nullptr;
};

}  // namespace dl::sheets
