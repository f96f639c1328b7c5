#include "agencies/revision.h"

#include "base/hash.h"

namespace dl::agencies {
namespace {

class Digest {
 public:
  Digest& add(std::string_view text) {
    sha_.update(fmt::format("{}:", text.size())).update(text);
    return *this;
  }
  Digest& add(std::int64_t number) { return add(fmt::format("{}", number)); }

  std::int64_t number() { return dl::revision_of(sha_.finish_hex()); }

 private:
  Sha256 sha_ = {};
};

}  // namespace

std::int64_t revision_of(const Agency& agency, const Directory& directory) {
  Digest digest;
  digest.add(agency.id).add(agency.name).add(agency.short_name).add(agency.parent.value_or(0));
  digest.add(write_json(agency.openness));
  for (const auto& department : directory.departments())
    if (department.agency == agency.id) digest.add(department.id).add(department.name).add(department.duties);
  return digest.number();
}

std::int64_t revision_of(const Site& site) {
  return Digest().add(site.id).add(site.name).add(site.host).add(site.prefix).add(write_json(site.facts)).number();
}

std::int64_t revision_of(const Column& column) {
  Digest digest;
  digest.add(column.id).add(column.parent.value_or(0)).add(column.name).add(name_of(column.type));
  digest.add(column.description).add(column.keywords).add(column.update_cycle_days).add(column.position);
  return digest.add(column.statutory_item).add(column.register_code).number();
}

}  // namespace dl::agencies
