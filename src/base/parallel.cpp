// SPDX-License-Identifier: Apache-2.0
#include "base/parallel.hpp"

#include <omp.h>

namespace renmai {

void set_thread_count(int count) { omp_set_num_threads(count > 0 ? count : omp_get_num_procs()); }
int thread_count() { return omp_get_max_threads(); }

}  // namespace renmai
