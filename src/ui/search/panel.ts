import * as v from "valibot";
import * as vscode from "vscode";
import type { Connection } from "../../aws/connection.ts";
import { parseTerms } from "../../query/parse.ts";
import { sentenceText } from "../../records/sentence.ts";
import { createPace, filterLogEventsRate, type Pace, systemClock } from "../../sources/pace.ts";
import type { ResultRow } from "../../sources/results.ts";
import { runCommand } from "../commands.ts";
import { type NamedForm, resolveRange } from "./form.ts";
import { SearchMemory } from "./memory.ts";
import { openPage } from "./page.ts";
import { failureView, Places } from "./places.ts";
import { type Form, type FromPage, fromPageSchema, MAX_SLICE, type SearchMessage, type ToPage } from "./protocol.ts";
import type { RecordDocuments } from "./recordDocuments.ts";
import { prettyRecord } from "./recordText.ts";
import { daysOf, recordView, rowView } from "./rows.ts";
import { type Run, startRun } from "./run.ts";
import type { SearchServices } from "./services.ts";

/** How often the page is told of a search that runs, in milliseconds. */
const REPORT_EVERY = 100;

/**
 * The Search view. Holds the question, the search and its rows; the page only shows slices of them, and may come and
 * go as the view is hidden and shown.
 */
