import * as vscode from "vscode";
import { readChoice } from "../../aws/choice.ts";
import type { Target } from "../../aws/connect.ts";
import type { Connection, ConnectionChoice } from "../../aws/connection.ts";
import { explainAwsError } from "../../aws/errors.ts";
import { ErrorWithAction, isCancelled } from "../errors.ts";
import type { Log } from "../log.ts";
import { connectionSettings } from "./settings.ts";

export type ConnectionState =
  | { readonly kind: "none" }
  | { readonly kind: "connecting"; readonly choice: ConnectionChoice; readonly attempt: Promise<Connection> }
  /** `problem` is set when calls fail because of the credentials. */
  | { readonly kind: "connected"; readonly connection: Connection; readonly problem?: unknown }
  | { readonly kind: "failed"; readonly choice: ConnectionChoice; readonly error: unknown };

/** What the service needs to reach an account and to remember it. */
export interface ConnectionParts {
  readonly log: Log;
  /** Of the workspace. Holds names only, never a key. */
  readonly memory: vscode.Memento;
  readonly targetFor: (choice: ConnectionChoice) => Promise<Target>;
  /** Asks the person for a choice; throws CancellationError when they do not make one. */
  readonly ask: () => Promise<ConnectionChoice>;
}

const memoryKey = "connection";

/**
 * The one connection of this window. Nothing is read or called before `restore`, `require` or `connect`, which views and
 * commands do when they are used. In Restricted Mode only the practice account can be connected (X11).
 */
export class ConnectionService implements vscode.Disposable {
  readonly #parts: ConnectionParts;
  readonly #changed = new vscode.EventEmitter<void>();
  #state: ConnectionState = { kind: "none" };
  #abort = new AbortController();
  #restored: Promise<void> | undefined;

  readonly onDidChange = this.#changed.event;

  constructor(parts: ConnectionParts) {
    this.#parts = parts;
  }

  get state(): ConnectionState {
    return this.#state;
  }

  get current(): Connection | undefined {
    return this.#state.kind === "connected" ? this.#state.connection : undefined;
  }

  /** The choice that is connected, being connected, or failed. */
  get choice(): ConnectionChoice | undefined {
    return this.#state.kind === "none" ? undefined : (this.current?.choice ?? choiceOf(this.#state));
  }

  /** The connection; connects what was remembered or set, else asks. */
  async require(): Promise<Connection> {
    if (this.#state.kind === "connected") return this.#state.connection;
    if (this.#state.kind === "connecting") return this.#state.attempt;
    return this.connect(this.choice ?? this.#remembered() ?? (await this.#parts.ask()));
  }

  /**
   * Connects what was remembered or set, if anything; how it went is in `state`. Tries once: views call this whenever they
   * are shown, and a person who closed the question for an MFA code must not be asked again and again.
   */
  restore(): Promise<void> {
    this.#restored ??= this.#restore();
    return this.#restored;
  }

  /** Restores once more if a view has asked for it: a workspace that is trusted now may have what it had not before. */
  async trustGranted(): Promise<void> {
    if (this.#restored === undefined) return;
    this.#restored = undefined;
    await this.restore();
  }

  /**
   * Connects, and remembers the choice for this workspace when it worked. An attempt that is under way is given up.
   * When the person cancels, the earlier connection stays.
   */
  async connect(choice: ConnectionChoice, signal?: AbortSignal): Promise<Connection> {
    this.#abort.abort(new vscode.CancellationError());
    const abort = new AbortController();
    this.#abort = abort;
    signal?.addEventListener("abort", () => abort.abort(new vscode.CancellationError()), { once: true });

    const earlier = this.#state;
    const attempt = this.#attempt(choice, abort.signal);
    this.#set({ kind: "connecting", choice, attempt });
    try {
      const connection = await attempt;
      abort.signal.throwIfAborted();
      closeClients(earlier);
      this.#set({ kind: "connected", connection });
      await this.#parts.memory.update(memoryKey, choice);
      return connection;
    } catch (error) {
      if (this.#abort !== abort) throw new vscode.CancellationError();
      if (isCancelled(error)) {
        this.#set(earlier.kind === "connected" ? earlier : { kind: "none" });
      } else {
        closeClients(earlier);
        this.#set({ kind: "failed", choice, error });
      }
      throw error;
    }
  }

  /** Closes the connection and stays without one until the person chooses again. */
  async disconnect(): Promise<void> {
    this.#abort.abort(new vscode.CancellationError());
    closeClients(this.#state);
    this.#set({ kind: "none" });
    await this.#parts.memory.update(memoryKey, { kind: "none" });
  }

  /** Tells of an error that a call on the current connection gave: the window shows it when credentials are the cause. */
  report(error: unknown): void {
    if (this.#state.kind !== "connected" || this.#state.problem !== undefined) return;
    const { kind } = explainAwsError(error);
    if (kind === "expired" || kind === "credentials") this.#set({ ...this.#state, problem: error });
  }

  dispose(): void {
    this.#abort.abort(new vscode.CancellationError());
    closeClients(this.#state);
    this.#changed.dispose();
  }

  async #restore(): Promise<void> {
    const choice = this.#state.kind === "none" ? this.#remembered() : undefined;
    if (choice === undefined || !isAllowed(choice)) return;
    try {
      await this.connect(choice);
    } catch (error) {
      // The view and the status bar show it; nobody has asked for a message.
      if (!isCancelled(error)) this.#parts.log.error("Connecting as before", error);
    }
  }

  async #attempt(choice: ConnectionChoice, signal: AbortSignal): Promise<Connection> {
    if (!isAllowed(choice)) {
      throw new ErrorWithAction(
        vscode.l10n.t(
          "In Restricted Mode no AWS credentials are read. Trust this workspace, or use the practice account.",
        ),
        { command: "workbench.trust.manage", title: vscode.l10n.t("Manage Workspace Trust") },
      );
    }
    const { connect } = await import("../../aws/connect.ts");
    const target = await this.#parts.targetFor(choice);
    return untilAborted(connect(target, signal), signal);
  }

  #remembered(): ConnectionChoice | undefined {
    const stored = this.#parts.memory.get<unknown>(memoryKey);
    return stored === undefined ? connectionSettings().defaultChoice : readChoice(stored);
  }

  #set(state: ConnectionState): void {
    this.#state = state;
    this.#changed.fire();
  }
}

function isAllowed(choice: ConnectionChoice): boolean {
  return choice.kind === "practice" || vscode.workspace.isTrusted;
}

function choiceOf(state: ConnectionState): ConnectionChoice | undefined {
  return state.kind === "connecting" || state.kind === "failed" ? state.choice : undefined;
}

function closeClients(state: ConnectionState): void {
  if (state.kind === "connected") state.connection.clients.destroy();
}

/** Some credential providers cannot be aborted; this at least stops waiting for them. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}
