import { parseTerms } from "../../../src/query/parse.ts";
import { DEFAULT_SCOPE, type Scope } from "../../../src/query/query.ts";
import { actorLabel } from "../../../src/records/actor.ts";
import type { TrailRecord } from "../../../src/records/read.ts";
import { createLogGroupSource } from "../../../src/sources/logGroup.ts";
import { createPace, systemClock } from "../../../src/sources/pace.ts";
import { Results } from "../../../src/sources/results.ts";
import type { TestPractice } from "../practice.ts";

/** A record as the Search view shows it. */
export interface Found {
  readonly call: string;
  /** `ok`, or the error's code. */
  readonly outcome: string;
  readonly actor: string;
  readonly client: string | undefined;
  readonly instances: readonly (string | undefined)[];
}

/** What the extension's own search finds in a log group. `from`: epoch milliseconds. */
export async function search(
  logs: TestPractice["clients"]["logs"],
  logGroupName: string,
  { text, from, scope = DEFAULT_SCOPE }: { readonly text: string; readonly from: number; readonly scope?: Scope },
): Promise<Found[]> {
  const pace = createPace(25, 25, systemClock);
  const source = createLogGroupSource({ client: async () => logs, logGroupName, pace });
  const results = new Results();
  const request = { query: { terms: parseTerms(text).terms, scope }, from, to: Date.now() };
  for await (const { records } of source.search(request, new AbortController().signal)) results.add(records);
  return results.rows
    .map(({ result }) => result)
    .filter((result): result is TrailRecord => result.kind === "record")
    .map(({ eventName, outcome, actor, client, instances }) => ({
      call: eventName,
      outcome: outcome.kind === "ok" ? "ok" : outcome.code,
      actor: actorLabel(actor),
      client,
      instances: instances.map(({ name }) => name),
    }));
}
