# Fault tests: programs that kill, fill and cut. tests/fault/NAME_fault.cc is a test of the label
# "fault"; tests/fault/writer.cc is the program that they kill.

if(DAYLIGHT_TESTS AND TARGET daylight_journal)
  add_executable(fault_writer ${CMAKE_SOURCE_DIR}/tests/fault/writer.cc)
  daylight_target_defaults(fault_writer)
  target_include_directories(fault_writer PRIVATE ${CMAKE_SOURCE_DIR})
  target_link_libraries(fault_writer PRIVATE daylight_journal)

  file(GLOB fault_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/fault/*_fault.cc)
  foreach(source ${fault_sources})
    get_filename_component(name ${source} NAME_WE)
    add_executable(${name} ${source})
    daylight_target_defaults(${name})
    target_link_libraries(${name} PRIVATE daylight_journal daylight_test_support GTest::gtest_main)
    target_compile_definitions(${name} PRIVATE DAYLIGHT_FAULT_WRITER="$<TARGET_FILE:fault_writer>")
    add_dependencies(${name} fault_writer)
    daylight_cases(${name} ${name} fault)
    set_tests_properties(${name} PROPERTIES TIMEOUT 300)
  endforeach()
endif()

# tests/fault/NAME_test.py does the same with the program itself, as an administrator runs it. Most of them wait most of
# the time, and run side by side; not those that count what is done in a time before a kill, or how fast pages come.
set(faults_alone body_flood_fault every_step_killed_fault import_killed_fault matters_killed_fault
  records_import_killed_fault)
find_package(Python3 COMPONENTS Interpreter)
if(DAYLIGHT_TESTS AND TARGET daylight AND Python3_FOUND)
  file(GLOB program_fault_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/fault/*_test.py)
  foreach(source ${program_fault_sources})
    get_filename_component(name ${source} NAME_WE)
    string(REGEX REPLACE "_test$" "_fault" name ${name})
    add_test(NAME ${name} COMMAND ${Python3_EXECUTABLE} -B ${source})
    set_tests_properties(${name} PROPERTIES LABELS fault TIMEOUT 400
      ENVIRONMENT "DAYLIGHT_PROGRAM=$<TARGET_FILE:daylight>" SKIP_REGULAR_EXPRESSION "OK \\(skipped")
    if(name IN_LIST faults_alone)
      set_tests_properties(${name} PROPERTIES RUN_SERIAL ON)
    endif()
  endforeach()
endif()
