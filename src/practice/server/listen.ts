import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Answer, type Dispatcher, dispatch } from "./dispatch.ts";
import { handleUnsigned } from "./unsigned.ts";
import type { WireRequest, WireResponse } from "./wire/wire.ts";

/** Largest body that is read, in bytes. */
const bodyLimit = 64 * 1024 * 1024;
/** Longest wait before due jobs are looked for again, in milliseconds: Node's timers end at 2^31. */
const longestWait = 60_000;

/** A server that accepts requests. */
export interface Listening {
  /** `http://127.0.0.1:PORT` */
  readonly endpoint: string;
  /** Ends open connections and stops. */
  close(): Promise<void>;
}

/**
 * Serves an account on 127.0.0.1 (RELIABILITY X15: a Host that is not this address and any Origin are refused, bodies
 * are capped, nothing is said to other origins).
 * @param port 0 takes any free one.
 * @param control whether the control endpoint for faults answers.
 * @throws the operating system's error where the port is taken.
 */
export async function listen(server: Dispatcher, port: number, control: boolean): Promise<Listening> {
  let hosts: ReadonlySet<string> = new Set();
  const jobs = keepJobsGoing(server);
  const http = createServer({ requestTimeout: 0 }, (request, response) => {
    handle(request, response)
      .catch((error: unknown) => {
        server.onDefect(error);
        response.destroy();
      })
      .finally(jobs.look);
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refusal = refuse(request, hosts);
    if (refusal !== undefined) return send(response, { response: refusal });
    const body = await readBody(request);
    if (body === undefined) {
      response.shouldKeepAlive = false;
      return send(response, { response: plain(413, "The request is too large.") });
    }
    const wireRequest = readRequest(request, body);
    if (wireRequest === undefined)
      return send(response, { response: plain(400, "The request's address is malformed.") });
    const unsigned = handleUnsigned(server, wireRequest, control);
    if (unsigned !== undefined) return send(response, { response: unsigned });
    const hangUp = new AbortController();
    response.once("close", () => hangUp.abort());
    return send(response, await dispatch(server, wireRequest, hangUp.signal));
  }

  http.listen(port, "127.0.0.1");
  await once(http, "listening");
  const { port: taken } = http.address() as AddressInfo;
  hosts = new Set([`127.0.0.1:${taken}`, `localhost:${taken}`]);
  server.account.onScheduled = jobs.look;
  jobs.look();
  return {
    endpoint: `http://127.0.0.1:${taken}`,
    async close() {
      jobs.stop();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

/** Runs the account's jobs when they are due. */
function keepJobsGoing({ account, onDefect }: Dispatcher): { look(): void; stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  function look(): void {
    clearTimeout(timer);
    const next = account.nextJobAt();
    if (stopped || next === undefined) return;
    timer = setTimeout(run, Math.min(Math.max(next - account.now(), 1), longestWait));
    timer.unref();
  }
  function run(): void {
    try {
      account.runDueJobs();
    } catch (error) {
      onDefect(error);
    }
    look();
  }
  return {
    look,
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

/** Pages of other sites, and names that merely point to this machine, get nothing. */
function refuse(request: IncomingMessage, hosts: ReadonlySet<string>): WireResponse | undefined {
  if (!hosts.has(request.headers.host ?? "")) return plain(403, "The Host is not the practice account's address.");
  // Images and frames of a page come without an Origin, but browsers tell what they are for.
  const isPartOfPage = (request.headers["sec-fetch-dest"] ?? "document") !== "document";
  if (request.headers.origin !== undefined || isPartOfPage) {
    return plain(403, "The practice account does not answer web pages.");
  }
  return undefined;
}

async function readBody(request: IncomingMessage): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  // The answer still goes over this connection when the body is given up.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > bodyLimit) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function readRequest(request: IncomingMessage, body: Uint8Array): WireRequest | undefined {
  const [path = "/", queryText = ""] = splitOnce(request.url ?? "/", "?");
  const query = new Map<string, string[]>();
  try {
    decodeURIComponent(path);
    for (const pair of queryText.split("&")) {
      if (pair === "") continue;
      const [name = "", value = ""] = splitOnce(pair, "=").map(decodeURIComponent);
      query.set(name, [...(query.get(name) ?? []), value]);
    }
  } catch {
    // A stray percent sign.
    return undefined;
  }
  return { method: request.method ?? "GET", path, query, headers: request.headers, body };
}

function splitOnce(text: string, separator: string): string[] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

async function send(response: ServerResponse, { response: wire, cutAfter }: Answer): Promise<void> {
  const { status, headers, body } = wire;
  response.writeHead(status, headers);
  if (typeof body === "string" || body instanceof Uint8Array) {
    if (cutAfter === undefined) {
      response.end(body);
      return;
    }
    await new Promise((resolve) => response.write(Buffer.from(body).subarray(0, cutAfter), resolve));
    response.destroy();
    return;
  }
  response.flushHeaders();
  for await (const chunk of body) {
    if (response.destroyed) return;
    if (!response.write(chunk)) await Promise.race([once(response, "drain"), once(response, "close")]);
  }
  response.end();
}

function plain(status: number, text: string): WireResponse {
  return { status, headers: { "content-type": "text/plain" }, body: `${text}\n` };
}
