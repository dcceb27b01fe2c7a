/**
 * The parts of one record, in the order in which CloudTrail writes them. Members typed `Json` are pieces of JSON text;
 * plain strings must not need escaping.
 */
export interface RecordParts {
  readonly userIdentity: Json;
  readonly eventTime: string;
  readonly eventSource: string;
  readonly eventName: string;
  readonly awsRegion: string;
  readonly sourceIPAddress: string;
  readonly userAgent: Json;
  readonly errorCode?: string;
  readonly errorMessage?: Json;
  /** `null` for calls without parameters and for denied ones (FACTS 7). */
  readonly requestParameters: Json;
  /** `null` for read-only and for failed calls (FACTS 5). */
  readonly responseElements: Json;
  readonly additionalEventData?: Json;
  readonly requestID?: string;
  readonly eventID: string;
  readonly readOnly: boolean;
  readonly resources?: Json;
  readonly eventType: "AwsApiCall" | "AwsServiceEvent" | "AwsConsoleSignIn";
  readonly apiVersion?: string;
  readonly recipientAccountId: string;
  readonly sharedEventID?: string;
  readonly serviceEventDetails?: Json;
  readonly addendum?: Json;
  readonly tlsDetails?: Json;
  readonly sessionCredentialFromConsole?: boolean;
}

/** JSON text. */
export type Json = string;

/** The record as one line of JSON, of eventVersion 1.11 (FACTS 1 and 2). */
export function recordText(parts: RecordParts): string {
  let text = `{"eventVersion":"1.11","userIdentity":${parts.userIdentity},"eventTime":"${parts.eventTime}","eventSource":"${parts.eventSource}","eventName":"${parts.eventName}","awsRegion":"${parts.awsRegion}","sourceIPAddress":"${parts.sourceIPAddress}","userAgent":${parts.userAgent}`;
  if (parts.errorCode !== undefined) text += `,"errorCode":"${parts.errorCode}"`;
  if (parts.errorMessage !== undefined) text += `,"errorMessage":${parts.errorMessage}`;
  text += `,"requestParameters":${parts.requestParameters},"responseElements":${parts.responseElements}`;
  if (parts.additionalEventData !== undefined) text += `,"additionalEventData":${parts.additionalEventData}`;
  if (parts.requestID !== undefined) text += `,"requestID":"${parts.requestID}"`;
  text += `,"eventID":"${parts.eventID}","readOnly":${parts.readOnly}`;
  if (parts.resources !== undefined) text += `,"resources":${parts.resources}`;
  text += `,"eventType":"${parts.eventType}"`;
  if (parts.apiVersion !== undefined) text += `,"apiVersion":"${parts.apiVersion}"`;
  text += `,"managementEvent":true,"recipientAccountId":"${parts.recipientAccountId}"`;
  if (parts.sharedEventID !== undefined) text += `,"sharedEventID":"${parts.sharedEventID}"`;
  if (parts.serviceEventDetails !== undefined) text += `,"serviceEventDetails":${parts.serviceEventDetails}`;
  text += `,"eventCategory":"Management"`;
  if (parts.addendum !== undefined) text += `,"addendum":${parts.addendum}`;
  if (parts.tlsDetails !== undefined) text += `,"tlsDetails":${parts.tlsDetails}`;
  if (parts.sessionCredentialFromConsole) text += `,"sessionCredentialFromConsole":"true"`;
  return `${text}}`;
}
