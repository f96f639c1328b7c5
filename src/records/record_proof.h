// What somebody outside needs to check a record for himself (核验材料): what was done for the public to see, in order,
// with the words that were shown, the digests under which the journal has them, and a chain over all of it.
//
// The chain: link n is the SHA-256 of these texts as netstrings (the length in bytes, a colon, the bytes, a comma):
//
//   daylight-record-1, register, record, position, act, at (ms), number of the words, digest, ground,
//   sequence, hash and previous hash of the journal's entry (empty where there is none), link n-1 (empty for the first)
//
// The last link is the fingerprint (核验码) that stands on the page of the record. A digest is the SHA-256 of the
// content (content.h), which holds masked values and salted commitments and no salt. verify_record.py checks all this.
#pragma once

#include <boost/json.hpp>

#include "records/library.h"

namespace dl::records {

/// What was public before the last withdrawal has digests and no words, as on its page. Fails as load_live().
Outcome<boost::json::object> proof_of(db::Session& session, const Registers& registers, std::int64_t id, Date today);

}  // namespace dl::records
