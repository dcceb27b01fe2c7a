/**
 * Where an event stands among all of an account, as one number to order by: its timestamp, then its rank among the events
 * of that millisecond, then its stream. Written with 56 digits it is the event's id, as on AWS.
 */
export type Position = bigint;

const streamBits = 64n;
const rankBits = 80n;
const timeBits = streamBits + rankBits;

/** `timestamp` in epoch milliseconds. */
export function positionOf(timestamp: number, rank: number, streamKey: bigint): Position {
  return (BigInt(timestamp) << timeBits) | (BigInt(rank) << streamBits) | streamKey;
}

/** Before every event of this millisecond. */
export function startOf(timestamp: number): Position {
  return BigInt(Math.trunc(timestamp)) << timeBits;
}

/** Epoch milliseconds. */
export function timestampOf(position: Position): number {
  return Number(position >> timeBits);
}

/** The id of the event that stands there. */
export function eventIdOf(position: Position): string {
  return position.toString().padStart(56, "0");
}

/** The position that an id of 56 digits tells. */
export function readEventId(id: string): Position | undefined {
  return /^\d{56}$/.test(id) ? BigInt(id) : undefined;
}

/** Tells streams apart whose events share time and rank (FNV-1a). */
export function streamKeyOf(streamArn: string): bigint {
  let hash = 0xcbf29ce484222325n;
  for (const byte of Buffer.from(streamArn)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return hash;
}
