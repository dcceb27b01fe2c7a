import type { Connection } from "../../aws/connection.ts";
import { explainAwsError } from "../../aws/errors.ts";
import { type LogGroupChoice, listLogGroups, listLogStreams } from "../../sources/logGroups.ts";
import type { FailureView, GroupView, NamedView } from "./protocol.ts";

/**
 * The log groups and streams that the panel can offer. The page knows them by ids; a name keeps its id for as long
 * as the window lives, so an id never comes to mean something else.
 */
export class Places {
  readonly #ids = new Map<string, number>();
  readonly #names: string[] = [];
  #groups: readonly LogGroupChoice[] | undefined;
  #streams: { readonly group: string; readonly names: readonly string[] } | undefined;
  #failure: FailureView | undefined;
  #loading = new AbortController();

  constructor(private readonly changed: () => void) {}

  get groups(): readonly GroupView[] | undefined {
    return this.#groups?.map(({ name, trail }) => ({ id: this.idOf(name), name, trail }));
  }

  get streams(): { readonly group: number; readonly names: readonly NamedView[] } | undefined {
    if (this.#streams === undefined) return undefined;
    const { group, names } = this.#streams;
    return { group: this.idOf(group), names: names.map((name) => ({ id: this.idOf(name), name })) };
  }

  get failure(): FailureView | undefined {
    return this.#failure;
  }

  idOf(name: string): number {
    const known = this.#ids.get(name);
    if (known !== undefined) return known;
    this.#ids.set(name, this.#names.length);
    return this.#names.push(name) - 1;
  }

  nameOf(id: number): string | undefined {
    return this.#names[id];
  }

  /** Lists the log groups anew. Resolves also when that failed: `failure` then says why. */
  async load(connection: Connection): Promise<void> {
    this.forget();
    const { signal } = this.#loading;
    try {
      const groups = await listLogGroups(connection.clients, connection.region, signal);
      if (signal.aborted) return;
      this.#groups = groups;
    } catch (error) {
      if (signal.aborted) return;
      this.#groups = [];
      this.#failure = failureView(error, "logs:DescribeLogGroups");
    }
    this.changed();
  }

  /** Lists the streams of a group. Without them all streams are searched, so a failure costs only the choice. */
  async loadStreams(connection: Connection, group: string): Promise<void> {
    if (this.#streams?.group === group) return;
    const { signal } = this.#loading;
    try {
      const names = await listLogStreams(await connection.clients.logs(), group, signal);
      if (signal.aborted) return;
      this.#streams = { group, names };
    } catch {
      if (signal.aborted) return;
      this.#streams = { group, names: [] };
    }
    this.changed();
  }

  forget(): void {
    this.#loading.abort();
    this.#loading = new AbortController();
    this.#groups = undefined;
    this.#streams = undefined;
    this.#failure = undefined;
    this.changed();
  }
}

export function failureView(error: unknown, action: string): FailureView {
  const { sentence, kind } = explainAwsError(error, { action });
  return { sentence, remedy: kind === "expired" || kind === "credentials" ? "signIn" : undefined };
}
