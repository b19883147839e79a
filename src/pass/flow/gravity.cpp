// SPDX-License-Identifier: Apache-2.0
#include "pass/flow/gravity.hpp"

#include <algorithm>
#include <cmath>

#include "base/interrupt.hpp"

namespace renmai {
namespace {

constexpr int most_fits = 20'000;  // rounds of proportional fitting for one exponent
constexpr int most_steps = 100;    // of Newton's method
constexpr double tolerance = 1e-11;
constexpr double longest_step = 2;

class Fit {
 public:
  Fit(const FlowMatrix& matrix, const std::function<double(std::size_t, std::size_t)>& log_weight)
      : matrix_(matrix), n_(matrix.size()), logs_(n_ * n_), weights_(n_ * n_), fit_{matrix.out, matrix.in, 0} {
    for (std::size_t i = 0; i < n_; ++i) {
      for (std::size_t j = 0; j < n_; ++j) logs_[i * n_ + j] = i == j ? 0 : log_weight(i, j);
    }
    for (double& b : fit_.to) b /= std::max(1.0, matrix.moves);
  }

  std::optional<GravityFit> run() {
    double observed = 0;  // sum of M ln w
    for (const FlowMatrix::Cell& cell : matrix_.cells) observed += cell.moves * logs_[cell.from * n_ + cell.to];
    for (int step = 0; step < most_steps; ++step) {
      check_stop();
      if (!meet_margins()) return std::nullopt;
      const double score = observed - expected_log();
      // By how much the expectation moves with the exponent, once margins are met again.
      const double before = fit_.exponent;
      constexpr double small = 1e-5;
      const GravityFit kept = fit_;
      fit_.exponent = before + small;
      if (!meet_margins()) return std::nullopt;
      const double slope = (observed - expected_log() - score) / small;
      fit_ = kept;
      if (std::abs(score) <= 1e-9 * std::max(1.0, std::abs(observed))) return fit_;
      if (!(slope < 0)) return std::nullopt;
      fit_.exponent = before + std::clamp(-score / slope, -longest_step, longest_step);
    }
    return std::nullopt;
  }

 private:
  bool meet_margins() {
    for (std::size_t k = 0; k < logs_.size(); ++k) weights_[k] = std::exp(fit_.exponent * logs_[k]);
    for (std::size_t i = 0; i < n_; ++i) weights_[i * n_ + i] = 0;
    for (int round = 0; round < most_fits; ++round) {
      if (round % 64 == 0) check_stop();
      for (std::size_t i = 0; i < n_; ++i) fit_.from[i] = matrix_.out[i] == 0 ? 0 : matrix_.out[i] / row_sum(i);
      std::vector<double> columns(n_, 0);
      for (std::size_t i = 0; i < n_; ++i) {
        for (std::size_t j = 0; j < n_; ++j) columns[j] += fit_.from[i] * weights_[i * n_ + j];
      }
      for (std::size_t j = 0; j < n_; ++j) fit_.to[j] = matrix_.in[j] == 0 ? 0 : matrix_.in[j] / columns[j];
      double worst = 0;
      for (std::size_t i = 0; i < n_; ++i)
        worst = std::max(worst, std::abs(fit_.from[i] * row_sum(i) - matrix_.out[i]));
      if (worst <= tolerance * matrix_.moves) return true;
      if (!std::isfinite(worst)) return false;
    }
    return false;
  }
  [[nodiscard]] double row_sum(std::size_t i) const {
    double sum = 0;
    for (std::size_t j = 0; j < n_; ++j) sum += fit_.to[j] * weights_[i * n_ + j];
    return sum;
  }
  [[nodiscard]] double expected_log() const {
    double sum = 0;
    for (std::size_t i = 0; i < n_; ++i) {
      for (std::size_t j = 0; j < n_; ++j) sum += fit_.from[i] * fit_.to[j] * weights_[i * n_ + j] * logs_[i * n_ + j];
    }
    return sum;
  }

  const FlowMatrix& matrix_;
  std::size_t n_;
  std::vector<double> logs_;
  std::vector<double> weights_;
  GravityFit fit_;
};

}  // namespace

std::optional<GravityFit> fit_gravity(const FlowMatrix& matrix,
                                      const std::function<double(std::size_t, std::size_t)>& log_weight) {
  if (matrix.moves == 0) return std::nullopt;
  return Fit(matrix, log_weight).run();
}

}  // namespace renmai
