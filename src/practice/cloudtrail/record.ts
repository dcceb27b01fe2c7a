import * as cloudTrailSchemas from "@aws-sdk/client-cloudtrail";
import * as logsSchemas from "@aws-sdk/client-cloudwatch-logs";
import * as iamSchemas from "@aws-sdk/client-iam";
import * as rdsSchemas from "@aws-sdk/client-rds";
import * as s3Schemas from "@aws-sdk/client-s3";
import * as snsSchemas from "@aws-sdk/client-sns";
import * as sqsSchemas from "@aws-sdk/client-sqs";
import * as stsSchemas from "@aws-sdk/client-sts";
import type { NormalizedSchema } from "@smithy/core/schema";
import type { StaticOperationSchema } from "@smithy/types";
import type { CompletedCall } from "../call.ts";
import { randomAlphanumerics, randomUuid } from "../ids.ts";
import { inputSchema, operationSchema, outputSchema, type SchemaModule } from "../server/wire/schemas.ts";
import { isDataEvent, type ResourceReference, recordResources } from "./recordCategory.ts";
import { recordMembers } from "./recordMembers.ts";
import { s3EventName, s3Parameters } from "./recordS3.ts";

/** A CloudTrail record of an API call, its members in the order in which AWS writes them (FACTS 1–2). */
export interface CallRecord {
  readonly eventVersion: "1.11";
  readonly userIdentity: Readonly<Record<string, unknown>>;
  readonly eventTime: string;
  readonly eventSource: string;
  readonly eventName: string;
  readonly awsRegion: string;
  readonly sourceIPAddress: string;
  readonly userAgent: string;
  readonly errorCode?: string;
  readonly errorMessage?: string;
  readonly requestParameters: unknown;
  readonly responseElements: unknown;
  readonly additionalEventData?: Readonly<Record<string, unknown>>;
  readonly requestID: string;
  readonly eventID: string;
  readonly readOnly: boolean;
  readonly resources?: readonly ResourceReference[];
  readonly eventType: "AwsApiCall";
  readonly apiVersion?: string;
  readonly managementEvent: boolean;
  readonly recipientAccountId: string;
  readonly eventCategory: "Management" | "Data";
  readonly tlsDetails: Readonly<Record<string, string>>;
}

/** What CloudTrail needs to know of a service: its schemas by signing name. */
const schemasOf: Readonly<Record<string, SchemaModule>> = {
  cloudtrail: cloudTrailSchemas,
  iam: iamSchemas,
  logs: logsSchemas,
  rds: rdsSchemas,
  s3: s3Schemas,
  sns: snsSchemas,
  sqs: sqsSchemas,
  sts: stsSchemas,
};

/** IAM has one endpoint for the world; its events are in us-east-1 (FACTS 82). */
const globalServices: ReadonlySet<string> = new Set(["iam"]);

/** The record of a call, as AWS would write it; `undefined` for calls that AWS does not record. */
export function recordOf(completed: CompletedCall): CallRecord | undefined {
  const { call, service, operation, error } = completed;
  const schemas = schemasOf[service];
  const schema = schemas && operationSchema(schemas, operation);
  if (schema === undefined) return undefined;
  const { state } = call.account;
  const isS3 = service === "s3";
  const region = globalServices.has(service) ? "us-east-1" : call.region;
  const readOnly = isReadOnly(operation);
  const isData = isDataEvent(service, operation);
  const resources = error && !isS3 ? undefined : recordResources(completed, isData);
  return {
    eventVersion: "1.11",
    userIdentity: call.caller.userIdentity,
    eventTime: `${new Date(call.now).toISOString().slice(0, 19)}Z`,
    eventSource: `${service}.amazonaws.com`,
    eventName: isS3 ? s3EventName(operation) : operation,
    awsRegion: region,
    sourceIPAddress: call.sourceIpAddress,
    userAgent: clipped(isS3 ? `[${call.userAgent}]` : call.userAgent),
    ...(error && { errorCode: errorCodeOf(service, error), errorMessage: clipped(error.message) }),
    requestParameters: requestParameters(completed, schema),
    responseElements: isAnswerShown(completed, readOnly) ? responseElements(completed, schema) : null,
    ...(isS3 && { additionalEventData: s3EventData(randomAlphanumerics(state, 75)) }),
    requestID: call.requestId,
    eventID: randomUuid(state),
    readOnly,
    ...(resources && { resources }),
    eventType: "AwsApiCall",
    ...(service === "logs" && { apiVersion: "20140328" }),
    managementEvent: !isData,
    recipientAccountId: state.accountId,
    eventCategory: isData ? "Data" : "Management",
    tlsDetails: {
      tlsVersion: "TLSv1.3",
      cipherSuite: "TLS_AES_128_GCM_SHA256",
      clientProvidedHostHeader: globalServices.has(service)
        ? `${service}.amazonaws.com`
        : `${service}.${region}.amazonaws.com`,
    },
  };
}

