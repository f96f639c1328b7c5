# Sanitizers: the presets asan and tsan build everything with them. ./dev test builds of each only the target
# sanitized_tests, the test programs of all modules that have threads or read bytes from outside, and runs them.

# Of records only what reads the cells, headings and rows of files that people upload, with a database on SQLite alone:
# all of it takes 160 seconds under the address sanitizer. The one case that is left out enters 1,100 records first.
set(sanitized_records "Types.*:Cells.*:Writing.*:Reading.*:Headings.*:ImportCells.*:Import.*"
  "*/ImportChecking.*/SqliteMemory:*/ImportSituations.*/SqliteMemory-*.TellsAmountsThatAreOutOfTheUsual/*")
list(JOIN sanitized_records ":" sanitized_records)

# Not here: app, whose tests would take all of it over a quarter of an hour, and publications and figures, which have no
# threads and read no foreign bytes; nor paper, for what fontconfig keeps is told as leaks, and its only foreign bytes,
# images of seals, are read by the corpus of their fuzz target. Those without threads that do read them are run under
# the address sanitizer alone.
set(sanitized_modules base db web search journal agencies accounts work portal)
if(NOT DAYLIGHT_SANITIZE STREQUAL "thread")
  list(APPEND sanitized_modules sheets intake periods privacy records api)
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
  endif()
  set(tests ${fuzz_corpora})
  set(programs ${fuzz_corpora})
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

  if(DAYLIGHT_SANITIZE AND records IN_LIST sanitized_modules)
    get_target_property(cases records_tests DAYLIGHT_CASES)
    foreach(test ${cases})
      set_property(TEST ${test} APPEND PROPERTY ENVIRONMENT "GTEST_FILTER=${sanitized_records}")
    endforeach()
  endif()

  # ThreadSanitizer knows nothing of fences that stand alone, and g++ warns of each of Asio's: google/sanitizers#1352,
  # chriskohlhoff/asio#1193. Nothing is reported because of them, so nothing is suppressed.
  if(DAYLIGHT_SANITIZE STREQUAL "thread" AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(daylight_web PRIVATE -Wno-tsan)
  endif()
endfunction()
