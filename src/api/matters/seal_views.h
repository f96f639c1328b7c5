// What is sent of the seals of agencies. Their pictures are sent as bytes.
#pragma once

#include "api/listing.h"
#include "api/shape.h"

namespace dl::api {

struct AgencySealQuery {
  std::int64_t agency = 0;
};
BOOST_DESCRIBE_STRUCT(AgencySealQuery, (), (agency))

struct NewSealQuery {
  std::int64_t agency = 0;
  std::optional<int> width = {};  ///< on paper, in millimetres; 42 when nothing is said
};
BOOST_DESCRIBE_STRUCT(NewSealQuery, (), (agency, width))

struct SealUseQuery : Paging {
  std::int64_t agency = 0;
};
BOOST_DESCRIBE_STRUCT(SealUseQuery, (Paging), (agency))

struct AgencySealView {
  std::int64_t id = 0;
  std::string digest = {};
  int width = 0;  ///< on paper, in millimetres
  std::string set_by_name = {};
  Instant set_at = {};
  std::optional<Instant> retired_at = {};  ///< null for the one in use
};
BOOST_DESCRIBE_STRUCT(AgencySealView, (), (id, digest, width, set_by_name, set_at, retired_at))

/// A letter that bears a seal.
struct SealUseView {
  std::int64_t letter = 0;
  std::int64_t seal = 0;
  std::int64_t matter = 0;
  std::string number = {};
  std::string letter_digest = {};
  std::string used_by_name = {};
  Instant used_at = {};
};
BOOST_DESCRIBE_STRUCT(SealUseView, (), (letter, seal, matter, number, letter_digest, used_by_name, used_at))

}  // namespace dl::api
