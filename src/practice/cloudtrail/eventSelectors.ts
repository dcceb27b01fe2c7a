import {
  type AdvancedEventSelector,
  type EventSelector,
  type GetEventSelectorsCommandInput,
  type GetEventSelectorsResponse,
  type GetInsightSelectorsCommandInput,
  InsightNotEnabledException,
  InvalidEventSelectorsException,
  type PutEventSelectorsCommandInput,
  type PutEventSelectorsResponse,
} from "@aws-sdk/client-cloudtrail";
import type { Call } from "../call.ts";
import { defaultEventSelectors } from "./selectors.ts";
import { findTrail, findTrailAtHome } from "./trailNames.ts";

const mostSelectors = 5;

/** Basic or advanced selectors; either kind takes the place of the other. */
export function putEventSelectors(input: PutEventSelectorsCommandInput, call: Call): PutEventSelectorsResponse {
  const trail = findTrailAtHome(call, input.TrailName);
  const { EventSelectors: basic, AdvancedEventSelectors: advanced } = input;
  if (basic?.length && advanced?.length) throw invalid("Specify either event selectors or advanced event selectors.");
  if (advanced?.length) {
    for (const selector of advanced) checkAdvanced(selector);
    trail.advancedEventSelectors = advanced;
    delete trail.eventSelectors;
    return { TrailARN: trail.arn, AdvancedEventSelectors: advanced };
  }
  if (!basic?.length) throw invalid("At least one event selector is required.");
  if (basic.length > mostSelectors) throw invalid(`A trail can have at most ${mostSelectors} event selectors.`);
  const complete = basic.map(withDefaults);
  for (const selector of complete) checkBasic(selector);
  trail.eventSelectors = complete;
  delete trail.advancedEventSelectors;
  return { TrailARN: trail.arn, EventSelectors: complete };
}

/** The selectors of a trail, or those that every new trail has. */
export function getEventSelectors(input: GetEventSelectorsCommandInput, call: Call): GetEventSelectorsResponse {
  const { arn, eventSelectors, advancedEventSelectors } = findTrail(call, input.TrailName);
  return advancedEventSelectors
    ? { TrailARN: arn, AdvancedEventSelectors: advancedEventSelectors }
    : { TrailARN: arn, EventSelectors: eventSelectors ?? [...defaultEventSelectors] };
}

/** No trail of the practice account has Insights. */
export function getInsightSelectors({ TrailName }: GetInsightSelectorsCommandInput, call: Call): never {
  const { arn } = findTrail(call, TrailName);
  throw new InsightNotEnabledException({
    message: `Trail name: ${arn} does not have Insights enabled. Edit the trail settings to enable Insights, and then try the operation again.`,
    $metadata: {},
  });
}

function withDefaults(selector: EventSelector): EventSelector {
  return {
    ReadWriteType: selector.ReadWriteType ?? "All",
    IncludeManagementEvents: selector.IncludeManagementEvents ?? true,
    DataResources: selector.DataResources ?? [],
    ExcludeManagementEventSources: selector.ExcludeManagementEventSources ?? [],
  };
}

const dataTypes: ReadonlySet<string> = new Set(["AWS::S3::Object", "AWS::Lambda::Function", "AWS::DynamoDB::Table"]);
const excludableSources: ReadonlySet<string> = new Set(["kms.amazonaws.com", "rdsdata.amazonaws.com"]);

function checkBasic(selector: EventSelector): void {
  const { ReadWriteType, IncludeManagementEvents, DataResources, ExcludeManagementEventSources } = selector;
  if (!["All", "ReadOnly", "WriteOnly"].includes(ReadWriteType ?? "")) {
    throw invalid(`ReadWriteType ${ReadWriteType} is not valid.`);
  }
  const source = ExcludeManagementEventSources?.find((one) => !excludableSources.has(one));
  if (source !== undefined) throw invalid(`${source} cannot be excluded from management events.`);
  if (ExcludeManagementEventSources?.length && !IncludeManagementEvents) {
    throw invalid("ExcludeManagementEventSources requires IncludeManagementEvents.");
  }
  for (const { Type, Values } of DataResources ?? []) {
    if (!dataTypes.has(Type ?? "")) throw invalid(`Data resource type ${Type} needs advanced event selectors.`);
    const value = Values?.find((one) => !one.startsWith("arn:"));
    if (value !== undefined) throw invalid(`Value ${value} for DataResources.Values is invalid.`);
  }
}

const fields: ReadonlySet<string> = new Set([
  "eventCategory",
  "eventName",
  "eventSource",
  "eventType",
  "readOnly",
  "resources.ARN",
  "resources.type",
  "sessionCredentialFromConsole",
  "userIdentity.arn",
]);
const operators = ["Equals", "StartsWith", "EndsWith", "NotEquals", "NotStartsWith", "NotEndsWith"] as const;

function checkAdvanced({ FieldSelectors }: AdvancedEventSelector): void {
  const category = FieldSelectors?.find(({ Field }) => Field === "eventCategory")?.Equals;
  if (!["Management", "Data", "NetworkActivity"].includes(category?.[0] ?? "")) {
    throw invalid("An advanced event selector needs eventCategory with Equals.");
  }
  const isData = category?.[0] === "Data";
  if (isData && !FieldSelectors?.some(({ Field }) => Field === "resources.type")) {
    throw invalid("An advanced event selector for data events needs resources.type.");
  }
  for (const selector of FieldSelectors ?? []) {
    if (!fields.has(selector.Field ?? "")) throw invalid(`Field ${selector.Field} is not valid.`);
    if (!operators.some((operator) => selector[operator]?.length)) {
      throw invalid(`Field ${selector.Field} needs at least one value.`);
    }
  }
}

function invalid(message: string): InvalidEventSelectorsException {
  return new InvalidEventSelectorsException({ message, $metadata: {} });
}
