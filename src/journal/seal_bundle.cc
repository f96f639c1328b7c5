#include "journal/seal_bundle.h"

#include <charconv>

#include "journal/seals.h"

namespace dl::journal {

Outcome<void> SealBundle::add(db::Session& session, Kind kind, std::int64_t first, std::int64_t last) {
  if (seals_ == nullptr || last < first) return {};
  std::string lines;
  DL_TRY(const auto parts, seals_->of_staged(session, kind, first, last));
  for (auto id = first; id <= last; ++id)
    lines += fmt::format("{} {}\n", Thing{kind, id}.name(), parts.at(static_cast<std::size_t>(id - first)));
  digest_.update(lines);
  DL_CHECK(session.run("INSERT INTO journal_bundle (bundle, page, lines) VALUES (:bundle, :page, :lines)", bundle_,
                       ++pages_, lines));
  return {};
}

void SealBundle::seal(Transaction& transaction) {
  if (pages_ > 0) transaction.seal({bundle_, digest_.finish_hex()});
}

std::string text_of(const BundleLine& line) { return fmt::format("={} {}", line.bundle, line.digest); }

std::optional<BundleLine> bundle_line(std::string_view name, std::string_view digest) {
  if (!name.starts_with('=')) return std::nullopt;
  name.remove_prefix(1);
  BundleLine line{.digest = std::string(digest)};
  const auto [end, problem] = std::from_chars(name.data(), name.data() + name.size(), line.bundle);
  if (problem != std::errc() || end != name.data() + name.size()) return std::nullopt;
  return line;
}

Outcome<bool> is_whole_bundle(db::Session& session, const BundleLine& line) {
  Sha256 digest;
  DL_CHECK(read_bundle_pages(session, line.bundle, [&](const std::string& page) -> Outcome<void> {
    digest.update(page);
    return {};
  }));
  return digest.finish_hex() == line.digest;
}

Outcome<void> read_bundle_pages(db::Session& session, std::int64_t bundle,
                                const std::function<Outcome<void>(const std::string&)>& take) {
  for (std::int64_t page = 1;; ++page) {
    DL_TRY(const auto row,
           session.find<std::string>("SELECT lines FROM journal_bundle WHERE bundle = :bundle AND page = :page", bundle,
                                     page));
    if (!row) return {};
    DL_CHECK(take(std::get<0>(*row)));
  }
}

Outcome<void> drop_bundle(db::Session& session, std::int64_t bundle) {
  DL_CHECK(session.run("DELETE FROM journal_bundle WHERE bundle = :bundle", bundle));
  return {};
}

}  // namespace dl::journal
