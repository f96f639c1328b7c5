#include "agencies/directory.h"

#include "agencies/agency_store.h"

namespace dl::agencies {
namespace {

template <class T>
const T* by_id(const std::vector<T>& things, std::int64_t id) {
  auto found = std::find_if(things.begin(), things.end(), [id](const T& thing) { return thing.id == id; });
  return found == things.end() ? nullptr : &*found;
}

// "/cgj" takes "/cgj" and "/cgj/…", not "/cgjx".
bool below_prefix(std::string_view path, std::string_view prefix) {
  return path.starts_with(prefix) && (path.size() == prefix.size() || prefix.empty() || path[prefix.size()] == '/');
}

}  // namespace

Directory::Directory(std::vector<Agency> agencies, std::vector<Department> departments, std::vector<Site> sites,
                     std::vector<Column> columns)
    : agencies_(std::move(agencies)),
      departments_(std::move(departments)),
      sites_(std::move(sites)),
      columns_(std::move(columns)) {
  std::stable_sort(columns_.begin(), columns_.end(),
                   [](const Column& a, const Column& b) { return a.position < b.position; });
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    column_index_[columns_[i].id] = i;
    if (columns_[i].parent) columns_below_[*columns_[i].parent].push_back(columns_[i].id);
  }
}

const Agency* Directory::agency(std::int64_t id) const { return by_id(agencies_, id); }

const Agency* Directory::agency_by_code(std::string_view code) const {
  for (const auto& agency : agencies_)
    if (agency.code == code || agency.organisation_code() == code) return &agency;
  return nullptr;
}

const Site* Directory::site(std::int64_t id) const { return by_id(sites_, id); }

const Site* Directory::site_of_agency(std::int64_t agency) const {
  for (const auto& site : sites_)
    if (site.agency == agency) return &site;
  return nullptr;
}

const Column* Directory::column(std::int64_t id) const {
  auto found = column_index_.find(id);
  return found == column_index_.end() ? nullptr : &columns_[found->second];
}

const Column* Directory::column_by_slug(std::int64_t site, std::string_view slug) const {
  for (const auto& column : columns_)
    if (column.site == site && column.slug == slug) return &column;
  return nullptr;
}

const Column* Directory::column_of_type(std::int64_t site, ColumnType type) const {
  for (const auto& column : columns_)
    if (column.site == site && column.type == type) return &column;
  return nullptr;
}

std::vector<const Column*> Directory::children(std::int64_t site, std::int64_t parent) const {
  std::vector<const Column*> found;
  for (const auto& column : columns_)
    if (column.site == site && column.parent.value_or(0) == parent) found.push_back(&column);
  return found;
}

std::vector<std::int64_t> Directory::with_descendants(std::int64_t column) const {
  std::vector<std::int64_t> found = {column};
  for (std::size_t next = 0; next < found.size(); ++next)
    if (auto below = columns_below_.find(found[next]); below != columns_below_.end())
      found.insert(found.end(), below->second.begin(), below->second.end());
  return found;
}

std::vector<const Column*> Directory::path_to(std::int64_t column) const {
  std::vector<const Column*> path;
  const Column* at = this->column(column);
  while (at != nullptr && path.size() < columns_.size()) {
    path.push_back(at);
    at = at->parent ? this->column(*at->parent) : nullptr;
  }
  std::ranges::reverse(path);
  return path;
}

const Site* Directory::resolve(std::string_view host, std::string_view path) const {
  const Site* best = nullptr;
  auto better = [&](const Site& site) {
    if (best == nullptr) return true;
    bool exact = !site.host.empty();
    bool best_exact = !best->host.empty();
    return exact != best_exact ? exact : site.prefix.size() > best->prefix.size();
  };
  for (const auto& site : sites_)
    if ((site.host.empty() || site.host == host) && below_prefix(path, site.prefix) && better(site)) best = &site;
  return best;
}

std::shared_ptr<const Directory> DirectoryHolder::current() const {
  Lock lock(mutex_);
  return directory_;
}

Outcome<void> DirectoryHolder::reload(db::Database& database) {
  return reload([&] { return database.read([](db::Session& session) { return load_directory(session); }); });
}

Outcome<void> DirectoryHolder::reload(const std::function<Outcome<Directory>()>& read) {
  Lock one_at_a_time(reload_mutex_);
  DL_TRY(auto directory, read());
  auto next = std::make_shared<const Directory>(std::move(directory));
  Lock lock(mutex_);
  directory_ = std::move(next);
  return {};
}

}  // namespace dl::agencies
