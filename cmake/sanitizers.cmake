# Sanitizers: the presets asan and tsan build everything with them. ./dev test builds of each only the target
# sanitized_tests and runs it.

# Levels 0 to 5 that have threads or read bytes from outside, whatever the number of domains: a domain reads those bytes
# through these, its own readers have fuzz targets, and the corpora of all of them are run under the address sanitizer.
# `./dev test asan` and `tsan` run the tests of every module so. Paper is left out: what fontconfig keeps is told as
# leaks, and its only foreign bytes, images of seals, are read by the corpus of their fuzz target.
set(sanitized_modules base db web search journal agencies accounts work)
if(NOT DAYLIGHT_SANITIZE STREQUAL "thread")
  list(APPEND sanitized_modules sheets intake mail periods privacy)
endif()

if(DAYLIGHT_SANITIZE)
  target_compile_options(daylight_options INTERFACE -fsanitize=${DAYLIGHT_SANITIZE} -fno-omit-frame-pointer
    -fno-sanitize-recover=undefined)
  target_link_options(daylight_options INTERFACE -fsanitize=${DAYLIGHT_SANITIZE})
endif()

# Collects these test programs and the corpora of the fuzz targets in the target sanitized_tests; their tests bear the
# label "sanitized".
function(daylight_sanitized_tests)
  if(DAYLIGHT_SANITIZE STREQUAL "thread")
    set(fuzz_corpora)  # each reads its inputs on one thread
    set(fuzz_programs)
  endif()
  set(tests ${fuzz_corpora})
  set(programs ${fuzz_programs})
  foreach(module ${sanitized_modules})
    get_target_property(cases ${module}_tests DAYLIGHT_CASES)
    list(APPEND tests ${cases})
    list(APPEND programs ${module}_tests)
  endforeach()
  add_custom_target(sanitized_tests DEPENDS ${programs})
  foreach(test ${tests})
    set_property(TEST ${test} APPEND PROPERTY LABELS sanitized)
  endforeach()

  # Xapian reads past the end of blocks of its own files that were damaged, and we know of no report; docs/security.md
  # has it among what is not defended.
  if(DAYLIGHT_SANITIZE)
    set_property(TEST search APPEND PROPERTY ENVIRONMENT GTEST_FILTER=-IndexTest.SurvivesDamagedFiles)
  endif()
endfunction()
