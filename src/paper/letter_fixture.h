// What other programs read out of the PDF of a letter.
#pragma once

#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <pugixml.hpp>
#include <sstream>

#include "base/text.h"
#include "paper/letter_sample.h"

namespace dl::paper {

/// A word of a page, in points from its upper left corner.
struct Word {
  std::size_t page = 0;  ///< from 1
  double left = 0, top = 0, right = 0, bottom = 0;
  std::string text = {};
};

/// Ink of a page.
struct Pixels {
  int width = 0, height = 0;
  std::string bytes = {};  ///< red, green, blue

  std::array<int, 3> at(int x, int y) const {
    const auto from = static_cast<std::size_t>(3 * (y * width + x));
    return {static_cast<unsigned char>(bytes[from]), static_cast<unsigned char>(bytes[from + 1]),
            static_cast<unsigned char>(bytes[from + 2])};
  }
};

/// Reads a PDF by the programs of poppler.
class ReadPdf {
 public:
  explicit ReadPdf(const std::string& pdf) {
    std::filesystem::create_directories(folder_);
    std::ofstream(file_, std::ios::binary) << pdf;
  }
  ~ReadPdf() { std::filesystem::remove_all(folder_); }
  ReadPdf(const ReadPdf&) = delete;
  ReadPdf& operator=(const ReadPdf&) = delete;

  std::string text() const { return output("pdftotext -raw", "-"); }
  std::string fonts() const { return output("pdffonts", ""); }
  std::string info() const { return output("pdfinfo -isodates", ""); }
  std::string images() const { return output("pdfimages -list", ""); }

  std::vector<Word> words() const {
    std::vector<Word> found;
    pugi::xml_document html;
    html.load_string(output("pdftotext -bbox", "-").c_str());
    std::size_t page = 0;
    for (const auto& sheet : html.child("html").child("body").child("doc").children("page")) {
      ++page;
      for (const auto& word : sheet.children("word"))
        found.push_back({page, word.attribute("xMin").as_double(), word.attribute("yMin").as_double(),
                         word.attribute("xMax").as_double(), word.attribute("yMax").as_double(), word.child_value()});
    }
    return found;
  }

  Pixels drawn(std::size_t page, int dots) const {
    const auto ppm = output(fmt::format("pdftoppm -f {0} -l {0} -r {1}", page, dots), "");
    Pixels pixels;
    std::istringstream in(ppm);
    std::string kind;
    int most = 0;
    in >> kind >> pixels.width >> pixels.height >> most;
    pixels.bytes = ppm.substr(std::min(ppm.size(), static_cast<std::size_t>(in.tellg()) + 1));
    return pixels;
  }

 private:
  std::string output(const std::string& program, const std::string& behind) const {
    std::string out;
    auto* pipe = popen((program + " " + file_.string() + " " + behind).c_str(), "r");
    if (pipe == nullptr) return out;
    std::array<char, 65'536> piece = {};
    while (const auto count = std::fread(piece.data(), 1, piece.size(), pipe)) out.append(piece.data(), count);
    pclose(pipe);
    return out;
  }

  std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() / fmt::format("daylight-letter-{}", ::getpid());
  std::filesystem::path file_ = folder_ / "letter.pdf";
};

}  // namespace dl::paper
