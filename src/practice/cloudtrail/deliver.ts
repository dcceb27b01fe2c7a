import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import type { Account } from "../account.ts";
import { randomAlphanumerics } from "../ids.ts";
import { appendEvents } from "../logs/append.ts";
import { putObject } from "../s3/objects.ts";
import { publish } from "../sns/publish.ts";
import { bucketError, type LogsProblem, logGroupOf, logsProblem, streamName, topicError } from "./destinations.ts";
import { addToEventHistory } from "./eventHistory.ts";
import { logFileKey } from "./objectKeys.ts";
import type { PendingRecord, Trail } from "./state.ts";

/** Events above this many bytes are only in S3 (FACTS 11). */
const largestLogEvent = 256 * 1024;

/** Takes all records that wait into event history and to the trails that record them. */
export function deliver(account: Account): void {
  const { cloudTrail } = account.state;
  const records = cloudTrail.pending;
  cloudTrail.pending = [];
  const deliveredAt = account.now();
  for (const [region, ofRegion] of byRegion(records.filter(({ isManagement }) => isManagement))) {
    addToEventHistory(
      cloudTrail,
      region,
      ofRegion.map(({ eventTime, eventId, message }) => ({ eventTime, deliveredAt, eventId, message })),
    );
  }
  for (const trail of cloudTrail.trails.values()) {
    const ofTrail = records.filter(({ trails }) => trails.includes(trail.arn));
    if (ofTrail.length > 0) deliverTo(account, trail, ofTrail);
  }
}

function deliverTo(account: Account, trail: Trail, records: readonly PendingRecord[]): void {
  const keys = deliverToBucket(account, trail, records);
  if (trail.cloudWatchLogsLogGroupArn !== undefined) deliverToLogGroup(account, trail, records);
  if (trail.snsTopicArn !== undefined && keys.length > 0) notify(account, trail, trail.snsTopicArn, keys);
}

/** Puts one log file for each Region. What cannot be put now goes with the next delivery, as AWS tries again for 30 days. */
function deliverToBucket(account: Account, trail: Trail, records: readonly PendingRecord[]): string[] {
  const { delivery } = trail.status;
  const all = [...trail.backlog, ...records];
  const error = bucketError(account, trail);
  if (error !== undefined) {
    delivery.error = error;
    trail.backlog = all;
    return [];
  }
  trail.backlog = [];
  delete delivery.error;
  delivery.time = account.now();
  return [...byRegion(all)].map(([region, ofRegion]) => putLogFile(account, trail, region, ofRegion));
}

function putLogFile(account: Account, trail: Trail, region: string, records: readonly PendingRecord[]): string {
  const { accountId } = account.state;
  const deliveredAt = account.now();
  const key = logFileKey(trail, { accountId, region, deliveredAt }, randomAlphanumerics(account.state, 16));
  const text = `{"Records":[${records.map(({ message }) => message).join(",")}]}`;
  putObject(account, trail.s3BucketName, key, gzipSync(text), {
    contentType: "application/json",
    contentEncoding: "gzip",
  });
  if (trail.logFileValidationEnabled) {
    const times = records.map(({ eventTime }) => eventTime);
    trail.undigested.push({
      region,
      bucket: trail.s3BucketName,
      key,
      hash: createHash("sha256").update(text).digest("hex"),
      deliveredAt,
      oldestEventTime: Math.min(...times),
      newestEventTime: Math.max(...times),
    });
  }
  return key;
}

function deliverToLogGroup(account: Account, trail: Trail, records: readonly PendingRecord[]): void {
  const { logs } = trail.status;
  const group = logGroupOf(trail);
  const problem = logsProblem(account, trail);
  if (group === undefined || problem !== undefined) {
    logs.error = logsErrors[problem ?? "group"];
    return;
  }
  const timestamp = account.now();
  const events = records
    .filter(({ message }) => Buffer.byteLength(message) <= largestLogEvent)
    .map(({ message }) => ({ timestamp, message }));
  appendEvents(account, group.region, group.name, streamName(account, trail), events);
  delete logs.error;
  logs.time = timestamp;
}

/** What GetTrailStatus says of a log group that cannot be written (FACTS 98). */
const logsErrors: Readonly<Record<LogsProblem, string>> = {
  group: "The specified log group does not exist.",
  trust: "Access denied. Check the trust relationships for your role.",
  permissions: "Access denied. Verify in IAM that the role has adequate permissions.",
};

/** Tells the topic which log files there are (FACTS 93). */
function notify(account: Account, trail: Trail, topicArn: string, keys: readonly string[]): void {
  const { notification } = trail.status;
  const error = topicError(account, trail);
  if (error !== undefined) {
    notification.error = error;
    return;
  }
  publish(account, topicArn, JSON.stringify({ s3Bucket: trail.s3BucketName, s3ObjectKey: keys }));
  delete notification.error;
  notification.time = account.now();
}

/** Records by Region, each in the order in which they came. */
function byRegion(records: readonly PendingRecord[]): Map<string, PendingRecord[]> {
  const regions = new Map<string, PendingRecord[]>();
  for (const record of records) {
    const ofRegion = regions.get(record.region);
    if (ofRegion === undefined) regions.set(record.region, [record]);
    else ofRegion.push(record);
  }
  return regions;
}
