import type { Inventory } from "../inventory.ts";
import type { Random } from "../random.ts";
import type { Json } from "../record.ts";

/** What a routine call is made of. */
export interface Scene {
  readonly random: Random;
  readonly inventory: Inventory;
  /** Region of the call. */
  readonly region: string;
  /** Epoch milliseconds. */
  readonly time: number;
  /** A number that is the same for all pieces of one record: see `chosen`. */
  readonly choice: number;
  /** A name that a database instance has at this time: the same for all pieces of one record. */
  database(): string;
}

/** The item that this record is about. */
export function chosen<T>(scene: Scene, items: readonly T[]): T {
  return items[scene.choice % items.length] as T;
}

/** Makes a piece of a record's JSON text. */
export type Piece = (scene: Scene) => Json;

/** One kind of call among the everyday traffic of the account. */
export interface Call {
  readonly eventSource: string;
  readonly eventName: string;
  readonly readOnly: boolean;
  readonly requestParameters: Piece;
  readonly responseElements?: Piece;
  readonly additionalEventData?: Piece;
  readonly resources?: Piece;
  readonly apiVersion?: string;
  readonly error?: { readonly code: string; readonly message: Piece };
  readonly eventType?: "AwsServiceEvent" | "AwsConsoleSignIn";
  readonly serviceEventDetails?: Piece;
  /** Host that the client asked; the service's host in the Region unless given. */
  readonly host?: string;
  /** Whether requests of the service are named in S3's way. */
  readonly shortRequestId?: boolean;
  /** Seen by the account of the resource and by the caller's (FACTS 13). */
  readonly shared?: boolean;
}

/** A call that only reads; without `requestParameters` it has none. */
export function read(service: string, eventName: string, requestParameters: Piece = none): Call {
  return { eventSource: `${service}.amazonaws.com`, eventName, readOnly: true, requestParameters };
}

/** A call that changes something. */
export function write(service: string, eventName: string, requestParameters: Piece, responseElements?: Piece): Call {
  return {
    eventSource: `${service}.amazonaws.com`,
    eventName,
    readOnly: false,
    requestParameters,
    ...(responseElements === undefined ? {} : { responseElements }),
  };
}

/** No parameters. */
export const none: Piece = () => "null";

/** The `resources` of a record that is about one resource. */
export function resource(type: string, arn: (scene: Scene) => string): Piece {
  return (scene) => `[{"accountId":"${scene.inventory.accountId}","type":"${type}","ARN":"${arn(scene)}"}]`;
}
