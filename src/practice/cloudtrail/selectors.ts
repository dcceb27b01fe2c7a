import type {
  AdvancedEventSelector,
  AdvancedFieldSelector,
  DataResource,
  EventSelector,
} from "@aws-sdk/client-cloudtrail";
import type { CallRecord } from "./record.ts";
import type { Trail } from "./state.ts";

/** What a trail has that nobody gave selectors: all management events. */
export const defaultEventSelectors: readonly EventSelector[] = [
  { ReadWriteType: "All", IncludeManagementEvents: true, DataResources: [], ExcludeManagementEventSources: [] },
];

/**
 * Whether a trail records this event: its Regions, its selectors. Logging or not is not asked here.
 * Source: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_PutEventSelectors.html
 */
export function isSelected(trail: Trail, record: CallRecord): boolean {
  if (!trail.isMultiRegionTrail && record.awsRegion !== trail.homeRegion) return false;
  if (!trail.includeGlobalServiceEvents && globalSources.has(record.eventSource)) return false;
  if (trail.advancedEventSelectors) return trail.advancedEventSelectors.some((one) => fitsAdvanced(one, record));
  return (trail.eventSelectors ?? defaultEventSelectors).some((one) => fitsBasic(one, record));
}

const globalSources: ReadonlySet<string> = new Set(["iam.amazonaws.com", "sts.amazonaws.com"]);

function fitsBasic(selector: EventSelector, record: CallRecord): boolean {
  const { ReadWriteType, IncludeManagementEvents, ExcludeManagementEventSources, DataResources } = selector;
  if (ReadWriteType === "ReadOnly" && !record.readOnly) return false;
  if (ReadWriteType === "WriteOnly" && record.readOnly) return false;
  if (!record.managementEvent) return (DataResources ?? []).some((one) => names(one, record));
  return IncludeManagementEvents !== false && !ExcludeManagementEventSources?.includes(record.eventSource);
}

/** A value names a resource, or with a prefix of its ARN all that begin with it; `arn:aws:s3` means every bucket. */
function names({ Type, Values }: DataResource, record: CallRecord): boolean {
  const resources = record.resources?.filter(({ type }) => type === Type) ?? [];
  return resources.some(({ ARN }) => (Values ?? []).some((value) => ARN.startsWith(value)));
}

function fitsAdvanced({ FieldSelectors }: AdvancedEventSelector, record: CallRecord): boolean {
  return (FieldSelectors ?? []).every((one) => fitsField(one, record));
}

function fitsField(selector: AdvancedFieldSelector, record: CallRecord): boolean {
  const values = fieldValues(selector.Field, record);
  const some = (operands: readonly string[] | undefined, test: (value: string, operand: string) => boolean) =>
    operands?.some((operand) => values.some((value) => test(value, operand)));
  const equals = (value: string, operand: string) => value === operand;
  const startsWith = (value: string, operand: string) => value.startsWith(operand);
  const endsWith = (value: string, operand: string) => value.endsWith(operand);
  return (
    (some(selector.Equals, equals) ?? true) &&
    (some(selector.StartsWith, startsWith) ?? true) &&
    (some(selector.EndsWith, endsWith) ?? true) &&
    !some(selector.NotEquals, equals) &&
    !some(selector.NotStartsWith, startsWith) &&
    !some(selector.NotEndsWith, endsWith)
  );
}

function fieldValues(field: string | undefined, record: CallRecord): readonly string[] {
  switch (field) {
    case "eventCategory":
      return [record.eventCategory];
    case "eventName":
      return [record.eventName];
    case "eventSource":
      return [record.eventSource];
    case "eventType":
      return [record.eventType];
    case "readOnly":
      return [String(record.readOnly)];
    case "resources.ARN":
      return record.resources?.map(({ ARN }) => ARN) ?? [];
    case "resources.type":
      return record.resources?.map(({ type }) => type) ?? [];
    case "userIdentity.arn":
      return [String(record.userIdentity.arn ?? "")];
    case "sessionCredentialFromConsole":
      return ["false"];
    default:
      return [];
  }
}
