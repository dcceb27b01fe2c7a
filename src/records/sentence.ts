import { actorLabel } from "./actor.ts";
import type { TrailRecord } from "./read.ts";

/** A piece of a sentence: words, or one of the record's instances by its index. */
export type SentencePart = string | { readonly instance: number };

/** Verbs that start event names: as "did" and as "tried to". */
const VERBS: ReadonlyMap<string, readonly [string, string]> = new Map(
  Object.entries({
    Create: ["created", "create"],
    Modify: ["modified", "modify"],
    Delete: ["deleted", "delete"],
    Reboot: ["rebooted", "reboot"],
    Start: ["started", "start"],
    Stop: ["stopped", "stop"],
    Restore: ["restored", "restore"],
    Copy: ["copied", "copy"],
    Add: ["added", "add"],
    Remove: ["removed", "remove"],
    Apply: ["applied", "apply"],
    Promote: ["promoted", "promote"],
    Failover: ["failed over", "fail over"],
    Switchover: ["switched over", "switch over"],
    Reset: ["reset", "reset"],
    Purchase: ["purchased", "purchase"],
    Enable: ["enabled", "enable"],
    Disable: ["disabled", "disable"],
    Download: ["downloaded", "download"],
    Describe: ["looked at", "look at"],
    List: ["listed", "list"],
    Get: ["read", "read"],
    Put: ["set", "set"],
    Update: ["updated", "update"],
    Attach: ["attached", "attach"],
    Detach: ["detached", "detach"],
  }),
);

/**
 * Says in one sentence what a record is about: "alice@example.com (SSO) tried to modify oradb:
 * InvalidParameterCombination". The error's own message is not part of it.
 */
export function summarize(record: TrailRecord): readonly SentencePart[] {
  const { actor, outcome } = record;
  const who = actorLabel(actor) + (actor.invokedBy === undefined ? "" : ` through ${actor.invokedBy}`);
  const [verb, rest] = split(record.eventName);
  const words = VERBS.get(verb);
  const did = outcome.kind === "ok";
  const named = record.instances.findIndex((instance) => instance.name !== undefined);
  const what = rest === "" ? "" : humanize(rest);
  const start =
    words === undefined
      ? `${who} ${did ? "called" : "tried to call"} `
      : `${who} ${did ? words[0] : `tried to ${words[1]}`} `;
  const object = words === undefined ? record.eventName : what;
  const parts: SentencePart[] =
    named === -1
      ? [start + object]
      : object.toLowerCase() === "db instance"
        ? [start, { instance: named }]
        : [`${start}${object} (`, { instance: named }, ")"];
  if (outcome.kind !== "ok") parts.push(`: ${outcome.code}`);
  return parts;
}

/** The sentence as plain text. */
export function sentenceText(record: TrailRecord): string {
  return summarize(record)
    .map((part) => (typeof part === "string" ? part : (record.instances[part.instance]?.name ?? "")))
    .join("");
}

function split(eventName: string): readonly [string, string] {
  const match = /^([A-Z][a-z]+)(.*)$/.exec(eventName);
  return match?.[1] === undefined ? [eventName, ""] : [match[1], match[2] ?? ""];
}

/** "DBSnapshotAttribute" as "DB snapshot attribute". */
function humanize(camelCase: string): string {
  return camelCase
    .replace(/[A-Z](?=[A-Z][a-z])|[a-z0-9](?=[A-Z])/g, "$& ")
    .split(" ")
    .map((word) => (/^[A-Z][a-z]/.test(word) ? word.toLowerCase() : word))
    .join(" ")
    .trim();
}
