# Fuzz targets and benchmarks: programs beside the modules, one a file.
#
#   tests/fuzz/NAME_fuzz.cc   in the asan preset a libFuzzer program, elsewhere a plain one; both go
#                             through the corpus of tests/fuzz/corpus/NAME once as a test
#   bench/NAME_bench.cc       a program, built where DAYLIGHT_BENCH is on; what it alone links stands
#                             in bench/NAME_bench.cmake
#
# Each links the modules whose headers it includes, nothing else.

# Sets `result` to the modules that a source file includes.
function(daylight_modules_of source result)
  file(STRINGS ${source} lines REGEX "^ *# *include *\"[a-z_]+/")
  set(found "")
  foreach(line ${lines})
    string(REGEX REPLACE "^ *# *include *\"([a-z_]+)/.*$" "\\1" module "${line}")
    if(TARGET daylight_${module})
      list(APPEND found daylight_${module})
    endif()
    if("${module}" STREQUAL "tests" AND TARGET daylight_test_support)
      list(APPEND found daylight_test_support)
    endif()
  endforeach()
  list(REMOVE_DUPLICATES found)
  set(${result} "${found}" PARENT_SCOPE)
endfunction()

function(daylight_extra_program target source)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${source})
  daylight_modules_of(${source} modules)
  add_executable(${target} ${source} ${ARGN})
  daylight_target_defaults(${target})
  target_include_directories(${target} PRIVATE ${CMAKE_SOURCE_DIR})
  target_compile_definitions(${target} PRIVATE DAYLIGHT_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  target_link_libraries(${target} PRIVATE ${modules} fmt::fmt)
endfunction()

file(GLOB fuzz_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/fuzz/*_fuzz.cc)
foreach(source ${fuzz_sources})
  get_filename_component(name ${source} NAME_WE)
  string(REGEX REPLACE "_fuzz$" "" subject ${name})
  if(DAYLIGHT_FUZZ)
    daylight_extra_program(${name} ${source})
    target_link_options(${name} PRIVATE -fsanitize=fuzzer)
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/fuzz)
    set(replay ${name} -runs=0 -timeout=60)
  elseif(DAYLIGHT_TESTS)
    set(name ${subject}_corpus)
    daylight_extra_program(${name} ${source} ${CMAKE_SOURCE_DIR}/tests/fuzz/replay.cc)
    set(replay ${name})
  endif()
  if(DAYLIGHT_TESTS)
    add_test(NAME ${subject}_corpus COMMAND ${replay} ${CMAKE_SOURCE_DIR}/tests/fuzz/corpus/${subject})
    set_tests_properties(${subject}_corpus PROPERTIES LABELS fast)
    list(APPEND fuzz_corpora ${subject}_corpus)
    list(APPEND fuzz_programs ${name})
  endif()
endforeach()

file(GLOB bench_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/bench/*_bench.cc)
if(DAYLIGHT_BENCH AND bench_sources)
  # Absent on a machine that only builds the program; ./dev bench installs it.
  find_package(benchmark QUIET)
endif()
if(benchmark_FOUND)
  foreach(source ${bench_sources})
    get_filename_component(name ${source} NAME_WE)
    daylight_extra_program(${name} ${source})
    target_link_libraries(${name} PRIVATE benchmark::benchmark)
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bench)
    include(${CMAKE_SOURCE_DIR}/bench/${name}.cmake OPTIONAL)
    list(APPEND bench_targets ${name})
  endforeach()
endif()
add_custom_target(benches DEPENDS ${bench_targets})
