# How ctest runs a GoogleTest program: whole, or in shares side by side, each of which has every n-th of its cases.
#
# A program that takes long is shared out, so that none of it runs alone while another core has nothing to do. Shares
# are named NAME-1, NAME-2, … and begin before all that is quick (COST, in seconds). What a share found stands as JSON
# in gtest/ of the build folder, where tools/results.py adds it up.

# Five rather than four: cases of two engines stand in turns, and every share is to have some of each.
set(daylight_shares app=5 api=5 db=2 intake=2 publications=2 records=2)

# Enters `program` in ctest as `name` under a label. The names of its shares are its property DAYLIGHT_CASES.
function(daylight_cases name program label)
  set(shares 1)
  if("${daylight_shares}" MATCHES "(^|;)${name}=([0-9]+)")
    set(shares ${CMAKE_MATCH_2})
  endif()
  set(cases "")
  foreach(share RANGE 1 ${shares})
    set(case ${name})
    set(environment LSAN_OPTIONS=suppressions=${CMAKE_SOURCE_DIR}/cmake/leaks.txt:print_suppressions=0)
    if(shares GREATER 1)
      set(case ${name}-${share})
      math(EXPR index "${share} - 1")
      list(APPEND environment GTEST_TOTAL_SHARDS=${shares} GTEST_SHARD_INDEX=${index})
    endif()
    list(APPEND environment GTEST_OUTPUT=json:${CMAKE_BINARY_DIR}/gtest/${case}.json)
    add_test(NAME ${case} COMMAND ${program} --gtest_brief=1)
    set_tests_properties(${case} PROPERTIES LABELS ${label} ENVIRONMENT "${environment}")
    if(shares GREATER 1)
      set_tests_properties(${case} PROPERTIES COST 20)
    endif()
    list(APPEND cases ${case})
  endforeach()
  set_target_properties(${program} PROPERTIES DAYLIGHT_CASES "${cases}")
endfunction()
