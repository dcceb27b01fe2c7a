import type { Actor, Actors } from "../actors.ts";
import { type Hours, hoursAt } from "../calendar.ts";
import { isoSeconds } from "../dates.ts";
import type { HistoryRecord } from "../history.ts";
import type { Inventory } from "../inventory.ts";
import type { Random } from "../random.ts";
import { type Json, recordText } from "../record.ts";
import type { Call, Scene } from "./call.ts";
import { type Routine, routines } from "./routines.ts";

/** A name that a database instance has for a time; both in epoch milliseconds. */
export interface Lifetime {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** The everyday traffic of an account. */
export interface Noise {
  /** Records that CloudTrail delivers in one file at `deliveredAt`, in no particular order (FACTS 4). */
  records(
    file: { readonly region: string; readonly deliveredAt: number; readonly count: number },
    random: Random,
  ): HistoryRecord[];
}

/** Traffic of the actors about the databases of the inventory's account. */
export function noiseOf(inventory: Inventory, actors: Actors, lifetimes: readonly Lifetime[]): Noise {
  const home = compile(routines, actors, inventory.region);
  const abroad = new Map<string, Timetable>();

  const timetableOf = (region: string) => {
    if (region === inventory.region) return home;
    let timetable = abroad.get(region);
    if (timetable === undefined) {
      const anywhere = routines.filter((routine) => routine.anywhere);
      timetable = compile(anywhere, actors, region);
      abroad.set(region, timetable);
    }
    return timetable;
  };

  return {
    records({ region, deliveredAt, count }, random) {
      const timetable = timetableOf(region);
      const alive = lifetimes.filter((lifetime) => lifetime.from < deliveredAt && deliveredAt < lifetime.to);
      const records: HistoryRecord[] = [];
      while (records.length < count) {
        const run = pickRun(timetable[hoursAt(deliveredAt)], random);
        const [fewest, most] = run.routine.run;
        const length = Math.min(count - records.length, fewest + random.below(most - fewest + 1));
        // Records come two to seven minutes after the call, one in three hundred much later (FACTS 31).
        const isLate = random.chance(0.003);
        let time = deliveredAt - (isLate ? 900_000 + random.below(9_000_000) : 125_000 + random.below(290_000));
        let step = run.inOrder ? 0 : random.below(run.calls.length);
        for (let i = 0; i < length; i++) {
          const call = run.calls[step % run.calls.length] as CompiledCall;
          records.push(recordOf(call, run.actor, { inventory, region, random, alive, time, deliveredAt, isLate }));
          step++;
          time = Math.min(time + random.below(2_400), deliveredAt - 60_000);
        }
      }
      return records;
    },
  };
}

/** A call with everything that is the same each time. */
interface CompiledCall {
  readonly call: Call;
  readonly userAgent: Json;
  readonly tlsDetails: Json | undefined;
}

interface CompiledRoutine {
  readonly routine: Routine;
  readonly actor: Actor;
  readonly calls: readonly CompiledCall[];
  readonly inOrder: boolean;
}

/** What may happen at an hour; `upTo[i]` is the share of the first `i + 1` routines, ending at 1. */
interface Shares {
  readonly routines: readonly CompiledRoutine[];
  readonly upTo: readonly number[];
}

type Timetable = Readonly<Record<Hours, Shares>>;

function compile(all: readonly Routine[], actors: Actors, region: string): Timetable {
  const compiled = all.map((routine): CompiledRoutine => {
    const actor = actors[routine.actor];
    return {
      routine,
      actor,
      inOrder: routine.calls.length <= 3,
      calls: routine.calls.map((call) => ({
        call,
        userAgent: JSON.stringify(userAgentOf(actor, call)),
        tlsDetails: actor.outside || call.eventType === "AwsConsoleSignIn" ? tlsDetailsOf(call, region) : undefined,
      })),
    };
  });
  const shares = (hours: Hours): Shares => {
    // A run of many calls happens the more seldom, so that frequencies count records.
    const weights = compiled.map(({ routine }) => routine.frequency[hours] / ((routine.run[0] + routine.run[1]) / 2));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    let sum = 0;
    return {
      routines: compiled,
      upTo: weights.map((weight) => {
        sum += weight / total;
        return sum;
      }),
    };
  };
  return { office: shares("office"), night: shares("night"), quiet: shares("quiet") };
}

function pickRun(shares: Shares, random: Random): CompiledRoutine {
  const fraction = random.fraction();
  const index = shares.upTo.findIndex((share) => fraction < share);
  return shares.routines[index < 0 ? shares.routines.length - 1 : index] as CompiledRoutine;
}

/** S3 puts user agents in brackets; a sign-in comes from a browser. */
function userAgentOf(actor: Actor, call: Call): string {
  if (call.eventType === "AwsConsoleSignIn") return browser;
  const userAgent = actor.userAgent(call);
  return call.eventSource === "s3.amazonaws.com" && actor.outside ? `[${userAgent}]` : userAgent;
}

const browser =
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/149.0.0.0 Safari/537.36";

/** How a client from outside reached a service's host. */
export function tlsDetailsOf(call: Pick<Call, "eventSource" | "host">, region: string): Json {
  const host = call.host ?? call.eventSource.replace(".amazonaws.com", `.${region}.amazonaws.com`);
  return `{"tlsVersion":"TLSv1.3","cipherSuite":"TLS_AES_128_GCM_SHA256","clientProvidedHostHeader":"${host}"}`;
}

interface Moment {
  readonly inventory: Inventory;
  readonly region: string;
  readonly random: Random;
  readonly alive: readonly Lifetime[];
  readonly time: number;
  readonly deliveredAt: number;
  readonly isLate: boolean;
}

function recordOf({ call, userAgent, tlsDetails }: CompiledCall, actor: Actor, moment: Moment): HistoryRecord {
  const { inventory, region, random, alive, isLate } = moment;
  const time = Math.floor(moment.time / 1000) * 1000;
  const choice = random.bits();
  const scene: Scene = {
    random,
    inventory,
    region,
    time,
    choice,
    database: () => alive[choice % alive.length]?.name ?? "orders-prod",
  };
  const eventId = random.uuid();
  const failed = call.error !== undefined;
  const message = recordText({
    userIdentity: actor.identity(time),
    eventTime: isoSeconds(time),
    eventSource: call.eventSource,
    eventName: call.eventName,
    awsRegion: region,
    sourceIPAddress: actor.sourceIPAddress,
    userAgent,
    ...(call.error === undefined ? {} : { errorCode: call.error.code, errorMessage: call.error.message(scene) }),
    requestParameters: call.requestParameters(scene),
    responseElements: failed ? "null" : (call.responseElements?.(scene) ?? "null"),
    ...(call.additionalEventData === undefined ? {} : { additionalEventData: call.additionalEventData(scene) }),
    ...(call.eventType === undefined ? { requestID: call.shortRequestId ? random.capitals(16) : random.uuid() } : {}),
    eventID: eventId,
    readOnly: call.readOnly,
    ...(call.resources === undefined ? {} : { resources: call.resources(scene) }),
    eventType: call.eventType ?? "AwsApiCall",
    ...(call.apiVersion === undefined ? {} : { apiVersion: call.apiVersion }),
    recipientAccountId: inventory.accountId,
    ...(call.shared ? { sharedEventID: random.uuid() } : {}),
    ...(isLate ? { addendum: `{"reason":"DELIVERY_DELAY"}` } : {}),
    ...(tlsDetails === undefined ? {} : { tlsDetails }),
    ...(actor.console && call.eventType === undefined ? { sessionCredentialFromConsole: true } : {}),
  });
  return { eventId, eventTime: time, deliveredAt: moment.deliveredAt, message };
}
