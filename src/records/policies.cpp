// SPDX-License-Identifier: Apache-2.0
#include "records/policies.hpp"

#include "records/policy_states.hpp"

namespace renmai {

void run_other_policy(const PersonTenures& person, const TenureContext& context, std::vector<Event>& events) {
  switch (context.rules.policy) {
    case MovePolicy::mode_year: return run_mode_year(person, context, events);
    case MovePolicy::first_last: return run_first_last(person, context, events);
    case MovePolicy::primary: return run_primary(person, context, events);
    case MovePolicy::tenure: return;  // run by run_tenure_policy
  }
}

}  // namespace renmai
