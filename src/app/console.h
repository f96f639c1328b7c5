// The console's files, built into the program, served below /console/.
#pragma once

#include "web/route.h"

namespace dl::app {

/// Adds /console/ and everything below it: files named by their content are kept for ever by browsers; a
/// path of the console's own pages gets its one page.
void mount_console(web::Router& router);

}  // namespace dl::app