export class SearchPanel implements vscode.WebviewViewProvider, vscode.Disposable {
  readonly #places = new Places(() => this.#reportPlaces());
  readonly #paces = new Map<string, Pace>();
  readonly #disposables: vscode.Disposable[] = [];
  /** Set while a page is there to listen. */
  #page: vscode.WebviewView | undefined;
  #listening = false;
  /** The person wants to type, as soon as there is a page to type into. */
  #focusWanted = false;
  #timeZone = "UTC";
  readonly #memory: SearchMemory;
  #run: Run | undefined;
  #runNumber = 0;
  #runSource = "";
  /** The search whose results were looked through for the record that was shown before. */
  #shownIn = 0;
  #connection: Connection | undefined;
  #report: NodeJS.Timeout | undefined;

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly services: SearchServices,
    private readonly documents: RecordDocuments,
  ) {
    this.#memory = new SearchMemory(context.workspaceState);
    this.#disposables.push(services.connections.onDidChange(() => this.#guard(this.#connectionChanged())));
  }

  dispose(): void {
    this.#run?.stop();
    clearTimeout(this.#report);
    for (const each of this.#disposables) each.dispose();
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    this.#page = view;
    view.webview.onDidReceiveMessage((message: unknown) => {
      const parsed = v.safeParse(fromPageSchema, message);
      if (parsed.success) this.#guard(this.#receive(parsed.output));
    });
    view.onDidChangeVisibility(() => {
      // A hidden page is taken down; the next one says that it is ready.
      if (!view.visible) this.#listening = false;
    });
    view.onDidDispose(() => {
      this.#page = undefined;
      this.#listening = false;
    });
    openPage(view.webview, this.context.extensionUri);
  }

  /** Shows the view, and searches with what is given in place of what was in the form; else lets the person type. */
  async show(change?: Partial<NamedForm>): Promise<void> {
    if (change !== undefined) await this.#memory.ask({ ...this.#memory.form, ...change });
    this.#focusWanted = change === undefined;
    await vscode.commands.executeCommand("rdsCloudTrail.search.focus");
    if (change === undefined) return this.#focusText();
    this.#reportForm();
    await this.#search();
  }

  stop(): void {
    this.#run?.stop();
  }

  /** Opens the record that is shown in the panel. */
  async openSelected(): Promise<void> {
    const row = this.#selected();
    if (row !== undefined) await this.documents.open(row.result);
  }

  async #receive(message: FromPage): Promise<void> {
    switch (message.type) {
      case "ready":
        this.#listening = true;
        this.#timeZone = message.timeZone;
        return this.#welcome();
      case "search":
        await this.#memory.ask(this.#named(message.form));
        return this.#search();
      case "stop":
        return this.#run?.stop();
      case "continue":
        return this.#run?.resume();
      case "chooseGroup":
        return this.#loadStreams(this.#places.nameOf(message.group));
      case "rows":
        return this.#sendRows(message.start, message.end, message.anchor);
      case "record":
        return this.#sendRecord(this.#run?.results.row(message.row));
      case "keep":
        return this.#memory.keep(message);
      case "reveal":
        return this.#reveal(message.row, message.instance);
      case "open": {
        const row = this.#run?.results.row(message.row);
        return row === undefined ? undefined : this.documents.open(row.result);
      }
      case "copy":
        return this.#copy(message.row, message.as);
      case "connect":
        if (message.how === "again") await runCommand("rdsCloudTrail.refresh", { kind: "notice", of: "connection" });
        else await runCommand(CONNECT_COMMANDS[message.how]);
        return;
      case "reloadGroups":
        return this.#loadPlaces();
    }
  }

  /** Tells a page that has just come up all there is. */
  async #welcome(): Promise<void> {
    this.#reportPlaces();
    this.#reportForm();
    this.#focusText();
    await this.services.connections.restore();
    if (this.services.connections.current !== this.#connection || this.#places.groups === undefined) {
      return this.#connectionChanged();
    }
    if (this.#run !== undefined) {
      this.#sendSearch(this.#run);
      await this.#sendRecord(this.#selected());
    }
  }

  #focusText(): void {
    if (!this.#listening || !this.#focusWanted) return;
    this.#focusWanted = false;
    this.#post({ type: "focus" });
  }

  async #connectionChanged(): Promise<void> {
    if (!this.#listening) return;
    if (this.services.connections.current !== this.#connection) {
      this.#run?.stop();
      this.#run = undefined;
      void setContext("rdsCloudTrail.recordShown", false);
    }
    this.#connection = this.services.connections.current;
    await this.#loadPlaces();
    if (this.#run === undefined) await this.#search();
  }

  async #loadPlaces(): Promise<void> {
    const connection = this.#connection;
    if (connection === undefined) return this.#places.forget();
    await this.#places.load(connection);
    if (connection !== this.#connection) return;
    this.#reportForm(true);
    this.#guard(this.#loadStreams(this.#group()));
  }

  async #loadStreams(group: string | undefined): Promise<void> {
    if (this.#connection !== undefined && group !== undefined) await this.#places.loadStreams(this.#connection, group);
  }

  /** The chosen log group where this account has it, else the first: one that a trail delivers to. */
  #group(): string | undefined {
    const groups = this.#places.groups ?? [];
    return (groups.find(({ name }) => name === this.#memory.form.group) ?? groups[0])?.name;
  }

  async #search(): Promise<void> {
    const connection = this.#connection;
    const group = this.#group();
    if (connection === undefined || group === undefined) return;
    const { terms, errors } = parseTerms(this.#memory.form.text);
    this.#post({ type: "invalid", errors });
    if (errors.length > 0) return;
    this.#run?.stop();
    const { streams } = this.#memory.form;
    const request = {
      query: { terms, scope: this.#memory.form.scope },
      ...resolveRange(this.#memory.form.range, Date.now()),
      ...(streams.length === 0 ? {} : { streams }),
    };
    const openSource = async () => {
      const { createLogGroupSource } = await import("../../sources/logGroup.ts");
      const client = () => connection.clients.logs();
      return createLogGroupSource({ client, logGroupName: group, pace: this.#pace(connection) });
    };
    this.#runNumber++;
    this.#runSource = describeSource(connection, group, streams.length);
    const run: Run = startRun(openSource, request, () => {
      if (this.#run === run || this.#run === undefined) this.#reportSoon();
    });
    this.#run = run;
    void setContext("rdsCloudTrail.recordShown", false);
    this.#sendSearch(run);
  }

  /** One pace for each account and Region: their searches share a quota (F1). */
  #pace({ accountId, region }: Connection): Pace {
    const key = `${accountId}/${region}`;
    const rate = filterLogEventsRate(region);
    const pace = this.#paces.get(key) ?? createPace(rate, rate, systemClock);
    this.#paces.set(key, pace);
    return pace;
  }

  #sendRows(start: number, end: number, anchor: number | null): void {
    const run = this.#run;
    if (run === undefined) return;
    if (this.#report !== undefined) this.#sendSearch(run);
    const rows = run.results.rows.slice(start, Math.min(end, start + MAX_SLICE)).map(rowView);
    const index = anchor === null ? -1 : run.results.indexOf(anchor);
    this.#post({
      type: "rows",
      search: this.#runNumber,
      start,
      rows,
      anchor: anchor === null || index === -1 ? undefined : { row: anchor, index },
    });
  }

  async #sendRecord(row: ResultRow | undefined): Promise<void> {
    const run = this.#run;
    if (run === undefined || row === undefined) return;
    this.#shownIn = this.#runNumber;
    const marks = run.request.query.terms.filter(({ negated }) => !negated).map(({ text }) => text);
    const { front } = this.#memory;
    this.#post(recordView(row, { index: run.results.indexOf(row.id), front, marks }));
    await this.#memory.select(row.result.eventId);
    await setContext("rdsCloudTrail.recordShown", true);
  }

  #selected(): ResultRow | undefined {
    return this.#run?.results.find(this.#memory.selected);
  }

  async #reveal(row: number, index: number): Promise<void> {
    const result = this.#run?.results.row(row)?.result;
    const instance = result?.kind === "record" ? result.instances[index] : undefined;
    if (instance === undefined) return;
    const { name, resourceId, region } = instance;
    await runCommand("rdsCloudTrail.revealInstance", {
      region,
      ...(name === undefined ? {} : { dbInstanceIdentifier: name }),
      ...(resourceId === undefined ? {} : { dbiResourceId: resourceId }),
    });
  }

  async #copy(row: number, as: "json" | "sentence"): Promise<void> {
    const result = this.#run?.results.row(row)?.result;
    if (result === undefined) return;
    const sentence = result.kind === "record" ? sentenceText(result) : result.problem;
    await vscode.env.clipboard.writeText(as === "json" ? prettyRecord(result.text) : sentence);
    vscode.window.setStatusBarMessage(vscode.l10n.t("Copied"), 2000);
  }

  #named(form: Form): NamedForm {
    const names = form.streams.map((id) => this.#places.nameOf(id)).filter((name) => name !== undefined);
    const group = form.group === null ? undefined : this.#places.nameOf(form.group);
    return {
      text: form.text,
      range: form.range,
      scope: form.scope,
      streams: names,
      ...(group === undefined ? {} : { group }),
    };
  }

  #reportForm(keepsText = false): void {
    const group = this.#group();
    const { text, range, scope, streams } = this.#memory.form;
    const form = { text, range, scope, streams: streams.map((name) => this.#places.idOf(name)) };
    const place = group === undefined ? null : this.#places.idOf(group);
    this.#post({ type: "form", form: { ...form, group: place }, keepsText });
  }

  #reportPlaces(): void {
    const { state } = this.services.connections;
    const { groups, streams } = this.#places;
    const failure = state.kind === "failed" ? failureView(state.error, "sts:GetCallerIdentity") : this.#places.failure;
    this.#post({ type: "places", connection: state.kind, groups, failure, streams });
  }

  #reportSoon(): void {
    this.#report ??= setTimeout(() => {
      const run = this.#run;
      if (run !== undefined) this.#sendSearch(run);
    }, REPORT_EVERY);
  }

  #sendSearch(run: Run): void {
    clearTimeout(this.#report);
    this.#report = undefined;
    const { request, results, state, coveredFrom, newestDelivery } = run;
    if (state.kind === "failed") this.services.connections.report(state.error);
    const message: SearchMessage = {
      type: "search",
      search: this.#runNumber,
      state: state.kind,
      total: results.rows.length,
      days: daysOf(results.rows, this.#timeZone),
      source: this.#runSource,
      from: request.from,
      to: request.to,
      coveredFrom,
      newestDelivery,
      failure: state.kind === "failed" ? failureView(state.error, "logs:FilterLogEvents") : undefined,
    };
    this.#post(message);
    void setContext("rdsCloudTrail.searching", state.kind === "running");
    const row = this.#shownIn === this.#runNumber ? undefined : this.#selected();
    if (row !== undefined) this.#guard(this.#sendRecord(row));
  }

  #post(message: ToPage): void {
    if (this.#listening) void this.#page?.webview.postMessage(message);
  }

  #guard(work: Promise<void> | undefined): void {
    work?.catch((error: unknown) => this.services.failed(vscode.l10n.t("Search"), error));
  }
}

const CONNECT_COMMANDS = {
  practice: "rdsCloudTrail.connectPractice",
  choose: "rdsCloudTrail.connect",
  signIn: "rdsCloudTrail.signIn",
} as const;

function describeSource({ region }: Connection, group: string, streams: number): string {
  if (streams === 0) return vscode.l10n.t("{0}, {1}", group, region);
  if (streams === 1) return vscode.l10n.t("{0}, 1 stream, {1}", group, region);
  return vscode.l10n.t("{0}, {1} streams, {2}", group, streams, region);
}

function setContext(key: string, value: boolean): Thenable<unknown> {
  return vscode.commands.executeCommand("setContext", key, value);
}
