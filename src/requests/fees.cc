#include "requests/fees.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "base/resources.h"
#include "base/toml_file.h"

namespace dl::requests {
namespace {

constexpr std::string_view kFile = "data/fees.toml";

const FeeScale* find_scale(FeeBasis basis, const FeeScales& scales) {
  const auto found = std::ranges::find(scales, basis, &FeeScale::basis);
  return found == scales.end() ? nullptr : &*found;
}

const FeeScale& scale_of(FeeBasis basis, const FeeScales& scales) {
  const auto* found = find_scale(basis, scales);
  if (found == nullptr) throw std::logic_error("a fee without a scale");
  return *found;
}

Outcome<std::vector<FeeBand>> read_bands(const TomlFile& file, const toml::table& table) {
  std::vector<FeeBand> bands;
  DL_TRY(const auto rows, file.tables(table, "bands"));
  for (const auto* row : rows) {
    DL_CHECK(file.only(*row, {"above", "each"}));
    FeeBand band;
    DL_TRY(band.above, file.integer(*row, "above"));
    DL_TRY(band.each, file.integer(*row, "each"));
    const bool rises = bands.empty() || (band.above > bands.back().above && band.each >= bands.back().each);
    if (band.above < 0 || band.each < 0 || !rises) return file.wrong(*row, "bands and their fees rise from 0");
    bands.push_back(band);
  }
  if (bands.empty()) return file.wrong(table, "'bands' is empty");
  return bands;
}

Outcome<FeeScale> read_scale(const TomlFile& file, const toml::table& table, const FeeScales& before) {
  DL_CHECK(file.only(table, {"basis", "standard", "bands", "rising"}));
  FeeScale scale;
  DL_TRY(const auto name, file.text(table, "basis"));
  const auto basis = find_name<FeeBasis>(name);
  if (!basis || find_scale(*basis, before) != nullptr)
    return file.wrong(*table.get("basis"), fmt::format("'{}' is no basis of fees, or comes twice", name));
  scale.basis = *basis;
  DL_TRY(scale.standard, file.text(table, "standard"));
  DL_TRY(scale.bands, read_bands(file, table));
  const auto* rising = table.get_as<toml::table>("rising");
  if (rising == nullptr) return scale;
  DL_CHECK(file.only(*rising, {"every", "more"}));
  DL_TRY(scale.every, file.integer(*rising, "every"));
  DL_TRY(scale.more, file.integer(*rising, "more"));
  if (scale.every < 1 || scale.more < 0) return file.wrong(*rising, "'every' is 1 or more, 'more' not below 0");
  return scale;
}

/// How many of `count` lie above `after` and up to `until`.
std::int64_t within(std::int64_t count, std::int64_t after, std::int64_t until) {
  return std::clamp<std::int64_t>(count - after, 0, until - after);
}

}  // namespace

Outcome<FeeScales> read_fee_scales(const std::string& name, std::string_view text) {
  DL_TRY(const auto file, TomlFile::parse(name, text));
  DL_CHECK(file.only(file.root(), {"scale"}));
  DL_TRY(const auto tables, file.tables(file.root(), "scale"));
  FeeScales scales;
  for (const auto* table : tables) {
    DL_TRY(auto scale, read_scale(file, *table, scales));
    scales.push_back(std::move(scale));
  }
  for (const auto& basis : kFeeBases)
    if (find_scale(basis.value, scales) == nullptr)
      return file.wrong(file.root(), fmt::format("'{}' is missing", basis.name));
  return scales;
}

Outcome<FeeScales> load_fee_scales() {
  DL_TRY(const auto text, load_resource(kFile));
  return read_fee_scales(std::string(kFile), text);
}

const FeeScales& fee_scales() {
  static const auto scales = load_fee_scales();
  if (!scales) throw std::runtime_error(describe(scales.error()));
  return *scales;
}

std::int64_t fee_of(const FeeScale& scale, std::int64_t count) {
  std::int64_t fee = 0;
  for (std::size_t at = 0; at + 1 < scale.bands.size(); ++at)
    fee += scale.bands[at].each * within(count, scale.bands[at].above, scale.bands[at + 1].above);
  const auto& last = scale.bands.back();
  const auto above = std::max<std::int64_t>(0, count - last.above);
  fee += last.each * above;
  if (scale.every == 0) return fee;
  // Whole groups cost 0, 1, 2 … times more a piece; the last one is not whole.
  const auto whole = above / scale.every;
  return fee + scale.more * (scale.every * (whole * (whole - 1) / 2) + (above % scale.every) * whole);
}

Fee fee_of(FeeBasis basis, std::int64_t count, const FeeScales& scales) {
  const auto& scale = scale_of(basis, scales);
  const auto all = fee_of(scale, count);
  return {basis, count, basis == FeeBasis::Piece ? all - fee_of(scale, count - 1) : all};
}

std::string words_of(const Fee& fee, const FeeScales& scales) {
  const auto counted = fee.basis == FeeBasis::Piece ? fmt::format("本件为您本月向本机关提出的第{}件申请", fee.count)
                                                    : fmt::format("共{}页", fee.count);
  return fmt::format("{}，{}；标准为{}；数额为{}元", chinese_of(fee.basis), counted,
                     scale_of(fee.basis, scales).standard, fee.yuan);
}

}  // namespace dl::requests
