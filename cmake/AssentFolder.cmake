# The sources of each directory of a target are compiled eight at a time, for what takes long is what all of them
# include: this halves a build. What nearly all of a target includes is read once for it before that, which saves
# another fifth; a target without headers of its own has few sources, and g++ would write 70 MB for each. So a
# private name stands once in a directory, among its sources or among its tests. The preset dev does without both, so
# that a source says itself what it needs.
#
# assent_joined(<target> <headers that nearly all of its sources include>)
function(assent_joined target)
  if(NOT ASSENT_JOINED)
    return()
  endif()
  if(ASSENT_SANITIZE OR ARGN)
    target_precompile_headers(${target} PRIVATE <algorithm> <map> <optional> <string> <vector> <fmt/format.h>
      <tl/expected.hpp> ${ARGN})
  endif()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
  get_target_property(sources ${target} SOURCES)
  list(SORT sources)
  foreach(source ${sources})
    get_filename_component(folder ${source} DIRECTORY)
    string(MAKE_C_IDENTIFIER "of_${folder}" folder)
    math(EXPR group "0${members_${folder}} / 8")
    math(EXPR members_${folder} "0${members_${folder}} + 1")
    set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${folder}_${group})
  endforeach()
endfunction()

# A test is compiled more often than it is waited for. What a check asks may throw: that ends its test case.
#
# assent_test_options(<target> <headers that nearly all of its sources include>)
function(assent_test_options target)
  target_compile_options(${target} PRIVATE $<IF:$<BOOL:${ASSENT_SANITIZE}>,-O0,-O1>
    $<$<CXX_COMPILER_ID:GNU>:-Wno-stringop-overflow>) # of joined texts, wrongly, as in assent_options
  target_compile_definitions(${target} PRIVATE DOCTEST_CONFIG_SUPER_FAST_ASSERTS)
  if(ARGN OR ASSENT_SANITIZE)
    list(PREPEND ARGN <doctest/doctest.h>)
  endif()
  assent_joined(${target} ${ARGN})
  target_link_libraries(${target} PRIVATE assent_test_main)
endfunction()

# One folder under src/ is one namespace and one build target. Its sources are found, not listed:
#   NAME.cpp        part of the library assent_<folder>
#   NAME_test.cpp   part of the test program test_<folder> (doctest)
#   NAME_fuzz.cpp   a fuzz target fuzz_<NAME>, built with the asan preset only
#
# assent_folder(<folder> USES <folders it includes> LINKS <libraries> READS <headers of ours that nearly all of
#               its sources include> TESTS_READ <and what nearly all of its tests include>)
function(assent_folder folder)
  cmake_parse_arguments(ARG "" "" "USES;LINKS;READS;TESTS_READ" ${ARGN})
  list(TRANSFORM ARG_READS PREPEND ${PROJECT_SOURCE_DIR}/src/)
  list(TRANSFORM ARG_TESTS_READ PREPEND ${PROJECT_SOURCE_DIR}/src/)
  file(GLOB_RECURSE all CONFIGURE_DEPENDS *.cpp)
  set(tests ${all})
  set(fuzzers ${all})
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  list(FILTER fuzzers INCLUDE REGEX "_fuzz\\.cpp$")
  list(FILTER all EXCLUDE REGEX "_(test|fuzz)\\.cpp$")
  list(TRANSFORM ARG_USES PREPEND assent_)

  if(all)
    set(scope PUBLIC)
    add_library(assent_${folder} STATIC ${all})
    assent_joined(assent_${folder} ${ARG_READS})
  else()
    set(scope INTERFACE)
    add_library(assent_${folder} INTERFACE)
  endif()
  target_include_directories(assent_${folder} ${scope} ${PROJECT_SOURCE_DIR}/src)
  target_link_libraries(assent_${folder} ${scope} assent_options ${ARG_USES} ${ARG_LINKS})

  if(tests AND ASSENT_TESTS)
    add_executable(test_${folder} ${tests})
    target_link_libraries(test_${folder} PRIVATE assent_${folder} rapidcheck)
    assent_test_options(test_${folder} ${ARG_READS} ${ARG_TESTS_READ})
    target_compile_definitions(test_${folder} PRIVATE ASSENT_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
    add_test(NAME ${folder} COMMAND test_${folder})
    # Where they run side by side for the first time, those that take longest begin first.
    if(folder MATCHES "^(store|desk|http|portal)$")
      set_tests_properties(${folder} PROPERTIES COST 40)
    endif()
  endif()

  if(ASSENT_SANITIZE)
    foreach(source ${fuzzers})
      get_filename_component(name ${source} NAME_WE)
      string(REGEX REPLACE "_fuzz$" "" name ${name})
      add_executable(fuzz_${name} ${source})
      target_link_libraries(fuzz_${name} PRIVATE assent_${folder})
      target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
    endforeach()
  endif()
endfunction()
