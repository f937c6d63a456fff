// One household as the form would send it.
import type { Recorded } from "./box";
import { letter } from "./send";
import type { Household } from "./visit-form";

export function body(item: Recorded<Household>): FormData {
  const { grid, groups, household, topic, asked, list, phone } = item.data;
  const form = letter(item, { grid, household, topic, asked, list: list ? "1" : "0", phone });
  for (const group of groups) form.append("group", group);
  return form;
}
