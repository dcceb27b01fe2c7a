import { LogGroupClass, ResourceNotFoundException } from "@aws-sdk/client-cloudwatch-logs";
import type { Account } from "../account.ts";
import type { Call } from "../call.ts";
import { check, groupIdentifier, groupName, invalidParameter } from "./constraints.ts";
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

/** ARN of a log stream. */
export function streamArn(group: LogGroup, name: string): string {
  return `${group.arn}:log-stream:${name}`;
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

/**
 * The log group of a request that gives its name, or its name or ARN as identifier (FACTS 58).
 * @throws InvalidParameterException unless just one of them is given, ResourceNotFoundException.
 */
export function requestedGroup(
  { account, region }: Call,
  { logGroupName, logGroupIdentifier }: { logGroupName?: string | undefined; logGroupIdentifier?: string | undefined },
): LogGroup {
  if (logGroupName !== undefined && logGroupIdentifier !== undefined) {
    throw invalidParameter("Only one of logGroupName and logGroupIdentifier can be specified.");
  }
  if (logGroupIdentifier !== undefined) {
    check(groupIdentifier("logGroupIdentifier", logGroupIdentifier));
    return identifiedGroup(account, region, logGroupIdentifier);
  }
  check(groupName("logGroupName", logGroupName));
  return findGroup(account, region, logGroupName ?? "");
}

/** @throws ResourceNotFoundException where no log group of this account and Region has this name or ARN. */
export function identifiedGroup(account: Account, region: string, identifier: string): LogGroup {
  const prefix = groupArn(account, region, "");
  return findGroup(account, region, identifier.startsWith(prefix) ? identifier.slice(prefix.length) : identifier);
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
