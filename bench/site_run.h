// What benchmarks of a served site have in common: their arguments, the folder that they work in, their report.
#pragma once

#include "bench/site_fill.h"

namespace dl::bench {

struct Settings {
  std::size_t documents = 100'000;
  std::filesystem::path program = {};
  std::filesystem::path folder = {};
  std::filesystem::path json = {};
  std::string database = {};  ///< empty: SQLite in the folder
  std::uint16_t port = 7300;
  bool keep = false;
};

inline Settings read_settings(int count, char** words) {
  Settings settings;
  if (const char* program = std::getenv("DAYLIGHT_PROGRAM")) settings.program = program;
  for (int i = 1; i < count; ++i) {
    std::string_view name = words[i];
    auto value = [&] { return std::string(i + 1 < count ? words[++i] : ""); };
    if (name == "--documents")
      settings.documents = std::stoul(value());
    else if (name == "--program")
      settings.program = value();
    else if (name == "--folder")
      settings.folder = value();
    else if (name == "--json")
      settings.json = value();
    else if (name == "--port")
      settings.port = static_cast<std::uint16_t>(std::stoul(value()));
    else if (name == "--database")
      settings.database = value();
    else if (name == "--keep")
      settings.keep = true;
    else
      throw std::runtime_error("unknown argument " + std::string(name));
  }
  if (!std::filesystem::exists(settings.program)) throw std::runtime_error("no program; say --program FILE");
  return settings;
}

inline std::unique_ptr<app::Installation> open_site(const Settings& settings, const std::filesystem::path& data) {
  if (!std::filesystem::exists(data / "daylight.toml")) found_site(settings.program, data, settings.database);
  return must(app::Installation::open(data));
}

/// The figures in the order in which they were found.
class Report {
 public:
  void add(const std::string& name, double value, const std::string& unit) {
    fmt::print("{:<34} {:>10.3f} {}\n", name, value, unit);
    std::fflush(stdout);
    keep(name, value);
  }
  /// Without a line on the screen.
  void keep(const std::string& name, double value) {
    json_ += fmt::format("{}\n  \"{}\": {:.4f}", json_.empty() ? "" : ",", name, value);
  }
  void add(const std::string& name, const Times& times) {
    add(name + "_p50_ms", times.median(), "ms");
    add(name + "_p95_ms", times.at(0.95), "ms");
    add(name + "_worst_ms", times.worst(), "ms");
  }
  void write(const std::filesystem::path& file) const { std::ofstream(file) << "{" << json_ << "\n}\n"; }

 private:
  std::string json_ = {};
};

/// Runs a Bench(settings, data folder) on a folder that is removed afterwards, unless it is to be kept.
template <class Bench>
int run_on_site(int count, char** words) {
  try {
    const auto settings = read_settings(count, words);
    auto data = settings.folder;
    if (data.empty()) {
      auto name = (std::filesystem::temp_directory_path() / "daylight-bench-XXXXXX").string();
      if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder for the benchmark");
      data = name;
    }
    Bench(settings, data).run();
    if (!settings.keep) std::filesystem::remove_all(data);
  } catch (const std::exception& exception) {
    fmt::print(stderr, "{}\n", exception.what());
    return 1;
  }
  return 0;
}

}  // namespace dl::bench
