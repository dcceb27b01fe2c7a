import { timingSafeEqual } from "node:crypto";
import * as v from "valibot";
import type { Dispatcher } from "./dispatch.ts";
import { faultPlanSchema } from "./faults.ts";
import { followMailLink, isMailLink } from "./mailLinks.ts";
import type { WireRequest, WireResponse } from "./wire/wire.ts";

/**
 * The few requests that carry no AWS signature: the confirmation link of a subscription's mail, the inbox, and the
 * control endpoint for faults. The last two ask for the secret access key as a bearer token.
 * @returns `undefined` for all others.
 */
export function handleUnsigned(server: Dispatcher, request: WireRequest, control: boolean): WireResponse | undefined {
  if (isMailLink(request)) return followMailLink(server.account, request);
  if (!request.path.startsWith("/_practice/")) return undefined;
  if (!isOwner(server, request)) return json(403, { message: "Send the secret access key as a bearer token." });
  if (request.method === "GET" && request.path === "/_practice/inbox") {
    server.account.runDueJobs();
    return json(200, server.account.state.sns.inbox);
  }
  if (control && request.path === "/_practice/faults") {
    if (request.method === "GET") return json(200, { throttled: server.faults.throttled });
    if (request.method === "PUT") return setFaults(server, request);
  }
  return json(404, { message: "The practice account has nothing here." });
}

function setFaults(server: Dispatcher, request: WireRequest): WireResponse {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), faultPlanSchema), Buffer.from(request.body).toString());
  if (!parsed.success) return json(400, { message: v.summarize(parsed.issues) });
  server.faults.set(parsed.output);
  return json(200, parsed.output);
}

function isOwner({ account }: Dispatcher, request: WireRequest): boolean {
  const given = Buffer.from(request.headers.authorization ?? "");
  return [...account.state.iam.principals.values()].some(({ secretAccessKey }) => {
    const expected = Buffer.from(`Bearer ${secretAccessKey}`);
    return expected.length === given.length && timingSafeEqual(expected, given);
  });
}

function json(status: number, body: unknown): WireResponse {
  return { status, headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}
