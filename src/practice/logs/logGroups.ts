import { LogGroupClass, ResourceNotFoundException } from "@aws-sdk/client-cloudwatch-logs";
import type { Account } from "../account.ts";
import type { LogGroup, LogStream } from "./state.ts";

/** The log groups of a Region by name. */
export function groupsOf(account: Account, region: string): Map<string, LogGroup> {
  const { groups } = account.state.logs;
  let ofRegion = groups.get(region);
  if (ofRegion === undefined) {
    ofRegion = new Map();
    groups.set(region, ofRegion);
  }
  return ofRegion;
}

/** ARN of a log group without the ending `:*`. */
export function groupArn(account: Account, region: string, name: string): string {
  const { partition, accountId } = account.state;
  return `arn:${partition}:logs:${region}:${accountId}:log-group:${name}`;
}

/** What a new log group may be given. */
export type GroupOptions = Partial<
  Pick<LogGroup, "logGroupClass" | "kmsKeyId" | "deletionProtectionEnabled" | "tags">
> & {
  /** Epoch milliseconds; now unless given. */
  readonly creationTime?: number;
};

/** Adds an empty log group, or replaces the one of that name. */
export function addGroup(account: Account, region: string, name: string, options: GroupOptions = {}): LogGroup {
  const group: LogGroup = {
    creationTime: account.now(),
    logGroupClass: LogGroupClass.STANDARD,
    tags: new Map(),
    ...options,
    name,
    arn: groupArn(account, region, name),
    streams: new Map(),
  };
  groupsOf(account, region).set(name, group);
  return group;
}

/** What a new log stream may be given. */
export type StreamOptions = Partial<Pick<LogStream, "creationTime" | "history">>;

/** Adds an empty log stream, or replaces the one of that name. */
export function addStream(account: Account, group: LogGroup, name: string, options: StreamOptions = {}): LogStream {
  const stream: LogStream = {
    creationTime: account.now(),
    history: false,
    ...options,
    name,
    events: [],
    storedBytes: 0,
  };
  group.streams.set(name, stream);
  return stream;
}

/** @throws ResourceNotFoundException where there is no such log group. */
export function findGroup(account: Account, region: string, name: string): LogGroup {
  const group = groupsOf(account, region).get(name);
  if (group === undefined) throw notFound("The specified log group does not exist.");
  return group;
}

/** @throws ResourceNotFoundException where there is no such log stream. */
export function findStream(group: LogGroup, name: string): LogStream {
  const stream = group.streams.get(name);
  if (stream === undefined) throw notFound("The specified log stream does not exist.");
  return stream;
}

function notFound(message: string): ResourceNotFoundException {
  return new ResourceNotFoundException({ message, $metadata: {} });
}
