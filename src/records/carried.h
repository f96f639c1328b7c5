// The registers of this installation and the laws that they are under: read by whoever asks first, and the same for
// everybody as long as anybody holds them. Reading all of them takes some tens of milliseconds.
#pragma once

#include <memory>

#include "periods/laws.h"
#include "records/read.h"

namespace dl::records {

struct Carried {
  periods::Laws laws = {};
  Registers registers = {};
};

/// Fails as Registers::load: a file that is wrong is told when the installation is opened.
Outcome<std::shared_ptr<const Carried>> carried();

}  // namespace dl::records
