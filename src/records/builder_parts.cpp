// SPDX-License-Identifier: Apache-2.0
// RecordsBuilder: what readers use that read an input in parts.
#include <atomic>
#include <numeric>

#include "base/error.hpp"
#include "base/parallel.hpp"
#include "records/builder.hpp"

namespace renmai {

void RecordsBuilder::add_entities(std::string_view prefix, std::string_view kind, std::span<TextMentions> parts,
                                  std::span<const std::span<Entity>> numbers) {
  EntityColumns& c = records_.parts_.entities;
  Texts& texts = records_.parts_.texts;
  EXPECT(c.id.empty() && prefix.size() <= UINT8_MAX);
  const auto first = static_cast<TextId>(texts.size());
  texts.add_all(prefix, parts, numbers);
  for (const std::span<Entity> part : numbers) {
    parallel_for(part.size(), [&](std::size_t row) { part[row] -= first; });  // every text is new, and one entity's id
  }
  const std::size_t count = texts.size() - first;
  if (count >= no_entity - 1) throw Error(ErrorKind::limit, "more than 4294967293 entities");
  c.id.resize(count);
  const std::span<TextId> ids = c.id.own();
  std::iota(ids.begin(), ids.end(), first);
  c.kind.resize(count, schema().entity_kind(kind));
  c.name_begin.assign(Array<std::uint8_t>(count, static_cast<std::uint8_t>(prefix.size())));
  Array<Entity> entities(texts.size(), no_entity);
  std::iota(entities.begin() + first, entities.end(), Entity{0});
  entity_of_text_.assign(std::move(entities));
}

void RecordsBuilder::rename(Entity entity, std::string_view name) {
  records_.parts_.entities.name_begin.set(entity, 0);
  records_.parts_.entities.name.set(entity, records_.parts_.texts.add(name));
}

std::optional<std::uint32_t> RecordsBuilder::find_kind(std::string_view word) const {
  return records_.parts_.schema.find_relation_kind(word);
}

std::optional<DateId> RecordsBuilder::find_date(std::string_view word, bool may_be_open) {
  if (!word.empty()) {
    const DateParse parse = parse_date(word);
    if (!parse.date || (parse.date->form == Date::Form::open && !may_be_open)) return std::nullopt;
  }
  bool good = true;
  return date_id(word, {}, {}, may_be_open, good);
}

bool RecordsBuilder::dates_in_order(const Field<DateId>& start, const Field<DateId>& end, std::size_t count) const {
  const auto& dates = records_.dates_;
  std::atomic<bool> in_order{true};
  parallel_for(count, [&](std::size_t row) {
    const Date& first = dates[start[row]];
    const Date& last = dates[end[row]];
    if (first.known() && last.known() && last.bounds.last < first.bounds.first) in_order = false;
  });
  return in_order;
}

void RecordsBuilder::adopt(RelationColumns relations, Array<std::uint32_t> lines, std::string_view file) {
  EXPECT(records_.parts_.relations.from.empty() && file_of(file) == 0);
  records_.parts_.relations = std::move(relations);
  records_.parts_.relation_lines.assign(std::move(lines));
}

}  // namespace renmai