/** Whether the operation changes nothing, by AWS's habits of naming; AssumeRole counts as reading. */
function isReadOnly(operation: string): boolean {
  return /^(Describe|Get|List|Head|Lookup|Filter|Test|Receive|Download|Simulate|AssumeRole|StartLiveTail|StartQuery)/.test(
    operation,
  );
}

/** CloudTrail names an error by its shape, in RDS with the ending `Fault` or `Exception` (FACTS 6). */
function errorCodeOf(service: string, { name, code }: NonNullable<CompletedCall["error"]>): string {
  if (isRefusal(code)) return "AccessDenied";
  if (service === "s3") return code;
  const isPlainCode = service === "rds" && name === code && /^InvalidParameter(Value|Combination)$/.test(name);
  return isPlainCode ? `${name}Exception` : name;
}

function isRefusal(code: string): boolean {
  return /^(AccessDenied(Exception)?|AuthorizationError|UnauthorizedOperation)$/.test(code);
}

function requestParameters(completed: CompletedCall, schema: StaticOperationSchema): unknown {
  const { call, service, operation, input, error } = completed;
  if (input === undefined || input === null) return null;
  if (service === "s3") return sized(s3Parameters(schema, input, call.region), "requestParameters");
  // Calls that did not get past authorisation or the rate limit have no parameters (FACTS 7).
  if (error && (isRefusal(error.code) || error.code.startsWith("Throttling"))) return null;
  const shown = members(service, inputSchema(schema), input);
  return sized({ ...unsentDefaults[`${service}:${operation}`], ...shown }, "requestParameters");
}

/** Members that RDS's own model fills in when a caller leaves them out (FACTS 24). */
const unsentDefaults: Readonly<Record<string, Readonly<Record<string, boolean>>>> = {
  "rds:DeleteDBInstance": { skipFinalSnapshot: false },
  "rds:DescribeDBEngineVersions": { defaultOnly: false },
  "rds:DescribeDBSnapshots": { includePublic: false, includeShared: false },
  "rds:ModifyDBInstance": { allowMajorVersionUpgrade: false, applyImmediately: false },
};

/** Reads and failures show none (FACTS 5), but for AssumeRole: who took the session must be known. */
function isAnswerShown({ operation, error }: CompletedCall, readOnly: boolean): boolean {
  return error === undefined && (!readOnly || operation.startsWith("AssumeRole"));
}

function responseElements({ service, output }: CompletedCall, schema: StaticOperationSchema): unknown {
  const shape = outputSchema(schema);
  if (service === "s3" || output === undefined || output === null || !shape.isStructSchema()) return null;
  let shown = members(service, shape, output);
  if (service === "rds") {
    // RDS shows the one object of an answer without the member that holds it (FACTS 20).
    const [only, ...others] = Object.values(shown);
    if (others.length === 0 && isObject(only)) shown = only;
  }
  return sized(shown, "responseElements");
}

function members(service: string, schema: NormalizedSchema, value: unknown): Record<string, unknown> {
  const shown = recordMembers(schema, value, (name) => {
    // IAM and STS leave their secrets out; RDS shows that there was one (FACTS 22).
    if (service !== "rds") return undefined;
    return name === "TdeCredentialPassword" ? "****" : "HIDDEN_DUE_TO_SECURITY_REASONS";
  });
  return isObject(shown) ? shown : {};
}

/** `null` for an empty object; a note where AWS leaves out what is over 100 KB (FACTS 10). */
function sized(shown: Record<string, unknown>, name: string): unknown {
  if (Object.keys(shown).length === 0) return null;
  const originalSize = Buffer.byteLength(JSON.stringify(shown));
  return originalSize <= 100 * 1024 ? shown : { omitted: true, originalSize, reason: `${name} too large` };
}

/** At most 1 KB, the rest cut off (FACTS 10). */
function clipped(text: string): string {
  return text.slice(0, 1024);
}

function s3EventData(requestMark: string): Record<string, unknown> {
  return {
    SignatureVersion: "SigV4",
    CipherSuite: "TLS_AES_128_GCM_SHA256",
    bytesTransferredIn: 0,
    AuthenticationMethod: "AuthHeader",
    "x-amz-id-2": `${requestMark}=`,
    bytesTransferredOut: 0,
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
