import type { ActorName, Actors } from "../actors.ts";
import { isoSeconds } from "../dates.ts";
import { rdsElements } from "../elements.ts";
import type { Inventory } from "../inventory.ts";
import { tlsDetailsOf } from "../noise/noise.ts";
import { Random } from "../random.ts";
import { recordText } from "../record.ts";
import type { Moments } from "./moments.ts";

/** One record of the story; when CloudTrail delivers it depends on its time alone. */
export interface StoryRecord {
  readonly eventId: string;
  /** Epoch milliseconds, whole seconds. */
  readonly eventTime: number;
  readonly message: string;
}

/** What happened, and how it went. RDS's request and response are in the SDK's words, others' as records show them. */
interface Happening {
  readonly actor: ActorName;
  /** Epoch milliseconds. */
  readonly at: number;
  /** `eventSource` without its ending; RDS unless given. */
  readonly service?: string;
  readonly name: string;
  readonly readOnly?: boolean;
  readonly request?: object;
  readonly response?: object;
  /** A failed sign-in has a message and no code. */
  readonly error?: { readonly code?: string; readonly message: string };
  readonly additionalEventData?: object;
  readonly resources?: readonly object[];
  readonly serviceEventDetails?: object;
  readonly eventType?: "AwsServiceEvent" | "AwsConsoleSignIn";
  readonly host?: string;
  readonly apiVersion?: string;
  readonly userAgent?: string;
  /** Instead of the actor's usual one. */
  readonly userIdentity?: object;
  readonly sourceIPAddress?: string;
}

/** What every chapter of the story is told with. */
export interface Teller {
  readonly inventory: Inventory;
  readonly actors: Actors;
  readonly moments: Moments;
  tell(happening: Happening): void;
}

/** A teller and the records of what it was told. */
export function newTeller(
  inventory: Inventory,
  actors: Actors,
  moments: Moments,
): { teller: Teller; records: StoryRecord[] } {
  const records: StoryRecord[] = [];
  const tell = (happening: Happening) => {
    const random = new Random(inventory.seed, inventory.accountId, "story", records.length, happening.name);
    records.push(recordOf(happening, inventory, actors, random));
  };
  return { teller: { inventory, actors, moments, tell }, records };
}

function recordOf(happening: Happening, inventory: Inventory, actors: Actors, random: Random): StoryRecord {
  const actor = actors[happening.actor];
  const eventSource = `${happening.service ?? "rds"}.amazonaws.com`;
  const call = {
    eventSource,
    eventName: happening.name,
    ...(happening.host === undefined ? {} : { host: happening.host }),
  };
  const eventTime = Math.floor(happening.at / 1000) * 1000;
  const eventId = random.uuid();
  const elements = (value: object | undefined) => {
    if (value === undefined) return "null";
    return happening.service === undefined ? rdsElements(value) : JSON.stringify(value);
  };
  const isApiCall = happening.eventType === undefined;
  const message = recordText({
    userIdentity:
      happening.userIdentity === undefined ? actor.identity(eventTime) : JSON.stringify(happening.userIdentity),
    eventTime: isoSeconds(eventTime),
    eventSource,
    eventName: happening.name,
    awsRegion: inventory.region,
    sourceIPAddress: happening.sourceIPAddress ?? actor.sourceIPAddress,
    userAgent: JSON.stringify(happening.userAgent ?? actor.userAgent(call)),
    ...(happening.error?.code === undefined ? {} : { errorCode: happening.error.code }),
    ...(happening.error === undefined ? {} : { errorMessage: JSON.stringify(happening.error.message) }),
    requestParameters: elements(happening.request),
    responseElements: elements(happening.response),
    ...(happening.additionalEventData === undefined
      ? {}
      : { additionalEventData: JSON.stringify(happening.additionalEventData) }),
    ...(isApiCall ? { requestID: random.uuid() } : {}),
    eventID: eventId,
    readOnly: happening.readOnly ?? false,
    ...(happening.resources === undefined ? {} : { resources: JSON.stringify(happening.resources) }),
    eventType: happening.eventType ?? "AwsApiCall",
    ...(happening.apiVersion === undefined ? {} : { apiVersion: happening.apiVersion }),
    recipientAccountId: inventory.accountId,
    ...(happening.serviceEventDetails === undefined
      ? {}
      : { serviceEventDetails: JSON.stringify(happening.serviceEventDetails) }),
    ...(actor.outside || happening.eventType === "AwsConsoleSignIn"
      ? { tlsDetails: tlsDetailsOf(call, inventory.region) }
      : {}),
    ...(actor.console && isApiCall ? { sessionCredentialFromConsole: true } : {}),
  });
  return { eventId, eventTime, message };
}

/** A refusal by IAM: RDS then records no parameters, and names the resource in its message at best (FACTS 7). */
export function denied(
  who: string,
  action: string,
  resource?: string,
): { readonly code: string; readonly message: string } {
  const on = resource === undefined ? "" : ` on resource: ${resource}`;
  return {
    code: "AccessDenied",
    message: `User: ${who} is not authorized to perform: ${action}${on} because no identity-based policy allows the ${action} action`,
  };
}

/** `userIdentity` of a call by the actor at a time. */
export function identityOf(teller: Teller, actor: ActorName, at: number): Readonly<Record<string, unknown>> {
  return JSON.parse(teller.actors[actor].identity(at)) as Record<string, unknown>;
}

/** ARN of the actor at a time, as error messages name the caller. */
export function arnOf(teller: Teller, actor: ActorName, at: number): string {
  return String(identityOf(teller, actor, at).arn);
}
