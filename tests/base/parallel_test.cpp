// SPDX-License-Identifier: Apache-2.0
#include "base/parallel.hpp"

#include <doctest/doctest.h>

#include <bit>
#include <stdexcept>
#include <string>

#include "base/random.hpp"

using renmai::parallel_for;
using renmai::parallel_sum;

namespace {

struct Restore {
  int count = renmai::thread_count();
  Restore() = default;
  Restore(const Restore&) = delete;
  Restore& operator=(const Restore&) = delete;
  ~Restore() { renmai::set_thread_count(count); }
};

/// What a loop over ten blocks throws if the given items fail.
std::string thrown(std::size_t first_bad, std::size_t second_bad) {
  try {
    parallel_for(
        100,
        [&](std::size_t i) {
          if (i == first_bad || i == second_bad) throw std::runtime_error(std::to_string(i));
        },
        10);
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "nothing";
}

}  // namespace

TEST_CASE("every item is visited once at any count, block and number of threads") {
  const Restore restore;
  for (const int threads : {1, 2, 7}) {
    renmai::set_thread_count(threads);
    for (const std::size_t count : {0U, 1U, 9U, 10U, 11U, 4096U, 4097U, 10000U}) {
      for (const std::size_t block : {std::size_t{1}, std::size_t{10}, renmai::block_size}) {
        std::vector<int> visits(count, 0);
        parallel_for(
            count, [&](std::size_t i) { ++visits[i]; }, block);
        REQUIRE(std::count(visits.begin(), visits.end(), 1) == static_cast<std::ptrdiff_t>(count));
      }
    }
  }
}

TEST_CASE("an exception leaves the loop as itself") {
  const Restore restore;
  for (const int threads : {1, 2, 7}) {
    renmai::set_thread_count(threads);
    CHECK(thrown(55, 55) == "55");
    CHECK(thrown(200, 200) == "nothing");
    const std::string one_of_two = thrown(15, 95);
    CHECK((one_of_two == "15" || one_of_two == "95"));
  }
  renmai::set_thread_count(1);
  CHECK(thrown(95, 15) == "15");
}

TEST_CASE("a parallel sum has the same bits at any number of threads") {
  const Restore restore;
  std::vector<double> terms(100'003);
  renmai::Random random(5);
  for (double& term : terms) term = random.unit() - 0.5;
  const auto sum = [&] { return parallel_sum(terms.size(), [&](std::size_t i) { return terms[i]; }); };
  renmai::set_thread_count(1);
  const auto bits = std::bit_cast<std::uint64_t>(sum());
  for (const int threads : {2, 3, 7}) {
    renmai::set_thread_count(threads);
    for (int i = 0; i < 5; ++i) REQUIRE(std::bit_cast<std::uint64_t>(sum()) == bits);
  }
}

TEST_CASE("a parallel sum is right") {
  CHECK(parallel_sum(0, [](std::size_t) { return 1.0; }) == 0.0);
  CHECK(parallel_sum(1, [](std::size_t) { return 2.5; }) == 2.5);
  CHECK(parallel_sum(10'001, [](std::size_t i) { return static_cast<double>(i); }) == 50'005'000.0);
}

TEST_CASE("the number of threads can be set, and 0 means all cores") {
  const Restore restore;
  renmai::set_thread_count(3);
  CHECK(renmai::thread_count() == 3);
  renmai::set_thread_count(0);
  CHECK(renmai::thread_count() >= 1);
}
